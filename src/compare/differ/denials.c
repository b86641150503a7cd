/* denials.c - what one report says did not happen, and another says did.
 *
 * In: statements, those that are nearly the same but for a negation (story.denials), parts of speech. Out: differences of kind
 * claim, how denial.
 * Contradiction: one statement denies its verb ("did not use two handguns", "was never a teacher") or has none of a thing ("had
 * no gun"); the other has the same verb and the same word behind it, plainly: no condition, no wish, no infinitive, no
 * negation (lexicon/en/unreal.txt, negations.txt). Their subjects, where both are named, are one. Two quotations of two
 * people, and statements of which one report has both, are no contradiction.
 * Pairs are those of the alignment: no more than it has. Not done: "failed to", "unable"; what somebody
 * "denied" in one report alone. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/words.h"

#define REACH 4             /* words behind a negation in which its verb stands */
#define OBJECT_REACH 7      /* ... and behind the verb, the words that must be common */
#define SUBJECT_REACH 12
#define LEAST_COMMON 2      /* content words of both statements, the verb among them */
#define LIKE 0.22           /* likeness of a pair that is looked at */
#define MOST_MEMBERS 24     /* of a cluster */

static bool has_entry(const syn_lexicon *lexicon, const syn_report *r, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to; w++)
        if (lexicon_match(lexicon, r->words.at, w, to)) return true;
    return false;
}

/* "That is not the aim": the subject is whatever was said before. */
static bool points_back(const syn_report *r, const statement *st, uint32_t w) {
    for (uint32_t k = st->word; k < w; k++) {
        if (r->words.at[k].kind == WORD_PUNCT) continue;
        return word_is(r, k, "that") || word_is(r, k, "this") || word_is(r, k, "it") ||
               word_is(r, k, "these") || word_is(r, k, "those");
    }
    return false;
}

static bool is_be(const syn_report *r, uint32_t w) {
    static const char *const forms[] = {"is", "are", "was", "were", "be", "been", "being"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (word_is(r, w, forms[i])) return true;
    return false;
}

typedef struct denied {     /* what a negation takes away */
    uint32_t word;          /* the negation */
    uint32_t verb;          /* the verb, or REPORT_NONE where it is a form of "to be" or stands before "no" */
    uint32_t thing;         /* the first content word behind it, or REPORT_NONE */
    bool state;             /* "was not a teacher", "had no gun": a thing, not an action */
} denied;

/* "did not send", "was not a teacher", "has no gun"; false for what is no plain denial. */
static bool read_denied(const syn_report *r, const statement *st, denied *d) {
    uint32_t end = st->word + st->words;
    *d = (denied){REPORT_NONE, REPORT_NONE, REPORT_NONE, false};
    for (uint32_t w = st->word; w < end && d->word == REPORT_NONE; w++)
        if (lexicon_match(&lexicon_compare_negations, r->words.at, w, end)) d->word = w;
    if (d->word == REPORT_NONE || d->word == st->word) return false;
    syn_slice text = word_text(r, d->word);
    bool no = slice_equal_ascii_case(text, SLICE_LIT("no")), never = slice_equal_ascii_case(text, SLICE_LIT("never"));
    bool not = slice_equal_ascii_case(text, SLICE_LIT("not")) || slice_find(text, SLICE_LIT("n't"), 0) != SIZE_MAX ||
               slice_find(text, SLICE_LIT("n’t"), 0) != SIZE_MAX;
    if ((!no && !never && !not) || r->words.at[d->word - 1].kind == WORD_PUNCT) return false;  /* "a car, not a van" */
    static const char *const modals[] = {"ca", "wo", "would", "could", "should", "must", "might", "need"};  /* "can't", "won't" */
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
        if (slice_starts(text, slice_str(modals[i]))) return false;
    if (has_entry(&lexicon_compare_unreal, r, st->word, d->word + 1)) return false;
    /* "does not", "don't": what is so in general, or is thought */
    for (uint32_t w = d->word ? d->word - 1 : 0; w <= d->word; w++) {
        syn_slice word = word_text(r, w);
        if (slice_equal_ascii_case(word, SLICE_LIT("do")) || slice_equal_ascii_case(word, SLICE_LIT("does")) ||
            slice_starts(word, SLICE_LIT("don")) || slice_starts(word, SLICE_LIT("doesn")))
            return false;
    }
    if (no && d->word + 1 < end && lexicon_match(&lexicon_compare_unreal, r->words.at, d->word + 1, end)) return false;
    if (lexicon_match(&lexicon_compare_unreal, r->words.at, d->word, end)) return false;
    for (uint32_t w = d->word + 1; w < r->words.n && w < end + 3 && w <= d->word + 7; w++)
        if (word_is(r, w, "but") || lexicon_match(&lexicon_compare_limits, r->words.at, w, w + 1)) return false;
    for (uint32_t w = d->word + 1, n = 0; w < end && n < REACH && d->verb == REPORT_NONE && !no; w++, n++) {
        if (r->words.at[w].kind == WORD_PUNCT) break;
        if (r->words.at[w].upos == UPOS_VERB && word_is_content(&r->words.at[w])) d->verb = w;
        else if (r->words.at[w].upos == UPOS_VERB && !is_be(r, w)) d->verb = w;
        else if (r->words.at[w].upos == UPOS_NOUN || r->words.at[w].upos == UPOS_ADJ) break;
    }
    d->state = d->verb == REPORT_NONE;
    if (d->state && !no) {  /* "was not a teacher": the verb stands before the negation */
        bool be = is_be(r, d->word - 1) || is_be(r, d->word) || (never && d->word + 1 < end && is_be(r, d->word + 1));
        if (!be && text.len < 5) return false;
    }
    for (uint32_t w = (d->verb == REPORT_NONE ? d->word : d->verb) + 1, n = 0; w < end && n < OBJECT_REACH; w++, n++) {
        if (r->words.at[w].kind == WORD_PUNCT) break;
        if (!word_is_content(&r->words.at[w])) continue;
        d->thing = w;
        break;
    }
    return (d->verb != REPORT_NONE || d->thing != REPORT_NONE) && !points_back(r, st, d->word);
}

/* The place of a word of a class in a statement, or REPORT_NONE. */
static uint32_t find_class(const syn_report *r, const statement *st, uint64_t class, uint32_t from) {
    for (uint32_t w = from; w < st->word + st->words; w++)
        if (word_class(r, w) == class) return w;
    return REPORT_NONE;
}

/* The name nearest before a word of a statement, else of its borrowed subject; REPORT_NONE. */
static uint32_t subject_of(const story *s, const statement *st, uint32_t w) {
    for (uint32_t n = 0; w-- > st->word && n < SUBJECT_REACH; n++) {
        uint32_t person = named_at(s, st->report, w);
        if (person != REPORT_NONE) return person;
    }
    for (uint32_t k = st->head + st->heads; k-- > st->head;) {
        uint32_t person = named_at(s, st->report, k);
        if (person != REPORT_NONE) return person;
    }
    return REPORT_NONE;
}

static uint32_t common_words(const syn_report *x, const statement *a, const syn_report *y, const statement *b) {
    uint32_t n = 0;
    for (uint32_t w = a->core; w < a->core + a->cores; w++) {
        if (!word_is_content(&x->words.at[w]) || lexicon_match(&lexicon_compare_negations, x->words.at, w, w + 1)) continue;
        n += find_class(y, b, word_class(x, w), b->word) != REPORT_NONE;
    }
    return n;
}

/* Is what `d` denies in a told plainly in b? */
static bool told_plainly(const story *s, const statement *a, const denied *d, const statement *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    uint32_t end = b->word + b->words, verb = REPORT_NONE, thing = REPORT_NONE;
    if (d->verb != REPORT_NONE) {
        verb = find_class(y, b, word_class(x, d->verb), b->word);
        if (verb == REPORT_NONE || y->words.at[verb].upos != UPOS_VERB || is_be(y, verb)) return false;
        if (verb > b->word && word_is(y, verb - 1, "to")) return false;
    }
    if (d->thing != REPORT_NONE) {
        thing = find_class(y, b, word_class(x, d->thing), b->word);
        if (thing == REPORT_NONE && !word_is_content(&x->words.at[d->verb == REPORT_NONE ? d->word : d->verb])) return false;
        if (thing == REPORT_NONE && d->state) return false;
    }
    if (d->state) {  /* "was a teacher", "had a gun": of whom the statement begins with */
        bool linked = false;
        uint32_t whose = a->word;
        while (whose < d->word && (!word_is_content(&x->words.at[whose]) || named_at(s, a->report, whose) != REPORT_NONE)) whose++;
        if (whose < d->word && find_class(y, b, word_class(x, whose), b->word) == REPORT_NONE) return false;
        for (uint32_t w = thing, n = 0; w-- > b->word && n < 4 && !linked; n++)
            linked = is_be(y, w) || (d->word > a->word && y->words.at[w].fold == x->words.at[d->word - 1].fold) ||
                     (d->word > a->word && y->words.at[w].stem == x->words.at[d->word - 1].stem);
        if (!linked) return false;
    }
    uint32_t told = verb != REPORT_NONE ? verb : thing;
    if (told == REPORT_NONE || has_entry(&lexicon_compare_unreal, y, b->word, told)) return false;
    for (uint32_t w = b->word; w < end; w++)
        if (lexicon_match(&lexicon_compare_negations, y->words.at, w, end) || lexicon_match(&lexicon_compare_denying, y->words.at, w, end))
            return false;
    uint32_t one = subject_of(s, a, d->word), two = subject_of(s, b, told);
    if (one != REPORT_NONE && two != REPORT_NONE && one != two) return false;
    return common_words(x, a, y, b) >= LEAST_COMMON;
}

/* Does the report have a statement that the alignment holds for the same as this one? */
static bool report_tells(const story *s, const statement *st, uint32_t report) {
    if (st->cluster == REPORT_NONE) return false;
    const cluster *c = &s->clusters.at[st->cluster];
    for (uint32_t i = 0; i < c->count && i < MOST_MEMBERS; i++)
        if (s->statements.at[s->members.at[c->first + i]].report == report) return true;
    return false;
}

/* Two quotations in marks whose speakers are not one. */
static bool two_speakers(const story *s, const statement *a, const statement *b) {
    if (a->quote == REPORT_NONE || b->quote == REPORT_NONE) return false;
    if (s->reports[a->report]->quotes.at[a->quote].kind > QUOTE_BLOCK || s->reports[b->report]->quotes.at[b->quote].kind > QUOTE_BLOCK)
        return false;
    uint32_t one = s->reports[a->report]->quotes.at[a->quote].entity, two = s->reports[b->report]->quotes.at[b->quote].entity;
    if (one == REPORT_NONE || two == REPORT_NONE) return true;
    return s->person_of[a->report][one] != s->person_of[b->report][two] || s->person_of[a->report][one] == REPORT_NONE;
}

static bool contradiction(story *s, const statement *a, const statement *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    denied d;
    if (a->report == b->report || a->embed || b->embed || a->copied || b->copied || !read_denied(x, a, &d)) return true;
    if (!told_plainly(s, a, &d, b) || two_speakers(s, a, b)) return true;
    if (report_tells(s, a, b->report) || report_tells(s, b, a->report)) return true;
    uint32_t told = find_class(y, b, word_class(x, d.verb != REPORT_NONE ? d.verb : d.thing), b->word);
    uint32_t last = d.verb != REPORT_NONE ? d.verb : d.word;
    side one = {a->report, a->span, {x->words.at[d.word].begin, x->words.at[last].end}};
    side two = {b->report, b->span, {y->words.at[told].begin, y->words.at[told].end}};
    if (pair_known(s, &one, &two)) return true;
    if (!pair_add(s, DIFFER_CLAIM, HOW_DENIAL, &one, &two)) return false;
    return pair_reason(s, REASON_RULE, (syn_place){one.report, one.mark, false}, (syn_place){two.report, two.mark, false}, 1.0);
}

static bool contradictions(story *s) {
    for (uint32_t i = 0; i < s->denials.n; i++) {
        const statement *a = &s->statements.at[s->denials.at[i].a], *b = &s->statements.at[s->denials.at[i].b];
        if (!(a->negated ? contradiction(s, a, b) : contradiction(s, b, a))) return false;
    }
    for (uint32_t i = 0; i < s->pairs.n && s->pairs.at[i].score >= LIKE; i++) {
        const statement *a = &s->statements.at[s->pairs.at[i].a], *b = &s->statements.at[s->pairs.at[i].b];
        if (a->negated == b->negated) continue;
        if (!(a->negated ? contradiction(s, a, b) : contradiction(s, b, a))) return false;
    }
    return true;
}

bool story_denials(story *s) { return contradictions(s); }
