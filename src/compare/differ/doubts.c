/* doubts.c - what one report leaves open and another tells plainly: "a suspected gas leak", "the gas leak".
 *
 * In: pairs of statements that are alike, parts of speech. Out: differences of kind claim.
 * The idea: a word of doubt (lexicon/en/doubts.txt) before a noun, in its noun phrase; the same noun in the other statement
 * under no hedge at all. A report that doubts the noun anywhere does not tell it plainly. Whom a crime is charged to are
 * "alleged" by custom: people are left out. Bounded by the pairs of the alignment. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/words.h"
#include "text/background.h"

#define LIKE 0.34           /* likeness of the statements */
#define MOST_PAIRS 4096
#define REACH 4             /* words from the doubt to its noun */

/* The head of the noun phrase behind a word of doubt at w, or REPORT_NONE. */
static uint32_t doubted(const syn_report *r, uint32_t w, uint32_t end) {
    bool doubt = w < end && lexicon_match(&lexicon_compare_doubts, r->words.at, w, w + 1);
    if (!doubt || r->words.at[w].upos == UPOS_NOUN) return REPORT_NONE;
    uint32_t head = REPORT_NONE;
    for (uint32_t k = w + 1, n = 0; k < end && n < REACH; k++, n++) {
        uint8_t upos = r->words.at[k].upos;
        char last = r->text.ptr[r->words.at[k].end - 1];
        if (upos == UPOS_NOUN && (last < '0' || last > '9')) head = k;  /* "the alleged Lark 9" is what it is called */
        else if (upos != UPOS_ADJ && upos != UPOS_PROPN && upos != UPOS_NUM) break;
    }
    return head;
}

static bool is_person(const syn_report *r, uint32_t w) {
    if (lexicon_match(&lexicon_compare_humans, r->words.at, w, w + 1)) return true;
    if (lexicon_match(&lexicon_compare_persons, r->words.at, w, w + 1)) return true;
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    return class && slice_equal(slice_str(class->value), SLICE_LIT("person"));
}

/* Is the noun of this stem told at w as the head of its phrase, and not as what there is none of? */
static bool is_plain(const syn_report *r, uint32_t w, uint64_t stem) {
    if (r->words.at[w].stem != stem || r->words.at[w].upos != UPOS_NOUN) return false;
    if (w + 1 < r->words.n && (r->words.at[w + 1].upos == UPOS_NOUN || word_is_dash(r, w + 1))) return false;
    return !w || !lexicon_match(&lexicon_compare_negations, r->words.at, w - 1, w);
}

static bool report_doubts(const syn_report *r, uint64_t stem) {
    for (uint32_t w = 0; w < r->words.n; w++) {
        uint32_t head = doubted(r, w, r->words.n);
        if (head != REPORT_NONE && r->words.at[head].stem == stem) return true;
    }
    return false;
}

static bool tell(story *s, const statement *a, const statement *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    for (uint32_t w = a->word; w < a->word + a->words; w++) {
        uint32_t head = doubted(x, w, a->word + a->words);
        if (head == REPORT_NONE || is_person(x, head)) continue;
        for (uint32_t k = b->word; k < b->word + b->words; k++) {
            if (!is_plain(y, k, x->words.at[head].stem) || report_doubts(y, x->words.at[head].stem)) continue;
            side one = {a->report, a->span, words_span(x, w, head + 1)}, two = {b->report, b->span, words_span(y, k, k + 1)};
            if (!pair_tell(s, DIFFER_CLAIM, &one, &two)) return false;
            break;
        }
    }
    return true;
}

bool story_doubts(story *s) {
    for (uint32_t i = 0; i < s->pairs.n && i < MOST_PAIRS && s->pairs.at[i].score >= LIKE; i++) {
        const statement *a = &s->statements.at[s->pairs.at[i].a], *b = &s->statements.at[s->pairs.at[i].b];
        if (a->negated != b->negated || a->hedged == b->hedged || a->copied || b->copied) continue;
        if (!tell(s, a->hedged ? a : b, a->hedged ? b : a)) return false;
    }
    return true;
}
