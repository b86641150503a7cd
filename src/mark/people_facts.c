/* people_facts.c - what titles and roles say of a person: offices, countries and states, party, gender.
 *
 * In: the spans of titles and roles. Out: facts in the person's thing, and for each class of office the persons who hold it.
 * The idea: "Sen. Jane Example, R-KY" gives the classes senator, lawmaker and politician, the state Kentucky and a
 * party, so that "the Kentucky Republican" can find her later. Lexicons say what each word means. */
#include "mark/people.h"

#include "mark/lexicon/lexicon.gen.h"

enum { BEHIND_WORDS = 4 };  /* of the place or body behind "of" */

static uint32_t code_of(const char *value) {
    if (strlen(value) < 4 || value[1] != '-') return 0;
    uint32_t kind = value[0] == 's' ? 2 : 1;  /* states apart from countries */
    return kind << 16 | (uint32_t)(unsigned char)value[2] << 8 | (unsigned char)value[3];
}

uint32_t text_code(const syn_report *report, uint32_t at, uint32_t end, uint32_t *used) {
    const syn_lexicon *const lexicons[] = {&lexicon_mark_name_place, &lexicon_mark_name_people};
    *used = 1;
    if (!(report->words.at[at].flags & WORD_CAPITAL)) return 0;
    for (int i = 0; i < 2; i++) {
        const lexicon_entry *entry = lexicon_match(lexicons[i], report->words.at, at, end);
        if (!entry) entry = lexicon_word(lexicons[i], people_fold(report, at));
        if (!entry || entry->value[0] == 'p') continue;
        uint32_t code = code_of(entry->value);
        *used = entry->words;
        if (code) return code;
    }
    return 0;
}

static void add_code(person_thing *thing, uint32_t code) {
    if (!code) return;
    for (uint32_t i = 0; i < thing->code_count; i++)
        if (thing->codes[i] == code) return;
    if (thing->code_count < PEOPLE_CODES) thing->codes[thing->code_count++] = code;
}

static void add_class(person_thing *thing, const char *value) {
    for (uint32_t i = 0; i < thing->class_count; i++)
        if (thing->classes[i] == value) return;
    if (thing->class_count < PEOPLE_CLASSES) thing->classes[thing->class_count++] = value;
}

/* An office whose holder the person serves is not the person's own: "spokesman for President Example", "the president's
 * aide". */
static void learn_span(people_context *context, person_thing *thing, syn_span span) {
    const syn_report *report = context->report;
    uint32_t first = report_word_at(report, span.begin), end = people_words_end(report, span);
    bool served = false, office_seen = false;
    for (uint32_t w = first, used; w < end; w++) {
        uint64_t fold = people_fold(report, w);
        const lexicon_entry *office = lexicon_match(&lexicon_mark_person_office, report->words.at, w, end);
        if (!office) office = lexicon_word(&lexicon_mark_person_office, fold);
        uint32_t past = office ? w + office->words : w;
        if (office && !served && !(past < end && report->words.at[past].kind == WORD_POSSESSIVE)) {
            add_class(thing, office->value);
            office_seen = true;
        }
        const lexicon_entry *party = lexicon_word(&lexicon_mark_person_party, fold);
        if (party && (report->words.at[w].flags & WORD_CAPITAL)) thing->party = party->value[0];
        const lexicon_entry *gender = lexicon_word(&lexicon_mark_person_gender, fold);
        if (gender && !served) thing->gender = gender->value[0];
        bool behind_hyphen = w > first && report->text.ptr[report->words.at[w - 1].begin] == '-';
        const lexicon_entry *state = behind_hyphen ? lexicon_word(&lexicon_mark_name_state_short, fold) : NULL;
        if (state)
            add_code(thing, 2u << 16 | (uint32_t)(unsigned char)state->value[0] << 8 | (unsigned char)state->value[1]);
        else add_code(thing, text_code(report, w, end, &used));
        if (office_seen || gender)
            served |= people_word_is(report, w, "for") || people_word_is(report, w, "to") || people_word_is(report, w, "of");
        if (office) w += office->words - 1u;
    }
}

char title_gender(const syn_report *report, syn_span title) {
    if (!span_present(title)) return 'u';
    uint32_t end = people_words_end(report, title);
    for (uint32_t w = report_word_at(report, title.begin); w < end; w++) {
        const lexicon_entry *entry = lexicon_word(&lexicon_mark_person_gender, people_fold(report, w));
        if (entry) return entry->value[0];
    }
    return 'u';
}

const char *title_office(const syn_report *report, syn_span title) {
    const char *found = NULL;
    if (!span_present(title)) return NULL;
    uint32_t end = people_words_end(report, title);
    for (uint32_t w = report_word_at(report, title.begin); w < end; w++) {
        const lexicon_entry *office = lexicon_match(&lexicon_mark_person_office, report->words.at, w, end);
        if (!office) office = lexicon_word(&lexicon_mark_person_office, people_fold(report, w));
        if (!office) continue;
        found = office->value;
        w += office->words - 1u;
    }
    return found;
}

/* "D-Ill.": a party and a state. */
static bool is_party(const syn_report *report, syn_span role) {
    return span_length(role) > 1 && report->text.ptr[role.begin + 1] == '-';
}

/* The most telling title or role: a title with an office, else a role, else what there is; of these the longest, of equals
 * the first. So that reports speak of one thing: the title is what most of them give. A party says less than any title but
 * the shortest ("Mr."). */
static void keep_role(const people_context *context, person_thing *thing, syn_span span, bool is_title) {
    uint32_t rank = !is_title ? (is_party(context->report, span) ? 0u : 1000u) : title_office(context->report, span) ? 2000u : 0u;
    uint32_t weight = rank + (span_length(span) < 999 ? span_length(span) : 999u);
    if (weight <= thing->role_weight) return;
    thing->role_weight = weight;
    thing->role = span;
}

static void add_fact(people_context *context, person_thing *thing, syn_span span) {
    if (thing->fact_count < PEOPLE_FACTS) thing->facts[thing->fact_count++] = span;
    learn_span(context, thing, span);
}

/* Two digits that a word is, or 0. */
static uint32_t two_digits(const syn_report *report, uint32_t at) {
    const syn_word *word = &report->words.at[at];
    const char *text = report->text.ptr + word->begin;
    if (word->kind != WORD_NUMBER || word->end - word->begin != 2) return 0;
    if (text[0] < '1' || text[0] > '9' || text[1] < '0' || text[1] > '9') return 0;
    return (uint32_t)((text[0] - '0') * 10 + text[1] - '0');
}

uint32_t people_age(const syn_report *report, uint32_t at) {
    if (at >= report->words.n || report->words.n - at < AGE_WORDS) return 0;
    bool shape = report->text.ptr[report->words.at[at + 1].begin] == '-' && people_word_is(report, at + 2, "year") &&
                 report->text.ptr[report->words.at[at + 3].begin] == '-' && people_word_is(report, at + 4, "old");
    return shape ? two_digits(report, at) : 0;
}

/* Behind a name: ", 55," or ", a 55-year-old". */
static uint32_t age_behind(const syn_report *report, uint32_t at) {
    if (at + 2 >= report->words.n || report->text.ptr[report->words.at[at].begin] != ',') return 0;
    if (people_word_is(report, at + 1, "a") || people_word_is(report, at + 1, "an")) return people_age(report, at + 2);
    char behind = report->text.ptr[report->words.at[at + 2].begin];
    return behind == ',' || behind == '.' ? two_digits(report, at + 1) : 0;
}

/* Behind a titled name "of Example" is the place or body of the office. */
static void learn_behind(people_context *context, person_thing *thing, const syn_mention *mention) {
    const syn_report *report = context->report;
    uint32_t at = people_words_end(report, mention->span), last = report->words.n;
    if (at + 1 >= last || report->words.at[at].sentence != report->words.at[at + 1].sentence) return;
    if (span_present(mention->title) && people_word_is(report, at, "of")) {
        uint32_t end = at + 1;
        while (end < last && end <= at + BEHIND_WORDS && report->words.at[end].kind == WORD_LETTERS &&
               (report->words.at[end].flags & (WORD_CAPITAL | WORD_LINE)) == WORD_CAPITAL)
            end++;
        if (end > at + 1) add_fact(context, thing, (syn_span){report->words.at[at + 1].begin, report->words.at[end - 1].end});
    }
    uint32_t age = age_behind(report, at);
    if (!age) age = people_age(report, report_word_at(report, mention->span.begin) - AGE_WORDS);
    if (age) thing->age = (uint8_t)age;
}

void thing_learn(people_context *context, uint32_t at, const syn_mention *mention) {
    person_thing *thing = &context->things.at[at];
    const syn_span spans[] = {mention->title, mention->role};
    for (int i = 0; i < 2; i++) {
        if (!span_present(spans[i])) continue;
        keep_role(context, thing, spans[i], i == 0);
        add_fact(context, thing, spans[i]);
    }
    learn_behind(context, thing, mention);
}

/* ---- classes ------------------------------------------------------------------------------------------------------ */

static syn_slice class_part(const char **value) {
    const char *from = *value, *slash = strchr(from, '/');
    size_t length = slash ? (size_t)(slash - from) : strlen(from);
    *value = slash ? slash + 1 : from + length;
    return slice_of(from, length);
}

bool thing_holds(const person_thing *thing, const char *class_value) {
    syn_slice wanted = class_part(&class_value);
    for (uint32_t i = 0; i < thing->class_count; i++)
        for (const char *value = thing->classes[i]; *value;)
            if (slice_equal(class_part(&value), wanted)) return true;
    return false;
}

static bool join_group(people_context *context, uint64_t key, uint32_t thing) {
    uint32_t *slot = map_slot_of(&context->holders, key, context->groups.n);
    if (!slot) return false;
    if (*slot == context->groups.n && !VEC_PUSH(context->scratch, &context->groups, (struct people_group){{0}, 0}))
        return false;
    struct people_group *group = &context->groups.at[*slot];
    for (uint32_t i = 0; i < group->count && i < PEOPLE_SAME; i++)
        if (group->members[i] == thing) return true;
    if (group->count < PEOPLE_SAME) group->members[group->count] = thing;
    if (group->count <= PEOPLE_SAME) group->count++;
    return true;
}

bool people_group_facts(people_context *context) {
    for (uint32_t t = 0; t < context->things.n; t++) {
        const person_thing *thing = &context->things.at[t];
        for (uint32_t i = 0; i < thing->class_count; i++)
            for (const char *value = thing->classes[i]; *value;)
                if (!join_group(context, slice_hash(class_part(&value)), t)) return false;
    }
    return true;
}

const struct people_group *people_holders(const people_context *context, const char *class_value) {
    uint32_t at = map_get(&context->holders, slice_hash(class_part(&class_value)));
    return at == MAP_NONE ? NULL : &context->groups.at[at];
}
