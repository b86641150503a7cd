/* brief_stands.c - can a sentence be read without those that stood before it?
 *
 * In: a run of words of one sentence. Out: no, or yes with what must have been told before: persons whom it names by a
 * surname or a description alone, and things that it calls "the ...", "this ..." though the report has told of them before
 * (a noun that is new in the report is introduced by the sentence itself).
 * Idea: what is definite and was mentioned earlier refers back (Prince, "Toward a taxonomy of given-new information", 1981).
 * Not seen: things referred back to by another noun ("the vessel" for a ferry), unless lexicon/en/synonyms.txt knows
 * both. */
#include "compare/brief/brief.h"

#include "compare/lexicon/lexicon.gen.h"
#include "compare/words.h"

#define OPENING 3            /* words in which a pronoun has nothing before it in its sentence */
#define LABEL 4              /* words in which a colon ends a label */
#define PHRASE 6             /* words of a noun phrase that are looked through for its head */

bool brief_ends(const syn_report *r, uint32_t to) {
    const syn_word *last = &r->words.at[to - 1];
    if (last->flags & WORD_ABBREVIATION) return true;
    for (unsigned i = 0; i < 3 && to > 0; i++, to--) {
        if (word_reads(r, to - 1, ".") || word_reads(r, to - 1, "!") || (i && word_reads(r, to - 1, ","))) return true;
        if (!word_reads(r, to - 1, "\"") && !word_reads(r, to - 1, "”") && !word_reads(r, to - 1, "’") &&
            !word_reads(r, to - 1, "'") && !word_reads(r, to - 1, ")")) break;
    }
    return false;
}

/* "The mayor, left, and ..." */
bool word_of_caption(const syn_report *r, uint32_t w, uint32_t to) {
    if (lexicon_match(&lexicon_compare_captions, r->words.at, w, to)) return true;
    bool side = w > 0 && w + 1 < to && ((word_reads(r, w - 1, ",") && word_reads(r, w + 1, ",")) ||
                                        (word_reads(r, w - 1, "(") && word_reads(r, w + 1, ")")));
    return side && (word_reads(r, w, "left") || word_reads(r, w, "right") || word_reads(r, w, "center") || word_reads(r, w, "centre"));
}

/* Every quotation mark has its fellow; no question, address or caption. */
static bool whole(const syn_report *r, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to && w < from + LABEL; w++)
        if (word_reads(r, w, ":")) return false;  /* "May 25: ..." */
    unsigned capitals = 0, straight = 0, opened = 0, closed = 0, paren = 0, shut = 0;
    for (uint32_t w = from; w < to; w++) {
        capitals += (r->words.at[w].flags & WORD_ALL_CAPS) != 0;
        straight += word_reads(r, w, "\"");
        opened += word_reads(r, w, "“");
        closed += word_reads(r, w, "”");
        paren += word_reads(r, w, "(");
        shut += word_reads(r, w, ")");
        if (r->words.at[w].kind == WORD_URL || word_reads(r, w, "?") || word_of_caption(r, w, to)) return false;
    }
    return capitals * 3 < to - from && straight % 2 == 0 && opened == closed && paren == shut;
}

/* Words are tagged, and none is a verb. */
static bool no_verb(const syn_report *r, uint32_t from, uint32_t to) {
    bool tagged = false;
    for (uint32_t w = from; w < to; w++) {
        tagged |= r->words.at[w].upos != UPOS_NONE;
        if (r->words.at[w].upos == UPOS_VERB || r->words.at[w].upos == UPOS_AUX) return false;
    }
    return tagged;
}

static bool add_need(story *s, brief_needs *needs, uint32_t key) {
    for (uint32_t i = 0; i < needs->n; i++)
        if (needs->at[i] == key) return true;
    return VEC_PUSH(s->scratch, needs, key);
}

/* The collation's name of a person has several words, and this mention is one of them without a title. */
static bool bare_surname(const story *s, const syn_report *r, const syn_mention *m, uint32_t person) {
    if (s->out->people.at[person].type != NAME_PERSON) return false;
    uint32_t title = report_word_at(r, m->title.begin);
    bool telling = span_present(m->title) && !lexicon_match(&lexicon_compare_courtesy, r->words.at, title, r->words.n);
    if (telling) return false;
    syn_slice name = s->out->people.at[person].name;
    bool several = slice_find(slice_trim(name), SLICE_LIT(" "), 0) != SIZE_MAX;
    return several && slice_find(report_slice(r, m->span), SLICE_LIT(" "), 0) == SIZE_MAX;
}

/* Was the key of word w told of in an earlier sentence of its report? */
static bool seen_before(const story *s, uint32_t report, uint32_t w) {
    const word_key *key = &s->keys->at.at[s->keys->of[report][w]];
    uint32_t first = s->keys->first[report], own = first + s->reports[report]->words.at[w].sentence;
    uint32_t low = 0, high = key->count;
    while (low < high) {  /* the first sentence of this report that holds it */
        uint32_t middle = low + (high - low) / 2;
        if (s->keys->postings[key->first + middle] < first) low = middle + 1;
        else high = middle;
    }
    return low < key->count && s->keys->postings[key->first + low] < own;
}

/* The head of a noun phrase that opens with a determiner at w, or REPORT_NONE: a name, or no noun. */
static uint32_t head_noun(const story *s, uint32_t report, uint32_t w, uint32_t to) {
    const syn_report *r = s->reports[report];
    uint32_t head = REPORT_NONE;
    for (uint32_t at = w + 1; at < to && at <= w + PHRASE; at++) {
        uint8_t upos = r->words.at[at].upos;
        if (upos == UPOS_PROPN) return REPORT_NONE;
        if (r->words.at[at].kind == WORD_POSSESSIVE) break;
        if (upos == UPOS_NOUN) head = at;
        else if (head != REPORT_NONE || (upos != UPOS_ADJ && upos != UPOS_NUM && upos != UPOS_ADV &&
            upos != UPOS_VERB)) break;
    }
    return head;
}

/* What says more of a noun behind it: "the letter [from ...]", "the man [who ...]". */
static bool explained(const syn_report *r, uint32_t head, uint32_t to) {
    if (head + 1 >= to) return false;
    const syn_word *next = &r->words.at[head + 1];
    return next->upos == UPOS_ADP || next->upos == UPOS_SCONJ || next->upos == UPOS_PRON;
}

typedef struct walk {
    story *s;
    uint32_t report, from, to;
    brief_needs *needs;
    uint32_t named[8], told[8];  /* persons named in full so far; told of by a name or description */
    unsigned names, tellings;
    bool acted;              /* ... and a verb behind it, outside quotations */
    bool nouns, any;         /* a noun or name stood before: outside quotations; anywhere */
    bool quoted;             /* inside a quotation */
} walk;

static bool named_here(const walk *k, uint32_t person) {
    for (unsigned i = 0; i < k->names; i++)
        if (k->named[i] == person) return true;
    return false;
}

/* A mention at word w. False: it cannot be read on its own. */
static bool mention_stands(walk *k, uint32_t w, bool *made) {
    const syn_report *r = k->s->reports[k->report];
    const syn_mention *m = &r->mentions.at[k->s->mention_at[k->report][w]];
    if (m->entity == REPORT_NONE) return true;
    uint32_t person = k->s->person_of[k->report][m->entity], key = k->s->keys->of[k->report][w];
    if (person == REPORT_NONE || key == REPORT_NONE || named_here(k, person)) return true;
    if (m->form == FORM_PRONOUN) {
        for (unsigned i = 0; i < k->tellings; i++)
            if (k->told[i] == person) {
                *made = add_need(k->s, k->needs, key) && *made;  /* "A fisher all her life, she ..." */
                return true;
            }
        return k->quoted && k->any;
    }
    if (k->tellings < sizeof k->told / sizeof *k->told) k->told[k->tellings++] = person;
    if (m->form == FORM_NAME && !bare_surname(k->s, r, m, person)) {
        if (k->names < sizeof k->named / sizeof *k->named) k->named[k->names++] = person;
        return true;
    }
    if (m->form == FORM_DESCRIPTION && slice_starts(report_slice(r, m->span), SLICE_LIT("a"))) return true;
    *made = add_need(k->s, k->needs, key) && *made;
    return true;
}

static bool word_stands(walk *k, uint32_t w, bool *made) {
    const syn_report *r = k->s->reports[k->report];
    const syn_word *word = &r->words.at[w];
    if (word_reads(r, w, "“")) k->quoted = true;
    else if (word_reads(r, w, "”")) k->quoted = false;
    else if (word_reads(r, w, "\"")) k->quoted = !k->quoted;
    if (k->s->mention_at[k->report][w] != REPORT_NONE) {
        bool good = mention_stands(k, w, made);
        k->nouns |= !k->quoted;
        k->any = true;
        return good;
    }
    if (k->nouns && !k->quoted && (word->upos == UPOS_VERB || word->upos == UPOS_AUX)) k->acted = true;
    bool noun = word->upos == UPOS_NOUN || word->upos == UPOS_PROPN;
    k->nouns |= noun && !k->quoted;
    k->any |= noun;
    if (!k->quoted && lexicon_match(&lexicon_compare_self, r->words.at, w, k->to) && word->upos == UPOS_PRON) return false;
    const lexicon_entry *leaning = lexicon_match(&lexicon_compare_leaning, r->words.at, w, k->to);
    bool pointing = leaning && *leaning->value;
    bool definite = word->upos == UPOS_DET && (pointing || lexicon_match(&lexicon_compare_definite, r->words.at, w, k->to));
    bool pronoun = word->upos == UPOS_PRON || word->upos == UPOS_DET;
    if (leaning && pronoun && !pointing && !(k->quoted ? k->any : k->nouns) &&
        !lexicon_match(&lexicon_compare_self, r->words.at, w, k->to)) return false;
    if (pronoun && !k->quoted && !k->acted && !k->tellings &&
        lexicon_match(&lexicon_compare_subjects, r->words.at, w, k->to)) return false;
    if (!definite) return true;
    uint32_t head = head_noun(k->s, k->report, w, k->to);
    if (head == REPORT_NONE || k->s->keys->of[k->report][head] == REPORT_NONE) return true;
    if (lexicon_match(&lexicon_compare_unique, r->words.at, head, k->to)) return true;
    if (k->s->keys->at.at[k->s->keys->of[k->report][head]].value) return true;  /* "this week" */
    bool subject = w == k->from && word->sentence > 0;  /* "The island ..." for one that was named */
    if (!pointing && (explained(r, head, k->to) || (!subject && !seen_before(k->s, k->report, head)))) return true;
    *made = add_need(k->s, k->needs, k->s->keys->of[k->report][head]) && *made;
    return true;
}

/* All its words are a quotation's: who says them stands elsewhere. */
static bool speaker_missing(const story *s, uint32_t report, uint32_t from, uint32_t to) {
    const syn_report *r = s->reports[report];
    bool inside = s->keys->quoted[report][from];
    for (uint32_t w = from; w < to && inside; w++) inside = s->keys->quoted[report][w] || r->words.at[w].kind == WORD_PUNCT;
    return inside;
}

/* "The 34-year-old ...": somebody who was named before. */
static bool opens_with_age(const syn_report *r, uint32_t from) {
    enum { NEAR = 24 };
    if (r->words.at[from].upos != UPOS_DET) return false;
    uint32_t begin = r->words.at[from].begin;
    for (uint32_t i = report_number_at(r, begin); i < r->numbers.n && r->numbers.at[i].span.begin < begin + NEAR; i++)
        if (r->numbers.at[i].kind == NUMBER_AGE && r->numbers.at[i].span.begin > begin) return true;
    return false;
}

bool brief_stands(story *s, uint32_t report, uint32_t from, uint32_t to, brief_needs *needs, bool *made) {
    const syn_report *r = s->reports[report];
    *made = true;
    uint32_t start = from;
    bool quotation = false;
    if (start < to && word_reads(r, start, ",")) return false;
    for (; from < to && r->words.at[from].kind == WORD_PUNCT; from++)
        quotation |= word_reads(r, from, "“") || word_reads(r, from, "\"");
    if (from >= to || speaker_missing(s, report, from, to)) return false;
    const syn_word *first = &r->words.at[from];
    if (!(first->flags & WORD_CAPITAL) && first->kind != WORD_NUMBER && first->kind != WORD_SYMBOL) return false;
    const lexicon_entry *leaning = lexicon_match(&lexicon_compare_leaning, r->words.at, from, to);
    if (!quotation && (leaning || lexicon_match(&lexicon_compare_hinges, r->words.at, from, to))) return false;
    if (!whole(r, start, to) || no_verb(r, from, to)) return false;
    if (first->sentence > 0 && opens_with_age(r, from)) return false;
    uint32_t block = report_block_at(r, first->begin);
    if (block != REPORT_NONE && r->blocks.at[block].kind != BLOCK_PARAGRAPH && r->blocks.at[block].kind != BLOCK_QUOTE)
        return false;
    walk k = {.s = s, .report = report, .from = from, .to = to, .needs = needs, .quoted = quotation};
    for (uint32_t w = from; w < to; w++)
        if (!word_stands(&k, w, made)) return false;
    return true;
}
