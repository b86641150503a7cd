/* names.c - prints the items of reports that may be names, with their features, for names.py; or the names that a model finds.
 *
 * In: JSONL of reports on standard input, objects with `id`, `text` and `names` ([{"span": [begin, end], "type"}]).
 * Out, without an argument: "= ID" before each report; then a line an item: its label by `names` (names_model.h), a blank, and
 * its features; an empty line behind each run; "! COUNT" behind each report: names that no run can hold.
 * With an argument, a file of weights: for each report an object with `id` and the `names` found. */
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "mark/names_model.h"

enum { GOLD_MOST = 4096 };
#define PLACES (1u << 18)

typedef struct gold_name {
    uint32_t begin, end;
    int type;
} gold_name;

static const char *const types[] = {"person", "organization", "place", "other"};
static gold_name gold[GOLD_MOST];
static uint32_t gold_count, held;

static void read_gold(const json_node *object, syn_arena *scratch) {
    const json_node *list = json_member(object, "names");
    gold_count = held = 0;
    for (const json_node *name = json_first(list); name && gold_count < GOLD_MOST; name = json_next(list, name)) {
        const json_node *span = json_member(name, "span"), *first = json_first(span);
        int64_t begin = 0, end = 0;
        if (!first || !json_integer(first, &begin) || !json_integer(json_next(span, first), &end)) exit(2);
        int type = 0;
        syn_slice named = json_text(json_member(name, "type"), scratch);
        while (type < 4 && !slice_equal(named, slice_str(types[type]))) type++;
        if (type < 4) gold[gold_count++] = (gold_name){(uint32_t)begin, (uint32_t)end, type};
    }
}

/* Corpora leave the point of an abbreviation that ends a sentence outside the name. */
static bool lies_in(const syn_report *report, const syn_word *word, const gold_name *name) {
    uint32_t end = word->end - (word->end > name->end && report->text.ptr[word->end - 1] == '.' ? 1 : 0);
    return word->begin >= name->begin && end <= name->end;
}

/* Labels of the items; a name that begins or ends outside the run is cut to it. A lone noun in capitals ("DNA") is no name here,
 * whatever the corpus says. */
static void label_run(const syn_report *report, const name_run *run, uint8_t *labels) {
    const syn_word *words = report->words.at;
    for (uint32_t g = 0; g < gold_count; g++) {
        uint32_t first = UINT32_MAX, last = 0;
        for (uint32_t i = 0; i < run->count; i++) {
            if (!lies_in(report, &words[run->items[i].word], &gold[g])) continue;
            if (first == UINT32_MAX) first = i;
            last = i;
        }
        if (first == UINT32_MAX) continue;
        bool noun = (run->items[first].bits & ITEM_CAPITAL) && (run->items[first].bits & ITEM_NOUN_CAPS);
        if (first == last && noun) continue;
        held += words[run->items[first].word].begin == gold[g].begin && words[run->items[last].word].end == gold[g].end;
        for (uint32_t i = first; i <= last; i++)
            labels[i] = (uint8_t)(1 + 4 * gold[g].type + (first == last ? PART_ALONE : i == first ? PART_FIRST
                                                                     : i == last ? PART_LAST : PART_INNER));
    }
}

static bool print_run(name_visit *visit, name_context *context, const name_run *run, const name_segment *segments,
                      uint32_t count) {
    (void)visit;
    static name_look look;
    uint32_t features[NAME_FEATURES];
    uint8_t labels[RUN_ITEMS] = {0};
    label_run(context->report, run, labels);
    name_look_open(&look, context, run, segments, count);
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t n = name_features(&look, i, PLACES, features);
        printf("%u", labels[i]);
        for (uint32_t k = 0; k < n; k++) printf(" %u", features[k]);
        putchar('\n');
    }
    putchar('\n');
    return true;
}

static void print_names(const syn_report *report, syn_slice id) {
    printf("{\"id\":\"%.*s\",\"names\":[", (int)id.len, id.ptr);
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        printf("%s{\"span\":[%u,%u],\"type\":\"%s\"}", i ? "," : "", m->span.begin, m->span.end, types[m->type]);
    }
    puts("]}");
}

/* `payload`: the model, or NULL. */
static void put_report(void *payload, const json_node *object, syn_arena *scratch) {
    const syn_model *model = payload;
    syn_slice id = json_text(json_member(object, "id"), scratch);
    syn_report *report = report_new(NULL);
    mark_options options = {0};
    name_context context;
    syn_arena work;  /* the stages may empty it: what was read of the report lies in `scratch` */
    arena_init(&work, NULL);
    if (!report) exit(5);
    report->text = json_text(json_member(object, "text"), scratch);
    report->language = SLICE_LIT("en");
    if (mark_words(&options, report, &work, NULL) || mark_tags(&options, report, &work, NULL) ||
        !names_open(&context, report, &work)) exit(5);
    if (model) {
        if (!names_put(&context, model)) exit(5);
        print_names(report, id);
    } else {
        read_gold(object, scratch);
        name_visit print = {.see = print_run};
        printf("= %.*s\n", (int)id.len, id.ptr);
        names_visit(&context, &print);
        printf("! %u\n", gold_count - held);
    }
    report_free(report);
    arena_free(&work);
}

static syn_slice read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        perror(path);
        exit(2);
    }
    size_t length = (size_t)ftell(file);
    char *bytes = malloc(length + 1);
    rewind(file);
    if (!bytes || fread(bytes, 1, length, file) != length) exit(5);
    fclose(file);
    return slice_of(bytes, length);
}

int main(int count, char **arguments) {
    syn_model model;
    if (count > 1 && !model_open(&model, read_file(arguments[1]))) {
        fprintf(stderr, "names: %s is no model\n", arguments[1]);
        return 2;
    }
    articles_each(put_report, count > 1 ? &model : NULL);
    return 0;
}
