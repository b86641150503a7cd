/* thread.c - counts the processors that this process may use: its affinity where the system has one, else all. A quota of
 * processor time (a container's) is not looked at. And one POSIX thread with its lock. */
#include "os/thread.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/caps.h"
#include "base/error.h"

unsigned os_processors(void) {
    long count = 0;
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) count = CPU_COUNT(&set);
#endif
    if (count < 1) count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1) return 1;
    return count > CAP_THREADS ? CAP_THREADS : (unsigned)count;
}

/* ---- a lock ---- */

struct os_lock {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

syn_code os_lock_new(os_lock **out, syn_error *error) {
    os_lock *lock = calloc(1, sizeof *lock);
    *out = NULL;
    if (!lock) return error_memory(error, "os");
    if (pthread_mutex_init(&lock->mutex, NULL) != 0) {
        free(lock);
        return error_memory(error, "os");
    }
    if (pthread_cond_init(&lock->changed, NULL) != 0) {
        pthread_mutex_destroy(&lock->mutex);
        free(lock);
        return error_memory(error, "os");
    }
    *out = lock;
    return SYN_OK;
}

void os_lock_take(os_lock *lock) { pthread_mutex_lock(&lock->mutex); }
void os_lock_give(os_lock *lock) { pthread_mutex_unlock(&lock->mutex); }
void os_lock_wait(os_lock *lock) { pthread_cond_wait(&lock->changed, &lock->mutex); }
void os_lock_wake(os_lock *lock) { pthread_cond_broadcast(&lock->changed); }

void os_lock_free(os_lock *lock) {
    if (!lock) return;
    pthread_cond_destroy(&lock->changed);
    pthread_mutex_destroy(&lock->mutex);
    free(lock);
}

/* ---- a thread ---- */

struct os_thread {
    pthread_t thread;
    void (*run)(void *payload);
    void *payload;
};

static void *begin(void *argument) {
    os_thread *thread = argument;
    thread->run(thread->payload);
    return NULL;
}

syn_code os_thread_start(os_thread **out, void (*run)(void *payload), void *payload, syn_error *error) {
    os_thread *thread = calloc(1, sizeof *thread);
    *out = NULL;
    if (!thread) return error_memory(error, "os");
    *thread = (os_thread){.run = run, .payload = payload};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&thread->thread, NULL, begin, thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed) {
        free(thread);
        return error_set(error, SYN_ERR_IO, "os", 0, "the system has no thread left");
    }
    *out = thread;
    return SYN_OK;
}

void os_thread_join(os_thread *thread) {
    if (!thread) return;
    pthread_join(thread->thread, NULL);
    free(thread);
}
