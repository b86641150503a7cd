/* only.c - what one report alone has.
 *
 * In: the reports with their marks, who is who. Out: out->only, what tells most first.
 * A sentence is parted into segments: at commas, dashes, semicolons, and before words that open a clause. Each word of
 * content has a key (a person over all names, a number or time by value, a class of meaning, a stem) and a weight (its
 * rarity in news). A segment is held against the two sentences of other reports that have most of its weight in common: what
 * neither has is new. A segment of which enough is new is a fact of this report alone; where it tells of an act and no
 * statement of another report is like it, less will do: its words are elsewhere, each of another fact; and least where it
 * gives a reason, since who and what it names is known by then. Where most of a sentence is new, the whole sentence is shown, else
 * its new segments; one that opens with "where" or "who" is shown with the noun before it.
 * Rank: how much is new, more for names, numbers, acts and quotations and near the lead, less for what needs the sentence
 * before it, asks a question or speaks of "I" and "you".
 * Bounds: keys with more than COMMON sentences are known to all; so the cost is linear in the words. */
#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/words.h"
#include "compare/brief/brief.h"

#define COMMON 96            /* sentences that hold a key which says nothing */
#define LEAST_NEW 6.0        /* new weight that makes a segment a fact */
#define LEAST_SHARE 0.34     /* ... and its share of the segment */
#define ALIKE 0.65           /* cosine of words that mean the same here */
#define LEAST_HAD 0.35       /* share of a segment's weight that a sentence has, for words of like meaning to count */
#define JOINED_NEW 7.0       /* ... of a segment that was aligned with another report's words */
#define JOINED_SHARE 0.45
#define UNHEARD 0.6          /* what is asked for of these shares where a name or value stands in no other report */
#define APART 0.3            /* likeness of the likest statement of another report, below which less is asked for: */
#define APART_SHARE 0.7      /* ... so much of these shares, */
#define APART_NEW 4.5        /* ... and so much new weight */
#define REASON_APART 0.5     /* ... likewise of a clause that gives a reason: */
#define REASON_SHARE 0.05
#define REASON_NEW 2.0
#define REASON_REACH 3       /* words in which "because" opens it */
#define SECOND 0.4           /* what counts as new of a word that the second sentence has */
#define WHOLE_SHARE 0.42     /* share of a sentence's weight that is new and shows it whole */
#define WHOLE_WORDS 20       /* a sentence of so few words is shown whole */
#define LONGEST_WORDS 60     /* words of a sentence that is shown whole */
#define LEAST_REASON 1.5     /* weight of a new word that is named as a reason */
#define REASONS 8            /* new words that are named as reasons */
#define LEAST_SEGMENT 3      /* words of content of a segment */
#define HEAD_WORDS 6         /* words that a noun phrase before "where" may have */
#define ANCHORED 15.0        /* weight in common with all reports that ties a sentence to the story */

typedef struct segment {
    uint32_t from, to;       /* words */
    double all, new;         /* weight of its keys, and what of it is new */
    uint32_t names, values;  /* new ones */
    bool news;
} segment;

typedef struct seeker {
    story *s;
    const word_keys *words;
    uint8_t **fresh;         /* [report][word]: what it names is in no other report */
    double *likest;          /* of each statement: how like the likest statement of another report is */
    double *shared;          /* weight that each sentence has in common with the segment at hand */
    SYN_VEC(uint32_t) touched, keys;
    SYN_VEC(segment) segments;
} seeker;

/* ---- segments ---- */
static bool is_dash(const syn_report *r, uint32_t w) {
    return (r->words.at[w].flags & WORD_SPACE) &&
           (word_reads(r, w, "-") || word_reads(r, w, "--") || word_reads(r, w, "–") || word_reads(r, w, "—"));
}

static bool is_quotation(const syn_report *r, uint32_t w) {
    return word_reads(r, w, "\"") || word_reads(r, w, "“") || word_reads(r, w, "”");
}

/* May a segment begin at word w? */
static bool opens(const syn_report *r, uint32_t w, uint32_t from, uint32_t end) {
    const syn_word *word = &r->words.at[w];
    if (w <= from || w + 1 >= end) return false;
    const syn_word *before = word - 1;
    if (word->kind == WORD_NUMBER && w >= from + 2 && word[-2].kind == WORD_NUMBER) return false;  /* "May 1, 2018" */
    if (before->kind == WORD_PUNCT &&
        (word_reads(r, w - 1, ",") || word_reads(r, w - 1, ";") || is_dash(r, w - 1) ||
         (word_reads(r, w - 1, ":") && (word->flags & WORD_SPACE))))
        return true;
    return lexicon_match(&lexicon_compare_openings, r->words.at, w, end) && word->upos != UPOS_DET;
}

static uint32_t content_of(const syn_report *r, uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t w = from; w < to; w++) n += word_is_content(&r->words.at[w]) || r->words.at[w].kind == WORD_NUMBER;
    return n;
}

static bool part(seeker *k, const syn_report *r, uint32_t from, uint32_t end) {
    k->segments.n = 0;
    for (uint32_t w = from + 1; w <= end; w++) {
        bool little = content_of(r, from, w) < LEAST_SEGMENT || content_of(r, w, end) < LEAST_SEGMENT;
        if (w < end && (little || !opens(r, w, from, end))) continue;
        if (!VEC_PUSH(k->s->scratch, &k->segments, (segment){.from = from, .to = w})) return false;
        from = w;
    }
    return true;
}

/* ---- what is new ---- */
/* Finds the keys that mean what a word of a sentence means, where it has enough of the segment otherwise. */
static void find_alike(seeker *k, uint32_t sentence, uint8_t *found, uint8_t mark) {
    double all = 0, had = 0;
    for (uint32_t i = 0; i < k->keys.n; i++) {
        double weight = k->words->at.at[k->keys.at[i]].weight;
        all += weight;
        had += found[i] ? weight : 0;
    }
    if (had < LEAST_HAD * all) return;
    const syn_report *r = k->s->reports[k->words->report_of[sentence]];
    const syn_sentence *held = &r->sentences.at[sentence - k->words->first[k->words->report_of[sentence]]];
    const uint32_t *of = k->words->of[k->words->report_of[sentence]];
    for (uint32_t i = 0; i < k->keys.n; i++) {
        const int8_t *ours = k->words->at.at[k->keys.at[i]].vector;
        for (uint32_t w = held->word; ours && !found[i] && w < held->word + held->words; w++) {
            const int8_t *theirs = of[w] == REPORT_NONE ? NULL : k->words->at.at[of[w]].vector;
            if (theirs && vectors_cosine(ours, theirs) >= ALIKE) found[i] = mark;
        }
    }
}

/* The sentence of another report, or an earlier one of this, with most weight in common with the keys that are not yet
 * found: finds them. `own`: the number of their sentence. */
static void find_in_best(seeker *k, uint32_t report, uint32_t own, uint8_t *found, uint8_t mark) {
    uint32_t best = REPORT_NONE;
    k->touched.n = 0;
    for (uint32_t i = 0; i < k->keys.n; i++) {
        const word_key *f = &k->words->at.at[k->keys.at[i]];
        if (found[i] || f->count > COMMON) continue;
        for (uint32_t p = 0; p < f->count; p++) {
            uint32_t sentence = k->words->postings[f->first + p];
            if (k->words->report_of[sentence] == report && sentence >= own) continue;
            if (!(k->shared[sentence] > 0) && !VEC_PUSH(k->s->scratch, &k->touched, sentence)) return;
            k->shared[sentence] += f->weight + 0.001;
            if (best == REPORT_NONE || k->shared[sentence] > k->shared[best]) best = sentence;
        }
    }
    for (uint32_t i = 0; i < k->touched.n; i++) k->shared[k->touched.at[i]] = 0;
    for (uint32_t i = 0; i < k->keys.n && best != REPORT_NONE; i++) {
        const word_key *f = &k->words->at.at[k->keys.at[i]];
        if (found[i] || f->count > COMMON) continue;
        for (uint32_t p = 0; p < f->count && !found[i]; p++)
            if (k->words->postings[f->first + p] == best) found[i] = mark;
    }
    if (best != REPORT_NONE) find_alike(k, best, found, mark);
}

/* The statement at word w of a segment, or REPORT_NONE; *end: behind the words of the segment that are of it, else behind w. */
static uint32_t statement_in(const story *s, uint32_t report, const segment *seg, uint32_t w, uint32_t *end) {
    uint32_t at = story_statement_at(s, report, s->reports[report]->words.at[w].begin);
    *end = w + 1;
    if (at == REPORT_NONE) return at;
    uint32_t last = s->statements.at[at].word + s->statements.at[at].words;
    if (last > *end) *end = last < seg->to ? last : seg->to;
    return at;
}

/* Is most of a segment in statements that say what another report says? */
static bool is_joined(const story *s, uint32_t report, const segment *seg) {
    uint32_t words = 0;
    for (uint32_t w = seg->from, end; w < seg->to; w = end) {
        uint32_t at = statement_in(s, report, seg, w, &end), of = at == REPORT_NONE ? at : s->statements.at[at].cluster;
        if (of != REPORT_NONE && s->clusters.at[of].reports > 1) words += end - w;
    }
    return words * 2 > seg->to - seg->from;
}

static bool tells_act(const syn_report *r, const segment *run) {
    for (uint32_t w = run->from; w < run->to; w++)
        if (r->words.at[w].upos == UPOS_VERB) return true;
    return false;
}

/* Has no other report a statement that is so like what a segment says? */
static bool is_apart(const seeker *k, uint32_t report, const segment *seg, double like) {
    bool told = false;
    for (uint32_t w = seg->from, end; w < seg->to; w = end) {
        uint32_t at = statement_in(k->s, report, seg, w, &end);
        if (at == REPORT_NONE) continue;
        if (k->likest[at] >= like) return false;
        told = true;
    }
    return told;
}

/* "..., because the harbour was shut": a clause that gives a reason. */
static bool is_reason(const syn_report *r, const segment *seg) {
    for (uint32_t w = seg->from; w < seg->to && w < seg->from + REASON_REACH; w++)
        if (word_is(r, w, "because")) return !word_is(r, w + 1, "of");
    return false;
}

static bool weigh(seeker *k, uint32_t report, uint32_t index, segment *seg) {
    enum { KEYS = 64 };
    uint8_t found[KEYS] = {0};
    bool unheard = false;  /* a name or value that stands in no other report */
    k->keys.n = 0;
    for (uint32_t w = seg->from; w < seg->to && k->keys.n < KEYS; w++) {
        uint32_t f = k->words->of[report][w], i = 0;
        if (f == REPORT_NONE) continue;
        while (i < k->keys.n && k->keys.at[i] != f) i++;
        if (i == k->keys.n && !VEC_PUSH(k->s->scratch, &k->keys, f)) return false;
    }
    find_in_best(k, report, k->words->first[report] + index, found, 1);
    find_in_best(k, report, k->words->first[report] + index, found, 2);
    for (uint32_t i = 0; i < k->keys.n; i++) {
        const word_key *f = &k->words->at.at[k->keys.at[i]];
        bool known = found[i] == 1 || f->count > COMMON;
        seg->all += f->weight;
        seg->new += known ? 0 : found[i] == 2 ? SECOND * f->weight : f->weight;
        seg->names += !found[i] && f->name;
        seg->values += !known && f->value;
        unheard |= !known && f->reports == 1 && (f->name || f->value);
    }
    for (uint32_t w = seg->from; w < seg->to; w++) {
        uint32_t f = k->words->of[report][w];
        for (uint32_t i = 0; i < k->keys.n && f != REPORT_NONE; i++)
            if (k->keys.at[i] == f) k->fresh[report][w] = found[i] != 1 && k->words->at.at[f].count <= COMMON;
    }
    bool joined = is_joined(k->s, report, seg);
    double share = joined ? JOINED_SHARE : LEAST_SHARE;
    if (unheard) share *= UNHEARD;
    double least = joined ? JOINED_NEW : LEAST_NEW;
    if (!joined && tells_act(k->s->reports[report], seg) && is_apart(k, report, seg, APART)) {
        share *= APART_SHARE;
        least = APART_NEW;
    }
    if (is_reason(k->s->reports[report], seg) && is_apart(k, report, seg, REASON_APART)) {
        share = REASON_SHARE;
        least = REASON_NEW;
    }
    seg->news = seg->new >= least && seg->new >= share * seg->all;
    return true;
}

/* ---- what is shown ---- */
/* How much of a sentence is about what other reports tell of too: the weight of its keys by the share of reports that have
 * them. */
static double anchor(const seeker *k, uint32_t report, const syn_sentence *sentence) {
    double sum = 0;
    uint32_t last = REPORT_NONE;
    for (uint32_t w = sentence->word; w < sentence->word + sentence->words; w++) {
        uint32_t f = k->words->of[report][w];
        if (f == REPORT_NONE || f == last) continue;
        last = f;
        sum += k->words->at.at[f].weight * (k->words->at.at[f].reports - 1) / (k->s->count - 1);
    }
    return sum;
}

static double rank(const seeker *k, uint32_t report, uint32_t sentence, const segment *run) {
    const syn_report *r = k->s->reports[report];
    double score = 10 * log2(1 + run->new / 10) + 3.0 * fmin(2, run->names) + 2.0 * fmin(2, run->values);
    bool self = false, asks = false, address = false;
    for (uint32_t w = run->from; w < run->to; w++) {
        const syn_word *word = &r->words.at[w];
        asks |= word_reads(r, w, "?");
        address |= word->kind == WORD_URL || word->kind == WORD_HANDLE;
        self |= word->upos == UPOS_PRON && lexicon_match(&lexicon_compare_self, r->words.at, w, run->to);
    }
    score += tells_act(r, run) ? 2 : -4;
    score *= 0.4 + 0.6 * fmin(1, anchor(k, report, &r->sentences.at[sentence]) / ANCHORED);
    score *= 0.8 + 0.4 * exp(-(double)sentence / 8);
    if (lexicon_match(&lexicon_compare_leaning, r->words.at, run->from, run->to)) score *= 0.8;
    if (asks || self) score *= 0.7;
    if (address) score *= 0.5;
    return score;
}

/* The heaviest new words. */
static bool add_reasons(seeker *k, uint32_t report, const segment *run, collation_why *why) {
    const syn_report *r = k->s->reports[report];
    for (uint32_t w = run->from; w < run->to; w++) {
        uint32_t f = k->words->of[report][w], at = 0;
        if (!k->fresh[report][w] || k->words->at.at[f].weight < LEAST_REASON) continue;
        if (w > run->from && f == k->words->of[report][w - 1]) continue;
        uint32_t to = w + 1;
        while (to < run->to && k->words->of[report][to] == f) to++;
        syn_place place = {report, {r->words.at[w].begin, r->words.at[to - 1].end}, false};
        uint8_t kind = k->words->at.at[f].name ? REASON_NAME : k->words->at.at[f].value ? REASON_VALUE : REASON_WORD;
        while (at < why->reasons.n && why->reasons.at[at].weight >= k->words->at.at[f].weight) at++;
        if (at == REASONS) continue;
        if (why->reasons.n < REASONS && !VEC_PUSH(k->s->keep, &why->reasons, (collation_reason){0})) return false;
        for (uint32_t i = why->reasons.n - 1; i > at; i--) why->reasons.at[i] = why->reasons.at[i - 1];
        why->reasons.at[at] = (collation_reason){kind, place, place, k->words->at.at[f].weight};
    }
    return true;
}

static bool add_only(seeker *k, uint32_t report, uint32_t sentence, segment run) {
    const syn_report *r = k->s->reports[report];
    while (run.from < run.to && r->words.at[run.from].kind == WORD_PUNCT && !is_quotation(r, run.from))
        run.from++;
    while (run.to > run.from && (word_reads(r, run.to - 1, ",") || word_reads(r, run.to - 1, ";") || word_reads(r, run.to - 1, ":") ||
                                 is_dash(r, run.to - 1)))
        run.to--;
    if (content_of(r, run.from, run.to) < LEAST_SEGMENT || k->s->out->only.n >= CAP_FINDINGS) return true;
    collation_only only = {.place = {report, {r->words.at[run.from].begin, r->words.at[run.to - 1].end}, false}};
    only.score = rank(k, report, sentence, &run);
    if (k->s->why && !add_reasons(k, report, &run, &only.why)) return false;
    only.why.score = only.score;
    return VEC_PUSH(k->s->keep, &k->s->out->only, only);
}

static bool opens_relative(const syn_report *r, uint32_t w, uint32_t end) {
    const lexicon_entry *entry = lexicon_match(&lexicon_compare_openings, r->words.at, w, end);
    return entry && *entry->value;
}

/* The begin of the noun phrase that ends before word `end`. */
static uint32_t nouns_from(const syn_report *r, uint32_t end, uint32_t least) {
    uint32_t at = end;
    while (at > least && end - at < HEAD_WORDS) {
        uint8_t upos = r->words.at[at - 1].upos;
        if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_ADJ && upos != UPOS_NUM && upos != UPOS_DET &&
            r->words.at[at - 1].kind != WORD_POSSESSIVE)
            break;
        at--;
        if (upos == UPOS_DET) break;
    }
    return at;
}

/* The begin of the noun phrase that ends before word w, which says of what a clause tells. */
static uint32_t head_of(const syn_report *r, uint32_t w, uint32_t least) {
    uint32_t at = w;
    while (at > least && r->words.at[at - 1].kind == WORD_PUNCT && word_reads(r, at - 1, ",")) at--;
    uint32_t end = at;
    at = nouns_from(r, end, least);
    if (at == end) return w;
    bool of = at > least + 1 && r->words.at[at - 1].upos == UPOS_ADP && word_reads(r, at - 1, "of");
    return of && nouns_from(r, at - 1, least) < at - 1 ? nouns_from(r, at - 1, least) : at;
}

static void join(segment *run, const segment *next) {
    run->to = next->to;
    run->new += next->new;
    run->all += next->all;
    run->names += next->names;
    run->values += next->values;
}

/* A verb that goes with a subject before it: no "-ing". */
static bool lacks_subject(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    if (word->upos == UPOS_AUX) return true;
    return word->upos == UPOS_VERB && !slice_ends(slice_cut(r->text, word->begin, word->end), SLICE_LIT("ing"));
}

/* Runs of new segments, the last first; one that reaches back over those before it goes with them. */
static bool show_runs(seeker *k, uint32_t report, uint32_t sentence) {
    const syn_report *r = k->s->reports[report];
    uint32_t first = r->sentences.at[sentence].word;
    segment held = {.from = first, .to = first};
    for (uint32_t i = k->segments.n; i-- > 0;) {
        segment run = k->segments.at[i];
        if (!run.news) continue;
        for (; i > 0 && k->segments.at[i - 1].news; i--) {
            segment before = k->segments.at[i - 1];
            join(&before, &run);
            run = before;
        }
        while (run.from < run.to && (r->words.at[run.from].kind == WORD_PUNCT || r->words.at[run.from].upos == UPOS_CCONJ))
            run.from++;
        if (run.from >= run.to) continue;
        if (lacks_subject(r, run.from)) run.from = first;
        if (run.from > first && opens_relative(r, run.from, run.to)) run.from = head_of(r, run.from, first);
        if (held.to > held.from && run.to > held.from) {
            if (held.from < run.from) run.from = held.from;
            join(&run, &held);
        } else if (held.to > held.from && !add_only(k, report, sentence, held)) {
            return false;
        }
        held = run;
    }
    return held.to == held.from || add_only(k, report, sentence, held);
}

/* Words of captions, or a number in a row of pictures ("3/30"). */
static bool is_caption(const syn_report *r, uint32_t w, uint32_t end) {
    for (uint32_t at = w; at < end; at++)
        if (word_of_caption(r, at, end)) return true;
    return w + 2 < end && r->words.at[w].kind == WORD_NUMBER && word_reads(r, w + 1, "/") &&
           r->words.at[w + 2].kind == WORD_NUMBER;
}

static bool show_sentence(seeker *k, uint32_t report, uint32_t index) {
    const syn_report *r = k->s->reports[report];
    const syn_sentence *sentence = &r->sentences.at[index];
    uint32_t from = sentence->word, end = from + sentence->words;
    if (index == 0) from = words_behind_dateline(r, from, end);
    uint32_t at = story_statement_at(k->s, report, sentence->begin);
    if (at != REPORT_NONE && k->s->statements.at[at].embed) return true;
    if (is_caption(r, from, end)) return true;
    if (!part(k, r, from, end)) return false;
    segment whole = {.from = from, .to = from};
    bool quoted = false, news = false;
    for (uint32_t i = 0; i < k->segments.n; i++) {
        segment *seg = &k->segments.at[i];
        if (!weigh(k, report, index, seg)) return false;
        news |= seg->news;
        join(&whole, seg);
    }
    if (!news) return true;
    for (uint32_t w = from; w < end; w++) quoted |= is_quotation(r, w);
    bool most = quoted || whole.new >= WHOLE_SHARE * whole.all || sentence->words <= WHOLE_WORDS;
    return most && sentence->words <= LONGEST_WORDS ? add_only(k, report, index, whole) : show_runs(k, report, index);
}

static int only_by_score(const void *left, const void *right) {
    const collation_only *a = left, *b = right;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->place.report != b->place.report) return a->place.report < b->place.report ? -1 : 1;
    return a->place.span.begin < b->place.span.begin ? -1 : a->place.span.begin > b->place.span.begin;
}

bool story_only(story *s) {
    if (s->count < 2) return true;
    seeker k = {.s = s, .words = s->keys};
    k.shared = ARENA_ARRAY(s->scratch, double, s->keys->first[s->count] + 1);
    k.fresh = ARENA_ARRAY(s->scratch, uint8_t *, s->count + 1);
    k.likest = ARENA_ARRAY(s->scratch, double, s->statements.n + 1);
    if (!k.shared || !k.fresh || !k.likest) return false;
    for (uint32_t i = s->pairs.n; i-- > 0;) k.likest[s->pairs.at[i].a] = k.likest[s->pairs.at[i].b] = s->pairs.at[i].score;
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->out->sources[i].copy_of != REPORT_NONE) continue;
        k.fresh[i] = ARENA_ARRAY(s->scratch, uint8_t, s->reports[i]->words.n + 1);
        if (!k.fresh[i]) return false;
        for (uint32_t n = 0; n < s->reports[i]->sentences.n; n++)
            if (!show_sentence(&k, i, n)) return false;
    }
    if (s->out->only.n) qsort(s->out->only.at, s->out->only.n, sizeof *s->out->only.at, only_by_score);
    return !s->scratch->failed;
}
