/* language.c - which language a text is in.
 *
 * In: valid UTF-8. Out: a code of ISO 639-1 where there is one, or "", or NULL where there is no memory. cld2
 * (language.cc) looks at groups of letters; its guess for a few words is worthless, so a text of under LETTERS letters is
 * not asked about; nor is one that is plainly English, which most texts are. Its old codes are renewed. Tags that others give
 * are cut to their code (RFC 5646, ISO 639-1). */
#include "text/language.h"

#include "text/fold.h"
#include "text/inner.h"
#include "text/lexicon/lexicon.gen.h"
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

/* The commonest words of English (lexicon/en/commonest.txt) by their letters: made for each text, as it is asked at every word. */
enum { SLOTS = 64 };
typedef struct common_words {
    uint32_t letters[SLOTS];  /* 0: free */
    uint8_t is[SLOTS];        /* 2: "the"; 1: another */
} common_words;

static uint32_t slot_of(const common_words *all, uint32_t letters) {
    uint32_t at = letters * 2654435769u >> 26;
    while (all->letters[at] && all->letters[at] != letters) at = (at + 1) % SLOTS;
    return at;
}

static void find_common(common_words *all) {
    const syn_lexicon *list = lexicon_text_commonest_in("en");
    memset(all, 0, sizeof *all);
    for (uint32_t i = 0; i < list->count && i < SLOTS / 2; i++) {
        uint32_t letters = 0;
        for (const char *c = list->entries[i].phrase; *c; c++) letters = letters << 8 | (unsigned char)*c;
        uint32_t at = slot_of(all, letters);
        all->letters[at] = letters;
        all->is[at] = *list->entries[i].value ? 2 : 1;
    }
}

/* "The", "of", "and" and the like stand thick in it, and letters beyond those of English are few. */
static bool reads_english(const common_words *common, const char *text, size_t length) {
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
        unsigned is = word.count > 4 ? 0 : common->is[slot_of(common, word.letters)];
        words++;
        the += is == 2;
        small += is != 0;
        word = (tail){0, 0};
    }
    return words >= WORDS && the * 100 >= words * THE && small * 100 >= words * SMALL && foreign * 100 <= words * FOREIGN;
}

/* True for an English text that is not short: each part of it reads so. */
static bool is_plain_english(syn_slice text) {
    common_words common;
    if (text.len < WINDOW) return false;
    find_common(&common);
    for (size_t at = 0; at < text.len; at += WINDOW)
        if (!reads_english(&common, text.ptr + (text.len - at < WINDOW ? text.len - WINDOW : at), WINDOW)) return false;
    return true;
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
