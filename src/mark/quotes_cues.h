/* quotes_cues.h - the trained model of cues: what quotes_cues.c, quotes_cues_features.c and train/cues.c share.
 *
 * The model labels each item of a frame: no part of a cue, the first item of one, one that goes on. */
#ifndef SYN_MARK_QUOTES_CUES_H
#define SYN_MARK_QUOTES_CUES_H

#include "mark/quotes.h"
#include "text/clusters.h"

enum {
    CUE_REACH = 4,       /* items looked at before and behind */
    CUE_AFFIX = 4,       /* the longest suffix looked at, in bytes */
    CUE_FEATURES = 192   /* of one item */
};

enum { CUE_NONE, CUE_FIRST, CUE_INNER, CUE_LABELS };  /* labels */

typedef struct cue_view {
    uint64_t fold, stem;
    const char *end;         /* of its last word */
    uint8_t length;          /* of that, in bytes */
    uint64_t lex;            /* hash of the value of the cue that begins here; 0: none */
    uint16_t cluster[CLUSTER_LEVELS];
    uint8_t upos, tag, role, shape;
    uint8_t rule;            /* what the rules take it for */
    uint8_t class;           /* class of the attribution that holds it, as a letter; 0: none */
    uint8_t mention;         /* 1 + name_type; 0: none */
    uint8_t ahead, back;     /* items to the next and from the last quotation, at most 7 */
    uint8_t cues;            /* cues of the lexicon before it in the frame, at most 3 */
    uint8_t commas;          /* commas before it, at most 3 */
    const char *value;
} cue_view;

typedef struct cue_look {
    const quote_work *work;
    const quote_frame *frame;
    syn_clusters clusters;
    uint32_t count;
    uint32_t mention;        /* the first that may lie in the next frame */
    uint64_t about;          /* the frame: heading, length, quotation in it */
    cue_view views[FRAME_ITEMS + 2 * CUE_REACH];
} cue_look;

/* Frames must be looked at in order. */
void cue_look_open(cue_look *look, const quote_work *work, uint32_t frame);
/* The model of a file of weights; false if it is none of cues. */
bool cues_open(syn_model *model, syn_slice file);
/* True if the item may be part of a cue; if one may begin at it. */
bool cue_may_hold(const cue_look *look, uint32_t item);
bool cue_may_begin(const cue_look *look, uint32_t item);
uint32_t cue_features(const cue_look *look, uint32_t item, uint32_t places, uint32_t features[CUE_FEATURES]);
#endif
