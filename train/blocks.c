/* blocks.c - prints what the model of src/clean/blocks.c sees of pages, for training.
 *
 * In: paths of pages as arguments. Out: a line of JSON a page: {"id", "url", "pieces": [[text, state, features], ...]}, the
 * candidates in the order of the page; state: why the rules leave it out (0: they keep it) times 2, plus 1 where boilerplate.c
 * says that it is boilerplate; features: their places, four hexadecimal digits each. It calls the same functions as the
 * program does, so that training and running cannot differ. Usage: see model/blocks.md. */
#include <stdio.h>
#include <stdlib.h>

#include "clean/blocks.h"
#include "read/read.h"

static void check(syn_code code, const char *what) {
    if (code == SYN_OK) return;
    fprintf(stderr, "blocks: %s: error %d\n", what, (int)code);
    exit(5);
}

static void print_string(syn_slice s) {
    putchar('"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\') putchar('\\');
        if (c < ' ') printf("\\u%04x", c);
        else putchar(c);
    }
    putchar('"');
}

static void print_row(const page_cut *cut, const block_rows *rows, const block_row *row) {
    printf("[");
    print_string(cut->pieces.at[row->piece].text);
    printf(",%d,\"", row->state);
    for (uint32_t i = 0; i < row->count; i++) printf("%04x", rows->features.at[row->begin + i]);
    printf("\"]");
}

static void print_page(read_item *item, syn_arena *scratch) {
    syn_error error = {0};
    clean_work work = {.report = item->report, .page = item->page, .scratch = scratch, .error = &error};
    page_cut cut = {.work = &work, .page = item->page};
    clean_meta *meta = ARENA_NEW(scratch, clean_meta);
    block_rows rows = {0};
    if (!meta || !(meta->dates = page_dates_new(scratch))) check(SYN_ERR_MEMORY, "page");
    if (!item->page->nodes.n) return;
    check(page_cut_up(&cut, meta), "page");
    check(block_features(&cut, meta, &rows), "features");
    printf("{\"id\":");
    print_string(item->report->id);
    printf(",\"url\":");
    print_string(meta->url);
    printf(",\"pieces\":[");
    for (uint32_t i = 0; i < rows.rows.n; i++) {
        if (i) printf(",");
        print_row(&cut, &rows, &rows.rows.at[i]);
    }
    puts("]}");
}

static syn_code take_item(void *payload, read_item *item) {
    syn_arena *scratch = payload;
    if (item->page) print_page(item, scratch);
    arena_reset(scratch);
    read_item_free(item);
    return SYN_OK;
}

static void read_page(const char *path, syn_arena *scratch) {
    static char buffer[1 << 16];
    syn_error error = {0};
    syn_reader *reader = NULL;
    read_options options = {.name = slice_str(path), .emit = take_item, .payload = scratch};
    FILE *file = fopen(path, "rb");
    if (!file) check(SYN_ERR_IO, path);
    check(reader_new(&reader, &options, &error), path);
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
        check(reader_push(reader, slice_of(buffer, got), &error), path);
    check(reader_end(reader, &error), path);
    reader_free(reader);
    fclose(file);
}

int main(int argc, char **argv) {
    syn_arena scratch;
    arena_init(&scratch, NULL);
    if (argc < 2) {
        fprintf(stderr, "blocks: give paths of pages\n");
        return 2;
    }
    for (int i = 1; i < argc; i++) read_page(argv[i], &scratch);
    arena_free(&scratch);
    return 0;
}
