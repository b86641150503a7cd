/* portrait.c - a report as grouping sees it.
 *
 * A word counts once for each time it stands in the text, more where it is part of a name, and again for standing in the
 * title. Its weight is (1 + ln count) x its rarity in news at large (text/background.h): tf-idf with a background that does not
 * change with the stream. The heaviest PORTRAIT_WORDS stay. A word is of the kind of the names that it mostly stands in.
 * Days: values of times that name a day or a weekday. Numbers: values with what kind of number they are. Runs of RUN words, one
 * in SAMPLE of them by hash, are the fingerprint (sampled shingles: Broder 1997).
 *
 * Logarithms are rounded to 1/1024 before anything hangs on them. */
#include "group/portrait.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "text/background.h"

#define LEAST_RARITY 2.5     /* a commoner word says nothing ... */
#define LEAST_NAME_RARITY 1.0 /* ... unless it is part of a name */
enum {
    ONCE = 10, NAMED = 16,   /* a word of a name counts for more */
    TITLED = 20,             /* standing in the title counts as this much more */
    LEAD_WORDS = 60,         /* words of the text that are its lead */
    RUN = 5, SAMPLE = 4, WEIGHT_MOST = 255
};

typedef struct heard {       /* a word of the report */
    uint64_t stem;
    uint32_t key, count, weight, named[KIND_OTHER + 1];
    uint8_t marks;
    syn_span place;
    word_vector vector;
} heard;

typedef struct hearing {
    SYN_VEC(heard) words;
    syn_map at;              /* stem -> place in `words` */
    syn_arena *arena;
    syn_vectors table;
    uint32_t mention;        /* first that ends after the word at hand */
} hearing;

/* The whole number nearest to a weight. */
static uint32_t nearest(double weight) { return (uint32_t)(weight + 0.5); }

static uint32_t fold_key(uint64_t hash) {
    uint32_t key = (uint32_t)(hash ^ (hash >> 32));
    return key ? key : 1;
}

static bool content(const syn_word *word) {
    return (word->kind == WORD_LETTERS || word->kind == WORD_HASHTAG) && !(word->flags & WORD_STOP);
}

/* Counts a word; `kind` is that of the name it stands in, or KIND_WORD. */
static bool hear(hearing *h, const syn_word *word, portrait_kind kind, uint32_t count, uint8_t mark, syn_span place) {
    double rarity = background_rarity(word->stem);
    if (rarity < (kind == KIND_WORD ? LEAST_RARITY : LEAST_NAME_RARITY)) return true;
    uint32_t *at = map_slot_of(&h->at, word->stem, h->words.n);
    if (!at) return false;
    if (*at == h->words.n) {
        heard new = {.stem = word->stem, .key = fold_key(word->stem), .place = place, .vector = vectors_word(&h->table, word)};
        if (!VEC_PUSH(h->arena, &h->words, new)) return false;
    }
    heard *own = &h->words.at[*at];
    own->count += count;
    own->marks |= mark;
    own->named[kind] += count;
    if (!span_present(own->place)) own->place = place;
    return true;
}

/* The kind of the name that a word stands in; its span in `place`. */
static portrait_kind name_at(hearing *h, const syn_report *r, const syn_word *word, syn_span *place) {
    static const uint8_t kinds[] = {
        [NAME_PERSON] = KIND_PERSON, [NAME_ORGANIZATION] = KIND_ORGANIZATION, [NAME_PLACE] = KIND_PLACE, [NAME_OTHER] = KIND_OTHER};
    while (h->mention < r->mentions.n && r->mentions.at[h->mention].span.end <= word->begin) h->mention++;
    *place = (syn_span){word->begin, word->end};
    if (h->mention == r->mentions.n || r->mentions.at[h->mention].span.begin > word->begin) return KIND_WORD;
    const syn_mention *m = &r->mentions.at[h->mention];
    if (m->form != FORM_NAME) return KIND_WORD;
    *place = m->span;
    return (portrait_kind)kinds[m->entity < r->entities.n ? r->entities.at[m->entity].type : m->type];
}

static bool hear_text(hearing *h, const syn_report *r) {
    uint32_t words = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL) continue;
        words++;
        if (!content(word)) continue;
        syn_span place;
        portrait_kind kind = name_at(h, r, word, &place);
        if (!hear(h, word, kind, kind == KIND_WORD ? ONCE : NAMED, words <= LEAD_WORDS ? MARK_LEAD : 0, place)) return false;
    }
    return true;
}

static bool hear_title(hearing *h, const syn_report *r) {
    syn_words words = {0};
    syn_sentences sentences = {0};
    char language[8] = "";
    if (!r->title.len) return true;
    if (r->language.len < sizeof language) memcpy(language, r->language.ptr, r->language.len);
    if (words_scan(&words, &sentences, r->title, language, h->arena, NULL) != SYN_OK) return false;
    for (uint32_t w = 0; w < words.n; w++)
        if (content(&words.at[w]) && !hear(h, &words.at[w], KIND_WORD, TITLED, MARK_TITLE, (syn_span){0, 0})) return false;
    return true;
}

/* The kind of the names that the word stands in at least as often as not. */
static uint8_t kind_of(const heard *word) {
    uint32_t named = 0, best = KIND_PERSON;
    for (uint32_t k = KIND_PERSON; k <= KIND_OTHER; k++) {
        named += word->named[k];
        if (word->named[k] > word->named[best]) best = k;
    }
    return (uint8_t)(named >= word->named[KIND_WORD] ? best : KIND_WORD);
}

static int by_weight(const void *left, const void *right) {
    const heard *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

static void weigh(hearing *h) {
    for (uint32_t i = 0; i < h->words.n; i++) {
        heard *w = &h->words.at[i];
        w->weight = nearest((1.0 + log(w->count / (double)ONCE)) * background_rarity(w->stem) * 1024.0);
        w->marks |= kind_of(w);
    }
    if (h->words.n) qsort(h->words.at, h->words.n, sizeof *h->words.at, by_weight);
}

/* The direction of the report among word vectors: the sum of its words' rows by size and weight, of length VECTORS_ONE. */
static void turn(const hearing *h, int8_t out[VECTORS_SIZE]) {
    int64_t sum[VECTORS_SIZE] = {0};
    double squares = 0;
    for (uint32_t i = 0; i < h->words.n; i++) {
        const heard *w = &h->words.at[i];
        int64_t size = (int64_t)w->vector.size * (w->weight >> 8);
        for (unsigned k = 0; w->vector.at && k < VECTORS_SIZE; k++) sum[k] += size * w->vector.at[k];
    }
    for (unsigned k = 0; k < VECTORS_SIZE; k++) squares += (double)sum[k] * (double)sum[k];
    if (squares < 1) return;
    for (unsigned k = 0; k < VECTORS_SIZE; k++) {
        double turned = floor((double)sum[k] * VECTORS_ONE / sqrt(squares) + 0.5);
        out[k] = (int8_t)(turned > 127 ? 127 : turned < -127 ? -127 : turned);
    }
}

static void put(portrait *out, uint32_t key, uint32_t weight, uint8_t marks, syn_span place) {
    portrait_features *f = &out->features;
    f->key[f->count] = key;
    f->weight[f->count] = (uint8_t)(weight < WEIGHT_MOST ? weight : WEIGHT_MOST);
    f->marks[f->count] = marks;
    out->place[f->count++] = place;
}

static void put_words(const hearing *h, portrait *out) {
    double squares = 0;
    uint32_t n = h->words.n < PORTRAIT_WORDS ? h->words.n : PORTRAIT_WORDS;
    for (uint32_t i = 0; i < n; i++) squares += (double)h->words.at[i].weight * h->words.at[i].weight;
    for (uint32_t i = 0; i < n; i++) {
        const heard *w = &h->words.at[i];
        uint32_t weight = nearest(w->weight * (PORTRAIT_ONE / sqrt(squares)));
        put(out, w->key, weight ? weight : 1, w->marks, w->place);
    }
}

/* A day or number once more: true if it is new and there is room for it. */
static bool put_once(portrait *out, uint64_t hash, uint32_t weight, uint8_t kind, uint32_t most, syn_span place) {
    portrait_features *f = &out->features;
    uint32_t key = fold_key(hash), same = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        same += (f->marks[i] & MARK_KIND) == kind;
        if (f->key[i] != key) continue;
        if ((f->marks[i] & MARK_KIND) == kind && f->weight[i] <= WEIGHT_MOST - weight) f->weight[i] = (uint8_t)(f->weight[i] + weight);
        return false;
    }
    if (same < most) put(out, key, weight, kind, place);
    return same < most;
}

/* A day as a value says it: YYYY-MM-DD, or a weekday of an unknown week. */
static syn_slice day_in(const syn_time *t) {
    if (t->type != TIME_DATE && t->type != TIME_TIME) return slice_of("", 0);
    if (t->value.len >= 10 && t->value.ptr[4] == '-' && t->value.ptr[7] == '-' && t->value.ptr[5] != 'W') return slice_cut(t->value, 0, 10);
    if (t->value.len >= 10 && t->value.ptr[5] == 'W') return slice_cut(t->value, 0, 10);
    return slice_of("", 0);
}

static void put_days(const syn_report *r, portrait *out) {
    for (uint32_t i = 0; i < r->times.n; i++) {
        syn_slice day = day_in(&r->times.at[i]);
        uint64_t hash = hash_join(0, KIND_DAY);
        for (size_t k = 0; k < day.len; k++) hash = hash_join(hash, (unsigned char)day.ptr[k]);
        if (day.len) put_once(out, hash, 32, KIND_DAY, PORTRAIT_DAYS, r->times.at[i].span);
    }
}

static void put_numbers(const syn_report *r, portrait *out) {
    for (uint32_t i = 0; i < r->numbers.n; i++) {
        const syn_number *n = &r->numbers.at[i];
        if (n->kind == NUMBER_ORDINAL || n->kind == NUMBER_SHARE || n->value < 4 || n->value > 1e15) continue;
        uint64_t value = (uint64_t)(n->value * 100 + 0.5), round = value;
        uint32_t digits = 0;
        while (round && round % 10 == 0) round /= 10;
        for (; round; round /= 10) digits++;
        uint64_t hash = hash_join(hash_join(hash_join(0, KIND_NUMBER), value), n->kind);
        put_once(out, hash, 24 * (digits < 4 ? digits : 4), KIND_NUMBER, PORTRAIT_NUMBERS, n->span);
    }
}

/* Puts the features in order of key; `heavy` keeps which were the heaviest words. */
static void sort_by_key(portrait *out) {
    portrait_features *f = &out->features;
    uint8_t at[PORTRAIT_FEATURES], where[PORTRAIT_FEATURES];
    portrait_features old = *f;
    syn_span place[PORTRAIT_FEATURES];
    memcpy(place, out->place, sizeof place);
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t k = i;
        for (; k > 0 && old.key[at[k - 1]] > old.key[i]; k--) at[k] = at[k - 1];
        at[k] = (uint8_t)i;
    }
    for (uint32_t i = 0; i < f->count; i++) {
        f->key[i] = old.key[at[i]];
        f->weight[i] = old.weight[at[i]];
        f->marks[i] = old.marks[at[i]];
        out->place[i] = place[at[i]];
        where[at[i]] = (uint8_t)i;
    }
    for (uint32_t i = 0; i < f->count && i < PORTRAIT_KEYS && (old.marks[i] & MARK_KIND) < KIND_DAY; i++) f->heavy[f->heavies++] = where[i];
}

static bool add_features(const syn_report *r, portrait *out, syn_arena *arena) {
    char language[8] = "";
    if (r->language.len < sizeof language) memcpy(language, r->language.ptr, r->language.len);
    hearing h = {.arena = arena, .table = vectors_find(language)};
    map_init(&h.at, arena);
    if (!hear_text(&h, r) || !hear_title(&h, r)) return false;
    weigh(&h);
    turn(&h, out->features.dense);
    put_words(&h, out);
    put_days(r, out);
    put_numbers(r, out);
    sort_by_key(out);
    return true;
}

static bool add_runs(const syn_report *r, portrait *out, syn_arena *arena) {
    uint64_t folds[RUN] = {0};
    uint32_t words = 0;
    for (uint32_t w = 0; w < r->words.n; w++) {
        if (r->words.at[w].kind == WORD_PUNCT || r->words.at[w].kind == WORD_SYMBOL) continue;
        folds[words++ % RUN] = r->words.at[w].fold;
        if (words < RUN) continue;
        uint64_t hash = 0;
        for (uint32_t k = 0; k < RUN; k++) hash = hash_join(hash, folds[(words + k) % RUN]);
        if ((hash ^ (hash >> 32)) % SAMPLE == 0 && !VEC_PUSH(arena, &out->runs, hash)) return false;
    }
    out->features.words = (uint16_t)(words < UINT16_MAX ? words : UINT16_MAX);
    return true;
}

static int32_t day_of(syn_slice published) {
    syn_civil moment;
    if (!civil_parse(published, &moment) || moment.grain < CIVIL_DAY) return PORTRAIT_NO_DAY;
    return (int32_t)civil_days(moment.year, moment.month, moment.day);
}

static uint64_t content_of(const syn_report *r) {
    const syn_slice parts[] = {r->title, r->url, r->published, r->text};
    uint64_t hash = (uint64_t)r->outcome;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) hash = hash_join(hash, slice_hash(parts[i]));
    return hash;
}

syn_code portrait_of(const syn_report *report, portrait *out, syn_arena *arena, syn_error *error) {
    *out = (portrait){.id = report->id, .url = report->url, .source = report->source, .title = report->title};
    out->article = report->outcome == SYN_OUTCOME_ARTICLE;
    out->content = content_of(report);
    out->features.day = day_of(report->published);
    if (out->article && add_features(report, out, arena)) add_runs(report, out, arena);
    return arena_check(arena, "group", error);
}
