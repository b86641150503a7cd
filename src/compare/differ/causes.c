/* causes.c - two causes of one event.
 *
 * In: the words of statements, their parts of speech. Out: differences of kind claim.
 * Words such as "because of", "caused by" (lexicon/en/causes.txt) have the cause behind them and before them what it brought about:
 * the nearest verb, or of a passive the nearest noun; "caused", "led to" (causing.txt) the other way round. Two reports speak of one event
 * where that word is of one class and
 * - half of the other words of content around it are the same, or
 * - it stands in the first sentences of both reports (MAIN_SENTENCES), and is a noun explained or a mishap (lexicon/en/mishaps.txt); "the
 *   accident" and "it" stand for any mishap.
 * Their causes differ where no word of content in the one is of the class or of like meaning of one in the other, and neither report
 * has the other's cause anywhere. A cause that is said not to be known ("the cause of the crash is unclear") differs from one that is
 * told or suspected. Left out: denied causes and parts of causes; two causes of which one is only asked for.
 * Bounded: MOST_CAUSES in a story, each held against the others. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "text/background.h"

#define MOST_CAUSES 96
#define BACK 14             /* words before the cue that say what it brought about */
#define CAUSE_WORDS 12      /* words of a cause */
#define EVENT_REACH 5       /* words behind "caused", "the cause of" in which the event stands */
#define UNKNOWN_REACH 8     /* words behind the event in which the words stand that its cause is not known */
#define MAIN_SENTENCES 3
#define IT_SENTENCES 16     /* "it was because of" stands for the main mishap in so many first sentences */
#define SAME_CAUSE 0.40     /* cosine of two words from which they may be one cause */
#define LEAST_AROUND 6.0    /* weight of the words around the event that must be the same */

typedef struct causing {
    uint32_t report, statement;
    uint32_t from, head, cue;       /* words: the event from `from` to `cue`, its verb or noun; head == REPORT_NONE: "it" */
    uint32_t cause, cause_end;      /* words of the cause */
    bool any;                       /* the event stands for any mishap */
    bool mishap, noun;
    bool unknown;                   /* the cause is said not to be known: the words from `cause` on say so */
    bool asked;                     /* "if it was caused by" */
} causing;

static bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return slice_equal_ascii_case(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), slice_str(text));
}

/* A word that tells something of a cause or an event: a noun, verb or adjective. */
static bool tells(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    if (!word_is_content(word) || word->kind != WORD_LETTERS) return false;
    return word->upos == UPOS_NOUN || word->upos == UPOS_VERB || word->upos == UPOS_ADJ || word->upos == UPOS_PROPN;
}

/* Where the words before a cue begin: behind a colon, semicolon or quotation mark (of an active one also a comma or "after"), at most
 * BACK words back. */
static uint32_t event_from(const syn_report *r, uint32_t first, uint32_t cue, bool active) {
    uint32_t w = cue;
    while (w > first && cue - w < BACK) {
        if (active && (word_is(r, w - 1, ",") || r->words.at[w - 1].upos == UPOS_SCONJ ||
                       lexicon_match(&lexicon_compare_circumstances, r->words.at, w - 1, w)))
            break;
        if (r->words.at[w - 1].kind == WORD_PUNCT && !word_is(r, w - 1, ",") && !word_is(r, w - 1, "-")) break;
        w--;
    }
    return w;
}

static void set_mishap(const syn_report *r, causing *c) {
    const lexicon_entry *mishap = lexicon_match(&lexicon_compare_mishaps, r->words.at, c->head, c->head + 1);
    c->mishap = mishap && (r->words.at[c->head].upos == UPOS_VERB) == (strcmp(mishap->value, "verb") == 0);
    c->any = c->mishap && strcmp(mishap->value, "any") == 0;
}

static void find_head(const story *s, causing *c, bool noun) {
    const syn_report *r = s->reports[c->report];
    bool it = false, told = false;
    c->head = REPORT_NONE;
    c->noun = noun;
    for (uint32_t w = c->cue; w-- > c->from && c->head == REPORT_NONE;) {
        uint8_t upos = r->words.at[w].upos;
        if (tells(r, w) && (noun ? upos == UPOS_NOUN : upos == UPOS_VERB)) c->head = w;
        it |= word_is(r, w, "it") || word_is(r, w, "this");
        told |= tells(r, w);
    }
    if (c->head != REPORT_NONE) set_mishap(r, c);
    else c->any = c->mishap = it && !told && s->statements.at[c->statement].sentence < IT_SENTENCES;
}

/* "not because of", "partly due to"; notes "if it was caused by" */
static bool is_denied(const syn_report *r, causing *c, uint32_t end) {
    for (uint32_t w = c->cue > 5 ? c->cue - 5 : 0; w < c->cue; w++) {
        c->asked |= word_is(r, w, "if") || word_is(r, w, "whether");
        if (lexicon_match(&lexicon_compare_negations, r->words.at, w, end) || word_is(r, w, "only") || word_is(r, w, "partly") ||
            word_is(r, w, "part"))
            return true;
    }
    return false;
}

/* Reads the cause and the event at a cue; false if one of them tells nothing. */
static bool read_causing(const story *s, causing *c, const lexicon_entry *cue) {
    const syn_report *r = s->reports[c->report];
    const syn_sentence *sentence = &r->sentences.at[s->statements.at[c->statement].sentence];
    uint32_t end = sentence->word + sentence->words, w = c->cue + cue->words, told = 0;
    c->cause = w;
    for (; w < end && w < c->cause + CAUSE_WORDS && r->words.at[w].kind != WORD_PUNCT; w++) {
        if (w > c->cause && lexicon_match(&lexicon_compare_causes, r->words.at, w, end)) break;
        told += tells(r, w) && r->words.at[w].upos != UPOS_PROPN;
    }
    c->cause_end = w;
    c->from = event_from(r, sentence->word, c->cue, false);
    if (!told || c->from == c->cue || is_denied(r, c, end)) return false;
    find_head(s, c, *cue->value != 0);
    return c->head != REPORT_NONE || c->any;
}

/* "A gas leak may have caused the blast": the event behind the cue, a mishap; the cause before it. */
static bool read_active(const story *s, causing *c, const lexicon_entry *cue) {
    const syn_report *r = s->reports[c->report];
    const statement *st = &s->statements.at[c->statement];
    uint32_t w = c->cue + cue->words, end = st->word + st->words, told = 0;
    for (c->head = REPORT_NONE; w < end && w < c->cue + cue->words + EVENT_REACH && r->words.at[w].kind != WORD_PUNCT; w++)
        if (r->words.at[w].upos == UPOS_NOUN) c->head = w;
        else if (c->head != REPORT_NONE) break;
    if (c->head == REPORT_NONE || is_denied(r, c, end) || word_is(r, c->cue - (c->cue > 0), "what")) return false;
    set_mishap(r, c);
    c->noun = true;
    c->from = c->cue;
    c->cause = event_from(r, r->sentences.at[st->sentence].word, c->cue, true);
    c->cause_end = c->cue;
    if (c->cause_end - c->cause > CAUSE_WORDS) c->cause = c->cause_end - CAUSE_WORDS;
    for (uint32_t k = c->cause; k < c->cause_end; k++) told += tells(r, k) && r->words.at[k].upos != UPOS_PROPN;
    return c->mishap && told;
}

/* "the cause of the crash": it is not known, or what it was. */
static bool read_named(const story *s, causing *c) {
    const syn_report *r = s->reports[c->report];
    const syn_sentence *sentence = &r->sentences.at[s->statements.at[c->statement].sentence];
    uint32_t end = sentence->word + sentence->words, w = c->cue + 1;
    if (w + 2 >= end || !word_is(r, w, "of")) return false;
    for (c->head = REPORT_NONE; w < end && w < c->cue + 2 + EVENT_REACH && r->words.at[w].kind != WORD_PUNCT; w++)
        if (r->words.at[w].upos == UPOS_NOUN) c->head = w;
        else if (c->head != REPORT_NONE) break;
    if (c->head == REPORT_NONE) return false;
    set_mishap(r, c);
    c->noun = c->unknown = true;
    c->from = c->cue;
    uint32_t to = c->head + 1 + UNKNOWN_REACH < end ? c->head + 1 + UNKNOWN_REACH : end;
    for (w = c->head + 1; w < to; w++) {
        const lexicon_entry *unknown = lexicon_match(&lexicon_compare_unknown, r->words.at, w, end);
        if (r->words.at[w].kind == WORD_PUNCT && !word_is(r, w, ",")) break;
        if (!unknown) continue;
        c->cause = w;
        c->cause_end = w + unknown->words;
        return c->mishap;
    }
    return false;
}

static bool collect(story *s, causing *all, uint32_t *count) {
    *count = 0;
    for (uint32_t i = 0; i < s->statements.n && *count < MOST_CAUSES; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        if (st->embed || st->copied || s->out->sources[st->report].copy_of != REPORT_NONE) continue;
        for (uint32_t w = st->word; w < st->word + st->words && *count < MOST_CAUSES; w++) {
            causing c = {.report = st->report, .statement = i, .cue = w};
            const lexicon_entry *cue = lexicon_match(&lexicon_compare_causes, r->words.at, w, r->words.n);
            const lexicon_entry *active = cue ? NULL : lexicon_match(&lexicon_compare_causing, r->words.at, w, r->words.n);
            if (cue ? read_causing(s, &c, cue) : active ? read_active(s, &c, active) : word_is(r, w, "cause") && read_named(s, &c))
                all[(*count)++] = c;
            if (cue) w += cue->words - 1u;
        }
    }
    return true;
}

/* Does a class of words stand in the first sentences of a report? */
static bool is_main(const story *s, uint32_t report, uint64_t class) {
    const syn_report *r = s->reports[report];
    for (uint32_t i = 0; i < r->sentences.n && i < MAIN_SENTENCES; i++)
        for (uint32_t w = r->sentences.at[i].word; w < r->sentences.at[i].word + r->sentences.at[i].words; w++)
            if (word_class(r, w) == class) return true;
    return false;
}

/* Are the words around two events of one class the same: half of the shorter's, of some weight? */
static bool same_around(const story *s, const causing *a, const causing *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    uint32_t of_a = 0, of_b = 0, common = 0;
    double weight = 0;
    for (uint32_t k = b->from; k < b->cue; k++) of_b += k != b->head && tells(y, k);
    for (uint32_t w = a->from; w < a->cue; w++) {
        if (w == a->head || !tells(x, w)) continue;
        of_a++;
        for (uint32_t k = b->from; k < b->cue; k++) {
            if (k == b->head || !tells(y, k) || word_class(x, w) != word_class(y, k)) continue;
            common++;
            weight += background_rarity(x->words.at[w].stem);
            break;
        }
    }
    return common && weight >= LEAST_AROUND && common * 2 >= (of_a < of_b ? of_a : of_b);
}

/* "an explosion sparked a fire", "the fire caused an explosion" */
static bool brings_about(const story *s, const causing *a, const causing *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    if (b->head == REPORT_NONE || a->unknown || !b->mishap || b->any) return false;
    for (uint32_t w = a->cause; w < a->cause_end; w++)
        if (word_class(x, w) == word_class(y, b->head)) return true;
    return false;
}

static bool one_event(const story *s, const causing *a, const causing *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    if (a->any && b->any) return true;
    if (a->any || b->any) {
        const causing *told = a->any ? b : a;
        if (!told->mishap) return false;
        uint64_t class = word_class(s->reports[told->report], told->head);
        return is_main(s, a->report, class) && is_main(s, b->report, class);
    }
    uint64_t class = word_class(x, a->head);
    if (class != word_class(y, b->head)) return false;
    if (((a->mishap && b->mishap) || (a->noun && b->noun)) && is_main(s, a->report, class) && is_main(s, b->report, class)) return true;
    return same_around(s, a, b);
}

/* Can a word of one cause be one of the other's? */
static bool one_cause(const story *s, const causing *a, const causing *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    for (uint32_t w = a->cause; w < a->cause_end; w++) {
        if (!tells(x, w)) continue;
        word_vector p = vectors_word(&s->vectors, &x->words.at[w]);
        for (uint32_t k = b->cause; k < b->cause_end; k++) {
            if (!tells(y, k)) continue;
            if (word_class(x, w) == word_class(y, k)) return true;
            word_vector q = vectors_word(&s->vectors, &y->words.at[k]);
            if (p.at && q.at && vectors_cosine(p.at, q.at) >= SAME_CAUSE) return true;
        }
    }
    return false;
}

/* Has a report half of the words of another's cause, by weight, in one sentence? */
static bool gives_too(const story *s, uint32_t report, const causing *c) {
    const syn_report *r = s->reports[report], *x = s->reports[c->report];
    uint64_t classes[CAUSE_WORDS];
    double weights[CAUSE_WORDS], all = 0;
    uint32_t n = 0;
    for (uint32_t w = c->cause; w < c->cause_end; w++) {
        if (!tells(x, w) || x->words.at[w].upos == UPOS_PROPN) continue;
        classes[n] = word_class(x, w);
        all += weights[n++] = background_rarity(x->words.at[w].stem);
    }
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        double has = 0;
        for (uint32_t k = 0; k < n; k++)
            for (uint32_t w = r->sentences.at[i].word; w < r->sentences.at[i].word + r->sentences.at[i].words; w++)
                if (word_class(r, w) == classes[k]) {
                    has += weights[k];
                    break;
                }
        if (has * 2 >= all) return true;
    }
    return false;
}

static side side_of(const story *s, const causing *c) {
    const syn_report *r = s->reports[c->report];
    uint32_t from = c->cause < c->cue ? c->cause : c->cue, to = c->cause < c->cue ? c->head + 1 : c->cause_end;
    side out = {.report = c->report, .mark = {r->words.at[from].begin, r->words.at[to - 1].end}};
    out.shown = s->statements.at[c->statement].span;
    uint32_t begin = r->words.at[c->from < from ? c->from : from].begin;
    if (begin < out.shown.begin) out.shown.begin = begin;
    if (out.mark.end > out.shown.end) out.shown.end = out.mark.end;
    return out;
}

static bool tell_causes(story *s, const causing *a, const causing *b) {
    if ((a->unknown && b->unknown) || (a->asked && !b->unknown) || (b->asked && !a->unknown)) return true;
    bool reversed = brings_about(s, a, b) && brings_about(s, b, a);
    if (!reversed) {
        if (!one_event(s, a, b)) return true;
        if (!a->unknown && !b->unknown && one_cause(s, a, b)) return true;
        if ((!b->unknown && gives_too(s, a->report, b)) || (!a->unknown && gives_too(s, b->report, a))) return true;
    }
    side one = side_of(s, a), two = side_of(s, b);
    if (pair_known(s, &one, &two)) return true;
    if (!pair_add(s, DIFFER_CLAIM, HOW_PLAIN, &one, &two)) return false;
    return pair_reason(s, REASON_RULE, (syn_place){one.report, one.mark, false}, (syn_place){two.report, two.mark, false}, 1.0);
}

bool story_causes(story *s) {
    causing *all = ARENA_ARRAY(s->scratch, causing, MOST_CAUSES);
    uint32_t count;
    if (!all || !collect(s, all, &count)) return false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++)
            if (all[i].report != all[k].report && !tell_causes(s, &all[i], &all[k])) return false;
    return true;
}
