/* brief.c - the story in a few sentences.
 *
 * In: shared statements and those of one report, keys of words. Out: out->brief.
 * Candidates are the sentences that say what several reports say, the first of each report, and those with what one report
 * alone has. A candidate is worth what it says that is not told yet: of each shared statement, by the accounts that say it
 * and how near the top they do; and a little by how central its words are. The nut comes first: the worthiest that stands
 * on its own near the top of a report. Then, again and again, the worthiest whose needs (brief_stands.c) are told and that
 * repeats no sentence taken (a greedy choice, as in Lin and Bilmes, "A class of submodular functions for document
 * summarization", 2011). What follows the nut stands in the order in which reports tell it, where needs allow that.
 * Bounds: so many candidates as brief_gather.c gives, MOST sentences. */
#include "compare/brief/brief.h"

#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "text/background.h"

#define MOST 200             /* sentences of a brief */
#define NUT_DEPTH 6          /* sentences from the top in which a nut is sought */
#define LONG_WORDS 45        /* a sentence of more is worth less */
#define SHORT_WORDS 8        /* ... of fewer, less */
#define REPEATS 0.55         /* share of a sentence's weight in one that is taken which makes it a repetition */
#define TOLD 0.85            /* how much less is worth what is told already */
#define LIKE 0.5             /* cosine of words of like meaning */
#define RETOLD 0.5           /* share of a sentence's weight in all that are taken, in words of like meaning too, that does */
#define RETOLD_ALL 0.3       /* ... where all shared statements that it says are told */
#define RETOLD_NONE 0.4      /* ... where it says none */
#define LOOSE 0.15           /* share of the nut's centrality that a sentence without shared statements needs */
#define TITLE_WORDS 32
#define BASE 0.1             /* what a sentence is worth for being told */
#define ENOUGH 0.12          /* of the nut's worth: less is not told unless sentences are asked for by number */
#define FEWEST 3             /* up to so many sentences are told also where they are worth ... */
#define LITTLE 0.05          /* ... so little of the nut's worth */
#define SINGLE 4             /* sentences of a brief where there is one report, unless more are asked for */

/* ---- the choice ---- */
/* Weight of the keys of a that b has too. */
static double common(const chooser *k, const candidate *a, const candidate *b) {
    const uint32_t *x = k->keys.at + a->key, *y = k->keys.at + b->key;
    double sum = 0;
    for (uint32_t i = 0, n = 0; i < a->keys && n < b->keys;) {
        if (x[i] < y[n]) i++;
        else if (x[i] > y[n]) n++;
        else sum += k->s->keys->at.at[x[i]].weight, i++, n++;
    }
    return sum;
}

/* Share of a candidate's weight that the sentences taken tell, in these words or in words of like meaning. */
static double told_share(const chooser *k, const candidate *c) {
    double sum = 0;
    for (uint32_t i = 0; i < c->keys; i++) {
        uint32_t key = k->keys.at[c->key + i];
        sum += k->s->keys->at.at[key].weight * (k->named[key] ? 1 : (double)k->like[key]);
    }
    return c->weight > 0 ? sum / c->weight : 0;
}

static bool repeats(const chooser *k, const candidate *c) {
    bool all = true;
    for (uint32_t i = 0; i < c->items; i++) all = all && k->told[k->items.at[c->item + i]];
    if (told_share(k, c) > (!c->items ? RETOLD_NONE : all ? RETOLD_ALL : RETOLD)) return true;
    if (!c->items && k->s->count > 1 && c->central < LOOSE * k->at.at[k->chosen.at[0]].central) return true;
    for (uint32_t i = 0; i < k->chosen.n; i++) {
        const candidate *taken = &k->at.at[k->chosen.at[i]];
        double less = c->weight < taken->weight ? c->weight : taken->weight;
        if (common(k, c, taken) > REPEATS * less) return true;
    }
    return false;
}

static bool needs_told(const chooser *k, const candidate *c) {
    for (uint32_t i = 0; i < c->needs.n; i++)
        if (!k->named[c->needs.at[i]]) return false;
    return true;
}

/* What a candidate says that is not told yet. */
static double gain(const chooser *k, const candidate *c) {
    double sum = 0, ours = 1.0 / (1.0 + c->sentence / 6.0);
    for (uint32_t i = 0; i < c->items; i++)
        if (!k->told[k->items.at[c->item + i]]) sum += k->worth[k->items.at[c->item + i]] / (1 + 0.5 * i);
    sum += (1.0 + 2.0 * ours) * (c->central + BASE) + c->alone;
    sum *= 1 - TOLD * told_share(k, c);
    if (c->length < SHORT_WORDS) sum *= (double)c->length / SHORT_WORDS;
    if (c->length > LONG_WORDS) sum *= (double)LONG_WORDS / c->length;
    if (k->s->brief_words) sum /= sqrt(10.0 + c->length);
    return sum;
}

/* The stems of the reports' titles. */
static bool read_titles(chooser *k) {
    story *s = k->s;
    map_init(&k->titles, s->scratch);
    for (uint32_t i = 0; i < s->count; i++) {
        syn_words words = {0};
        syn_sentences sentences = {0};
        if (!s->reports[i]->title.len || s->out->sources[i].copy_of != REPORT_NONE) continue;
        syn_code code = words_scan(&words, &sentences, s->reports[i]->title, "en", s->scratch, NULL);
        if (code != SYN_OK && s->scratch->failed) return false;
        for (uint32_t w = 0; w < words.n; w++) {
            if (!word_is_content(&words.at[w])) continue;
            uint32_t *slot = map_slot_of(&k->titles, words.at[w].stem, 0);
            if (!slot) return false;
            ++*slot;
            k->title_weight += background_rarity(words.at[w].stem);
        }
    }
    return true;
}

/* How much of the titles a candidate tells, 0 to 1. */
static double title_share(const chooser *k, const candidate *c) {
    const syn_report *r = k->s->reports[c->report];
    uint64_t seen[TITLE_WORDS];
    uint32_t n = 0;
    double sum = 0;
    for (uint32_t w = c->from; w < c->to && n < TITLE_WORDS; w++) {
        uint32_t titles = map_get(&k->titles, r->words.at[w].stem), i = 0;
        if (titles == MAP_NONE) continue;
        while (i < n && seen[i] != r->words.at[w].stem) i++;
        if (i < n) continue;
        seen[n++] = r->words.at[w].stem;
        sum += titles * background_rarity(r->words.at[w].stem);
    }
    return k->title_weight > 0 ? fmin(1, sum / k->title_weight) : 0;
}

static double nut_worth(const chooser *k, const candidate *c) {
    const syn_report *r = k->s->reports[c->report];
    uint32_t names = 0, values = 0;
    for (uint32_t i = 0; i < c->keys; i++) {
        names += k->s->keys->at.at[k->keys.at[c->key + i]].name;
        values += k->s->keys->at.at[k->keys.at[c->key + i]].value;
    }
    double told = (1 + 0.1 * fmin(3, names) + 0.1 * fmin(2, values)) * (1 + 4.0 * title_share(k, c));
    double worth = gain(k, c) * told / (1 + 0.8 * c->sentence);
    if (!names) worth *= 0.6;
    bool quotation = r->text.ptr[r->words.at[c->from].begin] == '"' || r->words.at[c->from].kind == WORD_PUNCT;
    return quotation ? worth * 0.5 : worth;
}

/* Notes which words of the candidates mean what a key taken means. */
static void note_like(chooser *k, uint32_t taken) {
    const word_key *all = k->s->keys->at.at, *one = &all[taken];
    if (!one->vector || one->weight < TELLING) return;
    for (uint32_t i = 0; i < k->distinct.n; i++) {
        uint32_t key = k->distinct.at[i];
        double cosine = vectors_cosine(one->vector, all[key].vector);
        if (cosine >= LIKE && cosine > (double)k->like[key]) k->like[key] = (float)cosine;
    }
}

static void take(chooser *k, uint32_t index) {
    candidate *c = &k->at.at[index];
    c->taken = true;
    k->words += c->length;
    for (uint32_t i = 0; i < c->items; i++) k->told[k->items.at[c->item + i]] = 1;
    for (uint32_t i = 0; i < c->keys; i++) {
        uint32_t key = k->keys.at[c->key + i];
        k->named[key] = 1;
    }
}

static bool fits(const chooser *k, const candidate *c) {
    return !k->s->brief_words || k->words + c->length <= k->s->brief_words;
}

/* The best that can be told now, or REPORT_NONE. The nut is sought near the top of the reports, then anywhere. */
static uint32_t best_now(const chooser *k, double *worth) {
    uint32_t best = REPORT_NONE;
    bool first = k->chosen.n == 0;
    for (unsigned pass = 0; best == REPORT_NONE && pass < (first ? 2u : 1u); pass++) {
        *worth = 0;
        for (uint32_t i = 0; i < k->at.n; i++) {
            const candidate *c = &k->at.at[i];
            if (c->taken || c->dead || !fits(k, c)) continue;
            if (first ? pass == 0 && c->sentence >= NUT_DEPTH : !needs_told(k, c)) continue;
            double now = first ? nut_worth(k, c) / (1 + 1.5 * c->needs.n) : gain(k, c);
            if (now > *worth + 1e-9) {
                best = i;
                *worth = now;
            }
        }
    }
    return best;
}

static bool choose(chooser *k) {
    story *s = k->s;
    bool asked = s->brief_asked;
    uint32_t most = s->brief_sentences < MOST ? s->brief_sentences : MOST;
    if (!asked && s->count == 1 && most > SINGLE) most = SINGLE;
    double nut = 0;
    while (k->chosen.n < most) {
        double worth = 0;
        uint32_t best = best_now(k, &worth);
        if (best == REPORT_NONE) break;
        if (!k->chosen.n) nut = gain(k, &k->at.at[best]);
        if (!asked && k->chosen.n && worth < (k->chosen.n < FEWEST ? LITTLE : ENOUGH) * nut) break;
        if (k->chosen.n && repeats(k, &k->at.at[best])) {
            k->at.at[best].dead = true;
            continue;
        }
        take(k, best);
        for (uint32_t i = 0; i < k->at.at[best].keys; i++) note_like(k, k->keys.at[k->at.at[best].key + i]);
        if (!VEC_PUSH(s->scratch, &k->chosen, best)) return false;
    }
    return true;
}

/* After the nut, the order in which reports tell it, as far as the needs of each sentence are told before it. */
static void put_in_order(chooser *k) {
    uint32_t *list = k->chosen.at;
    memset(k->named, 0, k->s->keys->at.n);
    for (uint32_t at = 0; at < k->chosen.n; at++) {
        uint32_t best = at;
        for (uint32_t i = at; at && i < k->chosen.n; i++) {
            const candidate *c = &k->at.at[list[i]], *held = &k->at.at[list[best]];
            if (needs_told(k, c) && (!needs_told(k, held) || c->place < held->place - 1e-9)) best = i;
        }
        uint32_t chosen = list[best];
        for (uint32_t i = best; i > at; i--) list[i] = list[i - 1];
        list[at] = chosen;
        take(k, chosen);
    }
}

/* ---- what is told ---- */
static int by_place(const void *left, const void *right) {
    const syn_place *a = left, *b = right;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return a->span.begin < b->span.begin ? -1 : a->span.begin > b->span.begin;
}

/* The first difference with a reading inside a place; one of wording only if there is no other. */
static uint32_t difference_at(const syn_collation *out, syn_place place) {
    uint32_t found = REPORT_NONE;
    for (uint32_t d = 0; d < out->differences.n; d++)
        for (uint32_t i = 0; i < out->differences.at[d].readings.n; i++) {
            const collation_reading *reading = &out->differences.at[d].readings.at[i];
            if (reading->place.report != place.report || reading->place.in_title) continue;
            syn_span at = reading->marks.n ? reading->marks.at[0].span : reading->place.span;
            if (!span_overlaps(at, place.span)) continue;
            if (out->differences.at[d].kind != DIFFER_WORDING) return d;
            if (found == REPORT_NONE) found = d;
        }
    return found;
}

static bool tell(chooser *k, const candidate *c) {
    story *s = k->s;
    const syn_collation *out = s->out;
    collation_sentence sentence = {.lead = brief_place(s, c), .independent = 1};
    sentence.difference = difference_at(out, sentence.lead);
    uint32_t widest = 0;
    if (!VEC_PUSH(s->keep, &sentence.cites, sentence.lead)) return false;
    for (uint32_t i = 0; i < c->items; i++) {
        const collation_shared *item = &out->shared.at[k->items.at[c->item + i]];
        for (uint32_t e = 0; e < item->evidence.n; e++) {
            syn_place place = item->evidence.at[e];
            bool own = place.report == c->report && span_overlaps(place.span, sentence.lead.span);
            if (own && span_length(place.span) > widest) {
                widest = span_length(place.span);
                sentence.independent = item->independent;
                sentence.why = item->why;
            }
            if (!own && !VEC_PUSH(s->keep, &sentence.cites, place)) return false;
        }
        if (sentence.difference == REPORT_NONE) sentence.difference = item->difference;
    }
    if (sentence.cites.n > 2) qsort(sentence.cites.at + 1, sentence.cites.n - 1, sizeof *sentence.cites.at, by_place);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < sentence.cites.n; i++)
        if (i == 1 || by_place(&sentence.cites.at[i], &sentence.cites.at[kept - 1]))
            sentence.cites.at[kept++] = sentence.cites.at[i];
    sentence.cites.n = kept;
    return VEC_PUSH(s->keep, &s->out->brief, sentence);
}

/* A story none of whose sentences can stand on its own: the first of its first report. */
static bool tell_first(chooser *k) {
    story *s = k->s;
    for (uint32_t i = 0; i < s->count; i++) {
        const syn_report *r = s->reports[i];
        if (!r->sentences.n || !r->sentences.at[0].words) continue;
        candidate c = {.report = i, .from = r->sentences.at[0].word,
                .to = r->sentences.at[0].word + r->sentences.at[0].words};
        if (s->brief_words && brief_words_of(place_slice(s->out, brief_place(s, &c))) > s->brief_words) continue;
        return tell(k, &c);
    }
    return true;
}

bool story_brief(story *s) {
    chooser k = {.s = s};
    if (!read_titles(&k) || !brief_gather(&k) || !choose(&k)) return false;
    put_in_order(&k);
    for (uint32_t i = 0; i < k.chosen.n; i++)
        if (!tell(&k, &k.at.at[k.chosen.at[i]])) return false;
    if (!k.chosen.n && !tell_first(&k)) return false;
    return brief_headline(s);
}
