/* utterances.c - one thing said, with all its wordings.
 *
 * In: the quotes of all reports. Out: out->quotes, each reading named by what became of its words; for each utterance that is
 * worded in two ways a difference of kind wording, its words that differ marked.
 * The idea: sayings are taken longest first, so that the first of an utterance is its fullest. One is a candidate for an
 * utterance when it shares runs of words or rare stems with its fullest saying; it joins the one that it is most the same as
 * (sayings_same.c). Whole copies are looked at for what they changed: their readings are shown only where they differ.
 * Near linear: a run or stem names at most MOST_UNDER utterances, and a saying is aligned with CANDIDATES of them. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/said/sayings.h"
#include "text/fold.h"

#define CANDIDATES 8        /* utterances that a saying is aligned with */
#define MOST_UNDER 12       /* utterances under one run or stem */
#define MOST_READINGS 256   /* of one utterance that are compared for their wording */
#define SHOWN_BYTES 440     /* a longer reading is cut to the words around what differs */
#define AROUND 8            /* words shown around it then */
#define MOST_TWINS 8        /* readings of one report that are looked at for the same words */
#define MOST_SEAM 2         /* words of the fullest reading between two that it runs together ... */
#define APART 2             /* ... which stand in so distant sentences of another report */
#define RARE 4.0f           /* rarity of a stem by which candidates are found */
#define RUN_VOTE 4.0f       /* what a run is worth in rarity */

/* ---- candidates --------------------------------------------------------------------------------------------------- */

typedef struct posting {    /* an utterance whose fullest saying has a run or stem */
    uint32_t utterance, next, depth;
} posting;

typedef struct finder {
    syn_map index;          /* run or stem -> last posting */
    SYN_VEC(posting) postings;
    float *votes;           /* of each utterance */
    SYN_VEC(uint32_t) touched;
} finder;

static uint64_t stem_key(const said_word *word) { return hash_join(1, word->loose); }

static bool put_under(story *s, finder *f, uint64_t key, uint32_t utterance) {
    uint32_t *head = map_slot_of(&f->index, key, REPORT_NONE - 1);
    if (!head) return false;
    uint32_t depth = 0;
    if (*head != REPORT_NONE - 1) {
        const posting *last = &f->postings.at[*head];
        if (last->utterance == utterance || last->depth + 1 >= MOST_UNDER) return true;
        depth = last->depth + 1;
    }
    posting p = {utterance, *head, depth};
    *head = f->postings.n;
    return VEC_PUSH(s->scratch, &f->postings, p);
}

static bool vote(story *s, finder *f, uint64_t key, float weight) {
    uint32_t at = map_get(&f->index, key);
    if (at == MAP_NONE) return true;
    for (; at != REPORT_NONE - 1; at = f->postings.at[at].next) {
        float *votes = &f->votes[f->postings.at[at].utterance];
        if (*votes <= 0 && !VEC_PUSH(s->scratch, &f->touched, f->postings.at[at].utterance)) return false;
        *votes += weight;
    }
    return true;
}

/* Enters the fullest saying of a new utterance (`as` REPORT_NONE: asks for the utterances like it instead). */
static bool pass(story *s, const sayings *all, finder *f, const saying *one, uint32_t as) {
    uint32_t run = one->count < SAYING_RUN ? one->count : SAYING_RUN;
    for (uint32_t at = 0; at + run <= one->count; at++) {
        uint64_t key = saying_run(all, one, at, SAYING_RUN);
        if (as == REPORT_NONE ? !vote(s, f, key, RUN_VOTE) : !put_under(s, f, key, as)) return false;
    }
    for (uint32_t at = 0; at < one->count; at++) {
        const said_word *word = said_at(all, one, at);
        if (word->rarity < RARE) continue;
        if (as == REPORT_NONE ? !vote(s, f, stem_key(word), word->rarity) : !put_under(s, f, stem_key(word), as)) return false;
    }
    return true;
}

/* The utterance with the most votes, which it loses by this; REPORT_NONE when none is left. The earlier of equals. */
static uint32_t most_voted(finder *f) {
    uint32_t best = REPORT_NONE;
    for (uint32_t i = 0; i < f->touched.n; i++) {
        uint32_t u = f->touched.at[i];
        if (f->votes[u] > 0 && (best == REPORT_NONE || f->votes[u] > f->votes[best] ||
                                (f->votes[u] >= f->votes[best] && u < best))) best = u;
    }
    if (best != REPORT_NONE) f->votes[best] = 0;
    return best;
}

static bool place_saying(story *s, sayings *all, finder *f, uint32_t index) {
    saying *one = &all->list.at[index];
    f->touched.n = 0;
    if (!pass(s, all, f, one, REPORT_NONE)) return false;
    double best = 0;
    for (uint32_t tries = 0; tries < CANDIDATES; tries++) {
        uint32_t u = most_voted(f);
        if (u == REPORT_NONE) break;
        double score = sayings_sameness(s, all, &all->list.at[all->lead.at[u]], one);
        if (score <= best) continue;
        best = score;
        one->utterance = u;
    }
    for (uint32_t i = 0; i < f->touched.n; i++) f->votes[f->touched.at[i]] = 0;
    if (one->utterance != REPORT_NONE || one->reported || one->copied) return true;
    one->utterance = all->lead.n;
    return VEC_PUSH(s->scratch, &all->lead, index) && pass(s, all, f, one, one->utterance);
}

typedef struct turn {       /* the order in which sayings are placed */
    uint32_t late, count, index;
} turn;

static int by_turn(const void *left, const void *right) {
    const turn *a = left, *b = right;
    if (a->late != b->late) return a->late < b->late ? -1 : 1;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Puts each saying into the utterance that it is most the same as, or a new one: the longest first, then those of copies, then
 * reported speech. Numbers the utterances by their first place. */
static bool group_sayings(story *s, sayings *all) {
    finder f = {0};
    map_init(&f.index, s->scratch);
    turn *turns = ARENA_ARRAY(s->scratch, turn, all->list.n + 1);
    f.votes = ARENA_ARRAY(s->scratch, float, all->list.n + 1);
    if (!turns || !f.votes) return false;
    for (uint32_t i = 0; i < all->list.n; i++) {
        const saying *one = &all->list.at[i];
        turns[i] = (turn){one->reported ? 2 : one->copied ? 1 : 0, one->count, i};
    }
    qsort(turns, all->list.n, sizeof *turns, by_turn);
    for (uint32_t i = 0; i < all->list.n; i++)
        if (!place_saying(s, all, &f, turns[i].index)) return false;
    return true;
}

/* ---- telling ------------------------------------------------------------------------------------------------------ */

typedef struct teller {     /* of one utterance */
    story *s;
    sayings *all;
    const saying *lead;
    collation_utterance u;
    collation_difference d;
    uint32_t found;         /* words that differ */
    syn_places covered;     /* the words of the lead that reports cover, as indices */
    const saying *before;   /* the reading told last, and the words of the lead that it covers */
    uint32_t from, to;
    bool merged;
    bool lead_told;
    bool named;             /* the person of the utterance is named by a reading */
    uint8_t of_lead[SAYING_LONGEST];
} teller;

static syn_span word_span(const story *s, const sayings *all, const saying *one, uint32_t i) {
    const syn_word *word = &s->reports[one->report]->words.at[said_at(all, one, i)->word];
    return (syn_span){word->begin, word->end};
}

/* The flagged words of a saying inside `within`, runs of them as one place. */
static bool add_marks(teller *t, const saying *one, const uint8_t *flags, syn_span within, syn_places *out) {
    for (uint32_t i = 0; i < one->count; i++) {
        syn_span mark = word_span(t->s, t->all, one, i);
        if (!flags[i] || !span_inside(mark, within)) continue;
        if (i && flags[i - 1] && out->n) out->at[out->n - 1].span.end = mark.end;
        else if (!VEC_PUSH(t->s->keep, out, (syn_place){one->report, mark})) return false;
    }
    return true;
}

static bool add_reading(teller *t, const saying *one, const uint8_t *flags, uint32_t change) {
    uint32_t first = one->count, last = 0;
    for (uint32_t i = 0; i < one->count; i++)
        if (flags[i]) {
            if (first == one->count) first = i;
            last = i;
        }
    collation_reading reading = {.place = {one->report, saying_span(t->s, one)}, .change = change};
    if (span_length(reading.place.span) > SHOWN_BYTES) {
        if (first == one->count) first = last = 0;
        uint32_t from = first > AROUND ? first - AROUND : 0, to = last + AROUND < one->count ? last + AROUND
                        : one->count - 1;
        uint32_t begin = word_span(t->s, t->all, one, from).begin;
        while (to > from && word_span(t->s, t->all, one, to).end - begin > SHOWN_BYTES) to--;
        reading.place.span = (syn_span){begin, word_span(t->s, t->all, one, to).end};
    }
    if (!add_marks(t, one, flags, reading.place.span, &reading.marks)) return false;
    uint32_t at = t->d.readings.n;
    if (!VEC_PUSH(t->s->keep, &t->d.readings, reading)) return false;
    for (; at && t->d.readings.at[at - 1].place.report > one->report; at--) {  /* the lead takes its place among the letters */
        collation_reading held = t->d.readings.at[at];
        t->d.readings.at[at] = t->d.readings.at[at - 1];
        t->d.readings.at[at - 1] = held;
    }
    return true;
}

static bool tell_reading(teller *t, const saying *one, const wording *w) {
    const syn_quote *quote = &t->s->reports[one->report]->quotes.at[one->quote];
    collation_reading_of_quote reading = {.place = {one->report, saying_span(t->s, one)},
        .source = {one->report, quote->source}, .cue = {one->report, quote->cue}, .said_on = quote->said_on,
        .venue = quote->venue, .kind = quote->kind, .speaker = quote->speaker};
    if (one->person != REPORT_NONE) reading.speaker = story_called(t->s, one->person);
    if (one == t->lead) {
        reading.change = CHANGE_FULLEST;
        t->lead_told = true;
    } else {
        reading.change = w->change | (sayings_speakers(t->s, one, t->lead) == SPEAKER_OTHER ? CHANGE_OTHER_SPEAKER : 0u);
        if (!add_marks(t, one, w->of_reading, reading.place.span, &reading.marks) ||
            !add_marks(t, t->lead, w->of_fullest, saying_span(t->s, t->lead), &reading.against)) return false;
    }
    if (one->person != REPORT_NONE && (t->u.person == REPORT_NONE || (one->named && !t->named))) {
        t->u.person = one->person;
        t->named = one->named;
    }
    if (!t->u.speaker.len) t->u.speaker = quote->speaker;
    syn_place covered = {one->report, {one == t->lead ? 0 : w->from, one == t->lead ? one->count : w->to}};
    if (!VEC_PUSH(t->s->scratch, &t->covered, covered) || !VEC_PUSH(t->s->keep, &t->u.readings, reading)) return false;
    for (uint32_t i = t->u.readings.n - 1; i && t->u.readings.at[i - 1].place.report > one->report; i--) {
        collation_reading_of_quote held = t->u.readings.at[i];  /* reported speech takes its place among the letters */
        t->u.readings.at[i] = t->u.readings.at[i - 1];
        t->u.readings.at[i - 1] = held;
    }
    return true;
}

/* Two readings of one report that stand apart in it, with a sentence or more between them, and side by side in the lead. */
static bool is_merged(const teller *t, const saying *one, const wording *w) {
    if (!t->before || t->before->report != one->report || one->report == t->lead->report) return false;
    uint32_t seam = t->to <= w->from ? w->from : t->from;
    uint32_t gap = t->to <= w->from ? w->from - t->to : t->from >= w->to ? t->from - w->to : REPORT_NONE;
    if (gap > MOST_SEAM || seam >= t->lead->count || said_at(t->all, t->lead, seam)->traits & SAID_AFTER_GAP) return false;
    const syn_report *r = t->s->reports[one->report];
    uint32_t end = said_at(t->all, t->before, t->before->count - 1)->word, begin = said_at(t->all, one, 0)->word;
    return r->words.at[begin].sentence >= r->words.at[end].sentence + APART;
}

/* A reading of reported speech says nothing where its report quotes these words too, one of a copy where it has them unchanged. */
static bool is_told(const teller *t, const saying *one, const wording *w) {
    for (uint32_t i = 0; one->reported && i < t->covered.n; i++)
        if (t->covered.at[i].report == one->report && t->covered.at[i].span.begin < w->to && w->from < t->covered.at[i].span.end)
            return false;
    uint32_t change = one == t->lead ? 0 : w->change;
    return one->reported || !one->copied || one == t->lead || (change & ~(uint32_t)(CHANGE_SAME | CHANGE_PART));
}

/* Has a report a reading of this utterance in the very words of `one`? */
static bool report_says(const teller *t, uint32_t first, uint32_t report, const saying *one) {
    uint32_t n = 0;
    for (uint32_t i = first; i != REPORT_NONE && n < MOST_TWINS; i = t->all->list.at[i].next) {
        const saying *other = &t->all->list.at[i];
        if (other->report != report || other->reported != one->reported) continue;
        n++;
        if (other->count == one->count && saying_run(t->all, other, 0, other->count) == saying_run(t->all, one, 0, one->count))
            return true;
    }
    return false;
}

/* One place is kept for the lead, whose words are those that are shown: they must stand in a report that is cited. */
static bool has_room(const teller *t, const saying *one) {
    return one == t->lead || t->u.readings.n + !t->lead_told < MOST_READINGS;
}

/* Tells the readings from the saying `first` on: those of reported speech, or the others. */
static bool tell_readings(teller *t, wording *w, uint32_t first, bool reported) {
    uint32_t last_report = REPORT_NONE;
    for (uint32_t i = first; i != REPORT_NONE; i = t->all->list.at[i].next) {
        const saying *one = &t->all->list.at[i];
        if (one->reported != reported || !has_room(t, one)) continue;
        if (one != t->lead) sayings_wording(t->all, t->lead, one, w);
        if (!is_told(t, one, w)) continue;
        uint32_t original = t->s->out->sources[one->report].copy_of;
        if (one->copied && one != t->lead && report_says(t, first, original, one)) continue;  /* told there */
        if (!tell_reading(t, one, w)) return false;
        if (one == t->lead || reported) continue;
        t->merged |= is_merged(t, one, w);
        t->before = one;
        t->from = w->from;
        t->to = w->to;
        if (one->report == t->lead->report || one->report == last_report) continue;
        /* A report that has both readings differs from none of them. */
        if (w->differing && (report_says(t, first, one->report, t->lead) || report_says(t, first, t->lead->report, one))) continue;
        t->found += w->differing;
        for (uint32_t k = 0; k < t->lead->count; k++) t->of_lead[k] |= w->of_fullest[k];
        if (!add_reading(t, one, w->of_reading, w->change)) return false;
        last_report = one->report;
    }
    return true;
}

static bool tell(story *s, sayings *all, uint32_t utterance, uint32_t first) {
    teller t = {.s = s, .all = all, .lead = &all->list.at[all->lead.at[utterance]]};
    wording *w = ARENA_ARRAY(s->scratch, wording, 1);
    if (!w) return false;
    t.u = (collation_utterance){.person = t.lead->person, .difference = REPORT_NONE};
    t.named = t.lead->named;
    t.u.kind = s->reports[t.lead->report]->quotes.at[t.lead->quote].kind;
    t.u.lead = (syn_place){t.lead->report, saying_span(s, t.lead)};
    t.d = (collation_difference){.kind = DIFFER_WORDING, .about = t.u.lead};
    if (!tell_readings(&t, w, first, false) || !tell_readings(&t, w, first, true)) return false;
    for (uint32_t i = 0; i < t.u.readings.n; i++)
        if (t.merged && t.u.readings.at[i].change == CHANGE_FULLEST) t.u.readings.at[i].change |= CHANGE_MERGED;
    if (t.u.readings.n == 1) t.u.readings.at[0].change = 0;
    if (t.u.person != REPORT_NONE) t.u.speaker = story_called(s, t.u.person);
    if (t.found && s->out->differences.n < CAP_FINDINGS) {
        if (!add_reading(&t, t.lead, t.of_lead, CHANGE_FULLEST)) return false;
        t.u.difference = s->out->differences.n;
        if (!VEC_PUSH(s->keep, &s->out->differences, t.d)) return false;
    }
    return VEC_PUSH(s->keep, &s->out->quotes, t.u);
}

bool story_utterances(story *s) {
    sayings all = {0};
    if (!sayings_collect(s, &all) || !group_sayings(s, &all) || !sayings_index(s, &all)) return false;
    uint32_t n = all.lead.n, *first = ARENA_ARRAY(s->scratch, uint32_t, n + 1);
    if (!first) return false;
    for (uint32_t u = 0; u < n; u++) first[u] = REPORT_NONE;
    for (uint32_t i = all.list.n; i-- > 0;) {
        saying *one = &all.list.at[i];
        if (one->utterance == REPORT_NONE) continue;
        one->next = first[one->utterance];
        first[one->utterance] = i;
    }
    uint32_t told = 0;
    for (uint32_t i = 0; i < all.list.n && told < CAP_FINDINGS; i++) {  /* in the order of their first places */
        uint32_t u = all.list.at[i].utterance;
        if (u == REPORT_NONE || first[u] != i) continue;
        if (!tell(s, &all, u, i)) return false;
        told++;
    }
    return true;
}
