/* pool.h - threads that do numbered jobs side by side. */
#ifndef SYN_OS_POOL_H
#define SYN_OS_POOL_H

#include <stddef.h>

#include "synoptic.h"

typedef struct os_pool os_pool;

/* Does job `index`. `worker` is the number of the thread, below the pool's threads: two jobs with one number never run at
 * the same time, so each worker may own scratch memory. */
typedef void (*os_job_fn)(void *payload, size_t index, unsigned worker);

/* A pool of `threads` workers, of which the thread that calls os_pool_run is number 0: a pool of one starts no thread, and
 * where the system has no thread left the pool has fewer. Workers block every signal. Release with os_pool_free. */
syn_code os_pool_new(os_pool **out, unsigned threads, syn_error *error);
/* Workers that the pool has, from 1. */
unsigned os_pool_threads(const os_pool *pool);
/* Does the jobs 0 to count - 1 and returns when all are done. Each worker takes the next one that nobody has. One call at a
 * time, never from inside a job. */
void os_pool_run(os_pool *pool, size_t count, os_job_fn job, void *payload);
void os_pool_free(os_pool *pool);
#endif
