/* people_find.c - descriptions of single human beings: "the pilot", "a Japanese reporter", "her daughter", "one of the
 * passengers", "two brothers".
 *
 * In: a report's words with their parts of speech, its mentions and quotes. Out: its descriptions, in order. A description
 * is a noun of lexicon/en/persons.txt with a determiner before it, at most MOST_BEFORE words away, past adjectives, nouns and
 * participles; a possessor may stand for the determiner ("the party's secretary"). None is: a noun that goes on as a
 * compound ("the pilot project"), a title before a name, what stands behind a copula or "as" ("he was a pilot"). An apposition beside a
 * person's name is that person. Linear; each noun looks at a bounded number of words. */
#include <string.h>

#include "compare/lexicon/lexicon.gen.h"
#include "compare/people/people.h"
#include "compare/timex.h"

enum { MOST_BEFORE = 9, MOST_BEHIND = 12, MOST_TITLE = 7 };

typedef struct finder {
    story *s;
    const syn_report *r;
    uint32_t report;
    uint32_t *at;           /* of each word: the mention that it belongs to (title and role included), or REPORT_NONE */
    uint8_t *speaks;        /* 1 for words of a source without an entity */
} finder;

static bool is_sign(const syn_report *r, uint32_t w, const char *signs) {
    return w < r->words.n && r->words.at[w].end - r->words.at[w].begin == 1 && strchr(signs, r->text.ptr[r->words.at[w].begin]);
}

static bool is_quote_mark(const syn_report *r, uint32_t w) {
    syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    return is_sign(r, w, "\"'") || (word.len == 3 && (unsigned char)word.ptr[0] == 0xE2 && (unsigned char)word.ptr[1] == 0x80);
}

static void cover(const finder *f, syn_span span, uint32_t mention) {
    if (!span_present(span)) return;
    for (uint32_t w = report_word_at(f->r, span.begin); w < f->r->words.n && f->r->words.at[w].begin < span.end; w++)
        f->at[w] = mention;
}

static bool prepare(finder *f) {
    const syn_report *r = f->r;
    f->at = ARENA_ARRAY(f->s->scratch, uint32_t, r->words.n + 1);
    f->speaks = ARENA_ARRAY(f->s->scratch, uint8_t, r->words.n + 1);
    if (!f->at || !f->speaks) return false;
    for (uint32_t w = 0; w < r->words.n; w++) f->at[w] = REPORT_NONE;
    for (uint32_t m = 0; m < r->mentions.n; m++) {
        const syn_mention *mention = &r->mentions.at[m];
        cover(f, mention->span, m);
        if (mention->type != NAME_PERSON) continue;
        cover(f, mention->title, m);
        cover(f, mention->role, m);
    }
    for (uint32_t q = 0; q < r->quotes.n; q++) {
        syn_span source = r->quotes.at[q].source;
        if (r->quotes.at[q].entity != REPORT_NONE || !span_present(source)) continue;
        for (uint32_t w = report_word_at(r, source.begin); w < r->words.n && r->words.at[w].begin < source.end; w++)
            f->speaks[w] = 1;
    }
    return true;
}

/* The person of the mention at a word; REPORT_NONE if it is none of a person. */
static uint32_t person_at(const finder *f, uint32_t w) {
    if (w >= f->r->words.n || f->at[w] == REPORT_NONE) return REPORT_NONE;
    const syn_mention *m = &f->r->mentions.at[f->at[w]];
    return m->type == NAME_PERSON && m->entity != REPORT_NONE ? f->s->person_of[f->report][m->entity] : REPORT_NONE;
}

static void add_modifier(description *d, uint64_t key) {
    for (uint32_t i = 0; i < d->modifiers; i++)
        if (d->modifier[i] == key) return;
    if (d->modifiers < MODIFIERS) d->modifier[d->modifiers++] = key;
}

static void add_modifiers(const finder *f, description *d, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to; w++)
        if (word_is_content(&f->r->words.at[w]) && f->r->words.at[w].kind == WORD_LETTERS) add_modifier(d, f->r->words.at[w].stem);
}

/* An age is one modifier by its value, whether "1-year-old" or "one-year-old"; true if word w belongs to it. */
static bool add_age(const finder *f, description *d, uint32_t w) {
    const syn_report *r = f->r;
    uint32_t low = 0, high = r->numbers.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->numbers.at[middle].span.end <= r->words.at[w].begin) low = middle + 1;
        else high = middle;
    }
    if (low >= r->numbers.n || r->numbers.at[low].kind != NUMBER_AGE) return false;
    const syn_number *n = &r->numbers.at[low];
    uint32_t end = span_present(n->unit) && n->unit.end > n->span.end ? n->unit.end : n->span.end;
    if (n->span.begin > r->words.at[w].begin || end < r->words.at[w].end) return false;
    add_modifier(d, hash_join(0xA6E, (uint64_t)(n->value * 4)));
    d->aged = true;
    return true;
}

/* The determiner that a word is, or 0: a the one own count other each. */
static char determiner(const syn_report *r, uint32_t w) {
    const lexicon_entry *entry = lexicon_word(&lexicon_compare_determiners, r->words.at[w].fold);
    return entry ? entry->value[0] : 0;
}

static bool goes_before(const syn_report *r, uint32_t w, uint32_t head) {
    switch (r->words.at[w].upos) {
    case UPOS_ADJ: case UPOS_NOUN: case UPOS_PROPN: case UPOS_NUM: return true;
    case UPOS_ADV: return w + 1 < head;
    case UPOS_VERB: {
        char before = w > 0 ? determiner(r, w - 1) : 0;
        return before != 0 || (w > 0 && (r->words.at[w - 1].upos == UPOS_ADV || is_sign(r, w - 1, "-")));
    }
    default:
        if (is_sign(r, w, ",") && w + 2 < head && r->words.at[w - 1].upos == UPOS_ADJ && r->words.at[w + 1].upos == UPOS_ADJ) return true;
        return (is_sign(r, w, "-") && w + 1 < head) || (is_quote_mark(r, w) && head - w <= 4);
    }
}

/* The first word of the possessor that ends at w ("the party" of "the party's"): a name, or a noun with its article. */
static uint32_t possessor_begin(const finder *f, uint32_t w, uint32_t first) {
    uint32_t begin = w;
    if (f->at[w] != REPORT_NONE)
        while (begin > first && f->at[begin - 1] == f->at[w]) begin--;
    for (uint32_t steps = 0; begin > first && steps < 4; steps++) {
        char is = determiner(f->r, begin - 1);
        if (is == 'e' || f->r->words.at[begin - 1].upos == UPOS_SCONJ) break;  /* "said that Lund's lawyer", "of which the ..." */
        if (is) return begin - 1;
        uint8_t upos = f->r->words.at[begin - 1].upos;
        if (f->at[w] != REPORT_NONE || (upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_PROPN)) break;
        begin--;
    }
    return begin;
}

/* Reads what stands before the noun at `noun`; false if there is no determiner. */
static bool read_before(const finder *f, description *d, uint32_t noun, uint32_t first, uint32_t *begin) {
    const syn_report *r = f->r;
    for (uint32_t w = noun; w-- > first && noun - w <= MOST_BEFORE;) {
        char is = add_age(f, d, w) ? 'y' : determiner(r, w);  /* y: of an age, "one-year-old" */
        if (is == 'y') continue;
        if (r->words.at[w].kind == WORD_POSSESSIVE && w > first) {
            *begin = possessor_begin(f, w - 1, first);
            d->by = BY_OWNER;
            add_modifiers(f, d, *begin, w);
            return true;
        }
        if (is && is != 'x' && is != 'z') {
            d->by = is == 't' || is == 'b' ? BY_THE : is == 'p' ? BY_OWNER : is == 'n' ? BY_COUNT : BY_A;
            d->other |= is == 'o';
            bool known = is == 'n' && w > first && determiner(r, w - 1) == 't';  /* "the two brothers" */
            if (known) d->by = BY_THE, d->counted = true;
            *begin = known ? w - 1 : w;
            return is != 'e';
        }
        if (!goes_before(r, w, noun)) return false;
        d->other |= is == 'x';
        if (is != 'x') add_modifiers(f, d, w, w + 1);
    }
    return false;
}

/* "one of the passengers": true, and begin moves before it. */
static bool one_of(const syn_report *r, uint32_t first, uint32_t *begin) {
    if (*begin < first + 2 || determiner(r, *begin - 2) != 'a') return false;
    const lexicon_entry *of = lexicon_word(&lexicon_compare_complements, r->words.at[*begin - 1].fold);
    bool one = r->words.at[*begin - 2].end - r->words.at[*begin - 2].begin == 3;
    if (!of || of->value[0] != 'o' || !one) return false;
    *begin -= 2;
    return true;
}

/* The point of "Mr. Lund". */
static bool is_point(const syn_report *r, uint32_t w, uint32_t end) {
    return w > 0 && w + 1 < end && is_sign(r, w, ".") && lexicon_word(&lexicon_compare_courtesy, r->words.at[w - 1].fold);
}

/* The word behind what belongs to the noun: "of Flight 175", "for All Nippon", "with knowledge of the situation". */
static uint32_t complement_end(const finder *f, const description *d, uint32_t past, uint32_t end) {
    const syn_report *r = f->r;
    uint32_t at = past;
    for (int turn = 0; turn < 3 && at + 1 < end; turn++) {
        const lexicon_entry *link = lexicon_word(&lexicon_compare_complements, r->words.at[at].fold);
        bool bare = at + 1 < end && !determiner(r, at + 1) && r->words.at[at + 1].upos == UPOS_NOUN;
        if (!link || (link->value[0] == 'm' && !(d->noun & NOUN_MANY) && turn == 0 && !bare)) break;
        uint32_t w = at + 1;
        bool noun = false;
        for (; w < end && w - past < MOST_BEHIND; w++) {
            uint8_t upos = r->words.at[w].upos;
            bool name = upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_NUM;
            if (!name && upos != UPOS_ADJ && upos != UPOS_DET && r->words.at[w].kind != WORD_POSSESSIVE &&
                !is_sign(r, w, "-") && !is_point(r, w, end)) break;
            noun |= name;
        }
        if (!noun) break;
        at = w;
    }
    return at;
}

/* "he's", "they're": a pronoun with its verb. */
static bool is_contracted(const syn_report *r, uint32_t w) {
    syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    return r->words.at[w].kind == WORD_LETTERS && (memchr(word.ptr, '\'', word.len) || slice_find(word, SLICE_LIT("’"), 0) != SIZE_MAX);
}

/* Does a copula, "as" or "like" stand before word w? Then it says what somebody is. */
static bool is_predicate(const syn_report *r, uint32_t w, uint32_t first) {
    for (uint32_t k = w; k-- > first && w - k <= 3;) {
        if (lexicon_word(&lexicon_compare_predicates, r->words.at[k].fold) || is_contracted(r, k)) return true;
        if (r->words.at[k].upos != UPOS_ADV && r->words.at[k].upos != UPOS_PART) return false;
    }
    return false;
}

/* A word that may stand between a description and its name: "her husband, 60-year-old potter John Example". */
static bool is_small(const syn_report *r, uint32_t w) {
    const syn_word *word = &r->words.at[w];
    return is_sign(r, w, "-") || word->kind == WORD_NUMBER ||
           (word->kind == WORD_LETTERS && !(word->flags & (WORD_CAPITAL | WORD_STOP)));
}

/* The person whose name or title begins at a word, past a comma and up to MOST_TITLE small words. */
static uint32_t named_behind(const finder *f, uint32_t past, uint32_t end) {
    bool comma = past < end && is_sign(f->r, past, ",");
    uint32_t w = past + comma, limit = w + MOST_TITLE;
    while (comma && w < end && w < limit && f->at[w] == REPORT_NONE && is_small(f->r, w)) w++;
    return w < end ? person_at(f, w) : REPORT_NONE;
}

/* The person named right beside a description: "her husband, singer John Example", "John Example, a pilot from Tarrow". False where
 * it follows a name that may be meant or not: "John Example, a pilot held ..." */
static bool named_beside(const finder *f, description *d, uint32_t begin, uint32_t past, uint32_t full, uint32_t first, uint32_t end) {
    const syn_report *r = f->r;
    d->named = named_behind(f, past, end);
    if (d->named == REPORT_NONE && full > past) d->named = named_behind(f, full, end);
    if (d->named != REPORT_NONE) return true;
    bool body = past + 1 < end && is_sign(r, past, ",") && f->at[past + 1] != REPORT_NONE && d->by != BY_A;
    if (body) return false;  /* "the site's owner, Example Corp," */
    if (begin < first + 2 || !is_sign(r, begin - 1, ",")) return true;
    uint32_t before = f->at[begin - 2], person = person_at(f, begin - 2);
    bool name = person != REPORT_NONE && r->mentions.at[before].span.end <= r->words.at[begin - 2].end;
    if (!name) return before != REPORT_NONE ? d->by == BY_A : r->words.at[begin - 2].upos != UPOS_PROPN;
    if (full < end && r->words.at[full].upos == UPOS_AUX) return true;
    bool more = full + 1 < end && r->words.at[full].upos == UPOS_CCONJ;  /* "a widow and leader of ...", but not "and a boy" */
    if (more && (determiner(r, full + 1) || r->words.at[full + 1].upos == UPOS_NUM)) return false;
    if (full < end && r->words.at[full].upos == UPOS_VERB) return false;
    d->named = person;
    return true;
}

static uint64_t class_of(const lexicon_entry *entry, uint8_t *noun) {
    const char *dot = strchr(entry->value, '.');
    size_t length = dot ? (size_t)(dot - entry->value) : strlen(entry->value);
    *noun = 0;
    for (const char *flag = dot ? dot + 1 : ""; *flag; flag++)
        *noun |= *flag == 'm' ? NOUN_MANY : *flag == 'g' ? NOUN_MANY | NOUN_BARE : *flag == 'k' ? NOUN_KIN :
                 *flag == 'f' ? NOUN_OFFICE : *flag == 'v' ? NOUN_VOICE : *flag == 'd' ? NOUN_LONE : *flag == 'x' ? NOUN_THING : NOUN_PLURAL;
    return slice_hash(slice_of(entry->value, length));
}

/* The description whose noun is entry at word `noun`; false if there is none. */
static bool describe(const finder *f, const lexicon_entry *entry, uint32_t noun, uint32_t first, uint32_t end, description *d) {
    const syn_report *r = f->r;
    uint32_t past = noun + entry->words, begin = noun;
    *d = (description){.report = f->report, .named = REPORT_NONE, .entity = REPORT_NONE};
    d->class = class_of(entry, &d->noun);
    bool capital = ((r->words.at[noun].flags | r->words.at[past - 1].flags) & WORD_CAPITAL) != 0;
    if (capital || r->words.at[past - 1].upos != UPOS_NOUN || f->at[past - 1] != REPORT_NONE) return false;
    if (past < end && r->words.at[past].kind != WORD_POSSESSIVE && person_at(f, past) == REPORT_NONE) {
        uint8_t next = r->words.at[past].upos;
        bool glued = !(r->words.at[past].flags & WORD_SPACE) && is_sign(r, past, "-");
        bool time = timex_covers(r, r->words.at[past].begin);  /* "met the secretary Monday night" */
        if (((next == UPOS_NOUN || next == UPOS_PROPN) && !time) || glued) return false;
    }
    if (!read_before(f, d, noun, first, &begin)) return false;
    bool plural = d->noun & NOUN_PLURAL, one = plural && d->by == BY_THE && one_of(r, first, &begin);
    if (one) d->by = BY_ONE_OF;
    if (plural != (d->by == BY_COUNT) && !one && !(plural && d->by == BY_THE)) return false;
    if (plural && !one) d->class = hash_join(d->class, NOUN_PLURAL);
    if (one) d->noun &= (uint8_t)~NOUN_PLURAL;
    if (d->by == BY_A && past < end && r->words.at[past].kind == WORD_POSSESSIVE) return false;  /* "a lawyer's job" */
    bool makes = begin > first + 1 && r->words.at[begin - 1].upos == UPOS_PRON && r->words.at[begin - 2].upos == UPOS_VERB;
    if (d->by == BY_A && makes) return false;  /* "makes her a lawyer" */
    if (is_predicate(r, begin, first) || (plural && !one && (d->noun & NOUN_OFFICE))) return false;
    uint32_t marks = 0;
    for (uint32_t w = begin; w < past; w++) marks += is_quote_mark(r, w);
    if (marks % 2 && past < end && is_quote_mark(r, past)) past++;
    else if (marks % 2) return false;
    const lexicon_entry *of = past < end ? lexicon_word(&lexicon_compare_complements, r->words.at[past].fold) : NULL;
    if ((d->noun & NOUN_THING) && of && of->value[0] == 'o') return false;
    uint32_t full = complement_end(f, d, past, end);
    if (!named_beside(f, d, begin, past, full, first, end)) return false;
    add_modifiers(f, d, past, full);
    d->span = (syn_span){r->words.at[begin].begin, r->words.at[past - 1].end};
    d->full = (syn_span){r->words.at[begin].begin, r->words.at[full - 1].end};
    d->speaks = f->speaks[past - 1] && (!plural || one);
    d->leads = r->words.at[begin].sentence < 2;
    if (d->by == BY_A && (d->noun & NOUN_KIN)) d->noun |= NOUN_MANY | NOUN_BARE;
    const lexicon_entry *telling = begin > first ? lexicon_word(&lexicon_compare_telling, r->words.at[begin - 1].fold) : NULL;
    bool told = d->by == BY_A && telling && telling->value[0] == 'a';
    return !told || d->speaks;  /* "told a reporter" */
}

bool story_describe(story *s, uint32_t report, descriptions *out) {
    finder f = {.s = s, .r = s->reports[report], .report = report};
    if (!prepare(&f)) return false;
    for (uint32_t i = 0; i < f.r->sentences.n; i++) {
        uint32_t first = f.r->sentences.at[i].word, end = first + f.r->sentences.at[i].words;
        for (uint32_t w = first; w < end; w++) {
            const lexicon_entry *entry = lexicon_match(&lexicon_compare_persons, f.r->words.at, w, end);
            if (!entry) continue;
            description d;
            if (describe(&f, entry, w, first, end, &d) && !VEC_PUSH(s->scratch, out, d)) return false;
            w += entry->words - 1u;
        }
    }
    return true;
}
