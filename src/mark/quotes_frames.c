/* quotes_frames.c - cues, their sources and their contents, frame by frame.
 *
 * In: frames of items in which cues are marked. Out: attributions in order of their cues.
 *
 * The idea: a cue is a verb only in a verb's place (no determiner before it, no passive). Its subject is looked for before
 * it, or behind it when a quotation or a clause with a comma stands before it ("...," said X). What follows "that", a
 * colon, a quotation or the start of a clause is its content, up to the end of the frame or to the next cue of the same
 * rank (", adding that", "and called"). If nothing follows, the clause or quotation before is the content. A participle
 * (", saying") takes the subject of the cue or sentence before it. Cues inside the content of another are kept, as `within`,
 * because the words quoted there are theirs.
 *
 * Method: hand-written rules over cues, in the line of R. Krestel, S. Bergler, R. Witte, "Minding the Source: Automatic
 * Tagging of Reported Speech in Newspaper Articles" (LREC 2008); the notions of source, cue and content are those of
 * S. Pareti's attribution relations. */
#include "mark/quotes.h"

/* ---- is it a verb here? ---- */

static void site_extend(cue_site *site) {
    const quote_work *work = site->work;
    site->left = site->cue;
    while (site->left > site->floor) {
        uint8_t tag = item_tag(work, site->left - 1);
        if (tag == TAG_BE) site->passive = true;
        else if (tag == TAG_AUX) site->has_aux = true;
        else if (tag != TAG_ADVERB) break;
        site->left--;
    }
    /* "appeared to suggest": the verb before the infinitive belongs to the cue */
    uint32_t to = site->left;
    bool infinitive = site->value[1] == 'b' && to > site->floor + 2 && item_tag(work, to - 1) == TAG_TO;
    if (infinitive && item_tag(work, to - 2) == TAG_WORD) {
        uint8_t lead = item_tag(work, to - 3);
        syn_slice verb = item_text(work, to - 2);
        bool form = slice_ends(verb, SLICE_LIT("ed")) || slice_ends(verb, SLICE_LIT("s"));
        if (form && (tag_in(lead, IS(PRONOUN) | IS(NAME) | IS(AUX) | IS(RELATIVE)))) {
            site->left = to - 2;
            site->has_aux = true;
            while (site->left > site->floor && (tag_in(item_tag(work, site->left - 1), IS(AUX) | IS(ADVERB))))
                site->left--;
        }
    }
    if (site->value[1] == 'g' && site->passive) {
        site->progressive = true;
        site->passive = false;
    }
}

static bool is_plural_subject(const quote_work *work, uint32_t at) {
    uint8_t tag = item_tag(work, at);
    if (tag_in(tag, IS(PRONOUN) | IS(RELATIVE))) return true;
    for (uint32_t i = at; i > 0 && at - i < 6 && tag_is_word(item_tag(work, i)); i--)
        if (item_tag(work, i - 1) == TAG_CONJ) return true;  /* "Hale and Vance say" */
    const char *kind = quotes_noun_kind(work, at);
    if (kind && strcmp(kind, "police") == 0) return true;
    syn_slice text = item_text(work, at);
    return tag_is_word(tag) && text.len > 3 && (text.ptr[text.len - 1] == 's' || slice_ends(text, SLICE_LIT("ple")));
}

static bool is_verb_here(const cue_site *site) {
    const quote_work *work = site->work;
    char form = site->value[1];
    bool unclear = cue_takes(site->value, '~');
    bool opens = site->left <= site->floor;
    uint8_t before = opens ? (uint8_t)TAG_STOP : item_tag(work, site->left - 1);
    uint8_t next = site->past < site->limit ? item_tag(work, site->past) : (uint8_t)TAG_STOP;
    if (site->cue > site->floor) {
        uint8_t close = item_tag(work, site->cue - 1);
        if (tag_in(close, IS(DET) | IS(POSSESSIVE_DET) | IS(POSSESSIVE) | IS(OBJECT))) return false;
        if ((tag_in(close, IS(PREP) | IS(NUMBER))) && form != 'g') return false;
    }
    if (site->passive) return false;
    if (form == 'n') return site->has_aux;
    if (form == 'b') {
        if (before == TAG_TO) return tag_in(next, IS(QUOTE) | IS(THAT));
        if (site->has_aux) return true;
        if (opens || (unclear && !tag_in(next, CLAUSE_STARTS) && next != TAG_QUOTE)) return false;
        return !unclear || is_plural_subject(work, site->left - 1);
    }
    if (item_tag(work, site->cue) == TAG_NAME && form != 'p')
        return !opens && tag_in(next, IS(THAT) | IS(QUOTE) | IS(PRONOUN));
    if (unclear) {
        /* "..., ABC reports." */
        bool closes = form == 's' && tag_in(next, IS(STOP) | IS(COMMA)) && tag_in(before, IS(NAME) | IS(PRONOUN));
        bool follows = closes || tag_in(next, IS(THAT) | IS(QUOTE) | IS(PRONOUN) | IS(DET) | IS(POSSESSIVE_DET) | IS(NAME) |
                                                  IS(SUB) | IS(COLON));
        bool subject = tag_in(before, IS(WORD) | IS(NAME) | IS(PRONOUN) | IS(RELATIVE) | IS(COMMA) | IS(CLOSE) | IS(QUOTE));
        return !opens && follows && subject;
    }
    return true;
}

/* ---- one cue ---- */

static bool inverted(const cue_site *site, item_range *source) {
    const quote_work *work = site->work;
    if (!cue_finite(site->value) || site->left != site->cue || site->left <= site->floor) return false;
    if (!cue_takes(site->value, 'q') && !cue_takes(site->value, 'c') && !cue_takes(site->value, 'Q')) return false;
    uint8_t before = item_tag(work, site->left - 1);
    bool quoted = (before == TAG_QUOTE && quotes_quote_ends(work, site->left - 1)) ||
                  ((tag_in(before, IS(COMMA) | IS(DASH))) && site->left - 1 > site->floor &&
                   item_tag(work, site->left - 2) == TAG_QUOTE);
    if (!quoted && (before != TAG_COMMA || !cue_speech(site->value) || cue_takes(site->value, 'm'))) return false;
    item_range r = quotes_subject_behind(work, site->past, site->limit);
    if (range_empty(r)) return false;
    if (!quoted) {
        /* "It rained, said Vance." against "Vance, the mayor, said the road was closed." */
        if (r.past < site->limit && !tag_in(item_tag(work, r.past), IS(STOP) | IS(COMMA) | IS(TIME))) return false;
        uint32_t comma = r.first;
        while (comma < r.past && item_tag(work, comma) != TAG_COMMA) comma++;
        if (comma - r.first > 8 || item_tag(work, r.first) == TAG_PRONOUN) return false;
        bool named = false;
        for (uint32_t i = r.first; i < comma; i++) {
            uint8_t tag = item_tag(work, i);
            if (tag_in(tag, IS(BE) | IS(AUX) | IS(PRONOUN)) || slice_ends(item_text(work, i), SLICE_LIT("ed"))) return false;
            named = named || tag == TAG_NAME;
        }
        if (!named) return false;
        item_range apposed = quotes_subject_before(work, site->floor, site->left);
        bool whole = apposed.first == site->floor || (apposed.first > 0 && item_tag(work, apposed.first - 1) == TAG_QUOTE);
        if (!range_empty(apposed) && (whole || apposed.past - apposed.first < 8)) return false;
    }
    *source = r;
    return true;
}

/* True if the source owns its cue, which is a noun and lends no subject: "Vance's claim". */
static bool of_noun(const quote_work *work, const attribution *a) {
    return !range_empty(a->source) && tag_in(item_tag(work, a->source.past - 1), IS(POSSESSIVE) | IS(POSSESSIVE_DET));
}

/* The source of a participle or of a cue without a subject of its own. */
static void borrow_subject(const cue_site *site, attribution *found) {
    quote_work *work = site->work;
    const quote_frame *frame = &work->frames.at[site->frame];
    if (work->attributions.n > frame->attribution) {
        uint32_t last = work->attributions.n - 1;
        while (last > frame->attribution && ((found->within == REPORT_NONE && work->attributions.at[last].within != REPORT_NONE) ||
                                             of_noun(work, &work->attributions.at[last]))) last--;
        found->follows = last;
        found->source = work->attributions.at[last].source;
        return;
    }
    found->source = quotes_subject_of_frame(work, site->floor, site->left);
}

static bool find_source(const cue_site *site, attribution *found, bool *behind) {
    const quote_work *work = site->work;
    *behind = inverted(site, &found->source);
    if (*behind) return true;
    uint8_t before = site->left > site->floor ? item_tag(work, site->left - 1) : (uint8_t)TAG_STOP;
    bool participle = site->value[1] == 'g' && !site->progressive;
    if (participle) {
        for (uint32_t i = site->left; i > site->floor && site->left - i < 8 && tag_is_word(before); i--) {
            uint8_t tag = item_tag(work, i - 1);
            if (tag == TAG_COMMA) break;
            if (i == site->left || (tag != TAG_CONJ && !(tag == TAG_PREP && item_role(work, i - 1) == ROLE_WITH))) continue;
            found->source = (item_range){i, site->left};
            return true;
        }
        if (tag_is_word(before)) {
            /* "Groups of students chanting": the phrase that opens the frame, if nothing else stands there */
            item_range r = quotes_subject_before(work, site->floor, site->left);
            bool noun = kind_is_document(quotes_noun_kind(work, site->left - 1));
            if (r.first == site->floor && !range_empty(r) && !noun) {
                found->source = r;
                return true;
            }
        }
        borrow_subject(site, found);
        return !range_empty(found->source);
    }
    if (before != TAG_CONJ) found->source = quotes_subject_before(work, site->floor, site->left);
    if (range_empty(found->source) && before != TAG_STOP) borrow_subject(site, found);
    if (item_tag(work, found->source.first) == TAG_OBJECT) return false;
    return !range_empty(found->source);
}

/* True if the frame ends in a colon, so that what was said may stand in the next paragraph. */
static bool ends_in_colon(const quote_work *work, const quote_frame *frame) {
    return item_tag(work, frame->past - 1) == TAG_COLON;
}

static bool is_plural(const quote_work *work, item_range source) {
    uint8_t first = item_tag(work, source.first);
    if (tag_in(first, IS(NUMBER) | IS(PRONOUN) | IS(RELATIVE) | IS(THAT) | IS(ADVERB))) return true;
    if (first == TAG_DET && item_role(work, source.first) != ROLE_THE && item_role(work, source.first) != ROLE_A)
        return true;
    for (uint32_t i = source.first; i < source.past; i++)
        if (item_tag(work, i) == TAG_CONJ) return true;
    return is_plural_subject(work, quotes_head(work, source)) || is_plural_subject(work, source.past - 1);
}

static uint8_t upos_at(const quote_work *work, uint32_t at) { return work->report->words.at[work->items.at[at].word].upos; }

/* True for a noun that is the subject of the verb behind it, and so has no content: "Her claims came to nothing". */
static bool is_subject(const cue_site *site) {
    const quote_work *work = site->work;
    if (site->past >= site->limit || item_tag(work, site->past) == TAG_QUOTE) return false;
    uint8_t next = upos_at(work, site->past);
    return upos_at(work, site->past - 1) == UPOS_NOUN && (next == UPOS_VERB || next == UPOS_AUX);
}

static bool has_quotation(const quote_work *work, const quote_frame *frame) {
    for (uint32_t i = frame->first; i < frame->past; i++)
        if (item_tag(work, i) == TAG_QUOTE) return true;
    return false;
}

/* Takes a cue; true if it became an attribution. */
static bool take_cue(cue_site *site, const quote_cue *cue, uint32_t within) {
    quote_work *work = site->work;
    attribution found = {.frame = site->frame, .value = site->value, .within = within, .follows = REPORT_NONE,
                         .head = site->cue,
                         .entity = REPORT_NONE};
    found.cue = cue->range;
    if (site->value[0] == '+') {
        bool has = quotes_find_stance(site, &found);
        return (has || cue->sure) && VEC_PUSH(work->scratch, &work->attributions, found);
    }
    if (cue->sure && is_subject(site)) return false;
    site_extend(site);
    if (!cue->sure) {
        if (!is_verb_here(site)) return false;
        found.cue.first = site->left;
        while (found.cue.first < site->cue && item_tag(work, found.cue.first) == TAG_ADVERB &&
               found.cue.first > site->floor && item_tag(work, found.cue.first - 1) == TAG_COMMA) found.cue.first++;
    } else if (cue->range.first < site->left && cue->range.first >= site->floor) {
        site->left = cue->range.first;
    }
    bool behind = false;
    bool sourced = find_source(site, &found, &behind);
    if (!sourced && (!cue->sure || has_quotation(work, &work->frames.at[site->frame]))) return false;  /* see quotes_openers.c */
    if (!sourced) found.source = (item_range){0, 0};
    /* A base form without an auxiliary needs more than one speaker. */
    bool base = site->value[1] == 'b' && !site->has_aux && !cue_takes(site->value, '~') && !cue->sure;
    if (base && item_tag(work, site->left - 1) != TAG_TO && found.follows == REPORT_NONE && !is_plural(work, found.source))
        return false;
    bool has = quotes_find_contents(site, &found, behind);
    const quote_frame *frame = &work->frames.at[site->frame];
    bool opens = within == REPORT_NONE && cue_speech(site->value) && ends_in_colon(work, frame);
    if (!has && !opens && !cue->sure) return false;
    if (!has && !opens) quotes_take_rest(site, &found);
    return VEC_PUSH(work->scratch, &work->attributions, found);
}

/* Where the rules look for the source and contents of the next cue. */
typedef struct frame_state {
    uint32_t floor;           /* not before this item */
    uint32_t outer, covered;  /* up to `covered` runs the content of attribution `outer`, or REPORT_NONE */
    uint32_t taken;           /* items before this one are cues or sources already */
} frame_state;

static void move_to(const quote_work *work, frame_state *state, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (i >= state->covered && state->outer != REPORT_NONE) {
            state->outer = REPORT_NONE;
            state->floor = state->covered;
        }
        if (item_tag(work, i) == TAG_SEMICOLON && i >= state->covered) state->floor = i + 1;
    }
}

/* A sure cue stands in the content of no other: what reaches over it ends before its source. */
static void cut_outer(quote_work *work, frame_state *state, const attribution *a) {
    item_range *content = &work->attributions.at[state->outer].content[1];
    bool before = a->follows == REPORT_NONE && a->source.first > content->first && a->source.first < a->cue.first;
    content->past = before ? a->source.first : a->cue.first > content->first ? a->cue.first : content->first;
    const uint32_t links = POINTS | IS(CONJ) | IS(SUB) | IS(RELATIVE);
    while (!range_empty(*content) && tag_in(item_tag(work, content->past - 1), links)) content->past--;
    state->outer = REPORT_NONE;
}

static void note_taken(quote_work *work, frame_state *state, const quote_cue *cue) {
    uint32_t index = work->attributions.n - 1;
    const attribution *a = &work->attributions.at[index];
    state->taken = cue->past;
    if (cue->sure && state->outer != REPORT_NONE) cut_outer(work, state, a);
    if (state->outer != REPORT_NONE) {
        if (!range_empty(a->content[1])) state->floor = a->content[1].first;
        return;
    }
    if (!range_empty(a->content[1])) {
        state->outer = index;
        state->covered = a->content[1].past;
        state->floor = a->content[1].first;
    } else {
        state->floor = a->source.past > a->cue.past ? a->source.past : a->cue.past;
    }
    if (a->source.past > cue->past && a->source.first > a->cue.first) state->taken = a->source.past;
}

/* True if words of the last attribution stand in quotation marks. */
static bool quotes_words(const quote_work *work) {
    const attribution *a = &work->attributions.at[work->attributions.n - 1];
    for (int c = 0; c < CONTENTS; c++)
        for (uint32_t i = a->content[c].first; i < a->content[c].past; i++)
            if (item_tag(work, i) == TAG_QUOTE) return true;
    return false;
}

/* The attributions of a frame, whose cues begin at `*next` in the list. */
static void take_frame(quote_work *work, uint32_t index, uint32_t *next) {
    quote_frame *frame = &work->frames.at[index];
    frame->attribution = work->attributions.n;
    frame_state state = {.floor = frame->first, .outer = REPORT_NONE, .covered = frame->first, .taken = frame->first};
    uint32_t at = frame->first;
    for (; *next < work->cues.n && work->cues.at[*next].head < frame->past; ++*next) {
        const quote_cue *cue = &work->cues.at[*next];
        if (cue->head < state.taken || work->attributions.n - frame->attribution >= FRAME_CUES) continue;
        if (at < state.taken) at = state.taken;
        move_to(work, &state, at, cue->head + 1);
        at = cue->head + 1;
        uint32_t outer = cue->sure ? REPORT_NONE : state.outer, limit = outer == REPORT_NONE ? frame->past : state.covered;
        cue_site site = {.work = work, .frame = index, .floor = state.floor, .limit = limit,
                         .cue = cue->head, .past = cue->past, .value = cue->value};
        if (cue->sure && cue->range.past > cue->past) site.past = cue->range.past;
        if (!take_cue(&site, cue, outer)) continue;
        if (cue->inside && outer == REPORT_NONE && !quotes_words(work)) work->attributions.n--;
        else note_taken(work, &state, cue);
    }
    frame->attributions = work->attributions.n - frame->attribution;
}

void quotes_find_cues(quote_work *work) {
    for (uint32_t i = 0; i < work->items.n; i++) {
        const quote_item *item = &work->items.at[i];
        if (!item->cue) continue;
        item_range range = {i, i + item->cue_items};
        (void)VEC_PUSH(work->scratch, &work->cues,
                       ((quote_cue){.range = range, .head = i, .past = range.past, .value = item->cue}));
    }
}

void quotes_find_attributions(quote_work *work) {
    uint32_t next = 0;
    for (uint32_t f = 0; f < work->frames.n; f++) take_frame(work, f, &next);
}
