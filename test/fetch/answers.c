/* answers.c - headers and hashes. */
#include "tests.h"

#include "fetch/answer_head.h"
#include "fetch/sha1.h"

static const char head[] = "HTTP/1.1 503 Not now\r\nServer: x\r\nretry-after:  120 \r\nCache-Control: public, max-age=3\r\ncache-control: No-Store\r\n"
                           "Content-Typed: none\r\nContent-Type:text/html\nETag:\r\n\r\n";

static void fields_of_a_header(void **state) {
    (void)state;
    syn_slice h = SLICE_LIT(head);
    assert_true(slice_equal(head_field(h, "content-type"), SLICE_LIT("text/html")));
    assert_true(slice_equal(head_field(h, "Server"), SLICE_LIT("x")));
    assert_int_equal(head_field(h, "etag").len, 0);
    assert_int_equal(head_field(h, "location").len, 0);
    assert_int_equal(head_field(SLICE_NONE, "location").len, 0);
    assert_true(head_field_has(h, "cache-control", "no-store"));
    assert_true(head_field_has(h, "cache-control", "max-age"));
    assert_false(head_field_has(h, "cache-control", "private"));
}

static void moments_of_retry_after(void **state) {
    (void)state;
    int64_t day = INT64_C(1715000000) * 1000000;  /* 2024-05-06T12:53:20Z */
    assert_int_equal(head_retry_after(SLICE_LIT(head), day), 120000);
    assert_int_equal(head_retry_after(SLICE_LIT("Retry-After: Mon, 06 May 2024 12:53:50 GMT\r\n"), day), 30000);
    assert_int_equal(head_retry_after(SLICE_LIT("Retry-After: Mon, 06 May 2024 12:00:00 GMT\r\n"), day), 0);
    assert_true(head_retry_after(SLICE_LIT("Retry-After: soon\r\n"), day) == HEAD_NO_TIME);
    assert_true(head_retry_after(SLICE_LIT("Retry-After: -1\r\n"), day) == HEAD_NO_TIME);
    assert_true(head_retry_after(SLICE_LIT("X: 1\r\n"), day) == HEAD_NO_TIME);
    assert_true(head_retry_after(SLICE_LIT("Retry-After: 99999999999999999999999\r\n"), day) > 3600000);
}

static void types_that_hold_no_report(void **state) {
    (void)state;
    static const char *const refused[] = {"image/png", "IMAGE/SVG+XML", "video/mp4", "application/pdf; x=y", "application/vnd.ms-excel", "text/css"};
    static const char *const read[] = {"", "text/html; charset=x", "application/xhtml+xml", "application/octet-stream", "application/json",
                                       "application/vnd.api+json", "application/vnd.x+xml;a", "application/gzip", "application/rss+xml", "application/warc", "x"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (!head_type_refused(slice_str(refused[i]))) fail_msg("%s", refused[i]);
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        if (head_type_refused(slice_str(read[i]))) fail_msg("%s", read[i]);
}

/* FIPS 180-4's examples, and every length around the end of a block against one built byte by byte. */
static void sha1_of_known_texts(void **state) {
    (void)state;
    static const struct { const char *text, *hex; } cases[] = {
        {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"}, {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
    };
    sha1_state s;
    unsigned char hash[SHA1_BYTES], other[SHA1_BYTES];
    char hex[SHA1_HEX], base32[SHA1_BASE32], text[200];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sha1_begin(&s);
        sha1_add(&s, slice_str(cases[i].text));
        sha1_end(&s, hash);
        sha1_hex(hash, hex);
        assert_string_equal(hex, cases[i].hex);
    }
    memset(text, 'q', sizeof text);
    for (size_t n = 0; n < sizeof text; n++) {
        sha1_begin(&s);
        sha1_add(&s, slice_of(text, n));
        sha1_end(&s, hash);
        sha1_begin(&s);
        for (size_t i = 0; i < n; i++) sha1_add(&s, slice_of(text + i, 1));
        sha1_end(&s, other);
        assert_memory_equal(hash, other, SHA1_BYTES);
    }
    sha1_begin(&s);
    sha1_end(&s, hash);
    sha1_base32(hash, base32);
    assert_string_equal(base32, "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
}

int run_answers(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_a_header), cmocka_unit_test(moments_of_retry_after), cmocka_unit_test(types_that_hold_no_report),
        cmocka_unit_test(sha1_of_known_texts),
    };
    return cmocka_run_group_tests_name("fetch: answers", tests, NULL, NULL);
}
