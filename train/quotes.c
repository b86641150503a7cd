/* quotes.c - learns which spans are source and contents of a cue: quotes OUT < JSONL; or quotes --folds < JSONL.
 *
 * In: JSONL of reports on standard input, objects with `text` and `attributions` ([{"source": [[begin, end], ...], "cue",
 * "content"}]); quotes.py writes them. Out: the weights that src/mark/quotes_spans.c reads; with --folds, how often the spans
 * of each fifth of the reports are right by what the other four fifths teach, beside the rules.
 *
 * Every attribution is seen as the product sees it, by its own code, up to twice: with its cue as the annotators marked it,
 * and with the cue that the lexicon finds there. The likelihood of the right span among all that may be chosen is raised by
 * gradient steps (AdaGrad: Duchi and others 2011), a part of the features being left out at random. Sources are learned
 * first; contents then see the sources that each half of the reports gets from what the other half teaches, so that they know
 * sources with their faults. The weights written are means over the last rounds. One thread, its own random numbers: same
 * input, same bytes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "articles.h"
#include "mark/mark.h"
#include "mark/quotes_spans.h"

enum { COLUMNS = 2 * SPAN_KINDS, ROW = SPANS_LABELS - 1 };
#define PLACES (1u << 18)

typedef struct example {
    span_site site;
    uint32_t report;
    bool gold_cue;
    bool fits[SPAN_KINDS];        /* gold can be chosen */
    bool any[SPAN_KINDS];         /* gold is not empty */
    item_range gold[SPAN_KINDS];
    item_range source;            /* chosen for the second step */
} example;

static void *room_of(size_t size) {
    void *room = malloc(size);
    if (!room) exit(5);
    return room;
}

static example *examples;
static uint32_t count, room, reports;

typedef struct gold_span { uint32_t first, past; bool exact; } gold_span;  /* items */

/* The items of a byte span; exact if it begins and ends where items do. */
static bool to_items(const quote_work *work, uint32_t begin, uint32_t end, gold_span *out) {
    const syn_words *words = &work->report->words;
    uint32_t first = UINT32_MAX, last = 0;
    for (uint32_t w = report_word_at(work->report, begin); w < words->n && words->at[w].begin < end; w++) {
        if (words->at[w].kind == WORD_PUNCT || words->at[w].kind == WORD_SYMBOL) continue;
        if (first == UINT32_MAX) first = w;
        last = w;
    }
    if (first == UINT32_MAX) return false;
    uint32_t lo = 0, hi = work->items.n;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (work->items.at[mid].past <= first) lo = mid + 1;
        else hi = mid;
    }
    out->first = lo;
    while (lo < work->items.n && work->items.at[lo].past <= last) lo++;
    if (lo >= work->items.n) return false;
    out->past = lo + 1;
    const quote_item *a = &work->items.at[out->first], *b = &work->items.at[lo];
    uint32_t fw = a->word, lw = b->past - 1;
    while (fw < a->past && (words->at[fw].kind == WORD_PUNCT || words->at[fw].kind == WORD_SYMBOL)) fw++;
    while (lw > b->word && (words->at[lw].kind == WORD_PUNCT || words->at[lw].kind == WORD_SYMBOL)) lw--;
    out->exact = fw == first && lw == last;
    return true;
}

enum { PIECES = 16, GOLDS = 1024 };
typedef struct gold_attribution {
    gold_span pieces[3][PIECES];
    unsigned n[3];
    bool lost;
    uint32_t head;
    gold_span cue;
} gold_attribution;
static gold_attribution golds[GOLDS];
static uint32_t gold_count;

static void read_gold(const quote_work *work, const json_node *object) {
    static const char *const roles[] = {"source", "cue", "content"};
    const json_node *list = json_member(object, "attributions");
    gold_count = 0;
    for (const json_node *at = json_first(list); at && gold_count < GOLDS; at = json_next(list, at)) {
        gold_attribution *g = &golds[gold_count];
        *g = (gold_attribution){.head = UINT32_MAX};
        for (unsigned r = 0; r < 3; r++) {
            const json_node *spans = json_member(at, roles[r]);
            for (const json_node *s = json_first(spans); s && g->n[r] < PIECES; s = json_next(spans, s)) {
                int64_t b = 0, e = 0;
                json_integer(json_first(s), &b);
                json_integer(json_next(s, json_first(s)), &e);
                gold_span span;
                if (!to_items(work, (uint32_t)b, (uint32_t)e, &span)) continue;
                g->pieces[r][g->n[r]++] = span;
            }
        }
        if (!g->n[1]) continue;
        const syn_word *words = work->report->words.at;
        uint32_t lexicon = UINT32_MAX, verb = UINT32_MAX, piece_of_lex = 0, piece_of_verb = 0;
        for (unsigned p = 0; p < g->n[1]; p++)
            for (uint32_t i = g->pieces[1][p].first; i < g->pieces[1][p].past; i++) {
                if (work->items.at[i].cue && lexicon == UINT32_MAX) lexicon = i, piece_of_lex = p;
                else if (work->items.at[i].cue && work->items.at[lexicon].cue[1] == 'b') lexicon = i, piece_of_lex = p;
                if (words[work->items.at[i].word].upos == UPOS_VERB) verb = i, piece_of_verb = p;
            }
        g->head = lexicon != UINT32_MAX ? lexicon : verb;
        unsigned piece = lexicon != UINT32_MAX ? piece_of_lex : piece_of_verb;
        if (g->head == UINT32_MAX) g->head = g->pieces[1][0].past - 1, piece = 0;
        g->cue = g->pieces[1][piece];
        gold_count++;
    }
}

/* The value of a cue that the lexicon does not know: thought, or a noun. (The product calls all of them speech: made_value in
 * quotes_cues.c.) */
static const char *unknown_value(const quote_work *work, uint32_t item) {
    const syn_word *w = &work->report->words.at[work->items.at[item].word];
    syn_slice text = item_text(work, item);
    if (w->upos == UPOS_VERB) {
        if (slice_ends(text, SLICE_LIT("ing"))) return "kgcoi";
        if (slice_ends(text, SLICE_LIT("ed"))) return "kpcoi";
        if (slice_ends(text, SLICE_LIT("s"))) return "kscoi";
        return "kbcoi";
    }
    return "knchi~";
}

/* Gold spans of each kind, seen from the cue of an attribution. */
static void put_gold(example *e, const gold_attribution *g, const span_frame *frame) {
    for (unsigned k = 0; k < SPAN_KINDS; k++) {
        const gold_span *pieces = g->pieces[k == SPAN_SOURCE ? 0 : 2];
        unsigned n = g->n[k == SPAN_SOURCE ? 0 : 2];
        item_range r = {0, 0};
        bool fits = true;
        for (unsigned p = 0; p < n; p++) {
            gold_span s = pieces[p];
            if (k == SPAN_BEFORE && s.first >= e->site.cue.past) continue;
            if (k == SPAN_BEHIND && s.first < e->site.cue.past) continue;
            if (k == SPAN_BEHIND && s.first >= frame->past) continue;
            e->any[k] = true;
            if (!s.exact) fits = false;
            if (s.first < frame->first || s.past > frame->past) { fits = false; continue; }
            if (s.first < e->site.first || s.past > e->site.past) { fits = false; continue; }
            if (s.first < e->site.cue.past && s.past > e->site.cue.first) { fits = false; continue; }
            if (range_empty(r)) { r = (item_range){s.first, s.past}; continue; }
            bool gap = false;
            for (uint32_t i = r.past; i < s.first; i++) gap = gap || frame->items[SPANS_REACH + i - frame->first].wordy;
            if (gap) fits = false;
            else r.past = s.past;
        }
        e->gold[k] = r;
        if (!range_empty(r) && fits) {
            if (!span_begins(&e->site, r.first) || !span_ends(&e->site, r.past)) fits = false;
            if (k == SPAN_SOURCE && r.past - r.first > SPANS_SOURCE) fits = false;
        }
        e->fits[k] = fits;
    }
}

static void collect(quote_work *work, bool gold_cue, syn_arena *keep) {
    uint32_t last_frame = UINT32_MAX;
    span_frame *frame = NULL;
    for (uint32_t i = 0; i < work->attributions.n; i++) {
        const attribution *a = &work->attributions.at[i];
        const gold_attribution *g = NULL;
        for (uint32_t k = 0; k < gold_count && !g; k++) {
            if (gold_cue ? golds[k].head == a->head : golds[k].cue.first < a->cue.past && golds[k].cue.past > a->cue.first)
                g = &golds[k];
        }
        if (!g) continue;
        if (a->frame != last_frame) {
            frame = ARENA_ARRAY(keep, span_frame, 1);
            spans_see(frame, work, &work->frames.at[a->frame], keep);
            last_frame = a->frame;
        }
        if (a->cue.past - a->cue.first > SPANS_CUE) continue;
        if (count == room) {
            room = room ? room * 2 : 1024;
            examples = realloc(examples, room * sizeof *examples);
            if (!examples) exit(5);
        }
        example *e = &examples[count++];
        *e = (example){.report = reports, .gold_cue = gold_cue};
        spans_look(&e->site, frame, i);
        put_gold(e, g, frame);
    }
}

static syn_report *read_report(const json_node *object, syn_arena *work, syn_arena *scratch) {
    syn_report *report = report_new(NULL);
    report->text = arena_copy(&report->arena, json_text(json_member(object, "text"), scratch));
    report->language = SLICE_LIT("en");
    mark_options options = {0};
    if (mark_words(&options, report, work, NULL) || mark_tags(&options, report, work, NULL) ||
        mark_times(&options, report, work, NULL) || mark_names(&options, report, work, NULL)) exit(5);
    arena_reset(work);
    if (mark_people(&options, report, work, NULL)) exit(5);
    return report;
}

/* The annotators' cues in place of the lexicon's. */
static void take_gold_cues(quote_work *work) {
    work->cues.n = 0;
    for (uint32_t i = 0; i < work->items.n; i++)
        for (uint32_t g = 0; g < gold_count; g++) {
            if (golds[g].head != i) continue;
            const quote_item *item = &work->items.at[i];
            quote_cue cue = {.range = {golds[g].cue.first, golds[g].cue.past}, .head = i, .sure = true,
                             .past = item->cue ? i + item->cue_items : i + 1,
                             .value = item->cue ? item->cue : unknown_value(work, i)};
            (void)VEC_PUSH(work->scratch, &work->cues, cue);
            break;
        }
}

static void see_report(void *payload, const json_node *object, syn_arena *scratch) {
    (void)payload;
    syn_arena work_arena;
    arena_init(&work_arena, NULL);
    syn_report *report = read_report(object, &work_arena, scratch);
    syn_arena *keep = room_of(sizeof *keep);
    arena_init(keep, NULL);
    for (int gold_cue = 0; gold_cue < 2; gold_cue++) {
        quote_work *work = room_of(sizeof *work);
        *work = (quote_work){.report = report, .scratch = keep, .entities = report->entities.at};
        quotes_find_paragraphs(work);
        if (!work->paragraphs) return;
        quotes_find_marks(work);
        quotes_find_kinds(work);
        quotes_make_items(work);
        quotes_make_frames(work);
        read_gold(work, object);
        quotes_find_cues(work);
        if (gold_cue) take_gold_cues(work);
        quotes_find_attributions(work);
        collect(work, gold_cue, keep);
    }
    arena_free(&work_arena);
    reports++;
}

/* ---- the learner ---- */

typedef float row[COLUMNS];
static row *weights, *moved, *sum;
enum { FOLDS = 5, ROUNDS = 4, KEPT = 3, HALF_ROUNDS = 3 };
static const float RATE = 0.1f, LEFT_OUT = 0.1f, MOVED = 0.01f, MOST = 2;  /* MOST: larger weights are cut */
static uint64_t seed = 88172645463325252u;

static uint32_t random_next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 32);
}

typedef struct gap_row {
    uint32_t n, features[GAP_FEATURES + 8];
    float score[COLUMNS], slope[COLUMNS];
    bool begins, ends;
} gap_row;

static gap_row gaps[SPANS_GAPS + 8];

static uint32_t drop(uint32_t *features, uint32_t n, bool learning) {
    if (!learning) return n;
    const uint32_t limit = (uint32_t)((double)LEFT_OUT * UINT32_MAX);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (random_next() >= limit) features[kept++] = features[i];
    return kept;
}

static float scale;  /* of sums of features, since some are left out */

static float column_score(const uint32_t *features, uint32_t n, unsigned column) {
    float s = 0;
    for (uint32_t i = 0; i < n; i++) s += weights[features[i]][column];
    return s * scale;
}
static void move(float *w, float *m, float slope) {
    *m += slope * slope;
    *w -= RATE * slope / sqrtf(*m);
}
static void column_move(const uint32_t *features, uint32_t n, unsigned column, float slope) {
    if (fabsf(slope) < 1e-4f) return;
    for (uint32_t i = 0; i < n; i++) move(&weights[features[i]][column], &moved[features[i]][column], slope * scale);
}

typedef struct candidate { item_range r; float score; uint32_t n, features[PAIR_FEATURES]; } candidate;
static candidate candidates[SPAN_KINDS][40000];
static uint32_t candidate_count[SPAN_KINDS];

/* `mode`: bit 0, sources are learned; bit 1, contents. */
static void score_gaps(const example *e, unsigned mode, bool learning) {
    const span_site *s = &e->site;
    for (uint32_t g = s->first; g <= s->past; g++) {
        gap_row *here = &gaps[g - s->first];
        here->n = 0;
        memset(here->slope, 0, sizeof here->slope);
        memset(here->score, 0, sizeof here->score);
        bool inside = g > s->cue.first && g < s->cue.past;
        bool looked = !inside && spans_open_gap(s, g);
        here->begins = looked && span_begins(s, g);
        here->ends = looked && span_ends(s, g);
        if (!here->begins && !here->ends) continue;
        here->n = spans_gap(s, g, PLACES, here->features);
        if (mode & 2) here->n += spans_gap_source(s, g, e->source, PLACES, here->features + here->n);
        here->n = drop(here->features, here->n, learning);
        for (uint32_t i = 0; i < here->n; i++)
            for (unsigned c = 0; c < COLUMNS; c++) here->score[c] += weights[here->features[i]][c];
        for (unsigned c = 0; c < COLUMNS; c++) here->score[c] *= scale;
    }
}

static void make_candidates(const example *e, unsigned kind, bool learning) {
    const span_site *s = &e->site;
    uint32_t n = 0;
    candidate *c = candidates[kind];
    c[n].r = (item_range){0, 0};
    c[n].n = drop(c[n].features, spans_none(s, PLACES, c[n].features), learning);
    c[n].score = column_score(c[n].features, c[n].n, 2 * kind);
    n++;
    for (uint32_t b = s->first; b < s->past; b++) {
        if (!gaps[b - s->first].begins) continue;
        if (kind == SPAN_BEFORE && b >= s->cue.first) break;
        if (kind == SPAN_BEHIND && b < s->cue.past) continue;
        uint32_t limit = b < s->cue.first ? s->cue.first : s->past;
        if (kind == SPAN_SOURCE && limit > b + SPANS_SOURCE) limit = b + SPANS_SOURCE;
        if (kind == SPAN_SOURCE && b > s->cue.past + 12) break;
        if (kind == SPAN_BEHIND && b > s->cue.past + 40) break;
        for (uint32_t t = b + 1; t <= limit; t++) {
            if (!gaps[t - s->first].ends) continue;
            item_range r = {b, t};
            c[n].r = r;
            c[n].n = drop(c[n].features, spans_pair(s, kind, r, PLACES, c[n].features), learning);
            c[n].score = gaps[b - s->first].score[2 * kind] + gaps[t - s->first].score[2 * kind + 1] +
                         column_score(c[n].features, c[n].n, 2 * kind);
            n++;
        }
    }
    candidate_count[kind] = n;
}

static bool same(item_range a, item_range b) {
    return (range_empty(a) && range_empty(b)) || (a.first == b.first && a.past == b.past);
}

static void give_slope(const example *e, unsigned kind, uint32_t i, float slope) {
    candidate *c = &candidates[kind][i];
    column_move(c->features, c->n, 2 * kind, slope);
    if (range_empty(c->r)) return;
    gaps[c->r.first - e->site.first].slope[2 * kind] += slope;
    gaps[c->r.past - e->site.first].slope[2 * kind + 1] += slope;
}

static void move_gaps(const example *e) {
    for (uint32_t g = 0; g <= e->site.past - e->site.first; g++) {
        gap_row *here = &gaps[g];
        float size = 0;
        for (unsigned c = 0; c < COLUMNS; c++) size += fabsf(here->slope[c]);
        if (size < 1e-3f) continue;
        for (uint32_t i = 0; i < here->n; i++)
            for (unsigned c = 0; c < COLUMNS; c++)
                if (here->slope[c] != 0.0f)
                    move(&weights[here->features[i]][c], &moved[here->features[i]][c], here->slope[c] * scale);
    }
}

/* Slopes of one kind alone. */
static void learn_kind(const example *e, unsigned kind) {
    uint32_t n = candidate_count[kind], gold = UINT32_MAX;
    float most = -INFINITY, total = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (candidates[kind][i].score > most) most = candidates[kind][i].score;
        if (same(candidates[kind][i].r, e->gold[kind])) gold = i;
    }
    if (gold == UINT32_MAX) return;
    for (uint32_t i = 0; i < n; i++) total += candidates[kind][i].score = expf(candidates[kind][i].score - most);
    for (uint32_t i = 0; i < n; i++) {
        float slope = candidates[kind][i].score / total - (i == gold);
        if (fabsf(slope) > 1e-4f) give_slope(e, kind, i, slope);
    }
}

static bool overlaps(item_range a, item_range b) {
    return !range_empty(a) && !range_empty(b) && a.first < b.past && b.first < a.past;
}

/* Both contents together. */
static void learn_contents(const example *e) {
    const unsigned kinds[2] = {SPAN_BEFORE, SPAN_BEHIND};
    float z[2][2] = {{0}}, most[2];
    uint32_t gold[2];
    for (unsigned s = 0; s < 2; s++) {
        candidate *c = candidates[kinds[s]];
        most[s] = -INFINITY;
        gold[s] = UINT32_MAX;
        for (uint32_t i = 0; i < candidate_count[kinds[s]]; i++) {
            if (c[i].score > most[s]) most[s] = c[i].score;
            if (same(c[i].r, e->gold[kinds[s]])) gold[s] = i;
        }
        if (gold[s] == UINT32_MAX) return;
        for (uint32_t i = 0; i < candidate_count[kinds[s]]; i++)
            z[s][!range_empty(c[i].r)] += c[i].score = expf(c[i].score - most[s]);
    }
    uint32_t n[2][2], features[2][2][PAIR_FEATURES];
    float j[2][2], total = 0, p[2][2];
    for (unsigned a = 0; a < 2; a++)
        for (unsigned b = 0; b < 2; b++) {
            n[a][b] = drop(features[a][b], spans_both(&e->site, a, b, PLACES, features[a][b]), true);
            j[a][b] = expf(column_score(features[a][b], n[a][b], 2 * SPAN_BEFORE));
            total += p[a][b] = z[0][a] * z[1][b] * j[a][b];
        }
    for (unsigned a = 0; a < 2; a++)
        for (unsigned b = 0; b < 2; b++) {
            p[a][b] /= total;
            bool right = a == (gold[0] != 0) && b == (gold[1] != 0);
            column_move(features[a][b], n[a][b], 2 * SPAN_BEFORE, p[a][b] - (float)right);
        }
    for (unsigned s = 0; s < 2; s++) {
        float share[2] = {s ? p[0][0] + p[1][0] : p[0][0] + p[0][1], s ? p[0][1] + p[1][1] : p[1][0] + p[1][1]};
        candidate *c = candidates[kinds[s]];
        for (uint32_t i = 0; i < candidate_count[kinds[s]]; i++) {
            unsigned some = !range_empty(c[i].r);
            float slope = z[s][some] > 0 ? c[i].score / z[s][some] * share[some] : 0;
            slope -= (float)(i == gold[s]);
            if (fabsf(slope) > 1e-4f) give_slope(e, kinds[s], i, slope);
        }
    }
}

static item_range best(unsigned kind, item_range apart) {
    item_range r = {0, 0};
    float most = -INFINITY;
    for (uint32_t i = 0; i < candidate_count[kind]; i++) {
        const candidate *c = &candidates[kind][i];
        if (c->score <= most || overlaps(c->r, apart)) continue;
        most = c->score;
        r = c->r;
    }
    return r;
}

static void choose_source(example *e) {
    scale = 1;
    score_gaps(e, 1, false);
    make_candidates(e, SPAN_SOURCE, false);
    e->source = best(SPAN_SOURCE, (item_range){0, 0});
}

static void reset(void) {
    for (uint32_t p = 0; p < PLACES; p++)
        for (unsigned k = 0; k < COLUMNS; k++) weights[p][k] = sum[p][k] = 0, moved[p][k] = MOVED;
}

static void learn(const uint8_t *use, unsigned mode, int rounds, int kept) {
    uint32_t *order = room_of(count * sizeof *order), n = 0;
    reset();
    for (uint32_t i = 0; i < count; i++)
        if (use[i]) order[n++] = i;
    for (int round = 1; round <= rounds; round++) {
        for (uint32_t i = n - 1; i > 0; i--) {
            uint32_t k = random_next() % (i + 1), was = order[i];
            order[i] = order[k];
            order[k] = was;
        }
        for (uint32_t i = 0; i < n; i++) {
            const example *e = &examples[order[i]];
            scale = 1 / (1 - LEFT_OUT);
            score_gaps(e, mode, true);
            if ((mode & 1) && e->fits[SPAN_SOURCE]) {
                make_candidates(e, SPAN_SOURCE, true);
                learn_kind(e, SPAN_SOURCE);
            }
            if ((mode & 2) && e->fits[SPAN_BEFORE] && e->fits[SPAN_BEHIND] && (e->any[SPAN_BEFORE] || e->any[SPAN_BEHIND])) {
                make_candidates(e, SPAN_BEFORE, true);
                make_candidates(e, SPAN_BEHIND, true);
                learn_contents(e);
            }
            move_gaps(e);
        }
        if (round + kept <= rounds) continue;
        for (uint32_t p = 0; p < PLACES; p++)
            for (unsigned k = 0; k < COLUMNS; k++) sum[p][k] += weights[p][k];
    }
    for (uint32_t p = 0; p < PLACES; p++)
        for (unsigned k = 0; k < COLUMNS; k++) weights[p][k] = sum[p][k] / (float)kept;
    free(order);
}

static row *final;

static void keep_columns(unsigned from, unsigned past) {
    for (uint32_t p = 0; p < PLACES; p++)
        for (unsigned k = from; k < past; k++) final[p][k] = weights[p][k];
}

static char *model_bytes;
static size_t model_size;
static void put(size_t at, uint32_t number, unsigned bytes) {
    for (unsigned k = 0; k < bytes; k++) model_bytes[at + k] = (char)(number >> 8 * k & 255);
}
static void make_model(void) {
    float most = 0;
    for (uint32_t p = 0; p < PLACES; p++)
        for (unsigned k = 0; k < COLUMNS; k++) most = fmaxf(most, fabsf(final[p][k]));
    most = fminf(most, MOST);
    float unit = 127 / most;
    size_t change = SPANS_LABELS * SPANS_LABELS * 2;
    model_size = 16 + change + (size_t)PLACES * ROW;
    if (!model_bytes) model_bytes = aligned_alloc(16, (model_size + 15) / 16 * 16);
    memset(model_bytes, 0, model_size);
    memcpy(model_bytes, "SYNM", 4);
    put(4, PLACES, 4);
    put(8, SPANS_LABELS, 4);
    put(12, (uint32_t)lrintf(unit), 4);
    for (uint32_t p = 0; p < PLACES; p++)
        for (unsigned k = 0; k < COLUMNS; k++) {
            float w = final[p][k] * unit;
            if (w > 127) w = 127;
            if (w < -127) w = -127;
            model_bytes[16 + change + (size_t)p * ROW + k] = (char)lrintf(w);
        }
    fprintf(stderr, "unit %.2f\n", (double)unit);
}

/* Learns from all reports but every FOLDS-th from `without` on. */
static void learn_all(unsigned without) {
    uint8_t *use = room_of(count);
    for (unsigned half = 0; half < 2; half++) {
        for (uint32_t i = 0; i < count; i++)
            use[i] = examples[i].report % FOLDS != without && examples[i].report / FOLDS % 2 == half;
        learn(use, 1, HALF_ROUNDS, 1);
        for (uint32_t i = 0; i < count; i++)
            if (examples[i].report % FOLDS != without && examples[i].report / FOLDS % 2 != half) choose_source(&examples[i]);
    }
    for (uint32_t i = 0; i < count; i++) use[i] = examples[i].report % FOLDS != without;
    learn(use, 1, ROUNDS, KEPT);
    keep_columns(0, 2);
    learn(use, 2, ROUNDS, KEPT);
    keep_columns(2, COLUMNS);
    make_model();
    free(use);
}

typedef struct tally { unsigned right, found, gold; } tally;
static void count_in(tally *t, item_range found, item_range gold, bool any, bool fits) {
    t->found += !range_empty(found);
    t->gold += any;
    t->right += any && fits && !range_empty(found) && same(found, gold);
}
static void show(const tally *t) {
    double p = (double)t->right / t->found, r = (double)t->right / t->gold;
    printf(" p %.4f r %.4f f %.4f", p, r, 2 * p * r / (p + r));
}

/* [0]: cues of the rules, [1]: the annotators'. */
static tally rules[2][SPAN_KINDS], ours[2][SPAN_KINDS];
static unsigned whole[2][2], all[2];

static void test_fold(unsigned fold) {
    syn_model model;
    if (!spans_open(&model, slice_of(model_bytes, model_size))) exit(5);
    for (uint32_t i = 0; i < count; i++) {
        example *e = &examples[i];
        if (e->report % FOLDS != fold) continue;
        item_range out[SPAN_KINDS];
        spans_choose(&model, &e->site, &(span_limits){.inside = {0, UINT32_MAX}}, out);
        bool good = true, rgood = true;
        for (unsigned k = 0; k < SPAN_KINDS; k++) {
            count_in(&rules[e->gold_cue][k], e->site.rules[k], e->gold[k], e->any[k], e->fits[k]);
            count_in(&ours[e->gold_cue][k], out[k], e->gold[k], e->any[k], e->fits[k]);
            if (k && !(e->fits[k] && same(out[k], e->gold[k]))) good = false;
            if (k && !(e->fits[k] && same(e->site.rules[k], e->gold[k]))) rgood = false;
        }
        all[e->gold_cue]++;
        whole[e->gold_cue][0] += rgood;
        whole[e->gold_cue][1] += good;
    }
}
static void show_all(void) {
    static const char *const names[] = {"source", "before", "behind"};
    for (unsigned g = 0; g < 2; g++) {
        printf("%s cues\n", g ? "gold" : "rules'");
        for (unsigned k = 0; k < SPAN_KINDS; k++) {
            printf("%-8s", names[k]);
            show(&rules[g][k]);
            printf("   ->  ");
            show(&ours[g][k]);
            puts("");
        }
        printf("contents right %.4f -> %.4f of %u\n", whole[g][0] / (double)all[g], whole[g][1] / (double)all[g], all[g]);
    }
}

static bool write_model(const char *path) {
    FILE *out = fopen(path, "wb");
    bool good = out && fwrite(model_bytes, 1, model_size, out) == model_size;
    if (out && fclose(out)) good = false;
    if (!good) perror(path);
    return good;
}

int main(int arguments, char **argument) {
    if (arguments != 2) {
        fputs("usage: quotes OUT < JSONL, or quotes --folds < JSONL\n", stderr);
        return 2;
    }
    articles_each(see_report, NULL);
    fprintf(stderr, "%u reports, %u attributions\n", reports, count);
    weights = room_of(PLACES * sizeof(row));
    moved = room_of(PLACES * sizeof(row));
    sum = room_of(PLACES * sizeof(row));
    final = room_of(PLACES * sizeof(row));
    bool test = strcmp(argument[1], "--folds") == 0;
    for (unsigned fold = 0; test && fold < FOLDS; fold++) {
        learn_all(fold);
        test_fold(fold);
    }
    if (test) {
        show_all();
        return 0;
    }
    learn_all(FOLDS);
    return write_model(argument[1]) ? 0 : 5;
}
