/* copies_find.c - passages that one report has from another, changed words and all.
 *
 * In: the words of the reports. Out: story.passages. The idea, in the manner of sequence search (seed, extend, chain):
 * 1. Seeds: three words in a row with a content word among them, and two content words that follow each other. Each is looked
 *    up among the SEED_PLACES last sentences that have it; a sentence is aligned word by word (copies_align.c) with the
 *    CANDIDATES that have most of its seeds.
 * 2. Alignments that follow each other in both reports are chained to a passage, within a paragraph.
 * 3. A passage counts as copied when enough of it is the reporter's own prose: two reports that quote one statement, or name the
 *    same offices, did not copy each other; a quotation counts where the words around it are the same too, or where the other
 *    report tells its words as its own. Between reports of which one has copied much, less will do.
 * 4. A few changed words at the edge of two sentences belong to it.
 * Linear in the words: seeds, candidates, words of a segment are bounded. Not done: paraphrase without words in common. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/copies/copies.h"

enum {
    SEED_PLACES = 8,         /* sentences with a seed that are looked at */
    CANDIDATES = 8,          /* sentences that one is aligned with */
    LEAST_SEEDS = 2,         /* seeds in common of such */
    MOST_SEEN = 256,         /* sentences that share a seed with one */
    LEAST_COMMON = 4,        /* content words in common */
    GAP = 8,                 /* words between two alignments of one passage, on each side */
    EDGE = 3,                /* changed words at the edge of a sentence */
    LEAST_PROSE = 8,         /* equal words outside of quotations ... */
    LEAST_PLAIN = 5,         /* ... and of these, content words that are no names; one less makes most of a sentence */
    TELLING_RUN = 8,         /* words of a run that tells of a copy; else ... */
    BOTH_PERCENT = 120,      /* ... what is the same in both places, as shares of each, comes to so much */
    MOST_PERCENT = 65,       /* of the words of a sentence */
    LEAST_RUNS = 6,          /* equal words in runs of three or more */
    LEAST_QUOTED = 12,       /* or equal words of a quotation ... */
    LEAST_AROUND = 3,        /* ... with so many of the prose around it */
    LEAST_BESIDE = 8,        /* of a quotation that stands beside a copied passage in both reports */
    LEAST_MIXED = 12,        /* or equal words, quoted in one report only */
    LEAST_MIXED_PLAIN = 6,
    FRAME_PROSE = 12, FRAME_EQUAL = 16, FRAME_CONTENT = 5, /* of whole sentences of which other words are replaced */
    MUCH = 30,               /* words copied between two reports, after which less will do: */
    LESS_PROSE = 5, LESS_PLAIN = 2,
    WHOLE_PERCENT = 80,      /* ... if it is so much of its sentences, */
    LONG_RUN = 10            /* or two sentences of so many words, that are quite the same */
};

typedef struct posting {     /* a sentence under a seed */
    uint32_t segment, next;
} posting;

typedef struct chain {       /* alignments that follow each other */
    copy_link link;
    bool copied;             /* a passage by itself */
    bool less;               /* ... or between reports that share others, */
    bool same;               /* ... or most of one of them, */
    bool quoted;             /* ... or beside such a passage */
} chain;

typedef struct finder {
    story *s;
    lane *lanes;
    aligner *with;
    SYN_VEC(segment) segments;
    syn_map seeds;
    SYN_VEC(posting) postings;
    uint32_t *votes;         /* of each segment, for the one that is looked up */
    uint32_t seen[MOST_SEEN], seen_n;
    SYN_VEC(copy_link) links;   /* of one report with those before it */
    SYN_VEC(chain) chains;   /* of one report with one before it */
} finder;

/* ---- sentences ---------------------------------------------------------------------------------------------------- */

static bool add_segments(finder *f, uint32_t report) {
    const lane *l = &f->lanes[report];
    const syn_report *r = f->s->reports[report];
    for (uint32_t i = 0; i < l->n;) {
        segment one = {.report = report, .first = i, .sentence = r->words.at[l->word[i]].sentence};
        for (; i < l->n && one.count < SEGMENT_WORDS && r->words.at[l->word[i]].sentence == one.sentence; i++, one.count++) {
            one.hash = hash_join(one.hash, l->key[i]);
            if (l->traits[i] & LANE_CONTENT) one.content |= (uint64_t)1 << (l->key[i] * 2654435769u >> 26);
        }
        if (!VEC_PUSH(f->s->scratch, &f->segments, one)) return false;
    }
    return true;
}

/* ---- seeds -------------------------------------------------------------------------------------------------------- */

/* Looks a seed of a segment up, and puts the segment under it. */
static bool seed_add(finder *f, uint64_t seed, uint32_t at) {
    uint32_t *head = map_slot_of(&f->seeds, seed, REPORT_NONE - 1);
    if (!head) return false;
    uint32_t last = *head == REPORT_NONE - 1 ? REPORT_NONE : *head;
    if (last != REPORT_NONE && f->postings.at[last].segment == at) return true;
    for (uint32_t k = last, steps = 0; k != REPORT_NONE && steps < SEED_PLACES; k = f->postings.at[k].next, steps++) {
        uint32_t other = f->postings.at[k].segment;
        if (f->segments.at[other].report == f->segments.at[at].report) continue;
        if (!f->votes[other] && f->seen_n == MOST_SEEN) continue;
        if (!f->votes[other]) f->seen[f->seen_n++] = other;
        f->votes[other]++;
    }
    *head = f->postings.n;
    return VEC_PUSH(f->s->scratch, &f->postings, (posting){at, last});
}

static bool seeds_add(finder *f, uint32_t at) {
    const segment *one = &f->segments.at[at];
    const lane *l = &f->lanes[one->report];
    uint32_t end = one->first + one->count, previous = REPORT_NONE;
    for (uint32_t i = one->first; i < end; i++) {
        const uint32_t *key = l->key + i;
        if (i + 2 < end && ((l->traits[i] | l->traits[i + 1] | l->traits[i + 2]) & LANE_CONTENT) &&
            !seed_add(f, hash_join(hash_join(hash_join(3, key[0]), key[1]), key[2]), at))
            return false;
        if (!(l->traits[i] & LANE_CONTENT)) continue;
        if (previous != REPORT_NONE && !seed_add(f, hash_join(hash_join(2, l->key[previous]), key[0]), at)) return false;
        previous = i;
    }
    return true;
}

/* ---- alignments --------------------------------------------------------------------------------------------------- */

static int bits(uint64_t x) { return __builtin_popcountll(x); }

/* The segments that share most seeds with segment `at`, into f->seen, the best first; gives their number. */
static uint32_t best_seen(finder *f, uint32_t at) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->seen_n; i++) {
        uint32_t other = f->seen[i], votes = f->votes[other];
        const segment *a = &f->segments.at[other], *b = &f->segments.at[at];
        bool fine = votes >= LEAST_SEEDS && (a->hash == b->hash || bits(a->content & b->content) >= LEAST_COMMON);
        uint32_t place = n;
        while (fine && place && f->votes[f->seen[place - 1]] < votes) place--;
        if (!fine || place >= CANDIDATES) {
            f->votes[other] = 0;
            continue;
        }
        uint32_t held = n < CANDIDATES ? n : CANDIDATES - 1;
        if (n == CANDIDATES) f->votes[f->seen[n - 1]] = 0;
        for (uint32_t k = held; k > place; k--) f->seen[k] = f->seen[k - 1];
        f->seen[place] = other;
        if (n < CANDIDATES) n++;
    }
    for (uint32_t i = 0; i < n; i++) f->votes[f->seen[i]] = 0;
    return n;
}

/* Among alignments with one report, those of other words of segment b, or of a place that has them as well; the heavier come first. */
static bool is_new(const finder *f, uint32_t from, const copy_link *link) {
    uint32_t a = f->segments.at[link->seg_a].report;
    for (uint32_t i = from; i < f->links.n; i++) {
        const copy_link *other = &f->links.at[i];
        if (f->segments.at[other->seg_a].report != a) continue;
        if (link->seg_a != other->seg_a && link->own.equal * 10 >= other->own.equal * 9) continue;
        uint32_t begin = other->b_first > link->b_first ? other->b_first : link->b_first;
        uint32_t end = other->b_last < link->b_last ? other->b_last : link->b_last;
        if (begin <= end && (end - begin + 1) * 3 > link->b_last - link->b_first + 1) return false;
    }
    return true;
}

static int heavier(const void *left, const void *right) {
    const copy_link *a = left, *b = right;
    if (a->own.equal != b->own.equal) return a->own.equal > b->own.equal ? -1 : 1;
    if (a->seg_a != b->seg_a) return a->seg_a < b->seg_a ? -1 : 1;
    return a->b_first < b->b_first ? -1 : a->b_first > b->b_first;
}

static bool align_segment(finder *f, uint32_t at) {
    copy_link links[2 * CANDIDATES];
    uint32_t n = 0, from = f->links.n, candidates = best_seen(f, at);
    const segment *b = &f->segments.at[at];
    for (uint32_t i = 0; i < candidates; i++) {
        const segment *a = &f->segments.at[f->seen[i]];
        unsigned got = segments_align(f->with, &f->lanes[a->report], a, &f->lanes[b->report], b, links + n);
        for (unsigned k = 0; k < got; k++, n++) links[n].seg_a = f->seen[i], links[n].seg_b = at;
    }
    qsort(links, n, sizeof *links, heavier);
    for (uint32_t i = 0; i < n; i++)
        if (is_new(f, from, &links[i]) && !VEC_PUSH(f->s->scratch, &f->links, links[i])) return false;
    return true;
}

/* ---- passages ----------------------------------------------------------------------------------------------------- */

static bool new_paragraph(const syn_report *r, const lane *l, uint32_t from, uint32_t to) {
    const syn_word *a = &r->words.at[l->word[from]], *b = &r->words.at[l->word[to]];
    return r->sentences.at[a->sentence].paragraph != r->sentences.at[b->sentence].paragraph;
}

static bool follows(const finder *f, const copy_link *c, const copy_link *next) {
    uint32_t a = f->segments.at[c->seg_a].report, b = f->segments.at[c->seg_b].report;
    return next->a_first > c->a_last && next->a_first <= c->a_last + GAP + 1 && next->b_first > c->b_last &&
           next->b_first <= c->b_last + GAP + 1 && !new_paragraph(f->s->reports[a], &f->lanes[a], c->a_last, next->a_first) &&
           !new_paragraph(f->s->reports[b], &f->lanes[b], c->b_last, next->b_first);
}

/* Is most of the shorter place the same, and much of the longer? Without a long run, most of both. */
static bool dense(const copy_link *c) {
    uint32_t a = c->a_last - c->a_first + 1, b = c->b_last - c->b_first + 1;
    uint32_t longest = a > b ? a : b, shortest = a > b ? b : a, equal = c->own.equal;
    if (c->own.longest < TELLING_RUN && (uint64_t)equal * (a + b) * 100 < (uint64_t)a * b * BOTH_PERCENT) return false;
    return equal * 10 >= shortest * 6 && equal * 10 >= longest * 4;
}

/* Does a passage fill the sentences of a report in which it stands? `first` and `last`: its first and last alignment. */
static bool fills_a(const finder *f, const copy_link *first, const copy_link *last) {
    const segment *from = &f->segments.at[first->seg_a], *to = &f->segments.at[last->seg_a];
    return (last->a_last - first->a_first + 1) * 100 >= (to->first + to->count - from->first) * WHOLE_PERCENT;
}

static bool fills_b(const finder *f, const copy_link *first, const copy_link *last) {
    const segment *from = &f->segments.at[first->seg_b], *to = &f->segments.at[last->seg_b];
    return (last->b_last - first->b_first + 1) * 100 >= (to->first + to->count - from->first) * WHOLE_PERCENT;
}

/* Are most words of the later report's sentences the same? */
static bool most_of_b(const finder *f, const copy_link *c, const copy_link *first, const copy_link *last) {
    const segment *from = &f->segments.at[first->seg_b], *to = &f->segments.at[last->seg_b];
    return c->own.equal * 100 >= (to->first + to->count - from->first) * MOST_PERCENT;
}

static bool is_copied(const finder *f, const copy_link *c, const copy_link *first, const copy_link *last) {
    const evidence *e = &c->both;
    if (!dense(c) || e->runs < LEAST_RUNS) return false;
    uint32_t plain = most_of_b(f, c, first, last) ? LEAST_PLAIN - 1 : LEAST_PLAIN;
    return (e->prose >= LEAST_PROSE && e->plain >= plain) || (e->quoted >= LEAST_QUOTED && e->prose >= LEAST_AROUND) ||
           (e->prose + e->mixed >= LEAST_MIXED && e->plain + e->mixed_plain >= LEAST_MIXED_PLAIN);
}

/* Do two whole sentences have one frame, with other words put in at places? */
static bool is_frame(const finder *f, const copy_link *c, const copy_link *first, const copy_link *last) {
    const evidence *e = &c->own;
    return fills_a(f, first, last) && fills_b(f, first, last) && dense(c) && e->content >= FRAME_CONTENT && e->plain >= LESS_PLAIN &&
           e->runs >= LEAST_RUNS && (e->prose >= FRAME_PROSE || (e->prose >= LEAST_PROSE && e->equal >= FRAME_EQUAL));
}

/* A passage that is one whole sentence in both reports, with some prose in it. */
static bool quite_same(const finder *f, const copy_link *first, const copy_link *c) {
    const segment *a = &f->segments.at[first->seg_a], *b = &f->segments.at[first->seg_b];
    return a->hash == b->hash && b->count >= LONG_RUN && c->own.prose >= LONG_RUN && c->own.plain > 0;
}

/* Is a passage one sentence, or several, that is the same in both reports, if only a quotation? */
static bool all_same(const finder *f, const copy_link *c, const copy_link *first, const copy_link *last) {
    return f->segments.at[first->seg_a].hash == f->segments.at[first->seg_b].hash &&
           f->segments.at[last->seg_a].hash == f->segments.at[last->seg_b].hash && dense(c);
}

/* Less than is_copied asks for, between reports of which one has copied much from the other. */
static bool may_be_copied(const finder *f, const copy_link *c, const copy_link *first, const copy_link *last) {
    const evidence *e = &c->both;
    return dense(c) && e->runs >= LEAST_RUNS && e->prose >= LESS_PROSE && e->plain >= LESS_PLAIN && fills_b(f, first, last);
}

/* Takes the words between an alignment and the edges of its sentences in, where they are few on both sides. */
static void reach_edges(const finder *f, const copy_link *first, const copy_link *last, copy_link *c) {
    const segment *a = &f->segments.at[first->seg_a], *b = &f->segments.at[first->seg_b];
    if (c->a_first - a->first <= EDGE && c->b_first - b->first <= EDGE) c->a_first = a->first, c->b_first = b->first;
    a = &f->segments.at[last->seg_a], b = &f->segments.at[last->seg_b];
    uint32_t end_a = a->first + a->count - 1, end_b = b->first + b->count - 1;
    if (end_a - c->a_last <= EDGE && end_b - c->b_last <= EDGE) c->a_last = end_a, c->b_last = end_b;
}

static syn_span lane_span(const syn_report *r, const lane *l, uint32_t first, uint32_t last) {
    return (syn_span){r->words.at[l->word[first]].begin, r->words.at[l->word[last]].end};
}

static bool add_passage(finder *f, const copy_link *c) {
    uint32_t a = f->segments.at[c->seg_a].report, b = f->segments.at[c->seg_b].report;
    passage p = {a, b, lane_span(f->s->reports[a], &f->lanes[a], c->a_first, c->a_last),
                 lane_span(f->s->reports[b], &f->lanes[b], c->b_first, c->b_last), c->own.equal};
    return f->s->passages.n >= CAP_STATEMENTS || VEC_PUSH(f->s->lasting, &f->s->passages, p);
}

/* Does one passage follow the other at once in both reports? */
static bool is_beside(const chain *c, const chain *next) {
    const copy_link *x = &c->link, *y = &next->link;
    return y->a_first > x->a_last && y->a_first <= x->a_last + GAP && y->b_first > x->b_last && y->b_first <= x->b_last + GAP;
}

/* Chains the links from `from` to `to`, all with one earlier report. */
static bool chain_links(finder *f, uint32_t from, uint32_t to) {
    f->chains.n = 0;
    const segment *a = &f->segments.at[f->links.at[from].seg_a], *b = &f->segments.at[f->links.at[from].seg_b];
    uint32_t copied = 0, least = f->lanes[a->report].n < f->lanes[b->report].n ? f->lanes[a->report].n : f->lanes[b->report].n;
    for (uint32_t i = from; i < to;) {
        copy_link c = f->links.at[i];
        uint32_t last = i;
        for (uint32_t k = i + 1; k < to && follows(f, &c, &f->links.at[k]); k++) {
            const copy_link *next = &f->links.at[k];
            c.a_last = next->a_last;
            c.b_last = next->b_last;
            evidence_add(&c.own, &next->own);
            evidence_add(&c.both, &next->both);
            last = k;
        }
        const copy_link *start = &f->links.at[i], *end = &f->links.at[last];
        chain one = {.link = c};
        one.copied = is_copied(f, &c, start, end) || quite_same(f, start, &c) || is_frame(f, &c, start, end);
        one.less = one.copied || may_be_copied(f, &c, start, end);
        one.same = all_same(f, &c, start, end);
        one.quoted = dense(&c) && c.own.quoted >= LEAST_BESIDE && c.own.runs >= LEAST_RUNS;
        if (one.copied) copied += c.own.equal;
        reach_edges(f, start, end, &one.link);
        if ((one.less || one.same || one.quoted) && !VEC_PUSH(f->s->scratch, &f->chains, one)) return false;
        i = last + 1;
    }
    for (uint32_t i = 0; i < f->chains.n; i++) {
        const chain *c = &f->chains.at[i];
        bool beside = c->quoted && ((i > 0 && is_beside(c - 1, c) && c[-1].copied) ||
                                    (i + 1 < f->chains.n && is_beside(c, c + 1) && c[1].copied));
        bool told = c->copied || beside || (c->less && copied >= MUCH) || (c->same && copied * 2 >= least);
        if (told && !add_passage(f, &c->link)) return false;
    }
    return true;
}

static int by_place(const void *left, const void *right) {
    const copy_link *a = left, *b = right;
    if (a->b_first != b->b_first) return a->b_first < b->b_first ? -1 : 1;
    if (a->b_last != b->b_last) return a->b_last < b->b_last ? -1 : 1;
    return a->a_first < b->a_first ? -1 : a->a_first > b->a_first;
}

/* The links of one report, parted by the report they lead to: a counting sort would need room for all reports. */
static int by_report(const void *left, const void *right) {
    const copy_link *a = left, *b = right;
    if (a->seg_a != b->seg_a) return a->seg_a < b->seg_a ? -1 : 1;
    return by_place(left, right);
}

static bool chain_all(finder *f) {
    if (!f->links.n) return true;
    qsort(f->links.at, f->links.n, sizeof *f->links.at, by_report);
    for (uint32_t from = 0, to; from < f->links.n; from = to) {
        uint32_t a = f->segments.at[f->links.at[from].seg_a].report;
        for (to = from; to < f->links.n && f->segments.at[f->links.at[to].seg_a].report == a; to++) continue;
        qsort(f->links.at + from, to - from, sizeof *f->links.at, by_place);
        if (!chain_links(f, from, to)) return false;
    }
    f->links.n = 0;
    return true;
}

bool copies_find(story *s, lane *lanes) {
    finder f = {.s = s, .lanes = lanes, .with = aligner_new(s->scratch)};
    map_init(&f.seeds, s->scratch);
    if (!f.with || !copies_lanes(s, lanes)) return false;
    for (uint32_t r = 0; r < s->count; r++)
        if (!add_segments(&f, r)) return false;
    f.votes = ARENA_ARRAY(s->scratch, uint32_t, f.segments.n + 1);
    if (!f.votes) return false;
    for (uint32_t at = 0; at < f.segments.n; at++) {
        f.seen_n = 0;
        if (!seeds_add(&f, at) || !align_segment(&f, at)) return false;
        bool last = at + 1 == f.segments.n || f.segments.at[at + 1].report != f.segments.at[at].report;
        if (last && !chain_all(&f)) return false;
    }
    return true;
}
