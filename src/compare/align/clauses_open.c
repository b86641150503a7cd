/* clauses_open.c - whether a clause opens at a word.
 *
 * In: the tagged words of a sentence. Out: the kind of cut before one of them. A clause opens at a word of
 * lexicon/en/clauses.txt, at a participle or verb behind a comma, and behind a joining word where a predicate or a subject
 * with its verb follows. Each look ahead is bounded. */
#include "compare/align/clause_words.h"
#include "compare/story.h"
#include "compare/timex.h"

#define LEAST_CONTENT 2      /* words of content of a clause */
#define AHEAD 14             /* words in which a subject must meet its verb */

bool clause_says_something(const syn_report *r, uint32_t from, uint32_t end) {
    uint32_t words = 0, content = 0, predicates = 0;
    for (uint32_t w = from; w < end; w++) {
        if (r->words.at[w].kind == WORD_PUNCT) continue;
        words++;
        content += word_is_content(&r->words.at[w]) || r->words.at[w].upos == UPOS_NUM;
        predicates += is_predicate(r, w, end) && !is_attribute(r, w, from, end);
    }
    return words >= LEAST_WORDS && content >= LEAST_CONTENT && predicates > 0;
}

bool clause_meets_verb(const syn_report *r, uint32_t w, uint32_t end) {
    bool named = false;
    for (uint32_t n = 0; w < end && n < AHEAD; w++, n++) {
        unsigned upos = r->words.at[w].upos;
        if (upos == UPOS_AUX) return named;
        if (n && is_attribute(r, w, w - n, end)) continue;
        if (upos == UPOS_VERB && (named || !ends_in_ing(r, w))) return named && !ends_in_ing(r, w);  /* "the ruling party" */
        if (upos == UPOS_PUNCT && !is_hyphen(r, w)) return false;
        if (upos == UPOS_CCONJ || upos == UPOS_SCONJ || (n && value_is(opener_at(r, w, end), "wh"))) return false;
        named |= is_nominal(upos) && upos != UPOS_ADJ && upos != UPOS_DET;
    }
    return false;
}

static uint32_t past_adverbs(const syn_report *r, uint32_t w, uint32_t end) {
    while (w < end && (r->words.at[w].upos == UPOS_ADV || r->words.at[w].upos == UPOS_PART)) w++;
    return w;
}

/* A verb that stands before what it does something to, not as an adjective ("badly maintained boats", "surviving crew"). */
static bool verb_opens(const syn_report *r, uint32_t w, uint32_t end, bool pause) {
    if (!is_predicate(r, w, end)) return false;
    if (r->words.at[w].upos == UPOS_AUX || w + 1 >= end) return true;
    bool noun = r->words.at[w + 1].upos == UPOS_NOUN || r->words.at[w + 1].upos == UPOS_ADJ;
    bool ed = slice_ends(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), SLICE_LIT("ed"));
    return !noun || (ends_in_ing(r, w) ? pause : !ed);
}

static bool is_quotation_mark(const syn_report *r, uint32_t w) { return word_reads(r, w, "\"") || word_reads(r, w, "“"); }

/* What opens at a word behind a joining word ("and", "but"), inside a quotation mark too; of two numbers ("between 20 and 30") nothing. */
static cut_kind opens_joined(const syn_report *r, uint32_t w, uint32_t end, bool pause) {
    if (w > 1 && w < end && r->words.at[w].upos == UPOS_NUM && r->words.at[w - 2].upos == UPOS_NUM) return CUT_NONE;
    while (w < end && is_quotation_mark(r, w)) w++;
    uint32_t next = past_adverbs(r, w, end);
    if (next >= end) return CUT_NONE;
    unsigned upos = r->words.at[next].upos;
    if (verb_opens(r, next, end, pause)) return CUT_BARE;
    if (upos == UPOS_SCONJ || opener_at(r, next, end)) return CUT_WHOLE;
    return clause_meets_verb(r, next, end) ? CUT_WHOLE : CUT_NONE;
}

/* A preposition or a few words of number before "which" or "whom": "in which", "many of whom". */
static bool opens_relative(const syn_report *r, uint32_t w, uint32_t end) {
    for (uint32_t n = 0; w < end && n < 4; w++, n++) {
        if (value_is(opener_at(r, w, end), "wh")) return true;
        unsigned upos = r->words.at[w].upos;
        if (upos != UPOS_ADP && upos != UPOS_NUM && upos != UPOS_ADJ && upos != UPOS_DET && upos != UPOS_PRON) return false;
    }
    return false;
}

cut_kind clause_opens(const syn_report *r, uint32_t from, uint32_t end, uint32_t w) {
    bool pause = w > from && is_pause(r, w - 1);
    const lexicon_entry *opener = opener_at(r, w, end);
    unsigned upos = r->words.at[w].upos;
    if (value_is(opener, "and")) return opens_joined(r, w + 1, end, pause);
    if (value_is(opener, "join")) {
        if (w + 1 < end && r->words.at[w + 1].upos == UPOS_VERB) return CUT_BARE;  /* "after colliding" */
        bool length = w > from && r->words.at[w - 1].upos == UPOS_NOUN && timex_covers(r, r->words.at[w - 1].begin);
        if (!pause && length) return CUT_NONE;  /* "weeks after they met" */
        return pause || clause_meets_verb(r, w + 1, end) ? CUT_WHOLE : CUT_NONE;
    }
    if (!pause) return CUT_NONE;
    if (value_is(opener, "wh") || opens_relative(r, w, end)) return CUT_RELATIVE;
    if (value_is(opener, "with")) return CUT_WHOLE;
    if (is_char(r, w - 1, ';') || is_char(r, w - 1, ':')) return CUT_WHOLE;
    uint32_t next = upos == UPOS_ADV ? past_adverbs(r, w, end) : w;
    if (next < end && verb_opens(r, next, end, true)) return CUT_BARE;
    return clause_meets_verb(r, w, end) ? CUT_WHOLE : CUT_NONE;
}
