/* requests.c - at whose request: one report names who asked for a deed, another tells it as the doer's own.
 *
 * In: the words and names of sentences. Out: differences of kind initiator.
 * "At the harbour master's request, the council sent a letter": words of asking (lexicon/en/asking.txt) with a name between "at" or "on"
 * and them, or behind their "of", at the head of a clause with a named doer, a verb and its object. Another report has the same
 * doer, a verb of the same class or of like meaning (ONE_VERB) and the same object, and names nobody who asked.
 * Bounded: MOST_REQUESTS in a story, each looked for in every report once. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"

#define MOST_REQUESTS 16
#define ASKER_REACH 7       /* words between "at" and "request", or behind "request of" */
#define DOER_REACH 6        /* words from the doer to the verb, and from the verb to its object */
#define ONE_VERB 0.30       /* cosine of two verbs that can tell one deed of one object */

typedef struct request {
    uint32_t report, statement;
    uint32_t from, to;      /* words that say at whose request */
    uint32_t asker, doer;   /* index into out->people */
    uint32_t verb, object;  /* words */
} request;

static bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return slice_equal_ascii_case(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), slice_str(text));
}

/* Reads "at X's request", "at the request of X" at w; true if X has a name. */
static bool read_asker(const story *s, request *q, uint32_t w, uint32_t end) {
    const syn_report *r = s->reports[q->report];
    if (!word_is(r, w, "at") && !word_is(r, w, "on")) return false;
    q->asker = REPORT_NONE;
    for (uint32_t k = w + 1, n = 0; k < end && n < ASKER_REACH; k++, n++) {
        const lexicon_entry *asking = lexicon_match(&lexicon_compare_asking, r->words.at, k, end);
        if (q->asker == REPORT_NONE) q->asker = named_at(s, q->report, k);
        if (!asking) continue;
        q->from = w;
        q->to = k + asking->words;
        bool behind = q->asker == REPORT_NONE && q->to < end && word_is(r, q->to, "of");
        for (n = 0; behind && q->asker == REPORT_NONE && q->to + 1 < end && n < ASKER_REACH; n++)
            q->asker = named_at(s, q->report, ++q->to);
        while (behind && q->to < end && q->asker != REPORT_NONE && named_at(s, q->report, q->to) == q->asker) q->to++;
        return q->asker != REPORT_NONE;
    }
    return false;
}

/* The named doer before a verb and the object behind it, from word `from` on. */
static bool read_deed(const story *s, uint32_t report, uint32_t from, uint32_t end, request *q) {
    const syn_report *r = s->reports[report];
    uint32_t since = 0;
    q->doer = q->verb = REPORT_NONE;
    for (uint32_t w = from; w < end; w++) {
        uint32_t name = named_at(s, report, w);
        const syn_word *word = &r->words.at[w];
        if (q->verb == REPORT_NONE) {
            if (name != REPORT_NONE && s->out->people.at[name].type <= NAME_ORGANIZATION) q->doer = name, since = w;
            else if (q->doer != REPORT_NONE && w - since > DOER_REACH) return false;
            else if (q->doer != REPORT_NONE && word->upos == UPOS_VERB && word_is_content(word)) q->verb = w;
            continue;
        }
        if (word->kind == WORD_PUNCT || w - q->verb > DOER_REACH || word->upos == UPOS_VERB) return false;
        if (word->upos != UPOS_NOUN || name != REPORT_NONE) continue;
        q->object = w;
        return true;
    }
    return false;
}

static bool one_verb(const story *s, const syn_report *x, uint32_t v, const syn_report *y, uint32_t w) {
    if (word_class(x, v) == word_class(y, w)) return true;
    word_vector p = vectors_word(&s->vectors, &x->words.at[v]), q = vectors_word(&s->vectors, &y->words.at[w]);
    return p.at && q.at && vectors_cosine(p.at, q.at) >= ONE_VERB;
}

/* Does a report name anybody who asked? */
static bool asks_too(const syn_report *r) {
    for (uint32_t w = 0; w < r->words.n; w++)
        if (lexicon_match(&lexicon_compare_asking, r->words.at, w, r->words.n)) return true;
    return false;
}

static bool tell_request(story *s, const request *q) {
    const syn_report *x = s->reports[q->report];
    for (uint32_t report = 0; report < s->count; report++) {
        const syn_report *r = s->reports[report];
        if (report == q->report || s->out->sources[report].copy_of != REPORT_NONE || asks_too(r)) continue;
        for (uint32_t i = s->first_statement[report]; i < s->first_statement[report + 1]; i++) {
            const statement *st = &s->statements.at[i];
            request deed = {.report = report};
            if (st->embed || st->negated || !read_deed(s, report, st->word, st->word + st->words, &deed)) continue;
            if (deed.doer != q->doer || word_class(r, deed.object) != word_class(x, q->object)) continue;
            if (!one_verb(s, x, q->verb, r, deed.verb)) continue;
            side one = {q->report, s->statements.at[q->statement].span, {x->words.at[q->from].begin, x->words.at[q->to - 1].end}};
            side two = {report, st->span, {r->words.at[deed.verb].begin, r->words.at[deed.object].end}};
            uint32_t end = x->words.at[q->object].end;
            if (one.mark.begin < one.shown.begin) one.shown.begin = one.mark.begin;
            if (end > one.shown.end) one.shown.end = end;
            if (!pair_known(s, &one, &two) && !pair_add(s, DIFFER_INITIATOR, HOW_PLAIN, &one, &two)) return false;
            break;
        }
    }
    return true;
}

bool story_requests(story *s) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < s->statements.n && told < MOST_REQUESTS; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        if (st->embed || st->copied || s->out->sources[st->report].copy_of != REPORT_NONE) continue;
        const syn_sentence *sentence = &r->sentences.at[st->sentence];
        uint32_t end = sentence->word + sentence->words;
        for (uint32_t w = st->word; w < st->word + st->words; w++) {
            request q = {.report = st->report, .statement = i};
            if (!read_asker(s, &q, w, end)) continue;
            if (!read_deed(s, q.report, q.to, end, &q) || q.doer == q.asker) break;
            told++;
            if (!tell_request(s, &q)) return false;
            break;
        }
    }
    return true;
}
