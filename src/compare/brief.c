/* brief.c - the story in a few sentences.
 *
 * In: shared statements and those of one report, keys of words. Out: out->brief.
 * Candidates are the sentences that say what several reports say, the first of each report, and those with what one report
 * alone has. A candidate is worth what it says that is not told yet: of each shared statement, by the accounts that say it and
 * how near the top they do; and a little by how central its words are. The nut comes first: the worthiest that stands on its
 * own near the top of a report. Then, again and again, the worthiest whose needs (brief_stands.c) are told and that repeats no
 * sentence taken (a greedy choice, as in Lin and Bilmes, "A class of submodular functions for document summarization", 2011).
 * What follows the nut stands in the order in which reports tell it, where needs allow that.
 * Bounds: CANDIDATES sentences are looked at, MOST sentences are told. A sentence that is too long is cut before a clause that
 * hangs on it. */
#include "compare/brief.h"

#include <math.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "text/background.h"

#define CANDIDATES 384
#define MOST 200             /* sentences of a brief */
#define LEADS 4              /* first sentences of each report that are candidates */
#define ALONE 40             /* best findings of one report alone that are candidates */
#define ALONE_UNIT 30.0      /* score of a finding of one report alone that is worth 1 */
#define NUT_DEPTH 6          /* sentences from the top in which a nut is sought */
#define LONGEST_BYTES 420    /* a longer sentence is cut, or left out */
#define LONG_WORDS 45        /* a sentence of more is worth less */
#define DATELINE_WORDS 12
#define LEAST_WORDS 5        /* a sentence of fewer tells too little */
#define SHORT_WORDS 8        /* ... of fewer, less */
#define LEAST_CUT 8          /* words that a sentence keeps when it is cut */
#define REPEATS 0.55         /* share of a sentence's weight in one that is taken which makes it a repetition */
#define TOLD 0.85            /* how much less is worth what is told already */
#define LIKE 0.5             /* cosine of words of like meaning */
#define TELLING 3.0          /* weight of a word whose meaning is looked at */
#define RETOLD 0.5           /* share of a sentence's weight in all that are taken, in words of like meaning too, that does */
#define RETOLD_ALL 0.3       /* ... where all shared statements that it says are told */
#define RETOLD_NONE 0.4      /* ... where it says none */
#define LOOSE 0.35           /* share of the nut's centrality that a sentence without shared statements needs */
#define TITLE_WORDS 32
#define BASE 0.1             /* what a sentence is worth for being told */
#define ENOUGH 0.12          /* of the nut's worth: less is not told unless sentences are asked for by number */
#define FEWEST 3             /* up to so many sentences are told also where they are worth ... */
#define LITTLE 0.05          /* ... so little of the nut's worth */
#define SINGLE 4             /* sentences of a brief where there is one report, unless more are asked for */

typedef struct candidate {
    uint32_t report, sentence, from, to;  /* words */
    uint32_t length;         /* words as white space parts them */
    uint32_t item, items;    /* into chooser.items: the shared statements that it says */
    uint32_t key, keys;      /* into chooser.keys, ascending */
    brief_needs needs;
    double central, weight;  /* how central its words are; their weight */
    double place;            /* how far down reports tell it, 0 to 1 */
    double alone;            /* worth of what it alone has */
    bool taken, dead;
} candidate;

typedef struct chooser {
    story *s;
    SYN_VEC(candidate) at;
    SYN_VEC(uint32_t) items, keys, chosen, distinct;  /* distinct: keys of candidates that have a meaning */
    double *worth;           /* of each shared statement */
    uint8_t *told;           /* [shared] */
    uint8_t *named;          /* [key]: a sentence taken holds it (a person: by name) */
    float *like;             /* [key]: how like its meaning is to that of a key taken */
    uint32_t words;          /* taken */
    syn_map titles;          /* stem -> how many titles have it */
    double title_weight;     /* of all words of all titles */
} chooser;

static uint32_t count_words(syn_slice text) {
    uint32_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || (text.ptr[i] >= '\t' && text.ptr[i] <= '\r');
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

static syn_place place_of(const story *s, const candidate *c) {
    const syn_report *r = s->reports[c->report];
    return (syn_place){c->report, {r->words.at[c->from].begin, r->words.at[c->to - 1].end}, false};
}

/* ---- candidates ---- */
static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* The keys of its words, each once; their weight, and how central they are. */
static bool gather_keys(chooser *k, candidate *c) {
    const word_keys *keys = k->s->keys;
    double central = 0, reports = k->s->count > 1 ? k->s->count - 1 : 1;
    c->key = k->keys.n;
    for (uint32_t w = c->from; w < c->to; w++)
        if (keys->of[c->report][w] != REPORT_NONE && !VEC_PUSH(k->s->scratch, &k->keys, keys->of[c->report][w])) return false;
    uint32_t n = k->keys.n - c->key, kept = 0, *list = k->keys.at + c->key;
    if (n) qsort(list, n, sizeof *list, ascending);
    c->weight = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i && list[i] == list[i - 1]) continue;
        const word_key *key = &keys->at.at[list[i]];
        double share = k->s->count > 1 ? (key->reports - 1) / reports : fmin(1, (key->count - 1) / 6.0);
        central += key->weight * share;
        c->weight += key->weight;
        list[kept++] = list[i];
    }
    k->keys.n = c->key + kept;
    c->keys = kept;
    c->central = central / (10.0 + c->length);
    return true;
}

/* The word behind a dateline ("San Porto - "): names, numbers and marks, then a dash by itself. */
static uint32_t behind_dateline(const syn_report *r, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w + 1 < to && w < from + DATELINE_WORDS; w++) {
        const syn_word *word = &r->words.at[w];
        syn_slice text = report_slice(r, (syn_span){word->begin, word->end});
        bool dash = slice_equal(text, SLICE_LIT("-")) || slice_equal(text, SLICE_LIT("--")) || slice_equal(text, SLICE_LIT("–")) ||
                    slice_equal(text, SLICE_LIT("—")) || slice_equal(text, SLICE_LIT("―"));
        if (dash && w > from && (word->flags & WORD_SPACE) && (word[1].flags & WORD_SPACE)) return w + 1;
        if (word->kind == WORD_LETTERS && !(word->flags & WORD_CAPITAL)) break;
    }
    return from;
}

/* Cuts a sentence that is too long before a clause that hangs on it; false where it cannot be. */
static bool cut_long(const story *s, candidate *c, uint32_t most_words) {
    const syn_report *r = s->reports[c->report];
    for (uint32_t w = c->to - 1; w > c->from + LEAST_CUT; w--) {
        if (r->words.at[w].begin - r->words.at[c->from].begin > LONGEST_BYTES) continue;
        bool comma = r->words.at[w - 1].end - r->words.at[w - 1].begin == 1 && r->text.ptr[r->words.at[w - 1].begin] == ',';
        const lexicon_entry *clause = comma ? lexicon_match(&lexicon_compare_clauses, r->words.at, w, c->to) : NULL;
        if (!clause) continue;
        candidate shorter = *c;
        shorter.to = w - 1;
        if (most_words && count_words(place_slice(s->out, place_of(s, &shorter))) > most_words) continue;
        bool verb = false;
        for (uint32_t at = c->from; at < shorter.to; at++)
            verb |= r->words.at[at].upos == UPOS_VERB || r->words.at[at].upos == UPOS_AUX || r->words.at[at].upos == UPOS_NONE;
        if (!verb) continue;
        c->to = shorter.to;
        return true;
    }
    return false;
}

/* Adds sentence `index` of a report as a candidate, once, if it can stand. */
static bool add_candidate(chooser *k, uint32_t report, uint32_t index, syn_map *seen) {
    story *s = k->s;
    uint32_t *slot = map_slot_of(seen, (uint64_t)report << 32 | index, 1);
    if (!slot) return false;
    if (*slot != 1 || k->at.n >= CANDIDATES) return true;
    *slot = 2;
    const syn_report *r = s->reports[report];
    const syn_sentence *sentence = &r->sentences.at[index];
    candidate c = {.report = report, .sentence = index, .from = sentence->word, .to = sentence->word + sentence->words};
    uint32_t opening = s->first_statement[report];
    if (opening < s->first_statement[report + 1] && s->statements.at[opening].sentence == index)
        c.from = s->statements.at[opening].word;  /* without the dateline */
    c.from = behind_dateline(r, c.from, c.to);
    if (c.from < c.to && !brief_ends(r, c.to)) return true;
    if (c.from >= c.to || s->out->sources[report].copy_of != REPORT_NONE) return true;
    if (span_length(place_of(s, &c).span) > LONGEST_BYTES && !cut_long(s, &c, 0)) return true;
    if (s->brief_words && count_words(place_slice(s->out, place_of(s, &c))) > s->brief_words && !cut_long(s, &c, s->brief_words)) return true;
    bool made;
    if (!brief_stands(s, report, c.from, c.to, &c.needs, &made)) return made;
    c.length = count_words(place_slice(s->out, place_of(s, &c)));
    c.place = (double)index / (r->sentences.n ? r->sentences.n : 1);
    if (c.length < LEAST_WORDS) return made;
    return made && gather_keys(k, &c) && VEC_PUSH(s->scratch, &k->at, c);
}

static bool add_place(chooser *k, syn_place place, syn_map *seen) {
    uint32_t index = report_sentence_at(k->s->reports[place.report], place.span.begin);
    return index == REPORT_NONE || add_candidate(k, place.report, index, seen);
}

static bool gather(chooser *k, syn_map *seen) {
    story *s = k->s;
    const syn_collation *out = s->out;
    for (uint32_t n = 0; n < LEADS; n++)
        for (uint32_t i = 0; i < s->count; i++)
            if (n < s->reports[i]->sentences.n && !add_candidate(k, i, n, seen)) return false;
    for (uint32_t i = 0; i < out->shared.n && k->at.n < CANDIDATES; i++)
        for (uint32_t e = 0; e < out->shared.at[i].evidence.n; e++)
            if (!add_place(k, out->shared.at[i].evidence.at[e], seen)) return false;
    for (uint32_t i = 0; i < out->only.n && i < ALONE; i++)
        if (!add_place(k, out->only.at[i].place, seen)) return false;
    for (uint32_t n = 0; s->count == 1 && n < s->reports[0]->sentences.n; n++)
        if (!add_candidate(k, 0, n, seen)) return false;
    return true;
}

/* Which shared statements each candidate says, through a list of evidence by sentence; and what it alone has. */
static bool tie(chooser *k) {
    story *s = k->s;
    const syn_collation *out = s->out;
    syn_map at;  /* (report, sentence) -> candidate */
    map_init(&at, s->scratch);
    for (uint32_t c = 0; c < k->at.n; c++)
        if (!map_set(&at, (uint64_t)k->at.at[c].report << 32 | k->at.at[c].sentence, c)) return false;
    for (uint32_t i = 0; i < out->only.n; i++) {
        uint32_t n = report_sentence_at(s->reports[out->only.at[i].place.report], out->only.at[i].place.span.begin);
        uint32_t c = n == REPORT_NONE ? MAP_NONE : map_get(&at, (uint64_t)out->only.at[i].place.report << 32 | n);
        if (c != MAP_NONE) k->at.at[c].alone = fmax(k->at.at[c].alone, out->only.at[i].score / ALONE_UNIT);
    }
    uint32_t *pairs = ARENA_ARRAY(s->scratch, uint32_t, k->at.n + 1);
    if (!pairs) return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < out->shared.n; i++)
            for (uint32_t e = 0; e < out->shared.at[i].evidence.n; e++) {
                syn_place place = out->shared.at[i].evidence.at[e];
                uint32_t n = report_sentence_at(s->reports[place.report], place.span.begin);
                uint32_t c = n == REPORT_NONE ? MAP_NONE : map_get(&at, (uint64_t)place.report << 32 | n);
                if (c == MAP_NONE || !span_overlaps(place.span, place_of(s, &k->at.at[c]).span)) continue;
                if (pass == 0) pairs[c]++;
                else if (!k->at.at[c].items || k->items.at[k->at.at[c].item + k->at.at[c].items - 1] != i)
                    k->items.at[k->at.at[c].item + k->at.at[c].items++] = i;
            }
        for (uint32_t c = 0; pass == 0 && c < k->at.n; c++) {
            k->at.at[c].item = k->items.n;
            for (uint32_t n = 0; n < pairs[c]; n++)
                if (!VEC_PUSH(s->scratch, &k->items, 0)) return false;
        }
    }
    return true;
}

/* What each shared statement is worth, and how far down reports tell it. */
static bool value(chooser *k) {
    story *s = k->s;
    const syn_collation *out = s->out;
    k->worth = ARENA_ARRAY(s->scratch, double, out->shared.n + 1);
    k->told = ARENA_ARRAY(s->scratch, uint8_t, out->shared.n + 1);
    k->named = ARENA_ARRAY(s->scratch, uint8_t, s->keys->at.n + 1);
    k->like = ARENA_ARRAY(s->scratch, float, s->keys->at.n + 1);
    double *down = ARENA_ARRAY(s->scratch, double, out->shared.n + 1);
    if (!k->worth || !k->told || !k->named || !k->like || !down) return false;
    for (uint32_t i = 0; i < out->shared.n; i++) {
        const collation_shared *item = &out->shared.at[i];
        double top = 0;
        for (uint32_t e = 0; e < item->evidence.n; e++) {
            const syn_report *r = s->reports[item->evidence.at[e].report];
            uint32_t n = report_sentence_at(r, item->evidence.at[e].span.begin);
            if (n == REPORT_NONE) continue;
            top += 1.0 / (1.0 + n / 3.0);
            down[i] += (double)n / r->sentences.n;
        }
        top /= item->evidence.n ? item->evidence.n : 1;
        down[i] /= item->evidence.n ? item->evidence.n : 1;
        k->worth[i] = log2(1.0 + item->independent) * (2.0 + 4.0 * top);
    }
    for (uint32_t i = 0; i < k->keys.n; i++) k->named[k->keys.at[i]] = 1;
    for (uint32_t i = 0; i < s->keys->at.n; i++)
        if (k->named[i] && s->keys->at.at[i].vector && s->keys->at.at[i].weight >= TELLING && !VEC_PUSH(s->scratch, &k->distinct, i))
            return false;
    memset(k->named, 0, s->keys->at.n);
    for (uint32_t c = 0; c < k->at.n; c++) {
        candidate *one = &k->at.at[c];
        double sum = 0;
        for (uint32_t i = 0; i < one->items; i++) sum += down[k->items.at[one->item + i]];
        if (one->items) one->place = sum / one->items;
    }
    return true;
}

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
        if (words_scan(&words, &sentences, s->reports[i]->title, "en", s->scratch, NULL) != SYN_OK && s->scratch->failed) return false;
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
    double worth = gain(k, c) * (1 + 0.1 * fmin(3, names) + 0.1 * fmin(2, values)) / (1 + 0.8 * c->sentence) * (1 + 4.0 * title_share(k, c));
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
    collation_sentence sentence = {.lead = place_of(s, c), .independent = 1, .difference = difference_at(out, place_of(s, c))};
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
        if (i == 1 || by_place(&sentence.cites.at[i], &sentence.cites.at[kept - 1])) sentence.cites.at[kept++] = sentence.cites.at[i];
    sentence.cites.n = kept;
    return VEC_PUSH(s->keep, &s->out->brief, sentence);
}

/* A story none of whose sentences can stand on its own: the first of its first report. */
static bool tell_first(chooser *k) {
    story *s = k->s;
    for (uint32_t i = 0; i < s->count; i++) {
        const syn_report *r = s->reports[i];
        if (!r->sentences.n || !r->sentences.at[0].words) continue;
        candidate c = {.report = i, .from = r->sentences.at[0].word, .to = r->sentences.at[0].word + r->sentences.at[0].words};
        if (s->brief_words && count_words(place_slice(s->out, place_of(s, &c))) > s->brief_words) continue;
        return tell(k, &c);
    }
    return true;
}

bool story_brief(story *s) {
    chooser k = {.s = s};
    syn_map seen;
    map_init(&seen, s->scratch);
    if (!read_titles(&k) || !gather(&k, &seen) || !tie(&k) || !value(&k) || !choose(&k)) return false;
    put_in_order(&k);
    for (uint32_t i = 0; i < k.chosen.n; i++)
        if (!tell(&k, &k.at.at[k.chosen.at[i]])) return false;
    if (!k.chosen.n && !tell_first(&k)) return false;
    return brief_headline(s);
}
