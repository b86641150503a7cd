/* addresses.c - inputs that are addresses.
 *
 * In: the list of inputs. Out: a job for each address, in the order of the list.
 *
 * The idea: with the first address a fetcher begins to work beside the reading, and is always asked for as many of the
 * addresses ahead as it takes; so pages come while others are cleaned, and slow hosts wait side by side. Who is faster does
 * not show: answers are taken in the order of the list. */
#include "engine/addresses.h"

#include <stdio.h>

#include "base/caps.h"

#define NAME_BYTES 200  /* of what a report is named after */

static syn_code open_fetcher(address_queue *queue, const syn_engine *engine, syn_error *error) {
    const syn_fetch_options *set = &engine->fetch;
    size_t most = engine->shared->budget.max < CAP_INPUT_BYTES ? engine->shared->budget.max : CAP_INPUT_BYTES;
    char software[64];
    snprintf(software, sizeof software, "synoptic/%s", syn_version());
    fetch_options options = {
        .software = software,
        .allow_private = set->allow_private != 0, .ignore_robots = set->ignore_robots != 0, .pace_ms = set->pace_ms,
        .timeout_ms = set->timeout_ms, .retries = set->retries, .at_once = set->at_once, .most = most,
        .user_agent = set->user_agent, .proxy = set->proxy, .cache = set->cache, .save = set->save,
        .budget = &engine->shared->budget, .go_on = engine_ask, .payload = engine};
    return fetch_new(&queue->fetcher, &options, error);
}

static syn_code ask_ahead(address_queue *queue, syn_error *error) {
    syn_code code = SYN_OK;
    for (; code == SYN_OK && queue->next < queue->list->n && fetch_room(queue->fetcher); queue->next++) {
        const engine_input *input = &queue->list->at[queue->next];
        if (input->kind == INPUT_ADDRESS) code = fetch_ask(queue->fetcher, input->reason, error);
    }
    return code;
}

/* What a report of an address is named after, as a file would be: the end of the path, or the host; and the query. */
static syn_slice name_of(syn_arena *arena, syn_slice address) {
    size_t begin = slice_find(address, SLICE_LIT("://"), 0), end = 0;
    begin = begin == SIZE_MAX ? 0 : begin + 3;
    while (begin + end < address.len && !strchr("?#", address.ptr[begin + end])) end++;
    syn_slice path = slice_cut(address, begin, begin + end), query = slice_cut(address, begin + end, address.len);
    const char *fragment = query.len ? memchr(query.ptr, '#', query.len) : NULL;
    if (fragment) query.len = (size_t)(fragment - query.ptr);
    while (path.len && path.ptr[path.len - 1] == '/') path.len--;
    size_t slash = path.len;
    while (slash > 0 && path.ptr[slash - 1] != '/') slash--;
    bool page = slash == 0 || query.len > 1;  /* no file is named: the ending of the host or the query is none */
    path = slice_cut(path, slash, path.len);
    if (path.len > NAME_BYTES) path = slice_cut(path, path.len - NAME_BYTES, path.len);
    if (query.len <= 1 || query.len > NAME_BYTES) query.len = 0;
    char *name = arena_alloc(arena, path.len + query.len + sizeof ".html");
    if (!name) return SLICE_NONE;
    memcpy(name, path.ptr, path.len);
    if (query.len) memcpy(name + path.len, query.ptr, query.len);
    for (size_t i = 0; i < path.len + query.len; i++)
        if (name[i] == '/') name[i] = '_';
    if (page) memcpy(name + path.len + query.len, ".html", 5);
    return slice_of(name, path.len + query.len + (page ? 5 : 0));
}

/* The answer becomes a job; the job takes it over. */
static void add_answer(work_window *window, syn_slice input, fetch_answer *answer) {
    work_job *job = window_add(window, input, answer->bytes.len);
    if (!job) {
        fetch_answer_free(answer);
        return;
    }
    job->part = (read_part){.arena = answer->arena, .held = answer->held, .bytes = answer->bytes, .url = answer->url,
                            .content_type = answer->content_type, .encoding = answer->encoding, .fetched = answer->fetched};
    syn_slice reason = answer->reason;
    job->label = job->part.name = name_of(&job->part.arena, input);
    job->status = answer->status;
    if (!job->label.ptr) job->label = job->part.name = SLICE_NONE;
    if (answer->outcome == SYN_OUTCOME_ARTICLE) job->is_part = true;
    else if (work_add_failed(job, answer->outcome, reason.ptr)) work_set_origin(job);
}

void address_read(address_queue *queue, work_window *window, const engine_input *input) {
    const syn_engine *engine = window->plan->engine;
    syn_error error = {0};
    fetch_answer answer = {0};
    if (engine->fetch.offline) {
        work_job *job = window_add(window, input->name, 0);
        if (job) work_add_failed(job, SYN_OUTCOME_UNSUPPORTED, "addresses are not fetched when offline");
        return;
    }
    syn_code code = queue->fetcher ? SYN_OK : open_fetcher(queue, engine, &error);
    if (code == SYN_OK) code = ask_ahead(queue, &error);
    /* What is ready is given out before we wait. */
    if (code == SYN_OK && window->count && !fetch_ready(queue->fetcher)) window_run(window);
    if (window->code != SYN_OK) return;
    if (code == SYN_OK) code = fetch_take(queue->fetcher, &answer, &error);
    if (code == SYN_OK) code = ask_ahead(queue, &error);
    if (code == SYN_OK) {
        add_answer(window, input->name, &answer);
    } else if (code == SYN_ERR_LIMIT) {
        work_job *job = window_add(window, input->name, 0);
        if (job) work_add_failed(job, SYN_OUTCOME_TOO_LARGE, REASON_TIME);
    } else {
        fetch_answer_free(&answer);
        if (window->error) *window->error = error;
        window->code = engine_stopped(engine, code, "engine", window->error);
    }
}

syn_code address_end(address_queue *queue, syn_error *error) {
    syn_code code = fetch_free(queue->fetcher, error);
    queue->fetcher = NULL;
    return code;
}
