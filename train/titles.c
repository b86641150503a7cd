/* titles.c - makes src/clean/gen/titles.inc: the weights that choose a page's title and byline from their candidates.
 *
 * In: folders, each with gold.jsonl (objects with `id`, `url`, and `title` or `authors` or both) and html/<id>.html. Out: the
 * table on standard output; on standard error what cross-validation over hosts finds for each folder.
 * Titles: a softmax over the candidates of a page, trained on pages where some candidate is the gold title (compared by
 * letters and digits). Names: a logistic model over all names of pages that state authors. Both are linear over binary
 * features, trained by gradient descent over all examples with L2, and rounded to 1/64. Same input, same bytes out.
 * Usage: see model/titles.md. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "clean/claims.h"
#include "read/read.h"
#include "text/json.h"

#define FOLDS 10
#define FEATURES 512
#define STEPS 400
#define SCALE 64.0
#define ONLY_LEAST -0.5   /* a wrong name is worse than none: no name with a lower sum, whatever F1 says */
#define FLOOR_MOST 0.25   /* a name that is likely is one, whatever F1 of these pages says */

typedef struct example {
    score_features features;
    bool right;
} example;

typedef struct page_examples {
    example *at;
    name_list list;         /* of names: what names_choose looks at */
    uint32_t n, gold, fold, folder, rights;  /* gold: how many are to be found */
    bool usable;
} page_examples;

typedef struct corpus {
    page_examples *at;
    uint32_t n, cap;
    double decay;
    bool names;
} corpus;

static corpus titles = {.decay = 1e-3}, names = {.decay = 3e-4, .names = true};

static page_examples *corpus_add(corpus *c, uint32_t n) {
    if (c->n == c->cap) c->at = realloc(c->at, (c->cap = c->cap ? c->cap * 2 : 256) * sizeof *c->at);
    if (!c->at) exit(5);
    page_examples *page = &c->at[c->n++];
    *page = (page_examples){.at = calloc(n + 1, sizeof *page->at), .n = n};
    if (!page->at) exit(5);
    return page;
}

typedef struct wanted {
    const json_node *gold;
    syn_arena *arena;       /* of the gold line */
    uint32_t folder, fold;
} wanted;

static syn_slice gold_text(const wanted *want, const char *key) { return json_text(json_member(want->gold, key), want->arena); }

static void keep_titles(const wanted *want, const title_list *list) {
    syn_slice gold = gold_text(want, "title");
    if (!gold.len) return;
    char room[BARE_BYTES];
    bare_text bare = bare_of(gold, room);
    page_examples *page = corpus_add(&titles, list->n);
    page->folder = want->folder;
    page->fold = want->fold;
    page->gold = 1;
    for (uint32_t i = 0; i < list->n; i++) {
        const title_candidate *c = &list->at[i];
        page->at[i] = (example){c->features, bare_same(c->bare, bare)};
        page->rights += page->at[i].right;
    }
    page->usable = page->rights > 0;
}

static void keep_names(const wanted *want, const name_list *list) {
    const json_node *authors = json_member(want->gold, "authors");
    if (!json_is(authors, JSON_ARRAY) || !json_first(authors)) return;
    page_examples *page = corpus_add(&names, list->n);
    page->folder = want->folder;
    page->fold = want->fold;
    page->usable = true;
    page->gold = authors->size;
    page->list = (name_list){calloc(list->n + 1, sizeof *list->at), list->n};
    if (!page->list.at) exit(5);
    for (uint32_t i = 0; i < list->n; i++) {
        page->list.at[i] = list->at[i];
        page->at[i].features = list->at[i].features;
        for (const json_node *one = json_first(authors); one; one = json_next(authors, one))
            page->at[i].right |= bare_equal(list->at[i].text, json_text(one, want->arena));
        page->rights += page->at[i].right;
    }
}

static syn_code take_item(void *payload, read_item *item) {
    const wanted *want = payload;
    syn_arena scratch;
    arena_init(&scratch, NULL);
    if (item->page && item->page->nodes.n) {
        clean_work work = {.report = item->report, .page = item->page, .scratch = &scratch};
        page_cut cut = {.work = &work, .page = item->page};
        clean_meta *meta = ARENA_NEW(&scratch, clean_meta);
        meta->dates = page_dates_new(&scratch);
        title_list title;
        name_list name;
        syn_slice given = item->report->title;
        item->report->title = SLICE_LIT("?");   /* so that nothing but candidates is made */
        if (tree_marks(&cut) != SYN_OK || pieces_cut(&cut) != SYN_OK || page_meta(&cut, meta) != SYN_OK ||
            title_candidates(&cut, meta, &title) != SYN_OK || name_candidates(&cut, meta, &name) != SYN_OK) exit(4);
        item->report->title = given;
        keep_titles(want, &title);
        keep_names(want, &name);
    }
    arena_free(&scratch);
    read_item_free(item);
    return SYN_OK;
}

static void read_page(const char *folder, const wanted *want) {
    char path[1024];
    static char bytes[1 << 16];
    syn_slice id = gold_text(want, "id");
    snprintf(path, sizeof path, "%s/html/%.*s.html", folder, (int)id.len, id.ptr);
    FILE *in = fopen(path, "rb");
    if (!in) return;
    read_options options = {.name = slice_str(path), .emit = take_item, .payload = (void *)(uintptr_t)want};
    syn_reader *reader = NULL;
    if (reader_new(&reader, &options, NULL) != SYN_OK) exit(4);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        if (reader_push(reader, slice_of(bytes, n), NULL) != SYN_OK) break;
    reader_end(reader, NULL);
    reader_free(reader);
    fclose(in);
}

/* The host of a page decides its fold; without an address, its id. */
static uint32_t fold_of(const wanted *want) {
    syn_slice url = gold_text(want, "url");
    size_t at = slice_find(url, SLICE_LIT("://"), 0);
    if (at == SIZE_MAX) return (uint32_t)(slice_hash(gold_text(want, "id")) >> 20) % FOLDS;
    size_t end = at += 3;
    while (end < url.len && url.ptr[end] != '/') end++;
    syn_slice host = slice_cut(url, at, end);
    if (slice_starts(host, SLICE_LIT("www."))) host = slice_cut(host, 4, host.len);
    return (uint32_t)(slice_hash(host) >> 20) % FOLDS;
}

static void read_folder(const char *folder, uint32_t index) {
    char path[1024], *line = NULL;
    size_t room = 0;
    snprintf(path, sizeof path, "%s/gold.jsonl", folder);
    FILE *in = fopen(path, "r");
    if (!in) exit(3);
    for (ssize_t length; (length = getline(&line, &room, in)) > 0;) {
        syn_arena arena;
        json_doc doc;
        arena_init(&arena, NULL);
        if (json_read(&doc, slice_of(line, (size_t)length), JSON_STRICT, CAP_JSON_NODES, &arena) == JSON_WHOLE) {
            wanted want = {doc.root, &arena, index, 0};
            want.fold = fold_of(&want);
            read_page(folder, &want);
        }
        arena_free(&arena);
    }
    free(line);
    fclose(in);
}

static double sum_of(const double *weights, const score_features *f) {
    double sum = 0;
    for (uint32_t i = 0; i < f->n; i++) sum += weights[f->at[i]];
    return sum;
}

/* Adds the gradient of one page; the errors of its candidates go over their features. */
static void add_gradient(const corpus *c, const page_examples *page, const double *weights, double *gradient) {
    double scores[512], total = 0, most = -1e9, right = 0;
    for (uint32_t i = 0; i < page->n; i++) {
        scores[i] = sum_of(weights, &page->at[i].features);
        if (scores[i] > most) most = scores[i];
    }
    for (uint32_t i = 0; i < page->n; i++) {
        scores[i] = c->names ? 1 / (1 + exp(-scores[i])) : exp(scores[i] - most);
        total += scores[i];
        if (page->at[i].right) right += scores[i];
    }
    for (uint32_t i = 0; i < page->n; i++) {
        double error = c->names ? page->at[i].right - scores[i]
                                : (page->at[i].right ? scores[i] / right : 0) - scores[i] / total;
        const score_features *f = &page->at[i].features;
        for (uint32_t k = 0; k < f->n; k++) gradient[f->at[k]] += error;
    }
}

/* Trains on all pages but those of one fold (FOLDS: on all). Adam's steps, so that rare features move too. */
static void train(const corpus *c, uint32_t without, double weights[FEATURES]) {
    double mean[FEATURES] = {0}, square[FEATURES] = {0};
    uint32_t pages = 0;
    memset(weights, 0, FEATURES * sizeof *weights);
    for (uint32_t i = 0; i < c->n; i++) pages += c->at[i].usable && c->at[i].fold != without;
    for (unsigned step = 1; step <= STEPS; step++) {
        double gradient[FEATURES] = {0};
        for (uint32_t i = 0; i < c->n; i++)
            if (c->at[i].usable && c->at[i].fold != without) add_gradient(c, &c->at[i], weights, gradient);
        for (unsigned k = 0; k < FEATURES; k++) {
            double g = gradient[k] / pages - c->decay * weights[k];
            mean[k] = 0.9 * mean[k] + 0.1 * g;
            square[k] = 0.999 * square[k] + 0.001 * g * g;
            weights[k] += 0.05 * (mean[k] / (1 - pow(0.9, step))) / (sqrt(square[k] / (1 - pow(0.999, step))) + 1e-8);
        }
    }
}

typedef struct tally {
    double right, predicted, gold;
} tally;

static void count_page(const corpus *c, const page_examples *page, const double *weights, double floor, double only, tally *t) {
    int32_t scores[512];
    bool kept[512] = {false};
    uint32_t best = 0;
    t->gold += page->gold;
    for (uint32_t i = 0; i < page->n; i++) {
        scores[i] = (int32_t)lround(sum_of(weights, &page->at[i].features) * SCALE);
        if (scores[i] > scores[best]) best = i;
    }
    if (c->names) names_choose(&page->list, scores, (int32_t)(floor * SCALE), (int32_t)(only * SCALE), kept);
    else kept[best] = page->n > 0;
    for (uint32_t i = 0; i < page->n; i++) {
        t->predicted += kept[i];
        t->right += kept[i] && page->at[i].right;
    }
}

static double f1_of(const tally *t) { return 2 * t->right / (t->predicted + t->gold); }

static void evaluate(const corpus *c, double (*folds)[FEATURES], double floor, double only, char **folders, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) {
        tally t = {0, 0, 0};
        double reach = 0;
        for (uint32_t i = 0; i < c->n; i++) {
            if (c->at[i].folder != k) continue;
            count_page(c, &c->at[i], folds[c->at[i].fold], floor, only, &t);
            reach += c->at[i].rights > c->at[i].gold ? c->at[i].gold : c->at[i].rights;
        }
        if (t.gold > 0)
            fprintf(stderr, "%s %s: p %.4f r %.4f f1 %.4f, among the candidates %.4f\n", c->names ? "names" : "titles", folders[k],
                    t.right / t.predicted, t.right / t.gold, f1_of(&t), reach / t.gold);
    }
}

/* The thresholds with the best F1 of cross-validation. */
static void find_floors(const corpus *c, double (*folds)[FEATURES], double *floor, double *only) {
    double best = -1;
    for (double a = -1; a <= FLOOR_MOST; a += 0.125)
        for (double b = ONLY_LEAST; b <= a; b += 0.25) {
            tally t = {0, 0, 0};
            for (uint32_t i = 0; i < c->n; i++) count_page(c, &c->at[i], folds[c->at[i].fold], a, b, &t);
            if (f1_of(&t) > best) best = f1_of(&t), *floor = a, *only = b;
        }
}

static void print(const char *name, const double *weights, unsigned count) {
    printf("static const int16_t %s[%u] = {", name, count);
    for (unsigned i = 0; i < count; i++) printf("%s%d,", i % 20 ? " " : "\n    ", (int)lround(weights[i] * SCALE));
    printf("\n};\n");
}

int main(int argc, char **argv) {
    static double folds[FOLDS][FEATURES], all[FEATURES];
    double floor = 0, only = 0;
    if (title_feature_count > FEATURES || name_feature_count > FEATURES) return 4;
    for (int i = 1; i < argc; i++) read_folder(argv[i], (uint32_t)i - 1);
    printf("/* Made by train/titles.c; see model/titles.md. No text stands in it. */\n");
    for (uint32_t k = 0; k < FOLDS; k++) train(&titles, k, folds[k]);
    evaluate(&titles, folds, 0, 0, argv + 1, (uint32_t)argc - 1);
    train(&titles, FOLDS, all);
    print("title_weights", all, title_feature_count);
    for (uint32_t k = 0; k < FOLDS; k++) train(&names, k, folds[k]);
    find_floors(&names, folds, &floor, &only);
    evaluate(&names, folds, floor, only, argv + 1, (uint32_t)argc - 1);
    train(&names, FOLDS, all);
    printf("#define NAME_FLOOR %d\n#define NAME_ONLY_FLOOR %d\n", (int)lround(floor * SCALE), (int)lround(only * SCALE));
    print("name_weights", all, name_feature_count);
    fprintf(stderr, "floors %.3f %.3f\n", floor, only);
    return 0;
}
