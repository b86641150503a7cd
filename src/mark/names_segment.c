/* names_segment.c - cuts a run of capitalised words into names of a type, titles, and words that are no names.
 *
 * In: a run. Out: its best segments. The idea: each stretch of up to SEGMENT_ITEMS items gets a score of each kind
 * (names_score.c); single words may be skipped; the best sum over the run is found by dynamic programming (a semi-Markov
 * model: S. Sarawagi, W. Cohen, NIPS 2004). "Hong Kong Police Force" is thus weighed whole against "Hong Kong" and a
 * rest. What a stretch looks like is gathered while it grows, and what stands before and behind it is looked up once an
 * item, so the work is items x SEGMENT_ITEMS x kinds; the second pass takes these scores as they are. A phrase that the first pass took for something with good reason
 * (a full name, a title before it) helps the same phrase elsewhere. */
#include "mark/names.h"

#include "mark/lexicon/lexicon.gen.h"

uint64_t name_key(const name_run *run, uint32_t begin, uint32_t end) {
    uint64_t key = 0;
    for (uint32_t i = begin; i < end; i++) key = hash_join(key, run->plain[i].fold);
    return key;
}

/* ---- what stands around a stretch --------------------------------------------------------------------------------- */

static bool word_in(const name_context *context, uint32_t at, const syn_lexicon *lexicon) {
    return at < context->report->words.n && lexicon_word(lexicon, name_fold(context, at)) != NULL;
}

static bool same_sentence(const name_context *context, uint32_t a, uint32_t b) {
    const syn_words *words = &context->report->words;
    return a < words->n && b < words->n && words->at[a].sentence == words->at[b].sentence;
}

static char cue_of(const name_context *context, uint32_t at, const syn_lexicon *lexicon) {
    if (at >= context->report->words.n || name_is_capital(&context->report->words.at[at])) return '\0';
    const lexicon_entry *entry = lexicon_word(lexicon, context->report->words.at[at].fold);
    return entry ? entry->value[0] : '\0';
}

/* The word before a stretch that begins at word `first` of the report. */
static void look_at_word_before(const name_context *context, uint32_t before, name_around *a) {
    const syn_word *word = &context->report->words.at[before];
    if (name_is(context, before, "the") || name_is(context, before, "a") || name_is(context, before, "an")) {
        a->the_before = true;
        a->near = before > 0 && word_in(context, before - 1, &lexicon_mark_name_near);
        return;
    }
    bool of = name_is(context, before, "of") && before > 0;
    a->cue_before = cue_of(context, of ? before - 1 : before, &lexicon_mark_name_before);
    a->near = word_in(context, before, &lexicon_mark_name_near);
    a->act_before = word_in(context, before, &lexicon_mark_name_act);
    if (name_is_capital(word)) {
        a->given_before = word_in(context, before, &lexicon_mark_name_given) &&
                          !word_in(context, before, &lexicon_mark_name_common);
        return;
    }
    const lexicon_entry *title = lexicon_word(&lexicon_mark_name_title, name_fold(context, before));
    a->title_before = title && (title->value[0] == 'o' || title->value[0] == 'p');
}

static void look_before(const name_context *context, uint32_t first, name_around *a) {
    const syn_words *words = &context->report->words;
    if (first > 0 && same_sentence(context, first - 1, first) && words->at[first - 1].kind == WORD_LETTERS)
        look_at_word_before(context, first - 1, a);
    /* "tuberculosis (TB)" */
    if (first > 1 && name_first_byte(context, first - 1) == '(' && words->at[first - 2].kind == WORD_LETTERS)
        a->small_before = !name_is_capital(&words->at[first - 2]);
}

static void look_behind_comma(const name_context *context, uint32_t comma, name_around *a) {
    const syn_words *words = &context->report->words;
    const syn_word *word = &words->at[comma + 1];
    bool age = word->kind == WORD_NUMBER && word->end - word->begin == 2 && name_first_byte(context, comma + 2) == ',';
    a->age_behind = age || name_is(context, comma + 1, "who") || name_is(context, comma + 1, "whose");
    if (name_is_capital(word)) {
        const lexicon_entry *place = lexicon_match(&lexicon_mark_name_place, words->at, comma + 1, words->n);
        a->place_behind = place && place->value[0] != 'r';
    }
    a->role_behind = span_present(name_role_behind(context, comma));
}

static void look_behind(const name_context *context, uint32_t last, name_around *a) {
    const syn_words *words = &context->report->words;
    uint32_t next = last + 1;
    if (!same_sentence(context, last, next)) return;
    a->act_behind = word_in(context, next, &lexicon_mark_name_act) || name_is(context, next, "who");
    a->cue_behind = cue_of(context, next, &lexicon_mark_name_behind);
    char c = name_first_byte(context, next);
    if (c == ',' && same_sentence(context, next, next + 1)) look_behind_comma(context, next, a);
    if (c == '(' && next + 2 < words->n && name_first_byte(context, next + 2) == ')') {
        const syn_word *word = &words->at[next + 1];
        a->acronym_behind = (word->flags & WORD_ALL_CAPS) && word->end - word->begin <= 10;
    }
}

/* ---- dynamic programming ------------------------------------------------------------------------------------------ */

typedef struct cell {
    int score;
    uint8_t from, kind_before;
    int own;
} cell;

static int follow(const name_run *run, uint32_t at, uint32_t before, uint32_t kind) {
    /* In a headline "Passenger" may stand before any word; "Mr." only before a name. */
    bool sure = run->style == STYLE_PROSE || (at > 0 && (run->items[at - 1].bits & ITEM_PRE));
    if (before == SEGMENT_TITLE) return kind == NAME_PERSON ? (sure ? 250 : 50) : kind == SEGMENT_SKIP ? 0 : -50;
    if (before > NAME_OTHER || kind > NAME_OTHER) return 0;
    /* Names side by side without a word between are mostly one name: "Hong Kong" + "Police Force". */
    if (kind == NAME_PERSON) return before == NAME_PERSON ? -900 : before == NAME_OTHER ? -100 : -250;
    return -600;
}

/* The cells of one run: table[end][kind] is the best way to cut the items before `end` so that the last segment is of
 * `kind`. */
typedef struct cutting {
    const name_context *context;
    const name_run *run;
    cell table[RUN_ITEMS + 1][SEGMENT_KINDS];
} cutting;

/* The best way to reach item `begin` when a segment of each kind comes next. */
typedef struct entry {
    int score;
    uint8_t before;
} entry;

static void best_entries(const cutting *cut, uint32_t begin, entry best[SEGMENT_KINDS]) {
    for (uint32_t kind = 0; kind < SEGMENT_KINDS; kind++) best[kind] = (entry){NAME_NEVER, 0};
    for (uint32_t before = 0; before < SEGMENT_KINDS; before++) {
        int own = cut->table[begin][before].score;
        if (own <= NAME_NEVER) continue;
        for (uint32_t kind = 0; kind < SEGMENT_KINDS; kind++) {
            int score = own + follow(cut->run, begin, before, kind);
            if (score > best[kind].score) best[kind] = (entry){score, (uint8_t)before};
        }
    }
}

static void relax(cutting *cut, uint32_t begin, uint32_t end, uint32_t kind, const entry *best, int own) {
    if (own <= NAME_NEVER || best[kind].score <= NAME_NEVER) return;
    int score = best[kind].score + own;
    if (score > cut->table[end][kind].score) cut->table[end][kind] = (cell){score, (uint8_t)begin, best[kind].before, own};
}

static bool may_begin(const name_item *item) { return item->bits & (ITEM_CAPITAL | ITEM_PARTICLE); }
static bool may_end(const name_item *item) { return item->bits & (ITEM_CAPITAL | ITEM_NUMBER | ITEM_TAIL); }

static void look_around(const name_context *context, const name_run *run, name_around *around) {
    for (uint32_t i = 0; i < run->count; i++) {
        const name_item *item = &run->items[i];
        around[i] = (name_around){0};
        if (may_begin(item)) look_before(context, item->word, &around[i]);
        if (may_end(item)) look_behind(context, item->word, &around[i]);
    }
}

/* What stands before the first item and behind the last. */
static name_around join_around(const name_around *first, const name_around *last) {
    name_around a = *last;
    a.cue_before = first->cue_before;
    a.near = first->near;
    a.act_before = first->act_before;
    a.title_before = first->title_before;
    a.the_before = first->the_before;
    a.small_before = first->small_before;
    a.given_before = first->given_before;
    return a;
}

static bool score_from(name_context *context, const name_run *run, const name_around *around, uint32_t begin) {
    name_stretch s = {.run = run, .begin = begin, .end = begin};
    while (s.end < run->count && s.end - s.begin < SEGMENT_ITEMS) {
        name_stretch_grow(&s);
        if (!may_end(&run->items[s.end - 1]) || !s.words) continue;
        name_around a = join_around(&around[begin], &around[s.end - 1]);
        name_scored scored = {.begin = (uint8_t)begin, .end = (uint8_t)s.end, .key = s.key, .title = name_title_score(&s)};
        name_scores(&s, &a, scored.score);
        if (!VEC_PUSH(context->scratch, &context->scored, scored)) return false;
    }
    return true;
}

bool name_run_score(name_context *context, name_run *run) {
    name_around around[RUN_ITEMS];  /* before and behind each item */
    look_around(context, run, around);
    run->scored = context->scored.n;
    for (uint32_t i = 0; i < run->count; i++)
        if (may_begin(&run->items[i]) && !score_from(context, run, around, i)) return false;
    run->scores = context->scored.n - run->scored;
    return true;
}

static void relax_stretch(cutting *cut, const name_scored *scored, const entry *best) {
    int score[4];
    memcpy(score, scored->score, sizeof score);
    name_scores_phrase(cut->context, scored->key, score);
    for (uint32_t type = 0; type < 4; type++) relax(cut, scored->begin, scored->end, type, best, score[type]);
    relax(cut, scored->begin, scored->end, SEGMENT_TITLE, best, scored->title);
}

/* Walks back over the best cells. */
static uint32_t read_back(const cutting *cut, name_segment out[RUN_ITEMS]) {
    uint32_t kind = 0, count = 0, at = cut->run->count;
    for (uint32_t k = 1; k < SEGMENT_KINDS; k++)
        if (cut->table[at][k].score > cut->table[at][kind].score) kind = k;
    while (at > 0) {
        cell c = cut->table[at][kind];
        out[count++] = (name_segment){c.from, (uint8_t)at, (uint8_t)kind, c.own};
        at = c.from;
        kind = c.kind_before;
    }
    for (uint32_t i = 0; i < count / 2; i++) {
        name_segment swap = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = swap;
    }
    return count;
}

uint32_t name_run_cut(const name_context *context, const name_run *run, name_segment out[RUN_ITEMS]) {
    cutting cut;
    cut.context = context;
    cut.run = run;
    for (uint32_t i = 0; i <= run->count; i++)
        for (uint32_t k = 0; k < SEGMENT_KINDS; k++) cut.table[i][k] = (cell){.score = NAME_NEVER};
    cut.table[0][SEGMENT_SKIP].score = 0;
    const name_scored *scored = context->scored.at + run->scored, *end = scored + run->scores;
    for (uint32_t i = 0; i < run->count; i++) {
        entry best[SEGMENT_KINDS];
        best_entries(&cut, i, best);
        relax(&cut, i, i + 1, SEGMENT_SKIP, best, name_skip_score(run, i));
        for (; scored < end && scored->begin == i; scored++) relax_stretch(&cut, scored, best);
    }
    return read_back(&cut, out);
}
