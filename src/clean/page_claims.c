/* page_claims.c - what a page's elements and texts claim to be its title and its authors.
 *
 * In: the page, its marks and its pieces. Out: claims (claims.h): headings and elements named after headlines; elements
 * named after bylines, itemprop=author, rel=author, links whose path says that they lead to an author
 * (lexicon/en/paths.txt), lines that open with a label ("By") near the headline, short texts before the article. Also where
 * the article's prose begins: the element whose own paragraphs hold the most of it. Comments are passed over. Linear: texts
 * of at most CLAIM_TEXTS elements of CLAIM_NODES nodes are read. */
#include "clean/claims.h"
#include "clean/lexicon/lexicon.gen.h"
#include "text/fold.h"

#define CLAIM_TEXTS 400    /* elements of a page whose text is looked at */
#define CLAIM_NODES 60     /* nodes of an element that may be a byline */
#define HEADINGS 48        /* headings that may be the title */
#define DROPPED_NODES 40   /* a smaller element that is named so may be the byline's own */
#define OPEN_PIECES 8      /* pieces before the article that may be the title */
#define NEAR_PIECES 24     /* pieces before the article that may be the byline */
#define NEAR_BEHIND 4      /* the same, from the first of the article's on */
#define NEAR_BYTES 160
#define PATH_BYTES 300
#define PATH_PART 14       /* bytes of the longest entry of paths.txt */

typedef struct claim_reader {
    page_cut *cut;
    const syn_page *page;
    page_claims *claims;
    clean_meta *meta;
    uint32_t texts, headings, comment, dropped;  /* looked at; ends of the element around */
} claim_reader;

void claim_title(page_claims *claims, title_from from, syn_slice text, uint32_t node) {
    text = blank_trim(text);
    if (text.len < 2 || text.len > CLAIM_BYTES || claims->title_count >= CLAIMS_TITLES) return;
    claims->titles[claims->title_count++] = (page_claim){.text = text, .from = (uint8_t)from, .node = node};
}

page_claim *claim_name(page_claims *claims, by_from from, syn_slice text, uint32_t node) {
    text = blank_trim(text);
    if (!text.len || text.len > CLAIM_BYTES || claims->name_count >= CLAIMS_NAMES) return NULL;
    if (slice_starts(text, SLICE_LIT("http")) || text.ptr[0] == '/' || text.ptr[0] == '@') return NULL;
    page_claim *claim = &claims->names[claims->name_count++];
    *claim = (page_claim){.text = text, .from = (uint8_t)from, .node = node};
    return claim;
}

void claim_site(page_claims *claims, syn_slice name) {
    name = blank_trim(name);
    if (name.len && name.len <= 100 && claims->site_count < CLAIMS_SITES) claims->sites[claims->site_count++] = name;
}

/* ---- where the article begins ---- */
static void find_body(page_cut *cut, page_claims *claims) {
    const syn_page *page = cut->page;
    uint32_t best = 0;
    memset(cut->good, 0, page->nodes.n * sizeof *cut->good);
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        const page_piece *piece = &cut->pieces.at[i];
        uint32_t parent = page->nodes.at[piece->node].parent;
        if (!piece->good) continue;
        cut->good[piece->node] += piece->good;
        if (parent != piece->node) cut->good[parent] += piece->good;
        if (cut->good[piece->node] > cut->good[best]) best = piece->node;
        if (cut->good[parent] >= cut->good[best]) best = parent;
    }
    claims->body_node = best;
    claims->body_end = page->nodes.at[best].end;
    claims->body_piece = cut->pieces.n;
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        const page_piece *piece = &cut->pieces.at[i];
        if (!piece->good || piece->at < best || piece->at >= claims->body_end) continue;
        claims->body_piece = i;
        return;
    }
}

/* ---- elements ---- */
static syn_slice text_of(claim_reader *r, uint32_t node) {
    if (r->texts >= CLAIM_TEXTS) return SLICE_NONE;
    r->texts++;
    return tree_text(r->cut->work, node);
}

/* The text of an element that may be a byline: a line break where a block begins or ends, a blank where one inline element
 * ends in a small letter and the next begins with a capital. */
static syn_slice byline_of(claim_reader *r, uint32_t node) {
    char *out = arena_alloc(r->cut->work->scratch, NEAR_BYTES * 2 + 8);
    uint32_t end = r->page->nodes.at[node].end, block = UINT32_MAX;
    size_t length = 0;
    if (!out || r->texts++ >= CLAIM_TEXTS) return SLICE_NONE;
    for (uint32_t i = node; i < end && i - node < CLAIM_NODES; i++) {
        const page_node *n = &r->page->nodes.at[i];
        bool border = i > node && (tag_is_block(n->tag) || n->tag == TAG_BR || i >= block);
        if (i >= block) block = UINT32_MAX;
        if (tag_is_block(n->tag) && n->end < block) block = n->end;
        if (border && length) out[length++] = '\n';
        if (n->tag != TAG_TEXT || (r->cut->own[i] & NODE_NEVER)) continue;
        if (length + n->text.len > NEAR_BYTES) return SLICE_NONE;
        bool small = length && out[length - 1] >= 'a' && out[length - 1] <= 'z';
        if (small && n->text.len && n->text.ptr[0] >= 'A' && n->text.ptr[0] <= 'Z') out[length++] = ' ';
        if (n->text.len) memcpy(out + length, n->text.ptr, n->text.len);
        length += n->text.len;
    }
    return blank_trim(slice_of(out, length));
}

/* The longest of a heading's parts that elements of their own mark: a kicker stands before many headlines. */
static void claim_part(claim_reader *r, uint32_t node, size_t length) {
    uint32_t end = r->page->nodes.at[node].end, best = 0, parts = 0;
    size_t most = 0;
    for (uint32_t i = node + 1; i < end && end - node < CLAIM_NODES; i = r->page->nodes.at[i].end) {
        syn_slice text = r->page->nodes.at[i].tag == TAG_TEXT ? blank_trim(r->page->nodes.at[i].text) : text_of(r, i);
        parts += text.len > 0;
        if (text.len > most) most = text.len, best = i;
        if (r->page->nodes.at[i].end <= i) return;
    }
    if (parts < 2 || most * 2 < length) return;
    claim_title(r->claims, TITLE_PART, r->page->nodes.at[best].tag == TAG_TEXT ? r->page->nodes.at[best].text
                                                                              : text_of(r, best), best);
}

static void claim_heading(claim_reader *r, uint32_t node, title_from from) {
    if (r->headings >= HEADINGS) return;
    r->headings++;
    syn_slice text = text_of(r, node);
    if (text.len < 3 || text.len > CLAIM_BYTES) return;
    uint32_t before = r->claims->title_count;
    if (!r->meta->title_node && from != TITLE_H2 && text.len >= 8) r->meta->title_node = node;
    claim_title(r->claims, from, text, node);
    syn_slice itemprop = node_attribute(r->page, node, "itemprop");
    if (slice_find(itemprop, SLICE_LIT("headline"), 0) != SIZE_MAX) claim_title(r->claims, TITLE_ITEM, text, node);
    if ((r->cut->own[node] & NODE_HEADLINE) && from != TITLE_CLASS) claim_title(r->claims, TITLE_CLASS, text, node);
    if (from != TITLE_H2) claim_part(r, node, text.len);
    for (uint32_t i = before; i < r->claims->title_count; i++) r->claims->titles[i].dropped = node < r->dropped;
}

/* True if some part of the path is one that leads to authors, and another part follows. */
static bool leads_to_author(syn_slice href) {
    if (href.len > PATH_BYTES) href.len = PATH_BYTES;
    for (size_t at = 0; at + 1 < href.len;) {
        const char *slash = memchr(href.ptr + at, '/', href.len - at - 1);
        if (!slash) return false;
        size_t end = (size_t)(slash - href.ptr), length = end - at;
        uint64_t hash = slice_hash(SLICE_NONE);
        for (size_t i = at; i < end && length <= PATH_PART; i++) {
            char c = href.ptr[i];
            if (c == '?' || c == '#') return false;
            hash = (hash ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 0x100000001b3u;
        }
        if (length >= 2 && length <= PATH_PART && href.ptr[end + 1] != '?' && lexicon_word(&lexicon_clean_paths, hash)) return true;
        at = end + 1;
    }
    return false;
}

/* The element with itemprop=name inside one with itemprop=author. */
static uint32_t name_inside(const claim_reader *r, uint32_t node, uint32_t end) {
    for (uint32_t i = node; i < end; i++)
        if (slice_equal(node_attribute(r->page, i, "itemprop"), SLICE_LIT("name"))) return i;
    return node;
}

/* An element that is named after bylines, says that it holds the author, or leads to one. */
static void claim_element(claim_reader *r, uint32_t node) {
    const page_node *n = &r->page->nodes.at[node];
    syn_slice content = SLICE_NONE;
    by_from from = n->end - node <= 3 ? BY_LEAF : BY_CLASS;
    if (!(r->cut->own[node] & NODE_BYLINE)) {   /* itemprop=author and rel=author give that mark too */
        if (!leads_to_author(node_attribute(r->page, node, "href"))) return;
        from = BY_LINK;
    } else if (slice_find(node_attribute(r->page, node, "itemprop"), SLICE_LIT("author"), 0) != SIZE_MAX) {
        from = BY_ITEM;
        content = node_attribute(r->page, node, "content");
        node = name_inside(r, node, n->end);
        if (!content.len) content = node_attribute(r->page, node, "content");
    } else if (n->tag == TAG_A && slice_find(node_attribute(r->page, node, "rel"), SLICE_LIT("author"), 0) != SIZE_MAX) {
        from = BY_REL;
    }
    page_claim *claim = claim_name(r->claims, from, content.len ? content : byline_of(r, node), node);
    if (!claim) return;
    claim->dropped = node < r->dropped;
    if (claim->text.len > NEAR_BYTES) r->claims->name_count--;
}

static void claims_of_elements(claim_reader *r) {
    const uint16_t *own = r->cut->own;
    uint32_t first = r->claims->body_piece, last = r->page->nodes.n;   /* no headline stands far behind the first prose */
    if (first + NEAR_BEHIND < r->cut->pieces.n) last = r->cut->pieces.at[first + NEAR_BEHIND].at;
    for (uint32_t i = 1; i < r->page->nodes.n; i++) {
        const page_node *n = &r->page->nodes.at[i];
        if (n->tag == TAG_TEXT || i < r->comment) continue;
        if (own[i] & NODE_COMMENT) r->comment = n->end;
        bool named = (own[i] & NODE_DROP) || ((own[i] & NODE_NAMED) && n->end - i > DROPPED_NODES);
        bool body = i <= r->claims->body_node && n->end >= r->claims->body_end;
        if (named && !body && n->end > r->dropped) r->dropped = n->end;
        if (n->tag == TAG_H1) claim_heading(r, i, TITLE_H1);
        else if (n->tag == TAG_H2) {
            if (i < last) claim_heading(r, i, TITLE_H2);
        }
        else if ((own[i] & NODE_HEADLINE) && n->end - i < 20) claim_heading(r, i, TITLE_CLASS);
        if ((n->tag == TAG_A || (own[i] & NODE_BYLINE)) && n->end - i < CLAIM_NODES) claim_element(r, i);
    }
}

/* ---- texts ---- */
static void claims_of_texts(claim_reader *r) {
    const page_cut *cut = r->cut;
    uint32_t body = r->claims->body_piece;
    uint32_t from = body > NEAR_PIECES ? body - NEAR_PIECES : 0;
    bool label = false;
    for (uint32_t i = from; i < cut->pieces.n && i < body + NEAR_BEHIND; i++) {
        const page_piece *piece = &cut->pieces.at[i];
        bool open = i < body && body - i <= OPEN_PIECES && body < cut->pieces.n && !piece->level && !piece->good;
        if (open && memchr(piece->text.ptr, ' ', piece->text.len) && piece->links * 2 <= piece->text.len)
            claim_title(r->claims, TITLE_OPEN, piece->text, piece->at);
        if (piece->text.len > NEAR_BYTES || piece->level == 1) continue;
        size_t after = byline_label(piece->text);
        bool only = after && after >= piece->text.len;
        if (label || (after && !only)) claim_name(r->claims, BY_NEAR, piece->text, piece->at);
        label = only;
    }
}

void claims_of_pieces(page_cut *cut, clean_meta *meta) {
    claim_reader r = {.cut = cut, .page = cut->page, .claims = meta->claims, .meta = meta};
    find_body(cut, meta->claims);
    claims_of_elements(&r);
    claims_of_texts(&r);
}
