/* near.c - edit distance (insertions, deletions, replacements and swapped neighbours; P. Wagner and M. Fischer's table with
 * R. Lowrance's swap), over words of at most LONGEST bytes. */
#include "near.h"

#include <string.h>

#define LONGEST 24

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t distance(const char *a, size_t n, const char *b, size_t m) {
    size_t row[LONGEST + 2][LONGEST + 2];
    for (size_t i = 0; i <= n; i++) row[i][0] = i;
    for (size_t k = 0; k <= m; k++) row[0][k] = k;
    for (size_t i = 1; i <= n; i++) {
        for (size_t k = 1; k <= m; k++) {
            size_t best = least(row[i - 1][k] + 1, row[i][k - 1] + 1);
            best = least(best, row[i - 1][k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) best = least(best, row[i - 2][k - 2] + 1);
            row[i][k] = best;
        }
    }
    return row[n][m];
}

const char *near_word(const char *word, size_t length, const char *const *words, size_t count) {
    const char *best = NULL;
    size_t smallest = LONGEST;
    if (length > LONGEST) return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(words[i]);
        if (other > LONGEST) continue;
        size_t away = distance(word, length, words[i], other);
        if (away < smallest && away <= (other + 2) / 3) {
            smallest = away;
            best = words[i];
        }
    }
    return best;
}
