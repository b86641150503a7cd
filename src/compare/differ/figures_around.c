/* figures_around.c - what stands around a number: words, names, and what befell the counted.
 *
 * In: a figure whose unit is read (figures.c). Out: its words near (classes of meaning, each with its rarity), the names of its
 * sentence, the nearest word that says what happened to people ("killed", "missing"), whether it is some of a whole ("including 13
 * students"). What befell the counted is looked for behind the number first, past a clause between commas ("15 people, including
 * 13 students, were killed"), then before it, never past another number or a joining word. Linear: REACH words on each side. */
#include <stdlib.h>

#include "base/caps.h"
#include "compare/differ/figures.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/timex.h"
#include "compare/words.h"
#include "text/background.h"

#define REACH 12            /* words on each side */
#define FATE_REACH 7        /* ... for what befell the counted */
#define CAP_QUOTES_SEEN 200 /* quotes of a report in which a number is looked for */
#define PART_REACH 9        /* ... and for "were among" behind the unit */
#define LONGEST_ASIDE 12    /* words between two commas that are passed over */
#define LEAST_RARITY 2.0    /* words that stand in a quarter of all reports say nothing */

static bool is_be(const syn_report *r, uint32_t w) {
    return word_is(r, w, "were") || word_is(r, w, "was") || word_is(r, w, "are") || word_is(r, w, "have") || word_is(r, w, "had") ||
           word_is(r, w, "has") || word_is(r, w, "died") || word_is(r, w, "remain");
}

static void add_near(figure *f, uint64_t class, double weight) {
    uint32_t at = 0;
    while (at < f->nears && f->near[at] < class) at++;
    if ((at < f->nears && f->near[at] == class) || f->nears == FIGURE_NEAR) return;
    for (uint32_t k = f->nears++; k > at; k--) {
        f->near[k] = f->near[k - 1];
        f->near_weight[k] = f->near_weight[k - 1];
    }
    f->near[at] = class;
    f->near_weight[at] = weight;
}

static void add_named(const story *s, figure *f, uint32_t w) {
    uint32_t m = s->mention_at[f->report][w];
    if (m == REPORT_NONE) return;
    const syn_mention *mention = &s->reports[f->report]->mentions.at[m];
    uint32_t person = mention->entity == REPORT_NONE ? REPORT_NONE : s->person_of[f->report][mention->entity], at = 0;
    if (person == REPORT_NONE || mention->form == FORM_PRONOUN) return;
    while (at < f->nameds && f->named[at] < person) at++;
    if ((at < f->nameds && f->named[at] == person) || f->nameds == FIGURE_NAMES) return;
    unsigned bits = f->place_bits, below = bits & ((1u << at) - 1), above = bits >> at;
    for (uint32_t k = f->nameds++; k > at; k--) f->named[k] = f->named[k - 1];
    f->named[at] = person;
    f->place_bits = (uint8_t)(below | above << (at + 1) | (mention->type == NAME_PLACE ? 1u << at : 0));
}

/* What a word says to have happened to people, else 0. */
static uint64_t fate_at(const syn_report *r, uint32_t w, uint32_t end) {
    const lexicon_entry *found = lexicon_match(&lexicon_compare_humans, r->words.at, w, end);
    return found && found->value[0] ? slice_hash(slice_str(found->value)) : 0;
}

/* A word of a number, also of another one. */
static bool in_number(const syn_report *r, uint32_t at) {
    uint32_t low = 0, high = r->numbers.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->numbers.at[middle].span.end <= at) low = middle + 1;
        else high = middle;
    }
    return low < r->numbers.n && r->numbers.at[low].span.begin <= at;
}

static uint64_t find_fate(const syn_report *r, bool human, uint32_t before, uint32_t behind, uint32_t first, uint32_t end) {
    bool listed = false;
    for (uint32_t w = behind, n = 0; w < end && n < FATE_REACH; w++, n++) {
        if (word_is(r, w, ",")) {  /* ", including ... , were" */
            uint32_t close = w + 1;
            while (close < end && close < w + LONGEST_ASIDE && !word_is(r, close, ",")) close++;
            if (!word_is(r, close, ",") || !is_be(r, close + 1)) break;
            w = close;
            n = 0;
            continue;
        }
        /* "220 men and 108 women hurt": one list, one fate */
        bool joins = human && !listed && word_is(r, w, "and") && w + 1 < end && in_number(r, r->words.at[w + 1].begin);
        if (joins) {
            listed = true;
            n = 0;
            for (w++; w + 1 < end && in_number(r, r->words.at[w + 1].begin); w++) {}
            continue;
        }
        if (figure_stops(r, w)) break;
        uint64_t fate = fate_at(r, w, end);
        if (fate) return fate;
    }
    for (uint32_t w = before, n = 0; w-- > first && n < FATE_REACH && !figure_stops(r, w); n++) {
        uint64_t fate = fate_at(r, w, end);
        if (fate) return fate;
    }
    return 0;
}

/* "including at least 13 students", "another 30", "12 of them", "three were among the dead". */
static bool is_part(const syn_report *r, uint32_t before, uint32_t behind, uint32_t first, uint32_t end) {
    if (before > first && figure_word(r, before - 1, "part")) return true;
    for (uint32_t w = before, n = 0; w-- > first && n < 4; n++) {
        if (word_is(r, w, "including") || word_is(r, w, "among")) return true;
        if (word_is_content(&r->words.at[w])) break;
    }
    for (uint32_t w = behind, n = 0; w < end && n < PART_REACH && !word_is(r, w, ","); w++, n++)
        if (word_is(r, w, "among") || (word_is(r, w, "of") && (word_is(r, w + 1, "whom") || word_is(r, w + 1, "them") ||
                                                              word_is(r, w + 1, "those") || word_is(r, w + 1, "which"))))
            return true;
    return false;
}

static void add_kind(const story *s, const syn_report *r, figure *f, uint32_t w) {
    bool anyone;
    uint32_t m = s->mention_at[f->report][w], entity = m == REPORT_NONE ? REPORT_NONE : r->mentions.at[m].entity;
    if (entity != REPORT_NONE && f->kind_name == REPORT_NONE) f->kind_name = s->person_of[f->report][entity];
    uint64_t class = figure_class(r, w, &anyone);
    const syn_word *word = &r->words.at[w];
    if (word->kind == WORD_LETTERS && word_is_content(word) && class != f->unit && f->kinds_of < FIGURE_KIND)
        f->kind_of[f->kinds_of++] = class;
}

/* "six white vans", "members of the harbour guard". */
static void find_kind(const story *s, const syn_report *r, figure *f, uint32_t behind, uint32_t end) {
    if (f->time != REPORT_NONE || !span_present(r->numbers.at[f->number].unit)) return;
    uint32_t past = report_word_at(r, r->numbers.at[f->number].span.end - 1) + 1;
    for (uint32_t w = past; w < behind; w++) add_kind(s, r, f, w);
    if (!word_is(r, behind, "of")) return;
    for (uint32_t w = behind + 1, n = 0; w < end && n < 4 && !figure_stops(r, w); w++, n++) add_kind(s, r, f, w);
}

static bool in_quote(const syn_report *r, uint32_t at) {
    for (uint32_t q = 0; q < r->quotes.n && q < CAP_QUOTES_SEEN; q++) {
        const syn_quote *quote = &r->quotes.at[q];
        for (uint32_t i = 0; i < quote->contents && quote->kind <= QUOTE_BLOCK; i++)
            if (quote->content[i].begin <= at && at < quote->content[i].end) return true;
    }
    return false;
}

static int by_term(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* The terms of all statements of its sentence, each once. */
static bool take_whole(story *s, figure *f) {
    uint32_t first = f->statement, last = f->statement, n = 0, kept = 0;
    const statement *own = &s->statements.at[f->statement];
    while (first > s->first_statement[own->report] && s->statements.at[first - 1].sentence == own->sentence) first--;
    while (last + 1 < s->first_statement[own->report + 1] && s->statements.at[last + 1].sentence == own->sentence) last++;
    for (uint32_t i = first; i <= last; i++) n += s->statements.at[i].terms;
    uint32_t *terms = ARENA_ARRAY(s->scratch, uint32_t, n + 1);
    if (!terms) return false;
    n = 0;
    for (uint32_t i = first; i <= last; i++)
        for (uint32_t k = 0; k < s->statements.at[i].terms; k++) {
            uint32_t id = s->term_lists.at[s->statements.at[i].term + k];
            if (!s->terms.at[id].value) terms[n++] = id;
        }
    if (n) qsort(terms, n, sizeof *terms, by_term);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || terms[kept - 1] != terms[i]) terms[kept++] = terms[i];
    f->whole = terms;
    f->wholes = kept;
    return true;
}

bool figure_look_around(story *s, figure *f, uint32_t before, uint32_t behind) {
    const syn_report *r = s->reports[f->report];
    const syn_sentence *in = &r->sentences.at[s->statements.at[f->statement].sentence];
    uint32_t first = in->word, end = in->word + in->words, low = before > first + REACH ? before - REACH : first;
    uint32_t high = behind + REACH < end ? behind + REACH : end;
    for (uint32_t w = low; w < high; w++) {
        const syn_word *word = &r->words.at[w];
        bool anyone;
        if ((w >= before && w < behind) || word->kind != WORD_LETTERS || !word_is_content(word)) continue;
        uint32_t m = s->mention_at[f->report][w];
        if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE) continue;
        double weight = background_rarity(word->stem);
        uint64_t class = figure_class(r, w, &anyone);
        if (weight >= LEAST_RARITY && !anyone && class != f->unit && !timex_covers(r, word->begin) &&
            !in_number(r, word->begin)) add_near(f, class, weight);
    }
    for (uint32_t w = first; w < end; w++) add_named(s, f, w);
    if (before > first) f->next_to[0] = r->words.at[before - 1].stem;
    if (behind < end) f->next_to[1] = r->words.at[behind].stem;
    if (f->kind == FIGURE_THING && !f->measure) {
        uint64_t own = f->unit ? fate_at(r, behind - 1, behind) : 0;
        f->fate = own ? own : find_fate(r, f->human, before, behind, first, end);
    }
    find_kind(s, r, f, behind, end);
    f->quoted = in_quote(r, figure_span(s, f).begin);
    f->part = is_part(r, before, behind, first, end);
    return take_whole(s, f);
}
