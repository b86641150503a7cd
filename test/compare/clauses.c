/* Unit tests of clauses.c: sentences with parts of speech set by hand, and the clauses that they should part into. */
#include "bench.h"

#include "compare/align/clauses.h"

/* A letter for each part of speech: N noun, P name, V verb, A auxiliary, J adjective, D determiner, R pronoun, I preposition, C joining
 * word, S subordinating word, B adverb, M number, T particle, "." punctuation. */
static uint8_t upos_of(char letter) {
    static const char letters[] = "NPVAJDRICSBMT.";
    static const uint8_t upos[] = {UPOS_NOUN, UPOS_PROPN, UPOS_VERB, UPOS_AUX, UPOS_ADJ, UPOS_DET, UPOS_PRON, UPOS_ADP, UPOS_CCONJ,
                                   UPOS_SCONJ, UPOS_ADV, UPOS_NUM, UPOS_PART, UPOS_PUNCT};
    const char *at = strchr(letters, letter);
    assert_non_null(at);
    return upos[at - letters];
}

typedef struct parted {
    const char *text, *tags;
    const char *said, *cue, *source;  /* of a quote in it, or NULL */
    const char *clauses;              /* "core of the first|core of the second ..."; a subject lent stands before it: "boat>..." */
} parted;

static void expect_clauses(const parted *p) {
    bench *b = start();
    syn_report *r = add_report(b, p->text, "");
    assert_int_equal(r->words.n, strlen(p->tags));
    for (uint32_t w = 0; w < r->words.n; w++) r->words.at[w].upos = upos_of(p->tags[w]);
    if (p->said) {
        add_quote(r, p->said, "");
        r->quotes.at[0].kind = QUOTE_INDIRECT;
        r->quotes.at[0].cue = span_of(r, p->cue);
        r->quotes.at[0].source = span_of(r, p->source);
    }
    clauses found = {0};
    clause_reader reader;
    assert_true(clauses_begin(&reader, r, &r->arena));
    assert_true(clauses_find(&reader, 0, r->words.n, &found, &r->arena));
    char got[600] = "";
    for (uint32_t i = 0; i < found.n; i++) {
        const clause *c = &found.at[i];
        size_t at = strlen(got);
        syn_span head = {r->words.at[c->head].begin, c->heads ? r->words.at[c->head + c->heads - 1].end : 0};
        syn_span core = {r->words.at[c->core].begin, r->words.at[c->core + c->cores - 1].end};
        syn_slice lent = c->heads ? report_slice(r, head) : SLICE_LIT(""), told = report_slice(r, core);
        snprintf(got + at, sizeof got - at, "%s%.*s%s%.*s", i ? "|" : "", (int)lent.len, lent.ptr, c->heads ? ">" : "", (int)told.len, told.ptr);
    }
    assert_string_equal(got, p->clauses);
    finish(b);
}

static void sentences_are_parted_where_clauses_open(void **state) {
    (void)state;
    static const parted list[] = {
        {"A boat sank off Tarrow, drowning two divers.", "DNVIP.VMN.", NULL, NULL, NULL,
         "A boat sank off Tarrow|A boat>drowning two divers."},
        {"The crane leaned over the hall and crushed its roof.", "DNVIDNCVRN.", NULL, NULL, NULL,
         "The crane leaned over the hall|The crane>and crushed its roof."},
        {"Two divers drowned and seven sailors were saved.", "MNVCMNAV.", NULL, NULL, NULL,
         "Two divers drowned|and seven sailors were saved."},
        {"The crane leaned over the hall and \"crushed its old roof.\"", "DNVIDNC.VRJN..", NULL, NULL, NULL,
         "The crane leaned over the hall|The crane>and \"crushed its old roof.\""},
        {"The boat struck the pier, which the harbour built in spring.", "DNVDN.RDNVIN.", NULL, NULL, NULL,
         "The boat struck the pier|the pier>which the harbour built in spring."},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) expect_clauses(&list[i]);
}

static void what_opens_no_clause_parts_nothing(void **state) {
    (void)state;
    static const parted list[] = {
        {"Old cranes, badly maintained ropes and wet boards broke.", "JN.BVNCJNV.", NULL, NULL, NULL,
         "Old cranes, badly maintained ropes and wet boards broke."},
        {"The boat left the pier with ropes, nets and lamps.", "DNVDNIN.NCN.", NULL, NULL, NULL,
         "The boat left the pier with ropes, nets and lamps."},
        {"The storm killed between 20 and 30 sailors who had left port.", "DNVIMCMNRAVN.", NULL, NULL, NULL,
         "The storm killed between 20 and 30 sailors who had left port."},
        {"The tests showed that Ann Lund, 11, drowned in the lake.", "DNVSPP.M.VIDN.", NULL, NULL, NULL,
         "The tests showed that Ann Lund, 11, drowned in the lake."},
        {"The board told the mayor to go as head of the harbour's promised works.", "DNVDNTVINIDNTVN.", NULL, NULL, NULL,
         "The board told the mayor to go as head of the harbour's promised works."},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) expect_clauses(&list[i]);
}

static void who_says_so_is_no_part_of_what_is_said(void **state) {
    (void)state;
    static const parted list[] = {
        {"The boat struck the pier, the harbour said.", "DNVDN.DNV.", "The boat struck the pier", "said", "the harbour",
         "The boat struck the pier"},
        {"Divers said the boat struck the pier.", "NVDNVDN.", "the boat struck the pier", "said", "Divers",
         "the boat struck the pier."},
        {"The mayor left the pier, telling traders the hall was safe.", "DNVDN.VNDNAJ.", "the hall was safe", "telling", "The mayor",
         "The mayor left the pier|the hall was safe."},
        {"The mayor discussed the old hall.", "DNVDJN.", "the old hall", "discussed", "The mayor",
         "The mayor discussed the old hall."},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) expect_clauses(&list[i]);
}

static void a_verb_is_shown_with_the_subject_that_a_relative_clause_parts_from_it(void **state) {
    (void)state;
    bench *b = start();
    syn_report *r = add_report(b, "The mayor, who lost the vote, opened the new hall.", "");
    static const char tags[] = "DN.RVDN.VDJN.";
    assert_int_equal(r->words.n, strlen(tags));
    for (uint32_t w = 0; w < r->words.n; w++) r->words.at[w].upos = upos_of(tags[w]);
    clauses found = {0};
    clause_reader reader;
    assert_true(clauses_begin(&reader, r, &r->arena));
    assert_true(clauses_find(&reader, 0, r->words.n, &found, &r->arena));
    assert_int_equal(found.n, 2);
    assert_int_equal(found.at[0].word, 0);
    assert_int_equal(found.at[0].words, 7);
    assert_int_equal(found.at[1].word, 0);
    assert_int_equal(found.at[1].words, r->words.n);
    assert_int_equal(found.at[1].core, 8);
    finish(b);
}

int clauses_run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_parted_where_clauses_open), cmocka_unit_test(what_opens_no_clause_parts_nothing),
        cmocka_unit_test(who_says_so_is_no_part_of_what_is_said),
        cmocka_unit_test(a_verb_is_shown_with_the_subject_that_a_relative_clause_parts_from_it),
    };
    return cmocka_run_group_tests_name("clauses", tests, NULL, NULL);
}
