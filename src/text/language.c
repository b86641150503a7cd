/* language.c - which language a text is in.
 *
 * In: valid UTF-8. Out: a code of ISO 639-1 where there is one, or "", or NULL where there is no memory. cld2
 * (language.cc) looks at groups of letters; its guess for a few words is worthless, so a text of under LETTERS letters is
 * not asked about. Its old codes are renewed. Tags that others give are cut to their code (RFC 5646, ISO 639-1). */
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
