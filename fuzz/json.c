/* json.c - fuzzes the JSON reader. Byte 0: how much it lets pass. What it gives must be nodes as json.h has them, whatever the end;
 * what is read strictly must be read the same by those that let more pass; and its strings must be UTF-8. */
#include <stdint.h>
#include <stdlib.h>

#include "base/caps.h"
#include "text/json.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(true_thing) do { if (!(true_thing)) abort(); } while (0)

/* A hash of the nodes, which are checked on the way. */
static uint64_t check(const json_doc *doc, syn_slice in, syn_arena *arena) {
    uint64_t hash = 0;
    for (uint32_t i = 0; doc->root && i < doc->root->span; i++) {
        const json_node *node = doc->root + i;
        bool container = node->type >= JSON_OBJECT, object = node->type == JSON_OBJECT;
        FUZZ_REQUIRE(node->ptr >= in.ptr && node->ptr <= in.ptr + in.len && i + node->span <= doc->root->span);
        FUZZ_REQUIRE(container || (node->span == 1 && node->ptr + node->size <= in.ptr + in.len));
        uint32_t children = 0;
        for (const json_node *at = json_first(node); container && at; at = json_next(node, at), children++)
            FUZZ_REQUIRE(!object || children % 2 || json_is(at, JSON_STRING));
        FUZZ_REQUIRE(!container || children == (object ? 2 * node->size : node->size));
        syn_slice text = json_text(node, arena);
        FUZZ_REQUIRE(utf8_valid(text) == text.len);
        FUZZ_REQUIRE(!json_is(node, JSON_STRING) || json_equals(node, text));
        int64_t number;
        json_integer(node, &number);
        hash = hash_join(hash, slice_hash(text) + node->type * 31u + node->span);
    }
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    syn_slice in = slice_of((const char *)data + 1, size - 1);
    syn_arena arena;
    arena_init(&arena, NULL);
    json_doc strict, other;
    json_read(&strict, in, JSON_STRICT, CAP_JSON_NODES, &arena);
    json_read(&other, in, data[0] & 1 ? JSON_TOLERANT : JSON_CONTROLS, CAP_JSON_NODES, &arena);
    FUZZ_REQUIRE(strict.at <= in.len && other.at <= in.len);
    uint64_t one = check(&strict, in, &arena), two = check(&other, in, &arena);
    FUZZ_REQUIRE(strict.end != JSON_WHOLE || (data[0] & 1) || (other.end == JSON_WHOLE && one == two && strict.at == other.at));
    arena_free(&arena);
    return 0;
}
