/* extents.c - which evidence says more than the wording shown, or less; and what ties it to that wording.
 *
 * In: an item, the keys of the words. Out: collation_shared.extents and, where reasons are asked for, its why.
 * A word of one that the other has neither by key nor by meaning is new; names, times and numbers weigh as in keys.c. */
#include "compare/align/evidence.h"
#include "compare/align/keys.h"

#define LEAST_NEW 6.0        /* weight of new words that make a piece say more */
#define NEW_SHARE 0.25       /* ... and their share of its words' weight */
#define LIKE_MEANING 0.45    /* cosine of two words that mean nearly one thing */
#define MOST_WORDS 96        /* of a piece that are looked at */
#define MOST_REASONS 8

typedef struct told {        /* a word of a piece that stands for something */
    uint32_t report, word, key;
    const int8_t *vector;
} told;

static uint32_t words_told(const story *s, piece p, told *out) {
    uint32_t n = 0;
    for (uint32_t i = p.first; i <= p.last; i++) {
        const statement *st = &s->statements.at[i];
        const syn_report *r = s->reports[st->report];
        for (uint32_t w = st->core; w < st->core + st->cores && n < MOST_WORDS; w++) {
            uint32_t key = s->keys->of[st->report][w];
            if (key == REPORT_NONE || (n && out[n - 1].key == key)) continue;
            out[n++] = (told){st->report, w, key, vectors_word(&s->vectors, &r->words.at[w]).at};
        }
    }
    return n;
}

/* The word of the other piece that is the same or nearest in meaning, and how near. */
static const told *nearest(const told *one, const told *others, uint32_t n, double *like) {
    const told *best = NULL;
    *like = LIKE_MEANING;
    for (uint32_t i = 0; i < n; i++) {
        if (others[i].key == one->key) {
            *like = 1;
            return &others[i];
        }
        double cosine = one->vector && others[i].vector ? vectors_cosine(one->vector, others[i].vector) : 0;
        if (cosine <= *like) continue;
        *like = cosine;
        best = &others[i];
    }
    return best;
}

static double weight_of(const story *s, uint32_t key) { return s->keys->at.at[key].weight; }

/* Weight of the words that the others do not have; *all: of all words. */
static double new_weight(const story *s, const told *words, uint32_t n, const told *others, uint32_t m, double *all) {
    double sum = *all = 0, like;
    for (uint32_t i = 0; i < n; i++) {
        *all += weight_of(s, words[i].key);
        if (!nearest(&words[i], others, m, &like)) sum += weight_of(s, words[i].key);
    }
    return sum;
}

static syn_place place_of(const story *s, const told *t) {
    const syn_word *word = &s->reports[t->report]->words.at[t->word];
    return (syn_place){.report = t->report, .span = {word->begin, word->end}};
}

static bool add_reason(story *s, const told *a, const told *b, double like, collation_why *why) {
    const word_key *key = &s->keys->at.at[a->key];
    bool same = a->key == b->key;
    uint8_t kind = !same ? REASON_MEANING : key->name ? REASON_NAME : key->value ? REASON_VALUE : REASON_WORD;
    double weight = like * (same || weight_of(s, b->key) > key->weight ? key->weight : weight_of(s, b->key));
    uint32_t at = 0;
    while (at < why->reasons.n && why->reasons.at[at].weight >= weight) at++;
    if (at >= MOST_REASONS) return true;
    if (why->reasons.n < MOST_REASONS && !VEC_PUSH(s->keep, &why->reasons, (collation_reason){0})) return false;
    for (uint32_t i = why->reasons.n - 1; i > at; i--) why->reasons.at[i] = why->reasons.at[i - 1];
    why->reasons.at[at] = (collation_reason){kind, place_of(s, a), place_of(s, b), weight};
    return true;
}

/* What ties the wording shown to the first evidence of another report. */
static bool add_why(story *s, const item *from, const told *lead, uint32_t n, collation_shared *made) {
    told words[MOST_WORDS];
    uint32_t other = REPORT_NONE, report = s->statements.at[from->pieces.at[from->lead].first].report, m;
    for (uint32_t i = 0; i < from->pieces.n && other == REPORT_NONE; i++)
        if (s->statements.at[from->pieces.at[i].first].report != report) other = i;
    if (other == REPORT_NONE) return true;
    made->why.score = from->like;
    m = words_told(s, from->pieces.at[other], words);
    for (uint32_t i = 0; i < n; i++) {
        double like;
        const told *found = nearest(&lead[i], words, m, &like);
        if (found && !add_reason(s, &lead[i], found, like, &made->why)) return false;
    }
    return true;
}

bool shared_extents(story *s, const item *from, collation_shared *made) {
    told lead[MOST_WORDS], words[MOST_WORDS];
    uint32_t n = words_told(s, from->pieces.at[from->lead], lead);
    made->extents = ARENA_ARRAY(s->keep, uint8_t, from->pieces.n);
    if (!made->extents) return false;
    for (uint32_t i = 0; i < from->pieces.n; i++) {
        uint32_t m = words_told(s, from->pieces.at[i], words);
        double all, lead_all, more = new_weight(s, words, m, lead, n, &all), less = new_weight(s, lead, n, words, m, &lead_all);
        bool says_more = i != from->lead && more >= LEAST_NEW && more >= NEW_SHARE * all;
        bool says_less = i != from->lead && less >= LEAST_NEW && less >= NEW_SHARE * lead_all;
        made->extents[i] = says_more && (!says_less || more >= less) ? SAYS_MORE : says_less ? SAYS_LESS : SAYS_SAME;
    }
    return !s->why || add_why(s, from, lead, n, made);
}
