/* quotes_cues_features.c - what a cue is told by.
 *
 * In: a frame with the cues and attributions that the rules found. Out: features of an item, as places of a linear model: the
 * word and what stands CUE_REACH items before and behind it (words, parts of speech, clusters, names), what the lexicon and
 * the rules take each for, and where in the frame it stands. Constant time an item. */
#include "mark/quotes_cues.h"

#include "text/fold.h"

enum { RULE_NONE, RULE_CUE, RULE_CUE_INNER, RULE_SOURCE, RULE_SOURCE_BEHIND, RULE_BEFORE, RULE_BEHIND,
       RULE_WITHIN = 16 /* added: the content of a cue that stands in another's content */ };
enum { ID_END = 1, ID_QUOTE, ID_NUMBER };

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }
static uint8_t least(uint32_t a, uint32_t b) { return (uint8_t)(a < b ? a : b); }

static void see_quotation(cue_view *view, const quote_work *work, const quote_item *item) {
    const quotation *q = &work->quotations.at[item->quotation];
    char last = q->inner.end > q->inner.begin ? work->report->text.ptr[q->inner.end - 1] : 0;
    uint32_t words = item->past - item->word;
    bool capital = false;
    for (uint32_t w = item->word; w < item->past && w < item->word + 2; w++)
        capital = capital || (work->report->words.at[w].flags & WORD_CAPITAL);
    view->fold = view->stem = ID_QUOTE;
    view->shape = (uint8_t)((last == ',' ? 1 : last == '.' || last == '?' || last == '!' ? 2 : 0) | (capital ? 4 : 0) |
                            (words > 12 ? 16 : words > 5 ? 8 : 0));
    view->upos = UPOS_X + 1;
}

static void see_words(cue_view *view, const cue_look *look, const quote_item *item) {
    const quote_work *work = look->work;
    const syn_word *first = &work->report->words.at[item->word], *last = &work->report->words.at[item->past - 1];
    syn_slice s = slice_cut(work->report->text, last->begin, last->end);
    view->fold = first->fold;
    view->stem = first->stem;
    view->end = s.ptr + s.len;
    view->length = least((uint32_t)s.len, 255);
    for (uint32_t w = item->word + 1; w < item->past; w++) {
        view->fold = hash_join(view->fold, work->report->words.at[w].fold);
        view->stem = hash_join(view->stem, work->report->words.at[w].stem);
    }
    if (first->kind == WORD_NUMBER) view->fold = view->stem = ID_NUMBER;
    view->upos = last->upos;
    view->shape = (uint8_t)(first->kind << 3 | (first->flags & WORD_CAPITAL ? 1 : 0) | (first->flags & WORD_ALL_CAPS ? 2 : 0));
    uint16_t clusters[CLUSTER_LEVELS];
    if (first->kind == WORD_LETTERS && word_clusters(&look->clusters, first, clusters))
        for (unsigned k = 0; k < CLUSTER_LEVELS; k++) view->cluster[k] = (uint16_t)(clusters[k] + 1);
}

static void see_item(cue_view *view, cue_look *look, const quote_item *item) {
    const quote_work *work = look->work;
    *view = (cue_view){.tag = (uint8_t)(item->tag + 1), .role = item->role, .value = item->cue};
    if (item->tag == TAG_QUOTE) see_quotation(view, work, item);
    else see_words(view, look, item);
    if (item->cue) view->lex = slice_hash(slice_str(item->cue));
    const syn_report *report = work->report;
    while (look->mention < report->mentions.n && report->mentions.at[look->mention].span.end <= item->begin) look->mention++;
    for (uint32_t m = look->mention; m < report->mentions.n && report->mentions.at[m].span.begin <= item->begin; m++)
        if (report->mentions.at[m].span.end >= item->end)
            view->mention = (uint8_t)(1 + report->mentions.at[m].type + 4 * report->mentions.at[m].form);
}

static void put_rule(cue_look *look, item_range r, uint8_t rule, const attribution *a) {
    uint32_t first = look->frame->first;
    for (uint32_t i = r.first; i < r.past; i++) {
        if (i < first || i >= first + look->count) continue;
        cue_view *view = &look->views[CUE_REACH + i - first];
        view->rule = (uint8_t)(rule + (a->within != REPORT_NONE ? RULE_WITHIN : 0) + (a->phrase ? 8 : 0));
        view->class = (uint8_t)a->value[0];
    }
}

static void see_rules(cue_look *look) {
    const quote_work *work = look->work;
    for (int pass = 0; pass < 2; pass++)  /* what lies within is written over what holds it only where it is a cue */
        for (uint32_t k = 0; k < look->frame->attributions; k++) {
            const attribution *a = &work->attributions.at[look->frame->attribution + k];
            bool within = a->within != REPORT_NONE;
            if (pass == 0 && !within) {
                put_rule(look, a->content[0], RULE_BEFORE, a);
                put_rule(look, a->content[1], RULE_BEHIND, a);
            }
            if (pass == 1) {
                bool behind = a->source.first > a->cue.first;
                put_rule(look, a->source, behind ? RULE_SOURCE_BEHIND : RULE_SOURCE, a);
                put_rule(look, a->cue, RULE_CUE_INNER, a);
                put_rule(look, (item_range){a->cue.first, a->cue.first + 1}, RULE_CUE, a);
            }
        }
}

static void see_place(cue_look *look) {
    uint32_t quoted = 7, cues = 0, commas = 0, all = 0;
    for (uint32_t i = 0; i < look->count; i++) {
        cue_view *view = &look->views[CUE_REACH + i];
        view->back = least(quoted, 7);
        view->cues = least(cues, 3);
        view->commas = least(commas, 3);
        quoted = view->fold == ID_QUOTE ? 0 : quoted + 1;
        cues += view->value != NULL;
        commas += view->tag == TAG_COMMA + 1;
        all += view->fold == ID_QUOTE;
    }
    quoted = 7;
    for (uint32_t i = look->count; i-- > 0;) {
        look->views[CUE_REACH + i].ahead = least(quoted, 7);
        quoted = look->views[CUE_REACH + i].fold == ID_QUOTE ? 0 : quoted + 1;
    }
    uint32_t n = look->count;
    look->about = (n < 8 ? 0u : n < 16 ? 1u : n < 28 ? 2u : 3u) | (uint64_t)least(all, 2) << 2 | (uint64_t)least(cues, 3) << 4 |
                  (look->work->paragraph_kinds[look->frame->paragraph] == BLOCK_HEADING ? 64u : 0u) |
                  (look->frame->paragraph == 0 ? 128u : 0u);
}

void cue_look_open(cue_look *look, const quote_work *work, uint32_t frame) {
    if (frame == 0) {
        look->mention = 0;
        look->clusters = clusters_find("en");
    }
    look->work = work;
    look->frame = &work->frames.at[frame];
    look->count = look->frame->past - look->frame->first;
    for (unsigned k = 0; k < CUE_REACH; k++) {
        look->views[k] = (cue_view){.fold = ID_END, .stem = ID_END};
        look->views[CUE_REACH + look->count + k] = (cue_view){.fold = ID_END + 8, .stem = ID_END + 8};
    }
    for (uint32_t i = 0; i < look->count; i++)
        see_item(&look->views[CUE_REACH + i], look, &work->items.at[look->frame->first + i]);
    see_rules(look);
    see_place(look);
}

static uint64_t kind(const cue_view *w) { return (uint64_t)w->tag << 8 | w->role; }

static void add_self(model_features *list, const cue_view *w) {
    model_add(list, 0);
    model_add(list, w->fold);
    model_add(list, w->stem);
    uint64_t suffix[CUE_AFFIX] = {0}, end = 0xcbf29ce484222325u;
    for (unsigned k = 0; k < CUE_AFFIX && k < w->length; k++) suffix[k] = end = hash_byte(end, lower(w->end[-1 - (int)k]));
    for (unsigned k = 1; k < CUE_AFFIX; k++) model_add(list, suffix[k]);
    for (unsigned k = 0; k < CLUSTER_LEVELS; k++) model_add(list, w->cluster[k]);
    model_add(list, w->upos);
    model_add(list, w->shape);
    model_add(list, kind(w));
    model_add(list, w->lex);
    model_add(list, w->value ? (uint64_t)w->value[0] << 8 | (uint64_t)w->value[1] : 0);
    model_add(list, model_pair(w->rule, w->class));
    model_add(list, model_pair(w->rule, w->fold));
    model_add(list, model_pair(w->rule, model_pair(w->lex, w->upos)));
    model_add(list, model_pair(w->rule, w->cluster[2]));
    model_add(list, model_pair(w->fold, w->upos));
    model_add(list, model_pair(w->stem, w->upos));
    model_add(list, w->mention);
    model_add(list, model_pair(suffix[1], w->upos));
    model_add(list, model_pair(w->cluster[1], w->upos));
}

static void add_near(model_features *list, const cue_view *w) {
    for (int k = -CUE_REACH; k <= CUE_REACH; k++) {
        if (k == 0) continue;
        model_add(list, w[k].fold);
        model_add(list, model_pair(w[k].upos, kind(&w[k])));
        if (k < -3 || k > 3) continue;
        model_add(list, model_pair(w[k].rule, w[k].class));
        if (k < -2 || k > 2) continue;
        model_add(list, w[k].lex);
        model_add(list, w[k].mention);
        model_add(list, model_pair(w[k].upos, w->upos));
    }
}

static void add_pairs(model_features *list, const cue_view *w) {
    model_add(list, model_pair(w[-1].fold, w[0].fold));
    model_add(list, model_pair(w[0].fold, w[1].fold));
    model_add(list, model_pair(w[0].stem, model_pair(w[1].upos, kind(&w[1]))));
    model_add(list, model_pair(w[0].stem, model_pair(w[-1].upos, kind(&w[-1]))));
    model_add(list, model_pair(w[0].lex, model_pair(w[1].upos, kind(&w[1]))));
    model_add(list, model_pair(w[0].lex, model_pair(w[-1].upos, kind(&w[-1]))));
    model_add(list, model_pair(w[-1].upos, model_pair(w[0].upos, w[1].upos)));
    model_add(list, model_pair(w[-2].upos, model_pair(w[-1].upos, w[0].upos)));
    model_add(list, model_pair(w[0].upos, model_pair(w[1].upos, w[2].upos)));
    model_add(list, model_pair(w[-1].cluster[1], w[0].cluster[2]));
    model_add(list, model_pair(w[0].cluster[2], w[1].cluster[1]));
    model_add(list, model_pair(w[0].stem, model_pair(w[1].fold, w[2].fold)));
    model_add(list, model_pair(w[-1].fold, w[1].fold));
    model_add(list, model_pair(w[-2].fold, model_pair(w[-1].fold, w[0].fold)));
    model_add(list, model_pair(w[1].fold, w[2].fold));
    model_add(list, model_pair(w[-1].fold, w[-2].fold));
}

/* What stands before and behind, past auxiliaries and adverbs. */
static void add_group(model_features *list, const cue_view *w, uint32_t item, uint32_t count) {
    const uint32_t light = IS(BE) << 1 | IS(AUX) << 1 | IS(ADVERB) << 1 | IS(TO) << 1;
    int before = -1, behind = 1;
    while (before > -6 && -before <= (int)item && (light >> w[before].tag & 1u)) before--;
    while (behind < 6 && item + (uint32_t)behind < count && (light >> w[behind].tag & 1u)) behind++;
    const cue_view *a = &w[before], *b = &w[behind];
    model_add(list, model_pair(a->upos, kind(a)));
    model_add(list, model_pair(model_pair(a->upos, kind(a)), model_pair(w->lex, w->upos)));
    model_add(list, model_pair(a->mention, model_pair(w->lex, w->upos)));
    model_add(list, model_pair(a->cluster[2], w->cluster[2]));
    model_add(list, model_pair(b->stem, kind(w)));
    model_add(list, model_pair(b->lex, kind(w)));
    model_add(list, model_pair(b->upos, kind(b)));
    model_add(list, model_pair(model_pair(a->upos, kind(a)), model_pair(b->upos, kind(b))));
    model_add(list, model_pair(w->fold, model_pair(b->cluster[2], behind > 1)));
}

static void add_place(model_features *list, const cue_view *w, uint64_t about, uint32_t item, uint32_t count) {
    uint64_t place = (item < 4 ? item : item < 8 ? 4 : item < 16 ? 5 : 6) << 4;
    uint32_t left = count - item;
    place |= left < 4 ? left : left < 8 ? 4 : left < 16 ? 5 : 6;
    model_add(list, place);
    model_add(list, model_pair(w->ahead, w->back));
    model_add(list, model_pair(w->lex, model_pair(w->ahead, w->back)));
    model_add(list, model_pair(w->cues, w->commas));
    model_add(list, model_pair(w->lex, model_pair(w->cues, w->rule)));
    model_add(list, about);
    model_add(list, model_pair(about, w->upos));
    model_add(list, model_pair(about >> 6, model_pair(w->lex, w->upos)));
    model_add(list, model_pair(w->stem, w->cues));
}

uint32_t cue_features(const cue_look *look, uint32_t item, uint32_t places, uint32_t features[CUE_FEATURES]) {
    model_features list = {.at = features, .places = places};
    const cue_view *w = &look->views[CUE_REACH + item];
    add_self(&list, w);
    add_near(&list, w);
    add_pairs(&list, w);
    add_group(&list, w, item, look->count);
    add_place(&list, w, look->about, item, look->count);
    return list.n;
}

bool cue_may_hold(const cue_look *look, uint32_t item) {
    const quote_item *at = &look->work->items.at[look->frame->first + item];
    return at->tag != TAG_QUOTE && !at->refused;
}

bool cue_may_begin(const cue_look *look, uint32_t item) {
    const uint32_t parts = 1u << UPOS_VERB | 1u << UPOS_AUX | 1u << UPOS_ADV | 1u << UPOS_PART;
    const cue_view *w = &look->views[CUE_REACH + item];
    return cue_may_hold(look, item) && (w->value || (w->upos < 32 && (parts >> w->upos & 1u)));
}
