/* robots.c - fuzzes robots.txt and its matcher: the first line of the input is a path, the rest the file. Where the path
 * is in normal form already, what is decided must be what a plain matcher, that tries all places, decides. */
#include <stdint.h>
#include <stdlib.h>

#include "fetch/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(true_thing) do { if (!(true_thing)) abort(); } while (0)
enum { PATH_MOST = 300, RULES_MOST = 500 };

/* Whether the pattern matches: reach[i] says that what was read of the pattern can end at byte i of the path. */
static bool plain_match(const robots_rule *rule, syn_slice path) {
    bool reach[PATH_MOST + 1] = {true};
    for (size_t p = 0; p < rule->pattern.len; p++) {
        if (rule->pattern.ptr[p] == '*') {
            for (size_t i = 1; i <= path.len; i++) reach[i] = reach[i] || reach[i - 1];
        } else {
            for (size_t i = path.len; i > 0; i--) reach[i] = reach[i - 1] && path.ptr[i - 1] == rule->pattern.ptr[p];
            reach[0] = false;
        }
    }
    if (rule->ends) return reach[path.len];
    for (size_t i = 0; i <= path.len; i++)
        if (reach[i]) return true;
    return false;
}

static bool plain_allows(const syn_robots *robots, syn_slice path) {
    size_t longest = 0;
    bool allow = true;
    for (uint32_t i = 0; i < robots->rules.n; i++) {
        const robots_rule *rule = &robots->rules.at[i];
        size_t length = rule->pattern.len + rule->ends;
        if (!plain_match(rule, path)) continue;
        if (length > longest || (length == longest && rule->allow)) allow = rule->allow;
        if (length > longest) longest = length;
    }
    return allow;
}

static bool is_normal(syn_slice path) {
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && !(c && strchr("/.-_~?=&", c))) return false;
    }
    return path.len > 0 && path.ptr[0] == '/';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    syn_slice all = slice_of((const char *)data, size);
    const char *end = size ? memchr(all.ptr, '\n', size) : NULL;
    if (!end) return 0;
    syn_slice path = slice_cut(all, 0, (size_t)(end - all.ptr)), file = slice_cut(all, path.len + 1, all.len);
    syn_arena arena;
    syn_robots robots;
    arena_init(&arena, NULL);
    robots_parse(&robots, &arena, file, SLICE_LIT("synoptic"));
    FUZZ_REQUIRE(robots_allows(&robots, SLICE_LIT("/robots.txt"), &arena));
    for (uint32_t i = 0; i < robots.rules.n; i++) {
        const robots_rule *rule = &robots.rules.at[i];
        FUZZ_REQUIRE(rule->pattern.len + rule->ends > 0);
        for (size_t k = 0; k < rule->pattern.len; k++)
            FUZZ_REQUIRE(rule->pattern.ptr[k] > 0x20 && rule->pattern.ptr[k] < 0x7F);
    }
    bool allowed = robots_allows(&robots, path, &arena);
    bool short_enough = path.len <= PATH_MOST && robots.rules.n <= RULES_MOST;
    if (short_enough && is_normal(path) && !slice_equal(path, SLICE_LIT("/robots.txt")))
        FUZZ_REQUIRE(allowed == plain_allows(&robots, path));
    arena_free(&arena);
    return 0;
}
