/* Unit tests of src/text/json.c and json_text.c: what is JSON, what is not and where, what pages' JSON becomes, and cuts. */
#include "text.h"

#include "base/buffer.h"
#include "base/caps.h"
#include "text/json.h"

static void dump_text(syn_buffer *out, const json_node *string, syn_arena *arena) {
    syn_slice s = json_text(string, arena);
    buffer_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20) buffer_add_format(out, "<%02x>", c);
        else buffer_add_char(out, (char)c);
    }
    buffer_add_char(out, '"');
}

/* Writes the nodes back, with strings unescaped; depth is at most CAP_JSON_DEPTH. */
static void dump(syn_buffer *out, const json_node *node, syn_arena *arena) {
    static const char *const words[] = {"null", "false", "true"};
    bool object = json_is(node, JSON_OBJECT);
    uint32_t children = 0;
    switch (node->type) {
    case JSON_NUMBER: buffer_add(out, slice_of(node->ptr, node->size)); return;
    case JSON_STRING: dump_text(out, node, arena); return;
    case JSON_OBJECT:
    case JSON_ARRAY: break;
    default: buffer_add_str(out, words[node->type]); return;
    }
    buffer_add_char(out, object ? '{' : '[');
    for (const json_node *at = json_first(node); at; at = json_next(node, at), children++) {
        if (children) buffer_add_char(out, ',');
        if (object) {
            assert_int_equal(at->type, JSON_STRING);
            dump_text(out, at, arena);
            buffer_add_char(out, ':');
            at = json_next(node, at);
            assert_non_null(at);
        }
        dump(out, at, arena);
    }
    assert_int_equal(children, node->size);
    buffer_add_char(out, object ? '}' : ']');
}

/* The fault, if there is one, and all that was read before it. */
static char *read_all(syn_slice s, json_manner manner) {
    static const char *const ends[] = {"", "cut: ", "bad ", "large: ", "failed: "};
    syn_arena arena;
    arena_init(&arena, NULL);
    syn_buffer out = BUFFER_EMPTY;
    json_doc doc;
    char *exact = malloc(s.len + 1);  /* so that a sanitizer sees a step too far */
    assert_non_null(exact);
    memcpy(exact, s.ptr, s.len);
    json_end end = json_read(&doc, slice_of(exact, s.len), manner, CAP_JSON_NODES, &arena);
    assert_int_equal(end, doc.end);
    assert_true(doc.at <= s.len);
    assert_true((end == JSON_WHOLE) == (doc.why == NULL));
    buffer_add_str(&out, ends[end]);
    if (end == JSON_BAD) buffer_add_format(&out, "%zu: ", doc.at);
    if (doc.root) dump(&out, doc.root, &arena);
    free(exact);
    arena_free(&arena);
    return buffer_take(&out, NULL);
}

static void reads_as(const char *json, json_manner manner, const char *expected) {
    char *got = read_all(slice_str(json), manner);
    if (strcmp(got, expected) != 0) fail_msg("%s\n  gives  %s\n  wanted %s", json, got, expected);
    free(got);
}

typedef struct row { const char *json, *expected; } row;

static void what_is_json_is_read(void **state) {
    (void)state;
    static const row rows[] = {
        {"null", "null"}, {" \t\r\ntrue ", "true"}, {"false", "false"}, {"\"\"", "\"\""}, {"0", "0"}, {"-0", "-0"}, {"-12.50e+7", "-12.50e+7"},
        {"1E5", "1E5"}, {"1e-5", "1e-5"}, {"0.0", "0.0"}, {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"[]", "[]"}, {"{}", "{}"}, {"[ ]", "[]"}, {"{ }", "{}"}, {"[1,[2,[]],{}]", "[1,[2,[]],{}]"},
        {"{\"a\":1,\"b\":{\"c\":[true,null]},\"\":\"\"}", "{\"a\":1,\"b\":{\"c\":[true,null]},\"\":\"\"}"},
        {"{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\"\\/<08><0c><0a><0d><09>\""},
        {"\"\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\"", "\"A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\""},
        {"\"\\u0000\"", "\"<00>\""},
        {"\"\\ud800\"", "\"\xEF\xBF\xBD\""}, {"\"\\udc00x\"", "\"\xEF\xBF\xBDx\""},
        {"\"\\ud83d\\u0041\"", "\"\xEF\xBF\xBD" "A\""}, {"\"\\ud83d\\ud83d\\ude00\"", "\"\xEF\xBF\xBD\xF0\x9F\x98\x80\""},
        {"\"\\ud83d\\n\"", "\"\xEF\xBF\xBD<0a>\""}, {"\"\xEF\xBF\xBD \xF4\x8F\xBF\xBF \x7F\"", "\"\xEF\xBF\xBD \xF4\x8F\xBF\xBF \x7F\""},
        {"1 x", "1"}, {"{} {}", "{}"}, {"\"a\"\"b\"", "\"a\""}, {"truex", "bad 0: "}, {"nulll", "bad 0: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) reads_as(rows[i].json, JSON_STRICT, rows[i].expected);
}

static void what_is_no_json_is_bad_at_a_byte(void **state) {
    (void)state;
    static const row rows[] = {
        {"", "cut: "}, {"  ", "cut: "}, {"[", "cut: []"}, {"{", "cut: {}"}, {"]", "bad 0: "}, {"}", "bad 0: "}, {",", "bad 0: "},
        {"[1,]", "bad 3: [1]"}, {"[,1]", "bad 1: []"}, {"[1 2]", "bad 3: [1]"}, {"[1,,2]", "bad 3: [1]"}, {"[1}", "bad 2: [1]"},
        {"{\"a\":1,}", "bad 7: {\"a\":1}"}, {"{,}", "bad 1: {}"}, {"{\"a\"}", "bad 4: {}"}, {"{\"a\":}", "bad 5: {}"},
        {"{\"a\" 1}", "bad 5: {}"}, {"{\"a\":1 \"b\":2}", "bad 7: {\"a\":1}"}, {"{a:1}", "bad 1: {}"}, {"{'a':1}", "bad 1: {}"},
        {"{1:1}", "bad 1: {}"}, {"{\"a\":1]", "bad 6: {\"a\":1}"}, {"['a']", "bad 1: []"},
        {"01", "bad 1: "}, {"-", "cut: "}, {"-a", "bad 1: "}, {"1.", "cut: "}, {"[1.]", "bad 3: []"}, {".5", "bad 0: "},
        {"+1", "bad 0: "}, {"1e", "cut: "}, {"[1e+]", "bad 4: []"}, {"[-01]", "bad 3: []"}, {"0x1F", "0"}, {"[0x1F]", "bad 2: [0]"},
        {"NaN", "bad 0: "}, {"Infinity", "bad 0: "}, {"True", "bad 0: "}, {"[nul]", "bad 1: []"}, {"tru", "cut: "},
        {"\"a", "cut: "}, {"\"a\\", "cut: "}, {"\"\\u12", "cut: "}, {"\"\\u12G4\"", "bad 1: "}, {"\"\\x41\"", "bad 1: "}, {"\"\\'\"", "bad 1: "},
        {"\"a\nb\"", "bad 2: "}, {"\"a\tb\"", "bad 2: "}, {"\"\x01\"", "bad 1: "},
        {"\"\x80\"", "bad 1: "}, {"\"abcdefgh\xC0\x80\"", "bad 9: "}, {"\"\xED\xA0\x80\"", "bad 1: "}, {"\"\xF4\x90\x80\x80\"", "bad 1: "},
        {"\"\xE2\x82\"", "bad 1: "}, {"\xEF\xBB\xBF{}", "bad 0: "}, {"\xC2\xA0{}", "bad 0: "}, {"[1,\v2]", "bad 3: [1]"},
        {"/* c */1", "bad 0: "}, {"[1]// c", "[1]"}, {"[1,// c\n2]", "bad 3: [1]"}, {"{\"a\":/**/1}", "bad 5: {}"},
        {"{\"a\":{\"b\":[1,{\"c\":x}]}}", "bad 18: {\"a\":{\"b\":[1,{}]}}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) reads_as(rows[i].json, JSON_STRICT, rows[i].expected);
}

static void control_characters_may_be_let_pass(void **state) {
    (void)state;
    reads_as("{\"a\":\"b\n\tc\"}", JSON_CONTROLS, "{\"a\":\"b<0a><09>c\"}");
    reads_as("[1,]", JSON_CONTROLS, "bad 3: [1]");
    char *got = read_all(slice_of("\"a\0b\"", 5), JSON_CONTROLS);
    assert_string_equal(got, "\"a<00>b\"");
    free(got);
}

static void the_json_of_pages_is_read_as_far_as_it_goes(void **state) {
    (void)state;
    static const row rows[] = {
        {"{\"a\":1,}", "{\"a\":1}"}, {"[1,2,]", "[1,2]"}, {"[,1,,2]", "[1,2]"}, {"{,\"a\":1,,\"b\":2}", "{\"a\":1,\"b\":2}"},
        {"{'a':'it\\'s'}", "{\"a\":\"it's\"}"}, {"{\"a\":\"it\\'s \\& \\x\"}", "{\"a\":\"it's & x\"}"},
        {"{\"a\":\"x\\u12zz\"}", "{\"a\":\"xu12zz\"}"}, {"[\"\\\xC3\xA9\"]", "[\"\xC3\xA9\"]"},
        {"// top\n{\"a\":1 // one\n,/* two */\"b\":2/*3*/}", "{\"a\":1,\"b\":2}"}, {"[1 /* never ends", "cut: [1]"}, {"[1 // ends", "cut: [1]"},
        {"<!-- {\"a\":1} -->", "{\"a\":1}"}, {"//<![CDATA[{\"a\":1}//]]>", "{\"a\":1}"}, {"<![CDATA[[1]]]>", "[1]"},
        {"\xEF\xBB\xBF{\xC2\xA0\"a\":\xE2\x80\xA8" "1}", "{\"a\":1}"},
        {"[True, FALSE, undefined, NaN, None]", "[true,false,null,null,null]"}, {"[+1, .5, 007]", "[+1,.5,007]"},
        {"{\"a\":\"the \"best\" day\",\"b\":2}", "{\"a\":\"the \"best\" day\",\"b\":2}"},
        {"{\"a\":\"he said \"no\", then left\"}", "{\"a\":\"he said \"no\", then left\"}"},
        {"{\"a\":\"<p class=\"x\">y</p>\"}", "{\"a\":\"<p class=\"x\">y</p>\"}"},
        {"{\"a\":\"x\"\n\"b\":\"y\"}", "{\"a\":\"x\",\"b\":\"y\"}"}, {"[{\"a\":1}\n{\"b\":2}]", "[{\"a\":1},{\"b\":2}]"},
        {"{\"a\":\"x &quot;y&quot; &amp;\"}", "{\"a\":\"x &quot;y&quot; &amp;\"}"},
        {"{\"a\":\"line\nline\"}", "{\"a\":\"line<0a>line\"}"},
        {"{\"a\":\"whole\",\"b\":\"half", "cut: {\"a\":\"whole\"}"}, {"{\"a\":\"whole\",\"b", "cut: {\"a\":\"whole\"}"}, {"{\"a\":12", "cut: {}"},
        {"{\"a\":[1,{\"b\":2},", "cut: {\"a\":[1,{\"b\":2}]}"}, {"{\"a\":1,\"b\":2 3}", "bad 13: {\"a\":1,\"b\":2}"}, {"{\"a\":1}};", "{\"a\":1}"},
        {"\\u007b", "bad 0: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) reads_as(rows[i].json, JSON_TOLERANT, rows[i].expected);
}

/* A sample with one of everything. */
static const char sample[] =
    "{\"headline\" : \"The caf\\u00e9 \xE2\x80\x9C" "burned\xE2\x80\x9D down\", \"n\": [-1.5e+3, 0, true, false, null],\r\n"
    " \"deep\": {\"er\": [[{\"x\": \"\\ud83d\\ude00 \\\\ \\\"\"}]]}, \"empty\": [{}, [], \"\"]}";

static void every_cut_of_a_sample_is_cut(void **state) {
    (void)state;
    char *whole = read_all(slice_str(sample), JSON_STRICT), *same = read_all(slice_str(sample), JSON_TOLERANT);
    assert_string_equal(whole, same);
    free(same);
    for (size_t length = 0; length < sizeof sample - 1; length++) {
        char *strict = read_all(slice_of(sample, length), JSON_STRICT), *loose = read_all(slice_of(sample, length), JSON_TOLERANT);
        /* A character that is cut may be bad UTF-8, too. */
        if (strncmp(strict, "cut: ", 5) != 0 && !(length && sample[length - 1] & 0x80)) fail_msg("%zu: %s", length, strict);
        if (strncmp(strict, "cut: ", 5) == 0) assert_string_equal(strict, loose);
        free(strict);
        free(loose);
    }
    free(whole);
}

static void every_changed_byte_ends(void **state) {
    (void)state;
    static const char changes[] = "\"\\{}[]:,0e-tx \n\x80\xE2/<'";
    char changed[sizeof sample];
    for (size_t at = 0; at < sizeof sample - 1; at++)
        for (size_t i = 0; i < sizeof changes; i++) {
            memcpy(changed, sample, sizeof sample);
            changed[at] = changes[i];
            for (int manner = JSON_STRICT; manner <= JSON_TOLERANT; manner++)
                free(read_all(slice_of(changed, sizeof sample - 1), (json_manner)manner));
        }
}

/* Runs of each length before each byte that ends one: the steps of eight must not miss it. */
static void a_string_ends_wherever_it_ends(void **state) {
    (void)state;
    char json[80];
    for (size_t before = 0; before < 40; before++) {
        memset(json, 'a', sizeof json);
        json[0] = '"';
        json[before + 1] = '"';
        syn_arena arena;
        arena_init(&arena, NULL);
        json_doc doc;
        assert_int_equal(json_read(&doc, slice_of(json, sizeof json), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_WHOLE);
        assert_int_equal(doc.root->size, before);
        json[before + 1] = '\x1F';
        assert_int_equal(json_read(&doc, slice_of(json, sizeof json), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_BAD);
        assert_int_equal(doc.at, before + 1);
        json[before + 1] = '\xFF';
        assert_int_equal(json_read(&doc, slice_of(json, sizeof json), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_BAD);
        assert_int_equal(doc.at, before + 1);
        memcpy(json + before + 1, "\\n\"", 3);
        assert_int_equal(json_read(&doc, slice_of(json, sizeof json), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_WHOLE);
        syn_slice text = json_text(doc.root, &arena);
        assert_int_equal(text.len, before + 1);
        assert_int_equal(text.ptr[before], '\n');
        arena_free(&arena);
    }
}

static void members_are_found_by_their_content(void **state) {
    test_text *t = *state;
    json_doc doc;
    json_read(&doc, SLICE_LIT("{\"a\":{\"b\":1},\"b\":2,\"t\\u0065xt\":3,\"b\":4,\"c\":[5]}"), JSON_STRICT, CAP_JSON_NODES, &t->arena);
    assert_int_equal(json_member(doc.root, "b")->ptr[0], '4');
    assert_int_equal(json_member(doc.root, "text")->ptr[0], '3');
    assert_null(json_member(doc.root, "tex"));
    assert_null(json_member(doc.root, "texts"));
    assert_null(json_member(json_member(doc.root, "c"), "b"));
    assert_null(json_member(NULL, "b"));
    assert_null(json_first(NULL));
    assert_true(json_is(json_first(json_member(doc.root, "c")), JSON_NUMBER));
    assert_false(json_is(NULL, JSON_NULL));
    assert_int_equal(json_text(json_member(doc.root, "b"), &t->arena).len, 0);
}

static void whole_numbers_are_checked(void **state) {
    test_text *t = *state;
    static const struct { const char *json; bool good; int64_t value; } rows[] = {
        {"0", true, 0}, {"-0", true, 0}, {"42", true, 42}, {"9223372036854775807", true, INT64_MAX}, {"9223372036854775808", false, 0},
        {"-9223372036854775808", true, INT64_MIN}, {"-9223372036854775809", false, 0}, {"99999999999999999999", false, 0},
        {"1.0", false, 0}, {"1e2", false, 0}, {"\"1\"", false, 0}, {"true", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_doc doc;
        int64_t value = -1;
        json_read(&doc, slice_str(rows[i].json), JSON_STRICT, CAP_JSON_NODES, &t->arena);
        assert_int_equal(json_integer(doc.root, &value), rows[i].good);
        if (rows[i].good) assert_true(value == rows[i].value);
    }
    int64_t value;
    assert_false(json_integer(NULL, &value));
}

static void depth_and_number_of_values_have_a_maximum(void **state) {
    (void)state;
    char json[3 * CAP_JSON_DEPTH];
    memset(json, '[', sizeof json);
    memset(json + CAP_JSON_DEPTH, ']', CAP_JSON_DEPTH);
    syn_arena arena;
    arena_init(&arena, NULL);
    json_doc doc;
    assert_int_equal(json_read(&doc, slice_of(json, 2 * CAP_JSON_DEPTH), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_WHOLE);
    memset(json, '[', sizeof json);
    assert_int_equal(json_read(&doc, slice_of(json, sizeof json), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_BAD);
    assert_int_equal(doc.at, CAP_JSON_DEPTH);
    assert_int_equal(json_read(&doc, SLICE_LIT("{\"a\":[1,2]}"), JSON_STRICT, 5, &arena), JSON_WHOLE);
    assert_int_equal(json_read(&doc, SLICE_LIT("{\"a\":[1,2,3]}"), JSON_STRICT, 5, &arena), JSON_LARGE);
    assert_int_equal(doc.root->span, 5);
    assert_int_equal(doc.at, 10);
    assert_int_equal(json_read(&doc, slice_of(json, (size_t)UINT32_MAX + 1), JSON_STRICT, CAP_JSON_NODES, &arena), JSON_LARGE);
    assert_null(doc.root);
    arena_free(&arena);
}

static void no_memory_is_said(void **state) {
    (void)state;
    for (size_t max = 0; max < 200000; max += 4000) {
        syn_budget budget = {.max = max};
        syn_arena arena;
        arena_init(&arena, &budget);
        syn_buffer json = BUFFER_EMPTY;
        buffer_add_str(&json, "[\"\\n\"");
        for (int i = 0; i < 2000; i++) buffer_add_str(&json, ",\"a\\tb\"");
        buffer_add_char(&json, ']');
        json_doc doc;
        json_end end = json_read(&doc, slice_of(json.ptr, json.len), JSON_STRICT, CAP_JSON_NODES, &arena);
        assert_true(end == JSON_WHOLE || (end == JSON_FAILED && arena.failed == SYN_ERR_LIMIT && !doc.root));
        for (const json_node *one = json_first(doc.root); one; one = json_next(doc.root, one))
            if (!json_text(one, &arena).len) assert_int_equal(arena.failed, SYN_ERR_LIMIT);
        buffer_free(&json);
        arena_free(&arena);
        assert_int_equal(budget.used, 0);
    }
}

/* Things that could be looked at again and again, a megabyte of each. */
static void nasty_json_takes_linear_time(void **state) {
    (void)state;
    static const char *const pieces[] = {"\"", "\"   ", "\" ,  ", "\"/*", "/*", "\\", "\\u", "//", "<!--", "[", "{\"a\":", "'\"", "\"\n", "-", "e", "\xC2", "*/\"/*"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        syn_buffer json = BUFFER_EMPTY;
        buffer_add_str(&json, "[\"");
        while (json.len < 1u << 20) buffer_add_str(&json, pieces[i]);
        double before = test_ms();
        free(read_all(slice_of(json.ptr, json.len), JSON_TOLERANT));
        free(read_all(slice_of(json.ptr + 2, json.len - 2), JSON_TOLERANT));
        if (test_ms() - before > 2000) fail_msg("%s: %.0f ms", pieces[i], test_ms() - before);
        buffer_free(&json);
    }
}

int tests_of_json(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_json_is_read),
        cmocka_unit_test(what_is_no_json_is_bad_at_a_byte),
        cmocka_unit_test(control_characters_may_be_let_pass),
        cmocka_unit_test(the_json_of_pages_is_read_as_far_as_it_goes),
        cmocka_unit_test(every_cut_of_a_sample_is_cut),
        cmocka_unit_test(every_changed_byte_ends),
        cmocka_unit_test(a_string_ends_wherever_it_ends),
        TEST(members_are_found_by_their_content),
        TEST(whole_numbers_are_checked),
        cmocka_unit_test(depth_and_number_of_values_have_a_maximum),
        cmocka_unit_test(no_memory_is_said),
        cmocka_unit_test(nasty_json_takes_linear_time),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
