/* dates.c - prints the dates that pages name, with their features, for train/dates.py.
 *
 * In: files of HTML pages as arguments. Out: how many features there are; then a line a candidate: file, moment, source, role,
 * texts behind the headline (-9999: not known) and the features that hold. */
#include <stdio.h>
#include <stdlib.h>

#include "clean/page_dates.h"
#include "read/read.h"

static syn_code tell(void *payload, read_item *item) {
    const char *name = payload;
    if (item->page) {
        syn_arena scratch;
        arena_init(&scratch, NULL);
        clean_meta *meta = ARENA_NEW(&scratch, clean_meta);
        clean_work work = {.report = item->report, .page = item->page, .scratch = &scratch};
        if (!meta || !(meta->dates = page_dates_new(&scratch)) || page_read(&work, meta) != SYN_OK) exit(5);
        for (uint32_t i = 0; i < meta->dates->n; i++) {
            const date_candidate *c = &meta->dates->at[i];
            uint8_t features[DATE_FEATURES];
            unsigned n = dates_features(meta->dates, i, features);
            char day[40];
            syn_civil moment = c->moment;
            day[civil_print(&moment, day)] = 0;
            printf("%s\t%s\t%u\t%u\t%ld\t", name, day, c->source, c->role, c->text == UINT32_MAX || meta->dates->headline == UINT32_MAX
                   ? -9999L : (long)c->text - (long)meta->dates->headline);
            for (unsigned k = 0; k < n; k++) printf("%u ", features[k]);
            printf("\n");
        }
        arena_free(&scratch);
    }
    read_item_free(item);
    return SYN_OK;
}

int main(int count, char **files) {
    static char bytes[1u << 16];
    printf("features\t%u\n", dates_feature_count());
    for (int i = 1; i < count; i++) {
        FILE *file = fopen(files[i], "rb");
        if (!file) {
            perror(files[i]);
            return 2;
        }
        syn_reader *reader = NULL;
        read_options options = {.name = slice_str(files[i]), .emit = tell, .payload = files[i]};
        syn_code code = reader_new(&reader, &options, NULL);
        for (size_t n; code == SYN_OK && (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
            code = reader_push(reader, slice_of(bytes, n), NULL);
        if (code == SYN_OK) code = reader_end(reader, NULL);
        reader_free(reader);
        fclose(file);
        if (code) return 5;
    }
    return 0;
}
