/* page_text.c - a page as metadata and the paragraphs of its article.
 *
 * In: the page tree. Out: metadata, and the paragraphs of the article, which then go the way of plain text. Marks the nodes
 * (tree.c), cuts the page into pieces (pieces.c), reads what the page says of itself (page_meta.c),
 * and takes the pieces that are the article (choose.c). Where that leaves much less than the text that the page gives
 * as JSON-LD articleBody, that text is taken. */
#include "clean/tree.h"

#define BODY_BYTES 400   /* a shorter articleBody proves nothing */

static syn_code take_body(clean_work *work, syn_slice body) {
    work->paras.n = 0;
    return plain_split(work, body);
}

syn_code page_read(clean_work *work, clean_meta *meta) {
    page_cut cut = {.work = work, .page = work->page};
    if (!work->page->nodes.n) return SYN_OK;
    syn_code code = tree_marks(&cut);
    if (code || (code = pieces_cut(&cut)) != SYN_OK || (code = page_meta(&cut, meta)) != SYN_OK ||
        (code = cut.page->fragment ? pieces_keep(&cut) : pieces_choose(&cut)) != SYN_OK) return code;
    size_t total = 0;
    for (uint32_t i = 0; i < cut.pieces.n; i++) {
        const page_piece *piece = &cut.pieces.at[i];
        if (piece->gone) continue;
        total += piece->text.len;
        clean_para para = {.text = piece->text, .node = piece->node, .kind = piece->kind};
        if (!VEC_PUSH(work->scratch, &work->paras, para))
            return arena_check(work->scratch, "clean", work->error);
    }
    if (meta->body.len >= BODY_BYTES && total * 2 < meta->body.len) return take_body(work, meta->body);
    return SYN_OK;
}
