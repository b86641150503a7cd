/* cues.c - learns which words report speech: cues > model/en/cues.bin; or prints the cues that weights find: cues WEIGHTS.
 *
 * In: JSONL of reports on standard input, objects with `id`, `text`, `published` and, to learn from, `cues` (a list of
 * [begin, end], in bytes of the text). The features are those of the product, over what its own stages mark in the text.
 * With a file of weights, out: for each report an object with `id` and the `cues` found by the code of the product. See
 * model/cues.md. */
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "mark/mark.h"
#include "mark/quotes_cues.h"
#include "tags_learn.h"

_Static_assert(LEARN_LABELS == (int)CUE_LABELS, "labels");
_Static_assert((int)LEARN_FEATURES >= (int)CUE_FEATURES && LEARN_WORDS >= FRAME_ITEMS, "room");

enum { TAIL = 4, PLACES = 1 << 17, CUES_MOST = 1 << 14, FILE_MOST = 1 << 24 };

static learn_data data;
static syn_span gold[CUES_MOST];
static uint32_t gold_count;

static int by_begin(const void *a, const void *b) {
    uint32_t x = ((const syn_span *)a)->begin, y = ((const syn_span *)b)->begin;
    return x < y ? -1 : x > y;
}

static void read_gold(const json_node *object) {
    const json_node *list = json_member(object, "cues");
    gold_count = 0;
    for (const json_node *span = json_first(list); span && gold_count < CUES_MOST; span = json_next(list, span)) {
        const json_node *first = json_first(span);
        int64_t begin = 0, end = 0;
        if (!first || !json_integer(first, &begin) || !json_integer(json_next(span, first), &end)) exit(2);
        gold[gold_count++] = (syn_span){(uint32_t)begin, (uint32_t)end};
    }
    qsort(gold, gold_count, sizeof *gold, by_begin);
}

/* The cue that a word of the item stands in, or REPORT_NONE; `next` only grows. */
static uint32_t cue_of(const syn_report *report, const quote_item *item, uint32_t *next) {
    if (item->tag == TAG_QUOTE) return REPORT_NONE;
    while (*next < gold_count && gold[*next].end <= item->begin) ++*next;
    for (uint32_t w = item->word; w < item->past && *next < gold_count; w++)
        if (report->words.at[w].end > gold[*next].begin) return *next;
    return REPORT_NONE;
}

/* Labels of the items of a frame. */
static void label_frame(const cue_look *look, uint32_t *next, uint8_t *labels) {
    uint32_t open = REPORT_NONE;
    for (uint32_t i = 0; i < look->count; i++) {
        uint32_t cue = cue_of(look->work->report, &look->work->items.at[look->frame->first + i], next);
        labels[i] = cue == REPORT_NONE ? CUE_NONE : cue == open ? CUE_INNER : CUE_FIRST;
        open = cue;
    }
}

/* Items as the product weighs them: where a cue may begin and some way behind; what is left out stands as one item that
 * is known to be no cue. */
static void learn_frames(const quote_work *work) {
    static cue_look look;
    uint32_t features[CUE_FEATURES], next = 0;
    uint8_t labels[FRAME_ITEMS];
    for (uint32_t f = 0; f < work->frames.n; f++) {
        cue_look_open(&look, work, f);
        label_frame(&look, &next, labels);
        for (uint32_t i = 0, since = TAIL; i < look.count; i++) {
            since = labels[i] || cue_may_begin(&look, i) ? 0 : since + 1;
            if (since <= TAIL) learn_add(&data, labels[i], features, cue_features(&look, i, PLACES, features));
            else if (since == TAIL + 1) learn_add(&data, CUE_NONE, features, 0);
        }
        learn_end(&data);
    }
}

static void print_cues(const quote_work *work, syn_slice id) {
    bool more = false;
    printf("{\"id\":\"%.*s\",\"cues\":[", (int)id.len, id.ptr);
    for (uint32_t i = 0; i < work->cues.n; i++) {
        if (!work->cues.at[i].sure) continue;
        syn_span span = quotes_span(work, work->cues.at[i].range);
        printf("%s[%u,%u]", more ? "," : "", span.begin, span.end);
        more = true;
    }
    puts("]}");
}

static void mark_report(syn_report *report, syn_arena *work) {
    static syn_code (*const stages[])(const mark_options *, syn_report *, syn_arena *, syn_error *) = {
        mark_words, mark_tags, mark_times, mark_numbers, mark_names, mark_people};
    const mark_options options = {0};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        if (stages[i](&options, report, work, NULL)) exit(5);
        arena_reset(work);
    }
}

/* `payload`: the model, or NULL. */
static void put_report(void *payload, const json_node *object, syn_arena *scratch) {
    const syn_model *model = payload;
    syn_report *report = report_new(NULL);
    syn_arena arena;  /* the stages empty it: what was read of the report lies in `scratch` */
    arena_init(&arena, NULL);
    if (!report) exit(5);
    report->text = json_text(json_member(object, "text"), scratch);
    report->published = json_text(json_member(object, "published"), scratch);
    report->language = SLICE_LIT("en");
    mark_report(report, &arena);
    quote_work work = {.report = report, .scratch = &arena, .entities = report->entities.at};
    quotes_find_paragraphs(&work);
    quotes_find_marks(&work);
    quotes_open(&work);
    if (model) {
        quotes_choose_cues(&work, model);
        print_cues(&work, json_text(json_member(object, "id"), scratch));
    } else {
        read_gold(object);
        learn_frames(&work);
    }
    if (arena.failed) exit(5);
    arena_free(&arena);
    report_free(report);
}

static syn_slice read_file(const char *path) {
    static _Alignas(16) char bytes[FILE_MOST];
    FILE *file = fopen(path, "rb");
    if (!file) return slice_of(bytes, 0);
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return slice_of(bytes, n);
}

int main(int count, char **arguments) {
    static const learn_settings settings = {.rounds = 5, .kept = 3, .rate = 0.02f, .left_out = 0.3f, .favour = 0.6f};
    syn_model model;
    if (count > 1 && !cues_open(&model, read_file(arguments[1]))) {
        fprintf(stderr, "cues: %s is no model of cues\n", arguments[1]);
        return 2;
    }
    articles_each(put_report, count > 1 ? &model : NULL);
    return count > 1 || learn_write(&data, &settings, PLACES, stdout) ? 0 : 5;
}
