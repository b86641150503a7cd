/* tags_features.c - what a word's part of speech is told by.
 *
 * In: the words of a sentence. Out: for each, places of a linear model. Seen are the word itself (how it is spelled,
 * its first and last bytes, its capitals, its clusters), two words on either side, and pairs of these. All hashed; every
 * feature has a number of its own (template), so that equal values of different ones do not meet. Half of them hang on one
 * word alone, wherever it stands: tags_known.c keeps their sums. Constant time a word. */
#include "mark/tags.h"

#include "text/fold.h"

enum { SHAPE_CAPITAL = 1, SHAPE_CAPS = 2, SHAPE_DIGIT = 4, SHAPE_POINT = 8, SHAPE_KIND = 16 };
enum { PLACE_FIRST = 1, PLACE_LINE = 2 };
enum { LINE_PROSE, LINE_TITLE, LINE_CAPS };
enum { ID_BEGIN = 1, ID_END, ID_ADDRESS, ID_HANDLE, ID_HASHTAG, ID_LENGTHS = 16 };

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }

/* A line is a headline when few of its words are small, all capitals when most are. */
static unsigned line_style(const syn_word *words, uint32_t n) {
    uint32_t small = 0, capital = 0, caps = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (words[i].kind != WORD_LETTERS || words[i].end - words[i].begin < 3) continue;
        if (words[i].flags & WORD_ALL_CAPS) caps++;
        else if (words[i].flags & WORD_CAPITAL) capital++;
        else if (!(words[i].flags & WORD_STOP)) small++;
    }
    if (caps >= 2 && caps > capital + small) return LINE_CAPS;
    return capital >= 3 && capital > small * 4 ? LINE_TITLE : LINE_PROSE;
}

static void see_bytes(tag_word *seen, syn_slice s) {
    uint64_t end = 0xcbf29ce484222325u, begin = end;
    for (size_t k = 0; k < TAGS_AFFIX && k < s.len; k++) {
        seen->suffix[k] = end = hash_byte(end, lower(s.ptr[s.len - 1 - k]));
        seen->prefix[k] = begin = hash_byte(begin, lower(s.ptr[k]));
    }
    for (size_t k = 0; k < s.len; k++) {
        if (s.ptr[k] >= '0' && s.ptr[k] <= '9') seen->shape |= SHAPE_DIGIT;
        if (s.ptr[k] == '.') seen->shape |= SHAPE_POINT;
    }
}

static uint64_t id_of(const syn_word *word, syn_slice s) {
    if (word->kind == WORD_URL) return ID_ADDRESS;
    if (word->kind == WORD_HANDLE) return ID_HANDLE;
    if (word->kind == WORD_HASHTAG) return ID_HASHTAG;
    if (word->kind != WORD_NUMBER) return word->fold;
    uint64_t hash = ID_LENGTHS;  /* each digit is one digit */
    for (size_t k = 0; k < s.len && k < 16; k++)
        hash = hash_byte(hash, s.ptr[k] >= '0' && s.ptr[k] <= '9' ? '0' : lower(s.ptr[k]));
    return hash;
}

void tags_see_word(tag_word *seen, const syn_clusters *table, syn_slice text, const syn_word *word) {
    syn_slice s = slice_cut(text, word->begin, word->end);
    *seen = (tag_word){.id = id_of(word, s)};
    seen->shape = (uint8_t)(word->kind * SHAPE_KIND | (word->flags & WORD_CAPITAL ? SHAPE_CAPITAL : 0) |
                            (word->flags & WORD_ALL_CAPS ? SHAPE_CAPS : 0));
    see_bytes(seen, s);
    uint16_t clusters[CLUSTER_LEVELS];
    if (word->kind == WORD_LETTERS && word_clusters(table, word, clusters))
        for (unsigned k = 0; k < CLUSTER_LEVELS; k++) seen->cluster[k] = (uint16_t)(clusters[k] + 1);
}

tag_word tags_end(bool behind) { return (tag_word){.id = behind ? ID_END : ID_BEGIN}; }

void tags_see_places(tag_word *seen, const syn_word *words, uint32_t n) {
    unsigned style = line_style(words, n);
    bool opens = true;
    for (uint32_t i = 0; i < n; i++) {
        seen[TAGS_REACH + i].place = (uint8_t)(style * PLACE_LINE | (opens ? PLACE_FIRST : 0));
        opens = opens && (words[i].kind == WORD_PUNCT || words[i].kind == WORD_SYMBOL);
    }
}

void tags_see(tag_word *seen, syn_slice text, const syn_word *words, uint32_t n) {
    const syn_clusters table = clusters_find("en");
    for (unsigned k = 0; k < TAGS_REACH; k++) {
        seen[k] = tags_end(false);
        seen[TAGS_REACH + n + k] = tags_end(true);
    }
    for (uint32_t i = 0; i < n; i++) tags_see_word(&seen[TAGS_REACH + i], &table, text, &words[i]);
    tags_see_places(seen, words, n);
}

/* The features that are wanted: those of the word in each place alone (ALONE of it, from -TAGS_REACH), and all others. */
enum { HERE = 1u << TAGS_REACH, TOGETHER = 1u << (2 * TAGS_REACH + 1), ALL = 2 * TOGETHER - 1 };

typedef struct feature_list {
    model_features of;
    unsigned wanted;
} feature_list;

static inline void add(feature_list *list, unsigned kind, uint64_t value) {
    if (list->wanted & kind) model_add(&list->of, value);
    else list->of.template++;
}

static inline void add_self(feature_list *list, const tag_word *w) {
    add(list, HERE, 0);
    add(list, HERE, w->id);
    add(list, TOGETHER, model_pair(model_pair(w->id, w->shape & SHAPE_CAPITAL), w->place));
    add(list, TOGETHER, model_pair(w->shape, w->place));
    for (unsigned k = 0; k < TAGS_AFFIX; k++) add(list, HERE, w->suffix[k]);
    for (unsigned k = 0; k < TAGS_AFFIX - 1; k++) add(list, HERE, w->prefix[k]);
    add(list, TOGETHER, model_pair(w->suffix[2], model_pair(w->shape, w->place)));
    add(list, HERE, model_pair(w->suffix[1], w->cluster[1]));
    for (unsigned k = 0; k < CLUSTER_LEVELS; k++) add(list, HERE, w->cluster[k]);
}

static inline void add_near(feature_list *list, const tag_word *w) {
    for (int k = -TAGS_REACH; k <= TAGS_REACH; k++) {
        unsigned there = 1u << (k + TAGS_REACH);
        if (k == 0) continue;
        add(list, there, w[k].id);
        add(list, there, w[k].cluster[2]);
        if (k < -1 || k > 1) continue;
        add(list, there, w[k].suffix[2]);
        add(list, TOGETHER, model_pair(w[k].shape, w[k].place));
    }
}

static inline void add_pairs(feature_list *list, const tag_word *w) {
    add(list, TOGETHER, model_pair(w[-1].id, w[0].id));
    add(list, TOGETHER, model_pair(w[0].id, w[1].id));
    add(list, TOGETHER, model_pair(w[-1].id, w[1].id));
    add(list, TOGETHER, model_pair(w[0].place, model_pair(w[-1].shape, model_pair(w[0].shape, w[1].shape))));
    add(list, TOGETHER, model_pair(w[0].suffix[2], w[-1].id));
    add(list, TOGETHER, model_pair(w[0].suffix[2], w[1].id));
    add(list, TOGETHER, model_pair(w[0].id, w[1].cluster[1]));
    add(list, TOGETHER, model_pair(w[0].id, w[-1].cluster[1]));
    add(list, TOGETHER, model_pair(w[-1].cluster[1], w[1].cluster[1]));
    add(list, TOGETHER, model_pair(w[-1].cluster[0], model_pair(w[0].cluster[0], w[1].cluster[0])));
}

static inline size_t add_all(const tag_word *seen, uint32_t places, uint32_t features[TAGS_FEATURES], unsigned wanted) {
    feature_list list = {{.at = features, .places = places}, wanted};
    add_self(&list, seen);
    add_near(&list, seen);
    add_pairs(&list, seen);
    return list.of.n;
}

size_t tags_features(const tag_word *seen, uint32_t places, uint32_t features[TAGS_FEATURES]) {
    return add_all(seen, places, features, ALL);
}

size_t tags_features_together(const tag_word *seen, uint32_t places, uint32_t features[TAGS_FEATURES]) {
    return add_all(seen, places, features, TOGETHER);
}

size_t tags_features_alone(const tag_word *word, int at, uint32_t places, uint32_t features[TAGS_FEATURES]) {
    tag_word row[4 * TAGS_REACH + 1] = {0};
    row[2 * TAGS_REACH] = *word;
    return add_all(&row[2 * TAGS_REACH - at], places, features, 1u << (at + TAGS_REACH));
}
