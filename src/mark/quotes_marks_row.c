/* quotes_marks_row.c - the quotation marks of a paragraph as a row.
 *
 * In: the text of a paragraph. Out: its marks in order, each with its shape and what its neighbours allow: white space or an
 * opening bracket before and none behind lets it open, no white space before and no letter behind lets it close. An
 * apostrophe between two letters is no mark. Linear. */
#include "mark/quotes_marks.h"
#include "text/misread.h"

mark_shape marks_shape(syn_slice text, uint32_t at, unsigned *size) {
    static const char leads[] = "\"'`\xc2\xc3\xe2\xe3\xef";
    *size = 1;
    if (!memchr(leads, text.ptr[at], sizeof leads - 1)) return MARK_NONE;
    uint32_t c = mended_at(text, at, size);
    bool twice = at + 1 < text.len && text.ptr[at + 1] == text.ptr[at];
    switch (c) {
    case '"': case 0xff02: return MARK_DOUBLE;
    case 0x201c: case 0x201e: case 0x201f: case 0xab: return MARK_DOUBLE_OPEN;
    case 0x300c: case 0x300e: return MARK_DOUBLE_OPEN;
    case 0x201d: case 0xbb: case 0x300d: case 0x300f: return MARK_DOUBLE_CLOSE;
    case '`':
        if (twice) *size = 2;
        return twice ? MARK_DOUBLE_OPEN : MARK_SINGLE_OPEN;
    case '\'':
        if (twice) *size = 2;
        return twice ? MARK_DOUBLE : MARK_SINGLE;
    case 0x2018: case 0x201a: case 0x201b: case 0x2039: return MARK_SINGLE_OPEN;
    case 0x2019: case 0x203a: return MARK_SINGLE_CLOSE;
    default: return MARK_NONE;
    }
}

uint32_t marks_char_before(const mark_scan *scan, uint32_t at) {
    unsigned size;
    return at <= scan->begin ? ' ' : mended_at(scan->text, mended_before(scan->text, at), &size);
}
uint32_t marks_char_after(const mark_scan *scan, uint32_t at) {
    unsigned size;
    return at >= scan->end ? ' ' : mended_at(scan->text, at, &size);
}

void marks_find(mark_scan *scan) {
    scan->marks.n = 0;
    unsigned size = 1;
    for (uint32_t at = scan->begin; at < scan->end; at += size) {
        mark_shape shape = marks_shape(scan->text, at, &size);
        if (shape == MARK_NONE) continue;
        quote_mark m = {.at = at, .shape = (uint8_t)shape, .before = marks_char_before(scan, at),
                        .mark = marks_char_after(scan, at)};
        if (shape == MARK_DOUBLE && size == 2 && marks_char_after(scan, at + 2) == '\'' && !before_opener(m.before)) {
            m.shape = MARK_SINGLE;  /* '' and ' close together: the inner one first */
            size = 1;
        }
        m.end = at + size;
        m.after = marks_char_after(scan, m.end);
        if (m.shape >= MARK_SINGLE && is_wordy(m.before) && (char_class(m.after) & CHAR_LETTER)) continue;  /* don't */
        m.opens = before_opener(m.before) && !is_blank(m.after);
        m.closes = !is_blank(m.before) && !is_wordy(m.after);
        (void)VEC_PUSH(scan->work->scratch, &scan->marks, m);
    }
}
