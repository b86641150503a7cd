/* records.c - fuzzes the files that a grouping is kept in: the bytes are a journal as they are, then the bodies of records that are wrapped as
 * the library wraps them, cut or with a wrong byte. What is whole comes back as it went in; a journal that is cut ends, one with a wrong
 * byte before its end is refused; each body is read as a portrait, and those that are one are placed. */
#include <stdlib.h>

#include "group/group.h"
#include "group/records.h"
#include "marked.h"

#define WEIGHTS 7
static const char *const KIND = "SYNJRNL\n";
enum { BODIES = 16 };

/* Reads a journal to its end; gives how many records were whole. */
static uint32_t read_all(syn_slice bytes, record_state *state, syn_slice bodies[BODIES]) {
    bytes_reader in = {bytes, false};
    uint32_t count = 0;
    syn_slice body;
    *state = RECORD_END;
    records_head head = records_get_head(&in, KIND, WEIGHTS);
    if (head != HEAD_GOOD) {
        FUZZ_REQUIRE(head != HEAD_BEGUN || bytes.len < 20);
        return 0;
    }
    for (;;) {
        size_t left = bytes_left(&in);
        if ((*state = record_get(&in, &body)) != RECORD_WHOLE) {
            FUZZ_REQUIRE(bytes_left(&in) == left && (*state != RECORD_END || left == 0));
            return count;
        }
        FUZZ_REQUIRE(bytes_left(&in) < left && body.ptr >= bytes.ptr && body.ptr + body.len <= bytes.ptr + bytes.len);
        if (count < BODIES) bodies[count] = body;
        count++;
    }
}

static void place_all(const syn_slice *bodies, uint32_t count) {
    syn_arena scratch;
    grouping *g;
    arena_init(&scratch, NULL);
    FUZZ_REQUIRE(grouping_new(&g, NULL, NULL, NULL) == SYN_OK);
    for (uint32_t i = 0; i < count; i++) {
        bytes_reader in = {bodies[i], false};
        portrait p;
        group_placing placing;
        syn_code code = portrait_load(&p, &in, &scratch, NULL);
        FUZZ_REQUIRE(code == SYN_OK || code == SYN_ERR_FORMAT);
        if (code == SYN_OK) FUZZ_REQUIRE(grouping_add(g, &p, &placing, &scratch, NULL) == SYN_OK && placing.report < grouping_count(g));
    }
    grouping_free(g);
    arena_free(&scratch);
}

/* The first two bytes say where the journal is cut, the next two which byte is wrong. */
static void wrap(syn_slice bytes) {
    syn_slice bodies[BODIES], back[BODIES];
    syn_buffer file = BUFFER_EMPTY;
    uint32_t count = 0;
    record_state state;
    if (bytes.len < 4) return;
    const unsigned char *head = (const unsigned char *)bytes.ptr;
    size_t ends[BODIES + 1], cut = (size_t)head[0] << 8 | head[1], wrong = (size_t)head[2] << 8 | head[3];
    records_put_head(&file, KIND, WEIGHTS);
    ends[0] = file.len;
    for (size_t at = 4; at < bytes.len && count < BODIES;) {
        size_t length = (unsigned char)bytes.ptr[at++];
        if (length > bytes.len - at) length = bytes.len - at;
        bodies[count] = slice_cut(bytes, at, at + length);
        record_put(&file, bodies[count++]);
        ends[count] = file.len;
        at += length;
    }
    if (file.failed != SYN_OK) return;
    FUZZ_REQUIRE(read_all(slice_of(file.ptr, file.len), &state, back) == count && state == RECORD_END);
    for (uint32_t i = 0; i < count; i++) FUZZ_REQUIRE(slice_equal(bodies[i], back[i]));
    place_all(back, count);
    uint32_t before = 0;
    cut %= file.len + 1;
    while (before < count && ends[before + 1] <= cut) before++;
    uint32_t read = read_all(slice_of(file.ptr, cut), &state, back);
    if (cut >= ends[0]) FUZZ_REQUIRE(read == before && state == (cut == ends[before] ? RECORD_END : RECORD_BEGUN));
    if (count) {
        wrong = ends[0] + wrong % (file.len - ends[0]);
        file.ptr[wrong] ^= 0x10;
        for (before = 0; ends[before + 1] <= wrong;) before++;
        FUZZ_REQUIRE(read_all(slice_of(file.ptr, file.len), &state, back) == before && state == RECORD_DAMAGED);
    }
    buffer_free(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    syn_slice bytes = slice_of((const char *)data, size), bodies[BODIES];
    record_state state;
    uint32_t count = read_all(bytes, &state, bodies);
    place_all(bodies, count < BODIES ? count : BODIES);
    wrap(bytes);
    return 0;
}
