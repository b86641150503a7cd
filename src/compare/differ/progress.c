/* progress.c - how far a thing has come: still to be done in one report, done in another.
 *
 * In: pairs of statements that are alike, parts of speech. Out: differences of kind claim.
 * A verb behind words of what is to come ("is set to vote", "appeared poised to become", "will be investigated":
 * lexicon/en/coming.txt) and the same verb told as done or going on in another report, with the same words around it (LEAST_AROUND
 * within AROUND). The report with the first does not tell it as done, the other not as coming. Days apart are no reason to leave it
 * out: reports of one story are read together. Bounded by the pairs of the alignment. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/words.h"
#include "text/background.h"

#define LIKE 0.30           /* likeness of the statements */
#define AROUND 7            /* words on each side of the verb */
#define LEAST_AROUND 9.0    /* weight of words in common there ... */
#define ALIKE 0.60          /* ... where the statements are so alike: */
#define LEAST_ALIKE 7.0
#define LEAST_WORDS 3       /* ... and how many */
#define VERB_REACH 3        /* words behind those of what is to come in which the verb stands */
#define SUBJECT_REACH 8
#define MOST_PAIRS 20000

/* The verb that is to come, from word `from` on; *cue is where its words begin. */
static uint32_t coming(const syn_report *r, const statement *st, uint32_t from, uint32_t *cue) {
    uint32_t end = st->word + st->words;
    for (uint32_t w = from; w < end; w++) {
        const lexicon_entry *words = lexicon_match(&lexicon_compare_coming, r->words.at, w, end);
        if (!words) continue;
        for (uint32_t k = w + words->words, n = 0; k < end && n < VERB_REACH; k++, n++) {
            if (r->words.at[k].kind == WORD_PUNCT) break;
            if (r->words.at[k].upos != UPOS_VERB || (!word_is_content(&r->words.at[k]) && !word_is(r, k, "become"))) continue;
            *cue = w;
            return k;
        }
    }
    return REPORT_NONE;
}

/* Is the verb at w told as done or going on: in the past, or behind a form of "be" or "have", under no word of what is to come? */
static bool is_done(const syn_report *r, const statement *st, uint32_t w) {
    syn_slice text = word_text(r, w);
    if (r->words.at[w].upos != UPOS_VERB) return false;
    uint32_t from = w > st->word + 5 ? w - 5 : st->word;
    for (uint32_t k = from; k < w; k++) {
        if (lexicon_match(&lexicon_compare_coming, r->words.at, k, w + 1) || lexicon_match(&lexicon_compare_unreal, r->words.at, k, w + 1) ||
            lexicon_match(&lexicon_compare_negations, r->words.at, k, w + 1))
            return false;
    }
    if (w > st->word && word_is(r, w - 1, "to"))
        return false;
    /* "an area staffed by nurses": the participle of a noun */
    bool by = word_is(r, w + 1, "by");
    if (by && w > st->word && r->words.at[w - 1].upos == UPOS_NOUN) return false;
    for (uint32_t k = st->word; k < st->word + st->words; k++)
        if (lexicon_match(&lexicon_compare_earlier, r->words.at, k, k + 1)) return false;
    return slice_ends(text, SLICE_LIT("ed")) || lexicon_match(&lexicon_compare_pasts, r->words.at, w, w + 1) != NULL;
}

static double around_common(const story *s, const statement *a, uint32_t v, const statement *b, uint32_t w, uint32_t *n) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    double sum = 0;
    *n = 0;
    uint32_t from = v > a->word + AROUND ? v - AROUND : a->word, to = v + AROUND + 1;
    for (uint32_t i = from; i < to && i < a->word + a->words; i++) {
        if (i == v || !word_is_content(&x->words.at[i])) continue;
        uint32_t back = w > b->word + AROUND ? w - AROUND : b->word;
        for (uint32_t k = back; k < w + AROUND + 1 && k < b->word + b->words; k++)
            if (k != w && word_class(x, i) == word_class(y, k)) {
                sum += background_rarity(x->words.at[i].stem);
                ++*n;
                break;
            }
    }
    return sum;
}

/* Is the word at w of r the verb of x, in any form ("sell", "sold")? */
static bool is_verb(const syn_report *r, uint32_t w, const syn_report *x, uint32_t verb) {
    if (word_class(r, w) == word_class(x, verb)) return true;
    const lexicon_entry *past = lexicon_match(&lexicon_compare_pasts, r->words.at, w, w + 1);
    const lexicon_entry *other = lexicon_match(&lexicon_compare_pasts, x->words.at, verb, verb + 1);
    if (past && other && strcmp(past->value, other->value) == 0) return true;
    return (past && word_hash(slice_str(past->value)) == x->words.at[verb].fold) ||
           (other && word_hash(slice_str(other->value)) == r->words.at[w].fold);
}

/* The name nearest before a verb, or REPORT_NONE. */
static uint32_t subject_before(const story *s, const statement *st, uint32_t w) {
    for (uint32_t n = 0; w-- > st->word && n < SUBJECT_REACH; n++) {
        uint32_t person = named_at(s, st->report, w);
        if (person != REPORT_NONE) return person;
    }
    return REPORT_NONE;
}

static bool names_before(const story *s, const statement *st, uint32_t w, uint32_t person) {
    for (uint32_t n = 0; w-- > st->word && n < SUBJECT_REACH; n++)
        if (named_at(s, st->report, w) == person) return true;
    return false;
}

/* Two names before the verbs, neither of which stands before both ("Tarrow and Harlby", "Harlby and Tarrow"). */
static bool two_subjects(const story *s, const statement *a, uint32_t v, const statement *b, uint32_t w) {
    uint32_t one = subject_before(s, a, v), two = subject_before(s, b, w);
    if (one == REPORT_NONE || two == REPORT_NONE) return false;
    return one != two && !names_before(s, a, v, two) && !names_before(s, b, w, one);
}

/* Does the report tell the verb as done, or as coming, in words like those of the statement? */
static bool report_tells(const story *s, uint32_t report, const statement *like, uint32_t verb, bool done) {
    const syn_report *r = s->reports[report], *x = s->reports[like->report];
    for (uint32_t i = s->first_statement[report]; i < s->first_statement[report + 1]; i++) {
        const statement *st = &s->statements.at[i];
        for (uint32_t w = st->word; w < st->word + st->words; w++) {
            uint32_t n;
            if (!is_verb(r, w, x, verb) || r->words.at[w].upos != UPOS_VERB || is_done(r, st, w) != done) continue;
            if (around_common(s, like, verb, st, w, &n) >= LEAST_AROUND) return true;
        }
    }
    return false;
}

static bool tell_progress(story *s, const statement *a, const statement *b, double likeness) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    uint32_t cue = 0, n;
    for (uint32_t verb = coming(x, a, a->word, &cue); verb != REPORT_NONE; verb = coming(x, a, verb + 1, &cue)) {
        for (uint32_t w = b->word; w < b->word + b->words; w++) {
            if (!is_verb(y, w, x, verb) || !is_done(y, b, w)) continue;
            if (around_common(s, a, verb, b, w, &n) < (likeness >= ALIKE ? LEAST_ALIKE : LEAST_AROUND) || n < LEAST_WORDS || two_subjects(s, a, verb, b, w)) continue;
            if (report_tells(s, a->report, b, w, true) || report_tells(s, b->report, a, verb, false)) continue;
            side one = {a->report, a->span, {x->words.at[cue].begin, x->words.at[verb].end}};
            side two = {b->report, b->span, {y->words.at[w].begin, y->words.at[w].end}};
            if (!pair_tell(s, DIFFER_CLAIM, &one, &two)) return false;
        }
    }
    return true;
}

bool story_progress(story *s) {
    for (uint32_t i = 0; i < s->pairs.n && i < MOST_PAIRS && s->pairs.at[i].score >= LIKE; i++) {
        const statement *a = &s->statements.at[s->pairs.at[i].a], *b = &s->statements.at[s->pairs.at[i].b];
        if (a->negated != b->negated || a->copied || b->copied) continue;
        double likeness = s->pairs.at[i].score;
        if (!tell_progress(s, a, b, likeness) || !tell_progress(s, b, a, likeness)) return false;
    }
    return true;
}
