/* html_script.c - the one script of the page: it copies citations and links, and counts what a filter leaves.
 *
 * The page does everything else without it. The policy in the page's head allows this script alone, by its hash
 * (HTML_SCRIPT_HASH in html_writer.h); the test of pages checks that the two belong together. It reads the page and writes
 * nothing into it but buttons and counts; no word of a report is ever taken for markup. */
#include "tell/html_writer.h"

const char *const html_script =
    "(function(){'use strict';\n"
    "function copy(text,button){function done(){var was=button.textContent;button.textContent='copied';"
    "setTimeout(function(){button.textContent=was},1500)}\n"
    "function old(){var area=document.createElement('textarea');area.value=text;document.body.appendChild(area);"
    "area.select();document.execCommand('copy');area.remove();done()}\n"
    "if(navigator.clipboard&&window.isSecureContext)navigator.clipboard.writeText(text).then(done,old);else old()}\n"
    "function button(beside,name,text){var b=document.createElement('button');b.type='button';b.textContent=name;"
    "b.addEventListener('click',function(){copy(text(),b)});beside.append(' ',b)}\n"
    "document.addEventListener('toggle',function(e){var d=e.target;if(!d.matches||!d.matches('.tools')||!d.open||"
    "d.dataset.ready)return;d.dataset.ready='1';\n"
    "d.querySelectorAll('.citation').forEach(function(c){var words=c.textContent.trim();"
    "button(c,'copy',function(){return words})});\n"
    "d.querySelectorAll('.permalink').forEach(function(a){button(a.parentElement,'copy link',function(){return a.href})})"
    "},true);\n"
    "function count(){document.querySelectorAll('section').forEach(function(s){var all=s.querySelectorAll('[data-f]'),"
    "n=s.querySelector('h2>.n,h3>.n');if(!n||!all.length)return;n.dataset.all=n.dataset.all||n.textContent;var shown=0;"
    "all.forEach(function(f){if(getComputedStyle(f).display!=='none'&&getComputedStyle(f.parentElement).display!=='none')"
    "shown++});n.textContent=shown===all.length?n.dataset.all:shown+' of '+n.dataset.all})}\n"
    "document.querySelectorAll('.sift input').forEach(function(i){i.addEventListener('change',count)});\n"
    "window.addEventListener('hashchange',function(){var t=document.getElementById(location.hash.slice(1)),"
    "d=t&&t.closest('details:not([open])');while(d){d.open=true;d=d.parentElement.closest('details:not([open])')}"
    "if(t)t.scrollIntoView()});\n"
    "})();";
