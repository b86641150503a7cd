/* language.c - which language a text is in.
 *
 * In: valid UTF-8. Out: a code of ISO 639-1 where there is one, or "", or NULL where there is no memory. cld2
 * (language.cc) looks at groups of letters; its guess for a few words is worthless, so a text of under LETTERS letters is
 * not asked about. Its old codes are renewed. */
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

const char *language_of(syn_slice text) {
    static const struct { const char *old, *now; } renewed[] = {
        {"iw", "he"}, {"jw", "jv"}, {"zh-Hant", "zh"}, {"sr-ME", "sr"}, {"mo", "ro"}, {"un", ""}, {"xxx", ""},
    };
    text.len = utf8_cut(text, LOOK);
    const char *code = has_letters(text) ? language_cld2(text.ptr, (int)text.len) : "";
    if (!code) return NULL;
    for (size_t i = 0; i < sizeof renewed / sizeof renewed[0]; i++)
        if (strcmp(code, renewed[i].old) == 0) return renewed[i].now;
    return code;
}
