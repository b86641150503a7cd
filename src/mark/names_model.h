/* names_model.h - the trained model of names: what names.c, names_features.c, names_model.c and train/names.c share.
 *
 * The model labels each item of a run: no name, or a type and the part of the name that the item is. */
#ifndef SYN_MARK_NAMES_MODEL_H
#define SYN_MARK_NAMES_MODEL_H

#include "mark/names.h"
#include "text/model.h"

enum {
    NAME_FEATURES = 192, /* of one item */
    LOOK_REACH = 2,      /* words looked at before and behind a run */
    LOOK_LEXICONS = 5
};

/* Labels: 0 no name; else 1 + 4 * name_type + part. */
enum { PART_FIRST, PART_INNER, PART_LAST, PART_ALONE, NAME_LABELS = 17 };

/* A word of the run or beside it. */
typedef struct name_view {
    uint64_t fold, shape;
    uint32_t cues;
    uint8_t upos;
} name_view;

/* A run made ready to be looked at. */
typedef struct name_look {
    const name_context *context;
    const name_run *run;
    name_view views[RUN_ITEMS + 2 * LOOK_REACH];
    uint8_t states[LOOK_LEXICONS][RUN_ITEMS];
    uint8_t first[RUN_ITEMS], last[RUN_ITEMS];        /* of the stretch of capitals */
    uint8_t rule[RUN_ITEMS], rule_score[RUN_ITEMS];   /* what the rules took the item for */
} name_look;

/* names_features.c */
void name_look_open(name_look *look, const name_context *context, const name_run *run, const name_segment *segments,
                    uint32_t count);
uint32_t name_features(const name_look *look, uint32_t item, uint32_t places, uint32_t features[NAME_FEATURES]);

/* names_model.c: adds the names of a run to those found; then types by what all mentions of a name say. False: no memory. */
bool name_run_label(const syn_model *model, name_context *context, const name_run *run, const name_segment *segments,
                    uint32_t count);
bool names_agree(name_context *context);
/* names.c: the second pass; the names go into the report. False: no memory. */
bool names_put(name_context *context, const syn_model *model);
#endif
