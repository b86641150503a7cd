/* quotes_where.c - when and where it was said.
 *
 * In: attributions with speakers; times. Out: said_on (quotes_day.c) and venue of each.
 *
 * The venue comes from the cue's own class (tweeted), from phrases outside the contents, or from whom it was told ("told the
 * Port Ayre Gazette"). A phrase is one of lexicon quote_venues, a preposition and a noun of quote_places with what narrows
 * it ("in a short written statement": statement; "at Tuesday's hearing in the town": those words), or "on" and a broadcaster
 * of quote_channels. A participle that borrows its subject borrows both; so does the next sentence of a quotation, which
 * shares the attribution, and what the same speaker says next where nothing there tells of another day or place. Whom a report
 * places at one occasion alone (told to one paper, by telephone, at one briefing) is quoted from it further down too. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define VENUE_BYTES 80u  /* a longer addressee is no venue */
#define PLACE_ITEMS 8u   /* how far behind its preposition the noun of a venue stands */
#define TITLE_WORDS 9u   /* a quoted title of a broadcast is no longer */

/* Which of several venues stands: "told the Gazette" before "at a briefing" before "told reporters" before "in a
 * statement". */
enum { RANK_NONE, RANK_WORDS, RANK_REPORTERS, RANK_PLACE, RANK_TOLD };

bool quotes_in_content(const attribution *a, uint32_t item) {
    for (int c = 0; c < CONTENTS; c++)
        if (item >= a->content[c].first && item < a->content[c].past) return true;
    return false;
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

/* The words of a venue phrase with what belongs to it: "interview with the Port Ayre Gazette". */
static syn_slice phrase_words(const quote_work *work, const attribution *a, uint32_t first, uint32_t past, uint32_t limit) {
    uint32_t skip = first;
    /* without its preposition and article */
    while (skip < past && item_tag(work, skip) == TAG_PREP) skip++;
    if (skip == past) return SLICE_NONE;
    while (past < limit && !quotes_in_content(a, past) && past - first < 16) {
        uint8_t tag = item_tag(work, past);
        bool leads = tag == TAG_PREP && past + 1 < limit && item_tag(work, past + 1) != TAG_TIME &&
                     !quotes_in_content(a, past + 1);
        bool part = tag_in(tag, IS(NAME) | IS(DET) | IS(POSSESSIVE) | IS(NUMBER) | IS(OTHER) | IS(POSSESSIVE_DET)) ||
                    (tag == TAG_WORD && !work->items.at[past].cue && item_upos(work, past) != UPOS_VERB);
        if (!leads && !part) break;
        past++;
    }
    while (past > skip && item_tag(work, past - 1) == TAG_PREP) past--;
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
    a->occasion = true;
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
    a->occasion = true;
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
        a->occasion = strcmp(entry->value, "event") == 0;
        if (a->occasion) a->venue = phrase_words(work, a, item, past, limit);
        else if (strcmp(entry->value, "broadcast") == 0)
            a->venue = phrase_words(work, a, last_prep(work, item, past), past, past);
        else a->venue = slice_str(entry->value);
    }
}

/* Whom it was told: the name that ends the phrase ("the news agency Gale": Gale), or its words ("reporters", "Hale and
 * Vance"); nobody is, who is told to do something. */
static bool told(const quote_work *work, attribution *a) {
    const syn_report *report = work->report;
    uint32_t first = a->addressee.first, past = a->addressee.past;
    if (range_empty(a->addressee)) return false;
    if (strchr(a->value, 'h') && !strchr(a->value, 'c')) return false;  /* who is asked answers */
    bool to_do = a->phrase && !range_empty(a->content[1]) &&
                 (item_tag(work, a->content[1].first) == TAG_TO || a->content[1].first == first);
    if (to_do) return false;
    while (first < past && tag_in(item_tag(work, first), IS(DET) | IS(POSSESSIVE_DET))) first++;
    while (past > first && tag_in(item_tag(work, past - 1), IS(ADVERB) | IS(AUX) | IS(BE))) past--;
    if (first >= past || item_tag(work, first) == TAG_OBJECT) return false;
    syn_span words = quotes_span(work, (item_range){first, past});
    if (!span_present(words) || span_length(words) > VENUE_BYTES) return false;
    a->venue = report_slice(report, words);
    for (uint32_t i = first; i < past; i++)
        if (item_tag(work, i) == TAG_CONJ) return true;  /* two of them */
    for (uint32_t i = quotes_mention_at(report, words.begin); i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->span.begin >= words.end) break;
        if (m->form != FORM_NAME || m->span.begin < words.begin || m->span.end > words.end) continue;
        if (m->span.end == words.end) a->venue = report_slice(report, m->span);
    }
    return true;
}

/* ---- "at Tuesday's hearing", "on Gale News" ---- */

static const char *place_value(const quote_work *work, uint32_t item, uint32_t limit, uint32_t *past) {
    const syn_word *words = work->report->words.at;
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_places, words, work->items.at[item].word,
                                               work->items.at[limit - 1].past);
    if (!entry) return NULL;
    uint32_t end = work->items.at[item].word + entry->words;
    for (*past = item; *past < limit && work->items.at[*past].past <= end;) (*past)++;
    return *past > item && work->items.at[*past - 1].past == end ? entry->value : NULL;
}

/* A place on the air or the net stands behind "on"; meetings and writings behind "in", "at", "during". */
static bool place_fits(const char *lead, const char *value) {
    bool air = strcmp(value, "broadcast") == 0 || strcmp(value, "call") == 0;
    bool net = strcmp(value, "Twitter") == 0 || strcmp(value, "Facebook") == 0 || strcmp(value, "Instagram") == 0;
    return strcmp(lead, "where.on") == 0 ? air || net : true;
}

/* The noun that ends the phrase of place which the preposition at `at` leads; its value, and where it begins and ends. */
static const char *find_place(const quote_work *work, const attribution *a, uint32_t at, uint32_t limit, item_range *noun) {
    uint32_t past;
    const char *lead = place_value(work, at, limit, &past);
    if (!lead || strncmp(lead, "where.", 6) != 0) return NULL;
    uint32_t open = IS(DET) | IS(POSSESSIVE_DET) | IS(WORD) | IS(NAME) | IS(NUMBER) | IS(POSSESSIVE) | IS(TIME) | IS(OTHER) |
                    IS(ADVERB);
    for (uint32_t i = at + 1; i < limit && i < at + PLACE_ITEMS && tag_in(item_tag(work, i), open); i++) {
        if (quotes_in_content(a, i)) return NULL;
        if (!tag_is_word(item_tag(work, i))) continue;
        /* a participle may narrow the noun ("a written statement"), a verb with its object ends the phrase */
        uint8_t next = i + 1 < limit ? item_tag(work, i + 1) : (uint8_t)TAG_STOP;
        bool verb = item_tag(work, i) == TAG_WORD && item_upos(work, i) == UPOS_VERB;
        if (verb && !tag_in(next, IS(WORD) | IS(NAME) | IS(OTHER))) return NULL;
        if (item_upos(work, i) == UPOS_ADJ) continue;  /* "in brief remarks" */
        const char *value = place_value(work, i, limit, &past);
        if (!value || strncmp(value, "where.", 6) == 0) continue;
        bool word = past < limit && item_tag(work, past) == TAG_WORD && !work->items.at[past].cue;
        if (word && item_upos(work, past) == UPOS_NOUN) continue;  /* "a meeting room" */
        *noun = (item_range){i, past};
        return place_fits(lead, value) ? value : NULL;
    }
    return NULL;
}

/* "in a post to Twitter": the network that a preposition behind the noun leads to, or NULL. */
static const char *network_behind(const quote_work *work, uint32_t past, uint32_t limit) {
    if (past + 1 >= limit || !tag_in(item_tag(work, past), IS(PREP) | IS(TO))) return NULL;
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_networks, work->report->words.at,
                                               work->items.at[past + 1].word, work->items.at[limit - 1].past);
    return entry ? entry->value : NULL;
}

static void take_place(const quote_work *work, attribution *a, uint32_t at, uint32_t limit, int *rank) {
    item_range noun;
    const char *value = find_place(work, a, at, limit, &noun), *network = value ? network_behind(work, noun.past, limit) : NULL;
    if (!value) return;
    if (network) value = network;
    if (strcmp(value, "interview") == 0) {
        take_interview(work, a, (item_range){at, noun.past}, limit, rank);
        return;
    }
    static const char *const kept[] = {"event", "writing", "broadcast", "call", "remarks"};
    bool words = false;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) words = words || strcmp(value, kept[i]) == 0;
    int weight = strcmp(value, "statement") == 0 || strcmp(value, "remarks") == 0 ? RANK_WORDS : RANK_PLACE;
    if (weight <= *rank) return;
    *rank = weight;
    a->occasion = strcmp(value, "event") == 0 || strcmp(value, "call") == 0;
    a->venue = words ? phrase_words(work, a, at, noun.past, limit) : slice_str(value);
}

/* The end of a quoted title with the mark that closes it, past its own comma or full stop; without a mark `end` itself. */
static uint32_t title_end(const syn_report *report, uint32_t end) {
    static const char *const marks[] = {"”", "\"", "’", "'"};
    uint32_t at = end;
    if (at < report->text.len && (report->text.ptr[at] == ',' || report->text.ptr[at] == '.')) at++;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i]);
        if (slice_starts(slice_cut(report->text, at, report->text.len), slice_of(marks[i], size))) return at + (uint32_t)size;
    }
    return end;
}

/* A venue that has an opening mark alone takes the closing one: "NBC's "Port and Pier"". */
static void close_title(const syn_report *report, attribution *a) {
    if (!a->venue.len || a->venue.ptr < report->text.ptr || a->venue.ptr >= report->text.ptr + report->text.len) return;
    unsigned straight = 0;
    for (size_t i = 0; i < a->venue.len; i++) straight += a->venue.ptr[i] == '"';
    bool open = slice_find(a->venue, SLICE_LIT("“"), 0) != SIZE_MAX && slice_find(a->venue, SLICE_LIT("”"), 0) == SIZE_MAX;
    if (!open && straight % 2 == 0) return;
    uint32_t end = (uint32_t)(a->venue.ptr - report->text.ptr) + (uint32_t)a->venue.len;
    a->venue.len += title_end(report, end) - end;
}

/* "on Gale News' "Port and Pier"": the broadcaster with the title of its programme. */
static void take_channel(const quote_work *work, attribution *a, uint32_t at, uint32_t limit, int *rank) {
    if (!slice_equal(item_text(work, at), SLICE_LIT("on")) || at + 1 >= limit) return;
    uint32_t first = at + 1, past = first;
    while (first < limit && tag_in(item_tag(work, first), IS(DET) | IS(TIME) | IS(POSSESSIVE))) first++;
    const syn_word *words = work->report->words.at;
    uint32_t n = work->items.at[limit - 1].past;
    bool channel = false;
    for (past = first; past < limit && !quotes_in_content(a, past); past++) {
        const quote_item *item = &work->items.at[past];
        if (item->tag == TAG_QUOTE) {
            if (item->past - item->word > TITLE_WORDS) break;
            channel = channel || past == first;
        } else if (item->tag == TAG_NAME) {
            channel = channel || lexicon_match(&lexicon_mark_quote_channels, words, item->word, n);
        } else if (item->tag != TAG_POSSESSIVE && !(item->tag == TAG_TIME && past > first && channel)) {
            break;
        }
    }
    while (past > first && item_tag(work, past - 1) == TAG_POSSESSIVE) past--;
    syn_span span = quotes_span(work, (item_range){first, past});
    if (!channel || past == first || !span_present(span)) return;
    if (*rank == RANK_TOLD && at == a->addressee.past) {
        a->venue = slice_cut(work->report->text, (size_t)(a->venue.ptr - work->report->text.ptr), span.end);
    } else if (*rank < RANK_PLACE) {
        a->venue = report_slice(work->report, span);
        *rank = RANK_PLACE;
    }
}

/* True if no phrase of place at an item tells of this attribution: it stands in words said, in another clause, or narrows
 * the source ("a spokesman at the hearing"). */
static bool away(const quote_work *work, const attribution *a, item_range around, uint32_t item) {
    const quote_frame *frame = &work->frames.at[a->frame];
    for (uint32_t i = frame->attribution; i < frame->attribution + frame->attributions; i++) {
        const attribution *other = &work->attributions.at[i];
        if (other->within == a->within && quotes_in_content(other, item)) return true;
    }
    bool source = item > a->source.first && item < a->source.past && a->source.first < a->cue.first;
    if (source && item_tag(work, item - 1) != TAG_COMMA) return true;
    return quotes_other_clause(work, a, around.first, item);
}

/* "released the following statement", all of it the cue. */
static bool issues_statement(const quote_work *work, const attribution *a) {
    for (uint32_t i = a->cue.first; i < a->cue.past; i++) {
        const char *kind = quotes_noun_kind(work, i);
        if (kind && strcmp(kind, "statement") == 0) return true;
    }
    return false;
}

static void look_at(const quote_work *work, attribution *a, item_range around, uint32_t at, int *rank) {
    const quote_item *item = &work->items.at[at];
    if ((item->tag != TAG_PREP && item->tag != TAG_WORD) || quotes_in_content(a, at)) return;
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_venues, work->report->words.at, item->word,
                                               work->items.at[around.past - 1].past);
    if ((!entry && item->tag != TAG_PREP) || away(work, a, around, at)) return;
    if (entry) {
        take_phrase(work, a, entry, at, around.past, rank);
    } else {
        take_place(work, a, at, around.past, rank);
        take_channel(work, a, at, around.past, rank);
    }
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
        a->occasion = rank == RANK_TOLD;
    } else if (a->statement || (kind && strcmp(kind, "statement") == 0) || issues_statement(work, a)) {
        a->venue = SLICE_LIT("statement");
        rank = RANK_WORDS;
    }
    /* behind the word of the cue first: there it is nearest ("said in a statement") */
    for (uint32_t i = a->head + 1; i < around.past; i++) look_at(work, a, around, i, &rank);
    for (uint32_t i = around.first; i < a->cue.first; i++) look_at(work, a, around, i, &rank);
    close_title(work->report, a);
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
    bool elsewhere = a->venue.len > 0 && before->venue.len > 0 && !slice_equal(a->venue, before->venue);
    bool other_day = a->said_on.len > 0 && before->said_on.len > 0 && !slice_equal(a->said_on, before->said_on);
    bool speaks_for = span_present(source) && before->entity != REPORT_NONE && before->speaker.len > 3 &&
                      slice_find(report_slice(work->report, source), before->speaker, 0) != SIZE_MAX;
    if (a->said_on.len == 0 && !elsewhere && (same || speaks_for)) a->said_on = before->said_on;
    bool twitter = slice_equal(before->venue, SLICE_LIT("Twitter")) && a->value[0] != 'w' && a->value[0] != 't';
    if (a->venue.len == 0 && same && !other_day && !twitter) a->venue = before->venue;
}

/* Is all that is said of it quoted? */
static bool all_quoted(const quote_work *work, const attribution *a) {
    bool quoted = false;
    for (int c = 0; c < CONTENTS; c++)
        for (uint32_t i = a->content[c].first; i < a->content[c].past; i++) {
            if (item_tag(work, i) != TAG_QUOTE && item_tag(work, i) < TAG_POSSESSIVE) return false;
            quoted = quoted || item_tag(work, i) == TAG_QUOTE;
        }
    return quoted;
}

/* Does the frame of an attribution tell of a time, besides what is said? */
static bool tells_time(const quote_work *work, const attribution *a) {
    const quote_frame *frame = &work->frames.at[a->frame];
    for (uint32_t i = frame->first; i < frame->past; i++)
        if (item_tag(work, i) == TAG_TIME && !quotes_in_content(a, i)) return true;
    return false;
}

enum { OCCASIONS = 64 };  /* speakers whose occasions are kept */
typedef struct occasion {
    const attribution *first;  /* that tells of it */
    bool several;              /* the report places the speaker elsewhere too */
} occasion;

static occasion *occasion_of(occasion *all, uint32_t n, const attribution *a) {
    for (uint32_t k = 0; k < n; k++)
        if (same_speaker(all[k].first, a)) return &all[k];
    return NULL;
}

/* Quotations further down of a person whom the report places at one occasion and nowhere else. */
static void hold_occasions(quote_work *work) {
    occasion all[OCCASIONS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < work->attributions.n; i++) {
        const attribution *a = &work->attributions.at[i];
        if (a->venue.len == 0 || a->entity == REPORT_NONE || work->entities[a->entity].type != NAME_PERSON) continue;
        occasion *known = occasion_of(all, n, a);
        if (known) known->several = known->several || !slice_equal(known->first->venue, a->venue);
        else if (n < OCCASIONS) all[n++] = (occasion){a, !a->occasion};
    }
    for (uint32_t i = 0; i < work->attributions.n && n; i++) {
        attribution *a = &work->attributions.at[i];
        bool open = a->venue.len == 0 && a->said_on.len == 0 && a->value[0] == 's' && range_empty(a->addressee);
        if (!open || !all_quoted(work, a) || tells_time(work, a)) continue;
        const occasion *known = occasion_of(all, n, a);
        if (known && !known->several && known->first < a) a->venue = known->first->venue;
    }
}

void quotes_resolve_where(quote_work *work) {
    const attribution *before = NULL;
    for (uint32_t i = 0; i < work->attributions.n; i++) {
        attribution *a = &work->attributions.at[i];
        item_range around = surroundings(work, a);
        quotes_find_day(work, a, around);
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
    hold_occasions(work);
}
