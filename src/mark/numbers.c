/* numbers.c - marks numbers: how many of what ("at least 23 people", "two dozen boats", "$3 billion", "10 to 15 percent",
 * "aged 34", "won 3-1", "the third suspect").
 *
 * In: words, and times (a year, a date or a length of time is no number here). Out: numbers in order, none overlapping, each
 * with its value, kind, bound as stated, the words that say what is counted (numbers_unit.c, numbers_counts.c), and what it
 * comes to in the SI. The span of a number is the number itself, without its bound or unit. One pass, each look around
 * bounded; counts.c reads the digits and words, numbers_shape.c ranges, scores, shares, ages and ordinals.
 * What counts nothing is left out (numbers_named.c). */
#include "mark/numbers.h"

#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/lexicon/lexicon.gen.h"

enum { BOUND_WORDS = 6,    /* how far before a number the words of a bound may begin */
       MOST_ADJECTIVES = 2,/* times passed over as adjectives */
       FEW = 12, A_PAIR = 2 };

static const struct { const char *name; number_bound bound; } bounds[] = {
    {"ABOUT", BOUND_ABOUT}, {"AT_LEAST", BOUND_AT_LEAST}, {"AT_MOST", BOUND_AT_MOST}, {"OVER", BOUND_OVER},
    {"UNDER", BOUND_UNDER}};

static number_bound bound_named(const char *name) {
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (strcmp(bounds[i].name, name) == 0) return bounds[i].bound;
    return BOUND_EXACT;
}

/* The longest phrase of the lexicon that ends right before `at`, or NULL. */
static const lexicon_entry *bound_phrase(const mark_scan *scan, uint32_t at, uint32_t begin) {
    for (uint32_t back = BOUND_WORDS; back > 0; back--) {
        const lexicon_entry *entry = NULL;
        if (at >= begin + back) entry = scan_phrase(scan, lexicon_text_number_bounds_in("en"), at - back, at);
        if (entry && entry->words == back) return entry;
    }
    return NULL;
}

static number_bound bound_before(const mark_scan *scan, uint32_t at) {
    uint32_t begin = scan_sentence_begin(scan, at);
    const lexicon_entry *inner = bound_phrase(scan, at, begin);
    if (!inner) return BOUND_EXACT;
    number_bound bound = bound_named(inner->value);
    if (bound != BOUND_EXACT) return bound;
    /* "about another 30": a filler before the number, the bound before that. */
    const lexicon_entry *outer = bound_phrase(scan, at - inner->words, begin);
    return outer ? bound_named(outer->value) : BOUND_EXACT;
}

uint32_t bound_begin(const mark_scan *scan, uint32_t at) {
    if (at >= scan->n) return at;
    uint32_t begin = scan_sentence_begin(scan, at);
    for (int i = 0; i < 2; i++) {
        const lexicon_entry *found = bound_phrase(scan, at, begin);
        if (!found) return at;
        at -= found->words;
    }
    return at;
}

/* "300 or more", "60-plus", "1,000+", "3 percent (or more)": behind the number or its unit. */
static number_bound bound_behind(const mark_scan *scan, uint32_t past, uint32_t end) {
    if (past + 1 < end && scan_char(scan, past) == '(') past++;
    const lexicon_entry *after = scan_phrase(scan, &lexicon_mark_number_bounds_after, past, end);
    return after ? bound_named(after->value) : BOUND_EXACT;
}

/* "half a mile", "the last half-mile", "half a percent". */
static bool half_measure(const mark_scan *scan, number_read *read, uint32_t next) {
    uint32_t end = read->end, at = scan_past_hyphen(scan, next);
    if (at < end && scan_beside(scan, at, BESIDE_ARTICLE)) at++;
    if (at >= end) return false;
    if (!scan_is(scan, at, CLASS_MEASURE) && !scan_phrase(scan, &lexicon_mark_number_percent, at, end)) return false;
    read->count.value = 0.5;
    read->past = next;
    read->unit_from = at;
    return read->sure = true;
}

/* "two-thirds of the seats", "three-quarters", "a third of", "half the town": the value becomes a part. */
static bool fraction_read(const mark_scan *scan, number_read *read) {
    uint32_t at = read->at, end = read->end;
    bool article = scan_beside(scan, at, BESIDE_ARTICLE), half = scan_word_is(scan, at, "half");
    double top = read->past > at && !article ? read->count.value : 1;
    if (read->past > at && (read->count.value > 9 || read->count.digits || read->count.scaled)) return false;
    uint32_t next = half ? at : scan_past_hyphen(scan, article ? at + 1 : read->past);
    if (next >= end || (next == at && !half) || !scan_is(scan, next, CLASS_FRACTION)) return false;
    bool of = next + 1 < end && scan_word_is(scan, next + 1, "of");
    bool whole = half && next + 1 < end && scan_beside(scan, next + 1, BESIDE_WHOLE);
    if (half && half_measure(scan, read, next + 1)) return true;
    int parts = read_int(scan_value(scan, next, CLASS_FRACTION), NULL);
    if (!of && !whole && (half || article || next == read->past)) return false;
    if (parts < 2 || (article && parts == 2 && !of)) return false;
    read->count.value = top / parts;
    read->kind = NUMBER_SHARE;
    read->fraction = true;
    read->past = next + 1;
    read->unit_from = whole && !of ? next + 2 : next + 1;
    return read->sure = true;
}

/* Of an age the word "year" behind it, if it is said. */
static number_unit age_unit(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->age_unit;
    if (!at) return (number_unit){0};
    return (number_unit){.word = at, .past = at + 1, .from = at, .stem = scan->words[at].stem};
}

/* "spar over six topics", "under one pretext": a few in words are seldom a bound. */
static bool is_preposition(const mark_scan *scan, const number_read *read) {
    uint32_t at = read->at;
    if (read->count.digits || read->count.scaled || read->kind != NUMBER_COUNT || at == scan_sentence_begin(scan, at))
        return false;
    if (read->count.value <= A_PAIR && scan_beside(scan, at - 1, BESIDE_PAIR)) return true;  /* "tales about two boats" */
    return read->count.value <= FEW && (scan_beside(scan, at - 1, BESIDE_FEW));
}

/* "fell to -14": a minus that touches the digits, and nothing before it. */
static bool is_negative(const mark_scan *scan, uint32_t at) {
    if (at < 1 || scan->words[at].kind != WORD_NUMBER || !scan_joined(scan, at) || scan_joined(scan, at - 1)) return false;
    if (scan->words[at - 1].flags & WORD_LINE) return false;
    return scan_char(scan, at - 1) == '-' || slice_equal(scan_text(scan, at - 1), SLICE_LIT("\xE2\x88\x92"));
}

static void number_put(syn_report *report, const mark_scan *scan, number_read *read) {
    const syn_word *words = scan->words;
    syn_number number = {.span = {words[read->at].begin, words[read->past - 1].end}, .value = read->count.value,
                         .high = read->ranged ? read->high : 0, .against = read->against, .kind = read->kind};
    number_unit unit = {0};
    mark_count many = read->count;
    if (read->ranged) many.value = 2;
    if (read->kind == NUMBER_ORDINAL || read->fraction) many.value = 1;
    if (read->kind == NUMBER_SHARE && !read->fraction) many.value = 2;
    bool pair = read->kind >= NUMBER_SCORE;
    const lexicon_entry *more = scan_phrase(scan, &lexicon_mark_number_bounds_after, read->unit_from, read->end);
    if (more && read->unit_from == read->past) read->unit_from += more->words;
    if (span_present(read->glued)) number.unit = read->glued, number.unit_stem = slice_hash(slice_str(read->measure));
    else if (read->kind == NUMBER_AGE) unit = age_unit(scan, read);
    else if (scan->english && !pair) unit_find(scan, read->at, read->unit_from, read->end, &many, &unit);
    if (unit.past) {
        number.unit = (syn_span){words[unit.word].begin, words[unit.past - 1].end};
        number.unit_stem = unit.stem;
        if (number.kind == NUMBER_COUNT) number.kind = unit.kind;
    }
    read->kind = number.kind;
    if (span_present(read->glued))
        number.span.end = read->past == read->at + 1 && read->glued.begin < number.span.end ? read->glued.begin : number.span.end;
    /* The sign of a currency stands between the bound and the number: "more than $3 billion". */
    number_bound bound = bound_before(scan, unit_sign_before(scan, read->at));
    if (is_preposition(scan, read)) bound = BOUND_EXACT;
    if (is_negative(scan, read->at)) number.value = -number.value;
    if (bound == BOUND_EXACT) bound = bound_behind(scan, read->past, read->end);
    if (bound == BOUND_EXACT && unit.past > read->past) bound = bound_behind(scan, unit.past, read->end);
    number.bound = (uint8_t)(read->count.vague ? BOUND_AT_LEAST : bound);
    number.counts = counts_find(scan, read, &unit);
    if (number.kind == NUMBER_COUNT && !read->ranged && scan->english && shape_rate(scan, read, unit.past)) {
        number.kind = NUMBER_RATE;
        number.against = read->against;
        number.span.end = words[read->past - 1].end;
    }
    counts_convert(scan, read, &unit, &report->arena, &number);
    VEC_PUSH(&report->arena, &report->numbers, number);
}

/* The first word of a time behind `at` and before `end`, else `end`. Adjectives ("five current members") are passed over. */
static uint32_t next_time(const mark_scan *scan, uint32_t time, uint32_t at, uint32_t end) {
    const syn_report *report = scan->report;
    for (int n = 0; n < MOST_ADJECTIVES; n++, time++) {
        if (time >= report->times.n || report->times.at[time].span.begin >= scan->words[end - 1].end) return end;
        while (at < end && scan->words[at].begin < report->times.at[time].span.begin) at++;
        if (at >= end) return end;
        const syn_time *here = &report->times.at[time];
        bool word = scan->words[at].end == here->span.end, often = here->type == TIME_SET && scan_is_content(scan, at + 1);
        often |= slice_ends(scan_text(scan, at), SLICE_LIT("ly")) && scan_is_content(scan, at + 1);  /* "12 currently held" */
        /* "two hoped-for 2016 matches" */
        often |= here->type == TIME_DATE && here->value.len == 4 && at > 0 && scan_is_content(scan, at - 1) &&
                 scan->words[at].kind == WORD_NUMBER && scan_is_content(scan, at + 1) && !scan_is_capital(scan, at + 1);
        bool adjective = word && (often || scan->words[at].upos == UPOS_ADJ);
        if (!adjective) return at;
    }
    return at;
}

/* Digits, number words, and the words that phrases for numbers begin with. */
static bool may_begin(const mark_scan *scan, uint32_t at) {
    static const uint64_t classes = UINT64_C(1) << CLASS_CARDINAL | UINT64_C(1) << CLASS_ORDINAL |
                                    UINT64_C(1) << CLASS_COUNT_FIRST | UINT64_C(1) << CLASS_FRACTION;
    uint8_t kind = scan->words[at].kind;
    if (kind == WORD_NUMBER || kind == WORD_SYMBOL || (scan->classes[at] & classes)) return true;
    return scan_beside(scan, at, BESIDE_ARTICLE);
}

/* Reads the number at `read->at`; false if there is none. `read->past` is then past what was looked at, or `at`. */
static bool number_at(const mark_scan *scan, number_read *read) {
    uint32_t at = read->at;
    read->past = count_at(scan, at, read->end, &read->count);
    if (read->past == at && shape_glued(scan, read)) {  /* "400km" */
        read->unit_from = read->past;
        if (read->kind == NUMBER_COUNT) shape_read(scan, read);
        return number_counts(scan, read);
    }
    bool fraction = fraction_read(scan, read);
    number_read ordinal;
    if (!fraction && !read->count.digits && !read->count.scaled && shape_ordinal(scan, at, read->end, &ordinal)) {
        *read = ordinal;
        return true;
    }
    if (read->past == at) return false;
    if (!fraction) {
        read->unit_from = read->past;
        shape_read(scan, read);
    }
    return number_counts(scan, read);
}

syn_code mark_numbers(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)options;
    mark_scan scan;
    if (!scan_open(&scan, report, scratch)) return arena_check(scratch, "mark", error);
    uint32_t time = 0, refused = UINT32_MAX;
    for (uint32_t at = 0; at < scan.n && !report->arena.failed;) {
        while (time < report->times.n && report->times.at[time].span.end <= scan.words[at].begin) time++;
        if (!may_begin(&scan, at) ||
            (time < report->times.n && report->times.at[time].span.begin < scan.words[at].end)) {
            at++;
            continue;
        }
        /* A count that would run into a time ("27 Tuesday") is cut off by it. */
        number_read read = {.at = at, .past = at, .end = next_time(&scan, time, at, scan_sentence_end(&scan, at))};
        bool found = number_at(&scan, &read);
        /* "National 4 and 5", "sections 2, 3 and 4": one behind a number that is part of a name is one too. */
        char mark = scan_char(&scan, refused);
        bool row = found && !read.sure && refused < at && at - refused == 1 &&
                   (mark == ',' || mark == '&' || scan_beside(&scan, refused, BESIDE_ROW));
        if (found && !row) number_put(report, &scan, &read);
        bool digits = scan.words[at].kind == WORD_NUMBER, labelled = at > 0 && scan_is(&scan, at - 1, CLASS_LABEL);
        bool named = !found && read.past > at && (digits || labelled);
        refused = named || row ? read.past : UINT32_MAX;
        at = read.past > at ? read.past : at + 1;
    }
    return arena_check(&report->arena, "mark", error);
}
