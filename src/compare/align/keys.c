/* keys.c - what each word of a story stands for.
 *
 * In: the marked reports and who is who. Out: story.keys. A word inside a name that is tied to a person stands for the
 * person, one inside a time or number for its value, one that begins an entry of lexicon/en/synonyms.txt for its class, any
 * other word of content for its stem. Linear in the words. */
#include "compare/align/keys.h"

#include "compare/lexicon/lexicon.gen.h"
#include "compare/timex.h"
#include "text/background.h"

#define NAME_WEIGHT 7.0
#define VALUE_WEIGHT 6.0
#define SMALL_WEIGHT 3.0     /* of a number up to SMALL */
#define SMALL 3

static uint64_t mixed(uint64_t kind, uint64_t value) { return hash_join(hash_join(0, kind), value); }

static bool set_key(story *s, uint32_t report, uint32_t w, word_key made) {
    word_keys *keys = s->keys;
    uint32_t *slot = map_slot_of(&keys->index, made.key, keys->at.n);
    if (!slot) return false;
    keys->of[report][w] = *slot;
    if (*slot < keys->at.n) {
        keys->at.at[*slot].name |= made.name;
        return true;
    }
    return VEC_PUSH(s->lasting, &keys->at, made);
}

/* A person, a class of meaning or a stem. *words: how many words it is. */
static bool plain_key(story *s, uint32_t report, uint32_t w, uint32_t *words) {
    const syn_report *r = s->reports[report];
    uint32_t m = s->mention_at[report][w];
    if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE) {
        uint32_t person = s->person_of[report][r->mentions.at[m].entity];
        if (person != REPORT_NONE)
            return set_key(s, report, w, (word_key){.key = mixed(1, person), .weight = NAME_WEIGHT,
                                                    .name = r->mentions.at[m].form == FORM_NAME});
    }
    const syn_word *word = &r->words.at[w];
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, r->words.n);
    uint64_t key = class ? mixed(4, slice_hash(slice_str(class->value))) : mixed(5, word->stem);
    if (class) *words = class->words;
    else if (!word_is_content(word)) return true;
    word_key made = {.key = key, .weight = background_rarity(word->stem), .vector = vectors_word(&s->keys->vectors,
            word).at};
    return set_key(s, report, w, made);
}

/* The value of a time: its clock time, where it has one, else its day. */
static uint64_t time_key(const syn_time *time) {
    syn_slice day = timex_day(time->value);
    bool clock = time->type == TIME_DURATION || time->type == TIME_SET || time->value.len - day.len >= 5;
    return mixed(2, slice_hash(clock || !day.len ? time->value : day));
}

/* The value at a word, if it is in one; *found says so. */
static bool value_key(story *s, uint32_t report, uint32_t w, uint32_t *time, uint32_t *number, bool *found) {
    const syn_report *r = s->reports[report];
    uint32_t at = r->words.at[w].begin;
    while (*time < r->times.n && r->times.at[*time].span.end <= at) ++*time;
    while (*number < r->numbers.n && r->numbers.at[*number].span.end <= at) ++*number;
    *found = true;
    if (*time < r->times.n && r->times.at[*time].span.begin <= at) {
        const syn_time *t = &r->times.at[*time];
        if (slice_ends(t->value, SLICE_LIT("_REF"))) return true;
        return set_key(s, report, w, (word_key){.key = time_key(t), .weight = VALUE_WEIGHT, .value = true});
    }
    if (*number < r->numbers.n && r->numbers.at[*number].span.begin <= at) {
        double value = r->numbers.at[*number].value;
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        bool telling = value > SMALL;
        return set_key(s, report, w, (word_key){.key = mixed(3, bits), .weight = telling ? VALUE_WEIGHT : SMALL_WEIGHT,
                                                .value = telling});
    }
    *found = false;
    return true;
}

static bool quoted_words(story *s, uint32_t report) {
    const syn_report *r = s->reports[report];
    uint8_t *quoted = s->keys->quoted[report] = ARENA_ARRAY(s->lasting, uint8_t, r->words.n + 1);
    if (!quoted) return false;
    for (uint32_t q = 0; q < r->quotes.n; q++) {
        if (r->quotes.at[q].kind != QUOTE_DIRECT && r->quotes.at[q].kind != QUOTE_BLOCK) continue;
        for (unsigned c = 0; c < r->quotes.at[q].contents; c++) {
            syn_span span = r->quotes.at[q].content[c];
            for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end; w++)
                quoted[w] = 1;
        }
    }
    return true;
}

static bool key_report(story *s, uint32_t report) {
    const syn_report *r = s->reports[report];
    uint32_t time = 0, number = 0, *of = s->keys->of[report] = ARENA_ARRAY(s->lasting, uint32_t, r->words.n + 1);
    if (!of) return false;
    for (uint32_t w = 0; w < r->words.n; w++) of[w] = REPORT_NONE;
    for (uint32_t w = 0, words = 1; w < r->words.n; w += words) {
        bool value = false;
        words = 1;
        if (!value_key(s, report, w, &time, &number, &value)) return false;
        if (!value && !plain_key(s, report, w, &words)) return false;
    }
    return true;
}

/* Counts the sentences that hold each key, or lists them where there are postings to fill. */
static void go_through(story *s) {
    word_keys *keys = s->keys;
    for (uint32_t k = 0; k < keys->at.n; k++) {
        word_key *key = &keys->at.at[k];
        key->count = key->reports = 0;
        key->sentence = key->report = REPORT_NONE;
    }
    for (uint32_t i = 0; i < s->count; i++) {
        const syn_report *r = s->reports[i];
        for (uint32_t w = 0; w < r->words.n; w++) {
            uint32_t number = keys->first[i] + r->words.at[w].sentence;
            word_key *key = keys->of[i][w] == REPORT_NONE ? NULL : &keys->at.at[keys->of[i][w]];
            if (!key || key->sentence == number || r->words.at[w].sentence >= r->sentences.n) continue;
            key->reports += key->report != i;
            key->report = i;
            key->sentence = number;
            if (keys->postings) keys->postings[key->first + key->count] = number;
            key->count++;
        }
    }
}

bool story_keys(story *s) {
    word_keys *keys = s->keys = ARENA_ARRAY(s->lasting, word_keys, 1);
    if (!keys) return false;
    map_init(&keys->index, s->lasting);
    keys->vectors = vectors_find("en");
    keys->of = ARENA_ARRAY(s->lasting, uint32_t *, s->count + 1);
    keys->first = ARENA_ARRAY(s->lasting, uint32_t, s->count + 1);
    keys->quoted = ARENA_ARRAY(s->lasting, uint8_t *, s->count + 1);
    if (!keys->of || !keys->first || !keys->quoted) return false;
    for (uint32_t i = 0; i < s->count; i++) {
        keys->first[i + 1] = keys->first[i] + s->reports[i]->sentences.n;
        if (!quoted_words(s, i) || !key_report(s, i)) return false;
    }
    keys->report_of = ARENA_ARRAY(s->lasting, uint32_t, keys->first[s->count] + 1);
    if (!keys->report_of) return false;
    for (uint32_t i = 0; i < s->count; i++)
        for (uint32_t n = keys->first[i]; n < keys->first[i + 1]; n++) keys->report_of[n] = i;
    go_through(s);
    uint32_t all = 0;
    for (uint32_t k = 0; k < keys->at.n; k++) {
        keys->at.at[k].first = all;
        all += keys->at.at[k].count;
    }
    keys->postings = ARENA_ARRAY(s->lasting, uint32_t, all + 1);
    if (!keys->postings) return false;
    go_through(s);
    return true;
}
