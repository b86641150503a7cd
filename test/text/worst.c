/* Worst cases of src/text against a time limit: what repeats for a megabyte must not take longer than prose by much. */
#include "text.h"

enum { SIZE = 1 << 20, LIMIT_MS = 4000 };  /* about 20 times what the slowest takes, for slow machines and sanitizers */

static void takes_little(test_text *text, const char *bit) {
    size_t len = strlen(bit), n = SIZE / len;
    char *made = malloc(n * len);
    assert_non_null(made);
    for (size_t i = 0; i < n; i++) memcpy(made + i * len, bit, len);
    double before = test_ms();
    test_scan_slice(text, slice_of(made, n * len), "en");
    language_of(text->text);
    double took = test_ms() - before;
    free(made);
    if (took > LIMIT_MS) fail_msg("1 MB of '%s' takes %.0f ms", bit, took);
}

static void a_megabyte_of_anything_takes_linear_time(void **state) {
    test_text *text = *state;
    static const char *const bits[] = {
        "\"", "'", "’", "a", "A", "1", ".", "-", "a.b.c.", "a.", "A. ", "\xCC\x81", "e\xCC\x81", "@", "a@", "a@b.",
        "#", "www.", "http://", "http://)", "a.com", ".com", "a-b.", "日", "日 ", "ก", "ก.", "“", "”", "? ", "?” ",
        "U.S. ", "'s", "\n", "\n\n", " ", "No. ", "a\n", "1,", "1.", "a'", "😀\xE2\x80\x8D", "\xE2\x80\x8B",
        "a.b@c.", "[.", "ក", "កម្ពុជា", "မြန်မာ", "ລາວ", "ไทยa", "日1", "。", "。“", "[1]", "a.[1]", "? a", "A b ", "B. C", "5 p.m. A ",
        "Co. A said ", ".) ", "Said ", "x_", "Sen. “",
    };
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) takes_little(text, bits[i]);
}

int tests_of_worst(void) {
    const struct CMUnitTest tests[] = {TEST(a_megabyte_of_anything_takes_linear_time)};
    return cmocka_run_group_tests_name("worst", tests, NULL, NULL);
}
