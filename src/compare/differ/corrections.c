/* corrections.c - what was told at first, and what a later account says instead.
 *
 * In: the differences found, words of correction (lexicon/en/corrections.txt), numbers, moments of publication. Out: how
 * HOW_CORRECTED and the later readings, on differences that are there and on new ones.
 * - A report tells itself what was said at first ("initial reports spoke of nine dead", "revised to 12 from nine", "not nine as first
 *   reported"), and another still says so: a number of that value and kind, counted of the same, in a sentence that has half of the words told at
 *   first (SOME); or, where no number is told, nearly all of them (NEARLY). Set against it is the number of the first report that holds
 *   now, else its own words of correction.
 * - Two readings of one outlet, published at two moments: the account of the later one corrects the other.
 * - A toll that is higher in all later reports than in all earlier ones: the later ones are marked, no correction is told.
 * Moments count where they are days apart, or known to the minute. Cues are read once; each is held against every report: bounded by
 * MOST_CUES and MOST_LOOKS. Not done: a correction of which no other report tells the first account. */
#include <limits.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "text/background.h"

#define MOST_CUES 64        /* of a story */
#define MOST_DAYS 3         /* between two accounts of one outlet of which one corrects the other */
#define MOST_READINGS 32    /* of a difference whose order is told */
#define MOST_LOOKS 8000     /* sentences of a story in which words told at first are looked for */
#define TAIL 24             /* words of what was told at first */
#define SOME 0.25
#define NEARLY 0.8
#define LEAST_TAIL 4        /* words of content, where no number is told */

typedef struct cue {
    uint32_t report, sentence;
    uint32_t word, words;   /* the cue itself */
    uint32_t from, to;      /* words of what was told at first */
    uint32_t old, now;      /* numbers of the report, or REPORT_NONE */
    uint32_t *looks;
} cue;

static bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return w < r->words.n && slice_equal_ascii_case(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), slice_str(text));
}

/* ---- moments of publication ----------------------------------------------------------------------------------------- */

/* -1, 1: the first report is surely the earlier, the later one; 0: nobody can tell. */
static int moments_order(const syn_report *a, const syn_report *b) {
    syn_civil x, y;
    if (!civil_parse(a->updated.len ? a->updated : a->published, &x) || !civil_parse(b->updated.len ? b->updated : b->published, &y)) return 0;
    if (x.grain < CIVIL_DAY || y.grain < CIVIL_DAY) return 0;
    long days = civil_days(x.year, x.month, x.day) - civil_days(y.year, y.month, y.day);
    if (x.grain >= CIVIL_MINUTE && y.grain >= CIVIL_MINUTE && x.has_offset == y.has_offset) {
        long minutes = days * 1440 + (x.hour - y.hour) * 60 + (x.minute - y.minute) - (x.offset - y.offset);
        return minutes < 0 ? -1 : minutes > 0;
    }
    return days < 0 ? -1 : days > 0;
}

static bool has_cue(const syn_report *r, uint32_t sentence) {
    const syn_sentence *in = &r->sentences.at[sentence];
    for (uint32_t w = in->word; w < in->word + in->words; w++)
        if (lexicon_match(&lexicon_compare_corrections, r->words.at, w, in->word + in->words)) return true;
    return false;
}

/* The number that a reading marks in the report's own account, or NULL. */
static const syn_number *number_of(const story *s, const collation_reading *reading) {
    const syn_report *r = s->reports[reading->place.report];
    if (reading->marks.n != 1 || reading->marks.at[0].in_title) return NULL;
    uint32_t in = report_sentence_at(r, reading->marks.at[0].span.begin);
    if (in == REPORT_NONE || has_cue(r, in)) return NULL;
    uint32_t n = report_number_at(r, reading->marks.at[0].span.begin);
    return n < r->numbers.n && span_overlaps(r->numbers.at[n].span, reading->marks.at[0].span) ? &r->numbers.at[n] : NULL;
}

/* "killed", "injured", "missing" beside the number: a toll. */
static bool is_toll(const story *s, const collation_reading *reading) {
    const syn_report *r = s->reports[reading->place.report];
    for (uint32_t w = report_word_at(r, reading->place.span.begin); w < r->words.n && r->words.at[w].begin < reading->place.span.end; w++) {
        const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
        if (class && (strcmp(class->value, "die") == 0 || strcmp(class->value, "injure") == 0 || strcmp(class->value, "missing") == 0))
            return true;
    }
    return false;
}

/* Marks the readings of the highest number where all of them are later than all others. */
static void mark_toll(story *s, collation_difference *d) {
    double high = 0, value[MOST_READINGS];
    if (d->readings.n > MOST_READINGS) return;
    for (uint32_t i = 0; i < d->readings.n; i++) {
        const syn_number *n = number_of(s, &d->readings.at[i]);
        if (!n || n->kind != NUMBER_COUNT || number_is_range(n) || !is_toll(s, &d->readings.at[i])) return;
        value[i] = n->value;
        if (n->value > high) high = n->value;
    }
    for (uint32_t i = 0; i < d->readings.n; i++)
        for (uint32_t k = 0; k < d->readings.n; k++) {
            const collation_reading *a = &d->readings.at[i], *b = &d->readings.at[k];
            bool rises = value[i] < high && value[k] >= high;
            if (rises && moments_order(s->reports[a->place.report], s->reports[b->place.report]) >= 0) return;
        }
    for (uint32_t i = 0; i < d->readings.n; i++) d->readings.at[i].later = value[i] >= high;
}

/* Two readings of one outlet at two moments. */
static bool is_one_outlet(const story *s, const collation_difference *d) {
    if (d->readings.n != 2) return false;
    const syn_report *a = s->reports[d->readings.at[0].place.report], *b = s->reports[d->readings.at[1].place.report];
    long one = story_day(s, d->readings.at[0].place.report), two = story_day(s, d->readings.at[1].place.report);
    if (one == LONG_MIN || two == LONG_MIN) return false;  /* a day that nobody states orders nothing */
    if (one - two > MOST_DAYS || two - one > MOST_DAYS) return false;
    return a != b && a->source.len && slice_equal(a->source, b->source) && moments_order(a, b) != 0;
}

static void mark_order(story *s) {
    for (uint32_t i = 0; i < s->out->differences.n; i++) {
        collation_difference *d = &s->out->differences.at[i];
        bool told = d->kind == DIFFER_NUMBER || d->kind == DIFFER_CLAIM;
        if (d->how == HOW_CORRECTED || !told) continue;
        if (is_one_outlet(s, d) && (d->kind == DIFFER_CLAIM || (number_of(s, &d->readings.at[0]) && number_of(s, &d->readings.at[1])))) {
            if (d->how == HOW_PLAIN) d->how = HOW_CORRECTED;
            bool first = moments_order(s->reports[d->readings.at[0].place.report], s->reports[d->readings.at[1].place.report]) > 0;
            d->readings.at[first ? 0 : 1].later = true;
        } else if (d->kind == DIFFER_NUMBER && d->how == HOW_PLAIN && d->readings.n) {
            mark_toll(s, d);
        }
    }
}

/* ---- words of correction -------------------------------------------------------------------------------------------- */

static bool is_value(const syn_number *n) {
    return n->kind == NUMBER_COUNT || n->kind == NUMBER_MONEY || n->kind == NUMBER_PERCENT || n->kind == NUMBER_MEASURE;
}

/* The first number that begins in [from, to) of the words, or the last; REPORT_NONE. */
static uint32_t number_in(const syn_report *r, uint32_t from, uint32_t to, bool last) {
    uint32_t found = REPORT_NONE;
    for (uint32_t n = 0; n < r->numbers.n && from < to; n++) {
        const syn_number *number = &r->numbers.at[n];
        if (number->span.begin < r->words.at[from].begin || number->span.begin >= r->words.at[to - 1].end || !is_value(number)) continue;
        if (found == REPORT_NONE || last) found = n;
    }
    return found;
}

static uint32_t number_behind(const syn_report *r, uint32_t from, uint32_t end, const char *word) {
    for (uint32_t w = from; w + 1 < end; w++)
        if (word_is(r, w, word)) {
            uint32_t n = number_in(r, w + 1, w + 4 < end ? w + 4 : end, false);
            if (n != REPORT_NONE) return n;
        }
    return REPORT_NONE;
}

/* Reads what is told at first; false where nothing is. */
static bool cue_read(const syn_report *r, const char *value, uint32_t first, uint32_t end, cue *c) {
    uint32_t after = c->word + c->words;
    c->from = first, c->to = end;
    if (strcmp(value, "new") == 0) {
        c->now = number_in(r, after, after + 3 < end ? after + 3 : end, false);
        c->old = number_behind(r, after, end, "from");
        return c->old != REPORT_NONE;
    }
    if (strcmp(value, "old") == 0) {
        c->old = number_in(r, after, after + 3 < end ? after + 3 : end, false);
        c->now = number_behind(r, after, end, "to");
        return c->old != REPORT_NONE;
    }
    if (strcmp(value, "back") == 0) {
        c->to = c->word;
        c->old = number_in(r, c->word > first + 5 ? c->word - 5 : first, c->word, true);
        return c->old != REPORT_NONE;
    }
    c->from = after;
    c->to = after;
    while (c->to < end && c->to - after < TAIL && !word_is(r, c->to, "but") && !word_is(r, c->to, "before") && !word_is(r, c->to, ";") &&
           !word_is(r, c->to, "while") && !word_is(r, c->to, "later"))
        c->to++;
    c->old = number_in(r, c->from, c->to, false);
    return c->to > c->from;
}

/* The weight of the content of what was told at first that a sentence holds, as a share; *n of its words. */
static double share_in(const story *s, const cue *c, uint32_t report, uint32_t sentence, uint32_t *n) {
    const syn_report *x = s->reports[c->report], *y = s->reports[report];
    const syn_sentence *in = &y->sentences.at[sentence];
    double all = 0, held = 0;
    *n = 0;
    if (++*c->looks > MOST_LOOKS) return 0;
    for (uint32_t w = c->from; w < c->to; w++) {
        bool cued = w >= c->word && w < c->word + c->words;
        if (cued || !word_is_content(&x->words.at[w]) || x->words.at[w].kind == WORD_NUMBER) continue;
        double weight = background_rarity(x->words.at[w].stem);
        all += weight;
        for (uint32_t k = in->word; k < in->word + in->words; k++)
            if (word_class(y, k) == word_class(x, w)) {
                held += weight;
                ++*n;
                break;
            }
    }
    return all > 0 ? held / all : 0;
}

static bool same_thing(const syn_number *a, const syn_number *b) {
    if (a->kind != b->kind) return false;
    if (a->si_unit.len && b->si_unit.len) return slice_equal(a->si_unit, b->si_unit);
    return !a->unit_stem || !b->unit_stem || a->unit_stem == b->unit_stem;
}

static bool same_value(const syn_number *a, const syn_number *b) {
    bool si = a->si_unit.len && b->si_unit.len;
    return (si ? a->si_value == b->si_value : a->value == b->value) && number_is_range(a) == number_is_range(b);
}

/* The number of the correcting report that holds now: of the same thing, in a sentence with the words told at first. */
static uint32_t number_now(const story *s, const cue *c) {
    const syn_report *r = s->reports[c->report];
    uint32_t best = REPORT_NONE, n;
    double most = SOME;
    for (uint32_t i = 0; i < r->numbers.n; i++) {
        const syn_number *number = &r->numbers.at[i], *old = &r->numbers.at[c->old];
        uint32_t in = report_sentence_at(r, number->span.begin);
        if (in == REPORT_NONE || i == c->old || !same_thing(number, old) || same_value(number, old)) continue;
        double share = in == c->sentence ? 1.0 : share_in(s, c, c->report, in, &n);
        if (share < most) continue;
        most = share;
        best = i;
    }
    return best;
}

/* Adds the correction, or marks the difference that is there. */
static bool tell_correction(story *s, const cue *c, uint32_t report, syn_span mark) {
    const syn_report *r = s->reports[c->report];
    syn_span own = {r->words.at[c->word].begin, r->words.at[c->word + c->words - 1].end};
    if (c->now != REPORT_NONE) own = r->numbers.at[c->now].span;
    side a = {c->report, pair_shown(s, c->report, own), own}, b = {report, pair_shown(s, report, mark), mark};
    collation_difference *d = NULL;
    for (uint32_t i = 0; i < s->out->differences.n && !d; i++) {
        bool has[2] = {false, false};
        for (uint32_t k = 0; k < s->out->differences.at[i].readings.n; k++) {
            const collation_reading *reading = &s->out->differences.at[i].readings.at[k];
            for (uint32_t m = 0; m < reading->marks.n; m++) {
                has[0] |= reading->place.report == c->report && span_overlaps(reading->marks.at[m].span, own);
                has[1] |= reading->place.report == report && span_overlaps(reading->marks.at[m].span, mark);
            }
        }
        if (has[0] && has[1]) d = &s->out->differences.at[i];
    }
    if (!d) {
        uint32_t before = s->out->differences.n;
        if (!pair_add(s, c->old == REPORT_NONE ? DIFFER_CLAIM : DIFFER_NUMBER, HOW_CORRECTED, &a, &b)) return false;
        if (!pair_reason(s, REASON_RULE, (syn_place){a.report, own, false}, (syn_place){b.report, mark, false}, 1.0)) return false;
        if (!s->out->differences.n) return true;
        d = &s->out->differences.at[before < s->out->differences.n ? before : before - 1];
        if (d->how != HOW_CORRECTED) return true;
    }
    if (d->kind == DIFFER_INSIDE || d->kind == DIFFER_WORDING) return true;
    d->how = HOW_CORRECTED;
    for (uint32_t k = 0; k < d->readings.n; k++)
        if (d->readings.at[k].place.report == c->report) d->readings.at[k].later = true;
    return true;
}

static bool denies(const syn_report *r, uint32_t from, uint32_t words) {
    for (uint32_t w = from; w < from + words; w++)
        if (lexicon_match(&lexicon_compare_negations, r->words.at, w, from + words)) return true;
    return false;
}

/* Does the report tell in its own voice, outside the sentence of the cue, what was told at first? Then nothing is corrected. */
static bool stands_by(const story *s, const cue *c) {
    const syn_report *r = s->reports[c->report];
    uint32_t n;
    for (uint32_t i = 0; c->old != REPORT_NONE && i < r->numbers.n; i++) {
        uint32_t in = report_sentence_at(r, r->numbers.at[i].span.begin);
        if (in == REPORT_NONE || in == c->sentence || has_cue(r, in)) continue;
        if (same_value(&r->numbers.at[i], &r->numbers.at[c->old]) && same_thing(&r->numbers.at[i], &r->numbers.at[c->old]) &&
            share_in(s, c, c->report, in, &n) > 0)
            return true;
    }
    for (uint32_t i = 0; c->old == REPORT_NONE && i < r->sentences.n; i++)
        if (i != c->sentence && share_in(s, c, c->report, i, &n) >= NEARLY) return true;
    return false;
}

/* What another report still tells as it was told at first. */
static bool find_first(story *s, const cue *c, uint32_t report) {
    const syn_report *r = s->reports[report], *own = s->reports[c->report];
    double most = c->old == REPORT_NONE ? NEARLY : SOME;
    syn_span mark = {0, 0};
    uint32_t n;
    bool denied = denies(own, c->from, c->to - c->from);
    for (uint32_t i = 0; c->old == REPORT_NONE && i < r->sentences.n; i++) {
        double share = share_in(s, c, report, i, &n);
        if (n < LEAST_TAIL || share < most || has_cue(r, i) || denies(r, r->sentences.at[i].word, r->sentences.at[i].words) != denied) continue;
        most = share;
        mark = pair_shown(s, report, (syn_span){r->sentences.at[i].begin, r->sentences.at[i].end});
    }
    for (uint32_t i = 0; c->old != REPORT_NONE && i < r->numbers.n; i++) {
        uint32_t in = report_sentence_at(r, r->numbers.at[i].span.begin);
        if (in == REPORT_NONE || !same_value(&r->numbers.at[i], &own->numbers.at[c->old]) || !same_thing(&r->numbers.at[i], &own->numbers.at[c->old]))
            continue;
        double share = share_in(s, c, report, in, &n);
        if (!n || share < most || has_cue(r, in)) continue;
        most = share;
        mark = r->numbers.at[i].span;
    }
    /* It gives the number that holds now as well: it tells of both. */
    for (uint32_t i = 0; span_present(mark) && c->now != REPORT_NONE && i < r->numbers.n; i++)
        if (same_value(&r->numbers.at[i], &own->numbers.at[c->now]) && same_thing(&r->numbers.at[i], &own->numbers.at[c->now])) return true;
    return !span_present(mark) || tell_correction(s, c, report, mark);
}

static bool read_cues(story *s) {
    uint32_t told = 0, looks = 0;
    for (uint32_t report = 0; report < s->count; report++) {
        const syn_report *r = s->reports[report];
        if (s->out->sources[report].copy_of != REPORT_NONE) continue;
        for (uint32_t i = 0; i < r->sentences.n; i++) {
            uint32_t first = r->sentences.at[i].word, end = first + r->sentences.at[i].words;
            for (uint32_t w = first; w < end; w++) {
                const lexicon_entry *entry = lexicon_match(&lexicon_compare_corrections, r->words.at, w, end);
                if (!entry) continue;
                cue c = {.report = report, .sentence = i, .word = w, .words = entry->words, .old = REPORT_NONE, .now = REPORT_NONE, .looks = &looks};
                w += entry->words - 1u;
                if (!cue_read(r, entry->value, first, end, &c) || stands_by(s, &c)) continue;
                if (told++ >= MOST_CUES) return true;
                if (c.old != REPORT_NONE && c.now == REPORT_NONE) c.now = number_now(s, &c);
                for (uint32_t other = 0; other < s->count; other++)
                    if (other != report && moments_order(s->reports[other], r) <= 0 && !find_first(s, &c, other)) return false;
            }
        }
    }
    return true;
}

bool story_corrections(story *s) {
    if (!read_cues(s)) return false;
    mark_order(s);
    return true;
}
