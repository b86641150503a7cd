/* reader.c - the front door: collects the head of an input, judges its kind, and hands the bytes to the door for that kind.
 *
 * In: pieces of any size. Out: items through `emit`. JSON and gzip are read as they come; text, HTML and feeds are collected
 * first, since how they are encoded is known only when all of it was seen. The kind is judged by exactly the first
 * READ_HEAD_BYTES bytes (or all, if fewer), so it cannot hang on how the input was cut. */
#include <stdlib.h>

#include "base/caps.h"
#include "read/door.h"

/* Plain text in UTF-32 takes four bytes for each byte of UTF-8 at most; more raw bytes can be no report. */
#define TEXT_RAW_MAX ((size_t)CAP_REPORT_BYTES * 4 + 4)

struct syn_reader {
    read_options options;
    read_kind kind;
    unsigned depth;      /* gzip around this reader */
    bool done;           /* the last outcome was given: what follows is ignored */
    uint32_t emitted;
    size_t total;        /* bytes taken */
    syn_buffer bytes;    /* the head, or the whole */
    read_emit emit;      /* the caller's */
    void *payload;
    json_door *json;
    gzip_door *gzip;
};

static syn_code count_emit(void *payload, read_item *item) {
    syn_reader *reader = payload;
    reader->emitted++;
    return reader->emit(reader->payload, item);
}

syn_code reader_new_inside(syn_reader **out, const read_options *options, unsigned depth, syn_error *error) {
    *out = NULL;
    if (!options || !options->emit)
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, 0, "a reader needs an emit function");
    syn_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return error_memory(error, READ_STAGE);
    reader->options = *options;
    reader->emit = options->emit;
    reader->payload = options->payload;
    reader->options.emit = count_emit;
    reader->options.payload = reader;
    reader->depth = depth;
    reader->kind = options->reading == SYN_READING_PLAIN ? KIND_VERBATIM : KIND_OPEN;
    *out = reader;
    return SYN_OK;
}

syn_code reader_new(syn_reader **out, const read_options *options, syn_error *error) {
    return reader_new_inside(out, options, 0, error);
}

void reader_free(syn_reader *reader) {
    if (!reader) return;
    json_door_free(reader->json);
    gzip_door_free(reader->gzip);
    buffer_free(&reader->bytes);
    free(reader);
}

bool reader_done(const syn_reader *reader) { return reader->done; }

static syn_code too_large(syn_reader *reader, size_t max, syn_error *error) {
    reader->done = true;
    buffer_free(&reader->bytes);
    return item_fail(&reader->options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE, "the input is larger than %zu bytes", max);
}

static syn_code door_push(syn_reader *reader, syn_slice bytes, syn_error *error) {
    if (reader->kind == KIND_JSON) return json_door_push(reader->json, bytes, error);
    if (reader->kind == KIND_GZIP) return gzip_door_push(reader->gzip, bytes, &reader->done, error);
    size_t max = reader->kind == KIND_TEXT ? TEXT_RAW_MAX
                 : reader->kind == KIND_VERBATIM ? CAP_REPORT_BYTES : CAP_INPUT_BYTES;
    if (bytes.len > max || reader->bytes.len > max - bytes.len) return too_large(reader, max, error);
    buffer_add(&reader->bytes, bytes);
    return buffer_check(&reader->bytes, READ_STAGE, error);
}

/* Judges the kind by the head that was collected, opens its door, and gives it the head. */
static syn_code judge(syn_reader *reader, syn_error *error) {
    const char *what = "";
    syn_slice head = slice_of(reader->bytes.ptr, reader->bytes.len);
    reader->kind = sniff_kind(head, reader->options.inside.len ? reader->options.inside : reader->options.name, reader->options.content_type,
                              &what);
    syn_code code = SYN_OK;
    if (reader->kind == KIND_GZIP && reader->depth >= READ_GZIP_DEPTH) {
        reader->kind = KIND_UNSUPPORTED;
        what = "gzip inside gzip inside gzip";
    }
    if (reader->kind == KIND_UNSUPPORTED) {
        reader->done = true;
        return item_fail(&reader->options, error, SLICE_NONE, SYN_OUTCOME_UNSUPPORTED, "%s cannot be read yet", what);
    }
    if (reader->kind == KIND_JSON) code = json_door_new(&reader->json, &reader->options, error);
    else if (reader->kind == KIND_GZIP) code = gzip_door_new(&reader->gzip, &reader->options, reader->depth + 1, error);
    else return SYN_OK;
    if (code == SYN_OK) code = door_push(reader, head, error);
    buffer_free(&reader->bytes);
    return code;
}

static syn_code push_some(syn_reader *reader, syn_slice bytes, syn_error *error) {
    if (reader->kind == KIND_OPEN) {
        size_t room = READ_HEAD_BYTES - reader->bytes.len;
        size_t take = bytes.len < room ? bytes.len : room;
        buffer_add(&reader->bytes, slice_cut(bytes, 0, take));
        syn_code code = buffer_check(&reader->bytes, READ_STAGE, error);
        if (code == SYN_OK && reader->bytes.len == READ_HEAD_BYTES) code = judge(reader, error);
        bytes = slice_cut(bytes, take, bytes.len);
        if (code != SYN_OK || reader->done || bytes.len == 0) return code;
    }
    return door_push(reader, bytes, error);
}

syn_code reader_push(syn_reader *reader, syn_slice bytes, syn_error *error) {
    if (reader->done || bytes.len == 0) return SYN_OK;
    size_t room = CAP_INPUT_BYTES - reader->total;
    size_t take = bytes.len < room ? bytes.len : room;
    reader->total += take;
    syn_code code = take ? push_some(reader, slice_cut(bytes, 0, take), error) : SYN_OK;
    if (code == SYN_OK && take < bytes.len && !reader->done) {
        if (reader->json) code = json_door_end(reader->json, false, error);
        if (code == SYN_OK) code = too_large(reader, CAP_INPUT_BYTES, error);
    }
    if (code != SYN_OK) reader->done = true;
    return code;
}

/* JSON in UTF-16 or UTF-32. */
static syn_code wide_json_read(syn_reader *reader, syn_slice bytes, syn_error *error) {
    syn_arena arena;
    arena_init(&arena, reader->options.budget);
    decoded_text decoded = {0};
    syn_code code = encoding_decode(&decoded, bytes, HINT_NONE, reader->options.content_type, &arena, error);
    if (code == SYN_OK) code = json_door_new(&reader->json, &reader->options, error);
    if (code == SYN_OK) code = json_door_push(reader->json, decoded.text, error);
    if (code == SYN_OK) code = json_door_end(reader->json, true, error);
    arena_free(&arena);
    return code;
}

static syn_code finish(syn_reader *reader, syn_error *error) {
    syn_slice bytes = slice_of(reader->bytes.ptr, reader->bytes.len);
    switch (reader->kind) {
    case KIND_VERBATIM: return verbatim_read(&reader->options, bytes, error);
    case KIND_TEXT: return text_read(&reader->options, bytes, error);
    case KIND_HTML: return html_read(&reader->options, bytes, error);
    case KIND_FEED: return feed_read(&reader->options, bytes, error);
    case KIND_JSON: return json_door_end(reader->json, true, error);
    case KIND_GZIP: return gzip_door_end(reader->gzip, error);
    case KIND_JSON_WIDE: return wide_json_read(reader, bytes, error);
    default: return SYN_OK;
    }
}

syn_code reader_end(syn_reader *reader, syn_error *error) {
    if (reader->done) return SYN_OK;
    syn_code code = SYN_OK;
    if (reader->kind == KIND_OPEN && reader->bytes.len) code = judge(reader, error);
    if (code == SYN_OK && !reader->done) code = finish(reader, error);
    reader->done = true;
    if (code == SYN_OK && reader->emitted == 0)
        code = item_fail(&reader->options, error, SLICE_NONE, SYN_OUTCOME_EMPTY, "the input is empty");
    buffer_free(&reader->bytes);
    return code;
}

syn_code reader_break(syn_reader *reader, syn_error *error) {
    if (reader->done) return SYN_OK;
    reader->done = true;
    return reader->json ? json_door_end(reader->json, false, error) : SYN_OK;
}
