/* page_tags.c - what is known about each HTML element, as the standard has it (13.2 of the WHATWG HTML standard), and the
 * attribute names that most pages use. Both in order of bytes, found by bisection: a name is compared as one number of 16 bytes. */
#include "read/page_build.h"

#define NAME_ROOM 16u  /* of a name in a table, with NULs behind it; no name is longer */

typedef struct name_key { uint64_t high, low; } name_key;

/* Written out, so that the compiler sees one load. */
static inline uint64_t big_endian(const unsigned char *at) {
    return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 | (uint64_t)at[3] << 32 |
           (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 | (uint64_t)at[6] << 8 | (uint64_t)at[7];
}

/* The name as a number: in the order of bytes, a name before those that it begins. `name` has NAME_ROOM bytes. */
static inline name_key key_at(const char *name) {
    return (name_key){big_endian((const unsigned char *)name), big_endian((const unsigned char *)name + 8)};
}

static bool key_of(syn_slice name, name_key *key) {
    char room[NAME_ROOM] = {0};
    if (name.len == 0 || name.len > NAME_ROOM || memchr(name.ptr, 0, name.len)) return false;
    memcpy(room, name.ptr, name.len);
    *key = key_at(room);
    return true;
}

static inline int key_order(name_key a, name_key b) {
    if (a.high != b.high) return a.high < b.high ? -1 : 1;
    return a.low < b.low ? -1 : a.low > b.low;
}

static const tag_row rows[] = {
    {"a", TAG_A, TAG_IS_LINK},
    {"abbr", TAG_ABBR, 0},
    {"address", TAG_ADDRESS, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"area", TAG_OTHER, TAG_IS_VOID},
    {"article", TAG_ARTICLE, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"aside", TAG_ASIDE, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"audio", TAG_AUDIO, 0},
    {"b", TAG_B, 0},
    {"base", TAG_BASE, TAG_IS_VOID | TAG_IN_HEAD},
    {"basefont", TAG_OTHER, TAG_IS_VOID},
    {"bgsound", TAG_OTHER, TAG_IS_VOID},
    {"blockquote", TAG_BLOCKQUOTE, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"body", TAG_BODY, TAG_IS_SPECIAL},
    {"br", TAG_BR, TAG_IS_VOID},
    {"button", TAG_BUTTON, TAG_IS_SPECIAL | TAG_IS_SCOPE | TAG_IS_LINK},
    {"caption", TAG_CAPTION, TAG_IS_SPECIAL | TAG_IS_SCOPE},
    {"center", TAG_CENTER, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"cite", TAG_CITE, 0},
    {"code", TAG_CODE, 0},
    {"col", TAG_OTHER, TAG_IS_VOID},
    {"colgroup", TAG_OTHER, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"dd", TAG_DD, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"details", TAG_DETAILS, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"dialog", TAG_DIALOG, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"dir", TAG_UL, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_LIST | TAG_NO_BLANKS},
    {"div", TAG_DIV, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"dl", TAG_DL, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_LIST | TAG_NO_BLANKS},
    {"dt", TAG_DT, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"em", TAG_EM, 0},
    {"embed", TAG_OTHER, TAG_IS_VOID},
    {"fieldset", TAG_FIELDSET, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"figcaption", TAG_FIGCAPTION, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"figure", TAG_FIGURE, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"font", TAG_FONT, 0},
    {"footer", TAG_FOOTER, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"form", TAG_FORM, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"frame", TAG_OTHER, TAG_IS_VOID},
    {"frameset", TAG_OTHER, TAG_IS_SPECIAL},
    {"h1", TAG_H1, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_HEADING},
    {"h2", TAG_H2, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_HEADING},
    {"h3", TAG_H3, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_HEADING},
    {"h4", TAG_H4, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_HEADING},
    {"h5", TAG_H5, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_HEADING},
    {"h6", TAG_H6, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_HEADING},
    {"head", TAG_HEAD, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"header", TAG_HEADER, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"hgroup", TAG_OTHER, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"hr", TAG_HR, TAG_CLOSES_P | TAG_IS_VOID},
    {"html", TAG_HTML, TAG_IS_SPECIAL | TAG_IS_SCOPE | TAG_NO_BLANKS},
    {"i", TAG_I, 0},
    {"iframe", TAG_IFRAME, TAG_IS_RAW},
    {"img", TAG_IMG, TAG_IS_VOID},
    {"input", TAG_INPUT, TAG_IS_VOID},
    {"keygen", TAG_OTHER, TAG_IS_VOID},
    {"label", TAG_LABEL, 0},
    {"li", TAG_LI, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"link", TAG_LINK, TAG_IS_VOID | TAG_IN_HEAD},
    {"main", TAG_MAIN, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"menu", TAG_UL, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_LIST | TAG_NO_BLANKS},
    {"meta", TAG_META, TAG_IS_VOID | TAG_IN_HEAD},
    {"nav", TAG_NAV, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"nobr", TAG_OTHER, TAG_IS_LINK},
    {"noembed", TAG_OTHER, TAG_IS_RAW | TAG_IS_DROPPED},
    {"noframes", TAG_OTHER, TAG_IS_RAW | TAG_IS_DROPPED | TAG_IN_HEAD},
    {"noscript", TAG_NOSCRIPT, TAG_IN_HEAD},
    {"object", TAG_OBJECT, TAG_IS_SPECIAL | TAG_IS_SCOPE},
    {"ol", TAG_OL, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_LIST | TAG_NO_BLANKS},
    {"optgroup", TAG_OTHER, 0},
    {"option", TAG_OPTION, 0},
    {"p", TAG_P, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"param", TAG_OTHER, TAG_IS_VOID},
    {"picture", TAG_PICTURE, 0},
    {"pre", TAG_PRE, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"q", TAG_Q, 0},
    {"s", TAG_S, 0},
    {"script", TAG_OTHER, TAG_IS_RAW | TAG_IS_DROPPED | TAG_IN_HEAD},
    {"section", TAG_SECTION, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"select", TAG_SELECT, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"small", TAG_SMALL, 0},
    {"source", TAG_OTHER, TAG_IS_VOID},
    {"span", TAG_SPAN, 0},
    {"strike", TAG_S, 0},
    {"strong", TAG_STRONG, 0},
    {"style", TAG_OTHER, TAG_IS_RAW | TAG_IS_DROPPED | TAG_IN_HEAD},
    {"sub", TAG_SUB, 0},
    {"summary", TAG_SUMMARY, TAG_CLOSES_P | TAG_IS_SPECIAL},
    {"sup", TAG_SUP, 0},
    {"svg", TAG_OTHER, TAG_IS_SPECIAL | TAG_IS_HIDDEN},
    {"table", TAG_TABLE, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_SCOPE | TAG_NO_BLANKS},
    {"tbody", TAG_TBODY, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"td", TAG_TD, TAG_IS_SPECIAL | TAG_IS_SCOPE},
    {"template", TAG_OTHER, TAG_IS_SPECIAL | TAG_IS_SCOPE | TAG_IS_HIDDEN | TAG_IN_HEAD},
    {"textarea", TAG_TEXTAREA, TAG_IS_PLAIN},
    {"tfoot", TAG_TFOOT, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"th", TAG_TH, TAG_IS_SPECIAL | TAG_IS_SCOPE},
    {"thead", TAG_THEAD, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"time", TAG_TIME, 0},
    {"title", TAG_TITLE, TAG_IS_PLAIN | TAG_IN_HEAD},
    {"tr", TAG_TR, TAG_IS_SPECIAL | TAG_NO_BLANKS},
    {"track", TAG_OTHER, TAG_IS_VOID},
    {"u", TAG_U, 0},
    {"ul", TAG_UL, TAG_CLOSES_P | TAG_IS_SPECIAL | TAG_IS_LIST | TAG_NO_BLANKS},
    {"video", TAG_VIDEO, 0},
    {"wbr", TAG_OTHER, TAG_IS_VOID},
};
static const tag_row unknown = {"", TAG_OTHER, 0};

const tag_row *tag_find(syn_slice name) {
    name_key key;
    if (!key_of(name, &key)) return &unknown;
    size_t low = 0, high = sizeof rows / sizeof *rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = key_order(key_at(rows[middle].name), key);
        if (order == 0) return &rows[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return &unknown;
}

static const char attribute_names[][NAME_ROOM] = {
    "action", "alt", "aria-hidden", "aria-label", "aria-labelledby", "charset", "cite", "class",
    "content", "data-id", "data-src", "data-testid", "datetime", "dir", "for", "height",
    "href", "hreflang", "http-equiv", "id", "itemprop", "itemscope", "itemtype", "lang",
    "loading", "media", "method", "name", "onclick", "placeholder", "property", "pubdate",
    "rel", "role", "sizes", "src", "srcset", "style", "tabindex", "target",
    "title", "type", "value", "width", "xml:lang",
};

syn_slice tag_attribute_name(syn_slice name) {
    name_key key;
    if (!key_of(name, &key)) return SLICE_NONE;
    size_t low = 0, high = sizeof attribute_names / sizeof *attribute_names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = key_order(key_at(attribute_names[middle]), key);
        if (order == 0) return slice_of(attribute_names[middle], name.len);
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return SLICE_NONE;
}
