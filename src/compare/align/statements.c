/* statements.c - clauses become statements, and statements become lists of weighted terms.
 *
 * In: the marked reports and who is who. Out: story.statements, story.terms. A statement is a clause (clauses.c); its terms
 * are those of its core, and apart from them those that its subject lends it, where it has none of its own.
 * The weight of a term: how rare it is in news at large (text/background.h) and in this story; names weigh less the more
 * statements hold them. A word's class of meaning (lexicon/en/synonyms.txt) stands for the word.
 * Not done: who does what to whom. */
#include <math.h>

#include "base/caps.h"
#include "compare/align/clauses.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/timex.h"
#include "compare/words.h"
#include "text/background.h"

#define DATELINE_WORDS 12    /* words in which a dateline ends */
#define TAG_WORDS 6          /* ... and the tag of a politician */

bool word_is_content(const syn_word *word) {
    return (word->kind == WORD_LETTERS || word->kind == WORD_NUMBER || word->kind == WORD_HASHTAG) &&
           !(word->flags & WORD_STOP);
}

static bool add_statement(story *s, uint32_t report, uint32_t sentence, const clause *cl) {
    const syn_report *r = s->reports[report];
    if (!cl->words || s->statements.n >= CAP_STATEMENTS) return true;
    statement st = {.report = report, .sentence = sentence, .word = cl->word, .words = cl->words, .core = cl->core,
                    .cores = cl->cores, .quote = cl->quote, .head = cl->head, .heads = cl->heads, .cluster = REPORT_NONE};
    st.span = (syn_span){r->words.at[st.word].begin, r->words.at[st.word + st.words - 1].end};
    uint32_t block = report_block_at(r, st.span.begin);
    st.embed = block != REPORT_NONE && r->blocks.at[block].kind == BLOCK_EMBED && r->blocks.at[block].repeats != REPORT_NONE;
    st.copied = s->out->sources[report].copy_of != REPORT_NONE;
    return VEC_PUSH(s->lasting, &s->statements, st);
}

/* A dateline ("PORT LUNDE, May 14 (ABC) - ", "Port Lunde (ABC) -- ") begins in capitals or ends in a bracket, and has no word in
 * small letters; a name alone ("Ann Lund - the oldest of them - said") is none. Where the dash was lost it is the place that mark has found. */
uint32_t words_behind_dateline(const syn_report *r, uint32_t from, uint32_t end) {
    syn_slice place = r->dateline.place;
    uint32_t at = from;
    if (from < end && place.len && place.ptr == r->text.ptr + r->words.at[from].begin)
        while (at < end && r->text.ptr + r->words.at[at].begin < place.ptr + place.len) at++;
    if (at > from && at < end && (r->words.at[at].flags & WORD_CAPITAL)) return at;
    for (uint32_t w = from; w + 1 < end && w - from < DATELINE_WORDS; w++) {
        const syn_word *word = &r->words.at[w];
        bool spaced = (word->flags & WORD_SPACE) && (word[1].flags & WORD_SPACE);
        bool lost = w > from && text_lost_dash(report_slice(r, (syn_span){word[-1].end, word->begin}));
        if (lost && (r->words.at[from].flags & WORD_ALL_CAPS)) return w;
        if (w > from && spaced && (word_is_dash(r, w) || text_lost_dash(word_text(r, w))))
            return (r->words.at[from].flags & WORD_ALL_CAPS) || word_reads(r, w - 1, ")") ? w + 1 : from;
        if (word->kind == WORD_LETTERS && !(word->flags & WORD_CAPITAL)) break;
    }
    return from;
}

static bool part_sentence(story *s, uint32_t report, uint32_t index, clause_reader *reader, clauses *parts) {
    const syn_report *r = s->reports[report];
    const syn_sentence *sentence = &r->sentences.at[index];
    uint32_t from = sentence->word, end = sentence->word + sentence->words;
    if (r->words.at[from].flags & WORD_LINE) from = words_behind_dateline(r, from, end);
    parts->n = 0;
    if (!clauses_find(reader, from, end, parts, s->scratch)) return false;
    for (uint32_t i = 0; i < parts->n; i++)
        if (!add_statement(s, report, index, &parts->at[i])) return false;
    return true;
}

static uint64_t mix(uint64_t kind, uint64_t value) { return hash_join(hash_join(0, kind), value); }

/* Adds a term to the list that is being built, once. */
static bool add_term(story *s, const statement *st, uint64_t key, double rarity, bool name, bool value,
                     const syn_word *word) {
    uint32_t *slot = map_slot_of(&s->term_index, key, s->terms.n);
    if (!slot) return false;
    uint32_t id = *slot;
    if (id == s->terms.n) {
        term new = {.key = key, .rarity = rarity, .weight = rarity, .name = name, .value = value};
        if (word) new.vector = vectors_word(&s->vectors, word).at;
        if (!VEC_PUSH(s->lasting, &s->terms, new)) return false;
    }
    for (uint32_t i = st->term; i < s->term_lists.n; i++)
        if (s->term_lists.at[i] == id) return true;
    if (s->term_lists.n - st->term >= CAP_SENTENCE_TOKENS) return true;
    s->terms.at[id].statements++;
    return VEC_PUSH(s->lasting, &s->term_lists, id);
}

static bool span_term(story *s, const statement *st, const syn_report *r, uint32_t w) {
    uint32_t m = s->mention_at[st->report][w];
    if (m != REPORT_NONE) {
        const syn_mention *mention = &r->mentions.at[m];
        uint32_t person = mention->entity == REPORT_NONE ? REPORT_NONE : s->person_of[st->report][mention->entity];
        if (person != REPORT_NONE) {
            double rarity = s->out->people.at[person].type == NAME_PERSON ? 7.0 : 6.0;
            return add_term(s, st, mix(1, person), rarity, true, false, NULL);
        }
    }
    return true;
}

/* A time is its day and its clock time apart: a report may give one of them. */
static bool time_terms(story *s, const statement *st, const syn_time *time) {
    syn_slice day = timex_day(time->value), clock = slice_cut(time->value, day.len, time->value.len);
    if (slice_ends(time->value, SLICE_LIT("_REF"))) return true;
    if (time->type == TIME_DURATION || time->type == TIME_SET)
        return add_term(s, st, mix(6, slice_hash(time->value)), 4.0, false, true, NULL);
    bool whole = !slice_starts(day, SLICE_LIT("XXXX-XX-XX"));  /* else only the clock time is known */
    if (whole && !add_term(s, st, mix(2, slice_hash(day)), 4.0, false, true, NULL)) return false;
    return clock.len < 5 || add_term(s, st, mix(7, slice_hash(slice_cut(clock, 0, 6 < clock.len ? 6 : clock.len))), 7.0,
                                     false, true, NULL);
}

/* The marks of times and numbers as terms. */
static bool value_terms(story *s, const statement *st, const syn_report *r, syn_span core, uint32_t *time, uint32_t *number) {
    while (*time < r->times.n && r->times.at[*time].span.end <= core.begin) ++*time;
    for (uint32_t t = *time; t < r->times.n && r->times.at[t].span.begin < core.end; t++)
        if (!time_terms(s, st, &r->times.at[t])) return false;
    while (*number < r->numbers.n && r->numbers.at[*number].span.end <= core.begin) ++*number;
    for (uint32_t n = *number; n < r->numbers.n && r->numbers.at[n].span.begin < core.end; n++) {
        uint64_t bits;
        memcpy(&bits, &r->numbers.at[n].value, sizeof bits);
        if (!add_term(s, st, mix(3, bits), r->numbers.at[n].value > 3 ? 6.0 : 3.0, false, true, NULL)) return false;
        if (r->numbers.at[n].kind == NUMBER_COUNT && r->numbers.at[n].value > 3 &&
            !add_term(s, st, mix(8, 0), 3.0, false, true, NULL))
            return false;
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

/* Behind the tag at word w that a name carries in brackets, of a party and where it is from ("(R-KY)"); w where none stands. */
static uint32_t behind_tag(const syn_report *r, uint32_t w, uint32_t end) {
    if (!word_is(r, w, "(") || w + 1 >= end || span_length((syn_span){r->words.at[w + 1].begin, r->words.at[w + 1].end}) != 1) return w;
    for (uint32_t k = w + 2; k < end && k <= w + TAG_WORDS; k++)
        if (word_is(r, k, ")")) return k + 1;
    return w;
}

/* The terms of the words [from, end) but for times and numbers. */
static bool word_terms(story *s, statement *st, uint32_t from, uint32_t end, uint32_t time, uint32_t number) {
    const syn_report *r = s->reports[st->report];
    for (uint32_t w = from; w < end;) {
        const syn_word *word = &r->words.at[w];
        uint32_t m = s->mention_at[st->report][w];
        if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE &&
            s->person_of[st->report][r->mentions.at[m].entity] != REPORT_NONE) {
            if (!span_term(s, st, r, w)) return false;
            w = behind_tag(r, w + 1, end);
            continue;
        }
        bool valued = in_marked_value(r, word->begin, time, number);  /* "this fall" is no fall */
        const lexicon_entry *class = valued || s->titled[st->report][w] ? NULL : lexicon_match(&lexicon_compare_synonyms, r->words.at, w, end);
        bool content = word_is_content(word) && !valued && !s->titled[st->report][w];
        uint64_t key = class ? mix(4, slice_hash(slice_str(class->value))) : mix(5, word->stem);
        if ((class || content) && !add_term(s, st, key, background_rarity(word->stem), false, false, word)) return false;
        w += class ? class->words : 1;
    }
    return true;
}

static bool holds_term(const uint32_t *list, uint32_t n, uint32_t t) {
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == t) return true;
    return false;
}

/* What its subject lends to a statement without one. */
static bool lent_terms(story *s, statement *st) {
    uint32_t own = st->term, owns = st->terms;
    st->term = st->lent = s->term_lists.n;
    if (!word_terms(s, st, st->head, st->head + st->heads, UINT32_MAX, UINT32_MAX)) return false;
    st->term = own;
    uint32_t kept = st->lent;
    for (uint32_t i = st->lent; i < s->term_lists.n; i++) {
        uint32_t t = s->term_lists.at[i];
        s->terms.at[t].statements--;
        if (!holds_term(s->term_lists.at + own, owns, t)) s->term_lists.at[kept++] = t;
    }
    s->term_lists.n = kept;
    st->lents = kept - st->lent;
    if (st->lents) sort_terms(s->term_lists.at + st->lent, st->lents);
    return true;
}

/* "May" with a capital inside a sentence is the month or a name. */
static bool is_month(const syn_report *r, uint32_t w) { return r->words.at[w].upos == UPOS_PROPN; }

static bool statement_terms(story *s, statement *st, uint32_t *time, uint32_t *number) {
    const syn_report *r = s->reports[st->report];
    uint32_t end = st->core + st->cores;
    st->term = s->term_lists.n;
    syn_span core = {r->words.at[st->core].begin, r->words.at[end - 1].end};
    if (!value_terms(s, st, r, core, time, number)) return false;
    for (uint32_t w = st->core; w < end && !st->negated; w++)
        st->negated = lexicon_match(&lexicon_compare_negations, r->words.at, w, end) != NULL;
    for (uint32_t w = st->core; w < end && !st->hedged; w++)
        st->hedged = lexicon_match(&lexicon_compare_hedges, r->words.at, w, end) != NULL && !is_month(r, w);
    if (!word_terms(s, st, st->core, end, *time, *number)) return false;
    st->terms = s->term_lists.n - st->term;
    if (st->terms) sort_terms(s->term_lists.at + st->term, st->terms);
    return statement_bigrams(s, st) && (!st->heads || lent_terms(s, st));
}

static bool map_mentions(story *s) {
    s->mention_at = ARENA_ARRAY(s->lasting, uint32_t *, s->count + 1);
    s->titled = ARENA_ARRAY(s->lasting, bool *, s->count + 1);
    if (!s->mention_at || !s->titled) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        uint32_t *at = s->mention_at[r] = ARENA_ARRAY(s->lasting, uint32_t, report->words.n + 1);
        s->titled[r] = ARENA_ARRAY(s->lasting, bool, report->words.n + 1);
        if (!at || !s->titled[r]) return false;
        for (uint32_t w = 0; w < report->words.n; w++) at[w] = REPORT_NONE;
        for (uint32_t m = 0; m < report->mentions.n; m++) {
            syn_span span = report->mentions.at[m].span;
            for (uint32_t w = report_word_at(report, span.begin); w < report->words.n &&
                 report->words.at[w].begin < span.end; w++)
                at[w] = m;
            syn_span title = report->mentions.at[m].type == NAME_PERSON ? report->mentions.at[m].title : (syn_span){0, 0};
            for (uint32_t w = report_word_at(report, title.begin); w < report->words.n && report->words.at[w].begin < title.end; w++)
                s->titled[r][w] = true;
        }
    }
    return true;
}

static void add_vector(double *sum, const term *t, double share) {
    if (!t->vector) return;
    for (unsigned i = 0; i < VECTORS_SIZE; i++) sum[i] += share * t->weight * t->vector[i];
}

/* The direction of a statement's words together; what its subject lends counts half. */
static bool find_mean(story *s, statement *st) {
    double sum[VECTORS_SIZE] = {0}, length = 0;
    for (uint32_t k = 0; k < st->terms; k++) add_vector(sum, &s->terms.at[s->term_lists.at[st->term + k]], 1);
    for (uint32_t k = 0; k < st->lents; k++) add_vector(sum, &s->terms.at[s->term_lists.at[st->lent + k]], 0.5);
    for (unsigned i = 0; i < VECTORS_SIZE; i++) length += sum[i] * sum[i];
    if (!(length > 0)) return true;
    int8_t *mean = ARENA_ARRAY(s->lasting, int8_t, VECTORS_SIZE);
    if (!mean) return false;
    for (unsigned i = 0; i < VECTORS_SIZE; i++) {
        double one = round(sum[i] / sqrt(length) * VECTORS_ONE);
        mean[i] = (int8_t)(one > 127 ? 127 : one < -127 ? -127 : one);
    }
    st->mean = mean;
    return true;
}

/* In how many reports each term stands. */
static bool count_reports(story *s) {
    uint32_t *last = ARENA_ARRAY(s->scratch, uint32_t, s->terms.n + 1);
    if (!last) return false;
    for (uint32_t t = 0; t < s->terms.n; t++) last[t] = REPORT_NONE;
    for (uint32_t i = 0; i < s->statements.n; i++) {
        const statement *st = &s->statements.at[i];
        for (uint32_t k = 0; k < st->terms; k++) {
            uint32_t t = s->term_lists.at[st->term + k];
            s->terms.at[t].reports += last[t] != st->report;
            last[t] = st->report;
        }
    }
    return true;
}

/* A term that stands in much of the story tells its statements apart less. */
static bool weigh(story *s) {
    double all = s->statements.n ? s->statements.n : 1;
    if (!count_reports(s)) return false;
    for (uint32_t t = 0; t < s->terms.n; t++) {
        term *one = &s->terms.at[t];
        double spread = log2(1.0 + all / (1.0 + one->statements)) / log2(1.0 + all / 2.0);  /* 1 for a term seen once */
        one->weight *= 0.1 + 0.9 * spread;
    }
    for (uint32_t i = 0; i < s->statements.n; i++) {
        statement *st = &s->statements.at[i];
        for (uint32_t k = 0; k < st->terms; k++) st->weight += s->terms.at[s->term_lists.at[st->term + k]].weight;
        if (!find_mean(s, st)) return false;
    }
    return true;
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
    clauses parts = {0};
    map_init(&s->term_index, s->scratch);
    s->vectors = vectors_find("en");
    s->cosines = ARENA_ARRAY(s->lasting, cosine_kept, (size_t)1 << COSINE_BITS);
    if (!s->cosines) return false;
    s->first_statement = ARENA_ARRAY(s->lasting, uint32_t, s->count + 1);
    if (!s->first_statement || !map_mentions(s)) return false;
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        clause_reader reader;
        uint32_t time = 0, number = 0;
        s->first_statement[r] = s->statements.n;
        if (!clauses_begin(&reader, report, s->scratch)) return false;
        for (uint32_t i = 0; i < report->sentences.n; i++)
            if (!part_sentence(s, r, i, &reader, &parts)) return false;
        for (uint32_t i = s->first_statement[r]; i < s->statements.n; i++)
            if (!statement_terms(s, &s->statements.at[i], &time, &number)) return false;
    }
    s->first_statement[s->count] = s->statements.n;
    return weigh(s);
}
