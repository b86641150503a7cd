/* records.c - heads and records, little-endian: mark, length (8 bytes), check of the body (8), check of these (4), body. */
#include "group/records.h"

#include "group/decide.h"
#include "text/background.h"

#define MARK 0x444e4552u     /* "REND" */
enum { HEAD = RECORDS_KIND + 4 + 8, RECORD_HEAD = 4 + 8 + 8 + 4 };

uint64_t records_weights(void) {
    const decide_weights *w = &decide_trained;
    uint64_t hash = background_check();
    hash = hash_join(hash, (uint32_t)w->bias);
    for (int f = 0; f < DECIDE_FEATURES; f++)
        for (int k = 0; k <= DECIDE_KNOTS; k++) hash = hash_join(hash, (uint16_t)w->curve[f][k]);
    for (int t = 0; t < DECIDE_TIMES; t++)
        for (int f = 0; f < DECIDE_TIMED; f++)
            for (int k = 0; k <= DECIDE_KNOTS; k++) hash = hash_join(hash, (uint16_t)w->timed[t][f][k]);
    return hash;
}

void records_put_head(syn_buffer *out, const char *kind, uint64_t weights) {
    buffer_add(out, slice_of(kind, RECORDS_KIND));
    bytes_put_u32(out, RECORDS_VERSION);
    bytes_put_u64(out, weights);
}

records_head records_get_head(bytes_reader *in, const char *kind, uint64_t weights) {
    syn_slice letters = slice_cut(in->rest, 0, in->rest.len < RECORDS_KIND ? in->rest.len : RECORDS_KIND);
    if (!slice_starts(slice_of(kind, RECORDS_KIND), letters)) return HEAD_OTHER;
    if (in->rest.len >= RECORDS_KIND + 4) {
        bytes_reader version = {slice_cut(in->rest, RECORDS_KIND, in->rest.len), false};
        if (bytes_get_u32(&version) != RECORDS_VERSION) return HEAD_VERSION;
    }
    if (in->rest.len < HEAD) return HEAD_BEGUN;
    bytes_get_run(in, RECORDS_KIND + 4);
    return bytes_get_u64(in) == weights ? HEAD_GOOD : HEAD_WEIGHTS;
}

static uint32_t head_check(uint64_t length, uint64_t check) {
    uint64_t hash = hash_join(hash_join(MARK, length), check);
    return (uint32_t)(hash ^ hash >> 32);
}

static void put_record_head(syn_buffer *out, syn_slice body) {
    uint64_t check = bytes_check(body);
    bytes_put_u32(out, MARK);
    bytes_put_u64(out, body.len);
    bytes_put_u64(out, check);
    bytes_put_u32(out, head_check(body.len, check));
}

void record_put(syn_buffer *out, syn_slice body) {
    put_record_head(out, body);
    buffer_add(out, body);
}

size_t record_begin(syn_buffer *out) {
    static const char empty[RECORD_HEAD] = {0};
    buffer_add(out, slice_of(empty, RECORD_HEAD));
    return out->len - RECORD_HEAD;
}

void record_end(syn_buffer *out, size_t begin) {
    syn_buffer head = BUFFER_EMPTY;
    if (out->failed != SYN_OK) return;
    put_record_head(&head, slice_of(out->ptr + begin + RECORD_HEAD, out->len - begin - RECORD_HEAD));
    if (head.failed == SYN_OK) memcpy(out->ptr + begin, head.ptr, RECORD_HEAD);
    else out->failed = head.failed;
    buffer_free(&head);
}

/* What a system that lost its power may leave at a file's end. */
static bool is_zero(syn_slice s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i]) return false;
    return true;
}

record_state record_get(bytes_reader *in, syn_slice *body) {
    bytes_reader at = *in;
    *body = SLICE_NONE;
    if (!bytes_left(in)) return RECORD_END;
    if (in->rest.len < RECORD_HEAD) return RECORD_BEGUN;
    uint32_t mark = bytes_get_u32(&at);
    uint64_t length = bytes_get_u64(&at), check = bytes_get_u64(&at);
    if (mark != MARK || bytes_get_u32(&at) != head_check(length, check)) return is_zero(in->rest) ? RECORD_BEGUN : RECORD_DAMAGED;
    if (length > at.rest.len) return RECORD_BEGUN;
    syn_slice found = bytes_get_run(&at, (size_t)length);
    if (bytes_check(found) != check) return RECORD_DAMAGED;
    *in = at;
    *body = found;
    return RECORD_WHOLE;
}
