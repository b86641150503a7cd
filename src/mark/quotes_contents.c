/* quotes_contents.c - what was said, as a range of items before or behind a cue.
 *
 * In: a cue with its source. Out: its contents and whom it was told.
 *
 * Behind the cue, past an addressee and adverbials, a content begins with "that", a question word, a quotation, "to", or the
 * start of a clause or noun phrase, if the cue takes it (lexicon quote_cues). It runs to the end of the frame, or to what
 * ends its rank: a participle cue (", adding that"), "and" with a cue of the same subject, another speaker's cue, "according
 * to", the comma that closes the cue's own subordinate clause. A thought or an object ends at a comma that opens an aside.
 * If nothing follows, the quotation or clause before the cue is the content, and what stands behind the cue its rest. */
#include "mark/quotes.h"

#define ASIDE_ITEMS 12u  /* words between two commas that may part a cue from its content */

bool quotes_quote_ends(const quote_work *work, uint32_t at) {
    const quotation *q = &work->quotations.at[work->items.at[at].quotation];
    uint32_t end = q->inner.end;
    while (end > q->inner.begin + 1 && (work->report->text.ptr[end - 1] == '\'' || work->report->text.ptr[end - 1] == '"')) end--;
    char last = work->report->text.ptr[end - 1];  /* past the marks of a quotation inside it */
    return last == ',' || last == '.' || last == '?' || last == '!' || last == '-' || (unsigned char)last > 0x7f;
}

/* ---- what follows a cue ---- */

/* Past a run of adjuncts: adverbs, times, "in a statement", "on Twitter". */
static uint32_t skip_adjuncts(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    while (at < site->limit) {
        uint8_t tag = item_tag(work, at);
        if (tag_in(tag, IS(ADVERB) | IS(TIME))) {
            at++;
        } else if (tag == TAG_PREP || (tag == TAG_TO && at + 1 < site->limit && item_tag(work, at + 1) != TAG_WORD) ||
                   (tag == TAG_SUB && (item_role(work, at) == ROLE_AFTER))) {
            uint32_t i = at + 1;
            for (; i < site->limit; i++) {
                tag = item_tag(work, i);
                if (tag_in(tag, POINTS | IS(THAT) | IS(QUOTE) | IS(PRONOUN)) || (tag == TAG_SUB && i > at + 1) ||
                    tag_in(tag, IS(RELATIVE) | IS(BE) | IS(AUX))) break;
                if (i > at + 1 && (tag_in(tag, IS(PREP) | IS(TIME)))) break;
                if (i > at + 2 && tag == TAG_DET && tag_is_word(item_tag(work, i - 1))) break;
            }
            if (i < site->limit && (tag_in(item_tag(work, i), IS(BE) | IS(AUX)))) return at;
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
        if (tag_in(tag, POINTS | IS(THAT) | IS(QUOTE) | IS(PRONOUN) | IS(SUB) | IS(TIME) | IS(TO) | IS(RELATIVE))) break;
        if (tag == TAG_PREP && r.past > at && item_role(work, r.past) != ROLE_OF) break;
        if (r.past > at && (tag_in(tag, IS(DET) | IS(POSSESSIVE_DET)))) {
            uint8_t before = item_tag(work, r.past - 1);
            if (!tag_in(before, IS(PREP) | IS(CONJ) | IS(DET))) break;
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
        if (i == at || !item->cue || item->tag != TAG_WORD) continue;
        if (cue_finite(item->cue) && cue_speech(item->cue) && !cue_takes(item->cue, '~'))
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
           (cue_speech(cue) || site->value[0] == cue[0]);
}

/* True if a comma closes the clause of the cue: "While he said that it rained, ...", "Hale, who said that it rained,
 * ...". */
static bool comma_closes(const cue_site *site, const attribution *found) {
    const quote_work *work = site->work;
    uint32_t at = found->source.first;
    if (range_empty(found->source) || found->follows != REPORT_NONE || at <= site->floor || at >= site->cue) return false;
    if (item_tag(work, at) == TAG_RELATIVE) return tag_in(item_tag(work, at - 1), IS(COMMA) | IS(DASH));
    if (!tag_in(item_tag(work, at - 1), IS(SUB) | IS(PREP))) return false;
    return at - 1 == site->floor || tag_in(item_tag(work, at - 2), IS(CONJ) | IS(ADVERB));
}

/* What a comma before `at` opens that is no part of an attitude's object: "..., but", "..., which", "..., sending". */
static bool opens_aside(const quote_work *work, uint32_t at) {
    uint8_t tag = item_tag(work, at);
    return tag_in(tag, IS(CONJ) | IS(SUB) | IS(RELATIVE)) ||
           (tag == TAG_WORD && slice_ends(item_text(work, at), SLICE_LIT("ing")));
}

/* A quotation whose own comma ends the clause: "While he said it was "late," she ..." */
static bool comma_quote(const quote_work *work, uint32_t at) {
    if (item_tag(work, at) != TAG_QUOTE) return false;
    return work->report->text.ptr[work->quotations.at[work->items.at[at].quotation].inner.end - 1] == ',';
}

/* True if a content that is a quotation so far ends with it: '"We go," adding', '"We go!" on Friday', '"late," the mayor said'. */
static bool quote_closes(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    const quote_item *item = &work->items.at[at];
    if (item->tag != TAG_QUOTE || at + 1 >= site->limit) return false;
    const quotation *q = &work->quotations.at[item->quotation];
    char last = work->report->text.ptr[q->inner.end - 1];
    uint8_t next = item_tag(work, at + 1);
    if (last == '.' || last == '!' || last == '?') return !tag_in(next, IS(QUOTE) | IS(CONJ));
    bool point = last == ',' || next == TAG_COMMA;
    uint32_t behind = next == TAG_COMMA ? at + 2 : at + 1;
    return point && behind < site->limit && slice_ends(item_text(work, behind), SLICE_LIT("ing")) &&
           item_tag(work, behind) == TAG_WORD;
}

static uint32_t content_end(const cue_site *site, const attribution *found, uint32_t first) {
    const quote_work *work = site->work;
    uint32_t i = first + 1;
    if (quote_closes(site, first)) return i;
    bool closes = found && comma_closes(site, found), attitude = site->value[0] == 'k' || (found && found->phrase);
    for (; i < site->limit; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag == TAG_DASH && (closes || attitude)) break;
        if ((closes && comma_quote(work, i)) || quote_closes(site, i)) return i + 1;
        if (tag == TAG_SEMICOLON && new_attribution(site, i + 1)) break;
        if (!tag_in(tag, IS(COMMA) | IS(CONJ) | IS(SEMICOLON)) && !work->items.at[i].cue) continue;
        if (work->items.at[i].cue && work->items.at[i].cue[0] == '+') break;
        if (i + 1 >= site->limit) break;
        const char *next = work->items.at[i + 1].cue;
        uint8_t next_tag = item_tag(work, i + 1);
        if (tag == TAG_COMMA) {
            if (closes || (attitude && opens_aside(work, i + 1))) break;
            if (next && next[0] == '+') break;
            if (next && next[1] == 'g' && cue_speech(next) && (cue_takes(next, 'c') || cue_takes(next, 'q'))) break;
            bool joins = next_tag == TAG_CONJ || (next_tag == TAG_SUB && item_role(work, i + 1) == ROLE_WHILE);
            if (joins && (same_subject(site, i + 2) || new_attribution(site, i + 2))) break;
        } else if (tag == TAG_CONJ && same_subject(site, i + 1)) {
            break;
        }
    }
    return i;
}

static bool clause_word(const quote_work *work, uint32_t at) {
    return item_tag(work, at) == TAG_THAT || item_role(work, at) == ROLE_QUESTION || item_role(work, at) == ROLE_WHO;
}

/* True if a clause begins at `at`: a verb within its first words. */
static bool has_verb(const cue_site *site, uint32_t at) {
    if (!cue_takes(site->value, 'c')) return false;
    for (uint32_t i = at; i < site->limit && i < at + 12; i++) {
        uint8_t tag = item_tag(site->work, i);
        if (tag_in(tag, IS(BE) | IS(AUX))) return true;
        if (tag_in(tag, IS(COMMA) | IS(STOP) | IS(QUOTE) | IS(THAT) | IS(RELATIVE))) return false;
    }
    return false;
}

/* True if the phrase calls its object something: "the plan a failure", "it "late"", "the plan as late". */
static bool names(const quote_work *work, item_range content) {
    for (uint32_t i = content.first + 1; i < content.past; i++) {
        uint8_t tag = item_tag(work, i);
        if (tag == TAG_COMMA) return false;
        if (tag == TAG_QUOTE || (tag == TAG_DET && (item_role(work, i) == ROLE_A))) return true;
        if (tag == TAG_SUB && item_role(work, i) == ROLE_AS) return true;
    }
    return false;
}

/* Past ", in effect," before "that" or a quotation, where `at` is behind the first comma; 0 if no content follows. */
static uint32_t skip_aside(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    if (tag_in(item_tag(work, at), IS(QUOTE) | IS(THAT))) return at;
    uint32_t i = at;
    while (i < site->limit && i < at + ASIDE_ITEMS && item_tag(work, i) != TAG_COMMA) i++;
    bool closes = i + 1 < site->limit && item_tag(work, i) == TAG_COMMA;
    return closes && tag_in(item_tag(work, i + 1), IS(QUOTE) | IS(THAT)) ? i + 1 : 0;
}

/* True if the cue takes a content that begins at `at` (`parted` from it by a comma or colon); `first` is moved to where an
 * object begins, which includes what stands behind `plain`. */
static bool takes(const cue_site *site, attribution *found, uint32_t plain, uint32_t at, bool parted, uint32_t *first) {
    const quote_work *work = site->work;
    const char *value = site->value;
    uint8_t tag = item_tag(work, at);
    bool clauses = cue_takes(value, 'c'), told = !range_empty(found->addressee);
    if (tag == TAG_QUOTE) {
        if (cue_takes(value, 'f') && !parted) return false;  /* a plan called "Gale" */
        return clauses || strpbrk(value + 2, "qQho") != NULL;
    }
    if (clause_word(work, at)) return clauses || cue_takes(value, 'h');
    if (tag == TAG_TO) {
        found->phrase = true;
        if (told && !clauses) *first = found->addressee.first;
        return strpbrk(value + 2, "iIm") != NULL;
    }
    if (told && !cue_takes(value, 'o')) return tag_in(tag, CLAUSE_STARTS & ~IS(PREP)) && at == found->addressee.past;
    if (strpbrk(value + 2, "of")) {
        bool clause = clauses && tag == TAG_PRONOUN;
        if (!tag_in(tag, (CLAUSE_STARTS | IS(OBJECT)) & ~(IS(PREP) | IS(SUB)))) return false;
        *first = plain;
        found->phrase = !clause && !has_verb(site, plain);
        return true;
    }
    return clauses && (parted || tag_in(tag, CLAUSE_STARTS)) &&
           (cue_speech(value) || tag == TAG_PRONOUN || has_verb(site, at));
}

/* The content behind the cue; empty if nothing that the cue takes follows. */
static item_range content_behind(const cue_site *site, attribution *found) {
    const quote_work *work = site->work;
    item_range none = {0, 0};
    uint32_t at = site->past, end = site->limit;
    if (at + 1 < end && item_tag(work, at) == TAG_ADVERB && !tag_is_word(item_tag(work, at + 1))) at++;
    if (cue_takes(site->value, 'm') && at < end && !clause_word(work, at)) {
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
    uint8_t point = item_tag(work, at);
    bool parted = tag_in(point, IS(COMMA) | IS(COLON) | IS(DASH));
    if (parted && ++at >= end) return none;
    if (parted && point == TAG_COMMA) at = skip_aside(site, at);
    if (at == 0) return none;
    item_range content = {at, at};
    if (!takes(site, found, plain, at, parted, &content.first)) return none;
    content.past = content_end(site, found, content.first);
    return cue_takes(site->value, 'n') && !names(work, content) ? none : content;
}

/* ---- what stands before a cue ---- */

static item_range trim(const quote_work *work, item_range r) {
    while (!range_empty(r)) {
        uint8_t tag = item_tag(work, r.past - 1);
        if (!tag_in(tag, IS(COMMA) | IS(DASH) | IS(STOP) | IS(SEMICOLON) | IS(COLON))) break;
        r.past--;
    }
    while (!range_empty(r)) {
        uint8_t tag = item_tag(work, r.first);
        if (!tag_in(tag, IS(COMMA) | IS(DASH) | IS(STOP) | IS(SEMICOLON) | IS(COLON))) break;
        r.first++;
    }
    return r;
}

/* The statement before ", X said": empty if what stands there is an adverbial ("On Monday, X said"). */
static item_range content_before(const cue_site *site, uint32_t end) {
    const quote_work *work = site->work;
    if (end <= site->floor) return (item_range){0, 0};
    uint8_t last = item_tag(work, end - 1);
    bool quoted = last == TAG_QUOTE ? quotes_quote_ends(work, end - 1)
                                    : !tag_in(last, IS(COMMA) | IS(DASH)) ? false
                                    : end - 1 > site->floor && item_tag(work, end - 2) == TAG_QUOTE;
    if (!quoted && !tag_in(last, IS(COMMA) | IS(DASH))) return (item_range){0, 0};
    item_range r = trim(work, (item_range){site->floor, end});
    if (range_empty(r)) return r;
    while (r.past - r.first > 3 && item_tag(work, r.first) == TAG_ADVERB && item_tag(work, r.first + 1) == TAG_COMMA)
        r.first += 2;  /* "However," */
    if (quoted) {
        /* Only the quotation, unless words stand before it in the same clause: 'But it was "too late," he said.' */
        uint32_t q = last == TAG_QUOTE ? end - 1 : end - 2;
        if (q > r.first && (tag_in(item_tag(work, q - 1), IS(STOP) | IS(COLON)))) r.first = q;
        r.past = q + 1;
        return r;
    }
    uint32_t words = 0;
    bool verb = false;
    for (uint32_t i = r.first; i < r.past; i++) {
        words++;
        verb = verb || tag_in(item_tag(work, i), IS(BE) | IS(AUX)) || work->items.at[i].cue ||
               slice_ends(item_text(work, i), SLICE_LIT("ed"));
    }
    uint8_t first = item_tag(work, r.first);
    bool leads = tag_in(first, IS(PREP) | IS(SUB) | IS(TIME) | IS(ADVERB) | IS(TO));
    if (words < 3 || (leads && !verb) || (leads && words < 9)) return (item_range){0, 0};
    return r;
}

/* The rest of a statement that the cue breaks: '"A," he said, "b."' */
static item_range content_rest(const cue_site *site, uint32_t at) {
    const quote_work *work = site->work;
    at = skip_adjuncts(site, at);
    while (at < site->limit && (tag_in(item_tag(work, at), IS(COMMA) | IS(COLON) | IS(DASH)))) at++;
    if (at >= site->limit || tag_in(item_tag(work, at), IS(STOP) | IS(CONJ))) return (item_range){0, 0};
    const char *cue = work->items.at[at].cue;
    bool aside = (cue && cue[1] == 'g') || slice_ends(item_text(work, at), SLICE_LIT("ing"));
    if (aside || tag_in(item_tag(work, at), IS(SUB) | IS(RELATIVE))) return (item_range){0, 0};
    return (item_range){at, content_end(site, NULL, at)};
}

/* The few words before a cue that breaks a statement: "Too often, he said, the road is closed". */
static item_range parenthetical(const cue_site *site, const attribution *found, uint32_t front) {
    const quote_work *work = site->work;
    bool commas = site->past < site->limit && item_tag(work, site->past) == TAG_COMMA && front > site->floor + 1 &&
                  item_tag(work, front - 1) == TAG_COMMA;
    bool says = cue_takes(site->value, 'c') && cue_speech(site->value);
    if (!commas || !says || found->follows != REPORT_NONE) return (item_range){0, 0};
    return trim(work, (item_range){site->floor, front});
}

/* Contents of a verb cue whose source is known; false if it has none. */
bool quotes_find_contents(const cue_site *site, attribution *found, bool behind) {
    const quote_work *work = site->work;
    uint32_t front = behind || found->source.first > site->left ? site->left : found->source.first;
    if (found->follows != REPORT_NONE || (site->value[1] == 'g' && !site->progressive)) front = site->left;
    bool says = strpbrk(site->value + 2, "cqQh") != NULL;
    item_range before = {0, 0};
    if (says && found->follows == REPORT_NONE && cue_finite(site->value) &&
        item_tag(work, found->source.first) != TAG_RELATIVE)
        before = content_before(site, front);
    bool quoted = !range_empty(before) && item_tag(work, before.past - 1) == TAG_QUOTE;
    if (behind) {
        found->content[0] = before;
        found->content[1] = content_rest(site, found->source.past);
        if (quoted && !range_empty(found->content[1]) && item_tag(work, found->content[1].first) != TAG_QUOTE)
            found->content[1] = (item_range){0, 0};
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

/* What is left to be the content of a sure cue: what follows it, else the clause before its source or itself. */
void quotes_take_rest(const cue_site *site, attribution *found) {
    const quote_work *work = site->work;
    uint32_t at = site->past, front = site->left;
    if (!range_empty(found->source) && found->source.first >= site->floor && found->source.first < front)
        front = found->source.first;
    if (found->source.first >= at) at = found->source.past;
    found->phrase = true;
    if (at < site->limit && item_tag(work, at) == TAG_QUOTE && cue_takes(site->value, 'f')) return;  /* a plan called "Gale" */
    if (at < site->limit) found->content[1] = trim(work, (item_range){at, content_end(site, found, at)});
    if (range_empty(found->content[1])) found->content[0] = trim(work, (item_range){site->floor, front});
}

/* ---- "according to" ---- */

/* "according to X" before or behind its statement. */
bool quotes_find_stance(const cue_site *site, attribution *found) {
    const quote_work *work = site->work;
    uint32_t at = site->past, end = at;
    uint32_t closers = (POINTS & ~IS(DASH)) | IS(QUOTE);
    while (end < site->limit && end - at < PHRASE_ITEMS && !tag_in(item_tag(work, end), closers)) end++;
    if (end == at) return false;
    found->source = (item_range){at, end};
    uint32_t from = site->cue;
    item_range before = trim(work, (item_range){site->floor, from});
    bool quote = !range_empty(before) && item_tag(work, before.first) == TAG_QUOTE;
    if (before.past > before.first + 1 || quote) {
        found->content[0] = before;
    } else if (end < site->limit && item_tag(work, end) != TAG_STOP) {
        found->content[1] = trim(work,
                                 (item_range){end + 1, content_end(site, NULL, end + 1 < site->limit ? end + 1 : end)});
    }
    return !range_empty(found->content[0]) || !range_empty(found->content[1]);
}

