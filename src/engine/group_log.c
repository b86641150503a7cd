/* group_log.c - the log of a grouping: a line of JSON for each event, in the order in which they happened.
 *
 * {"n":7,"event":"join","id":"m2","story":"s1","score":0.4,"rival":"s3","rival_score":0.2,"why":[...]}. Events are
 * numbered from the beginning of the state. A program may end between the journal and the log: when the journal is read
 * again, the events that the log lacks are added, and a line that is not all there is cut off first. */
#include <stdlib.h>

#include "engine/group.h"

#define TAIL ((size_t)1 << 20)   /* a line is shorter */

static const char *const STAGE = "group";

/* The number of an event's line, which log lines begin with; 0: it is none. */
static uint64_t number_of(syn_slice line) {
    syn_slice head = SLICE_LIT("{\"n\":");
    uint64_t n = 0;
    if (!slice_starts(line, head)) return 0;
    for (size_t i = head.len; i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9' && n < UINT64_MAX / 100; i++)
        n = n * 10 + (uint64_t)(line.ptr[i] - '0');
    return n;
}

/* What is left of a line that was being written. */
static bool is_begun(syn_slice rest) {
    syn_slice head = SLICE_LIT("{\"n\":");
    return rest.len < head.len ? slice_starts(head, rest) : slice_starts(rest, head);
}

syn_code log_open(syn_grouping *stream, const char *path, syn_error *error) {
    char *bytes = NULL;
    size_t length = 0;
    syn_code code = os_held_open(&stream->log, path, error);
    if (code == SYN_OK) code = os_held_tail(stream->log, &bytes, &length, TAIL, error);
    if (code != SYN_OK) return code;
    size_t end = length, begin;
    while (end && bytes[end - 1] != '\n') end--;
    for (begin = end ? end - 1 : 0; begin && bytes[begin - 1] != '\n';) begin--;
    stream->logged = number_of(slice_of(bytes + begin, end - begin));
    /* Nothing is cut off, or added to, what somebody else wrote. */
    bool own = (end ? stream->logged > 0 : true) && is_begun(slice_of(bytes + end, length - end));
    free(bytes);
    if (!own)
        return error_set(error, SYN_ERR_FORMAT, STAGE, 0, "'%.150s' is no log of `synoptic group`; give another file", path);
    return end == length ? SYN_OK : os_held_cut(stream->log, (size_t)(os_held_size(stream->log) - (length - end)), error);
}

syn_code log_tell(syn_grouping *stream, const group_event *events, uint32_t count, const group_placing *placing, bool again,
                  syn_error *error) {
    syn_buffer lines = BUFFER_EMPTY;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t number = ++stream->events;
        if (stream->log && !(again && number <= stream->logged))
            line_logged(&lines, stream->g, number, &events[i], i == 0 ? placing : NULL);
    }
    syn_code code = buffer_check(&lines, STAGE, error);
    if (code == SYN_OK && lines.len) code = os_held_add(stream->log, slice_of(lines.ptr, lines.len), error);
    buffer_free(&lines);
    return code;
}
