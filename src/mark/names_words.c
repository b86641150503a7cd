/* names_words.c - what can be said of a word before any name is sought.
 *
 * In: the words of a report. Out: folds without points ("U.S." and "US" are one word here), how often the report writes each
 * word small or with a capital inside a sentence, and whether a line is prose, a headline or all capitals.
 * The idea: a capital says little where a sentence opens or in a headline; how the rest of the report writes the same word
 * says more (A. Mikheev, "Periods, capitalized words, etc.", 2002: the document as its own lexicon). */
#include "mark/names.h"

#include "text/fold.h"

enum { PLAIN_BYTES = 64 };  /* a longer word keeps its points */

uint64_t name_fold(const name_context *context, uint32_t at) {
    const syn_word *word = &context->report->words.at[at];
    size_t length = word->end - word->begin, kept = 0;
    if (word->kind != WORD_LETTERS || length > PLAIN_BYTES) return word->fold;
    char plain[PLAIN_BYTES];
    const char *text = context->report->text.ptr + word->begin;
    if (!memchr(text, '.', length)) return word->fold;
    for (size_t i = 0; i < length; i++)
        if (text[i] != '.') plain[kept++] = text[i];
    return kept ? word_hash(slice_of(plain, kept)) : word->fold;
}

syn_word name_plain(const name_context *context, uint32_t at) {
    syn_word word = context->report->words.at[at];
    word.fold = name_fold(context, at);
    return word;
}

bool name_is_capital(const syn_word *word) { return word->kind == WORD_LETTERS && (word->flags & WORD_CAPITAL); }

bool name_touches(const name_context *context, uint32_t at) {
    return at < context->report->words.n && !(context->report->words.at[at].flags & WORD_SPACE);
}

char name_first_byte(const name_context *context, uint32_t at) {
    return at < context->report->words.n ? context->report->text.ptr[context->report->words.at[at].begin] : '\0';
}

/* A line is a headline when hardly any of its weighty words is written small, all capitals when most words are. */
line_style name_style(const name_context *context, const syn_sentence *sentence) {
    uint32_t small = 0, function = 0, capital = 0, caps = 0;
    const syn_word *words = context->report->words.at + sentence->word;
    for (uint32_t i = 0; i < sentence->words; i++) {
        if (words[i].kind != WORD_LETTERS || words[i].end - words[i].begin < 2) continue;
        if (words[i].flags & WORD_ALL_CAPS) caps++;
        if (words[i].flags & WORD_CAPITAL) capital++;
        else if (words[i].flags & WORD_STOP) function++;
        else small++;
    }
    if (caps >= 3 && caps * 10 >= (capital + small) * 7) return STYLE_CAPS;
    bool point = sentence->words && name_first_byte(context, sentence->word + sentence->words - 1) == '.';
    if (capital >= 5 && small * 9 <= capital && !(point && small + function)) return STYLE_TITLE;
    return STYLE_PROSE;
}

bool names_count(name_context *context) {
    syn_report *report = context->report;
    for (uint32_t s = 0; s < report->sentences.n; s++) {
        const syn_sentence *sentence = &report->sentences.at[s];
        bool prose = name_style(context, sentence) == STYLE_PROSE;
        for (uint32_t w = sentence->word; w < sentence->word + sentence->words; w++) {
            const syn_word *word = &report->words.at[w];
            if (word->kind != WORD_LETTERS) continue;
            bool capital = word->flags & WORD_CAPITAL;
            bool opens = w == sentence->word || report->words.at[w - 1].kind == WORD_PUNCT;
            if (capital && (!prose || opens)) continue;
            uint32_t *slot = map_slot_of(&context->word_map, name_fold(context, w), context->words.n);
            if (!slot) return false;
            if (*slot == context->words.n && !VEC_PUSH(context->scratch, &context->words, (word_fact){0})) return false;
            if (capital) context->words.at[*slot].middle++;
            else context->words.at[*slot].small++;
            if (!capital && (word->flags & WORD_SPACE)) context->words.at[*slot].small_alone = true;
        }
    }
    return true;
}

const word_fact *name_word_fact(const name_context *context, uint64_t fold) {
    static const word_fact none = {0};
    uint32_t at = map_get(&context->word_map, fold);
    return at == MAP_NONE ? &none : &context->words.at[at];
}

phrase_fact *name_phrase(name_context *context, uint64_t key) {
    uint32_t *slot = map_slot_of(&context->phrase_map, key, context->phrases.n);
    if (!slot) return NULL;
    if (*slot == context->phrases.n && !VEC_PUSH(context->scratch, &context->phrases, (phrase_fact){0})) return NULL;
    return &context->phrases.at[*slot];
}

const phrase_fact *name_phrase_find(const name_context *context, uint64_t key) {
    uint32_t at = context->learned ? map_get(&context->phrase_map, key) : MAP_NONE;
    return at == MAP_NONE ? NULL : &context->phrases.at[at];
}

bool name_token_count(name_context *context, uint64_t fold, uint32_t kind) {
    uint32_t *slot = map_slot_of(&context->token_map, fold, context->tokens.n);
    if (!slot) return false;
    if (*slot == context->tokens.n && !VEC_PUSH(context->scratch, &context->tokens, (token_fact){0})) return false;
    context->tokens.at[*slot].as[kind]++;
    return true;
}

const token_fact *name_token(const name_context *context, uint64_t fold) {
    uint32_t at = map_get(&context->token_map, fold);
    return at == MAP_NONE ? NULL : &context->tokens.at[at];
}
