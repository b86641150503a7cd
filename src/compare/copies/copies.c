/* copies.c - what is copied between the reports, and how much of each report is its own.
 *
 * In: passages that two reports share (copies_find.c), moments and credits (copies_order.c). Out: out->copies, and own_permille,
 * copy_of, account of out->sources. Passages of one place become one finding with all reports that have it, so that a chain of
 * copies is one. A report with half of its words from another tells its account; so do two that are one agency's text.
 * Linear in the passages; a report is looked up among the findings of its own places. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/blocks.h"
#include "compare/copies/copies.h"

#define WHOLE_PERMILLE 900  /* a report with so much of another is a copy of it, if it has LEAST_WHOLE words ... */
#define LEAST_WHOLE 25
#define SAME_PERMILLE 500   /* ... and with so much, tells the same account */

/* Is report a earlier than b? By the moment of publication, then by letter. */
static bool earlier(const story *s, uint32_t a, uint32_t b) {
    int order = copies_earlier(s, a, b);
    return order ? order > 0 : a < b;
}

static uint32_t account_of(const syn_collation *c, uint32_t r) {
    while (c->sources[r].account != r) r = c->sources[r].account;
    return r;
}

static void tie_accounts(syn_collation *out, uint32_t a, uint32_t b) {
    uint32_t one = account_of(out, a), two = account_of(out, b);
    out->sources[one > two ? one : two].account = one < two ? one : two;
}

typedef struct sharing {     /* what is known of the later report of some passages, in work */
    uint32_t *next;          /* passages of one later report: a list through this, from `head` */
    uint32_t *head;
    uint32_t *by;            /* words that it has just so from each report; 0 between reports */
    uint8_t *covered;        /* its words that stand in an earlier one */
} sharing;

static bool share_of(story *s, const lane *lanes, sharing *w, uint32_t later) {
    syn_collation *out = s->out;
    const syn_report *r = s->reports[later];
    uint32_t all = 0, total = lanes[later].n ? lanes[later].n : 1, most = REPORT_NONE;
    w->covered = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    if (!w->covered) return false;
    for (uint32_t i = w->head[later]; i != REPORT_NONE; i = w->next[i]) {
        const passage *p = &s->passages.at[i];
        syn_span span = p->a == later ? p->in_a : p->in_b;
        uint32_t other = p->a == later ? p->b : p->a;
        for (uint32_t at = report_word_at(r, span.begin); at < r->words.n && r->words.at[at].begin < span.end; at++) {
            uint8_t kind = r->words.at[at].kind;
            bool counts = kind != WORD_PUNCT && kind != WORD_SYMBOL && kind != WORD_URL;
            all += counts && !w->covered[at];
            w->covered[at] = 1;
        }
        w->by[other] += p->words;
        if (most == REPORT_NONE || w->by[other] > w->by[most] || (w->by[other] == w->by[most] && other < most)) most = other;
    }
    out->sources[later].own_permille = 1000 - (all > total ? 1000 : (uint32_t)((uint64_t)all * 1000 / total));
    uint64_t share = most == REPORT_NONE ? 0 : (uint64_t)w->by[most] * 1000 / total;
    if (share >= WHOLE_PERMILLE && total >= LEAST_WHOLE) out->sources[later].copy_of = most;
    if (share >= SAME_PERMILLE) tie_accounts(out, later, most);
    for (uint32_t i = w->head[later]; i != REPORT_NONE; i = w->next[i])
        w->by[s->passages.at[i].a == later ? s->passages.at[i].b : s->passages.at[i].a] = 0;
    return true;
}

/* How much of each report stands in an earlier one; which reports are one account. */
static bool shares(story *s, const lane *lanes) {
    syn_collation *out = s->out;
    sharing w = {.next = ARENA_ARRAY(s->scratch, uint32_t, s->passages.n + 1), .head = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1),
                 .by = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1)};
    if (!w.next || !w.head || !w.by) return false;
    for (uint32_t r = 0; r < s->count; r++) w.head[r] = REPORT_NONE;
    for (uint32_t i = s->passages.n; i-- > 0;) {
        const passage *p = &s->passages.at[i];
        uint32_t later = earlier(s, p->a, p->b) ? p->b : p->a;
        w.next[i] = w.head[later];
        w.head[later] = i;
    }
    for (uint32_t later = 0; later < s->count; later++)
        if (!share_of(s, lanes, &w, later)) return false;
    syn_map agencies;
    map_init(&agencies, s->scratch);
    for (uint32_t r = 0; r < s->count; r++) {
        if (!s->agency_of[r]) continue;
        uint32_t *first = map_slot_of(&agencies, slice_hash(slice_str(s->agency_of[r])), r);
        if (!first) return false;
        if (*first != r) tie_accounts(out, *first, r);
    }
    for (uint32_t r = 0; r < s->count; r++) out->sources[r].account = account_of(out, r);
    out->accounts = 0;
    for (uint32_t r = 0; r < s->count; r++) out->accounts += out->sources[r].account == r;
    return true;
}

static int by_first_place(const void *left, const void *right) {
    const passage *a = left, *b = right;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    if (a->in_a.begin != b->in_a.begin) return a->in_a.begin < b->in_a.begin ? -1 : 1;
    if (a->in_a.end != b->in_a.end) return a->in_a.end > b->in_a.end ? -1 : 1;
    if (a->b != b->b) return a->b < b->b ? -1 : 1;
    return a->in_b.begin < b->in_b.begin ? -1 : a->in_b.begin > b->in_b.begin;
}

static bool mostly_same(syn_span a, syn_span b) {
    if (!span_overlaps(a, b)) return false;
    uint32_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
    uint32_t longer = span_length(a) > span_length(b) ? span_length(a) : span_length(b);
    return (end - begin) * 5 >= longer * 4;
}

/* The finding that has a place already, the latest such, or REPORT_NONE. What is mostly the same holds the middle. */
static uint32_t copy_at(const blocks *all, uint32_t report, syn_span span) {
    uint32_t middle = span.begin + span_length(span) / 2;
    block_walk near = blocks_walk(all, report, (syn_span){middle, middle + 1});
    for (const block_entry *held; (held = blocks_next(all, &near));)
        if (mostly_same(held->span, span)) return held->item;
    return REPORT_NONE;
}

static bool hold(story *s, blocks *all, uint32_t copy, uint32_t report, syn_span span) {
    return VEC_PUSH(s->keep, &s->out->copies.at[copy].spans, (syn_place){report, span}) && blocks_hold(all, report, span, copy);
}

static bool add_why(story *s, collation_copy *copy, const passage *p) {
    if (!s->why) return true;
    collation_reason reason = {REASON_PASSAGE, {p->a, p->in_a, false}, {p->b, p->in_b, false}, p->words};
    if (p->words > copy->why.score) copy->why.score = p->words;
    return VEC_PUSH(s->keep, &copy->why.reasons, reason);
}

static int heavier_reason(const void *left, const void *right) {
    const collation_reason *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    if (a->a.report != b->a.report) return a->a.report < b->a.report ? -1 : 1;
    if (a->b.report != b->b.report) return a->b.report < b->b.report ? -1 : 1;
    return a->b.span.begin < b->b.span.begin ? -1 : a->b.span.begin > b->b.span.begin;
}

/* Passages of one place become one finding, however they hang together: what the third report has from the second, which has it
 * from the first. */
static bool findings(story *s) {
    syn_collation *out = s->out;
    blocks all;
    blocks_init(&all, s->scratch);
    for (uint32_t i = 0; i < s->passages.n; i++) {
        const passage *p = &s->passages.at[i];
        uint32_t a = copy_at(&all, p->a, p->in_a), b = copy_at(&all, p->b, p->in_b), into = a != REPORT_NONE ? a : b;
        if (into == REPORT_NONE) {
            if (out->copies.n >= CAP_FINDINGS) continue;
            into = out->copies.n;
            if (!VEC_PUSH(s->keep, &out->copies, (collation_copy){.first = p->a})) return false;
        }
        if (a == REPORT_NONE && !hold(s, &all, into, p->a, p->in_a)) return false;
        if (b == REPORT_NONE && !hold(s, &all, into, p->b, p->in_b)) return false;
        if (!add_why(s, &out->copies.at[into], p)) return false;
    }
    for (uint32_t i = 0; i < out->copies.n; i++) {
        collation_copy *copy = &out->copies.at[i];
        if (!copies_order(s, copy)) return false;
        if (copy->why.reasons.n) qsort(copy->why.reasons.at, copy->why.reasons.n, sizeof *copy->why.reasons.at, heavier_reason);
    }
    return true;
}

/* The first passage of a report, as the first of the two, that may end behind the begin of a place. */
static uint32_t passages_near(const story *s, syn_place place) {
    uint32_t low = s->first_passage[place.report], high = s->first_passage[place.report + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->passages.at[middle].reach <= place.span.begin) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool story_copied(const story *s, syn_place a, syn_place b) {
    if (a.report > b.report) return story_copied(s, b, a);
    for (uint32_t i = passages_near(s, a); i < s->first_passage[a.report + 1]; i++) {
        const passage *p = &s->passages.at[i];
        if (p->in_a.begin >= a.span.end) break;
        if (p->b != b.report || !span_overlaps(p->in_a, a.span) || !span_overlaps(p->in_b, b.span)) continue;
        uint32_t begin = p->in_b.begin > b.span.begin ? p->in_b.begin : b.span.begin;
        uint32_t end = p->in_b.end < b.span.end ? p->in_b.end : b.span.end;
        if ((end - begin) * 2 >= span_length(b.span)) return true;
        begin = p->in_a.begin > a.span.begin ? p->in_a.begin : a.span.begin;
        end = p->in_a.end < a.span.end ? p->in_a.end : a.span.end;
        if ((end - begin) * 2 >= span_length(a.span)) return true;
    }
    return false;
}

bool story_copies(story *s) {
    lane *lanes = ARENA_ARRAY(s->scratch, lane, s->count + 1);
    if (!lanes || !copies_agencies(s) || !copies_find(s, lanes)) return false;
    if (s->passages.n) qsort(s->passages.at, s->passages.n, sizeof *s->passages.at, by_first_place);
    s->first_passage = ARENA_ARRAY(s->lasting, uint32_t, s->count + 1);
    if (!s->first_passage) return false;
    for (uint32_t i = 0; i < s->passages.n; i++) {
        passage *p = &s->passages.at[i];
        s->first_passage[p->a + 1]++;
        p->reach = i && p[-1].a == p->a && p[-1].reach > p->in_a.end ? p[-1].reach : p->in_a.end;
    }
    for (uint32_t r = 0; r < s->count; r++) s->first_passage[r + 1] += s->first_passage[r];
    return shares(s, lanes) && findings(s);
}
