// language.cc - a C door to cld2 (the Compact Language Detector 2), the only C++ of the library; language.c calls it.
//
// In: valid UTF-8. Out: cld2's code of the language that the text is reliably in, "" where it is not sure, or NULL where
// there is no memory. No C++ exception gets out. Threads may call it at once: cld2 writes one variable of its own, always with the
// same value.
#include <cstdio>  // cld2 needs FILE

#include <cld2/public/compact_lang_det.h>

extern "C" const char *language_cld2(const char *text, int length);

extern "C" const char *language_cld2(const char *text, int length) {
    try {
        CLD2::Language language3[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
        int percent3[3] = {0, 0, 0}, text_bytes = 0;
        bool reliable = false;
        CLD2::Language found = CLD2::DetectLanguageSummary(text, length, true, language3, percent3, &text_bytes, &reliable);
        // cld2 takes English for the frame of a page and prefers what stands in it; a text is no page.
        if (reliable && language3[0] == CLD2::ENGLISH && percent3[0] > 50) found = CLD2::ENGLISH;
        return reliable && found != CLD2::UNKNOWN_LANGUAGE ? CLD2::LanguageCode(found) : "";
    } catch (...) {
        return nullptr;  // cld2 allocates
    }
}
