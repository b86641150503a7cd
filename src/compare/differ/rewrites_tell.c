/* rewrites_tell.c - what the changed words of a sentence that two reports share tell: who did it, who they are, whether it is so.
 *
 * In: two sentences aligned word by word (rewrites.c). Out: differences. Changed words tell one where
 * - names have changed places, or another name does what the verb behind it says: initiator;
 * - words of an office before or behind one person's name are others: role;
 * - a word that denies stands on one side alone (lexicon/en/negations.txt), or a word of saying became one: claim, a denial;
 * - the words exclude each other (lexicon/en/opposites.txt): claim.
 * The first of these that is found is told. Linear in the tokens, but for pairs of changed ones (MOST_CHANGED). */
#include "compare/lexicon/lexicon.gen.h"
#include "compare/differ/rewrites.h"

#define MOST_CHANGED 6      /* tokens of one changed run */
#define MOST_TWINS 16       /* reports with one sentence that are named */
#define MOST_NAMES 12       /* names of a sentence */

static syn_span tokens_span(const story *s, const line *l, const token *t, uint32_t from, uint32_t to) {
    if (from >= to) return (syn_span){0, 0};
    const syn_report *r = s->reports[l->report];
    return (syn_span){r->words.at[t[from].word].begin, r->words.at[t[to - 1].word + t[to - 1].words - 1].end};
}

static syn_span sentence_span(const story *s, const line *l) {
    const syn_sentence *sentence = &s->reports[l->report]->sentences.at[l->sentence];
    return (syn_span){sentence->begin, sentence->end};
}

/* A place of the pair in a line of the same words: these have the same tokens. */
static side side_in(const both *p, const line *l, uint32_t from, uint32_t to) {
    side out = {l->report, sentence_span(p->s, l), {0, 0}};
    if (to <= l->tokens) out.mark = tokens_span(p->s, l, p->x->tokens.at + l->token, from, to);
    return out;
}

/* Adds the difference to all reports that have one of the two sentences. */
static bool tell(both *p, difference_kind kind, difference_how how, const gap *g) {
    side first_a = side_in(p, p->a, g->a, g->a_end), first_b = side_in(p, p->b, g->b, g->b_end);
    if (pair_known(p->s, &first_a, &first_b)) return true;
    if (!pair_add(p->s, kind, how, &first_a, &first_b)) return false;
    uint32_t n = 0;
    for (uint32_t l = p->a->next; l != REPORT_NONE && n < MOST_TWINS; l = p->x->lines.at[l].next, n++) {
        side twin = side_in(p, &p->x->lines.at[l], g->a, g->a_end);
        if (!pair_add(p->s, kind, how, &twin, &first_b)) return false;
    }
    for (uint32_t l = p->b->next; l != REPORT_NONE && n < MOST_TWINS; l = p->x->lines.at[l].next, n++) {
        side twin = side_in(p, &p->x->lines.at[l], g->b, g->b_end);
        if (!pair_add(p->s, kind, how, &first_a, &twin)) return false;
    }
    return true;
}

static bool in_quotation(const syn_report *r, syn_span span) {
    for (uint32_t q = 0; q < r->quotes.n; q++)
        for (unsigned c = 0; c < r->quotes.at[q].contents; c++)
            if (r->quotes.at[q].kind <= QUOTE_BLOCK && span_inside(span, r->quotes.at[q].content[c])) return true;
    return false;
}

/* True if a word that denies begins among the tokens. */
static uint32_t negations(const story *s, const line *l, const token *t, uint32_t from, uint32_t to, uint32_t *first) {
    const syn_report *r = s->reports[l->report];
    uint32_t n = 0, end = t[l->tokens - 1].word + t[l->tokens - 1].words;
    for (uint32_t i = from; i < to; i++) {
        if (t[i].key == NAME_KEY || !lexicon_match(&lexicon_compare_negations, r->words.at, t[i].word, end)) continue;
        bool limit = i + 1 < l->tokens && t[i + 1].key == VALUE_KEY;  /* "No. 1" */
        limit = limit || t[i].key == word_hash(SLICE_LIT("without"));
        limit = limit || (t[i].word > 0 && r->words.at[t[i].word - 1].kind == WORD_PUNCT);  /* "a bell, not a horn" */
        for (uint32_t k = i + 1; k < l->tokens && k <= i + 3 && !limit; k++)  /* "not only" */
            limit = lexicon_match(&lexicon_compare_limits, r->words.at, t[k].word, end) != NULL;
        for (uint32_t k = i + 1; k < l->tokens && k <= i + 5 && !limit; k++)  /* "not one, but several" */
            limit = t[k].key == word_hash(SLICE_LIT("but"));
        if (!limit && !n++) *first = i;
    }
    return n;
}

static bool tell_denials(both *p, bool *told) {
    uint32_t in_a = 0, in_b = 0, first_a = 0, first_b = 0;
    const gap *where = NULL;
    for (uint32_t g = 0; g < p->al.n_gaps; g++) {
        const gap *one = &p->al.gaps[g];
        uint32_t a = negations(p->s, p->a, p->ta, one->a, one->a_end, &first_a);
        uint32_t b = negations(p->s, p->b, p->tb, one->b, one->b_end, &first_b);
        if ((a || b) && !where) where = one;
        in_a += a, in_b += b;
    }
    if (in_a + in_b != 1) return true;
    gap g = *where;
    if (g.a_end - g.a > MOST_CHANGED || g.b_end - g.b > MOST_CHANGED) return true;
    syn_span a = tokens_span(p->s, p->a, p->ta, g.a, g.a_end), b = tokens_span(p->s, p->b, p->tb, g.b, g.b_end);
    if (in_quotation(p->s->reports[p->a->report], a) || in_quotation(p->s->reports[p->b->report], b)) return true;
    *told = true;
    return tell(p, DIFFER_CLAIM, HOW_DENIAL, &g);
}

static uint64_t key_at(const story *s, const line *l, const token *t) {
    const syn_report *r = s->reports[l->report];
    const lexicon_entry *office = lexicon_match(&lexicon_compare_offices, r->words.at, t->word, t->word + 1);
    return office ? slice_hash(slice_str(office->value)) : word_class(r, t->word);
}

static bool is_courtesy(const story *s, const line *l, const token *t) {
    return lexicon_match(&lexicon_compare_courtesy, s->reports[l->report]->words.at, t->word, t->word + 1) != NULL;
}

/* A word of the gap's other side begins with the same three letters: "Insp.", "Inspector". */
static bool is_cut_short(const both *p, const gap *g, bool of_a, uint32_t i) {
    const line *x = of_a ? p->a : p->b, *y = of_a ? p->b : p->a;
    const token *tx = of_a ? p->ta : p->tb, *ty = of_a ? p->tb : p->ta;
    syn_slice own = report_slice(p->s->reports[x->report], tokens_span(p->s, x, tx, i, i + 1));
    for (uint32_t k = of_a ? g->b : g->a; k < (of_a ? g->b_end : g->a_end); k++) {
        syn_slice other = report_slice(p->s->reports[y->report], tokens_span(p->s, y, ty, k, k + 1));
        if (own.len > 2 && other.len > 2 && slice_equal_ascii_case(slice_cut(own, 0, 3), slice_cut(other, 0, 3))) return true;
    }
    return false;
}

/* Content words of one side of a gap that the other does not have in meaning, courtesy titles and
 * what is the other's word cut short ("Insp.") aside; *nouns of them. */
static uint32_t own_words(const both *p, const gap *g, bool of_a, uint32_t *nouns) {
    const line *x = of_a ? p->a : p->b, *y = of_a ? p->b : p->a;
    const token *tx = of_a ? p->ta : p->tb, *ty = of_a ? p->tb : p->ta;
    uint32_t n = 0, from = of_a ? g->a : g->b, to = of_a ? g->a_end : g->b_end;
    for (uint32_t i = from; i < to; i++) {
        if (!tx[i].content || tx[i].key == VALUE_KEY) continue;
        bool there = false;
        for (uint32_t k = of_a ? g->b : g->a; k < (of_a ? g->b_end : g->a_end) && !there; k++)
            there = ty[k].key == tx[i].key || (tx[i].key > VALUE_KEY && ty[k].key > VALUE_KEY &&
                                               key_at(p->s, x, &tx[i]) == key_at(p->s, y, &ty[k]));
        uint8_t upos = p->s->reports[x->report]->words.at[tx[i].word].upos;
        if (there || is_courtesy(p->s, x, &tx[i]) || is_cut_short(p, g, of_a, i)) continue;
        n++;
        *nouns += upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_NONE;
    }
    return n;
}

/* "former", "retired": an office of another time. */
static bool other_time(const syn_report *r, syn_span role) {
    for (uint32_t w = report_word_at(r, role.begin); w < r->words.n && r->words.at[w].begin < role.end; w++) {
        const lexicon_entry *office = lexicon_match(&lexicon_compare_offices, r->words.at, w, r->words.n);
        if (office && slice_equal(slice_str(office->value), SLICE_LIT("other-time"))) return true;
    }
    return false;
}

/* The person whose title or role the tokens stand in, or REPORT_NONE. */
static uint32_t titled(const story *s, const line *l, const token *t, uint32_t from, uint32_t to) {
    const syn_report *r = s->reports[l->report];
    syn_span span = tokens_span(s, l, t, from, to);
    for (uint32_t i = 0; i < l->tokens; i++) {
        if (t[i].key != NAME_KEY || s->out->people.at[t[i].person].type != NAME_PERSON) continue;
        const syn_mention *m = &r->mentions.at[s->mention_at[l->report][t[i].word]];
        bool title = span_present(m->title) && span_inside(span, m->title);
        if (!title && (!span_present(m->role) || !span_inside(span, m->role))) continue;
        return other_time(r, title ? m->title : m->role) ? REPORT_NONE : t[i].person;
    }
    return REPORT_NONE;
}

static bool tell_roles(both *p, bool *told) {
    for (uint32_t i = 0; i < p->al.n_gaps; i++) {
        gap *g = &p->al.gaps[i];
        uint32_t nouns_a = 0, nouns_b = 0;
        if (g->a == g->a_end || g->b == g->b_end || !own_words(p, g, true, &nouns_a) || !own_words(p, g, false, &nouns_b)) continue;
        if (!nouns_a && !nouns_b) continue;
        uint32_t a = titled(p->s, p->a, p->ta, g->a, g->a_end), b = titled(p->s, p->b, p->tb, g->b, g->b_end);
        if (a == REPORT_NONE || a != b) continue;
        *told = true;
        return tell(p, DIFFER_ROLE, HOW_PLAIN, g);
    }
    return true;
}

static bool verb_follows(const story *s, const line *l, const token *t, uint32_t i) {
    const syn_report *r = s->reports[l->report];
    for (uint32_t k = i + 1; k < l->tokens && k <= i + 2; k++) {
        uint8_t upos = r->words.at[t[k].word].upos;
        if (t[k].key <= VALUE_KEY) return false;
        if (upos == UPOS_VERB || upos == UPOS_AUX) return true;
        if (upos != UPOS_ADV) return false;
    }
    return false;
}

static bool may_act(const story *s, const token *t) { return s->out->people.at[t->person].type <= NAME_ORGANIZATION; }

/* A name inside another's title or role: "Harlby Rail director Ann Lund", "Ann Lund, director of Harlby Rail". */
static bool in_title(const story *s, const line *l, const token *t, uint32_t i) {
    const syn_report *r = s->reports[l->report];
    syn_span span = tokens_span(s, l, t, i, i + 1);
    for (uint32_t k = 0; k < l->tokens; k++) {
        if (k == i || t[k].key != NAME_KEY) continue;
        const syn_mention *m = &r->mentions.at[s->mention_at[l->report][t[k].word]];
        if (span_inside(span, m->title) || span_inside(span, m->role)) return true;
    }
    return false;
}

/* "Lund and Moore", "Lund, Moore": names in a row, whose order says nothing. */
static bool in_a_row(const story *s, const line *l, const token *t, uint32_t i, uint32_t k) {
    const syn_report *r = s->reports[l->report];
    for (uint32_t n = i + 1; n < k; n++) {
        syn_slice word = report_slice(r, tokens_span(s, l, t, n, n + 1));
        if (t[n].key != NAME_KEY && r->words.at[t[n].word].upos != UPOS_CCONJ && !slice_equal_ascii_case(word, SLICE_LIT("the")))
            return false;
    }
    return true;
}

/* Content words that were changed besides names. */
static uint32_t changed_words(const both *p) {
    uint32_t n = 0, nouns = 0;
    for (uint32_t i = 0; i < p->al.n_gaps; i++) {
        const gap *g = &p->al.gaps[i];
        if (g->a < g->a_end && g->b < g->b_end) n += own_words(p, g, true, &nouns) + own_words(p, g, false, &nouns);
    }
    return n;
}

/* Names at one place of both sentences that are different persons or bodies. */
static bool tell_names(both *p, bool *told) {
    uint32_t at[MOST_NAMES], n = 0, swapped = 0, changed = 0;
    for (uint32_t i = 0; i < p->a->tokens; i++) {
        if (!p->al.of_a[i] || p->ta[i].key != NAME_KEY) continue;
        const token *x = &p->ta[i], *y = &p->tb[p->al.of_a[i] - 1];
        if (x->person == y->person) continue;
        changed++;
        if (n == MOST_NAMES || in_title(p->s, p->a, p->ta, i) || in_title(p->s, p->b, p->tb, p->al.of_a[i] - 1u)) continue;
        if (names_touch(p->s, p->a->report, tokens_span(p->s, p->a, x, 0, 1), p->b->report, tokens_span(p->s, p->b, y, 0, 1))) continue;
        at[n++] = i;
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++) {
            const token *x = &p->tb[p->al.of_a[at[i]] - 1], *y = &p->tb[p->al.of_a[at[k]] - 1];
            swapped += p->ta[at[i]].person == y->person && p->ta[at[k]].person == x->person &&
                       !in_a_row(p->s, p->a, p->ta, at[i], at[k]);
        }
    uint32_t longer = p->a->tokens > p->b->tokens ? p->a->tokens : p->b->tokens;
    if (!n || (!swapped && (changed > 1 || p->al.equal < LEAST_SHARE * longer || changed_words(p) > 1))) return true;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = p->al.of_a[at[i]] - 1u;
        bool acts = verb_follows(p->s, p->a, p->ta, at[i]) && verb_follows(p->s, p->b, p->tb, k);
        if (!swapped && (!acts || !may_act(p->s, &p->ta[at[i]]) || !may_act(p->s, &p->tb[k]))) continue;
        gap g = {at[i], at[i] + 1, k, k + 1};
        *told = true;
        if (!tell(p, DIFFER_INITIATOR, HOW_PLAIN, &g)) return false;
        if (swapped) return true;
    }
    return true;
}

/* Two words of one axis with two poles (lexicon/en/opposites.txt). */
static bool opposite_words(const story *s, const line *a, const token *x, const line *b, const token *y) {
    const lexicon_entry *one = lexicon_match(&lexicon_compare_opposites, s->reports[a->report]->words.at, x->word, x->word + 1);
    const lexicon_entry *two = lexicon_match(&lexicon_compare_opposites, s->reports[b->report]->words.at, y->word, y->word + 1);
    if (!one || !two || strcmp(one->value, two->value) == 0) return false;
    const char *gap_one = strchr(one->value, ' '), *gap_two = strchr(two->value, ' ');
    return gap_one && gap_two && gap_one - one->value == gap_two - two->value &&
           strncmp(one->value, two->value, (size_t)(gap_one - one->value)) == 0;
}

static bool tell_opposites(both *p) {
    for (uint32_t i = 0; i < p->al.n_gaps; i++) {
        const gap *g = &p->al.gaps[i];
        if (g->a_end - g->a > MOST_CHANGED || g->b_end - g->b > MOST_CHANGED) continue;
        for (uint32_t a = g->a; a < g->a_end; a++)
            for (uint32_t b = g->b; b < g->b_end; b++) {
                if (p->ta[a].key <= VALUE_KEY || p->tb[b].key <= VALUE_KEY) continue;
                if (!opposite_words(p->s, p->a, &p->ta[a], p->b, &p->tb[b])) continue;
                gap one = {a, a + 1, b, b + 1};
                syn_span x = tokens_span(p->s, p->a, p->ta, a, a + 1), y = tokens_span(p->s, p->b, p->tb, b, b + 1);
                if (in_quotation(p->s->reports[p->a->report], x) || in_quotation(p->s->reports[p->b->report], y)) continue;
                if (!tell(p, DIFFER_CLAIM, HOW_PLAIN, &one)) return false;
            }
    }
    return true;
}

bool rewrites_tell(both *p) {
    uint32_t longer = p->a->tokens > p->b->tokens ? p->a->tokens : p->b->tokens;
    bool told = false;
    if (!tell_names(p, &told)) return false;
    if (told || p->al.equal < LEAST_SHARE * longer) return true;
    return tell_roles(p, &told) && (told || (tell_denials(p, &told) && (told || tell_opposites(p))));
}
