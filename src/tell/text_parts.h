/* text_parts.h - what the files of the terminal form share. */
#ifndef SYN_TELL_TEXT_PARTS_H
#define SYN_TELL_TEXT_PARTS_H

#include "tell/flow.h"
#include "tell/forms.h"

#define TEXT_WIDTH 100      /* columns when none are given */
#define TEXT_WIDTH_LEAST 20
#define TEXT_WIDTH_MOST 132 /* longer lines are hard to read: a wider terminal gets this */
#define TEXT_ITEMS 12       /* items of a part in the default choice; a part that is asked for is shown whole */
#define TEXT_EVIDENCE 480   /* bytes of one text before it is cut down to the words around its marks */
#define TEXT_GRID 12        /* reports that the agreed grid has room for */

#define TEXT_DOT "\xC2\xA0· "  /* never opens a line */

typedef struct text_teller {
    teller *t;
    syn_flow f;
    const syn_collation *c;  /* the story at hand */
    unsigned show;           /* parts at length */
    bool all;                /* parts were asked for: show them whole */
} text_teller;

/* How many of n items to show. */
uint32_t text_limit(const text_teller *x, uint32_t n);
void text_heading(text_teller *x, const char *name, uint32_t count);
/* Says how many items were not shown. */
void text_more(text_teller *x, uint32_t shown, uint32_t count, const char *part);
/* A few words that stay on one line where that leaves room: their blanks become such as do not break. */
void text_kept(text_teller *x, const char *words, unsigned style);
/* "A4" in the report's colour, "A title"; no number where the report has no sentences. */
short_text text_cite(const text_teller *x, syn_place place);
/* "A4 B1,2 D1" in the paragraph at hand. */
void text_cites(text_teller *x, const syn_places *places);
/* " ≠2", where a difference touches what was just told; the number is that of the difference in its part. */
void text_differs(text_teller *x, uint32_t difference);
/* The words of a place, the marked ones between ⟨ and ⟩; a long text is cut down to what stands around its marks. */
void text_evidence(text_teller *x, syn_place place, const syn_places *marks);

/* What tied a finding together, where it was noted: lines below it, at an indent. */
void text_why(text_teller *x, const collation_why *why, unsigned indent);

/* The roles of a person, each once with the letters of the reports that give it. */
void text_roles(text_teller *x, const collation_person *p, const char *before);

void text_key(text_teller *x);
void text_brief(text_teller *x);
void text_agreed(text_teller *x);
void text_differ(text_teller *x);
void text_said(text_teller *x);
void text_only(text_teller *x);
void text_copied(text_teller *x);
void text_timeline(text_teller *x);
void text_people(text_teller *x);
/* How many people are told of; the writers behind them aside. */
#endif
