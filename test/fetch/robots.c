/* robots.c - the robots exclusion protocol: the examples of RFC 9309, and what is not in them. */
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>

#include "fetch/robots.h"

static bool allows_as(const char *file, size_t length, const char *token, const char *path) {
    syn_arena arena;
    syn_robots robots;
    arena_init(&arena, NULL);
    robots_parse(&robots, &arena, slice_of(file, length), slice_str(token));
    bool allowed = robots_allows(&robots, slice_str(path), &arena);
    assert_int_equal(arena.failed, SYN_OK);
    arena_free(&arena);
    return allowed;
}

static bool allows(const char *file, const char *path) { return allows_as(file, strlen(file), "synoptic", path); }

static uint64_t delay(const char *file) {
    syn_arena arena;
    syn_robots robots;
    arena_init(&arena, NULL);
    robots_parse(&robots, &arena, slice_str(file), SLICE_LIT("synoptic"));
    arena_free(&arena);
    return robots.delay_ms;
}

/* 2.2.1: groups, of which two may name one crawler, and which may be for several. */
static void the_groups_of_the_rfc(void **state) {
    (void)state;
    const char *file = "User-Agent: ExampleBot\nDisallow: /foo\nDisallow: /bar\n\nUser-Agent: ExampleBot\nDisallow: /baz\n\n"
                       "User-Agent: *\nDisallow: /all\n";
    static const struct { const char *token, *path; bool allowed; } cases[] = {
        {"ExampleBot", "/foo", false}, {"ExampleBot", "/bar/x", false}, {"ExampleBot", "/baz", false}, {"ExampleBot", "/all", true},
        {"examplebot", "/baz", false}, {"OtherBot", "/foo", true}, {"OtherBot", "/all", false}, {"Example", "/all", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (allows_as(file, strlen(file), cases[i].token, cases[i].path) != cases[i].allowed)
            fail_msg("%s %s", cases[i].token, cases[i].path);
}

/* 5.1: several user agents, an empty rule, a group without rules. */
static void the_simple_example_of_the_rfc(void **state) {
    (void)state;
    const char *file = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\n"
                       "Disallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\nUser-Agent: barbot\nUser-Agent: bazbot\n"
                       "Disallow: /example/page.html\n\nUser-Agent: quxbot\n";
    static const struct { const char *token, *path; bool allowed; } cases[] = {
        {"synoptic", "/a.gif", false}, {"synoptic", "/a.gif?x", true}, {"synoptic", "/example/x", false}, {"synoptic", "/example", true},
        {"synoptic", "/publications/x", true}, {"foobot", "/", false}, {"foobot", "/example/page.html", true},
        {"foobot", "/example/allowed.gif", true}, {"foobot", "/x", false}, {"barbot", "/example/page.html", false},
        {"bazbot", "/example/page.html", false}, {"barbot", "/x.gif", true}, {"quxbot", "/example/", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (allows_as(file, strlen(file), cases[i].token, cases[i].path) != cases[i].allowed)
            fail_msg("%s %s", cases[i].token, cases[i].path);
    /* 5.2: the longest match, of equal ones the one that allows. */
    const char *longest = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
    assert_false(allows_as(longest, strlen(longest), "foobot", "/example/page/disallowed.gif"));
    assert_true(allows_as(longest, strlen(longest), "foobot", "/example/page/other.gif"));
}

/* 2.2.2: the table of encodings, in both directions. */
static void the_encodings_of_the_rfc(void **state) {
    (void)state;
    static const struct { const char *pattern, *path; bool matches; } cases[] = {
        {"/foo/bar?baz=quz", "/foo/bar?baz=quz", true},
        {"/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true},
        {"/foo/bar?baz=https%3a%2f%2ffoo.bar", "/foo/bar?baz=https://foo.bar", true},
        {"/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84", true}, {"/foo/bar/%e3%83%84", "/foo/bar/\xE3\x83\x84", true},
        {"/foo/bar/%62%61%7A", "/foo/bar/baz", true}, {"/foo/bar/baz", "/foo/bar/%62%61%7A", true},
        {"/a%2Fb", "/a/b", false}, {"/a/b", "/a%2fb", false}, {"/a%2fb", "/a%2Fb", true}, {"/%7ejoe/", "/~joe/x", true},
        {"/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true}, {"/path/foo-%24", "/path/foo-$", true},
        {"/path/foo-%24", "/path/foo-", false}, {"/a%", "/a%", true}, {"/a%2", "/a%2", true}, {"/A", "/a", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char file[200];
        snprintf(file, sizeof file, "user-agent: *\ndisallow: %s\n", cases[i].pattern);
        if (allows(file, cases[i].path) == cases[i].matches) fail_msg("%s %s", cases[i].pattern, cases[i].path);
    }
}

/* 2.2.3: "*", "$" and "#". */
static void stars_and_ends(void **state) {
    (void)state;
    static const struct { const char *pattern, *path; bool matches; } cases[] = {
        {"/", "/", true}, {"/", "/x?y", true}, {"", "/", false}, {"/x$", "/x", true}, {"/x$", "/xy", false}, {"/*.php", "/a/b.php?c", true},
        {"/*.php$", "/b.php?c", false}, {"/*.php$", "/a.php/b.php", true}, {"/*/x/*/y", "/a/x/b/y/z", true}, {"/*/x/*/y", "/a/x/y", false},
        {"*", "/q", true}, {"*$", "/q", true}, {"/a*", "/a", true}, {"/a*$", "/abc", true}, {"/a**b", "/ab", true}, {"/*a*a*a$", "/aa", false},
        {"/*a*a*a$", "/aaa", true}, {"$", "/", false}, {"/$", "/", true}, {"/$", "/x", false}, {"/a$b", "/a$b", true}, {"fish", "/fish", true},
        {"/fish*.php", "/fishheads/catfish.php?parameters", true}, {"/fish*.php", "/Fish.PHP", false}, {"/x # y", "/x", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char file[200];
        snprintf(file, sizeof file, "user-agent: *\ndisallow: %s\n", cases[i].pattern);
        if (allows(file, cases[i].path) == cases[i].matches) fail_msg("%s %s", cases[i].pattern, cases[i].path);
    }
    assert_true(allows("user-agent: *\ndisallow: /", "/robots.txt"));
    assert_false(allows("user-agent: *\ndisallow: /\nallow: x", "/x"));  /* what allows must begin at the root */
    assert_true(allows("user-agent: *\ndisallow: /page\nallow: /page", "/page"));
    assert_false(allows("user-agent: *\nallow: /p\ndisallow: /*.htm", "/page.htm"));
}

static void lines_of_every_kind(void **state) {
    (void)state;
    assert_false(allows("\xEF\xBB\xBFUser-agent:*\rDisallow:/x\r\r", "/x"));
    assert_false(allows("  USER-AGENT \t: synoptic/0.1 \r\n\tDisAllow : /x \r\n", "/x"));
    assert_true(allows("user-agent: synoptic-news\ndisallow: /", "/"));
    assert_true(allows("disallow: /", "/"));                                        /* no group */
    assert_true(allows("user-agent: *\ndisallow /\n<html>", "/"));
    assert_false(allows("user-agent: *\nsitemap: http://x.example/s.xml\nuser-agent: other\ndisallow: /x", "/x"));  /* one group */
    assert_false(allows("user-agent: *\ndisallow: /a\nuser-agent: synoptic\ndisallow: /b", "/b"));
    assert_true(allows("user-agent: *\ndisallow: /a\nuser-agent: synoptic\ndisallow: /b", "/a"));
    assert_true(allows("user-agent: synoptic\ndisallow: /b\nuser-agent: *\ndisallow: /a", "/a"));
    assert_false(allows("user-agent: *\nuser-agent: synoptic\ndisallow: /a", "/a"));
    assert_true(allows("", "/"));
    assert_true(allows_as("user-agent: *\n\0\0\xff\xfe:", 19, "synoptic", "/"));
    assert_int_equal(delay("user-agent: *\ncrawl-delay: 2.5\n"), 2500);
    assert_int_equal(delay("user-agent: *\ncrawl-delay: 2.5\nuser-agent: synoptic\ndisallow:\n"), 0);
    assert_int_equal(delay("user-agent: other\ncrawl-delay: 9\n"), 0);
    assert_int_equal(delay("user-agent: *\ncrawl-delay: 99999999999999999999\n"), 3600000);
    assert_int_equal(delay("user-agent: *\ncrawl-delay: soon\n"), 0);
}

/* 2.5: 500 KiB are read; a line that is cut there is none. */
static void no_more_than_500_kib(void **state) {
    (void)state;
    static const char first[] = "user-agent: *\ndisallow: /first\n", last[] = "disallow: /last\n";
    char *file = malloc(2 * ROBOTS_BYTES);
    assert_non_null(file);
    memset(file, '#', 2 * ROBOTS_BYTES);
    memcpy(file, first, sizeof first - 1);
    file[ROBOTS_BYTES - 21] = '\n';
    memcpy(file + ROBOTS_BYTES - 20, last, sizeof last - 1);
    memcpy(file + ROBOTS_BYTES - 4, "disallow: /beyond\n", 18);
    assert_false(allows_as(file, 2 * ROBOTS_BYTES, "synoptic", "/first"));
    assert_false(allows_as(file, 2 * ROBOTS_BYTES, "synoptic", "/last"));
    assert_true(allows_as(file, 2 * ROBOTS_BYTES, "synoptic", "/beyond"));
    /* As many rules with stars as fit, against a long path that nearly matches: linear, so it ends. */
    size_t n = 14;
    memcpy(file, "user-agent: *\n", n);
    while (n + 30 < ROBOTS_BYTES) n += (size_t)sprintf(file + n, "disallow: *a*a*a*a*b$\n");
    char path[4000];
    memset(path, 'a', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = 0;
    assert_true(allows_as(file, n, "synoptic", path));
    free(file);
}

int run_robots(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_groups_of_the_rfc), cmocka_unit_test(the_simple_example_of_the_rfc),
        cmocka_unit_test(the_encodings_of_the_rfc), cmocka_unit_test(stars_and_ends), cmocka_unit_test(lines_of_every_kind),
        cmocka_unit_test(no_more_than_500_kib),
    };
    return cmocka_run_group_tests_name("fetch: robots.txt", tests, NULL, NULL);
}
