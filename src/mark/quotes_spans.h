/* quotes_spans.h - source and contents of a cue by a learned model: what quotes_spans.c shares with the program that trains
 * it (train/quotes.c).
 *
 * For each cue three spans of items are chosen, each of which may be none: its source, its content before it, its content
 * behind it. A span is scored by the gap in which it begins, the gap in which it ends, and by what lies between. A gap is
 * named by the item behind it. */
#ifndef SYN_MARK_QUOTES_SPANS_H
#define SYN_MARK_QUOTES_SPANS_H

#include "mark/quotes.h"
#include "text/clusters.h"
#include "text/model.h"

enum { SPAN_SOURCE, SPAN_BEFORE, SPAN_BEHIND, SPAN_KINDS };

enum {
    SPANS_BACK = 64,          /* items looked at before a cue */
    SPANS_AHEAD = 112,        /* and behind it */
    SPANS_CUE = 24,           /* items of a cue, at most */
    SPANS_GAPS = SPANS_BACK + SPANS_AHEAD + SPANS_CUE + 1,
    SPANS_SOURCE = 40,        /* items of a source, at most */
    SPANS_LABELS = 9,         /* of the model: 1 + 2 k, a span of kind k begins; 2 + 2 k, it ends; two are free */
    SPANS_NEAR = 10,          /* farther from the cue only gaps beside marks and small words are looked at */
    GAP_FEATURES = 64, PAIR_FEATURES = 16, SPANS_REACH = 3
};

/* What is seen of an item. */
typedef struct span_item {
    uint64_t id;              /* its word */
    uint16_t mix;             /* what it is, for short: the function word, or the part of speech */
    uint16_t cluster, fine;
    uint8_t tag, upos;
    bool wordy;               /* a span may begin or end with it */
    bool glued;               /* no blank between it and the item before it */
    bool verb;                /* a finite verb, most likely */
    char cue;                 /* class of a cue that begins here, or 0 */
    uint16_t commas, verbs, cues, quotes, words, opens, closes;  /* so many in the frame before it */
} span_item;

typedef struct span_frame {
    const quote_work *work;
    uint32_t first, past;     /* items of the frame */
    span_item *items;         /* [SPANS_REACH] is the first */
} span_frame;

/* A cue with what the rules chose for it. */
typedef struct span_site {
    const span_frame *frame;
    uint32_t first, past;     /* items looked at */
    item_range cue;
    item_range rules[SPAN_KINDS];
    uint64_t word, value;     /* of its head: word, hash of its value */
    uint8_t class, form;      /* letters of that value */
    uint32_t next, next_source;   /* gaps where the rules see the next cue begin, its source */
    unsigned next_kind;           /* how it hangs on this one, and its class and form */
    uint32_t last, last_end;      /* gaps where the cue before ends, and what the rules say it reports */
    unsigned last_kind;
} span_site;

/* Sees a frame; false when the arena failed. */
bool spans_see(span_frame *frame, const quote_work *work, const quote_frame *at, syn_arena *arena);
/* Looks at the attribution `index` of that frame. */
void spans_look(span_site *site, const span_frame *frame, uint32_t index);

static inline const span_item *span_at(const span_site *site, uint32_t item) {
    return &site->frame->items[SPANS_REACH + item - site->frame->first];
}
/* May a span begin at this gap, end at it? */
static inline bool span_begins(const span_site *site, uint32_t gap) {
    const span_item *r = span_at(site, gap);
    return gap < site->past && r->wordy && !(r->glued && r[-1].tag != TAG_QUOTE) && gap != site->cue.first;
}
static inline bool span_ends(const span_site *site, uint32_t gap) {
    const span_item *r = span_at(site, gap);
    return gap > site->first && r[-1].wordy && !(r->glued && r->wordy && r[-1].tag != TAG_QUOTE) && gap != site->cue.past;
}
/* Gaps that are looked at: where a span may begin or end, and that are near the cue or beside what parts phrases. */
bool spans_open_gap(const span_site *site, uint32_t gap);

/* The features of a gap, as places of the model; how many. */
uint32_t spans_gap(const span_site *site, uint32_t gap, uint32_t places, uint32_t features[GAP_FEATURES]);
/* What more is known of a gap once the source is chosen. */
uint32_t spans_gap_source(const span_site *site, uint32_t gap, item_range source, uint32_t places,
                          uint32_t features[GAP_FEATURES]);
/* Of a span between two gaps; of none where it is empty; of which contents there are. */
uint32_t spans_pair(const span_site *site, unsigned kind, item_range span, uint32_t places, uint32_t features[PAIR_FEATURES]);
uint32_t spans_none(const span_site *site, uint32_t places, uint32_t features[PAIR_FEATURES]);
uint32_t spans_both(const span_site *site, bool before, bool behind, uint32_t places, uint32_t features[PAIR_FEATURES]);
/* The model of a file of weights; false if it is none of spans. */
bool spans_open(syn_model *model, syn_slice file);
/* Where spans may lie. */
typedef struct span_limits {
    item_range inside;
    item_range apart;         /* what the cue before reports: in no span, unless with that cue, */
    uint32_t apart_cue;       /* which begins here */
} span_limits;
/* The likeliest spans within the limits. */
void spans_choose(const syn_model *model, const span_site *site, const span_limits *limits, item_range out[SPAN_KINDS]);
#endif
