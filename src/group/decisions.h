/* decisions.h - what a person has decided: these reports tell one story, and those do not tell it.
 *
 * A decision names reports by their ids, so it holds for reports that have yet to come, and for a stream that begins anew.
 * Those of its `together` stand in one story; none of them stands with one of its `apart`. Where two decisions speak of the
 * same reports, the later one counts. */
#ifndef SYN_GROUP_DECISIONS_H
#define SYN_GROUP_DECISIONS_H

#include "group/group.h"

typedef enum decision_kind { DECISION_MERGE, DECISION_SPLIT, DECISION_MOVE } decision_kind;

typedef struct group_decision {
    uint8_t kind;
    uint64_t key;            /* a hash that tells it from every other decision */
    const syn_slice *together, *apart;  /* ids */
    uint32_t together_count, apart_count;
} group_decision;

/* Takes a decision, and does what it says for the reports that have come: their stories are merged (DECISION_MERGE), or
 * single reports go (the others). What happened is added to `events`, in `scratch`. SYN_ERR_LIMIT past CAP_DECISIONS. */
syn_code grouping_decide(grouping *g, const group_decision *decision, group_events *events, syn_arena *scratch,
                         syn_error *error);
/* SYN_OK, or SYN_ERR_LIMIT where there is no room for it: asked before it is written down. */
syn_code grouping_has_room(const grouping *g, const group_decision *decision, syn_error *error);
/* Whether it was taken before; how many were. */
bool grouping_decided(const grouping *g, uint64_t key);
uint32_t grouping_decisions(const grouping *g);
/* Whether a person holds two stories apart: they are not to be merged. Linear in the decisions. */
bool grouping_apart(const grouping *g, uint32_t story, uint32_t other);
#endif
