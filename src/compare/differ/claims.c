/* claims.c - who began it: another is said to have asked for, ordered or begun a thing.
 *
 * In: statements, who is who. Out: differences of kind initiator.
 * A word that begins something (asked for, ordered, proposed: lexicon/en/initiative.txt), its doer and what is
 * begun (the first content word or name behind it). Two such doings of different reports that begin the same, in statements
 * that are alike, but with different doers that are named, or groups and bodies, are set against each other.
 * The doer is the name or noun before the word ("the town had ordered"), or for a pronoun the nearest
 * name before it. Not done: doers that stand in another sentence. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/timex.h"

#define REACH 5             /* words looked at behind it for what is begun */
#define BACK 6              /* words looked back for the doer */
#define LIKE 0.25           /* likeness of the two statements */
#define BUCKET 48

typedef struct doing {
    uint32_t report, statement, word;
    uint64_t doer;
    syn_span doer_span;
    bool known;             /* the doer is a person or body with a name, or a group or body (lexicon/en/agents.txt) */
    uint64_t begun;         /* the first content word or name behind the word */
} doing;

static bool is_pronoun(const syn_report *r, uint32_t w) {
    const lexicon_entry *found = lexicon_match(&lexicon_compare_leaning, r->words.at, w, w + 1);
    return found && (r->words.at[w].flags & WORD_STOP);
}

/* "originally", "also": words between a doer and its deed. */
static bool is_adverb(const syn_report *r, uint32_t w) {
    return slice_ends(slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end), SLICE_LIT("ly"));
}

/* The person or body named at a word, as a key; 0 if there is none. */
static uint64_t name_at(const story *s, uint32_t report, uint32_t w, syn_span *span) {
    const syn_report *r = s->reports[report];
    uint32_t m = s->mention_at[report][w];
    if (m == REPORT_NONE || r->mentions.at[m].entity == REPORT_NONE || r->mentions.at[m].type > NAME_ORGANIZATION) return 0;
    uint32_t person = s->person_of[report][r->mentions.at[m].entity];
    if (person == REPORT_NONE) return 0;
    *span = r->mentions.at[m].span;
    return hash_join(hash_join(0, 1), person);
}

static void find_doer(const story *s, doing *d, const statement *st) {
    const syn_report *r = s->reports[d->report];
    bool pronoun = false;
    for (uint32_t w = d->word, n = 0; w-- > st->word && (n < BACK || pronoun); n++) {
        d->doer = name_at(s, d->report, w, &d->doer_span);
        d->known = d->doer != 0;
        if (d->known) return;
        if (r->words.at[w].kind == WORD_PUNCT && !pronoun) return;
        if (is_pronoun(r, w)) pronoun = true;
        else if (!pronoun && word_is_content(&r->words.at[w]) && r->words.at[w].kind == WORD_LETTERS && !is_adverb(r, w)) {
            d->doer = word_class(r, w);
            d->known = lexicon_match(&lexicon_compare_agents, r->words.at, w, w + 1) != NULL;
            d->doer_span = (syn_span){r->words.at[w].begin, r->words.at[w].end};
            return;
        }
    }
}

/* "a series of demands", "the orders": nouns. */
static bool follows_article(const syn_report *r, uint32_t w, uint32_t first) {
    if (w == first) return false;
    syn_slice before = slice_cut(r->text, r->words.at[w - 1].begin, r->words.at[w - 1].end);
    return slice_equal_ascii_case(before, SLICE_LIT("of")) || slice_equal_ascii_case(before, SLICE_LIT("the")) ||
           slice_equal_ascii_case(before, SLICE_LIT("a")) || slice_equal_ascii_case(before, SLICE_LIT("its")) ||
           slice_equal_ascii_case(before, SLICE_LIT("his")) || slice_equal_ascii_case(before, SLICE_LIT("their"));
}

/* Is one doer named in the other's words ("the council", "the Security Council")? */
static bool same_doer(const story *s, const doing *a, const doing *b) {
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    for (uint32_t w = report_word_at(x, a->doer_span.begin); w < x->words.n && x->words.at[w].begin < a->doer_span.end; w++)
        for (uint32_t k = report_word_at(y, b->doer_span.begin); k < y->words.n && y->words.at[k].begin < b->doer_span.end;
             k++)
            if (word_is_content(&x->words.at[w]) && word_class(x, w) == word_class(y, k)) return true;
    return a->doer == b->doer;
}

static bool collect(story *s, doing **out, uint32_t *count) {
    SYN_VEC(doing) all = {0};
    for (uint32_t i = 0; i < s->statements.n; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        if (st->embed || st->copied) continue;
        for (uint32_t w = st->word, end = st->word + st->words; w < end; w++) {
            const lexicon_entry *cue = lexicon_match(&lexicon_compare_initiative, r->words.at, w, end);
            if (!cue || follows_article(r, w, st->word)) continue;
            doing d = {.report = st->report, .statement = i, .word = w};
            find_doer(s, &d, st);
            for (uint32_t k = w + cue->words, n = 0; k < end && n < REACH && !d.begun; k++) {
                syn_span span;
                if (timex_covers(r, r->words.at[k].begin)) continue;  /* "a 9 p.m.-to-5 a.m. ban" */
                if (r->words.at[k].kind == WORD_PUNCT && r->text.ptr[r->words.at[k].begin] != '-') break;
                n++;
                d.begun = name_at(s, st->report, k, &span);
                if (!d.begun && word_is_content(&r->words.at[k])) d.begun = word_class(r, k);
            }
            if (d.doer && d.begun && all.n < CAP_STATEMENTS && !VEC_PUSH(s->scratch, &all, d)) return false;
            w += cue->words - 1u;
        }
    }
    *out = all.at;
    *count = all.n;
    return true;
}

static bool initiators(story *s) {
    doing *all;
    uint32_t count;
    syn_map keys;
    map_init(&keys, s->scratch);
    typedef struct link { uint32_t doing, next; } link;
    SYN_VEC(link) links = {0};
    if (!collect(s, &all, &count)) return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *head = map_slot_of(&keys, all[i].begun, REPORT_NONE - 1);
        if (!head) return false;
        uint32_t steps = 0;
        for (uint32_t l = *head; l < REPORT_NONE - 1 && steps < BUCKET; l = links.at[l].next, steps++) {
            const doing *a = &all[links.at[l].doing], *b = &all[i];
            const statement *x = &s->statements.at[a->statement], *y = &s->statements.at[b->statement];
            if (a->report == b->report || !a->known || !b->known || same_doer(s, a, b)) continue;
            if (statement_likeness(s, x, y) < LIKE) continue;
            side one = {a->report, x->span, a->doer_span}, two = {b->report, y->span, b->doer_span};
            if (pair_known(s, &one, &two)) continue;
            if (!pair_add(s, DIFFER_INITIATOR, HOW_PLAIN, &one, &two)) return false;
        }
        uint32_t next = *head;
        *head = links.n;
        if (!VEC_PUSH(s->scratch, &links, (link){i, next})) return false;
    }
    return true;
}

bool story_claims(story *s) { return initiators(s); }
