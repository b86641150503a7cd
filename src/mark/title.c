/* title.c - the numbers of a report's title.
 *
 * In: the report's title and the words of its text. Out: title_numbers, as spans of the title. The title is marked as a text
 * of its own by the same stages as the text. In titles that write most words with a capital a capital says little: a word
 * that the text has with a small letter is read with one, so the text is the lexicon of its own title (Mikheev 2002). Letters
 * keep their places, and the spans are those of the title as it stands. Linear in title and text; a title longer than MOST
 * bytes is left, and one without digits and number words costs no more than being cut into words. */
#include "base/map.h"
#include "mark/classes.h"
#include "mark/mark.h"

enum { MOST = 1024 };

/* False where no number can stand. */
static bool may_count(const syn_report *title, syn_arena *scratch) {
    mark_scan scan;
    if (!scan_open(&scan, title, scratch)) return true;  /* the next stage tells */
    for (uint32_t at = 0; at < scan.n; at++)
        if (scan.words[at].kind == WORD_NUMBER || scan_is(&scan, at, CLASS_CARDINAL) || scan_is(&scan, at, CLASS_SCALE)) return true;
    return false;
}

/* Gives words a small letter that the text has with one; they are words of `title`, whose text may be written. */
static bool as_written(const syn_report *report, syn_report *title, char *letters) {
    syn_map small;
    map_init(&small, &title->arena);
    for (uint32_t w = 1; w < title->words.n; w++)
        if ((title->words.at[w].flags & WORD_CAPITAL) && !map_set(&small, title->words.at[w].fold, 0)) return false;
    for (uint32_t w = 0; small.count && w < report->words.n; w++) {
        const syn_word *word = &report->words.at[w];
        bool plain = word->kind == WORD_LETTERS && !(word->flags & WORD_CAPITAL);
        if (plain && map_get(&small, word->fold) == 0 && !map_set(&small, word->fold, 1)) return false;
    }
    for (uint32_t w = 1; w < title->words.n; w++) {
        const syn_word *word = &title->words.at[w];
        if (!(word->flags & WORD_CAPITAL) || (!(word->flags & WORD_STOP) && map_get(&small, word->fold) != 1)) continue;
        for (uint32_t i = word->begin; i < word->end; i++)
            if (letters[i] >= 'A' && letters[i] <= 'Z') letters[i] = (char)(letters[i] | 0x20);
    }
    return true;
}

static syn_code numbers_of(const mark_options *options, syn_report *report, syn_report *title, syn_arena *scratch,
                           syn_error *error) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers};
    char *letters = arena_alloc(&title->arena, report->title.len + 1);
    if (!letters) return arena_check(&title->arena, "mark", error);
    memcpy(letters, report->title.ptr, report->title.len);
    title->text = slice_of(letters, report->title.len);
    syn_code code = mark_words(options, title, scratch, error);
    if (code != SYN_OK || !may_count(title, scratch)) return code;
    if (!as_written(report, title, letters)) return arena_check(&title->arena, "mark", error);
    title->words.n = title->sentences.n = 0;
    for (size_t i = 0; i < sizeof stages / sizeof *stages && code == SYN_OK; i++)
        code = stages[i](options, title, scratch, error);
    for (uint32_t i = 0; i < title->numbers.n && code == SYN_OK; i++) {
        syn_number number = title->numbers.at[i];
        number.si_unit = number.si_unit.len ? arena_copy(&report->arena, number.si_unit) : number.si_unit;
        VEC_PUSH(&report->arena, &report->title_numbers, number);
        code = arena_check(&report->arena, "mark", error);
    }
    return code;
}

syn_code mark_title(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    if (!report->title.len || report->title.len > MOST || !mark_knows(report)) return SYN_OK;
    syn_report title = {.language = report->language, .published = report->published};
    arena_init(&title.arena, report->arena.budget);
    syn_code code = numbers_of(options, report, &title, scratch, error);
    arena_free(&title.arena);
    return code;
}
