/* timeline.c - what happened when, by when it happened and not by when it was published.
 *
 * In: the resolved times of all reports and the clusters of statements. Out: out->timeline, in order of time. Statements of
 * one cluster that name one time are one event; its first wording, in order of letters, leads. A time is as fine as it was
 * told ("on Tuesday", "on Tuesday night", "at 7:33 p.m."); of several times of one day in one statement the finest counts,
 * and where a statement names several times, each has its own part of it, cut where a clause opens between them. What cannot
 * be read alone takes in more of its sentence: what stands before it, where it has no subject ("who left on Monday"); what
 * follows, where it only leads up to what happened ("When it opened in May,"). Of one sentence a time is told once.
 * A length that lies before or after an event with a day of its own ("three weeks after the vote of 3 May") is the day it
 * comes to. No events are: a year or season before a noun ("the 2016 campaign", "winter sports"), a time in a longer name
 * ("Saturday Night Live"), "today" in words that were said on another day or that nobody dates, an hour that is a thing
 * ("midnight blue", "the sunset"), the signature of a post, the same hour told again in another zone in brackets, the second
 * end of a range.
 * Not done: events dated by other events whose day another sentence or report tells. */
#include <limits.h>
#include <stdlib.h>

#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/timex.h"

enum {
    LEAST_PART = 3,         /* words of a part of a statement */
    MOST_TIMES = 16,        /* times of one statement that are weighed against each other */
    ENOUGH_WORDS = 8,       /* words of a place that need no verb */
    BEHIND_TIME = 6,        /* words behind a time among which its verb may stand */
    MOST_SENTENCE = 60,     /* words of a sentence that is told whole */
    SAME_SENTENCE = 16      /* times of a sentence that are held against each other */
};

typedef struct entry {
    long from, to;           /* days since 1970 */
    int minute;              /* of the day, as far as it is known; -1 = the whole day */
    uint32_t report, statement, cluster;
    syn_slice value;
    syn_span time;
    syn_place place;
} entry;

static int by_time(const void *left, const void *right) {
    const entry *a = left, *b = right;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    if (a->minute != b->minute) return a->minute < b->minute ? -1 : 1;
    int order = slice_compare(a->value, b->value);
    if (order) return order;
    if (a->cluster != b->cluster) return a->cluster < b->cluster ? -1 : 1;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return a->place.span.begin < b->place.span.begin ? -1 : a->place.span.begin > b->place.span.begin;
}

/* Where in its day a value lies: minutes, -1 for the whole day. */
static int minute_of(syn_slice value, size_t day) {
    static const struct { const char *part; int minute; } parts[] = {
        {"TMO", 9 * 60}, {"TMI", 12 * 60}, {"TDT", 12 * 60}, {"TAF", 15 * 60}, {"TEV", 19 * 60}, {"TNI", 22 * 60}};
    syn_slice clock = slice_cut(value, day, value.len);
    if (clock.len < 3) return -1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (slice_equal(clock, slice_str(parts[i].part))) return parts[i].minute;
    int minute = 0;
    for (size_t i = 1, digits = 0; i < clock.len && digits < 4; i++) {
        if (clock.ptr[i] == ':') continue;
        if (clock.ptr[i] < '0' || clock.ptr[i] > '9') return -1;
        static const int weights[] = {600, 60, 10, 1};
        minute += (clock.ptr[i] - '0') * weights[digits++];
    }
    return minute;
}

static bool sign_before(const syn_report *r, uint32_t w, const char *signs) {
    return w > 0 && r->words.at[w - 1].end - r->words.at[w - 1].begin == 1 && strchr(signs, r->text.ptr[r->words.at[w - 1].begin]);
}

/* "the 2016 campaign", "(0336 GMT)" behind a clock time, the date under a post, the second end of a range. */
static bool dates_nothing(const syn_report *r, uint32_t t) {
    const syn_time *time = &r->times.at[t];
    uint32_t w = report_word_at(r, time->span.begin), past = report_word_at(r, time->span.end);
    if (w >= r->words.n) return true;
    if (time->value.len == 4 && past < r->words.n) {
        uint8_t next = r->words.at[past].upos;
        if (next == UPOS_NOUN || next == UPOS_PROPN || next == UPOS_ADJ) return true;
    }
    bool feast = time->value.len == 10 && w + 1 == past && r->words.at[w].kind == WORD_LETTERS &&
                 !lexicon_word(&lexicon_compare_months, r->words.at[w].fold);  /* "Christmas lights" */
    if (feast && past < r->words.n && r->words.at[past].upos == UPOS_NOUN) return true;
    const syn_time *before = t ? &r->times.at[t - 1] : NULL;
    bool near = before && report_word_at(r, before->span.end) + 3 >= w;
    if (near && before->type == TIME_TIME && time->type == TIME_TIME && sign_before(r, w, "([/")) return true;
    if (before && span_present(time->range) && before->range.begin == time->range.begin) return true;
    for (uint32_t k = w, looked = 0; k-- > 0 && looked < 3 && !(r->words.at[k + 1].flags & WORD_LINE); looked++)
        if (r->words.at[k].kind == WORD_HANDLE) return true;  /* "(@idamarsh) May 14, 2024" */
    return false;
}

/* Does the time stand inside a longer name that is no person's? At the end of one only in capitals ("GALE TODAY"): a weekday
 * behind a name is often taken for its last word. */
static bool in_name(const syn_report *r, const syn_time *time) {
    uint32_t low = 0, high = r->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->mentions.at[middle].span.end <= time->span.begin) low = middle + 1;
        else high = middle;
    }
    if (low >= r->mentions.n || r->mentions.at[low].span.begin > time->span.begin) return false;
    const syn_mention *m = &r->mentions.at[low];
    if (m->form != FORM_NAME || m->type == NAME_PERSON || m->span.end < time->span.end) return false;
    if (m->span.end > time->span.end) return true;
    for (uint32_t i = time->span.begin; i < time->span.end; i++)
        if (r->text.ptr[i] >= 'a' && r->text.ptr[i] <= 'z') return false;
    return m->span.begin < time->span.begin;
}

/* An hour or season of one word that is a thing or narrows one: "midnight blue", "winter sports", "the sunset". */
static bool is_thing(const syn_report *r, const syn_time *time, syn_slice day) {
    uint32_t w = report_word_at(r, time->span.begin), past = report_word_at(r, time->span.end);
    bool season = time->value.len == 7 && time->value.ptr[5] >= 'A';
    bool hour = time->value.len > day.len && r->words.at[w].kind == WORD_LETTERS;
    if (past != w + 1 || !(season || hour)) return false;
    uint8_t before = w > 0 ? r->words.at[w - 1].upos : (uint8_t)UPOS_NONE, next = past < r->words.n ? r->words.at[past].upos : (uint8_t)UPOS_NONE;
    if (season) return (next == UPOS_NOUN || next == UPOS_PROPN) && before != UPOS_DET && before != UPOS_ADJ;
    return before == UPOS_DET ? next == UPOS_VERB || next == UPOS_ADJ || next == UPOS_NOUN
                              : before != UPOS_ADP && (next == UPOS_NOUN || next == UPOS_ADJ || next == UPOS_PROPN);
}

/* "today", "this week" in words that somebody said on another day, or at a time that nobody tells: the day of writing is not theirs. */
static bool said_elsewhen(const syn_report *r, const statement *st, const syn_time *time) {
    if (st->quote == REPORT_NONE) return false;
    const syn_quote *q = &r->quotes.at[st->quote];
    bool inside = false;
    for (uint32_t i = 0; i < q->contents; i++) inside |= q->content[i].begin <= time->span.begin && time->span.end <= q->content[i].end;
    if (!inside || (q->kind != QUOTE_DIRECT && q->kind != QUOTE_BLOCK)) return false;
    const lexicon_entry *near = lexicon_word(&lexicon_compare_shifts, r->words.at[report_word_at(r, time->span.begin)].fold);
    bool today = near && (strcmp(near->value, "today") == 0 || strcmp(near->value, "this") == 0);
    return today && !(q->said_on.len && slice_equal(q->said_on, slice_cut(r->published, 0, 10)));
}

static bool add_entries(story *s, uint32_t r, entry **at, uint32_t *n) {
    const syn_report *report = s->reports[r];
    SYN_VEC(entry) entries = {0};
    for (uint32_t t = 0; t < report->times.n; t++) {
        const syn_time *time = &report->times.at[t];
        bool moved = time->relation != TIME_ALONE && time->falls_on.len;
        entry e = {.report = r, .value = moved ? time->falls_on : time->value, .time = time->span};
        syn_slice day = timex_day(e.value);
        if (!moved && (!time->resolved || time->type > TIME_TIME)) continue;
        if (!timex_range(day, &e.from, &e.to) || dates_nothing(report, t)) continue;
        e.minute = minute_of(e.value, day.len);
        e.statement = story_statement_at(s, r, time->span.begin);
        if (e.statement == REPORT_NONE || s->statements.at[e.statement].embed) continue;  /* the prose tells of the post already */
        const statement *st = &s->statements.at[e.statement];
        if (in_name(report, time) || is_thing(report, time, day) || said_elsewhen(report, st, time)) continue;
        e.cluster = st->cluster == REPORT_NONE ? s->clusters.n + e.statement : st->cluster;
        e.place = (syn_place){r, st->span, false};
        if (!VEC_PUSH(s->scratch, &entries, e)) return false;
    }
    *at = entries.at;
    *n = entries.n;
    return true;
}

/* Is a verb said between word `from` and the time at `to`, or right behind it? */
static bool has_verb(const syn_report *r, uint32_t from, uint32_t to, uint32_t end) {
    for (uint32_t w = from; w < end && w < to + BEHIND_TIME; w++) {
        if (r->words.at[w].upos == UPOS_VERB || r->words.at[w].upos == UPOS_AUX) return true;
        if (w > to && sign_before(r, w + 1, ",;")) return false;
    }
    return false;
}

/* The word between two times of a statement at which its second part begins: behind a comma that opens a clause, else behind
 * any, else at a word that opens a clause; a part has a verb. 0 = nowhere. */
static uint32_t part_between(const syn_report *r, uint32_t from, uint32_t to, uint32_t end) {
    uint32_t comma = 0, opener = 0;
    for (uint32_t w = to + 1; w-- > from;) {
        bool mark = sign_before(r, w, ",;");
        const lexicon_entry *opens = lexicon_match(&lexicon_compare_clauses, r->words.at, w, to + 1);
        if (!(mark || opens) || !has_verb(r, w, to, end)) continue;
        if (mark && opens) return w;
        if (mark && !comma) comma = w;
        if (opens && strcmp(opens->value, "join") == 0 && !opener) opener = w;
    }
    return comma ? comma : opener;
}

/* Gives each of the times of one statement its part of it. */
static void part_statement(const syn_report *r, const statement *st, entry *first, uint32_t n) {
    uint32_t begin = st->word, end = st->word + st->words;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t past = end, own = report_word_at(r, first[i].time.end);
        if (i + 1 < n) {
            past = part_between(r, own, report_word_at(r, first[i + 1].time.begin), end);
            if (!past || past < begin + LEAST_PART || past + LEAST_PART > end) past = 0;
        }
        uint32_t last = past ? past : end;
        while (last > begin + 1 && sign_before(r, last, ",;")) last--;
        first[i].place.span = (syn_span){r->words.at[begin].begin, r->words.at[last - 1].end};
        if (past) begin = past;
    }
}

/* Of the times of one statement: the finest of each day, each with its part. Returns how many are left. */
static uint32_t settle_statement(const syn_report *r, const statement *st, entry *first, uint32_t n) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool coarse = false;
        for (uint32_t k = 0; k < n && !coarse; k++) {
            bool same_day = first[k].from == first[i].from && first[k].to == first[i].to;
            coarse = k != i && same_day && (first[i].minute < first[k].minute ? first[i].minute < 0 : k < i &&
                                            slice_equal(first[i].value, first[k].value));
        }
        if (!coarse) first[kept++] = first[i];
    }
    if (kept > 1) part_statement(r, st, first, kept);
    return kept;
}

typedef SYN_VEC(entry) entries_list;

/* Words of a place: [*from, *to). */
static void words_of(const syn_report *r, syn_span span, uint32_t *from, uint32_t *to) {
    *from = *to = report_word_at(r, span.begin);
    while (*to < r->words.n && r->words.at[*to].begin < span.end) ++*to;
}

/* A place without a verb ("In 2011") takes in what follows in its sentence. False where there is none: a
 * stamp, a heading. */
static bool says_something(const story *s, entry *e) {
    const syn_report *r = s->reports[e->report];
    uint32_t from, to;
    words_of(r, e->place.span, &from, &to);
    bool tagged = false;
    for (uint32_t w = from; w < to; w++) {
        if (r->words.at[w].upos == UPOS_VERB || r->words.at[w].upos == UPOS_AUX) return true;
        tagged |= r->words.at[w].upos != UPOS_NONE;
    }
    if (!tagged || to - from >= ENOUGH_WORDS) return true;
    uint32_t next = e->statement + 1;
    if (next >= s->statements.n || s->statements.at[next].report != e->report) return false;
    const statement *st = &s->statements.at[e->statement], *more = &s->statements.at[next];
    if (more->sentence != st->sentence || more->span.begin < e->place.span.end) return false;
    e->place.span.end = more->span.end;
    return true;
}

/* ---- places that can be read alone ---- */

static bool opens_quotation(const syn_report *r, uint32_t w) {
    return slice_equal(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), SLICE_LIT("“"));
}

/* What word w would be at the head of a place. */
typedef enum head_kind { HEAD_FREE, HEAD_JOIN, HEAD_OPENER, HEAD_VERB, HEAD_LINK } head_kind;

static head_kind kind_of_head(const syn_report *r, uint32_t w, uint32_t end) {
    const lexicon_entry *opens = lexicon_match(&lexicon_compare_clauses, r->words.at, w, end);
    if (opens && strcmp(opens->value, "and") == 0) return HEAD_JOIN;
    if (opens && (strcmp(opens->value, "wh") == 0 || strcmp(opens->value, "join") == 0)) return HEAD_OPENER;
    switch (r->words.at[w].upos) {
    case UPOS_CCONJ: return HEAD_JOIN;
    case UPOS_SCONJ: return HEAD_OPENER;
    case UPOS_VERB: case UPOS_AUX: case UPOS_PART: return HEAD_VERB;
    case UPOS_ADP: return HEAD_LINK;
    default: return HEAD_FREE;
    }
}

static bool has_comma(const syn_report *r, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to; w++)
        if (sign_before(r, w + 1, ",")) return true;
    return false;
}

/* Does the place only lead up to the main clause behind its comma: "When it opened in May," "Hale, in a book of last year,"? */
static bool leads_up(const syn_report *r, head_kind head, uint32_t from, uint32_t to, uint32_t end) {
    if (to + 1 >= end || !sign_before(r, to + 1, ",")) return false;
    uint8_t next = r->words.at[to + 1].upos;
    if (next == UPOS_VERB || next == UPOS_AUX) {
        syn_slice verb = slice_cut(r->text, r->words.at[to + 1].begin, r->words.at[to + 1].end);
        if (!slice_ends(verb, SLICE_LIT("ing"))) return has_comma(r, from, to);
    }
    return head != HEAD_FREE && !has_comma(r, from, to);
}

/* Where its sentence begins for a statement: behind a dateline, with the quotation mark that opens it. */
static uint32_t sentence_begin(const story *s, uint32_t index) {
    const statement *st = &s->statements.at[index];
    uint32_t at = index;
    while (at > 0 && s->statements.at[at - 1].report == st->report && s->statements.at[at - 1].sentence == st->sentence) at--;
    uint32_t w = s->statements.at[at].word;
    const syn_report *r = s->reports[st->report];
    bool opens = w > 0 && r->words.at[w - 1].sentence == r->words.at[w].sentence && opens_quotation(r, w - 1);
    return opens ? w - 1 : w;
}

/* Does a quotation end in the place that began before it? */
static bool cuts_quotation(const syn_report *r, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to; w++) {
        if (opens_quotation(r, w)) return false;
        if (slice_equal(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), SLICE_LIT("”"))) return true;
    }
    return false;
}

/* Lets a place take in what it cannot be read without. */
static void complete(const story *s, entry *e) {
    const syn_report *r = s->reports[e->report];
    uint32_t from, to;
    words_of(r, e->place.span, &from, &to);
    if (from >= to) return;
    const syn_sentence *sentence = &r->sentences.at[r->words.at[from].sentence];
    uint32_t first = sentence_begin(s, e->statement), end = sentence->word + sentence->words;
    if (sentence->words > MOST_SENTENCE || to > end || first < sentence->word || first > from) return;
    if (cuts_quotation(r, from, to)) from = first;
    head_kind head = kind_of_head(r, from, end);
    if (from > first && head == HEAD_JOIN && from + 1 < to && kind_of_head(r, from + 1, end) == HEAD_FREE) {
        from++;  /* "and the road was lost" */
        head = HEAD_FREE;
    }
    if (from > first && head != HEAD_FREE) from = first, head = kind_of_head(r, first, end);
    if (from == first && leads_up(r, head, from, to, end)) to = end;
    while (to > from + 1 && sign_before(r, to, ",;")) to--;
    e->place.span = (syn_span){r->words.at[from].begin, r->words.at[to - 1].end};
}

/* Is the time told already by the last places of the same sentence? */
static bool told_already(const story *s, const entries_list *entries, const entry *e) {
    for (uint32_t i = entries->n, looked = 0; i-- > 0 && looked < SAME_SENTENCE; looked++) {
        const entry *other = &entries->at[i];
        if (other->report != e->report || s->statements.at[other->statement].sentence != s->statements.at[e->statement].sentence) return false;
        if (other->from == e->from && other->to == e->to && other->minute == e->minute && span_overlaps(other->place.span, e->place.span)) return true;
    }
    return false;
}

static bool collect(story *s, entries_list *entries) {
    for (uint32_t r = 0; r < s->count; r++) {
        entry *own = NULL;
        uint32_t n = 0;
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        if (!add_entries(s, r, &own, &n)) return false;
        for (uint32_t i = 0, next; i < n; i = next) {
            for (next = i + 1; next < n && next - i < MOST_TIMES && own[next].statement == own[i].statement;) next++;
            uint32_t kept = settle_statement(s->reports[r], &s->statements.at[own[i].statement], own + i, next - i);
            for (uint32_t k = 0; k < kept && entries->n < CAP_STATEMENTS; k++) {
                entry *e = &own[i + k];
                if (!says_something(s, e)) continue;
                complete(s, e);
                if (!told_already(s, entries, e) && !VEC_PUSH(s->scratch, entries, *e)) return false;
            }
        }
    }
    return true;
}

bool story_timeline(story *s) {
    entries_list entries = {0};
    if (!collect(s, &entries)) return false;
    if (entries.n) qsort(entries.at, entries.n, sizeof *entries.at, by_time);
    collation_event *event = NULL;
    for (uint32_t i = 0; i < entries.n; i++) {
        const entry *e = &entries.at[i], *before = i ? &entries.at[i - 1] : NULL;
        bool same = before && event && before->cluster == e->cluster && slice_equal(before->value, e->value);
        if (same && before->report == e->report && before->place.span.begin == e->place.span.begin) continue;
        if (!same) {
            if (s->out->timeline.n >= CAP_FINDINGS) return true;
            if (!VEC_PUSH(s->keep, &s->out->timeline, (collation_event){.when = e->value, .lead = e->place})) return false;
            event = &s->out->timeline.at[s->out->timeline.n - 1];
        }
        if (!VEC_PUSH(s->keep, &event->evidence, e->place)) return false;
    }
    return true;
}
