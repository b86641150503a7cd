/* plain.c - plain text into paragraphs.
 *
 * In: a text with any mixture of blank lines and line breaks. Out: its paragraphs, each a slice of the text. A blank line
 * parts paragraphs. What a single line break means is decided once for the text: where lines are of like length, short and
 * mostly end in the middle of a sentence, they were wrapped by a machine, and a paragraph keeps its line breaks; else each
 * line is a paragraph, but for a line that goes on in lower case. Linear: two walks over the lines.
 *
 * It does not undo hyphens at line ends, nor tables drawn with blanks. */
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

#define WRAP_LINE 100    /* bytes; a machine-wrapped line is no longer */
#define WRAP_BREAKS 3    /* fewer breaks inside paragraphs prove nothing */
#define HEADING_BYTES 100

typedef struct plain_line {
    syn_slice text;      /* trimmed; empty for a blank line */
    size_t begin, end;   /* trimmed, in the text */
    size_t indent;       /* blanks before it */
} plain_line;

/* The next line at *at; false at the end of the text. */
static bool line_next(syn_slice text, size_t *at, plain_line *line) {
    if (*at >= text.len) return false;
    const char *newline = memchr(text.ptr + *at, '\n', text.len - *at);
    size_t end = newline ? (size_t)(newline - text.ptr) : text.len;
    line->text = blank_trim(slice_cut(text, *at, end));
    line->begin = line->text.len ? (size_t)(line->text.ptr - text.ptr) : *at;
    line->end = line->begin + line->text.len;
    line->indent = line->begin - *at;
    *at = end + 1;
    return true;
}

static bool starts_lower(syn_slice s) {
    if (!s.len) return false;
    unsigned size;
    return (char_class(utf8_at(s, 0, &size)) & CHAR_LOWER) != 0;
}

/* A bullet, a dash or a number with a point opens a list item; returns its bytes with the blank behind it. */
static size_t bullet_at(syn_slice s) {
    static const char *const bullets[] = {"•", "‣", "▪", "●", "◦", "*", "-", "–", "—", "+", "■", "»"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        syn_slice bullet = slice_str(bullets[i]);
        if (slice_starts(s, bullet) && blank_at(s, bullet.len)) return bullet.len + 1;
    }
    size_t digits = 0;
    while (digits < s.len && digits < 3 && s.ptr[digits] >= '0' && s.ptr[digits] <= '9') digits++;
    if (digits && digits + 1 < s.len && (s.ptr[digits] == '.' || s.ptr[digits] == ')') && blank_at(s, digits + 1))
        return digits + 2;
    return 0;
}

/* Length of the longest wrapped line, or 0 if the text's lines are not wrapped. */
static size_t wrap_width(syn_slice text) {
    plain_line line, last = {0};
    size_t breaks = 0, open = 0, longest = 0, long_lines = 0, total = 0, full = 0;
    for (size_t at = 0; line_next(text, &at, &line); last = line) {
        if (line.text.len > WRAP_LINE) long_lines++;
        if (!last.text.len || !line.text.len) continue;
        breaks++;
        total += last.text.len;
        if (!ends_sentence(last.text) && last_character(last.text) != ':') open++;
        if (last.text.len > longest && last.text.len <= WRAP_LINE) longest = last.text.len;
    }
    if (breaks < WRAP_BREAKS || long_lines * 10 > breaks || open * 2 < breaks || total / breaks * 2 < longest) return 0;
    last = (plain_line){0};
    for (size_t at = 0; line_next(text, &at, &line); last = line)
        if (last.text.len && line.text.len && last.text.len * 5 >= longest * 3) full++;
    return full * 3 >= breaks * 2 && longest >= 40 ? longest : 0;
}

/* True where `line` goes on with the paragraph of the line before it. */
static bool goes_on(const plain_line *last, const plain_line *line, size_t width) {
    if (bullet_at(line->text) || head_is_date(line->text)) return false;
    if (!width) return starts_lower(line->text) && !ends_sentence(last->text) && last->text.len <= WRAP_LINE &&
        last->text.len >= 20;
    bool full = last->text.len * 5 >= width * 3;
    if (line->indent > last->indent + 1) return false;
    return full || !ends_sentence(last->text) || starts_lower(line->text);
}

static syn_code add(clean_work *work, syn_slice text, bool line) {
    if (work->paras.n >= CLEAN_PARAGRAPHS) {
        work->too_many = true;
        return SYN_OK;
    }
    if (!VEC_PUSH(work->scratch, &work->paras, (clean_para){.text = text, .node = REPORT_NONE, .line = line}))
        return arena_check(work->scratch, "clean", work->error);
    return SYN_OK;
}

static syn_code split(clean_work *work, syn_slice text, bool join_all) {
    size_t width = join_all ? 0 : wrap_width(text);
    plain_line line, last = {0};
    size_t begin = 0, end = 0;
    bool open = false, after_line = false;
    for (size_t at = 0; line_next(text, &at, &line); last = line) {
        bool go_on = open && line.text.len && (join_all || goes_on(&last, &line, width));
        if (open && !go_on) {
            syn_code code = add(work, slice_cut(text, begin, end), after_line);
            if (code) return code;
            after_line = line.text.len != 0;
        }
        open = line.text.len != 0;
        if (!open) after_line = false;
        else if (!go_on) begin = line.begin;
        end = line.end;
    }
    return open ? add(work, slice_cut(text, begin, end), after_line) : SYN_OK;
}

syn_code plain_split(clean_work *work, syn_slice text) { return split(work, text, false); }

syn_code plain_paragraphs(clean_work *work, syn_slice text) { return split(work, text, wrap_width(text) != 0); }

bool plain_no_heading(const clean_para *para) { return para->text.len > HEADING_BYTES; }

/* A short line without a full stop before prose. */
static bool is_heading(const clean_para *para, const clean_para *next) {
    const clean_features *look = &para->look;
    if (!next || plain_no_heading(para) || look->words == 0 || look->words > 12 || look->lower || look->arrow)
        return false;
    if ((look->terminal && !look->question) || look->colon || look->contacts || look->handles || (look->speech &&
        look->quoted)) return false;
    uint32_t last = last_character(para->text);
    if (last == ',' || last == ';' || last == '-' || last == 0x2014 || last == 0x2013) return false;
    return next->look.words > 12 && next->look.terminal;
}

void plain_kinds(clean_work *work) {
    for (uint32_t i = 0; i < work->paras.n; i++) {
        clean_para *para = &work->paras.at[i];
        if (para->gone || para->kind != BLOCK_PARAGRAPH) continue;
        uint32_t next = i + 1;
        while (next < work->paras.n && work->paras.at[next].gone && next < i + 4) next++;
        const clean_para *after = next < work->paras.n ? &work->paras.at[next] : NULL;
        if (bullet_at(para->text)) para->kind = BLOCK_LIST;
        else if (is_heading(para, after)) para->kind = BLOCK_HEADING;
    }
}
