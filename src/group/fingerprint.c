/* fingerprint.c - sampled pairs of content words.
 *
 * In: the words of a report. Out: its fingerprint. The idea: what edited copies keep is content words that follow each
 * other (function words, punctuation and cases may change between them). Of all such pairs those with the smallest
 * hashes are kept; the choice hangs on the pair alone, so that two texts choose the same ones of a common passage
 * (Manber 1994; Broder 1997). Short texts are sampled more densely, so that wire items can be told. Time: linear in the
 * words, and at most FINGERPRINT_SAMPLES steps a sample. */
#include "group/fingerprint.h"

enum {
    FEWEST = 64,             /* samples that a report has on average at least, if it has as many pairs */
    QUOTE_WORDS = 250        /* a quotation that is not closed ends here */
};

typedef struct walk {        /* through the words of a text */
    syn_slice text;
    uint32_t quoted;         /* words since a quotation mark opened; 0: none is open */
    uint32_t *pairs, count;  /* all of them, as samples */
    uint64_t *named;         /* ... a bit for each */
} walk;

static bool is_mark(const walk *w, const syn_word *word, const char *mark, size_t length) {
    return word->end - word->begin == length && memcmp(w->text.ptr + word->begin, mark, length) == 0;
}

/* Follows quotation marks; the end of a line ends what is open. */
static void follow_quotes(walk *w, const syn_word *word, bool mark) {
    if (word->flags & WORD_LINE || w->quoted > QUOTE_WORDS) w->quoted = 0;
    if (w->quoted) w->quoted++;
    if (!mark) return;
    if (is_mark(w, word, "\"", 1)) w->quoted = !w->quoted;
    else if (is_mark(w, word, "\xe2\x80\x9c", 3)) w->quoted = 1;
    else if (is_mark(w, word, "\xe2\x80\x9d", 3)) w->quoted = 0;
}

static uint32_t sample_of(uint64_t left, uint64_t right, bool quoted) {
    uint64_t hash = hash_join(hash_join(0, left), right);
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return ((uint32_t)(hash >> 32) & ~SAMPLE_QUOTED) | (quoted ? SAMPLE_QUOTED : 0);
}

/* Gathers all pairs, counts the words, joins their hashes. */
static void gather(walk *w, const syn_words *words, fingerprint *out) {
    uint64_t last = 0;
    uint32_t sentence = UINT32_MAX;
    bool last_quoted = false, last_named = false;
    for (const syn_word *word = words->at; word < words->at + words->n; word++) {
        bool mark = word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL;
        follow_quotes(w, word, mark);
        if (mark) continue;
        out->exact = hash_join(out->exact, word->fold);
        out->words++;
        bool named = word->kind == WORD_NUMBER || (word->flags & WORD_CAPITAL && word->sentence == sentence);
        sentence = word->sentence;
        if (word->kind == WORD_POSSESSIVE || word->flags & WORD_STOP) continue;
        bool quoted = w->quoted > 0;
        if (last) {
            if (named || last_named) w->named[w->count / 64] |= 1ull << w->count % 64;
            w->pairs[w->count++] = sample_of(last, word->stem, quoted && last_quoted);
        }
        last = word->stem;
        last_quoted = quoted;
        last_named = named;
    }
    if (out->words && !out->exact) out->exact = 1;
}

/* The coarsest level at which a sample is kept. */
static unsigned level_of(uint32_t sample) {
    unsigned level = 0;
    while (level < SAMPLE_LEVELS && sample_kept(sample, level + 2)) level += 2;
    return level < SAMPLE_LEVELS && sample_kept(sample, level + 1) ? level + 1 : level;
}

/* The level of a text: FEWEST samples are left, and no more than there is room for. */
static unsigned choose_level(const walk *w) {
    uint32_t left[SAMPLE_LEVELS + 2] = {0};
    unsigned level = 0;
    for (uint32_t i = 0; i < w->count; i++) left[level_of(w->pairs[i])]++;
    for (unsigned k = SAMPLE_LEVELS; k-- > 0;) left[k] += left[k + 1];
    while (level < FINGERPRINT_COARSEST && left[level + 1] >= FEWEST) level++;
    while (level < SAMPLE_LEVELS && left[level] > FINGERPRINT_SAMPLES) level++;
    return level;
}

/* Samples so far, of which `bits` are hashed: most new ones are told at once. */
static bool known(const fingerprint *f, uint32_t sample, uint64_t bits[4]) {
    uint64_t bit = 1ull << (sample >> 1 & 63), *word = &bits[sample >> 7 & 3];
    if (!(*word & bit)) {
        *word |= bit;
        return false;
    }
    for (uint32_t i = 0; i < f->count; i++)
        if ((f->samples[i] ^ sample) <= SAMPLE_QUOTED) return true;
    return false;
}

bool fingerprint_of(const syn_report *report, fingerprint *out, syn_arena *arena) {
    *out = (fingerprint){0};
    size_t words = report->words.n + 1;
    walk w = {.text = report->text, .named = ARENA_ARRAY(arena, uint64_t, words / 64 + 1), .pairs = ARENA_ARRAY(arena, uint32_t, words)};
    if (!w.pairs || !w.named) return false;
    gather(&w, &report->words, out);
    out->level = (uint8_t)choose_level(&w);
    uint64_t bits[4] = {0};
    out->samples = w.pairs;  /* kept ones move to the front */
    for (uint32_t i = 0; i < w.count && out->count < FINGERPRINT_SAMPLES; i++) {
        if (!sample_kept(w.pairs[i], out->level) || known(out, w.pairs[i], bits)) continue;
        out->named[out->count / 64] |= (w.named[i / 64] >> i % 64 & 1) << out->count % 64;
        out->samples[out->count++] = w.pairs[i];
    }
    arena_trim(arena, w.pairs, words * sizeof *w.pairs, out->count * sizeof *w.pairs);
    return true;
}
