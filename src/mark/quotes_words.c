/* quotes_words.c - items and frames: the text as cues and subjects see it.
 *
 * In: words, sentences, times, quotations. Out: a row of items (a word outside quotations, or a whole quotation), each with
 * the part it plays, and cues marked; then frames, the sentences as they would be if quotations were single words.
 *
 * A word's part comes from a list of function words; the rest are names (capitals), numbers, times (words of a marked time),
 * or words. Their parts of speech are looked at by the files behind, where a rule needs them (item_upos). */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/utf8.h"

#define TAIL_ITEMS 7u  /* items behind a quotation in which "he asked." is looked for */

/* True if the part of `value` before its point is `name`. */
static bool class_is(const char *value, const char *name) {
    if (value[0] != name[0]) return false;
    size_t length = strlen(name);
    return strncmp(value, name, length) == 0 && (value[length] == '\0' || value[length] == '.');
}

static uint8_t grammar_tag(const char *value) {
    static const struct { const char *name; uint8_t tag; } classes[] = {
        {"pronoun", TAG_PRONOUN}, {"object", TAG_OBJECT}, {"possessive", TAG_POSSESSIVE_DET}, {"det", TAG_DET},
        {"relative", TAG_RELATIVE}, {"that", TAG_THAT}, {"be", TAG_BE}, {"aux", TAG_AUX}, {"adverb", TAG_ADVERB},
        {"prep", TAG_PREP}, {"to", TAG_TO}, {"sub", TAG_SUB}, {"conj", TAG_CONJ},
    };
    for (unsigned i = 0; i < sizeof classes / sizeof *classes; i++)
        if (class_is(value, classes[i].name)) return classes[i].tag;
    return TAG_WORD;
}

static uint8_t grammar_role(const char *value) {
    static const struct { const char *name; uint8_t role; } roles[] = {
        {"person", ROLE_PERSON}, {"thing", ROLE_THING}, {"group", ROLE_GROUP}, {"who", ROLE_WHO}, {"the", ROLE_THE},
        {"a", ROLE_A}, {"with", ROLE_WITH}, {"of", ROLE_OF}, {"after", ROLE_AFTER}, {"while", ROLE_WHILE}, {"as", ROLE_AS},
        {"question", ROLE_QUESTION},
    };
    const char *point = strchr(value, '.');
    for (unsigned i = 0; point && i < sizeof roles / sizeof *roles; i++)
        if (strcmp(point + 1, roles[i].name) == 0) return roles[i].role;
    return ROLE_NONE;
}

static uint8_t punctuation_tag(syn_slice word) {
    unsigned size;
    uint32_t c = utf8_at(word, 0, &size);
    switch (c) {
    case ',': return TAG_COMMA;
    case ':': return TAG_COLON;
    case ';': return TAG_SEMICOLON;
    case '.': case '!': case '?': case 0x2026: return TAG_STOP;
    case '(': case '[': return TAG_OPEN;
    case ')': case ']': return TAG_CLOSE;
    default: return c >= 0x2012 && c <= 0x2015 ? TAG_DASH : TAG_OTHER;
    }
}

static bool ends_in_ly(syn_slice word) { return word.len > 4 && slice_ends(word, SLICE_LIT("ly")); }

/* The part of one word; `words` gets how many words the function word has, `role` what sets it apart. */
static uint8_t word_tag(const syn_report *report, uint32_t at, uint32_t end, uint32_t *words, uint8_t *role) {
    const syn_word *word = &report->words.at[at];
    syn_slice text = slice_of(report->text.ptr + word->begin, word->end - word->begin);
    *words = 1;
    *role = ROLE_NONE;
    if (word->kind == WORD_POSSESSIVE) return TAG_POSSESSIVE;
    if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL) {
        if (text.ptr[0] == '-') {
            /* "--" and " - " are dashes, "well-known" has a hyphen. */
            bool blank = (word->flags & WORD_SPACE) || text.len > 1;
            bool twice = at + 1 < end && report->words.at[at + 1].begin == word->end && report->text.ptr[word->end] == '-';
            return twice || blank ? TAG_DASH : TAG_OTHER;
        }
        return text.len == 1 && text.ptr[0] == '&' ? TAG_CONJ : punctuation_tag(text);
    }
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_grammar, report->words.at, at, end);
    /* "US" is no pronoun, "May" and "Will" inside a sentence are names. */
    bool caps = (word->flags & WORD_ALL_CAPS) && text.len > 1;
    bool inside = (word->flags & WORD_CAPITAL) && at > 0 && report->words.at[at - 1].sentence == word->sentence &&
                  report->words.at[at - 1].kind != WORD_PUNCT;
    if (entry && !caps) {
        uint8_t tag = grammar_tag(entry->value);
        if (!inside || text.len == 1 || (!tag_in(tag, IS(AUX) | IS(SUB) | IS(PREP)))) {
            *words = entry->words;
            *role = grammar_role(entry->value);
            return tag;
        }
    }
    if (word->flags & WORD_CAPITAL) return TAG_NAME;
    if (word->kind == WORD_HANDLE) return TAG_NAME;
    if (word->kind == WORD_NUMBER) return TAG_NUMBER;
    return ends_in_ly(text) ? TAG_ADVERB : TAG_WORD;
}

static void push_word(quote_work *work, uint32_t at, uint32_t past, uint8_t tag, uint8_t role) {
    const syn_word *words = work->report->words.at;
    quote_item item = {.begin = words[at].begin, .end = words[past - 1].end, .word = at, .past = past,
                       .quotation = REPORT_NONE, .tag = tag, .role = role};
    (void)VEC_PUSH(work->scratch, &work->items, item);
}

static void push_quotation(quote_work *work, uint32_t index, uint32_t at, uint32_t past) {
    const quotation *q = &work->quotations.at[index];
    quote_item item = {.begin = q->outer_begin, .end = q->outer_end, .word = at, .past = past, .quotation = index,
                       .tag = TAG_QUOTE};
    (void)VEC_PUSH(work->scratch, &work->items, item);
}

/* A title or nickname is one capitalised word; the comma or point inside its marks stays what it is. */
static void push_name(quote_work *work, const quotation *q, uint32_t at, uint32_t past) {
    const syn_word *words = work->report->words.at;
    while (at < past && words[at].begin < q->inner.begin) at++;
    while (past > at && words[past - 1].begin >= q->inner.end) past--;
    uint32_t end = past;
    while (end > at + 1 && tag_in(punctuation_tag(slice_cut(work->report->text, words[end - 1].begin, words[end - 1].end)),
                                  IS(COMMA) | IS(STOP) | IS(SEMICOLON))) end--;
    if (end > at) push_word(work, at, end, TAG_NAME, ROLE_NONE);
    for (; end < past; end++)
        push_word(work, end, end + 1, punctuation_tag(slice_cut(work->report->text, words[end].begin, words[end].end)), ROLE_NONE);
}

/* Marks the cues: a lexicon entry whose words are whole items. */
static void find_cues(quote_work *work) {
    for (uint32_t i = 0; i < work->items.n; i++) {
        quote_item *item = &work->items.at[i];
        bool may = item->tag == TAG_WORD || item->tag == TAG_NAME || (item->tag == TAG_PREP && item->past - item->word == 1);
        if (!may) continue;
        uint32_t end = item->word + 6 < work->report->words.n ? item->word + 6 : work->report->words.n;
        const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_cues, work->report->words.at, item->word, end);
        if (!entry || (item->tag == TAG_PREP && entry->words == 1)) continue;
        uint32_t last = i;
        while (last + 1 < work->items.n && work->items.at[last].past < item->word + entry->words) last++;
        if (work->items.at[last].past != item->word + entry->words || work->items.at[last].tag == TAG_QUOTE) continue;
        if (entry->value[0] == '!') {  /* "worth noting": no cue, and none inside it */
            for (; i <= last; i++) work->items.at[i].refused = true;
            i = last;
            continue;
        }
        item->cue = entry->value;
        item->cue_items = (uint8_t)(last - i + 1);
    }
}

void quotes_make_items(quote_work *work) {
    const syn_report *report = work->report;
    uint32_t time = 0, next = 0, at = 0, n = report->words.n;
    while (at < n) {
        const syn_word *word = &report->words.at[at];
        while (next < work->quotations.n && work->quotations.at[next].outer_end <= word->begin) next++;
        if (next < work->quotations.n && word->end > work->quotations.at[next].outer_begin) {
            uint32_t past = at;
            while (past < n && report->words.at[past].begin < work->quotations.at[next].outer_end) past++;
            if (work->quotations.at[next].name) push_name(work, &work->quotations.at[next], at, past);
            else push_quotation(work, next, at, past);
            next++;
            at = past;
            continue;
        }
        while (time < report->times.n && report->times.at[time].span.end <= word->begin) time++;
        bool timed = time < report->times.n && report->times.at[time].span.begin <= word->begin &&
                     report->times.at[time].type <= TIME_TIME;
        uint32_t words = 1, limit = next < work->quotations.n ? at + 1 : n;
        while (limit < n && limit < at + 4 && report->words.at[limit].end <= work->quotations.at[next].outer_begin) limit++;
        uint8_t role, tag = word_tag(report, at, limit, &words, &role);
        if (timed && tag != TAG_COMMA) {
            tag = TAG_TIME;
            words = 1;
        }
        push_word(work, at, at + words, tag, role);
        at += words;
    }
    /* "'s" behind a pronoun is a verb. */
    for (uint32_t i = 1; i < work->items.n; i++) {
        uint8_t before = work->items.at[i - 1].tag;
        if (work->items.at[i].tag == TAG_POSSESSIVE && (tag_in(before, IS(PRONOUN) | IS(THAT) | IS(RELATIVE))))
            work->items.at[i].tag = TAG_BE;
    }
    find_cues(work);
}

/* The paragraph of a byte; `hint` only grows. */
static uint32_t paragraph_of(const quote_work *work, uint32_t at, uint32_t *hint) {
    while (*hint + 1 < work->paragraphs && work->paragraph_ends[*hint] <= at) (*hint)++;
    return *hint;
}

/* True if the sentence goes on behind the quotation at `at`: "Why?" he asked. */
static bool goes_on(const quote_work *work, uint32_t at) {
    const quote_item *quote = &work->items.at[at];
    if (quote->tag != TAG_QUOTE) return false;
    const syn_word *next = &work->report->words.at[quote->past];
    if (next->kind == WORD_LETTERS && !(next->flags & WORD_CAPITAL)) return true;
    /* '"It is late." Hale added': a sentence of its own; '"Late?" Hale asked' is not, but "He asked" would be */
    const quotation *q = &work->quotations.at[quote->quotation];
    const char *text = work->report->text.ptr;
    if (text[q->inner.end - 1] == '.' && (q->inner.end < q->inner.begin + 2 || text[q->inner.end - 2] != '.')) return false;
    if (at + 1 < work->items.n && tag_in(item_tag(work, at + 1), IS(PRONOUN) | IS(DET) | IS(POSSESSIVE_DET))) return false;
    for (uint32_t i = at + 1; i < work->items.n && i <= at + TAIL_ITEMS; i++) {
        const quote_item *item = &work->items.at[i];
        if (item->tag >= TAG_COMMA && item->tag != TAG_OTHER) return false;
        if (item->cue && item->cue[1] != 'g' && cue_takes(item->cue, 'q')) {
            uint32_t past = i + item->cue_items;
            return past >= work->items.n || tag_in(item_tag(work, past), IS(STOP) | IS(COMMA));
        }
    }
    return false;
}

void quotes_make_frames(quote_work *work) {
    const syn_words *words = &work->report->words;
    uint32_t hint = 0, first = 0, paragraph = 0;
    for (uint32_t i = 0; i < work->items.n; i++) {
        const quote_item *item = &work->items.at[i];
        uint32_t here = paragraph_of(work, item->begin, &hint);
        if (i == first) paragraph = here;
        bool last = i + 1 == work->items.n;
        bool ends = last || i + 1 - first >= FRAME_ITEMS;
        if (!ends) {
            const quote_item *next = &work->items.at[i + 1];
            uint32_t after = hint;
            bool parted = paragraph_of(work, next->begin, &after) != here;
            ends = parted || (words->at[item->past - 1].sentence != words->at[next->word].sentence && !goes_on(work, i));
        }
        if (!ends) continue;
        quote_frame frame = {.first = first, .past = i + 1, .paragraph = paragraph};
        (void)VEC_PUSH(work->scratch, &work->frames, frame);
        first = i + 1;
    }
}
