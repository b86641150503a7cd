/* quotes_openers.c - quotations that a colon, a dash or a comma ties to their speaker, without a verb from the lexicon.
 *
 * In: frames with their attributions. Out: more attributions, for quotations that none covers.
 *
 * - A name and a colon: Hale: "We sail." Headlines too: Hale on the ferry: 'We Will Sail'. The name is the source.
 * - Any other clause that a colon, or a comma before a whole sentence, parts from a quotation: Hale had one message: "We
 *   sail." The subject of the clause is the source, the words behind it are the cue.
 * - A cue before its subject at the front: Said Hale: "We sail."
 * - A quotation, then a dash or colon and nothing but a speaker: "We sail" - Hale, mayor of Ayre. 'We sail': Hale.
 * - A quotation, then a subject with its verb, which is no cue where a comma led to it: "We sail," Hale waved on Monday.
 *   "We sail." Hale wrote in a letter. "We sail," a man can be heard shouting.
 * - A line that ends in a colon and announces a statement or post, which follows in the next paragraph: The owners
 *   published this statement on Friday: Here is Hale's letter in full: what it calls the statement is no reported speech.
 *
 * Attributions stay in the order of their frames. Linear in the items. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define NAME_ITEMS 10u   /* a name, its title and what it speaks of, before a colon */
#define VERB_ITEMS 6u    /* a verb with its auxiliaries and adverbs */
#define WHOLE_WORDS 4u   /* a quotation behind a comma must be so long */

static const char SAYS[] = "spcq", TWEETS[] = "tpcq";  /* values of cues that are not in the lexicon */

static bool in_contents(const quote_work *work, const quote_frame *frame, uint32_t item) {
    for (uint32_t k = 0; k < frame->attributions; k++) {
        const attribution *a = &work->attributions.at[frame->attribution + k];
        for (int c = 0; c < CONTENTS; c++)
            if (item >= a->content[c].first && item < a->content[c].past) return true;
    }
    return false;
}

static bool begins_capital(const quote_work *work, uint32_t at) {
    return work->report->words.at[work->items.at[at].word].flags & WORD_CAPITAL;
}

/* A noun phrase that may speak: its first name or determiner starts it, and it has no verb. */
static bool is_speaker(const quote_work *work, item_range r) {
    if (range_empty(r) || r.past - r.first > NAME_ITEMS) return false;
    bool name = false;
    for (uint32_t i = r.first; i < r.past; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag_in(tag, IS(QUOTE) | IS(BE) | IS(AUX) | IS(STOP) | IS(COLON) | IS(RELATIVE) | IS(THAT) | IS(SUB))) return false;
        if (tag == TAG_NAME && work->items.at[i].cue && cue_finite(work->items.at[i].cue)) return false;
        name = name || tag == TAG_NAME;
    }
    return name;
}

/* The names at the front of a phrase: "Mayor Hale" of "Mayor Hale on the ferry"; "Hale and Vance". */
static item_range front_names(const quote_work *work, item_range r) {
    uint32_t at = r.first;
    while (at < r.past && tag_in(item_tag(work, at), IS(DET) | IS(POSSESSIVE_DET))) at++;
    while (at < r.past && (item_tag(work, at) == TAG_NAME || (item_tag(work, at) == TAG_CONJ && at + 1 < r.past &&
                                                             item_tag(work, at + 1) == TAG_NAME))) at++;
    bool ends = at >= r.past || tag_in(item_tag(work, at), IS(PREP) | IS(TO) | IS(COMMA) | IS(TIME) | IS(OPEN) | IS(DASH));
    return ends && at > r.first && item_tag(work, at - 1) == TAG_NAME ? (item_range){r.first, at} : (item_range){0, 0};
}

/* "Said Hale", "Added Hale, who runs the port": a cue that opens the sentence. */
static bool inverted_front(const quote_work *work, item_range r, attribution *found) {
    const lexicon_entry *entry =
        lexicon_word(&lexicon_mark_quote_cues, work->report->words.at[work->items.at[r.first].word].fold);
    if (!entry || !cue_finite(entry->value) || !cue_takes(entry->value, 'q') || r.past - r.first < 2) return false;
    if (!tag_in(item_tag(work, r.first + 1), IS(NAME) | IS(DET) | IS(PRONOUN))) return false;
    found->cue = (item_range){r.first, r.first + 1};
    found->source = quotes_subject_behind(work, r.first + 1, r.past);
    found->value = entry->value;
    return !range_empty(found->source);
}

/* A noun for what somebody says: answer, message. */
static bool is_answer(const quote_work *work, uint32_t item) {
    const lexicon_entry *entry =
        lexicon_word(&lexicon_mark_quote_kinds, work->report->words.at[work->items.at[item].word].fold);
    return entry && (strcmp(entry->value, "answer") == 0 || strcmp(entry->value, "said") == 0);
}

/* The clause before a colon or comma: its subject and the rest. */
static bool clause_front(const quote_work *work, item_range r, attribution *found) {
    found->source = quotes_subject_of_frame(work, r.first, r.past);
    if (range_empty(found->source) || found->source.past >= r.past) return false;
    uint8_t first = item_tag(work, found->source.first), behind = item_tag(work, found->source.past);
    if (tag_in(behind, IS(PREP) | IS(CONJ) | IS(STOP) | IS(COLON))) return false;
    found->cue = (item_range){found->source.past, r.past};
    for (uint32_t i = found->source.first + 1; i < found->source.past; i++)  /* "Hale's answer was short" */
        if (item_tag(work, i) == TAG_POSSESSIVE && is_answer(work, found->source.past - 1)) found->source.past = i;
    return tag_in(first, IS(NAME) | IS(PRONOUN) | IS(DET) | IS(POSSESSIVE_DET)) && item_tag(work, found->source.past) != TAG_COMMA;
}

/* What leads to the quotation at `item` past a colon, dash or comma at `point`. */
static bool opener_before(const quote_work *work, uint32_t first, uint32_t point, uint32_t item, attribution *found) {
    uint8_t tag = item_tag(work, point);
    item_range clause = {first, point};
    const quote_item *quote = &work->items.at[item];
    found->content[1] = (item_range){item, item + 1};
    if (tag == TAG_COLON && inverted_front(work, clause, found)) return true;
    if (tag == TAG_COLON && is_speaker(work, clause)) {
        found->source = front_names(work, clause);
        found->cue = (item_range){point, point};
        if (!range_empty(found->source)) return true;
    }
    bool whole = quote->past - quote->word > WHOLE_WORDS && begins_capital(work, item) && quotes_quote_ends(work, item);
    if (tag == TAG_DASH || (tag == TAG_COMMA && !whole)) return false;
    return clause_front(work, clause, found);
}

/* "We sail" - Hale, mayor of Ayre: nothing but a speaker behind the quotation that opens the frame. */
static bool opener_behind(const quote_work *work, const quote_frame *frame, attribution *found) {
    uint32_t point = frame->first + 1, past = frame->past;
    while (past > point && item_tag(work, past - 1) == TAG_STOP) past--;
    if (point + 1 >= past || item_tag(work, frame->first) != TAG_QUOTE) return false;
    if (!tag_in(item_tag(work, point), IS(DASH) | IS(COLON)) || item_tag(work, point + 1) != TAG_NAME) return false;
    if (!is_speaker(work, (item_range){point + 1, past})) return false;
    item_range names = front_names(work, (item_range){point + 1, past});
    if (range_empty(names)) return false;
    found->source = item_tag(work, point) == TAG_COLON ? names : (item_range){point + 1, past};
    found->cue = (item_range){point, point};
    found->content[0] = (item_range){frame->first, frame->first + 1};
    return names.past == past || item_tag(work, point) == TAG_DASH;
}

/* The verb that begins at `at`, with its auxiliaries; `at` if there is none. */
static uint32_t verb_end(const quote_work *work, uint32_t at, uint32_t past, const char **value) {
    uint32_t i = at;
    bool verb = false;
    for (; i < past && i - at < VERB_ITEMS; i++) {
        const quote_item *item = &work->items.at[i];
        uint8_t upos = item_upos(work, i);
        if (!tag_in(item->tag, IS(BE) | IS(AUX) | IS(ADVERB)) && !(item->tag == TAG_WORD && (upos == UPOS_VERB || item->cue)))
            break;
        verb = verb || item->tag == TAG_WORD;
        if (item->cue) *value = item->cue;
        if (item->cue && cue_finite(item->cue)) return i + 1;
    }
    while (i > at && item_tag(work, i - 1) == TAG_ADVERB) i--;
    return verb ? i : at;
}

/* "We sail," Hale waved on Monday: a quotation that opens the frame, and the clause behind it. Behind a full stop only a cue
 * that has nothing else to lead to. */
static bool clause_behind(const quote_work *work, const quote_frame *frame, attribution *found) {
    uint32_t at = frame->first + 1;
    if (item_tag(work, frame->first) != TAG_QUOTE || at + 1 >= frame->past || !quotes_quote_ends(work, frame->first)) return false;
    if (!tag_in(item_tag(work, at), IS(NAME) | IS(PRONOUN) | IS(DET) | IS(POSSESSIVE_DET))) return false;
    const quotation *q = &work->quotations.at[work->items.at[frame->first].quotation];
    bool comma = work->report->text.ptr[q->inner.end - 1] == ',';
    found->source = quotes_subject_of_frame(work, at, frame->past);
    if (range_empty(found->source) || found->source.first != at) return false;
    const char *value = NULL;
    uint32_t past = verb_end(work, found->source.past, frame->past, &value);
    if (past == found->source.past) return false;
    uint8_t next = past < frame->past ? item_tag(work, past) : (uint8_t)TAG_STOP;
    bool cue = value && cue_speech(value) && cue_takes(value, 'q') && tag_in(next, IS(STOP) | IS(PREP) | IS(TIME) | IS(COMMA));
    if (!comma && !cue) return false;
    found->cue = (item_range){found->source.past, past};
    found->content[0] = (item_range){frame->first, frame->first + 1};
    return true;
}

/* ---- lines that announce what follows ---- */

/* The noun for a statement or document in [r.first, r.past), else r.past. */
static uint32_t statement_noun(const quote_work *work, item_range r) {
    for (uint32_t i = r.past; i > r.first; i--)
        if (item_tag(work, i - 1) == TAG_WORD && kind_is_document(quotes_noun_kind(work, i - 1))) return i - 1;
    return r.past;
}

/* Whose statement it is: "Hale's statement", "the statement by Hale", "the owners published this statement". */
static item_range owner_of(const quote_work *work, const quote_frame *frame, uint32_t noun) {
    uint32_t past = frame->past - 1, low = frame->first;
    for (uint32_t i = noun; i > low && noun - i < 4; i--) {
        if (item_tag(work, i - 1) != TAG_POSSESSIVE) continue;
        uint32_t first = i - 1;
        while (first > low && tag_in(item_tag(work, first - 1), IS(NAME) | IS(DET) | IS(WORD)) &&
               !work->items.at[first - 1].cue) first--;
        return (item_range){first, i - 1};
    }
    for (uint32_t i = noun + 1; i + 1 < past && i < noun + 3; i++) {
        syn_slice word = item_text(work, i);
        if (!slice_equal(word, SLICE_LIT("by")) && !slice_equal(word, SLICE_LIT("from"))) continue;
        return quotes_subject_behind(work, i + 1, past);
    }
    item_range r = quotes_subject_of_frame(work, low, noun);
    if (range_empty(r) || r.past >= noun || item_tag(work, r.first) == TAG_WORD) return (item_range){0, 0};
    return tag_in(item_tag(work, r.first), IS(NAME) | IS(PRONOUN) | IS(DET) | IS(POSSESSIVE_DET)) ? r : (item_range){0, 0};
}

/* What the noun says of the place: a statement, a post. */
static void note_place(const quote_work *work, uint32_t noun, attribution *a) {
    a->statement = strcmp(quotes_noun_kind(work, noun), "statement") == 0;
    if (slice_starts(item_text(work, noun), SLICE_LIT("tweet"))) a->value = TWEETS;
}

/* True if the line's attribution already tells who speaks; contents that are but the name of the statement are emptied. */
static bool settle_line(quote_work *work, const quote_frame *frame) {
    bool settled = false;
    for (uint32_t k = 0; k < frame->attributions; k++) {
        attribution *a = &work->attributions.at[frame->attribution + k];
        if (a->within != REPORT_NONE) continue;
        item_range content = a->content[1], before = a->content[0];
        bool letter = !range_empty(before) && item_tag(work, before.first) == TAG_PREP && statement_noun(work, before) < before.past;
        if (letter && range_empty(content)) {  /* "In a letter to the town, the crew wrote:" */
            note_place(work, statement_noun(work, before), a);
            a->content[0] = (item_range){0, 0};
        }
        uint32_t noun = range_empty(content) ? content.past : statement_noun(work, content);
        uint32_t rest = content.past;  /* "this statement on Friday:" */
        while (rest + 1 < frame->past && tag_in(item_tag(work, rest), IS(TIME) | IS(PREP))) rest++;
        if (rest + 1 >= frame->past && a->phrase && noun < content.past) {
            note_place(work, noun, a);
            a->content[1] = (item_range){0, 0};
        }
        settled = settled || (range_empty(a->content[1]) && strchr("stwr", a->value[0]));
    }
    return settled;
}

static bool opener_line(quote_work *work, uint32_t index, attribution *found) {
    const quote_frame *frame = &work->frames.at[index];
    bool line = item_tag(work, frame->past - 1) == TAG_COLON && index + 1 < work->frames.n &&
                work->frames.at[index + 1].paragraph != frame->paragraph;
    if (!line || settle_line(work, frame)) return false;
    uint32_t noun = statement_noun(work, (item_range){frame->first, frame->past - 1});
    if (noun + 1 >= frame->past) return false;
    found->source = owner_of(work, frame, noun);
    if (range_empty(found->source)) return false;
    found->cue = (item_range){noun, noun + 1};
    note_place(work, noun, found);
    return true;
}

/* ---- all frames ---- */

typedef SYN_VEC(attribution) attribution_list;

static void add(const quote_work *work, attribution_list *fresh, uint32_t index, attribution *found) {
    found->frame = index;
    found->within = found->follows = found->entity = REPORT_NONE;
    found->head = range_empty(found->cue) ? work->frames.at[index].first : found->cue.past - 1;
    if (!found->value) found->value = SAYS;
    (void)VEC_PUSH(work->scratch, fresh, *found);
}

/* The frame's quotations that no attribution covers. */
static void open_frame(quote_work *work, uint32_t index, attribution_list *fresh) {
    const quote_frame *frame = &work->frames.at[index];
    attribution found = {0};
    if (frame->attributions == 0 && opener_behind(work, frame, &found)) {
        add(work, fresh, index, &found);
        return;
    }
    if (!in_contents(work, frame, frame->first) && clause_behind(work, frame, &found)) add(work, fresh, index, &found);
    uint32_t first = frame->first;
    for (uint32_t i = frame->first; i < frame->past; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag == TAG_STOP || tag == TAG_SEMICOLON) first = i + 1;
        if (tag != TAG_QUOTE || i < first + 2) continue;
        bool comma = item_tag(work, i - 1) == TAG_COMMA, ends = i + 1 >= frame->past || item_tag(work, i + 1) == TAG_STOP;
        bool led = comma ? ends && frame->attributions == 0 : item_tag(work, i - 1) == TAG_COLON;
        found = (attribution){0};
        if (!led || in_contents(work, frame, i)) continue;
        if (opener_before(work, first, i - 1, i, &found)) add(work, fresh, index, &found);
        first = i + 1;
    }
    found = (attribution){0};
    if (opener_line(work, index, &found)) add(work, fresh, index, &found);
}

void quotes_find_openers(quote_work *work) {
    attribution_list all = {0}, fresh = {0};
    for (uint32_t f = 0; f < work->frames.n; f++) {
        quote_frame *frame = &work->frames.at[f];
        fresh.n = 0;
        open_frame(work, f, &fresh);
        uint32_t first = all.n, old = frame->attribution;
        for (uint32_t k = 0; k < frame->attributions; k++) {
            attribution a = work->attributions.at[old + k];
            if (a.within != REPORT_NONE) a.within += first - old;
            if (a.follows != REPORT_NONE) a.follows += first - old;
            if (!VEC_PUSH(work->scratch, &all, a)) return;
        }
        for (uint32_t k = 0; k < fresh.n && frame->attributions < FRAME_CUES; k++) {
            if (!VEC_PUSH(work->scratch, &all, fresh.at[k])) return;
            frame->attributions++;
        }
        frame->attribution = first;
    }
    work->attributions.at = all.at;
    work->attributions.n = all.n;
    work->attributions.cap = all.cap;
}
