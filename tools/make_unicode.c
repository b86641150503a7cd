/* make_unicode.c - prints src/text/gen/unicode.inc: the class and the folded form of every character, from ICU.
 *
 * In: ICU's general categories, scripts, compatibility decompositions and case foldings. Out: C tables of two stages
 * (block of 128 characters, then character) that src/text/fold.c includes. The test `fresh-unicode` prints them again and
 * compares; `make_unicode --version` prints the version of ICU, so that the test can tell an other ICU from a stale file.
 *
 * A folded form is at most 2 bytes longer than its character, and folding a folded form changes nothing. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

enum { LETTER = 1, UPPER = 2, LOWER = 4, DIGIT = 8, SPACE = 16, MARK = 32, PUNCT = 64, SYMBOL = 128, NO_SPACES = 256,
       OPENS = 512, CLOSES = 1024, JOINS = 2048 };
enum { LAST = 0x110000, BLOCK = 128, FORM = 24, POOL = 1 << 16 };

static uint16_t classes[LAST];
static char forms[LAST][FORM];  /* folded UTF-8; "\1" stands for "itself" */
static uint16_t places[LAST];
static unsigned char pool[POOL];
static size_t pool_len = 1;     /* place 0 means "itself" */

static bool no_spaces(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
        case USCRIPT_HAN: case USCRIPT_HIRAGANA: case USCRIPT_KATAKANA: case USCRIPT_THAI: case USCRIPT_LAO:
        case USCRIPT_KHMER: case USCRIPT_MYANMAR: return true;
        default: return c == 0x30FC;  /* the long mark of kana is of no one script */
    }
}

static uint16_t class_of(UChar32 c) {
    if (c == 0x2BC) return PUNCT;                             /* a letter to Unicode, an apostrophe to writers */
    if (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) return SPACE;
    switch (u_charType(c)) {
        case U_UPPERCASE_LETTER: case U_TITLECASE_LETTER: return LETTER | UPPER;
        case U_LOWERCASE_LETTER: return LETTER | LOWER;
        case U_MODIFIER_LETTER: case U_OTHER_LETTER: return (uint16_t)(LETTER | (no_spaces(c) ? NO_SPACES : 0));
        case U_NON_SPACING_MARK: case U_ENCLOSING_MARK: case U_COMBINING_SPACING_MARK:
            return (uint16_t)(MARK | (no_spaces(c) ? NO_SPACES : 0));
        case U_DECIMAL_DIGIT_NUMBER: case U_LETTER_NUMBER: case U_OTHER_NUMBER: return DIGIT;
        case U_CONTROL_CHAR: return SPACE;
        case U_FORMAT_CHAR: return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 ? MARK | JOINS : SPACE;
        case U_START_PUNCTUATION: case U_INITIAL_PUNCTUATION: return PUNCT | OPENS;
        case U_END_PUNCTUATION: case U_FINAL_PUNCTUATION: return PUNCT | CLOSES;
        case U_CONNECTOR_PUNCTUATION: case U_DASH_PUNCTUATION: case U_OTHER_PUNCTUATION: return PUNCT;
        default: return SYMBOL;
    }
}

/* Letters with a stroke and other Latin letters that have no decomposition, quotation marks, dashes, the ellipsis. */
static const struct { UChar32 c; const char *form; } by_hand[] = {
    {0xF8, "o"}, {0x111, "d"}, {0xF0, "d"}, {0x142, "l"}, {0x127, "h"}, {0x167, "t"}, {0x131, "i"}, {0xE6, "ae"},
    {0x153, "oe"}, {0xFE, "th"}, {0x268, "i"}, {0x289, "u"}, {0x1E9E, "ss"},
    {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""}, {0xAB, "\""}, {0xBB, "\""}, {0x2033, "\""},
    {0x2036, "\""}, {0x301D, "\""}, {0x301E, "\""}, {0x301F, "\""}, {0xFF02, "\""},
    {0x2018, "'"}, {0x2019, "'"}, {0x201A, "'"}, {0x201B, "'"}, {0x2032, "'"}, {0x2035, "'"}, {0x60, "'"}, {0xB4, "'"},
    {0x2BC, "'"}, {0x2BB, "'"}, {0x2039, "'"}, {0x203A, "'"}, {0xFF07, "'"},
    {0x2212, "-"}, {0x2026, "..."}, {0x2044, "/"},
};

static const char *hand_form(UChar32 c) {
    for (size_t i = 0; i < sizeof by_hand / sizeof by_hand[0]; i++)
        if (by_hand[i].c == c) return by_hand[i].form;
    return NULL;
}

static bool european(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

static void to_utf8(char out[FORM], const UChar *in, int32_t len) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = 0;
    u_strToUTF8(out, FORM - 1, &size, in, len, &status);
    if (U_FAILURE(status)) { size = 1; out[0] = 1; }
    out[size] = 0;
}

/* First form of one character, before the fixed point. */
static void form_of(UChar32 c, char out[FORM]) {
    memcpy(out, "\1", 2);
    const char *hand = hand_form(c);
    if (hand) { strcpy(out, hand); return; }
    unsigned class = classes[c];
    if (class & SPACE) { strcpy(out, " "); return; }
    if ((class & JOINS) || (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F)) { out[0] = 0; return; }
    if (u_charType(c) == U_DASH_PUNCTUATION) { strcpy(out, "-"); return; }
    bool wide = c >= 0xFF01 && c <= 0xFF5E;
    if (!wide && !(class & (LETTER | MARK)) && u_charType(c) != U_DECIMAL_DIGIT_NUMBER) return;
    UErrorCode status = U_ZERO_ERROR;
    UChar source[4], broken[64], kept[64], folded[128];
    int32_t n = 0, kept_n = 0;
    U16_APPEND_UNSAFE(source, n, c);
    const UNormalizer2 *norm = unorm2_getNFKDInstance(&status);
    int32_t m = unorm2_normalize(norm, source, n, broken, 64, &status);
    if (U_FAILURE(status)) exit(1);
    UChar32 first;
    int32_t at = 0;
    U16_NEXT(broken, at, m, first);
    if (european(first) || first < 0x80) {
        for (at = 0; at < m;) {
            UChar32 part;
            U16_NEXT(broken, at, m, part);
            if (part < 0x300 || part > 0x36F) U16_APPEND_UNSAFE(kept, kept_n, part);
        }
    } else {
        memcpy(kept, source, (size_t)n * sizeof *source);
        kept_n = n;
    }
    int32_t size = u_strFoldCase(folded, 128, kept, kept_n, U_FOLD_CASE_DEFAULT, &status);
    if (U_FAILURE(status)) exit(1);
    to_utf8(out, folded, size);
}

/* Folds the characters of a form again. */
static void form_again(char form[FORM]) {
    char next[FORM * 4] = "";
    int32_t len = (int32_t)strlen(form);
    for (int32_t at = 0; at < len;) {
        int32_t from = at;
        UChar32 c;
        U8_NEXT(form, at, len, c);
        if (c < 0) exit(1);
        if (forms[c][0] == 1) strncat(next, form + from, (size_t)(at - from));
        else strcat(next, forms[c]);
    }
    if (strlen(next) < FORM) strcpy(form, next);
}

static uint16_t place_of(const char *form) {
    size_t len = strlen(form);
    for (size_t at = 1; at < pool_len; at += pool[at] + 1u)
        if (pool[at] == len && memcmp(pool + at + 1, form, len) == 0) return (uint16_t)at;
    size_t at = pool_len;
    if (at + len + 1 >= POOL) exit(1);
    pool[at] = (unsigned char)len;
    memcpy(pool + at + 1, form, len);
    pool_len += len + 1;
    return (uint16_t)at;
}

static void print_numbers(const char *type, const char *name, const uint16_t *numbers, size_t count) {
    printf("static const %s %s[%zu] = {", type, name, count);
    int column = 200;
    for (size_t i = 0; i < count; i++) {
        if (column > 118) { printf("\n"); column = 0; }
        column += printf("%u,", (unsigned)numbers[i]);
    }
    printf("\n};\n");
}

/* Prints a table of two stages: blocks[c / 128] * 128 + c % 128 is the place in values. */
static void print_stages(const char *name, const char *type, const uint16_t *values) {
    static uint16_t blocks[LAST / BLOCK], kept[LAST];
    size_t count = 0;
    for (size_t block = 0; block < LAST / BLOCK; block++) {
        size_t found = 0;
        while (found < count && memcmp(kept + found * BLOCK, values + block * BLOCK, BLOCK * sizeof *kept) != 0) found++;
        if (found == count) memcpy(kept + count++ * BLOCK, values + block * BLOCK, BLOCK * sizeof *kept);
        blocks[block] = (uint16_t)found;
    }
    char text[64];
    snprintf(text, sizeof text, "unicode_%s_block", name);
    print_numbers("uint16_t", text, blocks, LAST / BLOCK);
    snprintf(text, sizeof text, "unicode_%s", name);
    print_numbers(type, text, kept, count * BLOCK);
}

/* Replaces each class by its place in a short list, so that the table takes a byte a character. */
static void print_classes(void) {
    static uint16_t kinds[256];
    size_t count = 0;
    for (UChar32 c = 0; c < LAST; c++) {
        size_t found = 0;
        while (found < count && kinds[found] != classes[c]) found++;
        if (found == count) kinds[count++] = classes[c];
        classes[c] = (uint16_t)found;
    }
    print_numbers("uint16_t", "unicode_kinds", kinds, count);
    print_stages("class", "uint8_t", classes);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--version") == 0) return printf("%s\n", U_ICU_VERSION) < 0;
    for (UChar32 c = 0; c < LAST; c++) classes[c] = class_of(c);
    for (UChar32 c = 0; c < LAST; c++)
        if (U_IS_UNICODE_CHAR(c)) form_of(c, forms[c]);
        else memcpy(forms[c], "\1", 2);
    for (int turn = 0; turn < 3; turn++)
        for (UChar32 c = 0; c < LAST; c++)
            if (forms[c][0] != 1) form_again(forms[c]);
    for (UChar32 c = 0; c < LAST; c++) {
        uint8_t self[8] = {0};
        int32_t n = 0;
        if (forms[c][0] == 1) continue;
        U8_APPEND_UNSAFE(self, n, c);
        if (strcmp((const char *)self, forms[c]) == 0 || strlen(forms[c]) > (size_t)n + 2) continue;
        places[c] = place_of(forms[c]);
    }
    printf("/* Made by tools/make_unicode.c with ICU %s. Do not edit. */\n", U_ICU_VERSION);
    print_classes();
    print_stages("fold", "uint16_t", places);
    static uint16_t bytes[POOL];
    for (size_t i = 0; i < pool_len; i++) bytes[i] = pool[i];
    print_numbers("unsigned char", "unicode_forms", bytes, pool_len);
    return 0;
}
