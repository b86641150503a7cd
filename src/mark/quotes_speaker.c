/* quotes_speaker.c - from the words that name a speaker to the speaker.
 *
 * In: attributions with sources; mentions and entities. Out: entity and speaker of each attribution.
 *
 * The rules, in this order; what none of them settles keeps the source's own words, if they are a noun phrase, since no name
 * is better than a wrong one:
 * 1. A name that heads the source: not a possessor ("Hale's doctor"), not before a noun ("Hale aide", "the Gale spokesman"),
 *    not behind a preposition ("a friend of Hale"); a person before a body. The entity's full name is the speaker. Several
 *    such names ("Hale and Vance") are one speaker under the source's own words.
 * 2. A description that mark/people tied to an entity.
 * 3. he, she, it, they: quotes_pronoun.c, which knows who spoke and what was said, and so goes before mark/people.
 * 4. who, which, that; "the statement", "the airline", "the president": quotes_refer.c.
 *
 * Not done: a speaker who is named only later, but for a quotation that stands alone (quotes_alone.c). */
#include "mark/quotes_speaker.h"
#include "mark/lexicon/lexicon.gen.h"

/* Mentions are in order of begin and may nest, so step back a little. */
uint32_t quotes_mention_at(const syn_report *report, uint32_t at) {
    uint32_t low = 0, high = report->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->mentions.at[middle].span.begin < at) low = middle + 1;
        else high = middle;
    }
    while (low > 0 && report->mentions.at[low - 1].span.end > at) low--;
    return low;
}

const char *quotes_noun_kind(const quote_work *work, uint32_t item) {
    if (item_tag(work, item) == TAG_QUOTE) return NULL;
    const syn_word *word = &work->report->words.at[work->items.at[item].word];
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_quote_nouns, word->fold);
    return entry ? entry->value : NULL;
}

uint32_t quotes_head(const quote_work *work, item_range source) {
    uint32_t head = source.first;
    for (uint32_t i = source.first; i < source.past; i++) {
        uint8_t tag = item_tag(work, i);
        bool ends = tag_in(tag, IS(PREP) | IS(COMMA) | IS(RELATIVE) | IS(OPEN) | IS(DASH) | IS(THAT) | IS(TIME));
        if (ends && i > source.first) break;
        if (tag_in(tag, IS(WORD) | IS(NAME))) head = i;
    }
    return head;
}

void speaker_take(attribution *a, uint32_t entity, syn_slice speaker) {
    a->known = true;
    a->entity = entity;
    a->speaker = speaker;
}

uint32_t quotes_behind(const quote_work *work, item_range range, uint32_t byte) {
    uint32_t at = range.first;
    while (at < range.past && work->items.at[at].begin < byte) at++;
    return at;
}

/* ---- rules 1 and 2 ---- */

static uint32_t mention_begin(const syn_mention *m) {
    return span_present(m->title) && m->title.begin < m->span.begin ? m->title.begin : m->span.begin;
}

/* True if nothing before the mention makes it the object of a preposition, and it is no possessor. */
static bool heads(const quote_work *work, item_range source, const syn_mention *m) {
    uint32_t begin = mention_begin(m);
    for (uint32_t i = source.first; i < source.past; i++) {
        const quote_item *item = &work->items.at[i];
        if (item->begin >= m->span.end) return item_tag(work, i) != TAG_POSSESSIVE;
        if (item->end <= begin) {
            uint8_t tag = item->tag;
            bool next = i + 1 < source.past && work->items.at[i + 1].begin >= begin;
            bool after_det = i + 2 < source.past && work->items.at[i + 2].begin >= begin &&
                             (tag_in(item_tag(work, i + 1), IS(DET) | IS(POSSESSIVE_DET)));
            if ((next || after_det) && (tag_in(tag, IS(PREP) | IS(TO)))) return false;
        }
    }
    return true;
}

/* True if a noun behind the mention is the head: "Port Ayre police", "the Gale spokesman", "the Hale administration". */
static bool before_noun(const quote_work *work, item_range source, const syn_mention *m) {
    uint32_t after = quotes_behind(work, source, m->span.end);
    if (after >= source.past || !tag_is_word(item_tag(work, after))) return false;
    if (m->type != NAME_PERSON) return true;
    if (item_tag(work, after) != TAG_WORD) return false;
    uint8_t upos = item_upos(work, after);
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ;
}

/* What a source names. */
typedef struct named {
    const syn_mention *first;  /* the name that heads it, or NULL */
    uint32_t joined;           /* the end of the last name that "and" joins to it, or 0 */
} named;

/* True if "and" stands right before the mention. */
static bool behind_and(const quote_work *work, item_range source, const syn_mention *m) {
    uint32_t begin = mention_begin(m);
    for (uint32_t i = source.first; i < source.past && work->items.at[i].begin <= begin; i++) {
        if (work->items.at[i].begin < begin) continue;
        uint32_t at = i;
        while (at > source.first && tag_in(item_tag(work, at - 1), IS(DET) | IS(POSSESSIVE_DET))) at--;
        return at > source.first && item_tag(work, at - 1) == TAG_CONJ;
    }
    return false;
}

/* True if a possessive stands right behind the mention. */
static bool possessor(const quote_work *work, item_range source, const syn_mention *m) {
    uint32_t after = quotes_behind(work, source, m->span.end);
    return after < source.past && item_tag(work, after) == TAG_POSSESSIVE;
}

static int rank_of(const syn_mention *m) {
    if (m->form != FORM_NAME) return 2;
    return m->type == NAME_PERSON ? 4 : m->type == NAME_ORGANIZATION ? 3 : m->type == NAME_PLACE ? 1 : 2;
}

/* True if the mention is the state behind a town: "Ayre, Norland". */
static bool behind_comma(const quote_work *work, item_range source, const syn_mention *m) {
    uint32_t at = quotes_behind(work, source, m->span.begin);
    return m->type == NAME_PLACE && at > source.first && at < source.past && item_tag(work, at - 1) == TAG_COMMA;
}

static named find_name(const quote_work *work, item_range source) {
    const syn_report *report = work->report;
    syn_span span = quotes_span(work, source);
    named found = {0};
    int best = 0;
    bool oblique = false;
    for (uint32_t i = quotes_mention_at(report, span.begin); i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->span.begin >= span.end) break;
        if (m->span.begin < span.begin && m->span.end < span.end) continue;
        bool leads = heads(work, source, m) && !(oblique && behind_comma(work, source, m));
        bool joined = leads && behind_and(work, source, m);
        if (joined && oblique) continue;  /* "aides to Hale and Vance" */
        oblique = !leads && !possessor(work, source, m);
        /* a description must be the whole source, not a part of it */
        if (m->form != FORM_NAME) leads = leads && m->entity != REPORT_NONE && m->span.begin <= span.begin + 4;
        else leads = leads && !before_noun(work, source, m);
        if (!leads) continue;
        bool alike = found.first && m->type != NAME_PLACE && (rank_of(m) < 4 || rank_of(found.first) == 4);
        alike = alike || (found.first && m->type == found.first->type);
        if (joined && alike && m->entity != found.first->entity) {
            found.joined = m->span.end;
            continue;
        }
        if (rank_of(m) <= best) continue;
        best = rank_of(m);
        found = (named){m, 0};
    }
    return found;
}

/* ---- the source's own words ---- */

/* True if a verb at `at` begins the predicate, and is no participle behind its noun ("a mayor invited by Hale"). */
static bool predicate(const quote_work *work, uint32_t at, uint32_t past) {
    uint8_t tag = item_tag(work, at);
    if (tag_in(tag, IS(BE) | IS(AUX))) return true;
    if (tag != TAG_WORD || item_upos(work, at) != UPOS_VERB || quotes_noun_kind(work, at)) return false;
    syn_slice word = item_text(work, at);
    bool participle = slice_ends(word, SLICE_LIT("ed")) || slice_ends(word, SLICE_LIT("en")) ||
                      slice_ends(word, SLICE_LIT("ing"));
    uint8_t next = at + 1 < past ? item_tag(work, at + 1) : (uint8_t)TAG_STOP;
    return !participle || tag_in(next, IS(DET) | IS(POSSESSIVE_DET) | IS(PRONOUN) | IS(OBJECT) | IS(WORD));
}

static bool nominal(const quote_work *work, uint32_t item) {
    uint8_t tag = item_tag(work, item), upos = item_upos(work, item);
    if (upos == UPOS_NONE) return tag < TAG_POSSESSIVE;
    if (upos == UPOS_NUM) return work->report->words.at[work->items.at[item].word].kind == WORD_LETTERS;
    if (tag == TAG_DET) return item_role(work, item) == ROLE_NONE;  /* "many", "both" */
    return upos == UPOS_NOUN || upos == UPOS_PROPN || tag == TAG_NAME || upos == UPOS_PRON;
}

syn_slice speaker_words(const quote_work *work, item_range source) {
    if (range_empty(source)) return SLICE_NONE;
    bool about = source.first + 1 < source.past && item_tag(work, source.first + 1) == TAG_NUMBER;  /* "about 30 people" */
    if (item_tag(work, source.first) == TAG_PREP && !about) return SLICE_NONE;
    uint32_t past = source.first;
    bool noun = false;
    bool verb = past < source.past && item_tag(work, past) == TAG_WORD && item_upos(work, past) == UPOS_VERB;
    if (verb && !quotes_noun_kind(work, past)) return SLICE_NONE;
    if (item_tag(work, source.past - 1) == TAG_TO) return SLICE_NONE;  /* "a chance to (speak)" */
    if (source.past > past + 1 && item_tag(work, past) == TAG_WORD && item_tag(work, past + 1) == TAG_TO) return SLICE_NONE;
    for (; past < source.past; past++) {
        uint8_t tag = item_tag(work, past);
        if (tag_in(tag, IS(COMMA) | IS(OPEN) | IS(DASH) | IS(RELATIVE)) && past > source.first) break;
        if (tag == TAG_TIME && past > source.first && !tag_in(item_tag(work, past - 1), IS(DET) | IS(POSSESSIVE_DET))) break;
        if (past > source.first && predicate(work, past, source.past)) break;
        if (tag == TAG_POSSESSIVE) noun = false;
        else if (nominal(work, past) && tag != TAG_DET) noun = true;
    }
    if (past == source.first + 1 && nominal(work, source.first)) noun = true;  /* "Many" */
    bool ends = past == source.past || item_tag(work, past) == TAG_RELATIVE;
    bool adjective = past > source.first + 1 && item_tag(work, past - 1) == TAG_WORD &&
                     item_upos(work, past - 1) == UPOS_ADJ;
    if (ends && adjective && item_tag(work, source.first) == TAG_DET) noun = true;  /* "the unnamed executive" */
    while (past > source.first && tag_in(item_tag(work, past - 1), IS(PREP) | IS(ADVERB) | IS(CONJ) | IS(TO))) past--;
    syn_span span = quotes_span(work, (item_range){source.first, past});
    return noun && span_present(span) ? report_slice(work->report, span) : SLICE_NONE;
}

/* The words from the source's begin to byte `end`. */
static syn_slice words_until(const quote_work *work, item_range source, uint32_t end) {
    return slice_cut(work->report->text, work->items.at[source.first].begin, end);
}

/* True if a possessor stands before the name in the source: "the county's Department". */
static bool possessed(const quote_work *work, item_range source, const syn_mention *m) {
    for (uint32_t i = source.first; i + 1 < source.past; i++)
        if (work->items.at[i + 1].begin >= mention_begin(m)) return item_tag(work, i) == TAG_POSSESSIVE;
    return false;
}

/* ---- one attribution ---- */

static void remember(speaker_scan *scan, const attribution *a, recent_speaker r) {
    if (a->speaker.len == 0) return;
    unsigned n = scan->n < RECENT ? scan->n : RECENT - 1;
    memmove(&scan->recent[1], &scan->recent[0], n * sizeof scan->recent[0]);
    r.entity = a->entity;
    r.speaker = a->speaker;
    r.paragraph = scan->work->frames.at[a->frame].paragraph;
    r.person = a->person;
    scan->recent[0] = r;
    scan->n = n + 1;
}

/* Rules 1 and 2; true if the source names somebody. */
static bool take_name(const quote_work *work, attribution *a, recent_speaker *r) {
    named found = find_name(work, a->source);
    const syn_mention *m = found.first;
    if (!m) return false;
    a->person = m->type == NAME_PERSON;
    if (found.joined) {
        speaker_take(a, REPORT_NONE, words_until(work, a->source, found.joined));
        r->plural = true;
        return true;
    }
    if (m->form == FORM_PRONOUN) return false;
    syn_slice name = report_slice(work->report, m->span);
    speaker_take(a, m->entity, m->entity == REPORT_NONE ? name : speaker_entity(work, m->entity));
    if (!a->person && m->form == FORM_NAME && slice_equal(a->speaker, name) && possessed(work, a->source, m)) {
        uint32_t first = a->source.first;
        while (first < a->source.past && tag_in(item_tag(work, first), IS(DET))) first++;
        a->speaker = words_until(work, (item_range){first, a->source.past}, m->span.end);
    }
    return true;
}

/* True if a source without a name is more than one: "officials", "two men", "Hale's sons and daughters". */
static bool is_plural(const quote_work *work, item_range source, uint32_t head) {
    for (uint32_t i = source.first; i < head; i++)
        if (item_tag(work, i) == TAG_CONJ) return true;
    syn_slice word = item_text(work, head);
    if (slice_equal(word, SLICE_LIT("people"))) return true;
    bool s = word.len > 3 && slice_ends(word, SLICE_LIT("s")) && !slice_ends(word, SLICE_LIT("ss"));
    return s && !quotes_noun_kind(work, head);
}

static void resolve(speaker_scan *scan, attribution *a) {
    quote_work *work = scan->work;
    if (a->follows != REPORT_NONE) {
        const attribution *lead = &work->attributions.at[a->follows];
        speaker_take(a, lead->entity, lead->speaker);
        a->person = lead->person;
        return;
    }
    if (range_empty(a->source)) return;
    uint32_t head = quotes_head(work, a->source);
    uint8_t tag = item_tag(work, a->source.first);
    recent_speaker r = {.speech = cue_speech(a->value)};
    bool open = tag_in(tag, IS(PRONOUN) | IS(RELATIVE) | IS(THAT));
    if (!take_name(work, a, &r)) {
        a->person = false;
        if (tag == TAG_PRONOUN) {
            a->person = item_role(work, a->source.first) == ROLE_PERSON;
            (void)speaker_pronoun(scan, a);
        } else if (open) {
            (void)speaker_relative(scan, a);
        } else {
            r.kind = quotes_noun_kind(work, head);
            r.document = kind_is_document(r.kind);
            bool definite = tag == TAG_DET || item_tag(work, head) == TAG_NAME || head == a->source.first;
            bool whole = head + 1 >= a->source.past || item_role(work, head + 1) != ROLE_OF;  /* not "the office of the mayor" */
            if (definite && r.kind && (whole || r.document)) (void)speaker_body(scan, a, head);
            else if (item_role(work, a->source.first) == ROLE_THE && head > a->source.first && head <= a->source.first + 2)
                (void)speaker_title(work, a, head);
            a->person = !r.kind;
        }
    }
    if (!a->known && !open) {
        syn_slice words = speaker_words(work, a->source);
        if (words.len > 0) speaker_take(a, REPORT_NONE, words);
        r.plural = is_plural(work, a->source, head);
    }
    a->person = a->known && a->person;
    if (a->known && a->within == REPORT_NONE) remember(scan, a, r);
}

/* Keeps in mind the last document that is the subject of its sentence: "The letter, obtained by ..., calls for". */
static void note_document(speaker_scan *scan, uint32_t frame) {
    const quote_work *work = scan->work;
    const quote_frame *at = &work->frames.at[frame];
    for (uint32_t i = at->first; i < at->past && i < at->first + 4; i++) {
        if (item_tag(work, i) != TAG_WORD || !speaker_document(work, i)) continue;
        scan->document = quotes_span(work, (item_range){at->first, i + 1});
        scan->document_paragraph = at->paragraph;
        return;
    }
}

void quotes_resolve_speakers(quote_work *work) {
    speaker_scan scan = {.work = work};
    for (uint32_t f = 0; f < work->frames.n; f++) {
        const quote_frame *frame = &work->frames.at[f];
        note_document(&scan, f);
        for (uint32_t a = frame->attribution; a < frame->attribution + frame->attributions; a++)
            resolve(&scan, &work->attributions.at[a]);
    }
}
