/* names_list.c - the names of the caller's list in a report.
 *
 * In: the mentions that names.c found, a list (list.h). Out: the same mentions with those of the list in their places:
 * typed as the list says, `listed` set. From left to right the longest phrase that begins at a word is taken, inside one
 * sentence; a possessive ending stays outside unless the alias has it.
 *
 * Whose word counts. A phrase of several words overrules what was found, but not a longer found name whose other words
 * say that it is a thing of its own ("Jane Harbour Foundation", "Adam Brook Jr."). A single word gives way to every
 * longer found name ("Bank of Rand") outside lines of capitals, to a time ("in May"), and, where its capital may be due
 * to its place in the text and it is an everyday word, it needs a reason: that it was found as a name, or that the
 * report writes it with a capital inside a sentence. A phrase of several entries means the one that the report also
 * names by several words of its own; without such a one, or with two, it has no entry, and a type only if they share it.
 * A person named in full by the list lends the type to the surname alone.
 * Linear: at most CAP_LIST_WORDS look-ups a word, and CAP_LIST_ALIASES for an entry met. */
#include "base/caps.h"
#include "mark/lexicon/lexicon.gen.h"
#include "mark/list.h"
#include "mark/names.h"

_Static_assert(CAP_LIST_WORDS <= LIST_CAPITALS, "list_phrase.capitals has a bit a word");

typedef struct list_match {
    uint32_t word, end;    /* words [word, end) */
    uint32_t phrase;
    bool placed;           /* its capital may be due to its place: a headline, the first word of a sentence */
    bool caps;             /* the line is all capitals: what was found there says little */
} list_match;

typedef struct finding {
    name_context *context;
    const syn_names *list;
    SYN_VEC(list_match) matches;
    syn_map chosen;        /* shared phrase -> the entry that the report names otherwise, or SEVERAL */
    syn_map surnames;      /* hash of the last word of persons named in full */
} finding;

#define SEVERAL (UINT32_MAX - 1)

/* ---- phrases in the text ------------------------------------------------------------------------------------------ */

static bool is_hyphen(const name_context *context, uint32_t at) {
    return at < context->report->words.n && name_first_byte(context, at) == '-' && name_touches(context, at);
}

/* Is the phrase a part of a longer name with hyphens ("Rand-Meyer", "Ingersoll-Rand")? "Rand-led" and "pro-Rand" are
 * none. */
static bool in_hyphens(const name_context *context, uint32_t word, uint32_t end) {
    const syn_word *words = context->report->words.at;
    bool before = word >= 2 && name_touches(context, word) && is_hyphen(context, word - 1) &&
                  name_is_capital(&words[word - 2]);
    bool behind = end + 1 < context->report->words.n && is_hyphen(context, end) && name_touches(context, end + 1) &&
                  name_is_capital(&words[end + 1]);
    return before || behind;
}

static bool fits(const name_context *context, const list_phrase *phrase, uint32_t at, line_style style) {
    const syn_word *words = context->report->words.at + at;
    if (phrase->manner == LIST_ANY) return true;
    if (phrase->manner == LIST_ACRONYM)
        return (words[0].flags & WORD_ALL_CAPS) && !(style == STYLE_CAPS && (words[0].flags & WORD_STOP));
    for (uint32_t i = 0; i < phrase->words; i++)
        if ((phrase->capitals >> i & 1u) && !(words[i].flags & WORD_CAPITAL)) return false;
    return true;
}

/* The longest phrase at a word, before word `end`; MAP_NONE if there is none. */
static uint32_t phrase_at(const finding *f, uint32_t at, uint32_t end, line_style style) {
    const name_context *context = f->context;
    uint64_t fold = list_word(context->report, at), key = 0;
    uint32_t longest = map_get(&f->list->longest, fold), best = MAP_NONE;
    if (longest == MAP_NONE) return MAP_NONE;
    for (uint32_t n = 1; n <= longest && at + n <= end; n++) {
        key = hash_join(key, n == 1 ? fold : list_word(context->report, at + n - 1));
        for (uint32_t p = map_get(&f->list->by_words, key); p != MAP_NONE; p = f->list->phrases.at[p].next) {
            const list_phrase *phrase = &f->list->phrases.at[p];
            if (phrase->words == n && fits(context, phrase, at, style) && !in_hyphens(context, at, at + n)) best = p;
        }
    }
    return best;
}

/* Does the first word of a sentence, or of what is quoted in it, stand here? */
static bool opens(const name_context *context, const syn_sentence *sentence, uint32_t at) {
    if (at == sentence->word) return true;
    const syn_word *before = &context->report->words.at[at - 1];
    return before->kind == WORD_PUNCT && name_first_byte(context, at - 1) != ',' && name_first_byte(context, at - 1) != '-';
}

static bool find_phrases(finding *f) {
    name_context *context = f->context;
    const syn_report *report = context->report;
    for (uint32_t s = 0; s < report->sentences.n; s++) {
        const syn_sentence *sentence = &report->sentences.at[s];
        uint32_t end = sentence->word + sentence->words;
        line_style style = name_style(context, sentence);
        for (uint32_t w = sentence->word; w < end; w++) {
            uint32_t phrase = phrase_at(f, w, end, style);
            if (phrase == MAP_NONE) continue;
            list_match match = {w, w + f->list->phrases.at[phrase].words, phrase,
                                style != STYLE_PROSE || opens(context, sentence, w), style == STYLE_CAPS};
            if (!VEC_PUSH(context->scratch, &f->matches, match)) return false;
            w = match.end - 1;
        }
    }
    return true;
}

/* ---- against what was found --------------------------------------------------------------------------------------- */

static syn_span span_of(const syn_report *report, const list_match *match) {
    return (syn_span){report->words.at[match->word].begin, report->words.at[match->end - 1].end};
}

/* Do the words of [begin, end) make a thing of its own of the name that they stand in: a head word, or the "Jr." of
 * another person? */
static bool make_another(const name_context *context, uint32_t begin, uint32_t end) {
    static const syn_lexicon *const heads[] = {&lexicon_mark_name_org_head, &lexicon_mark_name_place_head,
                                               &lexicon_mark_name_other_head};
    static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
    for (uint32_t w = begin; w < end; w++) {
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
            if (name_is_capital(&context->report->words.at[w]) && lexicon_word(heads[i], name_fold(context, w))) return true;
        for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
            if (name_is(context, w, suffixes[i])) return true;
    }
    return false;
}

/* Does the found name, which overlaps the match, stand against it? */
static bool found_stands(const finding *f, const list_match *match, const syn_mention *found) {
    const syn_report *report = f->context->report;
    syn_span own = span_of(report, match);
    if (span_inside(found->span, own)) return false;
    if (match->end - match->word == 1 && !match->caps) return true;
    uint32_t first = report_word_at(report, found->span.begin), end = first;
    while (end < report->words.n && report->words.at[end].begin < found->span.end) end++;
    return (first < match->word && make_another(f->context, first, match->word)) ||
           (end > match->end && make_another(f->context, match->end, end));
}

/* Do the parts of speech, where there are any, say that the word is no name ("Will the council vote?")? */
static bool is_other_word(const syn_report *report, uint32_t at) {
    const uint32_t no_names = 1u << UPOS_AUX | 1u << UPOS_VERB | 1u << UPOS_ADP | 1u << UPOS_ADV | 1u << UPOS_PRON | 1u << UPOS_DET;
    return no_names >> report->words.at[at].upos & 1u;
}

/* A single word whose capital says nothing, or that is part of a time. */
static bool is_doubtful(const finding *f, const list_match *match, uint32_t *time) {
    const name_context *context = f->context;
    const syn_report *report = context->report;
    const syn_word *word = &report->words.at[match->word];
    while (*time < report->times.n && report->times.at[*time].span.end <= word->begin) ++*time;
    if (match->end - match->word > 1) return false;
    if (*time < report->times.n && report->times.at[*time].span.begin < word->end) return true;
    if (f->list->phrases.at[match->phrase].manner != LIST_CAPITAL || !match->placed) return false;
    uint64_t fold = name_fold(context, match->word);
    if (!(word->flags & WORD_STOP) && !lexicon_word(&lexicon_mark_name_common, fold)) return false;
    return name_word_fact(context, fold)->middle == 0;
}

/* Leaves the matches that hold against what was found. */
static void contest(finding *f) {
    const syn_report *report = f->context->report;
    uint32_t kept = 0, at = 0, time = 0;
    for (uint32_t i = 0; i < f->matches.n; i++) {
        list_match match = f->matches.at[i];
        syn_span own = span_of(report, &match);
        bool doubtful = is_doubtful(f, &match, &time), stands = true;
        while (at < report->mentions.n && report->mentions.at[at].span.end <= own.begin) at++;
        for (uint32_t m = at; m < report->mentions.n && report->mentions.at[m].span.begin < own.end && stands; m++) {
            stands = !found_stands(f, &match, &report->mentions.at[m]);
            bool same = report->mentions.at[m].span.begin == own.begin && report->mentions.at[m].span.end == own.end;
            bool timed = time < report->times.n && span_overlaps(report->times.at[time].span, own);
            if (same && !timed && !is_other_word(report, match.word)) doubtful = false;
        }
        if (stands && !doubtful) f->matches.at[kept++] = match;
    }
    f->matches.n = kept;
}

/* ---- whose name it is --------------------------------------------------------------------------------------------- */

/* Entries that are named by several words of their own settle the phrases that they share with others. */
static bool settle_shared(finding *f) {
    const syn_names *list = f->list;
    syn_map met;
    map_init(&met, f->context->scratch);
    for (uint32_t i = 0; i < f->matches.n; i++) {
        const list_phrase *phrase = &list->phrases.at[f->matches.at[i].phrase];
        if (phrase->shared || phrase->words < 2) continue;
        uint32_t *first = map_slot_of(&met, phrase->entry, i);
        if (!first) return false;
        if (*first != i) continue;
        if (list->entries.at[phrase->entry].type == NAME_PERSON) {
            uint64_t surname = name_fold(f->context, f->matches.at[i].end - 1);
            if (!map_set(&f->surnames, surname, 1)) return false;
        }
        for (uint32_t p = list->entries.at[phrase->entry].posting; p != MAP_NONE; p = list->postings.at[p].next) {
            uint32_t own = list->postings.at[p].phrase;
            if (!list->phrases.at[own].shared) continue;
            uint32_t *chosen = map_slot_of(&f->chosen, own, phrase->entry);
            if (!chosen) return false;
            if (*chosen != phrase->entry) *chosen = SEVERAL;
        }
    }
    return true;
}

/* The entry of a match, or REPORT_NONE. */
static uint32_t entry_of(const finding *f, uint32_t phrase) {
    const list_phrase *p = &f->list->phrases.at[phrase];
    if (!p->shared) return p->entry;
    uint32_t chosen = map_get(&f->chosen, phrase);
    return chosen == MAP_NONE || chosen == SEVERAL ? REPORT_NONE : chosen;
}

/* ---- one row of mentions ------------------------------------------------------------------------------------------ */

static void look_around(name_context *context, syn_mention *mention, uint32_t word, uint32_t end) {
    if (mention->type != NAME_PERSON || name_first_byte(context, word) == '@') return;
    mention->title = name_title_before(context, word);
    mention->role = name_role_behind(context, end);
}

/* A surname alone is a person once the list named its bearer in full. */
static void mend_surname(finding *f, syn_mention *mention) {
    const syn_report *report = f->context->report;
    uint32_t word = report_word_at(report, mention->span.begin);
    if (mention->type == NAME_PERSON || report->words.at[word].end != mention->span.end) return;
    if (map_get(&f->surnames, name_fold(f->context, word)) == MAP_NONE) return;
    mention->type = NAME_PERSON;
    look_around(f->context, mention, word, word + 1);
}

/* "Adela M. Rand" is the list's "Adela Rand", if that phrase is one entry's. */
static void list_initials(finding *f, syn_mention *mention) {
    const syn_report *report = f->context->report;
    uint32_t first = report_word_at(report, mention->span.begin), kept = 0, initials = 0, at = first;
    uint64_t key = 0;
    if (mention->type != NAME_PERSON || mention->listed) return;
    for (; at < report->words.n && report->words.at[at].begin < mention->span.end; at++) {
        const syn_word *word = &report->words.at[at];
        uint32_t length = word->end - word->begin - ((word->flags & WORD_ABBREVIATION) != 0);
        if (at > first && length == 1 && name_is_capital(word)) initials++;
        else {
            key = hash_join(key, list_word(report, at));
            kept++;
        }
    }
    if (!initials || kept < 2) return;
    for (uint32_t p = map_get(&f->list->by_words, key); p != MAP_NONE; p = f->list->phrases.at[p].next) {
        const list_phrase *phrase = &f->list->phrases.at[p];
        if (phrase->words == kept && !phrase->shared && phrase->type == NAME_PERSON) mention->listed = phrase->entry + 1;
    }
}

static bool place(finding *f) {
    syn_report *report = f->context->report;
    uint32_t most = report->mentions.n + f->matches.n, n = 0, at = 0;
    syn_mention *all = ARENA_ARRAY(&report->arena, syn_mention, most + 1u);
    if (!all) return false;
    for (uint32_t i = 0; i <= f->matches.n; i++) {
        const list_match *match = i < f->matches.n ? &f->matches.at[i] : NULL;
        const list_phrase *phrase = match ? &f->list->phrases.at[match->phrase] : NULL;
        uint32_t entry = match ? entry_of(f, match->phrase) : REPORT_NONE;
        if (match && entry == REPORT_NONE && phrase->mixed) continue;
        syn_span own = match ? span_of(report, match) : (syn_span){UINT32_MAX, UINT32_MAX};
        while (at < report->mentions.n && report->mentions.at[at].span.end <= own.begin) {
            mend_surname(f, &report->mentions.at[at]);
            list_initials(f, &report->mentions.at[at]);
            all[n++] = report->mentions.at[at++];
        }
        if (!match) break;
        while (at < report->mentions.n && report->mentions.at[at].span.begin < own.end) at++;
        syn_mention mention = {.span = own, .form = FORM_NAME, .entity = REPORT_NONE};
        mention.type = entry == REPORT_NONE ? phrase->type : f->list->entries.at[entry].type;
        mention.listed = entry == REPORT_NONE ? 0 : entry + 1;
        look_around(f->context, &mention, match->word, match->end);
        all[n++] = mention;
    }
    report->mentions.at = all;
    report->mentions.n = n < CAP_MENTIONS ? n : CAP_MENTIONS;
    report->mentions.cap = most + 1;
    return true;
}

bool names_list_apply(name_context *context, const syn_names *list) {
    finding f = {.context = context, .list = list};
    map_init(&f.chosen, context->scratch);
    map_init(&f.surnames, context->scratch);
    if (!list->phrases.n || !find_phrases(&f)) return !context->scratch->failed;
    contest(&f);
    return settle_shared(&f) && place(&f);
}
