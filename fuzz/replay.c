/* replay.c - a main for a fuzz target without libFuzzer: runs every file and folder named on the command line through it, so
 * that `make check` replays fuzz/corpus under any compiler. With --cut every input also runs without its last half, and with
 * every 17th byte changed. Prints the count; a target that finds a fault aborts, and the last name printed to standard error
 * says on which input. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST = 1 << 24, DEPTH = 8 };

static unsigned long ran;
static int mutate;

/* A copy of just the right size, so that a sanitizer sees each overrun. */
static void run_on(const uint8_t *bytes, size_t size, size_t step) {
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy) abort();
    if (size) memcpy(copy, bytes, size);
    for (size_t i = step; step && i < size; i += step) copy[i] = (uint8_t)(copy[i] * 31u + i);
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    ran++;
}

static int run_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    uint8_t *bytes = malloc(LARGEST);
    if (!bytes) abort();
    size_t size = fread(bytes, 1, LARGEST, file);
    fclose(file);
    fprintf(stderr, "%s\n", path);
    run_on(bytes, size, 0);
    if (mutate) {
        run_on(bytes, size / 2, 0);
        run_on(bytes, size, 17);
    }
    free(bytes);
    return 0;
}

static int run_path(const char *path, int depth) {
    struct stat about;
    if (stat(path, &about) != 0) {
        perror(path);
        return 1;
    }
    if (!S_ISDIR(about.st_mode)) return run_file(path);
    struct dirent **names;
    int count = scandir(path, &names, NULL, alphasort), failed = count < 0;
    for (int i = 0; i < count; i++) {
        char inner[4096];
        int length = snprintf(inner, sizeof inner, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.' && length < (int)sizeof inner && depth < DEPTH) failed |= run_path(inner, depth + 1);
        free(names[i]);
    }
    if (count >= 0) free(names);
    return failed;
}

int main(int argc, char **argv) {
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--cut") == 0) mutate = 1;
        else failed |= run_path(argv[i], 0);
    }
    printf("%lu inputs replayed\n", ran);
    return failed || ran == 0;
}
