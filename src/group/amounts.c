/* amounts.c - see amounts.h. Linear in the words up to the last amount that is kept. */
#include "group/amounts.h"

#include "text/digits.h"

enum {
    UNIT_WITHIN = 4,        /* words after the number */
    HEAD_BYTES = 700        /* in which days of the week are those of the event */
};

/* The digits of a number, or 0 where the word is none. "One" counts too seldom. */
static uint64_t number_of(const syn_word *word, const char *language) {
    if (word->kind == WORD_NUMBER) return word->fold;
    const char *digits = word->upos == UPOS_NUM ? digits_of(word->fold, language) : NULL;
    bool counts = digits && digits[0] >= '0' && digits[0] <= '9' && strcmp(digits, "1") != 0;
    return counts ? word_hash(slice_str(digits)) : 0;
}

static bool is(const syn_report *r, const syn_word *word, char sign) {
    return word->end == word->begin + 1 && r->text.ptr[word->begin] == sign;
}

/* The unit of the number at `at`, or 0; words that make the number larger ("2 million people") go into `value`. */
static uint64_t unit_of(const syn_report *r, uint32_t at, uint64_t *value) {
    const syn_word *words = r->words.at, *number = &words[at];
    uint32_t next = at + 1;
    for (; next < r->words.n && next < at + UNIT_WITHIN && words[next].sentence == number->sentence; next++) {
        bool scale = words[next].kind == WORD_LETTERS && words[next].upos == UPOS_NUM;
        if (scale) *value = hash_join(*value, words[next].fold);
        else if (words[next].upos != UPOS_ADJ && !is(r, &words[next], '-')) break;
    }
    if (at && words[at - 1].kind == WORD_SYMBOL && words[at - 1].end == number->begin) return words[at - 1].fold;
    if (next == r->words.n || words[next].sentence != number->sentence) return 0;
    if (is(r, &words[next], '%')) return word_hash(SLICE_LIT("percent"));
    return words[next].kind == WORD_LETTERS && !(words[next].flags & WORD_STOP) ? words[next].stem : 0;
}

/* The upper `bits` of a hash, mixed. */
static uint32_t upper(uint64_t hash, uint32_t bits) { return (uint32_t)(hash * 0x9e3779b97f4a7c15u >> (64 - bits)); }

static uint16_t code(uint64_t unit, uint64_t value) {
    return (uint16_t)(upper(unit, 16 - AMOUNTS_VALUE_BITS) << AMOUNTS_VALUE_BITS | upper(value, AMOUNTS_VALUE_BITS));
}

/* In its place, if it is not there. */
static void put(report_amounts *all, uint16_t code) {
    uint32_t at = all->count;
    while (at && all->at[at - 1] >= code) at--;
    if (at < all->count && all->at[at] == code) return;
    for (uint32_t k = all->count++; k > at; k--) all->at[k] = all->at[k - 1];
    all->at[at] = code;
}

static bool is_date(const syn_time *t) { return t->type == TIME_DATE || t->type == TIME_TIME; }

/* The day of the week of a time, 1 to 7 from Monday, or 0. */
static uint32_t weekday_of(const syn_time *t) {
    syn_civil day;
    if (t->value.len < 10 || !is_date(t)) return 0;
    uint32_t named = (uint32_t)(t->value.ptr[9] - '0');
    if (memcmp(t->value.ptr, "XXXX-WXX-", 9) == 0) return named >= 1 && named <= 7 ? named : 0;
    if (!civil_parse(slice_cut(t->value, 0, 10), &day) || day.grain < CIVIL_DAY) return 0;
    return (uint32_t)civil_weekday(civil_days(day.year, day.month, day.day));
}

report_amounts amounts_of(const syn_report *r, const char *language) {
    report_amounts out = {0};
    uint32_t t = 0;
    for (uint32_t w = 0; w < r->words.n && out.count < AMOUNTS; w++) {
        const syn_word *word = &r->words.at[w];
        uint64_t value = number_of(word, language);
        while (t < r->times.n && r->times.at[t].span.end <= word->begin) t++;
        if (!value || (t < r->times.n && r->times.at[t].span.begin <= word->begin && is_date(&r->times.at[t]))) continue;
        uint64_t unit = unit_of(r, w, &value);
        if (unit) put(&out, code(unit, value));
    }
    for (uint32_t i = 0; i < r->times.n && r->times.at[i].span.begin < HEAD_BYTES; i++) {
        uint32_t day = weekday_of(&r->times.at[i]);
        if (day) out.weekdays |= (uint8_t)(1u << (day - 1));
    }
    return out;
}

/* The end of the amounts of the unit of the one at `from`. */
static uint32_t unit_end(const uint16_t *list, uint32_t count, uint32_t from) {
    uint32_t at = from;
    while (at < count && list[at] >> AMOUNTS_VALUE_BITS == list[from] >> AMOUNTS_VALUE_BITS) at++;
    return at;
}

amounts_shared amounts_compare(const uint16_t *a, uint32_t count_a, const uint16_t *b, uint32_t count_b) {
    amounts_shared out = {0, 0};
    for (uint32_t i = 0, k = 0; i < count_a && k < count_b;) {
        uint32_t one = a[i] >> AMOUNTS_VALUE_BITS, other = b[k] >> AMOUNTS_VALUE_BITS, same = out.same;
        if (one != other) {
            i += one < other;
            k += other < one;
            continue;
        }
        uint32_t i_end = unit_end(a, count_a, i), k_end = unit_end(b, count_b, k);
        while (i < i_end && k < k_end) {
            uint16_t x = a[i], y = b[k];
            out.same += x == y;
            i += x <= y;
            k += y <= x;
        }
        out.other += out.same == same;
        i = i_end;
        k = k_end;
    }
    return out;
}
