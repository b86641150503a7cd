/* Unit tests of fingerprints: texts are made of invented words, so that what is shared is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "group/fingerprints.h"
#include "group/overlap.h"

int fingerprints_run(void);

enum { MOST_BYTES = 1 << 16 };

typedef struct bench {
    syn_arena arena;
    fingerprints all;
    copy_finding found;
} bench;

static void begin(bench *b) {
    arena_init(&b->arena, NULL);
    fingerprints_init(&b->all, &b->arena);
}

static fingerprint printed(bench *b, const char *text) {
    syn_report r = {.text = slice_str(text)};
    fingerprint f;
    assert_int_equal(words_scan(&r.words, &r.sentences, r.text, "en", &b->arena, NULL), SYN_OK);
    assert_true(fingerprint_of(&r, &f, &b->arena));
    return f;
}

/* Finds, then adds: its number. */
static uint32_t come(bench *b, const char *text) {
    fingerprint f = printed(b, text);
    fingerprints_find(&b->all, &f, &b->found);
    assert_true(fingerprints_add(&b->all, &f, &b->found));
    return b->all.prints.first + b->all.prints.n - 1;
}

/* Words `from` to `to` of an endless text that `seed` names; one word in `other` (0: none) is another text's. */
static char *words_of(char *out, uint32_t seed, uint32_t from, uint32_t to, uint32_t other) {
    static const char *const starts[] = {"bar", "dol", "fen", "gur", "hal", "jom", "kes", "lun", "mir", "nop", "pel", "rud", "sav", "tol", "vex", "zin"};
    static const char *const ends[] = {"aba", "ebo", "ico", "odu", "ufa", "aga", "ehi", "ijo", "oku", "ula", "ami", "eno", "ipu", "ora", "uso", "ati"};
    size_t n = strlen(out);
    for (uint32_t i = from; i < to; i++) {
        uint32_t h = (other && i % other == 0 ? seed + 1000 : seed) * 0x9e3779b1u + i * 0x85ebca6bu;
        h = (h ^ h >> 15) * 0x2c1b3c6du;
        h ^= h >> 12;
        n += (size_t)snprintf(out + n, MOST_BYTES - n, "%s%s%s%s", starts[h & 15], ends[h >> 4 & 15], ends[h >> 8 & 15], i % 12 == 11 ? ". " : " ");
    }
    return out;
}

static void equal_words_are_an_exact_copy(void **state) {
    (void)state;
    bench b;
    begin(&b);
    uint32_t one = come(&b, "The ferry struck the pier at dawn; nobody was hurt.");
    assert_int_equal(b.found.kind, COPY_NONE);
    come(&b, "THE FERRY struck the pier at dawn - nobody was hurt");
    assert_int_equal(b.found.kind, COPY_EXACT);
    assert_int_equal(b.found.report, one);
    come(&b, "");
    assert_int_equal(b.found.kind, COPY_NONE);
    come(&b, "");
    assert_int_equal(b.found.kind, COPY_NONE);
    arena_free(&b.arena);
}

static void changed_words_leave_a_near_copy(void **state) {
    (void)state;
    bench b;
    char text[MOST_BYTES] = "", changed[MOST_BYTES] = "", stranger[MOST_BYTES] = "";
    begin(&b);
    uint32_t one = come(&b, words_of(text, 1, 0, 600, 0));
    come(&b, words_of(stranger, 2, 0, 600, 0));
    assert_int_equal(b.found.kind, COPY_NONE);
    come(&b, words_of(changed, 1, 0, 600, 4));
    assert_int_equal(b.found.kind, COPY_NEAR);
    assert_int_equal(b.found.report, one);
    assert_true(b.found.inside > 0.9f && b.found.holds > 0.9f && b.found.kept < 0.8f);
    arena_free(&b.arena);
}

static void a_part_is_contained_and_a_wrapped_text_contains(void **state) {
    (void)state;
    bench b;
    char whole[MOST_BYTES] = "", part[MOST_BYTES] = "", wrapped[MOST_BYTES] = "";
    begin(&b);
    uint32_t one = come(&b, words_of(whole, 3, 0, 900, 0));
    come(&b, words_of(part, 3, 500, 800, 0));
    assert_int_equal(b.found.kind, COPY_CONTAINED);
    assert_int_equal(b.found.report, one);
    assert_true(b.found.inside > 0.9f && b.found.holds > 0.2f && b.found.holds < 0.5f);
    words_of(words_of(words_of(wrapped, 4, 0, 700, 0), 3, 0, 900, 0), 5, 0, 700, 0);
    come(&b, wrapped);
    assert_int_equal(b.found.kind, COPY_CONTAINS);
    assert_int_equal(b.found.report, one);
    assert_true(b.found.holds > 0.9f && b.found.inside < 0.6f);
    arena_free(&b.arena);
}

static void paragraphs_may_stand_in_another_order(void **state) {
    (void)state;
    bench b;
    char text[MOST_BYTES] = "", moved[MOST_BYTES] = "";
    begin(&b);
    uint32_t one = come(&b, words_of(text, 6, 0, 600, 0));
    for (uint32_t at = 600; at > 0; at -= 60) words_of(moved, 6, at - 60, at, 0);
    come(&b, moved);
    assert_int_equal(b.found.kind, COPY_NEAR);
    assert_int_equal(b.found.report, one);
    arena_free(&b.arena);
}

/* So many texts that buckets are split, and tags written anew. */
static void copies_are_found_while_the_index_grows(void **state) {
    enum { REPORTS = 1500, WORDS = 120 };
    (void)state;
    bench b, again;
    syn_buffer saved = BUFFER_EMPTY;
    char text[MOST_BYTES];
    uint32_t halfway = 0, lost = 0;
    begin(&b);
    for (uint32_t i = 0; i < REPORTS; i++) {
        text[0] = 0;
        come(&b, words_of(text, i + 1, 0, WORDS, 0));
        assert_int_equal(b.found.kind, COPY_NONE);
        if (halfway || b.all.slots.retagged == REPORT_NONE) continue;
        halfway = i + 1;
        fingerprints_save(&b.all, &saved);
        arena_init(&again.arena, NULL);
        bytes_reader in = {.rest = slice_of(saved.ptr, saved.len)};
        assert_true(fingerprints_load(&again.all, &in, &again.arena) && !in.bad && !in.rest.len);
        for (uint32_t k = 0; k < halfway; k++) {
            text[0] = 0;
            fingerprint f = printed(&again, words_of(text, k + 1, 0, WORDS, 11));
            copy_finding loaded;
            fingerprints_find(&b.all, &f, &b.found);
            fingerprints_find(&again.all, &f, &loaded);
            assert_int_equal(loaded.report, b.found.report);
            lost += b.found.report != k;
        }
        arena_free(&again.arena);
    }
    assert_true(halfway && b.all.slots.retagged == REPORT_NONE && b.all.slots.base > SLOTS_BITS);
    assert_true(lost * 50 < halfway);
    for (uint32_t i = lost = 0; i < REPORTS; i++) {
        text[0] = 0;
        fingerprint f = printed(&b, words_of(text, i + 1, 0, WORDS, 11));
        fingerprints_find(&b.all, &f, &b.found);
        lost += b.found.report != i;
    }
    assert_true(lost * 50 < REPORTS);
    buffer_free(&saved);
    arena_free(&b.arena);
}

static void a_shared_quotation_is_no_copy(void **state) {
    (void)state;
    bench b;
    char one[MOST_BYTES] = "", two[MOST_BYTES] = "";
    begin(&b);
    for (int i = 0; i < 2; i++) {
        char *text = words_of(i ? two : one, i ? 8 : 7, 0, 60, 0);
        strcat(text, "\n\"");
        strcat(words_of(text, 9, 0, 140, 0), "\" ");
        words_of(text, i ? 8 : 7, 60, 90, 0);
    }
    come(&b, one);
    come(&b, two);
    assert_int_equal(b.found.kind, COPY_NONE);
    arena_free(&b.arena);
}

/* More than half of each report are the same words: the first ones are copies, later ones not. */
static void what_many_reports_have_tells_nothing(void **state) {
    (void)state;
    bench b;
    begin(&b);
    for (uint32_t i = 0; i < 60; i++) {
        char text[MOST_BYTES] = "";
        come(&b, words_of(words_of(text, 100 + i, 0, 160, 0), 99, 0, 200, 0));
        if (i >= 30) assert_int_equal(b.found.kind, COPY_NONE);
    }
    arena_free(&b.arena);
}

static void a_text_that_goes_through_many_papers_stays_known(void **state) {
    (void)state;
    bench b;
    begin(&b);
    for (uint32_t i = 0; i < 60; i++) {
        char text[MOST_BYTES] = "";
        come(&b, words_of(words_of(text, 10, 0, 400, 0), 200 + i, 0, 20, 0));
        assert_int_equal(b.found.kind, i ? COPY_NEAR : COPY_NONE);
    }
    arena_free(&b.arena);
}

static void what_left_the_window_is_not_found(void **state) {
    (void)state;
    bench b;
    begin(&b);
    for (uint32_t i = 0; i < 1000; i++) {
        char text[MOST_BYTES] = "";
        uint32_t number = come(&b, words_of(text, 300 + i % 50, 0, 300, 0));
        assert_int_equal(number, i);
        if (i % 50 >= 10 || i < 50) assert_int_equal(b.found.kind, COPY_NONE);
        if (i >= 9) fingerprints_drop(&b.all, i - 9);
        assert_true(b.all.prints.n < 10 + PRINTS_BLOCK);
    }
    assert_int_equal(b.all.prints.blocks.n, 2);  /* what was dropped is used again */
    assert_int_equal(b.all.prints.runs.n, 2);
    char again[MOST_BYTES] = "";
    come(&b, words_of(again, 300 + 999 % 50, 0, 300, 0));
    assert_int_equal(b.found.report, 999);
    arena_free(&b.arena);
}

static void a_saved_window_goes_on_as_it_would_have(void **state) {
    (void)state;
    bench b, c;
    syn_buffer bytes[2] = {{0}};
    begin(&b);
    begin(&c);
    for (uint32_t i = 0; i < 120; i++) {
        char text[MOST_BYTES] = "";
        come(&b, words_of(text, 400 + i % 40, i % 7, 250, 5));
        if (i % 3 == 0 && i > 20) fingerprints_drop(&b.all, i - 20);
    }
    fingerprints_save(&b.all, &bytes[0]);
    bytes_reader in = {slice_of(bytes[0].ptr, bytes[0].len), false};
    assert_true(fingerprints_load(&c.all, &in, &c.arena));
    assert_false(in.bad || bytes_left(&in));
    for (uint32_t i = 0; i < 200; i++) {
        char text[MOST_BYTES] = "";
        words_of(text, 400 + i, i % 5, 250, 6);
        come(&b, text);
        come(&c, text);
        assert_memory_equal(&b.found, &c.found, sizeof b.found);
        fingerprints_drop(&b.all, 100 + i);
        fingerprints_drop(&c.all, 100 + i);
    }
    bytes[0].len = 0;
    fingerprints_save(&b.all, &bytes[0]);
    fingerprints_save(&c.all, &bytes[1]);
    assert_int_equal(bytes[0].len, bytes[1].len);
    assert_memory_equal(bytes[0].ptr, bytes[1].ptr, bytes[0].len);
    for (size_t cut = 0; cut < bytes[0].len; cut += 1 + cut / 8) {  /* cut short: told, no overrun */
        bytes_reader less = {slice_of(bytes[0].ptr, cut), false};
        fingerprints other;
        assert_true(fingerprints_load(&other, &less, &c.arena));
        assert_true(less.bad);
    }
    buffer_free(&bytes[0]);
    buffer_free(&bytes[1]);
    arena_free(&b.arena);
    arena_free(&c.arena);
}

static void a_coarse_level_keeps_what_a_coarser_one_keeps(void **state) {
    (void)state;
    bench b;
    char text[MOST_BYTES] = "";
    begin(&b);
    fingerprint f = printed(&b, words_of(text, 11, 0, 5000, 0));
    assert_true(f.count > 0 && f.count <= FINGERPRINT_SAMPLES && f.words == 5000);
    for (uint32_t i = 0; i < f.count; i++)
        for (unsigned level = 0; level <= f.level; level++) assert_true(sample_kept(f.samples[i], level));
    text[0] = '\0';
    fingerprint small = printed(&b, words_of(text, 11, 0, 40, 0));
    assert_int_equal(small.level, 0);
    assert_int_equal(small.count, 39);
    arena_free(&b.arena);
}

/* Two texts by one template: words in < > are of the first event and of the second. */
static const char *by_template(char *out, const char *template, bool second) {
    size_t n = 0;
    for (const char *at = template; *at; at++) {
        if (*at != '<') {
            out[n++] = *at;
            continue;
        }
        const char *bar = strchr(at, '|'), *end = strchr(at, '>'), *from = second ? bar + 1 : at + 1, *to = second ? end : bar;
        memcpy(out + n, from, (size_t)(to - from));
        n += (size_t)(to - from);
        at = end;
    }
    out[n] = 0;
    return out;
}

static const char *const templates[] = {
    "<Orrin Rovers|Tarrow Town> beat <Brenn United 3-1|Aldmoor City 2-0> in the <northern|southern> league on Saturday, with <Jon Falk|Erik Vann> "
    "scoring in the <17th|52nd> minute before <4,212|11,870> spectators at <Mill Park|Harbour Ground>. The visitors came back after the break, but "
    "<Tim Moss|Sam Krug> saw his shot saved by <Lars Hagen|Olaf Wenn>. Coach <Pelle Stone|Ida Marsh> said his team had deserved the three points "
    "and would enjoy the long way home. The winners move up to <4th|2nd> in the table with <31|44> points, the losers stay <11th|15th>.",
    "<Tuesday|Friday> will be cloudy in <Orrin|Brenn>, with a high of <14|22> degrees and a low of <6|11>. Winds from the west will reach <25|12> "
    "kilometres an hour, and there is a <40|10> percent chance of rain after <3|8> p.m. On the coast at <Sundhaven|Tarrow> waves of <1.5|0.5> metres are "
    "expected. The sun rises at <6:12|5:58> and sets at <19:48|20:05>. The outlook for <Wednesday|Saturday> is sunny, with highs near <17|24>.",
    "<Nordkai Terminals|Lowland Dairies> reported quarterly net income of $<41.2|7.9> million on <Tuesday|Thursday>. On a per-share basis, the "
    "<Osterhaven|Brenn>-based company said it had profit of <63|21> cents. Earnings, adjusted for one-time gains and costs, came to <66|19> cents per "
    "share. The average estimate of analysts was for earnings of <59|24> cents per share. The company posted revenue of $<212.4|88.1> million in the "
    "period, which also beat forecasts. For the current quarter, <Nordkai|Lowland> expects its per-share earnings to be <70|18> cents, and revenue "
    "in the range of $<220|80> million to $<230|86> million. Shares have risen <14|6> percent since the beginning of the year.",
    "A <34|22>-year-old man from <Orrin|Tarrow> was sentenced to <6|4> years in prison on <Monday|Friday> for robbing a shop in <March|July>. <Karl "
    "Voss|Dan Frey>, of <Elm|Dock> Street, pleaded guilty to armed robbery in <October|January> before Judge <Ines Karoly|Mats Holm>. Prosecutors said "
    "he entered the shop at <9:15|10:40>, showed a knife and left with <1,240|8,600> dollars. Police arrested him a few blocks away. Defense "
    "attorney <Ruth Penn|Lena Aksoy> asked for leniency, saying her client had no prior record. He must also repay the money.",
};

static void events_told_by_one_template_are_no_copies(void **state) {
    (void)state;
    static char one[4096], other[4096];
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        bench b;
        begin(&b);
        come(&b, by_template(one, templates[i], false));
        come(&b, by_template(other, templates[i], true));
        assert_int_equal(b.found.kind, COPY_NONE);
        /* The text itself, with one name and one number put right, is a copy. */
        char *name = strstr(one, "on "), *number = strpbrk(one, "0123456789");
        if (name) name[0] = 'i';
        *number = *number == '8' ? '9' : '8';
        come(&b, one);
        assert_int_equal(b.found.kind, COPY_NEAR);
        assert_int_equal(b.found.report, 0);
        arena_free(&b.arena);
    }
}

int fingerprints_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_words_are_an_exact_copy), cmocka_unit_test(changed_words_leave_a_near_copy),
        cmocka_unit_test(a_part_is_contained_and_a_wrapped_text_contains), cmocka_unit_test(paragraphs_may_stand_in_another_order),
        cmocka_unit_test(copies_are_found_while_the_index_grows), cmocka_unit_test(a_shared_quotation_is_no_copy), cmocka_unit_test(what_many_reports_have_tells_nothing),
        cmocka_unit_test(a_text_that_goes_through_many_papers_stays_known), cmocka_unit_test(what_left_the_window_is_not_found),
        cmocka_unit_test(a_saved_window_goes_on_as_it_would_have), cmocka_unit_test(a_coarse_level_keeps_what_a_coarser_one_keeps),
        cmocka_unit_test(events_told_by_one_template_are_no_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
