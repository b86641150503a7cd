/* compare.c - files in, collation out: the smallest program that uses libsynoptic.
 *
 *     cc compare.c $(pkg-config --cflags --libs synoptic) -o compare
 *     ./compare report1.txt report2.html */
#include <stdio.h>
#include <synoptic.h>

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE...\n", argv[0]);
        return 2;
    }
    char *text;       /* the library gives it out, we give it back with syn_free */
    size_t length;
    syn_error error;  /* ours: on failure it says what, where and why */
    const char *const *files = (const char *const *)(argv + 1);

    /* A file that is missing or broken does not stop the others: the text names it with the reason. */
    if (syn_compare_files(&text, &length, files, (size_t)(argc - 1), SYN_FORM_TEXT, &error) != SYN_OK) {
        fprintf(stderr, "%s: %s\n", syn_code_name(error.code), error.msg);
        return 1;
    }
    int failed = fwrite(text, 1, length, stdout) != length;
    syn_free(text);
    return failed;
}
