/* quotes_cues.c - which words report speech or thought: a trained chain over the items of a frame.
 *
 * In: frames, the cues of the lexicon and the attributions that the rules make of them. Out: the cues. The idea: a linear
 * chain (J. Lafferty and others, "Conditional random fields", 2001) labels each item as no cue, the first of one, or one
 * that goes on; what the rules say is among its features (quotes_cues_features.c; D. Wolpert, "Stacked generalization",
 * 1992), so that it learns where to trust them. What it takes is a cue; a cue of the lexicon that it does not take counts
 * only inside the words of another. Few words may be part of a cue: items are weighed only where one may begin or go on.
 * Weights: model/en/cues.bin, see model/cues.md. Linear in the text. */
#include "mark/quotes_cues.h"

enum { LABELS = CUE_LABELS, COLUMNS = CUE_LABELS - 1 };
enum { MARGIN = 4 };  /* log-odds by which "no cue" must lead before the row is broken off */

/* The row that is being weighed: items [first, first + count) of the frame. */
typedef struct cue_row {
    const syn_model *model;
    uint32_t first, count;
    int32_t lead[LABELS];     /* of the best labels up to its last item, less that of CUE_NONE */
    int32_t scores[FRAME_ITEMS * COLUMNS];
    uint8_t labels[FRAME_ITEMS];
} cue_row;

static int32_t change_of(const syn_model *model, unsigned from, unsigned to) {
    return model->change[from * LABELS + to] - model->change[0];
}

/* Weighs the next item of the row; false if no cue can be open behind it. */
static bool weigh(cue_row *row, const cue_look *look) {
    const syn_model *model = row->model;
    uint32_t features[CUE_FEATURES], n = cue_features(look, row->first + row->count, model->places, features);
    int32_t *scores = row->scores + (size_t)row->count * COLUMNS, best[LABELS];
    memset(scores, 0, COLUMNS * sizeof *scores);
    model_score(model, features, n, scores);
    for (unsigned to = 0; to < LABELS; to++) {
        best[to] = INT32_MIN / 2;
        for (unsigned from = 0; from < LABELS; from++) {
            if (row->count == 0 && from) break;
            int32_t sum = row->lead[from] + change_of(model, from, to) + (to ? scores[to - 1] : 0);
            if (sum > best[to]) best[to] = sum;
        }
    }
    for (unsigned to = 0; to < LABELS; to++) row->lead[to] = best[to] - best[0];
    row->count++;
    return row->lead[CUE_FIRST] > -MARGIN * model->unit || row->lead[CUE_INNER] > -MARGIN * model->unit;
}

/* ---- a cue made of items ---- */

static const char *made_value(const quote_work *work, uint32_t item) {
    static const char *const forms[] = {"sgcqhoi", "spcqhoi", "sscqhoi", "sbcqhoi"};
    syn_slice text = item_text(work, item);
    if (slice_ends(text, SLICE_LIT("ing"))) return forms[0];
    if (slice_ends(text, SLICE_LIT("ed"))) return forms[1];
    return forms[slice_ends(text, SLICE_LIT("s")) ? 2 : 3];
}

/* The item that says what kind of cue it is: its last cue of the lexicon, else its last verb, else its last noun. */
static bool push_cue(quote_work *work, item_range range) {
    quote_cue cue = {.range = range, .sure = true};
    uint32_t verb = range.past, noun = range.past;
    for (uint32_t i = range.first; i < range.past; i++) {
        const quote_item *item = &work->items.at[i];
        uint8_t upos = work->report->words.at[item->word].upos;
        if (upos == UPOS_VERB) verb = i;
        if (upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_PROPN) noun = i;
        if (!item->cue || i + item->cue_items > range.past) continue;
        cue.head = i;
        cue.past = i + item->cue_items;
        cue.value = item->cue;
    }
    if (!cue.value) {
        cue.head = verb < range.past ? verb : noun < range.past ? noun : range.past - 1;
        cue.past = cue.head + 1;
        cue.value = made_value(work, cue.head);
    }
    return VEC_PUSH(work->scratch, &work->cues, cue);
}

/* ---- frames ---- */

typedef SYN_VEC(quote_cue) cue_list;

/* The cues of the lexicon before item `to` that the model left. */
static bool keep_rest(quote_work *work, const cue_list *old, uint32_t *next, uint32_t to) {
    for (; *next < old->n && old->at[*next].head < to; ++*next) {
        quote_cue cue = old->at[*next];
        cue.inside = true;
        if (!VEC_PUSH(work->scratch, &work->cues, cue)) return false;
    }
    return true;
}

static bool close_row(quote_work *work, const cue_look *look, cue_row *row, const cue_list *old, uint32_t *next) {
    int32_t *last = row->scores + (size_t)(row->count - 1) * COLUMNS;
    for (unsigned k = 1; k < LABELS; k++) {
        row->scores[k - 1] += change_of(row->model, 0, k);
        last[k - 1] += change_of(row->model, k, 0);
    }
    if (!model_path(row->model, row->scores, row->count, row->labels, work->scratch)) return false;
    uint32_t base = look->frame->first + row->first;
    for (uint32_t i = 0, past; i < row->count; i = past) {
        past = i + 1;
        if (row->labels[i] == CUE_NONE) continue;
        while (past < row->count && row->labels[past] == CUE_INNER) past++;
        if (!keep_rest(work, old, next, base + i) || !push_cue(work, (item_range){base + i, base + past})) return false;
        while (*next < old->n && old->at[*next].head < base + past) ++*next;
    }
    return true;
}

static bool label_frame(quote_work *work, cue_look *look, cue_row *row, const cue_list *old, uint32_t *next) {
    for (uint32_t i = 0; i < look->count; i++) {
        if (!cue_may_begin(look, i)) continue;
        row->first = i;
        row->count = 0;
        memset(row->lead, 0, sizeof row->lead);
        while (i < look->count && cue_may_hold(look, i) && weigh(row, look)) i++;
        if (!close_row(work, look, row, old, next)) return false;
    }
    return keep_rest(work, old, next, look->frame->past);
}

bool cues_open(syn_model *model, syn_slice file) { return model_open(model, file) && model->labels == LABELS; }

void quotes_choose_cues(quote_work *work, const syn_model *model) {
    cue_row *row = ARENA_NEW(work->scratch, cue_row);
    cue_look *look = ARENA_NEW(work->scratch, cue_look);
    if (!row || !look) return;
    row->model = model;
    cue_list old = {.at = work->cues.at, .n = work->cues.n};
    work->cues.at = NULL;
    work->cues.n = work->cues.cap = 0;
    uint32_t next = 0;
    for (uint32_t f = 0; f < work->frames.n; f++) {
        cue_look_open(look, work, f);
        if (!label_frame(work, look, row, &old, &next)) return;
    }
    work->attributions.n = 0;
}
