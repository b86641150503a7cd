/* portrait.c - a report as grouping sees it.
 *
 * A word counts once for each time it stands in the text, more where it is part of a name, less the later it comes, and twice
 * for standing in the title. Its weight is ln(1 + count) x its rarity in news at large (text/background.h): tf-idf with a background
 * that does not change with the stream. The heaviest PORTRAIT_WORDS stay. Numbers are words too. Days are those that the text names in full. A report that states no day has that
 * of the first full date at its head, which counts for less. fingerprint.h is the other half of the portrait.
 *
 * Logarithms are rounded before anything hangs on them. */
#include "group/portrait.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "group/labels.h"
#include "report/outlets.h"
#include "text/background.h"
#include "text/vectors.h"

#define LEAST_RARITY 2.5     /* a commoner word says nothing ... */
#define LEAST_NAME_RARITY 1.0 /* ... unless it is part of a name or a title, or a number */
#define NUMBER_SHARE 0.6     /* a number in the body counts for less */
enum {
    ONCE = 1024, NAMED = 1638,  /* a word of a name counts for more */
    TITLED = 2048,           /* standing in the title */
    FADES = 6,               /* after so many sentences a word counts half */
    HEAD_WORDS = 40,         /* words of content of the text that are its head */
    HEAD_BYTES = 500,        /* in which a date may stand for that of the report */
    WEIGHT_MOST = 255,
    SURE = 90                /* percent: a date found so is taken for stated */
};

typedef struct heard {       /* a word of the report */
    uint64_t stem;
    double rarity;
    uint32_t key, count, times, weight;
    uint8_t marks;
    syn_span place;
} heard;

typedef struct hearing {
    SYN_VEC(heard) words;
    syn_map at;              /* stem -> place in `words` */
    syn_arena *arena;
    uint32_t mention;        /* first that ends after the word at hand */
    uint32_t told;           /* words of content so far */
} hearing;

/* The whole number nearest to a weight. */
static uint32_t nearest(double weight) { return (uint32_t)(weight + 0.5); }

/* Mixed once more: stems that differ in their last byte alone have hashes that differ in few bits. */
static uint32_t key_of(uint64_t stem) {
    uint32_t key = vectors_key(stem);
    return key ? key : 1;
}

/* Words of content: letters, hashtags and numbers that are no function words. */
static bool content(const syn_word *word) {
    return (word->kind == WORD_LETTERS || word->kind == WORD_HASHTAG || word->kind == WORD_NUMBER) && !(word->flags & WORD_STOP);
}

static bool hear(hearing *h, const syn_word *word, uint32_t count, uint8_t marks, syn_span place) {
    uint32_t *at = map_slot_of(&h->at, word->stem, h->words.n);
    if (!at) return false;
    if (*at == h->words.n) {
        heard new = {.stem = word->stem, .rarity = background_rarity(word->stem), .key = key_of(word->stem), .place = place};
        if (!VEC_PUSH(h->arena, &h->words, new)) return false;
    }
    heard *own = &h->words.at[*at];
    own->count += count;
    own->times++;
    own->marks |= marks;
    if (word->kind == WORD_NUMBER) own->marks |= MARK_NUMBER;
    if (!span_present(own->place)) own->place = place;
    return true;
}

/* The marks of the name that a word stands in; 0 where it stands in none. Its span, or the word's, in `place`. */
static uint8_t name_at(hearing *h, const syn_report *r, const syn_word *word, syn_span *place) {
    static const uint8_t marks[] = {
        [NAME_PERSON] = MARK_NAME | MARK_PERSON, [NAME_ORGANIZATION] = MARK_NAME | MARK_OTHER,
        [NAME_PLACE] = MARK_NAME | MARK_PLACE, [NAME_OTHER] = MARK_NAME | MARK_OTHER};
    while (h->mention < r->mentions.n && r->mentions.at[h->mention].span.end <= word->begin) h->mention++;
    *place = (syn_span){word->begin, word->end};
    if (h->mention == r->mentions.n || r->mentions.at[h->mention].span.begin > word->begin) return 0;
    const syn_mention *m = &r->mentions.at[h->mention];
    if (m->form != FORM_NAME) return 0;
    *place = m->span;
    return marks[m->type];
}

static bool hear_text(hearing *h, const syn_report *r) {
    for (uint32_t w = 0; w < r->words.n; w++) {
        const syn_word *word = &r->words.at[w];
        if (!content(word)) continue;
        syn_span place;
        uint32_t sentence = word->sentence < 10000 ? word->sentence : 10000;
        uint8_t marks = name_at(h, r, word, &place);
        uint32_t count = (uint32_t)(marks ? NAMED : ONCE) * FADES / (FADES + sentence);
        if (h->told < HEAD_WORDS) marks |= MARK_HEAD;
        if (!r->title.len && sentence == 0) marks |= MARK_TITLE;
        if (!hear(h, word, count, marks, place)) return false;
        h->told++;
    }
    return true;
}

static void copy_language(const syn_report *r, char out[8]) {
    memset(out, 0, 8);
    if (r->language.len && r->language.len < 8) memcpy(out, r->language.ptr, r->language.len);
}

static bool hear_title(hearing *h, const syn_report *r) {
    syn_words words = {0};
    syn_sentences sentences = {0};
    char language[8];
    copy_language(r, language);
    if (!r->title.len) return true;
    if (words_scan(&words, &sentences, r->title, language, h->arena, NULL) != SYN_OK) return false;
    for (uint32_t w = 0; w < words.n; w++)
        if (content(&words.at[w]) && !hear(h, &words.at[w], TITLED, MARK_TITLE | MARK_HEAD, (syn_span){0, 0})) return false;
    return true;
}

static int by_weight(const void *left, const void *right) {
    const heard *a = left, *b = right;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

static void weigh(hearing *h) {
    for (uint32_t i = 0; i < h->words.n; i++) {
        heard *w = &h->words.at[i];
        bool lasting = w->marks & (MARK_NAME | MARK_TITLE | MARK_NUMBER);
        if (w->rarity < (lasting ? LEAST_NAME_RARITY : LEAST_RARITY)) continue;
        double share = (w->marks & MARK_NUMBER) && !(w->marks & MARK_HEAD) ? NUMBER_SHARE : 1.0;
        w->weight = nearest(log(1.0 + w->count / (double)ONCE) * w->rarity * share * 1024.0);
    }
    if (h->words.n) qsort(h->words.at, h->words.n, sizeof *h->words.at, by_weight);
}

static int by_value(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* The heaviest words, in order of their hashes, with weights that make a vector of length 512. */
static void put_words(const hearing *h, portrait *out) {
    enum { ONE = 512 };
    portrait_features *f = &out->features;
    double squares = 0;
    uint64_t sorted[PORTRAIT_WORDS];
    uint32_t n = 0;
    while (n < h->words.n && n < PORTRAIT_WORDS && h->words.at[n].weight) n++;
    for (uint32_t i = 0; i < n; i++) squares += (double)h->words.at[i].weight * h->words.at[i].weight;
    for (uint32_t i = 0; i < n; i++) {
        const heard *w = &h->words.at[i];
        uint32_t weight = nearest(w->weight * (ONE / sqrt(squares)));
        weight = weight > WEIGHT_MOST ? WEIGHT_MOST : weight ? weight : 1;
        if (i < PORTRAIT_KEYS) {
            out->key[i] = w->key;
            out->key_weight[i] = (uint8_t)weight;
            out->place[i] = w->place;
            out->keys++;
        }
        uint64_t word = (w->key >> PORTRAIT_KEY_BITS << PORTRAIT_KEY_BITS) | weight;
        uint64_t marks = w->marks | (i < PORTRAIT_TOP ? MARK_TOP : 0);
        sorted[i] = word << 32 | marks << 8 | nearest(w->rarity * 16.0);
    }
    for (uint32_t i = 1; i < n; i++) {                   /* few, and no two orders are possible */
        uint64_t held = sorted[i];
        uint32_t k = i;
        for (; k > 0 && sorted[k - 1] > held; k--) sorted[k] = sorted[k - 1];
        sorted[k] = held;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t word = (uint32_t)(sorted[i] >> 32);
        if (f->count && portrait_hash(f->word[f->count - 1]) == portrait_hash(word)) continue;  /* two words of one hash */
        f->word[f->count] = word;
        f->marks[f->count] = (uint8_t)(sorted[i] >> 8);
        f->rarity[f->count++] = (uint8_t)sorted[i];
    }
}

/* A day that a time names in full, or 0. */
static uint32_t day_named(const syn_time *t) {
    syn_civil day;
    if ((t->type != TIME_DATE && t->type != TIME_TIME) || t->value.len < 10 || !civil_parse(slice_cut(t->value, 0, 10), &day)) return 0;
    long days = day.grain >= CIVIL_DAY ? civil_days(day.year, day.month, day.day) : 0;
    return days > 0 && days <= UINT16_MAX ? (uint32_t)days : 0;
}

typedef struct day_count { uint32_t day, times; } day_count;

static int by_times(const void *left, const void *right) {
    const day_count *a = left, *b = right;
    if (a->times != b->times) return a->times > b->times ? -1 : 1;
    return a->day < b->day ? -1 : a->day > b->day;
}

static bool put_days(const syn_report *r, hearing *h, portrait_features *f) {
    SYN_VEC(day_count) days = {0};
    syn_map at;
    map_init(&at, h->arena);
    for (uint32_t i = 0; i < r->times.n; i++) {
        uint32_t day = day_named(&r->times.at[i]);
        if (!day) continue;
        uint32_t *place = map_slot_of(&at, day, days.n);
        if (!place || (*place == days.n && !VEC_PUSH(h->arena, &days, (day_count){day, 0}))) return false;
        days.at[*place].times++;
    }
    if (days.n) qsort(days.at, days.n, sizeof *days.at, by_times);
    uint32_t kept[PORTRAIT_DAYS];
    for (; f->days < days.n && f->days < PORTRAIT_DAYS; f->days++) kept[f->days] = days.at[f->days].day;
    if (f->days) qsort(kept, f->days, sizeof *kept, by_value);
    for (uint32_t i = 0; i < f->days; i++) f->named_day[i] = (uint16_t)kept[i];
    return true;
}

/* A written year in a span: "2005". */
static bool has_year(syn_slice s) {
    uint32_t digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        digits = s.ptr[i] >= '0' && s.ptr[i] <= '9' ? digits + 1 : 0;
        if (digits == 4) return true;
    }
    return false;
}

/* The day of a report that states none: the first full date at its head. */
static void guess_day(const syn_report *r, portrait_features *f) {
    for (uint32_t i = 0; i < r->times.n && r->times.at[i].span.begin < HEAD_BYTES; i++) {
        uint32_t day = day_named(&r->times.at[i]);
        if (!day || !has_year(report_slice(r, r->times.at[i].span))) continue;
        f->day = (int32_t)day;
        return;
    }
}

static bool add_features(const syn_report *r, portrait *out, syn_arena *arena) {
    char language[8];
    copy_language(r, language);
    hearing h = {.arena = arena};
    map_init(&h.at, arena);
    if (!hear_text(&h, r) || !hear_title(&h, r) || !put_days(r, &h, &out->features)) return false;
    weigh(&h);
    put_words(&h, out);
    out->features.amounts = amounts_of(r, language);
    if (!out->features.day_stated) guess_day(r, &out->features);
    portrait_sum(&out->features);
    return true;
}

void portrait_sum(portrait_features *f) {
    uint64_t part[PARTS] = {0};
    memset(f->squares, 0, sizeof f->squares);
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t marks = f->marks[i], w = portrait_weight(f->word[i]), r = f->rarity[i];
        f->squares[CHANNEL_ALL] += w * w;
        if (!(marks & (MARK_NAME | MARK_NUMBER))) f->squares[CHANNEL_PLAIN] += w * w;
        if (marks & MARK_NAME) f->squares[CHANNEL_NAME] += w * w;
        if (marks & MARK_PERSON) f->squares[CHANNEL_PERSON] += w * w;
        if (marks & MARK_PLACE) f->squares[CHANNEL_PLACE] += w * w;
        if (marks & MARK_OTHER) f->squares[CHANNEL_OTHER] += w * w;
        if (marks & MARK_NUMBER) f->squares[CHANNEL_NUMBER] += r * r;
        if (marks & MARK_TITLE) f->squares[CHANNEL_TITLE] += r * r;
        if (marks & MARK_HEAD) f->squares[CHANNEL_HEAD] += r * r;
        if ((marks & MARK_HEAD) && (marks & MARK_NAME)) f->squares[CHANNEL_HEAD_NAME] += r * r;
        if (marks & MARK_TOP) part[PART_TOP] += w;
        if ((marks & MARK_HEAD) && (marks & MARK_NAME)) part[PART_HEAD_NAME] += r;
        if (marks & MARK_TITLE) part[PART_TITLE] += r;
        if (marks & MARK_PLACE) part[PART_PLACE] += w;
        if (marks & MARK_PERSON) part[PART_PERSON] += w;
    }
    for (int k = 0; k < PARTS; k++) f->part[k] = (uint16_t)part[k];
}

uint32_t portrait_find(const portrait_features *f, uint32_t key) {
    uint32_t low = 0, high = f->count, hash = portrait_hash(key);
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (portrait_hash(f->word[middle]) < hash) low = middle + 1;
        else high = middle;
    }
    return low < f->count && portrait_hash(f->word[low]) == hash ? low : f->count;
}

static bool add_print(const syn_report *r, portrait *out, syn_arena *arena) {
    if (!fingerprint_of(r, &out->print, arena)) return false;
    out->features.words = (uint16_t)(out->print.words < UINT16_MAX ? out->print.words : UINT16_MAX);
    return true;
}

/* When it was published, as finely as that is told. */
static void add_time(const syn_report *r, portrait *out) {
    syn_civil moment;
    out->day = PORTRAIT_NO_DAY;
    out->minute = -1;
    out->zone = PORTRAIT_NO_ZONE;
    if (!civil_parse(r->published, &moment) || moment.grain < CIVIL_DAY) return;
    out->day = (int32_t)civil_days(moment.year, moment.month, moment.day);
    if (moment.grain >= CIVIL_MINUTE) out->minute = (int16_t)(moment.hour * 60 + moment.minute);
    if (moment.grain >= CIVIL_MINUTE && moment.has_offset) out->zone = (int8_t)(moment.offset / 15);
    out->time_stated = r->published_sure ? r->published_sure >= SURE : !slice_equal(r->published_from, SLICE_LIT("url"));
}

uint32_t portrait_outlet(syn_slice name, bool *agency, syn_arena *scratch) {
    uint64_t key = outlet_key(name, agency, scratch);
    return key ? key_of(key) : 0;
}

static void add_credit(const syn_report *r, portrait *out, syn_arena *arena) {
    syn_slice outlet = outlet_of_text(r, arena);
    out->source_credited = r->source_credited;
    if (outlet.len) out->credit = portrait_outlet(outlet, &out->credit_agency, arena);
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
    add_time(report, out);
    out->features.day = out->day;
    out->features.day_stated = out->day != PORTRAIT_NO_DAY;
    out->names = label_names_pack(report, arena);
    if (out->article) add_credit(report, out, arena);
    if (out->article && add_features(report, out, arena)) add_print(report, out, arena);
    return arena_check(arena, "group", error);
}
