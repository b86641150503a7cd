/* page_text.c - a page as metadata and the paragraphs of its article.
 *
 * In: the page tree. Out: metadata, and the paragraphs of the article, which then go the way of plain text. Marks the
 * nodes (tree.c), cuts the page into pieces (pieces.c), reads what the page says of itself (page_meta.c), and takes the
 * pieces that are the article: by rules (choose.c), whose verdict is what the model of blocks.c begins with. A fragment
 * is all article. Where that leaves much less than the text that the page gives as JSON-LD articleBody, that text is
 * taken. A paragraph that is the title once more goes. */
#include "clean/blocks.h"
#include "text/fold.h"
#include "text/signatures.h"

#define BODY_BYTES 400   /* a shorter articleBody proves nothing */
#define POST_BYTES 60    /* words and labels of an embedded post; a shorter one is but a picture's frame */

static syn_code take_body(clean_work *work, syn_slice body) {
    work->paras.n = 0;
    return plain_split(work, body);
}

syn_code page_cut_up(page_cut *cut, clean_meta *meta) {
    syn_code code = tree_marks(cut);
    if (code || (code = pieces_cut(cut)) != SYN_OK || (code = page_meta(cut, meta)) != SYN_OK) return code;
    return cut->page->fragment ? pieces_keep(cut) : pieces_choose(cut);
}

/* A signed post of some words amid the article tells who said them, so it stays. */
static void keep_posts(page_cut *cut) {
    for (uint32_t i = 0; i < cut->pieces.n; i++) {
        page_piece *piece = &cut->pieces.at[i];
        text_signature sign;
        if (!piece->gone || piece->kind != BLOCK_EMBED || piece->why != WHY_KEPT) continue;
        if (signature_find(piece->text, 0, &sign) && sign.begin >= POST_BYTES) piece->gone = false;
    }
}

/* What the rules keep and the model does not may still be a byline. */
static bool becomes_para(const page_cut *cut, const page_piece *piece) {
    return !piece->gone || (cut->judged && piece->why == WHY_KEPT);
}

/* Room for the paragraphs at once: they are large, and a page may have very many. */
static bool paras_room(page_cut *cut) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < cut->pieces.n; i++) count += becomes_para(cut, &cut->pieces.at[i]);
    cut->work->paras.at = ARENA_ARRAY(cut->work->scratch, clean_para, count);
    cut->work->paras.cap = cut->work->paras.at ? count : 0;
    return cut->work->paras.at;
}

syn_code page_read(clean_work *work, clean_meta *meta) {
    page_cut cut = {.work = work, .page = work->page};
    if (!work->page->nodes.n) return SYN_OK;
    syn_code code = page_cut_up(&cut, meta);
    if (!code && !cut.page->fragment) code = blocks_choose(&cut, meta);
    if (code) return code;
    keep_posts(&cut);
    size_t total = 0;
    uint64_t title = work->report->title.len ? fold_hash(work->report->title) : 0;
    if (!paras_room(&cut)) return arena_check(work->scratch, "clean", work->error);
    for (uint32_t i = 0; i < cut.pieces.n; i++) {
        const page_piece *piece = &cut.pieces.at[i];
        if (!becomes_para(&cut, piece)) continue;
        if (title && !ends_sentence(piece->text) && fold_hash(piece->text) == title) continue;
        if (!piece->gone) total += piece->text.len;
        clean_para para = {.text = piece->text, .node = piece->node, .kind = piece->kind,
                           .judged = !cut.judged ? JUDGED_NOT : piece->gone ? JUDGED_OUT : JUDGED_IN};
        if (cut.judged) para.look = *cut.looks[i];  /* a candidate, so it was looked at */
        if (!VEC_PUSH(work->scratch, &work->paras, para))
            return arena_check(work->scratch, "clean", work->error);
    }
    if (meta->body.len >= BODY_BYTES && total * 2 < meta->body.len) return take_body(work, meta->body);
    return SYN_OK;
}
