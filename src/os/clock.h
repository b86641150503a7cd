/* clock.h - time that passes, and, for two named places only, the time of day.
 *
 * The same input must give the same bytes, so no output may show the time of day, but for what came over the network: it has
 * a moment at which it was had, and that is a fact about it. os_clock_day may be shown as `fetched` of a report that an
 * address answered (src/fetch/fetch.c) and as WARC-Date of a record that is saved (src/fetch/warc_write.c); it may be
 * compared with a moment that a server names (Retry-After). Nothing else may ask for it. */
#ifndef SYN_OS_CLOCK_H
#define SYN_OS_CLOCK_H

#include <stdint.h>

/* Milliseconds of a clock that never goes back and starts anywhere; above 0. */
uint64_t os_clock_ms(void);

/* The time of day: microseconds since 1970-01-01T00:00:00Z, not counting leap seconds. */
int64_t os_clock_day(void);
#endif
