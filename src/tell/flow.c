/* flow.c - text set in columns for a terminal.
 *
 * In: pieces of UTF-8 text, each with a style. Out: lines that keep to a width. A word is gathered, pieces glued on
 * included, and set when white space comes: on this line if it fits, else on the next. A blank that does not break is a
 * plain blank inside a word; at the end of a word it only widens the gap to the next, so no line ends with blanks. A word
 * wider than a line is broken
 * between characters; wide characters (which have no blanks between them) may begin a line anywhere. Styles are ANSI
 * codes around each piece of a word, so none reaches over a line's end. Column counts: a small table in the manner of
 * Markus Kuhn's wcwidth over the East Asian Width classes W and F and the common combining marks; exotic marks count 1. */
#include "tell/flow.h"

#include <stdio.h>

#include "text/utf8.h"

typedef struct range { uint32_t first, last; } range;

static bool in_ranges(const range *ranges, size_t n, uint32_t c) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > ranges[middle].last) low = middle + 1;
        else high = middle;
    }
    return low < n && c >= ranges[low].first;
}

unsigned flow_character(uint32_t c) {
    static const range zero[] = {{0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x5BF, 0x5BF}, {0x5C1, 0x5C2},
        {0x5C4, 0x5C5}, {0x610, 0x61A}, {0x64B, 0x65F}, {0x670, 0x670}, {0x6D6, 0x6DC}, {0x6DF, 0x6E4}, {0x6E7, 0x6E8},
        {0x6EA, 0x6ED}, {0x900, 0x902}, {0x93A, 0x93A}, {0x93C, 0x93C}, {0x941, 0x948}, {0x94D, 0x94D}, {0x951, 0x957},
        {0xE31, 0xE31}, {0xE34, 0xE3A}, {0xE47, 0xE4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
        {0x2060, 0x2064}, {0x20D0, 0x20FF}, {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
        {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};
    static const range wide[] = {{0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23F3}, {0x25FD, 0x25FE},
        {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267F, 0x267F}, {0x2693, 0x2693}, {0x26A1, 0x26A1}, {0x26AA, 0x26AB},
        {0x26BD, 0x26BE}, {0x26C4, 0x26C5}, {0x26CE, 0x26CE}, {0x26D4, 0x26D4}, {0x26EA, 0x26EA}, {0x26F2, 0x26F5},
        {0x26FA, 0x26FD}, {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728}, {0x274C, 0x274E}, {0x2753, 0x2757},
        {0x2795, 0x2797}, {0x27B0, 0x27BF}, {0x2B1B, 0x2B1C}, {0x2B50, 0x2B55}, {0x2E80, 0x3029}, {0x302E, 0x303E},
        {0x3041, 0x3098}, {0x309B, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x16FE0, 0x18AFF}, {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F19A}, {0x1F1E6, 0x1F202}, {0x1F210, 0x1F23B}, {0x1F240, 0x1F3FA},
        {0x1F400, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD}};
    if (c < 0x300) return 1;
    if (in_ranges(zero, sizeof zero / sizeof *zero, c)) return 0;
    return in_ranges(wide, sizeof wide / sizeof *wide, c) ? 2 : 1;
}

bool flow_unsafe(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static bool is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x1680 || (c >= 0x2000 && c <= 0x200A && c != 0x2007) ||
           c == 0x2028 || c == 0x2029 || c == 0x205F || c == 0x3000 || c == 0x85;
}

/* A blank at which no line may be broken. */
static bool is_glue(uint32_t c) { return c == 0xA0 || c == 0x2007 || c == 0x202F; }

void flow_plain(syn_buffer *out, syn_slice text) {
    unsigned size = 1;
    bool blank = false;
    for (size_t at = 0; at < text.len; at += size) {
        uint32_t c = utf8_at(text, at, &size);
        bool space = is_space(c);
        if (space && !blank) buffer_add_char(out, ' ');
        else if (!space && (flow_unsafe(c) || c == 0xFFFD)) buffer_add_str(out, "\xEF\xBF\xBD");
        else if (!space) buffer_add(out, slice_cut(text, at, at + size));
        blank = space;
    }
}

unsigned flow_columns(syn_slice text) {
    unsigned columns = 0, size = 1;
    for (size_t at = 0; at < text.len; at += size) columns += flow_character(utf8_at(text, at, &size));
    return columns;
}

void flow_init(syn_flow *flow, syn_buffer *out, unsigned width, bool color) {
    memset(flow, 0, sizeof *flow);
    flow->out = out;
    flow->width = width;
    flow->color = color;
}

/* ---- styles ---- */
static size_t style_on(unsigned style, char codes[32]) {
    /* Eight colours of the 256-colour cube with even lightness, apart for all common kinds of colour vision. */
    static const unsigned char colors[] = {32, 166, 36, 169, 136, 99, 131, 66};
    unsigned report = style / FLOW_REPORT;
    int n = snprintf(codes, 32, "\033[%s%s%s", style & FLOW_DIM ? "2;" : "", style & (FLOW_BOLD | FLOW_MARK) ? "1;" : "",
                     style & FLOW_MARK ? "33;" : "");
    if (report) n += snprintf(codes + n, 32 - (size_t)n, "38;5;%d;", colors[(report - 1) % 8]);
    codes[n - 1] = 'm';
    return (size_t)n;
}

typedef struct run { char *at; size_t *len; unsigned *style; } run;

static void run_style(const syn_flow *flow, run r, unsigned style) {
    if (!flow->color || *r.style == style) return;
    if (*r.style && *r.len + 4 < FLOW_WORD) {
        memcpy(r.at + *r.len, "\033[0m", 4);
        *r.len += 4;
    }
    char codes[32];
    size_t n = style ? style_on(style, codes) : 0;
    if (n && *r.len + n < FLOW_WORD) {
        memcpy(r.at + *r.len, codes, n);
        *r.len += n;
    }
    *r.style = style;
}

/* ---- words and lines ---- */
static void put_blanks(syn_flow *flow, unsigned n) {
    while (n--) buffer_add_char(flow->out, ' ');
}

/* Ends the line: its tail, then nothing, for what would be blanks at its end is taken back. */
static void line_close(syn_flow *flow) {
    if (flow->tail_len) {
        if (flow->column + flow->tail_width < flow->width) put_blanks(flow, flow->width - flow->tail_width - flow->column);
        buffer_add(flow->out, slice_of(flow->tail, flow->tail_len));
        flow->tail_len = 0;
    }
    while (flow->out->len && flow->out->ptr[flow->out->len - 1] == ' ') flow->out->len--;
    buffer_add_char(flow->out, '\n');
    flow->gap = 0;
}

static void line_break(syn_flow *flow) {
    line_close(flow);
    put_blanks(flow, flow->hang);
    flow->column = flow->hang;
    flow->fresh = true;
    flow->space = false;
}

static void word_set(syn_flow *flow) {
    if (!flow->word_len) return;
    run_style(flow, (run){flow->word, &flow->word_len, &flow->word_style}, FLOW_PLAIN);
    unsigned blanks = flow->fresh ? 0 : flow->gap + flow->space;
    if (!flow->fresh && flow->column + blanks + flow->word_width > flow->limit) {
        line_break(flow);
        blanks = 0;
    }
    put_blanks(flow, blanks);
    buffer_add(flow->out, slice_of(flow->word, flow->word_len));
    flow->column += flow->word_width + blanks;
    flow->word_len = flow->word_width = 0;
    flow->word_style = FLOW_PLAIN;
    flow->fresh = flow->space = false;
    flow->gap = flow->glue;
    flow->glue = 0;
}

void flow_space(syn_flow *flow) {
    word_set(flow);
    flow->space = true;
}

static void word_add(syn_flow *flow, syn_slice bytes, uint32_t c, unsigned style) {
    if (is_glue(c)) {
        if (flow->word_len) flow->glue++;
        else flow->gap++;
        return;
    }
    unsigned columns = flow_character(c);
    unsigned room = flow->limit > flow->hang + 1 ? flow->limit - flow->hang : 2;
    if (flow->fresh && flow->limit > flow->column + 1 && flow->limit - flow->column < room)
        room = flow->limit - flow->column;
    if (columns == 2 || flow->word_width + flow->glue + columns > room || flow->word_len + flow->glue + 64 > FLOW_WORD)
        word_set(flow);
    if (columns && flow->word_len == 0 && !flow->fresh && flow->column + columns > flow->limit) line_break(flow);
    for (; flow->glue; flow->glue--, flow->word_width++) flow->word[flow->word_len++] = ' ';
    run_style(flow, (run){flow->word, &flow->word_len, &flow->word_style}, style);
    memcpy(flow->word + flow->word_len, bytes.ptr, bytes.len);
    flow->word_len += bytes.len;
    flow->word_width += columns;
}

/* The next character made safe: its bytes; a blank for white space, and for one that does not break. */
static syn_slice safe_at(syn_slice text, size_t at, unsigned *size, uint32_t *c) {
    *c = utf8_at(text, at, size);
    if (is_space(*c)) *c = ' ';
    if (*c == ' ' || is_glue(*c)) return SLICE_LIT(" ");
    if (!flow_unsafe(*c) && *c != 0xFFFD) return slice_cut(text, at, at + *size);
    *c = 0xFFFD;
    return SLICE_LIT("\xEF\xBF\xBD");
}

void flow_text(syn_flow *flow, syn_slice text, unsigned style) {
    unsigned size = 1;
    uint32_t c;
    for (size_t at = 0; at < text.len; at += size) {
        syn_slice bytes = safe_at(text, at, &size, &c);
        if (c == ' ') flow_space(flow);
        else word_add(flow, bytes, c, style);
    }
}

void flow_str(syn_flow *flow, const char *text, unsigned style) { flow_text(flow, slice_str(text), style); }

void flow_label(syn_flow *flow, syn_slice text, unsigned columns, unsigned style) {
    unsigned size = 1, used = 0;
    bool cut = flow_columns(text) > columns;
    uint32_t c;
    word_set(flow);
    for (size_t at = 0; at < text.len; at += size) {
        syn_slice bytes = safe_at(text, at, &size, &c);
        if (used + flow_character(c) + (cut ? 1u : 0u) > columns) break;
        used += flow_character(c);
        if (flow->word_len + 64 > FLOW_WORD) break;  /* a flood of combining marks */
        run_style(flow, (run){flow->word, &flow->word_len, &flow->word_style}, style);
        memcpy(flow->word + flow->word_len, bytes.ptr, bytes.len);
        flow->word_len += bytes.len;
    }
    flow->word_width = used;
    if (cut) flow_text(flow, SLICE_LIT("…"), style);
}

void flow_column(syn_flow *flow, unsigned column) {
    word_set(flow);
    flow->space = false;
    flow->gap = 0;
    if (column == 0 || column >= flow->limit) {
        flow->space = true;
        return;
    }
    unsigned blanks = flow->column < column ? column - flow->column : 1;
    put_blanks(flow, blanks);
    flow->column += blanks;
    flow->fresh = true;
}

void flow_begin(syn_flow *flow, unsigned first, unsigned hang) {
    unsigned most = flow->width / 3;
    flow->hang = hang < most ? hang : most;
    flow->column = first < most ? first : most;
    flow->limit = flow->tail_len ? flow->width - flow->tail_width - 2 : flow->width;
    flow->open = flow->fresh = true;
    flow->space = false;
    flow->glue = flow->gap = 0;
    put_blanks(flow, flow->column);
}

void flow_end(syn_flow *flow) {
    word_set(flow);
    if (flow->open) line_close(flow);
    flow->open = false;
    flow->tail_width = 0;
    flow->limit = flow->width;
}

void flow_blank(syn_flow *flow) { buffer_add_char(flow->out, '\n'); }

void flow_tail_add(syn_flow *flow, syn_slice text, unsigned style) {
    unsigned size = 1, open = FLOW_PLAIN;
    uint32_t c;
    run r = {flow->tail, &flow->tail_len, &open};
    for (size_t at = 0; at < text.len; at += size) {
        syn_slice bytes = safe_at(text, at, &size, &c);
        if (flow->tail_len + 64 > FLOW_WORD) break;
        run_style(flow, r, style);
        memcpy(flow->tail + flow->tail_len, bytes.ptr, bytes.len);
        flow->tail_len += bytes.len;
        flow->tail_width += flow_character(c);
    }
    run_style(flow, r, FLOW_PLAIN);
}

bool flow_tail_fits(syn_flow *flow, unsigned columns) { return columns <= flow->width * 2 / 5; }
