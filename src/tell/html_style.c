/* html_style.c - the style sheet of the page.
 *
 * One serif face from the reader's own system; colour only for reports (r0 to r7, told apart with all common kinds of
 * colour vision, and always beside the letter) and for the words that differ. Light and dark by the reader's setting;
 * on paper without controls. Filters work by :has() over check boxes: no script. Contrast: text at least 4.5 to 1. */
#include "tell/html_writer.h"

static const char *const rules[] = {
    ":root{color-scheme:light dark;--paper:#fdfcf9;--card:#fff;--ink:#1c1c1a;--soft:#5f5e59;--line:#dedbd2;--hair:#ebe8e0;"
    "--differ:#ffe69c;--lit:#ffd23f;--on:#fff;"
    "--c0:#0b62a4;--c1:#b8470b;--c2:#0a7a5c;--c3:#9c3d7c;--c4:#866100;--c5:#4545a8;--c6:#8a2332;--c7:#4d5b66}\n",
    "@media (prefers-color-scheme:dark){:root{--paper:#161715;--card:#1d1e1c;--ink:#e9e6df;--soft:#a5a299;--line:#3a3a36;"
    "--hair:#2a2b28;--differ:#5b4708;--lit:#7a5c00;--on:#161715;"
    "--c0:#74b6ec;--c1:#f2985f;--c2:#56c9a6;--c3:#e394c6;--c4:#ddb64c;--c5:#abacf5;--c6:#f08d9c;--c7:#aebccb}}\n",
    ".r0{--c:var(--c0)}.r1{--c:var(--c1)}.r2{--c:var(--c2)}.r3{--c:var(--c3)}.r4{--c:var(--c4)}.r5{--c:var(--c5)}"
    ".r6{--c:var(--c6)}.r7{--c:var(--c7)}\n",
    "*{box-sizing:border-box}html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 Charter,'Bitstream Charter','Sitka "
    "Text',Cambria,'Noto Serif','Source Serif 4',Georgia,'DejaVu Serif Condensed',serif;font-variant-numeric:lining-nums;"
    "overflow-wrap:break-word}\n",
    ".page{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}"
    "a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.18em}a:focus-visible,summary:focus-visible,"
    "input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--c0);outline-offset:2px;border-radius:2px}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;"
    "z-index:9}\n",
    "h1,h2,h3,h4{line-height:1.2;font-weight:700;text-wrap:balance;margin:0}"
    ".kicker,.soft,.n,figcaption,.facts{color:var(--soft)}.kicker{margin:2.5rem 0 .5rem;font-size:.95rem}"
    "h1{font-size:clamp(1.9rem,1.2rem + 2.4vw,2.8rem);letter-spacing:-.015em;max-width:24em}"
    ".story>header h2{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem)}.n{font-weight:400;font-size:.8em}\n",
    "section{margin:3rem 0 0;padding-top:1rem;border-top:2px solid var(--ink)}"
    "section section{border-top:1px solid var(--line)}.story{border-top:4px double var(--ink);margin-top:4rem}"
    "section>h2,section>h3{font-size:1.45rem;margin-bottom:1rem}"
    ".lede{max-width:44em;color:var(--soft);margin:-.5rem 0 1.2rem}\n",
    "nav.parts{position:sticky;top:0;z-index:5;background:var(--paper);border-bottom:1px solid var(--line);"
    "margin-top:1.5rem}nav.parts ul{display:flex;gap:1.4rem;list-style:none;margin:0;padding:.65rem 0;overflow-x:auto;"
    "white-space:nowrap;font-size:.95rem;scrollbar-width:thin}nav a{text-decoration:none}"
    "nav a:hover{text-decoration:underline}\n",
    ".letter,.cite b{display:inline-block;min-width:1.45em;padding:0 .3em;text-align:center;color:var(--on);"
    "background:var(--c);border-radius:.2em;line-height:1.45;font-weight:700}"
    ".cites{display:inline-flex;flex-wrap:wrap;gap:.25em .35em;vertical-align:baseline}"
    ".cite{font-size:.78rem;line-height:1.45;text-decoration:none;color:var(--c);border:1px solid var(--c);"
    "border-radius:.3em;padding-right:.32em;white-space:nowrap;font-weight:700;display:inline-block;background:var(--card)}"
    ".cite b{border-radius:.15em 0 0 .15em;margin-right:.32em}.cites .more{margin-left:-.3em;padding-left:.32em}"
    ".cite:hover{box-shadow:0 0 0 2px var(--c)}\n",
    ".ne{font-size:.85rem;font-weight:700;text-decoration:none;padding:.05em .4em;border-radius:.3em;"
    "background:var(--differ);white-space:nowrap}.ne:hover{text-decoration:underline}"
    "mark{background:var(--differ);color:inherit;padding:.06em .12em;border-radius:.15em;font-weight:700}\n",
    "ol.key{list-style:none;margin:1.6rem 0 0;padding:0;display:grid;"
    "grid-template-columns:repeat(auto-fill,minmax(12.4rem,1fr));gap:1rem 1.5rem}.key li{overflow-wrap:anywhere}"
    ".key li{display:grid;grid-template-columns:2rem 1fr;gap:0 .4rem;border-top:3px solid var(--c);padding-top:.5rem;"
    "align-content:start}.key .letter{align-self:start}.key .name{font-weight:700;text-decoration:none}"
    ".key .name:hover{text-decoration:underline}.key p{margin:0;grid-column:2;line-height:1.35}"
    ".key .facts{font-size:.85rem;margin-top:.3rem}.own{display:block;height:5px;background:var(--hair);border-radius:3px;"
    "margin-top:.45rem;max-width:11rem}.own i{display:block;height:5px;background:var(--c);border-radius:3px}\n",
    "ol.brief{list-style:none;margin:0;padding:0;max-width:46em;font-size:1.22rem;line-height:1.5}.brief li{margin:0 0 .8em;"
    "padding-left:0}.brief li .cites{margin-left:.25em}\n",
    ".picture{display:grid;grid-template-columns:minmax(0,3fr) minmax(14rem,1fr);gap:2rem 2.5rem;align-items:start}"
    "figure{margin:0}figcaption{font-size:.85rem;margin-top:.6rem}"
    "svg.matrix,svg.strip{display:block;width:100%;overflow:hidden}"
    "svg text{font:14px Charter,'Bitstream Charter','Sitka Text',Cambria,'Noto Serif',Georgia,'DejaVu Serif "
    "Condensed',serif;fill:var(--ink)}svg .dim{fill:var(--soft)}svg .h{font-weight:700;fill:var(--on);text-anchor:middle}"
    "svg .col{stroke:var(--hair)}svg .row{stroke:var(--hair)}svg .tie{fill:none;stroke:var(--soft);stroke-width:1.5}"
    "svg use{color:var(--c)}svg a:hover text{text-decoration:underline}"
    ".matrix{-webkit-mask-image:linear-gradient(to right,#000 calc(100% - 2.5rem),transparent);"
    "mask-image:linear-gradient(to right,#000 calc(100% - 2.5rem),transparent)}\n",
    ".strip svg{overflow:visible}.strip text{font-size:12px;text-anchor:middle}.events{columns:20rem 3;column-gap:2.5rem}"
    ".events h3,.events h4{font-size:1rem;margin:0 0 .2rem;break-after:avoid}"
    ".events p{margin:0 0 .8rem;line-height:1.45;break-inside:avoid}\n",
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.55rem .8rem .55rem 0;"
    "border-bottom:1px solid var(--hair)}thead th{font-size:.85rem;color:var(--soft);font-weight:400;"
    "border-bottom:1px solid var(--line)}td.k{white-space:nowrap;color:var(--soft);width:4.5rem}"
    "td.c{min-width:9rem;width:24%}tr:target{background:var(--differ)}\n",
    ".differ{margin:0 0 1.2rem;padding:.9rem 0 0;border-top:1px solid var(--line);scroll-margin-top:4rem;display:grid;"
    "grid-template-columns:minmax(10rem,15rem) minmax(0,1fr);gap:.3rem 2rem}.differ h3,.differ h4{font-size:1.02rem}"
    ".differ .kind{display:block;color:var(--soft);font-weight:400;font-size:.85rem;margin-bottom:.15rem}"
    ".differ ul{list-style:none;margin:0;padding:0}.differ li{display:grid;grid-template-columns:6.5rem minmax(0,1fr);"
    "gap:.6rem;padding:.15rem 0 .5rem;align-items:start}.differ li .cites,.only .cite{margin-top:.12rem}"
    ".around{color:var(--soft)}:target>h3,:target>h4{text-decoration:underline 3px var(--lit)}\n",
    "tr.said th{width:17rem;font-weight:400;padding-right:1.5rem}.said .who{font-weight:700}.said .roles{font-size:.88rem;"
    "color:var(--soft);line-height:1.4;display:block}td.where{font-size:.9rem;color:var(--soft);width:11rem}"
    ".said blockquote{margin:0}tr.said td.c{width:9rem}\n",
    "ul.only{list-style:none;margin:0;padding:0;columns:24rem 3;column-gap:2.5rem}.only li{break-inside:avoid;display:grid;"
    "grid-template-columns:3.4rem minmax(0,1fr);margin-bottom:.7rem}\n",
    ".copy{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1rem 2rem;padding:.9rem 0;"
    "border-top:1px solid var(--line)}.copy p{margin:.35rem 0 0;font-size:.98rem}"
    ".copy h3,.copy h4{font-size:.95rem;font-weight:400}\n",
    ".filter{border:0;margin:0 0 .6rem;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;font-size:.92rem}"
    ".filter legend{float:left;color:var(--soft);margin-right:1rem}.filter label{cursor:pointer;white-space:nowrap}"
    ".filter input{accent-color:var(--ink)}"
    ".panes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17.5rem),1fr));gap:1.5rem 2rem;"
    "margin-top:1.2rem}\n",
    ".pane{border-top:3px solid var(--c);min-width:0}.pane header{padding:.6rem 0;line-height:1.35}"
    ".pane header p{margin:.1rem 0}.pane .scroll{max-height:82vh;overflow:auto;overscroll-behavior:auto;position:relative;"
    "padding-right:.6rem}.pane .text{font-size:1rem;line-height:1.6}"
    ".text p,.text h3,.text h4,.text h5,.text blockquote{margin:0 0 .9em;white-space:pre-line}"
    ".text blockquote{padding-left:1em;border-left:2px solid var(--line)}.text .b{font-weight:700}\n",
    ".text a{text-decoration:none}.text a:hover{text-decoration:underline}"
    "sup.s{font-size:.65em;color:var(--soft);margin-right:.25em;line-height:0;user-select:none}"
    ".ma{border-bottom:1.5px solid var(--c)}.mq{border-bottom:1.5px dotted var(--soft)}"
    ".mc{background:repeating-linear-gradient(-45deg,transparent 0 4px,var(--line) 4px 5px)}"
    ".mo{border-bottom:1px dashed var(--soft)}.mw{background:var(--differ);font-weight:700;border-radius:.15em}"
    ".text :target{background:var(--lit);box-shadow:0 0 0 .18em var(--lit);border-radius:.1em}.text .here{font-size:0}\n",
    ":root:has(.f-agreed:not(:checked)) .ma,:root:has(.f-quote:not(:checked)) .mq,:root:has(.f-only:not(:checked)) "
    ".mo{border-color:transparent}:root:has(.f-copied:not(:checked)) .mc{background:none}"
    ":root:has(.f-differ:not(:checked)) .mw{background:none;font-weight:inherit}\n",
    ".tools{font-size:.85rem;color:var(--soft);display:inline}.tools summary{display:inline;padding:0 .3em;font-size:.78rem;"
    "opacity:.55}.tools summary::marker{content:''}.tools summary::-webkit-details-marker{display:none}"
    ".find:hover>.tools summary,.tools summary:hover,.tools[open] summary,.tools summary:focus{opacity:1;"
    "text-decoration:underline}.tools[open]{display:block;border-left:2px solid var(--line);padding-left:.8rem;"
    "margin:.3rem 0 .6rem}.tools p,.tools ul{margin:.3rem 0}.tools ul{list-style:none;padding:0}"
    ".brief .tools{font-size:.85rem;line-height:1.45}.citation{margin-bottom:.4em}"
    "button{font:inherit;font-size:.78rem;color:var(--ink);background:var(--card);border:1px solid var(--line);"
    "border-radius:.3em;padding:0 .5em;cursor:pointer}button:hover{border-color:var(--soft)}"
    ".differ>.tools{grid-column:2;justify-self:start;margin-top:-.4rem}.copy>.tools{grid-column:1/-1}"
    "td blockquote{display:inline}\n",
    ".sift{margin-top:2.2rem;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:.2rem 0}"
    ".sift[open]{padding-bottom:.5rem}.sift .letter{font-size:.85rem}.pairs .letter{font-size:.85rem;border-radius:0}\n",
    "table.pair{table-layout:fixed}table.pair td{width:50%;padding:.5rem 1.2rem .3rem 0}table.pair p{margin:0 0 .45rem}"
    "table.pair thead th{font-size:1rem;color:var(--ink);border-bottom:3px solid var(--c)}"
    ".pair .joined td{border-bottom:1px solid var(--line)}.pair .joined td+td{border-left:2px solid var(--ink);"
    "padding-left:1.2rem}.pair .alone td{color:var(--soft);white-space:pre-line;font-size:.95rem;"
    "border-bottom-color:transparent}"
    ".pair .alone td+td{padding-left:1.35rem}.pair .tie{font-size:.78rem;color:var(--soft);float:right;"
    "margin-left:.6rem}.pair .ne{float:right;margin-left:.6rem}\n",
    "ul.people{list-style:none;margin:0;padding:0;columns:20rem 3;column-gap:2.5rem}.people li{break-inside:avoid;"
    "margin-bottom:.7rem;line-height:1.4}.people .who{font-weight:700}.people .roles{display:block;font-size:.9rem;"
    "color:var(--soft)}#people h3,[id$='-people'] h4{font-size:1.05rem;margin:1rem 0 .5rem}\n",
    "footer{margin:4rem 0 3rem;padding-top:1rem;border-top:2px solid var(--ink);font-size:.92rem}"
    "footer code{font-size:.95em;overflow-wrap:anywhere}footer h2{font-size:1.1rem;margin-bottom:.5rem}"
    "summary{cursor:pointer;padding:.5rem 0;color:var(--soft)}\n",
    "@media (min-width:68rem){.panes.k2{grid-template-columns:repeat(2,minmax(0,1fr))}"
    ".panes.k3{grid-template-columns:repeat(3,minmax(0,1fr))}"
    ".panes.k4{grid-template-columns:repeat(4,minmax(0,1fr));column-gap:1.7rem}"
    ".panes.k5{grid-template-columns:repeat(5,minmax(0,1fr));column-gap:1.4rem}.k5 .text{font-size:.93rem;line-height:1.55}"
    "}\n@media (max-width:52rem){.picture{grid-template-columns:minmax(0,1fr)}.differ{grid-template-columns:minmax(0,1fr)}"
    ".differ>.tools{grid-column:1}"
    ".differ li{grid-template-columns:minmax(0,1fr);gap:.1rem}.pane .scroll{max-height:none;overflow:visible}"
    "table.stack,table.stack tbody,table.stack tr,table.stack td,table.stack th{display:block;width:auto;border:0;"
    "padding:.1rem 0}table.stack thead{position:absolute;left:-99rem}"
    "table.pair td,table.pair thead th{padding-right:.6rem}table.pair .joined td+td,table.pair .alone td+td{"
    "padding-left:.6rem}table.pair p{font-size:.9rem}table.stack tr{padding:.6rem 0;"
    "border-bottom:1px solid var(--hair)}nav.parts{position:static}"
    "html{scroll-padding-top:1rem}}\n",
    "@media print{.sift,.tools,#pairs,[id$='-pairs']{display:none}:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;"
    "--line:#bbb;--hair:#ddd;--differ:#ffe69c}"
    "body{font-size:10pt}nav,.filters,.skip{display:none}.pane .scroll{max-height:none;overflow:visible}"
    ".panes{display:block;columns:2;column-gap:2rem}section{margin-top:1.5rem}.differ,tr,li,.copy{break-inside:avoid}"
    "h2,h3,h4{break-after:avoid}.page{max-width:none;padding:0}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "details.more::details-content{content-visibility:visible}}\n",
};

void html_style(syn_buffer *out) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) html_raw(out, rules[i]);
}
