/* points.c - the features of a place where a sentence may end; see points.h.
 *
 * In: a point, the words around it. Out: places in the weights. What tells: the kind of point and the rules' opinion;
 * the words on both sides, by their folds and by their shapes; how far the nearest terminal marks are; whether the text
 * has the habit of beginning sentences in lower case. Each point looks at no more than REACH words to either side. */
#include "text/points.h"

#include "text/inner.h"
#include "text/misread.h"

enum { REACH = 24 };

typedef struct feature_list {
    uint32_t *places;
    size_t n;
    uint64_t kind;
} feature_list;

static void add(feature_list *list, uint32_t template, uint64_t value) {
    list->places[list->n++] = model_place(POINT_PLACES, template, hash_join(list->kind, value));
}

static uint32_t character(const syn_word *word, syn_slice text) {
    unsigned size;
    return mended_at(text, word->begin, &size);
}

/* Kind, capitals and length of a word in few bits; of marks, which. 0 behind the ends of the text. */
static uint64_t shape_of(const syn_word *words, uint32_t n, int64_t at, syn_slice text) {
    if (at < 0 || at >= n) return 0;
    const syn_word *word = &words[at];
    if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL) return 256u + character(word, text);
    uint32_t length = word->end - word->begin;
    unsigned size = length < 3 ? length : length < 5 ? 3 : 4;
    return 1u + word->kind + 8u * (word->flags & (WORD_CAPITAL | WORD_ALL_CAPS)) + 32u * size;
}

static uint64_t fold_at(const syn_word *words, uint32_t n, int64_t at) {
    if (at < 0 || at >= n) return 1;
    return words[at].kind == WORD_NUMBER ? 2 : words[at].fold ^ (words[at].flags & WORD_CAPITAL);
}

static bool is_stop(const syn_word *words, uint32_t n, int64_t at) {
    return at >= 0 && at < n && (words[at].flags & WORD_STOP);
}

/* How many words of a stretch have a capital. */
static unsigned capitals_of(const syn_word *words, uint32_t n, int64_t from, int64_t to) {
    unsigned found = 0;
    for (int64_t i = from < 0 ? 0 : from; i < to && i < n; i++) found += (words[i].flags & WORD_CAPITAL) != 0;
    return found;
}

static bool is_final(const syn_word *word, syn_slice text) {
    char c = text.ptr[word->begin];
    return word->kind == WORD_PUNCT && (c == '.' || c == '!' || c == '?');
}

static unsigned step_of(uint32_t distance) {
    return distance < 4 ? distance : distance < 6 ? 4 : distance < 9 ? 5 : distance < 14 ? 6 : distance < REACH ? 7 : 8;
}

/* Words from `at` back to the nearest terminal mark or beginning of a paragraph, in steps. */
static unsigned words_since(const syn_word *words, uint32_t at, syn_slice text) {
    uint32_t seen = 0;
    for (; seen < REACH && at > seen; seen++) {
        const syn_word *word = &words[at - seen - 1];
        if (seen && is_final(word, text)) break;
        if (word->flags & (WORD_PARAGRAPH | WORD_LINE)) return step_of(seen + 1);
    }
    return step_of(seen);
}

static unsigned words_until(const syn_word *words, uint32_t n, uint32_t at, syn_slice text) {
    uint32_t seen = 0;
    for (; seen < REACH && at + seen < n; seen++) {
        const syn_word *word = &words[at + seen];
        if (is_final(word, text)) return 16 + step_of(seen);
        if (seen && (word->flags & (WORD_PARAGRAPH | WORD_LINE))) break;
    }
    return step_of(seen);
}

size_t point_features(const syn_point *point, const point_manner *manner, const syn_word *words, uint32_t n, syn_slice text,
                      uint32_t places[POINT_FEATURES]) {
    feature_list list = {.places = places, .kind = point->kind + 1u};
    bool marked = point->kind <= POINT_CALL;
    int64_t last = (int64_t)point->last - marked, next = point->start;
    const syn_word *after = &words[point->next];
    uint64_t left = shape_of(words, n, last, text), right = shape_of(words, n, next, text);
    uint64_t second = shape_of(words, n, next + 1, text), stop = is_stop(words, n, next);
    uint64_t sign = slice_hash(slice_cut(text, words[point->last].begin, words[point->last].end));
    uint64_t open = point->start > point->next ? character(after, text) : 0, spaced = after->flags & WORD_SPACE;
    uint64_t closed = point->next > point->last + 1 ? character(&words[point->last + 1], text) : 0;
    unsigned since = words_since(words, point->next, text), until = words_until(words, n, point->start, text);
    add(&list, 0, 0);
    add(&list, 1, point->rule);
    add(&list, 2, left);
    add(&list, 3, right * 4 + stop * 2 + (spaced != 0));
    add(&list, 4, hash_join(left, right * 2 + stop));
    add(&list, 5, fold_at(words, n, last));
    add(&list, 6, fold_at(words, n, next));
    add(&list, 7, fold_at(words, n, next + 1));
    add(&list, 8, fold_at(words, n, last - 1));
    add(&list, 9, hash_join(hash_join(right, second), shape_of(words, n, next + 2, text)));
    add(&list, 10, since);
    add(&list, 11, until);
    add(&list, 12, manner->small * 16u + (right ? right & 7u : 0) * 2 + ((words[point->start].flags & WORD_CAPITAL) != 0));
    add(&list, 13, manner->capitals * 2u + stop);
    add(&list, 14, marked ? hash_join(sign, right) : left);
    add(&list, 15, hash_join(is_stop(words, n, last), hash_join(shape_of(words, n, last - 1, text), left)));
    add(&list, 16, hash_join(open, closed));
    add(&list, 17, since * 64u + until);
    add(&list, 18, hash_join(open, point->tag * 4u + point->rule * 2u + (closed != 0)));
    add(&list, 19, hash_join(hash_join(left, shape_of(words, n, last - 1, text)), hash_join(right, second)));
    add(&list, 20, hash_join(fold_at(words, n, last), right * 2 + stop));
    add(&list, 21, hash_join(fold_at(words, n, next), fold_at(words, n, next + 1)));
    add(&list, 22, hash_join(left, since * 2u + (right == 0)));
    add(&list, 23, capitals_of(words, n, last - 4, last + 1) * 8u + capitals_of(words, n, next, next + 5));
    add(&list, 24, hash_join(capitals_of(words, n, last - 4, last + 1), stop * 2u + is_stop(words, n, last)));
    return list.n;
}

static unsigned quarter(uint32_t part, uint32_t whole, uint32_t a, uint32_t b, uint32_t c) {
    unsigned share = part * 100u / whole;
    return (share >= a ? 1u : 0) + (share >= b ? 1u : 0) + (share >= c ? 1u : 0);
}

point_manner points_manner(const syn_word *words, uint32_t n, syn_slice text) {
    uint32_t small = 0, large = 1, capitals = 0, letters = 1;
    for (uint32_t i = 0; i < n; i++) {
        if (words[i].kind != WORD_LETTERS) continue;
        bool capital = words[i].flags & WORD_CAPITAL;
        letters++;
        capitals += capital;
        if (i == 0 || !(words[i].flags & WORD_SPACE)) continue;
        if (!is_final(&words[i - 1], text) && !(words[i].flags & WORD_PARAGRAPH)) continue;
        small += !capital;
        large += capital;
    }
    return (point_manner){.small = (uint8_t)quarter(small, small + large, 5, 20, 60),
                          .capitals = (uint8_t)quarter(capitals, letters, 8, 20, 40)};
}
