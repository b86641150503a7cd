/* feed_names.c - which element of a feed is what: RSS 0.9x, 1.0, 2.0, Atom 0.3 and 1.0, CDF, and the modules that carry
 * what a report has: Dublin Core, content, XHTML, Media RSS, iTunes, FeedBurner.
 *
 * Elements are known by their local name, without regard to case, and by what their namespace is about, so that a missing
 * or misspelt declaration does no harm. Where several elements are the same field, the one with the higher rank stands:
 * a module's `title` only fills in for a feed's own. */
#include "read/feed.h"

static bool holds(syn_slice s, const char *what) {
    syn_slice w = slice_str(what);
    for (size_t i = 0; i + w.len <= s.len; i++)
        if (slice_equal_ascii_case(slice_cut(s, i, i + w.len), w)) return true;
    return false;
}

feed_space feed_space_of(syn_slice prefix, syn_slice uri) {
    static const struct { const char *part, *prefix; feed_space space; } known[] = {
        {"purl.org/dc/", "dc", SPACE_DUBLIN}, {"purl.org/dc/terms", "dcterms", SPACE_DUBLIN},
        {"modules/content", "content", SPACE_CONTENT}, {"xhtml", "xhtml", SPACE_XHTML},
        {"search.yahoo.com/mrss", "media", SPACE_MEDIA}, {"itunes.com/dtds", "itunes", SPACE_ITUNES},
        {"example.com/dtds/podcast", "itunes", SPACE_ITUNES}, {"feedburner", "feedburner", SPACE_BURNER},
        {"atom", "atom", SPACE_PLAIN}, {"purl.org/rss/1.0/modules", "", SPACE_OTHER}, {"purl.org/rss", "rss", SPACE_PLAIN},
        {"purl.org/net/rss", "rss", SPACE_PLAIN}, {"netscape.com", "rss", SPACE_PLAIN},
        {"backend.userland.com", "rss", SPACE_PLAIN}, {"blogs.law.harvard.edu", "rss", SPACE_PLAIN}};
    if (uri.len > 256) uri.len = 256;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        bool declared = uri.len && holds(uri, known[i].part);
        bool bare = uri.len == 0 && prefix.len && slice_equal_ascii_case(prefix, slice_str(known[i].prefix));
        if (declared || bare) return known[i].space;
    }
    return prefix.len == 0 ? SPACE_PLAIN : SPACE_OTHER;
}

#define ENTRY (1u << SCOPE_ENTRY)
#define FEED (1u << SCOPE_FEED | 1u << SCOPE_SOURCE)
#define BOTH (ENTRY | FEED)

typedef struct field_row { const char *name; feed_space space; feed_field field; uint8_t rank, scopes; } field_row;
static const field_row field_rows[] = {
    {"title", SPACE_PLAIN, FIELD_TITLE, 3, BOTH}, {"title", SPACE_DUBLIN, FIELD_TITLE, 2, BOTH},
    {"title", SPACE_MEDIA, FIELD_TITLE, 1, ENTRY}, {"title", SPACE_ITUNES, FIELD_TITLE, 1, BOTH},
    {"link", SPACE_PLAIN, FIELD_LINK, 3, BOTH}, {"origLink", SPACE_BURNER, FIELD_LINK, 9, ENTRY},
    {"guid", SPACE_PLAIN, FIELD_ID, 3, BOTH}, {"id", SPACE_PLAIN, FIELD_ID, 3, BOTH},
    {"identifier", SPACE_DUBLIN, FIELD_ID, 1, ENTRY},
    {"author", SPACE_PLAIN, FIELD_AUTHOR, 3, BOTH}, {"creator", SPACE_DUBLIN, FIELD_AUTHOR, 3, BOTH},
    {"author", SPACE_DUBLIN, FIELD_AUTHOR, 3, BOTH}, {"managingEditor", SPACE_PLAIN, FIELD_AUTHOR, 3, FEED},
    {"author", SPACE_ITUNES, FIELD_AUTHOR, 2, BOTH}, {"contributor", SPACE_PLAIN, FIELD_AUTHOR, 1, BOTH},
    {"contributor", SPACE_DUBLIN, FIELD_AUTHOR, 1, BOTH},
    {"published", SPACE_PLAIN, FIELD_PUBLISHED, 4, BOTH}, {"pubDate", SPACE_PLAIN, FIELD_PUBLISHED, 4, BOTH},
    {"issued", SPACE_PLAIN, FIELD_PUBLISHED, 3, BOTH}, {"issued", SPACE_DUBLIN, FIELD_PUBLISHED, 2, BOTH},
    {"date", SPACE_DUBLIN, FIELD_DATE, 2, BOTH}, {"date", SPACE_PLAIN, FIELD_DATE, 1, BOTH},
    {"created", SPACE_PLAIN, FIELD_CREATED, 2, BOTH}, {"created", SPACE_DUBLIN, FIELD_CREATED, 1, BOTH},
    {"updated", SPACE_PLAIN, FIELD_UPDATED, 4, BOTH}, {"modified", SPACE_PLAIN, FIELD_UPDATED, 3, BOTH},
    {"modified", SPACE_DUBLIN, FIELD_UPDATED, 2, BOTH}, {"lastBuildDate", SPACE_PLAIN, FIELD_UPDATED, 1, FEED},
    {"encoded", SPACE_CONTENT, FIELD_CONTENT, 5, ENTRY}, {"content", SPACE_PLAIN, FIELD_CONTENT, 4, ENTRY},
    {"body", SPACE_XHTML, FIELD_CONTENT, 4, ENTRY}, {"div", SPACE_XHTML, FIELD_CONTENT, 4, ENTRY},
    {"body", SPACE_PLAIN, FIELD_CONTENT, 3, ENTRY}, {"fullitem", SPACE_PLAIN, FIELD_CONTENT, 4, ENTRY},
    {"fullitem", SPACE_OTHER, FIELD_CONTENT, 3, ENTRY},
    {"description", SPACE_PLAIN, FIELD_SUMMARY, 5, ENTRY}, {"summary", SPACE_PLAIN, FIELD_SUMMARY, 5, ENTRY},
    {"abstract", SPACE_PLAIN, FIELD_SUMMARY, 4, ENTRY}, {"abstract", SPACE_DUBLIN, FIELD_SUMMARY, 3, ENTRY},
    {"description", SPACE_DUBLIN, FIELD_SUMMARY, 3, ENTRY}, {"summary", SPACE_ITUNES, FIELD_SUMMARY, 2, ENTRY},
    {"subtitle", SPACE_ITUNES, FIELD_SUMMARY, 1, ENTRY}, {"description", SPACE_MEDIA, FIELD_SUMMARY, 1, ENTRY},
    {"language", SPACE_PLAIN, FIELD_LANGUAGE, 2, BOTH}, {"language", SPACE_DUBLIN, FIELD_LANGUAGE, 1, BOTH},
    {"category", SPACE_PLAIN, FIELD_CATEGORY, 3, BOTH}, {"subject", SPACE_DUBLIN, FIELD_CATEGORY, 2, BOTH},
    {"category", SPACE_ITUNES, FIELD_CATEGORY, 1, BOTH}, {"category", SPACE_MEDIA, FIELD_CATEGORY, 1, ENTRY},
};

feed_field feed_field_of(syn_slice name, feed_space space, feed_scope scope, uint8_t *rank) {
    for (size_t i = 0; i < sizeof field_rows / sizeof *field_rows; i++) {
        const field_row *row = &field_rows[i];
        if (row->space != space || !(row->scopes >> scope & 1)) continue;
        if (!slice_equal_ascii_case(name, slice_str(row->name))) continue;
        *rank = row->rank;
        return row->field;
    }
    return FIELD_NONE;
}
