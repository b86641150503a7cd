/* words.c - the first mark: the text of the report cut into words and sentences (src/text/words.c does the work).
 *
 * A report whose language is not known is read as English, the one language that has lexicons: a text too short for the
 * language to be told ("Ferry sinks, 23 dead") still gets stems. A language that is known and has no stemmer stays
 * unstemmed. */
#include "mark/memory.h"

syn_code mark_words(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)scratch;
    words_memory *memory = options && options->memory ? options->memory->words : NULL;
    char language[9] = "en";
    if (report->language.len && report->language.len < sizeof language) {
        memcpy(language, report->language.ptr, report->language.len);
        language[report->language.len] = '\0';
    }
    return words_scan_with(memory, &report->words, &report->sentences, report->text, language, &report->arena, error);
}
