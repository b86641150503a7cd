/* choose.c - which pieces of a page are its article.
 *
 * In: the pieces and the marks. Out: the pieces that are no article are gone. The idea: prose is text that is long or ends
 * in full stops and is not made of links (`good`, summed over every subtree). What navigation, comments and the like hold
 * goes first, unless it holds most of the page's prose (then the name lied). Then a container is taken: an element that says
 * it is the article's body, else <article>, <main>, else the deepest element that holds most of the prose. Last, what stands
 * around the prose inside it goes: link lists, bylines, dates, headings without text. After: Kohlschütter et al.,
 * "Boilerplate detection using shallow text features" (2010), and the order of trust that Readability and trafilatura use.
 * Linear.
 *
 * It does not join an article that runs over several pages. */
#include "clean/tree.h"
#include "text/fold.h"

#define NODE_BODIES (NODE_EMBED | NODE_BODY1 | NODE_BODY2 | NODE_BODY3 | NODE_NEVER)  /* what no amount of prose denies */
#define MOSTLY 50       /* percent of the page's prose that makes a dropped element suspect */
#define INTRO_PIECES 2   /* pieces of a standfirst; more are a list of teasers */
#define LITTLE 30       /* percent of the page's prose; less is too little for an article */
#define ENOUGH 1500     /* bytes that are an article, however much else the page holds */
#define SHORT_PIECE 40  /* bytes; shorter without a full stop is a label */

static void sum_good(page_cut *cut, uint16_t without) {
    const syn_page *page = cut->page;
    memset(cut->good, 0, page->nodes.n * sizeof *cut->good);
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        const page_piece *piece = &cut->pieces.at[i];
        if (!(cut->all[piece->at] & without)) cut->good[piece->at] += piece->good;
    }
    for (uint32_t i = page->nodes.n; i-- > 1;)
        if (page->nodes.at[i].parent < i) cut->good[page->nodes.at[i].parent] += cut->good[i];
}

/* Marks of the elements around each node, those that hold most of the prose aside. */
static void spread_marks(page_cut *cut) {
    const syn_page *page = cut->page;
    memset(cut->all, 0, page->nodes.n * sizeof *cut->all);
    sum_good(cut, 0);
    uint64_t total = cut->good[0];
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        uint16_t own = cut->own[i];
        bool most = total > 0 && (uint64_t)cut->good[i] * 100 >= total * MOSTLY;
        if (most && !(own & NODE_COMMENT)) own &= NODE_BODIES;
        if (most && (own & NODE_COMMENT) &&
            total - cut->good[i] < 300) own &= (uint16_t)~(NODE_DROP | NODE_NAMED | NODE_COMMENT);
        uint16_t above = i && page->nodes.at[i].parent < i ? cut->all[page->nodes.at[i].parent] : 0;
        cut->all[i] = own | above;
    }
    for (uint32_t i = 0; i < cut->pieces.n; i++) cut->pieces.at[i].marks = cut->all[cut->pieces.at[i].at];
}

/* The outermost elements with a mark, weighed together. */
typedef struct body_choice {
    uint64_t sum;        /* prose in all of them */
    uint32_t best, most; /* the one with the most, and how much that is */
    uint32_t count;
} body_choice;

static body_choice choose_marked(const page_cut *cut, uint16_t mark, uint16_t tag) {
    body_choice choice = {0};
    uint32_t end = 0;
    for (uint32_t i = 1; i < cut->page->nodes.n; i++) {
        const page_node *node = &cut->page->nodes.at[i];
        bool fits = mark ? (cut->own[i] & mark) != 0 : node->tag == tag;
        if (!fits || i < end || !cut->good[i]) continue;
        end = node->end;
        choice.sum += cut->good[i];
        choice.count++;
        if (cut->good[i] > choice.most) choice.most = cut->good[i], choice.best = i;
    }
    return choice;
}

/* The deepest element that still holds `percent` of the prose of the one above it. */
static uint32_t descend(const page_cut *cut, uint32_t from, unsigned percent) {
    const syn_page *page = cut->page;
    uint64_t floor = (uint64_t)cut->good[from] * 60 / 100;
    for (;;) {
        uint32_t best = 0;
        for (uint32_t child = from + 1; child < page->nodes.at[from].end; child = page->nodes.at[child].end) {
            if (page->nodes.at[child].end <= child) break;
            if (cut->good[child] > (best ? cut->good[best] : 0)) best = child;
        }
        if (!best || !tag_is_block(page->nodes.at[best].tag)) return from;
        uint16_t tag = page->nodes.at[best].tag;
        if (tag == TAG_P || tag == TAG_LI || tag == TAG_BLOCKQUOTE || tag == TAG_TD || tag == TAG_UL) {
            if (tag != TAG_TD) return from;
        }
        if ((uint64_t)cut->good[best] * 100 < (uint64_t)cut->good[from] * percent || cut->good[best] < floor) return from;
        from = best;
    }
}

static void leave_out(page_piece *piece, piece_why why) {
    if (!piece->gone) piece->why = (uint8_t)why;
    piece->gone = true;
}

/* Marks pieces outside of [node, end) as gone. */
static void keep_inside(page_cut *cut, uint32_t node) {
    uint32_t end = cut->page->nodes.at[node].end;
    for (uint32_t i = 0; i < cut->pieces.n; i++)
        if (cut->pieces.at[i].at < node || cut->pieces.at[i].at >= end) leave_out(&cut->pieces.at[i], WHY_OUTSIDE);
    cut->container = node;
}

static void keep_marked(page_cut *cut, uint16_t mark) {
    for (uint32_t i = 0; i < cut->pieces.n; i++)
        if (!(cut->pieces.at[i].marks & mark)) leave_out(&cut->pieces.at[i], WHY_OUTSIDE);
}

/* A standfirst often stands above the element that holds the body: one or two pieces named so come back. */
static void keep_intro(page_cut *cut) {
    uint32_t first = 0, found = 0;
    while (first < cut->pieces.n && cut->pieces.at[first].gone) first++;
    for (uint32_t i = 0; i < first; i++) found += (cut->pieces.at[i].marks & NODE_INTRO) && cut->pieces.at[i].good;
    for (uint32_t i = 0; i < first && first < cut->pieces.n && found <= INTRO_PIECES; i++)
        if ((cut->pieces.at[i].marks & NODE_INTRO) && cut->pieces.at[i].good) {
            cut->pieces.at[i].gone = false;
            cut->pieces.at[i].why = WHY_KEPT;
        }
}

static void choose_container(page_cut *cut) {
    uint64_t total = cut->good[0];
    static const struct { uint16_t mark, tag; unsigned percent; } trust[] = {
        {NODE_BODY3, 0, 25}, {NODE_BODY2, 0, 35}, {0, TAG_ARTICLE, 40}, {0, TAG_MAIN, 40}, {NODE_BODY1, 0, 60}};
    for (size_t k = 0; k < sizeof trust / sizeof *trust; k++) {
        body_choice choice = choose_marked(cut, trust[k].mark, trust[k].tag);
        if (!choice.count || choice.sum * 100 < total * trust[k].percent || choice.sum < 140) continue;
        cut->trust = (uint8_t)(k + 1);
        bool one = (uint64_t)choice.most * 100 >= choice.sum * 70;
        if (one) {
            bool wide = trust[k].mark == 0 || trust[k].mark == NODE_BODY1;
            keep_inside(cut, wide ? descend(cut, choice.best, 90) : choice.best);
            return;
        }
        if (trust[k].mark && trust[k].mark != NODE_BODY1) {
            keep_marked(cut, trust[k].mark);
            return;
        }
        cut->trust = 0;
    }
    keep_inside(cut, descend(cut, 0, 75));
}

/* ---- inside the container ---- */
static bool is_linky(const page_piece *piece) {
    if (!piece->links) return false;
    size_t length = piece->text.len;
    bool ended = ends_sentence(piece->text);
    if (piece->links * 10 >= length * 8) return !(ended && length >= 120);
    return piece->links * 2 >= length && !ended && length < 120;
}

static bool is_label(const page_piece *piece) {
    return piece->text.len < SHORT_PIECE && !ends_sentence(piece->text) && piece->kind != BLOCK_TABLE;
}

static bool is_prose(const page_piece *piece) { return piece->good > 0 && !piece->gone; }

static void drop_by_marks(page_cut *cut, uint16_t without) {
    uint64_t title = cut->work->report->title.len ? fold_hash(cut->work->report->title) : 0;
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        page_piece *piece = &cut->pieces.at[i];
        if (piece->gone) continue;
        if (piece->marks & without) leave_out(piece, WHY_MARK);
        bool short_one = piece->text.len < 160 && !(ends_sentence(piece->text) && piece->text.len > 60);
        if ((piece->marks & (NODE_BYLINE | NODE_DATE)) && short_one) leave_out(piece, WHY_BYLINE);
        if ((piece->marks & NODE_HEADLINE) && short_one && piece->level != 2 && piece->level != 3)
            leave_out(piece, WHY_HEADLINE);
        if (piece->level == 1 || (title && (piece->level || i < 8) && fold_hash(piece->text) == title))
            leave_out(piece, WHY_TITLE);
        if (is_linky(piece)) leave_out(piece, WHY_LINKS);
    }
}

/* Labels before the first prose and after the last. */
static void trim_ends(page_cut *cut) {
    uint32_t first = 0, last = cut->pieces.n;
    while (first < cut->pieces.n && !is_prose(&cut->pieces.at[first])) first++;
    if (first == cut->pieces.n) return;
    while (last > first && !is_prose(&cut->pieces.at[last - 1])) last--;
    for (uint32_t i = 0; i < first; i++) {
        page_piece *piece = &cut->pieces.at[i];
        bool heads = piece->level && i + 2 >= first && piece->kind == BLOCK_HEADING;
        if (!heads && (is_label(piece) || piece->kind == BLOCK_HEADING)) leave_out(piece, WHY_END);
    }
    for (uint32_t i = cut->pieces.n; i-- > last;) {
        page_piece *piece = &cut->pieces.at[i];
        if (piece->gone) continue;
        if (piece->kind == BLOCK_LIST && piece->text.len > SHORT_PIECE / 2 && !piece->links) break;
        if (piece->kind == BLOCK_TABLE || (!piece->level && !is_label(piece) && !piece->links)) break;
        leave_out(piece, WHY_END);
    }
}

/* A heading over nothing that is left: the next piece that was there is gone, and the next that is left is a heading of its
 * own rank or above, or none. */
static void drop_bare_headings(page_cut *cut) {
    bool left = false, lost = false;
    uint8_t level = 0;
    for (uint32_t i = cut->pieces.n; i-- > 0;) {
        page_piece *piece = &cut->pieces.at[i];
        if (piece->gone) {
            lost = true;
            continue;
        }
        if (piece->level && (!left || (lost && level && level <= piece->level))) {
            leave_out(piece, WHY_BARE);
            continue;
        }
        left = true;
        lost = false;
        level = piece->level;
    }
}

/* One try; gives the bytes of prose that are left. */
static uint64_t choose_without(page_cut *cut, uint16_t without) {
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        cut->pieces.at[i].gone = false;
        cut->pieces.at[i].why = WHY_KEPT;
    }
    cut->container = cut->trust = 0;
    sum_good(cut, without);
    choose_container(cut);
    keep_intro(cut);
    drop_by_marks(cut, without);
    trim_ends(cut);
    drop_bare_headings(cut);
    uint64_t left = 0;
    for (uint32_t i = 0; i < cut->pieces.n; i++) left += cut->pieces.at[i].gone ? 0 : cut->pieces.at[i].good;
    return left;
}

/* Names lie, and scripts show what was hidden: where a try leaves little of the page's prose, the next one trusts less. */
syn_code pieces_choose(page_cut *cut) {
    if (!cut->pieces.n) return SYN_OK;
    static const uint16_t without[] = {NODE_DROP | NODE_NAMED | NODE_COMMENT | NODE_HIDDEN | NODE_CAPTION,
                                       NODE_DROP | NODE_COMMENT | NODE_HIDDEN | NODE_CAPTION,
                                           NODE_DROP | NODE_COMMENT | NODE_CAPTION};
    spread_marks(cut);
    sum_good(cut, NODE_COMMENT);
    uint64_t total = cut->good[0], left[3] = {0};
    unsigned best = 0, tries = 0;
    for (; tries < sizeof without / sizeof *without; tries++) {
        left[tries] = choose_without(cut, without[tries]);
        if (left[tries] > left[best] * 2) best = tries;
        if (left[tries] >= ENOUGH || left[tries] * 100 >= total * LITTLE) break;
    }
    if (best != tries) choose_without(cut, without[best]);
    cut->tries = (uint8_t)best;
    return SYN_OK;
}

syn_code pieces_keep(page_cut *cut) {
    if (!cut->pieces.n) return SYN_OK;
    spread_marks(cut);
    uint64_t title = cut->work->report->title.len ? fold_hash(cut->work->report->title) : 0;
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        page_piece *piece = &cut->pieces.at[i];
        bool repeats = title && piece->level && fold_hash(piece->text) == title;
        piece->gone = repeats || (piece->marks & (NODE_DROP | NODE_HIDDEN | NODE_CAPTION | NODE_NEVER));
    }
    return SYN_OK;
}
