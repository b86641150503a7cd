/* names_roles.c - the title before a person's name and the role behind it.
 *
 * In: where a name begins or ends. Out: a span of words. The title is the stretch of words directly before the name, or
 * before a comma and the name, that ends in a title or office ("Russian Foreign Minister", "coast guard commander", "the
 * foreign minister,"); before the office stand words that narrow it, nationalities, places, organisations, an "of"
 * phrase only in capitals ("Secretary of State"). The role is what the name is followed by in brackets or between commas
 * and that opens with an office, a party and state, or "of". At most TITLE_WORDS and ROLE_WORDS words are looked at. */
#include "mark/names.h"

#include "mark/lexicon/lexicon.gen.h"

/* The word, or one of no kind past the last. */
static const syn_word *word_at(const name_context *context, uint32_t at) {
    static const syn_word none = {.kind = WORD_SYMBOL};
    return at < context->report->words.n ? &context->report->words.at[at] : &none;
}

static char title_class(const name_context *context, uint32_t at) {
    if (at >= context->report->words.n) return '\0';
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_name_title, name_fold(context, at));
    return entry ? entry->value[0] : '\0';
}

static bool is_office(const name_context *context, uint32_t at) {
    char c = title_class(context, at);
    return c == 'o' || c == 'p';
}

/* Words that may stand in a title before its office. */
static bool may_narrow(const name_context *context, uint32_t at) {
    const syn_word *word = word_at(context, at);
    if (word->kind == WORD_PUNCT)
        return name_is(context, at, "-") && name_touches(context, at) && name_touches(context, at + 1);
    if (word->kind == WORD_POSSESSIVE) return at > 0 && name_is_capital(word_at(context, at - 1));
    if (word->kind != WORD_LETTERS) return false;
    if (title_class(context, at)) return true;
    uint64_t fold = name_fold(context, at);
    if (lexicon_word(&lexicon_mark_name_people, fold) || lexicon_word(&lexicon_mark_name_org_head, fold)) return true;
    if (lexicon_word(&lexicon_mark_name_place, fold) && name_is_capital(word)) return true;
    return name_is_capital(word) && !(word->flags & WORD_STOP);
}

static uint32_t sentence_begin(const name_context *context, uint32_t at) {
    return context->report->sentences.at[context->report->words.at[at].sentence].word;
}

/* "University of ...", "Hall of ..." */
static bool heads_body(const name_context *context, uint32_t at) {
    uint64_t fold = name_fold(context, at);
    return lexicon_word(&lexicon_mark_name_org_head, fold) || lexicon_word(&lexicon_mark_name_place_head, fold);
}

/* Steps over "of State" that stands before `at`; returns the office's place, or UINT32_MAX. */
static uint32_t office_of(const name_context *context, uint32_t at, uint32_t floor) {
    uint32_t low = at > floor + 6 ? at - 6 : floor;
    for (uint32_t w = at; w-- > low;) {
        const syn_word *word = word_at(context, w);
        bool of = name_is(context, w, "of") || name_is(context, w, "for");
        if (of && w > low && is_office(context, w - 1)) return w - 1;
        if (!of && !name_is_capital(word) && !name_is(context, w, "and") && !name_is(context, w, "the")) break;
    }
    return UINT32_MAX;
}

static bool joins_clauses(const syn_word *word) {
    return (word->flags & WORD_STOP) || word->upos == UPOS_ADP || word->upos == UPOS_SCONJ || word->upos == UPOS_CCONJ;
}

syn_span name_title_before(const name_context *context, uint32_t begin) {
    syn_span none = {0, 0};
    uint32_t floor = sentence_begin(context, begin), office = begin;
    if (begin == floor) return none;
    uint32_t at = begin - 1;
    bool comma = name_first_byte(context, at) == ',';
    if (comma && at-- == floor) return none;
    if (!is_office(context, at)) {
        if (comma) return none;
        office = name_is_capital(word_at(context, at)) ? office_of(context, at + 1, floor) : UINT32_MAX;
        if (office == UINT32_MAX) return none;
    } else office = at;
    uint32_t first = office, low = office > floor + TITLE_WORDS ? office - TITLE_WORDS : floor;
    while (first > low) {
        const lexicon_entry *two = first > low + 1
            ? lexicon_match(&lexicon_mark_name_title, context->report->words.at, first - 2, first) : NULL;
        bool pair = two && two->words == 2;  /* "coast guard" */
        const syn_word *before = word_at(context, first - 1);
        bool act = before->upos == UPOS_VERB && !name_is_capital(before);  /* "to force owner ...", not "air force commander ..." */
        if (!pair && (act || !may_narrow(context, first - 1))) break;
        first -= pair ? 2 : 1;
    }
    while (first < office && (word_at(context, first)->kind != WORD_LETTERS)) first++;
    /* "Hall of Fame goalkeeper", but not "Fans of ..." at the head of a sentence. */
    if (first > floor + 2 && name_is(context, first - 1, "of") && name_is_capital(word_at(context, first)) &&
        name_is_capital(word_at(context, first - 2)) && heads_body(context, first - 2)) first -= 2;
    /* "10-year-old brother": brother */
    while (first < office && first > floor && name_first_byte(context, first - 1) == '-' && name_touches(context, first)) first++;
    /* "Then Mr. ...", "Despite Mr. ..." at the head of a sentence, not "then President". */
    if (first == floor && first < office && joins_clauses(word_at(context, first))) first++;
    /* "TUNIS President ...": the place of a dateline whose dash was lost */
    bool town = first < office && (word_at(context, first)->flags & WORD_LINE) && (word_at(context, first)->flags & WORD_ALL_CAPS) &&
                !(word_at(context, first + 1)->flags & WORD_ALL_CAPS) && word_at(context, first)->end - word_at(context, first)->begin > 3;
    if (town && lexicon_word(&lexicon_mark_name_place, name_fold(context, first))) first++;
    uint32_t before = first > floor ? first - 1 : UINT32_MAX;
    if (comma) {
        /* Behind a comma only "the foreign minister, Jane Example" is a title, not "he told the minister, ..." of many. */
        bool article = before != UINT32_MAX && lexicon_word(&lexicon_mark_name_lead, word_at(context, before)->fold);
        if (!article && first == office && !name_is_capital(word_at(context, first))) return none;
        if (!article && before != UINT32_MAX && word_at(context, before)->kind == WORD_LETTERS) return none;
    }
    return (syn_span){word_at(context, first)->begin, word_at(context, comma ? begin - 2 : begin - 1)->end};
}

/* "(R-KY)": the span of "R-KY"; "(@handle)" and the like are none. */
static syn_span bracket_role(const name_context *context, uint32_t at) {
    syn_span none = {0, 0};
    uint32_t last = at;
    while (last < context->report->words.n && last - at < ROLE_WORDS && name_first_byte(context, last) != ')') last++;
    if (last == at || last >= context->report->words.n || name_first_byte(context, last) != ')') return none;
    const syn_word *first = word_at(context, at);
    bool party = name_is_capital(first) && first->end - first->begin <= 3 && name_first_byte(context, at + 1) == '-';
    if (!party && !is_office(context, at)) return none;
    return (syn_span){first->begin, word_at(context, last - 1)->end};
}

static bool is_short_state(const name_context *context, uint32_t at) {
    return name_is_capital(word_at(context, at)) && lexicon_word(&lexicon_mark_name_state_short, name_fold(context, at));
}

/* ", R-Wis.,": the span of "R-Wis." */
static syn_span party_role(const name_context *context, uint32_t at) {
    if (at + 2 >= context->report->words.n) return (syn_span){0, 0};
    const syn_word *first = word_at(context, at);
    bool letter = name_is_capital(first) && first->end - first->begin == 1 && strchr("RDI", name_first_byte(context, at));
    if (!letter || !name_is(context, at + 1, "-") || !is_short_state(context, at + 2)) return (syn_span){0, 0};
    return (syn_span){first->begin, word_at(context, at + 2)->end};
}

/* Is one named behind the office: "the editors John Lund, deputy editor Jane Example and ..." names the next of a list, and not
 * "John Lund, President Example's adviser". */
static bool names_next(const name_context *context, uint32_t at, uint32_t stop) {
    uint32_t w = at;
    while (w < stop && name_is_capital(word_at(context, w)) && !title_class(context, w)) w++;
    return w > at && (w >= stop || word_at(context, w)->kind != WORD_POSSESSIVE);
}

/* Does the stretch from `at` open like a role: an optional article, narrowing words, an office? */
static bool opens_role(const name_context *context, uint32_t at, uint32_t stop) {
    uint32_t w = at;
    bool article = lexicon_word(&lexicon_mark_name_lead, word_at(context, w)->fold) != NULL;
    if (article) w++;
    for (uint32_t n = 0; n < 8 && w < stop; n++, w++) {
        if (is_office(context, w) && w + 1 < stop && is_office(context, w + 1)) continue;  /* "deputy editor" */
        if (is_office(context, w)) return article || !names_next(context, w + 1, stop);
        if (!may_narrow(context, w) && !(name_is(context, w, "of") && n > 0)) return false;
    }
    return false;
}

static bool ends_role(const name_context *context, uint32_t at) {
    char c = name_first_byte(context, at);
    const syn_word *word = word_at(context, at);
    if (word->kind == WORD_PUNCT) return c != '-' && c != '/' && c != '&' && c != '\'';
    return name_is(context, at, "who") || (lexicon_word(&lexicon_mark_name_act, word->fold) && !title_class(context, at));
}

/* Does a phrase of when or of an occasion begin at word `w`: "on Monday", "at a news conference"? It tells of the sentence. */
static bool is_occasion(const name_context *context, uint32_t w, uint32_t stop) {
    const syn_report *report = context->report;
    bool on = name_is(context, w, "on");  /* "the mayor from 2000 to 2006", "the owner at the time" tell of the person */
    if (!(on || name_is(context, w, "at") || name_is(context, w, "in") || name_is(context, w, "during")) || w + 1 >= stop) return false;
    for (uint32_t k = w + 1; k < stop && k <= w + OCCASION_WORDS; k++) {
        uint32_t low = 0, high = report->times.n;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (report->times.at[middle].span.end <= word_at(context, k)->begin) low = middle + 1;
            else high = middle;
        }
        if (low < report->times.n && report->times.at[low].span.begin <= word_at(context, k)->begin) return on && k == w + 1;
        const lexicon_entry *place = lexicon_match(&lexicon_mark_quote_places, report->words.at, k, stop);
        if (place && strcmp(place->value, "event") == 0) return true;
        if (word_at(context, k)->upos == UPOS_ADP || name_is_capital(word_at(context, k))) return false;
    }
    return false;
}

/* Where the role that begins at `at` ends, before `stop`: a clause without a relative word ("a dancer he married") is none of it, and what has a
 * verb of its own ("the chief strategist is sure") is no role at all. */
static uint32_t role_end(const name_context *context, uint32_t at, uint32_t stop) {
    for (uint32_t w = at; w < stop; w++) {
        uint8_t upos = word_at(context, w)->upos, next = word_at(context, w + 1)->upos;
        if (name_is(context, w, "whose") || name_is(context, w, "whom") || name_is(context, w, "which") || name_is(context, w, "that")) break;
        if (upos == UPOS_PRON && w + 1 < stop && (next == UPOS_VERB || next == UPOS_AUX)) return w;
        if (upos == UPOS_AUX) return at;
        bool since = name_is(context, w, "since") && word_at(context, w + 1)->kind == WORD_LETTERS && next != UPOS_PROPN;
        bool clause = since || (upos == UPOS_SCONJ && !name_is(context, w, "of") && !name_is(context, w, "for"));
        if (w > at && (clause || is_occasion(context, w, stop)))
            return word_at(context, w - 1)->upos == UPOS_CCONJ ? w - 1 : w;
    }
    return stop;
}

syn_span name_role_behind(const name_context *context, uint32_t end) {
    syn_span none = {0, 0};
    uint32_t count = context->report->words.n;
    if (end >= count || end == 0) return none;
    uint32_t sentence = context->report->words.at[end - 1].sentence;
    const syn_sentence *own = &context->report->sentences.at[sentence];
    uint32_t limit = own->word + own->words;
    if (end + 1 >= limit) return none;
    char c = name_first_byte(context, end);
    if (c == '(') return bracket_role(context, end + 1);
    if (c != ',') return none;
    syn_span party = party_role(context, end + 1);
    if (span_present(party)) return party;
    uint32_t stop = end + 1;
    while (stop < limit && stop - end <= ROLE_WORDS && !ends_role(context, stop)) stop++;
    if (stop - end > ROLE_WORDS) return none;
    stop = role_end(context, end + 1, stop);
    if (stop == end + 1 || !opens_role(context, end + 1, stop)) return none;
    /* A role ends with its comma or its sentence; what runs on without one is a clause of its own. */
    return (syn_span){word_at(context, end + 1)->begin, word_at(context, stop - 1)->end};
}
