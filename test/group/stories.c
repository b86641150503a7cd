/* Unit tests of stories.h, decide.h and postings.h: what is compared, joined, merged, moved, kept and read back. The words are numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "group/stories.h"

int stories_run(void);

/* A portrait of `count` words from `first` on, all of one weight, names in title and head. */
static portrait words(uint32_t first, uint32_t count, int32_t day) {
    portrait p;
    memset(&p, 0, sizeof p);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t key = (first + i) << PORTRAIT_KEY_BITS;
        p.features.word[i] = key | 90;
        p.features.rarity[i] = 160;
        p.features.marks[i] = (uint8_t)(i < 4 ? MARK_NAME | MARK_PLACE | MARK_TITLE | MARK_HEAD | MARK_TOP : 0);
        if (i >= PORTRAIT_KEYS) continue;
        p.key[p.keys] = key;
        p.key_weight[p.keys++] = 90;
    }
    p.features.count = (uint8_t)count;
    p.features.words = 400;
    p.day = p.features.day = day;
    p.features.day_stated = true;
    p.features.amounts = (report_amounts){.at = {(uint16_t)(first + 1), 2000}, .count = 2, .weekdays = 4};
    portrait_sum(&p.features);
    return p;
}

static uint32_t add(stories *all, const portrait *p) {
    uint32_t report = all->seats.n, story = stories_choose(all, p, NULL, 0).story;
    if (story == REPORT_NONE) story = stories_begin(all);
    assert_true(stories_join(all, story, report, p));
    return story;
}

static void a_pair_is_the_same_both_ways(void **state) {
    (void)state;
    portrait a = words(10, 30, 100), b = words(20, 30, 103);
    pair_features one = decide_pair(&a.features, &b.features), other = decide_pair(&b.features, &a.features);
    assert_memory_equal(&one, &other, sizeof one);
    assert_int_equal(one.at[CHANNEL_ALL], 666);
    assert_int_equal(one.time, 2);
}

static void likeness_decides(void **state) {
    (void)state;
    portrait a = words(10, 30, 100), same = words(12, 30, 100), other = words(500, 30, 100);
    pair_features near = decide_pair(&a.features, &same.features), far = decide_pair(&a.features, &other.features);
    decide_curves curves;
    decide_prepare(&decide_trained, &curves);
    assert_true(decide_score(&curves, &near) > 0);
    assert_true(decide_score(&curves, &far) < 0);
}

static void like_reports_are_one_story_and_a_barred_one_is_not_chosen(void **state) {
    (void)state;
    static stories all;
    syn_arena arena;
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    portrait a = words(10, 30, 100), b = words(500, 30, 100), c = words(11, 30, 100);
    uint32_t first = add(&all, &a);
    assert_int_not_equal(add(&all, &b), first);
    assert_int_equal(stories_choose(&all, &c, NULL, 0).story, first);
    assert_int_not_equal(stories_choose(&all, &c, &first, 1).story, first);
    assert_int_equal(add(&all, &c), first);
    assert_int_equal(all.states.at[first].reports, 2);
    assert_int_equal(stories_holds(&all, first, &a), (1u << PORTRAIT_KEYS) - 1);
    assert_int_equal(stories_holds(&all, first, &b), 0);
    arena_free(&arena);
}

static void reports_move_and_stories_merge(void **state) {
    (void)state;
    static stories all;
    syn_arena arena;
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    portrait far[3] = {words(10, 30, 100), words(200, 30, 100), words(400, 30, 100)};
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(add(&all, &far[i]), i);
    stories_move(&all, 0, 2);
    assert_int_equal(all.states.at[0].reports, 0);
    assert_int_equal(all.states.at[0].late[0], REPORT_NONE);
    stories_merge(&all, 1, 2);
    assert_int_equal(all.states.at[1].reports, 3);
    uint32_t order[3], n = 0;
    for (uint32_t seat = all.states.at[1].late[0]; n < 3 && seat != REPORT_NONE; seat = stories_seat(&all, seat)->older) order[n++] = seat;
    assert_int_equal(n, 3);
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(order[i], 2 - i);
    arena_free(&arena);
}

static void two_stories_that_a_report_ties_become_one(void **state) {
    (void)state;
    static stories all;
    syn_arena arena;
    story_settling settling;
    story_change change;
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    portrait a = words(10, 30, 100), b = words(11, 30, 100);
    add(&all, &a);
    uint32_t other = stories_begin(&all);  /* as if a person had put it there */
    stories_choose(&all, &b, NULL, 0);
    assert_true(stories_join(&all, other, 1, &b));
    stories_settle(&all, 1, &settling);
    assert_true(stories_next_change(&all, &settling, &change));
    assert_true(change.merge);
    assert_int_equal(change.to, 0);
    assert_int_equal(change.from, other);
    stories_merge(&all, change.to, change.from);
    assert_false(stories_next_change(&all, &settling, &change));
    arena_free(&arena);
}

static void the_steps_may_be_taken_ahead(void **state) {
    (void)state;
    static stories all;
    syn_arena arena;
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    for (uint32_t i = 0; i < 12; i++) {
        portrait p = words(10 + i / 3 * 40, 30 + i % 3, 100);
        add(&all, &p);
    }
    portrait late = words(50, 31, 101), other = words(500, 30, 100);
    story_choice want = stories_choose(&all, &late, NULL, 0);
    assert_int_not_equal(want.story, REPORT_NONE);
    for (uint32_t ahead = 0; ahead <= STORIES_STEPS + 1; ahead++) {
        stories_expect(&all, &other);        /* another was expected, and is not asked about */
        stories_step(&all);
        stories_expect(&all, &late);
        for (uint32_t i = 0; i < ahead; i++) stories_step(&all);
        story_choice got = stories_choose(&all, &late, NULL, 0);
        assert_int_equal(got.story, want.story);
        assert_int_equal(got.score, want.score);
    }
    stories_expect(&all, &other);            /* it joins without being asked about */
    uint32_t begun = stories_begin(&all);
    assert_true(stories_join(&all, begun, 12, &other));
    packed_features packed;
    packed_put(&other.features, &packed);
    assert_memory_equal(stories_features(&all, all.seats.at[12]), &packed, packed_size(&packed));
    arena_free(&arena);
}

static void what_is_read_back_decides_the_same(void **state) {
    (void)state;
    static stories all, back;
    syn_arena arena;
    syn_buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    arena_init(&arena, NULL);
    stories_init(&all, false, &arena);
    stories_init(&back, false, &arena);
    for (uint32_t i = 0; i < 40; i++) {
        portrait p = words(10 + 37 * (i % 7) + i, 30, (int32_t)i);
        add(&all, &p);
    }
    stories_save(&all, &bytes);
    bytes_reader in = {.rest = slice_of(bytes.ptr, bytes.len)};
    assert_true(stories_load(&back, &in, 40, all.states.n));
    stories_save(&back, &again);
    assert_int_equal(bytes.len, again.len);
    assert_memory_equal(bytes.ptr, again.ptr, bytes.len);
    portrait p = words(60, 30, 40);
    story_choice one = stories_choose(&all, &p, NULL, 0), other = stories_choose(&back, &p, NULL, 0);
    assert_int_equal(one.story, other.story);
    assert_int_equal(one.score, other.score);
    for (size_t cut = 0; cut < bytes.len; cut += 97) {   /* a file that was cut off is no state */
        static stories none;
        stories_init(&none, false, &arena);
        bytes_reader part = {.rest = slice_of(bytes.ptr, cut)};
        assert_false(stories_load(&none, &part, 40, all.states.n));
    }
    buffer_free(&bytes);
    buffer_free(&again);
    arena_free(&arena);
}

static bool is_even(const void *payload, uint32_t story) {
    (void)payload;
    return story % 2 == 0;
}

static void lists_keep_the_latest(void **state) {
    (void)state;
    syn_arena arena;
    postings all;
    const uint32_t *list = NULL;
    arena_init(&arena, NULL);
    postings_init(&all, &arena);
    assert_int_equal(postings_get(&all, postings_find(&all, 7), &list), 0);
    for (uint32_t i = 0; i < 3 * POSTINGS_MOST; i++) assert_true(postings_add(&all, 7, 2 * i, is_even, NULL));
    assert_int_equal(postings_get(&all, postings_find(&all, 7), &list), POSTINGS_MOST);
    assert_int_equal(list[POSTINGS_MOST - 1], 2 * (3 * POSTINGS_MOST - 1));
    for (uint32_t key = 1; key < 5000; key++) assert_true(postings_add(&all, key * 3, 2, is_even, NULL));
    assert_int_equal(postings_get(&all, postings_find(&all, 4999 * 3), &list), 1);
    arena_free(&arena);
}

static void packed_features_come_back(void **state) {
    (void)state;
    portrait p = words(10, 60, 100);
    portrait_features back, *f = &p.features;
    packed_features packed;
    for (uint32_t i = 0; i < f->count; i++) {
        f->marks[i] = (uint8_t)(i * 37);
        f->rarity[i] = (uint8_t)(f->marks[i] & PACKED_RATED ? 20 + i : 0);
    }
    portrait_sum(f);
    packed_put(f, &packed);
    assert_true(packed_size(&packed) < sizeof packed);
    packed_get(&packed, &back);
    assert_int_equal(back.count, f->count);
    assert_memory_equal(back.word, f->word, sizeof f->word);
    assert_memory_equal(back.marks, f->marks, sizeof f->marks);
    assert_memory_equal(back.rarity, f->rarity, sizeof f->rarity);
    assert_memory_equal(back.squares, f->squares, sizeof f->squares);
    assert_int_equal(back.day, 100);
}

static void memory_of_seats_is_used_again(void **state) {
    (void)state;
    enum { SEATS = 4000 };
    syn_arena arena;
    seats all;
    seated_report *own;
    packed_features packed;
    arena_init(&arena, NULL);
    seats_init(&all, &arena);
    portrait p = words(10, 60, 100);
    packed_put(&p.features, &packed);
    for (uint32_t i = 0; i < SEATS; i++) assert_true(seats_take(&all, &packed, &own));
    uint32_t blocks = all.bytes.n;
    assert_true(blocks > 2);
    for (uint32_t i = SEATS; i < 4 * SEATS; i++) {
        assert_true(seats_let_go(&all, seats_at(&all, i - SEATS)));
        assert_true(seats_take(&all, &packed, &own));
        assert_memory_equal(seats_features(&all, own), &packed, packed_size(&packed));
    }
    assert_true(all.bytes.n <= blocks + 2);
    arena_free(&arena);
}

static void the_nearest_stay(void **state) {
    (void)state;
    near_list own = {{0}};
    uint32_t seat = 3u << 24;  /* others on both sides of a bound of their bits */
    for (uint32_t i = 1; i <= 2 * SEATS_NEAR; i++) near_keep(&own, near_lowest(&own), seat - SEATS_NEAR + i, (int32_t)i * 10 - 250);
    for (uint32_t i = 1; i <= 2 * SEATS_NEAR; i++) {
        uint32_t other = seat - SEATS_NEAR + i, near = near_find(&own, other);
        assert_int_equal(near != 0, i > SEATS_NEAR);
        if (!near) continue;
        assert_int_equal(near_score(near), (int32_t)i * 10 - 250);
        assert_int_equal(near_seat(near, seat), other);
    }
}

int stories_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_is_the_same_both_ways), cmocka_unit_test(likeness_decides),
        cmocka_unit_test(like_reports_are_one_story_and_a_barred_one_is_not_chosen), cmocka_unit_test(reports_move_and_stories_merge),
        cmocka_unit_test(two_stories_that_a_report_ties_become_one), cmocka_unit_test(the_steps_may_be_taken_ahead),
        cmocka_unit_test(what_is_read_back_decides_the_same),
        cmocka_unit_test(lists_keep_the_latest), cmocka_unit_test(packed_features_come_back),
        cmocka_unit_test(memory_of_seats_is_used_again), cmocka_unit_test(the_nearest_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
