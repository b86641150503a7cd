/* spellings.c - names that are spelt in two ways.
 *
 * In: the entities of each report. Out: differences of kind wording, each reading a name (persons that are tied over reports:
 * spellings_persons.c). A body or place is the same
 * under two spellings when its letters are the same but for hyphens and spaces ("Sea-Land", "Sealand"), or its consonants
 * are and there are at least LEAST_CONSONANTS of them (two transcriptions); re for er is spelling of the language, not of
 * the name. A report that has both spellings differs from none. Everything goes through maps: linear.
 * Names of two words or more that begin alike and differ in one letter (long ones in two) are one name, inside a report a slip;
 * not where one is the other with an ending. Bodies differ where all words are the same but the one that says what they are
 * (lexicon/en/bodies.txt: "Commission", "Committee").
 * Not done: transcriptions that differ in their consonants; short names. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/differ/spellings.h"
#include "text/fold.h"

#define LEAST_CONSONANTS 4
#define LEAST_MIXED 6       /* where the reports do not take it for the same kind of name */
#define MOST_LETTERS 48     /* bytes of a longer name are not looked at */
#define MOST_READINGS 32
#define LEAST_JOINED 6      /* letters of a name that differs from another in its gaps */
#define LEAST_LETTERS 8     /* of a name that differs from another in one letter ... */
#define LEAST_LONG 14       /* ... in two */
#define LEAST_ALONE 7       /* of a last name that stands alone: shorter ones are also those of kin */
#define LEAST_LAST 4        /* bytes of a last name */
#define LEAST_BODY_WORDS 3  /* of a body whose word for what it is differs */
#define MOST_DIFFERENCES 256  /* looked at for one that tells of a name already */

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
    uint32_t n_both = 0, readings = 0, other = 0;
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
        if (!differ && list[i].exact != one) other = readings - 1;
        differ |= list[i].exact != one;
        collation_reading reading = {.place = {list[i].report, list[i].span}};
        if (!VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    if (!differ || s->out->differences.n >= CAP_FINDINGS) return true;
    syn_place a = d.readings.at[0].place, b = d.readings.at[other].place;
    side x = {.report = a.report, .shown = a.span}, y = {.report = b.report, .shown = b.span};
    return pair_known(s, &x, &y) || VEC_PUSH(s->keep, &s->out->differences, d);  /* a person of whom one report makes a place */
}

/* Shows the entities of all reports but copies, one after the other. */
static bool each_entity(story *s, bool (*see)(story *s, void *payload, uint32_t report, const syn_entity *entity), void *payload) {
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t e = 0; s->out->sources[r].copy_of == REPORT_NONE && e < s->reports[r]->entities.n; e++)
            if (!see(s, payload, r, &s->reports[r]->entities.at[e])) return false;
    return true;
}

typedef struct spelt_lists { /* what may be one name, in the order of the reports */
    SYN_VEC(spelt) list;
    SYN_VEC(uint32_t) heads, tails;
    syn_map index;
} spelt_lists;

static bool add_spelt(story *s, void *payload, uint32_t r, const syn_entity *entity) {
    spelt_lists *all = payload;
    spelt one = {.report = r, .span = entity->name, .type = entity->type, .next = REPORT_NONE};
    uint64_t loose;
    if (one.type == NAME_OTHER || !read_name(report_slice(s->reports[r], one.span), &one.exact, &loose, &one.consonants)) return true;
    uint32_t *slot = map_slot_of(&all->index, loose, all->heads.n);
    if (!slot || !VEC_PUSH(s->scratch, &all->list, one)) return false;
    uint32_t last = all->list.n - 1;
    if (*slot == all->heads.n) return VEC_PUSH(s->scratch, &all->heads, last) && VEC_PUSH(s->scratch, &all->tails, last);
    all->list.at[all->tails.at[*slot]].next = last;
    all->tails.at[*slot] = last;
    return true;
}

static bool bodies_spelt_apart(story *s) {
    spelt_lists all = {0};
    map_init(&all.index, s->scratch);
    if (!each_entity(s, add_spelt, &all)) return false;
    for (uint32_t i = 0; i < all.heads.n; i++)
        if (all.list.at[all.heads.at[i]].next != REPORT_NONE && !add_spellings(s, all.list.at, all.heads.at[i])) return false;
    return true;
}

/* ---- names that differ in a letter or two, and bodies in the word for what they are -------------------------------- */

/* The letters of a name, folded, without hyphens, spaces, initials and "the"; 0 where it holds anything else or is too long. */
static uint32_t name_letters(syn_slice name, char *out) {
    char text[3 * MOST_LETTERS + 4];
    if (name.len > MOST_LETTERS) return 0;
    size_t n = fold_text(name, text), from = n > 4 && memcmp(text, "the ", 4) == 0 ? 4 : 0;
    uint32_t k = 0;
    for (size_t i = from; i < n; i++) {
        char c = text[i];
        bool initial = (i == from || text[i - 1] == ' ') && (i + 1 == n || text[i + 1] == ' ' || text[i + 1] == '.');
        if (c >= 'a' && c <= 'z' && initial) continue;
        if (c == 'z' && i + 1 < n && text[i - (i > 0)] == 'i' && (text[i + 1] == 'a' || text[i + 1] == 'e')) c = 's';
        bool ends = i + 2 == n || (i + 2 < n && (text[i + 2] == ' ' || text[i + 2] == '-'));
        if (c == 'r' && i + 1 < n && text[i + 1] == 'e' && ends && i && text[i - 1] == 't') {  /* "Theatre", "Theater" */
            out[k++] = 'e';
            out[k++] = 'r';
            i++;
            continue;
        }
        if (c >= 'a' && c <= 'z') out[k++] = c;
        else if (c != ' ' && c != '-' && c != '.') return 0;
    }
    return k;
}

/* How many letters must be put in, taken out or changed, at most 3. */
static uint32_t letters_apart(const char *a, uint32_t n, const char *b, uint32_t m) {
    uint32_t head = 0, row[3 * MOST_LETTERS + 5];
    while (head < n && head < m && a[head] == b[head]) head++;
    a += head, b += head, n -= head, m -= head;
    while (n && m && a[n - 1] == b[m - 1]) n--, m--;
    if (n > 3 || m > 3) return 3;
    for (uint32_t k = 0; k <= m; k++) row[k] = k;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t k = 1; k <= m; k++) {
            uint32_t up = row[k], with = corner + (a[i - 1] != b[k - 1]);
            row[k] = up + 1 < row[k - 1] + 1 ? up + 1 : row[k - 1] + 1;
            if (with < row[k]) row[k] = with;
            corner = up;
        }
    }
    return row[m];
}

bool spelt_nearly(syn_slice one, syn_slice two) {
    char a[3 * MOST_LETTERS + 4], b[3 * MOST_LETTERS + 4];
    uint32_t n = name_letters(one, a), m = name_letters(two, b), shorter = n < m ? n : m;
    if (shorter < LEAST_ALONE || (n != m && memcmp(a, b, shorter) == 0)) return false;
    uint32_t apart = letters_apart(a, n, b, m);
    return apart == 1 || (apart == 2 && shorter >= LEAST_LETTERS);
}

typedef struct near_name {
    uint32_t report, next;
    syn_span span;
    uint8_t type;
} near_name;

/* The last name of a person with a first name: its span; false for one word. */
static bool last_name(const syn_report *r, syn_span name, uint64_t *first, syn_span *last) {
    uint32_t a = report_word_at(r, name.begin), b = report_word_at(r, name.end - 1);
    if (a >= b || b >= r->words.n) return false;
    *first = r->words.at[a].fold;
    *last = (syn_span){r->words.at[b].begin, r->words.at[b].end};
    return true;
}

typedef struct gaps { uint32_t spaces, hyphens; } gaps;

static gaps name_gaps(syn_slice name) {
    gaps found = {0};
    for (size_t i = 0; i < name.len; i++) found.spaces += name.ptr[i] == ' ', found.hyphens += name.ptr[i] == '-';
    return found;
}

/* One name but for its gaps: "Jun-ho", "Jun Ho"; "Sunnafell", "Sunna Fell". With and without an initial is one spelling. */
static bool joined_otherwise(syn_slice one, syn_slice two) {
    gaps a = name_gaps(one), b = name_gaps(two);
    return one.len - a.spaces - a.hyphens == two.len - b.spaces - b.hyphens && (a.spaces != b.spaces || a.hyphens != b.hyphens);
}

/* Is one person meant by two names of one first name, or by two last names alone? The letters of the last names differ in
 * one, or in two of many; a short name, or another ending that makes another name ("Martin", "Martins"), does not. */
static bool names_near(const story *s, const near_name *x, const near_name *y) {
    char a[3 * MOST_LETTERS + 4], b[3 * MOST_LETTERS + 4];
    const syn_report *r = s->reports[x->report], *q = s->reports[y->report];
    uint32_t n = name_letters(report_slice(r, x->span), a), m = name_letters(report_slice(q, y->span), b);
    if (n < LEAST_JOINED || m < LEAST_JOINED) return false;
    uint32_t apart = letters_apart(a, n, b, m), shorter = n < m ? n : m;
    if (apart == 0) return x->report != y->report && joined_otherwise(report_slice(r, x->span), report_slice(q, y->span));
    if (n < LEAST_LETTERS || m < LEAST_LETTERS || x->type != y->type) return false;
    bool longer = n != m && memcmp(a, b, shorter) == 0;  /* "Sri Lankans", "North Korean" */
    if (longer && (x->type != NAME_PERSON || (n > m ? a[n - 1] : b[m - 1]) == 's')) return false;
    return apart == 1 || (apart == 2 && n >= LEAST_LONG && m >= LEAST_LONG);
}

/* Does a report hold a name with the letters of another's? */
static bool report_has(const story *s, const near_name *list, uint32_t first, uint32_t report, const near_name *name) {
    uint64_t letters = fold_hash(report_slice(s->reports[name->report], name->span));
    for (uint32_t i = first, n = 0; i != REPORT_NONE && n < MOST_NAMES; i = list[i].next, n++)
        if (list[i].report == report && fold_hash(report_slice(s->reports[report], list[i].span)) == letters) return true;
    return false;
}

/* Does a difference of names have the letters of both already? */
static bool letters_known(const story *s, const near_name *x, const near_name *y) {
    uint64_t one = fold_hash(report_slice(s->reports[x->report], x->span)), two = fold_hash(report_slice(s->reports[y->report], y->span));
    for (uint32_t i = s->out->differences.n, n = 0; i-- > 0 && n < MOST_DIFFERENCES; n++) {
        const collation_difference *d = &s->out->differences.at[i];
        bool has_one = false, has_two = false;
        for (uint32_t k = 0; d->kind == DIFFER_WORDING && k < d->readings.n && k < MOST_READINGS; k++) {
            uint64_t here = fold_hash(place_slice(s->out, d->readings.at[k].place));
            has_one |= here == one;
            has_two |= here == two;
        }
        if (has_one && has_two) return true;
    }
    return false;
}

static bool known_reading(const story *s, const near_name *x, const near_name *y) {
    if (letters_known(s, x, y)) return true;
    side a = {x->report, x->span, x->span}, b = {y->report, y->span, y->span};
    if (pair_known(s, &a, &b)) return true;
    a.mark = b.mark = (syn_span){0, 0};  /* those above mark nothing */
    return pair_known(s, &a, &b);
}

/* The names under one key: two that are near make a difference, of one report one inside it. */
static bool tell_near(story *s, const near_name *list, uint32_t first) {
    for (uint32_t i = first, n = 0; i != REPORT_NONE && n < MOST_NAMES; i = list[i].next, n++)
        for (uint32_t k = list[i].next, steps = 0; k != REPORT_NONE && steps < MOST_NAMES; k = list[k].next, steps++) {
            const near_name *x = &list[i], *y = &list[k];
            if (!names_near(s, x, y) || known_reading(s, x, y)) continue;
            bool inside = x->report == y->report;
            if (!inside && (report_has(s, list, first, x->report, y) || report_has(s, list, first, y->report, x))) continue;
            side a = {x->report, x->span, x->span}, b = {y->report, y->span, y->span};
            if (!pair_add(s, inside ? DIFFER_INSIDE : DIFFER_WORDING, HOW_PLAIN, &a, &b)) return false;
        }
    return true;
}

typedef struct near_list {     /* names under keys, the last first */
    SYN_VEC(near_name) list;
    SYN_VEC(uint32_t) heads;
    syn_map index;
} near_list;

/* The name that came last under a key, or REPORT_NONE. */
static uint32_t near_last(const near_list *of, uint64_t key) {
    uint32_t slot = map_get(&of->index, key);
    return slot == MAP_NONE ? REPORT_NONE : of->heads.at[slot];
}

static bool near_push(story *s, near_list *of, uint64_t key, near_name one) {
    uint32_t *slot = map_slot_of(&of->index, key, of->heads.n);
    if (!slot || (*slot == of->heads.n && !VEC_PUSH(s->scratch, &of->heads, REPORT_NONE))) return false;
    one.next = of->heads.at[*slot];
    of->heads.at[*slot] = of->list.n;
    return VEC_PUSH(s->scratch, &of->list, one);
}

/* Under one key: names of the same letters; persons of one first name whose last names begin alike; other names of one first word. */
static bool add_near(story *s, void *payload, uint32_t r, const syn_entity *entity) {
    const syn_report *report = s->reports[r];
    near_name one = {r, REPORT_NONE, entity->name, entity->type};
    char letters[3 * MOST_LETTERS + 4];
    uint32_t n = name_letters(report_slice(report, entity->name), letters);
    if (n >= LEAST_JOINED && !near_push(s, payload, hash_join(slice_hash(slice_of(letters, n)), 1), one)) return false;
    uint64_t first;
    syn_span last;
    if (!last_name(report, entity->name, &first, &last) || last.end - last.begin < LEAST_LAST) return true;
    uint64_t key = hash_join(hash_join(first, entity->type), fold_hash(slice_cut(report->text, last.begin, last.begin + 1)));
    return near_push(s, payload, key, one);
}

static bool near_names(story *s) {
    near_list of = {0};
    map_init(&of.index, s->scratch);
    if (!each_entity(s, add_near, &of)) return false;
    for (uint32_t h = 0; h < of.heads.n; h++)
        if (!tell_near(s, of.list.at, of.heads.at[h])) return false;
    return true;
}

/* The word for what a body is, one for its spellings ("Centre", "Center"). */
static uint64_t body_of(const syn_report *r, syn_span name) {
    for (uint32_t w = report_word_at(r, name.begin); w < r->words.n && r->words.at[w].begin < name.end; w++) {
        const lexicon_entry *body = lexicon_match(&lexicon_compare_bodies, r->words.at, w, w + 1);
        if (body) return slice_hash(slice_str(body->value));
    }
    return 0;
}

/* A key of a body's words but for the one that says what it is; false where it has none such, several, or few others. */
static bool body_key(const syn_report *r, const syn_entity *entity, uint64_t *key) {
    uint32_t words = 0, bodies = 0;
    *key = hash_join(0, 5);
    for (uint32_t w = report_word_at(r, entity->name.begin); w < r->words.n && r->words.at[w].begin < entity->name.end; w++) {
        if (!word_is_content(&r->words.at[w])) continue;
        words++;
        bool body = lexicon_match(&lexicon_compare_bodies, r->words.at, w, w + 1) != NULL;
        bodies += body;
        *key = hash_join(*key, body ? 1 : r->words.at[w].stem);
    }
    return entity->type != NAME_PERSON && words >= LEAST_BODY_WORDS && bodies == 1;
}

/* "General Election Commission", "General Election Committee": the same but for the word for what it is. */
static bool tell_body(story *s, void *payload, uint32_t r, const syn_entity *entity) {
    near_list *of = payload;
    near_name one = {r, REPORT_NONE, entity->name, entity->type};
    uint64_t key;
    if (!body_key(s->reports[r], entity, &key)) return true;
    uint32_t first = near_last(of, key);
    for (uint32_t k = first, n = 0; k != REPORT_NONE && n < MOST_NAMES; k = of->list.at[k].next, n++) {
        const near_name *other = &of->list.at[k];
        if (other->report == r || body_of(s->reports[r], one.span) == body_of(s->reports[other->report], other->span)) continue;
        if (report_has(s, of->list.at, first, r, other) || report_has(s, of->list.at, first, other->report, &one)) continue;
        side a = {other->report, other->span, other->span}, b = {r, one.span, one.span};
        if (!pair_known(s, &a, &b) && !pair_add(s, DIFFER_WORDING, HOW_PLAIN, &a, &b)) return false;
    }
    return near_push(s, of, key, one);
}

static bool bodies_named_apart(story *s) {
    near_list of = {0};
    map_init(&of.index, s->scratch);
    return each_entity(s, tell_body, &of);
}

bool story_spellings(story *s) {
    return bodies_spelt_apart(s) && near_names(s) && bodies_named_apart(s);
}
