/* marked.c - see marked.h. */
#include "marked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

syn_report *test_new(const char *text, const char *language, const char *published) {
    syn_report *report = report_new(NULL);
    assert_non_null(report);
    report->text = slice_str(text);
    report->language = slice_str(language);
    report->published = slice_str(published);
    return report;
}

syn_report *test_mark(syn_report *report, test_stage *const *stages) {
    mark_options options = {0};
    syn_arena scratch;
    arena_init(&scratch, NULL);
    for (; *stages; stages++) {
        assert_int_equal((*stages)(&options, report, &scratch, NULL), SYN_OK);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    assert_null(report_assert(report));
    return report;
}

syn_report *test_report(const char *text) { return test_mark(test_new(text, "en", ""), TEST_STAGES(mark_words)); }

syn_report *test_named(const char *text) {
    return test_mark(test_new(text, "en", ""), TEST_STAGES(mark_words, mark_tags, mark_names));
}

typedef struct given {
    syn_mention mentions[64];
    uint32_t count;
    syn_span told;      /* the latest {...} that no name has taken */
} given;

/* A name's opening bracket: its type, and the source past it. */
static const char *open_name(const char *at, uint8_t *type) {
    static const char letters[] = "polx";
    const char *found = at[1] && at[2] == ':' ? strchr(letters, at[1]) : NULL;
    *type = found ? (uint8_t)(found - letters) : (uint8_t)NAME_PERSON;
    return found ? at + 3 : at + 1;
}

/* {...} before a name with a blank at most is its title, one behind it with " (", ", " or a blank its role. */
static void close_name(given *g, syn_mention mention, const char *plain) {
    syn_slice between = slice_of(plain + g->told.end, mention.span.begin - g->told.end);
    if (span_present(g->told) && slice_trim(between).len == 0) mention.title = g->told;
    g->told = (syn_span){0, 0};
    g->mentions[g->count++] = mention;
}

static void close_told(given *g, syn_span told, const char *plain) {
    g->told = told;
    if (!g->count) return;
    syn_mention *last = &g->mentions[g->count - 1];
    syn_slice between = slice_trim(slice_of(plain + last->span.end, told.begin - last->span.end));
    bool behind = slice_equal(between, SLICE_LIT("(")) || slice_equal(between, SLICE_LIT(",")) || !between.len;
    if (!behind) return;
    last->role = told;
    g->told = (syn_span){0, 0};
}

syn_report *test_given(const char *text) {
    given g = {.count = 0};
    char plain[4096];
    uint32_t used = 0, told = 0;
    syn_mention mention = {0};
    for (const char *at = text; *at;) {
        assert_true(used + 1 < sizeof plain && g.count < 64);
        plain[used] = '\0';
        if (*at == '[') {
            mention = (syn_mention){.span = {used, 0}, .entity = REPORT_NONE};
            at = open_name(at, &mention.type);
            continue;
        }
        if (*at == ']') {
            mention.span.end = used;
            close_name(&g, mention, plain);
        } else if (*at == '{') told = used;
        else if (*at == '}') {
            uint32_t end = used;
            while (end > told && plain[end - 1] == ' ') end--;
            close_told(&g, (syn_span){told, end}, plain);
        } else plain[used++] = *at;
        at++;
    }
    plain[used] = '\0';
    syn_report *report = test_new("", "en", "");
    report->text = arena_copy(&report->arena, slice_of(plain, used));
    test_mark(report, TEST_STAGES(mark_words));
    for (uint32_t i = 0; i < g.count; i++) assert_true(VEC_PUSH(&report->arena, &report->mentions, g.mentions[i]));
    return report;
}

void test_put(char *out, size_t size, size_t *used, const char *before, syn_slice text, const char *behind) {
    if (*used >= size) return;
    int wrote = snprintf(out + *used, size - *used, "%s%.*s%s", before, (int)text.len, text.ptr ? text.ptr : "", behind);
    if (wrote > 0) *used += (size_t)wrote;
}
