/* people_refs.c - descriptions ("the Ohio senator") and pronouns ("he") that surely mean a person named before.
 *
 * In: things with their facts. Out: further mentions, in order. A description is "the", or a place with 's, then words
 * that narrow, then an office. Every word that narrows must be known of the person: a country or state among the codes
 * (a state may be unknown), another word among the titles and roles. It is resolved when one person fits; of several
 * that fit, none. "The 55-year-old" is the only person of that age. When "a spokesman" of no name came between, "the
 * spokesman" is left alone. "He" and "she" are resolved outside quotation marks when the sentence so far and the one
 * before it name one person of fitting gender and no other person. What is not sure stays unresolved. */
#include "mark/people.h"

#include "mark/lexicon/lexicon.gen.h"

enum { NARROW_WORDS = 6 };

typedef struct description {
    uint32_t begin, end;         /* words */
    const char *office;          /* its classes */
    uint32_t code;               /* country or state, 0 = none */
    char party;
    uint32_t narrow[NARROW_WORDS], narrow_count;  /* words that narrow */
} description;

typedef struct refs {
    people_context *context;
    syn_report *report;
    uint32_t mention;            /* the next name mention at or behind the word in hand */
    syn_map unnamed;             /* class -> begin of the latest "a spokesman" of no name */
    uint32_t subjects[2], subject_sentence;  /* the persons of the sentence in hand (up to two) and ... */
    uint32_t last[2];            /* ... of the sentence before */
    uint32_t role_end;           /* a role behind a name runs up to here: it describes, and is no mention of its own */
    bool quoted;
    uint32_t by_age[100];        /* the person of that age, PEOPLE_MANY if several */
} refs;

static uint32_t sentence_end(const syn_report *report, uint32_t at) {
    const syn_sentence *sentence = &report->sentences.at[report->words.at[at].sentence];
    return sentence->word + sentence->words;
}

static const lexicon_entry *office_at(const syn_report *report, uint32_t at, uint32_t end) {
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_person_office, report->words.at, at, end);
    return entry ? entry : lexicon_word(&lexicon_mark_person_office, people_fold(report, at));
}

/* Reads the words that narrow and the office from word `at`. */
static bool read_description(const syn_report *report, uint32_t at, description *out) {
    uint32_t end = sentence_end(report, at);
    out->narrow_count = 0;
    for (uint32_t w = at, used; w < end; w++) {
        const syn_word *word = &report->words.at[w];
        bool hyphen = word->kind == WORD_PUNCT && report->text.ptr[word->begin] == '-' && !(word->flags & WORD_SPACE);
        if (hyphen || (word->kind == WORD_POSSESSIVE && w > at)) continue;
        if (word->kind != WORD_LETTERS || (word->flags & WORD_STOP)) return false;
        const lexicon_entry *office = office_at(report, w, end);
        uint32_t next = office ? w + office->words : w + 1;
        bool last = next >= end || report->words.at[next].kind != WORD_LETTERS ||
                    (report->words.at[next].flags & WORD_STOP) ||
                    (!office_at(report, next, end) && !lexicon_word(&lexicon_mark_name_title, people_fold(report, next)) &&
                     !(report->words.at[next].flags & WORD_CAPITAL));
        const lexicon_entry *party = (word->flags & WORD_CAPITAL) || office
            ? lexicon_word(&lexicon_mark_person_party, people_fold(report, w)) : NULL;
        if (party) out->party = party->value[0];
        if (office && last) {
            out->office = office->value;
            out->end = next;
            return true;
        }
        uint32_t code = text_code(report, w, end, &used);
        if (code) {
            out->code = code;
            w += used - 1;
        } else if (!party) {
            bool narrows = (word->flags & WORD_CAPITAL) || lexicon_word(&lexicon_mark_name_title, word->fold) ||
                           lexicon_word(&lexicon_mark_name_org_head, word->fold);
            if (!narrows || out->narrow_count == NARROW_WORDS) return false;
            out->narrow[out->narrow_count++] = w;
        }
    }
    return false;
}

/* ---- does a person fit? ------------------------------------------------------------------------------------------- */

static bool in_facts(const syn_report *report, const person_thing *thing, uint64_t stem) {
    for (uint32_t f = 0; f < thing->fact_count; f++)
        for (uint32_t w = report_word_at(report, thing->facts[f].begin);
             w < report->words.n && report->words.at[w].begin < thing->facts[f].end; w++)
            if (report->words.at[w].stem == stem) return true;
    return false;
}

/* 0: does not fit; 1: nothing speaks against it; 2: the place or the narrowing words speak for it; 2 more if named
 * before. */
static int fit(const syn_report *report, const person_thing *thing, const description *d) {
    /* A head of state may be named after "the president"; others only before. */
    bool later = thing->first >= report->words.at[d->begin].begin;
    if ((later && !thing_holds(thing, "leader")) || !thing_holds(thing, d->office)) return 0;
    int level = 1;
    /* "the Ohio Republican" is no president. */
    if (d->code >> 16 == 2 && strncmp(d->office, "politician", 10) == 0 && !thing_holds(thing, "lawmaker") &&
        !thing_holds(thing, "governor") && !thing_holds(thing, "mayor")) return 0;
    if (d->party && thing->party && d->party != thing->party) return 0;
    if (d->party && !thing->party && !d->code) return 0;
    if (d->code) {
        bool state = d->code >> 16 == 2, other_state = false, found = false;
        for (uint32_t i = 0; i < thing->code_count; i++) {
            found |= thing->codes[i] == d->code;
            other_state |= thing->codes[i] >> 16 == 2;
        }
        if (found) level = 2;
        else if (!state || other_state) return 0;
    }
    for (uint32_t i = 0; i < d->narrow_count; i++) {
        if (!in_facts(report, thing, report->words.at[d->narrow[i]].stem)) return 0;
        level = 2;
    }
    return later ? level : level + 2;
}

static uint32_t find_person(const refs *r, const description *d) {
    const struct people_group *group = people_holders(r->context, d->office);
    if (!group || group->count > PEOPLE_SAME) return MAP_NONE;
    uint32_t best = MAP_NONE, rivals = 0;
    int level = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        int own = fit(r->report, &r->context->things.at[group->members[i]], d);
        if (!own || own < level) continue;
        rivals = own > level ? 1 : rivals + 1;
        level = own;
        best = group->members[i];
    }
    if (rivals != 1) return MAP_NONE;
    uint32_t stranger = map_get(&r->unnamed, slice_hash(slice_str(d->office)));
    const person_thing *thing = &r->context->things.at[best];
    return stranger != MAP_NONE && thing->seen != UINT32_MAX && stranger > thing->seen ? MAP_NONE : best;
}

/* ---- walking the text --------------------------------------------------------------------------------------------- */

static void note_person(refs *r, uint32_t thing, uint32_t begin) {
    r->context->things.at[thing].seen = begin;
    if (r->subjects[0] == MAP_NONE || r->subjects[0] == thing) r->subjects[0] = thing;
    else r->subjects[1] = thing;
}

static bool add_mention(refs *r, uint32_t first, uint32_t end, uint32_t thing, mention_form form) {
    syn_mention mention = {.span = {r->report->words.at[first].begin, r->report->words.at[end - 1].end}, .type = NAME_PERSON,
                           .form = (uint8_t)form, .entity = thing};
    note_person(r, thing, mention.span.begin);
    return VEC_PUSH(r->context->scratch, &r->context->added, mention);
}

/* Is a name right behind the description (then it is a title), perhaps behind a comma, or does "of" follow? */
static bool runs_on(const refs *r, uint32_t end, uint32_t limit) {
    if (end >= limit) return false;
    const syn_report *report = r->report;
    uint32_t next = report->text.ptr[report->words.at[end].begin] == ',' && end + 1 < limit ? end + 1 : end;
    static const char *const ties[] = {"of", "for", "at", "in"};
    for (size_t i = 0; i < sizeof ties / sizeof ties[0]; i++)
        if (people_word_is(report, end, ties[i])) return true;
    for (uint32_t m = r->mention; m < report->mentions.n; m++) {
        const syn_mention *mention = &report->mentions.at[m];
        if (mention->span.begin > report->words.at[next].begin) break;
        bool here = mention->span.begin == report->words.at[next].begin;
        if (here && (mention->type == NAME_PERSON || next == end)) return true;
    }
    return false;
}

/* "The 55-year-old" and no noun behind it that is no person. */
static bool try_age(refs *r, uint32_t at, uint32_t limit, uint32_t *past) {
    const syn_report *report = r->report;
    uint32_t age = people_age(report, at + 1), end = at + 1 + AGE_WORDS;
    *past = at + 1;
    if (!age || end > limit || r->by_age[age] >= PEOPLE_MANY) return true;
    if (r->context->things.at[r->by_age[age]].seen == UINT32_MAX) return true;
    const syn_word *next = end < limit ? &report->words.at[end] : NULL;
    bool person = next && (office_at(report, end, limit) || lexicon_word(&lexicon_mark_person_gender, next->fold));
    bool verb = next && lexicon_word(&lexicon_mark_quote_cues, next->fold);
    if (next && next->kind == WORD_LETTERS && !(next->flags & WORD_STOP) && !person && !verb) return true;
    *past = end + person;
    return add_mention(r, at, *past, r->by_age[age], FORM_DESCRIPTION);
}

/* "the ...", or a place and 's. Sets *past to the first word behind what was read. */
static bool try_description(refs *r, uint32_t at, uint32_t limit, uint32_t *past) {
    const syn_report *report = r->report;
    description d = {.begin = at};
    *past = at + 1;
    bool the = people_word_is(report, at, "the");
    bool one = people_word_is(report, at, "a") || people_word_is(report, at, "an") || people_word_is(report, at, "another");
    uint32_t used, from = at + 1;
    if (!the && !one) {
        d.code = text_code(report, at, limit, &used);
        if (!d.code || at + used >= limit || report->words.at[at + used].kind != WORD_POSSESSIVE) return true;
        from = at + used + 1;
    }
    if (from >= limit) return true;
    if (the && report->words.at[from].kind == WORD_NUMBER) return try_age(r, at, limit, past);
    if (!read_description(report, from, &d)) return true;
    if (runs_on(r, d.end, limit)) return true;
    if (one) return map_set(&r->unnamed, slice_hash(slice_str(d.office)), report->words.at[at].begin);
    uint32_t thing = find_person(r, &d);
    if (thing == MAP_NONE) return true;
    *past = d.end;
    return add_mention(r, at, d.end, thing, FORM_DESCRIPTION);
}

static bool try_pronoun(refs *r, uint32_t at) {
    char gender = people_word_is(r->report, at, "he") ? 'm' : people_word_is(r->report, at, "she") ? 'f' : '\0';
    if (!gender || r->quoted) return true;
    uint32_t found = MAP_NONE;
    const uint32_t near[4] = {r->subjects[0], r->subjects[1], r->last[0], r->last[1]};
    for (int i = 0; i < 4; i++) {
        if (near[i] == MAP_NONE || near[i] == found) continue;
        char own = r->context->things.at[near[i]].gender;
        if (own != 'u' && own != gender) continue;
        if (found != MAP_NONE) return true;
        found = near[i];
    }
    return found == MAP_NONE || add_mention(r, at, at + 1, found, FORM_PRONOUN);
}

/* Double quotation marks open and close; a paragraph closes what it left open. */
static void follow_quotes(refs *r, const syn_word *word) {
    if (word->flags & WORD_PARAGRAPH) r->quoted = false;
    if (word->kind != WORD_PUNCT) return;
    syn_slice text = slice_cut(r->report->text, word->begin, word->end);
    if (slice_equal(text, SLICE_LIT("\""))) r->quoted = !r->quoted;
    else if (slice_equal(text, SLICE_LIT("\xe2\x80\x9c"))) r->quoted = true;
    else if (slice_equal(text, SLICE_LIT("\xe2\x80\x9d"))) r->quoted = false;
}

static void begin_sentence(refs *r) {
    if (r->subjects[0] != MAP_NONE) {
        r->last[0] = r->subjects[0];
        r->last[1] = r->subjects[1];
    } else r->last[0] = r->last[1] = MAP_NONE;
    r->subjects[0] = r->subjects[1] = MAP_NONE;
}

/* Steps over name mentions that begin at or before the word; true if the word is inside one. */
static bool step_names(refs *r, const syn_word *word) {
    const syn_report *report = r->report;
    while (r->mention < report->mentions.n && report->mentions.at[r->mention].span.end <= word->begin) r->mention++;
    if (r->mention >= report->mentions.n || report->mentions.at[r->mention].span.begin > word->begin) return false;
    const syn_mention *mention = &report->mentions.at[r->mention];
    if (mention->type == NAME_PERSON && mention->entity != REPORT_NONE && !r->quoted)
        note_person(r, mention->entity, mention->span.begin);
    if (span_present(mention->role)) r->role_end = mention->role.end;
    return mention->type == NAME_PERSON;
}

bool people_refer(people_context *context) {
    syn_report *report = context->report;
    refs r = {.context = context, .report = report, .subjects = {MAP_NONE, MAP_NONE}, .last = {MAP_NONE, MAP_NONE}};
    map_init(&r.unnamed, context->scratch);
    for (size_t i = 0; i < sizeof r.by_age / sizeof r.by_age[0]; i++) r.by_age[i] = MAP_NONE;
    for (uint32_t t = 0; t < context->things.n; t++) {
        person_thing *thing = &context->things.at[t];
        thing->seen = UINT32_MAX;
        if (thing->age) r.by_age[thing->age] = r.by_age[thing->age] == MAP_NONE ? t : PEOPLE_MANY;
    }
    for (uint32_t s = 0; s < report->sentences.n; s++) {
        const syn_sentence *sentence = &report->sentences.at[s];
        uint32_t end = sentence->word + sentence->words;
        begin_sentence(&r);
        for (uint32_t w = sentence->word, past; w < end; w++) {
            follow_quotes(&r, &report->words.at[w]);
            if (step_names(&r, &report->words.at[w]) || report->words.at[w].kind != WORD_LETTERS) continue;
            if (report->words.at[w].begin < r.role_end) continue;
            if (!try_pronoun(&r, w) || !try_description(&r, w, end, &past)) return false;
            w = past - 1;
        }
    }
    return true;
}
