/* Runs the unit tests of src/text; what they share stands here too. */
#include "text.h"

#include <time.h>

int test_open(void **state) {
    test_text *text = calloc(1, sizeof *text);
    if (!text) return -1;
    arena_init(&text->arena, NULL);
    *state = text;
    return 0;
}

int test_close(void **state) {
    test_text *text = *state;
    arena_free(&text->arena);
    free(text);
    return 0;
}

void test_scan_slice(test_text *text, syn_slice s, const char *language) {
    syn_error error = {0};
    arena_reset(&text->arena);
    text->text = arena_copy(&text->arena, s);
    if (words_scan(&text->words, &text->sentences, text->text, language, &text->arena, &error) != SYN_OK)
        fail_msg("words_scan: %s", error.msg);
}

void test_scan(test_text *text, const char *s, const char *language) { test_scan_slice(text, slice_str(s), language); }

static char *join(test_text *text, char *out, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++) *out++ = text->text.ptr[i] == '\n' ? ' ' : text->text.ptr[i];
    *out = 0;
    return out;
}

const char *test_words(test_text *text, const char *s) {
    test_scan(text, s, "en");
    char *out = arena_alloc(&text->arena, strlen(s) * 2 + 2), *at = out;
    for (uint32_t i = 0; i < text->words.n; i++) {
        if (i) *at++ = '|';
        at = join(text, at, text->words.at[i].begin, text->words.at[i].end);
    }
    return out;
}

const char *test_sentences(test_text *text, const char *s) {
    test_scan(text, s, "en");
    char *out = arena_alloc(&text->arena, strlen(s) * 2 + 2), *at = out;
    for (uint32_t i = 0; i < text->sentences.n; i++) {
        if (i) *at++ = '|';
        at = join(text, at, text->sentences.at[i].begin, text->sentences.at[i].end);
    }
    return out;
}

double test_ms(void) {
    clock_t now = clock();
    return (double)now * 1000.0 / CLOCKS_PER_SEC;
}

int main(void) {
    return tests_of_utf8() + tests_of_fold() + tests_of_words() + tests_of_sentences() + tests_of_lexicon() +
           tests_of_language() + tests_of_json() + tests_of_model() + tests_of_vectors() + tests_of_name_parts() +
           tests_of_signatures() + tests_of_worst();
}
