/* pool.c - a pool of POSIX threads.
 *
 * The idea: the workers sleep on a condition until `round` changes; then each takes indices from one atomic counter until
 * there are no more. The caller of os_pool_run works too, then waits until the last worker is back. What a job writes is
 * seen by the caller afterwards, since every worker takes the lock when it is done. */
#include "os/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/caps.h"
#include "base/error.h"

typedef struct os_worker {
    os_pool *pool;
    pthread_t thread;
    unsigned number;
} os_worker;

struct os_pool {
    pthread_mutex_t lock;
    pthread_cond_t wake, done;
    unsigned threads;        /* workers, with the caller */
    unsigned busy;           /* threads that have not finished this round */
    unsigned long round;
    bool ends;
    os_job_fn job;
    void *payload;
    size_t count;
    atomic_size_t next;      /* the first index that nobody has */
    os_worker workers[CAP_THREADS];
};

static void work(os_pool *pool, unsigned number) {
    for (;;) {
        size_t index = atomic_fetch_add(&pool->next, 1);
        if (index >= pool->count) return;
        pool->job(pool->payload, index, number);
    }
}

static void *run(void *argument) {
    os_worker *worker = argument;
    os_pool *pool = worker->pool;
    unsigned long seen = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->round == seen && !pool->ends) pthread_cond_wait(&pool->wake, &pool->lock);
        if (pool->ends) break;
        seen = pool->round;
        pthread_mutex_unlock(&pool->lock);
        work(pool, worker->number);
        pthread_mutex_lock(&pool->lock);
        if (--pool->busy == 0) pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Starts the threads with every signal blocked, so that handlers run on the threads of the program. */
static void start(os_pool *pool, unsigned threads) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (pool->threads < threads) {
        os_worker *worker = &pool->workers[pool->threads];
        *worker = (os_worker){.pool = pool, .number = pool->threads};
        if (pthread_create(&worker->thread, NULL, run, worker) != 0) break;
        pool->threads++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

syn_code os_pool_new(os_pool **out, unsigned threads, syn_error *error) {
    os_pool *pool = calloc(1, sizeof *pool);
    *out = NULL;
    if (!pool) return error_memory(error, "os");
    if (pthread_mutex_init(&pool->lock, NULL) != 0) {
        free(pool);
        return error_memory(error, "os");
    }
    bool wake = pthread_cond_init(&pool->wake, NULL) == 0, done = pthread_cond_init(&pool->done, NULL) == 0;
    if (!wake || !done) {
        if (wake) pthread_cond_destroy(&pool->wake);
        if (done) pthread_cond_destroy(&pool->done);
        pthread_mutex_destroy(&pool->lock);
        free(pool);
        return error_memory(error, "os");
    }
    pool->threads = 1;
    start(pool, threads > CAP_THREADS ? CAP_THREADS : threads);
    *out = pool;
    return SYN_OK;
}

unsigned os_pool_threads(const os_pool *pool) { return pool->threads; }

void os_pool_run(os_pool *pool, size_t count, os_job_fn job, void *payload) {
    pthread_mutex_lock(&pool->lock);
    pool->job = job;
    pool->payload = payload;
    pool->count = count;
    pool->busy = pool->threads - 1;
    pool->round++;
    atomic_store(&pool->next, 0);
    if (pool->busy) pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    work(pool, 0);
    pthread_mutex_lock(&pool->lock);
    while (pool->busy) pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

void os_pool_free(os_pool *pool) {
    if (!pool) return;
    pthread_mutex_lock(&pool->lock);
    pool->ends = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 1; i < pool->threads; i++) pthread_join(pool->workers[i].thread, NULL);
    pthread_cond_destroy(&pool->wake);
    pthread_cond_destroy(&pool->done);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}
