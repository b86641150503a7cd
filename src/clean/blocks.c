/* blocks.c - which pieces of a page are its article, by a linear model.
 *
 * In: the pieces with the verdict of the rules (choose.c). Out: the pieces that are no article are gone. Each candidate
 * has a score by its features (blocks_features.c), and the best sequence of article and not, with a cost for each change,
 * is taken. The weights stand in gen/blocks.inc; train/blocks.py makes them, model/blocks.md says from what. Where the
 * model leaves little of what the rules keep, the rules are believed. Linear. */
#include "clean/blocks.h"

#define LEFT_PERCENT 50   /* of the prose that the rules keep; less, and the rules are believed */
#define LEFT_BYTES 1800   /* prose that is enough, whatever the rules keep */

#include "clean/gen/blocks.inc"

static const syn_model model = {.places = BLOCK_PLACES, .labels = 2, .unit = BLOCK_UNIT, .weights = block_weights,
                                .change = block_change};

/* The model leaves some of the prose that the rules keep and that boilerplate.c would leave, or enough of its own. */
static bool leaves_enough(const page_cut *cut, const block_rows *rows, const uint8_t *labels) {
    uint64_t left = 0, by_rules = 0;
    bool any = false;
    for (uint32_t i = 0; i < rows->rows.n; i++) {
        const block_row *row = &rows->rows.at[i];
        uint32_t good = cut->pieces.at[row->piece].good;
        if (labels[i]) left += good;
        if (labels[i]) any = true;
        if (row->state == 0) by_rules += good;
    }
    return any && (left >= LEFT_BYTES || left * 100 >= by_rules * LEFT_PERCENT);
}

syn_code blocks_choose(page_cut *cut, const clean_meta *meta) {
    clean_work *work = cut->work;
    block_rows rows = {.model = &model};
    if (cut->pieces.n > BLOCK_PIECES) return SYN_OK;
    cut->judged = true;
    syn_code code = block_features(cut, meta, &rows);
    if (code) return code;
    uint32_t n = rows.rows.n;
    int32_t *scores = ARENA_ARRAY(work->scratch, int32_t, n);
    uint8_t *labels = ARENA_ARRAY(work->scratch, uint8_t, n);
    if (!scores || !labels) return arena_check(work->scratch, "clean", work->error);
    for (uint32_t i = 0; i < n; i++) scores[i] = rows.rows.at[i].score;
    if (!model_path(&model, scores, n, labels, work->scratch)) return arena_check(work->scratch, "clean", work->error);
    bool believe = leaves_enough(cut, &rows, labels);
    for (uint32_t i = 0; i < cut->pieces.n; i++) cut->pieces.at[i].gone = true;
    for (uint32_t i = 0; i < n; i++) {
        bool keep = believe ? labels[i] != 0 : rows.rows.at[i].state == 0;
        cut->pieces.at[rows.rows.at[i].piece].gone = !keep;
    }
    return SYN_OK;
}
