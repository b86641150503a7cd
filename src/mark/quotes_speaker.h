/* quotes_speaker.h - what quotes_speaker.c (names), quotes_pronoun.c (he, they) and quotes_refer.c (who, "the ministry")
 * share; nothing else includes it. */
#ifndef SYN_MARK_QUOTES_SPEAKER_H
#define SYN_MARK_QUOTES_SPEAKER_H

#include "mark/quotes.h"

#define SPEAKER_PARAGRAPHS 3u    /* how many paragraphs back "he" may point */
#define STATEMENT_PARAGRAPHS 6u  /* and "the statement" */
#define RECENT 8                 /* speakers kept in mind */

typedef struct recent_speaker {
    uint32_t entity;           /* or REPORT_NONE */
    syn_slice speaker;
    uint32_t paragraph;
    bool person, document, plural, speech;
    const char *kind;          /* of a body: "air", "ministry"; or NULL */
} recent_speaker;

typedef struct speaker_scan {
    quote_work *work;
    recent_speaker recent[RECENT];  /* newest first */
    unsigned n;
    syn_span document;              /* the last document that was named: "The letter" */
    uint32_t document_paragraph;
} speaker_scan;

static inline syn_slice speaker_entity(const quote_work *work, uint32_t entity) {
    return report_slice(work->report, work->entities[entity].name);
}
static inline bool speaker_document(const quote_work *work, uint32_t item) {
    return kind_is_document(quotes_noun_kind(work, item));
}
void speaker_take(attribution *a, uint32_t entity, syn_slice speaker);
/* The words of a source as a name for who speaks: without brackets, asides and what a verb begins; empty where they are no
 * noun phrase. */
syn_slice speaker_words(const quote_work *work, item_range source);

/* quotes_pronoun.c: true if the pronoun that is the source of `a` was resolved. */
bool speaker_pronoun(speaker_scan *scan, attribution *a);
/* quotes_refer.c: the same for a relative pronoun; for "the airline", "the statement"; for "the president". */
bool speaker_relative(speaker_scan *scan, attribution *a);
bool speaker_body(speaker_scan *scan, attribution *a, uint32_t head);
bool speaker_title(const quote_work *work, attribution *a, uint32_t head);
#endif
