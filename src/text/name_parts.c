/* name_parts.c - see name_parts.h. Everything is bounded by NAME_PARTS and NAME_PART_BYTES. */
#include "text/name_parts.h"

#include "text/fold.h"
#include "text/lexicon/lexicon.gen.h"
#include "text/utf8.h"

enum { SHORT_FORM = 3 };  /* letters that a short form must share with the beginning of the long one */

void name_part_add(name_part *part, syn_slice text) {
    char folded[NAME_PART_BYTES * 4];
    size_t most = (sizeof folded - fold_max(0)) / (fold_max(1) - fold_max(0));
    if (text.len > most) text = slice_cut(text, 0, utf8_cut(text, most));
    size_t length = fold_text(text, folded);
    for (size_t i = 0; i < length && part->length < NAME_PART_BYTES; i++) {
        char c = folded[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80) part->text[part->length++] = c;
    }
}

static syn_slice part_slice(const name_part *part) { return slice_of(part->text, part->length); }
uint64_t name_part_hash(const name_part *part) { return slice_hash(part_slice(part)); }
bool name_part_equal(const name_part *a, const name_part *b) { return slice_equal(part_slice(a), part_slice(b)); }

static bool is_vowel(char c) { return memchr("aeiouyj", c, 7) != NULL; }

/* One spelling for letters that transliterations write in two ways: "x" and "ks", "ph" and "f", "c", "q", "ck" and "k", "w"
 * and "v", "z" and "s", doubled letters. */
static void part_canonical(const name_part *part, name_part *out) {
    *out = (name_part){.length = 0};
    for (uint32_t i = 0; i < part->length && out->length + 2 <= NAME_PART_BYTES; i++) {
        char c = part->text[i], next = i + 1 < part->length ? part->text[i + 1] : '\0';
        if (c == next || (c == 'c' && next == 'k')) continue;
        if (c == 'p' && next == 'h') {
            c = 'f';
            i++;
        }
        if (c == 'x') out->text[out->length++] = 'k';
        c = (char)(c == 'w' ? 'v' : c == 'c' || c == 'q' ? 'k' : c == 'z' || c == 'x' ? 's' : c);
        out->text[out->length++] = c;
    }
}

/* Vowels go but for one at the start, which stands for any; what then is doubled is one; h counts only at the start. */
static uint64_t skeleton_of(const name_part *canonical) {
    char bones[NAME_PART_BYTES];
    size_t count = 0;
    for (uint32_t i = 0; i < canonical->length; i++) {
        char c = canonical->text[i];
        if (i > 0 && (is_vowel(c) || c == 'h')) continue;
        if (i == 0 && is_vowel(c)) c = 'a';
        if (count && bones[count - 1] == c) continue;
        bones[count++] = c;
    }
    return slice_hash(slice_of(bones, count));
}

uint64_t name_part_skeleton(const name_part *part) {
    name_part canonical;
    part_canonical(part, &canonical);
    return skeleton_of(&canonical);
}

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* Edits from one part to the other; parts are short, so the table is bounded. */
static uint32_t part_distance(const name_part *a, const name_part *b) {
    uint32_t row[NAME_PART_BYTES + 1];
    for (uint32_t j = 0; j <= b->length; j++) row[j] = j;
    for (uint32_t i = 1; i <= a->length; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t j = 1; j <= b->length; j++) {
            uint32_t best = least(least(row[j], row[j - 1]) + 1, corner + (a->text[i - 1] != b->text[j - 1]));
            corner = row[j];
            row[j] = best;
        }
    }
    return row[b->length];
}

bool name_part_like(const name_part *a, const name_part *b) {
    if (name_part_equal(a, b)) return true;
    name_part left, right;
    part_canonical(a, &left);
    part_canonical(b, &right);
    if (skeleton_of(&left) != skeleton_of(&right)) return false;
    uint32_t shorter = least(a->length, b->length);
    return part_distance(&left, &right) <= (shorter < 4 ? 0u : shorter < 7 ? 1u : 2u);
}

/* ---- cutting a name into parts ------------------------------------------------------------------------------------ */

static char suffix_of(syn_slice text) {
    static const struct { const char *text; char suffix; } suffixes[] = {
        {"Jr", 'j'}, {"Jr.", 'j'}, {"Sr", 's'}, {"Sr.", 's'}, {"II", '2'}, {"III", '3'}, {"IV", '4'}, {"VI", '6'},
        {"VII", '7'}, {"VIII", '8'}, {"XII", 'c'}, {"XIV", 'e'}, {"XVI", 'g'}, {"XXIII", 'n'}};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (slice_equal(text, slice_str(suffixes[i].text))) return suffixes[i].suffix;
    return '\0';
}

/* "J.", "A.B.": letters with points, or one letter. */
static bool is_initials(syn_slice text) {
    if (text.len == 1) return true;
    for (size_t i = 1; i < text.len; i += 2)
        if (text.ptr[i] != '.') return false;
    return true;
}

static void open_part(name_parts *parts, syn_slice text) {
    if (parts->count == NAME_PARTS) {  /* the last part is the surname: an earlier one goes */
        parts->full -= parts->at[NAME_PARTS - 1].length > 1;
        parts->at[--parts->count] = (name_part){.length = 0};
    }
    name_part *part = &parts->at[parts->count++];
    *part = (name_part){.length = 0};
    bool initials = is_initials(text);
    name_part_add(part, initials ? slice_cut(text, 0, 1) : text);
    parts->full += !initials && part->length > 1;
}

/* "De los Example": a capital particle at the head of the name. */
static bool opens_surname(const syn_word *words, uint32_t first, uint32_t at, uint32_t end) {
    return at == first && at + 1 < end && words[at + 1].kind == WORD_LETTERS &&
           lexicon_word(&lexicon_text_name_openers, words[at].fold);
}

void name_parts_read(name_parts *parts, syn_slice text, const syn_word *words, uint32_t first, uint32_t end) {
    *parts = (name_parts){.count = 0};
    bool joined = false;
    for (uint32_t at = first; at < end; at++) {
        const syn_word *word = &words[at];
        syn_slice own = slice_cut(text, word->begin, word->end);
        bool letters = word->kind == WORD_LETTERS, capital = word->flags & WORD_CAPITAL;
        char suffix = letters && at > first ? suffix_of(own) : '\0';
        if (suffix) parts->suffix = suffix;
        else if (joined && parts->count && letters) name_part_add(&parts->at[parts->count - 1], own);
        else if (letters && capital && !opens_surname(words, first, at, end)) open_part(parts, own);
        bool hyphen = own.len && own.ptr[0] == '-' && word->kind == WORD_PUNCT;
        /* "al-Bashir": a small particle and its hyphen open no part. */
        joined = hyphen && at > first && (words[at - 1].flags & WORD_CAPITAL);
    }
}

uint64_t name_parts_joined(const name_parts *parts) {
    char all[NAME_PARTS * NAME_PART_BYTES];
    size_t length = 0;
    for (uint32_t i = 0; i < parts->count; i++) {
        memcpy(all + length, parts->at[i].text, parts->at[i].length);
        length += parts->at[i].length;
    }
    return slice_hash(slice_of(all, length));
}

/* ---- given names -------------------------------------------------------------------------------------------------- */

/* The names that one can be short for, itself first: "bob", "robert". Parted by '/'. */
static const char *long_forms(const name_part *part) {
    char plain[NAME_PART_BYTES];
    memcpy(plain, part->text, part->length);
    const lexicon_entry *entry = lexicon_word(&lexicon_text_nicknames, word_hash(slice_of(plain, part->length)));
    return entry ? entry->value : "";
}

static bool holds_form(const char *forms, syn_slice name) {
    while (*forms) {
        const char *slash = strchr(forms, '/');
        size_t length = slash ? (size_t)(slash - forms) : strlen(forms);
        if (slice_equal(slice_of(forms, length), name)) return true;
        forms += length + (slash != NULL);
    }
    return false;
}

static bool forms_meet(const char *a, const char *b) {
    while (*a) {
        const char *slash = strchr(a, '/');
        size_t length = slash ? (size_t)(slash - a) : strlen(a);
        if (holds_form(b, slice_of(a, length))) return true;
        a += length + (slash != NULL);
    }
    return false;
}

/* "Paul" and "Paula", "Mario" and "Maria", "Daniel" and "Danielle": spelt alike, and two persons. */
static bool other_sex(const name_part *a, const name_part *b) {
    char left = a->text[a->length - 1], right = b->text[b->length - 1];
    if ((left == 'a') != (right == 'a')) return true;
    return (left == 'e' && !is_vowel(right)) || (right == 'e' && !is_vowel(left));
}

static given_fit parts_fit(const name_part *a, const name_part *b) {
    if (name_part_equal(a, b)) return GIVEN_SAME;
    if (!a->length || !b->length) return GIVEN_APART;  /* a word without a letter that folds */
    if (a->length == 1 || b->length == 1) return a->text[0] == b->text[0] ? GIVEN_INITIAL : GIVEN_APART;
    bool apart = other_sex(a, b);
    if (!apart && name_part_like(a, b)) return GIVEN_LIKE;
    const char *of_a = long_forms(a), *of_b = long_forms(b);
    if (holds_form(of_a, part_slice(b)) || holds_form(of_b, part_slice(a))) return GIVEN_SHORT;
    if (memcmp(a->text, b->text, 2) == 0 && forms_meet(of_a, of_b)) return GIVEN_SHORT;  /* not "Ted" and "Ned" */
    uint32_t shorter = least(a->length, b->length), longer = a->length + b->length - shorter;
    /* "Rob", "Robert"; but "Ann" and "Anna", "Paul" and "Paula" are names of their own. */
    if (!apart && shorter >= SHORT_FORM && longer > shorter + 1 && memcmp(a->text, b->text, shorter) == 0) return GIVEN_SHORT;
    return GIVEN_APART;
}

/* Middle names part two persons: "George W.", "George H. W."; one without any fits both, and so does one of several that is
 * written out. */
static bool middles_clash(const name_parts *a, const name_parts *b) {
    if (a->count < 3 || b->count < 3) return false;
    if (parts_fit(&a->at[1], &b->at[1]) != GIVEN_APART) return false;
    for (uint32_t i = 1; i + 1 < a->count; i++)
        for (uint32_t k = 1; k + 1 < b->count; k++)
            if (a->at[i].length > 1 && parts_fit(&a->at[i], &b->at[k]) >= GIVEN_LIKE) return false;
    return true;
}

given_fit name_given_fit(const name_parts *a, const name_parts *b) {
    if (a->count < 2 || b->count < 2) return GIVEN_INITIAL;
    given_fit fit = parts_fit(&a->at[0], &b->at[0]);
    if (fit != GIVEN_APART) return middles_clash(a, b) ? GIVEN_APART : fit;
    /* "J. Robert Example" and "Robert Example": the given name of one is a middle name of the other. */
    for (uint32_t i = 1; i + 1 < a->count; i++)
        if (parts_fit(&a->at[i], &b->at[0]) >= GIVEN_LIKE) return GIVEN_SHORT;
    for (uint32_t i = 1; i + 1 < b->count; i++)
        if (parts_fit(&b->at[i], &a->at[0]) >= GIVEN_LIKE) return GIVEN_SHORT;
    return GIVEN_APART;
}
