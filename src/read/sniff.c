/* sniff.c - what kind of input is this? Judged by its first bytes; the name and the content type only help where the bytes leave
 * it open: servers and archives say text/html of much that is none, but a page that is served as text/plain is shown as text.
 *
 * First the magic bytes of what is no text; then, on an ASCII view of the head (every second or fourth byte of UTF-16 and
 * UTF-32), JSON by its opening bracket, feeds and other XML by their root element, HTML by its tags; else plain text. */
#include "base/caps.h"
#include "read/door.h"
#include "read/record.h"

typedef struct magic_row {
    unsigned at;           /* place of the magic */
    const char *bytes;
    unsigned length;
    const char *what;
} magic_row;

#define MAGIC(at, bytes, what) {(at), (bytes), sizeof(bytes) - 1, (what)}
static const magic_row magics[] = {
    MAGIC(0, "%PDF-", "a PDF document"),
    MAGIC(0, "%!PS", "a PostScript document"),
    MAGIC(0, "BZh9", "bzip2 data"),
    MAGIC(0, "\x04\x22\x4D\x18", "LZ4 data"),
    MAGIC(0, "\xFD" "7zXZ", "xz data"),
    MAGIC(0, "7z\xBC\xAF\x27\x1C", "a 7z archive"),
    MAGIC(0, "Rar!\x1A", "a RAR archive"),
    MAGIC(0, "\x89PNG", "a PNG image"),
    MAGIC(0, "\xFF\xD8\xFF", "a JPEG image"),
    MAGIC(0, "GIF87a", "a GIF image"),
    MAGIC(0, "GIF89a", "a GIF image"),
    MAGIC(8, "WEBP", "a WebP image"),
    MAGIC(0, "II*\0", "a TIFF image"),
    MAGIC(0, "MM\0*", "a TIFF image"),
    MAGIC(0, "\0\0\x01\0", "an icon image"),
    MAGIC(4, "ftyp", "a video, sound or image file (MP4 family)"),
    MAGIC(0, "ID3", "a sound file (MP3)"),
    MAGIC(0, "OggS", "a sound or video file (Ogg)"),
    MAGIC(0, "fLaC", "a sound file (FLAC)"),
    MAGIC(0, "\x1A\x45\xDF\xA3", "a video file (Matroska)"),
    MAGIC(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document"),
    MAGIC(0, "{\\rtf", "an RTF document"),
    MAGIC(0, "SQLite format 3", "an SQLite database"),
    MAGIC(0, "\x7F" "ELF", "a program (ELF)"),
    MAGIC(0, "\xCA\xFE\xBA\xBE", "a program (Java or Mach-O)"),
    MAGIC(0, "\0asm", "a program (WebAssembly)"),
};

static const char *magic_of(syn_slice head) {
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const magic_row *row = &magics[i];
        if (head.len >= row->at + row->length && memcmp(head.ptr + row->at, row->bytes, row->length) == 0) return row->what;
    }
    return NULL;
}

/* What holds other inputs; KIND_OPEN if it is nothing of the kind. */
static read_kind holder_of(syn_slice head) {
    const unsigned char *b = (const unsigned char *)head.ptr;
    if (head.len >= 2 && b[0] == 0x1F && b[1] == 0x8B) return KIND_GZIP;
    if (head.len >= 4 && b[0] == 0x28 && b[1] == 0xB5 && b[2] == 0x2F && b[3] == 0xFD) return KIND_ZSTD;
    if (head.len >= 4 && (b[0] & 0xF0) == 0x50 && b[1] == 0x2A && b[2] == 0x4D && b[3] == 0x18) return KIND_ZSTD;
    if (head.len >= 8 && warc_begins(head)) return KIND_WARC;
    if (slice_starts(head, SLICE_LIT("filedesc://"))) return KIND_ARC;
    if (head.len >= 4 && b[0] == 'P' && b[1] == 'K' && ((b[2] == 3 && b[3] == 4) || (b[2] == 5 && b[3] == 6))) return KIND_ZIP;
    return tar_begins(head) ? KIND_TAR : KIND_OPEN;
}

/* The head with one byte a character; what is not ASCII becomes 0x7F. */
static syn_slice ascii_view(syn_slice head, char out[READ_HEAD_BYTES], unsigned *width) {
    unsigned low = 0;
    *width = encoding_width(head, &low);
    size_t n = 0;
    for (size_t i = 0; i + *width <= head.len && n < READ_HEAD_BYTES; i += *width) {
        bool ascii = true;
        for (unsigned k = 0; k < *width; k++) {
            unsigned char byte = (unsigned char)head.ptr[i + k];
            if (k == low ? byte >= 0x80 : byte != 0) ascii = false;
        }
        if (!ascii && i < 4) continue;  /* a BOM */
        out[n++] = ascii ? head.ptr[i + low] : 0x7F;
    }
    return slice_of(out, n);
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static size_t skip_blank(syn_slice s, size_t at) {
    while (at < s.len && is_blank(s.ptr[at])) at++;
    return at;
}

static bool starts_at(syn_slice s, size_t at, const char *word) {
    size_t length = strlen(word);
    return at + length <= s.len && slice_equal_ascii_case(slice_of(s.ptr + at, length), slice_of(word, length));
}

static bool looks_like_json(syn_slice view, size_t at) {
    if (at >= view.len) return false;
    size_t next = skip_blank(view, at + 1);
    if (view.ptr[at] == '{') return next >= view.len || view.ptr[next] == '"' || view.ptr[next] == '}';
    if (view.ptr[at] == '[') return next >= view.len || view.ptr[next] == '{' || view.ptr[next] == ']';
    return false;
}

static bool name_ends(syn_slice name, const char *ending) {
    if (name.len > 3 && slice_equal_ascii_case(slice_cut(name, name.len - 3, name.len), SLICE_LIT(".gz"))) name.len -= 3;
    else if (name.len > 4 && slice_equal_ascii_case(slice_cut(name, name.len - 4, name.len), SLICE_LIT(".zst"))) name.len -= 4;
    syn_slice end = slice_str(ending);
    return name.len > end.len && slice_equal_ascii_case(slice_cut(name, name.len - end.len, name.len), end);
}

/* The place of the first element's name, past declarations, comments and a doctype; SIZE_MAX if there is none. A doctype
 * that names the root ends the search: *doctype is set. */
static size_t root_of(syn_slice view, size_t at, bool *doctype) {
    while (at + 1 < view.len && view.ptr[at] == '<') {
        char next = view.ptr[at + 1];
        if (is_letter(next)) return at + 1;
        if (starts_at(view, at, "<!doctype")) {
            *doctype = true;
            return skip_blank(view, at + 9);
        }
        size_t end;
        if (starts_at(view, at, "<!--")) end = slice_find(view, SLICE_LIT("-->"), at + 4);
        else if (next == '?' || next == '!') end = slice_find(view, SLICE_LIT(">"), at + 2);
        else return SIZE_MAX;
        if (end == SIZE_MAX) return SIZE_MAX;
        at = skip_blank(view, end + (starts_at(view, at, "<!--") ? 3 : 1));
    }
    return SIZE_MAX;
}

/* The element's name without its prefix. */
static syn_slice local_name(syn_slice view, size_t at) {
    size_t begin = at, end = at;
    while (end < view.len && !is_blank(view.ptr[end]) && view.ptr[end] != '>' && view.ptr[end] != '/' &&
           view.ptr[end] != '[') {
        if (view.ptr[end] == ':') begin = end + 1;
        end++;
    }
    return slice_cut(view, begin, end);
}

static read_kind markup_kind(syn_slice view, size_t at, const char **what) {
    bool doctype = false, declared = starts_at(view, at, "<?xml");
    size_t root = root_of(view, at, &doctype);
    if (root == SIZE_MAX) return declared ? KIND_FEED : KIND_HTML;
    syn_slice name = local_name(view, root);
    /* A feed behind the doctype of a page. */
    bool lies = doctype && declared && slice_find(view, SLICE_LIT("<rss"), root) != SIZE_MAX &&
                slice_find(view, SLICE_LIT("<html"), root) == SIZE_MAX;
    if (slice_equal_ascii_case(name, SLICE_LIT("html"))) return lies ? KIND_FEED : KIND_HTML;
    static const char *const feeds[] = {"rss", "feed", "rdf", "channel"};
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++)
        if (slice_equal_ascii_case(name, slice_str(feeds[i]))) return KIND_FEED;
    if (slice_equal_ascii_case(name, SLICE_LIT("opml"))) return KIND_OPML;
    if (!declared) return KIND_HTML;
    bool feed = slice_find(view, SLICE_LIT("<rss"), 0) != SIZE_MAX || slice_find(view, SLICE_LIT("<feed"), 0) != SIZE_MAX;
    if (feed) return KIND_FEED;
    if (slice_find(view, SLICE_LIT("<html"), 0) != SIZE_MAX) return KIND_HTML;
    *what = "an XML document that is neither a feed nor a page";
    return KIND_UNSUPPORTED;
}

static bool has_page_tags(syn_slice view, bool named) {
    for (size_t at = 0; at < view.len; at++) {
        const char *lt = memchr(view.ptr + at, '<', view.len - at);
        if (!lt) return false;
        at = (size_t)(lt - view.ptr);
        if (starts_at(view, at, "<!doctype html") || starts_at(view, at, "<html") || starts_at(view, at, "<head>") ||
            starts_at(view, at, "<body"))
            return true;
        if (named && (starts_at(view, at, "<p>") || starts_at(view, at, "<div") || starts_at(view, at, "</"))) return true;
    }
    return false;
}

syn_slice type_essence(syn_slice type) {
    const char *end = type.len ? memchr(type.ptr, ';', type.len) : NULL;
    return slice_trim(end ? slice_cut(type, 0, (size_t)(end - type.ptr)) : type);
}

static bool type_is(syn_slice type, const char *name) {
    return slice_equal_ascii_case(type_essence(type), slice_str(name));
}

read_kind sniff_kind(syn_slice head, syn_slice name, syn_slice type, const char **what) {
    read_kind holder = holder_of(head);
    if (holder != KIND_OPEN) return holder;
    const char *magic = magic_of(head);
    if (magic) {
        *what = magic;
        return KIND_UNSUPPORTED;
    }
    char bytes[READ_HEAD_BYTES];
    unsigned width;
    syn_slice view = ascii_view(head, bytes, &width);
    read_kind json = width == 1 ? KIND_JSON : KIND_JSON_WIDE;
    size_t at = skip_blank(view, 0);
    if (at < view.len && (name_ends(name, ".jsonl") || name_ends(name, ".ndjson"))) return json;
    if (looks_like_json(view, at)) return json;
    bool text = name_ends(name, ".txt") || type_is(type, "text/plain");
    if (at + 1 < view.len && view.ptr[at] == '<' && (is_letter(view.ptr[at + 1]) || strchr("!?", view.ptr[at + 1]))) {
        if (text && !has_page_tags(view, false) && !starts_at(view, at, "<?xml")) return KIND_TEXT;
        return markup_kind(view, at, what);
    }
    bool named = name_ends(name, ".html") || name_ends(name, ".htm") || name_ends(name, ".xhtml") ||
                 type_is(type, "text/html") || type_is(type, "application/xhtml+xml");
    if (type_is(type, "text/plain")) return KIND_TEXT;
    if (has_page_tags(view, named)) return KIND_HTML;
    return KIND_TEXT;
}
