/* door.h - what the files of this folder share and nobody else sees: the kinds of input, making items, decoding, the
 * doors. */
#ifndef SYN_READ_DOOR_H
#define SYN_READ_DOOR_H

#include "base/buffer.h"
#include "base/error.h"
#include "read/read.h"

#define READ_STAGE "read"
#define READ_HEAD_BYTES 4096u   /* the kind of an input is judged by these */
#define READ_GZIP_DEPTH 2u      /* gzip inside gzip */

/* ---- sniff.c: the kind of an input ---- */
typedef enum read_kind {
    KIND_OPEN,         /* not judged yet */
    KIND_VERBATIM, KIND_TEXT, KIND_HTML, KIND_FEED, KIND_JSON, KIND_GZIP,
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
    size_t repaired;       /* bytes that became U+FFFD */
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
/* The name without folder, ending and ".gz". */
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

/* ---- the doors: text.c, json.c, feed.c, gzip.c ---- */
syn_code text_read(const read_options *options, syn_slice bytes, syn_error *error);
syn_code verbatim_read(const read_options *options, syn_slice bytes, syn_error *error);
syn_code html_read(const read_options *options, syn_slice bytes, syn_error *error);
syn_code feed_read(const read_options *options, syn_slice bytes, syn_error *error);

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

/* ---- reader.c, for gzip.c ---- */
syn_code reader_new_inside(syn_reader **out, const read_options *options, unsigned depth, syn_error *error);
/* Nothing that follows can matter. */
bool reader_done(const syn_reader *reader);
/* The input broke off: emits what a stream had ready, drops what is unfinished. */
syn_code reader_break(syn_reader *reader, syn_error *error);

/* ---- page.c ---- */
/* Builds the tree of a whole page. `html` is valid UTF-8 and must live as long as the page: texts point into it. */
syn_code page_parse(syn_page *page, syn_slice html, syn_arena *arena, syn_error *error);
#endif
