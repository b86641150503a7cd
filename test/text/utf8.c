/* Unit tests of src/text/utf8.c, against a slow decoder that is written straight from the table of RFC 3629. */
#include "text.h"

typedef struct range {
    unsigned char low[4], high[4];
    unsigned size;
} range;

/* Table 3-7 of the Unicode standard: the well-formed sequences. */
static const range well_formed[] = {
    {{0x00}, {0x7F}, 1}, {{0xC2, 0x80}, {0xDF, 0xBF}, 2}, {{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
    {{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3}, {{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
    {{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3}, {{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
    {{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4}, {{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
};

static uint32_t slow_at(const unsigned char *p, size_t len, unsigned *size) {
    for (size_t i = 0; i < sizeof well_formed / sizeof well_formed[0]; i++) {
        const range *r = &well_formed[i];
        bool fits = len >= r->size;
        for (unsigned k = 0; fits && k < r->size; k++) fits = p[k] >= r->low[k] && p[k] <= r->high[k];
        if (!fits) continue;
        static const unsigned first_bits[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
        uint32_t c = p[0] & first_bits[r->size];
        for (unsigned k = 1; k < r->size; k++) c = c * 64 + (p[k] & 0x3Fu);
        *size = r->size;
        return c;
    }
    *size = 1;
    return 0xFFFD;
}

static void check_bytes(const unsigned char *bytes, size_t len) {
    syn_slice s = slice_of((const char *)bytes, len);
    size_t valid = 0;
    bool broken = false;
    for (size_t at = 0; at < len;) {
        unsigned size, slow_size;
        uint32_t slow = slow_at(bytes + at, len - at, &slow_size), c = utf8_at(s, at, &size);
        if (c != slow || size != slow_size) fail_msg("%02x %02x %02x %02x at %zu", bytes[0], bytes[1], bytes[2], bytes[3], at);
        bool written = size == 3 && memcmp(bytes + at, "\xEF\xBF\xBD", 3) == 0;
        broken = broken || (c == 0xFFFD && !written);
        at += size;
        if (!broken) valid = at;
        if (!broken && utf8_before(s, at) != at - size) fail_msg("utf8_before %02x %02x", bytes[0], bytes[1]);
    }
    if (utf8_valid(s) != valid) fail_msg("utf8_valid %02x %02x %02x %02x", bytes[0], bytes[1], bytes[2], bytes[3]);
}

static void every_run_of_two_bytes_reads_as_in_the_standard(void **state) {
    (void)state;
    for (unsigned a = 0; a < 256; a++)
        for (unsigned b = 0; b < 256; b++) {
            unsigned char bytes[4] = {(unsigned char)a, (unsigned char)b};
            check_bytes(bytes, 1);
            check_bytes(bytes, 2);
        }
}

static void runs_of_three_and_four_bytes_at_every_edge_read_as_in_the_standard(void **state) {
    (void)state;
    static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBD, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                          0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    enum { N = sizeof edges };
    for (unsigned i = 0; i < N * N * N * N; i++) {
        unsigned char bytes[4] = {edges[i % N], edges[i / N % N], edges[i / N / N % N], edges[i / N / N / N]};
        check_bytes(bytes, 4);
        check_bytes(bytes, 3);
    }
}

static void every_character_is_written_and_read_back(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x110005; c++) {
        char out[4];
        unsigned size, written = utf8_put(out, c);
        bool scalar = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
        uint32_t back = utf8_at(slice_of(out, written), 0, &size);
        if (back != (scalar ? c : 0xFFFD) || size != written) fail_msg("U+%04X", c);
    }
}

static void a_repaired_text_is_valid_and_keeps_what_was_valid(void **state) {
    test_text *text = *state;
    size_t repaired = 9;
    syn_slice bad = {"a\xC3(\0b\xE2\x82", 7};
    syn_slice good = utf8_repair(&text->arena, bad, &repaired);
    assert_int_equal(repaired, 4);
    assert_true(slice_equal(good, SLICE_LIT("a\xEF\xBF\xBD(\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD")));
    assert_int_equal(utf8_valid(good), good.len);
    syn_slice same = SLICE_LIT("caf\xC3\xA9 \xEF\xBF\xBD");
    good = utf8_repair(&text->arena, same, &repaired);
    assert_ptr_equal(good.ptr, same.ptr);
    assert_int_equal(repaired, 0);
    assert_int_equal(utf8_repair(&text->arena, SLICE_NONE, NULL).len, 0);
}

static void a_cut_never_splits_a_character(void **state) {
    (void)state;
    syn_slice s = SLICE_LIT("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    static const size_t want[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10, 10};
    for (size_t max = 0; max < sizeof want / sizeof want[0]; max++) assert_int_equal(utf8_cut(s, max), want[max]);
}

/* Each character alone at each place of a run of eight bytes, and many of them in one text. */
static void control_characters_are_counted_wherever_they_stand(void **state) {
    (void)state;
    char text[32];
    for (uint32_t c = 0; c < 0x3000; c++) {
        bool control = (c < 0x20 && (c < 9 || c > 12)) || (c >= 0x7F && c < 0xA0);
        for (size_t before = 0; before < 10; before++) {
            memset(text, "\n\t x~\f\v@!/"[before], sizeof text);
            size_t end = before + utf8_put(text + before, c) + before;
            if (utf8_controls(slice_of(text, end)) != control) fail_msg("U+%04X after %zu bytes", c, before);
        }
    }
    assert_int_equal(utf8_controls(SLICE_LIT("\x01\x02\x7F\r\n\xC2\x80\xC2\x9F\xC2\xA0\x1F\x08\t\x0E\x0F\x10 end\x7F")), 12);
    assert_int_equal(utf8_controls(SLICE_NONE), 0);
}

int tests_of_utf8(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_run_of_two_bytes_reads_as_in_the_standard),
        cmocka_unit_test(runs_of_three_and_four_bytes_at_every_edge_read_as_in_the_standard),
        cmocka_unit_test(every_character_is_written_and_read_back),
        cmocka_unit_test_setup_teardown(a_repaired_text_is_valid_and_keeps_what_was_valid, test_open, test_close),
        cmocka_unit_test(a_cut_never_splits_a_character),
        cmocka_unit_test(control_characters_are_counted_wherever_they_stand),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
