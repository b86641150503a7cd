/* going.c - whether a thing still goes on: "rescue efforts are continuing", "rescue efforts were halted".
 *
 * In: statements, parts of speech. Out: differences of kind claim, and of kind inside where one report says both.
 * The idea: words that say that a thing goes on, or that it is over (lexicon/en/going.txt), and the noun right before them
 * with the word before it, which says what kind: both the same in two statements, and nothing of what may be or is to come
 * before the words. Days apart are no reason to leave it out: reports of one story are read together. A report that says
 * both differs from none.
 * Bounded: MOST_TOLD statements of a story, each held against those before it of its noun alone. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "compare/words.h"

#define SUBJECT_REACH 8     /* words before the words of going on that may be their subject */
#define LEAN_REACH 4        /* ... in which a word takes their force away */
#define MOST_TOLD 400

typedef struct told {
    uint32_t report, head;  /* the subject's last noun */
    uint32_t from, to;      /* words that are shown: the subject's two and those of going on */
    uint64_t kind;          /* the word before the noun */
    bool over;
} told;

/* Does a word before `at` leave it open or to come? */
static bool leans(const syn_report *r, uint32_t from, uint32_t at) {
    for (uint32_t w = at > from + LEAN_REACH ? at - LEAN_REACH : from; w < at; w++) {
        if (lexicon_match(&lexicon_compare_negations, r->words.at, w, at) || word_is(r, w, "to")) return true;
        const lexicon_entry *due = lexicon_match(&lexicon_compare_due, r->words.at, w, at);
        if (due && strcmp(due->value, "modal") == 0) return true;
    }
    return false;
}

/* The two words before `at`, auxiliaries and adverbs aside: a noun and what says its kind; false where they are others. */
static bool read_subject(const story *s, uint32_t from, uint32_t at, told *out) {
    const syn_report *r = s->reports[out->report];
    uint32_t w = at;
    for (uint32_t n = 0; w > from && n < SUBJECT_REACH; w--, n++) {
        uint8_t upos = r->words.at[w - 1].upos;
        if (upos != UPOS_AUX && upos != UPOS_ADV && !timex_covers(r, r->words.at[w - 1].begin)) break;
    }
    if (w < from + 2) return false;
    const syn_word *noun = &r->words.at[w - 1], *kind = noun - 1;
    bool named = named_at(s, out->report, w - 1) != REPORT_NONE || named_at(s, out->report, w - 2) != REPORT_NONE;
    bool two = noun->upos == UPOS_NOUN && (kind->upos == UPOS_NOUN || kind->upos == UPOS_ADJ) && word_is_content(kind);
    if (!two || named || timex_covers(r, noun->begin)) return false;
    out->head = w - 1;
    out->kind = kind->stem;
    out->from = w - 2;
    return true;
}

static bool tell(story *s, const told *a, const told *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    syn_span p = words_span(x, a->from, a->to), q = words_span(y, b->from, b->to);
    side one = {a->report, pair_shown(s, a->report, p), p}, two = {b->report, pair_shown(s, b->report, q), q};
    return pair_tell(s, a->report == b->report ? DIFFER_INSIDE : DIFFER_CLAIM, &one, &two);
}

static bool one_thing(const story *s, const told *a, const told *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    return a->kind == b->kind && x->words.at[a->head].stem == y->words.at[b->head].stem;
}

bool story_going(story *s) {
    SYN_VEC(told) all = {0};
    for (uint32_t i = 0; i < s->statements.n && all.n < MOST_TOLD; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        for (uint32_t w = st->core, end = st->core + st->cores; w < end && !st->copied && !st->embed; w++) {
            const lexicon_entry *found = lexicon_match(&lexicon_compare_going, r->words.at, w, end);
            if (!found) continue;
            told t = {.report = st->report, .to = w + found->words, .over = strcmp(found->value, "over") == 0};
            if (leans(r, st->core, w) || !read_subject(s, st->core, w, &t)) continue;
            if (!VEC_PUSH(s->scratch, &all, t)) return false;
        }
    }
    for (uint32_t i = 0; i < all.n; i++)
        for (uint32_t k = i + 1; k < all.n; k++) {
            const told *a = &all.at[i], *b = &all.at[k];
            if (a->over == b->over || !one_thing(s, a, b)) continue;
            bool both = false;  /* one of the reports says both */
            for (uint32_t j = 0; j < all.n && a->report != b->report; j++) {
                const told *own = all.at[j].report == a->report ? a : all.at[j].report == b->report ? b : NULL;
                both |= own && all.at[j].over != own->over && one_thing(s, &all.at[j], own);
            }
            if (!both && !tell(s, a, b)) return false;
        }
    return true;
}
