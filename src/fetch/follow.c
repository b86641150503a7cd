/* follow.c - what follows from an answer: a redirect, another try, or the end.
 *
 * In: a task whose transfer is over. Out: the same task, waiting again or done; or what is known of a robots.txt.
 *
 * Another try follows on 408, 429 and 5xx (but 501 and 505, which will not pass), on a connection that could not be made or
 * broke off: after a wait that doubles, or the one that Retry-After asks for; one longer than RETRY_AFTER_MOST_MS ends it. A
 * time that was up is not tried again: the user has waited long enough. */
#include <stdio.h>

#include "base/caps.h"
#include "base/error.h"
#include "fetch/answer_head.h"
#include "fetch/inner.h"
#include "os/clock.h"

#define HOPS_MOST 10
#define ROBOTS_HOPS_MOST 5
#define RETRY_AFTER_MOST_MS 60000u
#define BACK_OFF_MOST_MS 60000u

static syn_slice head_of(const fetch_task *task) { return slice_of(task->run.head.ptr, task->run.head.len); }
static syn_slice body_of(const fetch_task *task) { return slice_of(task->run.body.ptr, task->run.body.len); }

/* ---- the end of a page ---- */

/* Gives the task its answer. Memory that the budget does not have makes it too large; memory that nobody has is an error. */
static syn_code finish(syn_fetcher *f, fetch_task *task, syn_outcome outcome, const char *reason, unsigned status,
                       int64_t day_us, syn_error *error) {
    char date[WARC_DATE] = "";
    if (day_us) warc_date(day_us, date);
    fetch_answer *a = &task->answer;
    fetch_answer_free(a);
    *a = (fetch_answer){.outcome = outcome, .status = status};
    arena_init(&a->arena, f->set.budget);
    a->url = arena_copy(&a->arena, slice_str(task->url.text));
    a->reason = arena_copy(&a->arena, slice_str(reason));
    a->fetched = arena_copy(&a->arena, slice_str(date));
    if (a->arena.failed == SYN_ERR_LIMIT) {
        arena_free(&a->arena);
        *a = (fetch_answer){.outcome = SYN_OUTCOME_TOO_LARGE, .status = status};
        arena_init(&a->arena, NULL);
        a->reason = arena_copy(&a->arena, SLICE_LIT("the memory limit was reached"));
    }
    task->state = TASK_DONE;
    os_lock_wake(f->lock);
    return arena_check(&a->arena, "fetch", error);
}

syn_code follow_end(syn_fetcher *f, fetch_task *task, syn_outcome outcome, const char *reason, syn_error *error) {
    return finish(f, task, outcome, reason, 0, 0, error);
}

static syn_code keep(syn_fetcher *f, const fetch_task *task, int64_t day_us, syn_error *error) {
    syn_slice head = head_of(task);
    char date[WARC_DATE];
    if (!f->set.cache || head_field_has(head, "cache-control", "no-store")) return SYN_OK;
    warc_date(day_us, date);
    cache_entry entry = {.etag = head_field(head, "etag"), .modified = head_field(head, "last-modified"),
                         .content_type = head_field(head, "content-type"), .encoding = head_field(head, "content-encoding"),
                         .fetched = slice_str(date), .body = body_of(task)};
    return cache_store(f->set.cache, task->url.text, &entry, error);
}

/* A task ends with bytes: all of a buffer, which is taken over, from `begin` on. */
static syn_code finish_bytes(syn_fetcher *f, fetch_task *task, unsigned status, syn_buffer *bytes, size_t begin,
                             syn_slice type, syn_slice encoding, int64_t day_us, syn_error *error) {
    syn_code code = finish(f, task, SYN_OUTCOME_ARTICLE, "", status, day_us, error);
    fetch_answer *a = &task->answer;
    if (code != SYN_OK || a->outcome != SYN_OUTCOME_ARTICLE) return code;
    a->content_type = arena_copy(&a->arena, type);
    a->encoding = arena_copy(&a->arena, encoding);
    a->held = *bytes;
    *bytes = BUFFER_EMPTY;
    a->bytes = slice_cut(slice_of(a->held.ptr, a->held.len), begin, a->held.len);
    atomic_fetch_add(&f->plan.held, a->held.len);
    return arena_check(&a->arena, "fetch", error);
}

static syn_code finish_kept(syn_fetcher *f, fetch_task *task, int64_t day_us, syn_error *error) {
    cache_entry *kept = &task->kept;
    size_t begin = (size_t)(kept->body.ptr - kept->bytes), end = begin + kept->body.len;
    syn_buffer bytes = {.ptr = kept->bytes, .len = end, .cap = end + 1};
    syn_code code = finish_bytes(f, task, 200, &bytes, begin, kept->content_type, kept->encoding, day_us, error);
    if (!bytes.ptr) kept->bytes = NULL;  /* the answer has it now */
    return code;
}

static syn_code finish_answered(syn_fetcher *f, fetch_task *task, unsigned status, int64_t day_us, syn_error *error) {
    char reason[TRANSFER_REASON];
    syn_slice head = head_of(task);
    if (status == 304 && task->kept.bytes) return finish_kept(f, task, day_us, error);
    if (transfer_reads(status) && task->run.body.len) {
        size_t length = task->run.body.len;
        syn_code code = status == 200 ? keep(f, task, day_us, error) : SYN_OK;
        if (code == SYN_OK)
            code = finish_bytes(f, task, status, &task->run.body, 0, head_field(head, "content-type"),
                                head_field(head, "content-encoding"), day_us, error);
        if (!task->run.body.ptr) atomic_fetch_sub(&f->plan.held, length);
        return code;
    }
    if (status >= 200 && status < 300) snprintf(reason, sizeof reason, "HTTP %u, and nothing in it", status);
    else snprintf(reason, sizeof reason, "HTTP %u", status);
    return finish(f, task, SYN_OUTCOME_EMPTY, reason, status, day_us, error);
}

/* ---- waiting again ---- */

/* Puts a task back to wait, if another try is due. `asked_ms`: what Retry-After says, or HEAD_NO_TIME. */
static bool try_again(syn_fetcher *f, fetch_task *task, uint64_t asked_ms) {
    if ((int)task->tries >= f->set.retries) return false;
    if (asked_ms != HEAD_NO_TIME && asked_ms > RETRY_AFTER_MOST_MS) return false;
    uint64_t wait = f->set.retry_ms << (task->tries < 20 ? task->tries : 20);
    if (wait > BACK_OFF_MOST_MS) wait = BACK_OFF_MOST_MS;
    if (asked_ms != HEAD_NO_TIME) wait = asked_ms;
    task->tries++;
    task->due_ms = os_clock_ms() + wait;
    task->state = TASK_WAITS;
    /* A host that asks for time gets it for all that is asked of it. */
    fetch_host *host = &f->hosts.at[task->host];
    if (asked_ms != HEAD_NO_TIME && host->next_ms < task->due_ms) host->next_ms = task->due_ms;
    return true;
}

static bool may_pass(unsigned status) {
    return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
}

static bool is_redirect(unsigned status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where an answer leads; SYN_ERR_FORMAT with a reason where nowhere that can be fetched. */
static syn_code next_url(const syn_fetcher *f, const fetch_task *task, fetch_url *out, syn_error *error) {
    syn_slice location = head_field(head_of(task), "location");
    syn_buffer text = BUFFER_EMPTY;
    *out = (fetch_url){0};
    buffer_add(&text, location);
    syn_code code = buffer_check(&text, "fetch", error);
    if (code == SYN_OK) code = fetch_url_parse(&f->curl, out, &task->url, text.ptr, error);
    buffer_free(&text);
    return code;
}

static void move_to(fetch_task *task, fetch_url *next) {
    fetch_url_free(&task->url);
    task->url = *next;
    cache_free(&task->kept);
    task->hops++;
    task->tries = 0;
    task->due_ms = 0;
    task->follows = true;
    task->state = TASK_WAITS;
}

/* ---- pages ---- */

syn_code follow_aim(syn_fetcher *f, fetch_task *task, syn_error *error) {
    char reason[TRANSFER_REASON];
    if (transfer_refused(&f->plan, &task->url, reason)) return follow_end(f, task, SYN_OUTCOME_EMPTY, reason, error);
    return hosts_find(f, &task->url, &task->host, &task->origin) ? SYN_OK : error_memory(error, "fetch");
}

static syn_code redirected(syn_fetcher *f, fetch_task *task, unsigned status, int64_t day_us, syn_error *error) {
    fetch_url next = {0};
    syn_error why = {0};
    char reason[TRANSFER_REASON] = "";
    if (task->hops >= HOPS_MOST) snprintf(reason, sizeof reason, "more than %d redirects", HOPS_MOST);
    syn_code code = reason[0] ? SYN_OK : next_url(f, task, &next, &why);
    if (code == SYN_ERR_MEMORY) return error_memory(error, "fetch");
    if (code != SYN_OK)
        snprintf(reason, sizeof reason, "HTTP %u, and its redirect is not followed: %.100s", status, why.msg);
    if (reason[0]) return finish(f, task, SYN_OUTCOME_EMPTY, reason, status, day_us, error);
    move_to(task, &next);
    return follow_aim(f, task, error);
}

static void save(syn_fetcher *f, fetch_task *task, const transfer_result *result, int64_t day_us) {
    warc_exchange exchange = {.url = task->url.text, .head = head_of(task), .body = body_of(task), .ip = result->ip,
                              .day_us = day_us, .request = slice_of(task->run.request.ptr, task->run.request.len)};
    if (result->status == 304 && task->kept.bytes) exchange.revisits = task->kept.fetched;
    warc_add_exchange(&f->warc, &task->saved, &exchange);
}

static syn_code page_over(syn_fetcher *f, fetch_task *task, const transfer_result *result, syn_error *error) {
    int64_t day_us = os_clock_day();
    if (!result->answered) {
        if ((result->again && try_again(f, task, HEAD_NO_TIME))) return SYN_OK;
        return finish(f, task, result->outcome, result->reason, result->status, day_us, error);
    }
    if (f->saving && result->whole) save(f, task, result, day_us);
    if (task->saved.failed) return error_memory(error, "fetch");
    if (is_redirect(result->status) && head_field(head_of(task), "location").len)
        return redirected(f, task, result->status, day_us, error);
    if (may_pass(result->status) && try_again(f, task, head_retry_after(head_of(task), day_us))) return SYN_OK;
    return finish_answered(f, task, result->status, day_us, error);
}

/* ---- robots.txt ---- */

static syn_code robots_answered(syn_fetcher *f, fetch_task *task, unsigned status, syn_error *error) {
    uint32_t origin = task->origin;
    syn_slice bytes = SLICE_NONE;
    char reason[TRANSFER_REASON];
    if (is_redirect(status) && head_field(head_of(task), "location").len && task->hops < ROBOTS_HOPS_MOST) {
        fetch_url next;
        uint32_t unused;
        syn_code code = next_url(f, task, &next, NULL);
        if (code == SYN_ERR_MEMORY) return error_memory(error, "fetch");
        if (code == SYN_OK && transfer_refused(&f->plan, &next, reason)) {
            fetch_url_free(&next);
            hosts_refuse(f, origin, SYN_OUTCOME_EMPTY, reason);
            return SYN_OK;
        }
        if (code == SYN_OK) {
            move_to(task, &next);
            return hosts_find(f, &task->url, &task->host, &unused) ? SYN_OK : error_memory(error, "fetch");
        }
    }
    if (may_pass(status)) {
        if (try_again(f, task, head_retry_after(head_of(task), os_clock_day()))) return SYN_OK;
        snprintf(reason, sizeof reason, "robots.txt of %.100s: HTTP %u, so nothing is fetched there", task->url.host,
                 status);
        hosts_refuse(f, origin, SYN_OUTCOME_EMPTY, reason);
        return SYN_OK;
    }
    if (status >= 200 && status < 300) bytes = body_of(task);
    return hosts_set_robots(f, origin, bytes) ? SYN_OK : error_memory(error, "fetch");
}

static syn_code robots_over(syn_fetcher *f, fetch_task *task, const transfer_result *result, syn_error *error) {
    if (result->answered) return robots_answered(f, task, result->status, error);
    if (result->again && try_again(f, task, HEAD_NO_TIME)) return SYN_OK;
    hosts_refuse(f, task->origin, result->outcome, result->reason);
    return SYN_OK;
}

syn_code follow_over(syn_fetcher *f, fetch_task *task, CURLcode code, syn_error *error) {
    transfer_result result;
    bool late = code == CURLE_OPERATION_TIMEDOUT && task->run.was_paused;
    fetch_host *host = &f->hosts.at[task->host];
    host->busy = false;
    if (task->kind == TRANSFER_PAGE) host->next_ms = os_clock_ms() + hosts_pace(f, host);
    syn_code got = transfer_over(&task->run, code, &result, error);
    if (got != SYN_OK) return got;
    if (late) {  /* it had to wait for memory: not its fault */
        task->state = TASK_WAITS;
        transfer_free(&task->run);
        return SYN_OK;
    }
    if (task->kind == TRANSFER_ROBOTS) {
        uint32_t origin = task->origin;
        got = robots_over(f, task, &result, error);
        if (f->origins.at[origin].task) transfer_free(&task->run);  /* it is tried again; else it is gone */
        return got;
    }
    got = page_over(f, task, &result, error);
    transfer_free(&task->run);
    return got;
}
