/* Unit tests of src/os. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/caps.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/pages.h"
#include "os/pool.h"
#include "os/socket.h"
#include "os/store.h"
#include "os/thread.h"

/* ---- a folder for each test ---- */

static int open_folder(void **state) {
    const char *temporary = getenv("TMPDIR");
    char *path = malloc(512);
    if (!path) return -1;
    snprintf(path, 512, "%s/synoptic-os-XXXXXX", temporary ? temporary : "/tmp");
    *state = path;
    return mkdtemp(path) ? 0 : -1;
}

static int close_folder(void **state) {
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int code = system(command);
    free(*state);
    return code;
}

/* The path of `name` in the test's folder; good until the next call but three. */
static const char *at(void **state, const char *name) {
    static char paths[4][600];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", (const char *)*state, name);
    return path;
}

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The whole of a file, read in pieces of `size`, NUL-terminated. */
static char *get(const char *path, size_t size) {
    os_file *file;
    syn_error error = {0};
    if (os_file_open(&file, path, &error) != SYN_OK) fail_msg("%s", error.msg);
    static char all[100000];
    size_t len = 0, got;
    do {
        assert_int_equal(os_file_read(file, all + len, size, &got, &error), SYN_OK);
        len += got;
    } while (got && len + size < sizeof all);
    all[len] = 0;
    os_file_close(file);
    return all;
}

static bool count(void *payload, const char *name) {
    (void)name;
    ++*(int *)payload;
    return true;
}

static int entries_of(const char *path) {
    int n = 0;
    assert_int_equal(os_folder_each(path, count, &n, NULL), SYN_OK);
    return n;
}

/* ---- files ---- */

static void a_file_is_read_in_pieces_of_any_size(void **state) {
    put(at(state, "f"), "one two three");
    for (size_t size = 1; size < 20; size++) assert_string_equal(get(at(state, "f"), size), "one two three");
    assert_int_equal(os_file_size(at(state, "f")), 13);
    assert_int_equal(os_file_size(at(state, "none")), 0);
    assert_int_equal(os_file_size(*state), 0);
}

static void what_cannot_be_opened_says_why(void **state) {
    os_file *file = NULL;
    syn_error error = {0};
    assert_int_equal(os_file_open(&file, at(state, "none"), &error), SYN_ERR_IO);
    assert_non_null(strstr(error.msg, "there is no such file"));
    assert_non_null(strstr(error.msg, "none"));
    assert_null(file);
    assert_int_equal(os_file_open(&file, *state, &error), SYN_ERR_IO);
    assert_non_null(strstr(error.msg, "it is a folder"));
    assert_int_equal(os_folder_each(at(state, "none"), count, NULL, &error), SYN_ERR_IO);
    assert_int_equal(os_file_open(&file, at(state, "none"), NULL), SYN_ERR_IO);
    os_file_close(NULL);
}

static void kinds_are_told_apart_and_links_to_folders_are_not_followed_in_a_walk(void **state) {
    put(at(state, "f"), "x");
    assert_int_equal(mkdir(at(state, "d"), 0777), 0);
    assert_int_equal(mkfifo(at(state, "p"), 0666), 0);
    assert_int_equal(symlink(*state, at(state, "to_folder")), 0);
    assert_int_equal(symlink("f", at(state, "to_file")), 0);
    assert_int_equal(symlink("loop", at(state, "loop")), 0);
    assert_int_equal(os_path_kind(at(state, "f"), false), OS_KIND_FILE);
    assert_int_equal(os_path_kind(at(state, "d"), false), OS_KIND_FOLDER);
    assert_int_equal(os_path_kind(at(state, "p"), false), OS_KIND_OTHER);
    assert_int_equal(os_path_kind(at(state, "to_file"), false), OS_KIND_FILE);
    assert_int_equal(os_path_kind(at(state, "to_folder"), false), OS_KIND_OTHER);
    assert_int_equal(os_path_kind(at(state, "to_folder"), true), OS_KIND_FOLDER);
    assert_int_equal(os_path_kind(at(state, "loop"), true), OS_KIND_MISSING);
    assert_int_equal(os_path_kind(at(state, "none"), true), OS_KIND_MISSING);
    assert_int_equal(entries_of(*state), 6);
}

static bool stop_at_once(void *payload, const char *name) {
    count(payload, name);
    return false;
}

static void a_walk_over_a_folder_ends_when_it_is_told_to(void **state) {
    int n = 0;
    put(at(state, "a"), "");
    put(at(state, "b"), "");
    assert_int_equal(os_folder_each(*state, stop_at_once, &n, NULL), SYN_OK);
    assert_int_equal(n, 1);
}

/* ---- waiting ---- */

static void on_alarm(int number) { (void)number; }

static void *write_later(void *argument) {
    int descriptor = open(argument, O_WRONLY);
    usleep(60000);
    if (write(descriptor, "late", 4) != 4) return argument;
    close(descriptor);
    return NULL;
}

static void a_signal_while_waiting_for_input_is_no_error(void **state) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm;  /* without SA_RESTART: read returns EINTR */
    sigaction(SIGALRM, &action, &before);
    const char *path = at(state, "p");
    assert_int_equal(mkfifo(path, 0666), 0);
    char *name = strdup(path);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, write_later, name), 0);
    struct itimerval often = {{0, 5000}, {0, 5000}}, never = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &often, NULL);
    assert_string_equal(get(name, 100), "late");
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &before, NULL);
    pthread_join(thread, NULL);
    free(name);
}

static syn_code stop_third_time(const void *payload) {
    atomic_int *asked = *(atomic_int *const *)payload;
    return atomic_fetch_add(asked, 1) < 2 ? SYN_OK : SYN_ERR_STOPPED;
}

static void waiting_for_input_ends_when_the_watch_says_so(void **state) {
    const char *path = at(state, "p");
    assert_int_equal(mkfifo(path, 0666), 0);
    int writer = open(path, O_RDWR);
    os_file *file;
    assert_int_equal(os_file_open(&file, path, NULL), SYN_OK);
    atomic_int asked = 0, *pointer = &asked;
    os_file_watch(file, stop_third_time, &pointer);
    char buffer[8];
    size_t got;
    syn_error error = {0};
    assert_int_equal(os_file_read(file, buffer, 8, &got, &error), SYN_ERR_STOPPED);
    assert_int_equal(error.code, SYN_ERR_STOPPED);
    assert_int_equal(atomic_load(&asked), 3);
    os_file_close(file);
    close(writer);
}

/* ---- threads ---- */

enum { JOBS = 20000 };

typedef struct tally {
    unsigned char done[JOBS];
    atomic_int running[CAP_THREADS];
    unsigned threads;
    atomic_int wrong;
} tally;

static void do_job(void *payload, size_t index, unsigned worker) {
    tally *t = payload;
    if (worker >= t->threads || atomic_fetch_add(&t->running[worker], 1) != 0) atomic_fetch_add(&t->wrong, 1);
    t->done[index]++;
    atomic_fetch_sub(&t->running[worker], 1);
}

static void every_job_is_done_once_by_pools_of_any_size(void **state) {
    (void)state;
    static const unsigned sizes[] = {0, 1, 2, 3, 8, CAP_THREADS, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        os_pool *pool;
        tally *t = calloc(1, sizeof *t);
        assert_non_null(t);
        assert_int_equal(os_pool_new(&pool, sizes[i], NULL), SYN_OK);
        t->threads = os_pool_threads(pool);
        assert_true(t->threads >= 1 && t->threads <= CAP_THREADS);
        for (size_t jobs = 0; jobs <= JOBS; jobs = jobs * 7 + 1) {
            memset(t->done, 0, sizeof t->done);
            os_pool_run(pool, jobs, do_job, t);
            for (size_t k = 0; k < JOBS; k++)
                if (t->done[k] != (k < jobs)) fail_msg("job %zu of %zu was done %d times", k, jobs, t->done[k]);
        }
        assert_int_equal(atomic_load(&t->wrong), 0);
        os_pool_free(pool);
        free(t);
    }
    os_pool_free(NULL);
}

static void there_is_a_processor_and_the_clock_goes_on(void **state) {
    (void)state;
    assert_true(os_processors() >= 1 && os_processors() <= CAP_THREADS);
    uint64_t before = os_clock_ms();
    assert_true(before > 0);
    usleep(20000);
    uint64_t took = os_clock_ms() - before;
    assert_true(took >= 19 && took < 10000);
}

/* ---- whole files ---- */

/* Nobody writes into it: waiting for somebody would be for ever, and alarm would end the test. */
static void a_pipe_is_no_file_to_read_whole(void **state) {
    const char *path = at(state, "pipe");
    char *bytes;
    size_t length;
    assert_int_equal(mkfifo(path, 0600), 0);
    alarm(10);
    assert_int_equal(os_file_whole(&bytes, &length, path, 100, NULL), SYN_OK);
    alarm(0);
    assert_null(bytes);
}

static void a_file_is_replaced_whole_or_not_at_all(void **state) {
    const char *path = at(state, "kept");
    syn_error error = {0};
    char *bytes;
    size_t length;
    assert_int_equal(os_file_whole(&bytes, &length, path, 100, NULL), SYN_OK);
    assert_null(bytes);
    assert_int_equal(os_file_replace(path, SLICE_LIT("first"), false, NULL), SYN_OK);
    assert_int_equal(os_file_replace(path, SLICE_LIT("second\0x"), false, NULL), SYN_OK);
    assert_int_equal(os_file_whole(&bytes, &length, path, 100, NULL), SYN_OK);
    assert_true(length == 8 && memcmp(bytes, "second\0x", 9) == 0);
    free(bytes);
    assert_int_equal(os_file_whole(&bytes, &length, path, 7, NULL), SYN_OK);  /* longer than asked for */
    assert_null(bytes);
    assert_int_equal(os_file_replace(at(state, "no/kept"), SLICE_LIT("x"), false, &error), SYN_ERR_IO);
    assert_non_null(strstr(error.msg, "no/kept"));
    int entries = 0;
    assert_int_equal(os_folder_each(*state, count, &entries, NULL), SYN_OK);
    assert_int_equal(entries, 1);  /* nothing is left beside it */
    assert_int_equal(os_folder_make(at(state, "new"), NULL), SYN_OK);
    assert_int_equal(os_folder_make(at(state, "new"), NULL), SYN_OK);
    assert_int_equal(os_folder_make(at(state, "kept"), &error), SYN_ERR_IO);
    assert_int_equal(os_folder_make(at(state, "no/new"), &error), SYN_ERR_IO);
}

static void a_file_grows_by_whole_pieces(void **state) {
    const char *path = at(state, "grows");
    os_growing *file;
    put(path, "old ");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(os_growing_open(&file, path, NULL), SYN_OK);
        assert_int_equal(os_growing_add(file, SLICE_LIT("piece "), NULL), SYN_OK);
        assert_int_equal(os_growing_close(file, NULL), SYN_OK);
    }
    assert_string_equal(get(path, 100), "old piece piece ");
    /* A piece that does not fit leaves nothing of itself. */
    struct rlimit before, small = {20, 20};
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small.rlim_max = before.rlim_max;
    void (*handled)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(os_growing_open(&file, path, NULL), SYN_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_int_equal(os_growing_add(file, SLICE_LIT("a longer piece"), NULL), SYN_ERR_IO);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handled);
    assert_int_equal(os_growing_close(file, NULL), SYN_OK);
    assert_string_equal(get(path, 100), "old piece piece ");
    assert_int_equal(os_growing_open(&file, at(state, "no/grows"), NULL), SYN_ERR_IO);
}

/* ---- a thread and its lock, sockets, the time of day ---- */

typedef struct counting {
    os_lock *lock;
    int wanted, reached;
} counting;

static void count_up(void *payload) {
    counting *c = payload;
    os_lock_take(c->lock);
    while (c->reached < 100) {
        while (c->wanted == c->reached) os_lock_wait(c->lock);
        c->reached = c->wanted;
        os_lock_wake(c->lock);
    }
    os_lock_give(c->lock);
}

static void a_thread_and_its_caller_wait_for_each_other(void **state) {
    (void)state;
    counting c = {0};
    os_thread *thread;
    assert_int_equal(os_lock_new(&c.lock, NULL), SYN_OK);
    assert_int_equal(os_thread_start(&thread, count_up, &c, NULL), SYN_OK);
    os_lock_take(c.lock);
    for (int i = 1; i <= 100; i++) {
        c.wanted = i;
        os_lock_wake(c.lock);
        while (c.reached < i) os_lock_wait(c.lock);
    }
    os_lock_give(c.lock);
    os_thread_join(thread);
    assert_int_equal(c.reached, 100);
    os_lock_free(c.lock);
    os_thread_join(NULL);
    os_lock_free(NULL);
}

static void addresses_of_sockets_and_the_time_of_day(void **state) {
    (void)state;
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr other = {.sa_family = AF_UNIX};
    unsigned char bytes[16];
    four.sin_addr.s_addr = htonl(0x7f000001);
    six.sin6_addr.s6_addr[15] = 1;
    assert_int_equal(os_socket_address((struct sockaddr *)&four, sizeof four, bytes), 4);
    assert_memory_equal(bytes, "\x7f\0\0\x01", 4);
    assert_int_equal(os_socket_address((struct sockaddr *)&six, sizeof six, bytes), 16);
    assert_int_equal(bytes[15], 1);
    assert_int_equal(os_socket_address(&other, sizeof other, bytes), 0);
    assert_int_equal(os_socket_address((struct sockaddr *)&six, 4, bytes), 0);
    int fd = os_socket_open(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0 && (fcntl(fd, F_GETFD) & FD_CLOEXEC));
    close(fd);
    assert_true(os_clock_day() > INT64_C(1700000000) * 1000000);
}

/* Large chunks come from the pages of the budget, zeroed, and go back; a system without huge pages gives none, and malloc does. */
static void large_chunks_lie_on_pages_of_the_budget(void **state) {
    (void)state;
    syn_budget budget = {.max = SIZE_MAX, .pages = &os_huge_pages};
    syn_arena arena;
    arena_init(&arena, &budget);
    for (size_t size = (size_t)1 << 20; size <= (size_t)9 << 20; size += (size_t)1 << 20) {
        unsigned char *made = arena_alloc(&arena, size + 5);
        assert_non_null(made);
        assert_int_equal(made[0] | made[size / 2] | made[size + 4], 0);
        memset(made, 0xA5, size + 5);
    }
    unsigned char *apart = arena_array_apart(&arena, 3, (size_t)1 << 20);
    assert_non_null(apart);
    size_t held = arena.held;
    arena_release(&arena, apart, (size_t)3 << 20);
    assert_true(arena.held <= held - ((size_t)3 << 20));
    arena_free(&arena);
    assert_int_equal(atomic_load(&budget.used), 0);
}

int main(void) {
#define IN_FOLDER(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_file_is_read_in_pieces_of_any_size),
        IN_FOLDER(what_cannot_be_opened_says_why),
        IN_FOLDER(kinds_are_told_apart_and_links_to_folders_are_not_followed_in_a_walk),
        IN_FOLDER(a_walk_over_a_folder_ends_when_it_is_told_to),
        IN_FOLDER(a_signal_while_waiting_for_input_is_no_error),
        IN_FOLDER(waiting_for_input_ends_when_the_watch_says_so),
        cmocka_unit_test(every_job_is_done_once_by_pools_of_any_size),
        IN_FOLDER(a_pipe_is_no_file_to_read_whole),
        IN_FOLDER(a_file_is_replaced_whole_or_not_at_all),
        IN_FOLDER(a_file_grows_by_whole_pieces),
        cmocka_unit_test(a_thread_and_its_caller_wait_for_each_other),
        cmocka_unit_test(addresses_of_sockets_and_the_time_of_day),
        cmocka_unit_test(there_is_a_processor_and_the_clock_goes_on),
        cmocka_unit_test(large_chunks_lie_on_pages_of_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
