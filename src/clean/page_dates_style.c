/* page_dates_style.c - how a page writes its dates, and what a label or a name says about one.
 *
 * In: the language that a page declares and the end of its host's name; words before a date; names of elements. Out: the
 * order of "05/06/2019" where it is certain (lexicons dateorder and datecountries), and the role of a date. Most
 * languages but English write the day before the month, or begin with the year; for English it hangs on the country,
 * and where that is not known the order is not either. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/page_dates.h"

#define LABEL_BYTES 60   /* how far before a date its label may stand */
#define NAME_BYTES 240
#define AGO_WORDS 12     /* of "Posted by A. Name 2 hours ago" */
#define OTHER_REACH 2    /* words between "expires" and its date, at most */

/* What a list has on a code of a language or a country: 'd' day first, 'm' month first, 0 nothing. */
static char order_of(const syn_lexicon *list, const char code[4]) {
    const lexicon_entry *entry = code[0] ? lexicon_word(list, word_hash(slice_str(code))) : NULL;
    return entry ? entry->value[0] : 0;
}

/* Two or three letters in lower case from `at`, or "". */
static void code_at(syn_slice s, size_t at, char out[4]) {
    size_t n = 0;
    for (; n < 3 && at + n < s.len; n++) {
        char c = s.ptr[at + n];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (c < 'a' || c > 'z') break;
        out[n] = c;
    }
    out[n] = 0;
}

date_style dates_style(syn_slice language, syn_slice host) {
    date_style style = {0};
    char code[4], region[4] = "", top[4] = "";
    code_at(language, 0, code);
    if (strlen(code) == 2) memcpy(style.language, code, 2);
    if (language.len >= 5 && (language.ptr[2] == '-' || language.ptr[2] == '_')) code_at(language, 3, region);
    for (size_t at = host.len; at-- > 0;)
        if (host.ptr[at] == '.') {
            code_at(host, at + 1, top);
            break;
        }
    const syn_lexicon *languages = &lexicon_clean_dateorder, *countries = &lexicon_clean_datecountries;
    char of_top = order_of(countries, top), of_region = order_of(countries, region);
    if (strcmp(code, "en") != 0 && code[0]) style.order = order_of(languages, code) ? DATE_DAY_FIRST : DATE_ORDER_UNKNOWN;
    else if (of_top == 'd' || of_region == 'd') style.order = of_top == 'm' ? DATE_ORDER_UNKNOWN : DATE_DAY_FIRST;
    else if (of_top == 'm' || (of_region == 'm' && strcmp(top, "com") == 0)) style.order = DATE_MONTH_FIRST;
    else if (order_of(languages, top)) style.order = DATE_DAY_FIRST;
    return style;
}

date_role dates_role_of_words(syn_slice s, unsigned reach) {
    date_role role = DATE_UNSAID;
    unsigned behind = 0;
    if (s.len > LABEL_BYTES) s = slice_cut(s, s.len - LABEL_BYTES, s.len);
    for (size_t at = 0; at < s.len;) {
        size_t begin = at;
        while (at < s.len && !blank_at(s, at) && !strchr(":,.|()-/", s.ptr[at])) at++;
        const lexicon_entry *entry = at > begin ? lexicon_word(&lexicon_clean_datelabels, word_hash(slice_cut(s, begin, at)))
                                                : NULL;
        behind += at > begin;
        if (entry) role = entry->value[0] == 'p' ? DATE_PUBLISHED : entry->value[0] == 'u' ? DATE_UPDATED : DATE_OTHER, behind = 0;
        if (at < s.len) at += blank_at(s, at) ? blank_at(s, at) : 1;
    }
    return behind > reach || (role == DATE_OTHER && behind > OTHER_REACH) ? DATE_UNSAID : role;
}

static bool holds_part(syn_slice name, const char *part) {
    size_t n = strlen(part);
    for (size_t at = 0; at + n <= name.len; at++)
        if ((name.ptr[at] | 32) == part[0] && slice_equal_ascii_case(slice_cut(name, at, at + n), slice_of(part, n))) return true;
    return false;
}

date_role dates_role_of_name(syn_slice name) {
    static const struct { const char *part; date_role role; } parts[] = {
        {"expir", DATE_OTHER}, {"unpubl", DATE_OTHER}, {"event", DATE_OTHER}, {"startdate", DATE_OTHER}, {"enddate", DATE_OTHER},
        {"birth", DATE_OTHER}, {"death", DATE_OTHER}, {"valid", DATE_OTHER}, {"registered", DATE_OTHER}, {"until", DATE_OTHER},
        {"updat", DATE_UPDATED}, {"modif", DATE_UPDATED}, {"edited", DATE_UPDATED}, {"reviewed", DATE_UPDATED},
        {"publi", DATE_PUBLISHED}, {"posted", DATE_PUBLISHED}, {"created", DATE_PUBLISHED}, {"pubdate", DATE_PUBLISHED},
        {"issued", DATE_PUBLISHED}, {"release", DATE_PUBLISHED}};
    if (name.len > NAME_BYTES) name.len = NAME_BYTES;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && name.len; i++)
        if (holds_part(name, parts[i].part)) return parts[i].role;
    return DATE_UNSAID;
}

bool dates_is_name(syn_slice name) {
    if (name.len > NAME_BYTES) name.len = NAME_BYTES;
    return name.len && (holds_part(name, "date") || holds_part(name, "time") || holds_part(name, "publi"));
}

bool dates_ago(syn_slice text, const syn_civil *fetched, syn_civil *out) {
    long number = -1, seconds = 0;
    bool ago = false;
    unsigned words = 0;
    for (size_t at = 0; at < text.len && words < AGO_WORDS; words++) {
        while (at < text.len && (blank_at(text, at) || strchr(":,.|()-/", text.ptr[at])))
            at += blank_at(text, at) ? blank_at(text, at) : 1;
        size_t begin = at;
        while (at < text.len && !blank_at(text, at) && !strchr(":,.|()-/", text.ptr[at])) at++;
        syn_slice word = slice_cut(text, begin, at);
        if (!word.len) break;
        if (word.ptr[0] >= '0' && word.ptr[0] <= '9') {
            number = 0;
            for (size_t i = 0; i < word.len && i < 4 && word.ptr[i] >= '0' && word.ptr[i] <= '9'; i++)
                number = number * 10 + (word.ptr[i] - '0');
            continue;
        }
        const lexicon_entry *entry = lexicon_word(&lexicon_clean_agos, word_hash(word));
        char value = entry ? entry->value[0] : 0;
        if (value == 'a') ago = true;
        else if (value && number >= 0 && !seconds)
            seconds = number * (value == 'm' ? 60 : value == 'h' ? 3600 : value == 'd' ? 86400 : 7 * 86400);
    }
    if (!ago || number < 0 || !seconds || fetched->grain < CIVIL_DAY) return false;
    long then = fetched->hour * 3600L + fetched->minute * 60L - seconds;
    long days = then / 86400 - (then % 86400 < 0);
    *out = civil_from_days(civil_days(fetched->year, fetched->month, fetched->day) + days);
    return true;
}
