/* statements.c - sentences become statements, and statements become lists of weighted terms.
 *
 * In: the marked reports and who is who. Out: story.statements, story.terms. A sentence is one statement unless it is
 * long; a long one is parted before a comma or semicolon that opens a clause (lexicon/en/clauses.txt), never inside a
 * quotation, and only where both sides say something.
 * The weight of a term: how rare it is in news at large (text/background.h) and in this story; names weigh less the more
 * statements hold them. A word's class of meaning (lexicon/en/synonyms.txt) stands for the word.
 * Not done: clauses by syntax; who does what to whom. */
#include <math.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/timex.h"
#include "text/background.h"

#define LONG_WORDS 18        /* words of a sentence that is parted */
#define LEAST_CLAUSE 7       /* words of a part */
#define DATELINE_WORDS 12    /* words in which a dateline ends */
#define LONGEST_BYTES 450    /* a longer statement is parted at any comma */

bool word_is_content(const syn_word *word) {
    return (word->kind == WORD_LETTERS || word->kind == WORD_NUMBER || word->kind == WORD_HASHTAG) &&
           !(word->flags & WORD_STOP);
}

static bool is_char(const syn_report *r, uint32_t w, char c) {
    return r->words.at[w].end - r->words.at[w].begin == 1 && r->text.ptr[r->words.at[w].begin] == c;
}

static bool add_statement(story *s, uint32_t report, uint32_t sentence, uint32_t from, uint32_t to) {
    const syn_report *r = s->reports[report];
    while (from < to && (is_char(r, from, ',') || is_char(r, from, ';'))) from++;
    while (to > from && (is_char(r, to - 1, ',') || is_char(r, to - 1, ';'))) to--;
    if (from >= to || s->statements.n >= CAP_STATEMENTS) return true;
    statement st = {.report = report, .sentence = sentence, .word = from, .words = to - from, .cluster = REPORT_NONE};
    st.span = (syn_span){r->words.at[from].begin, r->words.at[to - 1].end};
    uint32_t block = report_block_at(r, st.span.begin);
    st.embed = block != REPORT_NONE && r->blocks.at[block].kind == BLOCK_EMBED && r->blocks.at[block].repeats != REPORT_NONE;
    st.copied = s->out->sources[report].copy_of != REPORT_NONE;
    return VEC_PUSH(s->scratch, &s->statements, st);
}

/* True for the words of a report that stand inside a direct or block quotation. */
static bool quoted_words(story *s, const syn_report *r, uint8_t **out) {
    *out = ARENA_ARRAY(s->scratch, uint8_t, r->words.n + 1);
    if (!*out) return false;
    for (uint32_t q = 0; q < r->quotes.n; q++) {
        if (r->quotes.at[q].kind != QUOTE_DIRECT && r->quotes.at[q].kind != QUOTE_BLOCK) continue;
        for (unsigned c = 0; c < r->quotes.at[q].contents; c++) {
            syn_span span = r->quotes.at[q].content[c];
            for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end; w++)
                (*out)[w] = 1;
        }
    }
    return true;
}

static bool clause_opens(const syn_report *r, uint32_t w, uint32_t end, bool any_comma) {
    if (is_char(r, w, ';')) return true;
    if (!is_char(r, w, ',')) return false;
    return any_comma || (w + 1 < end && lexicon_match(&lexicon_compare_clauses, r->words.at, w + 1, end));
}

/* The word behind the dateline that opens a report ("PORT LUNDE, May 14 (ABC) - "): a place in capitals, then a dash by
 * itself within DATELINE_WORDS. The first word, where there is none. */
static uint32_t behind_dateline(const syn_report *r, uint32_t first, uint32_t end) {
    if (first >= end || !(r->words.at[first].flags & WORD_ALL_CAPS)) return first;
    for (uint32_t w = first + 1; w + 1 < end && w - first < DATELINE_WORDS; w++) {
        syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
        bool dash = slice_equal(word, SLICE_LIT("-")) || slice_equal(word, SLICE_LIT("--")) ||
                    slice_equal(word, SLICE_LIT("–")) || slice_equal(word, SLICE_LIT("—"));
        if (dash && (r->words.at[w].flags & WORD_SPACE) && (r->words.at[w + 1].flags & WORD_SPACE)) return w + 1;
    }
    return first;
}

static bool part_sentence(story *s, uint32_t report, uint32_t index, const uint8_t *quoted) {
    const syn_report *r = s->reports[report];
    const syn_sentence *sentence = &r->sentences.at[index];
    uint32_t from = sentence->word, end = sentence->word + sentence->words;
    if (index == 0) from = behind_dateline(r, from, end);
    bool too_long = sentence->end - sentence->begin > LONGEST_BYTES;
    if (sentence->words > LONG_WORDS || too_long)
        for (uint32_t w = from + LEAST_CLAUSE; w + LEAST_CLAUSE < end; w++) {
            if (w - from < LEAST_CLAUSE || (quoted[w] && !too_long)) continue;
            bool far = r->words.at[w].end - r->words.at[from].begin > LONGEST_BYTES / 2;
            if (!clause_opens(r, w, end, too_long && far)) continue;
            if (!add_statement(s, report, index, from, w + 1)) return false;
            from = w + 1;
        }
    return add_statement(s, report, index, from, end);
}

static uint64_t mix(uint64_t kind, uint64_t value) { return hash_join(hash_join(0, kind), value); }

/* Adds a term to the list that is being built, once. */
static bool add_term(story *s, statement *st, uint64_t key, double rarity, bool name, bool value) {
    uint32_t *slot = map_slot_of(&s->term_index, key, s->terms.n);
    if (!slot) return false;
    uint32_t id = *slot;
    if (id == s->terms.n && !VEC_PUSH(s->scratch, &s->terms,
                                      (term){.key = key, .weight = rarity, .name = name, .value = value}))
        return false;
    for (uint32_t i = st->term; i < s->term_lists.n; i++)
        if (s->term_lists.at[i] == id) return true;
    if (s->term_lists.n - st->term >= CAP_SENTENCE_TOKENS) return true;
    s->terms.at[id].statements++;
    return VEC_PUSH(s->scratch, &s->term_lists, id);
}

static bool span_term(story *s, statement *st, const syn_report *r, uint32_t w) {
    uint32_t m = s->mention_at[st->report][w];
    if (m != REPORT_NONE) {
        const syn_mention *mention = &r->mentions.at[m];
        uint32_t person = mention->entity == REPORT_NONE ? REPORT_NONE : s->person_of[st->report][mention->entity];
        if (person != REPORT_NONE) {
            double rarity = s->out->people.at[person].type == NAME_PERSON ? 7.0 : 6.0;
            return add_term(s, st, mix(1, person), rarity, true, false);
        }
    }
    return true;
}

/* A time is its day and its clock time apart: a report may give one of them. */
static bool time_terms(story *s, statement *st, const syn_time *time) {
    syn_slice day = timex_day(time->value), clock = slice_cut(time->value, day.len, time->value.len);
    if (slice_ends(time->value, SLICE_LIT("_REF"))) return true;
    if (time->type == TIME_DURATION || time->type == TIME_SET)
        return add_term(s, st, mix(6, slice_hash(time->value)), 4.0, false, true);
    bool whole = !slice_starts(day, SLICE_LIT("XXXX-XX-XX"));  /* else only the clock time is known */
    if (whole && !add_term(s, st, mix(2, slice_hash(day)), 4.0, false, true)) return false;
    return clock.len < 5 || add_term(s, st, mix(7, slice_hash(slice_cut(clock, 0, 6 < clock.len ? 6 : clock.len))), 7.0,
                                     false, true);
}

/* The marks of times and numbers as terms. */
static bool value_terms(story *s, statement *st, const syn_report *r, uint32_t *time, uint32_t *number) {
    while (*time < r->times.n && r->times.at[*time].span.end <= st->span.begin) ++*time;
    for (uint32_t t = *time; t < r->times.n && r->times.at[t].span.begin < st->span.end; t++)
        if (!time_terms(s, st, &r->times.at[t])) return false;
    while (*number < r->numbers.n && r->numbers.at[*number].span.end <= st->span.begin) ++*number;
    for (uint32_t n = *number; n < r->numbers.n && r->numbers.at[n].span.begin < st->span.end; n++) {
        uint64_t bits;
        memcpy(&bits, &r->numbers.at[n].value, sizeof bits);
        if (!add_term(s, st, mix(3, bits), r->numbers.at[n].value > 3 ? 6.0 : 3.0, false, true)) return false;
    }
    return true;
}

static bool in_marked_value(const syn_report *r, uint32_t begin, uint32_t time, uint32_t number) {
    for (uint32_t t = time; t < r->times.n && r->times.at[t].span.begin <= begin; t++)
        if (begin < r->times.at[t].span.end) return true;
    for (uint32_t n = number; n < r->numbers.n && r->numbers.at[n].span.begin <= begin; n++)
        if (begin < r->numbers.at[n].span.end) return true;
    return false;
}

static void sort_terms(uint32_t *list, uint32_t n) {  /* short lists: insertion */
    for (uint32_t i = 1; i < n; i++) {
        uint32_t held = list[i], k = i;
        for (; k && list[k - 1] > held; k--) list[k] = list[k - 1];
        list[k] = held;
    }
}

static bool statement_terms(story *s, statement *st, uint32_t *time, uint32_t *number) {
    const syn_report *r = s->reports[st->report];
    uint32_t end = st->word + st->words;
    st->term = s->term_lists.n;
    if (!value_terms(s, st, r, time, number)) return false;
    for (uint32_t w = st->word; w < end;) {
        const syn_word *word = &r->words.at[w];
        if (lexicon_match(&lexicon_compare_negations, r->words.at, w, end)) st->negated = true;
        uint32_t m = s->mention_at[st->report][w];
        if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE &&
            s->person_of[st->report][r->mentions.at[m].entity] != REPORT_NONE) {
            if (!span_term(s, st, r, w)) return false;
            w++;
            continue;
        }
        const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, end);
        if (class) {
            uint64_t key = mix(4, slice_hash(slice_str(class->value)));
            if (!add_term(s, st, key, background_rarity(word->stem), false, false)) return false;
            w += class->words;
            continue;
        }
        if (word_is_content(word) && !in_marked_value(r, word->begin, *time, *number) &&
            !add_term(s, st, mix(5, word->stem), background_rarity(word->stem), false, false))
            return false;
        w++;
    }
    st->terms = s->term_lists.n - st->term;
    if (st->terms) sort_terms(s->term_lists.at + st->term, st->terms);
    return true;
}

static bool map_mentions(story *s) {
    s->mention_at = ARENA_ARRAY(s->scratch, uint32_t *, s->count + 1);
    if (!s->mention_at) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        uint32_t *at = s->mention_at[r] = ARENA_ARRAY(s->scratch, uint32_t, report->words.n + 1);
        if (!at) return false;
        for (uint32_t w = 0; w < report->words.n; w++) at[w] = REPORT_NONE;
        for (uint32_t m = 0; m < report->mentions.n; m++) {
            syn_span span = report->mentions.at[m].span;
            for (uint32_t w = report_word_at(report, span.begin); w < report->words.n &&
                 report->words.at[w].begin < span.end; w++)
                at[w] = m;
        }
    }
    return true;
}

/* A term that stands in much of the story tells its statements apart less. */
static void weigh(story *s) {
    double all = s->statements.n ? s->statements.n : 1;
    for (uint32_t t = 0; t < s->terms.n; t++) {
        term *one = &s->terms.at[t];
        double spread = log2(1.0 + all / (1.0 + one->statements)) / log2(1.0 + all / 2.0);  /* 1 for a term seen once */
        one->weight *= 0.25 + 0.75 * spread;
    }
    for (uint32_t i = 0; i < s->statements.n; i++) {
        statement *st = &s->statements.at[i];
        for (uint32_t k = 0; k < st->terms; k++) st->weight += s->terms.at[s->term_lists.at[st->term + k]].weight;
    }
}

uint32_t story_statement_at(const story *s, uint32_t report, uint32_t at) {
    uint32_t low = s->first_statement[report], high = s->first_statement[report + 1], first = low;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->statements.at[middle].span.begin <= at) low = middle + 1;
        else high = middle;
    }
    return low > first && at < s->statements.at[low - 1].span.end ? low - 1 : REPORT_NONE;
}

bool story_statements(story *s) {
    map_init(&s->term_index, s->scratch);
    s->first_statement = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1);
    if (!s->first_statement || !map_mentions(s)) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        uint8_t *quoted;
        uint32_t time = 0, number = 0;
        s->first_statement[r] = s->statements.n;
        if (!quoted_words(s, report, &quoted)) return false;
        for (uint32_t i = 0; i < report->sentences.n; i++)
            if (!part_sentence(s, r, i, quoted)) return false;
        for (uint32_t i = s->first_statement[r]; i < s->statements.n; i++)
            if (!statement_terms(s, &s->statements.at[i], &time, &number)) return false;
    }
    s->first_statement[s->count] = s->statements.n;
    weigh(s);
    return true;
}
