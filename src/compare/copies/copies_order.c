/* copies_order.c - who had a passage first, and whose text a report is.
 *
 * In: times of publication, datelines, bylines, sources, the words around copied passages. Out: agency of out->sources, story.agency_of;
 * `first` and `ordered` of a copy. What tells, from sure to less sure: the moments of publication, as far as the reports state
 * them; where they are the same or unknown, that the passage's own sentence credits the outlet of another report that has it, or
 * the agency whose text that one is ("Reuters reported"). Else the letter stands for an order, and `ordered` is not set.
 * A report is an agency's text if its dateline, byline or source names the agency; where a line at its end says that an agency
 * contributed, it has that agency's credit (report/outlets.h). */
#include "compare/copies/copies.h"

#include <string.h>

#include "compare/lexicon/lexicon.gen.h"
#include "report/outlets.h"

enum { NAME_WORDS = 3 };      /* words of an outlet's name */

/* ---- agencies ----------------------------------------------------------------------------------------------------- */

bool copies_agencies(story *s) {
    s->agency_of = ARENA_ARRAY(s->lasting, const char *, s->count + 1);
    if (!s->agency_of) return false;
    for (uint32_t i = 0; i < s->count; i++) {
        const syn_report *r = s->reports[i];
        syn_slice name = SLICE_NONE, none;
        bool helped;
        const lexicon_entry *e = agency_of(r, &name, s->scratch);
        if (!e) e = agency_in(outlet_owner(r->source), true, &none, s->scratch);
        if (e) s->agency_of[i] = e->value;
        s->out->sources[i].agency = name.len ? name : agency_last(r, &helped);
        if (arena_check(s->scratch, "compare", NULL) != SYN_OK) return false;
    }
    return true;
}

/* Do two reports name one agency as theirs? */
static bool one_agency(const story *s, uint32_t a, uint32_t b) {
    return s->agency_of[a] && s->agency_of[b] && strcmp(s->agency_of[a], s->agency_of[b]) == 0;
}

/* The words of the sentences that a place touches. */
static void sentence_words(const syn_report *r, syn_span span, uint32_t *from, uint32_t *to) {
    uint32_t first = report_sentence_at(r, span.begin), last = report_sentence_at(r, span.end - 1);
    *from = *to = 0;
    if (first == REPORT_NONE || last == REPORT_NONE) return;
    *from = r->sentences.at[first].word;
    *to = r->sentences.at[last].word + r->sentences.at[last].words;
}

/* Do words of telling stand beside words `from` to `to`, or brackets around them? "Reuters reported", "told Reuters", "(Reuters)". */
static bool is_credit(const syn_report *r, uint32_t from, uint32_t to) {
    if (to < r->words.n && lexicon_match(&lexicon_compare_telling, r->words.at, to, r->words.n)) return true;
    if (!from) return false;
    if (r->text.ptr[r->words.at[from - 1].begin] == '(') return to < r->words.n && r->text.ptr[r->words.at[to].begin] == ')';
    if (from > 1 && r->words.at[from - 1].flags & WORD_STOP) from--;  /* "according to" */
    return lexicon_match(&lexicon_compare_telling, r->words.at, from - 1, r->words.n) != NULL;
}

const char *story_agency_at(const story *s, syn_place place) {
    const syn_report *r = s->reports[place.report];
    uint32_t from, to;
    if (!place.in_title && span_present(place.span)) {
        sentence_words(r, place.span, &from, &to);
        for (uint32_t w = from; w < to; w++) {
            const lexicon_entry *e = agency_at(r->words.at, w, to);
            if (e && is_credit(r, w, w + e->words)) return e->value;
        }
    }
    return s->agency_of[place.report];
}

/* ---- order -------------------------------------------------------------------------------------------------------- */

static bool moment_of(const story *s, uint32_t report, syn_civil *out) {
    const syn_report *r = s->reports[report];
    return (civil_parse(r->published, out) || civil_parse(r->updated, out)) && out->grain >= CIVIL_DAY;
}

static long long seconds_of(const syn_civil *c) {
    return ((civil_days(c->year, c->month, c->day) * 24LL + c->hour) * 60 + c->minute - (c->has_offset ? c->offset : 0)) * 60 + c->second;
}

int copies_earlier(const story *s, uint32_t a, uint32_t b) {
    syn_civil x, y;
    if (!moment_of(s, a, &x) || !moment_of(s, b, &y)) return 0;
    bool clocks = x.grain >= CIVIL_MINUTE && y.grain >= CIVIL_MINUTE && x.has_offset == y.has_offset;
    if (!clocks) {
        long first = civil_days(x.year, x.month, x.day), second = civil_days(y.year, y.month, y.day);
        return first < second ? 1 : first > second ? -1 : 0;
    }
    long long first = seconds_of(&x), second = seconds_of(&y);
    return first < second ? 1 : first > second ? -1 : 0;
}

/* Words among a report's words that credit the outlet of another; absent if there are none. */
static syn_span outlet_named(const syn_report *r, uint32_t from, uint32_t to, syn_slice outlet) {
    size_t letters = 0;
    uint64_t wanted = outlet_letters(outlet_owner(outlet), 0, &letters);
    if (letters < 3) return (syn_span){0, 0};
    for (uint32_t w = from; w < to; w++) {
        if (!(r->words.at[w].flags & WORD_CAPITAL)) continue;
        uint64_t hash = 0;
        for (uint32_t n = 0; n < NAME_WORDS && w + n < to; n++) {
            hash = outlet_letters(slice_cut(r->text, r->words.at[w + n].begin, r->words.at[w + n].end), hash, &letters);
            if (hash == wanted && is_credit(r, w, w + n + 1)) return (syn_span){r->words.at[w].begin, r->words.at[w + n].end};
        }
    }
    return (syn_span){0, 0};
}

/* The words with which report `place` credits report `other` for a passage; absent if it does not. */
static syn_span credit_of(const story *s, syn_place place, uint32_t other) {
    const syn_report *r = s->reports[place.report];
    uint32_t from, to;
    sentence_words(r, place.span, &from, &to);
    if (s->agency_of[other] && !one_agency(s, place.report, other))
        for (uint32_t w = from; w < to; w++) {
            const lexicon_entry *e = agency_at(r->words.at, w, to);
            if (e && strcmp(e->value, s->agency_of[other]) == 0 && is_credit(r, w, w + e->words))
                return (syn_span){r->words.at[w].begin, r->words.at[w + e->words - 1].end};
        }
    if (slice_equal(s->reports[other]->source, r->source)) return (syn_span){0, 0};
    return outlet_named(r, from, to, s->reports[other]->source);
}

enum { MOST_CREDITED = 16 };  /* reports of one passage whose credits are read */

bool copies_order(story *s, collation_copy *copy) {
    copy->first = copy->spans.at[0].report;
    for (uint32_t i = 1; i < copy->spans.n; i++) {
        uint32_t other = copy->spans.at[i].report;
        int order = copies_earlier(s, other, copy->first);
        if (order > 0 || (order == 0 && other < copy->first)) copy->first = other;
    }
    copy->ordered = true;
    for (uint32_t i = 0; i < copy->spans.n && copy->ordered; i++) {
        uint32_t other = copy->spans.at[i].report;
        copy->ordered = other == copy->first || copies_earlier(s, copy->first, other) > 0;
    }
    if (copy->ordered) return true;
    for (uint32_t i = 0; i < copy->spans.n && i < MOST_CREDITED; i++)
        for (uint32_t k = 0; k < copy->spans.n && k < MOST_CREDITED; k++) {
            uint32_t other = copy->spans.at[k].report;
            if (other == copy->spans.at[i].report || copies_earlier(s, copy->first, other) > 0) continue;
            syn_span credit = credit_of(s, copy->spans.at[i], other);
            if (!span_present(credit)) continue;
            copy->first = other;
            copy->ordered = true;
            syn_place place = {copy->spans.at[i].report, credit, false};
            return !s->why || VEC_PUSH(s->keep, &copy->why.reasons, ((collation_reason){REASON_RULE, place, place, 0}));
        }
    return true;
}
