/* quotes_source.c - who says it: the noun phrase that is a cue's subject.
 *
 * In: items with tags. Out: a range of items.
 *
 * The idea, without a parser: a subject ends where its cue (with its auxiliaries and adverbs) begins, and starts behind the
 * nearest thing that cannot stand in a noun phrase: a subordinator, a verb, a quotation, a comma. A pronoun is a whole
 * subject. A comma right before the cue closes an apposition or a relative clause: then the subject starts at the first
 * piece between commas that is no adverbial ("On Monday,"). Behind an inverted cue the phrase runs on to the sentence's end
 * or to a time, with its appositions. */
#include "mark/quotes.h"

static bool finite(const quote_item *item) { return item->cue && (item->cue[1] == 'p' || item->cue[1] == 's'); }
static bool verb_like(const quote_work *work, uint32_t at) {
    const quote_item *item = &work->items.at[at];
    if (item->tag == TAG_BE || item->tag == TAG_AUX) return true;
    return finite(item) && !cue_takes(item->cue, '~') && item->tag == TAG_WORD;
}
/* Commas, colons, quotations: what parts clauses. */
static bool parts(uint8_t tag) { return (tag >= TAG_COMMA && tag <= TAG_OPEN) || tag == TAG_QUOTE; }

/* An adverbial at [first, past), judged by how it begins: "On Monday", "While he spoke", "Still", "Last month". */
static bool adverbial(const quote_work *work, item_range piece) {
    uint32_t at = piece.first;
    while (at < piece.past && (tag_in(item_tag(work, at), IS(CONJ) | IS(ADVERB)))) at++;
    if (at >= piece.past) return true;
    const quote_item *item = &work->items.at[at];
    if (item->tag == TAG_TIME) {
        uint32_t end = at;
        while (end < piece.past && item_tag(work, end) == TAG_TIME) end++;
        return end == piece.past || item_tag(work, end) != TAG_POSSESSIVE;
    }
    if (item->tag == TAG_PREP || item->tag == TAG_TO || item->tag == TAG_SUB) return true;
    syn_slice text = slice_of(work->report->text.ptr + item->begin, item->end - item->begin);
    return (item->tag == TAG_WORD || (item->tag == TAG_NAME && at == piece.first)) && text.len > 4 && piece.past - at > 1 &&
           (slice_ends(text, SLICE_LIT("ing")) || (slice_ends(text, SLICE_LIT("ed")) && item->tag == TAG_WORD)) &&
           item_tag(work, at + 1) != TAG_WORD;
}

/* Drops what may stand before a subject without a comma: conjunctions, adverbs, times, "in a statement". */
static item_range strip(const quote_work *work, item_range r) {
    while (!range_empty(r)) {
        uint8_t tag = item_tag(work, r.first);
        bool time_owner = tag == TAG_TIME && r.first + 1 < r.past && item_tag(work, r.first + 1) == TAG_POSSESSIVE;
        if (tag_in(tag, IS(CONJ) | IS(SUB) | IS(THAT) | IS(COMMA) | IS(OTHER)) ||
            (tag == TAG_TIME && !time_owner) || tag_in(tag, IS(ADVERB) | IS(CLOSE))) {
            r.first++;
        } else if ((tag_in(tag, IS(PREP) | IS(TO))) && r.first + 1 < r.past) {
            /* "about 30 people" is a subject; "on Monday Paul", "in a speech in Ohio Mr. Hale" begin with an adverbial: the
             * subject starts at the last name or determiner that no preposition leads. */
            if (item_tag(work, r.first + 1) == TAG_NUMBER) return r;
            uint32_t best = r.past;
            for (uint32_t i = r.first + 2; i < r.past; i++) {
                uint8_t here = item_tag(work, i), before = item_tag(work, i - 1);
                bool led = tag_in(before, IS(PREP) | IS(TO) | IS(CONJ) | IS(POSSESSIVE));
                if (led) continue;
                if (tag_in(here, IS(DET) | IS(POSSESSIVE_DET) | IS(PRONOUN))) best = i;
                if (here == TAG_NAME && !tag_in(before, IS(NAME) | IS(DET) | IS(POSSESSIVE_DET) | IS(WORD)))
                    best = i;
            }
            if (best == r.past) return r;
            r.first = best;
        } else {
            break;
        }
    }
    while (!range_empty(r) && (tag_in(item_tag(work, r.past - 1), IS(ADVERB) | IS(OTHER)))) r.past--;
    return r;
}

/* The item behind the bracket or dash that closes at `at`, searched leftwards; `at` itself if there is no opener. */
static uint32_t opener_of(const quote_work *work, uint32_t floor, uint32_t at) {
    uint8_t closer = item_tag(work, at), opener = closer == TAG_CLOSE ? TAG_OPEN : closer;
    for (uint32_t i = at; i > floor && at - i < PHRASE_ITEMS; i--)
        if (item_tag(work, i - 1) == opener) return i - 1;
    return at;
}

/* True if "and" at `at` joins two clauses, not two nouns: a verb stands before it in [floor, at). */
static bool joins_clauses(const quote_work *work, uint32_t floor, uint32_t at) {
    for (uint32_t i = at; i > floor && at - i < 12; i--) {
        if (parts(item_tag(work, i - 1))) return false;
        if (verb_like(work, i - 1)) return true;
    }
    return at - floor > 6;
}

/* True if "that" belongs inside the phrase: "a study that appeared in May found". */
static bool relative_that(const quote_work *work, uint32_t floor, uint32_t at, uint32_t end) {
    if (at <= floor || at + 2 >= end || work->items.at[at - 1].cue) return false;
    uint8_t before = item_tag(work, at - 1), next = item_tag(work, at + 1);
    return (tag_in(before, IS(WORD) | IS(NAME))) && (tag_in(next, IS(WORD) | IS(BE) | IS(AUX)));
}

/* "Ida Hale, director of the port told ...": the comma behind the role is missing. Where the name begins, else `at`. */
static uint32_t name_before_role(const quote_work *work, uint32_t floor, uint32_t at, uint32_t end) {
    if (at < floor + 3 || at >= end || item_tag(work, at - 1) != TAG_COMMA) return at;
    if (!tag_in(item_tag(work, at), IS(WORD) | IS(DET))) return at;
    uint32_t name = at - 1;
    while (name > floor && item_tag(work, name - 1) == TAG_NAME) name--;
    bool opens = name == floor || item_tag(work, name - 1) == TAG_QUOTE;
    return opens && at - 1 - name >= 2 ? name : at;
}

/* Subject without a comma before the cue: leftwards to the first thing that cannot stand in it. */
static item_range plain_subject(const quote_work *work, uint32_t floor, uint32_t end) {
    uint32_t at = end;
    for (; at > floor && end - at < PHRASE_ITEMS; at--) {
        uint8_t tag = item_tag(work, at - 1);
        if (tag == TAG_CLOSE) {
            uint32_t open = opener_of(work, floor, at - 1);
            if (open == at - 1) break;
            at = open + 1;
            continue;
        }
        if (tag == TAG_QUOTE && at < end) {
            /* a word or two in quotation marks inside the phrase, without a comma: the "rust belt" mayor */
            const quote_item *q = &work->items.at[at - 1];
            bool small = q->past - q->word <= 5 && item_tag(work, at) != TAG_COMMA;
            char last = work->report->text.ptr[work->quotations.at[q->quotation].inner.end - 1];
            if (small && last != ',' && last != '.' && last != '?' && last != '!' && at - 1 > floor) continue;
        }
        if (tag == TAG_THAT && relative_that(work, floor, at - 1, end)) continue;
        if (parts(tag) || tag_in(tag, IS(SUB) | IS(THAT))) break;
        if (tag == TAG_PRONOUN) { at--; break; }
        if (verb_like(work, at - 1) && at < end) {
            /* "people who attended said": the verb belongs to a relative clause inside the phrase */
            uint8_t lead = at - 1 > floor ? item_tag(work, at - 2) : (uint8_t)TAG_STOP;
            if (lead == TAG_RELATIVE || (lead == TAG_THAT && relative_that(work, floor, at - 2, end))) continue;
            break;
        }
        if (tag == TAG_RELATIVE) {
            if (at == end) { at--; break; }
            continue;
        }
        if (tag == TAG_CONJ && at < end && joins_clauses(work, floor, at - 1)) break;
    }
    return strip(work, (item_range){name_before_role(work, floor, at, end), end});
}

/* Subject that ends with a comma or dash before the cue: "Hale, the mayor of Port Ayre, said". */
static item_range apposed_subject(const quote_work *work, uint32_t floor, uint32_t end) {
    uint32_t at = end - 1;
    for (; at > floor && end - at < PHRASE_ITEMS; at--) {
        uint8_t tag = item_tag(work, at - 1);
        if (tag_in(tag, IS(SEMICOLON) | IS(COLON) | IS(STOP) | IS(QUOTE))) break;
        if (tag == TAG_CONJ && at - 1 > floor && item_tag(work, at - 2) == TAG_COMMA && at < end - 2) break;
    }
    item_range all = {at, end};
    uint32_t piece = at;
    for (uint32_t i = at; i < end; i++) {
        if (item_tag(work, i) != TAG_COMMA && i + 1 < end) continue;
        if (!adverbial(work, (item_range){piece, i})) break;
        piece = i + 1;
    }
    if (piece >= end) return (item_range){0, 0};
    all.first = piece;
    uint32_t comma = piece;
    while (comma < end && item_tag(work, comma) != TAG_COMMA) comma++;
    if (comma + 1 >= end) return (item_range){0, 0};  /* one piece: the comma closes a statement, not an apposition */
    /* A statement before the comma is no subject: "It rained, the mayor, ..." is rare; a verb in the first piece tells. */
    for (uint32_t i = piece; i < end && item_tag(work, i) != TAG_COMMA; i++)
        if (verb_like(work, i) && (i == piece || item_tag(work, i - 1) != TAG_RELATIVE)) return (item_range){0, 0};
    return strip(work, all);
}

item_range quotes_subject_before(const quote_work *work, uint32_t floor, uint32_t cue) {
    if (cue <= floor) return (item_range){0, 0};
    uint8_t tag = item_tag(work, cue - 1);
    if (tag_in(tag, IS(PRONOUN) | IS(RELATIVE) | IS(THAT))) return (item_range){cue - 1, cue};
    if (tag == TAG_COMMA) return apposed_subject(work, floor, cue);
    if (tag == TAG_DASH) {
        uint32_t open = opener_of(work, floor, cue - 1);
        if (open > floor && open < cue - 1) {
            item_range r = plain_subject(work, floor, open);
            if (!range_empty(r)) return (item_range){r.first, cue - 1};
        }
        return (item_range){0, 0};
    }
    return plain_subject(work, floor, cue);
}

item_range quotes_subject_behind(const quote_work *work, uint32_t at, uint32_t past) {
    item_range r = {at, at};
    if (at >= past) return r;
    uint8_t tag = item_tag(work, at);
    if (tag == TAG_PRONOUN) return (item_range){at, at + 1};
    if (!tag_in(tag, IS(DET) | IS(NAME) | IS(POSSESSIVE_DET) | IS(WORD) | IS(NUMBER))) return r;
    if (tag == TAG_WORD && work->items.at[at].cue) return r;
    uint32_t i = at + 1;
    for (; i < past && i - at < PHRASE_ITEMS; i++) {
        tag = item_tag(work, i);
        if (tag_in(tag, IS(STOP) | IS(COLON) | IS(SEMICOLON) | IS(QUOTE) | IS(TIME) | IS(SUB) | IS(DASH))) break;
        if (tag == TAG_COMMA) {
            uint8_t next = i + 1 < past ? item_tag(work, i + 1) : (uint8_t)TAG_STOP;
            const char *cue = i + 1 < past ? work->items.at[i + 1].cue : NULL;
            if (tag_in(next, IS(QUOTE) | IS(CONJ) | IS(SUB) | IS(PRONOUN) | IS(STOP) | IS(RELATIVE) | IS(PREP) |
                             IS(ADVERB)) ||
                (cue && cue[1] == 'g')) break;
        }
        if (tag == TAG_PREP && i + 1 < past && item_tag(work, i + 1) == TAG_TIME) break;
        if (i > at + 1 && finite(&work->items.at[i]) && item_tag(work, i) == TAG_WORD &&
            !cue_takes(work->items.at[i].cue, '~'))
            break;
    }
    r.past = i;
    return r;
}

item_range quotes_subject_of_frame(const quote_work *work, uint32_t first, uint32_t past) {
    uint32_t piece = first;
    for (uint32_t i = first; i < past; i++) {
        if (item_tag(work, i) != TAG_COMMA) continue;
        if (!adverbial(work, (item_range){piece, i})) break;
        piece = i + 1;
    }
    item_range r = strip(work, (item_range){piece, past});
    if (range_empty(r) || item_tag(work, r.first) == TAG_QUOTE) return (item_range){0, 0};
    if (item_tag(work, r.first) == TAG_PRONOUN) return (item_range){r.first, r.first + 1};
    uint32_t i = r.first + 1;
    for (; i < r.past && i - r.first < PHRASE_ITEMS; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag_in(tag, POINTS | IS(QUOTE) | IS(ADVERB) | IS(PREP) | IS(TO) | IS(TIME)) || verb_like(work, i)) break;
        if (tag_in(tag, IS(THAT) | IS(RELATIVE) | IS(OPEN) | IS(SUB))) break;
        /* most likely its verb: "Ida Hale agreed" */
        if (tag == TAG_WORD && item_tag(work, i - 1) == TAG_NAME && i - 1 > first) break;
    }
    return (item_range){r.first, i};
}
