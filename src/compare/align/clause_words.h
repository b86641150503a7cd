/* clause_words.h - what single words say to the parting of clauses, and what opens a clause at one (clauses_open.c). */
#ifndef SYN_COMPARE_CLAUSE_WORDS_H
#define SYN_COMPARE_CLAUSE_WORDS_H

#include "compare/lexicon/lexicon.gen.h"
#include "compare/words.h"

#define LEAST_WORDS 3        /* words of a clause */

typedef enum cut_kind { CUT_NONE, CUT_SAID, CUT_RELATIVE, CUT_BARE /* no subject of its own */, CUT_WHOLE } cut_kind;

static inline bool is_char(const syn_report *r, uint32_t w, char c) {
    return r->words.at[w].end - r->words.at[w].begin == 1 && r->text.ptr[r->words.at[w].begin] == c;
}

static inline bool is_hyphen(const syn_report *r, uint32_t w) { return is_char(r, w, '-') && !(r->words.at[w].flags & WORD_SPACE); }

/* A comma, a semicolon or a dash between words. */
static inline bool is_pause(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    if (word->kind != WORD_PUNCT) return false;
    syn_slice mark = slice_cut(r->text, word->begin, word->end);
    if (is_char(r, w, ',') || is_char(r, w, ';')) return true;
    if (is_char(r, w, ':')) return w + 1 < r->words.n && (r->words.at[w + 1].flags & WORD_SPACE);  /* not "11:36" */
    bool dash = mark.ptr[0] == '-' || slice_equal(mark, SLICE_LIT("–")) || slice_equal(mark, SLICE_LIT("—"));
    return dash && (word->flags & WORD_SPACE);
}

static inline const lexicon_entry *opener_at(const syn_report *r, uint32_t w, uint32_t end) {
    return w < end ? lexicon_match(&lexicon_compare_clauses, r->words.at, w, end) : NULL;
}

static inline bool value_is(const lexicon_entry *e, const char *value) {
    return e && slice_equal(slice_str(e->value), slice_str(value));
}

static inline bool is_nominal(unsigned upos) {
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ || upos == UPOS_NUM || upos == UPOS_DET ||
           upos == UPOS_PRON || upos == UPOS_SYM;
}

static inline bool ends_in_ing(const syn_report *r, uint32_t w) {
    return slice_ends(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), SLICE_LIT("ing"));
}

/* A verb that tells, not "including" or "according". */
static inline bool is_predicate(const syn_report *r, uint32_t w, uint32_t end) {
    unsigned upos = r->words.at[w].upos;
    if (upos == UPOS_AUX) return true;
    return upos == UPOS_VERB && !value_is(opener_at(r, w, end), "part");
}

/* "badly maintained boats", "the surviving crew": a verb that stands as an adjective. */
static inline bool is_attribute(const syn_report *r, uint32_t w, uint32_t from, uint32_t end) {
    if (r->words.at[w].upos != UPOS_VERB || w + 1 >= end || w == from) return false;
    unsigned before = r->words.at[w - 1].upos, next = r->words.at[w + 1].upos;
    bool ed = slice_ends(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), SLICE_LIT("ed"));
    if (next != UPOS_NOUN || !(ed || ends_in_ing(r, w))) return false;
    return before == UPOS_DET || before == UPOS_ADJ || r->words.at[w - 1].kind == WORD_POSSESSIVE ||
           (ed && (before == UPOS_ADV || before == UPOS_ADP));
}

/* Do the words [from, end) hold a verb that tells, and enough else to be a clause? */
bool clause_says_something(const syn_report *r, uint32_t from, uint32_t end);
/* Does a subject from w on meet its verb before anything else opens? */
bool clause_meets_verb(const syn_report *r, uint32_t w, uint32_t end);
/* What opens at word w of the words [from, end) of a sentence. */
cut_kind clause_opens(const syn_report *r, uint32_t from, uint32_t end, uint32_t w);
#endif
