/* people_bodies.c - which names of bodies, places and other things are one thing.
 *
 * In: mentions that are no persons. Out: things, and for each mention its thing. The idea: names of two words and more are
 * entered first, with the short forms that they lend; then single words choose among these.
 * - The same words are one thing; a place and a body of one name two ("Example" that plays, "Example" where it rains), where
 *   the rarer is named often enough to be no slip.
 * - Names that mean one thing by general knowledge (text/lexicon/en/name_same.txt: "US", "America").
 * - An acronym: in brackets behind the name, or its initials, of the capitals or of all words.
 * - A name without its last word when that says the kind ("Example Airways"), without the country before it ("US Example
 *   Department"), up to a small word ("Example Foundation for Samples"), its first word where the others say the kind,
 *   its last behind a country.
 * - "the Commission", "the Church": the only body of the report that is called so.
 * A lone word that is a person's surname elsewhere, and oftener, is that person.
 * A short form that two things lend names neither. Bounds: lookups by hash, NAME_KEY_WORDS words of a name. */
#include "mark/people.h"

#include "mark/lexicon/lexicon.gen.h"
#include "text/name_keys.h"

enum { BODY_PASSES = 3 };  /* names with a country before them, other names of several words, single words */
enum { SHAPE_SHORTS = 4 };  /* short forms of one name */
enum { SURE_LETTERS = 3 };  /* of an acronym that may be tied to a name of another kind */
enum { LEAST_APART = 2, MOST_APART = 3 };  /* a place and a body of one name: mentions of the rarer, its least share */
enum { KEY_HEAD = 2 };      /* what a key of heads joins first, to keep kinds of keys apart */

typedef struct body_shape {
    uint64_t whole, same;              /* 0 = none */
    uint64_t initials, all_initials;   /* of its capitals; of all its words */
    uint64_t shorts[SHAPE_SHORTS];     /* what it may be called for short */
    uint64_t tail;                     /* without the country before it */
    uint64_t heads[2];                 /* "Commission": words that say its kind */
    uint32_t short_count, head_count;
    uint32_t words;
    bool acronym, the;
} body_shape;

static void read_words(const syn_report *report, syn_span span, name_words *out) {
    name_words_read(out, report->text, report->words.at, report_word_at(report, span.begin), people_words_end(report, span));
}

static bool is_place(const syn_report *report, const name_words *words, uint32_t from, uint32_t to) {
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_name_place, report->words.at, words->at[from], words->at[to - 1] + 1);
    return entry && entry->words == words->at[to - 1] + 1 - words->at[from];
}

/* A word that says little alone: "New", "National", a nationality. */
static bool is_plain(const syn_report *report, uint32_t word) {
    uint64_t fold = people_fold(report, word);
    return lexicon_word(&lexicon_mark_name_common, fold) || lexicon_word(&lexicon_mark_name_people, fold) ||
           lexicon_word(&lexicon_mark_name_org_head, fold) || lexicon_word(&lexicon_mark_name_place_head, fold) ||
           lexicon_word(&lexicon_mark_name_given, fold);
}

static void lend(body_shape *shape, uint64_t key) {
    if (key && shape->short_count < SHAPE_SHORTS) shape->shorts[shape->short_count++] = key;
}

/* What bodies and places of several words are called for short. */
static void short_forms(const syn_report *report, const name_words *words, uint8_t type, body_shape *shape) {
    uint32_t n = words->count, used = 1;
    bool last_head = lexicon_word(&lexicon_mark_name_org_head, words->folds[n - 1]);
    if (type == NAME_ORGANIZATION) {
        if (last_head && !is_place(report, words, 0, n - 1) && !(n == 2 && is_plain(report, words->at[0])))
            lend(shape, name_words_key(words, 0, n - 1));
        uint32_t small = 2;
        while (small + 1 < n && words->capital[small]) small++;
        /* not before "of": "Example Party of Texas" is not the Example Party */
        if (small + 1 < n && !people_word_is(report, words->at[small], "of") && !is_place(report, words, 0, small))
            lend(shape, name_words_key(words, 0, small));
        if (last_head) shape->heads[shape->head_count++] = hash_join(KEY_HEAD, words->folds[n - 1]);
        if (!words->capital[1] && lexicon_word(&lexicon_mark_name_org_head, words->folds[0]))
            shape->heads[shape->head_count++] = hash_join(KEY_HEAD, words->folds[0]);
    }
    uint32_t code = text_code(report, words->at[0], words->end, &used);
    uint32_t behind = 0;
    while (code && behind < n && words->at[behind] < words->at[0] + used) behind++;
    if (type == NAME_ORGANIZATION && behind && behind < n) {
        if (behind + 1 < n) shape->tail = name_words_key(words, behind, n);
        else if (!last_head && words->capital[behind] && !is_plain(report, words->at[behind]))
            lend(shape, words->folds[behind]);
    }
    /* "Example Management Corp": the first word, where the others say the kind. */
    bool first_tells = type == NAME_ORGANIZATION && words->capital[0] && !is_place(report, words, 0, 1) &&
                       !is_plain(report, words->at[0]);
    for (uint32_t i = 1; i < n && first_tells; i++) first_tells = is_plain(report, words->at[i]);
    if (first_tells && n > 1 && words->capital[1]) lend(shape, words->folds[0]);
}

static body_shape shape_of(const syn_report *report, const syn_mention *mention) {
    body_shape shape = {0};
    name_words words;
    read_words(report, mention->span, &words);
    if (!words.count) return shape;
    syn_slice text = report->text;
    const syn_word *all = report->words.at;
    shape.words = words.capitals;
    shape.whole = name_words_key(&words, 0, words.count);
    shape.same = name_same_key(text, all, &words);
    shape.acronym = name_is_acronym(text, all, &words);
    shape.the = words.at[0] > 0 && people_word_is(report, words.at[0] - 1, "the");
    if (shape.words < 2) return shape;
    shape.initials = name_initials_key(text, all, &words, false);
    shape.all_initials = name_initials_key(text, all, &words, true);
    if (shape.all_initials == shape.initials) shape.all_initials = 0;
    if (mention->type != NAME_OTHER) short_forms(report, &words, mention->type, &shape);
    return shape;
}

typedef struct body_scan {
    people_context *context;
    syn_map counts;                    /* whole name and whether it is a place -> mentions */
} body_scan;

/* ---- tying -------------------------------------------------------------------------------------------------------- */

/* Is the mention in brackets right behind the one before: "Example Peace Movement (EPM)"? Its letters must stand in the
 * words before, in order, the first at the start of a word: "Example Town (AP)" is no such pair. They may begin before
 * a name that was cut short, but not before a place, nor across a mark: "Exeter, Maple Park (EMP)" is none either. (A.
 * Schwartz, M. Hearst, 2003.) */
static bool defined_by(const syn_report *report, const syn_mention *before, const syn_mention *mention) {
    uint32_t from = before->span.end, to = mention->span.begin;
    if (from >= to || to - from > 3) return false;
    if (!slice_equal(slice_trim(slice_cut(report->text, from, to)), SLICE_LIT("("))) return false;
    name_part letters = {.length = 0};
    name_part_add(&letters, report_slice(report, mention->span));
    uint32_t left = letters.length, word = people_words_end(report, before->span), sentence = report->words.at[word].sentence;
    for (uint32_t steps = 0; left && word && steps < letters.length + 5u; steps++) {
        if (report->words.at[--word].sentence != sentence) return false;
        name_part part = {.length = 0};
        const syn_word *at = &report->words.at[word];
        if (at->begin < before->span.begin && (before->type == NAME_PLACE || at->kind == WORD_PUNCT)) return false;
        name_part_add(&part, slice_cut(report->text, at->begin, at->end));
        for (uint32_t i = part.length; i > 0 && left; i--)
            if (part.text[i - 1] == letters.text[left - 1] && (left > 1 || i == 1)) left--;
    }
    return letters.length > 1 && !left;
}

static uint64_t kind_key(uint64_t key, bool place) { return key ? hash_join(key, place) : 0; }

/* Is the mention a place? One that is called otherwise once in a while is what it is called most. */
static bool is_place_here(const body_scan *scan, uint64_t whole, uint8_t type) {
    uint32_t as_place = map_get(&scan->counts, kind_key(whole, true)), as_other = map_get(&scan->counts, kind_key(whole, false));
    if (as_place == MAP_NONE || as_other == MAP_NONE) return type == NAME_PLACE;
    uint32_t less = as_place < as_other ? as_place : as_other, more = as_place + as_other - less;
    return less >= LEAST_APART && less * MOST_APART >= more ? type == NAME_PLACE : as_place >= as_other;
}

static bool same_kind(const person_thing *thing, uint8_t type) { return (thing->type == NAME_PLACE) == (type == NAME_PLACE); }

/* A short form that one thing lent, if the mention can be of its kind. */
static uint32_t find_short(const people_context *context, uint64_t key, uint8_t type) {
    uint32_t at = people_find(&context->shorts, key);
    return at != MAP_NONE && same_kind(&context->things.at[at], type) ? at : MAP_NONE;
}

static uint32_t find_body(const people_context *context, const syn_mention *mention, const body_shape *shape, bool place) {
    const syn_report *report = context->report;
    uint32_t at = listed_thing(context, mention);
    if (at == MAP_NONE) at = people_find(&context->bodies, shape->same);
    if (at == MAP_NONE) at = people_find(&context->bodies, kind_key(shape->whole, place));
    if (at == MAP_NONE && shape->acronym) {
        const syn_mention *before = mention > report->mentions.at ? mention - 1 : NULL;
        bool named = before && before->type != NAME_PERSON && before->entity != REPORT_NONE;
        if (named && defined_by(report, before, mention)) return before->entity;
        uint32_t word = report_word_at(report, mention->span.begin);
        bool state = lexicon_word(&lexicon_mark_name_state_short, people_fold(report, word));  /* "S.C." is no Supreme Court */
        uint64_t key = shape->same || state ? 0 : name_acronym_key(report_slice(report, mention->span));
        bool sure = span_length(mention->span) >= SURE_LETTERS;
        at = sure ? people_find(&context->shorts, key) : find_short(context, key, mention->type);
    }
    if (at == MAP_NONE) at = find_short(context, shape->whole, mention->type);
    if (at == MAP_NONE && shape->words == 1 && shape->the && mention->type == NAME_ORGANIZATION)
        at = find_short(context, hash_join(KEY_HEAD, shape->whole), mention->type);
    return at;
}

static bool lend_all(people_context *context, const body_shape *shape, uint32_t at) {
    bool going = people_offer(&context->shorts, shape->initials, at) && people_offer(&context->shorts, shape->all_initials, at) &&
                 people_offer(&context->shorts, shape->tail, at);
    for (uint32_t i = 0; i < shape->short_count && going; i++) going = people_offer(&context->shorts, shape->shorts[i], at);
    for (uint32_t i = 0; i < shape->head_count && going; i++) going = people_offer(&context->shorts, shape->heads[i], at);
    return going;
}

/* A whole name names the thing that had it first. */
static bool claim(people_context *context, uint64_t key, uint32_t at) {
    return !key || map_slot_of(&context->bodies, key, at) != NULL;
}

/* A lone word that names a person again and again elsewhere in the report is that person, whatever it was taken for
 * here: the only one of that surname, more often so called than the word names anything else, and no place or body that
 * is known. */
static uint32_t slip_of(const body_scan *scan, const syn_mention *mention, const body_shape *shape) {
    const people_context *context = scan->context;
    const syn_report *report = context->report;
    uint32_t word = report_word_at(report, mention->span.begin), used;
    if (shape->words != 1 || shape->same || shape->acronym || shape->the || mention->listed) return MAP_NONE;
    if (text_code(report, word, word + 1, &used) || is_plain(report, word)) return MAP_NONE;
    if (lexicon_word(&lexicon_mark_name_org, report->words.at[word].fold)) return MAP_NONE;
    name_part part = {.length = 0};
    name_part_add(&part, report_slice(report, mention->span));
    uint32_t found = people_surname(context, &part), times = 0;
    for (int place = 0; place < 2; place++) {
        uint32_t count = map_get(&scan->counts, kind_key(shape->whole, place));
        times += count == MAP_NONE ? 0 : count;
    }
    return found != MAP_NONE && context->things.at[found].bare > times ? found : MAP_NONE;
}

static bool join_body(const body_scan *scan, syn_mention *mention, const body_shape *shape) {
    people_context *context = scan->context;
    if (!shape->whole) return true;
    uint32_t person = slip_of(scan, mention, shape);
    if (person != MAP_NONE) {
        mention->type = NAME_PERSON;
        mention->entity = person;
        context->things.at[person].bare++;
        return true;
    }
    bool place = is_place_here(scan, shape->whole, mention->type);
    uint32_t at = find_body(context, mention, shape, place);
    if (at == MAP_NONE || !listed_fits(&context->things.at[at], mention)) {
        at = thing_new(context, mention, shape->words);
        if (at == MAP_NONE) return context->scratch->failed == SYN_OK;
    }
    if (!listed_set(context, at, mention)) return false;
    person_thing *thing = &context->things.at[at];
    mention->entity = at;
    thing_name(thing, mention, shape->acronym ? 1 : shape->words + 1);
    return claim(context, kind_key(shape->whole, place), at) && claim(context, shape->same, at) &&
           lend_all(context, shape, at);
}

/* How often each name is a place, and how often something else. */
static bool count_kinds(body_scan *scan) {
    const syn_report *report = scan->context->report;
    name_words words;
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        const syn_mention *mention = &report->mentions.at[i];
        if (mention->type == NAME_PERSON) continue;
        read_words(report, mention->span, &words);
        uint64_t key = kind_key(name_words_key(&words, 0, words.count), mention->type == NAME_PLACE);
        uint32_t *count = map_slot_of(&scan->counts, key, 0);
        if (!count) return false;
        ++*count;
    }
    return true;
}

bool people_join_bodies(people_context *context) {
    syn_report *report = context->report;
    body_scan scan = {.context = context};
    map_init(&scan.counts, context->scratch);
    if (!count_kinds(&scan)) return false;
    uint8_t *passes = ARENA_ARRAY(context->scratch, uint8_t, report->mentions.n + 1u);
    if (!passes) return false;
    for (unsigned pass = 0; pass < BODY_PASSES; pass++)
        for (uint32_t i = 0; i < report->mentions.n; i++) {
            syn_mention *mention = &report->mentions.at[i];
            if (mention->type == NAME_PERSON || (pass && passes[i] != pass)) continue;
            body_shape shape = shape_of(report, mention);
            passes[i] = shape.tail ? 0 : shape.words > 1 ? 1 : 2;
            if (passes[i] == pass && !join_body(&scan, mention, &shape)) return false;
        }
    return true;
}
