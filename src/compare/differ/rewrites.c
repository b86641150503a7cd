/* rewrites.c - sentences that two reports share, with words changed in one of them.
 *
 * In: the sentences of all reports, whole copies included. Out: pairs of them, word by word, of which rewrites_tell.c makes
 * differences of kind role, initiator and claim.
 * The idea: two sentences with most of their words in one order were copied from each other; what stands otherwise in one of
 * them was changed. Names, numbers and times count as one token each, whatever they are (numbers and dates are the matter of
 * edits.c).
 * A report that has both sentences differs in nothing. Sentences meet through a map from runs of RUN tokens, of which the last
 * DEPTH places are looked at: linear but for the alignment of a pair, which is bounded by MOST_TOKENS squared.
 * Sentences that are the same word for word are one. Not done: sentences parted or joined; words put in or left out. */
#include "base/caps.h"
#include "compare/differ/rewrites.h"

#define RUN 3               /* tokens of a run by which sentences meet */
#define DEPTH 6             /* sentences looked at under one run */
#define LEAST_TOKENS 6
#define CANDIDATES 24
#define LEAST_CONTENT 3     /* content words, names and values in common */
#define SWAP_SHARE 0.60     /* of the tokens of the longer one, in common, where names have changed places */

/* ---- sentences as rows of tokens ---------------------------------------------------------------------------------- */

static bool marks_value(const syn_report *r, uint32_t w, uint32_t *time, uint32_t *number) {
    const syn_word *word = &r->words.at[w];
    while (*time < r->times.n && r->times.at[*time].span.end <= word->begin) ++*time;
    while (*number < r->numbers.n && r->numbers.at[*number].span.end <= word->begin) ++*number;
    return (*time < r->times.n && r->times.at[*time].span.begin < word->end) ||
           (*number < r->numbers.n && r->numbers.at[*number].span.begin < word->end) || word->kind == WORD_NUMBER;
}

/* The sentence's tokens; *hash is that of its very words. */
static bool line_read(story *s, rewrites *x, line *l, uint64_t *hash, uint32_t *time, uint32_t *number) {
    const syn_report *r = s->reports[l->report];
    const syn_sentence *sentence = &r->sentences.at[l->sentence];
    l->token = x->tokens.n;
    *hash = hash_join(0, 1);
    for (uint32_t w = sentence->word, end = w + sentence->words; w < end; w++) {
        const syn_word *word = &r->words.at[w];
        bool value = marks_value(r, w, time, number);
        if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL || word->kind == WORD_POSSESSIVE) continue;
        *hash = hash_join(*hash, word->fold);
        uint32_t person = named_at(s, l->report, w), m = s->mention_at[l->report][w];
        token *before = x->tokens.n > l->token ? &x->tokens.at[x->tokens.n - 1] : NULL;
        token t = {word->fold, w, 1, REPORT_NONE, word_is_content(word)};
        if (person != REPORT_NONE) {
            if (before && before->key == NAME_KEY && s->mention_at[l->report][before->word] == m) {
                before->words = w + 1 - before->word;
                continue;
            }
            t = (token){NAME_KEY, w, 1, person, true};
        } else if (value) {
            if (before && before->key == VALUE_KEY) {
                before->words = w + 1 - before->word;
                continue;
            }
            t = (token){VALUE_KEY, w, 1, REPORT_NONE, true};
        }
        if (!VEC_PUSH(s->scratch, &x->tokens, t)) return false;
    }
    l->tokens = x->tokens.n - l->token;
    return true;
}

static uint64_t run_hash(const rewrites *x, uint32_t at) {
    uint64_t hash = hash_join(0, 2);
    for (uint32_t i = 0; i < RUN; i++) hash = hash_join(hash, x->tokens.at[at + i].key);
    return hash;
}

/* The earlier lines of other reports that share most runs with a line; the line's own runs are put into the map. */
static bool line_meet(story *s, rewrites *x, uint32_t index) {
    line *l = &x->lines.at[index];
    uint32_t found[CANDIDATES], votes[CANDIDATES], n = 0;
    for (uint32_t t = l->token; t + RUN <= l->token + l->tokens; t++) {
        uint32_t *head = map_slot_of(&x->runs, run_hash(x, t), REPORT_NONE - 1);
        if (!head) return false;
        uint32_t steps = 0;
        for (uint32_t p = *head; p < REPORT_NONE - 1 && steps < DEPTH; p = x->postings.at[p].next, steps++) {
            uint32_t other = x->postings.at[p].line, k = 0;
            if (x->lines.at[other].report == l->report) continue;
            while (k < n && found[k] != other) k++;
            if (k == n && n < CANDIDATES) found[n] = other, votes[n++] = 0;
            if (k < n) votes[k]++;
        }
        if (*head < REPORT_NONE - 1 && x->postings.at[*head].line == index) continue;
        uint32_t next = *head;
        *head = x->postings.n;
        if (!VEC_PUSH(s->scratch, &x->postings, (posting){index, next})) return false;
    }
    while (l->bests < TRIED) {
        uint32_t best = 0;
        for (uint32_t k = 1; k < n; k++)
            if (votes[k] > votes[best]) best = k;
        if (!n || votes[best] < 2) break;
        l->best[l->bests++] = found[best];
        votes[best] = 0;
    }
    return true;
}

static bool lines_fill(story *s, rewrites *x) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        uint32_t time = 0, number = 0;
        for (uint32_t i = 0; i < report->sentences.n && x->lines.n < CAP_STATEMENTS; i++) {
            line l = {.report = r, .sentence = i, .next = REPORT_NONE};
            uint64_t hash;
            uint32_t tokens = x->tokens.n;
            if (!line_read(s, x, &l, &hash, &time, &number)) return false;
            if (l.tokens < LEAST_TOKENS || l.tokens > MOST_TOKENS) {
                x->tokens.n = tokens;
                continue;
            }
            uint32_t *first = map_slot_of(&x->exact, hash, x->lines.n);
            if (!first) return false;
            l.last = x->lines.n;
            uint32_t of = *first;
            if (!VEC_PUSH(s->scratch, &x->lines, l)) return false;
            if (of != x->lines.n - 1) {
                x->lines.at[x->lines.at[of].last].next = x->lines.n - 1;
                x->lines.at[of].last = x->lines.n - 1;
            } else if (!line_meet(s, x, of)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- two sentences word by word ----------------------------------------------------------------------------------- */

static unsigned token_weight(const token *a, const token *b) {
    if (a->key != b->key) return 0;
    if (a->key == NAME_KEY) return a->person == b->person ? 5 : 3;
    return a->content ? 4 : 2;
}

static void align(const token *a, uint32_t n, const token *b, uint32_t m, alignment *out) {
    uint16_t best[MOST_TOKENS + 1][MOST_TOKENS + 1];
    for (uint32_t i = 0; i <= n; i++) best[i][m] = 0;
    for (uint32_t k = 0; k <= m; k++) best[n][k] = 0;
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t k = m; k-- > 0;) {
            unsigned w = token_weight(&a[i], &b[k]);
            unsigned with = w ? best[i + 1][k + 1] + w : 0, skip = best[i + 1][k] > best[i][k + 1] ? best[i + 1][k] : best[i][k + 1];
            best[i][k] = (uint16_t)(with > skip ? with : skip);
        }
    *out = (alignment){.equal = 0};
    uint32_t i = 0, k = 0;
    gap open = {0, 0, 0, 0};
    while (i < n && k < m) {
        unsigned w = token_weight(&a[i], &b[k]);
        if (w && best[i][k] == best[i + 1][k + 1] + w) {
            if (open.a < i || open.b < k) out->gaps[out->n_gaps++] = (gap){open.a, i, open.b, k};
            out->of_a[i] = (uint8_t)(k + 1);
            out->equal++;
            out->content += a[i].content;
            open = (gap){i + 1, 0, k + 1, 0};
            i++, k++;
        } else if (best[i + 1][k] >= best[i][k + 1]) {
            i++;
        } else {
            k++;
        }
    }
    if ((open.a < n || open.b < m) && out->n_gaps < MOST_TOKENS) out->gaps[out->n_gaps++] = (gap){open.a, n, open.b, m};
}

static bool has_report(const rewrites *x, uint32_t first, uint32_t report) {
    for (uint32_t l = first; l != REPORT_NONE; l = x->lines.at[l].next)
        if (x->lines.at[l].report == report) return true;
    return false;
}

static bool compare_lines(story *s, const rewrites *x, uint32_t a, uint32_t b) {
    both p = {.s = s, .x = x, .a = &x->lines.at[a], .b = &x->lines.at[b]};
    if (has_report(x, a, p.b->report) || has_report(x, b, p.a->report)) return true;
    p.ta = x->tokens.at + p.a->token;
    p.tb = x->tokens.at + p.b->token;
    align(p.ta, p.a->tokens, p.tb, p.b->tokens, &p.al);
    uint32_t longer = p.a->tokens > p.b->tokens ? p.a->tokens : p.b->tokens;
    if (p.al.content < LEAST_CONTENT || p.al.equal < SWAP_SHARE * longer || p.al.equal + 2 < LEAST_TOKENS) return true;
    return rewrites_tell(&p);
}

bool story_rewrites(story *s) {
    rewrites x = {.exact = {.size = 0}};
    map_init(&x.exact, s->scratch);
    map_init(&x.runs, s->scratch);
    if (!lines_fill(s, &x)) return false;
    for (uint32_t i = 0; i < x.lines.n; i++)
        for (uint32_t k = 0; k < x.lines.at[i].bests; k++)
            if (!compare_lines(s, &x, x.lines.at[i].best[k], i)) return false;
    return true;
}
