/* words.c - the first mark: the text of the report cut into words and sentences (src/text/words.c does the work).
 *
 * A report whose language is not known is read as English, the one language that has lexicons: a text too short for the
 * language to be told ("Ferry sinks, 23 dead") still gets stems. A language that is known and has no stemmer stays
 * unstemmed. */
#include "mark/memory.h"

#define LARGE (256u << 10)  /* bytes of a text whose words stay where they grew */

/* Words and sentences, which lie in scratch, into the report: just the room that they need. */
static syn_code keep(syn_report *r, syn_error *error) {
    syn_word *words = ARENA_ARRAY(&r->arena, syn_word, r->words.n + 1);
    syn_sentence *sentences = ARENA_ARRAY(&r->arena, syn_sentence, r->sentences.n + 1);
    if (words && r->words.n) memcpy(words, r->words.at, r->words.n * sizeof *words);
    if (sentences && r->sentences.n) memcpy(sentences, r->sentences.at, r->sentences.n * sizeof *sentences);
    r->words = (syn_words){words, words ? r->words.n : 0, r->words.n + 1};
    r->sentences = (syn_sentences){sentences, sentences ? r->sentences.n : 0, r->sentences.n + 1};
    return arena_check(&r->arena, "mark", error);
}

syn_code mark_words(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    words_memory *memory = options && options->memory ? options->memory->words : NULL;
    char language[9] = "en";
    if (report->language.len && report->language.len < sizeof language) {
        memcpy(language, report->language.ptr, report->language.len);
        language[report->language.len] = '\0';
    }
    bool large = report->text.len > LARGE;
    syn_code code = words_scan_with(memory, &report->words, &report->sentences, report->text, language,
                                    large ? &report->arena : scratch, error);
    return code == SYN_OK && !large ? keep(report, error) : code;
}
