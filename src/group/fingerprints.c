/* fingerprints.c - an index of sampled pairs.
 *
 * The idea: each sample of a report is posted in the bucket of its hash, one line of the cache: the report's number and a byte of the
 * hash. A bucket that is full loses its oldest posting, and so does a sample that COMMON reports have: names and boilerplate, which tell
 * nothing. A report asks for its samples and counts the postings; those with most are aligned (overlap.h), which decides. A copy takes the
 * postings of its model over, so that a text that goes through fifty papers does not become common.
 * Bounds: BUCKET slots a sample, VOTES reports counted, ALIGNED of them aligned. */
#include "group/fingerprints.h"

#include <math.h>
#include <stdlib.h>

#include "group/overlap.h"

#define LEAST_SHARE 0.55      /* of the texts of two reports, that the stretches cover */
#define BOTH_SHARE 0.05      /* less of this is asked where much of the other text is covered too: so much where all of it is, */
#define BOTH_PROOF 0.1       /* ... and of the proof */
#define SHORT_ASKS 0.4       /* more of both is asked of a short text: so much at no samples, nothing at SHORT_SAMPLES */
#define SHORT_SAMPLES 36.0
#define LEAST_PROOF 0.33     /* share covered, times the share of its samples that are kept to the power of 3/4 */
#define DOUBT 0.5            /* asked above that, divided by the samples shared */
#define LEAST_PROSE 0.3      /* of the shared samples, that lie outside of quotations */
#define LEAST_RARE 0.25       /* of the shared samples, times what share of a report's samples is not common */
#define TAKES_OVER 0.75f     /* share of a report that the earlier one covers, whose postings it then takes over */
#define MOSTLY 0.6           /* covered share of each of two reports that are one with changes */

enum {
    FEWEST_SHARED = 3,
    TEMPLATE_NAMED = 6,      /* samples of names and numbers that tell a template */
    TEMPLATE_RATIO = 3,      /* ... of which so many times as many are lost as of others */
    BUCKET = SLOTS_BUCKET,
    COMMON = 8,              /* reports that are no copies of each other and have a sample: it is common */
    LOAD = 8,                /* postings a bucket on average: with more, buckets are split, */
    SPLITS = 16,             /* ... so many at most when a report comes */
    RETAGGED = 16,           /* reports whose tags are written anew when one comes */
    VOTES = 4096,            /* places of the table of votes: more than the postings of FINGERPRINT_SAMPLES */
    WEIGHT = 840,            /* of a vote, divided by how many reports share it */
    ALIGNED = 8,
    LEAST_VOTES = WEIGHT / 3,  /* that a report needs to be aligned */
    LINE = 32,               /* units of samples in a line of the cache */
    NUMBERS = SLOTS_NUMBERS, TAGS = (1 << SLOTS_TAG) - 1
};

const char *copy_kind_name(unsigned kind) {
    static const char *const names[] = {"", "exact", "edited", "part", "whole"};
    return kind < sizeof names / sizeof *names ? names[kind] : "";
}

void fingerprints_init(fingerprints *all, syn_arena *arena) {
    *all = (fingerprints){.arena = arena};
    prints_init(&all->prints, arena);
    slots_init(&all->slots, arena);
}

/* ---- postings ----------------------------------------------------------------------------------------------------- */

/* Index in `prints` of the report that a slot names, if it is one of the window. */
static uint32_t report_in(const fingerprints *all, uint32_t slot) { return ((slot >> SLOTS_TAG) - 1 - all->prints.first) & (NUMBERS - 1); }

static bool is_held(const print_window *w, uint32_t index) {
    return index >= w->gone && index < w->n && (w->dead == w->gone || !prints_at(w, index)->dropped);
}

/* The sample under which equal texts find each other. */
static uint32_t exact_sample(uint32_t exact) { return exact << 1; }

static uint32_t lowest_bit(uint32_t bits) { return (uint32_t)__builtin_ctz(bits); }

/* Slots of a bucket, four at a time. */
typedef int32_t lanes __attribute__((vector_size(16)));
enum { LANES = 4 };

/* A bit for each slot whose lane is set. */
static uint32_t bits_of(const lanes set[BUCKET / LANES]) {
    lanes bits = {0};
    for (int32_t k = 0; k < BUCKET / LANES; k++) bits |= set[k] & ((lanes){1, 2, 4, 8} << LANES * k);
    return (uint32_t)(bits[0] | bits[1] | bits[2] | bits[3]);
}

static uint32_t with_tag(const uint32_t *bucket, uint32_t tag) {
    lanes slots[BUCKET / LANES];
    memcpy(slots, bucket, sizeof slots);
    for (int k = 0; k < BUCKET / LANES; k++) slots[k] = ((slots[k] & TAGS) == (int32_t)tag) & (slots[k] != 0);
    return bits_of(slots);
}

/* Index in `prints` from which on reports have tags from bit `bits` on. */
static uint32_t retagged_from(const fingerprints *all) {
    return all->slots.retagged > all->prints.first ? all->slots.retagged - all->prints.first : 0;
}

/* Which slots of the bucket of a sample have its tag. */
static uint32_t tagged(const fingerprints *all, const uint32_t *bucket, uint32_t sample) {
    const print_slots *s = &all->slots;
    uint32_t bits = with_tag(bucket, slots_tag(sample, s->base));
    if (s->retagged == REPORT_NONE) return bits;
    uint32_t new = with_tag(bucket, slots_tag(sample, s->bits)), from = retagged_from(all);
    for (uint32_t left = bits | new; left; left &= left - 1) {
        uint32_t bit = left & -left, of = report_in(all, bucket[lowest_bit(left)]) >= from ? new : bits;
        bits = (bits & ~bit) | (of & bit);
    }
    return bits;
}

/* Which slots name a report of the window. */
static uint32_t taken(const fingerprints *all, const uint32_t *bucket) {
    const print_window *w = &all->prints;
    int32_t begin = (int32_t)((w->first + w->gone + 1) & (NUMBERS - 1)), count = (int32_t)(w->n - w->gone);
    lanes slots[BUCKET / LANES];
    memcpy(slots, bucket, sizeof slots);
    for (int k = 0; k < BUCKET / LANES; k++)  /* right shifts of negative lanes are masked */
        slots[k] = (((((slots[k] >> SLOTS_TAG) & (NUMBERS - 1)) - begin) & (NUMBERS - 1)) < count) & (slots[k] != 0);
    uint32_t bits = bits_of(slots);
    if (w->dead != w->gone)
        for (uint32_t left = bits; left; left &= left - 1)
            if (prints_at(w, report_in(all, bucket[lowest_bit(left)]))->dropped) bits &= ~(left & -left);
    return bits;
}

/* Of the slots that are named, that of the oldest report. */
static uint32_t oldest_of(const fingerprints *all, const uint32_t *bucket, uint32_t slots) {
    uint32_t oldest = lowest_bit(slots), least = report_in(all, bucket[oldest]);
    for (slots &= slots - 1; slots; slots &= slots - 1) {
        uint32_t report = report_in(all, bucket[lowest_bit(slots)]);
        if (report < least) least = report, oldest = lowest_bit(slots);
    }
    return oldest;
}

/* Posts a sample of report `index`; takes the slot of its model over, if that has one. */
static void post(fingerprints *all, uint32_t sample, uint32_t index, uint32_t model) {
    const print_slots *s = &all->slots;
    uint32_t *bucket = slots_of(s, sample), used = taken(all, bucket), count = 0, at = BUCKET;
    uint32_t own = used & tagged(all, bucket, sample), unused = ~used & ((1u << BUCKET) - 1);
    for (uint32_t left = own; left; left &= left - 1, count++)
        if (report_in(all, bucket[lowest_bit(left)]) == model) at = lowest_bit(left);
    if (at == BUCKET)
        at = count >= COMMON ? oldest_of(all, bucket, own) : unused ? 31 - (uint32_t)__builtin_clz(unused) : oldest_of(all, bucket, used);
    uint32_t base = s->retagged == REPORT_NONE ? s->base : s->bits;
    bucket[at] = ((all->prints.first + index + 1) & (NUMBERS - 1)) << SLOTS_TAG | slots_tag(sample, base);
}

static uint32_t postings_of(const kept_print *k) { return (k->exact != 0) + (uint32_t)k->posted; }

typedef struct posted_row {  /* the samples of a report that are posted */
    uint32_t index, count, samples[FINGERPRINT_SAMPLES + 1];
} posted_row;

/* Their buckets are fetched. */
static void read_row(const fingerprints *all, uint32_t index, posted_row *row) {
    const kept_print *k = prints_at(&all->prints, index);
    row->index = index;
    row->count = prints_posted(&all->prints, k, row->samples);
    if (k->exact) row->samples[row->count++] = exact_sample(k->exact);
    for (uint32_t i = 0; i < row->count; i++) __builtin_prefetch(slots_of(&all->slots, row->samples[i]), 1);
}

static void retag(fingerprints *all, const posted_row *row) {
    const print_slots *s = &all->slots;
    for (uint32_t i = 0; i < row->count; i++) {
        uint32_t *bucket = slots_of(s, row->samples[i]), left = with_tag(bucket, slots_tag(row->samples[i], s->base));
        while (left && report_in(all, bucket[lowest_bit(left)]) != row->index) left &= left - 1;
        if (left) bucket[lowest_bit(left)] = (bucket[lowest_bit(left)] & ~(uint32_t)TAGS) | slots_tag(row->samples[i], s->bits);
    }
}

/* Writes the tags of RETAGGED reports anew; those of one while the buckets of the next come. */
static void go_on_retagging(fingerprints *all) {
    print_slots *s = &all->slots;
    posted_row rows[2];
    uint32_t index = retagged_from(all), n = 0;
    for (; n < RETAGGED && index > all->prints.gone; n++) {
        read_row(all, --index, &rows[n % 2]);
        if (n) retag(all, &rows[(n - 1) % 2]);
    }
    if (n) retag(all, &rows[(n - 1) % 2]);
    s->retagged = all->prints.first + index;
    if (index > all->prints.gone) return;
    s->base = s->bits;
    s->retagged = REPORT_NONE;
}

/* Room for the postings of all reports. */
static bool grow_slots(fingerprints *all) {
    print_slots *s = &all->slots;
    for (uint32_t n = 0; n < SPLITS && s->retagged == REPORT_NONE && s->bits < SLOTS_MOST && all->postings > (uint64_t)slots_buckets(s) * LOAD; n++) {
        if (!slots_split(s)) return false;
        if (s->bits - s->base == SLOTS_SPENT) s->retagged = all->prints.first + all->prints.n;
    }
    if (s->retagged != REPORT_NONE) go_on_retagging(all);
    else slots_fetch(s);
    return true;
}

/* ---- the window --------------------------------------------------------------------------------------------------- */

bool fingerprints_add(fingerprints *all, const fingerprint *f, const copy_finding *found) {
    print_window *w = &all->prints;
    bool copy = found->kind != COPY_NONE && found->inside >= TAKES_OVER && found->report - w->first < w->n;
    if (!prints_add(w, f, copy ? found->report : REPORT_NONE)) return false;
    all->postings += postings_of(prints_at(w, w->n - 1));
    if (!all->slots.blocks.n && !slots_open(&all->slots, 1u << SLOTS_BITS)) return false;
    posted_row row;
    read_row(all, w->n - 1, &row);
    for (uint32_t i = 0; i < row.count; i++) post(all, row.samples[i], row.index, copy ? found->report - w->first : REPORT_NONE);
    return grow_slots(all);
}

void fingerprints_drop(fingerprints *all, uint32_t number) {
    uint32_t index = number - all->prints.first;
    if (index >= all->prints.n || prints_at(&all->prints, index)->dropped) return;
    all->postings -= postings_of(prints_at(&all->prints, index));
    prints_drop(&all->prints, index);
}

size_t fingerprints_bytes(const fingerprints *all) {
    return prints_bytes(&all->prints) + slots_bytes(&all->slots);
}

/* ---- finding ------------------------------------------------------------------------------------------------------ */

typedef struct vote {
    uint32_t report;         /* 1 + index; 0: free */
    uint32_t weight;
} vote;

typedef struct ballot {
    vote votes[VOTES];
    uint32_t places;         /* of them in use, a power of two */
    uint8_t known[FINGERPRINT_SAMPLES];  /* of each sample of the report: sample_known */
} ballot;

static void add_vote(ballot *b, uint32_t report, uint32_t weight) {
    uint32_t at = (report * 0x9e3779b1u >> 12) & (b->places - 1);
    while (b->votes[at].report && b->votes[at].report != report + 1) at = (at + 1) & (b->places - 1);
    b->votes[at].report = report + 1;
    b->votes[at].weight += weight;
}

/* The reports that have a sample get a vote, which weighs less the more they are. */
static uint8_t ask(const fingerprints *all, ballot *b, uint32_t sample) {
    const uint32_t *bucket = slots_of(&all->slots, sample);
    uint32_t found[BUCKET], n = 0;
    for (uint32_t left = tagged(all, bucket, sample); left; left &= left - 1) {
        found[n] = report_in(all, bucket[lowest_bit(left)]);
        n += is_held(&all->prints, found[n]);
    }
    for (uint32_t i = 0; i < n; i++) add_vote(b, found[i], WEIGHT / n);
    return n >= COMMON ? SAMPLE_COMMON : SAMPLE_RARE;
}

void fingerprints_expect(const fingerprints *all, const fingerprint *f) {
    if (!all->slots.blocks.n) return;
    for (uint32_t i = 0; i < f->count; i++)
        if (sample_kept(f->samples[i], POSTED)) __builtin_prefetch(slots_of(&all->slots, f->samples[i]));
}

static void hold_ballot(const fingerprints *all, const fingerprint *f, ballot *b) {
    uint32_t asked = f->exact != 0;
    for (uint32_t i = 0; i < f->count; i++) asked += sample_kept(f->samples[i], POSTED);
    b->places = 64;
    while (b->places < BUCKET * asked) b->places *= 2;
    memset(b->votes, 0, b->places * sizeof *b->votes);
    for (uint32_t i = 0; i < f->count; i++) {
        b->known[i] = sample_kept(f->samples[i], POSTED) ? ask(all, b, f->samples[i]) : SAMPLE_UNKNOWN;
        /* Of the others only short reports were posted. */
        if (b->known[i] == SAMPLE_RARE && !sample_kept(f->samples[i], FINGERPRINT_COARSEST + POSTED)) b->known[i] = SAMPLE_UNKNOWN;
    }
    if (f->exact) ask(all, b, exact_sample(prints_exact(f)));
}

/* The reports with most votes, best first. */
static uint32_t elected(const ballot *b, vote out[ALIGNED]) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->places; i++) {
        vote v = b->votes[i];
        if (v.weight < LEAST_VOTES) continue;
        uint32_t at = n < ALIGNED ? n++ : ALIGNED;
        while (at > 0 && (out[at - 1].weight < v.weight || (out[at - 1].weight == v.weight && out[at - 1].report > v.report))) {
            if (at < ALIGNED) out[at] = out[at - 1];
            at--;
        }
        if (at < ALIGNED) out[at] = v;
    }
    return n;
}

/* The kind of copy that two shares make. */
static uint8_t kind_of(double inside, double holds) {
    if (inside >= MOSTLY && holds >= MOSTLY) return COPY_NEAR;
    return inside >= holds ? COPY_CONTAINED : COPY_CONTAINS;
}

/* Is what two reports share the text of one of them? The less of the samples is kept in the stretches, the more of the text they must
 * cover, somewhat less where they cover much of `other` too; few samples prove less; quotations, and what many reports have, prove
 * nothing by themselves. */
static bool proves(const overlap *o, double share, double other, uint32_t samples, const uint32_t asked[3]) {
    double more = samples < SHORT_SAMPLES ? SHORT_ASKS * (1 - samples / SHORT_SAMPLES) : 0;
    double proof = share * sqrt(o->kept) * sqrt(sqrt(o->kept));
    double rare = (double)asked[SAMPLE_RARE] / (asked[SAMPLE_RARE] + asked[SAMPLE_COMMON] + 1);
    return share >= LEAST_SHARE + more - BOTH_SHARE * other && o->shared >= FEWEST_SHARED &&
           proof >= LEAST_PROOF + more + DOUBT / o->shared - BOTH_PROOF * other &&
           o->prose >= LEAST_PROSE * o->shared && o->rare + 0.5 >= LEAST_RARE * rare * (o->rare + o->common);
}

static bool same_words(const fingerprint *f, const kept_print *k) {
    return f->exact && prints_exact(f) == k->exact && f->words == k->words;
}

/* Are they two events told by one template: two in three of the plain words stay, and of names and numbers two in three are other ones? In
 * a copy names are lost no more than other words. */
static bool is_template(const overlap *o) {
    uint32_t lost = o->named - o->named_kept, plain_lost = o->plain - o->plain_kept;
    return o->named >= TEMPLATE_NAMED && lost * 3 > 2 * o->named && plain_lost * 3 < o->plain &&
           lost * o->plain >= TEMPLATE_RATIO * plain_lost * o->named;
}

/* What report `index` and the one at hand have in common; kind COPY_NONE if that proves nothing. How many samples prove it. */
static uint32_t judge(const fingerprints *all, overlap_text *own, uint32_t index, copy_finding *out) {
    const kept_print *k = prints_at(&all->prints, index);
    const fingerprint *f = own->print;
    uint32_t row[FINGERPRINT_SAMPLES];
    *out = (copy_finding){.report = all->prints.first + index, .kind = COPY_NONE};
    if (same_words(f, k)) {
        *out = (copy_finding){all->prints.first + index, COPY_EXACT, 1, 1, 1};
        return UINT32_MAX;
    }
    bool coarser = f->level > k->level;
    uint32_t n = prints_row(&all->prints, k, coarser ? f->level : k->level, coarser ? k->level : f->level, row);
    overlap o = overlap_of(own, k->level, row, n);
    if (!o.shared || is_template(&o)) return 0;
    double inside = (double)o.covered_a / own->count, holds = (double)o.covered_b / n;
    bool inner = inside > holds;
    if (!proves(&o, inner ? inside : holds, inner ? holds : inside, inner ? own->count : n, own->kinds)) return 0;
    *out = (copy_finding){all->prints.first + index, kind_of(inside, holds), (float)inside, (float)holds, (float)o.kept};
    return o.shared;
}

static void fetch(const print_window *w, const kept_print *k) {
    const uint16_t *units = prints_units(w, k);
    for (uint32_t i = 0; i < (uint32_t)k->count + k->posted; i += LINE) __builtin_prefetch(units + i);
}

void fingerprints_find(const fingerprints *all, const fingerprint *f, copy_finding *out) {
    ballot b;
    vote best[ALIGNED];
    overlap_text own;
    *out = (copy_finding){.report = REPORT_NONE, .kind = COPY_NONE};
    if (!all->slots.blocks.n) return;
    hold_ballot(all, f, &b);
    uint32_t n = elected(&b, best), most = 0;
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(prints_at(&all->prints, best[i].report - 1));
    if (n) overlap_begin(&own, f, b.known);
    for (uint32_t i = 0; i < n; i++) fetch(&all->prints, prints_at(&all->prints, best[i].report - 1));
    for (uint32_t i = 0; i < n && most < UINT32_MAX; i++) {
        copy_finding found;
        uint32_t shared = judge(all, &own, best[i].report - 1, &found);
        if (shared <= most) continue;
        most = shared;
        *out = found;
    }
}

static int by_sample(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

uint32_t fingerprints_words(const fingerprints *all, uint32_t number) {
    uint32_t index = number - all->prints.first;
    return index < all->prints.n ? prints_at(&all->prints, index)->words : 0;
}

double fingerprints_share(const fingerprints *all, const fingerprint *f, uint32_t number) {
    uint32_t index = number - all->prints.first;
    if (index >= all->prints.n || prints_at(&all->prints, index)->dropped) return -1;
    const kept_print *k = prints_at(&all->prints, index);
    if (same_words(f, k)) return 1;
    uint32_t rows[2][FINGERPRINT_SAMPLES], n[2], both = 0;
    bool coarser = f->level > k->level;
    unsigned level = coarser ? f->level : k->level, finer = coarser ? k->level : f->level;
    n[0] = fingerprint_row(f, level, finer, rows[0]);
    n[1] = prints_row(&all->prints, k, level, finer, rows[1]);
    if (!n[0] || !n[1]) return -1;
    for (int side = 0; side < 2; side++) qsort(rows[side], n[side], sizeof rows[side][0], by_sample);
    for (uint32_t i = 0, j = 0; i < n[0] && j < n[1];) {
        if (rows[0][i] == rows[1][j]) both++, i++, j++;
        else if (rows[0][i] < rows[1][j]) i++;
        else j++;
    }
    return (double)both / n[0];
}
