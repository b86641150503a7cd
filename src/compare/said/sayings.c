/* sayings.c - what the reports of a story quote, as lists of words.
 *
 * In: the quotes of all reports. Out: sayings.list and sayings.words, and the map of all runs of words that a report quotes.
 * The idea: what is no wording (digits for a small number, British and American spelling, typographic marks) is folded away in
 * the key of a word; what reported speech changes (person, tense, place) in its loose key. Linear in the words. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/said/sayings.h"
#include "text/background.h"
#include "text/digits.h"
#include "text/fold.h"

#define LONGEST_WORD 24     /* bytes of a longer word are compared as they stand */
#define LEAST_REPORTED 5    /* words of reported speech */

/* Two words that fall together by chance only hide a difference. */
static uint64_t key_of(const syn_report *r, uint32_t w) {
    const char *digit = digits_of(r->words.at[w].fold, "en");
    if (digit) return fold_hash(slice_str(digit));
    syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    char text[LONGEST_WORD * 3 + 4], out[LONGEST_WORD * 3 + 4];
    if (word.len > LONGEST_WORD) return r->words.at[w].fold;
    size_t n = fold_text(word, text), m = 0;
    if (n < 5 || memchr(text, '\'', n)) return r->words.at[w].fold;
    for (size_t i = 0; i < n; i++) {
        bool ends = i + 2 >= n || (i + 3 == n && text[i + 2] == 's');
        /* colour */
        if (text[i] == 'u' && n > 5 && i > 1 && text[i - 1] == 'o' && i + 1 < n && text[i + 1] == 'r') continue;
        /* travelled */
        if (text[i] == 'l' && i && text[i - 1] == 'l') continue;
        /* centre */
        if (ends && text[i] == 'r' && i + 1 < n && text[i + 1] == 'e') {
            out[m++] = 'e';
            out[m++] = 'r';
            i++;
            continue;
        }
        /* organize, defence */
        out[m++] = text[i] == 'z' || (ends && text[i] == 'c' && i + 1 < n && text[i + 1] == 'e') ? 's' : text[i];
    }
    return slice_hash(slice_of(out, m));
}

static said_word word_of(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    said_word out = {.key = key_of(r, w), .loose = word->stem, .word = w};
    const lexicon_entry *shift = lexicon_word(&lexicon_compare_shifts, word->fold);
    const lexicon_entry *class = lexicon_word(&lexicon_compare_synonyms, word->fold);
    if (shift) out.loose = hash_join(1, fold_hash(slice_str(shift->value)));
    else if (class) out.loose = hash_join(2, fold_hash(slice_str(class->value)));
    syn_slice text = slice_cut(r->text, word->begin, word->end);
    if (word_is_content(word) && slice_find(text, SLICE_LIT("'"), 0) == SIZE_MAX && slice_find(text, SLICE_LIT("’"), 0) == SIZE_MAX) {
        out.traits = SAID_CONTENT;
        out.rarity = (float)background_rarity(word->stem);
    }
    if (lexicon_word(&lexicon_compare_negations, word->fold)) out.traits |= SAID_DENIES;
    if (word->flags & WORD_CAPITAL) out.traits |= SAID_CAPITAL;
    return out;
}

/* An ellipsis: the sign, points in a row, or points with spaces between them. */
static bool is_ellipsis(const syn_report *r, uint32_t w) {
    syn_slice mark = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    if (slice_starts(mark, SLICE_LIT("…")) || slice_starts(mark, SLICE_LIT(".."))) return true;
    return slice_equal(mark, SLICE_LIT(".")) && w && r->words.at[w - 1].kind == WORD_PUNCT &&
           r->words.at[w - 1].end - r->words.at[w - 1].begin == 1 && r->text.ptr[r->words.at[w - 1].begin] == '.';
}

/* "[W]e", "[t]he": an editor changed the first letter. A bracket that opens the quotation can lie outside of it. */
static bool goes_on(const syn_report *r, uint32_t letter, uint32_t w) {
    return w == letter + 2 && r->words.at[letter].end - r->words.at[letter].begin == 1 && !(r->words.at[w].flags & WORD_SPACE) &&
           r->text.ptr[r->words.at[w - 1].begin] == ']' && !(r->words.at[w - 1].flags & WORD_SPACE) &&
           r->words.at[w].kind == WORD_LETTERS;
}

static uint64_t joined_key(const syn_report *r, uint32_t letter, uint32_t w) {
    char text[LONGEST_WORD + 1];
    syn_slice rest = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    if (rest.len >= LONGEST_WORD) return r->words.at[w].fold;
    text[0] = r->text.ptr[r->words.at[letter].begin];
    memcpy(text + 1, rest.ptr, rest.len);
    return fold_hash(slice_of(text, rest.len + 1));
}

/* True if the source of a quote has a name of its speaker. */
static bool is_named(const story *s, uint32_t report, const syn_quote *quote) {
    const syn_report *r = s->reports[report];
    if (!span_present(quote->source)) return false;
    for (uint32_t w = report_word_at(r, quote->source.begin); w < r->words.n && r->words.at[w].begin < quote->source.end; w++) {
        uint32_t m = s->mention_at[report][w];
        if (m != REPORT_NONE && r->mentions.at[m].entity == quote->entity && r->mentions.at[m].form == FORM_NAME) return true;
    }
    return false;
}

static bool add_saying(story *s, sayings *all, saying one) {
    const syn_report *r = s->reports[one.report];
    syn_span span = saying_span(s, &one);
    bool gap = false, bracket = false;
    one.first = all->words.n;
    for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end &&
         one.count < SAYING_LONGEST; w++) {
        const syn_word *word = &r->words.at[w];
        char c = r->text.ptr[word->begin];
        said_word *last = one.count ? &all->words.at[all->words.n - 1] : NULL;
        if (word->kind == WORD_PUNCT) {
            if (is_ellipsis(r, w)) gap = true;
            else if (last && (c == '.' || c == '!' || c == '?')) last->traits |= SAID_STOP;
            if (c == '[' || c == ']') bracket = c == '[';
            continue;
        }
        if (word->kind == WORD_URL || (word->kind == WORD_SYMBOL && c == '*')) continue;
        if (last && word->flags & WORD_PARAGRAPH) last->traits |= SAID_STOP;
        said_word said = word_of(r, w);
        if (last && goes_on(r, last->word, w)) {
            one.own += (last->traits & SAID_BRACKETED) != 0;
            last->key = last->loose = joined_key(r, last->word, w);
            last->traits = said.traits;
            continue;
        }
        if (gap) said.traits |= SAID_AFTER_GAP;
        if (bracket) said.traits |= SAID_BRACKETED;
        one.own += !bracket;
        gap = false;
        if (!VEC_PUSH(s->scratch, &all->words, said)) return false;
        one.count++;
    }
    one.open_end = gap;
    return one.count == 0 || (one.reported && one.count < LEAST_REPORTED) || VEC_PUSH(s->scratch, &all->list, one);
}

static bool collect_report(story *s, sayings *all, uint32_t r) {
    const syn_report *report = s->reports[r];
    for (uint32_t q = 0; q < report->quotes.n && all->list.n < CAP_STATEMENTS; q++) {
        const syn_quote *quote = &report->quotes.at[q];
        saying one = {.report = r, .quote = q, .person = REPORT_NONE, .utterance = REPORT_NONE, .next = REPORT_NONE};
        one.reported = quote->kind == QUOTE_INDIRECT || quote->kind == QUOTE_MIXED;
        one.copied = s->out->sources[r].copy_of != REPORT_NONE;
        if (quote->entity != REPORT_NONE) one.person = s->person_of[r][quote->entity];
        one.named = one.person != REPORT_NONE && is_named(s, r, quote);
        if (one.reported && (one.copied || one.person == REPORT_NONE)) continue;
        if (quote->entity == REPORT_NONE && span_present(quote->source)) one.person = story_unnamed_at(s, r, quote->source);
        for (one.part = 0; one.part < quote->contents; one.part++)
            if (!add_saying(s, all, one)) return false;
    }
    return true;
}

bool sayings_collect(story *s, sayings *all) {
    for (uint32_t r = 0; r < s->count; r++)
        if (!collect_report(s, all, r)) return false;
    size_t cells = (size_t)(SAYING_LONGEST + 1) * (SAYING_LONGEST + 1);
    all->best = ARENA_ARRAY(s->scratch, uint16_t, cells);
    all->match = ARENA_ARRAY(s->scratch, uint16_t, cells);
    return all->best && all->match;
}

uint64_t saying_run(const sayings *all, const saying *one, uint32_t at, uint32_t run) {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < run && at + i < one->count; i++) hash = hash_join(hash, said_at(all, one, at + i)->key);
    return hash;
}

/* Of a short run in one utterance of a report, of a long one in the report. */
static uint64_t run_key(const sayings *all, const saying *one, uint32_t at, uint32_t run, uint32_t report, uint32_t utterance) {
    return hash_join(hash_join(saying_run(all, one, at, run), report), run == SAYING_RUN ? utterance : REPORT_NONE);
}

bool sayings_index(story *s, sayings *all) {
    static const uint32_t runs[] = {SAYING_RUN, SAYING_LONG_RUN};
    map_init(&all->said, s->scratch);
    map_init(&all->again, s->scratch);
    for (uint32_t i = 0; i < all->list.n; i++) {
        const saying *one = &all->list.at[i];
        for (uint32_t k = 0; k < 2 && !one->reported; k++)
            for (uint32_t at = 0; at + runs[k] <= one->count; at++) {
                uint64_t key = run_key(all, one, at, runs[k], one->report, one->utterance);
                uint32_t *first = map_slot_of(&all->said, key, i);
                if (!first || (*first != i && !map_slot_of(&all->again, key, i))) return false;
            }
    }
    return true;
}

static bool has_run(const sayings *all, const saying *one, const saying *fullest, uint32_t at, uint32_t run) {
    uint64_t key = run_key(all, fullest, at, run, one->report, one->utterance);
    uint32_t found = map_get(&all->said, key);
    return found != MAP_NONE && (&all->list.at[found] != one || map_get(&all->again, key) != MAP_NONE);
}

bool sayings_quote_too(const sayings *all, const saying *one, const saying *fullest, uint32_t from, uint32_t to) {
    static const uint32_t runs[] = {SAYING_RUN, SAYING_LONG_RUN};
    for (uint32_t k = 0; k < 2; k++)
        if (to >= from + runs[k] && (has_run(all, one, fullest, from, runs[k]) || has_run(all, one, fullest, to - runs[k], runs[k])))
            return true;
    return false;
}
