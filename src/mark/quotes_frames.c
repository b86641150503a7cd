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

typedef struct cue_site {
    quote_work *work;
    uint32_t frame;
    uint32_t floor;           /* nothing before it belongs to this cue's clause */
    uint32_t limit;           /* nor anything from here on */
    uint32_t cue, past;       /* items of the cue word */
    uint32_t left;            /* with its auxiliaries and adverbs */
    bool passive, has_aux, progressive;
    const char *value;
} cue_site;

static syn_slice item_text(const quote_work *work, uint32_t at) {
    return slice_of(work->report->text.ptr + work->items.at[at].begin, work->items.at[at].end - work->items.at[at].begin);
}
static bool is_text(const quote_work *work, uint32_t at, const char *text) {
    return slice_equal_ascii_case(item_text(work, at), slice_str(text));
}
static bool finite_value(const char *value) { return value[1] == 'p' || value[1] == 's'; }
static bool speech_value(const char *value) { return value[0] == 's' || value[0] == 't' || value[0] == 'w'; }
/* Starts a clause without "that". */
static bool starts_clause(uint8_t tag) {
    return tag == TAG_PRONOUN || tag == TAG_DET || tag == TAG_POSSESSIVE_DET || tag == TAG_NAME || tag == TAG_NUMBER ||
           tag == TAG_WORD || tag == TAG_TIME || tag == TAG_SUB || tag == TAG_ADVERB || tag == TAG_PREP || tag == TAG_THAT;
}
/* A quotation that ends in a comma or an end mark. */
static bool quote_ends(const quote_work *work, uint32_t at) {
    const quotation *q = &work->quotations.at[work->items.at[at].quotation];
    char last = work->report->text.ptr[q->inner.end - 1];
    return last == ',' || last == '.' || last == '?' || last == '!' || last == '-' || (unsigned char)last > 0x7f;
}
static bool is_letter_tag(uint8_t tag) { return tag == TAG_NAME || tag == TAG_WORD; }

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
    if (site->value[1] == 'b' && to > site->floor + 2 && item_tag(work, to - 1) == TAG_TO && item_tag(work, to - 2) == TAG_WORD) {
        uint8_t lead = item_tag(work, to - 3);
        syn_slice verb = item_text(work, to - 2);
        bool form = slice_ends(verb, SLICE_LIT("ed")) || slice_ends(verb, SLICE_LIT("s"));
        if (form && (lead == TAG_PRONOUN || lead == TAG_NAME || lead == TAG_AUX || lead == TAG_RELATIVE)) {
            site->left = to - 2;
            site->has_aux = true;
            while (site->left > site->floor && (item_tag(work, site->left - 1) == TAG_AUX || item_tag(work, site->left - 1) == TAG_ADVERB))
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
    if (tag == TAG_PRONOUN || tag == TAG_RELATIVE) return true;
    for (uint32_t i = at; i > 0 && at - i < 6 && is_letter_tag(item_tag(work, i)); i--)
        if (item_tag(work, i - 1) == TAG_CONJ) return true;  /* "Hale and Vance say" */
    const char *kind = quotes_noun_kind(work, at);
    if (kind && strcmp(kind, "police") == 0) return true;
    syn_slice text = item_text(work, at);
    return is_letter_tag(tag) && text.len > 3 && (text.ptr[text.len - 1] == 's' || slice_ends(text, SLICE_LIT("ple")));
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
        if (close == TAG_DET || close == TAG_POSSESSIVE_DET || close == TAG_POSSESSIVE || close == TAG_OBJECT) return false;
        if ((close == TAG_PREP || close == TAG_NUMBER) && form != 'g') return false;
    }
    if (site->passive) return false;
    if (form == 'n') return site->has_aux;
    if (form == 'b') {
        if (before == TAG_TO) return next == TAG_QUOTE || next == TAG_THAT;
        if (site->has_aux) return true;
        if (opens || (unclear && !starts_clause(next) && next != TAG_QUOTE)) return false;
        return is_plural_subject(work, site->left - 1);
    }
    if (item_tag(work, site->cue) == TAG_NAME && form != 'p') return opens ? false : next == TAG_THAT || next == TAG_QUOTE || next == TAG_PRONOUN;
    if (unclear) {
        bool closes = form == 's' && (next == TAG_STOP || next == TAG_COMMA) && before == TAG_NAME;  /* "..., ABC reports." */
        bool follows = closes || next == TAG_THAT || next == TAG_QUOTE || next == TAG_PRONOUN || next == TAG_DET ||
                       next == TAG_POSSESSIVE_DET || next == TAG_NAME || next == TAG_SUB || next == TAG_COLON;
        return !opens && follows && (is_letter_tag(before) || before == TAG_PRONOUN || before == TAG_RELATIVE ||
                                     before == TAG_COMMA || before == TAG_CLOSE || before == TAG_QUOTE);
    }
    return true;
}

/* ---- what follows a cue ---- */

/* Past a run of adjuncts: adverbs, times, "in a statement", "on Twitter". */
static uint32_t skip_adjuncts(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    while (at < site->limit) {
        uint8_t tag = item_tag(work, at);
        if (tag == TAG_ADVERB || tag == TAG_TIME) {
            at++;
        } else if (tag == TAG_PREP || (tag == TAG_TO && at + 1 < site->limit && item_tag(work, at + 1) != TAG_WORD) ||
                   (tag == TAG_SUB && (is_text(work, at, "after") || is_text(work, at, "before")))) {
            uint32_t i = at + 1;
            for (; i < site->limit; i++) {
                tag = item_tag(work, i);
                if (tag == TAG_THAT || tag == TAG_QUOTE || tag == TAG_COMMA || tag == TAG_COLON || tag == TAG_PRONOUN ||
                    tag == TAG_STOP || tag == TAG_SEMICOLON || tag == TAG_DASH || (tag == TAG_SUB && i > at + 1) ||
                    tag == TAG_RELATIVE || tag == TAG_BE || tag == TAG_AUX) break;
                if (i > at + 1 && (tag == TAG_PREP || tag == TAG_TIME)) break;
                if (i > at + 2 && tag == TAG_DET && is_letter_tag(item_tag(work, i - 1))) break;
            }
            if (i < site->limit && (item_tag(work, i) == TAG_BE || item_tag(work, i) == TAG_AUX)) return at;
            at = i;
        } else {
            break;
        }
    }
    return at;
}

/* Past the one who is told: "told the Port Ayre Gazette in May that". */
static item_range addressee_at(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    item_range r = {at, at};
    for (; r.past < site->limit && r.past - at < PHRASE_ITEMS; r.past++) {
        uint8_t tag = item_tag(work, r.past);
        if (tag == TAG_OBJECT) { r.past++; break; }
        if (tag == TAG_THAT || tag == TAG_QUOTE || tag == TAG_COMMA || tag == TAG_COLON || tag == TAG_PRONOUN || tag == TAG_STOP ||
            tag == TAG_SUB || tag == TAG_TIME || tag == TAG_SEMICOLON || tag == TAG_DASH || tag == TAG_TO || tag == TAG_RELATIVE)
            break;
        if (tag == TAG_PREP && r.past > at && !is_text(work, r.past, "of")) break;
        if (r.past > at && (tag == TAG_DET || tag == TAG_POSSESSIVE_DET)) {
            uint8_t before = item_tag(work, r.past - 1);
            if (before != TAG_PREP && before != TAG_CONJ && before != TAG_DET) break;
        }
    }
    return r;
}

/* True if at `at` begins another attribution's subject and cue: "Vance said" in ", but Vance said". */
static bool new_attribution(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    for (uint32_t i = at; i < site->limit && i < at + 9; i++) {
        const quote_item *item = &work->items.at[i];
        if (item->tag >= TAG_COMMA && item->tag != TAG_OTHER) return false;
        if (item->tag == TAG_BE || item->tag == TAG_AUX || item->tag == TAG_THAT) return false;
        if (i > at && item->cue && finite_value(item->cue) && speech_value(item->cue) && !cue_takes(item->cue, '~') && item->tag == TAG_WORD)
            return true;
    }
    return false;
}

/* True if "and" is followed by a cue with the same subject: "and called it". */
static bool same_subject(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    while (at < site->limit && item_tag(work, at) == TAG_ADVERB) at++;
    if (at >= site->limit) return false;
    const char *cue = work->items.at[at].cue;
    return cue && cue[1] == site->value[1] && !cue_takes(cue, '~') && item_tag(work, at) == TAG_WORD &&
           (speech_value(cue) || site->value[0] == cue[0]);
}

/* True if a comma closes the clause of the cue: "While he said that it rained, ...", "Hale, who said that it rained, ...". */
static bool comma_closes(const cue_site *site, const attribution *found) {
    const quote_work *work = site->work;
    uint32_t at = found->source.first;
    if (range_empty(found->source) || found->follows != REPORT_NONE || at <= site->floor || at >= site->cue) return false;
    if (item_tag(work, at) == TAG_RELATIVE) return item_tag(work, at - 1) == TAG_COMMA || item_tag(work, at - 1) == TAG_DASH;
    if (item_tag(work, at - 1) != TAG_SUB && item_tag(work, at - 1) != TAG_PREP) return false;
    return at - 1 == site->floor || item_tag(work, at - 2) == TAG_CONJ || item_tag(work, at - 2) == TAG_ADVERB;
}

/* What a comma before `at` opens that is no part of an attitude's object: "..., but", "..., which", "..., sending". */
static bool opens_aside(const quote_work *work, uint32_t at) {
    uint8_t tag = item_tag(work, at);
    return tag == TAG_CONJ || tag == TAG_SUB || tag == TAG_RELATIVE ||
           (tag == TAG_WORD && slice_ends(item_text(work, at), SLICE_LIT("ing")));
}

static uint32_t content_end(const cue_site *site, const attribution *found, uint32_t first) {
    const quote_work *work = site->work;
    uint32_t i = first + 1;
    bool closes = found && comma_closes(site, found), attitude = site->value[0] == 'k' || (found && found->phrase);
    for (; i < site->limit; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag == TAG_DASH && (closes || attitude)) break;
        if (tag != TAG_COMMA && tag != TAG_CONJ && tag != TAG_SEMICOLON && !work->items.at[i].cue) continue;
        if (work->items.at[i].cue && work->items.at[i].cue[0] == '+') break;
        if (i + 1 >= site->limit) break;
        const char *next = work->items.at[i + 1].cue;
        uint8_t next_tag = item_tag(work, i + 1);
        if (tag == TAG_COMMA) {
            if (closes || (attitude && opens_aside(work, i + 1))) break;
            if (next && next[0] == '+') break;
            if (next && next[1] == 'g' && speech_value(next) && (cue_takes(next, 'c') || cue_takes(next, 'q'))) break;
            bool joins = next_tag == TAG_CONJ || (next_tag == TAG_SUB && is_text(work, i + 1, "while"));
            if (joins && (same_subject(site, i + 2) || new_attribution(site, i + 2))) break;
        } else if (tag == TAG_CONJ && same_subject(site, i + 1)) {
            break;
        }
    }
    return i;
}

static bool clause_word(const quote_work *work, uint32_t at) {
    return item_tag(work, at) == TAG_THAT || (item_tag(work, at) == TAG_SUB && (is_text(work, at, "whether") ||
           is_text(work, at, "how") || is_text(work, at, "why") || is_text(work, at, "what") || is_text(work, at, "if") ||
           is_text(work, at, "where") || is_text(work, at, "when"))) ||
           (item_tag(work, at) == TAG_RELATIVE && (is_text(work, at, "who") || is_text(work, at, "which")));
}

/* True if a clause begins at `at`: a verb within its first words. */
static bool has_verb(const cue_site *site, uint32_t at) {
    if (!cue_takes(site->value, 'c')) return false;
    for (uint32_t i = at; i < site->limit && i < at + 12; i++) {
        uint8_t tag = item_tag(site->work, i);
        if (tag == TAG_BE || tag == TAG_AUX) return true;
        if (tag == TAG_COMMA || tag == TAG_STOP || tag == TAG_QUOTE || tag == TAG_THAT || tag == TAG_RELATIVE) return false;
    }
    return false;
}

/* The content behind the cue; empty if nothing that the cue takes follows. */
static item_range content_behind(const cue_site *site, attribution *found) {
    const quote_work *work = site->work;
    item_range none = {0, 0};
    uint32_t at = site->past, end = site->limit;
    const char *value = site->value;
    if (at + 1 < end && item_tag(work, at) == TAG_ADVERB && !is_letter_tag(item_tag(work, at + 1))) at++;
    if (cue_takes(value, 'm') && at < end && !clause_word(work, at)) {
        item_range to = addressee_at(site, at);
        if (!range_empty(to) && item_tag(work, to.first) != TAG_PREP) {
            found->addressee = to;
            at = to.past;
        }
    }
    uint32_t plain = at;
    at = skip_adjuncts(site, at);
    if (at >= end) at = plain;
    if (at >= end) return none;
    uint8_t tag = item_tag(work, at);
    bool parted = false;
    if (tag == TAG_COMMA || tag == TAG_COLON || tag == TAG_DASH) {
        parted = true;
        if (++at >= end) return none;
        if (tag == TAG_COMMA && item_tag(work, at) != TAG_QUOTE && item_tag(work, at) != TAG_THAT) {
            /* "said, in effect, that": an aside in commas */
            uint32_t i = at;
            while (i < end && i < at + 12 && item_tag(work, i) != TAG_COMMA) i++;
            if (i + 1 >= end || item_tag(work, i) != TAG_COMMA) return none;
            if (item_tag(work, i + 1) != TAG_THAT && item_tag(work, i + 1) != TAG_QUOTE) return none;
            at = i + 1;
        }
        tag = item_tag(work, at);
    }
    bool quotes = cue_takes(value, 'q') || cue_takes(value, 'Q') || cue_takes(value, 'c') || cue_takes(value, 'f');
    item_range content = {at, at};
    if (tag == TAG_QUOTE) {
        if (!quotes && !cue_takes(value, 'h') && !cue_takes(value, 'o')) return none;
        /* "a plan called "Gale"" */
        if (cue_takes(value, 'f') && !parted) return none;
    } else if (clause_word(work, at)) {
        if (!cue_takes(value, 'c') && !cue_takes(value, 'h')) return none;
    } else if (tag == TAG_TO) {
        if (!cue_takes(value, 'i') && !cue_takes(value, 'I') && !cue_takes(value, 'm')) return none;
        found->phrase = true;
    } else if (!range_empty(found->addressee) && !cue_takes(value, 'o')) {
        if (!starts_clause(tag) || tag == TAG_PREP || at != found->addressee.past) return none;
    } else if (cue_takes(value, 'o') || cue_takes(value, 'f')) {
        bool clause = cue_takes(value, 'c') && tag == TAG_PRONOUN;
        if (!starts_clause(tag) && tag != TAG_OBJECT) return none;
        if (tag == TAG_PREP || (tag == TAG_SUB && !clause)) return none;
        at = plain;
        content.first = at;
        found->phrase = !clause && !has_verb(site, at);
    } else if (cue_takes(value, 'c')) {
        if (!starts_clause(tag) && !parted) return none;
    } else {
        return none;
    }
    content.past = content_end(site, found, content.first);
    return content;
}

/* ---- what stands before a cue ---- */

static item_range trim(const quote_work *work, item_range r) {
    while (!range_empty(r)) {
        uint8_t tag = item_tag(work, r.past - 1);
        if (tag != TAG_COMMA && tag != TAG_DASH && tag != TAG_STOP && tag != TAG_SEMICOLON && tag != TAG_COLON) break;
        r.past--;
    }
    while (!range_empty(r)) {
        uint8_t tag = item_tag(work, r.first);
        if (tag != TAG_COMMA && tag != TAG_DASH && tag != TAG_STOP && tag != TAG_SEMICOLON && tag != TAG_COLON) break;
        r.first++;
    }
    return r;
}

/* The statement before ", X said": empty if what stands there is an adverbial ("On Monday, X said"). */
static item_range content_before(const cue_site *site, uint32_t end) {
    const quote_work *work = site->work;
    if (end <= site->floor) return (item_range){0, 0};
    uint8_t last = item_tag(work, end - 1);
    bool quoted = last == TAG_QUOTE ? quote_ends(work, end - 1)
                                    : last != TAG_COMMA && last != TAG_DASH ? false
                                    : end - 1 > site->floor && item_tag(work, end - 2) == TAG_QUOTE;
    if (!quoted && last != TAG_COMMA && last != TAG_DASH) return (item_range){0, 0};
    item_range r = trim(work, (item_range){site->floor, end});
    if (range_empty(r)) return r;
    while (r.past - r.first > 3 && item_tag(work, r.first) == TAG_ADVERB && item_tag(work, r.first + 1) == TAG_COMMA) r.first += 2;
    if (quoted) {
        /* Only the quotation, unless words stand before it in the same clause: 'But it was "too late," he said.' */
        uint32_t q = last == TAG_QUOTE ? end - 1 : end - 2;
        if (q > r.first && (item_tag(work, q - 1) == TAG_STOP || item_tag(work, q - 1) == TAG_COLON)) r.first = q;
        r.past = q + 1;
        return r;
    }
    uint32_t words = 0;
    bool verb = false;
    for (uint32_t i = r.first; i < r.past; i++) {
        words++;
        verb = verb || item_tag(work, i) == TAG_BE || item_tag(work, i) == TAG_AUX || work->items.at[i].cue ||
               slice_ends(item_text(work, i), SLICE_LIT("ed"));
    }
    uint8_t first = item_tag(work, r.first);
    bool leads = first == TAG_PREP || first == TAG_SUB || first == TAG_TIME || first == TAG_ADVERB || first == TAG_TO;
    if (words < 3 || (leads && !verb) || (leads && words < 9)) return (item_range){0, 0};
    return r;
}

/* ---- one cue ---- */

static bool inverted(const cue_site *site, item_range *source) {
    const quote_work *work = site->work;
    if (!finite_value(site->value) || site->left != site->cue || site->left <= site->floor) return false;
    if (!cue_takes(site->value, 'q') && !cue_takes(site->value, 'c') && !cue_takes(site->value, 'Q')) return false;
    uint8_t before = item_tag(work, site->left - 1);
    bool quoted = (before == TAG_QUOTE && quote_ends(work, site->left - 1)) ||
                  ((before == TAG_COMMA || before == TAG_DASH) && site->left - 1 > site->floor &&
                   item_tag(work, site->left - 2) == TAG_QUOTE);
    if (!quoted && (before != TAG_COMMA || !speech_value(site->value) || cue_takes(site->value, 'm'))) return false;
    item_range r = quotes_subject_behind(work, site->past, site->limit);
    if (range_empty(r)) return false;
    if (!quoted) {
        /* "It rained, said Vance." against "Vance, the mayor, said the road was closed." */
        if (r.past < site->limit && item_tag(work, r.past) != TAG_STOP && item_tag(work, r.past) != TAG_COMMA &&
            item_tag(work, r.past) != TAG_TIME) return false;
        uint32_t comma = r.first;
        while (comma < r.past && item_tag(work, comma) != TAG_COMMA) comma++;
        if (comma - r.first > 8 || item_tag(work, r.first) == TAG_PRONOUN) return false;
        bool named = false;
        for (uint32_t i = r.first; i < comma; i++) {
            uint8_t tag = item_tag(work, i);
            if (tag == TAG_BE || tag == TAG_AUX || tag == TAG_PRONOUN || slice_ends(item_text(work, i), SLICE_LIT("ed"))) return false;
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

/* The source of a participle or of a cue without a subject of its own. */
static void borrow_subject(const cue_site *site, attribution *found) {
    quote_work *work = site->work;
    const quote_frame *frame = &work->frames.at[site->frame];
    if (work->attributions.n > frame->attribution) {
        uint32_t last = work->attributions.n - 1;
        if (found->within == REPORT_NONE)
            while (last > frame->attribution && work->attributions.at[last].within != REPORT_NONE) last--;
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
        for (uint32_t i = site->left; i > site->floor && site->left - i < 8 && is_letter_tag(before); i--) {
            uint8_t tag = item_tag(work, i - 1);
            if (tag == TAG_COMMA) break;
            if (i == site->left || (tag != TAG_CONJ && !(tag == TAG_PREP && is_text(work, i - 1, "with")))) continue;
            found->source = (item_range){i, site->left};
            return true;
        }
        if (is_letter_tag(before)) {
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

/* "according to X" before or behind its statement. */
static bool prepositional(cue_site *site, attribution *found) {
    const quote_work *work = site->work;
    uint32_t at = site->past, end = at;
    while (end < site->limit && end - at < PHRASE_ITEMS && item_tag(work, end) != TAG_COMMA && item_tag(work, end) != TAG_STOP &&
           item_tag(work, end) != TAG_SEMICOLON && item_tag(work, end) != TAG_QUOTE && item_tag(work, end) != TAG_COLON) end++;
    if (end == at) return false;
    found->source = (item_range){at, end};
    uint32_t from = site->cue;
    item_range before = trim(work, (item_range){site->floor, from});
    if (before.past > before.first + 1) {
        found->content[0] = before;
    } else if (end < site->limit && item_tag(work, end) != TAG_STOP) {
        found->content[1] = trim(work, (item_range){end + 1, content_end(site, NULL, end + 1 < site->limit ? end + 1 : end)});
    }
    return !range_empty(found->content[0]) || !range_empty(found->content[1]);
}

/* The rest of a statement that the cue breaks: '"A," he said, "b."' */
static item_range content_rest(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    at = skip_adjuncts(site, at);
    while (at < site->limit && (item_tag(work, at) == TAG_COMMA || item_tag(work, at) == TAG_COLON || item_tag(work, at) == TAG_DASH)) at++;
    if (at >= site->limit || item_tag(work, at) == TAG_STOP || item_tag(work, at) == TAG_CONJ) return (item_range){0, 0};
    const char *cue = work->items.at[at].cue;
    if ((cue && cue[1] == 'g') || item_tag(work, at) == TAG_SUB || item_tag(work, at) == TAG_RELATIVE) return (item_range){0, 0};
    return (item_range){at, content_end(site, NULL, at)};
}

/* The few words before a cue that breaks a statement: "Too often, he said, the road is closed". */
static item_range parenthetical(const cue_site *site, const attribution *found, uint32_t front) {
    const quote_work *work = site->work;
    bool commas = site->past < site->limit && item_tag(work, site->past) == TAG_COMMA && front > site->floor + 1 &&
                  item_tag(work, front - 1) == TAG_COMMA;
    if (!commas || found->follows != REPORT_NONE || !cue_takes(site->value, 'c') || !speech_value(site->value)) return (item_range){0, 0};
    return trim(work, (item_range){site->floor, front});
}

/* Contents of a verb cue whose source is known; false if it has none. */
static bool find_contents(const cue_site *site, attribution *found, bool behind) {
    const quote_work *work = site->work;
    uint32_t front = behind || found->source.first > site->left ? site->left : found->source.first;
    if (found->follows != REPORT_NONE || (site->value[1] == 'g' && !site->progressive)) front = site->left;
    bool says = cue_takes(site->value, 'c') || cue_takes(site->value, 'q') || cue_takes(site->value, 'Q') || cue_takes(site->value, 'h');
    item_range before = {0, 0};
    if (says && found->follows == REPORT_NONE && finite_value(site->value) && item_tag(work, found->source.first) != TAG_RELATIVE)
        before = content_before(site, front);
    bool quoted = !range_empty(before) && item_tag(work, before.past - 1) == TAG_QUOTE;
    if (behind) {
        found->content[0] = before;
        found->content[1] = content_rest(site, found->source.past);
    } else {
        item_range after = content_behind(site, found);
        bool cut = !range_empty(after) && item_tag(work, after.first) != TAG_QUOTE && quoted;
        if (quoted && (range_empty(after) || cut)) {
            found->content[0] = before;
            uint32_t at = range_empty(found->addressee) ? site->past : found->addressee.past;
            found->content[1] = content_rest(site, at);
            if (!range_empty(found->content[1]) && item_tag(work, found->content[1].first) != TAG_QUOTE)
                found->content[1] = (item_range){0, 0};
        } else if (!range_empty(after)) {
            found->content[1] = after;
            if (quoted && before.past - before.first == 1) found->content[0] = before;
        } else {
            found->content[0] = range_empty(before) ? parenthetical(site, found, front) : before;
            if (!range_empty(found->content[0])) found->content[1] = content_rest(site, site->past);
            if (range_empty(before) && range_empty(found->content[1])) found->content[0] = before;
        }
    }
    for (int i = 0; i < CONTENTS; i++) found->content[i] = trim(work, found->content[i]);
    if (cue_takes(site->value, 'Q') && !cue_takes(site->value, 'q') && !cue_takes(site->value, 'c')) {
        bool beside = (!range_empty(found->content[0]) && quoted) ||
                      (!range_empty(found->content[1]) && item_tag(work, found->content[1].first) == TAG_QUOTE);
        if (!beside) return false;
    }
    return !range_empty(found->content[0]) || !range_empty(found->content[1]);
}

/* True if the frame ends in a colon, so that what was said may stand in the next paragraph. */
static bool ends_in_colon(const quote_work *work, const quote_frame *frame) {
    return item_tag(work, frame->past - 1) == TAG_COLON;
}

/* Takes the cue at site->cue; true if it became an attribution. */
static bool take_cue(cue_site *site, uint32_t within) {
    quote_work *work = site->work;
    attribution found = {.frame = site->frame, .value = site->value, .within = within, .follows = REPORT_NONE, .entity = REPORT_NONE};
    found.cue = (item_range){site->cue, site->past};
    if (site->value[0] == '+') return prepositional(site, &found) && VEC_PUSH(work->scratch, &work->attributions, found);
    site_extend(site);
    if (!is_verb_here(site)) return false;
    found.cue.first = site->left;
    while (found.cue.first < site->cue && item_tag(work, found.cue.first) == TAG_ADVERB &&
           found.cue.first > site->floor && item_tag(work, found.cue.first - 1) == TAG_COMMA) found.cue.first++;
    bool behind = false;
    if (!find_source(site, &found, &behind)) return false;
    bool has = find_contents(site, &found, behind);
    if (!has && !(within == REPORT_NONE && speech_value(site->value) && ends_in_colon(work, &work->frames.at[site->frame]))) return false;
    return VEC_PUSH(work->scratch, &work->attributions, found);
}

static void take_frame(quote_work *work, uint32_t index) {
    quote_frame *frame = &work->frames.at[index];
    frame->attribution = work->attributions.n;
    uint32_t floor = frame->first, outer = REPORT_NONE, covered = frame->first;
    for (uint32_t i = frame->first; i < frame->past; i++) {
        const quote_item *item = &work->items.at[i];
        if (i >= covered && outer != REPORT_NONE) {
            outer = REPORT_NONE;
            floor = covered;
        }
        if (item->tag == TAG_SEMICOLON && i >= covered) floor = i + 1;
        if (!item->cue || work->attributions.n - frame->attribution >= FRAME_CUES) continue;
        cue_site site = {.work = work, .frame = index, .floor = floor, .limit = outer == REPORT_NONE ? frame->past : covered,
                         .cue = i, .past = i + item->cue_items, .value = item->cue};
        if (!take_cue(&site, outer)) continue;
        uint32_t taken = work->attributions.n - 1;
        const attribution *a = &work->attributions.at[taken];
        i += item->cue_items - 1u;
        if (outer != REPORT_NONE) {
            if (!range_empty(a->content[1])) floor = a->content[1].first;
            continue;
        }
        if (!range_empty(a->content[1])) {
            outer = taken;
            covered = a->content[1].past;
            floor = a->content[1].first;
        } else {
            uint32_t past = a->source.past > a->cue.past ? a->source.past : a->cue.past;
            floor = past;
        }
        if (a->source.past > i + 1 && a->source.first > a->cue.first) i = a->source.past - 1;
    }
    frame->attributions = work->attributions.n - frame->attribution;
}

void quotes_find_attributions(quote_work *work) {
    for (uint32_t f = 0; f < work->frames.n; f++) take_frame(work, f);
}
