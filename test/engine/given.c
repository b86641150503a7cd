#include "given.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const texts[GIVEN_REPORTS] = {
    "Ferry runs aground off Tarrow\n\ndate 2031-03-04\n\nThe ferry Anna Belle ran aground near Tarrow on Tuesday morning, "
    "and 14 "
    "passengers were taken off by boat, the harbour office said.\n\n\"We heard a loud scraping and then nothing moved,\" said Ruth "
    "Vale, a passenger from Tarrow.\n\nNobody was hurt, according to harbour master Ivo Brandt.\n",
    "Passengers taken off stranded ferry\n\ndate 2031-03-05\n\nFourteen passengers were taken off the ferry Anna Belle "
    "after it ran "
    "aground near Tarrow on Tuesday. Harbour master Ivo Brandt said that nobody was hurt.\n\n\"We heard a loud scraping, then "
    "nothing moved at all,\" Ruth Vale said.\n",
    "The ferry Anna Belle, which ran aground near Tarrow on Tuesday, was carrying 17 passengers, its owner said. The "
    "cause is not "
    "known yet, and divers will look at the hull.\n",
};

const char *given_file(given *g, const char *name, const char *bytes, size_t length) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", g->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return path;
}

int given_new(void **state) {
    given *g = calloc(1, sizeof *g);
    if (!g) return -1;
    strcpy(g->folder, "/tmp/synoptic-engine-XXXXXX");
    if (!mkdtemp(g->folder)) return -1;
    for (int i = 0; i < GIVEN_REPORTS; i++) {
        char name[16];
        snprintf(name, sizeof name, "%c.txt", 'a' + i);
        snprintf(g->paths[i], sizeof g->paths[i], "%s", given_file(g, name, texts[i], strlen(texts[i])));
        g->list[i] = g->paths[i];
    }
    *state = g;
    return 0;
}

static void remove_folder(const char *path) {
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char inner[512];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0) remove_folder(inner);
    }
    if (folder) closedir(folder);
    rmdir(path);
}

int given_free(void **state) {
    given *g = *state;
    remove_folder(g->folder);
    free(g);
    return 0;
}

syn_engine *engine_with(unsigned threads, uint64_t memory, uint64_t time_ms) {
    syn_engine *engine = NULL;
    syn_engine_options options = {.size = sizeof options, .threads = threads, .limit_memory = memory, .limit_time_ms = time_ms};
    assert_int_equal(syn_engine_new(&engine, &options, NULL), SYN_OK);
    return engine;
}

char *printed(const syn_reports *reports) {
    size_t used = 0;
    char *all = calloc(1, 1);
    for (size_t i = 0; i < syn_reports_count(reports); i++) {
        char *line = NULL;
        size_t length = 0;
        syn_error error = {0};
        assert_int_equal(syn_report_print(&line, &length, syn_reports_at(reports, i), SYN_FORM_JSON, &error), SYN_OK);
        all = realloc(all, used + length + 2);
        assert_non_null(all);
        memcpy(all + used, line, length);
        used += length;
        all[used++] = '\n';
        all[used] = '\0';
        syn_free(line);
    }
    return all;
}
