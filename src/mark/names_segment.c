/* names_segment.c - cuts a run of capitalised words into names of a type, titles, and words that are no names.
 *
 * In: a run. Out: its best segments. The idea: each stretch of up to SEGMENT_ITEMS items gets a score as a person, an
 * organisation, a place, something else with a name, or a title; single words may be skipped; the best sum over the run is
 * found by dynamic programming (a semi-Markov model: S. Sarawagi, W. Cohen, NIPS 2004), with weights set by hand here.
 * "Hong Kong Police Force" is thus weighed whole against "Hong Kong" + rest. What a stretch looks like is gathered while it
 * grows, so the work is items x SEGMENT_ITEMS x kinds. A phrase that the first pass took for something with good reason
 * (a full name, a title before it) helps the same phrase elsewhere. */
#include "mark/names.h"

#include "mark/lexicon/lexicon.gen.h"

static const float NEVER = -1e9f;

/* What a growing stretch looks like. */
typedef struct stretch {
    const name_run *run;
    uint32_t begin, end;
    uint32_t tails, words, given, surnames, common, titles, tall, initials, particles, numbers, heads, known_people, first_of;
    uint32_t ofs, ands, possessives, stops, times, small, group_possessives, hyphens;
    bool of_head, the_inside;
} stretch;

typedef struct around {
    bool near, act_before, act_behind, title_before, the_before, age_behind, place_behind, acronym_behind, small_behind;
} around;

uint64_t name_key(const name_run *run, uint32_t begin, uint32_t end) {
    uint64_t key = 0;
    for (uint32_t i = begin; i < end; i++) key = hash_join(key, run->plain[i].fold);
    return key;
}

static void stretch_capital(stretch *s, uint32_t at, uint32_t bits) {
    const name_item *item = &s->run->items[at];
    bool named = bits & (ITEM_GIVEN | ITEM_SURNAME);
    if (!(at > s->begin && (s->run->items[at - 1].bits & ITEM_HYPHEN))) s->words++;
    s->given += (bits & ITEM_GIVEN) != 0;
    s->surnames += (bits & ITEM_SURNAME) != 0;
    s->common += ((bits & ITEM_COMMON) && !named && !(bits & ITEM_MIDDLE)) || (bits & ITEM_LOWER);
    s->titles += (bits & (ITEM_PRE | ITEM_OFFICE)) && item->title;
    s->tall += (bits & ITEM_ACRONYM) && !(bits & (ITEM_INITIAL | ITEM_SUFFIX));
    s->initials += (bits & ITEM_INITIAL) != 0;
    s->heads += !named && (bits & (ITEM_ORG_END | ITEM_ORG_OF | ITEM_PLACE_END | ITEM_OTHER_END));
    s->known_people += item->people && !named;
    s->stops += (bits & ITEM_STOP) && !(bits & ITEM_INITIAL);
    s->times += (bits & ITEM_TIME) && !named;
    s->small += (bits & ITEM_LOWER) != 0;
}

static void stretch_grow(stretch *s) {
    uint32_t at = s->end++, bits = s->run->items[at].bits;
    if (bits & ITEM_CAPITAL) stretch_capital(s, at, bits);
    if (bits & ITEM_OF) {
        if (s->ofs++ == 0) {
            s->first_of = at;
            s->of_head = at > s->begin && (s->run->items[at - 1].bits & ITEM_ORG_OF);
        }
    }
    if (bits & ITEM_POSSESSIVE) {
        s->possessives++;
        uint32_t first = s->run->items[s->begin].bits;  /* "People's Party", "St Jude's School" */
        s->group_possessives += at > s->begin && ((s->run->items[at - 1].bits & ITEM_GROUP) ||
                                                  ((first & ITEM_PLACE_OPEN) && (first & ITEM_PARTICLE)));
    }
    s->ands += (bits & ITEM_AND) != 0;
    s->numbers += (bits & ITEM_NUMBER) != 0;
    s->particles += (bits & ITEM_PARTICLE) != 0;
    s->tails += (bits & ITEM_TAIL) != 0;
    s->the_inside |= (bits & ITEM_THE) != 0;
    s->hyphens += (bits & ITEM_HYPHEN) != 0;
}

static const name_item *first_of(const stretch *s) { return &s->run->items[s->begin]; }
static const name_item *last_of(const stretch *s) { return &s->run->items[s->end - 1]; }

/* The extra weight of what the report took the phrase for in the first pass. */
static float phrase_weight(const name_context *context, const stretch *s, name_type type) {
    const phrase_fact *fact = name_phrase_find(context, name_key(s->run, s->begin, s->end));
    if (!fact) return 0;
    float own = fact->score[type], rest = 0;
    for (int t = 0; t < 4; t++)
        if (t != (int)type && fact->score[t] > rest) rest = fact->score[t];
    float weight = (own - rest) * 0.25f;
    if (type == NAME_PERSON && fact->named) weight += 3.0f;
    return weight > 4.0f ? 4.0f : weight < -2.0f ? -2.0f : weight;
}

static float person_score(const stretch *s, const around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    if (s->ofs || s->ands || s->possessives || s->numbers || s->stops || s->the_inside) return NEVER;
    if (first->bits & (ITEM_SUFFIX | ITEM_STATE | ITEM_PARTY)) return NEVER;
    float score = s->words == 1 ? (a->title_before ? -0.3f : -1.8f) : s->words == 2 ? 0.8f : s->words == 3 ? 0.6f : s->words == 4 ? 0 : -2.0f * (float)(s->words - 4);
    if (first->bits & ITEM_GIVEN) score += s->words == 1 ? 1.5f : 2.0f;
    if (s->words > 1 && (last->bits & ITEM_SURNAME)) score += 1.2f;
    if (s->words == 1 && (last->bits & ITEM_SURNAME)) score += 0.8f;
    if (s->given > 1) score += 0.4f * (float)(s->given - 1);
    if (s->initials) score += s->words > 1 && !(last->bits & ITEM_INITIAL) ? 1.0f : -2.0f;
    if (s->particles) score += 0.7f;
    if (s->tails) score += 2.0f;
    if (s->words > 1 && (last->bits & ITEM_SUFFIX)) score += 1.0f;
    score -= 1.5f * (float)s->common + 2.5f * (float)s->heads + 2.0f * (float)s->known_people + 2.0f * (float)s->times +
             1.5f * (float)s->titles;
    if (s->tall && !(first->bits & ITEM_GIVEN)) score -= 2.0f * (float)s->tall;
    uint32_t length = s->end - s->begin;
    if (!(first->bits & (ITEM_GIVEN | ITEM_SURNAME)) && first->place) score -= first->place == length ? 1.0f : 2.0f;
    if (first->org == length) score -= 2.0f;
    if (a->title_before) score += 2.0f;
    if (a->act_behind) score += 1.2f;
    if (a->act_before) score += 0.8f;
    if (a->age_behind) score += 1.5f;
    if (a->near) score -= 0.8f;
    if (a->the_before) score -= 2.0f;
    return score;
}

static float organization_score(const stretch *s, const around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    uint32_t length = s->end - s->begin;
    if (s->numbers || (last->bits & (ITEM_STATE | ITEM_OF | ITEM_PARTY | ITEM_SUFFIX))) return NEVER;
    if (first->org == length) return 5.0f + 0.6f * (float)length;
    float score = s->words == 1 ? -0.4f : -0.8f;
    bool head = s->words >= 2 && (last->bits & ITEM_ORG_END);
    if (s->words == 1 && (last->bits & ITEM_ACRONYM) && length == 1) score = 1.6f;
    else if (s->words == 1 && (last->bits & ITEM_ORG_END)) score = a->the_before ? -0.2f : -0.5f;
    else if (head) score = 2.6f + 0.35f * (float)s->words;
    if (head && (first->place || first->people || first->org) && length > 1) score += 2.0f;
    if (s->words == 1 && (last->bits & ITEM_INITIAL)) return NEVER;
    score -= 2.0f * (float)s->tails;
    if (s->ofs) {
        if (s->of_head) score = 2.6f + 0.35f * (float)s->words;
        else if (!head || s->ofs > 1) score -= 3.0f;
        else score -= 1.5f;
    }
    if (s->ands) {
        bool inside_of = s->of_head && s->ofs;
        score -= inside_of ? 0.2f : head && s->words >= 3 && !first->place && !first->org && !first->people ? 1.2f : 5.0f;
        if (s->ands > 1) score -= 1.5f;
    }
    if (s->possessives) score += s->group_possessives == s->possessives ? 0.4f : -1.8f;
    score -= 2.5f * (float)s->stops + 2.5f * (float)s->times + 1.2f * (float)s->titles;
    if (first->bits & ITEM_FIRST) score -= 1.0f * (float)(s->small && (first->bits & (ITEM_LOWER | ITEM_COMMON)));
    if (s->words >= 2 && s->given && (first->bits & ITEM_GIVEN)) score -= 0.8f;
    if (s->words >= 2 && !head && !s->ofs && s->tall) score += 0.5f;
    if (a->acronym_behind) score += 2.5f;
    if (a->the_before && s->words >= 2) score += 0.5f;
    if (s->words > 7) score -= 0.5f * (float)(s->words - 7);
    return score;
}

static float place_score(const stretch *s, const around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    uint32_t length = s->end - s->begin;
    if (s->numbers || (last->bits & (ITEM_OF | ITEM_PARTY | ITEM_STATE))) return NEVER;
    float near = a->near ? 1.2f : 0;
    if (first->place == length) return 4.5f + 0.5f * (float)length + near * 0.5f + (a->act_behind ? -0.5f : 0);
    float score = (s->words == 1 ? -0.5f : -1.0f) + near;
    bool head = s->words >= 2 && (last->bits & ITEM_PLACE_END);
    if (head) score = 2.8f + 0.2f * (float)s->words + near * 0.5f;
    else if (s->words >= 2 && (first->bits & ITEM_PLACE_OPEN) && !s->ofs) score = 1.5f + near - 0.5f * (float)(s->words - 2);
    if (s->words == 1 && (last->bits & ITEM_PLACE_END)) score -= 1.0f;
    if (s->words == 1 && (last->bits & ITEM_INITIAL)) return NEVER;
    if (s->ofs) score = (first->bits & (ITEM_PLACE_OPEN | ITEM_PLACE_END)) && s->first_of == s->begin + 1 ? 2.6f + 0.2f * (float)s->words : score - 3.0f;
    if (s->ands) score -= s->ofs || head ? 2.0f : 5.0f;
    if (s->possessives) score += head && (s->group_possessives || s->words >= 3) ? -0.8f : -2.5f;
    score -= 2.5f * (float)s->stops + 2.5f * (float)s->times + 1.2f * (float)s->titles + 1.0f * (float)(s->common && !head);
    if (s->known_people && !head) score -= 2.0f;
    if (s->tall && s->words == 1) score -= 1.0f;
    if (a->place_behind) score += 1.8f;
    if (s->words > 4) score -= 0.6f * (float)(s->words - 4);
    return score;
}

static float other_score(const stretch *s, const around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    uint32_t length = s->end - s->begin;
    if (last->bits & (ITEM_STATE | ITEM_PARTY | ITEM_OF)) return NEVER;
    if (first->people == length) return 4.3f + 0.4f * (float)length;
    if (first->other == length) return 4.6f + 0.5f * (float)length;
    float score = -0.5f;
    bool head = s->words >= 2 && (last->bits & ITEM_OTHER_END);
    bool numbered = s->numbers == 1 && (last->bits & ITEM_NUMBER);
    if (head) score = 2.6f + 0.2f * (float)s->words;
    if (numbered) score = (s->run->items[s->end - 2].bits & (ITEM_OTHER_END | ITEM_HYPHEN)) ? 1.8f : s->tall ? 0.2f : -0.6f;
    else if (s->numbers) score -= 1.0f;
    if (s->words == 1 && length == 1 && !(last->bits & ITEM_ACRONYM)) score = -0.5f;
    if (s->words == 1 && (last->bits & ITEM_INITIAL)) return NEVER;
    if (a->small_behind && (last->bits & ITEM_ACRONYM)) score += 2.6f;
    if (s->ofs) score -= head ? 1.2f : 2.5f;
    if (s->ands) score -= head ? 2.0f : 4.0f;
    if (s->possessives) score += s->group_possessives ? 0.3f : head ? -0.6f : -2.0f;
    score -= 2.5f * (float)s->stops + 2.5f * (float)s->times + 1.2f * (float)s->titles + 0.7f * (float)(s->common && !head);
    if (first->place && first->place < length && !head) score -= 1.5f;
    if (a->the_before && s->words >= 2) score += 0.3f;
    if (s->words > 6) score -= 0.5f * (float)(s->words - 6);
    return score;
}

/* Titles: words that are all titles or lead to one, or an office "of" something. */
static float title_score(const stretch *s) {
    uint32_t covered = s->begin, office = 0, steps = 0;
    while (covered < s->end) {
        const name_item *item = &s->run->items[covered];
        if (item->title) {
            uint32_t bits = item->bits;
            bool name_too = item->place || item->org || item->people;
            if (covered + item->title > s->end || (name_too && !(bits & (ITEM_PRE | ITEM_OFFICE)))) return NEVER;
            office = bits & (ITEM_PRE | ITEM_OFFICE) ? covered + item->title : office;
            covered += item->title;
            steps++;
        } else if (item->bits & (ITEM_HYPHEN | ITEM_POINT)) covered++;
        else break;
    }
    if (!office) return NEVER;
    float score = 1.0f + 0.5f * (float)steps;
    if (covered == s->end) return office == s->end ? score : NEVER;
    /* "Minister of Foreign Affairs and Trade" */
    bool of = (s->run->items[covered].bits & (ITEM_OF | ITEM_AND)) && office == covered;
    if (!of || (last_of(s)->bits & (ITEM_OF | ITEM_AND | ITEM_THE)) || s->possessives || s->given) return NEVER;
    if ((s->run->items[covered].bits & ITEM_AND) && !(last_of(s)->bits & (ITEM_OFFICE | ITEM_PRE))) return NEVER;
    const name_item *next = &s->run->items[covered + 1];
    if (next->place || next->org || s->words > 7) return NEVER;
    return score + 0.4f;
}

/* "India-Pakistan" falls into two names, "Munkh-Orgil" does not. */
static float hyphen_score(const name_run *run, uint32_t at) {
    if (at + 1 >= run->count || !(run->items[at + 1].bits & ITEM_CAPITAL)) return 0;
    const name_item *behind = &run->items[at + 1];
    bool known = false;
    for (uint32_t n = 1; n <= 3 && n <= at && !known; n++) {
        const name_item *item = &run->items[at - n];
        known = item->place == n || item->people == n || item->org == n;
    }
    return known && (behind->place || behind->people || behind->org) ? -0.3f : -3.0f;
}

static float skip_score(const name_run *run, uint32_t at) {
    uint32_t bits = run->items[at].bits;
    uint32_t before = at ? run->items[at - 1].bits : 0;
    if (bits & ITEM_OF) return before & (ITEM_ORG_OF | ITEM_PLACE_OPEN) ? -3.0f : 0;
    if (bits & ITEM_HYPHEN) return hyphen_score(run, at);
    if (!(bits & ITEM_CAPITAL)) return 0;
    if (bits & ITEM_STOP) return 2.0f;
    if (bits & ITEM_TIME) return (bits & ITEM_GIVEN) ? 2.5f : 4.0f;
    if (bits & (ITEM_STATE | ITEM_PARTY)) return 2.5f;
    float score = -1.2f;
    bool weak = run->style != STYLE_PROSE;
    if (weak) score = 0.2f;
    else if (bits & ITEM_FIRST) score = bits & ITEM_MIDDLE ? -0.8f : 0.3f;
    if (bits & ITEM_COMMON) score += weak || ((bits & ITEM_FIRST) && !(bits & ITEM_MIDDLE)) ? 2.0f : 0.6f;
    if (bits & ITEM_LOWER) score += 1.8f;
    else if (bits & ITEM_MIDDLE) score -= weak ? 0.6f : 0;
    if (run->items[at].title && !(bits & ITEM_LOWER)) score += 0.7f;
    return score;
}

/* ---- what stands around a stretch --------------------------------------------------------------------------------- */

static bool word_in(const name_context *context, uint32_t at, const syn_lexicon *lexicon) {
    return at < context->report->words.n && lexicon_word(lexicon, name_fold(context, at)) != NULL;
}

static bool same_sentence(const name_context *context, uint32_t a, uint32_t b) {
    const syn_words *words = &context->report->words;
    return a < words->n && b < words->n && words->at[a].sentence == words->at[b].sentence;
}

/* Words before and behind, by report words [first, last]. */
static around look_around(const name_context *context, uint32_t first, uint32_t last) {
    around a = {0};
    const syn_words *words = &context->report->words;
    if (first > 0 && same_sentence(context, first - 1, first) && words->at[first - 1].kind == WORD_LETTERS) {
        uint32_t before = first - 1;
        if (name_is(context, before, "the") || name_is(context, before, "a") || name_is(context, before, "an")) {
            a.the_before = true;
            a.near = before > 0 && word_in(context, before - 1, &lexicon_mark_name_near);
        } else {
            a.near = word_in(context, before, &lexicon_mark_name_near);
            a.act_before = word_in(context, before, &lexicon_mark_name_act);
            if (!name_is_capital(&words->at[before])) {
                const lexicon_entry *title = lexicon_word(&lexicon_mark_name_title, name_fold(context, before));
                a.title_before = title && (title->value[0] == 'o' || title->value[0] == 'p');
            }
        }
    }
    /* "tuberculosis (TB)" */
    if (first > 1 && name_first_byte(context, first - 1) == '(' && words->at[first - 2].kind == WORD_LETTERS)
        a.small_behind = !name_is_capital(&words->at[first - 2]);
    uint32_t next = last + 1;
    if (!same_sentence(context, last, next)) return a;
    a.act_behind = word_in(context, next, &lexicon_mark_name_act) || (name_is(context, next, "who"));
    char c = name_first_byte(context, next);
    if (c == ',' && same_sentence(context, next, next + 1)) {
        const syn_word *word = &words->at[next + 1];
        a.age_behind = (word->kind == WORD_NUMBER && word->end - word->begin == 2 && name_first_byte(context, next + 2) == ',') ||
                       name_is(context, next + 1, "who") || name_is(context, next + 1, "whose");
        const lexicon_entry *place = name_is_capital(word) ? lexicon_match(&lexicon_mark_name_place, words->at, next + 1, words->n) : NULL;
        a.place_behind = place && place->value[0] != 'r';
    }
    if (c == '(' && next + 2 < words->n && name_first_byte(context, next + 2) == ')') {
        const syn_word *word = &words->at[next + 1];
        a.acronym_behind = (word->flags & WORD_ALL_CAPS) && word->end - word->begin <= 10;
    }
    return a;
}

/* ---- dynamic programming ------------------------------------------------------------------------------------------ */

typedef struct cell {
    float score;
    uint8_t from, kind_before;
    float own;
} cell;

static float follow(const name_run *run, uint32_t at, uint32_t before, uint32_t kind) {
    (void)run; (void)at;
    if (before == SEGMENT_TITLE) return kind == NAME_PERSON ? 2.5f : kind <= NAME_OTHER ? -0.5f : kind == SEGMENT_TITLE ? -0.5f : 0;
    if (before > NAME_OTHER || kind > NAME_OTHER) return 0;
    /* Names side by side without a word between are mostly one name: "Hong Kong" + "Police Force". */
    if (kind == NAME_PERSON) return before == NAME_PERSON ? -9.0f : before == NAME_OTHER ? -1.0f : -2.5f;
    return before == NAME_PERSON ? -6.0f : -6.0f;
}

static void relax(cell table[RUN_ITEMS + 1][SEGMENT_KINDS], const name_run *run, uint32_t begin, uint32_t end, uint32_t kind, float own) {
    if (own <= NEVER / 2) return;
    for (uint32_t before = 0; before < SEGMENT_KINDS; before++) {
        if (table[begin][before].score <= NEVER / 2) continue;
        float score = table[begin][before].score + own + follow(run, begin, before, kind);
        if (score > table[end][kind].score) table[end][kind] = (cell){score, (uint8_t)begin, (uint8_t)before, own};
    }
}

static bool may_begin(const name_item *item) { return item->bits & (ITEM_CAPITAL | ITEM_PARTICLE); }
static bool may_end(const name_item *item) { return item->bits & (ITEM_CAPITAL | ITEM_NUMBER | ITEM_TAIL); }

static void score_stretches(const name_context *context, const name_run *run, uint32_t begin,
                            cell table[RUN_ITEMS + 1][SEGMENT_KINDS]) {
    relax(table, run, begin, begin + 1, SEGMENT_SKIP, skip_score(run, begin));
    if (!may_begin(&run->items[begin])) return;
    stretch s = {.run = run, .begin = begin, .end = begin};
    while (s.end < run->count && s.end - s.begin < SEGMENT_ITEMS) {
        stretch_grow(&s);
        if (!may_end(last_of(&s)) || !s.words) continue;
        around a = look_around(context, run->items[begin].word, run->items[s.end - 1].word);
        float score[4] = {person_score(&s, &a), organization_score(&s, &a), place_score(&s, &a), other_score(&s, &a)};
        for (uint32_t type = 0; type < 4; type++) {
            if (score[type] > NEVER / 2) score[type] += phrase_weight(context, &s, (name_type)type);
            relax(table, run, begin, s.end, type, score[type]);
        }
        relax(table, run, begin, s.end, SEGMENT_TITLE, title_score(&s));
    }
}

uint32_t name_run_cut(const name_context *context, const name_run *run, name_segment out[RUN_ITEMS]) {
    cell table[RUN_ITEMS + 1][SEGMENT_KINDS];
    for (uint32_t i = 0; i <= run->count; i++)
        for (uint32_t k = 0; k < SEGMENT_KINDS; k++) table[i][k] = (cell){.score = NEVER};
    table[0][SEGMENT_SKIP].score = 0;
    for (uint32_t i = 0; i < run->count; i++) score_stretches(context, run, i, table);
    uint32_t kind = 0, count = 0, at = run->count;
    for (uint32_t k = 1; k < SEGMENT_KINDS; k++)
        if (table[at][k].score > table[at][kind].score) kind = k;
    while (at > 0) {
        cell c = table[at][kind];
        out[count++] = (name_segment){c.from, (uint8_t)at, (uint8_t)kind, c.own};
        at = c.from;
        kind = c.kind_before;
    }
    for (uint32_t i = 0; i < count / 2; i++) {
        name_segment swap = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = swap;
    }
    return count;
}
