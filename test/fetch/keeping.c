/* keeping.c - the cache and the records of a WARC. */
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fetch/cache.h"
#include "fetch/warc_write.h"
#include "os/store.h"

static int open_folder(void **state) {
    const char *temporary = getenv("TMPDIR");
    char *path = malloc(512);
    if (!path) return -1;
    snprintf(path, 512, "%s/synoptic-fetch-XXXXXX", temporary ? temporary : "/tmp");
    *state = path;
    return mkdtemp(path) ? 0 : -1;
}

static int close_folder(void **state) {
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int code = system(command);
    free(*state);
    return code;
}

static const char url[] = "http://news.example/a?b";

static void what_is_kept_comes_back(void **state) {
    const cache_entry put = {.etag = SLICE_LIT("W/\"1 2\""), .modified = SLICE_LIT("Mon, 06 May 2024 10:00:00 GMT"),
                             .content_type = SLICE_LIT("text/html"), .encoding = SLICE_LIT("br"), .fetched = SLICE_LIT("2024-05-06T10:00:01Z"),
                             .body = SLICE_LIT("line\n\nbody\0\xff")};
    cache_entry got;
    assert_int_equal(cache_load(&got, *state, url, NULL), SYN_OK);
    assert_null(got.bytes);
    assert_int_equal(cache_store(*state, url, &put, NULL), SYN_OK);
    assert_int_equal(cache_load(&got, *state, url, NULL), SYN_OK);
    assert_non_null(got.bytes);
    assert_true(slice_equal(got.etag, put.etag) && slice_equal(got.modified, put.modified) && slice_equal(got.content_type, put.content_type) && slice_equal(got.encoding, put.encoding) &&
                slice_equal(got.fetched, put.fetched) && slice_equal(got.body, put.body));
    cache_free(&got);
    assert_int_equal(cache_load(&got, *state, "http://news.example/b", NULL), SYN_OK);
    assert_null(got.bytes);
}

static void what_cannot_be_asked_again_is_not_kept(void **state) {
    cache_entry got, without = {.body = SLICE_LIT("x")}, broken = {.etag = SLICE_LIT("a\rb: c"), .body = SLICE_LIT("x")};
    assert_int_equal(cache_store(*state, url, &without, NULL), SYN_OK);
    assert_int_equal(cache_store(*state, url, &broken, NULL), SYN_OK);
    assert_int_equal(cache_load(&got, *state, url, NULL), SYN_OK);
    assert_null(got.bytes);
    cache_entry good = {.etag = SLICE_LIT("\"1\""), .body = SLICE_LIT("x")};
    assert_int_equal(cache_store("/nowhere/at/all", url, &good, NULL), SYN_ERR_IO);
}

/* A file cut at every byte counts as none, and never as less. */
static void a_broken_file_counts_as_none(void **state) {
    cache_entry put = {.etag = SLICE_LIT("\"1\""), .body = SLICE_LIT("the whole body")}, got;
    assert_int_equal(cache_store(*state, url, &put, NULL), SYN_OK);
    char path[700], command[900];
    snprintf(command, sizeof command, "cd '%s' && mv * whole", (char *)*state);
    snprintf(path, sizeof path, "%s/whole", (char *)*state);
    assert_int_equal(system(command), 0);
    char *whole;
    size_t length;
    assert_int_equal(os_file_whole(&whole, &length, path, 1 << 20, NULL), SYN_OK);
    assert_int_equal(cache_store(*state, url, &put, NULL), SYN_OK);
    char name[800] = "";
    snprintf(command, sizeof command, "ls '%s' | grep -v whole", (char *)*state);
    FILE *listed = popen(command, "r");
    char line[100] = "";
    assert_non_null(fgets(line, sizeof line, listed));
    pclose(listed);
    line[strcspn(line, "\n")] = 0;
    snprintf(name, sizeof name, "%s/%s", (char *)*state, line);
    for (size_t n = 0; n < length; n++) {
        assert_int_equal(os_file_replace(name, slice_of(whole, n), false, NULL), SYN_OK);
        assert_int_equal(cache_load(&got, *state, url, NULL), SYN_OK);
        assert_null(got.bytes);
    }
    assert_int_equal(os_file_replace(name, slice_of(whole, length), false, NULL), SYN_OK);
    assert_int_equal(cache_load(&got, *state, url, NULL), SYN_OK);
    assert_non_null(got.bytes);
    cache_free(&got);
    free(whole);
}

static void moments_as_iso_8601(void **state) {
    (void)state;
    static const struct { int64_t seconds; const char *text; } cases[] = {
        {0, "1970-01-01T00:00:00Z"}, {951827696, "2000-02-29T12:34:56Z"}, {1715000000, "2024-05-06T12:53:20Z"}, {4102444799, "2099-12-31T23:59:59Z"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char date[WARC_DATE];
        warc_date(cases[i].seconds * 1000000 + 999999, date);
        assert_string_equal(date, cases[i].text);
    }
}

static void a_record_word_for_word(void **state) {
    (void)state;
    warc_writer writer = {.packed = false};
    syn_buffer out = BUFFER_EMPTY, again = BUFFER_EMPTY;
    warc_exchange exchange = {.url = url, .request = SLICE_LIT("GET /a?b HTTP/1.1\r\nHost: news.example\r\nproxy-authorization: Basic x\r\n\r\n"),
                              .head = SLICE_LIT("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .body = SLICE_LIT("body"), .ip = "1.2.3.4",
                              .day_us = INT64_C(1715000000000000)};
    warc_add_exchange(&writer, &out, &exchange);
    assert_int_equal(out.failed, SYN_OK);
    syn_slice text = slice_of(out.ptr, out.len);
    static const char *const wanted[] = {
        "WARC/1.1\r\nWARC-Type: request\r\nWARC-Record-ID: <urn:uuid:", "\r\nWARC-Date: 2024-05-06T12:53:20Z\r\nContent-Type: application/http; msgtype=request\r\n",
        "\r\nWARC-Target-URI: http://news.example/a?b\r\nWARC-IP-Address: 1.2.3.4\r\n", "\r\n\r\nGET /a?b HTTP/1.1\r\nHost: news.example\r\n\r\n\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n",
        "\r\nWARC-Payload-Digest: sha1:", "\r\n\r\nHTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\nbody\r\n\r\n"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (slice_find(text, slice_str(wanted[i]), 0) == SIZE_MAX) fail_msg("%s\nis not in\n%s", wanted[i], out.ptr);
    assert_true(slice_find(text, SLICE_LIT("Basic"), 0) == SIZE_MAX);
    writer = (warc_writer){.packed = false};
    warc_add_exchange(&writer, &again, &exchange);
    assert_true(slice_equal(text, slice_of(again.ptr, again.len)));  /* the same bytes for the same moment */
    size_t first = again.len;
    warc_add_exchange(&writer, &again, &exchange);
    assert_false(slice_equal(slice_cut(slice_of(again.ptr, again.len), first, again.len), text));  /* with ids of their own */
    buffer_free(&out);
    buffer_free(&again);
}

int run_keeping(void) {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(what_is_kept_comes_back), IN_FOLDER(what_cannot_be_asked_again_is_not_kept), IN_FOLDER(a_broken_file_counts_as_none),
        cmocka_unit_test(moments_as_iso_8601), cmocka_unit_test(a_record_word_for_word),
    };
    return cmocka_run_group_tests_name("fetch: keeping", tests, NULL, NULL);
}
