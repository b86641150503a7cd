/* group_state.c - a grouping kept on disk: its state in FILE, and what has come since in FILE.journal.
 *
 * The idea: a report that was placed is added to the journal before anything of it is told. A program that is ended at
 * any moment loses at most the report in hand: the next one loads FILE, places the reports of the journal again, which
 * gives what it gave, and goes on. When all is read, the state is written beside FILE and renamed over it, and the
 * journal is removed; each record has its number, so that one which the state has already is passed over. Who holds the
 * journal holds the state.
 *
 * Formats: numbers little-endian. FILE: "SYNSTATE", version, length and check of the body; the body: records so far,
 * events so far, the grouping (group/snapshot.c). Journal: "SYNJRNL\n", version; records: length, check, then number,
 * kind, portrait, line. A record that is not all there was being written when the program ended: it is left out, with a
 * remark. A record that is all there and fails its check is damage, and an error. */
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "engine/group.h"
#include "os/file.h"
#include "os/store.h"

#define STATE_MAGIC SLICE_LIT("SYNSTATE")
#define JOURNAL_MAGIC SLICE_LIT("SYNJRNL\n")
#define HEAD_STATE 28
#define HEAD_JOURNAL 12
#define HEAD_RECORD 12
enum { VERSION = 2, RECORD_REPORT = 1, RECORD_DECISION = 2 };

#define ANEW "; give another file, and group its reports again"

static const char *const STAGE = "group";

static syn_code damaged(const char *path, const char *what, uint64_t pos, syn_error *error) {
    return error_set(error, SYN_ERR_FORMAT, STAGE, pos, "%.120s: %s", path, what);
}

static char *path_beside(const char *state, const char *ending) {
    size_t room = strlen(state) + strlen(ending) + 1;
    char *path = malloc(room);
    if (path) snprintf(path, room, "%s%s", state, ending);
    return path;
}

/* ---- the state ---- */

static syn_code load_body(syn_grouping *stream, bytes_reader *in, syn_error *error) {
    stream->serial = bytes_get_u64(in);
    stream->events = bytes_get_u64(in);
    grouping_free(stream->g);
    stream->g = NULL;
    syn_code code = grouping_load(&stream->g, in, &stream->shared->budget, error);
    if (code == SYN_OK && bytes_left(in)) return damaged(stream->state, "bytes behind the state", 0, error);
    return code;
}

static syn_code load_state(syn_grouping *stream, syn_slice bytes, syn_error *error) {
    bytes_reader in = {bytes, false};
    if (!slice_equal(bytes_get_run(&in, STATE_MAGIC.len), STATE_MAGIC))
        return damaged(stream->state, "this is no state of `synoptic group`; give another file", 0, error);
    if (bytes_get_u32(&in) != VERSION)
        return damaged(stream->state, "a state of another version of synoptic" ANEW, 8, error);
    uint64_t length = bytes_get_u64(&in), check = bytes_get_u64(&in);
    if (in.bad || length != in.rest.len || check != bytes_check(in.rest))
        return damaged(stream->state, "the state is damaged, or not all there" ANEW, 12, error);
    return load_body(stream, &in, error);
}

static syn_code read_state(syn_grouping *stream, const char *journal, syn_error *error) {
    char *bytes;
    size_t length;
    syn_code code = os_file_whole(&bytes, &length, stream->state, SIZE_MAX / 4, error);
    if (code == SYN_OK && !bytes && os_path_kind(stream->state, true) != OS_KIND_MISSING)
        code = error_set(error, SYN_ERR_IO, STAGE, 0, "'%.150s' is not a file that a state can be kept in", stream->state);
    if (code == SYN_OK && !bytes && stream->there && !os_file_size(journal))
        code = error_set(error, SYN_ERR_IO, STAGE, 0, "there is no state '%.150s'", stream->state);
    if (code == SYN_OK && bytes) code = load_state(stream, slice_of(bytes, length), error);
    free(bytes);
    return code;
}

syn_code state_save(syn_grouping *stream, syn_error *error) {
    syn_buffer body = BUFFER_EMPTY, file = BUFFER_EMPTY;
    bytes_put_u64(&body, stream->serial);
    bytes_put_u64(&body, stream->events);
    grouping_save(stream->g, &body);
    buffer_add(&file, STATE_MAGIC);
    bytes_put_u32(&file, VERSION);
    bytes_put_u64(&file, body.len);
    bytes_put_u64(&file, bytes_check(slice_of(body.ptr, body.len)));
    buffer_add(&file, slice_of(body.ptr, body.len));
    syn_code code = buffer_check(&body, STAGE, error);
    buffer_free(&body);
    if (code == SYN_OK) code = buffer_check(&file, STAGE, error);
    if (code == SYN_OK) code = os_file_replace(stream->state, slice_of(file.ptr, file.len), true, error);
    buffer_free(&file);
    if (code != SYN_OK) return code;
    return os_held_cut(stream->journal, 0, error);
}

/* ---- the journal ---- */

/* What every record begins with. */
static void begin_record(const syn_grouping *stream, syn_buffer *record, uint8_t kind) {
    *record = BUFFER_EMPTY;
    bytes_put_u64(record, stream->serial);
    bytes_put_u8(record, kind);
}

static syn_code keep_record(syn_grouping *stream, syn_buffer *body, syn_error *error) {
    syn_buffer whole = BUFFER_EMPTY;
    if (os_held_size(stream->journal) == 0) {
        buffer_add(&whole, JOURNAL_MAGIC);
        bytes_put_u32(&whole, VERSION);
    }
    bytes_put_u32(&whole, (uint32_t)body->len);
    bytes_put_u64(&whole, bytes_check(slice_of(body->ptr, body->len)));
    buffer_add(&whole, slice_of(body->ptr, body->len));
    syn_code code = buffer_check(body, STAGE, error);
    if (code == SYN_OK) code = buffer_check(&whole, STAGE, error);
    if (code == SYN_OK) code = os_held_add(stream->journal, slice_of(whole.ptr, whole.len), error);
    stream->serial += code == SYN_OK;
    buffer_free(body);
    buffer_free(&whole);
    return code;
}

syn_code state_keep(syn_grouping *stream, const portrait *p, syn_slice note, syn_error *error) {
    if (!stream->journal) return SYN_OK;
    syn_buffer record;
    begin_record(stream, &record, RECORD_REPORT);
    portrait_save(p, &record);
    bytes_put_text(&record, note);
    return keep_record(stream, &record, error);
}

syn_code state_keep_decision(syn_grouping *stream, syn_slice line, syn_error *error) {
    if (!stream->journal) return SYN_OK;
    syn_buffer record;
    begin_record(stream, &record, RECORD_DECISION);
    bytes_put_text(&record, line);
    return keep_record(stream, &record, error);
}

static syn_code replay_record(syn_grouping *stream, syn_slice bytes, const char *path, syn_error *error) {
    bytes_reader in = {bytes, false};
    uint64_t serial = bytes_get_u64(&in);
    uint8_t kind = bytes_get_u8(&in);
    if (in.bad || (kind != RECORD_REPORT && kind != RECORD_DECISION))
        return damaged(path, "a record of no known kind", 0, error);
    if (serial < stream->serial) return SYN_OK;
    if (serial > stream->serial) return damaged(path, "the journal goes on from another state", 0, error);
    portrait p;
    if (kind == RECORD_DECISION) {
        syn_slice line = bytes_get_text(&in);
        stream->serial++;
        return in.bad ? damaged(path, "a record of the journal is damaged", 0, error)
                      : decide_line(stream, line, true, error);
    }
    syn_code code = portrait_load(&p, &in, &stream->scratch, error);
    syn_slice note = bytes_get_text(&in);
    if (code == SYN_OK && (in.bad || bytes_left(&in))) code = damaged(path, "a record of the journal is damaged", 0, error);
    if (code == SYN_OK) code = group_replay(stream, &p, note, error);
    stream->serial++;
    return code;
}

/* *good: the bytes of the journal that hold whole records. */
static syn_code replay(syn_grouping *stream, syn_slice bytes, const char *path, size_t *good, syn_error *error) {
    bytes_reader in = {bytes, false};
    *good = 0;
    if (bytes.len < HEAD_JOURNAL && slice_starts(JOURNAL_MAGIC, slice_cut(bytes, 0, bytes.len < 8 ? bytes.len : 8)))
        return SYN_OK;
    if (!slice_equal(bytes_get_run(&in, JOURNAL_MAGIC.len), JOURNAL_MAGIC))
        return damaged(path, "this is no journal of `synoptic group`", 0, error);
    if (bytes_get_u32(&in) != VERSION)
        return damaged(path, "a journal of another version of synoptic" ANEW, 8, error);
    for (*good = HEAD_JOURNAL; bytes_left(&in) >= HEAD_RECORD; *good = bytes.len - in.rest.len) {
        uint32_t length = bytes_get_u32(&in);
        uint64_t check = bytes_get_u64(&in);
        syn_slice record = bytes_get_run(&in, length);
        if (in.bad) return SYN_OK;  /* the record that was being written */
        if (check != bytes_check(record)) return damaged(path, "a record of the journal is damaged", *good, error);
        syn_code code = engine_go_on(stream->engine);
        if (code == SYN_OK) code = replay_record(stream, record, path, error);
        if (code != SYN_OK) return code;
    }
    return SYN_OK;
}

static syn_code read_journal(syn_grouping *stream, const char *path, syn_error *error) {
    char *bytes = NULL;
    size_t length = 0, good = 0;
    syn_code code = stream->journal ? os_held_whole(stream->journal, &bytes, &length, SIZE_MAX / 4, error)
                                    : os_file_whole(&bytes, &length, path, SIZE_MAX / 4, error);
    if (code == SYN_OK && length) code = replay(stream, slice_of(bytes, length), path, &good, error);
    free(bytes);
    if (code != SYN_OK || good == length) return code;
    buffer_add_format(&stream->remarks, "%s: the last record was not all there, and is left out (%zu bytes)\n", path,
                      length - good);
    return stream->journal ? os_held_cut(stream->journal, good, error) : SYN_OK;
}

syn_code state_open(syn_grouping *stream, const char *path, bool looked, syn_error *error) {
    stream->state = strdup(path);
    char *beside = path_beside(path, ".journal"), *decisions = path_beside(path, ".decisions");
    syn_code code = stream->state && beside && decisions ? SYN_OK : error_memory(error, STAGE);
    if (code == SYN_OK && !looked) code = os_held_open(&stream->journal, beside, error);
    if (code == SYN_OK) code = read_state(stream, beside, error);
    if (code == SYN_OK) code = read_journal(stream, beside, error);
    if (code == SYN_OK) code = decide_file(stream, decisions, false, error);
    free(decisions);
    free(beside);
    return code;
}
