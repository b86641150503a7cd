/* quotes_refer.c - who is meant by "who", "the airline", "the statement", "the president" as the source of a quote.
 *
 * In: an attribution whose source is such a word; the speakers before it. Out: its speaker.
 *
 * - who, which, that: the person right before it, past an apposition between commas ("Hale, the mayor, who said"); a
 *   document there ("a letter from Hale that stressed") is the speaker; else the noun phrase itself ("groups that say").
 * - "the statement": who gave the last statement. "The airline", "the ministry": the only body of that kind that has spoken
 *   so far. "The president": the last person of that title who was named; else the only one whom an apposition calls so, or
 *   who gets the title later. "The firm": the only organization that has spoken of late. */
#include "mark/quotes_speaker.h"
#include "mark/lexicon/lexicon.gen.h"

#define RELATIVE_ITEMS 24u  /* how far before "who" its noun phrase begins */
#define BODY_ENTITIES 256u  /* entities looked at for "the airline" */
#define TITLE_MENTIONS 64u  /* how many mentions back, or ahead, "the president" may point */
#define APPOSED_WORDS 8u    /* words of an apposition before its head */

/* ---- who, which, that ---- */

/* The document that "that" stands for: "a letter from Hale that stressed"; false if there is none. */
static bool relative_document(const quote_work *work, attribution *a, uint32_t first) {
    for (uint32_t i = a->source.first; i > first && a->source.first - i < PHRASE_ITEMS / 2; i--) {
        if (!speaker_document(work, i - 1)) continue;
        uint32_t from = i - 1;
        while (from > first && (tag_in(item_tag(work, from - 1), IS(DET) | IS(POSSESSIVE_DET)))) from--;
        speaker_take(a, REPORT_NONE, report_slice(work->report, quotes_span(work, (item_range){from, i})));
        return true;
    }
    return false;
}

/* The last mention with an entity that touches an item; NULL if there is none. */
static const syn_mention *mention_on(const quote_work *work, uint32_t item) {
    const syn_report *report = work->report;
    const quote_item *at = &work->items.at[item];
    const syn_mention *found = NULL;
    for (uint32_t i = quotes_mention_at(report, at->begin); i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        if (m->span.begin >= at->end) break;
        if (m->entity != REPORT_NONE && m->span.end >= at->end) found = m;
    }
    return found;
}

/* The first item of the noun phrase that ends before `past`; `over` prepositions are part of it. */
static uint32_t phrase_begin(const quote_work *work, uint32_t first, uint32_t past, unsigned over) {
    uint32_t at = past;
    while (at > first && past - at < RELATIVE_ITEMS) {
        uint8_t tag = item_tag(work, at - 1), upos = item_upos(work, at - 1);
        bool part = tag_in(tag, IS(NAME) | IS(NUMBER) | IS(POSSESSIVE) | IS(OTHER));
        if (tag == TAG_WORD)
            part = at == past || upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_PROPN || upos == UPOS_NUM ||
                   upos == UPOS_NONE;
        if (tag == TAG_PREP && over > 0 && at < past) {
            over--;
            part = true;
        }
        bool leads = tag_in(tag, IS(DET) | IS(POSSESSIVE_DET));
        if (!part && !leads) break;
        at--;
        if (leads && (over == 0 || at == first || item_tag(work, at - 1) != TAG_PREP)) break;
    }
    while (at < past && tag_in(item_tag(work, at), IS(PREP) | IS(POSSESSIVE) | IS(OTHER))) at++;
    return at;
}

/* "Ida Hale of Norland": the last item of the name, if a place behind "of" ends at `item`; else `item`. */
static uint32_t over_place(const quote_work *work, uint32_t first, uint32_t item) {
    const syn_mention *m = mention_on(work, item);
    if (!m || m->type != NAME_PLACE) return item;
    uint32_t at = item;
    while (at > first && work->items.at[at].begin > m->span.begin) at--;
    return at > first + 1 && item_role(work, at - 1) == ROLE_OF ? at - 2 : item;
}

/* True if the phrase that begins at `begin` stands behind a comma as an apposition to a person: "Hale, the mayor". */
static bool apposed(const quote_work *work, uint32_t first, uint32_t begin) {
    if (begin < first + 2 || item_tag(work, begin - 1) != TAG_COMMA) return false;
    const syn_mention *m = mention_on(work, over_place(work, first, begin - 2));
    return m && m->type == NAME_PERSON && tag_in(item_tag(work, begin), IS(DET) | IS(POSSESSIVE_DET) | IS(WORD) | IS(NAME));
}

/* True if a body or person right before ", which" is meant, no document before it: "over the objections of the board,
 * which", but not "a letter from the board, which". */
static bool names_other(const quote_work *work, uint32_t first, uint32_t relative) {
    if (relative < first + 3 || item_tag(work, relative - 1) != TAG_COMMA) return false;
    const syn_mention *m = mention_on(work, relative - 2);
    if (!m || m->type == NAME_PLACE || m->type == NAME_OTHER) return false;
    uint32_t at = relative - 2;
    while (at > first && work->items.at[at].begin > m->span.begin) at--;
    while (at > first && tag_in(item_tag(work, at - 1), IS(DET) | IS(POSSESSIVE_DET))) at--;
    if (at < first + 2 || item_tag(work, at - 1) != TAG_PREP) return true;
    return !speaker_document(work, at - 2);
}

bool speaker_relative(speaker_scan *scan, attribution *a) {
    const quote_work *work = scan->work;
    uint32_t first = work->frames.at[a->frame].first, before = a->source.first;
    bool who = item_role(work, a->source.first) == ROLE_WHO;
    if (!who && !names_other(work, first, before) && relative_document(work, a, first)) return true;
    if (before <= first) return false;
    bool parted = tag_in(item_tag(work, before - 1), IS(COMMA) | IS(DASH) | IS(OPEN)) && before - 1 > first;
    if (parted) before--;
    uint32_t begin = before;
    for (unsigned pieces = 0; pieces < 3 && before > first; pieces++) {
        const syn_mention *m = mention_on(work, before - 1);
        begin = phrase_begin(work, first, before, 0);
        /* "a friend of Hale who said": not Hale */
        bool led = begin > first + 1 && item_tag(work, begin - 1) == TAG_PREP && tag_is_word(item_tag(work, begin - 2));
        if (m && (m->type == NAME_OTHER || (m->type == NAME_PLACE && (who || led)))) m = NULL;
        if (m && (parted || !led)) {
            speaker_take(a, m->entity, speaker_entity(work, m->entity));
            a->person = m->type == NAME_PERSON;
            return true;
        }
        bool bare = begin < before && !tag_in(item_tag(work, begin), IS(DET) | IS(POSSESSIVE_DET));
        if (led && bare && mention_on(work, before - 1)) begin = phrase_begin(work, first, before, 1);
        if (!apposed(work, first, begin)) break;
        before = over_place(work, first, begin - 2) + 1;
        parted = true;
    }
    /* "the woman, who": whom an apposition calls a woman */
    attribution noun = {.source = {begin, before}};
    if (before == begin + 2 && item_role(work, begin) == ROLE_THE && speaker_title(work, &noun, begin + 1)) {
        speaker_take(a, noun.entity, noun.speaker);
        a->person = true;
        return true;
    }
    syn_slice words = begin < before ? speaker_words(work, (item_range){begin, before}) : SLICE_NONE;
    if (words.len == 0) return false;
    speaker_take(a, REPORT_NONE, words);
    a->person = who;
    return true;
}

/* ---- "the airline", "the president" ---- */

static const char *kind_of_word(const quote_work *work, uint32_t word) {
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_quote_nouns, work->report->words.at[word].fold);
    return entry ? entry->value : NULL;
}

/* True if a word of the entity's name or role fits the kind of body that a noun names: "air" in "Air Gale", "Gale
 * Airways". */
static bool body_fits(const quote_work *work, uint32_t entity, const char *kind, uint64_t noun) {
    const syn_report *report = work->report;
    syn_span span = work->entities[entity].name;
    for (uint32_t w = report_word_at(report, span.begin); w < report->words.n && report->words.at[w].begin < span.end; w++) {
        if (report->words.at[w].fold == noun) return true;
        const char *other = strcmp(kind, "group") == 0 ? NULL : kind_of_word(work, w);
        if (other && strcmp(other, kind) == 0) return true;
    }
    return false;
}

/* True if a word of the span is the noun as its head: "president" in "President" and "president of the port", not in "vice
 * president", "former president", "president's aide". */
static bool titled(const syn_report *report, syn_span span, uint64_t noun) {
    uint32_t first = report_word_at(report, span.begin);
    for (uint32_t w = first; w < report->words.n && report->words.at[w].begin < span.end && w - first < 8; w++) {
        if (report->words.at[w].fold != noun) continue;
        const syn_word *next = w + 1 < report->words.n ? &report->words.at[w + 1] : NULL;
        bool last = !next || next->begin >= span.end || next->upos == UPOS_ADP || next->kind == WORD_PUNCT ||
                    next->upos == UPOS_CCONJ || (next->flags & WORD_CAPITAL);
        bool lesser = w > first && lexicon_word(&lexicon_mark_quote_lesser, report->words.at[w - 1].fold);
        return last && !lesser && (!next || next->kind != WORD_POSSESSIVE);
    }
    return false;
}

/* True if a word of the span has this fold. */
static bool holds_word(const syn_report *report, syn_span span, uint64_t fold) {
    uint32_t first = report_word_at(report, span.begin);
    for (uint32_t w = first; w < report->words.n && report->words.at[w].begin < span.end && w - first < 8; w++)
        if (report->words.at[w].fold == fold) return true;
    return false;
}

/* What "the House speaker" asks of a person: the noun, and the word before it, or 0. */
typedef struct asked { uint64_t noun, modifier; } asked;

static bool is_asked(const syn_word *words, uint32_t w, asked a) {
    return words[w].fold == a.noun && (!a.modifier || (w > 0 && words[w - 1].fold == a.modifier));
}

/* True if an apposition to the mention has the noun as its head: "the judge, Capt. Ida Hale", "Ida Hale, a young judge who". */
static bool apposed_noun(const syn_report *report, const syn_mention *m, asked a) {
    const syn_word *words = report->words.at;
    uint32_t w = report_word_at(report, span_present(m->title) && m->title.begin < m->span.begin ? m->title.begin : m->span.begin);
    for (unsigned steps = 0; w > 0 && steps < 3 && words[w - 1].kind == WORD_LETTERS && (words[w - 1].flags & WORD_CAPITAL); steps++)
        w--;
    if (w > 1 && report->text.ptr[words[w - 1].begin] == ',' && is_asked(words, w - 2, a)) return true;
    uint32_t behind = report_word_at(report, m->span.end);
    if (behind + 2 >= report->words.n || report->text.ptr[words[behind].begin] != ',' || words[behind + 1].upos != UPOS_DET)
        return false;
    for (w = behind + 2; w < report->words.n && w < behind + 2 + APPOSED_WORDS; w++) {
        if (words[w].kind == WORD_PUNCT && words[w].end - words[w].begin == 1 && report->text.ptr[words[w].begin] != '-') return false;
        if (words[w].upos == UPOS_ADP || words[w].upos == UPOS_VERB || words[w].upos == UPOS_AUX) return false;
        if (!is_asked(words, w, a)) continue;
        const syn_word *next = w + 1 < report->words.n ? &words[w + 1] : NULL;
        return !next || next->kind == WORD_PUNCT || next->upos == UPOS_ADP || next->upos == UPOS_PRON || next->upos == UPOS_VERB;
    }
    return false;
}

static bool has_title(const quote_work *work, const syn_mention *m, asked a) {
    const syn_report *report = work->report;
    syn_span role = work->entities[m->entity].role;
    bool title = span_present(m->title) && titled(report, m->title, a.noun);
    bool alone = title && a.modifier && report_word_at(report, m->title.end - 1) == report_word_at(report, m->title.begin) &&
                 !lexicon_word(&lexicon_mark_quote_lesser, a.modifier);  /* "Speaker Hale": "the House speaker" */
    if (title && (!a.modifier || alone || holds_word(report, m->title, a.modifier))) return true;
    return span_present(role) && titled(report, role, a.noun) && (!a.modifier || holds_word(report, role, a.modifier));
}

static bool is_named_person(const syn_mention *m) {
    return m->entity != REPORT_NONE && m->type == NAME_PERSON && m->form == FORM_NAME;
}

/* "The president" is the last person named with that title; else the only one whom an apposition calls so ("the judge, Ida
 * Hale, said"), before or behind; else the only one who gets that title later. */
bool speaker_title(const quote_work *work, attribution *a, uint32_t head) {
    const syn_report *report = work->report;
    uint32_t at = work->items.at[a->source.first].begin, steps = 0, found = REPORT_NONE, apposed_to = REPORT_NONE;
    asked want = {report->words.at[work->items.at[head].word].fold, 0};
    if (head == a->source.first + 2) want.modifier = report->words.at[work->items.at[head - 1].past - 1].fold;
    uint32_t here = quotes_mention_at(report, at);
    bool two = false;
    for (uint32_t i = here; i > 0 && steps < TITLE_MENTIONS; i--, steps++) {
        const syn_mention *m = &report->mentions.at[i - 1];
        if (m->entity == REPORT_NONE || m->type != NAME_PERSON || m->span.end > at) continue;
        if (has_title(work, m, want)) {
            found = m->entity;
            break;
        }
        if (!is_named_person(m) || !apposed_noun(report, m, want)) continue;
        two = two || (apposed_to != REPORT_NONE && apposed_to != m->entity);
        apposed_to = m->entity;
    }
    if (found == REPORT_NONE && !two) found = apposed_to;
    bool later = found == REPORT_NONE && !two;
    steps = 0;
    for (uint32_t i = here; later && i < report->mentions.n && steps < TITLE_MENTIONS; i++, steps++) {
        const syn_mention *m = &report->mentions.at[i];
        if (!is_named_person(m) || m->span.begin < at) continue;
        if (!has_title(work, m, want) && !apposed_noun(report, m, want)) continue;
        two = two || (found != REPORT_NONE && found != m->entity);
        found = m->entity;
    }
    if (found == REPORT_NONE || two) return false;
    speaker_take(a, found, speaker_entity(work, found));
    return true;
}

static bool spoke(const speaker_scan *scan, uint32_t entity) {
    for (unsigned i = 0; i < scan->n; i++)
        if (scan->recent[i].entity == entity) return true;
    return false;
}

/* The body that spoke last, at most so many paragraphs before. */
static bool last_statement(const speaker_scan *scan, attribution *a, uint32_t paragraphs) {
    uint32_t paragraph = scan->work->frames.at[a->frame].paragraph;
    for (unsigned i = 0; i < scan->n; i++) {
        const recent_speaker *r = &scan->recent[i];
        if (paragraph - r->paragraph >= paragraphs) return false;
        if (r->document || r->person) continue;
        speaker_take(a, r->entity, r->speaker);
        return true;
    }
    return false;
}

/* "The firm", where no name says that it is one: the only organization that has spoken of late. */
static bool last_body(const speaker_scan *scan, attribution *a) {
    uint32_t found = REPORT_NONE;
    for (unsigned i = 0; i < scan->n; i++) {
        uint32_t entity = scan->recent[i].entity;
        if (entity == REPORT_NONE || scan->work->entities[entity].type != NAME_ORGANIZATION) continue;
        if (found != REPORT_NONE && found != entity) return false;
        found = entity;
    }
    if (found == REPORT_NONE) return false;
    speaker_take(a, found, speaker_entity(scan->work, found));
    return true;
}

bool speaker_body(speaker_scan *scan, attribution *a, uint32_t head) {
    const quote_work *work = scan->work;
    const char *kind = quotes_noun_kind(work, head);
    uint64_t noun = work->report->words.at[work->items.at[head].word].fold;
    if (!kind) return false;
    if (kind_is_document(kind)) return strcmp(kind, "statement") == 0 && last_statement(scan, a, STATEMENT_PARAGRAPHS);
    if (strcmp(kind, "body") == 0) return last_statement(scan, a, SPEAKER_PARAGRAPHS);
    uint32_t found = REPORT_NONE, rival = 0, spoken = 0;
    for (uint32_t e = 0; e < work->report->entities.n && e < BODY_ENTITIES; e++) {
        uint8_t type = work->entities[e].type;
        if (type == NAME_PERSON || type == NAME_PLACE || !body_fits(work, e, kind, noun)) continue;
        bool own = spoke(scan, e);
        if (own && spoken++ > 0) return false;  /* two of the kind have spoken */
        bool more = found == REPORT_NONE || work->entities[e].mentions > work->entities[found].mentions;
        uint32_t other = found;
        if (own || (spoken == 0 && more)) found = e;
        else other = e;
        if (other != REPORT_NONE && work->entities[other].mentions > rival) rival = work->entities[other].mentions;
    }
    if (found == REPORT_NONE && strcmp(kind, "company") == 0) return last_body(scan, a);
    /* of several of which none has spoken, one that is named far more often */
    if (found == REPORT_NONE || (spoken == 0 && work->entities[found].mentions < 2 * rival)) return false;
    speaker_take(a, found, speaker_entity(work, found));
    return true;
}
