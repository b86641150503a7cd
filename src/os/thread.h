/* thread.h - how many threads are worth starting; pool.h starts them. */
#ifndef SYN_OS_THREAD_H
#define SYN_OS_THREAD_H

/* Processors that this process may use, from 1 to CAP_THREADS. */
unsigned os_processors(void);
#endif
