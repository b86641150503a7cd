/* list_csv.c - a list of names as CSV (RFC 4180), with a head line that names its columns.
 *
 * Columns name, aliases, type, id in any order; others are passed over. Fields may stand in quotation marks, and then
 * hold commas, line breaks and doubled quotation marks. What parts fields is the first of comma, semicolon and tab that
 * the head line holds outside quotation marks: spreadsheets write each of them. A line is told once, and reading goes on
 * at the next; only behind a quotation mark that nothing closes can nothing be read. */
#include "mark/list.h"
#include "text/utf8.h"

typedef struct csv_field {
    syn_slice text;     /* without its quotation marks; doubled ones are single */
    size_t pos;
} csv_field;

typedef struct csv {
    list_rows *rows;
    syn_slice in;
    size_t at;
    char comma;
    SYN_VEC(csv_field) fields;   /* of the row in hand; they lie in `arena` */
    syn_arena arena;
} csv;

static bool ends_line(const csv *c) { return c->at >= c->in.len || c->in.ptr[c->at] == '\n' || c->in.ptr[c->at] == '\r'; }

static void pass_line_end(csv *c) {
    if (c->at < c->in.len && c->in.ptr[c->at] == '\r') c->at++;
    if (c->at < c->in.len && c->in.ptr[c->at] == '\n') c->at++;
}

/* A field in quotation marks; c->at is behind the first one. */
static bool read_quoted(csv *c, csv_field *field) {
    size_t from = c->at, doubled = 0;
    while (c->at < c->in.len) {
        if (c->in.ptr[c->at] == '"') {
            if (c->at + 1 >= c->in.len || c->in.ptr[c->at + 1] != '"') break;
            doubled++;
            c->at++;
        }
        c->at++;
    }
    if (c->at >= c->in.len) {
        list_fault(c->rows, field->pos, "nothing closes this quotation mark: write another at the field's end");
        return false;
    }
    field->text = slice_cut(c->in, from, c->at++);
    if (doubled) {
        char *kept = arena_alloc(&c->arena, field->text.len - doubled + 1);
        size_t length = 0;
        if (!kept) return false;
        for (size_t i = 0; i < field->text.len; i++) {
            kept[length++] = field->text.ptr[i];
            if (field->text.ptr[i] == '"') i++;
        }
        field->text = slice_of(kept, length);
    }
    if (ends_line(c) || c->in.ptr[c->at] == c->comma) return true;
    list_fault(c->rows, c->at, "behind a field's closing quotation mark its line must end, or the next field follow: "
               "write a quotation mark inside a field twice");
    return false;
}

static bool read_field(csv *c, csv_field *field) {
    *field = (csv_field){.pos = c->at};
    if (c->at < c->in.len && c->in.ptr[c->at] == '"') {
        c->at++;
        return read_quoted(c, field);
    }
    while (!ends_line(c) && c->in.ptr[c->at] != c->comma) {
        if (c->in.ptr[c->at] == '"') {
            list_fault(c->rows, c->at,
                       "a quotation mark inside a field: write it twice, and the field between quotation marks");
            return false;
        }
        c->at++;
    }
    field->text = slice_cut(c->in, field->pos, c->at);
    return true;
}

/* The fields of the next row. False after a fault, with the rest of the line passed. */
static bool read_row(csv *c) {
    c->fields.n = 0;
    for (;;) {
        csv_field field;
        if (!read_field(c, &field)) {
            while (!ends_line(c)) c->at++;
            pass_line_end(c);
            return false;
        }
        if (!VEC_PUSH(&c->arena, &c->fields, field)) return false;
        if (ends_line(c)) break;
        c->at++;
    }
    pass_line_end(c);
    return true;
}

static bool is_empty(const csv *c) {
    for (uint32_t i = 0; i < c->fields.n; i++)
        if (slice_trim(c->fields.at[i].text).len) return false;
    return true;
}

/* The column of each field that is known: columns[LIST_NAME] and so on, UINT32_MAX where the head has none. */
static bool read_head(csv *c, uint32_t columns[LIST_COLUMNS]) {
    bool quoted = false;
    for (size_t i = c->at; i < c->in.len && !c->comma && (quoted || (c->in.ptr[i] != '\n' && c->in.ptr[i] != '\r')); i++) {
        char byte = c->in.ptr[i];
        if (byte == '"') quoted = !quoted;
        else if (!quoted && (byte == ',' || byte == ';' || byte == '\t')) c->comma = byte;
    }
    if (!c->comma) c->comma = ',';
    size_t begin = c->at;
    if (!read_row(c)) return false;
    for (uint32_t i = 0; i < c->fields.n; i++) {
        unsigned column = list_column(c->fields.at[i].text);
        if (column == LIST_COLUMNS) continue;
        if (columns[column] != UINT32_MAX) {
            list_fault(c->rows, c->fields.at[i].pos, "the head line has this column twice: leave one of them out");
            return false;
        }
        columns[column] = i;
    }
    if (columns[LIST_NAME] != UINT32_MAX) return true;
    list_fault(c->rows, begin, "the first line names no column \"name\": begin with a line such as name,aliases,type,id");
    return false;
}

static csv_field field_at(const csv *c, uint32_t column) {
    return column < c->fields.n ? c->fields.at[column] : (csv_field){.text = SLICE_NONE, .pos = c->fields.at[0].pos};
}

static bool take_aliases(csv *c, csv_field field, list_row *row) {
    for (size_t from = 0, at = 0; at <= field.text.len; at++) {
        bool end = at == field.text.len || field.text.ptr[at] == '|' || field.text.ptr[at] == ';';
        if (!end) continue;
        if (!list_take_alias(c->rows, row, field.pos, slice_cut(field.text, from, at))) return false;
        from = at + 1;
    }
    return true;
}

static void take_row(csv *c, const uint32_t columns[LIST_COLUMNS], uint32_t width) {
    if (is_empty(c)) return;
    for (uint32_t i = width; i < c->fields.n; i++) {
        if (!slice_trim(c->fields.at[i].text).len) continue;
        list_fault(c->rows, c->fields.at[i].pos,
                   "the line has more fields than the first line has columns (%u): put a field that holds a %s between "
                   "quotation marks", width, c->comma == ',' ? "comma" : c->comma == ';' ? "semicolon" : "tab");
        return;
    }
    csv_field name = field_at(c, columns[LIST_NAME]), id = field_at(c, columns[LIST_ID]);
    csv_field type = field_at(c, columns[LIST_TYPE]), aliases = field_at(c, columns[LIST_ALIASES]);
    list_row row = {.pos = name.pos};
    if (list_take(c->rows, name.pos, "name", name.text, &row.name) && list_take(c->rows, id.pos, "id", id.text, &row.id) &&
        list_take_type(c->rows, type.pos, type.text, &row.type) && take_aliases(c, aliases, &row))
        list_take_row(c->rows, &row);
}

bool list_read_csv(list_rows *rows) {
    csv c = {.rows = rows, .in = rows->bytes};
    uint32_t columns[LIST_COLUMNS] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    arena_init(&c.arena, NULL);
    c.at = slice_starts(rows->bytes, SLICE_LIT("\xEF\xBB\xBF")) ? 3 : 0;
    while (c.at < c.in.len && ends_line(&c)) pass_line_end(&c);
    bool good = read_head(&c, columns), going = true;
    uint32_t width = c.fields.n;
    while (good && going && c.at < c.in.len) {
        memset(&c.fields, 0, sizeof c.fields);
        arena_reset(&c.arena);
        if (read_row(&c)) take_row(&c, columns, width);
        going = !rows->limit && !c.arena.failed && !rows->scratch->failed && !rows->list->arena.failed;
    }
    if (c.arena.failed) rows->scratch->failed = c.arena.failed;
    arena_free(&c.arena);
    return going;
}
