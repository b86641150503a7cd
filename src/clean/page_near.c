/* page_near.c - a byline that stands in the open near a page's headline, where nothing marks it.
 *
 * In: the page, and what page_meta.c found. Out: an author where none was found: the first "By A. Name" in the NEAR_TEXTS
 * short texts behind the first <h1> (or the headline's element). The last resort, so it only looks close by; comments and
 * what belongs to other stories is passed over. */
#include "clean/tree.h"
#include "text/fold.h"
#include "text/utf8.h"

#define NEAR_TEXTS 60     /* texts behind the headline */
#define NEAR_BYTES 140    /* a longer text is prose */

static bool starts_by(syn_slice text) {
    return text.len > 3 && text.len < 80 && slice_equal_ascii_case(slice_cut(text, 0, 2), SLICE_LIT("by")) &&
        (blank_at(text, 2) || text.ptr[2] == ':');
}

static bool is_capital(syn_slice text) {
    unsigned size;
    return text.len > 0 && (char_class(utf8_at(text, 0, &size)) & CHAR_UPPER) != 0;
}

/* "By" alone takes the next text; "By A. Name" is one itself. */
static void take_author(clean_meta *meta, syn_slice text, bool *after_by) {
    syn_slice name = SLICE_NONE;
    if (*after_by) name = text;
    else if (starts_by(text)) name = blank_trim(slice_cut(text, 3, text.len));
    *after_by = slice_equal_ascii_case(text, SLICE_LIT("by")) || slice_equal_ascii_case(text, SLICE_LIT("by:"));
    if (name.len && name.len < 80 && is_capital(name)) {
        meta->authors[0] = name;
        meta->author_count = 1;
        meta->authors_rank = UINT8_MAX;
    }
}

void page_near(const clean_work *work, clean_meta *meta, const uint16_t *marks) {
    const syn_page *page = work->page;
    uint32_t from = meta->title_node, skip = 0;
    bool after_by = false;
    if (!from) return;
    unsigned texts = 0;
    for (uint32_t i = from; i < page->nodes.n && texts < NEAR_TEXTS && !meta->author_count; i++) {
        const page_node *n = &page->nodes.at[i];
        if ((marks[i] & (NODE_COMMENT | NODE_NEVER)) || ((marks[i] & NODE_NAMED) &&
                                                         !(marks[i] & (NODE_DATE | NODE_BYLINE)) && n->end - i > 40))
            skip = n->end > skip ? n->end : skip;
        if (n->tag != TAG_TEXT || i < skip) continue;
        syn_slice text = blank_trim(n->text);
        if (!text.len) continue;
        texts++;
        if (text.len > NEAR_BYTES) continue;
        take_author(meta, text, &after_by);
    }
}
