/* sayings_same.c - are two sayings one utterance?
 *
 * In: two sayings, of which one is the fullest of its utterance. Out: how much they have in common if they are the same, else 0.
 * The idea: they are the same when an alignment, word by word (sayings_align.c), holds most of the shorter one, or a long run,
 * or (of one speaker) most of its meaning. Reported speech is the same as a quotation only in that last way, of one speaker, in
 * another report. Few words, titles, phrases in marks of their own and sentences that are built alike need more, or are not.
 * Costs an alignment and the product of the two lengths. Not done: a paraphrase in marks where a speaker is not known. */
#include "compare/said/sayings.h"
#include "text/fold.h"

#define SHORT 8             /* a reading with fewer words must lie in the other nearly without a gap */
#define LEAST_ALIEN 5       /* words of a reading that nobody is said to have spoken: fewer may be anybody's phrase */
#define LEAST_OTHER 6       /* equal words of a reading that has another speaker */
#define LEAST_CONTENT 2     /* words of meaning that it shares, if not all */
#define LONG_RUN 8          /* equal words in a row that make one utterance of two that share nothing else ... */
#define LONG_TELLING 3      /* ... if they have so many of content */
#define FEW 12              /* words of a reading of which more must be equal: ... */
#define FEW_PERCENT 78
#define NEARLY_ALL 85       /* percent of its words that say enough by themselves */

/* True if two names have a word in common ("Fox" and "Vicente Fox"): perhaps one person. */
static bool names_touch(syn_slice a, syn_slice b) {
    for (size_t at = 0, end; at < a.len; at = end + 1) {
        for (end = at; end < a.len && a.ptr[end] != ' '; end++) {}
        for (size_t k = 0, stop; k < b.len; k = stop + 1) {
            for (stop = k; stop < b.len && b.ptr[stop] != ' '; stop++) {}
            if (fold_hash(slice_cut(a, at, end)) == fold_hash(slice_cut(b, k, stop))) return true;
        }
    }
    return false;
}

/* A pronoun or a description can have been tied to the wrong person: only two names are two speakers; and a body speaks through
 * its people. */
relation sayings_speakers(const story *s, const saying *a, const saying *b) {
    if (a->person == REPORT_NONE || b->person == REPORT_NONE) return SPEAKER_UNKNOWN;
    if (a->person == b->person) return SPEAKER_SAME;
    const collation_person *one = &s->out->people.at[a->person], *two = &s->out->people.at[b->person];
    if (!a->named || !b->named || one->type != two->type || one->type == NAME_PLACE) return SPEAKER_UNKNOWN;
    return names_touch(one->name, two->name) ? SPEAKER_UNKNOWN : SPEAKER_OTHER;
}

/* The title of a work or show, which the other one has in lower case if at all: no shortened quotation. */
static bool is_title(const sayings *all, const saying *one, const saying *other, const alignment *x) {
    uint32_t capital = 0, content = 0, lower = 0;
    for (uint32_t i = 0; i < one->count; i++) {
        uint8_t traits = said_at(all, one, i)->traits;
        content += traits & SAID_CONTENT;
        capital += (traits & SAID_CONTENT) && (traits & SAID_CAPITAL);
    }
    for (uint32_t p = 0; p < x->n; p++) {
        uint8_t traits = said_at(all, other, x->at[p][0])->traits;
        lower += (traits & SAID_CONTENT) && !(traits & SAID_CAPITAL);
    }
    return content >= 2 && capital == content && lower > 0;
}

static bool is_mark(const syn_report *r, uint32_t w) {
    if (w >= r->words.n || r->words.at[w].kind != WORD_PUNCT) return false;
    syn_slice mark = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    return slice_equal(mark, SLICE_LIT("'")) || slice_equal(mark, SLICE_LIT("\"")) || slice_equal(mark, SLICE_LIT("‘")) ||
           slice_equal(mark, SLICE_LIT("’")) || slice_equal(mark, SLICE_LIT("“")) || slice_equal(mark, SLICE_LIT("”"));
}

/* Do the words [first, last] of a saying stand in quotation marks of their own there? A phrase that is quoted inside is
 * nobody's shortened quotation. */
static bool in_own_marks(const story *s, const sayings *all, const saying *one, uint32_t first, uint32_t last) {
    const syn_report *r = s->reports[one->report];
    uint32_t from = said_at(all, one, first)->word, to = said_at(all, one, last)->word;
    if (!(first && from && is_mark(r, from - 1)) && !is_mark(r, from + 1)) return false;
    return is_mark(r, to + 1) || (r->words.at[to].kind == WORD_POSSESSIVE) || is_mark(r, to + 2);
}

/* Do the equal words lie together in both, and say something? A few words that are spread over a long quotation are
 * chance. */
static bool lies_together(const story *s, const sayings *all, const saying *a, const saying *b, const alignment *x) {
    uint32_t n = x->n;
    if (!n) return false;
    if (x->equal < a->own && x->equal < b->own && x->content < LEAST_CONTENT) return false;
    if (in_own_marks(s, all, a, x->at[0][0], x->at[n - 1][0]) || in_own_marks(s, all, b, x->at[0][1], x->at[n - 1][1]))
        return false;
    uint32_t in_a = x->at[n - 1][0] - x->at[0][0] + 1u, in_b = x->at[n - 1][1] - x->at[0][1] + 1u;
    return (in_a > in_b ? in_a : in_b) <= x->equal + 1 + x->equal / 4;
}

typedef struct meaning {    /* what two sayings have in common, in whatever order; each stem once */
    double rarity;          /* of stems that both have ... */
    double least;           /* ... and of all of the one that has less */
    uint32_t stems;
} meaning;

static bool has_stem(const sayings *all, const saying *one, uint32_t words, uint64_t loose) {
    for (uint32_t i = 0; i < words; i++)
        if (said_at(all, one, i)->loose == loose) return true;
    return false;
}

static double all_rarity(const sayings *all, const saying *one) {
    double sum = 0;
    for (uint32_t i = 0; i < one->count; i++)
        if (!has_stem(all, one, i, said_at(all, one, i)->loose)) sum += (double)said_at(all, one, i)->rarity;
    return sum;
}

static meaning in_common(const sayings *all, const saying *a, const saying *b) {
    double of_a = all_rarity(all, a), of_b = all_rarity(all, b);
    meaning out = {.least = of_a < of_b ? of_a : of_b};
    for (uint32_t i = 0; i < a->count; i++) {
        const said_word *word = said_at(all, a, i);
        if (!(word->traits & SAID_CONTENT) || has_stem(all, a, i, word->loose) || !has_stem(all, b, b->count, word->loose)) continue;
        out.rarity += (double)word->rarity;
        out.stems++;
    }
    return out;
}

static uint32_t denials(const sayings *all, const saying *one) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < one->count; i++) n += (said_at(all, one, i)->traits & SAID_DENIES) != 0;
    return n;
}

/* Do both go on in other words where the equal ones begin or end, inside a sentence of which no end is equal? Two sentences
 * that are built alike. */
static bool is_refrain(const sayings *all, const saying *a, const saying *b, const alignment *x) {
    if (x->n == 0) return false;
    for (uint32_t p = 0; p < x->n; p++)
        if (x->exact[p] && (said_at(all, a, x->at[p][0])->traits | said_at(all, b, x->at[p][1])->traits) & SAID_STOP) return false;
    bool begin = x->at[0][0] && x->at[0][1], end = x->at[x->n - 1][0] + 1u < a->count && x->at[x->n - 1][1] + 1u < b->count;
    if (begin) begin = !((said_at(all, a, x->at[0][0] - 1u)->traits | said_at(all, b, x->at[0][1] - 1u)->traits) & SAID_STOP);
    return begin || end;
}

/* The same in other words: one speaker, most of the meaning of the shorter one, much of it in order. */
static bool is_reworded(const sayings *all, const saying *a, const saying *b, const alignment *x, relation who) {
    if (who != SPEAKER_SAME || a->report == b->report) return false;
    meaning m = in_common(all, a, b);
    uint32_t shorter = a->own < b->own ? a->own : b->own;
    if (m.stems < 3 || (denials(all, a) > 0) != (denials(all, b) > 0)) return false;
    if (x->longest * 5 >= x->n * 4 && !b->reported && is_refrain(all, a, b, x)) return false;
    bool reported = a->reported || b->reported;  /* much of a long meaning, or nearly all of a short one */
    if (m.rarity >= (reported ? 0.6 : 0.55) * m.least && x->n * 10 >= shorter * (reported ? 5 : 4) && m.rarity >= (reported ? 16 : 14))
        return true;
    return m.rarity >= 0.75 * m.least && x->n * 2 >= shorter && m.rarity >= 9;
}

/* Most words of the shorter one, and most of what they say; in one place, if some are others. */
static bool holds_most(const sayings *all, const saying *a, const saying *b, const alignment *x, relation who) {
    uint32_t shorter = a->own < b->own ? a->own : b->own, percent = who == SPEAKER_SAME ? 62 : 70;
    if (shorter < FEW) percent = FEW_PERCENT;
    uint32_t equal = x->equal + x->inserted / 2;  /* a word put in says less against them than one in place of another */
    if (equal * 100 >= shorter * NEARLY_ALL) return true;
    if (equal * 100 < shorter * percent || !x->n) return false;
    uint32_t in_a = x->at[x->n - 1][0] - x->at[0][0] + 1u, in_b = x->at[x->n - 1][1] - x->at[0][1] + 1u;
    if ((in_a > in_b ? in_a : in_b) > 2 * x->equal) return false;
    meaning m = in_common(all, a, b);
    return m.rarity * 2 >= m.least;
}

double sayings_sameness(const story *s, sayings *all, const saying *fullest, const saying *one) {
    alignment x;
    sayings_align(all, fullest, one, &x);
    uint32_t equal = x.equal, shorter = fullest->own < one->own ? fullest->own : one->own;
    relation who = sayings_speakers(s, fullest, one);
    double score = equal + (who == SPEAKER_SAME ? 0.5 : 0.0);
    if (one->reported) return is_reworded(all, fullest, one, &x, who) ? score : 0;
    if (shorter < SAYING_RUN)
        return who == SPEAKER_SAME && equal == shorter && fullest->count == one->count ? score : 0;
    if (shorter < LEAST_ALIEN && who != SPEAKER_SAME && !span_present(s->reports[one->report]->quotes.at[one->quote].cue))
        return 0;
    if (shorter < SHORT && (!lies_together(s, all, fullest, one, &x) || is_title(all, one, fullest, &x))) return 0;
    if (who == SPEAKER_OTHER && (equal < LEAST_OTHER || equal * 10 < shorter * 8)) return 0;
    if (fullest->report == one->report) return equal * 10 >= shorter * 9 ? score : 0;
    if (who == SPEAKER_OTHER) return score;
    if (equal >= SAYING_RUN && holds_most(all, fullest, one, &x, who)) return score;
    if (x.longest >= LONG_RUN && x.telling >= LONG_TELLING && !is_refrain(all, fullest, one, &x)) return score;
    return is_reworded(all, fullest, one, &x, who) ? score * 0.5 : 0;
}
