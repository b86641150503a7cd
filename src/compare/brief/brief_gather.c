/* brief_gather.c - the sentences that a brief may tell.
 *
 * In: shared statements and those of one report, keys of words. Out: candidates, each with the shared statements that it
 * says, its keys, how central they are, and what must be told before it (brief_stands.c). A dateline is left out; a
 * sentence that is too long is cut before a clause that hangs on it, or not told. Copies of whole reports give none. */
#include "compare/brief/brief.h"

#include <math.h>
#include <stdlib.h>

#include "compare/lexicon/lexicon.gen.h"
#include "compare/words.h"

#define CANDIDATES 384
#define EVIDENCE 6           /* places of a shared statement that are candidates */
#define LEADS 4              /* first sentences of each report that are candidates */
#define ALONE 40             /* best findings of one report alone that are candidates */
#define ALONE_UNIT 30.0      /* score of a finding of one report alone that is worth 1 */
#define LONGEST_BYTES 420    /* a longer sentence is cut, or left out */
#define LEAST_WORDS 5        /* a sentence of fewer tells too little */
#define LEAST_CUT 8          /* words that a sentence keeps when it is cut */

uint32_t brief_words_of(syn_slice text) {
    uint32_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || (text.ptr[i] >= '\t' && text.ptr[i] <= '\r');
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

syn_place brief_place(const story *s, const candidate *c) {
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
        if (keys->of[c->report][w] != REPORT_NONE && !VEC_PUSH(k->s->scratch, &k->keys, keys->of[c->report][w]))
            return false;
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
        if (most_words && brief_words_of(place_slice(s->out, brief_place(s, &shorter))) > most_words) continue;
        bool verb = false;
        for (uint32_t at = c->from; at < shorter.to; at++)
            verb |= r->words.at[at].upos == UPOS_VERB || r->words.at[at].upos == UPOS_AUX ||
                    r->words.at[at].upos == UPOS_NONE;
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
    c.from = words_behind_dateline(r, c.from, c.to);
    if (c.from < c.to && !brief_ends(r, c.to)) return true;
    if (c.from >= c.to || s->out->sources[report].copy_of != REPORT_NONE) return true;
    if (span_length(brief_place(s, &c).span) > LONGEST_BYTES && !cut_long(s, &c, 0)) return true;
    if (s->brief_words && brief_words_of(place_slice(s->out, brief_place(s, &c))) > s->brief_words &&
        !cut_long(s, &c, s->brief_words)) return true;
    bool made;
    if (!brief_stands(s, report, c.from, c.to, &c.needs, &made)) return made;
    c.length = brief_words_of(place_slice(s->out, brief_place(s, &c)));
    c.place = (double)index / (r->sentences.n ? r->sentences.n : 1);
    if (c.length < LEAST_WORDS) return made;
    return made && gather_keys(k, &c) && VEC_PUSH(s->scratch, &k->at, c);
}

static bool add_place(chooser *k, syn_place place, syn_map *seen) {
    uint32_t index = report_sentence_at(k->s->reports[place.report], place.span.begin);
    return index == REPORT_NONE || add_candidate(k, place.report, index, seen);
}

/* The first sentences of reports, then what is shared, then more of the first, then what one report alone has; each kind
 * leaves room for the next. */
static bool gather(chooser *k, syn_map *seen) {
    story *s = k->s;
    const syn_collation *out = s->out;
    for (uint32_t n = 0; n < LEADS; n++) {
        for (uint32_t i = 0; i < s->count && k->at.n < (n ? CANDIDATES - ALONE : CANDIDATES / 3); i++)
            if (n < s->reports[i]->sentences.n && !add_candidate(k, i, n, seen)) return false;
        for (uint32_t i = 0; n == 0 && i < out->shared.n && k->at.n < CANDIDATES * 3 / 4; i++)
            for (uint32_t e = 0; e < out->shared.at[i].evidence.n && e < EVIDENCE; e++)
                if (!add_place(k, out->shared.at[i].evidence.at[e], seen)) return false;
    }
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
                if (c == MAP_NONE || !span_overlaps(place.span, brief_place(s, &k->at.at[c]).span)) continue;
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
        if (k->named[i] && s->keys->at.at[i].vector && s->keys->at.at[i].weight >= TELLING &&
            !VEC_PUSH(s->scratch, &k->distinct, i))
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

bool brief_gather(chooser *k) {
    syn_map seen;
    map_init(&seen, k->s->scratch);
    return gather(k, &seen) && tie(k) && value(k);
}
