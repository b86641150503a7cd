/* quotes_spans_features.c - what tells the source and the contents of a cue.
 *
 * In: a frame, a cue in it with the spans that the rules chose. Out: features of gaps between items, and of spans, as places
 * of a linear model. Seen of a gap are three items on either side (function words, parts of speech, clusters), how far the
 * cue is and what lies between, where the rules begin and end their spans, and the cue itself. All hashed; every feature has
 * a number of its own (template). Constant time a gap; sums over the items of a frame are kept, so that a span costs the
 * same whatever its length. */
#include "mark/quotes_spans.h"

enum { FIRST_GAP = 0, FIRST_SOURCE = 64, FIRST_PAIR = 96, FIRST_NONE = 128, FIRST_BOTH = 144 };
enum { MIX_CLOSED = 1024, MIX_ROOM = 60000, MIX_BEGIN = 1000, MIX_END, MIX_QUOTE, MIX_QUOTE_ENDS, MIX_PARTICIPLE };

/* ---- items ---- */

static bool has_words(uint8_t tag) { return tag < TAG_COMMA || tag == TAG_QUOTE; }

static uint16_t mix_of(const quote_work *work, uint32_t at, const syn_word *word) {
    const quote_item *item = &work->items.at[at];
    if (item->tag == TAG_QUOTE) return quotes_quote_ends(work, at) ? MIX_QUOTE_ENDS : MIX_QUOTE;
    bool open = item->tag == TAG_WORD || item->tag == TAG_NAME || item->tag == TAG_NUMBER || item->tag == TAG_TIME ||
                (item->tag == TAG_ADVERB && word->upos == UPOS_ADV);
    if (!open) return (uint16_t)(MIX_CLOSED + word->fold % MIX_ROOM);
    if (word->upos == UPOS_VERB && slice_ends(item_text(work, at), SLICE_LIT("ing"))) return MIX_PARTICIPLE;
    return (uint16_t)(item->tag * 32 + word->upos);
}

static void see_item(const quote_work *work, const syn_clusters *table, uint32_t at, span_item *seen) {
    const quote_item *item = &work->items.at[at];
    const syn_word *word = &work->report->words.at[item->word];
    uint16_t clusters[CLUSTER_LEVELS];
    bool quote = item->tag == TAG_QUOTE;
    seen->id = quote ? 1 : word->fold;
    seen->mix = mix_of(work, at, word);
    seen->tag = item->tag;
    seen->upos = quote ? UPOS_NONE : word->upos;
    seen->cluster = seen->fine = 0;
    if (!quote && word->kind == WORD_LETTERS && word_clusters(table, word, clusters)) {
        seen->cluster = (uint16_t)(clusters[1] + 1);
        seen->fine = (uint16_t)(clusters[2] + 1);
    }
    seen->wordy = has_words(item->tag);
    seen->glued = !quote && !(word->flags & WORD_SPACE);
    seen->cue = item->cue ? item->cue[0] : '\0';
    seen->verb = item->tag == TAG_BE || item->tag == TAG_AUX ||
                 (word->upos == UPOS_VERB && !quote && seen->mix != MIX_PARTICIPLE);
}

bool spans_see(span_frame *frame, const quote_work *work, const quote_frame *at, syn_arena *arena) {
    *frame = (span_frame){.work = work, .first = at->first, .past = at->past};
    const syn_clusters table = clusters_find("en");
    uint32_t n = at->past - at->first;
    frame->items = ARENA_ARRAY(arena, span_item, n + 2 * SPANS_REACH);
    if (!frame->items) return false;
    span_item sums = {.tag = TAG_OTHER, .mix = MIX_BEGIN};
    for (uint32_t k = 0; k < n + 2 * SPANS_REACH; k++) {
        span_item *seen = &frame->items[k];
        *seen = (span_item){.tag = TAG_OTHER, .mix = k < SPANS_REACH ? MIX_BEGIN : MIX_END};
        bool inside = k >= SPANS_REACH && k < n + SPANS_REACH;
        if (inside) see_item(work, &table, at->first + k - SPANS_REACH, seen);
        seen->commas = sums.commas;
        seen->verbs = sums.verbs;
        seen->cues = sums.cues;
        seen->quotes = sums.quotes;
        seen->words = sums.words;
        seen->opens = sums.opens;
        seen->closes = sums.closes;
        if (!inside) continue;
        sums.opens = (uint16_t)(sums.opens + (seen->tag == TAG_OPEN));
        sums.closes = (uint16_t)(sums.closes + (seen->tag == TAG_CLOSE));
        sums.commas = (uint16_t)(sums.commas + (seen->tag == TAG_COMMA || seen->tag == TAG_DASH || seen->tag == TAG_SEMICOLON));
        sums.verbs = (uint16_t)(sums.verbs + seen->verb);
        sums.cues = (uint16_t)(sums.cues + (seen->cue != '\0' && seen->cue != 'k'));
        sums.quotes = (uint16_t)(sums.quotes + (seen->tag == TAG_QUOTE));
        sums.words = (uint16_t)(sums.words + seen->wordy);
    }
    return true;
}

/* Ends that no span may have are left out. */
static void trim(const span_frame *frame, item_range *range) {
    while (!range_empty(*range) && !frame->items[SPANS_REACH + range->past - 1 - frame->first].wordy) range->past--;
    while (!range_empty(*range) && !frame->items[SPANS_REACH + range->first - frame->first].wordy) range->first++;
    if (range_empty(*range)) *range = (item_range){0, 0};
}

void spans_look(span_site *site, const span_frame *frame, uint32_t index) {
    const quote_work *work = frame->work;
    const attribution *a = &work->attributions.at[index];
    const quote_frame *in = &work->frames.at[a->frame];
    *site = (span_site){.frame = frame, .cue = a->cue, .class = (uint8_t)a->value[0], .form = (uint8_t)a->value[1],
                        .next = UINT32_MAX, .next_source = UINT32_MAX};
    site->rules[SPAN_SOURCE] = a->source;
    site->rules[SPAN_BEFORE] = a->content[0];
    site->rules[SPAN_BEHIND] = a->content[1];
    for (unsigned k = 0; k < SPAN_KINDS; k++) {
        item_range *r = &site->rules[k];
        if (r->first < frame->first || r->past > frame->past) *r = (item_range){0, 0};
        else trim(frame, r);
    }
    site->first = frame->first;
    if (a->cue.first > site->first + SPANS_BACK) site->first = a->cue.first - SPANS_BACK;
    site->past = frame->past;
    if (site->past > a->cue.past + SPANS_AHEAD) site->past = a->cue.past + SPANS_AHEAD;
    site->word = work->report->words.at[work->items.at[a->head].word].fold;
    site->value = slice_hash(slice_str(a->value));
    if (index + 1 < in->attribution + in->attributions) {
        site->next = a[1].cue.first;
        site->next_source = a[1].source.first;
        site->next_kind = (a[1].within == index) + 2u * (a[1].follows == index) + 4u * (a[1].value[1] == 'g') + 8u * (a[1].value[0] == 'k') +
            16u * (a[1].value[0] == '+') + 32u * !range_empty(a[1].content[0]);
    }
    site->last = site->last_end = 0;
    if (index > in->attribution) {
        site->last = a[-1].cue.past;
        site->last_end = a[-1].content[1].past;
        site->last_kind = 1u + 2u * (a->within == index - 1) + 4u * (a->follows == index - 1) + 8u * (a[-1].value[0] == 'k');
    }
}

/* ---- features ---- */

static uint64_t three(uint64_t a, uint64_t b, uint64_t c) { return model_pair(model_pair(a, b), c); }

static unsigned bucket(uint32_t n) {
    return n < 5 ? n : n < 7 ? 5 : n < 10 ? 6 : n < 15 ? 7 : n < 25 ? 8 : n < 40 ? 9 : 10;
}
static unsigned at_most(unsigned n, unsigned most) { return n < most ? n : most; }

/* Which of the rules' spans begin and end at a gap. */
static unsigned rules_at(const span_site *site, uint32_t gap) {
    unsigned mask = 0;
    for (unsigned k = 0; k < SPAN_KINDS; k++) {
        if (range_empty(site->rules[k])) continue;
        mask |= (unsigned)(site->rules[k].first == gap) << 2 * k | (unsigned)(site->rules[k].past == gap) << (2 * k + 1);
    }
    return mask;
}

static unsigned rules_found(const span_site *site) {
    unsigned mask = 0;
    for (unsigned k = 0; k < SPAN_KINDS; k++) mask |= (unsigned)!range_empty(site->rules[k]) << k;
    return mask | (site->rules[SPAN_SOURCE].first > site->cue.first ? 8u : 0);
}

/* What stands between the cue and a gap. */
static unsigned passed(const span_site *site, uint32_t gap) {
    uint32_t from = gap <= site->cue.first ? gap : site->cue.past, to = gap <= site->cue.first ? site->cue.first : gap;
    const span_item *a = span_at(site, from), *b = span_at(site, to);
    return at_most(b->commas - a->commas, 2) | at_most(b->verbs - a->verbs, 2) << 2 | at_most(b->cues - a->cues, 1) << 4 |
           at_most(b->quotes - a->quotes, 2) << 5;
}

bool spans_open_gap(const span_site *site, uint32_t gap) {
    if (gap > site->cue.first && gap < site->cue.past) return false;
    if (!span_begins(site, gap) && !span_ends(site, gap)) return false;
    uint32_t distance = gap > site->cue.first ? gap - site->cue.past : site->cue.first - gap;
    if (distance <= SPANS_NEAR || rules_at(site, gap)) return true;
    const span_item *r = span_at(site, gap), *l = r - 1;
    uint32_t parts = IS(CONJ) | IS(SUB) | IS(PREP) | IS(TO) | IS(THAT) | IS(RELATIVE) | IS(TIME) | IS(ADVERB) | IS(QUOTE) | IS(PRONOUN) | IS(DET) |
                     IS(POSSESSIVE_DET) | IS(NUMBER) | IS(NAME) | IS(BE) | IS(AUX);
    return !l->wordy || !r->wordy || l->tag == TAG_QUOTE || tag_in(r->tag, parts) || gap == site->next || gap == site->next_source ||
           r->verb || r->mix == MIX_PARTICIPLE;
}

/* A gap as its features see it. */
typedef struct gap_look {
    const span_item *l, *r;   /* the items on its sides */
    uint64_t side;            /* 1: behind the cue */
    uint64_t far, near;       /* how far from the cue, with the side */
    uint64_t rules, around;
} gap_look;

static gap_look look_at(const span_site *site, uint32_t gap) {
    const span_item *r = span_at(site, gap);
    bool behind = gap > site->cue.first;
    uint32_t distance = behind ? gap - site->cue.past : site->cue.first - gap;
    return (gap_look){.l = r - 1, .r = r, .side = behind, .far = bucket(distance) * 2 + (uint64_t)behind,
                      .near = at_most(distance, 3) * 2 + (uint64_t)behind, .rules = rules_at(site, gap),
                      .around = model_pair(r[-1].mix, r->mix)};
}

static void add_words(model_features *list, const gap_look *g) {
    const span_item *l = g->l, *r = g->r;
    model_add(list, g->far);
    model_add(list, model_pair(g->side, g->around));
    model_add(list, three(g->side, g->around, r[1].mix));
    model_add(list, three(g->side, g->around, l[-1].mix));
    model_add(list, model_pair(g->side, l->id));
    model_add(list, model_pair(g->side, r->id));
    model_add(list, three(r->id, r[1].mix, r[2].mix));
    model_add(list, three(model_pair(g->side, l[-1].upos), model_pair(l->upos, r->upos), r[1].upos));
}

/* The rules and the cue, and what stands between the cue and the gap. */
static void add_cue(model_features *list, const gap_look *g, const span_site *site, uint32_t gap) {
    const span_item *l = g->l, *r = g->r;
    uint64_t found = rules_found(site), between = passed(site, gap) * 2 + g->side;
    model_add(list, three(g->rules, g->side, found));
    model_add(list, three(g->rules, g->side, site->word));
    model_add(list, three(g->rules, g->side, r->mix));
    model_add(list, three(g->rules, g->side, l->mix));
    model_add(list, three(g->rules, site->class, site->form));
    model_add(list, three(site->word, g->near, r->mix));
    model_add(list, three(site->word, g->near, l->mix));
    model_add(list, three(site->value, g->near, r->mix));
    model_add(list, three(site->value, g->near, l->mix));
    model_add(list, three(site->form, g->near, g->around));
    model_add(list, model_pair(g->far, g->around));
    model_add(list, between);
    model_add(list, model_pair(between, l->mix));
    model_add(list, model_pair(between, r->mix));
    model_add(list, three(between, g->rules, found));
}

/* The cues behind and before this one. */
static void add_other_cues(model_features *list, const gap_look *g, const span_site *site, uint32_t gap) {
    const span_item *l = g->l, *r = g->r;
    uint64_t next = (gap == site->next) + 2u * (gap == site->next_source) + 4u * (gap > site->next) +
                    8u * (site->next == UINT32_MAX);
    model_add(list, three(next, g->side, g->rules));
    model_add(list, three(next, g->side, l->mix));
    uint64_t gone = site->next == UINT32_MAX ? 9 : gap > site->next ? 8 : at_most(site->next - gap, 4);
    gone = model_pair(gone * 2 + (gap == site->next_source), site->next_kind);
    model_add(list, model_pair(g->side, gone));
    model_add(list, three(g->side, gone, r->mix));
    model_add(list, three(g->side, gone, l->mix));
    uint64_t from = gap < site->last ? 0 : at_most(gap - site->last, 3) + 1;
    from = (from * 4 + (gap == site->last_end ? 1 : gap > site->last_end ? 2 : 0)) * 2 + g->side;
    model_add(list, model_pair(from, site->last_kind));
    model_add(list, three(from, site->last_kind, r->mix));
    model_add(list, three(from, site->last_kind, g->rules));
}

/* Which comes first within a few items from `at` on, in steps of `step`: a mark (1), a verb (2), or neither (0). */
static unsigned comes_first(const span_site *site, const span_item *at, int step) {
    const span_item *floor = span_at(site, site->frame->first), *end = span_at(site, site->frame->past);
    for (unsigned k = 0; k < 6 && at >= floor && at < end; k++, at += step) {
        if (at->tag == TAG_COMMA || at->tag == TAG_STOP) return 1;
        if (at->verb) return 2;
    }
    return 0;
}

static void add_place(model_features *list, const gap_look *g, const span_site *site, uint32_t gap) {
    const span_item *l = g->l, *r = g->r;
    model_add(list, model_pair(g->side, r->fine));
    model_add(list, model_pair(g->side, l->fine));
    model_add(list, three(g->side, l->cluster, r->cluster));
    uint64_t ends = (gap == site->frame->first) + 2u * (gap + 1 >= site->frame->past) + 4u * (l->tag == TAG_STOP);
    model_add(list, three(g->side, ends, g->rules));
    model_add(list, three(g->side, ends, site->class));
    const span_item *c = span_at(site, site->cue.first), *d = span_at(site, site->cue.past);
    model_add(list, three(c[-1].mix, d->mix, g->far));
    model_add(list, three(c[-1].upos, d->upos, model_pair(g->side, g->around)));
    model_add(list, three(d->mix, g->far, site->form));
    uint64_t verbs = comes_first(site, r, 1) * 3 + comes_first(site, l, -1);
    model_add(list, three(g->side, verbs, r->mix));
    model_add(list, three(g->side, verbs, l->mix));
}

uint32_t spans_gap(const span_site *site, uint32_t gap, uint32_t places, uint32_t features[GAP_FEATURES]) {
    model_features list = {features, places, FIRST_GAP, 0};
    const gap_look look = look_at(site, gap);
    add_words(&list, &look);
    add_cue(&list, &look, site, gap);
    add_other_cues(&list, &look, site, gap);
    add_place(&list, &look, site, gap);
    return list.n;
}

uint32_t spans_gap_source(const span_site *site, uint32_t gap, item_range source, uint32_t places,
                          uint32_t features[GAP_FEATURES]) {
    model_features list = {features, places, FIRST_SOURCE, 0};
    const span_item *r = span_at(site, gap), *l = r - 1;
    bool behind = gap > site->cue.first;
    uint64_t where = range_empty(source) ? 7 : gap < source.first ? 0 : gap == source.first ? 1 : gap < source.past ? 2
                     : gap == source.past ? 3 : 4;
    if (!range_empty(source) && source.first > site->cue.first) where += 8;
    uint32_t gone = gap > source.past && where != 7 ? gap - source.past : 0;
    where = where * 2 + behind;
    model_add(&list, where);
    model_add(&list, three(where, l->mix, r->mix));
    model_add(&list, three(where, rules_at(site, gap), rules_found(site)));
    model_add(&list, model_pair(where, site->value));
    model_add(&list, three(where, at_most(gone, 4), r->mix));
    /* what stands before the source: a comma or dash that the content may end with ("Hale, who said that it rained, ...") */
    unsigned led = range_empty(source) ? TAG_OTHER + 1u : span_at(site, source.first)[-1].tag;
    model_add(&list, three(where, led, r->tag));
    model_add(&list, three(where, model_pair(led, passed(site, gap)), r->tag));
    return list.n;
}

uint32_t spans_pair(const span_site *site, unsigned kind, item_range span, uint32_t places, uint32_t features[PAIR_FEATURES]) {
    model_features list = {features, places, FIRST_PAIR, 0};
    const span_item *b = span_at(site, span.first), *e = span_at(site, span.past), *last = e - 1;
    const item_range rules = site->rules[kind];
    unsigned length = bucket(span.past - span.first), verbs = at_most(e->verbs - b->verbs, 2);
    unsigned commas = at_most(e->commas - b->commas, 3);
    unsigned same = range_empty(rules) ? 4 : (unsigned)(rules.first == span.first) | (unsigned)(rules.past == span.past) << 1;
    uint64_t marks = (b[-1].tag == TAG_COMMA) + 2u * (e->tag == TAG_COMMA) + 4u * (e->tag == TAG_STOP);
    model_add(&list, length);
    model_add(&list, model_pair(length, site->value));
    model_add(&list, three(verbs, commas, marks));
    model_add(&list, three(same, verbs, commas));
    model_add(&list, model_pair(same, site->value));
    model_add(&list, model_pair(same, site->word));
    model_add(&list, three(b->mix, last->mix, e->mix));
    model_add(&list, three(b->mix, marks, commas));
    model_add(&list, three(b[-1].mix, e->mix, verbs));
    unsigned quotes = at_most(e->quotes - b->quotes, 2), cues = at_most(e->cues - b->cues, 2);
    bool only = e->quotes - b->quotes == e->words - b->words;
    model_add(&list, three(quotes, cues, only));
    model_add(&list, three(site->word, verbs, length));
    model_add(&list, three(b->mix, verbs, commas));
    int open = (e->opens - b->opens) - (e->closes - b->closes);
    model_add(&list, three((uint64_t)(open + 100), e->tag == TAG_CLOSE, b[-1].tag == TAG_OPEN));
    return list.n;
}

uint32_t spans_none(const span_site *site, uint32_t places, uint32_t features[PAIR_FEATURES]) {
    model_features list = {features, places, FIRST_NONE, 0};
    const span_item *c = span_at(site, site->cue.first), *d = span_at(site, site->cue.past);
    uint64_t found = rules_found(site);
    model_add(&list, found);
    model_add(&list, model_pair(found, site->word));
    model_add(&list, model_pair(found, site->value));
    model_add(&list, site->word);
    model_add(&list, model_pair(c[-1].mix, d->mix));
    model_add(&list, three(c[-1].mix, d->mix, site->value));
    model_add(&list, three(d->mix, d[1].mix, site->form));
    model_add(&list, three(c[-1].mix, c[-2].mix, site->form));
    model_add(&list, three(found, c[-1].tag, d->tag));
    return list.n;
}

uint32_t spans_both(const span_site *site, bool before, bool behind, uint32_t places, uint32_t features[PAIR_FEATURES]) {
    model_features list = {features, places, FIRST_BOTH, 0};
    const span_item *c = span_at(site, site->cue.first), *d = span_at(site, site->cue.past);
    uint64_t which = before * 2u + behind, found = rules_found(site);
    model_add(&list, which);
    model_add(&list, model_pair(which, found));
    model_add(&list, model_pair(which, site->value));
    model_add(&list, model_pair(which, site->word));
    model_add(&list, three(which, c[-1].tag, d->tag));
    return list.n;
}
