/* places.c - what a place is called beside its name: town or city, northern or eastern.
 *
 * In: names of places and bodies, parts of speech. Out: differences of kind place.
 * The idea: "the northern province of Tarrow", "northern Tarrow village": words of lexicon/en/localities.txt that stand with
 * a name, in one noun phrase. A settlement is a town or a village, a region a province or a county, and each lies on one side of its
 * country. Reports of which neither tells what the other does are set against each other, with the phrase shown.
 * Linear: each mention is looked at once, a place holds at most BUCKET descriptions.
 * Not done: a city against the province around it, which mostly has its name; parts ("eastern Tarrow"); "a village in the north". */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/words.h"

#define BUCKET 64
#define BEFORE 4            /* words before "of" or the name that are looked at */

typedef struct locality {   /* one description of a place */
    uint32_t report, next;
    uint64_t axis, is;      /* a settlement, a town */
    syn_span mark;          /* with the name */
} locality;

typedef struct localities {
    SYN_VEC(locality) list;
    uint32_t *head;         /* of each person, body and place */
} localities;

static bool push(story *s, localities *all, uint32_t place, uint32_t report, const lexicon_entry *word, syn_span mark) {
    const char *gap = strchr(word->value, ' ');
    size_t axis = gap ? (size_t)(gap - word->value) : 0;
    uint64_t is = slice_hash(slice_str(word->value));
    locality one = {report, all->head[place], slice_hash(slice_of(word->value, axis)), is, mark};
    all->head[place] = all->list.n;
    return VEC_PUSH(s->scratch, &all->list, one);
}

static const lexicon_entry *locality_at(const syn_report *r, uint32_t w, bool lies) {
    const lexicon_entry *found = lexicon_match(&lexicon_compare_localities, r->words.at, w, w + 1);
    return found && slice_starts(slice_str(found->value), SLICE_LIT("side ")) == lies ? found : NULL;
}

/* The noun phrase of the place: its kind, and the side that a word before says. */
static bool look_at(story *s, localities *all, uint32_t report, const syn_mention *mention, uint32_t place) {
    const syn_report *r = s->reports[report];
    uint32_t w = report_word_at(r, mention->span.begin), past = report_word_at(r, mention->span.end - 1) + 1, sentence;
    if (past > r->words.n || w >= past) return true;
    sentence = r->words.at[w].sentence;
    const syn_sentence *in = &r->sentences.at[sentence];
    const lexicon_entry *kind = NULL;
    uint32_t from = w;
    if (w >= in->word + 2 && word_is(r, w - 1, "of")) {  /* "the town of Tarrow" */
        kind = locality_at(r, w - 2, false);
        from = w - 2;
    } else if (past < in->word + in->words && r->words.at[w].upos == UPOS_PROPN) {  /* "in Tarrow town" */
        bool more = past + 1 < in->word + in->words && (word_is(r, past + 1, "of") || word_is_dash(r, past + 1) ||
                    r->words.at[past + 1].upos == UPOS_NOUN || r->words.at[past + 1].kind == WORD_POSSESSIVE);
        kind = more ? NULL : locality_at(r, past, false);
        past++;
    }
    if (!kind) return true;
    uint32_t first = from;
    const lexicon_entry *lies = NULL;
    for (uint32_t n = 0; first > in->word && n < BEFORE; n++, first--) {
        uint8_t upos = r->words.at[first - 1].upos;
        const lexicon_entry *found = locality_at(r, first - 1, true);
        if (!found && upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_PROPN && !word_is_dash(r, first - 1)) break;
        if (!lies) lies = found;
    }
    if (from == w && first > in->word && r->words.at[first - 1].upos == UPOS_DET) return true;
    if (!push(s, all, place, report, kind, words_span(r, from, past))) return false;
    return !lies || push(s, all, place, report, lies, words_span(r, first, past));
}

/* Does a report describe the place as another does? */
static bool agrees(const localities *all, uint32_t place, uint32_t report, const locality *other) {
    for (uint32_t i = all->head[place], n = 0; i != REPORT_NONE && n < BUCKET; i = all->list.at[i].next, n++)
        if (all->list.at[i].report == report && all->list.at[i].is == other->is) return true;
    return false;
}

static bool tell(story *s, const localities *all, uint32_t place) {
    for (uint32_t i = all->head[place], n = 0; i != REPORT_NONE && n < BUCKET; i = all->list.at[i].next, n++)
        for (uint32_t k = all->list.at[i].next, m = 0; k != REPORT_NONE && m < BUCKET; k = all->list.at[k].next, m++) {
            const locality *a = &all->list.at[k], *b = &all->list.at[i];
            if (a->report == b->report || a->axis != b->axis || a->is == b->is) continue;
            if (agrees(all, place, a->report, b) || agrees(all, place, b->report, a)) continue;
            side x = {a->report, pair_shown(s, a->report, a->mark), a->mark};
            side y = {b->report, pair_shown(s, b->report, b->mark), b->mark};
            if (!pair_tell(s, DIFFER_PLACE, &x, &y)) return false;
        }
    return true;
}

bool story_places(story *s) {
    localities all = {.head = ARENA_ARRAY(s->scratch, uint32_t, s->out->people.n + 1)};
    if (!all.head) return false;
    for (uint32_t p = 0; p < s->out->people.n; p++) all.head[p] = REPORT_NONE;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t m = 0; m < report->mentions.n; m++) {
            const syn_mention *mention = &report->mentions.at[m];
            if (mention->form != FORM_NAME || mention->type == NAME_PERSON || mention->entity == REPORT_NONE) continue;
            uint32_t place = s->person_of[r][mention->entity];
            if (place != REPORT_NONE && !look_at(s, &all, r, mention, place)) return false;
        }
    }
    for (uint32_t p = 0; p < s->out->people.n; p++)
        if (!tell(s, &all, p)) return false;
    return true;
}
