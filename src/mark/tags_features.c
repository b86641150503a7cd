/* tags_features.c - what a word's part of speech is told by.
 *
 * In: the words of a sentence. Out: for each, places of a linear model. Seen are the word itself (how it is spelled,
 * its first and last bytes, its capitals, its clusters), two words on either side, and pairs of these. All hashed; every
 * feature has a number of its own (template), so that equal values of different ones do not meet. Constant time a word. */
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

static void see_word(tag_word *seen, const syn_clusters *table, syn_slice text, const syn_word *word) {
    syn_slice s = slice_cut(text, word->begin, word->end);
    *seen = (tag_word){.id = id_of(word, s)};
    seen->shape = (uint8_t)(word->kind * SHAPE_KIND | (word->flags & WORD_CAPITAL ? SHAPE_CAPITAL : 0) |
                            (word->flags & WORD_ALL_CAPS ? SHAPE_CAPS : 0));
    see_bytes(seen, s);
    uint16_t clusters[CLUSTER_LEVELS];
    if (word->kind == WORD_LETTERS && word_clusters(table, word, clusters))
        for (unsigned k = 0; k < CLUSTER_LEVELS; k++) seen->cluster[k] = (uint16_t)(clusters[k] + 1);
}

void tags_see(tag_word *seen, syn_slice text, const syn_word *words, uint32_t n) {
    unsigned style = line_style(words, n);
    const syn_clusters table = clusters_find("en");
    bool opens = true;
    for (unsigned k = 0; k < TAGS_REACH; k++) {
        seen[k] = (tag_word){.id = ID_BEGIN};
        seen[TAGS_REACH + n + k] = (tag_word){.id = ID_END};
    }
    for (uint32_t i = 0; i < n; i++) {
        tag_word *at = &seen[TAGS_REACH + i];
        see_word(at, &table, text, &words[i]);
        at->place = (uint8_t)(style * PLACE_LINE | (opens ? PLACE_FIRST : 0));
        opens = opens && (words[i].kind == WORD_PUNCT || words[i].kind == WORD_SYMBOL);
    }
}

static void add_self(model_features *list, const tag_word *w) {
    model_add(list, 0);
    model_add(list, w->id);
    model_add(list, model_pair(model_pair(w->id, w->shape & SHAPE_CAPITAL), w->place));
    model_add(list, model_pair(w->shape, w->place));
    for (unsigned k = 0; k < TAGS_AFFIX; k++) model_add(list, w->suffix[k]);
    for (unsigned k = 0; k < TAGS_AFFIX - 1; k++) model_add(list, w->prefix[k]);
    model_add(list, model_pair(w->suffix[2], model_pair(w->shape, w->place)));
    model_add(list, model_pair(w->suffix[1], w->cluster[1]));
    for (unsigned k = 0; k < CLUSTER_LEVELS; k++) model_add(list, w->cluster[k]);
}

static void add_near(model_features *list, const tag_word *w) {
    for (int k = -TAGS_REACH; k <= TAGS_REACH; k++) {
        if (k == 0) continue;
        model_add(list, w[k].id);
        model_add(list, w[k].cluster[2]);
        if (k < -1 || k > 1) continue;
        model_add(list, w[k].suffix[2]);
        model_add(list, model_pair(w[k].shape, w[k].place));
    }
}

static void add_pairs(model_features *list, const tag_word *w) {
    model_add(list, model_pair(w[-1].id, w[0].id));
    model_add(list, model_pair(w[0].id, w[1].id));
    model_add(list, model_pair(w[-1].id, w[1].id));
    model_add(list, model_pair(w[0].place, model_pair(w[-1].shape, model_pair(w[0].shape, w[1].shape))));
    model_add(list, model_pair(w[0].suffix[2], w[-1].id));
    model_add(list, model_pair(w[0].suffix[2], w[1].id));
    model_add(list, model_pair(w[0].id, w[1].cluster[1]));
    model_add(list, model_pair(w[0].id, w[-1].cluster[1]));
    model_add(list, model_pair(w[-1].cluster[1], w[1].cluster[1]));
    model_add(list, model_pair(w[-1].cluster[0], model_pair(w[0].cluster[0], w[1].cluster[0])));
}

size_t tags_features(const tag_word *seen, uint32_t places, uint32_t features[TAGS_FEATURES]) {
    model_features list = {.at = features, .places = places};
    add_self(&list, seen);
    add_near(&list, seen);
    add_pairs(&list, seen);
    return list.n;
}
