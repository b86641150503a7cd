/* archive.c - the door for archives of records (WARC, ARC): which records give a report, and what is known about each.
 *
 * In: the records that record.c cuts. Out: one part for each record that may be an article: a response (or a revisit that has a
 * body) of status 2xx, a resource or a conversion, of a type that holds text, from an address of the web or a file. All others
 * (what the archive says of itself, requests, metadata, redirects, errors, images, styles, scripts, robots.txt, ...) are passed
 * over and counted; only where nothing else came of the archive is the count told, as a report of outcome empty. What is no
 * record gives a malformed report that says at which byte, and so does an archive that breaks off.
 *
 * A record whose content does not state its type is judged by its first bytes; of a packed one (gzip, zstd) by those
 * that are packed. One that is larger than CAP_INPUT_BYTES is too large alone, and is passed over as a stream. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "read/door.h"
#include "read/http.h"
#include "read/record.h"

enum { PEEK_BYTES = 1 << 17 };  /* of a packed part: looked at, and unpacked to */

/* Why a record was passed over. */
typedef enum pass_reason {
    PASS_NONE, PASS_ABOUT, PASS_REQUEST, PASS_METADATA, PASS_REVISIT, PASS_PIECE, PASS_UNKNOWN, PASS_SCHEME, PASS_STATUS,
    PASS_TYPE, PASS_EMPTY, PASS_ROBOTS, PASS_REASONS
} pass_reason;

struct archive_door {
    read_options options;
    record_form form;
    record_cutter *cutter;
    uint64_t records, passed[PASS_REASONS];
    bool told;             /* a report came of the archive */
    bool faulty;           /* a fault was told since the last record: more of them are one */
    /* of the record that is being read */
    bool open, http, has_body, untyped, large;
    pass_reason pass;
    read_part part;
    record_type type;
    record_place place;
    syn_buffer head;       /* of the HTTP answer, as far as it came */
    size_t head_length;    /* of the content, in front of the body */
};

/* ---- what may be an article ---- */

static bool type_in(syn_slice type, const char *const *names) {
    for (; *names; names++)
        if (slice_equal_ascii_case(type, slice_str(*names))) return true;
    return false;
}

/* True for a type that holds text in words. *open: it says nothing of that. */
static bool type_wanted(syn_slice type, bool *open) {
    static const char *const wanted[] = {
        "text/html", "application/xhtml+xml", "text/plain", "application/json", "application/feed+json", "application/ld+json",
        "application/x-ndjson", "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
        "text/xml", "text/json", "text/markdown", "text/rss+xml", "text/atom+xml", "application/vnd.wap.xhtml+xml", NULL};
    static const char *const unsaid[] = {
        "", "unknown", "unk", "-", "no-type", "application/octet-stream", "application/x-unknown-content-type",
        "application/unknown", "unknown/unknown", "binary/octet-stream", "*/*",
        "application/gzip", "application/x-gzip", "application/zstd", "application/x-zstd", NULL};  /* packed: of what? */
    type = type_essence(type);
    *open = type_in(type, unsaid);
    return *open || type_in(type, wanted);
}

static bool url_wanted(syn_slice url) {
    static const char *const schemes[] = {"http:", "https:", "ftp:", "ftps:", "file:"};
    if (url.len == 0) return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        syn_slice scheme = slice_str(schemes[i]);
        if (url.len > scheme.len && slice_equal_ascii_case(slice_cut(url, 0, scheme.len), scheme)) return true;
    }
    return false;
}

/* The path of a URL, "/" where there is none: what a file's name would be. */
static syn_slice path_of(syn_slice url) {
    size_t at = slice_find(url, SLICE_LIT("://"), 0);
    at = at == SIZE_MAX ? 0 : at + 3;
    while (at < url.len && url.ptr[at] != '/' && url.ptr[at] != '?' && url.ptr[at] != '#') at++;
    size_t end = at;
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#') end++;
    return end > at ? slice_cut(url, at, end) : SLICE_LIT("/");
}

static pass_reason judge_head(const record_head *head, record_form form) {
    switch (head->type) {
    case RECORD_INFO: return PASS_ABOUT;
    case RECORD_REQUEST: return PASS_REQUEST;
    case RECORD_METADATA: return PASS_METADATA;
    case RECORD_CONTINUATION: return PASS_PIECE;
    case RECORD_UNKNOWN: return PASS_UNKNOWN;
    default: break;
    }
    if (!url_wanted(head->url)) return PASS_SCHEME;
    if (slice_equal(path_of(head->url), SLICE_LIT("/robots.txt"))) return PASS_ROBOTS;
    if (form == RECORD_WARC && (head->type == RECORD_RESOURCE || head->type == RECORD_CONVERSION)) {
        bool unsaid;
        if (!type_wanted(head->content_type, &unsaid)) return PASS_TYPE;
    }
    return PASS_NONE;
}

/* ---- a record ---- */

/* What has no id of its own is named by its place: "name-offset", "name-offset+behind". */
static syn_slice id_of_place(const archive_door *door, record_place place, char out[320]) {
    syn_slice name = item_name_id(door->options.inside.len ? door->options.inside : door->options.name);
    if (name.len > 256) name = slice_cut(name, name.len - 256, name.len);
    if (name.len) memcpy(out, name.ptr, name.len);
    int length = snprintf(out + name.len, 320 - name.len, "-%" PRIu64, place.offset);
    size_t used = name.len + (length > 0 ? (size_t)length : 0);
    if (place.behind) length = snprintf(out + used, 320 - used, "+%" PRIu64, place.behind);
    return slice_of(out, place.behind && length > 0 ? used + (size_t)length : used);
}

static void make_id(archive_door *door, const record_head *head, read_part *part) {
    static const char uuid[] = "urn:uuid:";
    char made[320];
    syn_slice id = head->id;
    if (id.len > sizeof uuid - 1 && slice_equal_ascii_case(slice_cut(id, 0, sizeof uuid - 1), slice_str(uuid)))
        id = slice_cut(id, sizeof uuid - 1, id.len);
    part->id = arena_copy(&part->arena, id.len ? id : id_of_place(door, door->place, made));
}

static void start_part(archive_door *door, const record_head *head) {
    read_part *part = &door->part;
    *part = (read_part){0};
    arena_init(&part->arena, door->options.budget);
    part->url = arena_copy(&part->arena, head->url);
    part->name = arena_copy(&part->arena, path_of(head->url));
    char digits[24];
    size_t length = arc_date(head->date, digits);
    part->fetched = length ? arena_copy(&part->arena, slice_of(digits, length)) : date_normal(&part->arena, head->date);
    part->in_archive = true;
    part->offset = door->options.in_archive ? door->options.offset : door->place.offset;
    part->depth = door->options.depth + 1;
    if (head->truncated.len) part->note = SLICE_LIT("the record says that its content was cut off");
    part->content_type = arena_copy(&part->arena, head->content_type);
    make_id(door, head, part);
}

static syn_code on_head(void *payload, const record_head *head, record_place place, bool *wanted, syn_error *error) {
    (void)error;
    archive_door *door = payload;
    door->records++;
    door->faulty = false;
    door->place = place;
    door->type = head->type;
    door->open = true;
    door->has_body = door->untyped = false;
    /* Known before any of it is held; the head of an answer takes a part of it. */
    door->large = head->length > (uint64_t)CAP_INPUT_BYTES + HTTP_HEAD_BYTES;
    door->head.len = door->head_length = 0;
    door->http = head->type == RECORD_RESPONSE || head->type == RECORD_REVISIT;
    door->pass = judge_head(head, door->form);
    *wanted = door->pass == PASS_NONE;
    if (!*wanted) return SYN_OK;
    start_part(door, head);
    if (!door->http) {
        door->has_body = true;
        type_wanted(door->part.content_type, &door->untyped);
    }
    return SYN_OK;
}

/* The head of the answer is there (or there is none): is its body wanted? */
static void judge_answer(archive_door *door, const http_head *answer, http_verdict verdict) {
    read_part *part = &door->part;
    if (verdict == HTTP_GOOD) {
        part->content_type = arena_copy(&part->arena, answer->content_type);
        part->encoding = arena_copy(&part->arena, answer->encoding);
        part->chunked = answer->chunked;
        if (answer->status < 200 || answer->status > 299) door->pass = PASS_STATUS;
    } else if (door->form == RECORD_WARC) {
        /* The type of the record is that of an HTTP message, not of what it holds. */
        syn_slice type = type_essence(part->content_type);
        if (slice_equal_ascii_case(type, SLICE_LIT("application/http")) ||
            slice_equal_ascii_case(type, SLICE_LIT("message/http")))
            part->content_type = SLICE_NONE;
    }
    if (door->pass == PASS_NONE && !type_wanted(part->content_type, &door->untyped)) door->pass = PASS_TYPE;
}

static syn_code keep(archive_door *door, syn_slice bytes, bool *wanted, bool *decided, syn_error *error) {
    syn_buffer *held = &door->part.held;
    *decided = true;
    if (door->large || bytes.len > CAP_INPUT_BYTES - held->len) {
        door->large = true;
        *wanted = false;
        buffer_free(held);
        return SYN_OK;
    }
    buffer_add(held, bytes);
    return buffer_check(held, READ_STAGE, error);
}

static syn_code take_answer(archive_door *door, bool last, bool *wanted, bool *decided, syn_error *error) {
    http_head answer;
    size_t took;
    syn_slice seen = slice_of(door->head.ptr, door->head.len);
    http_verdict verdict = http_head_read(seen, last, &answer, &took);
    if (verdict == HTTP_MORE) return SYN_OK;
    judge_answer(door, &answer, verdict);
    door->head_length = took;
    door->has_body = true;
    *decided = true;
    *wanted = door->pass == PASS_NONE;
    if (!*wanted) return SYN_OK;
    return keep(door, slice_cut(seen, took, seen.len), wanted, decided, error);
}

static syn_code on_body(void *payload, syn_slice bytes, bool *wanted, bool *decided, syn_error *error) {
    archive_door *door = payload;
    if (door->has_body) return keep(door, bytes, wanted, decided, error);
    buffer_add(&door->head, bytes);
    if (door->head.failed) return buffer_check(&door->head, READ_STAGE, error);
    return take_answer(door, false, wanted, decided, error);
}

static bool name_ends(syn_slice name, const char *const *endings) {
    for (; *endings; endings++)
        if (slice_ends(name, slice_str(*endings))) return true;
    return false;
}

/* A packed part: does it begin with a page or a feed, or with JSON or text that its name tells of? */
static bool packed_wanted(archive_door *door, const char *coding, syn_slice name) {
    static const char *const json[] = {".json", ".jsonl", ".ndjson", NULL}, *const text[] = {".txt", ".md", NULL};
    read_part *part = &door->part;
    syn_slice begin = part->bytes;
    if (begin.len > PEEK_BYTES) begin.len = PEEK_BYTES;
    if (slice_ends(name, SLICE_LIT(".gz"))) name.len -= 3;
    else if (slice_ends(name, SLICE_LIT(".zst"))) name.len -= 4;
    syn_buffer out = BUFFER_EMPTY;
    bool plain;
    const char *what;
    coding_undo(begin, slice_str(coding), PEEK_BYTES, &out, &plain);
    if (out.failed) part->held.failed = out.failed;  /* part_give tells it */
    syn_slice head = slice_of(out.ptr, out.len < READ_HEAD_BYTES ? out.len : READ_HEAD_BYTES);
    read_kind kind = head.len ? sniff_kind(head, name, SLICE_NONE, &what) : KIND_UNSUPPORTED;
    buffer_free(&out);
    return part->held.failed || kind == KIND_HTML || kind == KIND_FEED || kind == KIND_OPML ||
           (kind == KIND_JSON && name_ends(name, json)) || (kind == KIND_TEXT && name_ends(name, text));
}

/* A part that does not say its type: is it a page, a feed, or JSONL by its name (which servers hardly ever know)? Codings are
 * undone first where it needs that. */
static bool looks_wanted(archive_door *door) {
    static const char *const lines[] = {".jsonl", ".ndjson", NULL};
    const read_part *part = &door->part;
    if (part->chunked || part->encoding.len) return type_essence(part->content_type).len == 0;
    const char *what;
    syn_slice head = part->bytes;
    if (head.len > READ_HEAD_BYTES) head.len = READ_HEAD_BYTES;
    read_kind kind = sniff_kind(head, part->name, SLICE_NONE, &what);
    if (kind == KIND_GZIP || kind == KIND_ZSTD) return packed_wanted(door, kind == KIND_GZIP ? "gzip" : "zstd", part->name);
    return (kind == KIND_JSON && name_ends(part->name, lines)) || kind == KIND_HTML || kind == KIND_FEED || kind == KIND_OPML;
}

static syn_code give(archive_door *door, record_end end, syn_error *error) {
    read_part *part = &door->part;
    part->bytes = slice_of(part->held.ptr, part->held.len);
    if (end == RECORD_CUT) part->note = SLICE_LIT("the archive breaks off inside the record: what was there is read");
    else if (end == RECORD_LIES) part->note = SLICE_LIT("the length that the record states is wrong: its content may not be whole");
    if (door->large) {
        door->told = true;
        read_options options = door->options;
        options.inside = part->name;
        options.id = part->id;
        options.url = part->url;
        options.in_archive = true;
        options.offset = part->offset;
        syn_code code = arena_check(&part->arena, READ_STAGE, error);
        if (code == SYN_OK) code = item_fail(&options, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE,
                                             "the record is larger than %u bytes", CAP_INPUT_BYTES);
        return code;
    }
    if (part->bytes.len == 0) door->pass = door->type == RECORD_REVISIT ? PASS_REVISIT : PASS_EMPTY;
    else if (door->untyped && !looks_wanted(door)) door->pass = PASS_TYPE;
    if (door->pass != PASS_NONE) return SYN_OK;
    door->told = true;
    read_part given = *part;
    *part = (read_part){0};
    return part_give(&door->options, &given, error);
}

static syn_code on_end(void *payload, record_end end, uint64_t length, syn_error *error) {
    archive_door *door = payload;
    if (!door->has_body && door->head.len > length) door->head.len = (size_t)length;
    bool wanted = true, decided;
    syn_code code = SYN_OK;
    door->open = false;
    if (door->pass == PASS_NONE && !door->has_body) code = take_answer(door, true, &wanted, &decided, error);
    uint64_t most = length > door->head_length ? length - door->head_length : 0;
    if (door->part.held.len > most) door->part.held.len = (size_t)most;
    if (code == SYN_OK && door->pass == PASS_NONE) code = give(door, end, error);
    door->passed[door->pass]++;
    read_part_free(&door->part);
    return code;
}

/* ---- what is told of the archive itself ---- */

static syn_code tell(archive_door *door, record_place place, syn_outcome outcome, const char *reason, syn_error *error) {
    read_options options = door->options;
    char id[320];
    options.id = id_of_place(door, place, id);
    door->told = true;
    if (!options.in_archive) {
        options.in_archive = true;
        options.offset = place.offset;
    }
    return item_fail(&options, error, SLICE_NONE, outcome, "%s", reason);
}

static syn_code on_fault(void *payload, record_place place, const char *why, syn_error *error) {
    archive_door *door = payload;
    char reason[CAP_ERROR_MESSAGE];
    if (door->faulty) return SYN_OK;
    door->faulty = true;
    if (place.behind)
        snprintf(reason, sizeof reason, "byte %" PRIu64 ", unpacked %" PRIu64 " on: %s", place.offset, place.behind, why);
    else snprintf(reason, sizeof reason, "byte %" PRIu64 ": %s", place.offset, why);
    return tell(door, place, SYN_OUTCOME_MALFORMED, reason, error);
}

static syn_code tell_counts(archive_door *door, syn_error *error) {
    static const char *const names[PASS_REASONS] = {
        "", "about the archive itself", "requests", "metadata", "revisits without a body", "pieces of records",
        "of an unknown type of record", "not from the web", "answers of a status other than 2xx", "of a type that holds no article",
        "empty", "robots.txt"};
    char reason[CAP_ERROR_MESSAGE];
    int length = snprintf(reason, sizeof reason, "the archive holds no page; %" PRIu64 " records were passed over", door->records);
    const char *before = ": ";
    for (size_t i = 1; i < PASS_REASONS; i++) {
        if (!door->passed[i] || length < 0 || (size_t)length >= sizeof reason) continue;
        length += snprintf(reason + length, sizeof reason - (size_t)length, "%s%" PRIu64 " %s", before, door->passed[i], names[i]);
        before = ", ";
    }
    return item_fail(&door->options, error, SLICE_NONE, SYN_OUTCOME_EMPTY, "%s", reason);
}

/* ---- the door ---- */

syn_code archive_door_new(archive_door **out, const read_options *options, bool arc, syn_error *error) {
    archive_door *door = calloc(1, sizeof *door);
    *out = NULL;
    if (!door) return error_memory(error, READ_STAGE);
    door->options = *options;
    door->form = arc ? RECORD_ARC : RECORD_WARC;
    record_sink sink = {door, on_head, on_body, on_end, on_fault};
    syn_code code = record_cutter_new(&door->cutter, door->form, options->records ? options->records : &sink, error);
    if (code == SYN_OK) *out = door;
    else free(door);
    return code;
}

void archive_door_free(archive_door *door) {
    if (!door) return;
    record_cutter_free(door->cutter);
    read_part_free(&door->part);
    buffer_free(&door->head);
    free(door);
}

record_cutter *archive_door_cutter(archive_door *door) { return door->cutter; }

syn_code archive_door_end(archive_door *door, syn_error *error) {
    syn_code code = record_finish(door->cutter, error);
    return code == SYN_OK && !door->told && !door->options.records ? tell_counts(door, error) : code;
}
