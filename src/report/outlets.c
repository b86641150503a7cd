/* outlets.c - whose text a report is.
 *
 * What tells, from sure to less sure: a line that says where the text was published first; the dateline's agency; an agency in the
 * byline; an agency in brackets, or alone in a line, at the text's end. Not asked: sentences of the text itself ("Reuters reported"),
 * which credit a passage; that is the work of compare. */
#include "report/outlets.h"

#include <string.h>

#include "report/lexicon/lexicon.gen.h"

enum {
    LAST_WORDS = 30,         /* words of a text's end in which a credit stands */
    LINE_WORDS = 40,         /* ... and of its end and its beginning in which a line may say where it was first */
    SHORT_NAME = 4,          /* an agency's name of so few letters must be written in capitals */
    NAME_WORDS = 6,          /* of an outlet */
    LEAST_LETTERS = 3
};

/* ---- agencies ----------------------------------------------------------------------------------------------------- */

const lexicon_entry *agency_at(const syn_word *words, uint32_t at, uint32_t end) {
    const lexicon_entry *e = lexicon_match(&lexicon_report_agencies, words, at, end);
    if (!e || (e->words == 1 && strlen(e->phrase) <= SHORT_NAME && !(words[at].flags & WORD_ALL_CAPS))) return NULL;
    return (words[at].flags & WORD_CAPITAL) || strlen(e->phrase) <= SHORT_NAME ? e : NULL;
}

const lexicon_entry *agency_in(syn_slice text, bool any, syn_slice *name, syn_arena *scratch) {
    syn_words words = {0};
    syn_sentences sentences = {0};
    *name = SLICE_NONE;
    if (!text.len || words_scan(&words, &sentences, text, "en", scratch, NULL) != SYN_OK) return NULL;
    for (uint32_t w = 0; w < words.n; w++) {
        const lexicon_entry *e = any ? lexicon_match(&lexicon_report_agencies, words.at, w, words.n) : agency_at(words.at, w, words.n);
        if (!e) continue;
        *name = slice_cut(text, words.at[w].begin, words.at[w + e->words - 1].end);
        return e;
    }
    return NULL;
}

const lexicon_entry *agency_of(const syn_report *r, syn_slice *name, syn_arena *scratch) {
    const lexicon_entry *e = agency_in(r->dateline.agency, true, name, scratch);
    for (uint32_t k = 0; k < r->byline.n && !e; k++) e = agency_in(r->byline.at[k], false, name, scratch);
    return e;
}

syn_slice agency_last(const syn_report *r, bool *helped) {
    uint32_t from = r->words.n > LAST_WORDS ? r->words.n - LAST_WORDS : 0;
    *helped = false;
    for (uint32_t w = from; w < r->words.n; w++) {
        const lexicon_entry *e = agency_at(r->words.at, w, r->words.n);
        if (!e) continue;
        uint32_t end = w + e->words;
        syn_slice before = w ? slice_cut(r->text, r->words.at[w - 1].begin, r->words.at[w - 1].end) : SLICE_NONE;
        bool bracket = slice_equal(before, SLICE_LIT("(")) && end < r->words.n && r->text.ptr[r->words.at[end].begin] == ')' && end + 2 >= r->words.n;
        bool line = (r->words.at[w].flags & WORD_LINE) && end + 1 >= r->words.n;
        *helped = false;
        for (uint32_t k = from; k < r->words.n && !*helped; k++)
            *helped = r->words.at[k].sentence == r->words.at[w].sentence &&
                      lexicon_match(&lexicon_report_credits, r->words.at, k, r->words.n);
        if (bracket || line || *helped) return slice_cut(r->text, r->words.at[w].begin, r->words.at[end - 1].end);
        w = end - 1;
    }
    return SLICE_NONE;
}

/* ---- outlets ------------------------------------------------------------------------------------------------------ */

syn_slice outlet_owner(syn_slice source) {
    size_t first = 0, best = 0, length = 0, points = 0;
    for (size_t i = 0; i <= source.len; i++) {
        if (i < source.len && source.ptr[i] == ' ') return source;
        if (i < source.len && source.ptr[i] != '.') continue;
        bool www = slice_equal(slice_cut(source, first, i), SLICE_LIT("www"));
        if (!www && i < source.len && i - first > length) best = first, length = i - first;
        points += i < source.len;
        first = i + 1;
    }
    return points ? slice_cut(source, best, best + length) : source;
}

uint64_t outlet_letters(syn_slice text, uint64_t hash, size_t *letters) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
        if (c <= ' ' || c == '.' || c == '-') continue;
        hash = hash_join(hash, c);
        ++*letters;
    }
    return hash;
}

static bool starts_with_the(syn_slice s) { return s.len > 3 && (s.ptr[0] | 32) == 't' && (s.ptr[1] | 32) == 'h' && (s.ptr[2] | 32) == 'e'; }

uint64_t outlet_key(syn_slice name, bool *agency, syn_arena *scratch) {
    syn_words words = {0};
    size_t letters = 0;
    syn_slice owner = outlet_owner(slice_trim(name));
    *agency = false;
    if (!owner.len || words_scan(&words, NULL, owner, "en", scratch, NULL) != SYN_OK || !words.n) return 0;
    uint32_t the = starts_with_the(owner) && words.n > 1 && words.at[0].end == 3;
    const lexicon_entry *e = lexicon_match(&lexicon_report_agencies, words.at, 0, words.n);
    if (!e && the) e = lexicon_match(&lexicon_report_agencies, words.at, 1, words.n);
    *agency = e && e->words + the + 1u >= words.n;  /* "Reuters", "the Reuters agency" */
    if (*agency) return slice_hash(slice_str(e->value));
    uint64_t hash = outlet_letters(starts_with_the(owner) ? slice_cut(owner, 3, owner.len) : owner, 1, &letters);
    return letters < LEAST_LETTERS ? 0 : hash;
}

static bool is_name(const syn_word *word) { return (word->flags & WORD_CAPITAL) || word->kind == WORD_URL || word->kind == WORD_NUMBER; }

/* The name that begins at a word: words with capitals, and small ones between them. */
static syn_slice name_from(const syn_word *words, uint32_t at, uint32_t count, syn_slice text) {
    uint32_t end = at, last = at;
    if (at < count && words[at].kind == WORD_NUMBER) return SLICE_NONE;  /* a year */
    for (; end < count && end - at < NAME_WORDS; end++) {
        if (is_name(&words[end])) last = end + 1;
        else if (!(words[end].flags & WORD_STOP) && words[end].kind != WORD_SYMBOL) break;
        if (end > at && words[end].flags & WORD_LINE) break;
    }
    return last > at ? slice_cut(text, words[at].begin, words[last - 1].end) : SLICE_NONE;
}

static bool is_mark(const syn_word *word) { return word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL; }

/* Nothing but an agency, and marks around it. */
static syn_slice lone_agency(const syn_word *words, uint32_t count, syn_slice text) {
    uint32_t w = 0;
    while (w < count && is_mark(&words[w])) w++;
    const lexicon_entry *e = w < count ? agency_at(words, w, count) : NULL;
    if (!e) return SLICE_NONE;
    syn_slice name = slice_cut(text, words[w].begin, words[w + e->words - 1].end);
    for (w += e->words; w < count && is_mark(&words[w]);) w++;
    return w == count ? name : SLICE_NONE;
}

syn_slice outlet_credited(const syn_word *words, uint32_t count, syn_slice text) {
    for (uint32_t w = 0; w < count; w++) {
        const lexicon_entry *e = lexicon_match(&lexicon_report_firsts, words, w, count);
        if (!e) continue;
        syn_slice name = name_from(words, w + e->words, count, text);
        if (name.len) return name;
    }
    return lone_agency(words, count, text);
}

syn_slice outlet_of_text(const syn_report *r, syn_arena *scratch) {
    uint32_t from = r->words.n > LINE_WORDS ? r->words.n - LINE_WORDS : 0;
    syn_slice name = r->credited;
    bool helped;
    if (!name.len && from) name = outlet_credited(r->words.at, from < LINE_WORDS ? from : LINE_WORDS, r->text);
    if (!name.len) name = outlet_credited(r->words.at + from, r->words.n - from, r->text);
    if (!name.len) name = r->dateline.agency;
    if (!name.len) agency_of(r, &name, scratch);
    if (name.len) return name;
    name = agency_last(r, &helped);
    return helped ? SLICE_NONE : name;
}
