/* spellings.c - names that are spelt in two ways.
 *
 * In: the entities of each report. Out: differences of kind wording, each reading a name.
 * A person's full name is set against that of the other reports that `people.c` has tied to it. A body or place is the same
 * under two spellings when its letters are the same but for hyphens and spaces ("Sea-Land", "Sealand"), or its consonants
 * are and there are at least LEAST_CONSONANTS of them (two transcriptions); re for er is spelling of the language, not of
 * the name. A report that has both spellings differs from none. Everything goes through maps: linear.
 * Not done: transcriptions that differ in their consonants; short names. */
#include "base/caps.h"
#include "compare/story.h"
#include "text/fold.h"

#define LEAST_CONSONANTS 4
#define LEAST_MIXED 6       /* where the reports do not take it for the same kind of name */
#define MOST_LETTERS 48     /* bytes of a longer name are not looked at */
#define MOST_READINGS 32
#define MOST_NAMES 64       /* names of one person that are looked at */

typedef struct spelling {   /* one full name of a person in one report */
    uint32_t report;
    syn_span span;
    uint32_t next;
} spelling;

/* The first and the last word of a full name; false for a single name, and one that begins with an initial. */
static bool name_ends(const story *s, const spelling *one, uint64_t *ends) {
    const syn_report *r = s->reports[one->report];
    uint32_t a = report_word_at(r, one->span.begin), b = report_word_at(r, one->span.end - 1);
    if (a >= b || b >= r->words.n || r->words.at[a].end - r->words.at[a].begin <= 2) return false;
    *ends = hash_join(r->words.at[a].fold, r->words.at[b].fold);
    return true;
}

/* Does the report of one spelling have a name of the list with these ends? */
static bool report_spells(const story *s, const spelling *list, uint32_t first, uint32_t report, uint64_t ends) {
    uint64_t own;
    for (uint32_t l = first, n = 0; l != REPORT_NONE && n < MOST_NAMES; l = list[l].next, n++)
        if (list[l].report == report && name_ends(s, &list[l], &own) && own == ends) return true;
    return false;
}

/* One person's names, by report: readings are those that differ from the first one, and the first. A report that has both
 * spellings differs from none. */
static bool person_spelt_apart(story *s, const spelling *list, uint32_t first) {
    collation_difference d = {.kind = DIFFER_WORDING};
    uint32_t base = REPORT_NONE, last_report = REPORT_NONE;
    uint64_t one = 0, two;
    bool differ = false;
    for (uint32_t l = first, n = 0; l != REPORT_NONE && n < MOST_NAMES; l = list[l].next, n++) {
        if (list[l].report == last_report || !name_ends(s, &list[l], &two)) continue;
        if (base == REPORT_NONE) base = l, one = two;
        bool both = two != one && (report_spells(s, list, first, list[l].report, one) ||
                                   report_spells(s, list, first, list[base].report, two));
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
static bool persons_spelt_apart(story *s) {
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

typedef struct spelt {      /* a body or place as one report writes it */
    uint32_t report;
    syn_span span;
    uint64_t exact;         /* its words, folded */
    uint32_t consonants;
    uint8_t type;
    uint32_t next;
} spelt;

static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/* Reads a name: *exact is its folded letters, digits and the gaps between its words; *loose what two transcriptions have in
 * common. False if it is too short or holds other signs. */
static bool read_name(syn_slice name, uint64_t *exact, uint64_t *loose, uint32_t *consonants) {
    char text[3 * MOST_LETTERS + 4], plain[3 * MOST_LETTERS + 4], bare[3 * MOST_LETTERS + 4];
    if (name.len > MOST_LETTERS) return false;
    size_t n = fold_text(name, text), m = 0, k = 0, from = n > 4 && memcmp(text, "the ", 4) == 0 ? 4 : 0;
    for (size_t i = from; i < n; i++) {
        char c = text[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && c != ' ' && c != '-' && c != '\'') return false;  /* digits make another name */
        bool ends = i + 1 == n || text[i + 1] == ' ' || text[i + 1] == '-';
        if (ends && c == 'e' && i > from && text[i - 1] == 'r' && m && plain[m - 1] == 'r') {  /* centre */
            plain[m - 1] = 'e';
            c = 'r';
        }
        plain[m++] = c;
        if (!letter || (is_vowel(c) && k)) continue;
        if (c == 'h' && k) continue;
        if (c == 'q' || c == 'k') c = 'c';
        if (c == 'w') c = 'v';
        if (k && bare[k - 1] == c) continue;
        bare[k++] = c;
    }
    *exact = slice_hash(slice_of(plain, m));
    *loose = slice_hash(slice_of(bare, k));
    *consonants = (uint32_t)k;
    return k >= LEAST_CONSONANTS;
}

static bool add_spellings(story *s, const spelt *list, uint32_t first) {
    uint64_t both[MOST_READINGS];  /* spellings of a report that has several */
    uint32_t n_both = 0, readings = 0;
    bool differ = false, person = true, mixed_types = false;
    collation_difference d = {.kind = DIFFER_WORDING, .about = {list[first].report, list[first].span}};
    for (uint32_t i = first; i != REPORT_NONE; i = list[i].next) {
        person &= list[i].type == NAME_PERSON;
        mixed_types |= list[i].type != list[first].type;
    }
    if (person || (mixed_types && list[first].consonants < LEAST_MIXED)) return true;
    for (uint32_t i = first; i != REPORT_NONE; i = list[i].next)
        for (uint32_t k = list[i].next, n = 0; k != REPORT_NONE && list[k].report == list[i].report && n < MOST_READINGS;
             k = list[k].next, n++)
            if (n_both + 2 <= MOST_READINGS && list[k].exact != list[i].exact)
                both[n_both++] = list[i].exact, both[n_both++] = list[k].exact;
    uint32_t last_report = REPORT_NONE;
    uint64_t one = 0;
    for (uint32_t i = first; i != REPORT_NONE && readings < MOST_READINGS; i = list[i].next) {
        bool mixed = false;
        for (uint32_t k = 0; k < n_both; k++) mixed |= both[k] == list[i].exact;
        if (mixed || list[i].report == last_report) continue;
        last_report = list[i].report;
        if (!readings++) one = list[i].exact;
        differ |= list[i].exact != one;
        collation_reading reading = {.place = {list[i].report, list[i].span}};
        if (!VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    if (!differ || s->out->differences.n >= CAP_FINDINGS) return true;
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

static bool bodies_spelt_apart(story *s) {
    SYN_VEC(spelt) list = {0};
    SYN_VEC(uint32_t) heads = {0};
    SYN_VEC(uint32_t) tails = {0};
    syn_map index;
    map_init(&index, s->scratch);
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t e = 0; e < report->entities.n; e++) {
            spelt one = {.report = r, .span = report->entities.at[e].name, .type = report->entities.at[e].type,
                         .next = REPORT_NONE};
            uint64_t loose;
            if (one.type == NAME_OTHER || !read_name(report_slice(report, one.span), &one.exact, &loose, &one.consonants))
                continue;
            uint32_t *slot = map_slot_of(&index, loose, heads.n);
            if (!slot) return false;
            bool first = *slot == heads.n;
            uint32_t at = *slot;
            if (!VEC_PUSH(s->scratch, &list, one)) return false;
            if (first && (!VEC_PUSH(s->scratch, &heads, list.n - 1) || !VEC_PUSH(s->scratch, &tails, list.n - 1)))
                return false;
            if (!first) list.at[tails.at[at]].next = list.n - 1;
            tails.at[at] = list.n - 1;
        }
    }
    for (uint32_t i = 0; i < heads.n; i++)
        if (list.at[heads.at[i]].next != REPORT_NONE && !add_spellings(s, list.at, heads.at[i])) return false;
    return true;
}

bool story_spellings(story *s) { return persons_spelt_apart(s) && bodies_spelt_apart(s); }
