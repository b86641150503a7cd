/* tags.c - parts of speech: each word of an English report gets one of the 17 universal tags.
 *
 * In: words and sentences. Out: `upos` of the words. The idea: a conditional random field (Lafferty and others 2001) whose
 * weights are read as they lie in model/en/tags.bin: features of a word (tags_features.c) score its tags, a table scores
 * pairs of tags that follow each other, Viterbi finds the best row. Marks and small words that are always the same
 * (tag_sure.txt) are not weighed: what stands between two of them is a row of its own. Linear in the text. See
 * model/tags.md. */
#include "mark/lexicon/lexicon.gen.h"
#include "mark/memory.h"
#include "text/weights.h"

enum { AHEAD = 3, SOON = 6 };  /* words whose weights, and who themselves, are on their way */

bool tags_open(syn_model *model, syn_slice file) { return model_open(model, file) && model->labels == TAGS_LABELS; }

/* A mark that is punctuation wherever it stands alone; or UPOS_NONE. */
static uint8_t sure_mark(syn_slice s) {
    static const char points[] = ".,;:?!\"()[]", quotes[] = "\x98\x99\x9C\x9D\xA6";  /* behind E2 80: ‘ ’ “ ” … */
    if (s.len == 1 && memchr(points, s.ptr[0], sizeof points - 1)) return UPOS_PUNCT;
    bool wide = s.len == 3 && s.ptr[0] == '\xE2' && s.ptr[1] == '\x80';
    if (wide && memchr(quotes, s.ptr[2], sizeof quotes - 1)) return UPOS_PUNCT;
    return UPOS_NONE;
}

/* The part of speech of a word that has the same one everywhere, which need not be weighed; or UPOS_NONE. */
static uint8_t sure_tag(syn_slice text, const syn_word *word) {
    if (word->kind == WORD_PUNCT) return sure_mark(slice_cut(text, word->begin, word->end));
    if (!(word->flags & WORD_STOP) || (word->flags & WORD_CAPITAL)) return UPOS_NONE;
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_tag_sure, word->fold);
    if (!entry) return UPOS_NONE;
    switch (entry->value[0]) {
    case 'A': return UPOS_AUX;
    case 'C': return UPOS_CCONJ;
    case 'D': return UPOS_DET;
    default: return entry->value[1] == 'A' ? UPOS_PART : UPOS_PRON;
    }
}

/* What neighbours whose labels are known (NULL: none) add to the scores of a word; label 0 has none, so all others move by
 * its part. */
static void add_change(const syn_model *model, int32_t *scores, const syn_word *before, const syn_word *behind) {
    const int16_t *from = before ? model->change + (before->upos - 1u) * TAGS_LABELS : NULL;
    const int16_t *to = behind ? model->change + (behind->upos - 1u) : NULL;
    for (unsigned k = 1; k < TAGS_LABELS; k++) {
        if (from) scores[k - 1] += from[k] - from[0];
        if (to) scores[k - 1] += to[k * TAGS_LABELS] - to[0];
    }
}

/* The words [from, to), between words whose parts of speech are known. `scores` begins with those of `from`; `labels` has
 * room. */
static bool tag_run(const syn_model *model, const tag_word *seen, syn_word *words, uint32_t from, uint32_t to, uint32_t n,
                    int32_t *scores, uint8_t *labels, syn_arena *scratch) {
    uint32_t features[AHEAD + 1][TAGS_FEATURES];
    size_t count[AHEAD + 1];
    for (uint32_t i = from; i < to + AHEAD; i++) {
        unsigned now = i % (AHEAD + 1), first = (i + 1) % (AHEAD + 1);  /* of them the one that was fetched first */
        if (i < to) {
            count[now] = tags_features_together(&seen[TAGS_REACH + i], model->places, features[now]);
            model_fetch(model, features[now], count[now]);
        }
        if (i < from + AHEAD) continue;
        model_score(model, features[first], count[first], scores + (size_t)(i - AHEAD - from) * (TAGS_LABELS - 1));
    }
    add_change(model, scores, from ? &words[from - 1] : NULL, NULL);
    add_change(model, scores + (size_t)(to - from - 1) * (TAGS_LABELS - 1), NULL, to < n ? &words[to] : NULL);
    if (!model_path(model, scores, to - from, labels, scratch)) return false;
    for (uint32_t i = from; i < to; i++) words[i].upos = (uint8_t)(labels[i - from] + 1);
    return true;
}

/* What words alone add to the scores of one word. Weights are bytes, and of TAGS_FEATURES at most, so these sums are short. */
_Static_assert(TAGS_FEATURES * 128 <= INT16_MAX, "sums of a word fit into 16 bits");
typedef struct alone_sums {
    int16_t of[TAGS_LABELS - 1];
} alone_sums;

static void add_alone(int16_t *restrict sums, const int16_t *restrict adds) {
    for (unsigned l = 0; l < TAGS_LABELS - 1; l++) sums[l] = (int16_t)(sums[l] + adds[l]);
}

/* Fills `seen`, and sums up for each word what the words around it add alone. */
static void see_sentence(tags_memory *memory, tag_word *seen, syn_slice text, const syn_word *words, uint32_t n,
                         alone_sums *sums) {
    for (uint32_t i = 0; i < n && i < SOON; i++) tags_known_fetch(memory, &words[i]);
    for (uint32_t at = 0; at < n + 2 * TAGS_REACH; at++) {
        if (at + SOON < n + TAGS_REACH && at >= TAGS_REACH) tags_known_fetch(memory, &words[at + SOON - TAGS_REACH]);
        bool before = at < TAGS_REACH, behind = at >= n + TAGS_REACH;
        const tag_known *known = before || behind ? tags_known_end(memory, behind)
                                                  : tags_known_word(memory, text, &words[at - TAGS_REACH]);
        seen[at] = known->word;
        uint32_t first = at < 2 * TAGS_REACH ? 0 : at - 2 * TAGS_REACH, end = at + 1 < n ? at + 1 : n;
        for (uint32_t i = first; i < end; i++) add_alone(sums[i].of, known->adds[at - i]);
    }
    tags_see_places(seen, words, n);
}

bool tags_sentence(const syn_model *model, tags_memory *memory, syn_slice text, syn_word *words, uint32_t n,
                   syn_arena *scratch) {
    tag_word *seen = ARENA_ARRAY(scratch, tag_word, n + 2 * TAGS_REACH);
    alone_sums *sums = ARENA_ARRAY(scratch, alone_sums, n);
    int32_t *scores = arena_array(scratch, n, (TAGS_LABELS - 1) * sizeof *scores);
    uint8_t *labels = ARENA_ARRAY(scratch, uint8_t, n);
    if (!seen || !sums || !scores || !labels) return false;
    see_sentence(memory, seen, text, words, n, sums);
    for (uint32_t i = 0; i < n; i++) {
        words[i].upos = sure_tag(text, &words[i]);
        for (unsigned l = 0; l < TAGS_LABELS - 1; l++) scores[(size_t)i * (TAGS_LABELS - 1) + l] = sums[i].of[l];
    }
    for (uint32_t from = 0, to; from < n; from = to + 1) {
        for (to = from; to < n && words[to].upos == UPOS_NONE; to++) continue;
        int32_t *own = scores + (size_t)from * (TAGS_LABELS - 1);
        if (to > from && !tag_run(model, seen, words, from, to, n, own, labels, scratch)) return false;
    }
    return true;
}

static syn_code tag_report(tags_memory *memory, syn_report *report, syn_arena *scratch, syn_error *error) {
    const syn_model *model = tags_memory_model(memory);
    for (uint32_t s = 0; s < report->sentences.n; s++) {
        const syn_sentence *sentence = &report->sentences.at[s];
        arena_reset(scratch);  /* nothing is kept from one sentence to the next */
        if (!tags_sentence(model, memory, report->text, report->words.at + sentence->word, sentence->words, scratch))
            return arena_check(scratch, "mark", error);
    }
    return SYN_OK;
}

syn_code mark_tags(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    if (!mark_knows(report)) return SYN_OK;
    if (options && options->memory && options->memory->tags) return tag_report(options->memory->tags, report, scratch, error);
    if (!weights_find("en", "tags").len) return SYN_OK;
    syn_arena own;
    arena_init(&own, report->arena.budget);
    tags_memory *memory = tags_memory_open(report->words.n, &own);
    syn_code code = memory ? tag_report(memory, report, scratch, error) : arena_check(&own, "mark", error);
    arena_free(&own);
    return code;
}
