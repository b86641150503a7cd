/* report.c - making and releasing reports, finding marks by position, and the check of the invariants in report.h. */
#include "report/report.h"

#include <stdlib.h>

#include "base/caps.h"

syn_report *report_new(syn_budget *budget) {
    syn_report *report = calloc(1, sizeof *report);
    if (report) arena_init(&report->arena, budget);
    return report;
}

void report_free(syn_report *report) {
    if (!report) return;
    arena_free(&report->arena);
    free(report);
}

static const char *const outcomes[] = {"article", "teaser", "paywall", "consent", "botwall", "listing", "empty", "malformed",
                                       "unsupported", "too_large"};

const char *outcome_name(syn_outcome outcome) {
    return (unsigned)outcome < sizeof outcomes / sizeof *outcomes ? outcomes[outcome] : "unknown";
}

bool outcome_named(syn_slice name, syn_outcome *outcome) {
    for (unsigned i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (slice_equal(name, slice_str(outcomes[i]))) {
            *outcome = (syn_outcome)i;
            return true;
        }
    return false;
}

uint32_t report_sentence_at(const syn_report *report, uint32_t at) {
    uint32_t low = 0, high = report->sentences.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->sentences.at[middle].begin <= at) low = middle + 1;
        else high = middle;
    }
    return low ? low - 1 : REPORT_NONE;
}

/* The first of n items, each `step` bytes long with its end at `end`, that ends behind `at`; n if none does. */
static uint32_t first_behind(const void *items, uint32_t n, size_t step, size_t end, uint32_t at) {
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, own;
        memcpy(&own, (const char *)items + middle * step + end, sizeof own);
        if (own <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

uint32_t report_word_at(const syn_report *report, uint32_t at) {
    return first_behind(report->words.at, report->words.n, sizeof *report->words.at, offsetof(syn_word, end), at);
}

uint32_t report_number_at(const syn_report *report, uint32_t at) {
    return first_behind(report->numbers.at, report->numbers.n, sizeof *report->numbers.at, offsetof(syn_number, span.end), at);
}

uint32_t report_time_at(const syn_report *report, uint32_t at) {
    return first_behind(report->times.at, report->times.n, sizeof *report->times.at, offsetof(syn_time, span.end), at);
}

uint32_t report_block_at(const syn_report *report, uint32_t at) {
    uint32_t low = 0, high = report->blocks.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->blocks.at[middle].span.begin <= at) low = middle + 1;
        else high = middle;
    }
    return low && at < report->blocks.at[low - 1].span.end ? low - 1 : REPORT_NONE;
}

static bool at_character(syn_slice text, uint32_t at) {
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static bool good_in(syn_slice text, syn_span span) {
    return span.begin < span.end && span.end <= text.len && at_character(text, span.begin) && at_character(text, span.end);
}

static bool good_span(const syn_report *report, syn_span span) { return good_in(report->text, span); }

static bool good_or_absent(const syn_report *report, syn_span span) {
    return (span.begin == 0 && span.end == 0) || good_span(report, span);
}

static const char *assert_words(const syn_report *r) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->words.n; i++) {
        const syn_word *w = &r->words.at[i];
        if (!good_span(r, (syn_span){w->begin, w->end}) || w->begin < last) return "words are not in order, or a bad span";
        if (w->sentence >= r->sentences.n) return "a word's sentence is out of range";
        last = w->end;
    }
    last = 0;
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        const syn_sentence *s = &r->sentences.at[i];
        if (!good_span(r, (syn_span){s->begin, s->end}) || s->begin < last)
            return "sentences are not in order, or a bad span";
        if (s->word > r->words.n || s->words > r->words.n - s->word) return "a sentence's words are out of range";
        last = s->end;
    }
    return NULL;
}

static const char *assert_names(const syn_report *r) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->mentions.n; i++) {
        const syn_mention *m = &r->mentions.at[i];
        if (!good_span(r, m->span) || !good_or_absent(r, m->title) || !good_or_absent(r, m->role))
            return "a mention's span is bad";
        if (m->span.begin < last) return "mentions are not in order";
        if (m->entity != REPORT_NONE && m->entity >= r->entities.n) return "a mention's entity is out of range";
        last = m->span.begin;
    }
    for (uint32_t i = 0; i < r->entities.n; i++)
        if (!good_span(r, r->entities.at[i].name) || !good_or_absent(r, r->entities.at[i].role))
            return "an entity's span is bad";
    return NULL;
}

static const char *assert_quotes(const syn_report *r) {
    for (uint32_t i = 0; i < r->quotes.n; i++) {
        const syn_quote *q = &r->quotes.at[i];
        if (q->contents < 1 || q->contents > QUOTE_SPANS) return "a quote has no content, or too many spans of it";
        for (unsigned k = 0; k < q->contents; k++)
            if (!good_span(r, q->content[k])) return "a quote's content is a bad span";
        if (!good_or_absent(r, q->source) || !good_or_absent(r, q->cue)) return "a quote's source or cue is a bad span";
        if (q->entity != REPORT_NONE && q->entity >= r->entities.n) return "a quote's entity is out of range";
    }
    return NULL;
}

static const char *assert_values(const syn_report *r) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->blocks.n; last = r->blocks.at[i++].span.end)
        if (!good_span(r, r->blocks.at[i].span) || r->blocks.at[i].span.begin < last)
            return "blocks are not in order, or a bad span";
    last = 0;
    for (uint32_t i = 0; i < r->times.n; last = r->times.at[i++].span.end)
        if (!good_span(r, r->times.at[i].span) || r->times.at[i].span.begin < last)
            return "times are not in order, or a bad span";
    for (uint32_t i = 0; i < r->times.n; i++) {
        const syn_time *t = &r->times.at[i];
        if (!good_or_absent(r, t->range) || !good_or_absent(r, t->at_odds) || !good_or_absent(r, t->event))
            return "what belongs to a time is a bad span";
    }
    last = 0;
    for (uint32_t i = 0; i < r->numbers.n; last = r->numbers.at[i++].span.end) {
        if (!good_span(r, r->numbers.at[i].span) || r->numbers.at[i].span.begin < last)
            return "numbers are not in order, or a bad span";
        if (!good_or_absent(r, r->numbers.at[i].unit) || !good_or_absent(r, r->numbers.at[i].counts))
            return "a number's unit or what it counts is a bad span";
    }
    return NULL;
}

static const char *assert_title(const syn_report *r) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->title_numbers.n; last = r->title_numbers.at[i++].span.end) {
        const syn_number *n = &r->title_numbers.at[i];
        if (!good_in(r->title, n->span) || n->span.begin < last) return "numbers of the title are not in order, or a bad span";
        bool unit = !span_present(n->unit) || good_in(r->title, n->unit);
        if (!unit || (span_present(n->counts) && !good_in(r->title, n->counts))) return "what a number of the title counts is a bad span";
    }
    return NULL;
}

const char *report_assert(const syn_report *r) {
    if (r->text.len > CAP_REPORT_BYTES) return "the text is longer than CAP_REPORT_BYTES";
    if (r->outcome != SYN_OUTCOME_ARTICLE && r->reason.len == 0) return "an outcome without a reason";
    const char *broken = assert_words(r);
    if (!broken) broken = assert_names(r);
    if (!broken) broken = assert_quotes(r);
    if (!broken) broken = assert_values(r);
    if (!broken) broken = assert_title(r);
    return broken;
}
