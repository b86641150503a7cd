/* clauses.c - sentences parted into clauses.
 *
 * In: the words of a sentence with their parts of speech, the quotes. Out: clauses.
 * The idea: a clause begins where the content of a quote begins or ends; at a word that opens one (clauses_open.c),
 * at a participle or a verb behind a comma ("..., killing two", "..., has 850 soldiers"), at a joining word that a predicate
 * follows ("overturned and sank", "and 26 were missing"). Both sides must say something: a verb and two words of content.
 * A clause without a subject of its own inherits that of the one before it; a relative clause, the words before it; where
 * one stands between a subject and its verb ("The mayor, who was away, called"), the verb's clause is shown from the subject
 * on. "Police said" is no clause: it goes with what was said, but is no part of its core. Where words have no tags, long
 * sentences are parted at commas alone. One pass with a bounded look ahead. Not done: clauses inside a clause ("the men who
 * came left"). */
#include "compare/align/clauses.h"

#include "base/caps.h"
#include "compare/align/clause_words.h"
#include "compare/story.h"

#define LEAST_SAID 4         /* words of the content of a quote that is a clause */
#define LEAST_BESIDE 3       /* words of content, a verb among them, beside a cue and its source that tell something */
#define SUBJECT 8            /* words of an inherited subject */
#define LONG_UNTAGGED 18     /* words of a sentence without tags that is parted */
#define LEAST_UNTAGGED 7     /* words of its parts */
#define LONGEST_BYTES 450    /* a longer clause is parted at any comma */

typedef struct cutter {
    const syn_report *r;
    const uint32_t *said;
    uint32_t from, end;
    uint32_t quote;          /* the first that may touch the sentence */
    uint8_t cut[CAP_SENTENCE_TOKENS + 1];  /* cut_kind before each word */
} cutter;

/* Where the content of a quote begins or ends, its marks with it. */
static void cut_sayings(cutter *c) {
    const syn_report *r = c->r;
    for (uint32_t w = c->from + 1; w < c->end; w++) {
        if (c->said[w] == c->said[w - 1]) continue;
        uint32_t at = w;
        if (c->said[w] == REPORT_NONE)
            while (at < c->end && r->words.at[at].kind == WORD_PUNCT) at++;
        else
            while (at > c->from && r->words.at[at - 1].kind == WORD_PUNCT && !is_pause(r, at - 1)) at--;
        if (at > c->from && at < c->end) c->cut[at - c->from] = CUT_SAID;
    }
}

/* ", telling reporters", "and said": such a cue goes with what follows it, not with the clause before it. */
static void cut_cues(cutter *c) {
    const syn_report *r = c->r;
    uint32_t last = r->words.at[c->end - 1].end;
    for (uint32_t q = c->quote; q < r->quotes.n && r->quotes.at[q].content[0].begin < last; q++) {
        const syn_quote *quote = &r->quotes.at[q];
        if (!span_present(quote->cue) || quote->cue.begin >= quote->content[0].begin || quote->cue.end > last) continue;
        uint32_t w = report_word_at(r, quote->cue.begin);
        bool joined = w > c->from && r->words.at[w - 1].upos == UPOS_CCONJ;
        if (w <= c->from + 1 || w >= c->end || (!joined && !(is_pause(r, w - 1) && ends_in_ing(r, w)))) continue;
        if (clause_says_something(r, c->from, w - joined)) c->cut[w - joined - c->from] = CUT_SAID;
    }
}

/* Does the content of a quote tell something by itself? Of reported speech, "the issue" does not. */
static bool is_told(const cutter *c, uint32_t from, uint32_t end, uint32_t quote) {
    const syn_report *r = c->r;
    if (end - from < LEAST_SAID || !clause_says_something(r, from, end)) return false;
    if (r->quotes.at[quote].kind == QUOTE_DIRECT || r->quotes.at[quote].kind == QUOTE_BLOCK) return true;
    while (from < end && r->words.at[from].kind == WORD_PUNCT) from++;
    return from < end && (r->words.at[from].upos == UPOS_SCONJ || r->words.at[from].upos == UPOS_ADV || opener_at(r, from, end) ||
                          clause_meets_verb(r, from, end));
}

/* A quote with few words is a phrase of the sentence around it. */
static uint32_t saying_in(const cutter *c, uint32_t from, uint32_t end) {
    uint32_t words = 0, quote = REPORT_NONE, all = 0;
    for (uint32_t w = from; w < end; w++) {
        if (c->r->words.at[w].kind == WORD_PUNCT) continue;
        all++;
        if (c->said[w] == REPORT_NONE) continue;
        quote = c->said[w];
        words++;
    }
    return words * 2 > all ? quote : REPORT_NONE;
}

static void drop_short_sayings(cutter *c) {
    uint32_t n = c->end - c->from;
    for (uint32_t i = 0, next; i < n; i = next) {
        next = i + 1;
        while (next < n && c->cut[next] != CUT_SAID) next++;
        uint32_t quote = saying_in(c, c->from + i, c->from + next);
        if (quote == REPORT_NONE || is_told(c, c->from + i, c->from + next, quote)) continue;
        c->cut[i] = c->cut[next] = CUT_NONE;
    }
}

/* "..., Ann Lund, 11, | drowned": the verb behind an age is of the name before it. */
static bool is_behind_age(const syn_report *r, uint32_t w, uint32_t from) {
    return w >= from + 4 && is_char(r, w - 1, ',') && r->words.at[w - 2].upos == UPOS_NUM && is_char(r, w - 3, ',') &&
           r->words.at[w - 4].upos == UPOS_PROPN && !ends_in_ing(r, w);
}

/* "The mayor, who was away, | called": what stands before has no verb but in its relative clause. */
static bool is_subject(const syn_report *r, uint32_t from, uint32_t end) {
    for (uint32_t w = from; w < end; w++) {
        if (w > from && is_pause(r, w - 1) && value_is(opener_at(r, w, end), "wh")) return is_pause(r, end - 1);
        if (is_predicate(r, w, end) && !is_attribute(r, w, from, end)) return false;
    }
    return false;
}

/* Cuts inside [from, end), where nothing begins or ends that was said. */
static void cut_zone(cutter *c, uint32_t from, uint32_t end) {
    uint32_t last = from;
    for (uint32_t w = from + LEAST_WORDS; w + LEAST_WORDS <= end; w++) {
        cut_kind kind = clause_opens(c->r, c->from, c->end, w);
        if (!kind || !clause_says_something(c->r, last, w) || !clause_says_something(c->r, w, end)) continue;
        if (kind == CUT_BARE && is_behind_age(c->r, w, last)) continue;
        c->cut[w - c->from] = (uint8_t)kind;
        last = w;
    }
}

static void cut_long(cutter *c) {
    for (uint32_t w = c->from + 1, last = c->from; w < c->end; w++) {
        if (c->cut[w - c->from]) last = w;
        bool far = c->r->words.at[w].end - c->r->words.at[last].begin > LONGEST_BYTES / 2;
        if (!far || !is_pause(c->r, w - 1)) continue;
        uint32_t stop = w;
        while (stop < c->end && !c->cut[stop - c->from]) stop++;
        if (c->r->words.at[stop - 1].end - c->r->words.at[last].begin <= LONGEST_BYTES) continue;
        c->cut[w - c->from] = CUT_WHOLE;
        last = w;
    }
}

static void cut_untagged(cutter *c) {
    if (c->end - c->from <= LONG_UNTAGGED) return;
    for (uint32_t w = c->from + LEAST_UNTAGGED, last = c->from; w + LEAST_UNTAGGED < c->end; w++) {
        if (w - last < LEAST_UNTAGGED || !is_pause(c->r, w) || c->said[w] != REPORT_NONE) continue;
        if (!is_char(c->r, w, ';') && !opener_at(c->r, w + 1, c->end)) continue;
        c->cut[w + 1 - c->from] = CUT_WHOLE;
        last = w + 1;
    }
}

/* Do words around a cue tell something besides who said it? */
static bool tells_more(const cutter *c, uint32_t from, uint32_t end, const syn_quote *quote) {
    uint32_t content = 0, predicates = 0;
    for (uint32_t w = from; w < end; w++) {
        syn_span word = {c->r->words.at[w].begin, c->r->words.at[w].end};
        if (span_inside(word, quote->cue) || span_inside(word, quote->source)) continue;
        content += word_is_content(&c->r->words.at[w]);
        predicates += is_predicate(c->r, w, end);
    }
    return predicates && content >= LEAST_BESIDE;
}

/* "Police said": the words of a cue, and nothing that was said. */
static bool is_frame(const cutter *c, uint32_t from, uint32_t end) {
    const syn_report *r = c->r;
    syn_span span = {r->words.at[from].begin, r->words.at[end - 1].end};
    for (uint32_t w = from; w < end; w++)
        if (c->said[w] != REPORT_NONE) return false;
    for (uint32_t q = c->quote; q < r->quotes.n && r->quotes.at[q].content[0].begin < r->words.at[c->end - 1].end; q++)
        if (span_present(r->quotes.at[q].cue) && span_inside(r->quotes.at[q].cue, span))
            return !tells_more(c, from, end, &r->quotes.at[q]);
    return false;
}

/* "Five joined her in calling on the board to resign": what tells something itself is not parted from what it reports. */
static void join_tellers(cutter *c) {
    uint32_t n = c->end - c->from, quotes = c->r->quotes.n;
    for (uint32_t i = 0, next; i < n; i = next) {
        next = i + 1;
        while (next < n && !c->cut[next]) next++;
        if (next == n) return;
        syn_span span = {c->r->words.at[c->from + i].begin, c->r->words.at[c->from + next - 1].end};
        for (uint32_t k = c->quote; k < quotes && c->r->quotes.at[k].content[0].begin < c->r->words.at[c->end - 1].end; k++) {
            const syn_quote *quote = &c->r->quotes.at[k];
            bool leads = span_present(quote->cue) && span_inside(quote->cue, span) && quote->content[0].begin >= span.end;
            if (!leads || !tells_more(c, c->from + i, c->from + next, quote)) continue;
            uint32_t w = report_word_at(c->r, quote->cue.end);
            while (w < c->from + next && !is_predicate(c->r, w, c->from + next)) w++;
            if (w >= c->from + next) c->cut[next] = CUT_NONE;
        }
    }
}

/* A participle between commas that a verb follows tells of the words before it: "the crowd, shouting slogans, clashed ...". */
static bool is_embedded(const cutter *c, uint32_t from, uint32_t end) {
    return c->cut[from - c->from] == CUT_BARE && end < c->end && c->cut[end - c->from] == CUT_BARE &&
           ends_in_ing(c->r, from) && is_pause(c->r, end - 1) && !ends_in_ing(c->r, end);
}

/* The words that name the subject of the clause that begins at `at`. */
static void find_head(const cutter *c, clause *cl, cut_kind kind, bool embedded, const clause *before) {
    const syn_report *r = c->r;
    uint32_t first = before->core, stop = before->core + before->cores;
    if (kind == CUT_RELATIVE || embedded) {
        uint32_t w = cl->word;
        while (w > first && r->words.at[w - 1].kind == WORD_PUNCT) w--;
        uint32_t end = w;
        while (w > first && end - w < SUBJECT && (is_nominal(r->words.at[w - 1].upos) || is_hyphen(r, w - 1))) w--;
        cl->head = w;
        cl->heads = end - w;
    } else if (kind == CUT_BARE) {
        uint32_t w = first;
        bool named = false;
        for (; w < stop && w - first < SUBJECT * 2 && !is_predicate(r, w, stop); w++)
            named |= r->words.at[w].upos == UPOS_NOUN || r->words.at[w].upos == UPOS_PROPN;
        bool follows = before->core > c->from && is_embedded(c, before->core, cl->word);
        bool bare = follows || !named || (before->heads && before->core > before->head + before->heads);
        cl->head = bare ? before->head : first;
        cl->heads = bare ? before->heads : w - first;
    }
}

/* Without pauses at its ends, and without the word that leads to the next saying (", adding"). */
static void trim(const syn_report *r, clause *cl) {
    while (cl->words && is_pause(r, cl->word)) {
        cl->word++;
        cl->words--;
    }
    while (cl->words && is_pause(r, cl->word + cl->words - 1)) cl->words--;
    uint32_t last = cl->word + cl->words - 1, core = cl->core + cl->cores;
    if (cl->words > 2 && last > core && ends_in_ing(r, last) && is_pause(r, last - 1)) cl->words -= 2;
    while (cl->cores && is_pause(r, cl->core + cl->cores - 1)) cl->cores--;
}

/* Frames go with what was said: what follows, if it opens the sentence, else what stands before. */
static bool collect(const cutter *c, clauses *out, syn_arena *arena) {
    uint32_t first = out->n, n = c->end - c->from, pending = REPORT_NONE;
    for (uint32_t i = 0, next; i < n; i = next) {
        next = i + 1;
        while (next < n && !c->cut[next]) next++;
        uint32_t from = c->from + i, end = c->from + next;
        clause cl = {.word = from, .words = next - i, .quote = saying_in(c, from, end)};
        if (is_frame(c, from, end)) {
            if (out->n > first && pending == REPORT_NONE && (next == n || out->at[out->n - 1].quote != REPORT_NONE)) {
                clause *held = &out->at[out->n - 1];
                held->words = end - held->word;
                continue;
            }
            if (next < n) {
                if (pending == REPORT_NONE) pending = from;
                continue;
            }
        }
        cl.core = from;
        cl.cores = end - from;
        if (out->n > first) find_head(c, &cl, c->cut[i], is_embedded(c, from, end), &out->at[out->n - 1]);
        bool subject = c->cut[i] == CUT_BARE && out->n > first && is_pause(c->r, from - 1) && !ends_in_ing(c->r, from) &&
                       is_subject(c->r, out->at[out->n - 1].core, from);
        if (subject) {
            cl.word = out->at[out->n - 1].word;
            cl.words = end - cl.word;
        } else if (pending != REPORT_NONE) {
            cl.word = pending;
            cl.words = end - pending;
        }
        pending = REPORT_NONE;
        if (!VEC_PUSH(arena, out, cl)) return false;
    }
    for (uint32_t i = first; i < out->n; i++) trim(c->r, &out->at[i]);
    return true;
}

/* Quotes of which content and cue lie before a byte are done with. */
static void pass_quotes(clause_reader *reader, uint32_t at) {
    const syn_report *r = reader->r;
    uint32_t *q = &reader->quote;
    while (*q < r->quotes.n && r->quotes.at[*q].content[0].end <= at && r->quotes.at[*q].cue.end <= at) ++*q;
}

bool clauses_find(clause_reader *reader, uint32_t from, uint32_t end, clauses *out, syn_arena *arena) {
    const syn_report *r = reader->r;
    if (from >= end) return true;
    pass_quotes(reader, r->words.at[from].begin);
    if (end - from > CAP_SENTENCE_TOKENS) end = from + CAP_SENTENCE_TOKENS;
    cutter c = {.r = r, .said = reader->said, .from = from, .end = end, .quote = reader->quote};
    bool tagged = false;
    for (uint32_t w = from; w < end && !tagged; w++) tagged = r->words.at[w].upos != UPOS_NONE;
    if (tagged) {
        cut_sayings(&c);
        cut_cues(&c);
        drop_short_sayings(&c);
        join_tellers(&c);
        for (uint32_t i = 0, n = end - from, next; i < n; i = next) {
            next = i + 1;
            while (next < n && c.cut[next] != CUT_SAID) next++;
            cut_zone(&c, from + i, from + next);
        }
    } else cut_untagged(&c);
    cut_long(&c);
    return collect(&c, out, arena);
}

bool clauses_begin(clause_reader *reader, const syn_report *r, syn_arena *arena) {
    uint32_t *said = ARENA_ARRAY(arena, uint32_t, r->words.n + 1);
    *reader = (clause_reader){.r = r, .said = said};
    if (!said) return false;
    for (uint32_t w = 0; w < r->words.n; w++) said[w] = REPORT_NONE;
    for (uint32_t q = 0; q < r->quotes.n; q++)
        for (unsigned k = 0; k < r->quotes.at[q].contents; k++) {
            syn_span span = r->quotes.at[q].content[k];
            for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end; w++)
                if (said[w] == REPORT_NONE) said[w] = q;
        }
    return true;
}
