/* tree.c - what the elements of a page are, judged by their tags, roles and names.
 *
 * In: the page tree. Out: marks for every node (tree.h): navigation, comments, captions, bylines, hidden things, the
 * article's body. Names (class, id, itemprop, role) are cut into words at hyphens, underscores and capitals and looked up in
 * lexicon/en/classes.txt, longest match first. Linear in the page; a value is read up to NAMES_BYTES. */
#include "base/caps.h"
#include "clean/lexicon/lexicon.gen.h"
#include "clean/tree.h"
#include "text/utf8.h"

#define NAMES_BYTES 512
#define NAME_TOKENS 12
#define TEXT_NODES 600   /* nodes of an element whose text is read */

syn_slice node_attribute(const syn_page *page, uint32_t node, const char *name) {
    const page_node *n = &page->nodes.at[node];
    syn_slice wanted = slice_str(name);
    for (uint32_t i = 0; i < n->attributes && n->attribute + i < page->attributes.n; i++) {
        const page_attribute *a = &page->attributes.at[n->attribute + i];
        if (slice_equal(a->name, wanted)) return a->value;
    }
    return SLICE_NONE;
}

bool tag_is_block(uint16_t tag) {
    switch (tag) {
    case TAG_TEXT: case TAG_JSON_LD: case TAG_OTHER: case TAG_SPAN: case TAG_A: case TAG_B: case TAG_STRONG: case TAG_I:
    case TAG_EM: case TAG_U: case TAG_S: case TAG_SUB: case TAG_SUP: case TAG_SMALL: case TAG_TIME: case TAG_ABBR:
    case TAG_CITE: case TAG_Q: case TAG_CODE: case TAG_FONT: case TAG_LABEL: case TAG_IMG: case TAG_PICTURE: case TAG_BR:
    case TAG_META: case TAG_LINK:
        return false;
    default:
        return true;
    }
}

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* "entryContent-main" -> entry, content, main. */
static uint32_t tokens_of(syn_slice name, syn_word tokens[NAME_TOKENS]) {
    uint32_t count = 0;
    for (size_t at = 0; at < name.len && count < NAME_TOKENS;) {
        if (!is_lower(name.ptr[at]) && !is_upper(name.ptr[at])) {
            at++;
            continue;
        }
        size_t begin = at;
        uint64_t hash = 0xcbf29ce484222325u;
        do {
            char c = name.ptr[at];
            hash = (hash ^ (unsigned char)(is_upper(c) ? c - 'A' + 'a' : c)) * 0x100000001b3u;
            at++;
        } while (at < name.len && (is_lower(name.ptr[at]) || (is_upper(name.ptr[at]) && !is_lower(name.ptr[at - 1]))));
        tokens[count++] = (syn_word){.begin = (uint32_t)begin, .end = (uint32_t)at, .fold = hash};
    }
    return count;
}

uint32_t element_tokens(const syn_page *page, uint32_t node, uint64_t *out, uint32_t room) {
    static const char *const names[] = {"class", "id", "itemprop"};
    uint32_t n = 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        syn_slice value = node_attribute(page, node, names[k]);
        syn_word tokens[NAME_TOKENS];
        if (value.len > NAMES_BYTES) value.len = NAMES_BYTES;
        uint32_t count = tokens_of(value, tokens);
        for (uint32_t i = 0; i < count && n < room; i++)
            if (tokens[i].end - tokens[i].begin > 1) out[n++] = tokens[i].fold;
    }
    return n;
}

static uint16_t mark_of(const char *value) {
    static const struct { const char *value; uint16_t mark; } marks[] = {
        {"body1", NODE_BODY1}, {"body2", NODE_BODY2}, {"drop", NODE_NAMED}, {"comment", NODE_COMMENT | NODE_NAMED},
            {"caption", NODE_CAPTION},
        {"byline", NODE_BYLINE}, {"date", NODE_DATE}, {"headline", NODE_HEADLINE}, {"intro", NODE_INTRO}, {"hidden",
            NODE_HIDDEN},
        {"embed", NODE_EMBED}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(value, marks[i].value, strlen(marks[i].value)) == 0) return marks[i].mark;
    return 0;
}

static uint16_t name_marks(syn_slice name) {
    syn_word tokens[NAME_TOKENS];
    uint32_t n = tokens_of(name, tokens);
    uint16_t marks = 0;
    for (uint32_t i = 0; i < n;) {
        const lexicon_entry *entry = lexicon_match(&lexicon_clean_classes, tokens, i, n);
        if (!entry || !entry->words) {
            i++;
            continue;
        }
        if (strcmp(entry->value, "cancel") == 0) return marks;
        bool whole = i == 0 && entry->words == n;
        size_t length = strlen(entry->value);
        if (entry->value[length - 1] != 'x' || whole) marks |= mark_of(entry->value);
        i += entry->words;
    }
    /* "related-content" is no content; "comment-author" no byline of the story. */
    if (marks & (NODE_NAMED | NODE_COMMENT))
        marks &= (uint16_t)~(NODE_BODY1 | NODE_BODY2 | NODE_BYLINE | NODE_DATE | NODE_INTRO | NODE_HEADLINE);
    return marks;
}

uint16_t names_marks(syn_slice names) {
    if (names.len > NAMES_BYTES) names.len = NAMES_BYTES;
    uint16_t marks = 0;
    for (size_t at = 0, begin = 0; at <= names.len; at++) {
        if (at < names.len && !blank_at(names, at)) continue;
        if (at > begin) marks |= name_marks(slice_cut(names, begin, at));
        begin = at + 1;
    }
    if (marks & NODE_BODY2) marks &= (uint16_t)~NODE_NAMED;
    return marks;
}

static uint16_t tag_marks(uint16_t tag) {
    switch (tag) {
    case TAG_NAV: case TAG_ASIDE: case TAG_FOOTER: case TAG_FORM: case TAG_DIALOG: case TAG_ADDRESS:
        return NODE_DROP;
    case TAG_FIGCAPTION: case TAG_CAPTION:
        return NODE_CAPTION;
    case TAG_NOSCRIPT:
        return NODE_HIDDEN;
    case TAG_TIME:
        return NODE_DATE;
    case TAG_BUTTON: case TAG_SELECT: case TAG_OPTION: case TAG_TEXTAREA: case TAG_INPUT: case TAG_IFRAME: case TAG_OBJECT:
    case TAG_VIDEO: case TAG_AUDIO: case TAG_HEAD: case TAG_JSON_LD: case TAG_TITLE:
        return NODE_NEVER;
    default:
        return 0;
    }
}

static bool contains(syn_slice s, const char *part) {
    if (s.len > NAMES_BYTES) s.len = NAMES_BYTES;
    return slice_find(s, slice_str(part), 0) != SIZE_MAX;
}

static uint16_t attribute_marks(const page_node *node, const page_attribute *a) {
    syn_slice v = a->value;
    if (slice_equal(a->name, SLICE_LIT("class")) || slice_equal(a->name, SLICE_LIT("id"))) return names_marks(v);
    if (slice_equal(a->name, SLICE_LIT("itemprop"))) {
        if (contains(v, "articleBody") || contains(v, "blogPost")) return NODE_BODY3;
        if (contains(v, "author")) return NODE_BYLINE;
        if (contains(v, "datePublished") || contains(v, "dateModified")) return NODE_DATE;
        if (contains(v, "comment")) return NODE_COMMENT | NODE_DROP;
        return contains(v, "caption") || contains(v, "copyrightHolder") ? NODE_CAPTION : 0;
    }
    if (slice_equal(a->name, SLICE_LIT("role"))) {
        if (contains(v, "navigation") || contains(v, "complementary") || contains(v, "contentinfo") || contains(v,
            "banner") ||
            contains(v, "search") || contains(v, "dialog") || contains(v, "menu"))
            return NODE_DROP;
        return slice_equal(v, SLICE_LIT("main")) ? NODE_BODY1 : 0;
    }
    if (slice_equal(a->name, SLICE_LIT("hidden"))) return NODE_HIDDEN;
    if (slice_equal(a->name, SLICE_LIT("aria-hidden"))) return slice_equal(v, SLICE_LIT("true")) ? NODE_HIDDEN : 0;
    if (slice_equal(a->name, SLICE_LIT("style")))
        return contains(v, "display:none") || contains(v, "display: none") || contains(v, "visibility:hidden")
            ? NODE_HIDDEN : 0;
    if (slice_equal(a->name, SLICE_LIT("rel"))) return contains(v, "author") && node->tag == TAG_A ? NODE_BYLINE : 0;
    return 0;
}

syn_code tree_marks(page_cut *cut) {
    const syn_page *page = cut->page;
    uint32_t n = page->nodes.n;
    cut->own = ARENA_ARRAY(cut->work->scratch, uint16_t, n);
    cut->all = ARENA_ARRAY(cut->work->scratch, uint16_t, n);
    cut->good = ARENA_ARRAY(cut->work->scratch, uint32_t, n);
    cut->blocks = ARENA_ARRAY(cut->work->scratch, bool, n);
    cut->tables = ARENA_ARRAY(cut->work->scratch, bool, n);
    if (!cut->own || !cut->all || !cut->good || !cut->blocks || !cut->tables)
        return arena_check(cut->work->scratch, "clean", cut->work->error);
    for (uint32_t i = 0; i < n; i++) {
        const page_node *node = &page->nodes.at[i];
        uint16_t marks = tag_marks(node->tag);
        for (uint32_t k = 0; k < node->attributes && node->attribute + k < page->attributes.n; k++)
            marks |= attribute_marks(node, &page->attributes.at[node->attribute + k]);
        /* The page and its main parts are named after what else stands on the page. */
        if (node->tag == TAG_HTML || node->tag == TAG_BODY || node->tag == TAG_MAIN || node->tag == TAG_DOCUMENT)
            marks &= NODE_NEVER | NODE_BODY1;
        if (node->tag == TAG_ARTICLE)
            marks &= (uint16_t)~(NODE_HEADLINE | NODE_BYLINE | NODE_DATE | NODE_CAPTION | NODE_INTRO);
        cut->own[i] = marks;
    }
    for (uint32_t i = n; i-- > 1;) {
        const page_node *node = &page->nodes.at[i];
        if (node->parent >= i) continue;
        bool cell = node->tag == TAG_TD || node->tag == TAG_TH || node->tag == TAG_TR || node->tag == TAG_TBODY ||
            node->tag == TAG_THEAD ||
                    node->tag == TAG_TFOOT || node->tag == TAG_CAPTION;
        if (cut->blocks[i] || (tag_is_block(node->tag) && !cell)) cut->blocks[node->parent] = true;
        if (cut->tables[i] || node->tag == TAG_TABLE) cut->tables[node->parent] = true;
    }
    return SYN_OK;
}

syn_slice tree_text(clean_work *work, uint32_t node) {
    const syn_page *page = work->page;
    uint32_t end = page->nodes.at[node].end;
    if (end > page->nodes.n) end = page->nodes.n;
    if (end - node > TEXT_NODES) end = node + TEXT_NODES;
    size_t room = 1, length = 0;
    for (uint32_t i = node; i < end && room < CAP_META_BYTES; i++) room += page->nodes.at[i].text.len + 1;
    if (room > CAP_META_BYTES) room = CAP_META_BYTES;
    char *out = arena_alloc(work->scratch, room + 1);
    if (!out) return SLICE_NONE;
    for (uint32_t i = node; i < end && length < room; i++) {
        const page_node *n = &page->nodes.at[i];
        if (n->tag == TAG_BR && length) out[length++] = ' ';
        if (n->tag != TAG_TEXT || length >= room) continue;
        size_t take = n->text.len < room - length ? n->text.len : utf8_cut(n->text, room - length);
        if (take) memcpy(out + length, n->text.ptr, take);
        length += take;
    }
    return blank_fold(work->scratch, slice_of(out, length));
}
