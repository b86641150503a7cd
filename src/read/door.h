/* door.h - what the files of this folder share and nobody else sees: the kinds of input, making items, decoding, the
 * doors. */
#ifndef SYN_READ_DOOR_H
#define SYN_READ_DOOR_H

#include "base/buffer.h"
#include "base/error.h"
#include "read/read.h"

#define READ_STAGE "read"
#define READ_HEAD_BYTES 4096u   /* the kind of an input is judged by these */
#define READ_PACKED_DEPTH 2u    /* gzip or zstd inside gzip or zstd */
#define READ_ARCHIVE_DEPTH 3u   /* archives inside archives */

/* ---- sniff.c: the kind of an input ---- */
typedef enum read_kind {
    KIND_OPEN,         /* not judged yet */
    KIND_VERBATIM, KIND_TEXT, KIND_HTML, KIND_FEED, KIND_OPML, KIND_JSON, KIND_GZIP, KIND_ZSTD, KIND_WARC, KIND_ARC, KIND_TAR,
    KIND_ZIP,
    KIND_JSON_WIDE,    /* JSON in UTF-16 or UTF-32: decoded as a whole first */
    KIND_UNSUPPORTED   /* `what` says what it is */
} read_kind;
/* Judges by the first READ_HEAD_BYTES bytes (or all there are), the name, and the content type, which may be empty. *what is a
 * constant, for KIND_UNSUPPORTED. */
read_kind sniff_kind(syn_slice head, syn_slice name, syn_slice type, const char **what);
/* The type in front of a content type's parameters, without blanks. */
syn_slice type_essence(syn_slice type);

/* ---- encoding.c: bytes become UTF-8 ---- */
typedef enum encoding_hint { HINT_NONE, HINT_META, HINT_XML } encoding_hint;  /* where a declaration may stand */
typedef struct decoded_text {
    syn_slice text;        /* valid UTF-8, NUL-terminated, no BOM, lines end with LF; may be written to */
    size_t repaired;       /* bytes that became U+FFFD, and those of `mended` */
    size_t mended;         /* bytes of windows-1252 in UTF-8 */
    char encoding[40];     /* its name */
} decoded_text;
/* `type`: what an HTTP header says of the content ("text/html; charset=koi8-r"), or empty; it stands before what the bytes
 * declare. */
syn_code encoding_decode(decoded_text *out, syn_slice bytes, encoding_hint hint, syn_slice type, syn_arena *arena,
                         syn_error *error);
/* The width of a character (1, 2 or 4) and the place of its low byte, judged by a BOM or by where NULs stand. */
unsigned encoding_width(syn_slice head, unsigned *low);
/* True if the text holds so many control characters and bad bytes that it can be no text. */
bool encoding_is_binary(const decoded_text *decoded);
/* encoding_shim.cc: uchardet's guess as a name in `out`, or "". 0 when there is no memory. Never throws. */
int encoding_guess(const char *bytes, size_t length, char out[40]);

/* ---- item.c: one raw report ---- */
syn_code item_begin(const read_options *options, read_item *item, syn_error *error);
/* Gives the item away, or releases it when one of its arenas failed. */
syn_code item_emit(const read_options *options, read_item *item, syn_error *error);
/* A report that says why there is no text; `id` empty = from the name. `format` as in printf. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
syn_code item_fail(const read_options *options, syn_error *error, syn_slice id, syn_outcome outcome, const char *format,
                   ...);
/* The name without folder, ending and ".gz" or ".zst". */
syn_slice item_name_id(syn_slice name);
/* A trimmed, valid, NUL-terminated copy of at most CAP_META_BYTES. */
syn_slice item_meta(syn_report *report, syn_slice value);
/* Sets the text, or an outcome where it is empty or too large. The text must live in the report's arena. */
void item_set_text(syn_report *report, syn_slice text);
/* Gives an outcome other than article. */
void item_outcome(syn_report *report, syn_outcome outcome, const char *reason);
/* Parses HTML (valid UTF-8; copied into the item's page arena unless `owned` says that it is there already). */
syn_code item_set_page(read_item *item, syn_slice html, bool owned, syn_error *error);

/* ---- date.c ---- */
/* An ISO 8601 copy of a date in an ISO, RFC 822 or asctime form; empty if it is none of these. */
syn_slice date_normal(syn_arena *arena, syn_slice value);

/* ---- part.c ---- */
/* Gives a part away, or reads it here where nobody takes parts. Takes over the part. */
syn_code part_give(const read_options *options, read_part *part, syn_error *error);

/* ---- the doors: text.c, json.c, feed.c, gzip.c, zstd.c, archive.c, tar.c, zip.c ---- */
syn_code text_read(const read_options *options, syn_slice bytes, syn_error *error);
syn_code verbatim_read(const read_options *options, syn_slice bytes, syn_error *error);
/* `held`: the buffer that holds the bytes, emptied once they are decoded, or NULL. */
syn_code html_read(const read_options *options, syn_slice bytes, syn_buffer *held, syn_error *error);
syn_code feed_read(const read_options *options, syn_slice bytes, syn_error *error);
syn_code opml_read(const read_options *options, syn_slice bytes, syn_error *error);

typedef struct json_door json_door;
syn_code json_door_new(json_door **out, const read_options *options, syn_error *error);
syn_code json_door_push(json_door *door, syn_slice bytes, syn_error *error);
/* `whole`: the input ended by itself; else it was broken off, and what is unfinished is left out. */
syn_code json_door_end(json_door *door, bool whole, syn_error *error);
void json_door_free(json_door *door);

typedef struct gzip_door gzip_door;
syn_code gzip_door_new(gzip_door **out, const read_options *options, unsigned depth, syn_error *error);
/* *done is set once nothing that follows can matter. */
syn_code gzip_door_push(gzip_door *door, syn_slice bytes, bool *done, syn_error *error);
syn_code gzip_door_end(gzip_door *door, syn_error *error);
void gzip_door_free(gzip_door *door);
/* As reader_skippable and reader_skip. */
uint64_t gzip_door_skippable(const gzip_door *door);
void gzip_door_skip(gzip_door *door, uint64_t bytes);

typedef struct zstd_door zstd_door;
syn_code zstd_door_new(zstd_door **out, const read_options *options, unsigned depth, syn_error *error);
syn_code zstd_door_push(zstd_door *door, syn_slice bytes, bool *done, syn_error *error);
syn_code zstd_door_end(zstd_door *door, syn_error *error);
void zstd_door_free(zstd_door *door);
uint64_t zstd_door_skippable(const zstd_door *door);
void zstd_door_skip(zstd_door *door, uint64_t bytes);

typedef struct archive_door archive_door;
struct record_cutter;
syn_code archive_door_new(archive_door **out, const read_options *options, bool arc, syn_error *error);
/* What cuts its records: bytes are pushed into it. */
struct record_cutter *archive_door_cutter(archive_door *door);
syn_code archive_door_end(archive_door *door, syn_error *error);
void archive_door_free(archive_door *door);

/* `packed`: the archive is packed, and `base` is where in the file it begins; else places are its own. */
typedef struct tar_door tar_door;
syn_code tar_door_new(tar_door **out, const read_options *options, bool packed, uint64_t base, syn_error *error);
syn_code tar_door_push(tar_door *door, syn_slice bytes, syn_error *error);
syn_code tar_door_end(tar_door *door, syn_error *error);
void tar_door_free(tar_door *door);
/* True if the head of an input is a block that begins a tar archive. */
bool tar_begins(syn_slice head);

typedef struct zip_door zip_door;
syn_code zip_door_new(zip_door **out, const read_options *options, bool packed, uint64_t base, syn_error *error);
syn_code zip_door_push(zip_door *door, syn_slice bytes, syn_error *error);
syn_code zip_door_end(zip_door *door, syn_error *error);
void zip_door_free(zip_door *door);

/* ---- reader.c, for gzip.c, zstd.c and part.c ---- */
/* `depth`: packings around it; `resumed`: the bytes begin inside an archive, where a record must begin. */
syn_code reader_new_inside(syn_reader **out, const read_options *options, unsigned depth, bool resumed, syn_error *error);
/* Nothing that follows can matter. */
bool reader_done(const syn_reader *reader);
/* What is pushed next begins a member of the packed file, at this byte of it. */
syn_code reader_mark(syn_reader *reader, uint64_t offset);
/* What cuts the records, if the bytes turned out to be an archive of records; else NULL. */
struct record_cutter *reader_records(syn_reader *reader);
/* The input broke off: emits what a stream had ready, drops what is unfinished. */
syn_code reader_break(syn_reader *reader, syn_error *error);
/* Reads bytes that are all at hand. */
syn_code reader_run_whole(const read_options *options, syn_slice bytes, syn_error *error);

/* ---- page.c ---- */
/* Builds the tree of a whole page. `html` is valid UTF-8 and must live as long as the page: texts point into it. */
syn_code page_parse(syn_page *page, syn_slice html, syn_arena *arena, syn_error *error);
#endif
