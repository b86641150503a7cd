/* tags.c - parts of speech: each word of an English report gets one of the 17 universal tags.
 *
 * In: words and sentences. Out: `upos` of the words. The idea: a conditional random field (Lafferty and others 2001) whose
 * weights are read as they lie in model/en/tags.bin: features of a word (tags_features.c) score its tags, a table scores pairs of
 * tags that follow each other, Viterbi finds the best row. Linear in the text. See model/tags.md. */
#include "mark/mark.h"
#include "mark/tags.h"
#include "text/weights.h"

bool tags_sentence(const syn_model *model, syn_slice text, syn_word *words, uint32_t n, syn_arena *scratch) {
    tag_word *seen = ARENA_ARRAY(scratch, tag_word, n + 2 * TAGS_REACH);
    int32_t *scores = arena_array(scratch, n, (TAGS_LABELS - 1) * sizeof *scores);
    uint8_t *labels = ARENA_ARRAY(scratch, uint8_t, n);
    if (!seen || !scores || !labels) return false;
    tags_see(seen, text, words, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t features[TAGS_FEATURES];
        size_t count = tags_features(&seen[TAGS_REACH + i], model->places, features);
        model_score(model, features, count, scores + (size_t)i * (TAGS_LABELS - 1));
    }
    if (!model_path(model, scores, n, labels, scratch)) return false;
    for (uint32_t i = 0; i < n; i++) words[i].upos = (uint8_t)(labels[i] + 1);
    return true;
}

syn_code mark_tags(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)options;
    syn_model model;
    if (!mark_knows(report)) return SYN_OK;
    if (!model_open(&model, weights_find("en", "tags")) || model.labels != TAGS_LABELS) return SYN_OK;
    for (uint32_t s = 0; s < report->sentences.n; s++) {
        const syn_sentence *sentence = &report->sentences.at[s];
        if (!tags_sentence(&model, report->text, report->words.at + sentence->word, sentence->words, scratch))
            return arena_check(scratch, "mark", error);
    }
    return SYN_OK;
}
