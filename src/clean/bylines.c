/* bylines.c - the names of a byline: "By A. Writer and B. Writer, Staff Writer" gives two names.
 *
 * A name is two to five capitalised words; what else stands in the line (a role, an agency, a place) is left out. Parted
 * at commas, "and", "&", "|", "/", ";" and at "for"/"in" before an outlet or a place. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define BYLINE_BYTES 400
#define NAME_BYTES 64

/* A piece of a byline that can be a person's name. */
static bool is_name(syn_slice s) {
    if (s.len < 3 || s.len > NAME_BYTES) return false;
    unsigned words = 1, capitals = 0;
    bool start = true;
    for (size_t at = 0; at < s.len;) {
        unsigned size;
        uint32_t c = utf8_at(s, at, &size);
        unsigned class = char_class(c);
        if (class & CHAR_DIGIT || c == '@' || c == '/' || c == ':' || c == '?' || c == '<' || c == '{' || c == '#' ||
            c == '_')
            return false;
        if (c == ' ' || c == 0xA0) {
            words++;
            start = true;
        } else {
            if (start && (class & CHAR_LETTER) && !(class & CHAR_LOWER)) capitals++;
            start = false;
        }
        at += size;
    }
    return words <= 6 && capitals >= 1 && capitals * 2 >= words;
}

/* Bytes of a word that parts names at `at` ("and", "&", ...), or 0. `*tail`: what follows is no name any more. */
static size_t part_at(syn_slice s, size_t at, bool *tail) {
    static const struct { const char *word; bool tail; } parts[] = {
        {" and ", false}, {" & ", false}, {" with ", false}, {" AND ", false}, {" y ", false}, {" for ", true}, {" FOR ",
            true}, {" in ", true},
        {" of ", true}, {" | ", true}, {" – ", true}, {" — ", true}, {" - ", true}, {" at ", true}, {" via ", true}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i].word);
        if (s.len - at > length && memcmp(s.ptr + at, parts[i].word, length) == 0) {
            *tail = parts[i].tail;
            return length;
        }
    }
    if (s.ptr[at] == ',' || s.ptr[at] == ';' || s.ptr[at] == '|' || s.ptr[at] == '\n' || s.ptr[at] == '/') return 1;
    if (slice_starts(slice_cut(s, at, s.len), SLICE_LIT("•"))) return 3;
    return 0;
}

static syn_slice without_label(syn_slice s) {
    static const char *const labels[] = {"written by", "story by", "posted by", "published by", "reported by", "by",
                                         "author", "authors"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t length = strlen(labels[i]);
        if (s.len > length && slice_equal_ascii_case(slice_cut(s, 0, length), slice_of(labels[i], length)) &&
            (blank_at(s, length) || s.ptr[length] == ':'))
            return blank_trim(slice_cut(s, length + (s.ptr[length] == ':'), s.len));
    }
    return s;
}

/* Roles, agencies and other words that stand between names, as a whole piece or at its start. */
static bool is_no_person(syn_slice name) {
    syn_slice word = name;
    if (lexicon_word(&lexicon_clean_roles, word_hash(name))) return true;
    for (size_t at = 0, begin = 0; at <= name.len; at++) {
        if (at < name.len && name.ptr[at] != ' ') continue;
        word = slice_cut(name, begin, at);
        if (word.len && lexicon_word(&lexicon_clean_roles, word_hash(word))) return true;
        begin = at + 1;
    }
    return false;
}

static void add_name(syn_report *report, syn_slice name) {
    name = blank_trim(name);
    name = without_label(name);
    bool junior = slice_ends(name, SLICE_LIT("Jr.")) || slice_ends(name, SLICE_LIT("Sr."));
    while (!junior && name.len && strchr(".,:;-", name.ptr[name.len - 1])) name.len--;
    name = blank_trim(name);
    if (!is_name(name) || is_no_person(name) || report->byline.n >= CLEAN_BYLINES) return;
    for (uint32_t i = 0; i < report->byline.n; i++)
        if (slice_equal_ascii_case(report->byline.at[i], name)) return;
    VEC_PUSH(&report->arena, &report->byline, meta_copy(report, name));
}

void byline_add(syn_report *report, syn_slice line) {
    line = blank_trim(line);
    if (line.len > BYLINE_BYTES) line = slice_cut(line, 0, utf8_cut(line, BYLINE_BYTES));
    line = without_label(line);
    size_t begin = 0;
    for (size_t at = 0; at < line.len;) {
        bool tail = false;
        size_t length = part_at(line, at, &tail);
        if (!length) {
            at++;
            continue;
        }
        add_name(report, slice_cut(line, begin, at));
        begin = at += length;
        if (tail) return;
    }
    add_name(report, slice_cut(line, begin, line.len));
}
