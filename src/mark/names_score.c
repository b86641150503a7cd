/* names_score.c - how much a stretch of a run looks like a person, an organisation, a place, something else, a title, or
 * no name.
 *
 * In: a stretch with what was gathered while it grew, and what stands around it. Out: a score in hundredths for each
 * kind. The idea: each fact speaks for or against a kind with a weight; a weight of 100 is about one good reason. The
 * weights were set by hand on general grounds (a given name first, an organisation's head word last, "in" before a
 * place); no list comes from any text. Whole numbers, so that every machine sums to the same. */
#include "mark/names.h"

static void stretch_capital(name_stretch *s, uint32_t at, uint32_t bits) {
    const name_item *item = &s->run->items[at];
    bool named = bits & (ITEM_GIVEN | ITEM_SURNAME);
    /* A word behind a hyphen counts with the one before it, but "al-Example" is a word. */
    bool tied = at > s->begin && (s->run->items[at - 1].bits & ITEM_HYPHEN);
    bool particle = at > s->begin + 1 && (s->run->items[at - 2].bits & ITEM_PARTICLE);
    if (!tied || particle) s->words++;
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
    s->everyday += (bits & (ITEM_LOWER | ITEM_COMMON)) != 0;
}

void name_stretch_grow(name_stretch *s) {
    uint32_t at = s->end++, bits = s->run->items[at].bits;
    s->key = hash_join(s->key, s->run->plain[at].fold);
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
    s->the_inside |= (bits & ITEM_THE) && !(bits & ITEM_CAPITAL);
}

static const name_item *first_of(const name_stretch *s) { return &s->run->items[s->begin]; }
static const name_item *last_of(const name_stretch *s) { return &s->run->items[s->end - 1]; }

/* The extra weight of what the report took the phrase for in the first pass. */
static int phrase_weight(const phrase_fact *fact, name_type type) {
    int own = fact->score[type], rest = 0;
    for (int t = 0; t < 4; t++)
        if (t != (int)type && fact->score[t] > rest) rest = fact->score[t];
    int weight = (own - rest) / 4;
    if (type == NAME_PERSON && fact->named) weight += 300;
    return weight > 400 ? 400 : weight < -200 ? -200 : weight;
}

/* A phrase of a lexicon: the longer the surer. */
static int known_score(const name_stretch *s, int base, int behind) {
    return base + 200 * (int)(s->words > 1 ? s->words - 1 : 0) + behind * 3 / 10;
}

static bool next_capital(const name_stretch *s) {
    return s->end < s->run->count && (s->run->items[s->end].bits & ITEM_CAPITAL);
}

/* A longer name that begins with a known one ("Oman" + "Airport") must outweigh the known one alone. */
static int inner_weight(const name_item *first, uint32_t length) {
    uint32_t known = first->place > first->org ? first->place : first->org;
    if (first->people > known) known = first->people;
    return known && known < length ? 200 * (int)known : 0;
}

/* Does a known place fill what stands behind the first "of"? */
static bool tail_is_place(const name_stretch *s) {
    uint32_t at = s->first_of + 1;
    if (at < s->end && (s->run->items[at].bits & ITEM_THE) && !(s->run->items[at].bits & ITEM_CAPITAL)) at++;
    return at < s->end && s->run->items[at].place && at + s->run->items[at].place == s->end;
}

/* A lone everyday word is seldom a name. */
static int single_doubt(const name_stretch *s) {
    bool common = s->words == 1 && (first_of(s)->bits & (ITEM_COMMON | ITEM_LOWER));
    return common && !(first_of(s)->bits & ITEM_ACRONYM) ? 100 : 0;
}

/* What the words beside a name say of its type: "the newspaper X", "X province". */
static int cue_weight(const name_stretch *s, const name_around *a, char type) {
    int weight = s->words == 1 ? 160 : 100;
    return (a->cue_behind == type ? weight : 0) + (a->cue_before == type ? weight + 40 : 0);
}

static int person_score(const name_stretch *s, const name_around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    if (s->ofs || s->ands || s->possessives || s->numbers || s->stops || s->the_inside) return NAME_NEVER;
    if (first->bits & (ITEM_SUFFIX | ITEM_STATE | ITEM_PARTY)) return NAME_NEVER;
    static const int by_words[5] = {0, -180, 80, 60, 40};
    int score = s->words > 4 ? -200 * (int)(s->words - 4) : s->words == 1 && a->title_before ? -30 : by_words[s->words];
    if (first->bits & ITEM_GIVEN) score += 200;
    if (s->words > 1 && (last->bits & ITEM_SURNAME)) score += 120;
    if (s->words == 1 && (last->bits & ITEM_SURNAME)) score += 80;
    if (s->given > 1) score += 40 * (int)(s->given - 1);
    if (s->initials) score += s->words > 1 && !(last->bits & ITEM_INITIAL) ? 100 : -200;
    score += 70 * (int)(s->particles < 2 ? s->particles : 2);
    if (s->tails) score += 200;
    if (s->words > 1 && (last->bits & ITEM_SUFFIX)) score += 100;
    score -= 150 * (int)s->common + 250 * (int)s->heads + 200 * (int)s->known_people + 200 * (int)s->times +
             (first->title ? 150 : 60) * (int)s->titles;
    if (s->tall && !(first->bits & ITEM_GIVEN)) score -= 200 * (int)s->tall;
    uint32_t length = s->end - s->begin;
    if (!(first->bits & (ITEM_GIVEN | ITEM_SURNAME)) && first->place) score -= first->place == length ? 100 : 200;
    if (first->org == length) score -= 200;
    if (a->title_before) score += 200;
    if (a->act_behind) score += s->words == 1 && !s->tall ? 180 : 120;
    if (a->act_before) score += 80;
    if (a->age_behind) score += 150;
    if (a->near) score -= 80;
    if (a->role_behind) score += s->words == 1 ? 220 : 100;
    if (a->the_before) score -= 200;
    if (s->words == 1 && s->heads) score -= 200;
    if (s->words == 1 && first->title && !(first->bits & (ITEM_GIVEN | ITEM_SURNAME))) score -= 250;
    return score;
}

static int organization_score(const name_stretch *s, const name_around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    uint32_t length = s->end - s->begin;
    int behind = cue_weight(s, a, 'o');
    if (s->numbers || (last->bits & (ITEM_STATE | ITEM_OF | ITEM_PARTY | ITEM_SUFFIX))) return NAME_NEVER;
    if (first->org == length) return known_score(s, length == 1 && (last->bits & ITEM_ORG_END) ? 260 : 530, behind);
    int score = (s->words == 1 ? -40 : -80) + behind - single_doubt(s);
    bool head = s->words >= 2 && (last->bits & ITEM_ORG_END);
    if (s->words == 1 && (last->bits & ITEM_ACRONYM) && length == 1) score = 160 + behind;
    else if (s->words == 1 && (last->bits & ITEM_ORG_END)) score = a->the_before ? -20 : -50;
    else if (head) score = 260 + 35 * (int)s->words + behind;
    if (head && length > 1) score += inner_weight(first, length);
    if (s->of_head && tail_is_place(s)) score += 150;
    if (s->words == 1 && (last->bits & ITEM_INITIAL)) return NAME_NEVER;
    score -= 200 * (int)s->tails;
    if (s->ofs) {
        if (s->of_head) score = 260 + 35 * (int)s->words;
        else if (!head || s->ofs > 1) score -= 300;
        else score -= 150;
    }
    if (s->ands) {
        bool inside_of = s->of_head && s->ofs;
        score -= inside_of ? 20 : head && s->words >= 3 && !first->place && !first->org && !first->people ? 120 : 500;
        if (s->ands > 1) score -= 150;
    }
    if (s->possessives) score += s->group_possessives == s->possessives ? 40 : -180;
    score -= 250 * (int)s->stops + 250 * (int)s->times + (head && !(last->bits & ITEM_OFFICE) ? 30 : 120) * (int)s->titles;
    if (first->bits & ITEM_FIRST) score -= 100 * (int)(s->small && (first->bits & (ITEM_LOWER | ITEM_COMMON)));
    if (s->words >= 2 && s->given && (first->bits & ITEM_GIVEN)) score -= 80;
    if (s->words >= 2 && !head && !s->ofs && s->tall) score += 50;
    if (a->acronym_behind) score += 250;
    if (a->the_before && s->words >= 2) score += 50;
    if (s->words > 7) score -= 50 * (int)(s->words - 7);
    return score;
}

static int place_score(const name_stretch *s, const name_around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    uint32_t length = s->end - s->begin;
    if (s->numbers || (last->bits & (ITEM_OF | ITEM_PARTY | ITEM_STATE))) return NAME_NEVER;
    int near = a->near ? 120 : 0, behind = cue_weight(s, a, 'l');
    if (first->place == length) 
        return known_score(s, 480, behind) + near / 2 - (a->act_behind ? 50 : 0) - (a->given_before ? 200 : 0);
    int score = (s->words == 1 ? -50 : -100) + near + behind - single_doubt(s);
    bool head = s->words >= 2 && (last->bits & ITEM_PLACE_END), open = first->bits & ITEM_PLACE_OPEN;
    if (head) score = 280 + 20 * (int)s->words + near / 2 + inner_weight(first, length) / 2;
    else if (s->words >= 2 && open && s->run->items[s->begin + 1].place + 1u == length) score = 600 + near / 2;
    else if (s->words >= 2 && open && !s->ofs) score = 150 + near - 50 * (int)(s->words - 2);
    if (s->words == 1 && (last->bits & ITEM_PLACE_END)) score -= 100;
    if (s->words == 1 && (last->bits & ITEM_INITIAL)) return NAME_NEVER;
    bool head_of = (first->bits & (ITEM_PLACE_OPEN | ITEM_PLACE_END)) && s->first_of == s->begin + 1;
    if (s->ofs) score = head_of ? 260 + 20 * (int)s->words : score - 300;
    if (s->ofs && score > 0 && tail_is_place(s)) score += 200;
    if (s->ands) score -= s->ofs || head ? 200 : 500;
    if (s->possessives) score += head && (s->group_possessives || s->words >= 3) ? -80 : -250;
    score -= 250 * (int)s->stops + 250 * (int)s->times + 120 * (int)s->titles + 100 * (int)(s->common && !head);
    if (s->known_people && !head) score -= 200;
    if (s->tall && s->words == 1) score -= 100;
    if (a->place_behind) score += 180;
    if (a->given_before) score -= 200;
    if (s->words > 4) score -= 60 * (int)(s->words - 4);
    return score;
}

static int other_score(const name_stretch *s, const name_around *a) {
    const name_item *first = first_of(s), *last = last_of(s);
    uint32_t length = s->end - s->begin;
    int behind = cue_weight(s, a, 'x');
    if (last->bits & (ITEM_STATE | ITEM_PARTY | ITEM_OF)) return NAME_NEVER;
    if (s->known_people > 1 && s->known_people == s->words) return 520;
    if (first->people == length)
        return known_score(s, 460, behind) - ((first->bits & ITEM_GIVEN) && next_capital(s) ? 200 : 0);
    if (first->other == length) return known_score(s, 480, behind);
    int score = -50 + behind - single_doubt(s);
    bool head = s->words >= 2 && (last->bits & ITEM_OTHER_END);
    bool numbered = s->numbers == 1 && (last->bits & ITEM_NUMBER);
    if (head) score = 260 + 20 * (int)s->words;
    if (numbered) score = (s->run->items[s->end - 2].bits & (ITEM_OTHER_END | ITEM_HYPHEN)) ? 180 : s->tall ? 20 : -60;
    else if (s->numbers) score -= 100;
    if (s->words == 1 && length == 1 && !(last->bits & ITEM_ACRONYM)) score = -50 + behind - single_doubt(s);
    if (s->words == 1 && (last->bits & ITEM_INITIAL)) return NAME_NEVER;
    if (a->small_before && (last->bits & ITEM_ACRONYM)) score += 260;
    if (s->ofs) score -= head ? 120 : 250;
    if (s->ands) score -= head ? 200 : 400;
    if (s->possessives) score += s->group_possessives ? 30 : head ? -60 : -200;
    score -= 250 * (int)s->stops + 250 * (int)s->times + 120 * (int)s->titles + 70 * (int)(s->common && !head);
    if (first->place && first->place < length && !head) score -= 150;
    if (a->the_before && s->words >= 2) score += 30;
    if (s->words > 6) score -= 50 * (int)(s->words - 6);
    return score;
}

/* Titles: words that are all titles or lead to one, or an office "of" something. */
int name_title_score(const name_stretch *s) {
    uint32_t covered = s->begin, office = 0, steps = 0;
    while (covered < s->end) {
        const name_item *item = &s->run->items[covered];
        if (item->title) {
            uint32_t bits = item->bits;
            bool name_too = item->place || item->org || item->people;
            if (covered + item->title > s->end || (name_too && !(bits & (ITEM_PRE | ITEM_OFFICE)))) return NAME_NEVER;
            office = bits & (ITEM_PRE | ITEM_OFFICE) ? covered + item->title : office;
            covered += item->title;
            steps++;
        } else if (item->bits & (ITEM_HYPHEN | ITEM_POINT)) covered++;
        else break;
    }
    if (!office) return NAME_NEVER;
    int score = 100 + 50 * (int)steps;
    if (covered == s->end) return office == s->end ? score : NAME_NEVER;
    /* "Minister of Foreign Affairs and Trade" */
    bool of = (s->run->items[covered].bits & (ITEM_OF | ITEM_AND)) && office == covered;
    if (!of || (last_of(s)->bits & (ITEM_OF | ITEM_AND | ITEM_THE)) || s->possessives || s->given) return NAME_NEVER;
    if ((s->run->items[covered].bits & ITEM_AND) && !(last_of(s)->bits & (ITEM_OFFICE | ITEM_PRE))) return NAME_NEVER;
    const name_item *next = &s->run->items[covered + 1];
    if (next->place || next->org || s->words > 7) return NAME_NEVER;
    return score + 40;
}

/* "India-Pakistan" falls into two names, "Anders-Holm" does not. */
static int hyphen_score(const name_run *run, uint32_t at) {
    if (at + 1 >= run->count || !(run->items[at + 1].bits & ITEM_CAPITAL)) return 0;
    const name_item *behind = &run->items[at + 1];
    bool known = false;
    for (uint32_t n = 1; n <= 3 && n <= at && !known; n++) {
        const name_item *item = &run->items[at - n];
        known = item->place == n || item->people == n || item->org == n;
    }
    return known && (behind->place || behind->people || behind->org) ? -30 : -300;
}

int name_skip_score(const name_run *run, uint32_t at) {
    uint32_t bits = run->items[at].bits;
    uint32_t before = at ? run->items[at - 1].bits : 0;
    if (bits & ITEM_OF) return before & (ITEM_ORG_OF | ITEM_PLACE_OPEN) ? -300 : 0;
    if (bits & ITEM_HYPHEN) return hyphen_score(run, at);
    if (!(bits & ITEM_CAPITAL)) return bits & ITEM_PARTICLE ? -50 : 0;
    if (bits & ITEM_STOP) return 200;
    if (bits & ITEM_TIME) return (bits & ITEM_GIVEN) ? 250 : 400;
    if (bits & (ITEM_STATE | ITEM_PARTY)) return 250;
    if (bits & ITEM_NOUN_CAPS) return 180;
    int score = -120;
    bool weak = run->style != STYLE_PROSE;
    bool surname = (bits & ITEM_SURNAME) && (before & (ITEM_GIVEN | ITEM_SURNAME));
    if (((bits & ITEM_GIVEN) || surname) && !(bits & (ITEM_COMMON | ITEM_LOWER))) return score;
    if (weak) score = 20;
    /* An everyday word with a capital beside other capitals inside a sentence is part of a name. */
    bool beside = (before & ITEM_CAPITAL) || (at + 1 < run->count && (run->items[at + 1].bits & ITEM_CAPITAL));
    if (!weak && (bits & ITEM_FIRST)) score = (bits & ITEM_MIDDLE) || (beside && !(bits & ITEM_COMMON)) ? -80 : 30;
    bool part = beside && !weak && !(bits & ITEM_FIRST);
    if (bits & ITEM_COMMON) score += weak || ((bits & ITEM_FIRST) && !(bits & ITEM_MIDDLE)) ? 200 : part ? 20 : 60;
    if (bits & ITEM_LOWER) score += part ? 30 : 180;
    else if (bits & ITEM_MIDDLE) score -= weak ? 60 : 0;
    if (run->items[at].title && !(bits & ITEM_LOWER)) score += 70;
    return score;
}

/* Is the whole stretch a phrase of a lexicon? */
static bool is_known(const name_stretch *s) {
    const name_item *first = first_of(s);
    uint32_t length = s->end - s->begin;
    return first->place == length || first->org == length || first->people == length || first->other == length;
}

void name_scores(const name_stretch *s, const name_around *a, int score[4]) {
    score[NAME_PERSON] = person_score(s, a);
    score[NAME_ORGANIZATION] = organization_score(s, a);
    score[NAME_PLACE] = place_score(s, a);
    score[NAME_OTHER] = other_score(s, a);
    /* In a headline every word has its capital, so everyday words count against all but persons and known names. */
    if (s->run->style != STYLE_PROSE)
        for (uint32_t type = NAME_ORGANIZATION; type <= NAME_OTHER; type++)
            if (score[type] > NAME_NEVER && !is_known(s)) score[type] -= 80 * (int)s->everyday;
}

void name_scores_phrase(const name_context *context, uint64_t key, int score[4]) {
    const phrase_fact *fact = name_phrase_find(context, key);
    for (uint32_t type = 0; type < 4 && fact; type++)
        if (score[type] > NAME_NEVER) score[type] += phrase_weight(fact, (name_type)type);
}
