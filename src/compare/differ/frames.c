/* frames.c - one thing told in two words: statements that say the same but for a word or two ("a truck", "a lorry"; "the
 * seaside town", "the resort city"; "police sealed off", "authorities sealed off").
 *
 * In: pairs of statements that are alike, parts of speech, word vectors. Out: differences of kind wording.
 * The idea: two statements are set side by side word by word, words by their class of meaning, names by who is named. A run of
 * at most MOST_CHANGED words that stands between words which both have (its frame) and is another in each is one slot filled in
 * two ways; at the head or the end of a statement its frame is on one side. Told are slots whose heads are nouns, or adjectives, that
 * mean like things: two names of one thing. The frame must hold words of content near the slot. What one of the reports calls by
 * both is not told, nor are two verbs: "packed" and "loaded" say one thing, and what happens in two ways is mostly two things.
 * Bounded: an alignment takes MOST_TOKENS squared steps, and of the pairs the first MOST_PAIRS are looked at. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/timex.h"
#include "text/background.h"

#define LIKE 0.22           /* likeness of a pair that is looked at */
#define MOST_PAIRS 20000
#define MOST_TOKENS 48
#define MOST_CHANGED 3      /* words of a slot */
#define FRAME 4             /* words on each side in which the frame stands */
#define LEAST_FRAME 2       /* words of content among them that both have ... */
#define FRAME_WEIGHT 7.0    /* ... and what they weigh */
#define LEAST_COSINE 0.30   /* of two nouns or adjectives of a slot, unless they are one word each, ... */
#define SURE_WEIGHT 9.0     /* ... its frame weighs so much ... */
#define SURE_LIKE 0.40      /* ... and the statements are so like */
#define MOST_LETTERS 32     /* consonants of a word that are compared */
#define LEAST_CONSONANTS 3

typedef struct token {
    uint64_t key;
    uint32_t word, words;
    bool content, name;
} token;

typedef struct row {
    uint32_t report;
    token at[MOST_TOKENS];
    uint32_t n;
} row;

typedef struct slot { uint32_t a, a_end, b, b_end; } slot;

typedef struct frame {
    row a, b;
    uint8_t of_a[MOST_TOKENS], of_b[MOST_TOKENS];   /* 1 + index of the token that it meets, or 0 */
    uint16_t best[MOST_TOKENS + 1][MOST_TOKENS + 1];
} frame;

static void row_fill(const story *s, const statement *st, row *out) {
    const syn_report *r = s->reports[st->report];
    *out = (row){.report = st->report};
    for (uint32_t w = st->core, end = st->core + st->cores; w < end && out->n < MOST_TOKENS; w++) {
        const syn_word *word = &r->words.at[w];
        if (word->kind == WORD_PUNCT || word->kind == WORD_SYMBOL || word->kind == WORD_POSSESSIVE) continue;
        uint32_t person = named_at(s, st->report, w);
        token t = {word_class(r, w), w, 1, word_is_content(word), person != REPORT_NONE};
        if (person != REPORT_NONE) {
            t.key = hash_join(hash_join(0, 11), person);
            token *before = out->n ? &out->at[out->n - 1] : NULL;
            if (before && before->name && s->mention_at[st->report][before->word] == s->mention_at[st->report][w]) {
                before->words = w + 1 - before->word;
                continue;
            }
        }
        out->at[out->n++] = t;
    }
}

static void frame_align(frame *f) {
    for (uint32_t i = 0; i <= f->a.n; i++) f->best[i][f->b.n] = 0;
    for (uint32_t k = 0; k <= f->b.n; k++) f->best[f->a.n][k] = 0;
    for (uint32_t i = f->a.n; i-- > 0;)
        for (uint32_t k = f->b.n; k-- > 0;) {
            bool same = f->a.at[i].key == f->b.at[k].key;
            uint16_t with = same ? (uint16_t)(f->best[i + 1][k + 1] + (f->a.at[i].content ? 4 : 1)) : 0;
            uint16_t skip = f->best[i + 1][k] > f->best[i][k + 1] ? f->best[i + 1][k] : f->best[i][k + 1];
            f->best[i][k] = with > skip ? with : skip;
        }
    memset(f->of_a, 0, sizeof f->of_a);
    memset(f->of_b, 0, sizeof f->of_b);
    for (uint32_t i = 0, k = 0; i < f->a.n && k < f->b.n;) {
        bool same = f->a.at[i].key == f->b.at[k].key;
        if (same && f->best[i][k] == f->best[i + 1][k + 1] + (f->a.at[i].content ? 4 : 1)) {
            f->of_a[i] = (uint8_t)(k + 1);
            f->of_b[k] = (uint8_t)(i + 1);
            i++, k++;
        } else if (f->best[i + 1][k] >= f->best[i][k + 1]) {
            i++;
        } else {
            k++;
        }
    }
}

/* Weight of the words of content within FRAME of the slot that both have; *n counts them. */
static double frame_weight(const story *s, const frame *f, const slot *g, uint32_t *n) {
    double sum = 0;
    *n = 0;
    for (uint32_t i = g->a > FRAME ? g->a - FRAME : 0; i < f->a.n && i < g->a_end + FRAME; i++) {
        if (!f->of_a[i] || !f->a.at[i].content) continue;
        uint32_t k = f->of_a[i] - 1u;
        if (k + FRAME < g->b || k >= g->b_end + FRAME) continue;
        sum += f->a.at[i].name ? 6.0 : background_rarity(s->reports[f->a.report]->words.at[f->a.at[i].word].stem);
        ++*n;
    }
    return sum;
}

/* The slot without function words at its edges. */
static void slot_trim(const row *x, uint32_t *from, uint32_t *to) {
    while (*from < *to && !x->at[*from].content) ++*from;
    while (*to > *from && !x->at[*to - 1].content) --*to;
}

/* The last word of content in a slot: of a noun phrase its head. REPORT_NONE where there is none, or a name, number or unit. */
static uint32_t slot_head(const story *s, const row *x, uint32_t from, uint32_t to) {
    const syn_report *r = s->reports[x->report];
    uint32_t head = REPORT_NONE;
    for (uint32_t i = from; i < to; i++) {
        if (x->at[i].name || r->words.at[x->at[i].word].kind != WORD_LETTERS) return REPORT_NONE;
        if (lexicon_match(&lexicon_compare_measures, r->words.at, x->at[i].word, x->at[i].word + 1)) return REPORT_NONE;
        if (x->at[i].content) head = x->at[i].word;
    }
    return head;
}

static bool tells(const syn_report *r, uint64_t stem) {
    for (uint32_t w = 0; w < r->words.n; w++)
        if (r->words.at[w].stem == stem) return true;
    return false;
}

static syn_span slot_span(const story *s, const row *x, uint32_t from, uint32_t to) {
    const syn_report *r = s->reports[x->report];
    return (syn_span){r->words.at[x->at[from].word].begin, r->words.at[x->at[to - 1].word + x->at[to - 1].words - 1].end};
}

static bool in_marks(const syn_report *r, syn_span span) {
    for (uint32_t q = 0; q < r->quotes.n; q++)
        for (unsigned c = 0; c < r->quotes.at[q].contents && r->quotes.at[q].kind <= QUOTE_BLOCK; c++)
            if (span_overlaps(span, r->quotes.at[q].content[c])) return true;
    return false;
}

/* The consonants of a word as two spellings have them in common: "inquiries", "enquiries"; "-ise", "-ize". */
static uint32_t consonants(syn_slice word, char out[MOST_LETTERS]) {
    uint32_t n = 0;
    for (size_t i = 0; i < word.len && n < MOST_LETTERS; i++) {
        char c = (char)(word.ptr[i] | 32);
        if (c < 'a' || c > 'z' || strchr("aeiouy", c)) continue;
        if (c == 'z') c = 's';
        if (!n || out[n - 1] != c) out[n++] = c;
    }
    return n;
}

/* "favourite", "favorite": the first letters or the consonants are the same. */
static bool one_spelling(const syn_report *x, uint32_t one, const syn_report *y, uint32_t two) {
    syn_slice a = slice_cut(x->text, x->words.at[one].begin, x->words.at[one].end);
    syn_slice b = slice_cut(y->text, y->words.at[two].begin, y->words.at[two].end);
    if (a.len < 4 || b.len < 4) return slice_equal_ascii_case(a, b);
    char p[MOST_LETTERS], q[MOST_LETTERS];
    uint32_t n = consonants(a, p), m = consonants(b, q);
    if (n == m && n >= LEAST_CONSONANTS && memcmp(p, q, n) == 0) return true;
    size_t same = 0;
    while (same < a.len && same < b.len && ((a.ptr[same] | 32) == (b.ptr[same] | 32))) same++;
    size_t longer = a.len > b.len ? a.len : b.len;
    return same >= 4 && longer - same <= 5;
}

static bool tells_value(const syn_report *r, syn_span span) {
    uint32_t t = report_time_at(r, span.begin), n = report_number_at(r, span.begin);
    return (t < r->times.n && r->times.at[t].span.begin < span.end) || (n < r->numbers.n && r->numbers.at[n].span.begin < span.end);
}

static bool is_anyone(const syn_report *r, uint32_t w) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    return class && slice_equal(slice_str(class->value), SLICE_LIT("person"));
}

static bool tell_slot(story *s, const frame *f, const slot *whole, const statement *a, const statement *b) {
    slot trimmed = *whole, *g = &trimmed;
    slot_trim(&f->a, &g->a, &g->a_end);
    slot_trim(&f->b, &g->b, &g->b_end);
    const syn_report *x = s->reports[a->report], *y = s->reports[b->report];
    uint32_t n, one = slot_head(s, &f->a, g->a, g->a_end), two = slot_head(s, &f->b, g->b, g->b_end);
    if (one == REPORT_NONE || two == REPORT_NONE) return true;
    uint8_t upos = x->words.at[one].upos;
    if (upos != y->words.at[two].upos || (upos != UPOS_NOUN && upos != UPOS_ADJ) || one_spelling(x, one, y, two)) return true;
    if (frame_weight(s, f, g, &n) < FRAME_WEIGHT || n < LEAST_FRAME) return true;
    word_vector p = vectors_word(&s->vectors, &x->words.at[one]), q = vectors_word(&s->vectors, &y->words.at[two]);
    bool one_class = word_class(x, one) == word_class(y, two);  /* "truck", "lorry" */
    double cosine = p.at && q.at ? vectors_cosine(p.at, q.at) : 0;
    bool one_word = g->a_end - g->a == 1 && g->b_end - g->b == 1;
    bool sure = one_word && frame_weight(s, f, g, &n) >= SURE_WEIGHT && statement_likeness(s, a, b) >= SURE_LIKE;
    if (cosine < LEAST_COSINE && !one_class && (!sure || is_anyone(x, one) || is_anyone(y, two))) return true;
    if (tells_value(x, slot_span(s, &f->a, g->a, g->a_end)) || tells_value(y, slot_span(s, &f->b, g->b, g->b_end))) return true;
    if (tells(x, y->words.at[two].stem) || tells(y, x->words.at[one].stem)) return true;
    side left = {a->report, a->span, slot_span(s, &f->a, g->a, g->a_end)};
    side right = {b->report, b->span, slot_span(s, &f->b, g->b, g->b_end)};
    if (in_marks(x, left.mark) || in_marks(y, right.mark) || pair_known(s, &left, &right)) return true;
    if (!pair_add(s, DIFFER_WORDING, HOW_PLAIN, &left, &right)) return false;
    return pair_reason(s, REASON_MEANING, (syn_place){left.report, left.mark, false}, (syn_place){right.report, right.mark, false}, cosine);
}

/* Two nouns of one class of meaning that names things, and not what happened, who spoke or how many they were. */
static bool is_thing(const story *s, const frame *f, uint32_t i) {
    static const char *const things[] = {"vehicle", "vessel", "plane", "child", "student", "house", "letter", "storm", "attacker",
                                         "soldier", "worker", "doctor", "teacher", "company"};
    if (!f->of_a[i] || f->a.at[i].name) return false;
    const syn_report *x = s->reports[f->a.report], *y = s->reports[f->b.report];
    uint32_t one = f->a.at[i].word, two = f->b.at[f->of_a[i] - 1u].word;
    if (x->words.at[one].stem == y->words.at[two].stem || x->words.at[one].upos != UPOS_NOUN) return false;
    for (size_t k = 0; k < sizeof things / sizeof *things; k++)
        if (f->a.at[i].key == slice_hash(slice_str(things[k]))) return true;
    return false;
}

/* Slots between words that both have, and at the head of the two. */
static bool tell_slots(story *s, const frame *f, const statement *a, const statement *b) {
    for (uint32_t i = 0; i < f->a.n; i++) {
        if (is_thing(s, f, i)) {  /* "truck", "lorry": one class of meaning */
            slot g = {i, i + 1, f->of_a[i] - 1u, f->of_a[i]};
            if (!tell_slot(s, f, &g, a, b)) return false;
        }
        if (f->of_a[i] || (i && !f->of_a[i - 1])) continue;
        slot g = {.a = i, .a_end = i, .b = i ? f->of_a[i - 1] : 0};
        while (g.a_end < f->a.n && !f->of_a[g.a_end]) g.a_end++;
        if (g.a_end == f->a.n && !i) break;
        g.b_end = g.a_end == f->a.n ? f->b.n : f->of_a[g.a_end] - 1u;
        if (g.b_end <= g.b || g.a_end - g.a > MOST_CHANGED || g.b_end - g.b > MOST_CHANGED) continue;
        if (!tell_slot(s, f, &g, a, b)) return false;
    }
    return true;
}

bool story_frames(story *s) {
    frame *f = ARENA_ARRAY(s->scratch, frame, 1);
    if (!f) return false;
    for (uint32_t i = 0; i < s->pairs.n && i < MOST_PAIRS && s->pairs.at[i].score >= LIKE; i++) {
        const statement *a = &s->statements.at[s->pairs.at[i].a], *b = &s->statements.at[s->pairs.at[i].b];
        if (a->negated != b->negated || a->copied || b->copied) continue;
        row_fill(s, a, &f->a);
        row_fill(s, b, &f->b);
        frame_align(f);
        if (!tell_slots(s, f, a, b)) return false;
    }
    return true;
}
