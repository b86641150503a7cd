/* fetch.c - a fetcher: questions go in, answers come out in their order, one thread does the work between.
 *
 * The idea: up to FETCH_AHEAD addresses are under way. Ten times a second at least, and whenever curl has something to say,
 * the thread starts what may start (its host is free, its robots.txt is known, its time has come), lets curl work, and looks
 * at what is over (follow.c). A host is asked one thing at a time. Which of two hosts is faster never shows: answers, and
 * the records of the saved file, are given out in the order of the questions.
 *
 * Bounds: bodies that wait for their turn take CAP_INPUT_BYTES together, then transfers pause, but for the one that is
 * waited for. The lock is never held while curl waits. */
#include "fetch/fetch.h"

#include <stdlib.h>

#include "base/caps.h"
#include "base/error.h"
#include "fetch/inner.h"
#include "os/clock.h"

#define LOOK_MS 100      /* how often go_on is asked */

static fetch_task *task_at(syn_fetcher *f, uint64_t number) { return &f->tasks[number % FETCH_AHEAD]; }

static void stop(syn_fetcher *f, syn_code code) {
    if (f->stopped == SYN_OK) f->stopped = code;
    os_lock_wake(f->lock);
}

/* ---- starting ---- */

/* The robots.txt of the task's origin allows it, or is not known yet (false), or does not (the task is then done). */
static bool robots_agree(syn_fetcher *f, fetch_task *task) {
    fetch_origin *origin = &f->origins.at[task->origin];
    if (f->set.ignore_robots) return true;
    if (origin->state == ROBOTS_NONE) {
        bool good = f->asking_count == FETCH_AHEAD || hosts_ask_robots(f, task->origin, &task->url);
        if (!good) stop(f, error_memory(&f->error, "fetch"));
        return false;
    }
    if (origin->state == ROBOTS_ASKED) return false;
    syn_code code = SYN_OK;
    if (origin->state == ROBOTS_UNKNOWN) {
        code = follow_end(f, task, origin->outcome, origin->reason, &f->error);
    } else {
        syn_arena scratch;
        arena_init(&scratch, NULL);
        bool allowed = robots_allows(&origin->rules, slice_str(task->url.path), &scratch);
        syn_code memory = arena_check(&scratch, "fetch", &f->error);
        arena_free(&scratch);
        if (memory == SYN_OK && allowed) return true;
        syn_buffer reason = BUFFER_EMPTY;
        buffer_add_format(&reason, "robots.txt of %.100s does not allow %.200s", task->url.host, task->url.path);
        code = memory != SYN_OK ? memory : buffer_check(&reason, "fetch", &f->error);
        if (code == SYN_OK) code = follow_end(f, task, SYN_OUTCOME_EMPTY, reason.ptr, &f->error);
        buffer_free(&reason);
    }
    if (code != SYN_OK) stop(f, code);
    return false;
}

static void soonest(uint64_t *wake, uint64_t when) {
    if (when < *wake) *wake = when;
}

static void start(syn_fetcher *f, fetch_task *task) {
    syn_code code = SYN_OK;
    if (f->set.cache && task->kind == TRANSFER_PAGE) {
        cache_free(&task->kept);
        code = cache_load(&task->kept, f->set.cache, task->url.text, &f->error);
    }
    if (code == SYN_OK)
        code = transfer_begin(&task->run, &f->plan, task->kind, &task->url, task->kept.bytes ? &task->kept : NULL,
                              &f->error);
    if (code == SYN_OK && f->curl.multi_add_handle(f->multi, task->run.easy) != CURLM_OK) {
        transfer_free(&task->run);
        code = error_memory(&f->error, "fetch");
    }
    if (code != SYN_OK) {
        stop(f, code);
        return;
    }
    task->state = TASK_RUNS;
    f->hosts.at[task->host].busy = true;
    f->running++;
}

static void try_start(syn_fetcher *f, fetch_task *task, uint64_t now, uint64_t *wake) {
    if (f->stopped != SYN_OK || task->state != TASK_WAITS || f->running >= f->set.at_once) return;
    if (now < task->due_ms) {
        soonest(wake, task->due_ms);
        return;
    }
    if (task->kind == TRANSFER_PAGE && !robots_agree(f, task)) return;
    const fetch_host *host = &f->hosts.at[task->host];
    if (host->busy) return;
    if (task->kind == TRANSFER_PAGE && !task->follows && now < host->next_ms) {
        soonest(wake, host->next_ms);
        return;
    }
    start(f, task);
}

/* Starts what may start; *wake: when something else may. */
static void start_all(syn_fetcher *f, uint64_t *wake) {
    uint64_t now = os_clock_ms();
    *wake = now + LOOK_MS;
    for (uint64_t n = f->taken; n < f->asked; n++) {
        fetch_task *task = task_at(f, n);
        try_start(f, task, now, wake);
        if (task->state != TASK_RUNS) continue;
        task->run.may_hold = n == f->taken;
        transfer_go_on(&task->run);
    }
    for (uint32_t i = 0; i < f->asking_count; i++) try_start(f, f->origins.at[f->asking[i]].task, now, wake);
}

/* ---- the thread ---- */

static fetch_task *task_of(syn_fetcher *f, const CURL *easy) {
    for (size_t i = 0; i < FETCH_AHEAD; i++)
        if (f->tasks[i].run.easy == easy) return &f->tasks[i];
    for (uint32_t i = 0; i < f->asking_count; i++)
        if (f->origins.at[f->asking[i]].task->run.easy == easy) return f->origins.at[f->asking[i]].task;
    return NULL;
}

static void look_at_ends(syn_fetcher *f) {
    int left;
    for (CURLMsg *message; f->stopped == SYN_OK && (message = f->curl.multi_info_read(f->multi, &left));) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        CURLcode result = message->data.result;
        f->curl.multi_remove_handle(f->multi, easy);
        f->running--;
        fetch_task *task = task_of(f, easy);
        syn_code code = task ? follow_over(f, task, result, &f->error) : SYN_OK;
        if (code != SYN_OK) stop(f, code);
    }
}

static void work(void *payload) {
    syn_fetcher *f = payload;
    for (;;) {
        uint64_t wake;
        syn_code go = f->set.go_on ? f->set.go_on(f->set.payload) : SYN_OK;
        os_lock_take(f->lock);
        if (go != SYN_OK) stop(f, go);
        look_at_ends(f);
        start_all(f, &wake);
        bool ends = f->ends || f->stopped != SYN_OK;
        os_lock_give(f->lock);
        if (ends) return;
        int running;
        uint64_t now = os_clock_ms();
        CURLMcode code = f->curl.multi_perform(f->multi, &running);
        if (code == CURLM_OK && (unsigned)running == f->running)
            code = f->curl.multi_poll(f->multi, NULL, 0, wake > now ? (int)(wake - now) : 1, NULL);
        if (code != CURLM_OK) {
            os_lock_take(f->lock);
            const char *said = f->curl.multi_strerror(code);
            stop(f, code == CURLM_OUT_OF_MEMORY ? error_memory(&f->error, "fetch")
                                                : error_set(&f->error, SYN_ERR_IO, "fetch", 0, "fetching failed: %s", said));
            os_lock_give(f->lock);
        }
    }
}

/* ---- the calls ---- */

static void fill_in(syn_fetcher *f, const fetch_options *options) {
    f->set = *options;
    if (!f->set.pace_ms) f->set.pace_ms = 1000;
    if (!f->set.timeout_ms) f->set.timeout_ms = 60000;
    if (!f->set.idle_ms) f->set.idle_ms = 20000;
    if (!f->set.retry_ms) f->set.retry_ms = 1000;
    if (!f->set.retries) f->set.retries = 2;
    if (!f->set.at_once) f->set.at_once = 16;
    if (f->set.at_once > FETCH_AHEAD) f->set.at_once = FETCH_AHEAD;
    if (!f->set.most || f->set.most > CAP_INPUT_BYTES) f->set.most = CAP_INPUT_BYTES;
    f->plan = (transfer_plan){.allow_private = f->set.allow_private, .keep_request = f->set.save != NULL,
                              .timeout_ms = f->set.timeout_ms, .idle_ms = f->set.idle_ms, .most = f->set.most,
                              .user_agent = f->set.user_agent, .curl = &f->curl, .proxies = proxy_choose(f->set.proxy)};
    f->warc.packed = f->set.save && slice_ends(slice_str(f->set.save), SLICE_LIT(".gz"));
    arena_init(&f->names, NULL);
    map_init(&f->host_map, &f->names);
    map_init(&f->origin_map, &f->names);
}

static syn_code make_parts(syn_fetcher *f, syn_error *error) {
    syn_code code = f->set.cache ? os_folder_make(f->set.cache, error) : SYN_OK;
    if (code == SYN_OK && f->set.save) code = os_growing_open(&f->saving, f->set.save, error);
    if (code == SYN_OK) code = os_lock_new(&f->lock, error);
    if (code != SYN_OK) return code;
    if (!f->plan.user_agent) {
        syn_buffer agent = BUFFER_EMPTY;
        buffer_add_format(&agent, "%s (reads what its user asks for; robots.txt: synoptic)", f->set.software);
        f->plan.user_agent = f->user_agent = buffer_take(&agent, NULL);
        if (!f->user_agent) return error_memory(error, "fetch");
    }
    if (f->saving)
        warc_add_info(&f->warc, &f->info, f->set.software, f->plan.user_agent, !f->set.ignore_robots, os_clock_day());
    if (curl_calls_load(&f->curl, &f->unusable) != SYN_OK) return SYN_OK;  /* each address will say so */
    f->curl_ready = f->curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    f->multi = f->curl_ready ? f->curl.multi_init() : NULL;
    return f->multi && !f->info.failed ? os_thread_start(&f->thread, work, f, error) : error_memory(error, "fetch");
}

syn_code fetch_new(syn_fetcher **out, const fetch_options *options, syn_error *error) {
    *out = NULL;
    syn_fetcher *f = calloc(1, sizeof *f);
    if (!f) return error_memory(error, "fetch");
    fill_in(f, options);
    syn_code code = make_parts(f, error);
    if (code == SYN_OK) *out = f;
    else fetch_free(f, NULL);
    return code;
}

bool fetch_room(const syn_fetcher *f) { return f->asked - f->taken < FETCH_AHEAD; }

static void wake_up(syn_fetcher *f) {
    if (f->multi) f->curl.multi_wakeup(f->multi);
}

syn_code fetch_ask(syn_fetcher *f, const char *address, syn_error *error) {
    os_lock_take(f->lock);
    fetch_task *task = task_at(f, f->asked);
    *task = (fetch_task){.state = TASK_WAITS, .kind = TRANSFER_PAGE};
    syn_error why = {0};
    syn_code code = f->multi ? fetch_url_parse(&f->curl, &task->url, NULL, address, &why) : SYN_ERR_FORMAT;
    if (!f->multi) why = f->unusable;
    if (code == SYN_OK) code = follow_aim(f, task, &why);
    else if (code == SYN_ERR_FORMAT) code = follow_end(f, task, SYN_OUTCOME_UNSUPPORTED, why.msg, &why);
    if (code == SYN_OK) f->asked++;
    else if (error) *error = why;
    os_lock_give(f->lock);
    wake_up(f);
    return code;
}

bool fetch_ready(syn_fetcher *f) {
    os_lock_take(f->lock);
    bool ready = f->stopped != SYN_OK || task_at(f, f->taken)->state == TASK_DONE;
    os_lock_give(f->lock);
    return ready;
}

static void task_free(syn_fetcher *f, fetch_task *task) {
    if (task->run.easy) f->curl.multi_remove_handle(f->multi, task->run.easy);
    transfer_free(&task->run);
    fetch_url_free(&task->url);
    cache_free(&task->kept);
    buffer_free(&task->saved);
    fetch_answer_free(&task->answer);
    *task = (fetch_task){0};
}

void fetch_answer_free(fetch_answer *answer) {
    arena_free(&answer->arena);
    buffer_free(&answer->held);
    *answer = (fetch_answer){0};
}

syn_code fetch_take(syn_fetcher *f, fetch_answer *out, syn_error *error) {
    *out = (fetch_answer){0};
    os_lock_take(f->lock);
    fetch_task *task = task_at(f, f->taken);
    while (task->state != TASK_DONE && f->stopped == SYN_OK) os_lock_wait(f->lock);
    syn_code code = f->stopped;
    if (code != SYN_OK) {
        if (f->error.msg[0] && error) *error = f->error;
        else error_set(error, code, "fetch", 0, "fetching was ended");
        os_lock_give(f->lock);
        return code;
    }
    *out = task->answer;
    task->answer = (fetch_answer){0};
    syn_buffer saved = task->saved;
    task->saved = BUFFER_EMPTY;
    atomic_fetch_sub(&f->plan.held, out->held.len);
    task_free(f, task);
    f->taken++;
    os_lock_give(f->lock);
    wake_up(f);
    /* The warcinfo record comes before the first of the others. */
    if (saved.len && f->info.len) code = os_growing_add(f->saving, slice_of(f->info.ptr, f->info.len), error);
    if (saved.len) buffer_free(&f->info);
    if (saved.len && code == SYN_OK) code = os_growing_add(f->saving, slice_of(saved.ptr, saved.len), error);
    buffer_free(&saved);
    if (code != SYN_OK) fetch_answer_free(out);
    return code;
}

syn_code fetch_free(syn_fetcher *f, syn_error *error) {
    if (!f) return SYN_OK;
    if (f->thread) {
        os_lock_take(f->lock);
        f->ends = true;
        os_lock_give(f->lock);
        wake_up(f);
        os_thread_join(f->thread);
    }
    for (size_t i = 0; i < FETCH_AHEAD; i++) task_free(f, &f->tasks[i]);
    hosts_free(f);
    if (f->multi) f->curl.multi_cleanup(f->multi);
    if (f->curl_ready) f->curl.global_cleanup();
    os_lock_free(f->lock);
    syn_code code = os_growing_close(f->saving, error);
    free(f->user_agent);
    buffer_free(&f->info);
    free(f);
    return code;
}
