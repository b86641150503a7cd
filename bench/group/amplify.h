/* amplify.h - a stream of any length out of some thousands of real reports, made at the level of portraits.
 *
 * In: JSONL of real reports, read and marked by the library, of which portraits are kept. Out: as many portraits as asked for, one after
 * another, in order of time, the same for the same seed. No text is made and none is kept: what grouping sees of a report is made.
 *
 * - Stories have sizes of 1 to 100, P(size) as size^-2.2 (three of five stories are a single report, the mean is 2.2), and their
 *   reports come within three days of the first one, in between those of others.
 * - A story has two real articles of one outlet; each of its reports takes of their words by a toss (of its first article two of
 *   three, of the second one of three) and one of six of a third article of that outlet, its own; the heaviest stay, as in any
 *   portrait.
 * - A story swaps: five of six words of names, and two of three other words and numbers, are put in place by one of the same kind out of
 *   a real article, chosen by how often it stands in real articles. The story's reports swap alike. Days named are among the four up to
 *   the story's first.
 * - Vocabulary grows as it does in real news (Heaps): what stands in f of the N real articles becomes one of
 *   ((3 M/N)^0.7)^(1 - ln f/ln 1000) in a stream of M reports (half that exponent for what is no name), the first ones being the most
 *   frequent; what stands in 1,000 of them or more stays one. `bench_growth --words` prints how many different words that gives.
 * - Samples of the fingerprint are taken as words are, eight together; those that stand in fewer than four real articles are new in each report,
 *   others (boilerplate, phrases) stay. One in 16 of a story's later reports is a copy of an earlier one, one sample in 16 changed. */
#ifndef SYN_BENCH_AMPLIFY_H
#define SYN_BENCH_AMPLIFY_H

#include "group/portrait.h"

typedef enum amplify_kind { AMPLIFY_WORD, AMPLIFY_PERSON, AMPLIFY_PLACE, AMPLIFY_OTHER_NAME, AMPLIFY_NUMBER, AMPLIFY_KINDS } amplify_kind;

typedef struct amplify_feature {
    uint32_t key;
    uint32_t articles;       /* how many real ones have it */
    uint8_t weight, marks, rarity;
} amplify_feature;

typedef struct amplify_article {
    uint32_t begin, end;     /* of features */
    uint32_t samples, samples_end;
    uint32_t next;           /* the next of its outlet, in a ring */
    uint32_t words;
    uint8_t days, level;
    syn_slice source, title;
} amplify_article;

typedef struct amplify_base {
    syn_arena arena;
    SYN_VEC(amplify_article) articles;
    SYN_VEC(amplify_feature) features;
    SYN_VEC(uint32_t) samples, samples_articles;  /* of fingerprints; how many real articles have each */
    SYN_VEC(uint32_t) kinds[AMPLIFY_KINDS];  /* features by kind, for choosing one */
} amplify_base;

/* The first `most` articles of a file. */
bool amplify_read(amplify_base *base, const char *path, uint32_t most);
void amplify_free(amplify_base *base);

typedef struct amplify_stream {
    const amplify_base *base;
    uint64_t seed;
    double fresh[2];         /* how many what stands in one article becomes: others, names */
    uint32_t count, days, at;
    uint32_t *story, *number;  /* of each report: its story, and which report of it it is */
    uint32_t *first;         /* of each story: its first report */
    uint32_t stories;
} amplify_stream;

static inline amplify_kind amplify_kind_of(uint32_t marks) {
    return marks & MARK_PERSON ? AMPLIFY_PERSON : marks & MARK_PLACE ? AMPLIFY_PLACE : marks & MARK_NAME ? AMPLIFY_OTHER_NAME :
           marks & MARK_NUMBER ? AMPLIFY_NUMBER : AMPLIFY_WORD;
}

/* `count` reports spread over so many days. */
bool amplify_begin(amplify_stream *stream, const amplify_base *base, uint32_t count, uint32_t days, uint64_t seed, syn_arena *arena);
/* The next one, in `arena`, but for its source and title. False without memory. */
bool amplify_next(amplify_stream *stream, portrait *out, syn_arena *arena);
#endif
