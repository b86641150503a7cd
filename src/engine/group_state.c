/* group_state.c - a grouping kept on disk: its state in FILE, and what has come since in FILE.journal.
 *
 * The idea: a report that was placed is added to the journal before anything of it is told. A program that is ended at
 * any moment loses at most the report in hand: the next one loads FILE, places the reports of the journal again, which
 * gives what it gave, and goes on. When all is read, the state is written beside FILE and renamed over it, and the
 * journal is removed; each record has its number, so that one which the state has already is passed over. Who holds the
 * journal holds the state.
 *
 * Formats: group/records.h. FILE has one record: records so far, events so far, the grouping (group/snapshot.c). The journal has one for each
 * report (its number, kind, portrait, line) and each decision. A record that is not all there was being written when the program
 * ended: it is left out, with a remark. Wrong bytes anywhere else are damage: an error, and the file is let be, for records behind them
 * would be lost. */
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "engine/group.h"
#include "group/records.h"
#include "os/file.h"
#include "os/store.h"

#define STATE_KIND "SYNSTATE"
#define JOURNAL_KIND "SYNJRNL\n"
enum { RECORD_REPORT = 1, RECORD_DECISION = 2 };

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

/* SYN_OK, or why a file with this head is not read. `kind`: "state", "journal". */
static syn_code check_head(records_head head, const char *path, const char *kind, syn_error *error) {
    if (head == HEAD_GOOD) return SYN_OK;
    if (head == HEAD_OTHER)
        return error_set(error, SYN_ERR_FORMAT, STAGE, 0, "%.120s: this is no %s of `synoptic group`; give another file", path, kind);
    const char *what = head == HEAD_VERSION   ? "made by another version of synoptic"
                       : head == HEAD_WEIGHTS ? "made with other weights than this synoptic has"
                                              : "damaged, or not all there";
    return error_set(error, SYN_ERR_FORMAT, STAGE, 0, "%.120s: this %s is %s" ANEW, path, kind, what);
}

static syn_code load_state(syn_grouping *stream, syn_slice bytes, syn_error *error) {
    bytes_reader in = {bytes, false};
    syn_slice body;
    syn_code code = check_head(records_get_head(&in, STATE_KIND, stream->weights), stream->state, "state", error);
    if (code != SYN_OK) return code;
    uint64_t pos = bytes.len - in.rest.len;
    if (record_get(&in, &body) != RECORD_WHOLE || bytes_left(&in))
        return damaged(stream->state, "the state is damaged, or not all there" ANEW, pos, error);
    in = (bytes_reader){body, false};
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
    syn_buffer file = BUFFER_EMPTY;
    records_put_head(&file, STATE_KIND, stream->weights);
    size_t begin = record_begin(&file);
    bytes_put_u64(&file, stream->serial);
    bytes_put_u64(&file, stream->events);
    grouping_save(stream->g, &file);
    record_end(&file, begin);
    syn_code code = buffer_check(&file, STAGE, error);
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
    if (os_held_size(stream->journal) == 0) records_put_head(&whole, JOURNAL_KIND, stream->weights);
    record_put(&whole, slice_of(body->ptr, body->len));
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
    syn_slice body;
    record_state state = RECORD_WHOLE;
    *good = 0;
    records_head head = records_get_head(&in, JOURNAL_KIND, stream->weights);
    if (head == HEAD_BEGUN) return SYN_OK;
    syn_code code = check_head(head, path, "journal", error);
    for (*good = bytes.len - in.rest.len; code == SYN_OK; *good = bytes.len - in.rest.len) {
        if ((state = record_get(&in, &body)) != RECORD_WHOLE) break;
        code = engine_go_on(stream->engine);
        if (code == SYN_OK) code = replay_record(stream, body, path, error);
    }
    if (code != SYN_OK || state != RECORD_DAMAGED) return code;
    return error_set(error, SYN_ERR_FORMAT, STAGE, *good,
                     "%.120s: damaged at byte %zu of %zu; nothing was read or changed. To go on with the reports before it, cut it there",
                     path, *good, bytes.len);
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
    stream->weights = records_weights();
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
