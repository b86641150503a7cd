/* agree_parts.c - what each statement says of whom, roughly: its subject, its verb and its object.
 *
 * In: statements, parts of speech, the keys of words. Out: a part a statement, and the terms of its sentence. The idea: the last noun of
 * the first run of nouns before the first verb is the subject, or that of the words that lend it one; the last noun of the first run
 * behind the verb is the object. Nobody parses: a passive has its object as its subject. Linear in the words but for sorting. */
#include <stdlib.h>

#include "compare/align/agree.h"
#include "compare/align/keys.h"

/* The key of the last noun of the first run of nouns in [w, end), or REPORT_NONE. */
static uint32_t head_of(const story *s, uint32_t report, uint32_t w, uint32_t end) {
    const syn_word *words = s->reports[report]->words.at;
    uint32_t head = REPORT_NONE;
    for (; w < end; w++) {
        unsigned upos = words[w].upos;
        bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM;
        if (noun && s->keys->of[report][w] != REPORT_NONE) head = s->keys->of[report][w];
        else if (head != REPORT_NONE && !noun && words[w].kind != WORD_POSSESSIVE && upos != UPOS_ADJ && upos != UPOS_PUNCT) break;
    }
    return head;
}

static void read_part(const story *s, const statement *st, agree_part *part) {
    const syn_report *r = s->reports[st->report];
    uint32_t end = st->core + st->cores, verb = st->core, group;
    while (verb < end && r->words.at[verb].upos != UPOS_VERB && r->words.at[verb].upos != UPOS_AUX) verb++;
    group = verb;
    while (verb < end && r->words.at[verb].upos != UPOS_VERB && (r->words.at[verb].upos == UPOS_AUX || r->words.at[verb].upos == UPOS_ADV ||
                                                                 r->words.at[verb].upos == UPOS_PART)) verb++;
    part->subject = head_of(s, st->report, st->core, group);
    if (part->subject == REPORT_NONE && st->heads) part->subject = head_of(s, st->report, st->head, st->head + st->heads);
    part->verb = verb < end && r->words.at[verb].upos == UPOS_VERB ? s->keys->of[st->report][verb] : REPORT_NONE;
    part->object = verb < end ? head_of(s, st->report, verb + (part->verb != REPORT_NONE), end) : REPORT_NONE;
    part->speaker = REPORT_NONE;
    if (st->quote == REPORT_NONE || r->quotes.at[st->quote].entity == REPORT_NONE) return;
    part->speaker = s->person_of[st->report][r->quotes.at[st->quote].entity];
}

static int by_value(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* The terms of the sentence of the statements [from, to), each once. */
static bool sentence_terms(agree_pairs *g, uint32_t from, uint32_t to) {
    story *s = g->s;
    uint32_t at = g->sentence_terms.n, kept = at;
    for (uint32_t i = from; i < to; i++)
        for (uint32_t k = 0; k < s->statements.at[i].terms; k++)
            if (!VEC_PUSH(s->scratch, &g->sentence_terms, s->term_lists.at[s->statements.at[i].term + k])) return false;
    uint32_t *list = g->sentence_terms.at;
    double sum = 0;
    if (g->sentence_terms.n > at) qsort(list + at, g->sentence_terms.n - at, sizeof *list, by_value);
    for (uint32_t i = at; i < g->sentence_terms.n; i++) {
        if (kept > at && list[kept - 1] == list[i]) continue;
        list[kept++] = list[i];
        sum += s->terms.at[list[i]].weight;
    }
    g->sentence_terms.n = kept;
    for (uint32_t i = from; i < to; i++) {
        g->parts[i].first = from;
        g->parts[i].past = to;
        g->parts[i].terms = at;
        g->parts[i].count = kept - at;
        g->parts[i].sentence = sum;
    }
    return true;
}

bool agree_parts(agree_pairs *g) {
    story *s = g->s;
    uint32_t n = s->statements.n;
    g->parts = ARENA_ARRAY(s->scratch, agree_part, n + 1);
    if (!g->parts) return false;
    for (uint32_t i = 0, to; i < n; i = to) {
        const statement *st = &s->statements.at[i];
        for (to = i; to < n && s->statements.at[to].report == st->report && s->statements.at[to].sentence == st->sentence; to++)
            read_part(s, &s->statements.at[to], &g->parts[to]);
        if (!sentence_terms(g, i, to)) return false;
    }
    return true;
}
