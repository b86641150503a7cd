/* list_rows.c - the rows of a list of names: what they may hold, and what is said where they do not.
 *
 * In: fields, as list_csv.c and list_json.c find them. Out: rows, or faults with file, line and column. All faults of a
 * file are looked for, LIST_FAULTS are told and the rest counted: a list is mended in one go. */
#include <stdarg.h>
#include <stdio.h>

#include "base/caps.h"
#include "base/error.h"
#include "mark/list.h"
#include "text/fold.h"
#include "text/utf8.h"

/* Line and column (in characters) of a byte, both from 1. A lone CR ends a line too. */
static void place_of(syn_slice bytes, size_t pos, size_t *line, size_t *column) {
    size_t begin = slice_starts(bytes, SLICE_LIT("\xEF\xBB\xBF")) ? 3 : 0;
    *line = *column = 1;
    for (size_t i = begin; i < pos && i < bytes.len; i++) {
        bool ends = bytes.ptr[i] == '\n' || (bytes.ptr[i] == '\r' && (i + 1 == bytes.len || bytes.ptr[i + 1] != '\n'));
        if (ends) {
            ++*line;
            begin = i + 1;
        }
    }
    for (size_t i = begin; i < pos && i < bytes.len; i++) *column += ((unsigned char)bytes.ptr[i] & 0xC0) != 0x80;
}

void list_fault(list_rows *rows, size_t pos, const char *format, ...) {
    syn_names *list = rows->list;
    if (list->fault_count++ >= LIST_FAULTS) return;
    size_t line, column;
    place_of(rows->bytes, pos, &line, &column);
    char said[400];
    va_list arguments;
    va_start(arguments, format);
    int wrote = vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    if (wrote < 0) said[0] = '\0';
    buffer_add(&list->faults, rows->file);
    buffer_add_format(&list->faults, ": line %zu, column %zu: %s\n", line, column, said);
    if (list->fault_count == 1)
        error_set(rows->error, SYN_ERR_FORMAT, "names", pos, "%.*s: line %zu, column %zu: %s",
                  (int)(rows->file.len < 80 ? rows->file.len : 80), rows->file.ptr, line, column, said);
}

unsigned list_column(syn_slice name) {
    static const char *const columns[LIST_COLUMNS] = {"name", "aliases", "type", "id"};
    unsigned i = 0;
    name = slice_trim(name);
    while (i < LIST_COLUMNS && !slice_equal_ascii_case(name, slice_str(columns[i]))) i++;
    return i;
}

/* Every kind of blank and line break. */
static bool is_blank(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && (char_class(c) & CHAR_SPACE));
}

bool list_take(list_rows *rows, size_t pos, const char *what, syn_slice text, syn_slice *out) {
    *out = SLICE_NONE;
    text = slice_trim(text);
    if (!text.len) return true;
    if (text.len > CAP_META_BYTES) {
        list_fault(rows, pos, "the %s is longer than %d bytes: is a quotation mark missing?", what, CAP_META_BYTES);
        return false;
    }
    char *kept = arena_alloc(&rows->list->arena, text.len + 1);
    size_t length = 0;
    if (!kept) return false;
    bool blank = false;
    for (size_t at = 0; at < text.len;) {
        unsigned step;
        uint32_t c = utf8_at(text, at, &step);
        if (is_blank(c)) blank = length > 0;
        else if (c < 0x20 || c == 0x7F) {
            list_fault(rows, pos, "the %s holds a control character: take it out", what);
            return false;
        } else {
            if (blank) kept[length++] = ' ';  /* a blank was passed: there is room */
            memcpy(kept + length, text.ptr + at, step);
            length += step;
            blank = false;
        }
        at += step;
    }
    *out = slice_of(kept, length);
    return true;
}

bool list_take_type(list_rows *rows, size_t pos, syn_slice text, uint8_t *out) {
    static const struct { const char *word; uint8_t type; } types[] = {
        {"person", NAME_PERSON}, {"organization", NAME_ORGANIZATION}, {"organisation", NAME_ORGANIZATION},
        {"place", NAME_PLACE}, {"other", NAME_OTHER}, {"", NAME_PERSON}};
    text = slice_trim(text);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ascii_case(text, slice_str(types[i].word))) {
            *out = types[i].type;
            return true;
        }
    list_fault(rows, pos, "there is no type \"%.*s\": write person, organization, place or other",
               (int)utf8_cut(text, 40), text.ptr);
    return false;
}

static bool holds_word(syn_slice text) {
    for (size_t at = 0; at < text.len;) {
        unsigned step;
        if (char_class(utf8_at(text, at, &step)) & (CHAR_LETTER | CHAR_DIGIT)) return true;
        at += step;
    }
    return false;
}

bool list_take_alias(list_rows *rows, list_row *row, size_t pos, syn_slice text) {
    syn_slice alias;
    if (!list_take(rows, pos, "alias", text, &alias)) return false;
    if (!alias.len) return true;
    if (!holds_word(alias)) {
        list_fault(rows, pos, "the alias \"%.*s\" has neither letter nor digit", (int)utf8_cut(alias, 40), alias.ptr);
        return false;
    }
    if (!row->aliases) row->alias = rows->aliases.n;
    row->aliases++;
    return VEC_PUSH(rows->scratch, &rows->aliases, alias);
}

bool list_take_row(list_rows *rows, const list_row *row) {
    if (!holds_word(row->name)) {
        list_fault(rows, row->pos, row->name.len ? "the name has neither letter nor digit"
                                                 : "there is no name: each entry needs one");
        return false;
    }
    if (rows->list->entries.n + rows->rows.n >= CAP_LIST_ENTRIES) {
        rows->limit = error_set(rows->error, SYN_ERR_LIMIT, "names", row->pos, "%.*s: more than %u entries",
                                (int)(rows->file.len < 80 ? rows->file.len : 80), rows->file.ptr, CAP_LIST_ENTRIES);
        return false;
    }
    return VEC_PUSH(rows->scratch, &rows->rows, *row);
}
