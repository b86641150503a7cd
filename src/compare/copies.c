/* copies.c - passages that two reports share word for word, and how much of each report is its own.
 *
 * In: the words of the reports. Out: passages, out->copies, and own_permille, copy_of and account of out->sources.
 * The idea: runs of SEED equal words are found through a map of all earlier runs; seeds of one pair of reports that follow
 * each other closely on both sides are chained, so a passage survives cut and changed words. A chain counts as copied when
 * enough of it is the reporter's own prose: two reports that quote one statement, or name the same offices, did not copy
 * each other; a quotation counts only where the words around it are the same too.
 * Linear in the words: a run is looked up among its first SEED_PLACES places only. Method: seed-and-chain, as in
 * S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing" (2003), without sampling. Not done: passages with reordered words. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/story.h"

#define SEED 4
#define SEED_PLACES 8       /* places kept of one run of words */
#define GAP 5               /* changed words allowed inside a passage, on each side */
#define RAGGED 4            /* words of a neighbouring sentence that are cut off an edge */
#define LEAST_PROSE 7       /* equal words outside of quotations ... */
#define LEAST_PLAIN 4       /* ... and of these, content words that are no names */
#define LEAST_QUOTED 12     /* or equal words of a quotation ... */
#define LEAST_AROUND 3      /* ... with so many of the prose around it */
#define WHOLE_PERMILLE 900  /* a report with so much of another is a copy of it ... */
#define SAME_PERMILLE 500   /* ... and with so much, tells the same account */

enum { PROSE = 1, PLAIN = 2 };

typedef struct lane {       /* the words of one report without punctuation */
    uint32_t *word;
    uint8_t *traits;
    uint32_t n;
} lane;

typedef struct place_of_run {
    uint32_t report, at, next;
} place_of_run;

typedef struct chain {      /* the open passage of one earlier report with the current one */
    uint32_t a_first, a_last, b_first, b_last;  /* positions in the lanes, inclusive */
    uint32_t equal, prose, plain, quoted;
    bool open;
} chain;

static void mark_quoted(const syn_report *r, uint8_t *quoted) {
    for (uint32_t q = 0; q < r->quotes.n; q++) {
        const syn_quote *quote = &r->quotes.at[q];
        if (quote->kind == QUOTE_INDIRECT || quote->kind == QUOTE_MIXED) continue;
        for (unsigned c = 0; c < quote->contents; c++)
            for (uint32_t w = report_word_at(r, quote->content[c].begin); w < r->words.n &&
                 r->words.at[w].begin < quote->content[c].end; w++)
                quoted[w] = 1;
    }
}

static bool lane_fill(story *s, uint32_t report, lane *out) {
    const syn_report *r = s->reports[report];
    out->word = ARENA_ARRAY(s->scratch, uint32_t, r->words.n + 1);
    out->traits = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    uint8_t *quoted = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    uint8_t *named = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    if (!out->word || !out->traits || !quoted || !named) return false;
    mark_quoted(r, quoted);
    for (uint32_t m = 0; m < r->mentions.n; m++)
        for (uint32_t w = report_word_at(r, r->mentions.at[m].span.begin); w < r->words.n &&
             r->words.at[w].begin < r->mentions.at[m].span.end; w++)
            named[w] = 1;
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL || word->kind == WORD_URL) continue;
        uint8_t traits = quoted[w] ? 0 : PROSE;
        if (!quoted[w] && !named[w] && word_is_content(word) && !(word->flags & WORD_CAPITAL)) traits |= PLAIN;
        out->word[out->n] = w;
        out->traits[out->n++] = traits;
    }
    return true;
}

static uint64_t run_hash(const syn_report *r, const lane *l, uint32_t at) {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < SEED; i++) hash = hash_join(hash, r->words.at[l->word[at + i]].fold);
    return hash;
}

static syn_span lane_span(const syn_report *r, const lane *l, uint32_t first, uint32_t last) {
    return (syn_span){r->words.at[l->word[first]].begin, r->words.at[l->word[last]].end};
}

/* Cuts off a few words at an edge of a passage that belong to the sentence before or behind: "said. The" is no passage.
 * Returns how far to move the edge from `at` toward `other`, in words; `step` is 1 at the first edge, -1 at the last. */
static uint32_t ragged(const syn_report *r, const lane *l, uint32_t at, uint32_t other, int step) {
    for (uint32_t n = 1; n <= RAGGED; n++) {
        if (step > 0 ? at + n > other : at < other + n) return 0;
        uint32_t outer = step > 0 ? at + n - 1 : at - n + 1, inner = step > 0 ? at + n : at - n;
        if (r->words.at[l->word[outer]].sentence != r->words.at[l->word[inner]].sentence) return n;
    }
    return 0;
}

/* True if the word opens (step 1) or ends (step -1) a sentence. */
static bool at_edge(const syn_report *r, const lane *l, uint32_t at, int step) {
    uint32_t next = step > 0 ? at - 1 : at + 1;
    if (step > 0 ? at == 0 : at + 1 >= l->n) return true;
    return r->words.at[l->word[at]].sentence != r->words.at[l->word[next]].sentence;
}

static void trim_ragged(const story *s, const lane *lanes, uint32_t b, chain *c) {
    uint32_t n = at_edge(s->reports[b], &lanes[b], c->b_first, 1) ? 0
                 : ragged(s->reports[b], &lanes[b], c->b_first, c->b_last, 1);
    if (n && c->a_first + n < c->a_last) c->b_first += n, c->a_first += n;
    n = at_edge(s->reports[b], &lanes[b], c->b_last, -1) ? 0 : ragged(s->reports[b], &lanes[b], c->b_last, c->b_first, -1);
    if (n && c->a_last > c->a_first + n) c->b_last -= n, c->a_last -= n;
}

/* Ends a chain: keeps it as one passage a paragraph of the later side, so that each can be shown beside the other. */
static bool chain_end(story *s, const lane *lanes, uint32_t a, uint32_t b, chain *c) {
    if (!c->open) return true;
    c->open = false;
    uint32_t long_a = c->a_last - c->a_first + 1, long_b = c->b_last - c->b_first + 1;
    uint32_t longest = long_a > long_b ? long_a : long_b;
    bool prose = c->prose >= LEAST_PROSE && c->plain >= LEAST_PLAIN;
    bool quotation = c->quoted >= LEAST_QUOTED && c->prose >= LEAST_AROUND;
    if ((!prose && !quotation) || c->equal * 10 < longest * 6) return true;
    trim_ragged(s, lanes, b, c);
    passage p = {a, b, lane_span(s->reports[a], &lanes[a], c->a_first, c->a_last),
                 lane_span(s->reports[b], &lanes[b], c->b_first, c->b_last), c->equal};
    return s->passages.n >= CAP_STATEMENTS || VEC_PUSH(s->scratch, &s->passages, p);
}

static void chain_add(const lane *la, const lane *lb, chain *c, uint32_t at_a, uint32_t at_b) {
    if (!c->open) *c = (chain){.a_first = at_a, .b_first = at_b, .a_last = at_a, .b_last = at_b, .open = true};
    for (uint32_t i = 0; i < SEED; i++) {
        uint32_t pa = at_a + i, pb = at_b + i;
        if (c->equal && pb <= c->b_last) continue;  /* counted by the seed before */
        bool both = (la->traits[pa] & PROSE) && (lb->traits[pb] & PROSE);
        c->equal++;
        c->prose += both;
        c->plain += both && (lb->traits[pb] & PLAIN);
        c->quoted += !(la->traits[pa] & PROSE) && !(lb->traits[pb] & PROSE);
        c->a_last = pa;
        c->b_last = pb;
    }
}

static bool new_paragraph(const syn_report *r, const lane *l, uint32_t from, uint32_t to) {
    const syn_word *a = &r->words.at[l->word[from]], *b = &r->words.at[l->word[to]];
    return r->sentences.at[a->sentence].paragraph != r->sentences.at[b->sentence].paragraph;
}

/* Looks the runs of report b up among those of the reports before it. */
static bool match(story *s, const lane *lanes, uint32_t b, const syn_map *runs, const place_of_run *places, chain *chains) {
    const syn_report *report = s->reports[b];
    const lane *lb = &lanes[b];
    for (uint32_t a = 0; a < b; a++) chains[a] = (chain){0};
    for (uint32_t at = 0; at + SEED <= lb->n; at++) {
        uint32_t k = map_get(runs, run_hash(report, lb, at));
        for (uint32_t steps = 0; k != MAP_NONE && k != REPORT_NONE && steps < SEED_PLACES; k = places[k].next, steps++) {
            uint32_t a = places[k].report, at_a = places[k].at;
            if (a >= b) continue;
            chain *c = &chains[a];
            if (c->open && at_a + SEED - 1 <= c->a_last && at_a >= c->a_first) continue;  /* inside what is matched */
            bool follows = c->open && at_a + SEED > c->a_last && at_a <= c->a_last + GAP + 1 && at <= c->b_last + GAP + 1 &&
                           at_a > c->a_first && !new_paragraph(report, lb, c->b_last, at) &&
                           !new_paragraph(s->reports[a], &lanes[a], c->a_last, at_a);
            if (!follows && !chain_end(s, lanes, a, b, c)) return false;
            chain_add(&lanes[a], lb, c, at_a, at);
        }
    }
    for (uint32_t a = 0; a < b; a++)
        if (!chain_end(s, lanes, a, b, &chains[a])) return false;
    return true;
}

static bool find_passages(story *s, lane *lanes) {
    syn_map runs;
    map_init(&runs, s->scratch);
    SYN_VEC(place_of_run) places = {0};
    chain *chains = ARENA_ARRAY(s->scratch, chain, s->count + 1);
    if (!chains) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        if (!lane_fill(s, r, &lanes[r]) || !match(s, lanes, r, &runs, places.at, chains)) return false;
        for (uint32_t at = 0; at + SEED <= lanes[r].n; at++) {
            uint32_t *head = map_slot_of(&runs, run_hash(s->reports[r], &lanes[r], at), REPORT_NONE - 1);
            if (!head) return false;
            uint32_t next = *head == REPORT_NONE - 1 ? REPORT_NONE : *head;
            *head = places.n;
            if (!VEC_PUSH(s->scratch, &places, (place_of_run){r, at, next})) return false;
        }
    }
    return true;
}

/* Is report a earlier than b? By day, then by letter. */
static bool earlier(const story *s, uint32_t a, uint32_t b) {
    syn_slice day_a = s->out->sources[a].day, day_b = s->out->sources[b].day;
    int order = day_a.len && day_b.len ? slice_compare(day_a, day_b) : 0;
    return order ? order < 0 : a < b;
}

static uint32_t account_of(const syn_collation *c, uint32_t r) {
    while (c->sources[r].account != r) r = c->sources[r].account;
    return r;
}

/* How much of each report stands in an earlier one; which reports are one account. */
static bool shares(story *s, const lane *lanes) {
    syn_collation *out = s->out;
    for (uint32_t later = 0; later < s->count; later++) {
        const syn_report *r = s->reports[later];
        uint8_t *covered = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
        uint32_t *by = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1);
        if (!covered || !by) return false;
        uint32_t all = 0;
        for (uint32_t i = 0; i < s->passages.n; i++) {
            const passage *p = &s->passages.at[i];
            if (p->a != later && p->b != later) continue;
            uint32_t other = p->a == later ? p->b : p->a;
            if (!earlier(s, other, later)) continue;
            syn_span span = p->a == later ? p->in_a : p->in_b;
            by[other] += p->words;
            for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end; w++) {
                bool counts = r->words.at[w].kind != WORD_PUNCT && r->words.at[w].kind != WORD_SYMBOL && !covered[w];
                all += counts;
                covered[w] = 1;
            }
        }
        uint32_t total = lanes[later].n ? lanes[later].n : 1, most = REPORT_NONE;
        out->sources[later].own_permille = 1000 - (all > total ? 1000 : all * 1000 / total);
        for (uint32_t other = 0; other < s->count; other++)
            if (by[other] && (most == REPORT_NONE || by[other] > by[most])) most = other;
        if (most == REPORT_NONE) continue;
        if (by[most] * 1000 / total >= WHOLE_PERMILLE) out->sources[later].copy_of = most;
        if (by[most] * 1000 / total >= SAME_PERMILLE) {
            uint32_t one = account_of(out, later), two = account_of(out, most);
            out->sources[one > two ? one : two].account = one < two ? one : two;
        }
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

/* Passages of one place in the first report become one finding. A finding whose first report is itself not the first to
 * have the words repeats an earlier finding, and is left out. */
static bool findings(story *s) {
    syn_collation *out = s->out;
    for (uint32_t i = 0; i < s->passages.n && out->copies.n < CAP_FINDINGS; i++) {
        const passage *p = &s->passages.at[i];
        collation_copy *into = NULL;
        bool known = false;
        uint32_t back = out->copies.n > 64 ? out->copies.n - 64 : 0;
        for (uint32_t k = out->copies.n; k > back && !into && !known; k--) {
            collation_copy *copy = &out->copies.at[k - 1];
            bool has_a = false, has_b = false;
            for (uint32_t n = 0; n < copy->spans.n; n++) {
                has_a |= copy->spans.at[n].report == p->a && mostly_same(copy->spans.at[n].span, p->in_a);
                has_b |= copy->spans.at[n].report == p->b && mostly_same(copy->spans.at[n].span, p->in_b);
                if (has_a && has_b) break;
            }
            known = has_a && has_b;
            if (has_a && !has_b) into = copy;
        }
        if (known) continue;
        if (!into) {
            if (!VEC_PUSH(s->keep, &out->copies, (collation_copy){.first = p->a})) return false;
            into = &out->copies.at[out->copies.n - 1];
            if (!VEC_PUSH(s->keep, &into->spans, (syn_place){p->a, p->in_a})) return false;
        }
        if (!VEC_PUSH(s->keep, &into->spans, (syn_place){p->b, p->in_b})) return false;
        for (uint32_t n = 0; n < into->spans.n; n++)
            if (earlier(s, into->spans.at[n].report, into->first)) into->first = into->spans.at[n].report;
    }
    return true;
}

bool story_copied(const story *s, syn_place a, syn_place b) {
    if (a.report > b.report) return story_copied(s, b, a);
    for (uint32_t i = s->first_passage[a.report]; i < s->first_passage[a.report + 1]; i++) {
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
    if (!lanes || !find_passages(s, lanes)) return false;
    if (s->passages.n) qsort(s->passages.at, s->passages.n, sizeof *s->passages.at, by_first_place);
    s->first_passage = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1);
    if (!s->first_passage) return false;
    for (uint32_t i = 0; i < s->passages.n; i++) s->first_passage[s->passages.at[i].a + 1]++;
    for (uint32_t r = 0; r < s->count; r++) s->first_passage[r + 1] += s->first_passage[r];
    return shares(s, lanes) && findings(s);
}
