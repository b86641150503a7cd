/* html_writer.h - appends HTML; every text of a report goes through html_text. */
#ifndef SYN_TELL_HTML_WRITER_H
#define SYN_TELL_HTML_WRITER_H

#include "tell/forms.h"

/* A text, escaped for element content and for attribute values in double quotes. Control characters become U+FFFD. */
void html_text(syn_buffer *out, syn_slice text);
/* Markup of our own, as it is. */
static inline void html_raw(syn_buffer *out, const char *markup) { buffer_add_str(out, markup); }
/* A text in <bdi>, so that its direction of writing stays its own; with its report's language. */
void html_bdi(syn_buffer *out, syn_slice text, const syn_report *report);
/* ` lang="xx"` where the report's language is known and is one. */
void html_lang(syn_buffer *out, const syn_report *report);

/* ---- the page ---- */
#define HTML_PEOPLE 12       /* people who can be lit up in the reports */
#define HTML_PICTURE_ROWS 24 /* statements in the picture */
#define HTML_PICTURE_REPORTS 40
#define HTML_TIMELINE_DAYS 12
#define HTML_OPEN_ITEMS 24   /* items of a list before the rest folds away */

typedef struct html_teller {
    teller *t;
    syn_buffer *out;
    const syn_collation *c;  /* the story at hand */
    char prefix[16];         /* of its ids: "" or "s2-" */
    unsigned level;          /* of its headings */
} html_teller;

/* ` id="…"` and ` href="#…"` of a finding ("agreed", 3 -> agreed-3, from 1) and of a place (A-120-240, A-title). */
void html_finding_id(const html_teller *h, const char *kind, uint32_t index);
void html_finding_link(const html_teller *h, const char *kind, uint32_t index);
void html_place_name(const html_teller *h, syn_place place);
/* The citation chip of a place: the report's letter and the sentence's number, a link to the very words. */
void html_cite(const html_teller *h, syn_place place);
void html_cites(const html_teller *h, const syn_places *places);
/* The letter alone, in the report's colour. */
void html_letter(const html_teller *h, uint32_t report);
/* A place's words, the marked ones in <mark>. */
void html_words(const html_teller *h, syn_place place, const syn_places *marks);
/* "≠2", a link to the difference; nothing for REPORT_NONE. */
void html_differs(const html_teller *h, uint32_t difference);
/* <section id=…><h2>Title <span>(n)</span></h2> */
void html_section(const html_teller *h, const char *id, const char *title, uint32_t count);
/* Opens a list's second part, which folds away, before item HTML_OPEN_ITEMS of n; html_fold_end closes it. */
void html_fold(const html_teller *h, uint32_t index, uint32_t n, const char *close, const char *open);
void html_fold_end(const html_teller *h, uint32_t n);

/* ---- what a reader can do with a finding (html_tools.c) ---- */
/* ` class="… find in-A of-1"`: the reports and people that the places touch; `class` ends with a blank or is empty. */
void html_touches(const html_teller *h, const char *class, const syn_places *places);
/* The places of all readings, in the teller's scratch arena. */
syn_places html_readings(const html_teller *h, const collation_difference *d);
syn_places html_utterance(const html_teller *h, const collation_utterance *u);
/* Folds away: a permalink, a citation of each place, the reasons (`why` may be NULL). */
void html_tools(const html_teller *h, const char *kind, uint32_t index, const syn_places *places, const collation_why *why);
/* The boxes that filter the findings by report, person and kind of difference; and their rules of style. */
void html_filters(const html_teller *h);
void html_filter_rules(const html_teller *h, syn_buffer *rules);
/* The script, and the source that the page's policy allows by its hash. The page does all but copy without it. */
extern const char *const html_script;
#define HTML_SCRIPT_HASH "sha256-b575aBpB48cfqxntkwDcgW9yuaMKuzo3XPY8qLg41HE="

/* Symbols that the picture uses; once a page. */
extern const char *const html_symbols;
void html_style(syn_buffer *out);
void html_picture(const html_teller *h);
void html_timeline(const html_teller *h);
/* Each two reports in parallel columns (html_pairs.c), in stories of HTML_PAIR_REPORTS reports at most; and its rules. */
#define HTML_PAIR_REPORTS 6
bool html_has_pairs(const syn_collation *c);
void html_pairs(const html_teller *h);
void html_pair_rules(const html_teller *h, syn_buffer *rules);
/* Who is in the story (html_people.c). */
/* What a person is called, each role once, with the reports that give it. */
void html_roles(const html_teller *h, const collation_person *p);
bool html_has_people(const syn_collation *c);
void html_people(const html_teller *h);
void html_findings(const html_teller *h);
/* The reports with their marks. `out` of h NULL: only collects into `rules` the style rules that light up places whose words
 * had to be cut in pieces. */
void html_panes(const html_teller *h, syn_buffer *rules);
#endif
