/* given.c - see given.h. */
#include "given.h"

#include <zlib.h>

#include "text/utf8.h"

static const char *const tag_names[] = {
    "other", "document", "#text", "#json", "html", "head", "body", "title", "meta", "link", "base", "article", "section", "main",
    "header", "footer", "nav", "aside", "div", "span", "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "blockquote", "q", "cite", "pre", "code", "a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small",
    "time", "abbr", "address", "img", "picture", "figure", "figcaption", "video", "audio", "iframe", "object", "form", "input",
    "button", "select", "option", "textarea", "label", "fieldset", "table", "caption", "thead", "tbody", "tfoot", "tr", "th",
    "td", "details", "summary", "dialog", "center", "font", "noscript"};

void page_check(const syn_page *page) {
    assert_true(page->nodes.n > 0);
    assert_int_equal(page->nodes.at[0].tag, TAG_DOCUMENT);
    assert_int_equal(page->nodes.at[0].end, page->nodes.n);
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *node = &page->nodes.at[i];
        assert_true(node->tag <= TAG_NOSCRIPT);
        assert_true(node->end > i && node->end <= page->nodes.n);
        if (i) {
            const page_node *parent = &page->nodes.at[node->parent];
            assert_true(node->parent < i && node->end <= parent->end);
            assert_true(parent->tag != TAG_TEXT && parent->tag != TAG_JSON_LD);
        }
        if (node->tag == TAG_TEXT || node->tag == TAG_JSON_LD) assert_int_equal(node->end, i + 1);
        assert_int_equal(utf8_valid(node->text), node->text.len);
        for (uint32_t k = 0; k < node->attributes; k++) {
            assert_true(node->attribute + k < page->attributes.n);
            syn_slice value = page->attributes.at[node->attribute + k].value;
            assert_int_equal(utf8_valid(value), value.len);
        }
    }
}

void page_dump(syn_buffer *out, const syn_page *page) {
    page_check(page);
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *node = &page->nodes.at[i];
        if (i) buffer_add_char(out, ' ');
        if (node->tag == TAG_TEXT || node->tag == TAG_JSON_LD) {
            buffer_add_str(out, node->tag == TAG_TEXT ? "\"" : "json:\"");
            buffer_add(out, node->text);
            buffer_add_char(out, '"');
        } else {
            buffer_add_char(out, '(');
            buffer_add_str(out, tag_names[node->tag]);
            for (uint32_t k = 0; k < node->attributes; k++) {
                buffer_add_char(out, ' ');
                buffer_add(out, page->attributes.at[node->attribute + k].name);
                buffer_add_str(out, "='");
                buffer_add(out, page->attributes.at[node->attribute + k].value);
                buffer_add_char(out, '\'');
            }
        }
        /* Close what ends here; a text closes nothing of its own. */
        uint32_t at = node->tag == TAG_TEXT || node->tag == TAG_JSON_LD ? node->parent : i;
        while (page->nodes.at[at].end == i + 1) {
            buffer_add_char(out, ')');
            if (at == 0) break;
            at = page->nodes.at[at].parent;
        }
    }
}

static void add_field(syn_buffer *out, syn_slice s) {
    assert_int_equal(utf8_valid(s), s.len);
    buffer_add(out, s);
    buffer_add_char(out, '|');
}

static syn_code write_down(void *payload, read_item *item) {
    static const char *const outcomes[] = {"article", "teaser", "paywall", "consent", "botwall", "listing", "empty", "malformed",
                                           "unsupported", "too_large"};
    syn_buffer *out = payload;
    const syn_report *report = item->report;
    assert_null(report_assert(report));
    buffer_add_str(out, outcomes[report->outcome]);
    buffer_add_char(out, '|');
    add_field(out, report->id);
    add_field(out, report->input);
    add_field(out, report->reason);
    add_field(out, report->url);
    add_field(out, report->source);
    add_field(out, report->title);
    for (uint32_t i = 0; i < report->byline.n; i++) {
        buffer_add(out, report->byline.at[i]);
        if (i + 1 < report->byline.n) buffer_add_char(out, ';');
    }
    buffer_add_char(out, '|');
    buffer_add(out, report->published);
    if (report->published_from.len) buffer_add_format(out, " (%.*s)", (int)report->published_from.len, report->published_from.ptr);
    buffer_add_char(out, '|');
    add_field(out, report->updated);
    buffer_add_format(out, "%llu|%s", (unsigned long long)report->repaired, report->verbatim ? "verbatim" : "");
    if (report->in_archive) buffer_add_format(out, "|@%llu", (unsigned long long)report->offset);
    if (report->fetched.len) buffer_add_format(out, "|%.*s", (int)report->fetched.len, report->fetched.ptr);
    buffer_add_char(out, '\n');
    if (report->text.len) {
        buffer_add_char(out, '[');
        buffer_add(out, report->text);
        buffer_add_str(out, "]\n");
    }
    if (item->page) {
        assert_int_equal(report->text.len, 0);
        page_dump(out, item->page);
        buffer_add_char(out, '\n');
    }
    read_item_free(item);
    return SYN_OK;
}

char *read_from(const char *name, syn_slice bytes, uint64_t from, syn_error *error) {
    syn_buffer out = BUFFER_EMPTY;
    read_options options = {.name = slice_str(name), .emit = write_down, .payload = &out, .from = from};
    syn_reader *reader;
    assert_int_equal(reader_new(&reader, &options, error), SYN_OK);
    syn_code code = reader_push(reader, bytes, error);
    if (code == SYN_OK) code = reader_end(reader, error);
    reader_free(reader);
    char *text = buffer_take(&out, NULL);
    if (code == SYN_OK) return text;
    free(text);
    return NULL;
}

char *read_cut(const char *name, syn_slice bytes, syn_reading reading, size_t first, size_t piece) {
    syn_buffer out = BUFFER_EMPTY;
    read_options options = {.name = slice_str(name), .reading = reading, .emit = write_down, .payload = &out};
    syn_reader *reader;
    syn_error error = {0};
    assert_int_equal(reader_new(&reader, &options, &error), SYN_OK);
    for (size_t at = 0, next; at < bytes.len; at = next) {
        next = at == 0 && first ? first : piece ? at + piece : bytes.len;
        if (next > bytes.len) next = bytes.len;
        /* A copy of its own, so that reading past the piece shows under a sanitizer. */
        char *copy = malloc(next - at);
        memcpy(copy, bytes.ptr + at, next - at);
        assert_int_equal(reader_push(reader, slice_of(copy, next - at), &error), SYN_OK);
        free(copy);
    }
    assert_int_equal(reader_end(reader, &error), SYN_OK);
    reader_free(reader);
    char *text = buffer_take(&out, NULL);
    assert_non_null(text);
    return text;
}

char *read_whole(const char *name, syn_slice bytes, syn_reading reading) { return read_cut(name, bytes, reading, 0, 0); }

char *read_every_cut(const char *name, syn_slice bytes) {
    char *whole = read_whole(name, bytes, SYN_READING_CLEAN);
    char *other = read_cut(name, bytes, SYN_READING_CLEAN, 0, 1);
    assert_string_equal(whole, other);
    free(other);
    for (size_t cut = 1; cut < bytes.len; cut++) {
        other = read_cut(name, bytes, SYN_READING_CLEAN, cut, 0);
        assert_string_equal(whole, other);
        free(other);
    }
    return whole;
}

size_t reports_in(const char *dump) {
    static const char *const begins[] = {"article|", "listing|", "empty|", "malformed|", "unsupported|", "too_large|"};
    size_t count = 0;
    for (const char *line = dump; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) count += strncmp(line, begins[i], strlen(begins[i])) == 0;
    return count;
}

double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void deflate_into(syn_buffer *out, syn_slice bytes, int window) {
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&stream, bytes.len) + 64;
    unsigned char *packed = malloc(room), *plain = malloc(bytes.len + 1);
    memcpy(plain, bytes.ptr, bytes.len);
    stream.next_in = plain;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = packed;
    stream.avail_out = (uInt)room;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    buffer_add(out, slice_of((const char *)packed, stream.total_out));
    deflateEnd(&stream);
    free(packed);
    free(plain);
}

void gzip_into(syn_buffer *out, syn_slice bytes) { deflate_into(out, bytes, 16 + MAX_WBITS); }

void every_prefix_ends_in_a_report(const char *name, syn_slice bytes) {
    for (size_t length = 0; length < bytes.len; length++) {
        char *dump = read_whole(name, slice_cut(bytes, 0, length), SYN_READING_CLEAN);
        assert_true(reports_in(dump) >= 1);
        free(dump);
    }
}

void assert_reads_(const char *name, syn_slice bytes, const char *expected) {
    char *dump = read_every_cut(name, bytes);
    assert_string_equal(dump, expected);
    free(dump);
}
