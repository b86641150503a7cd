/* times_ranges.h - ranges and events; and the dateline. For times.c and times_value.c only. */
#ifndef SYN_MARK_TIMES_RANGES_H
#define SYN_MARK_TIMES_RANGES_H

#include "mark/times_grammar.h"

/* Notes which shapes are ends of one range, and lends years. Before they have values. */
void ranges_find(grammar_scan *g, time_shapes *shapes);
/* Puts ranges and events on the report's times, of which there is one for each shape. */
void ranges_put(grammar_scan *g, syn_report *report, const time_shapes *shapes);

/* Reads the report's dateline where its text has one; the shape that is its date, or REPORT_NONE (times_dateline.c). */
uint32_t dateline_read(grammar_scan *g, syn_report *report, const time_shapes *shapes);
#endif
