/* agents.c - who did it: left open in one report ("a protester was shot"), told in another ("police shot a protester").
 *
 * In: words with their parts of speech, names, numbers, statements. Out: differences of kind initiator, how HOW_AGENTLESS.
 * Deeds are forms of verbs of which it matters who did it (lexicon/en/deeds.txt). One is agentless behind a form of "be"
 * (lexicon/en/passives.txt) where no "by" follows in its sentence; one has an agent where a name or a body, group or office
 * (lexicon/en/doers.txt) is its subject, or stands behind "by". Two of one class of two reports are one deed where it was done to
 * the same: one head noun or name, no two counts; and where their statements are alike or hold rare words in common. The report
 * without an agent must not tell who: it has no deed of the class with an agent, and the other's doer stands neither near the deed (speakers
 * aside: "was shot, police said") nor beside a word of the class; a person nowhere. That police arrest is no news.
 * Deeds of one class are chained, TRIED of them looked at for each. Not done: bare participles ("two men held in Harlby"),
 * deeds told by a noun ("the killing of"), subjects that a clause inherits. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "text/background.h"

#define LIKE 0.25           /* likeness of the two statements ... */
#define LEAST_COMMON 13.0   /* ... or weight of the words that their sentences have in common */
#define LEAST_WORDS 2       /* ... and how many */
#define UNREAL_REACH 5      /* words before the deed that can make it no plain deed */
#define PHRASE 10           /* words of one noun phrase */
#define NEAR 1              /* sentences on each side of the deed in which the doer tells who did it */
#define TRIED 64
#define MOST_DEEDS 4096
#define MOST_NEAR 1000      /* looks at the words of a whole report */

typedef struct party {      /* whom it was done to, or by whom */
    uint32_t person;        /* of its head, or REPORT_NONE */
    uint64_t head;          /* class of its head noun */
    uint64_t near;          /* ... of the noun nearest to the verb ("dozens of people") */
    double count;           /* how many, 0 where no number says so */
    syn_span span;
} party;

typedef struct deed {
    uint32_t report, sentence, word;
    const char *class;      /* value of its entry */
    uint64_t class_key;
    bool passive, agent;
    party to, by;
    syn_span mark;
    uint32_t next;          /* deed of the class before it */
} deed;

static syn_slice word_text(const syn_report *r, uint32_t w) { return slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end); }
static bool word_is(const syn_report *r, uint32_t w, const char *text) {
    return w < r->words.n && slice_equal_ascii_case(word_text(r, w), slice_str(text));
}
static bool is_nominal(const syn_word *w) {
    return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN || w->upos == UPOS_ADJ || w->upos == UPOS_NUM || w->upos == UPOS_DET ||
           w->kind == WORD_POSSESSIVE;
}
static bool is_noun(const syn_word *w) { return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN; }

/* The class of a doer's noun ("officers": police), else of the word. */
static uint64_t doer_class(const syn_report *r, uint32_t w, uint32_t end) {
    const lexicon_entry *doer = lexicon_match(&lexicon_compare_doers, r->words.at, w, end);
    return doer ? slice_hash(slice_str(doer->value)) : word_class(r, w);
}

/* Reads the nouns from `from` to `end` into a party; its head is the last noun before a preposition. */
static void party_read(const story *s, uint32_t report, uint32_t from, uint32_t end, party *p) {
    const syn_report *r = s->reports[report];
    *p = (party){.person = REPORT_NONE, .span = {r->words.at[from].begin, r->words.at[end - 1].end}};
    bool open = true;
    for (uint32_t w = from; w < end; w++) {
        const syn_word *word = &r->words.at[w];
        uint32_t m = s->mention_at[report][w];
        if (m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE && open && is_noun(word)) {
            p->person = s->person_of[report][r->mentions.at[m].entity];
        } else if (open && word->upos == UPOS_NOUN) {
            p->person = REPORT_NONE;
        }
        if (word->upos == UPOS_ADP && p->head) open = false;
        if (!is_noun(word) || timex_covers(r, word->begin)) continue;
        if (open) p->head = word_class(r, w);
        p->near = word_class(r, w);
    }
    for (uint32_t n = 0; n < r->numbers.n && r->numbers.at[n].span.begin < p->span.end; n++)
        if (r->numbers.at[n].span.begin >= p->span.begin && r->numbers.at[n].kind == NUMBER_COUNT && !number_is_range(&r->numbers.at[n]))
            p->count = r->numbers.at[n].value;
}

/* The noun phrase that ends before `end`, with phrases that prepositions tie to it: its first word, or `end`. */
static uint32_t phrase_before(const syn_report *r, uint32_t first, uint32_t end, bool *tied) {
    uint32_t w = end;
    *tied = false;
    while (w > first && end - w < PHRASE && is_nominal(&r->words.at[w - 1]) && !timex_covers(r, r->words.at[w - 1].begin)) {
        w--;
        if (r->words.at[w].upos == UPOS_DET) break;
    }
    if (w < end && w > first && r->words.at[w - 1].upos == UPOS_ADP) *tied = true;
    return w;
}

/* The subject whose verb group begins at `verb`; "who" and "that" lead to the noun before them. */
static bool subject_of(const story *s, uint32_t report, uint32_t first, uint32_t verb, party *out) {
    const syn_report *r = s->reports[report];
    uint32_t end = verb;
    while (end > first && (r->words.at[end - 1].upos == UPOS_ADV || r->words.at[end - 1].upos == UPOS_AUX)) end--;
    if (end > first && (word_is(r, end - 1, "who") || word_is(r, end - 1, "that") || word_is(r, end - 1, "which"))) {
        end--;
        if (end > first && word_is(r, end - 1, ",")) end--;
    }
    if (end == first) return false;
    uint32_t m = s->mention_at[report][end - 1];
    if (m != REPORT_NONE && r->mentions.at[m].form == FORM_PRONOUN && r->mentions.at[m].entity != REPORT_NONE) {
        *out = (party){.person = s->person_of[report][r->mentions.at[m].entity], .span = r->mentions.at[m].span};
        return out->person != REPORT_NONE;
    }
    bool tied;
    uint32_t from = phrase_before(r, first, end, &tied), head = from;
    if (from == end) return false;
    for (unsigned n = 0; tied && n < 3; n++) {  /* "a man in his 40s", "in Harlby" */
        uint32_t before = phrase_before(r, first, from - 1, &tied);
        if (before == from - 1) break;
        head = from = before;
    }
    if (tied) return false;
    party_read(s, report, head, end, out);
    return out->head != 0;
}

/* What stands behind the verb at once. */
static bool object_of(const story *s, uint32_t report, uint32_t from, uint32_t end, party *out) {
    const syn_report *r = s->reports[report];
    while (from < end && (r->words.at[from].upos == UPOS_ADV || word_is(r, from, "dead"))) from++;
    uint32_t w = from, m = from < end ? s->mention_at[report][from] : REPORT_NONE;
    if (m != REPORT_NONE && r->mentions.at[m].form == FORM_PRONOUN && r->mentions.at[m].entity != REPORT_NONE) {
        *out = (party){.person = s->person_of[report][r->mentions.at[m].entity], .span = r->mentions.at[m].span};
        return out->person != REPORT_NONE;
    }
    while (w < end && w - from < PHRASE &&
           (is_nominal(&r->words.at[w]) || (w > from && word_is(r, w, "of")) || (w > from && word_is(r, w, "-"))))
        w++;
    if (w == from || timex_covers(r, r->words.at[from].begin)) return false;
    party_read(s, report, from, w, out);
    return out->head != 0;
}

/* Is a party somebody whose deed tells something: a name, or a noun of lexicon/en/doers.txt as its head? */
static bool is_doer(const story *s, uint32_t report, party *p) {
    const syn_report *r = s->reports[report];
    if (p->person != REPORT_NONE)
        return s->out->people.at[p->person].type <= NAME_PLACE && s->out->people.at[p->person].form == PERSON_NAMED;
    uint32_t from = report_word_at(r, p->span.begin), end = from, last = REPORT_NONE;
    for (; end < r->words.n && r->words.at[end].begin < p->span.end && r->words.at[end].upos != UPOS_ADP; end++)
        if (is_noun(&r->words.at[end])) last = end;
    if (last == REPORT_NONE) return false;
    for (uint32_t w = last > from ? last - 1 : last; w <= last; w++) {
        const lexicon_entry *doer = lexicon_match(&lexicon_compare_doers, r->words.at, w, last + 1);
        if (!doer || w + doer->words != last + 1u) continue;
        p->head = slice_hash(slice_str(doer->value));
        return true;
    }
    return false;
}

static bool is_unreal(const syn_report *r, uint32_t first, uint32_t w) {
    uint32_t from = w > first + UNREAL_REACH ? w - UNREAL_REACH : first;
    for (uint32_t k = from; k < w; k++)
        if (lexicon_match(&lexicon_compare_unreal, r->words.at, k, w) || lexicon_match(&lexicon_compare_negations, r->words.at, k, w) ||
            lexicon_match(&lexicon_compare_coming, r->words.at, k, w))
            return true;
    return false;
}

/* Reads the deed at d->word; false where its parties are not clear. */
static bool deed_read(const story *s, deed *d, const lexicon_entry *entry) {
    const syn_report *r = s->reports[d->report];
    const syn_sentence *in = &r->sentences.at[d->sentence];
    uint32_t first = in->word, end = first + in->words, group = d->word, after = d->word + entry->words;
    while (group > first && (r->words.at[group - 1].upos == UPOS_ADV || r->words.at[group - 1].upos == UPOS_AUX)) {
        group--;
        if (lexicon_match(&lexicon_compare_passives, r->words.at, group, d->word)) d->passive = true;
    }
    if (is_unreal(r, first, d->word) || strstr(entry->value, d->passive ? " past" : " participle")) return false;
    d->mark = (syn_span){r->words.at[d->passive ? group : d->word].begin, r->words.at[after - 1].end};
    if (!d->passive) {
        if (!subject_of(s, d->report, first, d->word, &d->by) || !is_doer(s, d->report, &d->by)) return false;
        d->agent = true;
        return object_of(s, d->report, after, end, &d->to);
    }
    while (group < d->word && r->words.at[group].upos == UPOS_ADV) group++;
    d->mark.begin = r->words.at[group].begin;
    if (!subject_of(s, d->report, first, d->word, &d->to)) return false;
    uint32_t by = after;
    while (by < end && !word_is(r, by, "by")) by++;
    if (by == end) return true;
    d->agent = by + 1 < end && object_of(s, d->report, by + 1, end, &d->by) && is_doer(s, d->report, &d->by);
    return d->agent;
}

typedef struct deeds {
    SYN_VEC(deed) at;
    syn_map last;           /* of each class: index of its last deed */
    uint32_t looks;
} deeds;

static bool deeds_fill(story *s, deeds *all) {
    map_init(&all->last, s->scratch);
    for (uint32_t report = 0; report < s->count; report++) {
        const syn_report *r = s->reports[report];
        for (uint32_t i = 0; i < r->sentences.n; i++) {
            uint32_t first = r->sentences.at[i].word, end = first + r->sentences.at[i].words;
            for (uint32_t w = first + 1; w < end && all->at.n < MOST_DEEDS; w++) {
                const lexicon_entry *entry = lexicon_match(&lexicon_compare_deeds, r->words.at, w, end);
                if (!entry) continue;
                uint32_t next = w + entry->words;
                bool verb = r->words.at[w].upos == UPOS_VERB || r->words.at[w].upos == UPOS_ADJ;
                if (!verb && (next >= end || r->words.at[next].upos != UPOS_DET)) continue;  /* "guards shot a ferryman": taken for a noun */
                deed d = {.report = report, .sentence = i, .word = w};
                syn_slice class = slice_str(entry->value);
                uint32_t blank = 0;
                while (blank < class.len && class.ptr[blank] != ' ') blank++;
                d.class = entry->value;
                d.class_key = slice_hash(slice_cut(class, 0, blank));
                if (!deed_read(s, &d, entry)) continue;
                uint32_t *last = map_slot_of(&all->last, d.class_key, REPORT_NONE - 1);
                if (!last) return false;
                d.next = *last;
                *last = all->at.n;
                if (!VEC_PUSH(s->scratch, &all->at, d)) return false;
            }
        }
    }
    return true;
}

/* ---- one deed in two reports -------------------------------------------------------------------------------------- */

static bool same_party(const party *a, const party *b) {
    if (a->count > 0 && b->count > 0 && a->count != b->count) return false;
    if (a->person != REPORT_NONE || b->person != REPORT_NONE) return a->person == b->person;
    bool same = a->head && b->head && (a->head == b->head || a->near == b->head || a->head == b->near || a->near == b->near);
    return same && (a->count > 0) == (b->count > 0);
}

/* The weight of the words of content that two sentences have in common, those of the deed and of whom it was done to aside. */
static double common(const story *s, const deed *a, const deed *b, uint32_t *n) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    const syn_sentence *in = &x->sentences.at[a->sentence], *of = &y->sentences.at[b->sentence];
    double sum = 0;
    *n = 0;
    for (uint32_t i = in->word; i < in->word + in->words; i++) {
        uint64_t class = word_class(x, i);
        if (i == a->word || !word_is_content(&x->words.at[i]) || class == b->by.head || span_overlaps(a->to.span, (syn_span){x->words.at[i].begin, x->words.at[i].end}))
            continue;
        for (uint32_t k = of->word; k < of->word + of->words; k++)
            if (k != b->word && word_class(y, k) == class) {
                sum += background_rarity(x->words.at[i].stem);
                ++*n;
                break;
            }
    }
    return sum;
}

static bool is_source(const syn_report *r, uint32_t at) {
    for (uint32_t q = 0; q < r->quotes.n; q++)
        if (r->quotes.at[q].source.begin <= at && at < r->quotes.at[q].source.end) return true;
    return false;
}

/* Does the report of an agentless deed tell otherwise that the other's doer did it? */
static bool tells_who(const story *s, deeds *all, const deed *d, const party *by) {
    const syn_report *r = s->reports[d->report];
    if (all->looks++ >= MOST_NEAR) return true;
    for (uint32_t i = 0; i < r->sentences.n; i++) {
        uint32_t first = r->sentences.at[i].word, end = first + r->sentences.at[i].words;
        bool doer = false, deed_named = i + NEAR >= d->sentence && i <= d->sentence + NEAR;
        for (uint32_t w = first; w < end; w++) {
            uint32_t m = s->mention_at[d->report][w];
            bool person = by->person != REPORT_NONE && m != REPORT_NONE && r->mentions.at[m].entity != REPORT_NONE &&
                          s->person_of[d->report][r->mentions.at[m].entity] == by->person;
            if (person && s->out->people.at[by->person].type == NAME_PERSON) return true;
            if (person || (by->person == REPORT_NONE && doer_class(r, w, end) == by->head)) doer |= !is_source(r, r->words.at[w].begin);
            deed_named |= r->words.at[w].stem == r->words.at[d->word].stem || word_class(r, w) == word_class(r, d->word);
        }
        if (doer && deed_named) return true;
    }
    return false;
}

/* Does the report tell of a like deed who did it: one done to the same, or by the same? */
static bool has_agent(const deeds *all, const deed *d, const deed *b, uint32_t last) {
    for (uint32_t i = last, n = 0; i < REPORT_NONE - 1; i = all->at.at[i].next, n++) {
        const deed *x = &all->at.at[i];
        if (n >= TRIED * 4) return true;
        if (x->report != d->report || !x->agent) continue;
        bool same_doer = x->by.person == b->by.person && (x->by.person != REPORT_NONE || x->by.head == b->by.head);
        if (same_doer || same_party(&x->to, &d->to) || same_party(&x->to, &b->to)) return true;
    }
    return false;
}

/* The law arrests and charges, an army is what shells: to name them tells nothing. */
static bool is_implied(const deed *b) {
    static const char *const of_law[] = {"arrest", "accuse", "release", "seize", "evacuate", "close", "sentence", "convict", "acquit", "fine"};
    uint64_t law[] = {slice_hash(SLICE_LIT("police")), slice_hash(SLICE_LIT("court")), slice_hash(SLICE_LIT("prosecutor")),
                      slice_hash(SLICE_LIT("government"))};
    bool lawful = false;
    for (size_t i = 0; i < sizeof law / sizeof *law; i++) lawful |= b->by.head == law[i];
    for (size_t i = 0; lawful && i < sizeof of_law / sizeof *of_law; i++)
        if (b->class_key == slice_hash(slice_str(of_law[i]))) return true;
    return false;
}

static bool tell_agent(story *s, deeds *all, const deed *a, const deed *b, uint32_t last) {
    if (!same_party(&a->to, &b->to) || is_implied(b)) return true;
    uint32_t words, x = story_statement_at(s, a->report, a->mark.begin), y = story_statement_at(s, b->report, b->mark.begin);
    double weight = common(s, a, b, &words);
    bool alike = x != REPORT_NONE && y != REPORT_NONE && statement_likeness(s, &s->statements.at[x], &s->statements.at[y]) >= LIKE;
    if (!(alike && words) && (weight < LEAST_COMMON || words < LEAST_WORDS)) return true;
    if (has_agent(all, a, b, last) || tells_who(s, all, a, &b->by)) return true;
    side one = {a->report, pair_shown(s, a->report, a->mark), a->mark}, two = {b->report, pair_shown(s, b->report, b->by.span), b->by.span};
    if (pair_known(s, &one, &two)) return true;
    return pair_add(s, DIFFER_INITIATOR, HOW_AGENTLESS, &one, &two) &&
           pair_reason(s, REASON_RULE, (syn_place){a->report, a->mark, false}, (syn_place){b->report, b->mark, false}, 1.0);
}

bool story_agents(story *s) {
    deeds all = {.looks = 0};
    if (!deeds_fill(s, &all)) return false;
    for (uint32_t i = 0; i < all.at.n; i++) {
        const deed *a = &all.at.at[i];
        uint32_t *last = map_slot_of(&all.last, a->class_key, REPORT_NONE - 1);
        if (!last) return false;
        if (a->agent) continue;
        for (uint32_t k = *last, n = 0; k < REPORT_NONE - 1 && n < TRIED; k = all.at.at[k].next, n++) {
            const deed *b = &all.at.at[k];
            if (b->report != a->report && b->agent && !tell_agent(s, &all, a, b, *last)) return false;
        }
    }
    return true;
}
