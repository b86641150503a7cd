/* labels.c - headline, people and places, size and pace of a story.
 *
 * Headline: a title is worth the rarity of its words, each by the share of the other titles that have it, against its
 * length, and what its form makes of it (text/titles.h); the earliest of the best. So the title that says what most say
 * heads the story (a medoid, as in Radev et al., "Centroid-based summarization", 2004).
 * Names: one person is known over reports by the full name; a name of one word goes to the full name that ends with it, where
 * there is only one such. Order: reports that have the name, then mentions, then which came first. */
#include "group/labels.h"

#include <math.h>

#include "base/error.h"
#include "base/map.h"
#include "text/background.h"
#include "text/titles.h"

#define TITLE_WORDS 48         /* words of a title that are looked at */
#define UNSHARED 0.15          /* what a word counts for that no other title has */
#define PACE_LEAST 4           /* reports with times that make a pace */
#define PACE_CHANGE 1.5        /* times as many as the day before: rising */
#define MINUTES_A_DAY (24 * 60)

/* ---- headline ---- */

typedef struct title_word {
    uint32_t titles, last;     /* how many titles have it; the last one counted */
} title_word;

typedef struct titles {
    syn_arena *scratch;
    SYN_VEC(title_word) at;
    syn_map index;             /* stem -> at */
    syn_words *words;          /* of each report's title */
    uint32_t count;            /* titles of reports that count */
} titles;

static bool content(const syn_word *word) {
    return !(word->flags & WORD_STOP) && word->kind != WORD_PUNCT && word->kind != WORD_SYMBOL && word->kind != WORD_POSSESSIVE;
}

static bool read_titles(titles *t, const label_report *reports, uint32_t count) {
    map_init(&t->index, t->scratch);
    t->words = ARENA_ARRAY(t->scratch, syn_words, count);
    for (uint32_t r = 0; t->words && r < count; r++) {
        syn_sentences sentences = {0};
        if (!reports[r].counts || !reports[r].title.len) continue;
        if (words_scan(&t->words[r], &sentences, reports[r].title, "en", t->scratch, NULL) != SYN_OK) continue;
        t->count++;
        for (uint32_t w = 0; w < t->words[r].n && w < TITLE_WORDS; w++) {
            if (!content(&t->words[r].at[w])) continue;
            uint32_t *slot = map_slot_of(&t->index, t->words[r].at[w].stem, t->at.n);
            if (!slot || (*slot == t->at.n && !VEC_PUSH(t->scratch, &t->at, (title_word){0, REPORT_NONE}))) return false;
            title_word *word = &t->at.at[*slot];
            word->titles += word->last != r;
            word->last = r;
        }
    }
    return !t->scratch->failed;
}

static double worth(const titles *t, const label_report *report, const syn_words *words) {
    uint64_t seen[TITLE_WORDS];
    uint32_t distinct = 0;
    double sum = 0;
    for (uint32_t w = 0; w < words->n && w < TITLE_WORDS; w++) {
        if (!content(&words->at[w])) continue;
        uint64_t stem = words->at[w].stem;
        uint32_t i = 0;
        while (i < distinct && seen[i] != stem) i++;
        if (i < distinct) continue;
        seen[distinct++] = stem;
        uint32_t shared = t->at.at[map_get(&t->index, stem)].titles - 1;
        double agreed = t->count > 1 ? shared / (t->count - 1.0) : 1;
        sum += fmin(8, background_rarity(stem)) * (UNSHARED + agreed);
    }
    return distinct ? title_form(report->title, words) * sum / (4.0 + distinct) : 0;
}

static bool find_headline(const label_report *reports, uint32_t count, story_label *out, syn_arena *scratch) {
    titles t = {.scratch = scratch};
    if (!read_titles(&t, reports, count)) return false;
    double best = -1;
    for (uint32_t r = 0; r < count; r++) {
        if (!reports[r].counts || !reports[r].title.len) continue;
        double now = floor(1e6 * worth(&t, &reports[r], &t.words[r]));  /* equal but for rounding is equal */
        if (now <= best) continue;
        best = now;
        out->headline = r;
    }
    return true;
}

/* ---- names ---- */

typedef struct told_name {
    syn_slice name;
    uint64_t last_word;        /* fold of its last word */
    uint32_t words, reports, mentions;
    uint32_t seen;             /* the last report counted, 1 + its index */
    uint32_t fuller;           /* the only full name that ends with it, else its own index */
    uint8_t type;
} told_name;

typedef struct told_names {
    syn_arena *scratch;
    SYN_VEC(told_name) at;     /* in order of coming */
    SYN_VEC(uint32_t) which;   /* of each name of each report that counts, in order: its index in `at` */
    syn_map index;             /* type and folded words -> at */
} told_names;

static bool read_name(told_names *told, const label_name *name) {
    syn_words words = {0};
    syn_sentences sentences = {0};
    if (words_scan(&words, &sentences, name->name, "en", told->scratch, NULL) != SYN_OK) return false;
    uint64_t key = hash_join(0, name->type + 1u);
    for (uint32_t w = 0; w < words.n; w++) key = hash_join(key, words.at[w].fold);
    uint32_t *slot = map_slot_of(&told->index, key, told->at.n);
    if (!slot) return false;
    if (*slot == told->at.n) {
        told_name new = {.name = name->name, .words = words.n, .fuller = told->at.n, .type = name->type};
        if (words.n) new.last_word = words.at[words.n - 1].fold;
        if (!VEC_PUSH(told->scratch, &told->at, new)) return false;
    }
    return VEC_PUSH(told->scratch, &told->which, *slot);
}

/* Persons' names of one word go to the only full name that ends with them. */
static bool join_names(told_names *told) {
    const uint32_t MANY = MAP_NONE - 1;
    syn_map full;              /* last word -> the full name that ends with it, or MANY */
    map_init(&full, told->scratch);
    for (uint32_t i = 0; i < told->at.n; i++) {
        if (told->at.at[i].type != NAME_PERSON || told->at.at[i].words < 2) continue;
        uint32_t *slot = map_slot_of(&full, told->at.at[i].last_word, i);
        if (!slot) return false;
        if (*slot != i) *slot = MANY;
    }
    for (uint32_t i = 0; i < told->at.n; i++) {
        told_name *one = &told->at.at[i];
        uint32_t at = map_get(&full, one->last_word);
        if (one->type == NAME_PERSON && one->words == 1 && at != MAP_NONE && at != MANY) one->fuller = at;
    }
    return true;
}

/* The names of a type that most reports have; the first of equals. */
static void most_told(const told_names *told, uint8_t type, labelled_name out[LABEL_NAMES]) {
    uint32_t chosen[LABEL_NAMES];
    for (uint32_t n = 0; n < LABEL_NAMES; n++) {
        const told_name *best = NULL;
        for (uint32_t i = 0; i < told->at.n; i++) {
            const told_name *one = &told->at.at[i];
            bool known = one->type != type || !one->reports;
            for (uint32_t k = 0; k < n; k++) known |= chosen[k] == i;
            if (known) continue;
            if (best && (one->reports < best->reports || (one->reports == best->reports && one->mentions <= best->mentions))) continue;
            best = one;
            chosen[n] = i;
        }
        if (!best) return;
        out[n] = (labelled_name){best->name, best->reports};
    }
}

static bool find_names(const label_report *reports, uint32_t count, story_label *out, syn_arena *scratch) {
    told_names told = {.scratch = scratch};
    map_init(&told.index, scratch);
    for (uint32_t r = 0; r < count; r++) {
        for (uint32_t k = 0; reports[r].counts && k < reports[r].name_count; k++)
            if (!read_name(&told, &reports[r].names[k])) return false;
    }
    if (!join_names(&told)) return false;
    for (uint32_t r = 0, n = 0; r < count; r++) {
        for (uint32_t k = 0; reports[r].counts && k < reports[r].name_count; k++) {
            told_name *one = &told.at.at[told.at.at[told.which.at[n++]].fuller];
            one->reports += one->seen != r + 1;
            one->seen = r + 1;
            one->mentions += reports[r].names[k].mentions;
        }
    }
    most_told(&told, NAME_PERSON, out->people);
    most_told(&told, NAME_PLACE, out->places);
    return true;
}

/* ---- names as bytes ---- */

/* Counts the names of a report, by their texts, in order of coming. */
typedef SYN_VEC(label_name) label_names;
static bool count_names(const syn_report *report, label_names *out, syn_arena *arena) {
    syn_map seen;
    map_init(&seen, arena);
    for (uint32_t m = 0; m < report->mentions.n; m++) {
        const syn_mention *mention = &report->mentions.at[m];
        syn_slice name = report_slice(report, mention->span);
        if (mention->form != FORM_NAME || (mention->type != NAME_PERSON && mention->type != NAME_PLACE)) continue;
        if (!name.len || name.len > LABEL_NAME_BYTES) continue;
        uint32_t *at = map_slot_of(&seen, hash_join(slice_hash(name), mention->type), out->n);
        if (!at || (*at == out->n && !VEC_PUSH(arena, out, (label_name){name, mention->type, 0}))) return false;
        out->at[*at].mentions++;
    }
    return true;
}

syn_slice label_names_pack(const syn_report *report, syn_arena *arena) {
    label_names names = {0};
    char *packed = arena_alloc(arena, LABEL_REPORT_NAMES * (3 + LABEL_NAME_BYTES));
    size_t length = 0;
    if (!packed || !count_names(report, &names, arena)) return SLICE_NONE;
    for (uint32_t n = 0; n < LABEL_REPORT_NAMES; n++) {
        label_name *best = NULL;
        for (uint32_t i = 0; i < names.n; i++)
            if (names.at[i].mentions > (best ? best->mentions : 0)) best = &names.at[i];
        if (!best) break;
        packed[length++] = (char)best->type;
        packed[length++] = (char)(best->mentions < 255 ? best->mentions : 255);
        packed[length++] = (char)best->name.len;
        memcpy(packed + length, best->name.ptr, best->name.len);
        length += best->name.len;
        best->mentions = 0;
    }
    return slice_of(packed, length);
}

uint32_t label_names_unpack(syn_slice packed, label_name out[LABEL_REPORT_NAMES]) {
    uint32_t n = 0;
    for (size_t at = 0; n < LABEL_REPORT_NAMES && packed.len - at >= 3;) {
        const unsigned char *head = (const unsigned char *)packed.ptr + at;
        if (head[0] > NAME_OTHER || packed.len - at - 3 < head[2]) break;
        out[n++] = (label_name){slice_cut(packed, at + 3, at + 3 + head[2]), head[0], head[1]};
        at += 3u + head[2];
    }
    return n;
}

/* ---- size and pace ---- */

static bool count_sources(const label_report *reports, uint32_t count, story_label *out, syn_arena *scratch) {
    syn_map known;
    map_init(&known, scratch);
    for (uint32_t r = 0; r < count; r++) {
        if (!reports[r].counts) continue;
        out->independent++;
        uint32_t *slot = reports[r].source.len ? map_slot_of(&known, slice_hash(reports[r].source), MAP_NONE - 1) : NULL;
        if (reports[r].source.len && !slot) return false;
        if (slot && *slot != MAP_NONE - 1) continue;
        if (slot) *slot = r;
        out->sources++;
    }
    return true;
}

static void find_pace(const label_report *reports, uint32_t count, story_label *out) {
    uint32_t timed = 0;
    for (uint32_t r = 0; r < count; r++) {
        if (!reports[r].counts || reports[r].time == LABEL_NO_TIME) continue;
        if (!timed++) out->first = out->last = reports[r].time;
        if (reports[r].time < out->first) out->first = reports[r].time;
        if (reports[r].time > out->last) out->last = reports[r].time;
    }
    for (uint32_t r = 0; r < count; r++) {
        if (!reports[r].counts || reports[r].time == LABEL_NO_TIME) continue;
        out->last_day += reports[r].time > out->last - MINUTES_A_DAY;
        out->day_before += reports[r].time <= out->last - MINUTES_A_DAY && reports[r].time > out->last - 2 * MINUTES_A_DAY;
    }
    if (timed < PACE_LEAST || out->last - out->first < MINUTES_A_DAY) return;
    out->pace = out->last_day >= PACE_CHANGE * out->day_before   ? PACE_RISING
                : out->day_before >= PACE_CHANGE * out->last_day ? PACE_FALLING
                                                                 : PACE_STEADY;
}

const char *label_pace_name(label_pace pace) {
    static const char *const names[] = {"", "rising", "steady", "falling"};
    return names[pace];
}

syn_code label_story(const label_report *reports, uint32_t count, story_label *out, syn_arena *scratch, syn_error *error) {
    *out = (story_label){.headline = REPORT_NONE, .reports = count, .first = LABEL_NO_TIME, .last = LABEL_NO_TIME};
    if (find_headline(reports, count, out, scratch) && find_names(reports, count, out, scratch) &&
        count_sources(reports, count, out, scratch)) {
        find_pace(reports, count, out);
        return SYN_OK;
    }
    return arena_check(scratch, "group", error);
}
