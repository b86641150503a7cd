/* quotes_where.c - when and where it was said.
 *
 * In: attributions with speakers; times. Out: said_on and venue of each.
 *
 * The day is the nearest time of day grain in the cue's frame that stands in no content. The venue comes from the cue's own
 * class (tweeted), from phrases of lexicon quote_venues outside the contents ("in a statement", "in an interview with X":
 * those words), or from whom it was told ("told the Port Ayre Gazette"). A participle that borrows its subject borrows
 * both too; so does the next sentence of a quotation, which shares the attribution. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define VENUE_BYTES 80u  /* a longer addressee is no venue */

/* Which of several venues stands: "told the Gazette" before "at a briefing" before "told reporters" before "in a
 * statement". */
enum { RANK_NONE, RANK_WORDS, RANK_REPORTERS, RANK_PLACE, RANK_TOLD };

static bool in_content(const attribution *a, uint32_t item) {
    for (int c = 0; c < CONTENTS; c++)
        if (item >= a->content[c].first && item < a->content[c].past) return true;
    return false;
}

bool quotes_is_day(syn_slice value) {
    if (value.len < 10 || value.ptr[4] != '-' || value.ptr[7] != '-') return false;
    for (unsigned i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (value.ptr[i] < '0' || value.ptr[i] > '9')) return false;
    return value.len == 10 || value.ptr[10] == 'T';
}

static uint32_t first_time(const syn_report *report, uint32_t at) {
    uint32_t low = 0, high = report->times.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->times.at[middle].span.end <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The items of the frame that belong to no content of an outermost attribution but this one's surroundings: an inner
 * attribution looks only inside the content that holds it. */
static item_range surroundings(const quote_work *work, const attribution *a) {
    const quote_frame *frame = &work->frames.at[a->frame];
    if (a->within == REPORT_NONE) return (item_range){frame->first, frame->past};
    const attribution *outer = &work->attributions.at[a->within];
    for (int c = 0; c < CONTENTS; c++)
        if (a->cue.first >= outer->content[c].first && a->cue.first < outer->content[c].past) return outer->content[c];
    return (item_range){frame->first, frame->past};
}

static void find_day(const quote_work *work, attribution *a, item_range around) {
    const syn_report *report = work->report;
    uint32_t cue = work->items.at[a->cue.first].begin, best = UINT32_MAX;
    uint32_t begin = work->items.at[around.first].begin, end = work->items.at[around.past - 1].end;
    uint32_t item = around.first;
    for (uint32_t t = first_time(report, begin); t < report->times.n && report->times.at[t].span.begin < end; t++) {
        const syn_time *time = &report->times.at[t];
        if (time->type > TIME_TIME || !time->resolved || !quotes_is_day(time->value)) continue;
        while (item + 1 < around.past && work->items.at[item].end <= time->span.begin) item++;
        bool source = item >= a->source.first && item < a->source.past;
        if (in_content(a, item) || source || item_tag(work, item) == TAG_QUOTE) continue;
        uint32_t away = time->span.begin > cue ? time->span.begin - cue : cue - time->span.begin;
        if (away >= best) continue;
        best = away;
        a->said_on = slice_cut(time->value, 0, 10);
    }
}

/* The words of a venue phrase with what belongs to it: "interview with the Port Ayre Gazette". */
static syn_slice phrase_words(const quote_work *work, const attribution *a, uint32_t first, uint32_t past, uint32_t limit) {
    uint32_t skip = first;
    /* without its preposition and article */
    while (skip < past && item_tag(work, skip) == TAG_PREP) skip++;
    if (skip == past) return SLICE_NONE;
    while (past < limit && !in_content(a, past) && past - first < 16) {
        uint8_t tag = item_tag(work, past);
        bool leads = tag == TAG_PREP && past + 1 < limit && item_tag(work, past + 1) != TAG_TIME && !in_content(a, past + 1);
        bool part = tag_in(tag, IS(NAME) | IS(DET) | IS(POSSESSIVE) | IS(NUMBER) | IS(OTHER) | IS(POSSESSIVE_DET)) ||
                    (tag == TAG_WORD && !work->items.at[past].cue);
        if (!leads && !part) break;
        past++;
    }
    syn_span span = quotes_span(work, (item_range){skip, past});
    return span_present(span) ? report_slice(work->report, span) : SLICE_NONE;
}

static uint32_t last_prep(const quote_work *work, uint32_t first, uint32_t past) {
    uint32_t at = past;
    while (at > first && item_tag(work, at - 1) != TAG_PREP) at--;
    return at > first ? at - 1 : first;
}

/* "by telephone" behind the one who was told belongs to the venue; alone it is one. */
static void take_means(const quote_work *work, attribution *a, uint32_t item, uint32_t past, int *rank) {
    syn_span span = quotes_span(work, (item_range){item, past});
    if (*rank == RANK_TOLD && item == a->addressee.past) {
        const char *end = work->report->text.ptr + span.end;
        a->venue.len = (size_t)(end - a->venue.ptr);
    } else if (*rank < RANK_WORDS) {
        a->venue = report_slice(work->report, span);
        *rank = RANK_WORDS;
    }
}

/* "in an exclusive interview with X": from the noun on, if it says with whom. */
static void take_interview(const quote_work *work, attribution *a, item_range phrase, uint32_t limit, int *rank) {
    uint32_t noun = phrase.past;
    while (noun > phrase.first && item_tag(work, noun - 1) != TAG_WORD) noun--;
    bool with = noun > phrase.first && phrase.past + 1 < limit && item_tag(work, phrase.past) == TAG_PREP &&
                item_tag(work, phrase.past + 1) != TAG_TIME;
    int weight = with ? RANK_PLACE : RANK_WORDS;
    if (weight <= *rank) return;
    a->venue = with ? phrase_words(work, a, noun - 1, phrase.past, limit) : SLICE_LIT("interview");
    *rank = weight;
}

static void take_phrase(const quote_work *work, attribution *a, const lexicon_entry *entry, uint32_t item, uint32_t limit,
                        int *rank) {
    uint32_t past = item, words = work->items.at[item].word + entry->words;
    while (past < limit && work->items.at[past].past <= words) past++;
    if (past == item) return;
    if (strcmp(entry->value, "means") == 0) {
        take_means(work, a, item, past, rank);
    } else if (strcmp(entry->value, "interview") == 0) {
        take_interview(work, a, (item_range){item, past}, limit, rank);
    } else {
        int weight = strcmp(entry->value, "statement") == 0 ? RANK_WORDS : RANK_PLACE;
        if (weight <= *rank) return;
        *rank = weight;
        if (strcmp(entry->value, "event") == 0) a->venue = phrase_words(work, a, item, past, limit);
        else if (strcmp(entry->value, "broadcast") == 0)
            a->venue = phrase_words(work, a, last_prep(work, item, past), past, past);
        else a->venue = slice_str(entry->value);
    }
}

/* Whom it was told: the name that ends the phrase ("the news agency Gale": Gale), or its words ("reporters"). */
static bool told(const quote_work *work, attribution *a) {
    const syn_report *report = work->report;
    if (range_empty(a->addressee)) return false;
    uint32_t first = a->addressee.first;
    while (first < a->addressee.past && tag_in(item_tag(work, first), IS(DET) | IS(POSSESSIVE_DET))) first++;
    if (first >= a->addressee.past || item_tag(work, first) == TAG_OBJECT) return false;
    syn_span words = quotes_span(work, (item_range){first, a->addressee.past});
    if (!span_present(words) || span_length(words) > VENUE_BYTES) return false;
    a->venue = report_slice(report, words);
    uint32_t low = 0, high = report->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->mentions.at[middle].span.begin < words.begin) low = middle + 1;
        else high = middle;
    }
    for (; low < report->mentions.n && report->mentions.at[low].span.end <= words.end; low++) {
        const syn_mention *m = &report->mentions.at[low];
        if (m->form == FORM_NAME && m->span.end == words.end) a->venue = report_slice(report, m->span);
    }
    return true;
}

static void find_venue(const quote_work *work, attribution *a, item_range around) {
    int rank = RANK_NONE;
    if (a->value[0] == 't') {
        a->venue = SLICE_LIT("Twitter");
        return;
    }
    const char *kind = quotes_noun_kind(work, quotes_head(work, a->source));
    if (told(work, a)) {
        rank = item_tag(work, a->addressee.past - 1) == TAG_NAME ? RANK_TOLD : RANK_REPORTERS;
    } else if (a->statement || (kind && strcmp(kind, "statement") == 0)) {
        a->venue = SLICE_LIT("statement");
        rank = RANK_WORDS;
    }
    for (uint32_t i = around.first; i < around.past; i++) {
        const quote_item *item = &work->items.at[i];
        if (item->tag != TAG_PREP && item->tag != TAG_WORD) continue;
        if (in_content(a, i)) continue;
        const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_venues, work->report->words.at, item->word,
                                                   work->items.at[around.past - 1].past);
        if (entry) take_phrase(work, a, entry, i, around.past, &rank);
    }
}

static bool same_speaker(const attribution *a, const attribution *b) {
    if (a->entity != REPORT_NONE || b->entity != REPORT_NONE) return a->entity == b->entity;
    return a->speaker.len > 0 && slice_equal(a->speaker, b->speaker);
}

/* What an attribution leaves open and the one before it in this or the last paragraph says: the day and place of one
 * utterance are told once. A spokesman shares the day of the body he speaks for. */
static void inherit(const quote_work *work, attribution *a, const attribution *before, uint32_t paragraphs) {
    if (paragraphs > 1) return;
    bool same = same_speaker(a, before);
    syn_span source = quotes_span(work, a->source);
    bool speaks_for = span_present(source) && before->entity != REPORT_NONE && before->speaker.len > 3 &&
                      slice_find(report_slice(work->report, source), before->speaker, 0) != SIZE_MAX;
    if (a->said_on.len == 0 && (same || speaks_for)) a->said_on = before->said_on;
    bool twitter = slice_equal(before->venue, SLICE_LIT("Twitter"));
    if (a->venue.len == 0 && same && (!twitter || a->value[0] == 'w' || a->value[0] == 't')) a->venue = before->venue;
}

void quotes_resolve_where(quote_work *work) {
    const attribution *before = NULL;
    for (uint32_t i = 0; i < work->attributions.n; i++) {
        attribution *a = &work->attributions.at[i];
        item_range around = surroundings(work, a);
        find_day(work, a, around);
        find_venue(work, a, around);
        if (a->follows != REPORT_NONE) inherit(work, a, &work->attributions.at[a->follows], 0);
        if (a->within != REPORT_NONE) {
            const attribution *outer = &work->attributions.at[a->within];
            if (a->said_on.len == 0 && (a->entity == REPORT_NONE || same_speaker(a, outer))) a->said_on = outer->said_on;
            continue;
        }
        if (before) inherit(work, a, before, work->frames.at[a->frame].paragraph - work->frames.at[before->frame].paragraph);
        if (strchr("stwr", a->value[0])) before = a;
    }
}
