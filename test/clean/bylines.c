/* Bylines cut into names; texts as their letters and digits; which names of a page are taken. */
#include "tests.h"

#include "clean/claims.h"

/* Splits a line, and joins what came out: the kind's first letter, then the name. */
static void assert_names(const char *line, const char *expected) {
    static const char kinds[] = "psb";
    byline_piece pieces[BYLINE_PIECES];
    char out[512];
    size_t length = 0;
    uint32_t n = byline_split(slice_str(line), pieces);
    for (uint32_t i = 0; i < n; i++) {
        assert_true(pieces[i].kind < BYLINE_KINDS && length + pieces[i].text.len + 4 < sizeof out);
        if (i) out[length++] = '|';
        out[length++] = kinds[pieces[i].kind];
        out[length++] = ' ';
        memcpy(out + length, pieces[i].text.ptr, pieces[i].text.len);
        length += pieces[i].text.len;
    }
    assert_slice(slice_of(out, length), expected);
}

static void a_byline_gives_its_people(void **state) {
    (void)state;
    assert_names("By Ida Marsh", "p Ida Marsh");
    assert_names("By Ida Marsh and Tor Venn, Staff Writers", "p Ida Marsh|p Tor Venn");
    assert_names("Ida Marsh, Reporter, Arlen Mail and Tor Venn", "p Ida Marsh|p Tor Venn");
    assert_names("Ida Marsh, Ph.D., Tor Venn, Jr.", "p Ida Marsh, Ph.D.|p Tor Venn, Jr.");
    assert_names("IDA MARSH; TOR VENN | LEV BRANDT", "p IDA MARSH|p TOR VENN|p LEV BRANDT");
    assert_names("By Ida Marsh for The Arlen Mail", "p Ida Marsh");
    assert_names("3 May 2019 by Ida Marsh, photos by Tor Venn", "p Ida Marsh");
    assert_names("Ida Marsh May 3, 2019", "p Ida Marsh");
    assert_names("Ida (Nan) Marsh (ima)", "p Ida (Nan) Marsh");
    assert_names("Jan van der Meer en Anna Bakker", "p Jan van der Meer|p Anna Bakker");
    assert_names("Oleh Rina Putri", "p Rina Putri");
}

static void what_is_no_person_is_told_apart(void **state) {
    (void)state;
    assert_names("The Arlen Mail newsroom", "b The Arlen Mail newsroom");
    assert_names("Reuters", "b Reuters");
    assert_names("arlenmail.example", "b arlenmail.example");
    assert_names("idamarsh", "s idamarsh");
    assert_names("Read More", "");
    assert_names("admin", "");
    assert_names("https://arlen.example/ida", "");
    assert_names("", "");
    assert_names(",;|/ and & by", "");
}

static void labels_are_found_in_several_languages(void **state) {
    (void)state;
    assert_int_equal(byline_label(SLICE_LIT("By: Ida Marsh")), 3);
    assert_int_equal(byline_label(SLICE_LIT("Von Anke Holm")), 3);
    assert_int_equal(byline_label(SLICE_LIT("By")), 2);
    assert_int_equal(byline_label(SLICE_LIT("Ida Marsh")), 0);
    assert_int_equal(byline_label(SLICE_LIT("Text of the speech")), 0);   /* only with a colon */
}

static void bare_texts_forget_marks_and_case(void **state) {
    (void)state;
    assert_true(bare_equal(SLICE_LIT("“Old quay” to close – soon"), SLICE_LIT("old QUAY to close: soon!")));
    assert_false(bare_equal(SLICE_LIT("Old quay"), SLICE_LIT("Old quays")));
    assert_false(bare_equal(SLICE_LIT("..."), SLICE_LIT("...")));
}

static void people_of_one_line_come_together(void **state) {
    (void)state;
    name_candidate names[] = {{.claim = 0, .kind = BYLINE_PERSON}, {.claim = 0, .kind = BYLINE_PERSON},
                              {.claim = 0, .kind = BYLINE_BODY}, {.claim = 1, .kind = BYLINE_PERSON}};
    name_list list = {names, 4};
    bool kept[4];
    names_choose(&list, (const int32_t[]){5, -50, -50, -5}, 0, -10, kept);
    assert_true(kept[0] && kept[1] && !kept[2] && !kept[3]);
    names_choose(&list, (const int32_t[]){-20, -50, -50, -5}, 0, -10, kept);   /* the best one, where none is above the floor */
    assert_true(!kept[0] && !kept[1] && !kept[2] && kept[3]);
    names_choose(&list, (const int32_t[]){-20, -50, -50, -15}, 0, -10, kept);
    assert_true(!kept[0] && !kept[1] && !kept[2] && !kept[3]);
}

int run_byline_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byline_gives_its_people), cmocka_unit_test(what_is_no_person_is_told_apart),
        cmocka_unit_test(labels_are_found_in_several_languages), cmocka_unit_test(bare_texts_forget_marks_and_case),
        cmocka_unit_test(people_of_one_line_come_together)};
    return cmocka_run_group_tests_name("bylines", tests, NULL, NULL);
}
