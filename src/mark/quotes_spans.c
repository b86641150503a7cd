/* quotes_spans.c - the source and the contents of each cue, chosen by a learned model.
 *
 * In: attributions with the spans that the rules chose (quotes_frames.c). Out: the same with the spans that the model holds
 * for the likeliest, and which of them stand in the content of another.
 *
 * A span is worth what its first gap, its last gap and its inside are worth together (quotes_spans_features.c); no span at all is
 * worth something too. First the source is chosen, then both contents, apart from it. The rules' own spans are among the
 * features, so that the model learns where to trust them: stacking, in the line of D. Wolpert, "Stacked Generalization"
 * (1992). A cue inside the content of another keeps to that content.
 *
 * Bounds: SPANS_BACK and SPANS_AHEAD items around a cue; of gaps, the SPANS_BEST best of each kind. */
#include "mark/quotes_spans.h"
#include "text/weights.h"

enum { SPANS_BEST = 5, CHOOSE_FLOOR = 5 };

typedef struct gap_score { uint32_t gap; int32_t score; } gap_score;
typedef struct gap_list { gap_score at[SPANS_BEST]; uint32_t n; } gap_list;

typedef struct gap_row { uint32_t gap; int32_t scores[SPANS_LABELS - 1]; } gap_row;

typedef struct chooser {
    const syn_model *model;
    const span_site *site;
    item_range limits;
    item_range wall;          /* what the cue before reports */
    uint32_t wall_cue;        /* and where that cue begins */
    int32_t floor;            /* a gap so much below the best is out */
    gap_list begins[SPAN_KINDS], ends[SPAN_KINDS];
    uint32_t n;
    gap_row rows[SPANS_GAPS];
} chooser;

static void keep(gap_list *list, uint32_t gap, int32_t score) {
    uint32_t at = list->n;
    while (at > 0 && list->at[at - 1].score < score) at--;
    if (at >= SPANS_BEST) return;
    if (list->n < SPANS_BEST) list->n++;
    for (uint32_t k = list->n - 1; k > at; k--) list->at[k] = list->at[k - 1];
    list->at[at] = (gap_score){gap, score};
}

/* Scores of the gaps that are looked at. The weights of one gap are fetched while those of the gap before are summed. */
static void score_gaps(chooser *c) {
    const span_site *site = c->site;
    uint32_t features[2][GAP_FEATURES], n[2] = {0, 0};
    c->n = 0;
    for (uint32_t gap = c->limits.first; gap <= c->limits.past; gap++) {
        if (!spans_open_gap(site, gap)) continue;
        uint32_t at = c->n % 2;
        c->rows[c->n] = (gap_row){.gap = gap};
        n[at] = spans_gap(site, gap, c->model->places, features[at]);
        model_fetch(c->model, features[at], n[at]);
        if (c->n > 0) model_score(c->model, features[!at], n[!at], c->rows[c->n - 1].scores);
        c->n++;
    }
    if (c->n > 0) model_score(c->model, features[(c->n - 1) % 2], n[(c->n - 1) % 2], c->rows[c->n - 1].scores);
}

static void keep_source(chooser *c) {
    for (uint32_t i = 0; i < c->n; i++) {
        const gap_row *row = &c->rows[i];
        if (row->gap < c->limits.past && span_begins(c->site, row->gap)) keep(&c->begins[SPAN_SOURCE], row->gap, row->scores[0]);
        if (row->gap > c->limits.first && span_ends(c->site, row->gap)) keep(&c->ends[SPAN_SOURCE], row->gap, row->scores[1]);
    }
}

static void keep_contents(chooser *c, item_range source) {
    for (uint32_t i = 0; i < c->n; i++) {
        gap_row *row = &c->rows[i];
        if (row->gap > source.first && row->gap < source.past) continue;
        uint32_t features[GAP_FEATURES];
        uint32_t n = spans_gap_source(c->site, row->gap, source, c->model->places, features);
        model_score(c->model, features, n, row->scores);
        unsigned k = row->gap > c->site->cue.first ? SPAN_BEHIND : SPAN_BEFORE;
        if (row->gap < c->limits.past && span_begins(c->site, row->gap)) keep(&c->begins[k], row->gap, row->scores[2 * k]);
        if (row->gap > c->limits.first && span_ends(c->site, row->gap)) keep(&c->ends[k], row->gap, row->scores[2 * k + 1]);
    }
}

static int32_t column(const chooser *c, const uint32_t *features, uint32_t n, unsigned kind) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += c->model->weights[(size_t)features[i] * (SPANS_LABELS - 1) + 2 * kind];
    return sum;
}

static bool meets(item_range a, item_range b) {
    return !range_empty(a) && !range_empty(b) && a.first < b.past && b.first < a.past;
}

/* No span holds its own cue or a part of the source; none holds words that another cue reports, unless with that cue. */
static bool crosses(const chooser *c, item_range r, const item_range *source) {
    if (r.first < c->site->cue.first && r.past > c->site->cue.first) return true;
    return (source && meets(r, *source)) || (meets(r, c->wall) && r.first > c->wall_cue);
}

/* The best span of a kind that is not empty, and its score; false if there is none. */
static bool best_span(const chooser *c, unsigned kind, const item_range *source, item_range *best, int32_t *most) {
    bool found = false;
    const gap_list *begins = &c->begins[kind], *ends = &c->ends[kind];
    for (uint32_t b = 0; b < begins->n; b++) {
        if (begins->at[b].score < begins->at[0].score - c->floor) break;
        for (uint32_t e = 0; e < ends->n; e++) {
            if (ends->at[e].score < ends->at[0].score - c->floor) break;
            item_range r = {begins->at[b].gap, ends->at[e].gap};
            if (range_empty(r) || (kind == SPAN_SOURCE && r.past - r.first > SPANS_SOURCE) || crosses(c, r, source))
                continue;
            uint32_t features[PAIR_FEATURES];
            uint32_t n = spans_pair(c->site, kind, r, c->model->places, features);
            int32_t score = begins->at[b].score + ends->at[e].score + column(c, features, n, kind);
            if (found && score <= *most) continue;
            found = true;
            *best = r;
            *most = score;
        }
    }
    return found;
}

static int32_t none_score(const chooser *c, unsigned kind) {
    uint32_t features[PAIR_FEATURES];
    uint32_t n = spans_none(c->site, c->model->places, features);
    return column(c, features, n, kind);
}

static void choose_contents(const chooser *c, const item_range *source, item_range out[SPAN_KINDS]) {
    static const unsigned kinds[CONTENTS] = {SPAN_BEFORE, SPAN_BEHIND};
    item_range spans[CONTENTS] = {{0, 0}, {0, 0}};
    int32_t scores[CONTENTS][2] = {{0}}, most = 0;
    bool some[CONTENTS], chosen = false;
    for (unsigned s = 0; s < CONTENTS; s++) {
        scores[s][0] = none_score(c, kinds[s]);
        some[s] = best_span(c, kinds[s], source, &spans[s], &scores[s][1]);
    }
    for (unsigned which = 0; which < 4; which++) {
        unsigned before = which & 1u, behind = which >> 1;
        if ((before && !some[0]) || (behind && !some[1])) continue;
        uint32_t features[PAIR_FEATURES];
        uint32_t n = spans_both(c->site, before, behind, c->model->places, features);
        int32_t score = scores[0][before] + scores[1][behind] + column(c, features, n, SPAN_BEFORE);
        if (chosen && score <= most) continue;
        chosen = true;
        most = score;
        out[SPAN_BEFORE] = before ? spans[0] : (item_range){0, 0};
        out[SPAN_BEHIND] = behind ? spans[1] : (item_range){0, 0};
    }
}

bool spans_open(syn_model *model, syn_slice file) { return model_open(model, file) && model->labels == SPANS_LABELS; }

void spans_choose(const syn_model *model, const span_site *site, const span_limits *limits,
                  item_range out[SPAN_KINDS]) {
    chooser c;
    c.model = model;
    c.site = site;
    c.limits = limits->inside;
    c.wall = limits->apart;
    c.wall_cue = limits->apart_cue;
    c.floor = model->unit * CHOOSE_FLOOR;
    if (c.limits.first < site->first) c.limits.first = site->first;
    if (c.limits.past > site->past) c.limits.past = site->past;
    for (unsigned k = 0; k < SPAN_KINDS; k++) {
        out[k] = (item_range){0, 0};
        c.begins[k].n = c.ends[k].n = 0;
    }
    score_gaps(&c);
    keep_source(&c);
    int32_t most = 0;
    if (best_span(&c, SPAN_SOURCE, NULL, &out[SPAN_SOURCE], &most) && most <= none_score(&c, SPAN_SOURCE))
        out[SPAN_SOURCE] = (item_range){0, 0};
    item_range source = out[SPAN_SOURCE];
    keep_contents(&c, source);
    choose_contents(&c, &source, out);
}

/* ---- attributions ---- */

static bool covers(item_range outer, item_range inner) { return outer.first <= inner.first && inner.past <= outer.past; }

/* A bracket that opens in a span and closes right behind it belongs to it. */
static void close_bracket(const quote_work *work, const span_frame *frame, item_range *r) {
    if (range_empty(*r) || r->past >= frame->past || item_tag(work, r->past) != TAG_CLOSE) return;
    uint32_t open = r->past;
    while (open > r->first && !tag_in(item_tag(work, open - 1), IS(OPEN) | IS(CLOSE))) open--;
    if (open > r->first && item_tag(work, open - 1) == TAG_OPEN) r->past++;
}

/* The source that the rules chose stays where the model sees none of a quotation, and where it is "who" or "that": whom that
 * means is found out later. No source stands in what it says. */
static bool keeps_source(const quote_work *work, const attribution *a, const item_range chosen[SPAN_KINDS]) {
    if (range_empty(a->source) || meets(a->source, chosen[SPAN_BEFORE]) || meets(a->source, chosen[SPAN_BEHIND])) return false;
    bool relative = tag_in(item_tag(work, a->source.first), IS(RELATIVE) | IS(THAT)) && a->source.past - a->source.first == 1;
    if (relative || !range_empty(chosen[SPAN_SOURCE])) return relative;
    item_range before = chosen[SPAN_BEFORE], behind = chosen[SPAN_BEHIND];
    return (!range_empty(before) && item_tag(work, before.past - 1) == TAG_QUOTE) ||
           (!range_empty(behind) && item_tag(work, behind.first) == TAG_QUOTE);
}

/* "The force issued a statement saying": what it was said in, where the rules took that for the source. */
static bool is_statement(const quote_work *work, item_range rules, item_range source) {
    if (range_empty(rules) || range_empty(source) || rules.first != source.first) return false;
    const char *kind = quotes_noun_kind(work, quotes_head(work, rules));
    return kind && strcmp(kind, "statement") == 0;
}

/* Takes what the model chose for an attribution. */
static void take(quote_work *work, const span_frame *frame, attribution *a, const item_range chosen[SPAN_KINDS]) {
    item_range source = keeps_source(work, a, chosen) ? a->source : chosen[SPAN_SOURCE], behind = chosen[SPAN_BEHIND];
    a->statement = a->statement || is_statement(work, a->source, source);
    if (a->follows != REPORT_NONE) {
        const attribution *lead = &work->attributions.at[a->follows];
        bool same = range_empty(source) || (source.first < lead->source.past && lead->source.first < source.past);
        same = same && !meets(lead->source, chosen[SPAN_BEFORE]) && !meets(lead->source, behind);
        if (same) source = lead->source;
        else a->follows = REPORT_NONE;
    }
    close_bracket(work, frame, &source);
    close_bracket(work, frame, &behind);
    item_range rules = a->content[1];
    bool parted = !range_empty(rules) && rules.past < frame->past && item_tag(work, rules.past) == TAG_DASH &&
                  a->source.first > frame->first && item_tag(work, a->source.first - 1) == TAG_DASH;
    if (parted && behind.first < rules.past && behind.past > rules.past) behind.past = rules.past;  /* between two dashes */
    if (behind.first != a->content[1].first && !range_empty(behind)) {
        const span_item *first = &frame->items[SPANS_REACH + behind.first - frame->first];
        const span_item *past = first + (behind.past - behind.first);
        a->phrase = first->tag != TAG_QUOTE && (first->tag == TAG_TO || past->verbs == first->verbs);
    }
    a->source = source;
    a->content[0] = chosen[SPAN_BEFORE];
    a->content[1] = behind;
    if (a->addressee.past > behind.first && a->addressee.first < behind.past) a->addressee = (item_range){0, 0};
    if (a->addressee.past > source.first && a->addressee.first < source.past) a->addressee = (item_range){0, 0};
}

static bool has_quotation(const span_frame *frame, item_range r) {
    const span_item *items = &frame->items[SPANS_REACH];
    return items[r.past - frame->first].quotes > items[r.first - frame->first].quotes;
}

static void choose_frame(quote_work *work, const syn_model *model, const quote_frame *at, const span_frame *frame) {
    attribution *all = work->attributions.at;
    uint32_t first = at->attribution, past = first + at->attributions, last = REPORT_NONE;
    for (uint32_t i = first; i < past; i++) all[i].within = REPORT_NONE;
    for (uint32_t i = first; i < past; i++) {
        span_limits limits = {.inside = {frame->first, frame->past}};
        if (all[i].within != REPORT_NONE) {
            for (unsigned c = 0; c < CONTENTS; c++)
                if (covers(all[all[i].within].content[c], all[i].cue)) limits.inside = all[all[i].within].content[c];
            if (!has_quotation(frame, limits.inside)) continue;  /* nothing is written of it: the rules' spans will do */
        } else if (last != REPORT_NONE) {
            limits.apart = all[last].content[1];
            limits.apart_cue = all[last].cue.first;
        }
        span_site site;
        item_range chosen[SPAN_KINDS];
        spans_look(&site, frame, i);
        spans_choose(model, &site, &limits, chosen);
        take(work, frame, &all[i], chosen);
        if (all[i].within != REPORT_NONE) continue;
        if (!range_empty(all[i].content[1])) last = i;
        for (uint32_t k = first; k < past; k++)
            for (unsigned c = 0; k != i && c < CONTENTS; c++)
                if (covers(all[i].content[c], all[k].cue) && all[k].within == REPORT_NONE) all[k].within = i;
    }
}

bool quotes_choose_spans(quote_work *work) {
    syn_model model;
    if (!spans_open(&model, weights_find("en", "quotes"))) return true;
    for (uint32_t f = 0; f < work->frames.n; f++) {
        const quote_frame *at = &work->frames.at[f];
        span_frame frame;
        if (!at->attributions) continue;
        if (!spans_see(&frame, work, at, work->scratch)) return false;
        choose_frame(work, &model, at, &frame);
    }
    return true;
}
