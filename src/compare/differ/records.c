/* records.c - how rare a thing is said to be: "the first visit in three years", "the worst storm in a decade".
 *
 * In: the marked lengths of time, the words of their sentences. Out: differences of kind number.
 * A length behind "in" or "for", with "first" or a superlative at most BACK words before it. Two such of different reports are of one
 * thing where the superlative is the same, what it goes with is not of two meanings, and the sentences have LEAST_WORDS words of
 * content of LEAST_WEIGHT in common. They differ in length, but for what fits a bound ("nearly two weeks", 13 days), or one of the same length is bounded and the other is not.
 * Nothing differs where a report gives both. Bounded: MOST_RECORDS in a story, each held against the others. */
#include "base/caps.h"
#include "compare/differ/figures.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "text/background.h"

#define MOST_RECORDS 64
#define BACK 14             /* words before the length in which the superlative stands */
#define IN_REACH 4          /* words before the length in which "in" stands ("in at least the past") */
#define LEAST_WORDS 3       /* words in common ... */
#define LEAST_WEIGHT 11.0   /* ... and their weight */
#define ROOM 1.5            /* a bound fits what is less than so many times as long */
#define ONE_MEANING 0.30    /* cosine of the two nouns from which they may be of one meaning */

typedef struct record {
    uint32_t report, sentence;
    uint32_t from, to;      /* words from the superlative to the end of the length */
    uint32_t in;            /* the word "in" */
    uint32_t noun;          /* what it goes with, or REPORT_NONE ("for the first time") */
    double days;
    syn_slice mod;
} record;

static bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return slice_equal_ascii_case(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), slice_str(text));
}

static bool is_superlative(const syn_report *r, uint32_t w) {
    syn_slice text = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    if (word_is(r, w, "first") || word_is(r, w, "worst") || word_is(r, w, "best")) return true;
    return text.len > 5 && slice_ends(text, SLICE_LIT("est")) && r->words.at[w].upos == UPOS_ADJ;
}

static bool read_record(const syn_report *r, record *x, uint32_t first) {
    uint32_t begin = r->sentences.at[x->sentence].word, w = first;
    while (w > begin && first - w < IN_REACH && !word_is(r, w, "in") && !word_is(r, w, "for")) w--;
    if (!word_is(r, w, "in") && !word_is(r, w, "for")) return false;
    x->in = w;
    x->noun = REPORT_NONE;
    for (uint32_t n = 0; w > begin && n < BACK; n++) {
        w--;
        if (r->words.at[w].kind == WORD_PUNCT) return false;
        if (!is_superlative(r, w)) continue;
        x->from = w;
        for (uint32_t k = w + 1; k < x->in && x->noun == REPORT_NONE; k++)
            if (r->words.at[k].upos == UPOS_ADP) break;
            else if (r->words.at[k].upos == UPOS_NOUN && (k + 1 == x->in || r->words.at[k + 1].upos != UPOS_NOUN)) x->noun = k;
        if (x->noun != REPORT_NONE && word_is(r, x->noun, "time")) x->noun = REPORT_NONE;
        return true;
    }
    return false;
}

static uint32_t collect(const story *s, record *all) {
    uint32_t count = 0;
    for (uint32_t report = 0; report < s->count; report++) {
        const syn_report *r = s->reports[report];
        if (s->out->sources[report].copy_of != REPORT_NONE) continue;
        for (uint32_t t = 0; t < r->times.n && count < MOST_RECORDS; t++) {
            const syn_time *time = &r->times.at[t];
            uint32_t st = story_statement_at(s, report, time->span.begin);
            record x = {.report = report, .mod = time->mod};
            if (time->type != TIME_DURATION || st == REPORT_NONE || s->statements.at[st].embed) continue;
            x.sentence = s->statements.at[st].sentence;
            x.days = figure_span_days(time->value);
            x.to = report_word_at(r, time->span.end - 1) + 1;
            if (x.days > 0 && read_record(r, &x, report_word_at(r, time->span.begin))) all[count++] = x;
        }
    }
    return count;
}

static bool is_told(const syn_report *r, const record *x, uint32_t w) {
    return word_is_content(&r->words.at[w]) && r->words.at[w].kind == WORD_LETTERS && (w < x->in || w >= x->to) && w != x->from;
}

/* Are the sentences about one thing, by the words they have in common? */
static bool one_thing(const story *s, const record *a, const record *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    if (word_class(x, a->from) != word_class(y, b->from)) return false;
    if (a->noun != REPORT_NONE && b->noun != REPORT_NONE && word_class(x, a->noun) != word_class(y, b->noun)) {
        word_vector p = vectors_word(&s->vectors, &x->words.at[a->noun]), q = vectors_word(&s->vectors, &y->words.at[b->noun]);
        if (!p.at || !q.at || vectors_cosine(p.at, q.at) < ONE_MEANING) return false;
    }
    const syn_sentence *one = &x->sentences.at[a->sentence], *two = &y->sentences.at[b->sentence];
    uint32_t common = 0;
    double weight = 0;
    for (uint32_t w = one->word; w < one->word + one->words; w++) {
        if (!is_told(x, a, w)) continue;
        for (uint32_t k = two->word; k < two->word + two->words; k++) {
            if (!is_told(y, b, k) || word_class(x, w) != word_class(y, k)) continue;
            common++;
            weight += background_rarity(x->words.at[w].stem);
            break;
        }
    }
    return common >= LEAST_WORDS && weight >= LEAST_WEIGHT;
}

static bool is_bounded(const record *x) {
    return x->mod.len && !slice_equal(x->mod, SLICE_LIT("APPROX"));
}

static bool same_length(const record *a, const record *b) {
    double more = a->days > b->days ? a->days : b->days, less = a->days > b->days ? b->days : a->days;
    return more - less < more / 50;
}

/* "nearly two weeks" and 13 days, "more than a week" and 8 days */
static bool fits(const record *a, const record *b) {
    if (same_length(a, b)) return is_bounded(a) == is_bounded(b);
    if (slice_starts(a->mod, SLICE_LIT("MORE_THAN"))) return b->days > a->days && b->days < a->days * ROOM;
    if (slice_starts(a->mod, SLICE_LIT("LESS_THAN"))) return b->days < a->days && b->days * ROOM > a->days;
    return a->mod.len && b->days < a->days * ROOM && b->days * ROOM > a->days;
}

/* Does a report give the record of another too? */
static bool gives_too(const record *all, uint32_t count, uint32_t report, const record *x) {
    for (uint32_t i = 0; i < count; i++)
        if (all[i].report == report && same_length(&all[i], x) && slice_equal(all[i].mod, x->mod)) return true;
    return false;
}

static side side_of(const story *s, const record *x) {
    const syn_report *r = s->reports[x->report];
    syn_span whole = {r->words.at[x->from].begin, r->words.at[x->to - 1].end};
    syn_span shown = pair_shown(s, x->report, whole);
    if (!span_inside(whole, shown)) shown = whole;
    return (side){x->report, shown, {r->words.at[x->in].begin, whole.end}};
}

bool story_records(story *s) {
    record *all = ARENA_ARRAY(s->scratch, record, MOST_RECORDS);
    if (!all) return false;
    uint32_t count = collect(s, all);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++) {
            const record *a = &all[i], *b = &all[k];
            if (a->report == b->report || fits(a, b) || fits(b, a) || !one_thing(s, a, b)) continue;
            if (gives_too(all, count, a->report, b) || gives_too(all, count, b->report, a)) continue;
            side one = side_of(s, a), two = side_of(s, b);
            if (pair_known(s, &one, &two)) continue;
            if (!pair_add(s, DIFFER_NUMBER, HOW_PLAIN, &one, &two)) return false;
        }
    return true;
}
