/* thread.h - how many threads are worth starting (pool.h starts them), and one thread beside the caller with a lock to
 * wait on. */
#ifndef SYN_OS_THREAD_H
#define SYN_OS_THREAD_H

#include "synoptic.h"

/* Processors that this process may use, from 1 to CAP_THREADS. */
unsigned os_processors(void);

/* A lock, and a place to wait until something that it guards has changed. Release with os_lock_free. */
typedef struct os_lock os_lock;
syn_code os_lock_new(os_lock **out, syn_error *error);
void os_lock_take(os_lock *lock);
void os_lock_give(os_lock *lock);
/* Gives the lock, waits for os_lock_wake, takes it again; it may also return for no reason, so the caller looks again. */
void os_lock_wait(os_lock *lock);
void os_lock_wake(os_lock *lock);
void os_lock_free(os_lock *lock);

/* A thread that runs `run` with every signal blocked. os_thread_join waits for its end and releases it; takes NULL. */
typedef struct os_thread os_thread;
syn_code os_thread_start(os_thread **out, void (*run)(void *payload), void *payload, syn_error *error);
void os_thread_join(os_thread *thread);
#endif
