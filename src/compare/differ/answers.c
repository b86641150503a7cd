/* answers.c - one report has no answer, another has it: who would not comment and who spoke, nobody hurt and so many hurt, no
 * arrests and an arrest, nobody claiming an attack and who claimed it, what is not known and what it was.
 *
 * In: the words of the reports (lexicon/en/silence.txt, absence.txt), quotes and their speakers, numbers. Out: differences of
 * kind claim.
 * - Silence: a person or body that in one report gave no answer, and nowhere in it says anything, is the speaker of a quote in
 *   another, or its spokesman is.
 * - Nobody: "no injuries", "no arrests", "no one claimed responsibility" against a statement of another report that counts or
 *   names some. Both statements are of one thing: they are alike, or hold the story's own words (LEAST_NEAR).
 * - Unknown: what stands behind "unclear how", "did not say why" has its words in a statement of another report that gives the
 *   number, the cause or the doer asked for.
 * A report that has both differs in nothing: it tells of two places; unless two voices in it say so, one beside the other. Linear but for NEAR_BUCKET statements looked at for each finding. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/words.h"
#include "text/background.h"

#define SUBJECT_REACH 16    /* words before a cue in which its subject stands */
#define ASKED_REACH 12      /* words behind a bare cue in which a request stands */
#define MOST_SILENT 64
#define MOST_ABSENT 64
#define ASKED_WORDS 14      /* words of what is not known */
#define LEAST_ASKED 13.0    /* weight of them that the answer must have */
#define LEAST_ASKED_WORDS 2
#define MOST_APART 6        /* sentences between two who say otherwise in one report */
#define MOST_TOLD 2         /* statements that count some in a report of one event */
#define MOST_PEERS 8        /* answers looked at for one question in each report */

/* ---- silence ------------------------------------------------------------------------------------------------------ */

typedef struct silent {
    uint32_t report, person;
    uint64_t who;           /* the class of the noun behind the name ("Norland officials"), or 0 */
    syn_span shown, mark;
} silent;

/* "request", "call", "message" behind the cue. */
static bool asked(const syn_report *r, uint32_t from, uint32_t end) {
    static const char *const words[] = {"comment", "request", "requests", "call", "calls", "message", "messages", "email", "emails",
                                        "e", "questions", "inquiry", "inquiries", "phone", "voicemail"};
    for (uint32_t w = from; w < end && w < from + ASKED_REACH; w++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (word_is(r, w, words[i])) return true;
    return false;
}

/* The end of what stands before an aside that ends at word w: "The board, which has seen the plans, had no comment". */
static uint32_t before_aside(const syn_report *r, uint32_t w, uint32_t first) {
    uint32_t close = w;
    while (close > first && close + 2 > w && !word_is(r, close - 1, ",")) close--;  /* ", had no comment" */
    if (close <= first || !word_is(r, close - 1, ",")) return w;
    for (uint32_t k = close - 1; k-- > first;)
        if (word_is(r, k, ",")) return k;
    return w;
}

/* The person or body nearest before a word in its sentence; a name in a title ("Apple spokesman Jo Lund") is passed over. */
static uint32_t subject_before(const story *s, uint32_t report, uint32_t w, uint32_t first) {
    w = before_aside(s->reports[report], w, first);
    for (uint32_t n = 0; w-- > first && n < SUBJECT_REACH; n++) {
        uint32_t person = named_at(s, report, w);
        if (person != REPORT_NONE && s->out->people.at[person].type <= NAME_PLACE) return person;
    }
    return REPORT_NONE;
}

/* The noun right behind the name before a cue: of "Norland officials", "officials". */
static uint64_t noun_behind(const story *s, uint32_t report, uint32_t w, uint32_t first, uint32_t person) {
    const syn_report *r = s->reports[report];
    w = before_aside(r, w, first);
    while (w > first && named_at(s, report, w - 1) != person) w--;
    return w > first && w < r->words.n && r->words.at[w].upos == UPOS_NOUN ? word_class(r, w) : 0;
}

/* "did not respond": the cue of no answer. */
static bool is_silence(const syn_report *r, const syn_quote *q) {
    uint32_t w = span_present(q->cue) ? report_word_at(r, q->cue.begin) : r->words.n;
    return word_is(r, w, "declined") || word_is(r, w, "refused") ||
           (w < r->words.n && lexicon_match(&lexicon_compare_silence, r->words.at, w, r->words.n) != NULL);
}

/* Does the quote come from the person, the body by its name, its spokesman, or those who are called alike ("Norland officials")? */
static bool speaks_for(const story *s, uint32_t report, const syn_quote *q, const silent *one) {
    const syn_report *r = s->reports[report];
    if (!span_present(q->source) || is_silence(r, q)) return false;
    uint8_t type = s->out->people.at[one->person].type;
    bool itself = q->entity != REPORT_NONE && s->person_of[report][q->entity] == one->person;
    if (itself && type == NAME_PERSON) return true;
    bool spokesman = false, named = false, alike = false;
    for (uint32_t w = report_word_at(r, q->source.begin); w < r->words.n && r->words.at[w].begin < q->source.end; w++) {
        named |= named_at(s, report, w) == one->person;
        const lexicon_entry *office = lexicon_match(&lexicon_compare_offices, r->words.at, w, w + 1);
        spokesman |= office && slice_equal(slice_str(office->value), SLICE_LIT("spokesperson"));
        alike |= one->who && word_class(r, w) == one->who;
    }
    if (!named) return false;
    return one->who ? alike : spokesman || (itself && type == NAME_ORGANIZATION);
}

/* The first quote of a report by those who gave no answer in one report, or REPORT_NONE. */
static uint32_t quote_of(const story *s, uint32_t report, const silent *one) {
    const syn_report *r = s->reports[report];
    for (uint32_t q = 0; q < r->quotes.n; q++)
        if (speaks_for(s, report, &r->quotes.at[q], one)) return q;
    return REPORT_NONE;
}

static bool tell_silence(story *s, const silent *one) {
    if (quote_of(s, one->report, one) != REPORT_NONE) return true;
    for (uint32_t r = 0; r < s->count; r++) {
        if (r == one->report || s->out->sources[r].copy_of != REPORT_NONE) continue;
        uint32_t q = quote_of(s, r, one);
        if (q == REPORT_NONE) continue;
        const syn_quote *quote = &s->reports[r]->quotes.at[q];
        side a = {one->report, one->shown, one->mark}, b = {r, pair_shown(s, r, quote->source), quote->source};
        if (pair_known(s, &a, &b)) continue;
        if (!pair_add(s, DIFFER_CLAIM, HOW_PLAIN, &a, &b)) return false;
        if (!pair_reason(s, REASON_RULE, (syn_place){a.report, a.mark, false}, (syn_place){b.report, b.mark, false}, 1.0))
            return false;
    }
    return true;
}

static bool silences(story *s) {
    uint32_t told = 0;
    for (uint32_t r = 0; r < s->count && told < MOST_SILENT; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t i = 0; i < report->sentences.n && told < MOST_SILENT; i++) {
            uint32_t first = report->sentences.at[i].word, end = first + report->sentences.at[i].words;
            for (uint32_t w = first; w < end; w++) {
                const lexicon_entry *cue = lexicon_match(&lexicon_compare_silence, report->words.at, w, end);
                if (!cue || (*cue->value && !asked(report, w + cue->words, end))) continue;
                silent one = {.report = r, .person = subject_before(s, r, w, first)};
                if (one.person == REPORT_NONE) continue;
                one.who = noun_behind(s, r, w, first, one.person);
                one.mark = words_span(report, w, w + cue->words);
                one.shown = pair_shown(s, r, one.mark);
                told++;
                if (!tell_silence(s, &one)) return false;
                break;
            }
        }
    }
    return true;
}

/* ---- nobody, and somebody ------------------------------------------------------------------------------------------ */

typedef enum matter { MATTER_CLAIM, MATTER_HURT, MATTER_DEAD, MATTER_ARREST, MATTERS } matter;

static bool is_class(const syn_report *r, uint32_t w, const char *class) {
    const lexicon_entry *found = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    return found && strcmp(found->value, class) == 0;
}

static bool counts_some(const syn_report *r, const statement *st, const char *class, syn_span *mark) {
    for (uint32_t n = report_number_at(r, st->span.begin); n < r->numbers.n; n++) {
        const syn_number *number = &r->numbers.at[n];
        if (number->span.begin < st->span.begin) continue;
        if (number->span.end > st->span.end) break;
        if (number->kind != NUMBER_COUNT || number->value < 1) continue;
        uint32_t w = report_word_at(r, number->span.end);
        for (uint32_t k = 0; k < 5 && w + k < st->word + st->words; k++)
            if (is_class(r, w + k, class)) {
                *mark = (syn_span){number->span.begin, r->words.at[w + k].end};
                return true;
            }
    }
    return false;
}

/* "Red Star claimed responsibility" */
static bool claims_it(const story *s, uint32_t report, const statement *st, syn_span *mark) {
    const syn_report *r = s->reports[report];
    for (uint32_t w = st->word; w + 2 < st->word + st->words; w++) {
        bool claimed = word_is(r, w, "claimed") || word_is(r, w, "claims") || word_is(r, w, "claiming");
        if (!claimed || !word_is(r, w + 1, "responsibility") || subject_before(s, report, w, st->word) == REPORT_NONE) continue;
        *mark = words_span(r, w, w + 2);
        return true;
    }
    return false;
}

/* Does the statement tell that somebody is? */
static bool somebody(const story *s, uint32_t report, const statement *st, matter m, syn_span *mark) {
    const syn_report *r = s->reports[report];
    if (st->negated || st->embed) return false;
    if (m == MATTER_CLAIM) return claims_it(s, report, st, mark);
    return counts_some(r, st, m == MATTER_HURT ? "injure" : m == MATTER_DEAD ? "die" : "arrest", mark);
}

static matter matter_of(const lexicon_entry *entry) {
    static const char *const names[] = {"claim", "hurt", "dead", "arrest"};
    for (unsigned i = 0; i < MATTERS; i++)
        if (strcmp(entry->value, names[i]) == 0) return (matter)i;
    return MATTERS;
}

/* The statement of a report, among the first MOST_PEERS that tell of somebody, most like the one given. */
static uint32_t nearest_somebody(const story *s, const statement *st, uint32_t report, matter m, syn_span *mark, double *best) {
    uint32_t found = REPORT_NONE, looked = 0;
    *best = -1;
    for (uint32_t i = s->first_statement[report]; i < s->first_statement[report + 1] && looked < MOST_PEERS; i++) {
        const statement *other = &s->statements.at[i];
        syn_span words;
        if (!somebody(s, report, other, m, &words)) continue;
        looked++;
        statement_match match;
        double likeness;
        (void)statement_both(s, st, other, &match, &likeness);
        if (likeness <= *best) continue;
        *best = likeness;
        *mark = words;
        found = i;
    }
    return found;
}

/* Who says a place of a report, as the quote that it lies in, or REPORT_NONE. */
static uint32_t said_by(const syn_report *r, syn_span at) {
    for (uint32_t q = 0; q < r->quotes.n; q++)
        for (uint32_t i = 0; i < r->quotes.at[q].contents && span_present(r->quotes.at[q].source); i++)
            if (span_overlaps(r->quotes.at[q].content[i], at)) return q;
    return REPORT_NONE;
}

/* How many statements of a report tell that somebody is? Of one event there are few. */
static uint32_t somebodies(const story *s, uint32_t report, matter m) {
    uint32_t n = 0, end = s->first_statement[report + 1];
    syn_span words;
    for (uint32_t i = s->first_statement[report]; i < end && n <= MOST_TOLD; i++) n += somebody(s, report, &s->statements.at[i], m, &words);
    return n;
}

/* Two voices of one report, one beside the other: "nobody was hurt, the organisers said. Police said two men were". */
static bool is_disputed(const story *s, const statement *a, syn_span nobody, const statement *b, syn_span some) {
    const syn_report *r = s->reports[a->report];
    uint32_t one = said_by(r, nobody), two = said_by(r, some), apart = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
    if (one == REPORT_NONE || two == REPORT_NONE || apart > MOST_APART) return false;
    const syn_quote *p = &r->quotes.at[one], *q = &r->quotes.at[two];
    if (p->entity != REPORT_NONE && q->entity != REPORT_NONE) return p->entity != q->entity;
    return !slice_equal(report_slice(r, p->source), report_slice(r, q->source));
}

static bool tell_nobody(story *s, const statement *st, matter m, syn_span mark) {
    syn_span words;
    double best;
    uint32_t own = nearest_somebody(s, st, st->report, m, &words, &best);
    if (own != REPORT_NONE) {  /* the report tells of some too */
        const statement *some = &s->statements.at[own];
        if (m == MATTER_CLAIM || somebodies(s, st->report, m) > MOST_TOLD || !is_disputed(s, st, mark, some, words)) return true;
        side a = {st->report, st->span, mark}, b = {st->report, some->span, words};
        if (!pair_tell(s, DIFFER_INSIDE, &a, &b)) return false;
    }
    for (uint32_t r = 0; r < s->count; r++) {
        if (r == st->report || s->out->sources[r].copy_of != REPORT_NONE) continue;
        uint32_t i = nearest_somebody(s, st, r, m, &words, &best);
        if (i == REPORT_NONE || (m != MATTER_CLAIM && best <= 0)) continue;
        side a = {st->report, st->span, mark}, b = {r, s->statements.at[i].span, words};
        if (pair_known(s, &a, &b)) continue;
        if (!pair_add(s, DIFFER_CLAIM, HOW_PLAIN, &a, &b)) return false;
    }
    return true;
}

/* ---- what is not known ---------------------------------------------------------------------------------------------- */

typedef enum question { ASKS_NOTHING, ASKS_NUMBER, ASKS_CAUSE, ASKS_WHO } question;

static question read_question(const syn_report *r, uint32_t w, uint32_t end, uint32_t *behind) {
    for (uint32_t k = w; k < end && k < w + 3; k++) {
        *behind = k + 1;
        if (word_is(r, k, "how") && (word_is(r, k + 1, "many") || word_is(r, k + 1, "much"))) {
            *behind = k + 2;
            return ASKS_NUMBER;
        }
        if (word_is(r, k, "why")) return ASKS_CAUSE;
        if (word_is(r, k, "how")) return ASKS_CAUSE;
        if (word_is(r, k, "what") && (word_is(r, k + 1, "caused") || word_is(r, k + 1, "led") || word_is(r, k + 1, "prompted") ||
                                      word_is(r, k + 1, "sparked") || word_is(r, k + 1, "triggered"))) {
            *behind = k + 2;
            return ASKS_CAUSE;
        }
        if (word_is(r, k, "who")) return ASKS_WHO;
    }
    return ASKS_NOTHING;
}

/* The words of a statement that give the cause: "because ...", "due to ...", "caused by ...". */
static bool gives_cause(const syn_report *r, const statement *st, syn_span *mark) {
    for (uint32_t w = st->word; w < st->word + st->words; w++) {
        const lexicon_entry *cause = lexicon_match(&lexicon_compare_causes, r->words.at, w, st->word + st->words);
        if (!cause || w + cause->words >= st->word + st->words) continue;
        *mark = (syn_span){r->words.at[w].begin, st->span.end};
        return true;
    }
    return false;
}

static bool gives_number(const syn_report *r, const statement *st, uint64_t unit, syn_span *mark) {
    for (uint32_t n = report_number_at(r, st->span.begin); n < r->numbers.n; n++) {
        const syn_number *number = &r->numbers.at[n];
        if (number->span.begin < st->span.begin) continue;
        if (number->span.end > st->span.end) break;
        uint32_t w = report_word_at(r, number->span.end);
        for (uint32_t k = w; k < w + 3 && k < st->word + st->words; k++)
            if (word_class(r, k) == unit) {
                *mark = (syn_span){number->span.begin, r->words.at[k].end};
                return true;
            }
    }
    return false;
}

typedef struct unknown {
    const statement *st;
    syn_span mark;
    question asks;
    uint64_t words[ASKED_WORDS];  /* classes of what is asked ... */
    double weights[ASKED_WORDS];
    uint32_t n;
} unknown;

/* The weight of what is asked that a statement has; *n counts the words. */
static double asked_in(const story *s, const unknown *u, const statement *st, uint32_t *n) {
    const syn_report *r = s->reports[st->report];
    double sum = 0;
    *n = 0;
    for (uint32_t i = 0; i < u->n; i++)
        for (uint32_t w = st->word; w < st->word + st->words; w++)
            if (word_class(r, w) == u->words[i]) {
                sum += u->weights[i];
                ++*n;
                break;
            }
    return sum;
}

static bool answers(const story *s, const unknown *u, const statement *st, syn_span *mark) {
    const syn_report *r = s->reports[st->report];
    uint32_t n;
    if (st->embed || st->negated || asked_in(s, u, st, &n) < LEAST_ASKED || n < LEAST_ASKED_WORDS) return false;
    if (u->asks == ASKS_CAUSE) return gives_cause(r, st, mark);
    return u->asks == ASKS_NUMBER && gives_number(r, st, u->words[0], mark);
}

static bool tell_unknown(story *s, const unknown *u) {
    for (uint32_t r = 0; r < s->count; r++) {
        if (r == u->st->report || s->out->sources[r].copy_of != REPORT_NONE) continue;
        syn_span mark;
        for (uint32_t i = s->first_statement[r]; i < s->first_statement[r + 1]; i++) {
            if (!answers(s, u, &s->statements.at[i], &mark)) continue;
            side a = {u->st->report, u->st->span, u->mark}, b = {r, s->statements.at[i].span, mark};
            if (!pair_known(s, &a, &b) && !pair_add(s, DIFFER_CLAIM, HOW_PLAIN, &a, &b)) return false;
            break;
        }
    }
    return true;
}

static bool find_unknown(story *s, const statement *st, uint32_t w, uint32_t words) {
    const syn_report *r = s->reports[st->report];
    const syn_sentence *sentence = &r->sentences.at[st->sentence];
    uint32_t end = sentence->word + sentence->words, behind = 0;
    unknown u = {.st = st, .asks = read_question(r, w + words, end, &behind)};
    if (u.asks == ASKS_NOTHING) return true;
    for (uint32_t k = behind; k < end && u.n < ASKED_WORDS && r->words.at[k].kind != WORD_PUNCT; k++) {
        if (!word_is_content(&r->words.at[k])) continue;
        u.weights[u.n] = background_rarity(r->words.at[k].stem);
        u.words[u.n++] = word_class(r, k);
        u.mark = words_span(r, w, k + 1);
    }
    if (u.n < LEAST_ASKED_WORDS) return true;
    syn_span mark;
    for (uint32_t i = s->first_statement[st->report]; i < s->first_statement[st->report + 1]; i++)
        if (answers(s, &u, &s->statements.at[i], &mark)) return true;  /* the report itself gives an answer */
    return tell_unknown(s, &u);
}

static bool absences(story *s) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < s->statements.n && told < MOST_ABSENT; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        if (st->embed || st->copied) continue;
        for (uint32_t w = st->word; w < st->word + st->words; w++) {
            const lexicon_entry *cue = lexicon_match(&lexicon_compare_absence, r->words.at, w, st->word + st->words);
            if (!cue) continue;
            matter m = matter_of(cue);
            told++;
            if (m < MATTERS ? !tell_nobody(s, st, m, words_span(r, w, w + cue->words)) : !find_unknown(s, st, w, cue->words))
                return false;
            break;
        }
    }
    return true;
}

bool story_answers(story *s) { return silences(s) && absences(s); }
