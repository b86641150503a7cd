/* icu.c - ICU's iterator of sentences, for sentences.py: icu [LOCALE], the root locale without one.
 *
 * In, on standard input: texts, each with its length in bytes and a line feed before it. Out: for each a line, its sentences as a JSON
 * array of [begin, end) in bytes. "en@ss=standard" switches ICU's list of abbreviations on. */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

static void cut(UBreakIterator *breaks, const char *text, size_t length) {
    UErrorCode status = U_ZERO_ERROR;
    UText *source = utext_openUTF8(NULL, text, (int64_t)length, &status);
    ubrk_setUText(breaks, source, &status);
    if (U_FAILURE(status)) exit(1);
    putchar('[');
    int32_t from = ubrk_first(breaks);
    for (int32_t to = ubrk_next(breaks), n = 0; to != UBRK_DONE; from = to, to = ubrk_next(breaks), n++)
        printf("%s[%d,%d]", n ? "," : "", from, to);
    puts("]");
    utext_close(source);
}

int main(int argc, char **argv) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, argc > 1 ? argv[1] : "", NULL, 0, &status);
    if (U_FAILURE(status)) return 1;
    size_t length;
    while (scanf("%zu", &length) == 1 && getchar() == '\n') {
        char *text = malloc(length + 1);
        if (!text || fread(text, 1, length, stdin) != length) return 1;
        cut(breaks, text, length);
        free(text);
    }
    ubrk_close(breaks);
    return 0;
}
