/* Tests of text/signatures: how embedded posts are signed. */
#include "text.h"

#include "text/signatures.h"

/* The first signature of a text as "words|name|handle|what stands behind". */
static void expect_signature(const char *text, const char *wanted) {
    text_signature sign;
    char told[256] = "-";
    if (signature_find(slice_str(text), 0, &sign))
        snprintf(told, sizeof told, "%.*s|%.*s|%.*s|%s", (int)sign.begin, text, (int)(sign.name_end - sign.name), text + sign.name,
                 (int)(sign.handle_end - sign.handle), text + sign.handle, text + sign.end);
    assert_string_equal(told, wanted);
}

static void a_post_is_signed_behind_a_dash(void **state) {
    (void)state;
    expect_signature("It sails. — Ida Hale (@idahale) May 3, 2018", "It sails. |Ida Hale|idahale|May 3, 2018");
    expect_signature("It sails. -- Ida Hale (@ida_hale)", "It sails. |Ida Hale|ida_hale|");
    expect_signature("It sails - Ida Hale (@ida.bsky.social) May 3", "It sails |Ida Hale|ida.bsky.social|May 3");
    expect_signature("It sails. – (@idahale) May 3", "It sails. ||idahale|May 3");
}

static void a_picture_is_shared_and_a_page_posts(void **state) {
    (void)state;
    expect_signature("Soup! A post shared by Bo Vance (@bovance) on May 3, 2018", "Soup! |Bo Vance|bovance|May 3, 2018");
    expect_signature("A video shared by Bo Vance (@bovance)", "|Bo Vance|bovance|");
    expect_signature("We sail. Posted by Ayre Ferries on\xc2\xa0Thursday, May 3", "We sail. |Ayre Ferries||Thursday, May 3");
}

static void what_is_no_signature_is_none(void **state) {
    (void)state;
    expect_signature("", "-");
    expect_signature("Ida Hale (@idahale) wrote", "-");
    expect_signature("It sails. — Ida Hale (@)", "-");
    expect_signature("It sails. — Ida Hale (@ida hale)", "-");
    expect_signature("Posted by Ida. On Monday it rained", "-");
    expect_signature("— (@", "-");
}

int tests_of_signatures(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_post_is_signed_behind_a_dash),
        cmocka_unit_test(a_picture_is_shared_and_a_page_posts),
        cmocka_unit_test(what_is_no_signature_is_none),
    };
    return cmocka_run_group_tests_name("signatures", tests, NULL, NULL);
}
