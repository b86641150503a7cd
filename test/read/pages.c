/* pages.c - tags become a tree. */
#include "base/caps.h"
#include "given.h"

static void expect_tree(const char *html, const char *tree) {
    syn_page page;
    syn_arena arena;
    arena_init(&arena, NULL);
    page_parser *parser;
    assert_int_equal(page_parser_new(&parser, &page, &arena, NULL), SYN_OK);
    for (size_t i = 0; html[i]; i++) assert_int_equal(page_parser_push(parser, slice_of(html + i, 1), NULL), SYN_OK);
    assert_int_equal(page_parser_end(parser, NULL), SYN_OK);
    page_parser_free(parser);
    syn_buffer out = BUFFER_EMPTY;
    page_dump(&out, &page);
    assert_string_equal(out.ptr, tree);
    buffer_free(&out);
    arena_free(&arena);
}

static void a_page_keeps_its_order_and_attributes(void **state) {
    (void)state;
    expect_tree("<!DOCTYPE html><html lang=en><head><title>A &amp; B</title></head><body CLASS='x y' data-n=1><p id=\"p\">Hi <b>you</b>.",
                "(document (html lang='en' (head (title \"A & B\")) (body class='x y' data-n='1' (p id='p' \"Hi \" (b \"you\") \".\"))))");
}

static void paragraphs_and_items_end_where_the_next_begins(void **state) {
    (void)state;
    expect_tree("<p>a<p>b<div>c</div><ul><li>1<li>2<ul><li>3</ul><li>4</ul><dl><dt>t<dd>d<dt>u</dl>",
                "(document (p \"a\") (p \"b\") (div \"c\") (ul (li \"1\") (li \"2\" (ul (li \"3\"))) (li \"4\")) (dl (dt \"t\") (dd \"d\") (dt \"u\")))");
    expect_tree("<p>a<span>b<h2>c</h3>d<section>e</p>f", "(document (p \"a\" (span \"b\")) (h2 \"c\") \"d\" (section \"e\" \"f\"))");
}

static void a_paragraph_outside_a_table_stays_open_inside_it(void **state) {
    (void)state;
    expect_tree("<div><table><tr><td><p>a<td>b</div><tr><td>c</table>d</div>e",
                "(document (div (table (tr (td (p \"a\")) (td \"b\")) (tr (td \"c\"))) \"d\") \"e\")");
    expect_tree("<table><tr><td><table><tr><td>x</td></tr></table></td><td>y</table>z",
                "(document (table (tr (td (table (tr (td \"x\")))) (td \"y\"))) \"z\")");
}

static void scripts_styles_comments_and_templates_are_not_built(void **state) {
    (void)state;
    expect_tree("<p>a<!-- <p>no --><script>if (a<b) x='</p>';</script><style>p{}</style><template><p>no</p></template>"
                "<svg><title>no</title><path d='x'/></svg>b</p><noscript><img src=x></noscript>",
                "(document (p \"a\" \"b\") (noscript (img src='x')))");
    expect_tree("<svg><g>lost end<p>text", "(document (p \"text\"))");
    expect_tree("<svg/><p>a<template><svg></template>b", "(document (p \"a\" \"b\"))");
    expect_tree("a<iframe src=x>no</iframe>b<textarea><b>&lt;</textarea>",
                "(document \"a\" (iframe src='x') \"b\" (textarea \"<b><\"))");
}

static void a_lost_end_tag_of_a_title_or_field_does_not_take_the_page(void **state) {
    (void)state;
    expect_tree("<head><title>Quay opens</titl<meta name=a><link></head><p>x", "(document (head (title \"Quay opens\") (link)) (p \"x\"))");
    expect_tree("<head><title>Quay <b>opens</b></title></head><p>x", "(document (head (title \"Quay <b>opens</b>\")) (p \"x\"))");
    expect_tree("<p>a<textarea>b<p>c<iframe>d<p>e", "(document (p \"a\" (textarea) \"b\") (p \"c\" (iframe) \"d\") (p \"e\"))");
    expect_tree("<title>all", "(document (title \"all\"))");
}

static void json_ld_is_kept_as_it_is(void **state) {
    (void)state;
    expect_tree("<head><script type=\"application/LD+json\"> {\"a\": \"&amp;</b>\"} </script><script type=x>y</script></head>",
                "(document (head json:\"{\"a\": \"&amp;</b>\"}\"))");
}

static void inline_elements_that_end_too_early_end_with_the_block_in_them(void **state) {
    (void)state;
    expect_tree("<div><a href=1>x<div>y</a>z</div>w</div>", "(document (div (a href='1' \"x\" (div \"y\" \"z\")) \"w\"))");
    expect_tree("<a href=1>x<a href=2>y</a>", "(document (a href='1' \"x\") (a href='2' \"y\"))");
    expect_tree("<b>x<i>y</b>z", "(document (b \"x\" (i \"y\")) \"z\")");
}

static void end_tags_without_a_start_do_nothing(void **state) {
    (void)state;
    expect_tree("<div></span></p></body></html>a</div></div></td>b", "(document (div \"a\") \"b\")");
}

static void the_skeleton_is_built_once(void **state) {
    (void)state;
    expect_tree("<html><head><meta charset=x><div>a</div></head><body><html><body>b<head>c",
                "(document (html (head (meta charset='x')) (div \"a\") (body \"b\" \"c\")))");
}

static void references_are_resolved(void **state) {
    (void)state;
    expect_tree("&lt;&eacute;&#233;&#xE9;&hellip;&#150;&nbsp;&copy 1 &AMP &bogus; &#0;&#xD800; AT&T &notit; &NotEqualTilde;",
                "(document \"<ééé…–\xC2\xA0© 1 & &bogus; \xEF\xBF\xBD\xEF\xBF\xBD AT&T ¬it; ≂̸\")");
    expect_tree("<a href='?a=1&copy=2&amp;b=&lt;'>x</a>", "(document (a href='?a=1&copy=2&b=<' \"x\"))");
}

static void broken_markup_loses_no_text(void **state) {
    (void)state;
    expect_tree("a < b <> c </> d <3 e </ f>g<", "(document \"a < b <> c \" \" d <3 e \" \"g<\")");
    expect_tree("<p class=a class=b =c d= >x", "(document (p class='a' class='b' =c='' d='' \"x\"))");
    expect_tree("<p>x<div class=\"unclosed", "(document (p \"x\"))");
    expect_tree("<!>a<!-->b<?php x ?>c<![CDATA[d]]>e", "(document \"a\" \"b\" \"c\" \"e\")");
}

static void unknown_elements_are_told_apart(void **state) {
    (void)state;
    expect_tree("<x-a>1<x-b>2</x-c></x-a>3", "(document (other \"1\" (other \"2\")) \"3\")");
}

static void bad_bytes_in_a_page_are_repaired(void **state) {
    (void)state;
    expect_tree("<p>a\xFF" "b", "(document (p \"a\xEF\xBF\xBD" "b\"))");
}

static void a_long_attribute_is_cut_between_characters(void **state) {
    (void)state;
    syn_buffer html = BUFFER_EMPTY;
    buffer_add_str(&html, "<p title='x");
    for (int i = 0; i < 60000; i++) buffer_add_str(&html, "\xC3\xA9");
    buffer_add_str(&html, "'>text");
    syn_page page;
    syn_arena arena;
    arena_init(&arena, NULL);
    page_parser *parser;
    assert_int_equal(page_parser_new(&parser, &page, &arena, NULL), SYN_OK);
    assert_int_equal(page_parser_push(parser, slice_of(html.ptr, html.len), NULL), SYN_OK);
    assert_int_equal(page_parser_end(parser, NULL), SYN_OK);
    page_parser_free(parser);
    page_check(&page);
    assert_int_equal(page_attribute_of(&page, 1, "title").len, CAP_PAGE_ATTRIBUTE_BYTES - 1);
    assert_int_equal(page_attribute_of(&page, 1, "class").len, 0);
    arena_free(&arena);
    buffer_free(&html);
}

static void any_cut_of_a_page_gives_the_same_tree_and_any_prefix_ends(void **state) {
    (void)state;
    static const char page[] = "<!DOCTYPE html>\r\n<html><head><meta charset=utf-8><title>T</title><script type=application/ld+json>{}</script>"
                               "</head><body><h1 class='a b'>H&eacute;</h1><p>One<br>two <a href=\"x?y&amp;z\">l</a><!-- c --><p>\xC3\xA9</body></html>";
    char *dump = read_every_cut("a.html", slice_of(page, sizeof page - 1));
    assert_non_null(strstr(dump, "(h1 class='a b' \"Hé\")"));
    free(dump);
    every_prefix_ends_in_a_report("a.html", slice_of(page, sizeof page - 1));
}

int run_pages(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_keeps_its_order_and_attributes),
        cmocka_unit_test(paragraphs_and_items_end_where_the_next_begins),
        cmocka_unit_test(a_paragraph_outside_a_table_stays_open_inside_it),
        cmocka_unit_test(scripts_styles_comments_and_templates_are_not_built),
        cmocka_unit_test(a_lost_end_tag_of_a_title_or_field_does_not_take_the_page),
                                       cmocka_unit_test(json_ld_is_kept_as_it_is),
        cmocka_unit_test(inline_elements_that_end_too_early_end_with_the_block_in_them),
        cmocka_unit_test(end_tags_without_a_start_do_nothing),
        cmocka_unit_test(the_skeleton_is_built_once),
        cmocka_unit_test(references_are_resolved),
        cmocka_unit_test(broken_markup_loses_no_text),
        cmocka_unit_test(unknown_elements_are_told_apart),
        cmocka_unit_test(bad_bytes_in_a_page_are_repaired),
        cmocka_unit_test(a_long_attribute_is_cut_between_characters),
        cmocka_unit_test(any_cut_of_a_page_gives_the_same_tree_and_any_prefix_ends),
    };
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
