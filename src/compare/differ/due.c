/* due.c - when a thing is due: one thing that is planned, and two times or two limits that reports give it.
 *
 * In: the times, the statements, parts of speech, who speaks. Out: differences of kind date.
 * The idea: such reports share few words ("to hold a new meeting ... before the end of May", "the meeting may come as
 * early as Friday"), so that their statements are not aligned; but each says of a thing that it is planned, with a time
 * (lexicon/en/due.txt: "is expected", "will"), and its verb says no more than that it comes about or is made known
 * (lexicon/en/happening.txt: "be held", "announce"). The thing is the head noun of the subject or of the object. Two are one
 * where the nouns are, one or many alike, and one speaker tells of both, or a word says of both what kind they are ("final
 * results"; lexicon/en/stages.txt). Other kinds, doers of other names, and reports of days apart are of other things.
 * They differ where their days exclude each other, where one is a limit on the early and one on the late side, where two
 * limits of one side are told in words that cannot be compared, and where one leaves two days open ("Thursday or Friday") of
 * which the other names one. A limit that the other keeps is no difference, nor a weekday whose week is a guess; nor what a
 * report gives as well.
 * "That is, before the end of May.": a sentence without a verb inside a speech times what the sentence before it says.
 * Bounded: MOST_DUE times of a report, BUCKET under one noun. */
#include <limits.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/moments.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "compare/words.h"
#include "text/background.h"

#define HEADS 2             /* nouns that may be the thing: the subject's, the object's */
#define VERB_REACH 8        /* words behind a word of planning in which its verb stands */
#define TIME_REACH 14       /* words from the verb to its time */
#define LIMIT_REACH 4       /* words before a time in which its limit stands */
#define NOT_REACH 8         /* ... and before "until" a negation */
#define KIND_REACH 4        /* words before a noun that say what kind */
#define LONGEST_REST 14     /* words of a sentence that only adds a time to the one before it */
#define LONGEST_JOIN 12     /* bytes between two times of which one is meant */
#define MONTH 8
#define MOST_DUE 200
#define MOST_QUOTES 400     /* of a report in which a time is looked for */
#define BUCKET 48
#define MOST_DAYS 2         /* between the days of two reports: later ones tell of later things */
#define WEIGHT 5.0          /* of a speaker or a word that says what kind */

typedef enum limit { ON, EARLY, LATE } limit;

typedef struct due {
    uint32_t report, statement, time;
    uint32_t first, past;   /* words of the time and what limits it */
    uint32_t cue, verb;     /* the verb may be REPORT_NONE */
    uint32_t heads[HEADS], n;  /* nouns */
    limit at;
    moment when[2];
    uint32_t moments;       /* 2: one of two */
    int season;             /* or month, of a year that is not known; 0 = none */
    uint32_t speaker;       /* index into out->people */
    uint32_t difference;
} due;

typedef struct dues {
    SYN_VEC(due) list;
    uint32_t *first;        /* of each report; count + 1 items */
} dues;

/* ---- reading ------------------------------------------------------------------------------------------------------- */

static bool says(const lexicon_entry *found, const char *what) { return found && strcmp(found->value, what) == 0; }

static bool is_verb(const syn_report *r, uint32_t w) {
    return r->words.at[w].upos == UPOS_VERB && r->words.at[w].kind == WORD_LETTERS;
}

static bool parts(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    return (word->kind == WORD_PUNCT && !word_is_dash(r, w)) || word->upos == UPOS_SCONJ || word->upos == UPOS_VERB;
}

/* The head of the first noun phrase of the words [from, to), or REPORT_NONE. */
static uint32_t head_of(const story *s, uint32_t report, uint32_t from, uint32_t to) {
    const syn_report *r = s->reports[report];
    uint32_t head = REPORT_NONE;
    for (uint32_t w = from; w < to; w++) {
        const syn_word *word = &r->words.at[w];
        bool ends = word->upos == UPOS_ADP || parts(r, w) || timex_covers(r, word->begin);
        if (ends && head != REPORT_NONE) return head;
        if (word->kind == WORD_POSSESSIVE) head = REPORT_NONE;
        bool noun = !ends && word->upos == UPOS_NOUN && word->kind == WORD_LETTERS;
        if (noun && named_at(s, report, w) == REPORT_NONE) head = w;
    }
    return head;
}

static void add_head(const story *s, due *d, uint32_t w) {
    if (w == REPORT_NONE || d->n == HEADS) return;
    const syn_report *r = s->reports[d->report];
    bool who = lexicon_match(&lexicon_compare_persons, r->words.at, w, w + 1) != NULL;
    if (word_is_content(&r->words.at[w]) && !who) d->heads[d->n++] = w;
}

static bool of_time(const due *d, uint32_t w) { return w >= d->first && w < d->past; }

/* The last word of planning before the time, or one behind a time that opens the words [low, high); *behind: past it. */
static const lexicon_entry *find_cue(const syn_report *r, due *d, uint32_t low, uint32_t high, uint32_t *behind) {
    const lexicon_entry *cue = NULL;
    for (uint32_t w = low; w < high && !(cue && w >= d->first); w++) {
        const lexicon_entry *found = of_time(d, w) ? NULL : lexicon_match(&lexicon_compare_due, r->words.at, w, high);
        bool plan = says(found, "plan") && r->words.at[w].upos != UPOS_NOUN;
        if (!plan && !says(found, "modal")) continue;
        cue = found;
        d->cue = w;
        w += found->words - 1u;
        *behind = w + 1;
    }
    bool opens = true;      /* "On Monday the court will sit"; not "said on Monday it will sit" */
    for (uint32_t w = low; d->first != REPORT_NONE && w < d->first; w++) opens = opens && !word_is_content(&r->words.at[w]);
    return cue && (d->cue < d->first || opens) ? cue : NULL;
}

/* The verb of what is planned; false where no plan is told. */
static bool find_verb(const syn_report *r, due *d, const lexicon_entry *cue, uint32_t behind, uint32_t high) {
    bool modal = says(cue, "modal"), to = modal;
    d->verb = REPORT_NONE;
    for (uint32_t w = behind, n = 0; w < high && n < VERB_REACH && d->verb == REPORT_NONE; w++, n++) {
        uint8_t upos = r->words.at[w].upos;
        if (of_time(d, w)) continue;
        if (to && is_verb(r, w)) d->verb = w;
        if (word_is(r, w, "to")) to = true;
        else if (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_SCONJ || (!to && upos == UPOS_ADP)) break;
    }
    bool is = word_is(r, behind, "be") || word_is(r, behind + 1, "be");  /* "will not be available" */
    return d->verb != REPORT_NONE || (modal ? is : !to);
}

/* Does the time stand with the verb, no other verb or clause between them? */
static bool times_verb(const syn_report *r, const due *d, uint32_t after, bool named) {
    if (d->first == REPORT_NONE || d->first < after) return true;
    if (d->first - after > TIME_REACH) return false;
    for (uint32_t w = after; w < d->first; w++) {
        uint8_t upos = r->words.at[w].upos;
        if (is_verb(r, w) || word_is(r, w, ";") || word_is(r, w, "and")) return false;
        if (!named && (upos == UPOS_NOUN || upos == UPOS_PROPN)) return false;  /* "due in court by Monday" */
    }
    return true;
}

/* "Friday's vote", "the 2013 season": the time belongs to a noun. */
static bool owns(const syn_report *r, const due *d) {
    if (d->first == REPORT_NONE || d->past >= r->words.n) return false;
    bool inside = r->words.at[d->first].upos == UPOS_DET || (d->first && r->words.at[d->first - 1].upos == UPOS_DET);
    return r->words.at[d->past].kind == WORD_POSSESSIVE || (inside && r->words.at[d->past].upos == UPOS_NOUN);
}

/* What is planned in the words [low, high); d->first may be REPORT_NONE: at a time that stands elsewhere. */
static bool read_plan(const story *s, due *d, uint32_t low, uint32_t high) {
    const syn_report *r = s->reports[d->report];
    uint32_t behind = 0;
    d->n = 0;
    if (d->first != REPORT_NONE && (d->first < low || d->past > high || owns(r, d))) return false;
    const lexicon_entry *cue = find_cue(r, d, low, high, &behind);
    if (!cue || !find_verb(r, d, cue, behind, high)) return false;
    bool verbal = d->verb != REPORT_NONE;
    uint32_t after = verbal ? d->verb + 1 : behind, from = d->cue;
    if (!times_verb(r, d, after, verbal || says(cue, "modal"))) return false;
    const lexicon_entry *happens = NULL;
    if (verbal) happens = lexicon_match(&lexicon_compare_happening, r->words.at, d->verb, d->verb + 1);
    if (verbal && !happens) return false;
    while (from > low && !parts(r, from - 1)) from--;
    add_head(s, d, head_of(s, d->report, from, d->cue));
    uint32_t end = d->first != REPORT_NONE && d->first > after ? d->first : high;
    if (verbal && !says(happens, "light")) add_head(s, d, head_of(s, d->report, after, end));
    return d->n > 0;
}

/* "By", "as early as", "not until" before a time; d->first goes back to where that begins. */
static void read_limit(const syn_report *r, due *d, uint32_t low) {
    uint32_t first = d->first;
    for (uint32_t w = first, n = 0; w-- > low && n < LIMIT_REACH; n++) {
        const lexicon_entry *found = lexicon_match(&lexicon_compare_due, r->words.at, w, first);
        uint8_t upos = r->words.at[w].upos;
        if (says(found, "early") || says(found, "late")) d->at = says(found, "late") ? LATE : EARLY;
        bool until = says(found, "until"), negated = false;
        for (uint32_t k = w; until && k-- > low && w - k <= NOT_REACH;)
            negated |= lexicon_match(&lexicon_compare_negations, r->words.at, k, w) != NULL;
        if (until) d->at = negated ? EARLY : LATE;
        if (d->at != ON) d->first = w;
        if (d->at != ON || upos == UPOS_VERB || upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_PUNCT) return;
    }
}

/* 1 to 4 of a season, from MONTH on of a month, of a year that is not known; else 0. */
static int season_of(syn_slice value) {
    static const char *const codes[] = {"SP", "SU", "FA", "WI"};
    if (value.len != 7 || !slice_starts(value, SLICE_LIT("XXXX-"))) return 0;
    for (int i = 0; i < 4; i++)
        if (slice_ends(value, slice_str(codes[i]))) return i + 1;
    bool digits = (value.ptr[5] == '0' || value.ptr[5] == '1') && value.ptr[6] >= '0' && value.ptr[6] <= '9';
    return digits ? MONTH + (value.ptr[5] - '0') * 10 + value.ptr[6] - '0' : 0;
}

/* The person whose speech stands at a byte of a report, or REPORT_NONE. */
static uint32_t speaker_at(const story *s, uint32_t report, uint32_t at) {
    const syn_report *r = s->reports[report];
    for (uint32_t q = 0; q < r->quotes.n && q < MOST_QUOTES; q++)
        for (unsigned c = 0; c < r->quotes.at[q].contents; c++) {
            syn_span content = r->quotes.at[q].content[c];
            uint32_t entity = r->quotes.at[q].entity;
            if (content.begin <= at && at < content.end && entity != REPORT_NONE) return s->person_of[report][entity];
        }
    return REPORT_NONE;
}

/* "That is, before the end of May.": what the sentence before it says is planned. */
static bool read_rest(const story *s, due *d) {
    const syn_report *r = s->reports[d->report];
    uint32_t sentence = s->statements.at[d->statement].sentence, first = d->first, past = d->past;
    const syn_sentence *in = &r->sentences.at[sentence], *before = sentence ? in - 1 : NULL;
    if (!before || in->words > LONGEST_REST || d->speaker == REPORT_NONE) return false;
    for (uint32_t w = in->word; w < in->word + in->words; w++)
        if (is_verb(r, w)) return false;
    d->first = d->past = REPORT_NONE;
    bool read = read_plan(s, d, before->word, before->word + before->words);
    d->first = first;
    d->past = past;
    return read && speaker_at(s, d->report, r->words.at[d->cue].begin) == d->speaker;
}

/* "Thursday or early Friday": true where the time behind t is the other of two. */
static bool read_other(const syn_report *r, uint32_t t, due *d) {
    if (t + 1 >= r->times.n) return false;
    uint32_t from = r->times.at[t].span.end, to = r->times.at[t + 1].span.begin, w = report_word_at(r, from);
    bool joined = to > from && to - from <= LONGEST_JOIN && word_is(r, w, "or") && r->words.at[w].begin < to;
    if (!joined) return false;
    if (!moment_of(r, &r->times.at[t + 1], &d->when[1])) return false;
    d->past = report_word_at(r, r->times.at[t + 1].span.end - 1) + 1;
    d->moments = 2;
    return true;
}

/* "The next day", "that week": it hangs on another time. */
static bool is_relative(const syn_report *r, const syn_time *time) {
    uint32_t w = report_word_at(r, time->span.begin);
    bool the = word_is(r, w, "the");
    if (the) w++;
    return word_is(r, w, "that") || word_is(r, w, "same") || word_is(r, w, "following") || (the && word_is(r, w, "next"));
}

static bool read_due(const story *s, uint32_t report, uint32_t t, due *d) {
    const syn_report *r = s->reports[report];
    const syn_time *time = &r->times.at[t];
    *d = (due){.report = report, .time = t, .moments = 1, .difference = REPORT_NONE};
    d->statement = story_statement_at(s, report, time->span.begin);
    d->season = season_of(time->value);
    if (time->type > TIME_TIME || d->statement == REPORT_NONE || s->statements.at[d->statement].embed) return false;
    if (!moment_of(r, time, &d->when[0]) && !d->season) return false;
    if ((moment_clock(time) >= 0 && !moment_names_day(r, time)) || is_relative(r, time)) return false;
    const statement *st = &s->statements.at[d->statement];
    d->first = report_word_at(r, time->span.begin);
    d->past = report_word_at(r, time->span.end - 1) + 1;
    d->speaker = speaker_at(s, report, time->span.begin);
    if (!read_plan(s, d, st->core, st->core + st->cores) && !read_rest(s, d)) return false;
    read_limit(r, d, r->sentences.at[st->sentence].word);
    read_other(r, t, d);
    return true;
}

static bool collect(story *s, dues *all) {
    for (uint32_t report = 0; report < s->count; report++) {
        all->first[report] = all->list.n;
        if (s->out->sources[report].copy_of != REPORT_NONE) continue;
        for (uint32_t t = 0; t < s->reports[report]->times.n && all->list.n - all->first[report] < MOST_DUE; t++) {
            due d;
            if (!read_due(s, report, t, &d)) continue;
            if (!VEC_PUSH(s->scratch, &all->list, d)) return false;
            if (d.moments == 2) t++;
        }
    }
    all->first[s->count] = all->list.n;
    return true;
}

/* ---- one thing? ---------------------------------------------------------------------------------------------------- */

static bool same_noun(const syn_report *x, uint32_t a, const syn_report *y, uint32_t b) {
    return x->words.at[a].fold == y->words.at[b].fold && x->words.at[a].upos == y->words.at[b].upos;
}

/* A word that says of results and the like that they are the last ones, or the first. */
static uint64_t kind_at(const syn_report *r, uint32_t w) {
    const lexicon_entry *stage = lexicon_match(&lexicon_compare_stages, r->words.at, w, w + 1);
    return stage ? slice_hash(slice_str(stage->value)) : r->words.at[w].stem;
}

/* The words before a noun that say what kind: how many of a's b has; *apart: both have some, and none in common. */
static uint32_t kinds_common(const story *s, uint32_t x, uint32_t a, uint32_t y, uint32_t b, bool *apart) {
    uint64_t kinds[2][KIND_REACH];
    uint32_t n[2] = {0, 0}, report[2] = {x, y}, noun[2] = {a, b}, common = 0;
    for (int i = 0; i < 2; i++) {
        const syn_report *r = s->reports[report[i]];
        for (uint32_t w = noun[i]; w-- > 0 && noun[i] - w <= KIND_REACH;) {
            const syn_word *word = &r->words.at[w];
            bool kind = word->upos == UPOS_ADJ || word->upos == UPOS_NOUN || word->upos == UPOS_PROPN;
            if (!kind || timex_covers(r, word->begin)) break;
            bool plain = word_is(r, w, "new") || word_is(r, w, "next") || named_at(s, report[i], w) != REPORT_NONE;
            if (!plain) kinds[i][n[i]++] = kind_at(r, w);
        }
    }
    for (uint32_t i = 0; i < n[0]; i++)
        for (uint32_t k = 0; k < n[1]; k++) common += kinds[0][i] == kinds[1][k];
    *apart = n[0] && n[1] && !common;
    return common;
}

static const syn_sentence *sentence_of(const story *s, const due *d) {
    return &s->reports[d->report]->sentences.at[s->statements.at[d->statement].sentence];
}

/* What the names and words of two sentences in common weigh, but for those of times and planning and the words a and b. */
static double weight_around(const story *s, const due *x, uint32_t a, const due *y, uint32_t b) {
    const syn_report *r = s->reports[x->report], *q = s->reports[y->report];
    const syn_sentence *one = sentence_of(s, x), *two = sentence_of(s, y);
    double weight = 0;
    for (uint32_t w = one->word; w < one->word + one->words; w++) {
        bool counts = word_is_content(&r->words.at[w]) && !lexicon_match(&lexicon_compare_due, r->words.at, w, w + 1);
        if (!counts || w == a || timex_covers(r, r->words.at[w].begin)) continue;
        for (uint32_t k = two->word; k < two->word + two->words; k++) {
            if (k == b || q->words.at[k].stem != r->words.at[w].stem) continue;
            weight += background_rarity(r->words.at[w].stem);
            break;
        }
    }
    return weight;
}

/* The name nearest before the word of planning, appositions passed over. */
static uint32_t doer_of(const story *s, const due *d) {
    const syn_report *r = s->reports[d->report];
    uint32_t low = r->sentences.at[r->words.at[d->cue].sentence].word;
    for (uint32_t w = d->cue; w-- > low && (word_is(r, w, ",") || !parts(r, w));) {
        uint32_t name = named_at(s, d->report, w);
        if (name != REPORT_NONE) return name;
    }
    return REPORT_NONE;
}

/* The weight of what makes two one thing, 0 where nothing does; *a, *b: the nouns that they have in common. */
static double one_thing(const story *s, const due *x, const due *y, uint32_t *a, uint32_t *b) {
    const syn_report *r = s->reports[x->report], *q = s->reports[y->report];
    bool apart = false;
    *a = *b = REPORT_NONE;
    for (uint32_t i = 0; i < x->n; i++)
        for (uint32_t k = 0; k < y->n; k++)
            if (same_noun(r, x->heads[i], q, y->heads[k])) *a = x->heads[i], *b = y->heads[k];
    if (*a == REPORT_NONE) return 0;
    uint32_t kinds = kinds_common(s, x->report, *a, y->report, *b, &apart), one = doer_of(s, x), two = doer_of(s, y);
    bool speaker = x->speaker != REPORT_NONE && x->speaker == y->speaker;
    bool doers = one != REPORT_NONE && two != REPORT_NONE && one != two;
    return !apart && (speaker || (kinds && !doers)) ? WEIGHT + weight_around(s, x, *a, y, *b) : 0;
}

/* ---- two times? ---------------------------------------------------------------------------------------------------- */

static bool names_weekday(const syn_report *r, const due *d) {
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (uint32_t w = d->first; w < d->past; w++)
        for (int i = 0; i < 7; i++)
            if (word_is(r, w, days[i])) return true;
    return false;
}

/* 1: a common day, -1: none, 0: nobody can tell. */
static int meet(const story *s, const due *a, uint32_t i, const due *b, uint32_t k) {
    if (a->season && b->season && (a->season < MONTH) == (b->season < MONTH)) return a->season == b->season ? 1 : -1;
    if (a->season || b->season) return 0;
    const moment *x = &a->when[i], *y = &b->when[k];
    int found = moment_meet(x, y);
    bool days = !x->weekday && !y->weekday && x->from == x->to && y->from == y->to;
    bool guess = names_weekday(s->reports[a->report], a) || names_weekday(s->reports[b->report], b);
    return found < 0 && days && guess && (x->from - y->from) % 7 == 0 ? 1 : found;
}

/* Does a time keep the limit of another? */
static bool keeps(const due *on, const due *to) {
    if (on->season || to->season || on->when[0].weekday || to->when[0].weekday) return true;
    return to->at == LATE ? on->when[0].from <= to->when[0].to : on->when[0].to >= to->when[0].from;
}

static bool same_words(const story *s, const due *a, const due *b) {
    syn_slice one = report_slice(s->reports[a->report], s->reports[a->report]->times.at[a->time].span);
    return slice_equal_ascii_case(one, report_slice(s->reports[b->report], s->reports[b->report]->times.at[b->time].span));
}

static bool differ(const story *s, const due *a, const due *b) {
    if (a->moments != b->moments) {
        const due *two = a->moments == 2 ? a : b, *one = two == a ? b : a;
        return one->at == ON && (meet(s, two, 0, one, 0) < 0 || meet(s, two, 1, one, 0) < 0);
    }
    if (same_words(s, a, b)) return false;
    int met = meet(s, a, 0, b, 0);
    if (a->at == b->at) return met < 0 || (met == 0 && a->at != ON);
    if (a->at != ON && b->at != ON) return true;
    return met < 0 && (a->at == ON ? !keeps(a, b) : !keeps(b, a));
}

/* Does a report give such a thing the time that d has? */
static bool agrees(const story *s, const dues *all, uint32_t report, const due *d) {
    uint32_t a, b;
    for (uint32_t i = all->first[report]; i < all->first[report + 1]; i++)
        if (!differ(s, &all->list.at[i], d) && one_thing(s, &all->list.at[i], d, &a, &b) > 0) return true;
    return false;
}

/* ---- telling ------------------------------------------------------------------------------------------------------- */

static side side_of(const story *s, const due *d) {
    const syn_report *r = s->reports[d->report];
    syn_span mark = {r->words.at[d->first].begin, r->words.at[d->past - 1].end};
    return (side){d->report, pair_shown(s, d->report, mark), mark};
}

static bool tell(story *s, const dues *all, const due *a, const due *b) {
    uint32_t x, y;
    long one = story_day(s, a->report), two = story_day(s, b->report);
    bool late = one != LONG_MIN && two != LONG_MIN && (one - two > MOST_DAYS || two - one > MOST_DAYS);
    if (a->report == b->report || late || !differ(s, a, b)) return true;
    double weight = one_thing(s, a, b, &x, &y);
    if (weight <= 0 || agrees(s, all, a->report, b) || agrees(s, all, b->report, a)) return true;
    side left = side_of(s, a), right = side_of(s, b);
    if (pair_known(s, &left, &right)) return true;
    syn_span p = words_span(s->reports[a->report], x, x + 1), q = words_span(s->reports[b->report], y, y + 1);
    return pair_add(s, DIFFER_DATE, HOW_PLAIN, &left, &right) &&
           pair_reason(s, REASON_WORD, (syn_place){a->report, p, false}, (syn_place){b->report, q, false}, weight);
}

bool story_due(story *s) {
    dues all = {.first = ARENA_ARRAY(s->scratch, uint32_t, s->count + 1)};
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t due, next; } link;
    SYN_VEC(link) links = {0};
    if (!all.first || !collect(s, &all)) return false;
    for (uint32_t i = 0; i < all.list.n; i++) {
        const due *d = &all.list.at[i];
        const syn_report *r = s->reports[d->report];
        for (uint32_t h = 0; h < d->n; h++) {
            uint64_t key = r->words.at[d->heads[h]].fold;
            uint32_t *head = map_slot_of(&keys, key, REPORT_NONE), steps = 0;
            if (!head) return false;
            for (uint32_t l = *head; l != REPORT_NONE && steps < BUCKET; l = links.at[l].next, steps++)
                if (!tell(s, &all, &all.list.at[links.at[l].due], d)) return false;
            uint32_t next = *head;
            *head = links.n;
            if (!VEC_PUSH(s->scratch, &links, (link){i, next})) return false;
        }
    }
    return true;
}
