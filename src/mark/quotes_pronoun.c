/* quotes_pronoun.c - who is meant by "he", "she", "it", "they" as the source of a quote.
 *
 * In: an attribution whose source is a pronoun; mentions; the speakers before it. Out: its speaker, or false: unknown is an
 * answer.
 *
 * The idea, for he and she: each person named outside quotation marks in this paragraph and the two before is a candidate,
 * unless the gender is another's, or the name stands in what "he" says ("he called Hale late": not Hale). Candidates are
 * weighed by how near they stand, whether they are the subject of their clause, have spoken, or are an object or possessor
 * only. The best wins, of equals the nearest; but two persons of one sentence who weigh the same are nobody. "It" is the
 * last body or document that spoke; "they" who spoke right before, in the plural or as a body.
 *
 * Method: salience of antecedents, after S. Lappin and H. Leass, "An Algorithm for Pronominal Anaphora Resolution"
 * (Computational Linguistics 20, 1994), with whole numbers set by hand. */
#include "mark/quotes_speaker.h"
#include "mark/lexicon/lexicon.gen.h"

#define PRONOUN_MENTIONS 48u  /* mentions looked at before a pronoun */
#define NEAR_BYTES 900u       /* how far before the pronoun's sentence they may stand */
#define CANDIDATES 8

enum { SAME_SENTENCE = 46, NEAR_SENTENCE = 40, NEAR_PARAGRAPH = 30, NEXT_PARAGRAPH = 20, FAR_PARAGRAPH = 0,
       IS_SUBJECT = 24, HAS_SPOKEN = 16, SAME_GENDER = 12, IS_OBLIQUE = -16, IN_CONTENT = -14, IS_REPEATED = 3 };

typedef struct candidate { uint32_t entity; int weight; uint32_t frame; bool repeated; } candidate;

/* The item that holds a byte, or the next. */
static uint32_t item_at(const quote_work *work, uint32_t byte) {
    uint32_t low = 0, high = work->items.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (work->items.at[middle].end <= byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The same of frames and items, before frame `until`. */
static uint32_t frame_at(const quote_work *work, uint32_t item, uint32_t until) {
    uint32_t low = 0, high = until;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (work->frames.at[middle].past <= item) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* 'm' or 'f' for he or she. */
static char pronoun_gender(const quote_work *work, uint32_t item) {
    char c = work->report->text.ptr[work->items.at[item].begin];
    return c == 's' || c == 'S' ? 'f' : 'm';
}

static bool other_gender(const quote_work *work, uint32_t entity, char gender) {
    char own = work->entities[entity].gender;
    return (own == 'm' || own == 'f') && own != gender;
}

static bool in_content_of(const attribution *a, uint32_t item) {
    for (int c = 0; c < CONTENTS; c++)
        if (item >= a->content[c].first && item < a->content[c].past) return true;
    return false;
}

/* True if the entity is named in what the attribution says, outside quotation marks, or is told it: then its pronoun is
 * somebody else. */
static bool named_in(const quote_work *work, const attribution *a, uint32_t entity) {
    const syn_report *report = work->report;
    const item_range ranges[CONTENTS + 1] = {a->content[0], a->content[1], a->addressee};
    for (int r = 0; r <= CONTENTS; r++) {
        /* what stands before the pronoun may name him: "Hale was late, he said" */
        if (range_empty(ranges[r]) || ranges[r].first < a->source.first) continue;
        uint32_t end = work->items.at[ranges[r].past - 1].end, steps = 0;
        for (uint32_t i = quotes_mention_at(report, work->items.at[ranges[r].first].begin);
             i < report->mentions.n && report->mentions.at[i].span.begin < end && steps < PRONOUN_MENTIONS; i++, steps++) {
            const syn_mention *m = &report->mentions.at[i];
            if (m->entity != entity || m->form != FORM_NAME) continue;
            if (item_tag(work, item_at(work, m->span.begin)) != TAG_QUOTE) return true;
        }
    }
    return false;
}

/* What a mention's place in its sentence adds: subjects and speakers weigh more than objects. */
static int weigh_place(const quote_work *work, const syn_mention *m, uint32_t item, uint32_t frame) {
    const quote_frame *at = &work->frames.at[frame];
    uint32_t begin = item, end = item;
    if (span_present(m->title) && m->title.begin < m->span.begin) begin = item_at(work, m->title.begin);
    while (end + 1 < at->past && work->items.at[end].end < m->span.end) end++;
    if (begin > at->first && (tag_in(item_tag(work, begin - 1), IS(DET) | IS(POSSESSIVE_DET)))) begin--;
    int weight = 0;
    for (uint32_t a = at->attribution; a < at->attribution + at->attributions; a++) {
        const attribution *other = &work->attributions.at[a];
        if (item >= other->source.first && item < other->source.past && other->known && other->entity == m->entity)
            return IS_SUBJECT + HAS_SPOKEN;
        if (in_content_of(other, item)) weight = IN_CONTENT;
    }
    uint8_t next = end + 1 < at->past ? item_tag(work, end + 1) : (uint8_t)TAG_STOP;
    if (next == TAG_POSSESSIVE) return weight + IS_OBLIQUE;
    if (begin > at->first && (tag_in(item_tag(work, begin - 1), IS(PREP) | IS(TO)))) return weight + IS_OBLIQUE;
    bool opens = begin == at->first || tag_in(item_tag(work, begin - 1), IS(COMMA) | IS(SUB) | IS(CONJ));
    uint8_t upos = end + 1 < at->past && next == TAG_WORD ? item_upos(work, end + 1) : (uint8_t)UPOS_NONE;
    bool verb = tag_in(next, IS(BE) | IS(AUX) | IS(ADVERB)) || upos == UPOS_VERB || upos == UPOS_AUX;
    if (begin == at->first || verb || (opens && next == TAG_COMMA)) weight += IS_SUBJECT;
    return weight;
}

static void offer(candidate *list, unsigned *n, candidate c) {
    for (unsigned i = 0; i < *n; i++) {
        if (list[i].entity != c.entity) continue;
        if (!list[i].repeated) list[i].weight += IS_REPEATED;
        list[i].repeated = true;
        if (c.weight > list[i].weight) list[i].weight = c.weight;
        return;
    }
    if (*n < CANDIDATES) list[(*n)++] = c;
}

/* The persons whom a pronoun may mean, nearest first. */
static unsigned gather(const speaker_scan *scan, const attribution *a, candidate *list) {
    const quote_work *work = scan->work;
    const syn_report *report = work->report;
    char gender = pronoun_gender(work, a->source.first);
    uint32_t at = work->items.at[a->source.first].begin, begin = work->items.at[work->frames.at[a->frame].first].begin;
    uint32_t floor = begin > NEAR_BYTES ? begin - NEAR_BYTES : 0, paragraph = work->frames.at[a->frame].paragraph;
    unsigned n = 0;
    uint32_t steps = 0;
    for (uint32_t i = quotes_mention_at(report, at); i > 0 && steps < PRONOUN_MENTIONS; i--, steps++) {
        const syn_mention *m = &report->mentions.at[i - 1];
        if (m->span.begin < floor) break;
        if (m->span.end > at || m->type != NAME_PERSON || m->entity == REPORT_NONE) continue;
        if (other_gender(work, m->entity, gender)) continue;
        uint32_t item = item_at(work, m->span.begin), frame = frame_at(work, item, a->frame + 1);
        if (item >= work->items.n || item_tag(work, item) == TAG_QUOTE || frame > a->frame) continue;
        uint32_t away = paragraph - work->frames.at[frame].paragraph;
        if (away >= SPEAKER_PARAGRAPHS) break;
        if (named_in(work, a, m->entity)) continue;
        int near = a->frame == frame ? SAME_SENTENCE : a->frame - frame == 1 && away == 0 ? NEAR_SENTENCE
                 : away == 0 ? NEAR_PARAGRAPH : away == 1 ? NEXT_PARAGRAPH : FAR_PARAGRAPH;
        int weight = near + weigh_place(work, m, item, frame);
        if (work->entities[m->entity].gender == gender) weight += SAME_GENDER;
        offer(list, &n, (candidate){m->entity, weight, frame, false});
    }
    return n;
}

/* True if a speaker without a name may be he or she: "a doctor", not "a study"; "a spokeswoman" is no he. */
static bool unnamed_fits(const quote_work *work, const attribution *a, syn_slice speaker) {
    const syn_report *report = work->report;
    uint32_t begin = (uint32_t)(speaker.ptr - report->text.ptr), end = begin + (uint32_t)speaker.len;
    char gender = pronoun_gender(work, a->source.first);
    for (uint32_t w = report_word_at(report, begin); w < report->words.n && report->words.at[w].begin < end; w++) {
        const lexicon_entry *own = lexicon_word(&lexicon_mark_person_gender, report->words.at[w].fold);
        if (own) return own->value[0] == gender;
        syn_slice word = slice_cut(report->text, report->words.at[w].begin, report->words.at[w].end);
        bool woman = slice_ends(word, SLICE_LIT("woman"));
        if (woman || slice_ends(word, SLICE_LIT("man"))) return gender == (woman ? 'f' : 'm');
        uint64_t fold = report->words.at[w].fold;
        if (lexicon_word(&lexicon_mark_person_office, fold) || lexicon_word(&lexicon_mark_name_title, fold)) return true;
        if (report->words.at[w].upos == UPOS_ADP) break;
    }
    return false;
}

/* True if "the president" or the like, whom nothing names, stands before the pronoun in its sentence: he may be meant. */
static bool stranger_before(const quote_work *work, const attribution *a) {
    const syn_report *report = work->report;
    for (uint32_t i = work->frames.at[a->frame].first; i + 1 < a->source.first; i++) {
        if (item_role(work, i) != ROLE_THE || item_tag(work, i) != TAG_DET || item_tag(work, i + 1) != TAG_WORD) continue;
        const quote_item *noun = &work->items.at[i + 1];
        if (!lexicon_word(&lexicon_mark_person_office, report->words.at[noun->word].fold)) continue;
        uint32_t m = quotes_mention_at(report, noun->begin);
        bool known = m < report->mentions.n && report->mentions.at[m].span.begin < noun->end;
        if (!known && !in_content_of(a, i)) return true;
    }
    return false;
}

static bool resolve_person(speaker_scan *scan, attribution *a) {
    const quote_work *work = scan->work;
    candidate list[CANDIDATES];
    unsigned n = gather(scan, a, list), best = 0;
    uint32_t paragraph = work->frames.at[a->frame].paragraph;
    for (unsigned i = 0; i < scan->n; i++) {
        /* who spoke last and is not named again: "he added" goes on with him */
        const recent_speaker *r = &scan->recent[i];
        uint32_t away = paragraph - r->paragraph;
        if (away >= SPEAKER_PARAGRAPHS) break;
        if (!r->person || r->plural) continue;
        int weight = (away == 0 ? NEAR_SENTENCE : away == 1 ? NEXT_PARAGRAPH : FAR_PARAGRAPH) + IS_SUBJECT + HAS_SPOKEN;
        if (r->entity == REPORT_NONE) {
            if (!unnamed_fits(work, a, r->speaker)) continue;
            bool beaten = false;
            for (unsigned k = 0; k < n; k++) beaten = beaten || list[k].weight >= weight;
            if (beaten) break;
            speaker_take(a, REPORT_NONE, r->speaker);
            return true;
        }
        char gender = pronoun_gender(work, a->source.first);
        if (other_gender(work, r->entity, gender) || named_in(work, a, r->entity)) continue;
        if (work->entities[r->entity].gender == gender) weight += SAME_GENDER;
        offer(list, &n, (candidate){r->entity, weight, REPORT_NONE, false});
        break;
    }
    if (n == 0) return false;
    for (unsigned i = 1; i < n; i++)
        if (list[i].weight > list[best].weight) best = i;
    for (unsigned i = 0; i < n; i++)
        if (i != best && list[i].weight == list[best].weight && list[i].frame == list[best].frame) return false;
    if (list[best].frame != a->frame && stranger_before(work, a)) return false;
    speaker_take(a, list[best].entity, speaker_entity(work, list[best].entity));
    return true;
}

/* "Gale Air has closed what it calls a "relic"": the only body or country that is a subject in this sentence before "it". */
static bool subject_body(const quote_work *work, attribution *a) {
    const syn_report *report = work->report;
    const quote_frame *frame = &work->frames.at[a->frame];
    uint32_t at = work->items.at[a->source.first].begin, begin = work->items.at[frame->first].begin, found = REPORT_NONE;
    uint32_t steps = 0;
    for (uint32_t i = quotes_mention_at(report, at); i > 0 && steps < PRONOUN_MENTIONS; i--, steps++) {
        const syn_mention *m = &report->mentions.at[i - 1];
        if (m->span.begin < begin) break;
        if (m->span.end > at || m->entity == REPORT_NONE || (m->type != NAME_ORGANIZATION && m->type != NAME_PLACE)) continue;
        uint32_t item = item_at(work, m->span.begin);
        if (item_tag(work, item) == TAG_QUOTE || weigh_place(work, m, item, a->frame) < IS_SUBJECT) continue;
        if (found != REPORT_NONE && found != m->entity) return false;
        found = m->entity;
    }
    if (found == REPORT_NONE) return false;
    speaker_take(a, found, speaker_entity(work, found));
    return true;
}

/* The last body, document or group that spoke. */
static bool resolve_thing(speaker_scan *scan, attribution *a, bool group) {
    const quote_work *work = scan->work;
    uint32_t paragraph = work->frames.at[a->frame].paragraph;
    if (!group && a->source.first > work->frames.at[a->frame].first && subject_body(work, a)) return true;
    if (!group && a->value[0] == 'r' && span_present(scan->document) &&
        paragraph - scan->document_paragraph < SPEAKER_PARAGRAPHS) {
        speaker_take(a, REPORT_NONE, report_slice(work->report, scan->document));
        return true;
    }
    for (unsigned i = 0; i < scan->n; i++) {
        const recent_speaker *r = &scan->recent[i];
        if (paragraph - r->paragraph >= SPEAKER_PARAGRAPHS) break;
        if (group) {
            bool apt = i == 0 && r->speech && cue_speech(a->value) && paragraph - r->paragraph < 2;
            if (!apt || r->document || (r->person && !r->plural)) return false;
        } else if (r->person || r->plural) {
            continue;
        }
        speaker_take(a, r->entity, r->speaker);
        return true;
    }
    return false;
}

bool speaker_pronoun(speaker_scan *scan, attribution *a) {
    const quote_work *work = scan->work;
    uint8_t role = item_role(work, a->source.first);
    if (role == ROLE_THING || role == ROLE_GROUP) return resolve_thing(scan, a, role == ROLE_GROUP);
    if (role != ROLE_PERSON) return false;
    if (a->within != REPORT_NONE && work->attributions.at[a->within].person) {
        const attribution *outer = &work->attributions.at[a->within];  /* "Hale said that he thought": Hale */
        char gender = pronoun_gender(work, a->source.first);
        bool named = outer->entity != REPORT_NONE;
        if (!named || !(other_gender(work, outer->entity, gender) || named_in(work, a, outer->entity))) {
            speaker_take(a, outer->entity, outer->speaker);
            return true;
        }
    }
    return resolve_person(scan, a);
}
