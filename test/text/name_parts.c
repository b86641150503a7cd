/* Tests of text/name_parts: what a name is cut into, and which names can be one person's. */
#include "text.h"

#include "text/name_parts.h"

/* The parts of a text that is one name, as "given|middle|surname" with the suffix behind a comma. */
static void expect_parts(void **state, const char *name, const char *parts) {
    char found[256] = "";
    size_t used = 0;
    test_text *text = *state;
    test_scan(text, name, "en");
    name_parts read;
    name_parts_read(&read, text->text, text->words.at, 0, text->words.n);
    for (uint32_t i = 0; i < read.count; i++)
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%.*s", i ? "|" : "", (int)read.at[i].length, read.at[i].text);
    if (read.suffix) snprintf(found + used, sizeof found - used, ",%c", read.suffix);
    assert_string_equal(found, parts);
}

static name_parts parts_of(test_text *text, const char *name) {
    name_parts read;
    test_scan(text, name, "en");
    name_parts_read(&read, text->text, text->words.at, 0, text->words.n);
    return read;
}

static void expect_fit(void **state, const char *a, const char *b, given_fit fit) {
    name_parts left = parts_of(*state, a), right = parts_of(*state, b);
    assert_int_equal(name_given_fit(&left, &right), fit);
    assert_int_equal(name_given_fit(&right, &left), fit);
}

static void expect_like(const char *a, const char *b, bool like) {
    name_part left = {.length = 0}, right = {.length = 0};
    name_part_add(&left, slice_str(a));
    name_part_add(&right, slice_str(b));
    assert_int_equal(name_part_like(&left, &right), like);
    assert_int_equal(name_part_like(&right, &left), like);
    if (like) assert_true(name_part_skeleton(&left) == name_part_skeleton(&right));
}

static void names_are_cut_into_parts(void **state) {
    expect_parts(state, "Jane Example", "jane|example");
    expect_parts(state, "Jane B. Example", "jane|b|example");
    expect_parts(state, "A.B. Example", "a|example");
    expect_parts(state, "Anne-Marie Example", "annemarie|example");
    expect_parts(state, "Omar al-Example", "omar|example");
    expect_parts(state, "Omar Al-Example", "omar|alexample");
    expect_parts(state, "De los Example", "example");
    expect_parts(state, "Lee Example Jr.", "lee|example,j");
    expect_parts(state, "Zo\xc3\xa9 O'Example", "zoe|oexample");
    expect_parts(state, "A Be Ce De Ef Ge Example", "a|be|ce|de|ef|example");
    expect_parts(state, "Jane Exampleexampleexampleexampleexampleexampleexampleexampleexample",
                 "jane|exampleexampleexampleexampleexampleexamp");
    expect_parts(state, "", "");
}

static void spellings_of_one_name_are_alike(void **state) {
    (void)state;
    expect_like("Sergey", "Sergei", true);
    expect_like("Yevgeny", "Evgeny", true);
    expect_like("Aleksandr", "Alexander", true);
    expect_like("Josef", "Joseph", true);
    expect_like("Mohammed", "Muhamad", true);
    expect_like("Hansen", "Hunsinger", false);
    expect_like("Lee", "Li", false);
    expect_like("Zelensky", "Zelenskyy", true);
    expect_like("Markov", "Makarov", false);
    expect_like("", "", true);
}

static void given_names_fit_or_part(void **state) {
    expect_fit(state, "Jane Example", "Jane Example", GIVEN_SAME);
    expect_fit(state, "Jane Example", "Example", GIVEN_INITIAL);
    expect_fit(state, "Jane Example", "Bobobobobobobobobobobobobobobobobobobobobobobobobobobobobobobobobob Example", GIVEN_APART);
    expect_fit(state, "Jane Example", "J. Example", GIVEN_INITIAL);
    expect_fit(state, "Jane Example", "P. Example", GIVEN_APART);
    expect_fit(state, "Robert Example", "Bob Example", GIVEN_SHORT);
    expect_fit(state, "Bob Example", "Bobby Example", GIVEN_SHORT);
    expect_fit(state, "Ted Example", "Ned Example", GIVEN_APART);
    expect_fit(state, "Paul Example", "Paula Example", GIVEN_APART);
    expect_fit(state, "Mario Example", "Maria Example", GIVEN_APART);
    expect_fit(state, "Daniel Example", "Danielle Example", GIVEN_APART);
    expect_fit(state, "Sergey Example", "Sergei Example", GIVEN_LIKE);
    expect_fit(state, "Tom W. Example", "Tom H. W. Example", GIVEN_APART);
    expect_fit(state, "Tom Example", "Tom H. W. Example", GIVEN_SAME);
    expect_fit(state, "Ana Sofia Brenn Example", "Ana Brenn Example", GIVEN_SAME);
    expect_fit(state, "J. Robert Example", "Robert Example", GIVEN_SHORT);
}

int tests_of_name_parts(void) {
    const struct CMUnitTest tests[] = {
        TEST(names_are_cut_into_parts),
        TEST(spellings_of_one_name_are_alike),
        TEST(given_names_fit_or_part),
    };
    return cmocka_run_group_tests_name("name parts", tests, NULL, NULL);
}
