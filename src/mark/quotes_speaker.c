/* quotes_speaker.c - from the words that name a speaker to the speaker.
 *
 * In: attributions with sources; mentions and entities. Out: entity and speaker of each attribution.
 *
 * The rules, in this order; what none of them settles keeps the source's own words, since no name is better than a
 * wrong one:
 * 1. A name that heads the source: not a possessor ("Hale's doctor"), not behind a preposition ("a friend of Hale"), a
 *    person before a body. The entity's full name is the speaker.
 * 2. A description or pronoun that mark/people tied to an entity.
 * 3. he, she: the last speaker who is a person, in this paragraph or the two before it; they, it: the last body or document
 *    that spoke.
 * 4. who, which, that: the name or noun right before it; a document there ("a letter from Hale that stressed") is the
 *    speaker.
 * 5. "the statement": who gave the last statement; "the airline", "the ministry": the only body of that kind that has
 *    spoken so far. "the president": the last person of that title who was named.
 *
 * Not done: gender; a speaker who is named only later, but for a quotation that stands alone above the story. */
#include "mark/quotes.h"
#include "mark/lexicon/lexicon.gen.h"

#define SPEAKER_PARAGRAPHS 3u  /* how many paragraphs back "he" may point */
#define NEAR_BYTES 600u        /* how far before its sentence "he" may point to a person who has not spoken */
#define RECENT 8               /* speakers kept in mind */

typedef struct recent_speaker {
    uint32_t entity;           /* or REPORT_NONE */
    syn_slice speaker;
    uint32_t paragraph;
    bool person, document;
    const char *kind;          /* of a body: "air", "ministry"; or NULL */
} recent_speaker;

typedef struct speaker_scan {
    quote_work *work;
    recent_speaker recent[RECENT];  /* newest first */
    unsigned n;
    syn_span document;              /* the last document that was named: "The letter" */
    uint32_t document_paragraph;
} speaker_scan;

/* The first mention that ends after byte `at`. Mentions are in order of begin and may nest, so step back a little. */
static uint32_t mention_at(const syn_report *report, uint32_t at) {
    uint32_t low = 0, high = report->mentions.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->mentions.at[middle].span.begin < at) low = middle + 1;
        else high = middle;
    }
    while (low > 0 && report->mentions.at[low - 1].span.end > at) low--;
    return low;
}

static const char *kind_of(const quote_work *work, uint32_t word) {
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_quote_nouns, work->report->words.at[word].fold);
    return entry ? entry->value : NULL;
}
const char *quotes_noun_kind(const quote_work *work, uint32_t item) {
    return item_tag(work, item) == TAG_QUOTE ? NULL : kind_of(work, work->items.at[item].word);
}
static bool is_document(const quote_work *work, uint32_t item) { return kind_is_document(quotes_noun_kind(work, item)); }

static syn_slice entity_name(const quote_work *work, uint32_t entity) {
    return report_slice(work->report, work->entities[entity].name);
}

/* True if the mention heads the phrase: nothing makes it a possessor or an object of a preposition. */
static bool heads(const quote_work *work, item_range source, const syn_mention *m) {
    uint32_t begin = span_present(m->title) && m->title.begin < m->span.begin ? m->title.begin : m->span.begin;
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

/* Rule 1 and 2: the entity that a source names; REPORT_NONE if none. `name` gets the mention. */
static uint32_t named_entity(const quote_work *work, item_range source, const syn_mention **name) {
    const syn_report *report = work->report;
    syn_span span = quotes_span(work, source);
    uint32_t best = REPORT_NONE;
    int best_rank = 0;
    *name = NULL;
    for (uint32_t i = mention_at(report, span.begin); i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->span.begin >= span.end) break;
        if (m->span.begin < span.begin && m->span.end < span.end) continue;
        int rank = m->type == NAME_PERSON ? 4 : m->type == NAME_ORGANIZATION ? 3 : m->type == NAME_PLACE ? 1 : 2;
        if (m->form != FORM_NAME) {
            /* a description must be the whole source, not a part of it */
            if (m->entity == REPORT_NONE || m->span.begin > span.begin + 4 || !heads(work, source, m)) continue;
            rank = 2;
        } else if (!heads(work, source, m)) {
            continue;
        }
        /* "Port Ayre police", "the Gale spokesman": a name before a common noun is not its head. */
        uint32_t after = REPORT_NONE;
        for (uint32_t k = source.first; k < source.past; k++)
            if (work->items.at[k].begin >= m->span.end) { after = k; break; }
        bool noun = after != REPORT_NONE && item_tag(work, after) == TAG_WORD;
        if (noun && m->form == FORM_NAME && m->type != NAME_PERSON) continue;
        if (rank > best_rank) {
            best_rank = rank;
            best = m->entity;
            *name = m;
        }
    }
    return best;
}

static void remember(speaker_scan *scan, const attribution *a, uint32_t paragraph, bool document, const char *kind) {
    if (a->speaker.len == 0) return;
    unsigned n = scan->n < RECENT ? scan->n : RECENT - 1;
    memmove(&scan->recent[1], &scan->recent[0], n * sizeof scan->recent[0]);
    scan->recent[0] = (recent_speaker){a->entity, a->speaker, paragraph, a->person, document, kind};
    scan->n = n + 1;
}

static void take(attribution *a, uint32_t entity, syn_slice speaker) {
    a->known = true;
    a->entity = entity;
    a->speaker = speaker;
}

/* Rule 3. */
static bool resolve_pronoun(speaker_scan *scan, attribution *a, uint32_t paragraph) {
    const quote_work *work = scan->work;
    bool person = item_role(work, a->source.first) == ROLE_PERSON;
    bool it = item_role(work, a->source.first) == ROLE_THING;
    if (!person && !it && item_role(work, a->source.first) != ROLE_GROUP) return false;
    if (it && a->value[0] == 'r' && span_present(scan->document) &&
        paragraph - scan->document_paragraph < SPEAKER_PARAGRAPHS) {
        take(a, REPORT_NONE, report_slice(work->report, scan->document));
        return true;
    }
    if (a->within != REPORT_NONE && person && work->attributions.at[a->within].person) {
        const attribution *outer = &work->attributions.at[a->within];  /* "Hale said that he thought": Hale */
        take(a, outer->entity, outer->speaker);
        return true;
    }
    for (unsigned i = 0; i < scan->n; i++) {
        const recent_speaker *r = &scan->recent[i];
        if (paragraph - r->paragraph >= SPEAKER_PARAGRAPHS) break;
        if (r->person != person) continue;
        take(a, r->entity, r->speaker);
        return true;
    }
    return false;
}

/* The person named last before byte `at` in the paragraphs that `floor` allows, as a subject would be. */
static uint32_t person_before(const quote_work *work, uint32_t floor, uint32_t at) {
    const syn_report *report = work->report;
    for (uint32_t i = mention_at(report, at); i > 0; i--) {
        const syn_mention *m = &report->mentions.at[i - 1];
        if (m->span.begin < floor) break;
        if (m->span.end <= at && m->type == NAME_PERSON && m->entity != REPORT_NONE) return m->entity;
    }
    return REPORT_NONE;
}

/* Rule 4: what "that" or "who" stands for. */
static bool resolve_relative(speaker_scan *scan, attribution *a) {
    const quote_work *work = scan->work;
    const syn_report *report = work->report;
    const quote_frame *frame = &work->frames.at[a->frame];
    bool who = item_role(work, a->source.first) == ROLE_WHO;
    for (uint32_t i = a->source.first; !who && i > frame->first && a->source.first - i < PHRASE_ITEMS / 2; i--) {
        if (!is_document(work, i - 1)) continue;
        uint32_t first = i - 1;
        while (first > frame->first && (tag_in(item_tag(work, first - 1), IS(DET) | IS(POSSESSIVE_DET)))) first--;
        take(a, REPORT_NONE, report_slice(report, quotes_span(work, (item_range){first, i})));
        return true;
    }
    if (a->source.first <= frame->first) return false;
    uint32_t before = a->source.first - 1;
    if (item_tag(work, before) == TAG_COMMA && before > frame->first) before--;
    uint32_t end = work->items.at[before].end;
    for (uint32_t i = mention_at(report, work->items.at[before].begin); i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->span.begin >= end) break;
        if (m->entity == REPORT_NONE || m->span.end < work->items.at[before].begin || (m->type == NAME_PLACE && who))
            continue;
        take(a, m->entity, entity_name(work, m->entity));
        return true;
    }
    return false;
}

/* True if a word of the entity's name or role fits the kind of body that a noun names: "air" in "Air Gale", "Gale
 * Airways". */
static bool body_fits(const quote_work *work, uint32_t entity, const char *kind, uint64_t noun) {
    const syn_report *report = work->report;
    syn_span span = work->entities[entity].name;
    for (uint32_t w = report_word_at(report, span.begin); w < report->words.n && report->words.at[w].begin < span.end; w++) {
        if (report->words.at[w].fold == noun) return true;
        const char *other = kind_of(work, w);
        if (other && strcmp(other, kind) == 0) return true;
    }
    return false;
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

/* Rule 5 for people: "the president" is the last person named with that title. */
static bool resolve_title(const quote_work *work, attribution *a, uint32_t head) {
    const syn_report *report = work->report;
    uint64_t noun = report->words.at[work->items.at[head].word].fold;
    uint32_t at = work->items.at[a->source.first].begin, steps = 0;
    for (uint32_t i = mention_at(report, at); i > 0 && steps < 64; i--, steps++) {
        const syn_mention *m = &report->mentions.at[i - 1];
        if (m->entity == REPORT_NONE || m->type != NAME_PERSON || m->span.end > at) continue;
        syn_span spans[2] = {work->entities[m->entity].role, m->title};
        for (int s = 0; s < 2; s++) {
            if (!span_present(spans[s])) continue;
            uint32_t w = report_word_at(report, spans[s].begin), last = w;
            /* The head of the title is its last word: "Vice President" is one, "president's aide" is none. */
            for (; w < report->words.n && report->words.at[w].begin < spans[s].end && w - last < 8; w++) {
                if (report->words.at[w].fold != noun) continue;
                take(a, m->entity, entity_name(work, m->entity));
                return true;
            }
        }
    }
    return false;
}

/* Rule 5 for bodies and documents. */
static bool resolve_body(speaker_scan *scan, attribution *a, uint32_t head) {
    const quote_work *work = scan->work;
    const char *kind = kind_of(work, work->items.at[head].word);
    uint64_t noun = work->report->words.at[work->items.at[head].word].fold;
    if (!kind) return false;
    if (kind_is_document(kind)) {
        if (strcmp(kind, "statement") != 0 || scan->n == 0) return false;
        for (unsigned i = 0; i < scan->n; i++) {
            if (scan->recent[i].document || scan->recent[i].person) continue;
            take(a, scan->recent[i].entity, scan->recent[i].speaker);
            return true;
        }
        return false;
    }
    uint32_t found = REPORT_NONE;
    for (uint32_t e = 0; e < work->report->entities.n && e < 256; e++) {
        uint8_t type = work->entities[e].type;
        if (type == NAME_PERSON || type == NAME_PLACE || !body_fits(work, e, kind, noun)) continue;
        bool spoke = false;
        for (unsigned i = 0; i < scan->n; i++) spoke = spoke || scan->recent[i].entity == e;
        if (found != REPORT_NONE && !spoke) continue;
        bool first = found == REPORT_NONE;
        bool found_spoke = false;
        for (unsigned i = 0; !first && i < scan->n; i++) found_spoke = found_spoke || scan->recent[i].entity == found;
        if (!first && found_spoke) return false;  /* two bodies of the kind have spoken */
        found = e;
    }
    if (found == REPORT_NONE) return false;
    take(a, found, entity_name(work, found));
    return true;
}

/* The words of the source as the speaker's name, without brackets and what follows a comma. */
static syn_slice own_words(const quote_work *work, item_range source) {
    uint32_t past = source.first;
    while (past < source.past) {
        uint8_t tag = item_tag(work, past);
        if (tag_in(tag, IS(COMMA) | IS(OPEN) | IS(DASH) | IS(RELATIVE))) break;
        past++;
    }
    syn_span span = quotes_span(work, (item_range){source.first, past});
    return span_present(span) ? report_slice(work->report, span) : SLICE_NONE;
}

static void resolve(speaker_scan *scan, attribution *a) {
    quote_work *work = scan->work;
    const syn_report *report = work->report;
    uint32_t paragraph = work->frames.at[a->frame].paragraph;
    if (a->follows != REPORT_NONE) {
        const attribution *lead = &work->attributions.at[a->follows];
        take(a, lead->entity, lead->speaker);
        a->person = lead->person;
        return;
    }
    if (range_empty(a->source)) return;
    const syn_mention *name;
    uint32_t entity = named_entity(work, a->source, &name);
    uint32_t head = quotes_head(work, a->source);
    uint8_t tag = item_tag(work, a->source.first);
    bool person = false, document = false;
    const char *kind = NULL;
    if (entity != REPORT_NONE) {
        take(a, entity, entity_name(work, entity));
        person = work->entities[entity].type == NAME_PERSON;
    } else if (name) {
        take(a, REPORT_NONE, report_slice(report, name->span));
        person = name->type == NAME_PERSON;
    } else if (tag == TAG_PRONOUN) {
        person = item_role(work, a->source.first) == ROLE_PERSON;
        if (!resolve_pronoun(scan, a, paragraph)) {
            uint32_t begin = work->items.at[work->frames.at[a->frame].first].begin;
            uint32_t floor = begin > NEAR_BYTES ? begin - NEAR_BYTES : 0, near = REPORT_NONE;
            if (person) near = person_before(work, floor, work->items.at[a->source.first].begin);
            if (near != REPORT_NONE) take(a, near, entity_name(work, near));
        }
    } else if (tag_in(tag, IS(RELATIVE) | IS(THAT))) {
        (void)resolve_relative(scan, a);
    } else {
        kind = kind_of(work, work->items.at[head].word);
        document = kind_is_document(kind);
        bool definite = tag == TAG_DET || item_tag(work, head) == TAG_NAME || head == a->source.first;
        if (definite && kind) (void)resolve_body(scan, a, head);
        else if (item_role(work, a->source.first) == ROLE_THE && head == a->source.first + 1)
            (void)resolve_title(work, a, head);
        person = !kind;
    }
    if (!a->known && !tag_in(tag, IS(PRONOUN) | IS(RELATIVE) | IS(THAT)))
        take(a, REPORT_NONE, own_words(work, a->source));
    a->person = a->known && person;
    if (a->known && a->within == REPORT_NONE) remember(scan, a, paragraph, document, kind);
}

/* Keeps in mind the last document that is the subject of its sentence: "The letter, obtained by ..., calls for". */
static void note_document(speaker_scan *scan, uint32_t frame) {
    const quote_work *work = scan->work;
    const quote_frame *at = &work->frames.at[frame];
    for (uint32_t i = at->first; i < at->past && i < at->first + 4; i++) {
        if (item_tag(work, i) != TAG_WORD || !is_document(work, i)) continue;
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
