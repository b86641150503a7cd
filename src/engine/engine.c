/* engine.c - the engine itself: its options, its limits, and how a call is stopped.
 *
 * In: options. Out: an engine that every working call of synoptic.h takes.
 *
 * The idea: one budget stands behind all arenas of an engine. Stopping a call, by syn_engine_stop or because its time is
 * over, is one atomic store into the budget: the next arena that needs a chunk fails with that code, stages return it, and
 * the call ends. So no stage has to look at a clock. A stop is taken back when the call that obeyed it returns; a stop
 * that came between two calls ends the next one.
 *
 * What it does not do: a limit of time is looked at between stages and while inputs are read, so a call may run over by
 * the time that the longest stage takes for the longest report. */
#include "engine/engine.h"

#include <stdlib.h>

#include "base/caps.h"
#include "os/clock.h"
#include "os/pages.h"
#include "os/thread.h"

#define DEFAULT_MEMORY ((uint64_t)4 << 30)

engine_budget *budget_hold(engine_budget *shared) {
    atomic_fetch_add(&shared->holders, 1);
    return shared;
}

void budget_drop(engine_budget *shared) {
    if (shared && atomic_fetch_sub(&shared->holders, 1) == 1) free(shared);
}

/* ---- how addresses are fetched ---- */

static const char **fetch_string(syn_fetch_options *fetch, size_t i) {
    const char **const all[] = {&fetch->user_agent, &fetch->proxy, &fetch->cache, &fetch->save};
    return i < sizeof all / sizeof *all ? all[i] : NULL;
}

static void fetch_options_free(syn_fetch_options *fetch) {
    for (size_t i = 0; fetch_string(fetch, i); i++) {
        union { const char *seen; char *owned; } text = {.seen = *fetch_string(fetch, i)};
        free(text.owned);
        *fetch_string(fetch, i) = NULL;
    }
}

/* Copies what the caller gave, of whatever version of the header, with its strings. */
static syn_code fetch_options_copy(syn_fetch_options *out, const syn_fetch_options *given, syn_error *error) {
    syn_fetch_options set = {0};
    *out = set;
    if (!given) return SYN_OK;
    if (given->size < sizeof(size_t) || given->size > 4096)
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0,
                         "syn_engine_new: options.fetch->size is not the size of the options");
    memcpy(&set, given, given->size < sizeof set ? given->size : sizeof set);
    *out = set;
    bool good = true;
    for (size_t i = 0; fetch_string(out, i); i++) {
        const char **text = fetch_string(out, i);
        if (*text && **text) good = (*text = strdup(*text)) && good;
        else *text = NULL;
    }
    if (!good) fetch_options_free(out);
    return good ? SYN_OK : error_memory(error, "engine");
}

/* Copies what the caller gave, of whatever version of the header. */
static syn_code compare_options_copy(syn_compare_options *out, const syn_compare_options *given, syn_error *error) {
    syn_compare_options set = {0};
    *out = set;
    if (!given) return SYN_OK;
    if (given->size < sizeof(size_t) || given->size > 4096)
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0,
                         "syn_engine_new: options.compare->size is not the size of the options");
    memcpy(&set, given, given->size < sizeof set ? given->size : sizeof set);
    *out = set;
    return SYN_OK;
}

syn_code syn_engine_new(syn_engine **out, const syn_engine_options *options, syn_error *error) {
    if (!out) return error_set(error, SYN_ERR_ARGUMENT, "engine", 0, "syn_engine_new: out is NULL");
    *out = NULL;
    syn_engine_options set = {0};
    if (options) {
        if (options->size < sizeof(size_t) || options->size > 4096)
            return error_set(error, SYN_ERR_ARGUMENT, "engine", 0,
                             "syn_engine_new: options.size is not the size of the options");
        /* A caller built with an older header has fewer fields; the rest keep their defaults. */
        memcpy(&set, options, options->size < sizeof set ? options->size : sizeof set);
    }
    syn_engine *engine = calloc(1, sizeof *engine);
    engine_budget *shared = calloc(1, sizeof *shared);
    syn_code code = engine && shared ? SYN_OK : error_memory(error, "engine");
    if (code == SYN_OK) code = compare_options_copy(&engine->compare, set.compare, error);
    if (code == SYN_OK) code = fetch_options_copy(&engine->fetch, set.fetch, error);
    if (code != SYN_OK) {
        free(engine);
        free(shared);
        return code;
    }
    uint64_t memory = set.limit_memory ? set.limit_memory : DEFAULT_MEMORY;
    atomic_init(&shared->budget.used, 0);
    atomic_init(&shared->budget.stop, 0);
    shared->budget.pages = &os_huge_pages;
    atomic_init(&shared->holders, 1);
    shared->budget.max = memory > SIZE_MAX / 2 ? SIZE_MAX / 2 : (size_t)memory;
    engine->shared = shared;
    engine->threads = set.threads ? set.threads : os_processors();
    if (engine->threads > CAP_THREADS) engine->threads = CAP_THREADS;
    engine->limit_time_ms = set.limit_time_ms;
    engine->from = set.from;
    engine->names = set.names;
    engine->progress = set.progress;
    engine->progress_payload = set.progress_payload;
    *out = engine;
    return SYN_OK;
}

void syn_engine_free(syn_engine *engine) {
    if (!engine) return;
    budget_drop(engine->shared);
    fetch_options_free(&engine->fetch);
    free(engine);
}

void syn_engine_stop(syn_engine *engine) {
    if (engine) atomic_store(&engine->shared->budget.stop, SYN_ERR_STOPPED);
}

static void take_back(syn_engine *engine, syn_code stop) {
    int expected = (int)stop;
    atomic_compare_exchange_strong(&engine->shared->budget.stop, &expected, 0);
}

void engine_begin(syn_engine *engine) {
    take_back(engine, SYN_ERR_LIMIT);
    engine->deadline_ms = engine->limit_time_ms ? os_clock_ms() + engine->limit_time_ms : 0;
}

syn_code engine_end(syn_engine *engine, syn_code code) {
    take_back(engine, SYN_ERR_LIMIT);
    if (code == SYN_ERR_STOPPED) take_back(engine, SYN_ERR_STOPPED);
    engine->deadline_ms = 0;
    return code;
}

syn_code engine_go_on(const syn_engine *engine) {
    atomic_int *flag = &engine->shared->budget.stop;
    int stop = atomic_load(flag);
    if (stop) return (syn_code)stop;
    if (engine->deadline_ms && os_clock_ms() >= engine->deadline_ms) {
        /* A request to stop that comes at this very moment must not be overwritten. */
        if (atomic_compare_exchange_strong(flag, &stop, SYN_ERR_LIMIT)) return SYN_ERR_LIMIT;
        return (syn_code)stop;
    }
    return SYN_OK;
}

syn_code engine_stopped(const syn_engine *engine, syn_code code, const char *stage, syn_error *error) {
    int stop = atomic_load(&engine->shared->budget.stop);
    if (code == SYN_ERR_STOPPED && stop) return error_set(error, code, stage, 0, "stopped on request");
    if (code == SYN_ERR_LIMIT && stop) return error_set(error, code, stage, 0, "the time limit was reached");
    return code;
}

const char *syn_code_name(syn_code code) {
    static const char *const names[] = {"done", "out of memory", "bad argument", "input or output failed", "limit reached",
                                        "bad format", "not verbatim", "stopped", "no article"};
    return (unsigned)code < sizeof names / sizeof *names ? names[code] : "unknown";
}

#define TEXT_OF(number) TEXT_OF_EXPANDED(number)
#define TEXT_OF_EXPANDED(number) #number
const char *syn_version(void) {
    return TEXT_OF(SYN_VERSION_MAJOR) "." TEXT_OF(SYN_VERSION_MINOR) "." TEXT_OF(SYN_VERSION_PATCH);
}
