/* reader.c - the front door: collects the head of an input, judges its kind, and hands the bytes to the door for that kind.
 *
 * In: pieces of any size. Out: items through `emit`, parts through `emit_part`. JSON, archives and what is packed are read as they
 * come; text, HTML and feeds are collected first, since how they are encoded is known only when all of it was seen. The kind is
 * judged by exactly the first READ_HEAD_BYTES bytes (or all, if fewer), so it cannot hang on how the input was cut; an archive
 * of records is known by its first LOOK_BYTES already.
 *
 * CAP_INPUT_BYTES holds for what becomes one report: a page, a value of JSON, a part of an archive. A stream of them may be of
 * any length. */
#include <stdlib.h>

#include "base/caps.h"
#include "read/door.h"
#include "read/record.h"

/* Plain text in UTF-32 takes four bytes for each byte of UTF-8 at most; more raw bytes can be no report. */
#define TEXT_RAW_MAX ((size_t)CAP_REPORT_BYTES * 4 + 4)
#define LOOK_BYTES 12u

struct syn_reader {
    read_options options;
    read_kind kind;
    unsigned depth;      /* packings around this reader */
    bool resumed;        /* the bytes begin inside an archive, where a record must begin */
    bool done;           /* the last outcome was given: what follows is ignored */
    uint32_t emitted;
    uint64_t total;      /* bytes taken */
    uint64_t skip;       /* bytes that come first and are passed over */
    bool marked;         /* the bytes are those of members of a packed file; the first began at first_mark */
    uint64_t first_mark;
    syn_buffer bytes;    /* the head, or the whole */
    read_emit emit;      /* the caller's */
    read_part_emit emit_part;
    void *payload;
    json_door *json;
    gzip_door *gzip;
    zstd_door *zstd;
    archive_door *archive;
    tar_door *tar;
    zip_door *zip;
};

static syn_code count_emit(void *payload, read_item *item) {
    syn_reader *reader = payload;
    reader->emitted = 1;
    return reader->emit(reader->payload, item);
}

static syn_code count_part(void *payload, read_part *part) {
    syn_reader *reader = payload;
    reader->emitted = 1;
    return reader->emit_part(reader->payload, part);
}

syn_code reader_new_inside(syn_reader **out, const read_options *options, unsigned depth, bool resumed, syn_error *error) {
    *out = NULL;
    if (!options || !options->emit)
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, 0, "a reader needs an emit function");
    syn_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return error_memory(error, READ_STAGE);
    reader->options = *options;
    reader->emit = options->emit;
    reader->emit_part = options->emit_part;
    reader->payload = options->payload;
    reader->options.emit = count_emit;
    if (options->emit_part) reader->options.emit_part = count_part;
    reader->options.payload = reader;
    reader->depth = depth;
    reader->resumed = resumed;
    reader->kind = options->reading == SYN_READING_PLAIN ? KIND_VERBATIM : KIND_OPEN;
    *out = reader;
    return SYN_OK;
}

syn_code reader_new(syn_reader **out, const read_options *options, syn_error *error) {
    return reader_new_inside(out, options, 0, false, error);
}

void reader_free(syn_reader *reader) {
    if (!reader) return;
    json_door_free(reader->json);
    gzip_door_free(reader->gzip);
    zstd_door_free(reader->zstd);
    archive_door_free(reader->archive);
    tar_door_free(reader->tar);
    zip_door_free(reader->zip);
    buffer_free(&reader->bytes);
    free(reader);
}

bool reader_done(const syn_reader *reader) { return reader->done; }

record_cutter *reader_records(syn_reader *reader) {
    return reader->archive && !reader->done ? archive_door_cutter(reader->archive) : NULL;
}

static syn_code too_large(syn_reader *reader, size_t max, syn_error *error) {
    reader->done = true;
    buffer_free(&reader->bytes);
    return item_fail(&reader->options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE, "the input is larger than %zu bytes", max);
}

static size_t most_of(read_kind kind) {
    return kind == KIND_TEXT ? TEXT_RAW_MAX : kind == KIND_VERBATIM ? CAP_REPORT_BYTES : CAP_INPUT_BYTES;
}

static syn_code door_push(syn_reader *reader, syn_slice bytes, syn_error *error) {
    switch (reader->kind) {
    case KIND_JSON: return json_door_push(reader->json, bytes, error);
    case KIND_GZIP: return gzip_door_push(reader->gzip, bytes, &reader->done, error);
    case KIND_ZSTD: return zstd_door_push(reader->zstd, bytes, &reader->done, error);
    case KIND_WARC:
    case KIND_ARC: return record_push(archive_door_cutter(reader->archive), bytes, error);
    case KIND_TAR: return tar_door_push(reader->tar, bytes, error);
    case KIND_ZIP: return zip_door_push(reader->zip, bytes, error);
    default: break;
    }
    size_t max = most_of(reader->kind);
    if (bytes.len > max || reader->bytes.len > max - bytes.len) return too_large(reader, max, error);
    buffer_add(&reader->bytes, bytes);
    return buffer_check(&reader->bytes, READ_STAGE, error);
}

static syn_code open_door(syn_reader *reader, syn_error *error) {
    read_options *options = &reader->options;
    uint64_t base = reader->marked ? reader->first_mark : 0;
    switch (reader->kind) {
    case KIND_JSON: return json_door_new(&reader->json, options, error);
    case KIND_GZIP: return gzip_door_new(&reader->gzip, options, reader->depth + 1, error);
    case KIND_ZSTD: return zstd_door_new(&reader->zstd, options, reader->depth + 1, error);
    case KIND_TAR: return tar_door_new(&reader->tar, options, reader->marked, base, error);
    case KIND_ZIP: return zip_door_new(&reader->zip, options, reader->marked, base, error);
    case KIND_WARC:
    case KIND_ARC: break;
    default: return SYN_OK;
    }
    syn_code code = archive_door_new(&reader->archive, options, reader->kind == KIND_ARC, error);
    if (code != SYN_OK) return code;
    record_cutter *cutter = archive_door_cutter(reader->archive);
    if (reader->marked) code = record_mark(cutter, reader->first_mark);
    if (reader->resumed || options->from) record_start(cutter, options->from);
    return code;
}

/* The kind of what begins in the middle of an archive. */
static read_kind resumed_kind(syn_slice head) {
    record_head record;
    size_t took;
    if (warc_begins(head)) return KIND_WARC;
    return arc_head(head, &record, &took) == HEAD_GOOD ? KIND_ARC : KIND_OPEN;
}

static const char *refuse_depth(const syn_reader *reader) {
    bool packed = reader->kind == KIND_GZIP || reader->kind == KIND_ZSTD;
    bool holds = reader->kind == KIND_WARC || reader->kind == KIND_ARC || reader->kind == KIND_TAR || reader->kind == KIND_ZIP;
    if (packed && reader->depth >= READ_PACKED_DEPTH) return "gzip inside gzip inside gzip";
    if (holds && reader->options.depth >= READ_ARCHIVE_DEPTH) return "an archive this deep inside others";
    return NULL;
}

/* Judges the kind by the head that was collected, opens its door, and gives it the head. */
static syn_code judge(syn_reader *reader, syn_error *error) {
    const char *what = "";
    const read_options *options = &reader->options;
    syn_slice head = slice_of(reader->bytes.ptr, reader->bytes.len);
    reader->kind = reader->resumed ? resumed_kind(head)
                                   : sniff_kind(head, options->inside.len ? options->inside : options->name,
                                                options->content_type, &what);
    if (reader->resumed && reader->kind == KIND_OPEN)
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, 0, "no record begins at this byte of the archive");
    const char *deep = refuse_depth(reader);
    if (deep) {
        reader->kind = KIND_UNSUPPORTED;
        what = deep;
    }
    bool packed = reader->kind == KIND_GZIP || reader->kind == KIND_ZSTD;
    bool stream = packed || reader->kind == KIND_JSON || reader->kind == KIND_WARC || reader->kind == KIND_ARC ||
                  reader->kind == KIND_TAR || reader->kind == KIND_ZIP;
    if (options->from && (!stream || reader->kind == KIND_JSON))
        return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, 0, "only an archive can be read from an offset: this is none");
    if (reader->kind == KIND_UNSUPPORTED) {
        reader->done = true;
        return item_fail(&reader->options, error, SLICE_NONE, SYN_OUTCOME_UNSUPPORTED, "%s cannot be read yet", what);
    }
    syn_code code = open_door(reader, error);
    if (code != SYN_OK || !stream) return code;
    if (options->from && !packed) {  /* those that are packed find the place themselves */
        size_t drop = options->from < head.len ? (size_t)options->from : head.len;
        reader->skip = options->from - drop;
        head = slice_cut(head, drop, head.len);
    }
    if (head.len) code = door_push(reader, head, error);
    buffer_free(&reader->bytes);
    return code;
}

/* How many bytes of the head are looked at next. */
static size_t head_goal(const syn_reader *reader) {
    if (reader->bytes.len < LOOK_BYTES) return LOOK_BYTES;
    return READ_HEAD_BYTES;
}

static bool is_judged(const syn_reader *reader) {
    syn_slice head = slice_of(reader->bytes.ptr, reader->bytes.len);
    if (head.len < LOOK_BYTES) return false;
    if (head.len >= READ_HEAD_BYTES || warc_begins(head)) return true;
    if (slice_starts(head, SLICE_LIT("filedesc://"))) return true;
    return reader->resumed && (!arc_begins(head) || memchr(head.ptr, '\n', head.len));
}

/* Passes over what comes before the place to read from. */
static void drop(syn_reader *reader, syn_slice *bytes) {
    size_t less = reader->skip < bytes->len ? (size_t)reader->skip : bytes->len;
    reader->skip -= less;
    *bytes = slice_cut(*bytes, less, bytes->len);
}

static syn_code push_some(syn_reader *reader, syn_slice bytes, syn_error *error) {
    while (reader->kind == KIND_OPEN && bytes.len && !reader->done) {
        size_t room = head_goal(reader) - reader->bytes.len;
        size_t take = bytes.len < room ? bytes.len : room;
        if (reader->resumed && take > 1) take = 1;
        buffer_add(&reader->bytes, slice_cut(bytes, 0, take));
        syn_code code = buffer_check(&reader->bytes, READ_STAGE, error);
        if (code == SYN_OK && is_judged(reader)) code = judge(reader, error);
        bytes = slice_cut(bytes, take, bytes.len);
        if (code != SYN_OK) return code;
    }
    drop(reader, &bytes);
    return bytes.len && !reader->done ? door_push(reader, bytes, error) : SYN_OK;
}

syn_code reader_push(syn_reader *reader, syn_slice bytes, syn_error *error) {
    if (reader->done || bytes.len == 0) return SYN_OK;
    reader->total += bytes.len;
    drop(reader, &bytes);
    syn_code code = bytes.len ? push_some(reader, bytes, error) : SYN_OK;
    if (code != SYN_OK) reader->done = true;
    return code;
}

uint64_t reader_skippable(const syn_reader *reader) {
    if (reader->done) return 0;
    if (reader->gzip) return gzip_door_skippable(reader->gzip);
    if (reader->zstd) return zstd_door_skippable(reader->zstd);
    return reader->skip;
}

void reader_skip(syn_reader *reader, uint64_t bytes) {
    if (reader->gzip) gzip_door_skip(reader->gzip, bytes);
    else if (reader->zstd) zstd_door_skip(reader->zstd, bytes);
    else reader->skip -= bytes;
}

syn_code reader_mark(syn_reader *reader, uint64_t offset) {
    record_cutter *cutter = reader_records(reader);
    if (cutter) return record_mark(cutter, offset);
    if (reader->total == 0) {
        reader->marked = true;
        reader->first_mark = offset;
    }
    return SYN_OK;
}

/* JSON in UTF-16 or UTF-32. */
static syn_code wide_json_read(const read_options *options, syn_slice bytes, syn_error *error) {
    syn_arena arena;
    arena_init(&arena, options->budget);
    decoded_text decoded = {0};
    json_door *json = NULL;
    syn_code code = encoding_decode(&decoded, bytes, HINT_NONE, options->content_type, &arena, error);
    if (code == SYN_OK) code = json_door_new(&json, options, error);
    if (code == SYN_OK) code = json_door_push(json, decoded.text, error);
    if (code == SYN_OK) code = json_door_end(json, true, error);
    json_door_free(json);
    arena_free(&arena);
    return code;
}

/* What is read as a whole; *whole is false for other kinds. */
static syn_code read_at_once(const read_options *options, read_kind kind, syn_slice bytes, bool *whole, syn_error *error) {
    *whole = true;
    switch (kind) {
    case KIND_VERBATIM: return verbatim_read(options, bytes, error);
    case KIND_TEXT: return text_read(options, bytes, error);
    case KIND_HTML: return html_read(options, bytes, NULL, error);
    case KIND_FEED: return feed_read(options, bytes, error);
    case KIND_OPML: return opml_read(options, bytes, error);
    case KIND_JSON_WIDE: return wide_json_read(options, bytes, error);
    default: *whole = false; return SYN_OK;
    }
}

static syn_code finish(syn_reader *reader, syn_error *error) {
    bool whole;
    syn_slice bytes = slice_of(reader->bytes.ptr, reader->bytes.len);
    switch (reader->kind) {
    case KIND_HTML: return html_read(&reader->options, bytes, &reader->bytes, error);
    case KIND_JSON: return json_door_end(reader->json, true, error);
    case KIND_GZIP: return gzip_door_end(reader->gzip, error);
    case KIND_ZSTD: return zstd_door_end(reader->zstd, error);
    case KIND_WARC:
    case KIND_ARC: return archive_door_end(reader->archive, error);
    case KIND_TAR: return tar_door_end(reader->tar, error);
    case KIND_ZIP: return zip_door_end(reader->zip, error);
    default: return read_at_once(&reader->options, reader->kind, bytes, &whole, error);
    }
}

syn_code reader_end(syn_reader *reader, syn_error *error) {
    if (reader->done) return SYN_OK;
    syn_code code = SYN_OK;
    if (reader->kind == KIND_OPEN && (reader->bytes.len || reader->resumed)) code = judge(reader, error);
    if (code == SYN_OK && reader->skip)
        code = error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, 0, "no record begins at byte %llu of the archive",
                         (unsigned long long)reader->options.from);
    if (code == SYN_OK && !reader->done) code = finish(reader, error);
    reader->done = true;
    if (code == SYN_OK && !reader->emitted)
        code = item_fail(&reader->options, error, SLICE_NONE, SYN_OUTCOME_EMPTY, "the input is empty");
    buffer_free(&reader->bytes);
    return code;
}

syn_code reader_break(syn_reader *reader, syn_error *error) {
    if (reader->done) return SYN_OK;
    reader->done = true;
    return reader->json ? json_door_end(reader->json, false, error) : SYN_OK;
}

syn_code reader_run_whole(const read_options *options, syn_slice bytes, syn_error *error) {
    syn_slice head = bytes.len < READ_HEAD_BYTES ? bytes : slice_cut(bytes, 0, READ_HEAD_BYTES);
    const char *what;
    syn_slice name = options->inside.len ? options->inside : options->name;
    read_kind kind = options->reading == SYN_READING_PLAIN ? KIND_VERBATIM
                     : bytes.len ? sniff_kind(head, name, options->content_type, &what) : KIND_OPEN;
    if (bytes.len <= most_of(kind)) {
        bool whole;
        syn_code code = read_at_once(options, kind, bytes, &whole, error);
        if (whole) return code;
    }
    syn_reader *reader = NULL;
    syn_code code = reader_new(&reader, options, error);
    if (code == SYN_OK) code = reader_push(reader, bytes, error);
    if (code == SYN_OK) code = reader_end(reader, error);
    reader_free(reader);
    return code;
}
