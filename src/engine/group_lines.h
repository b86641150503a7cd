/* group_lines.h - what a grouping prints: a line of JSON for each report, and one for each event. */
#ifndef SYN_ENGINE_GROUP_LINES_H
#define SYN_ENGINE_GROUP_LINES_H

#include "base/buffer.h"
#include "group/group.h"
#include "tell/json_writer.h"

/* What of a report's line never changes, from behind its story to the closing brace: kept with the report
 * (grouping_note). */
void line_rest(syn_buffer *out, const grouping *g, const syn_report *report, const group_placing *placing, bool reasons);
/* "reasons":[...], in words (group_why.c). */
void line_reasons(json_writer *w, const grouping *g, const syn_report *report, const group_placing *placing);
/* The line of a report, with its story as it is now, and what is told of its copies, unless that is NULL. */
void line_report(syn_buffer *out, const grouping *g, uint32_t report, const group_copies *copies);
/* "lead":"m1","original":"m2","original_why":"time" */
void line_copies(json_writer *w, const grouping *g, const group_copies *copies);
/* A change of what was told before (a merge, a split, a move) as a line of its own. Other events have none. */
void line_event(syn_buffer *out, const grouping *g, const group_event *event);
/* The line of any event in the log. `placing`: of the report, if this is its own start or join; its line then tells why. */
void line_logged(syn_buffer *out, const grouping *g, uint64_t number, const group_event *event,
                 const group_placing *placing);
#endif
