/* embeds.c - embedded posts: "... — A. Name (@name) May 3, 2018", and copies of what the prose beside them quotes.
 *
 * In: the finished text and its blocks. Out: blocks that are posts get BLOCK_EMBED; where the prose of the EMBED_BACK
 * blocks before or the EMBED_AHEAD behind says the same words, `repeats` is where they begin there. Signatures are a shape
 * (text/signatures.h) with a date behind it. A paragraph without one is a post if all its words stand in the paragraph before it, which has
 * quotation marks. Linear: each block is compared with a constant number of blocks, each cut at EMBED_LOOK bytes. */
#include "clean/parts.h"
#include "text/signatures.h"
#include "text/utf8.h"

#define EMBED_LOOK 4000   /* bytes of a block that are compared */
#define EMBED_BACK 3      /* blocks before a post that may quote it */
#define EMBED_AHEAD 1     /* blocks behind it */
#define EMBED_WORDS 8     /* words that must be the same, or the whole post if it has fewer, but EMBED_FEW */
#define EMBED_FEW 4
#define EMBED_STEPS 16
#define EMBED_ZONE 24     /* bytes behind a date: "at 5:00am PDT" */

/* The next signature with a date at or after *from: its span, and *from behind it. */
static bool signature_next(syn_slice s, size_t *from, size_t *begin, size_t *end) {
    text_signature sign;
    while (signature_find(s, *from, &sign)) {
        syn_civil day;
        size_t used;
        *from = sign.end;
        if (!date_read(slice_cut(s, sign.end, s.len), &day, &used)) continue;
        *begin = sign.begin;
        *end = *from = sign.end + used;
        return true;
    }
    return false;
}

/* Only links and blanks stand behind `at`. */
static bool only_links_behind(syn_slice s, size_t at) {
    syn_slice rest = blank_trim(slice_cut(s, at, s.len));
    if (rest.len == 0) return true;
    if (slice_starts(rest, SLICE_LIT("at ")) && rest.len <= EMBED_ZONE) return true;
    bool link = slice_starts(rest, SLICE_LIT("http")) || slice_starts(rest, SLICE_LIT("pic.twitter.com"));
    return link && !memchr(rest.ptr, ' ', rest.len);
}

/* True if the block ends in a signature. */
static bool is_signed(syn_slice s) {
    size_t from = 0, begin, end, last = SIZE_MAX;
    while (signature_next(s, &from, &begin, &end)) last = end;
    return last != SIZE_MAX && only_links_behind(s, last);
}

typedef struct embed_words {
    uint64_t *fold;
    uint32_t *begin;
    uint32_t n;
} embed_words;

/* The letters and numbers of a block's first EMBED_LOOK bytes, links left out. */
static syn_code words_of(embed_words *out, syn_slice s, syn_arena *arena, syn_error *error) {
    *out = (embed_words){0};
    if (s.len > EMBED_LOOK) s = slice_cut(s, 0, utf8_cut(s, EMBED_LOOK));
    syn_words words = {0};
    syn_code code = words_scan(&words, NULL, s, "", arena, error);
    if (code) return code;
    out->fold = ARENA_ARRAY(arena, uint64_t, words.n);
    out->begin = ARENA_ARRAY(arena, uint32_t, words.n);
    if (!out->fold || !out->begin) return arena_check(arena, "clean", error);
    for (uint32_t i = 0; i < words.n; i++) {
        if (words.at[i].kind == WORD_PUNCT || words.at[i].kind == WORD_SYMBOL || words.at[i].kind == WORD_URL) continue;
        out->fold[out->n] = words.at[i].fold;
        out->begin[out->n++] = words.at[i].begin;
    }
    return SYN_OK;
}

/* Where the first `need` words of `post` stand in `prose`, or REPORT_NONE. It gives up after EMBED_STEPS comparisons a word,
 * which only a text that repeats itself over and over can need. */
static uint32_t find_words(const embed_words *post, uint32_t from, uint32_t need, const embed_words *prose) {
    if (post->n < from + need || prose->n < need || need == 0) return REPORT_NONE;
    uint32_t steps = (post->n + prose->n) * EMBED_STEPS;
    for (uint32_t i = 0; i + need <= prose->n; i++) {
        uint32_t k = 0;
        while (k < need && prose->fold[i + k] == post->fold[from + k]) k++;
        if (k == need) return prose->begin[i];
        if (steps <= k) return REPORT_NONE;
        steps -= k;
    }
    return REPORT_NONE;
}

static bool has_quotes(syn_slice s) {
    if (s.len > EMBED_LOOK) s = slice_cut(s, 0, utf8_cut(s, EMBED_LOOK));
    return memchr(s.ptr, '"', s.len) || slice_find(s, SLICE_LIT("“"), 0) != SIZE_MAX || slice_find(s, SLICE_LIT("«"),
        0) != SIZE_MAX;
}

/* The block that stands `step` blocks before a post, or behind it (negative), if it is prose. */
static const syn_block *prose_beside(const syn_report *report, uint32_t at, int step) {
    if (step > 0 ? (uint32_t)step > at : at + (uint32_t)-step >= report->blocks.n) return NULL;
    const syn_block *block = &report->blocks.at[step > 0 ? at - (uint32_t)step : at + (uint32_t)-step];
    return block->kind == BLOCK_EMBED ? NULL : block;
}

/* Compares a post with the prose beside it; each post of the block may be the one that is quoted. */
static syn_code find_repeat(syn_report *report, uint32_t at, syn_arena *arena, syn_error *error) {
    syn_block *block = &report->blocks.at[at];
    syn_slice text = report_slice(report, block->span);
    embed_words post, prose;
    syn_code code = words_of(&post, text, arena, error);
    size_t from = 0, begin, end, start = 0;
    for (unsigned posts = 0; !code && posts < 4 && start < text.len; posts++) {
        bool is_signed = signature_next(text, &from, &begin, &end);
        uint32_t first = 0, past = 0;
        while (first < post.n && post.begin[first] < start) first++;
        for (past = first; past < post.n && (!is_signed || post.begin[past] < begin);) past++;
        uint32_t need = past - first < EMBED_WORDS ? past - first : EMBED_WORDS;
        for (int step = EMBED_BACK; !code && step >= -EMBED_AHEAD && need >= EMBED_FEW; step--) {
            int nearest = step > 0 ? EMBED_BACK + 1 - step : step;
            const syn_block *beside = nearest ? prose_beside(report, at, nearest) : NULL;
            if (!beside || (need < EMBED_WORDS && !has_quotes(report_slice(report, beside->span)))) continue;
            code = words_of(&prose, report_slice(report, beside->span), arena, error);
            if (code) return code;
            uint32_t found = find_words(&post, first, need, &prose);
            if (found == REPORT_NONE) found = find_words(&post, past - need, need, &prose);  /* its end, behind a cue */
            if (found == REPORT_NONE) continue;
            block->repeats = beside->span.begin + found;
            return SYN_OK;
        }
        if (!is_signed) break;
        start = end;
    }
    return code;
}

static bool is_plain_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* A dash, quotation mark or points (E2 80 ..) at `at`, which then is at its last byte. */
static bool plain_mark(syn_slice s, size_t *at) {
    if (s.len - *at < 3 || memcmp(s.ptr + *at, "\xE2\x80", 2) != 0) return false;
    if (!memchr("\x93\x94\x98\x99\x9C\x9D\xA6", s.ptr[*at + 2], 7)) return false;
    *at += 2;
    return true;
}

/* The longest word between blanks that has nothing but plain letters: no part of an address. */
static syn_slice longest_word(syn_slice text) {
    syn_slice longest = SLICE_NONE;
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        bool plain = true;
        for (end = at; end < text.len && text.ptr[end] != ' '; end++) plain = plain && is_plain_letter(text.ptr[end]);
        if (plain && end - at > longest.len) longest = slice_cut(text, at, end);
    }
    return longest;
}

/* Can a text's words not all stand in `prose`? Where that is written in plain letters, each plain word of the text stands in it,
 * whatever its capitals: the longest one is looked for, which is much cheaper than cutting both into words. */
static bool lacks_words(syn_slice text, syn_slice prose) {
    syn_slice longest = longest_word(text);
    for (size_t at = 0; at < prose.len; at++)
        if ((unsigned char)prose.ptr[at] >= 0x80 && !plain_mark(prose, &at)) return false;
    if (!longest.len) return false;
    for (size_t at = 0; at + longest.len <= prose.len; at++)
        if (((prose.ptr[at] ^ longest.ptr[0]) & ~0x20) == 0 &&
            slice_equal_ascii_case(slice_cut(prose, at, at + longest.len), longest)) return false;
    return true;
}

/* A paragraph that says, word for word, what the paragraph before it quotes. */
static syn_code is_copy(const syn_report *report, uint32_t at, syn_arena *arena, syn_error *error, bool *copy) {
    *copy = false;
    if (at == 0) return SYN_OK;
    syn_slice text = report_slice(report, report->blocks.at[at].span);
    syn_slice before = report_slice(report, report->blocks.at[at - 1].span);
    if (text.len > EMBED_LOOK || text.len > before.len + 40 || text.len < 30 || !has_quotes(before) || lacks_words(text, before))
        return SYN_OK;
    embed_words post, prose;
    syn_code code = words_of(&post, text, arena, error);
    if (!code) code = words_of(&prose, before, arena, error);
    if (code) return code;
    *copy = post.n >= EMBED_WORDS && find_words(&post, 0, post.n, &prose) != REPORT_NONE;
    return SYN_OK;
}

syn_code embeds_run(syn_report *report, syn_arena *scratch, syn_error *error) {
    syn_arena arena;
    arena_init(&arena, scratch->budget);
    syn_code code = SYN_OK;
    for (uint32_t i = 0; i < report->blocks.n && !code; i++) {
        syn_block *block = &report->blocks.at[i];
        bool post = block->kind == BLOCK_EMBED || is_signed(report_slice(report, block->span));
        if (!post && (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_QUOTE)) code = is_copy(report, i, &arena,
            error, &post);
        if (!code && post) {
            block->kind = BLOCK_EMBED;
            code = find_repeat(report, i, &arena, error);
        }
        arena_reset(&arena);
    }
    arena_free(&arena);
    return code;
}
