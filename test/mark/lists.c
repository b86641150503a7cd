/* Unit tests of lists of names (list*.c): what is taken, what is refused and said, how rows become entries. What a list does to a
 * report is in cases/lists.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/caps.h"
#include "mark/list.h"
#include "mark/mark.h"
#include "tests.h"

static syn_code add(syn_names *list, const char *bytes) {
    return list_add(list, SLICE_LIT("list"), slice_str(bytes), NULL);
}

/* "name/type/id/names" of each entry. */
static void expect(const syn_names *list, const char *entries) {
    char out[2048] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < list->entries.n && used < sizeof out - 1; i++) {
        const list_entry *e = &list->entries.at[i];
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s/%u/%.*s/%u", used ? " " : "", (int)e->name.len, e->name.ptr,
                                 e->type, (int)e->id.len, e->id.ptr, e->names);
    }
    assert_string_equal(out, entries);
}

static void both_forms_say_the_same(void **state) {
    (void)state;
    static const char *const forms[] = {
        "name,aliases,type,id\nAda Brook,Addie | AB,person,Q1\nOld Quay,,place,\nBoreas,\"the \"\"North\"\"\",Organisation,7\n",
        "id;TYPE;junk;aliases;name\r\nQ1;Person;;\"Addie;AB\";Ada Brook\r\n;place;;;Old Quay\r\n7;organization;x;the North;Boreas",
        "\xEF\xBB\xBF{\"name\":\"Ada Brook\",\"aliases\":[\"Addie\",\"AB\"],\"id\":\"Q1\"}\n\n"
        "{\"name\":\" Old\\u0020 Quay\\n\",\"type\":\"place\",\"more\":[{}]}\r\n{\"id\":7,\"type\":\"organization\",\"name\":\"Boreas\","
        "\"aliases\":[\"the North\"]}",
        "name\taliases\tid\ttype\rAda Brook\tAddie|AB\tQ1\t\rOld Quay\t\t\tplace\rBoreas\tthe North\t7\torganization\r",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        syn_names list;
        list_init(&list);
        assert_int_equal(add(&list, forms[i]), SYN_OK);
        expect(&list, "Ada Brook/0/Q1/3 Old Quay/2//1 Boreas/1/7/2");
        list_free(&list);
    }
}

static void rows_of_one_id_are_one_entry_also_over_files(void **state) {
    (void)state;
    syn_names list;
    list_init(&list);
    assert_int_equal(add(&list, "name,aliases,id\nAda Brook,Addie,Q1\nAda Brook,AB,Q1\nA. Brook,,Q1\nMill,,\nMill,the Mill,\n"), SYN_OK);
    expect(&list, "Ada Brook/0/Q1/4 Mill/0//2");
    assert_int_equal(add(&list, "{\"name\":\"Countess Ada\",\"id\":\"Q1\"}\n{\"name\":\"Mill\",\"type\":\"place\"}"), SYN_OK);
    expect(&list, "Ada Brook/0/Q1/5 Mill/0//2 Mill/2//1");
    list_free(&list);
}

static void a_refused_file_leaves_the_list_as_it_was(void **state) {
    (void)state;
    syn_names list;
    syn_error error;
    list_init(&list);
    assert_int_equal(add(&list, "name,id\nAda Brook,Q1\n"), SYN_OK);
    assert_int_equal(list_add(&list, SLICE_LIT("b.csv"), SLICE_LIT("name,id,type\nIvo Lundt,Q2,\nAda Brook,Q1,place\n"), &error), SYN_ERR_FORMAT);
    assert_string_equal(error.msg, "b.csv: line 3, column 1: the id Q1 is that of another entry of type person: give each entry an id of its own");
    assert_int_equal(error.pos, 27);
    assert_string_equal(list.faults.ptr, "b.csv: line 3, column 1: the id Q1 is that of another entry of type person: give each "
                        "entry an id of its own\n");
    expect(&list, "Ada Brook/0/Q1/1");
    assert_int_equal(add(&list, "name,id\nIvo Lundt,Q2\n"), SYN_OK);
    assert_int_equal(list.fault_count, 0);
    expect(&list, "Ada Brook/0/Q1/1 Ivo Lundt/0/Q2/1");
    list_free(&list);
}

static void ten_faults_are_told_and_the_rest_counted(void **state) {
    (void)state;
    char bytes[2000] = "name,type\n";
    for (int i = 0; i < 40; i++) strcat(bytes, "Ada Brook,ship\n");
    syn_names list;
    list_init(&list);
    assert_int_equal(add(&list, bytes), SYN_ERR_FORMAT);
    uint32_t told = 0;
    for (const char *at = list.faults.ptr; *at; at++) told += *at == '\n';
    assert_int_equal(told, LIST_FAULTS + 1);
    assert_non_null(strstr(list.faults.ptr, "line 11, column 11: "));
    assert_non_null(strstr(list.faults.ptr, "\n... and 30 more\n"));
    list_free(&list);
}

/* `count` times `piece`. */
static char *repeated(const char *before, const char *piece, size_t count, const char *behind) {
    size_t length = strlen(piece);
    char *out = malloc(strlen(before) + length * count + strlen(behind) + 1);
    assert_non_null(out);
    strcpy(out, before);
    char *at = out + strlen(before);
    for (size_t i = 0; i < count; i++) memcpy(at + i * length, piece, length);
    strcpy(at + count * length, behind);
    return out;
}

static void expect_fault(char *bytes, const char *said) {
    syn_names list;
    list_init(&list);
    assert_int_equal(add(&list, bytes), SYN_ERR_FORMAT);
    if (!strstr(list.faults.ptr, said)) fail_msg("'%s' is not in: %s", said, list.faults.ptr);
    assert_int_equal(list.entries.n, 0);
    list_free(&list);
    free(bytes);
}

static void maxima_are_faults_with_a_place(void **state) {
    (void)state;
    expect_fault(repeated("name\n", "x ", 17, "\n"), "line 2, column 1: the name or alias \"x x x");
    expect_fault(repeated("name\n", "x", CAP_META_BYTES + 1, "\n"), "the name is longer than 4096 bytes");
    expect_fault(repeated("name,aliases\nAda,", "x|", CAP_LIST_ALIASES, "\n"), "more than 256 names and aliases");
    expect_fault(repeated("name,id\n", "A\x01 da,1\n", 1, ""), "holds a control character");
    expect_fault(repeated("[", "{\"name\":\"Ada\"}", 1, "]"), "the line is no object");
    expect_fault(repeated("\n{\"name\":\"Ada\"}\n{name}", "", 1, ""), "line 3, column 2: this is no JSON");
    char *good = repeated("name,aliases\nAda,", "x|", CAP_LIST_ALIASES - 1, "\n");
    syn_names list;
    list_init(&list);
    assert_int_equal(add(&list, good), SYN_OK);
    assert_int_equal(list.entries.at[0].names, CAP_LIST_ALIASES);
    list_free(&list);
    free(good);
}

static void spellings_of_one_phrase(void **state) {
    (void)state;
    syn_names list;
    list_init(&list);
    assert_int_equal(add(&list, "name,aliases,id\nUna Vell,WHO|U.V.|Bank of Brenn,1\nIvo Lundt,Who|who|Bank of brenn,2\n"), SYN_OK);
    uint32_t who = map_get(&list.by_words, hash_join(0, word_hash(SLICE_LIT("who")))), manners = 0;
    for (; who != MAP_NONE; who = list.phrases.at[who].next) manners |= 1u << list.phrases.at[who].manner;
    assert_int_equal(manners, 1u << LIST_ANY | 1u << LIST_CAPITAL | 1u << LIST_ACRONYM);
    uint64_t key = hash_join(hash_join(hash_join(0, word_hash(SLICE_LIT("bank"))), word_hash(SLICE_LIT("of"))), word_hash(SLICE_LIT("brenn")));
    uint32_t bank = map_get(&list.by_words, key);
    assert_true(bank != MAP_NONE && list.phrases.at[bank].shared && list.phrases.at[bank].capitals == 1);
    assert_int_not_equal(map_get(&list.by_words, hash_join(0, word_hash(SLICE_LIT("uv")))), MAP_NONE);
    list_free(&list);
}

/* An alias that very many entries share, in a text of nothing else, and an entry without end. */
static void shared_aliases_cost_no_more_than_others(void **state) {
    (void)state;
    enum { ENTRIES = 20000, WORDS = 20000 };
    char *bytes = malloc(ENTRIES * 40), *at = bytes;
    assert_non_null(bytes);
    at += sprintf(at, "name,aliases\n");
    for (int i = 0; i < ENTRIES; i++) at += sprintf(at, "Kim%d Reyk%d,Kim|Reyk\n", i, i);
    syn_names list;
    list_init(&list);
    assert_int_equal(list_add(&list, SLICE_LIT("list"), slice_of(bytes, (size_t)(at - bytes)), NULL), SYN_OK);
    char *text = repeated("", "Kim Reyk ", WORDS / 2, ".");
    syn_report *report = report_new(NULL);
    report->text = slice_str(text);
    report->language = SLICE_LIT("en");
    syn_arena scratch;
    arena_init(&scratch, NULL);
    mark_options options = {.names = &list};
    assert_int_equal(mark_words(&options, report, &scratch, NULL), SYN_OK);
    assert_int_equal(mark_names(&options, report, &scratch, NULL), SYN_OK);
    assert_true(report->mentions.n > 0);
    for (uint32_t i = 0; i < report->mentions.n; i++) assert_int_equal(report->mentions.at[i].listed, 0);
    arena_free(&scratch);
    report_free(report);
    list_free(&list);
    free(text);
    free(bytes);
}

int mark_lists_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_forms_say_the_same),
        cmocka_unit_test(rows_of_one_id_are_one_entry_also_over_files),
        cmocka_unit_test(a_refused_file_leaves_the_list_as_it_was),
        cmocka_unit_test(ten_faults_are_told_and_the_rest_counted),
        cmocka_unit_test(maxima_are_faults_with_a_place),
        cmocka_unit_test(spellings_of_one_phrase),
        cmocka_unit_test(shared_aliases_cost_no_more_than_others),
    };
    return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
