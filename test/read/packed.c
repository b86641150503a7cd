/* packed.c - zip, tar and zstd: what they hold is read as a folder of files would be. All pages are invented. */
#include <zlib.h>
#include <zstd.h>

#include "given.h"

/* ---- zip ---- */

static void add_16(syn_buffer *out, unsigned n) {
    buffer_add_char(out, (char)(n & 255));
    buffer_add_char(out, (char)(n >> 8 & 255));
}
static void add_32(syn_buffer *out, uint32_t n) {
    add_16(out, n & 65535);
    add_16(out, n >> 16);
}

enum { FLAG_ENCRYPTED = 1, FLAG_BEHIND = 8 };

/* A file of a zip; with FLAG_BEHIND its sizes stand behind it. `crc_off` makes its checksum wrong. */
static void add_file(syn_buffer *out, const char *name, unsigned method, unsigned flags, syn_slice content, uint32_t crc_off) {
    syn_buffer packed = BUFFER_EMPTY;
    if (method == 8) deflate_into(&packed, content, -MAX_WBITS);
    else if (method == 93) {
        char room[4096];
        size_t length = ZSTD_compress(room, sizeof room, content.ptr, content.len, 3);
        assert_false(ZSTD_isError(length));
        buffer_add(&packed, slice_of(room, length));
    } else buffer_add(&packed, content);
    uint32_t crc = (uint32_t)crc32(0, (const unsigned char *)content.ptr, (uInt)content.len) + crc_off;
    bool behind = flags & FLAG_BEHIND;
    buffer_add(out, slice_of("PK\x03\x04", 4));
    add_16(out, 20);
    add_16(out, flags);
    add_16(out, method);
    add_32(out, 0);
    add_32(out, behind ? 0 : crc);
    add_32(out, behind ? 0 : (uint32_t)packed.len);
    add_32(out, behind ? 0 : (uint32_t)content.len);
    add_16(out, (unsigned)strlen(name));
    add_16(out, 0);
    buffer_add_str(out, name);
    buffer_add(out, slice_of(packed.ptr, packed.len));
    if (behind) {
        buffer_add(out, slice_of("PK\x07\x08", 4));
        add_32(out, crc);
        add_32(out, (uint32_t)packed.len);
        add_32(out, (uint32_t)content.len);
    }
    buffer_free(&packed);
}

/* The directory is not read: its end is enough. */
static void end_zip(syn_buffer *out) {
    buffer_add(out, slice_of("PK\x01\x02", 4));
    for (int i = 0; i < 42; i++) buffer_add_char(out, 0);
    buffer_add(out, slice_of("PK\x05\x06", 4));
    for (int i = 0; i < 18; i++) buffer_add_char(out, 0);
}

static void expect_of(const char *name, const syn_buffer *bytes, const char *expected) {
    char *found = read_every_cut(name, slice_of(bytes->ptr, bytes->len));
    if (strcmp(found, expected) != 0) fail_msg("%s gave\n%s", name, found);
    free(found);
    every_prefix_ends_in_a_report(name, slice_of(bytes->ptr, bytes->len));
}

static void a_zip_is_read_as_the_folder_that_it_was_made_of(void **state) {
    (void)state;
    syn_buffer zip = BUFFER_EMPTY;
    add_file(&zip, "pages/", 0, 0, SLICE_NONE, 0);
    add_file(&zip, "pages/a17.html", 8, 0, SLICE_LIT("<p>The ferry ran aground."), 0);
    size_t second = zip.len;
    add_file(&zip, "pages/b.txt", 0, 0, SLICE_LIT("The mill burned."), 0);
    add_file(&zip, "pages/logo.png", 0, 0, SLICE_LIT("\x89PNG...."), 0);
    add_file(&zip, "pages/style.css", 8, FLAG_BEHIND, SLICE_LIT("p{}"), 0);
    add_file(&zip, "__MACOSX/pages/._a17.html", 0, 0, SLICE_LIT("junk"), 0);
    size_t third = zip.len;
    add_file(&zip, "pages/c.htm", 8, FLAG_BEHIND, SLICE_LIT("<p>Sizes stand behind."), 0);
    size_t fourth = zip.len;
    add_file(&zip, "d.htm", 93, 0, SLICE_LIT("<p>Packed with zstd."), 0);
    end_zip(&zip);
    char expected[1000];
    snprintf(expected, sizeof expected,
             "article|a17|x.zip||||||||0||@36\n(document (p \"The ferry ran aground.\"))\n"
             "article|b|x.zip||||||||0||@%zu\n[The mill burned.]\n"
             "article|c|x.zip||||||||0||@%zu\n(document (p \"Sizes stand behind.\"))\n"
             "article|d|x.zip||||||||0||@%zu\n(document (p \"Packed with zstd.\"))\n", second, third, fourth);
    expect_of("x.zip", &zip, expected);
    syn_error error = {0};
    char *rest = read_from("x.zip", slice_of(zip.ptr, zip.len), third, &error);
    assert_non_null(rest);
    assert_string_equal(rest, strstr(expected, "article|c"));
    assert_null(read_from("x.zip", slice_of(zip.ptr, zip.len), third + 1, &error));
    assert_int_equal(error.code, SYN_ERR_ARGUMENT);
    free(rest);
    buffer_free(&zip);
}

static void what_cannot_be_read_of_a_zip_says_why_and_the_rest_goes_on(void **state) {
    (void)state;
    syn_buffer zip = BUFFER_EMPTY;
    add_file(&zip, "secret.html", 0, FLAG_ENCRYPTED, SLICE_LIT("<p>secret"), 0);
    size_t second = zip.len;
    add_file(&zip, "old.html", 6, 0, SLICE_LIT("imploded"), 0);
    size_t third = zip.len;
    add_file(&zip, "damaged.html", 8, 0, SLICE_LIT("<p>damaged"), 1);
    size_t fourth = zip.len;
    add_file(&zip, "good.html", 8, 0, SLICE_LIT("<p>good"), 0);
    end_zip(&zip);
    char expected[1000];
    snprintf(expected, sizeof expected,
             "unsupported|secret|x.zip|the file is encrypted|||||||0||@0\n"
             "unsupported|old|x.zip|the file is packed in a way that cannot be undone|||||||0||@%zu\n"
             "malformed|damaged|x.zip|the checksum of the file does not match: it is damaged|||||||0||@%zu\n"
             "article|good|x.zip||||||||0||@%zu\n(document (p \"good\"))\n", second, third, fourth);
    expect_of("x.zip", &zip, expected);
    buffer_free(&zip);
}

static void zips_that_hold_no_page_or_are_a_document_say_so(void **state) {
    (void)state;
    syn_buffer zip = BUFFER_EMPTY;
    add_file(&zip, "a.png", 0, 0, SLICE_LIT("\x89PNG...."), 0);
    end_zip(&zip);
    expect_of("x.zip", &zip, "empty|x|x.zip|the zip archive holds no page: 1 files were passed over|||||||0|\n");
    zip.len = 0;
    buffer_add(&zip, slice_of("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22));
    expect_of("x.zip", &zip, "empty|x|x.zip|the zip archive holds no page: 0 files were passed over|||||||0|\n");
    zip.len = 0;
    add_file(&zip, "[Content_Types].xml", 8, 0, SLICE_LIT("<Types/>"), 0);
    end_zip(&zip);
    expect_of("x.docx", &zip, "unsupported|[Content_Types]|x.docx|an office document cannot be read yet|||||||0||@0\n");
    buffer_free(&zip);
}

/* Each byte of a small zip damaged in turn: an end, and the same for every cut. */
static void a_damaged_zip_ends(void **state) {
    (void)state;
    syn_buffer zip = BUFFER_EMPTY;
    add_file(&zip, "a.html", 8, FLAG_BEHIND, SLICE_LIT("<p>First."), 0);
    add_file(&zip, "b.html", 8, 0, SLICE_LIT("<p>Second."), 0);
    add_file(&zip, "c.html", 0, 0, SLICE_LIT("<p>Third."), 0);
    end_zip(&zip);
    for (size_t at = 0; at < zip.len; at++)
        for (int bit = 0; bit < 8; bit++) {
            zip.ptr[at] ^= (char)(1 << bit);
            char *whole = read_whole("x.zip", slice_of(zip.ptr, zip.len), SYN_READING_CLEAN);
            char *bytewise = read_cut("x.zip", slice_of(zip.ptr, zip.len), SYN_READING_CLEAN, 0, 1);
            assert_string_equal(whole, bytewise);
            assert_true(reports_in(whole) >= 1);
            free(whole);
            free(bytewise);
            zip.ptr[at] ^= (char)(1 << bit);
        }
    buffer_free(&zip);
}

/* ---- tar ---- */

static void add_block(syn_buffer *out, const char *name, const char *prefix, char type, size_t size, const char *magic) {
    char block[512] = {0};
    snprintf(block, 100, "%s", name);
    snprintf(block + 100, 8, "%07o", 0644u);
    for (size_t i = 0, left = size; i < 11; i++, left /= 8) block[134 - i] = (char)('0' + left % 8);
    memset(block + 148, ' ', 8);
    block[156] = type;
    memcpy(block + 257, magic, 6);
    snprintf(block + 345, 155, "%s", prefix);
    unsigned sum = 0;
    for (size_t i = 0; i < 512; i++) sum += (unsigned char)block[i];
    snprintf(block + 148, 8, "%06o", sum);
    buffer_add(out, slice_of(block, sizeof block));
}

static void add_tarred(syn_buffer *out, const char *name, const char *prefix, char type, const char *content) {
    size_t size = strlen(content);
    add_block(out, name, prefix, type, size, "ustar");
    buffer_add_str(out, content);
    for (size_t i = size; i % 512; i++) buffer_add_char(out, 0);
}

static void end_tar(syn_buffer *out) {
    for (int i = 0; i < 1024; i++) buffer_add_char(out, 0);
}

static void a_tar_is_read_as_the_folder_that_it_was_made_of(void **state) {
    (void)state;
    syn_buffer tar = BUFFER_EMPTY, packed = BUFFER_EMPTY;
    add_tarred(&tar, "pages/", "", '5', "");
    size_t at[5];
    at[0] = tar.len;
    add_tarred(&tar, "a17.html", "a/long/prefix", '0', "<p>The ferry ran aground.");
    add_tarred(&tar, "link.html", "", '2', "");
    at[1] = tar.len;
    add_tarred(&tar, "PaxHeader", "", 'x', "26 path=deep/pax name.txt\n");
    add_tarred(&tar, "short.bin", "", '0', "The mill burned.");
    at[2] = tar.len;
    add_tarred(&tar, "././@LongLink", "", 'L', "folder/a long GNU name.htm");
    add_tarred(&tar, "folder/a long", "", '0', "Hello <b>you</b>");
    add_tarred(&tar, "logo.gif", "", '0', "GIF89a");
    at[3] = tar.len;
    add_block(&tar, "old.txt", "", '\0', 4, "\0\0\0\0\0");
    buffer_add_str(&tar, "Old.");
    while (tar.len % 512) buffer_add_char(&tar, 0);
    at[4] = tar.len;
    add_tarred(&tar, "empty.txt", "", '0', "");
    end_tar(&tar);
    static const char *const form =
        "article|a17|%s||||||||0||@%zu\n(document (p \"The ferry ran aground.\"))\n"
        "article|pax name|%s||||||||0||@%zu\n[The mill burned.]\n"
        "article|a long GNU name|%s||||||||0||@%zu\n(document \"Hello \" (b \"you\"))\n"
        "article|old|%s||||||||0||@%zu\n[Old.]\n"
        "empty|empty|%s|the input is empty|||||||0||@%zu\n";
    char expected[1000];
    snprintf(expected, sizeof expected, form, "x.tar", at[0], "x.tar", at[1], "x.tar", at[2], "x.tar", at[3], "x.tar", at[4]);
    expect_of("x.tar", &tar, expected);
    syn_error error = {0};
    char *rest = read_from("x.tar", slice_of(tar.ptr, tar.len), at[1], &error);
    assert_non_null(rest);
    assert_string_equal(rest, strstr(expected, "article|pax"));
    assert_null(read_from("x.tar", slice_of(tar.ptr, tar.len), at[1] + 1, &error));
    assert_int_equal(error.code, SYN_ERR_ARGUMENT);
    free(rest);
    gzip_into(&packed, slice_of(tar.ptr, tar.len));
    char *found = read_every_cut("x.tar.gz", slice_of(packed.ptr, packed.len));
    snprintf(expected, sizeof expected, form, "x.tar.gz", (size_t)0, "x.tar.gz", (size_t)0, "x.tar.gz", (size_t)0, "x.tar.gz",
             (size_t)0, "x.tar.gz", (size_t)0);
    assert_string_equal(found, expected);
    free(found);
    buffer_free(&tar);
    buffer_free(&packed);
}

static void a_tar_with_a_bad_block_or_a_lying_size_goes_on(void **state) {
    (void)state;
    syn_buffer tar = BUFFER_EMPTY;
    add_tarred(&tar, "a.txt", "", '0', "First.");
    for (int i = 0; i < 1024; i++) buffer_add_char(&tar, 'x');
    add_tarred(&tar, "b.txt", "", '0', "Second.");
    end_tar(&tar);
    expect_of("x.tar", &tar, "article|a|x.tar||||||||0||@0\n[First.]\n"
                             "malformed|x|x.tar|byte 1024: this is no header of a tar archive|||||||0||@1024\n"
                             "article|b|x.tar||||||||0||@2048\n[Second.]\n");
    tar.len = 0;
    add_tarred(&tar, "a.txt", "", '0', "First.");
    add_block(&tar, "b.txt", "", '0', 077777777777, "ustar");
    buffer_add_str(&tar, "Second.");
    expect_of("x.tar", &tar, "article|a|x.tar||||||||0||@0\n[First.]\n"
                             "malformed|b|x.tar|the archive is cut off inside this file|||||||0||@1024\n");
    buffer_free(&tar);
}

static void archives_inside_archives_have_an_end(void **state) {
    (void)state;
    syn_buffer inner = BUFFER_EMPTY, outer = BUFFER_EMPTY;
    add_file(&inner, "page.html", 8, 0, SLICE_LIT("<p>Deep inside."), 0);
    end_zip(&inner);
    for (int depth = 1; depth <= 4; depth++) {
        char *found = read_whole("x.zip", slice_of(inner.ptr, inner.len), SYN_READING_CLEAN);
        if (depth <= 3) assert_string_equal(found, "article|page|x.zip||||||||0||@0\n(document (p \"Deep inside.\"))\n");
        else assert_non_null(strstr(found, "unsupported|inner|x.zip|an archive this deep inside others cannot be read yet|"));
        free(found);
        outer.len = 0;
        add_file(&outer, "inner.zip", 8, 0, slice_of(inner.ptr, inner.len), 0);
        end_zip(&outer);
        syn_buffer swap = inner;
        inner = outer;
        outer = swap;
    }
    buffer_free(&inner);
    buffer_free(&outer);
}

/* ---- zstd ---- */

static void zstd_into(syn_buffer *out, syn_slice bytes, syn_slice dictionary) {
    char room[8192];
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (dictionary.len) assert_false(ZSTD_isError(ZSTD_CCtx_loadDictionary(context, dictionary.ptr, dictionary.len)));
    size_t length = ZSTD_compress2(context, room, sizeof room, bytes.ptr, bytes.len);
    assert_false(ZSTD_isError(length));
    buffer_add(out, slice_of(room, length));
    ZSTD_freeCCtx(context);
}

static void zstd_is_read_through(void **state) {
    (void)state;
    syn_buffer all = BUFFER_EMPTY;
    zstd_into(&all, SLICE_LIT("{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\","), SLICE_NONE);
    buffer_add(&all, slice_of("\x50\x2A\x4D\x18\x03\0\0\0xyz", 11));  /* passed over */
    zstd_into(&all, SLICE_LIT("\"text\":\"two\"}\n"), SLICE_NONE);
    expect_of("x.jsonl.zst", &all, "article|a|x.jsonl.zst||||||||0|verbatim\n[one]\narticle|b|x.jsonl.zst||||||||0|verbatim\n[two]\n");
    all.len = 0;
    zstd_into(&all, SLICE_LIT("<!doctype html><p>packed"), SLICE_NONE);
    expect_of("d/a17.html.zst", &all, "article|a17|d/a17.html.zst||||||||0|\n(document (p \"packed\"))\n");
    char *found = read_whole("a.zst", slice_of(all.ptr, all.len - 3), SYN_READING_CLEAN);
    assert_non_null(strstr(found, "malformed|a|a.zst|the zstd data is cut off|"));
    free(found);
    all.ptr[all.len - 8] ^= 0x55;
    all.ptr[5] ^= 0x7F;
    found = read_whole("a.zst", slice_of(all.ptr, all.len), SYN_READING_CLEAN);
    assert_non_null(strstr(found, "malformed|a|a.zst|the zstd data is damaged|"));
    free(found);
    buffer_free(&all);
}

static void an_archive_in_zstd_has_its_dictionary_in_front(void **state) {
    (void)state;
    static const char dictionary[] = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://marl.example/\r\nContent-Type: text/plain\r\n";
    for (int packed = 0; packed < 2; packed++) {
        syn_buffer all = BUFFER_EMPTY, own = BUFFER_EMPTY;
        if (packed) zstd_into(&own, slice_str(dictionary), SLICE_NONE);
        else buffer_add_str(&own, dictionary);
        add_32(&all, 0x184D2A5D);
        add_32(&all, (uint32_t)own.len);
        buffer_add(&all, slice_of(own.ptr, own.len));
        size_t offsets[3];
        char expected[1000] = "", *end = expected;
        for (int i = 0; i < 3; i++) {
            char record[300];
            snprintf(record, sizeof record, "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:id%d>\r\nWARC-Target-URI: "
                     "http://marl.example/%d\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nPage %d.\n\r\n\r\n", i, i, i);
            offsets[i] = all.len;
            zstd_into(&all, slice_str(record), slice_str(dictionary));
            end += sprintf(end, "article|id%d|x.warc.zst||http://marl.example/%d||||||0||@%zu\n[Page %d.\n]\n", i, i, offsets[i], i);
        }
        expect_of("x.warc.zst", &all, expected);
        for (size_t from = 1; from < all.len; from++) {
            syn_error error = {0};
            char *rest = read_from("x.warc.zst", slice_of(all.ptr, all.len), from, &error);
            size_t i = 0;
            while (i < 3 && offsets[i] != from) i++;
            if (i == 3) {
                if (rest) fail_msg("byte %zu begins no record, but gave %s", from, rest);
                assert_int_equal(error.code, SYN_ERR_ARGUMENT);
            } else {
                char begin[20];
                snprintf(begin, sizeof begin, "article|id%zu", i);
                if (!rest) fail_msg("byte %zu: %s", from, error.msg);
                assert_string_equal(rest, strstr(expected, begin));
            }
            free(rest);
        }
        buffer_free(&all);
        buffer_free(&own);
    }
}

int run_packed(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zip_is_read_as_the_folder_that_it_was_made_of),
        cmocka_unit_test(what_cannot_be_read_of_a_zip_says_why_and_the_rest_goes_on),
        cmocka_unit_test(zips_that_hold_no_page_or_are_a_document_say_so),
        cmocka_unit_test(a_damaged_zip_ends),
        cmocka_unit_test(a_tar_is_read_as_the_folder_that_it_was_made_of),
        cmocka_unit_test(a_tar_with_a_bad_block_or_a_lying_size_goes_on),
        cmocka_unit_test(archives_inside_archives_have_an_end),
        cmocka_unit_test(zstd_is_read_through),
        cmocka_unit_test(an_archive_in_zstd_has_its_dictionary_in_front),
    };
    return cmocka_run_group_tests_name("packed", tests, NULL, NULL);
}
