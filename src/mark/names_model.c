/* names_model.c - finds the names of a run by the trained model, and lets a report agree with itself on their types.
 *
 * In: a run and what the rules cut it into. Out: its names, with what speaks for each type. The idea: a linear chain
 * over the items (J. Lafferty and others, "Conditional random fields", 2001) whose features (names_features.c) hold
 * what the rules said, so that the model learns where to trust them. Then names that are written alike share what
 * speaks for each type, since one report seldom uses one name for two things. Weights: model/en/names.bin, see
 * model/names.md. */
#include "mark/names_model.h"

#include "mark/lexicon/lexicon.gen.h"

/* Per cent of what other mentions say for a type, and for a word being a name; words left out for each name like them,
 * at most. */
enum { SHARE = 50, LEND = 100, DOUBTS = 1 };

/* A word with a capital that the model leaves out here, with what would make it a name. */
static bool keep_doubt(name_context *context, const name_run *run, uint32_t i, const int32_t *scores) {
    if (!(run->items[i].bits & ITEM_CAPITAL) || (run->items[i].bits & (ITEM_STOP | ITEM_TIME))) return true;
    uint32_t word = run->items[i].word;
    name_found doubt = {.first = word, .last = word, .type = NAME_DOUBT, .key = hash_join(0, run->plain[i].fold)};
    for (uint32_t t = 0; t < 4; t++) doubt.score[t] = scores[(size_t)i * (NAME_LABELS - 1) + t * 4 + PART_ALONE];
    return VEC_PUSH(context->scratch, &context->found, doubt);
}

static uint32_t type_of(uint32_t label) { return (label - 1u) / 4; }
static bool opens(uint32_t part) { return part == PART_FIRST || part == PART_ALONE; }
static bool closes(uint32_t part) { return part == PART_LAST || part == PART_ALONE; }

/* Does the name of item i go on behind it? */
static bool goes_on(const name_run *run, const uint8_t *labels, uint32_t i) {
    if (i + 1 >= run->count || !labels[i] || !labels[i + 1] || closes((labels[i] - 1u) % 4)) return false;
    return type_of(labels[i]) == type_of(labels[i + 1]) && !opens((labels[i + 1] - 1u) % 4);
}

/* 1 Monday to 7 Sunday, written in full; else 0. */
static int weekday_of(const name_run *run, uint32_t i) {
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_time_weekdays, run->plain[i].fold);
    return entry && !entry->value[1] ? entry->value[0] - '0' : 0;
}

/* "On Monday Foxy spoke": a calendar word alone is no name and opens no person's, but for "April" and "June", and
 * "Sunday" a person. */
static bool is_calendar_word(const name_run *run, const uint8_t *labels, uint32_t i) {
    bool person = type_of(labels[i]) == NAME_PERSON, named = run->items[i].bits & (ITEM_GIVEN | ITEM_SURNAME);
    if (!(run->items[i].bits & ITEM_TIME) || (named && (person || !weekday_of(run, i)))) return false;
    return person || !goes_on(run, labels, i);
}

/* "told Radio Nine Tuesday", "the Senate on Monday": how many last items of a name are the day of what is told, and
 * none of it. Not "Black Friday", nor "Radio Sunday", which programmes are called. */
static uint32_t day_behind(const name_run *run, const uint8_t *labels, uint32_t i) {
    bool on = (run->items[i].bits & ITEM_OF) && run->plain[i].fold == word_hash(SLICE_LIT("on"));
    uint32_t day = on ? i + 1 : i;
    if (on && !goes_on(run, labels, i)) return 0;
    int weekday = weekday_of(run, day);
    if (!weekday || goes_on(run, labels, day)) return 0;
    return on ? 2 : type_of(labels[i]) == NAME_OTHER || weekday == 7 ? 0 : 1;
}

/* Reads labels into names; a part that does not go on the one before it begins a name of its own. */
static bool read_labels(name_context *context, const name_run *run, const uint8_t *labels, const int32_t *scores) {
    name_found *name = NULL;
    for (uint32_t i = 0; i < run->count; i++) {
        if (!labels[i] || (!name && is_calendar_word(run, labels, i))) {
            name = NULL;
            if (!keep_doubt(context, run, i, scores)) return false;
            continue;
        }
        uint32_t type = type_of(labels[i]), part = (labels[i] - 1u) % 4, days = name ? day_behind(run, labels, i) : 0;
        if (days) {
            name = NULL;
            i += days - 1;
            continue;
        }
        if (!name || name->type != type || opens(part)) {
            name_found fresh = {.first = run->items[i].word, .type = (uint8_t)type};
            if (!VEC_PUSH(context->scratch, &context->found, fresh)) return false;
            name = &context->found.at[context->found.n - 1];
        }
        name->last = run->items[i].word;
        name->key = hash_join(name->key, run->plain[i].fold);
        for (uint32_t t = 0; t < 4; t++) name->score[t] += scores[(size_t)i * (NAME_LABELS - 1) + t * 4 + part];
        if (closes(part)) name = NULL;
    }
    return true;
}

static uint8_t label_of(uint32_t type, uint32_t i, uint32_t begin, uint32_t end) {
    unsigned part = end - begin == 1 ? PART_ALONE : i == begin ? PART_FIRST : i + 1 == end ? PART_LAST : PART_INNER;
    return (uint8_t)(1 + 4 * type + part);
}

/* Do the labels of these items say no name, or one name that fills them? */
static bool is_one_or_none(const uint8_t *labels, uint32_t begin, uint32_t end) {
    uint32_t type = labels[begin] ? type_of(labels[begin]) : 0;
    bool none = true, one = true;
    for (uint32_t i = begin; i < end; i++) {
        none = none && !labels[i];
        one = one && labels[i] == label_of(type, i, begin, end);
    }
    return none || one;
}

/* Behind a title stands a person: where the rules cut one there, and the model cuts alike or leaves it out, it is one, and
 * that speaks for a person as loud as anything else. */
static void trust_titles(const name_segment *segments, uint32_t count, uint8_t *labels, int32_t *scores) {
    for (uint32_t s = 1; s < count; s++) {
        uint32_t begin = segments[s].begin, end = segments[s].end;
        if (segments[s].kind != NAME_PERSON || segments[s - 1].kind != SEGMENT_TITLE) continue;
        if (!is_one_or_none(labels, begin, end)) continue;
        for (uint32_t i = begin; i < end; i++) {
            labels[i] = label_of(NAME_PERSON, i, begin, end);
            int32_t *person = scores + (size_t)i * (NAME_LABELS - 1) + labels[i] - 1;
            for (uint32_t t = 1; t < 4; t++)
                if (person[t * 4] > *person) *person = person[t * 4];
        }
    }
}

/* "Norvik, Conn., voted": the short form of a state behind a comma is a place, and that speaks as loud as anything else. */
static void trust_states(const name_context *context, const name_run *run, uint8_t *labels, int32_t *scores) {
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t at = run->items[i].word;
        const syn_word *word = &context->report->words.at[at];
        if (at == 0 || name_first_byte(context, at - 1) != ',' || context->report->text.ptr[word->end - 1] != '.') continue;
        if (goes_on(run, labels, i) || !lexicon_word(&lexicon_mark_name_state_short, run->plain[i].fold)) continue;
        labels[i] = label_of(NAME_PLACE, i, i, i + 1);
        int32_t *own = scores + (size_t)i * (NAME_LABELS - 1) + PART_ALONE, *place = own + NAME_PLACE * 4;
        for (uint32_t t = 0; t < 4; t++)
            if (own[t * 4] > *place) *place = own[t * 4];
        *place += 1;
    }
}

bool name_run_label(const syn_model *model, name_context *context, const name_run *run, const name_segment *segments,
                    uint32_t count) {
    name_look look;
    int32_t scores[RUN_ITEMS * (NAME_LABELS - 1)] = {0};
    uint32_t features[2][NAME_FEATURES], n[2];  /* of an item, whose weights are on their way, and of the one before */
    uint8_t labels[RUN_ITEMS];
    name_look_open(&look, context, run, segments, count);
    for (uint32_t i = 0; i <= run->count; i++) {
        unsigned now = i & 1, before = now ^ 1;
        if (i < run->count) {
            n[now] = name_features(&look, i, model->places, features[now]);
            model_fetch(model, features[now], n[now]);
        }
        if (i) model_score(model, features[before], n[before], scores + (size_t)(i - 1) * (NAME_LABELS - 1));
    }
    if (!model_path(model, scores, run->count, labels, context->scratch)) return false;
    trust_titles(segments, count, labels, scores);
    trust_states(context, run, labels, scores);
    return read_labels(context, run, labels, scores);
}

/* ---- one report, one type ----------------------------------------------------------------------------------------- */

typedef struct name_sum {
    int64_t score[4];
    uint32_t names, doubts;
} name_sum;

static uint32_t best_type(const int64_t score[4]) {
    uint32_t best = 0;
    for (uint32_t t = 1; t < 4; t++)
        if (score[t] > score[best]) best = t;
    return best;
}

/* The type by what speaks for it here and, less, at the other mentions. */
static void agree(name_found *name, const name_sum *sum) {
    int64_t score[4];
    for (uint32_t t = 0; t < 4; t++) score[t] = name->score[t] * 100 + (sum->score[t] - name->score[t]) * SHARE;
    name->type = (uint8_t)best_type(score);
}

/* A word is taken for a name where the mentions of the same name outweigh what speaks against it here. */
static void decide(name_found *doubt, const name_sum *sum) {
    if (!sum->names || sum->doubts > sum->names * DOUBTS) return;
    int64_t score[4];
    for (uint32_t t = 0; t < 4; t++) score[t] = doubt->score[t] * 100 + sum->score[t] / sum->names * LEND;
    uint32_t type = best_type(score);
    if (score[type] > 0) doubt->type = (uint8_t)type;
}

/* "NORVIK, Conn.": what stands before a state and is no person is a town. */
static void settle_towns(name_context *context) {
    for (uint32_t i = 1; i < context->found.n; i++) {
        const name_found *state = &context->found.at[i];
        name_found *town = &context->found.at[i - 1];
        bool beside = state->type == NAME_PLACE && state->first == state->last && state->first == town->last + 2;
        if (!beside || (town->type != NAME_ORGANIZATION && town->type != NAME_OTHER)) continue;
        if (name_first_byte(context, town->last + 1) != ',') continue;
        if (lexicon_word(&lexicon_mark_name_state_short, name_fold(context, state->first))) town->type = NAME_PLACE;
    }
}

/* "Mr. Fox", "Fox" where the report has Vida Fox: a surname is no body, unless a longer body of the report has the word ("Fox News"). */
enum { SURNAME = 1, OF_BODY = 2 };

static bool is_titled(const name_context *context, uint32_t first) {
    uint32_t at = first > 0 && name_first_byte(context, first - 1) == '.' ? first - 1 : first;
    if (at == 0) return false;
    const lexicon_entry *title = lexicon_word(&lexicon_mark_person_gender, name_fold(context, at - 1));
    const lexicon_entry *pre = lexicon_word(&lexicon_mark_name_title, name_fold(context, at - 1));
    return title && pre && strcmp(pre->value, "pre") == 0;
}

static bool settle_surnames(name_context *context) {
    syn_map words;
    map_init(&words, context->scratch);
    for (uint32_t i = 0; i < context->found.n; i++) {
        const name_found *name = &context->found.at[i];
        bool person = name->type == NAME_PERSON, body = name->type == NAME_ORGANIZATION;
        if (name->first == name->last || name->handle || !(person || body)) continue;
        for (uint32_t w = person ? name->last : name->first; w <= name->last; w++) {
            uint32_t *slot = map_slot_of(&words, name_fold(context, w), 0);
            if (!slot) return false;
            *slot |= person ? SURNAME : OF_BODY;
        }
    }
    for (uint32_t i = 0; i < context->found.n; i++) {
        name_found *name = &context->found.at[i];
        if (name->first != name->last || name->handle || name->type == NAME_PERSON || name->type == NAME_DOUBT) continue;
        uint32_t is = map_get(&words, name_fold(context, name->first));
        bool lone = name->type == NAME_ORGANIZATION && is == SURNAME;
        if (is != UINT32_MAX && (is & SURNAME) && (lone || is_titled(context, name->first))) name->type = NAME_PERSON;
    }
    return true;
}

bool names_agree(name_context *context) {
    SYN_VEC(name_sum) sums = {0};
    syn_map map;
    map_init(&map, context->scratch);
    for (uint32_t i = 0; i < context->found.n; i++) {
        const name_found *name = &context->found.at[i];
        uint32_t *slot = map_slot_of(&map, name->key, sums.n);
        if (!slot || (*slot == sums.n && !VEC_PUSH(context->scratch, &sums, (name_sum){{0}, 0, 0}))) return false;
        name_sum *sum = &sums.at[*slot];
        sum->names += name->type != NAME_DOUBT;
        sum->doubts += name->type == NAME_DOUBT;
        for (uint32_t t = 0; t < 4 && name->type != NAME_DOUBT; t++) sum->score[t] += name->score[t];
    }
    for (uint32_t i = 0; i < context->found.n; i++) {
        name_found *name = &context->found.at[i];
        (name->type == NAME_DOUBT ? decide : agree)(name, &sums.at[map_get(&map, name->key)]);
    }
    settle_towns(context);
    return settle_surnames(context);
}
