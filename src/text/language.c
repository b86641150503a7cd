/* language.c - which language a text is in.
 *
 * In: valid UTF-8. Out: a code of ISO 639-1 where there is one, or "", or NULL where there is no memory. cld2
 * (language.cc) looks at groups of letters; its guess for a few words is worthless, so a text of under LETTERS letters is
 * not asked about; nor is one that is plainly English, which most texts are. Its old codes are renewed. Tags that others give
 * are cut to their code (RFC 5646, ISO 639-1). */
#include "text/language.h"

#include "text/fold.h"
#include "text/inner.h"
#include "text/utf8.h"

enum { LOOK = 8192, LETTERS = 20 };

static bool has_letters(syn_slice text) {
    unsigned letters = 0;
    for (size_t at = 0; at < text.len && letters < LETTERS;) {
        unsigned size;
        letters += (char_class(utf8_at(text, at, &size)) & CHAR_LETTER) != 0;
        at += size;
    }
    return letters >= LETTERS;
}

/* The four last letters of a word, and how many it has. */
typedef struct tail {
    uint32_t letters, count;
} tail;

enum { WINDOW = 1024, WORDS = 60, THE = 1, SMALL = 6, FOREIGN = 2 };  /* the last three in per cent */

/* 0: no function word of English; 2: "the"; 1: another of those that stand in every English text and are in no other language
 * as common, all together. */
static unsigned english_word(tail word) {
    if (word.count > 4) return 0;
    switch (word.letters) {
    case 't' << 16 | 'h' << 8 | 'e': return 2;
    case 'o' << 8 | 'f':
    case 't' << 8 | 'o':
    case 'a' << 16 | 'n' << 8 | 'd':
    case 't' << 24 | 'h' << 16 | 'a' << 8 | 't':
    case 'w' << 24 | 'i' << 16 | 't' << 8 | 'h':
    case 'f' << 24 | 'r' << 16 | 'o' << 8 | 'm':
    case 't' << 24 | 'h' << 16 | 'i' << 8 | 's':
    case 't' << 24 | 'h' << 16 | 'e' << 8 | 'y': return 1;
    default: return 0;
    }
}

/* "The", "of", "and" and the like stand thick in it, and letters beyond those of English are few. */
static bool reads_english(const char *text, size_t length) {
    uint32_t words = 0, the = 0, small = 0, foreign = 0;
    tail word = {0, 0};
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i], letter = c | 0x20;
        if (letter >= 'a' && letter <= 'z') {
            word = (tail){word.letters << 8 | letter, word.count + 1};
            continue;
        }
        foreign += c >= 0xC3 && c != 0xE2;  /* E2: dashes, quotation marks */
        if (!word.count) continue;
        unsigned is = english_word(word);
        words++;
        the += is == 2;
        small += is != 0;
        word = (tail){0, 0};
    }
    return words >= WORDS && the * 100 >= words * THE && small * 100 >= words * SMALL && foreign * 100 <= words * FOREIGN;
}

/* True for an English text that is not short: each part of it reads so. */
static bool is_plain_english(syn_slice text) {
    for (size_t at = 0; at < text.len && text.len >= WINDOW; at += WINDOW)
        if (!reads_english(text.ptr + (text.len - at < WINDOW ? text.len - WINDOW : at), WINDOW)) return false;
    return text.len >= WINDOW;
}

const char *language_of(syn_slice text) {
    static const struct { const char *old, *now; } renewed[] = {
        {"iw", "he"}, {"jw", "jv"}, {"zh-Hant", "zh"}, {"sr-ME", "sr"}, {"mo", "ro"}, {"un", ""}, {"xxx", ""},
    };
    text.len = utf8_cut(text, LOOK);
    if (is_plain_english(text)) return "en";
    const char *code = has_letters(text) ? language_cld2(text.ptr, (int)text.len) : "";
    if (!code) return NULL;
    for (size_t i = 0; i < sizeof renewed / sizeof renewed[0]; i++)
        if (strcmp(code, renewed[i].old) == 0) return renewed[i].now;
    return code;
}

syn_slice language_of_tag(syn_slice tag) {
    /* ISO 639-1, in three bytes each. */
    static const char codes[] =
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
        "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
        "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na "
        "nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
        "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";
    tag = slice_trim(tag);
    if (tag.len < 2 || (tag.len > 2 && tag.ptr[2] != '-' && tag.ptr[2] != '_')) return SLICE_NONE;
    for (size_t i = 0; i < sizeof codes - 1; i += 3)
        if (slice_equal_ascii_case(slice_of(codes + i, 2), slice_cut(tag, 0, 2))) return slice_of(codes + i, 2);
    return SLICE_NONE;
}
