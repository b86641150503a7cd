/* clock.h - time that passes; never the time of day, which no output may show. */
#ifndef SYN_OS_CLOCK_H
#define SYN_OS_CLOCK_H

#include <stdint.h>

/* Milliseconds of a clock that never goes back and starts anywhere; above 0. */
uint64_t os_clock_ms(void);
#endif
