/* tags.c - learns parts of speech: tags > model/en/tags.bin; or tags sentences: tags --tag model/en/tags.bin.
 *
 * In: CoNLL-U on standard input. Each sentence is learned as the annotators cut it, and once more as words_scan cuts its
 * text if that is otherwise (hyphens and contractions). A word of ours that covers several gold tokens gets the part of
 * speech of the first that is no mark ("don't": AUX), one inside a gold token that of the token, but a mark inside letters
 * or digits is PUNCT. With --tag: the parts of speech of the gold tokens, a line each, by the code of the product. See
 * model/tags.md. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "mark/tags.h"
#include "tags_learn.h"
#include "text/fold.h"

enum { TOKENS = LEARN_WORDS, PLACES = 1 << 18, FILE_MOST = 1 << 24, HEADLINE_LEAST = 4, HEADLINE_EVERY = 24 };

typedef struct sentence {
    syn_arena arena;
    syn_slice text;
    syn_word gold[TOKENS];
    uint32_t n, from;     /* from: byte at which the next token is looked for */
    bool bad;
} sentence;

static syn_model model;
static tags_memory *memory;
static bool tagging;
static learn_data data;
static size_t lost, number;

/* The word that a gold token is: what words_scan makes of it where it makes one word, else made after
 * its first character. */
static syn_word gold_word(sentence *s, size_t begin, size_t end) {
    syn_words words;
    syn_sentences cut;
    syn_slice token = slice_cut(s->text, begin, end);
    syn_word word = {.kind = WORD_SYMBOL};
    if (words_scan(&words, &cut, token, "en", &s->arena, NULL) != SYN_OK) exit(5);
    for (uint32_t i = 0; i < words.n && (i == 0 || word.kind > WORD_NUMBER); i++) word = words.at[i];
    if (words.n != 1) {
        word.fold = fold_hash(token);
        word.flags &= (uint8_t)~WORD_STOP;
    }
    word.flags &= (uint8_t)~(WORD_SPACE | WORD_LINE | WORD_PARAGRAPH);
    if (begin == 0) word.flags |= WORD_SPACE | WORD_LINE | WORD_PARAGRAPH;
    else if (s->text.ptr[begin - 1] == ' ') word.flags |= WORD_SPACE;
    word.begin = (uint32_t)begin;
    word.end = (uint32_t)end;
    return word;
}

static void add_token(sentence *s, syn_slice form, syn_slice tag) {
    size_t at = slice_find(s->text, form, s->from);
    if (s->n == TOKENS || at == SIZE_MAX || at > s->from + 8) {
        s->bad = true;
        return;
    }
    syn_word word = gold_word(s, at, at + form.len);
    for (word.upos = UPOS_X; word.upos && !slice_equal(tag, slice_str(word_upos_name(word.upos)));) word.upos--;
    s->from = (uint32_t)(at + form.len);
    s->gold[s->n++] = word;
}

static bool is_mark(const syn_word *word) { return word->upos == UPOS_PUNCT || word->upos == UPOS_SYM; }

static bool has_letters(syn_slice s) {
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] | 0x20) >= 'a' || (s.ptr[i] >= '0' && s.ptr[i] <= '9')) return true;
    return false;
}

/* Gives our words the tags of the gold ones; false if a word has none. */
static bool align(const sentence *s, syn_words *words) {
    for (uint32_t i = 0, g = 0; i < words->n; i++) {
        syn_word *word = &words->at[i];
        while (g < s->n && s->gold[g].end <= word->begin) g++;
        uint32_t best = g;
        for (uint32_t k = g; k < s->n && s->gold[k].begin < word->end; k++)
            if (is_mark(&s->gold[best]) && !is_mark(&s->gold[k])) best = k;
        if (best >= s->n || s->gold[best].begin >= word->end) return false;
        const syn_word *gold = &s->gold[best];
        bool inside = gold->begin < word->begin || gold->end > word->end;
        word->upos = gold->upos;
        if (inside && word->kind == WORD_PUNCT && has_letters(slice_cut(s->text, gold->begin, gold->end)))
            word->upos = UPOS_PUNCT;
    }
    return true;
}

static void learn_words(sentence *s, const syn_word *words, uint32_t n) {
    tag_word *seen = ARENA_ARRAY(&s->arena, tag_word, n + 2 * TAGS_REACH);
    if (!seen) exit(5);
    tags_see(seen, s->text, words, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t features[TAGS_FEATURES];
        size_t count = tags_features(&seen[TAGS_REACH + i], PLACES, features);
        learn_add(&data, (uint8_t)(words[i].upos - 1), features, (uint32_t)count);
    }
    learn_end(&data);
}

static bool same_cut(const syn_words *words, const sentence *s) {
    if (words->n != s->n) return false;
    for (uint32_t i = 0; i < s->n; i++)
        if (words->at[i].begin != s->gold[i].begin || words->at[i].end != s->gold[i].end) return false;
    return true;
}

typedef enum letter_style { STYLE_CAPS, STYLE_TITLE } letter_style;

static char upper(char c) { return (char)(c >= 'a' && c <= 'z' ? c & ~0x20 : c); }

/* The sentence again in the letters of a headline, for few are among the corpora: all capitals, or words but the
 * small ones. */
static void learn_headline(sentence *s, letter_style style) {
    char *text = (char *)(uintptr_t)s->text.ptr;  /* our own copy of it */
    for (uint32_t i = 0; i < s->n; i++) {
        syn_word *word = &s->gold[i];
        uint8_t upos = word->upos;
        bool small = upos == UPOS_ADP || upos == UPOS_DET || upos == UPOS_CCONJ || upos == UPOS_PART;
        if (style == STYLE_TITLE && (!small || i == 0) && (word->flags & WORD_SPACE))
            text[word->begin] = upper(text[word->begin]);
        for (uint32_t at = word->begin; style == STYLE_CAPS && at < word->end; at++) text[at] = upper(text[at]);
        *word = gold_word(s, word->begin, word->end);
        word->upos = upos;
    }
    learn_words(s, s->gold, s->n);
}

static void end_sentence(sentence *s) {
    syn_words words;
    syn_sentences cut;
    if (s->bad || !s->n) lost += s->bad;
    if (tagging && s->bad) {
        fputs("a token does not stand in its text\n", stderr);
        exit(1);
    }
    if (s->bad || !s->n) goto done;
    if (tagging) {
        if (!tags_sentence(&model, memory, s->text, s->gold, s->n, &s->arena)) exit(5);
        for (uint32_t i = 0; i < s->n; i++) puts(word_upos_name(s->gold[i].upos));
        putchar('\n');
        goto done;
    }
    if (words_scan(&words, &cut, s->text, "en", &s->arena, NULL) != SYN_OK) exit(5);
    learn_words(s, s->gold, s->n);
    if (!same_cut(&words, s) && align(s, &words)) learn_words(s, words.at, words.n);
    if (s->n >= HEADLINE_LEAST && ++number % HEADLINE_EVERY < 2)
        learn_headline(s, number % HEADLINE_EVERY ? STYLE_TITLE : STYLE_CAPS);
done:
    arena_reset(&s->arena);
    s->n = s->from = 0;
    s->bad = false;
}

static void read_line(sentence *s, syn_slice line) {
    static const char head[] = "# text = ";
    if (!line.len) end_sentence(s);
    if (slice_starts(line, SLICE_LIT(head))) s->text = arena_copy(&s->arena, slice_cut(line, sizeof head - 1, line.len));
    if (!line.len || line.ptr[0] == '#') return;
    syn_slice fields[4];
    size_t from = 0;
    for (unsigned k = 0; k < 4; k++) {
        size_t to = slice_find(line, SLICE_LIT("\t"), from);
        if (to == SIZE_MAX) return;
        fields[k] = slice_cut(line, from, to);
        from = to + 1;
    }
    if (!memchr(fields[0].ptr, '-', fields[0].len) && !memchr(fields[0].ptr, '.', fields[0].len))
        add_token(s, fields[1], fields[3]);
}

static syn_slice read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    char *bytes = aligned_alloc(16, FILE_MOST);
    size_t n = file && bytes ? fread(bytes, 1, FILE_MOST, file) : 0;
    if (file) fclose(file);
    return slice_of(bytes, n);
}

int main(int argc, char **argv) {
    static sentence s;
    char *line = NULL;
    size_t room = 0;
    tagging = argc == 3 && strcmp(argv[1], "--tag") == 0;
    if (argc > 1 && !(tagging && tags_open(&model, read_file(argv[2])))) {
        fputs("usage: tags < CONLLU > WEIGHTS, or tags --tag WEIGHTS < CONLLU\n", stderr);
        return 2;
    }
    syn_arena kept;
    arena_init(&s.arena, NULL);
    arena_init(&kept, NULL);
    if (tagging && !(memory = tags_memory_of(&model, UINT16_MAX, &kept))) exit(5);
    for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
        if (line[length - 1] == '\n') length--;
        read_line(&s, slice_of(line, (size_t)length));
    }
    end_sentence(&s);
    free(line);
    arena_free(&s.arena);
    arena_free(&kept);
    if (lost) fprintf(stderr, "%zu sentences left out: a token does not stand in their text\n", lost);
    if (!tagging) fprintf(stderr, "%u words, %u sentences\n", data.words, data.count);
    static const learn_settings settings = {.rounds = 5, .kept = 3, .rate = 0.1f, .left_out = 0.1f};
    return tagging || learn_write(&data, &settings, PLACES, stdout) ? 0 : 5;
}
