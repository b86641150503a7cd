/* archives.c - WARC and ARC: what gives a report, how records that lie, are broken or cut off end, and going on from an offset.
 * The archives are made here; every page in them is invented. */
#include <sys/resource.h>

#include "base/caps.h"
#include "given.h"

/* ---- making archives ---- */

static void add_record_of(syn_buffer *out, const char *version, const char *type, const char *id, const char *url, const char *more,
                          const char *length, syn_slice content) {
    buffer_add_format(out, "%s\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: 2031-03-04T05:06:07Z\r\n", version,
                      type, id);
    if (url) buffer_add_format(out, "WARC-Target-URI: %s\r\n", url);
    buffer_add_str(out, more);
    if (length) buffer_add_format(out, "Content-Length: %s\r\n", length);
    else buffer_add_format(out, "Content-Length: %zu\r\n", content.len);
    buffer_add_str(out, "\r\n");
    buffer_add(out, content);
    buffer_add_str(out, "\r\n\r\n");
}

#define HTTP "Content-Type: application/http; msgtype=response\r\n"
#define OK_HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

static void add_response(syn_buffer *out, const char *id, const char *answer) {
    add_record_of(out, "WARC/1.0", "response", id, "http://marl.example/news/a", HTTP, NULL, slice_str(answer));
}

/* One record of each sort, each as a piece of its own. */
enum { SORTS = 11 };
static void make_sorts(syn_buffer pieces[SORTS]) {
    for (int i = 0; i < SORTS; i++) pieces[i] = BUFFER_EMPTY;
    add_record_of(&pieces[0], "WARC/1.0", "warcinfo", "i0", NULL, "Content-Type: application/warc-fields\r\n", NULL, SLICE_LIT("software: x\r\n"));
    add_record_of(&pieces[1], "WARC/1.0", "request", "r1", "http://marl.example/", "Content-Type: application/http\r\n", NULL,
                  SLICE_LIT("GET / HTTP/1.1\r\nHost: marl.example\r\n\r\n"));
    add_response(&pieces[2], "p2", OK_HTML "<p>The ferry ran aground.");
    add_response(&pieces[3], "m3", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /b\r\n\r\n<p>moved");
    add_response(&pieces[4], "i4", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG....");
    add_record_of(&pieces[5], "WARC/1.1", "resource", "s5", "file:///n/tide.txt", "Content-Type: text/plain\r\n", NULL, SLICE_LIT("High tide at <b>noon</b>."));
    add_record_of(&pieces[6], "WARC/1.0", "revisit", "v6", "http://marl.example/news/a", HTTP "WARC-Refers-To: <urn:uuid:p2>\r\n", NULL,
                  SLICE_LIT("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"));
    add_response(&pieces[7], "c7", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n5;x=y\r\n<p>Th\r\nA\r\ne bridge i\r\n8\r\ns closed\r\n0\r\n\r\n");
    add_record_of(&pieces[8], "WARC/1.0", "conversion", "w8", "http://marl.example/c", "Content-Type: text/plain\r\n", NULL, SLICE_LIT("The mill burned."));
    add_record_of(&pieces[9], "WARC/1.0", "response", "t9", "http://marl.example/d", HTTP "WARC-Truncated: length\r\n", NULL,
                  SLICE_LIT(OK_HTML "<p>Cut he"));
    add_record_of(&pieces[10], "WARC/1.0", "metadata", "x10", "http://marl.example/d", "", NULL, SLICE_LIT("x: y\r\n"));
}

static const char *const sorts_read =
    "article|p2|%s||http://marl.example/news/a||||||0||@%zu|2031-03-04T05:06:07Z\n(document (p \"The ferry ran aground.\"))\n"
    "article|s5|%s||file:///n/tide.txt||||||0||@%zu|2031-03-04T05:06:07Z\n[High tide at <b>noon</b>.]\n"
    "article|c7|%s||http://marl.example/news/a||||||0||@%zu|2031-03-04T05:06:07Z\n(document (p \"The bridge is closed\"))\n"
    "article|w8|%s||http://marl.example/c||||||0||@%zu|2031-03-04T05:06:07Z\n[The mill burned.]\n"
    "article|t9|%s|the record says that its content was cut off|http://marl.example/d||||||0||@%zu|2031-03-04T05:06:07Z\n"
    "(document (p \"Cut he\"))\n";

static void join(syn_buffer *out, const syn_buffer *pieces, bool packed, size_t offsets[SORTS]) {
    *out = BUFFER_EMPTY;
    for (int i = 0; i < SORTS; i++) {
        offsets[i] = out->len;
        if (packed) gzip_into(out, slice_of(pieces[i].ptr, pieces[i].len));
        else buffer_add(out, slice_of(pieces[i].ptr, pieces[i].len));
    }
}

static void free_all(syn_buffer *pieces, int count) {
    for (int i = 0; i < count; i++) buffer_free(&pieces[i]);
}

static char *expected_of(const char *name, const size_t o[SORTS]) {
    char *out = malloc(4096);
    snprintf(out, 4096, sorts_read, name, o[2], name, o[5], name, o[7], name, o[8], name, o[9]);
    return out;
}

/* ---- what gives a report ---- */

static void records_of_every_sort(bool packed) {
    syn_buffer pieces[SORTS], all;
    size_t offsets[SORTS];
    const char *name = packed ? "d/a.warc.gz" : "d/a.warc";
    make_sorts(pieces);
    join(&all, pieces, packed, offsets);
    char *expected = expected_of(name, offsets), *found = read_every_cut(name, slice_of(all.ptr, all.len));
    assert_string_equal(found, expected);
    every_prefix_ends_in_a_report(name, slice_of(all.ptr, all.len));
    free(found);
    free(expected);
    buffer_free(&all);
    free_all(pieces, SORTS);
}

static void pages_give_reports_and_the_rest_is_passed_over(void **state) {
    (void)state;
    records_of_every_sort(false);
}
static void the_same_with_a_gzip_member_for_each_record(void **state) {
    (void)state;
    records_of_every_sort(true);
}

static void the_same_in_one_stream_of_gzip_and_the_offset_is_that_of_the_stream(void **state) {
    (void)state;
    syn_buffer pieces[SORTS], all, packed = BUFFER_EMPTY;
    size_t offsets[SORTS], none[SORTS] = {0};
    make_sorts(pieces);
    join(&all, pieces, false, offsets);
    gzip_into(&packed, slice_of(all.ptr, all.len));
    char *expected = expected_of("a.warc.gz", none), *found = read_every_cut("a.warc.gz", slice_of(packed.ptr, packed.len));
    assert_string_equal(found, expected);
    free(found);
    free(expected);
    buffer_free(&packed);
    buffer_free(&all);
    free_all(pieces, SORTS);
}

static void an_archive_without_a_page_says_what_it_held(void **state) {
    (void)state;
    syn_buffer pieces[SORTS], all = BUFFER_EMPTY;
    make_sorts(pieces);
    static const int chosen[] = {0, 1, 3, 4, 6, 10};
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        buffer_add(&all, slice_of(pieces[chosen[i]].ptr, pieces[chosen[i]].len));
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len));
    assert_string_equal(found, "empty|a|a.warc|the archive holds no page; 6 records were passed over: 1 about the archive itself, 1 "
                               "requests, 1 metadata, 1 revisits without a body, 1 answers of a status other than 2xx, 1 of a type "
                               "that holds no article|||||||0|\n");
    free(found);
    buffer_free(&all);
    free_all(pieces, SORTS);
}

static void jsonl_that_a_server_does_not_know_is_read_by_its_name(void **state) {
    (void)state;
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n{\"id\":\"f1\",\"text\":\"A ferry ran aground.\"}\n";
    syn_buffer all = BUFFER_EMPTY;
    add_record_of(&all, "WARC/1.0", "response", "<urn:uuid:1>", "http://marl.example/feed.jsonl", HTTP, NULL, slice_str(answer));
    add_record_of(&all, "WARC/1.0", "response", "<urn:uuid:2>", "http://marl.example/feed.bin", HTTP, NULL, slice_str(answer));
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len));
    assert_non_null(strstr(found, "A ferry ran aground."));
    assert_null(strstr(strstr(found, "A ferry ran aground.") + 1, "A ferry ran aground."));
    free(found);
    buffer_free(&all);
}

/* A record of an answer whose body is one gzip file. */
static void add_packed_answer(syn_buffer *all, const char *url, const char *type, syn_slice content) {
    syn_buffer answer = BUFFER_EMPTY;
    buffer_add_format(&answer, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n", type);
    gzip_into(&answer, content);
    add_record_of(all, "WARC/1.1", "response", NULL, url, HTTP, NULL, slice_of(answer.ptr, answer.len));
    buffer_free(&answer);
}

static void a_packed_file_is_read_if_what_is_packed_would_be(void **state) {
    (void)state;
    static const char json[] = "{\"id\":\"f1\",\"text\":\"A ferry ran aground.\"}\n", page[] = "<html><p>The second ferry.</p></html>";
    static const char feed[] = "<rss><channel><item><title>The third</title><description>x</description></item></channel></rss>";
    syn_buffer all = BUFFER_EMPTY;
    add_packed_answer(&all, "http://marl.example/a.jsonl.gz", "application/gzip", SLICE_LIT(json));
    add_packed_answer(&all, "http://marl.example/b", "application/x-gzip; q=1", SLICE_LIT(page));
    add_packed_answer(&all, "http://marl.example/feed.xml.gz", "application/octet-stream", SLICE_LIT(feed));
    add_packed_answer(&all, "http://marl.example/fourth.txt.gz", "application/gzip", SLICE_LIT("The fourth ferry.\n"));
    add_packed_answer(&all, "http://marl.example/d.gz", "application/gzip", SLICE_LIT("Some words that may be anything.\n"));
    add_packed_answer(&all, "http://marl.example/e.json.gz", "image/png", SLICE_LIT(json));
    add_packed_answer(&all, "http://marl.example/f.bin.gz", "application/gzip", SLICE_LIT("\x7F" "ELF\x02\x01\x01\0\0\0\0\0"));
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len));
    assert_int_equal(reports_in(found), 4);
    assert_non_null(strstr(found, "A ferry ran aground."));
    assert_non_null(strstr(found, "The second ferry."));
    assert_non_null(strstr(found, "The third"));
    assert_non_null(strstr(found, "The fourth ferry."));
    free(found);
    buffer_free(&all);
}

static void older_forms_are_read(void **state) {
    (void)state;
    syn_buffer all = BUFFER_EMPTY;
    buffer_add_str(&all, "WARC/0.18\nWARC-Type: response\nWARC-Target-URI: http://marl.example/\nWARC-Date: 2009-01-30T01:02:03-0700\n"
                         "Content-Length: 47\nContent-Type: application/http\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>Ok!\n\n\n");
    const char *content = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nNine.";
    char head[200];
    int length = snprintf(head, sizeof head, "WARC/0.9 %04zu response http://marl.example/9 20060102030405 uuid:n9 message/http\r\n\r\n",
                          (size_t)0);
    snprintf(head, sizeof head, "WARC/0.9 %04zu response http://marl.example/9 20060102030405 uuid:n9 message/http\r\n\r\n",
             (size_t)length + strlen(content));
    size_t second = all.len;
    buffer_add_str(&all, head);
    buffer_add_str(&all, content);
    buffer_add_str(&all, "\r\n\r\n");
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len)), expected[400];
    snprintf(expected, sizeof expected,
             "article|a-0|a.warc||http://marl.example/||||||0||@0|2009-01-30T01:02:03-07:00\n(document (p \"Ok!\"))\n"
             "article|uuid:n9|a.warc||http://marl.example/9||||||0||@%zu|2006-01-02T03:04:05Z\n[Nine.]\n", second);
    if (strcmp(found, expected) != 0) fail_msg("got %s", found);
    free(found);
    buffer_free(&all);
}

static void arc_is_read_in_both_versions(void **state) {
    (void)state;
    static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Old news.";
    for (int version = 1; version <= 2; version++) {
        syn_buffer all = BUFFER_EMPTY, block = BUFFER_EMPTY;
        buffer_add_format(&block, "%d 0 Internet Archive\nURL IP-address Archive-date Content-type Archive-length\n", version);
        buffer_add_format(&all, version == 1 ? "filedesc://a.arc 0.0.0.0 19990102030405 text/plain %zu\n"
                                             : "filedesc://a.arc 0.0.0.0 19990102030405 text/plain 200 - - 0 a.arc %zu\n", block.len);
        buffer_add(&all, slice_of(block.ptr, block.len));
        buffer_add_str(&all, "\n");
        size_t offset = all.len;
        buffer_add_format(&all, version == 1 ? "http://marl.example/a b.html 1.2.3.4 19990102030406 text/html %zu\n%s\n"
                                             : "http://marl.example/a b.html 1.2.3.4 19990102030406 text/html 200 c - 123456789 a.arc %zu\n%s\n",
                          sizeof answer - 1, answer);
        buffer_add_str(&all, "dns:marl.example 1.2.3.4 19990102030407 text/dns 3\nabc\n");
        char *found = read_every_cut("a.arc", slice_of(all.ptr, all.len)), expected[300];
        snprintf(expected, sizeof expected, "article|a-%zu|a.arc||http://marl.example/a b.html||||||0||@%zu|1999-01-02T03:04:06Z\n"
                 "(document (p \"Old news.\"))\n", offset, offset);
        if (version == 1) assert_string_equal(found, expected);
        every_prefix_ends_in_a_report("a.arc", slice_of(all.ptr, all.len));
        free(found);
        buffer_free(&all);
        buffer_free(&block);
    }
}

/* ---- going on from an offset ---- */

static void resumed(bool packed) {
    syn_buffer pieces[SORTS], all;
    size_t offsets[SORTS + 1];
    const char *name = packed ? "a.warc.gz" : "a.warc";
    make_sorts(pieces);
    join(&all, pieces, packed, offsets);
    offsets[SORTS] = all.len;
    char *whole = expected_of(name, offsets);
    int record = 0;
    for (size_t from = 1; from <= all.len + 5; from++) {
        syn_error error = {0};
        char *found = read_from(name, slice_of(all.ptr, all.len), from, &error);
        while (record < SORTS && offsets[record] < from) record++;
        if (record == SORTS || offsets[record] != from) {
            if (found) fail_msg("byte %zu begins no record, but gave %s", from, found);
            assert_int_equal(error.code, SYN_ERR_ARGUMENT);
            assert_true(strstr(error.msg, "byte") != NULL);
        } else if (record < SORTS - 1) {
            if (!found) fail_msg("byte %zu begins a record, but: %s", from, error.msg);
            assert_non_null(strstr(whole, found));  /* the last reports of all */
            assert_int_equal(strlen(strstr(whole, found)), strlen(found));
        }
        free(found);
    }
    free(whole);
    buffer_free(&all);
    free_all(pieces, SORTS);
}

static void a_reading_goes_on_from_every_record_and_from_nowhere_else(void **state) {
    (void)state;
    resumed(false);
    resumed(true);
}

static void only_an_archive_is_read_from_an_offset(void **state) {
    (void)state;
    syn_error error = {0};
    assert_null(read_from("a.html", SLICE_LIT("<p>a page, and no archive"), 3, &error));
    assert_int_equal(error.code, SYN_ERR_ARGUMENT);
    assert_null(read_from("a.jsonl", SLICE_LIT("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), 13, &error));
    assert_int_equal(error.code, SYN_ERR_ARGUMENT);
}

/* ---- lies ---- */

/* Three pages, of which the second states another length than it has. The lines that begin the reports are compared. */
static void expect_lie(const char *length, const char *expected) {
    syn_buffer all = BUFFER_EMPTY;
    add_response(&all, "one", OK_HTML "<p>First.");
    add_record_of(&all, "WARC/1.0", "response", "two", "http://marl.example/2", HTTP, length, SLICE_LIT(OK_HTML "<p>Second."));
    add_response(&all, "three", OK_HTML "<p>Third.");
    add_response(&all, "four", OK_HTML "<p>Fourth.");
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len)), short_form[2000] = "";
    for (char *line = strtok(found, "\n"); line; line = strtok(NULL, "\n")) {
        char *end = strchr(line, '|');
        end = end ? strchr(end + 1, '|') : NULL;
        if (line[0] == '(' || !end) {
            strcat(strcat(short_form, line), "\n");
        } else {
            *end = '\0';
            strcat(strcat(short_form, line), "\n");
        }
    }
    if (strcmp(short_form, expected) != 0) fail_msg("length %s: got\n%s\nexpected\n%s", length, short_form, expected);
    every_prefix_ends_in_a_report("a.warc", slice_of(all.ptr, all.len));
    free(found);
    buffer_free(&all);
}

#define PAGE(id, text) "article|" id "\n(document (p \"" text "\"))\n"
#define BEHIND PAGE("three", "Third.") PAGE("four", "Fourth.")

static void a_length_that_lies_swallows_nothing_behind_it(void **state) {
    (void)state;
    expect_lie("80", PAGE("one", "First.") PAGE("two", "Second.\n") "malformed|a-285\n" BEHIND);
}

static void lengths_that_cannot_be_are_malformed(void **state) {
    (void)state;
    static const char *const lengths[] = {"-5", "many", "99999999999999999999999", "0x10", ""};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        syn_buffer all = BUFFER_EMPTY;
        add_response(&all, "one", OK_HTML "<p>First.");
        size_t offset = all.len;
        add_record_of(&all, "WARC/1.0", "response", "two", "http://marl.example/2", HTTP, lengths[i], SLICE_LIT(OK_HTML "<p>Second."));
        add_response(&all, "three", OK_HTML "<p>Third.");
        char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len)), reason[120];
        snprintf(reason, sizeof reason, "malformed|a-%zu|a.warc|byte %zu: the record states no length that can be|", offset, offset);
        assert_non_null(strstr(found, reason));
        assert_int_equal(reports_in(found), 3);
        assert_non_null(strstr(found, "article|three|"));
        free(found);
        buffer_free(&all);
    }
}

/* Every length from 0 to past the end: the pages before and behind the lie are always read, and the lie is told. */
static void every_wrong_length_leaves_the_other_pages(void **state) {
    (void)state;
    static const char second[] = OK_HTML "<p>Second.";
    for (size_t stated = 0; stated < 900; stated++) {
        char length[24];
        if (stated == sizeof second - 1) continue;
        snprintf(length, sizeof length, "%zu", stated < 890 ? stated : stated * 100000000000);
        syn_buffer all = BUFFER_EMPTY;
        add_response(&all, "one", OK_HTML "<p>First.");
        add_record_of(&all, "WARC/1.0", "response", "two", "http://marl.example/2", HTTP, length, slice_of(second, sizeof second - 1));
        size_t content = all.len - 4 - (sizeof second - 1);
        add_response(&all, "three", OK_HTML "<p>Third.");
        size_t third = all.len - 4 - content;
        add_response(&all, "four", OK_HTML "<p>Fourth.");
        size_t fourth = all.len - 4 - content;
        /* Lengths that end just where another content ends cannot be told from those of an archive kept in an archive. */
        if ((stated >= third && stated <= third + 4) || (stated >= fourth && stated <= fourth + 4)) {
            buffer_free(&all);
            continue;
        }
        char *found = read_whole("a.warc", slice_of(all.ptr, all.len), SYN_READING_CLEAN);
        char *bytewise = read_cut("a.warc", slice_of(all.ptr, all.len), SYN_READING_CLEAN, 0, 1);
        assert_string_equal(found, bytewise);
        /* Four bytes more or less are line ends only. */
        bool near = stated >= sizeof second - 1 && stated <= sizeof second + 3;
        if (!strstr(found, "First.") || !strstr(found, "(document (p \"Third.\"))") || !strstr(found, "Fourth.") ||
            (!near && !strstr(found, "malformed|")))
            fail_msg("length %s gave %s", length, found);
        free(found);
        free(bytewise);
        buffer_free(&all);
    }
}

/* An archive with honest lengths that holds a page which would like to be a record. */
static void no_page_smuggles_a_record_into_its_archive(void **state) {
    (void)state;
    syn_buffer all = BUFFER_EMPTY, evil = BUFFER_EMPTY;
    buffer_add_str(&evil, OK_HTML "<p>Before\r\n\r\n");
    add_response(&evil, "forged", OK_HTML "<p>Forged.");
    buffer_add_str(&evil, "<p>After");
    add_record_of(&all, "WARC/1.0", "response", "evil", "http://marl.example/2", HTTP, NULL, slice_of(evil.ptr, evil.len));
    add_response(&all, "next", OK_HTML "<p>Next.");
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len));
    assert_int_equal(reports_in(found), 2);
    assert_null(strstr(found, "article|forged"));
    assert_non_null(strstr(found, "article|next"));
    free(found);
    buffer_free(&all);
    buffer_free(&evil);
}

static void garbage_between_records_is_told_and_passed_over(void **state) {
    (void)state;
    syn_buffer all = BUFFER_EMPTY;
    add_response(&all, "one", OK_HTML "<p>First.");
    size_t offset = all.len;
    buffer_add_str(&all, "this is not a record\r\nWARC/1.0 in a line of its own is none either\r\n\r\n");
    add_response(&all, "two", OK_HTML "<p>Second.");
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len)), reason[100];
    snprintf(reason, sizeof reason, "malformed|a-%zu|a.warc|byte %zu: this is no record|", offset, offset);
    assert_non_null(strstr(found, reason));
    assert_int_equal(reports_in(found), 3);
    free(found);
    buffer_free(&all);
}

/* ---- damage ---- */

static void a_damaged_member_costs_its_own_record_only(void **state) {
    (void)state;
    syn_buffer plain = BUFFER_EMPTY, all = BUFFER_EMPTY;
    size_t begin = 0, end = 0;
    for (int i = 0; i < 5; i++) {
        char id[8], page[200];
        snprintf(id, sizeof id, "id%d", i);
        snprintf(page, sizeof page, OK_HTML "<p>Page number %d of the archive, which is whole.", i);
        plain.len = 0;
        add_response(&plain, id, page);
        if (i == 2) begin = all.len;
        gzip_into(&all, slice_of(plain.ptr, plain.len));
        if (i == 2) end = all.len;
    }
    for (size_t at = begin; at < end; at++) {
        all.ptr[at] ^= 0x41;
        char *found = read_whole("a.warc.gz", slice_of(all.ptr, all.len), SYN_READING_CLEAN);
        char *bytewise = read_cut("a.warc.gz", slice_of(all.ptr, all.len), SYN_READING_CLEAN, 0, 1);
        assert_string_equal(found, bytewise);
        static const char *const others[] = {"article|id0|", "article|id1|", "article|id3|", "article|id4|"};
        for (size_t k = 0; k < 4; k++)
            if (!strstr(found, others[k])) fail_msg("byte %zu damaged: %s is gone from\n%s", at - begin, others[k], found);
        /* Some bytes of a gzip header say nothing that is read: the time, the system. */
        if (at - begin > 10 && !strstr(found, "malformed|")) fail_msg("byte %zu damaged: nothing is told of it:\n%s", at - begin, found);
        free(found);
        free(bytewise);
        all.ptr[at] ^= 0x41;
    }
    buffer_free(&plain);
    buffer_free(&all);
}

/* A member that holds a large record is unpacked at once, or not at all. */
static void large_members_are_read_or_left_out_the_same_for_every_cut(void **state) {
    (void)state;
    syn_buffer all = BUFFER_EMPTY;
    for (int i = 0; i < 6; i++) {
        syn_buffer record = BUFFER_EMPTY, answer = BUFFER_EMPTY;
        buffer_add_str(&answer, i % 2 ? "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" : OK_HTML);
        unsigned noise = 12345;
        for (int k = 0; k < 1500; k++) {
            noise = noise * 1103515245u + 12345u;
            buffer_add_format(&answer, "<p>Line %d of page %d, %u.", k, i, noise >> 16);
        }
        /* What looks like the begin of a member, inside one. */
        if (i == 1) buffer_add(&answer, slice_of("\x1F\x8B\x08\0\0\0\0\0\0\x03\x1F\x8B\x08", 13));
        add_record_of(&record, "WARC/1.0", "response", i % 2 ? "image" : "page", "http://marl.example/l", HTTP, NULL,
                      slice_of(answer.ptr, answer.len));
        gzip_into(&all, slice_of(record.ptr, record.len));
        buffer_free(&record);
        buffer_free(&answer);
    }
    char *whole = read_whole("a.warc.gz", slice_of(all.ptr, all.len), SYN_READING_CLEAN);
    assert_int_equal(reports_in(whole), 3);
    static const size_t pieces[] = {1, 7, 100, 4096, 65536};
    for (size_t i = 0; i < 5; i++) {
        char *cut = read_cut("a.warc.gz", slice_of(all.ptr, all.len), SYN_READING_CLEAN, 0, pieces[i]);
        assert_string_equal(whole, cut);
        free(cut);
    }
    free(whole);
    /* Cut off inside a member that is being left out, and inside one that is wanted. */
    for (size_t length = 1; length < all.len; length += 997) {
        char *dump = read_whole("a.warc.gz", slice_of(all.ptr, length), SYN_READING_CLEAN);
        char *cut = read_cut("a.warc.gz", slice_of(all.ptr, length), SYN_READING_CLEAN, 0, 50);
        assert_string_equal(dump, cut);
        free(dump);
        free(cut);
    }
    buffer_free(&all);
}

static char *read_answer(const char *answer, size_t length) {
    syn_buffer all = BUFFER_EMPTY;
    add_record_of(&all, "WARC/1.0", "response", "x", "http://marl.example/", HTTP, NULL, slice_of(answer, length));
    char *found = read_every_cut("a.warc", slice_of(all.ptr, all.len));
    buffer_free(&all);
    return found;
}

static void chunks_that_lie_are_bounded_and_told(void **state) {
    (void)state;
#define CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n"
    static const struct { const char *body, *text; bool whole; } cases[] = {
        {"5\r\nhello\r\n0\r\n\r\n", "[hello]", true},
        {"5\r\nhello\r\nFFFFFFFFFFFFFFF\r\nrest", "[hellorest]", false},
        {"5\r\nhello\r\n7fffffff\r\n", "[hello]", false},
        {"5\r\nhello\r\nnot a size\r\n", "[hello]", false},
        {"3\r\nhello\r\n0\r\n\r\n", "[hel]", false},
        {"The body was taken out of its chunks.", "[The body was taken out of its chunks.]", true},
        {"bad hex at the begin\r\n", "[bad hex at the begin\n]", true},
        {"5\nhello\n0\n\n", "[hello]", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char answer[300];
        int length = snprintf(answer, sizeof answer, CHUNKED "%s", cases[i].body);
        char *found = read_answer(answer, (size_t)length);
        if (!strstr(found, cases[i].text)) fail_msg("%s gave %s", cases[i].body, found);
        assert_true((strstr(found, "|the chunks of the answer are broken off") == NULL) == cases[i].whole);
        free(found);
    }
}

static void contents_are_unpacked_or_say_why_not(void **state) {
    (void)state;
    syn_buffer answer = BUFFER_EMPTY, packed = BUFFER_EMPTY;
    gzip_into(&packed, SLICE_LIT("<p>Packed in gzip, which is a content coding.</p>"));
    buffer_add_str(&answer, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n");
    size_t head = answer.len;
    buffer_add(&answer, slice_of(packed.ptr, packed.len));
    char *found = read_answer(answer.ptr, answer.len);
    assert_non_null(strstr(found, "(document (p \"Packed in gzip, which is a content coding.\"))"));
    free(found);
    found = read_answer(answer.ptr, answer.len - 12);
    assert_non_null(strstr(found, "|the content coding is broken off: what was there before is read|"));
    free(found);
    answer.len = head;
    buffer_add_str(&answer, "<p>Not packed at all.");
    found = read_answer(answer.ptr, answer.len);
    assert_non_null(strstr(found, "(document (p \"Not packed at all.\"))"));
    free(found);
    static const char strange[] = "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Type: text/html\r\n\r\n<p>x";
    found = read_answer(strange, sizeof strange - 1);
    assert_non_null(strstr(found, "unsupported|x|a.warc|the content coding \"rot13\" cannot be undone|"));
    free(found);
    /* br: "<p>Brotli.", stored. */
    static const char brotli[] = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html\r\n\r\n\x8f\x04\x80<p>Brotli.\x03";
    found = read_answer(brotli, sizeof brotli - 1);
    assert_non_null(strstr(found, "(document (p \"Brotli.\"))"));
    free(found);
    buffer_free(&answer);
    buffer_free(&packed);
}

/* ---- size ---- */

typedef struct seen {
    size_t counts[10];
} seen;

static syn_code count(void *payload, read_item *item) {
    seen *s = payload;
    s->counts[item->report->outcome]++;
    read_item_free(item);
    return SYN_OK;
}

static syn_reader *counting(const char *name, seen *s) {
    read_options options = {.name = slice_str(name), .emit = count, .payload = s};
    syn_reader *reader;
    assert_int_equal(reader_new(&reader, &options, NULL), SYN_OK);
    return reader;
}

static void push(syn_reader *reader, syn_slice bytes) { assert_int_equal(reader_push(reader, bytes, NULL), SYN_OK); }

static long resident_kb(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

static void a_content_that_is_a_bomb_stops_at_the_cap(void **state) {
    (void)state;
    syn_buffer zeros = BUFFER_EMPTY, member = BUFFER_EMPTY, answer = BUFFER_EMPTY, all = BUFFER_EMPTY;
    for (int i = 0; i < (8 << 20); i++) buffer_add_char(&zeros, ' ');
    gzip_into(&member, slice_of(zeros.ptr, zeros.len));
    buffer_add_str(&answer, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n");
    for (int i = 0; i < 4000; i++) buffer_add(&answer, slice_of(member.ptr, member.len));  /* 32 GB */
    add_record_of(&all, "WARC/1.0", "response", "bomb", "http://marl.example/", HTTP, NULL, slice_of(answer.ptr, answer.len));
    add_response(&all, "next", OK_HTML "<p>Next.");
    seen s = {{0}};
    double begin = seconds();
    syn_reader *reader = counting("a.warc", &s);
    push(reader, slice_of(all.ptr, all.len));
    assert_int_equal(reader_end(reader, NULL), SYN_OK);
    reader_free(reader);
    assert_int_equal(s.counts[SYN_OUTCOME_TOO_LARGE], 1);
    assert_int_equal(s.counts[SYN_OUTCOME_ARTICLE], 1);
    assert_true(seconds() - begin < 10);
    buffer_free(&zeros);
    buffer_free(&member);
    buffer_free(&answer);
    buffer_free(&all);
}

static void a_record_over_the_cap_is_too_large_alone(void **state) {
    (void)state;
    enum { PIECE = 1 << 20, PIECES = 300 };
    char *piece = malloc(PIECE), length[24];
    memset(piece, 'x', PIECE);
    for (int image = 0; image < 2; image++) {
        syn_buffer head = BUFFER_EMPTY;
        static const char html[] = OK_HTML, png[] = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n";
        const char *answer = image ? png : html;
        snprintf(length, sizeof length, "%zu", (size_t)PIECE * PIECES + strlen(answer));
        add_record_of(&head, "WARC/1.0", "response", "large", "http://marl.example/", HTTP, length, slice_str(answer));
        seen s = {{0}};
        syn_reader *reader = counting("a.warc", &s);
        push(reader, slice_of(head.ptr, head.len - 4));
        for (int i = 0; i < PIECES; i++) push(reader, slice_of(piece, PIECE));
        head.len = 0;
        buffer_add_str(&head, "\r\n\r\n");
        add_response(&head, "next", OK_HTML "<p>Next.");
        push(reader, slice_of(head.ptr, head.len));
        assert_int_equal(reader_end(reader, NULL), SYN_OK);
        reader_free(reader);
        assert_int_equal(s.counts[SYN_OUTCOME_TOO_LARGE], image ? 0 : 1);
        assert_int_equal(s.counts[SYN_OUTCOME_ARTICLE], 1);
        assert_int_equal(s.counts[SYN_OUTCOME_MALFORMED], 0);
        buffer_free(&head);
    }
    free(piece);
}

static void a_hundred_thousand_records_take_no_more_memory_than_a_few(void **state) {
    (void)state;
    syn_buffer record = BUFFER_EMPTY, answer = BUFFER_EMPTY, packed = BUFFER_EMPTY;
    buffer_add_str(&answer, OK_HTML);
    for (int i = 0; i < 100; i++) buffer_add_format(&answer, "<p>Line %d of a page.", i);
    add_record_of(&record, "WARC/1.0", "response", "same", "http://marl.example/", HTTP, NULL, slice_of(answer.ptr, answer.len));
    gzip_into(&packed, slice_of(record.ptr, record.len));
    seen s = {{0}};
    syn_reader *plain = counting("a.warc", &s), *gzip = counting("a.warc.gz", &s);
    long before = 0;
    for (int i = 0; i < 50000; i++) {
        push(plain, slice_of(record.ptr, record.len));
        push(gzip, slice_of(packed.ptr, packed.len));
        if (i == 100) before = resident_kb();
    }
    assert_int_equal(reader_end(plain, NULL), SYN_OK);
    assert_int_equal(reader_end(gzip, NULL), SYN_OK);
    assert_int_equal(s.counts[SYN_OUTCOME_ARTICLE], 100000);
    assert_true(resident_kb() - before < 4096);
    reader_free(plain);
    reader_free(gzip);
    buffer_free(&record);
    buffer_free(&answer);
    buffer_free(&packed);
}

int run_archives(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_give_reports_and_the_rest_is_passed_over),
        cmocka_unit_test(the_same_with_a_gzip_member_for_each_record),
        cmocka_unit_test(the_same_in_one_stream_of_gzip_and_the_offset_is_that_of_the_stream),
        cmocka_unit_test(an_archive_without_a_page_says_what_it_held),
        cmocka_unit_test(jsonl_that_a_server_does_not_know_is_read_by_its_name),
        cmocka_unit_test(a_packed_file_is_read_if_what_is_packed_would_be),
        cmocka_unit_test(older_forms_are_read),
        cmocka_unit_test(arc_is_read_in_both_versions),
        cmocka_unit_test(a_reading_goes_on_from_every_record_and_from_nowhere_else),
        cmocka_unit_test(only_an_archive_is_read_from_an_offset),
        cmocka_unit_test(a_length_that_lies_swallows_nothing_behind_it),
        cmocka_unit_test(lengths_that_cannot_be_are_malformed),
        cmocka_unit_test(every_wrong_length_leaves_the_other_pages),
        cmocka_unit_test(no_page_smuggles_a_record_into_its_archive),
        cmocka_unit_test(garbage_between_records_is_told_and_passed_over),
        cmocka_unit_test(a_damaged_member_costs_its_own_record_only),
        cmocka_unit_test(large_members_are_read_or_left_out_the_same_for_every_cut),
        cmocka_unit_test(chunks_that_lie_are_bounded_and_told),
        cmocka_unit_test(contents_are_unpacked_or_say_why_not),
        cmocka_unit_test(a_content_that_is_a_bomb_stops_at_the_cap),
        cmocka_unit_test(a_record_over_the_cap_is_too_large_alone),
        cmocka_unit_test(a_hundred_thousand_records_take_no_more_memory_than_a_few),
    };
    return cmocka_run_group_tests_name("archives", tests, NULL, NULL);
}
