/* spellings_persons.c - persons whose names are written in two ways.
 *
 * In: the entities of each report, and the persons that `people.c` has tied over them. Out: differences of kind wording, each
 * reading a name; and inside a report, where a last name that stands alone is a letter or two off the full name.
 * A person's full name is set against that of the other reports word by word: another first name ("Bill", "William"), a name
 * between ("Anna Brandt", "Anna Ruth Brandt"), hyphens ("Jun-ho", "Jun Ho"). An initial more is no other spelling, nor is
 * a name that is the other with words before or behind it. A report that has both differs from none. Linear. */
#include "base/caps.h"
#include "compare/pairs.h"
#include "compare/differ/spellings.h"

#define MOST_READINGS 32

typedef struct spelling {   /* one full name of a person in one report */
    uint32_t report;
    syn_span span;
    uint32_t next;
} spelling;

/* "ANN RUTH LUND": a heading, or an entry of a list, which has all names that a person bears. */
static bool in_capitals(syn_slice name) {
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') return false;
    return true;
}

/* The words of a full name, initials between aside; false for a single name, and one that begins with an initial. */
static bool name_words(const story *s, const spelling *one, uint64_t *words) {
    const syn_report *r = s->reports[one->report];
    uint32_t a = report_word_at(r, one->span.begin), b = report_word_at(r, one->span.end - 1);
    if (a >= b || b >= r->words.n || r->words.at[a].end - r->words.at[a].begin <= 2) return false;
    if (in_capitals(report_slice(r, one->span))) return false;
    *words = 0;
    for (uint32_t w = a; w <= b; w++) {
        bool initial = w > a && w < b && r->words.at[w].end - r->words.at[w].begin <= 2;  /* "J.", and the stop of "J ." */
        if (!initial || r->text.ptr[r->words.at[w].begin] == '-') *words = hash_join(*words, r->words.at[w].fold);
    }
    return true;
}

/* Does the report of one spelling have a name of the list of these words? */
static bool report_spells(const story *s, const spelling *list, uint32_t first, uint32_t report, uint64_t words) {
    uint64_t own;
    for (uint32_t l = first, n = 0; l != REPORT_NONE && n < MOST_NAMES; l = list[l].next, n++)
        if (list[l].report == report && name_words(s, &list[l], &own) && own == words) return true;
    return false;
}

/* Is one name the other with words before or behind it ("Popes Leo Max")? A fuller form, no spelling. */
static bool names_overlap(const story *s, const spelling *a, const spelling *b) {
    const syn_report *r = s->reports[a->report], *q = s->reports[b->report];
    uint32_t x = report_word_at(r, a->span.begin), x_end = report_word_at(r, a->span.end - 1) + 1;
    uint32_t y = report_word_at(q, b->span.begin), y_end = report_word_at(q, b->span.end - 1) + 1;
    uint32_t n = x_end - x < y_end - y ? x_end - x : y_end - y, front = 0, back = 0;
    while (front < n && r->words.at[x + front].fold == q->words.at[y + front].fold) front++;
    while (back < n && r->words.at[x_end - 1 - back].fold == q->words.at[y_end - 1 - back].fold) back++;
    return front == n || back == n;
}

/* One person's names, by report: readings are those that differ from the first one, and the first. A report that has both
 * spellings differs from none. */
static bool person_spelt_apart(story *s, const spelling *list, uint32_t first) {
    collation_difference d = {.kind = DIFFER_WORDING};
    uint32_t base = REPORT_NONE, last_report = REPORT_NONE;
    uint64_t one = 0, two;
    bool differ = false;
    for (uint32_t l = first, n = 0; l != REPORT_NONE && n < MOST_NAMES; l = list[l].next, n++) {
        if (list[l].report == last_report || !name_words(s, &list[l], &two)) continue;
        if (base == REPORT_NONE) base = l, one = two;
        bool both = two != one && (report_spells(s, list, first, list[l].report, one) ||
                                   report_spells(s, list, first, list[base].report, two));
        if (both || names_overlap(s, &list[base], &list[l])) two = one;
        if (both) continue;
        last_report = list[l].report;
        differ |= two != one;
        collation_reading reading = {.place = {list[l].report, list[l].span, false}};
        if (d.readings.n < MOST_READINGS && !VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    if (!differ || d.readings.n < 2 || s->out->differences.n >= CAP_FINDINGS) return true;
    d.about = d.readings.at[0].place;
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

/* The full name of each report, where one person's is spelt in two ways. */
static bool names_apart(story *s) {
    SYN_VEC(spelling) list = {0};
    uint32_t people = s->out->people.n;
    uint32_t *head = ARENA_ARRAY(s->scratch, uint32_t, people + 1), *tail = ARENA_ARRAY(s->scratch, uint32_t, people + 1);
    if (!head || !tail) return false;
    for (uint32_t p = 0; p < people; p++) head[p] = tail[p] = REPORT_NONE;
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t e = 0; e < s->reports[r]->entities.n; e++) {
            uint32_t p = s->person_of[r][e];
            if (p == REPORT_NONE || s->out->people.at[p].type != NAME_PERSON) continue;
            if (!VEC_PUSH(s->scratch, &list, (spelling){r, s->reports[r]->entities.at[e].name, REPORT_NONE})) return false;
            if (head[p] == REPORT_NONE) head[p] = list.n - 1;
            else list.at[tail[p]].next = list.n - 1;
            tail[p] = list.n - 1;
        }
    for (uint32_t p = 0; p < people; p++)
        if (head[p] != REPORT_NONE && !person_spelt_apart(s, list.at, head[p])) return false;
    return true;
}

/* ---- inside a report ----------------------------------------------------------------------------------------------- */

/* Does the person's name, or another mention of it, hold the word at w as it is written? */
static bool name_holds(const syn_report *r, syn_span name, uint64_t fold) {
    for (uint32_t w = report_word_at(r, name.begin); w < r->words.n && r->words.at[w].begin < name.end; w++)
        if (r->words.at[w].fold == fold) return true;
    return false;
}

/* "Ms Haldene" of "Marla Haldane": the last name alone, tied to the full one by `mark`, is spelt otherwise. */
static bool slips_inside(story *s) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t m = 0; m < report->mentions.n; m++) {
            const syn_mention *mention = &report->mentions.at[m];
            if (mention->form != FORM_NAME || mention->type != NAME_PERSON || mention->entity == REPORT_NONE) continue;
            syn_span full = report->entities.at[mention->entity].name;
            uint32_t own = report_word_at(report, mention->span.begin), last = report_word_at(report, full.end - 1);
            if (own >= report->words.n || last >= report->words.n || report->words.at[own].end < mention->span.end) continue;
            if (report->words.at[last].begin <= full.begin || name_holds(report, full, report->words.at[own].fold)) continue;
            syn_span surname = {report->words.at[last].begin, report->words.at[last].end};
            if (!spelt_nearly(report_slice(report, mention->span), report_slice(report, surname))) continue;
            side a = {r, full, surname}, b = {r, mention->span, mention->span};
            if (!pair_known(s, &a, &b) && !pair_add(s, DIFFER_INSIDE, HOW_PLAIN, &a, &b)) return false;
        }
    }
    return true;
}

bool story_spellings_of_persons(story *s) { return names_apart(s) && slips_inside(s); }
