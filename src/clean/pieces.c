/* pieces.c - a page's text as pieces, one for each block of text, in the order of the page.
 *
 * In: the page tree with its marks. Out: pieces: texts of inline elements joined without inventing spaces, white space
 * runs as one blank, marks around <q>, <br> as a line break, two of them as the end of a piece; headings, list items, quotes, tables (rows
 * as lines, cells parted by a tab) and embedded posts by their kind. A table with blocks or tables in it is layout, and cut
 * like any other element. One walk over the nodes; the texts lie one after the other in one buffer. */
#include "clean/tree.h"
#include "text/utf8.h"

#define TABLE_CELL 200   /* bytes; a table whose cells are longer on average is layout */

typedef struct piece_builder {
    page_cut *cut;
    char *out;
    size_t length, begin;      /* bytes written; where the open piece begins */
    uint32_t at, node, links, pre, link;  /* of the open piece; ends of the <pre> and the <a> around, or 0 */
    uint32_t q;                /* end of the <q> around, or 0 */
    bool q_due, q_open;        /* its opening mark is to be written; is written */
    uint32_t embed, table, quote, item, heading;  /* ends of the elements around that give a piece its kind, or 0 */
    uint8_t level;
    bool blank, open;          /* a blank is due; the piece has text */
    unsigned breaks;           /* <br> since the last text */
} piece_builder;

static uint8_t kind_of(const piece_builder *b) {
    if (b->embed) return BLOCK_EMBED;
    if (b->table) return BLOCK_TABLE;
    if (b->heading) return BLOCK_HEADING;
    if (b->quote) return BLOCK_QUOTE;
    return b->item ? BLOCK_LIST : BLOCK_PARAGRAPH;
}

/* Bytes of a piece that read like prose: long or ended, and not mostly links. */
static uint32_t good_of(const page_piece *piece) {
    size_t length = piece->text.len;
    if (piece->level || length < 25 || piece->links * 2 > length) return 0;
    if (!ends_sentence(piece->text) && length < 80) return 0;
    if (!memchr(piece->text.ptr, ' ', length) && length < 80) return 0;
    return (uint32_t)(length - piece->links);
}

static syn_code flush(piece_builder *b) {
    page_cut *cut = b->cut;
    if (b->open) {
        syn_slice text = blank_trim(slice_of(b->out + b->begin, b->length - b->begin));
        if (text.len && cut->pieces.n < CLEAN_PARAGRAPHS) {
            page_piece piece = {.text = text, .node = b->node, .at = b->at, .links = b->links, .kind = kind_of(b),
                                .level = b->heading ? b->level : 0};
            piece.good = good_of(&piece);
            if (!VEC_PUSH(cut->work->scratch, &cut->pieces, piece))
                return arena_check(cut->work->scratch, "clean", cut->work->error);
        } else if (text.len) {
            cut->work->too_many = true;
        }
    }
    b->begin = b->length;
    b->open = b->blank = false;
    b->links = 0;
    b->breaks = 0;
    return SYN_OK;
}

/* Browsers set quotation marks around the words of a <q>; most pages that use one rely on that. */
static void open_q(piece_builder *b, syn_slice text, size_t at) {
    if (!b->q_due) return;
    static const char *const marks[] = {"\"", "'", "“", "”", "‘", "«", "„", "»"};
    b->q_due = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts(slice_cut(text, at, text.len), slice_str(marks[i]))) return;
    memcpy(b->out + b->length, "“", sizeof "“" - 1);
    b->length += sizeof "“" - 1;
    b->q_open = true;
}

static void close_q(piece_builder *b) {
    if (b->q_open && b->open) {
        memcpy(b->out + b->length, "”", sizeof "”" - 1);
        b->length += sizeof "”" - 1;
    }
    b->q_due = b->q_open = false;
    b->q = 0;
}

/* Writes a text node; white space becomes one blank before the next word. `out` has room: a text never grows, and every
 * break or border of a cell that is written belongs to an element. */
static syn_code add_text(piece_builder *b, syn_slice text, uint32_t node) {
    for (size_t at = 0; at < text.len;) {
        size_t size = blank_at(text, at);
        if (size) {
            if (b->pre && text.ptr[at] == '\n') {
                if (++b->breaks >= 2) {
                    syn_code code = flush(b);
                    if (code) return code;
                }
            } else {
                b->blank = true;
            }
            at += size;
            continue;
        }
        if (!b->open) {
            b->open = true;
            b->at = node;
            b->node = b->cut->page->nodes.at[node].parent;
        } else if (b->breaks) {
            while (b->length > b->begin && b->out[b->length - 1] == '\t') b->length--;
            b->out[b->length++] = '\n';
        } else if (b->blank) {
            b->out[b->length++] = ' ';
        }
        b->blank = false;
        b->breaks = 0;
        open_q(b, text, at);
        size_t begin = at;
        while (at < text.len && !blank_at(text, at)) at++;
        memcpy(b->out + b->length, text.ptr + begin, at - begin);
        b->length += at - begin;
        if (b->link) b->links += (uint32_t)(at - begin) + 1;
    }
    return SYN_OK;
}

/* A table of data: rows and columns of short cells with nothing but text in them. */
static bool is_data_table(const page_cut *cut, uint32_t table) {
    const syn_page *page = cut->page;
    if (cut->tables[table] || cut->blocks[table]) return false;
    uint32_t rows = 0, cells = 0;
    size_t bytes = 0;
    for (uint32_t i = table + 1; i < page->nodes.at[table].end; i++) {
        const page_node *node = &page->nodes.at[i];
        rows += node->tag == TAG_TR;
        cells += node->tag == TAG_TD || node->tag == TAG_TH;
        if (node->tag == TAG_TEXT) bytes += node->text.len;
    }
    return rows >= 2 && cells >= rows * 2 && bytes / cells < TABLE_CELL;
}

static void open_kind(piece_builder *b, uint32_t i, const page_node *node) {
    bool embed = (b->cut->own[i] & NODE_EMBED) && (node->tag == TAG_BLOCKQUOTE || node->tag == TAG_DIV);
    if (embed && !b->embed) b->embed = node->end;
    if (node->tag == TAG_TABLE && !b->table && is_data_table(b->cut, i)) b->table = node->end;
    if (node->tag == TAG_BLOCKQUOTE && !b->quote) b->quote = node->end;
    if (node->tag == TAG_LI && !b->item) b->item = node->end;
    if (node->tag == TAG_Q && !b->q) {
        b->q = node->end;
        b->q_due = true;
    }
    if (node->tag == TAG_PRE && !b->pre) b->pre = node->end;
    if (node->tag == TAG_A && !b->link) b->link = node->end;
    if (node->tag >= TAG_H1 && node->tag <= TAG_H6 && !b->heading) {
        b->heading = node->end;
        b->level = (uint8_t)(node->tag - TAG_H1 + 1);
    }
}

static syn_code close_kinds(piece_builder *b, uint32_t i) {
    if ((b->embed && b->embed <= i) || (b->table && b->table <= i)) {
        syn_code code = flush(b);
        if (code) return code;
    }
    uint32_t *ends[] = {&b->embed, &b->table, &b->quote, &b->item, &b->pre, &b->link, &b->heading};
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (*ends[k] && *ends[k] <= i) *ends[k] = 0;
    return SYN_OK;
}

/* The border of a block: ends the piece, or parts words, rows and cells inside a post or a table. */
static syn_code border(piece_builder *b, uint16_t tag) {
    if (b->embed) {
        b->blank = true;
    } else if (b->table) {
        if (tag == TAG_TR) {
            if (b->open) b->breaks = 1;
        } else if ((tag == TAG_TD || tag == TAG_TH) && b->open && !b->breaks && b->out[b->length - 1] != '\t') {
            b->out[b->length++] = '\t';
            b->blank = false;
        }
    } else {
        return flush(b);
    }
    return SYN_OK;
}

syn_code pieces_cut(page_cut *cut) {
    const syn_page *page = cut->page;
    clean_work *work = cut->work;
    uint32_t n = page->nodes.n;
    size_t room = 16;
    for (uint32_t i = 0; i < n; i++) room += page->nodes.at[i].text.len + 4;
    uint32_t *open = ARENA_ARRAY(work->scratch, uint32_t, n + 1);  /* block elements that are open */
    piece_builder b = {.cut = cut, .out = arena_alloc(work->scratch, room)};
    if (!open || !b.out) return arena_check(work->scratch, "clean", work->error);
    uint32_t depth = 0;
    syn_code code = SYN_OK;
    for (uint32_t i = 0; i < n && !code; i++) {
        const page_node *node = &page->nodes.at[i];
        if (b.q && b.q <= i) close_q(&b);
        while (!code && depth && page->nodes.at[open[depth - 1]].end <= i) {
            depth--;
            code = border(&b, page->nodes.at[open[depth]].tag);
        }
        if (!code) code = close_kinds(&b, i);
        if (code) break;
        if (cut->own[i] & NODE_NEVER) {
            if (tag_is_block(node->tag)) code = border(&b, node->tag);
            if (node->end > i + 1) i = node->end - 1;
            continue;
        }
        if (node->tag == TAG_TEXT) {
            code = add_text(&b, node->text, i);
        } else if (node->tag == TAG_BR) {
            if (b.open && ++b.breaks >= 2 && !b.embed && !b.table) code = flush(&b);
        } else if (tag_is_block(node->tag)) {
            code = border(&b, node->tag);
            open[depth++] = i;
        }
        open_kind(&b, i, node);
    }
    close_q(&b);
    return code ? code : flush(&b);
}
