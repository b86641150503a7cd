/* seconds.h - processor time of a program that measures. */
#ifndef BENCH_SECONDS_H
#define BENCH_SECONDS_H

#include <time.h>

/* Seconds of processor time since some moment. */
static inline double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}
#endif
