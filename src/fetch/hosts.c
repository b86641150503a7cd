/* hosts.c - the hosts and origins that a fetcher has met, with their pace and their robots.txt.
 *
 * The rules of RFC 9309, 2.3.1: an answer of 400 to 499 means that there are no rules; where the server fails or cannot be
 * reached, nothing may be read. What is kept lives as long as the fetcher, and never longer than RULES_MOST bytes allow:
 * past that the rules of the other origins are forgotten, and asked for again when they are needed. */
#include <stdlib.h>

#include "base/error.h"
#include "fetch/inner.h"

#define DELAY_MOST_MS 60000u            /* of a Crawl-delay */
#define RULES_MOST ((size_t)64 << 20)

/* The index of `name` in the map, or where it is to be put: two names of one hash stand one behind the other. */
#define FIND(map, vec, wanted, found, key)                                                                        \
    for ((key) = slice_hash(wanted);                                                                              \
         ((found) = map_get((map), (key))) != MAP_NONE && !slice_equal((vec)->at[found].name, (wanted)); (key)++) {}

static bool add_host(syn_fetcher *f, syn_slice name, uint32_t *at) {
    uint64_t key;
    FIND(&f->host_map, &f->hosts, name, *at, key);
    if (*at != MAP_NONE) return true;
    *at = f->hosts.n;
    syn_slice copy = arena_copy(&f->names, name);
    return copy.ptr && VEC_PUSH(&f->names, &f->hosts, (fetch_host){.name = copy}) && map_set(&f->host_map, key, *at);
}

static bool add_origin(syn_fetcher *f, syn_slice name, uint32_t *at) {
    uint64_t key;
    FIND(&f->origin_map, &f->origins, name, *at, key);
    if (*at != MAP_NONE) return true;
    *at = f->origins.n;
    syn_slice copy = arena_copy(&f->names, name);
    return copy.ptr && VEC_PUSH(&f->names, &f->origins, (fetch_origin){.name = copy}) && map_set(&f->origin_map, key, *at);
}

bool hosts_find(syn_fetcher *f, const fetch_url *url, uint32_t *host, uint32_t *origin) {
    syn_buffer name = BUFFER_EMPTY;
    buffer_add_format(&name, "%s://%s:%s", url->scheme, url->host, url->port);
    bool good = !name.failed && add_origin(f, slice_of(name.ptr, name.len), origin) &&
                add_host(f, slice_str(url->host), host);
    buffer_free(&name);
    return good;
}

uint64_t hosts_pace(const syn_fetcher *f, const fetch_host *host) {
    return f->set.pace_ms > host->delay_ms ? f->set.pace_ms : host->delay_ms;
}

static void free_task(fetch_task *task) {
    if (!task) return;
    transfer_free(&task->run);
    fetch_url_free(&task->url);
    cache_free(&task->kept);
    buffer_free(&task->saved);
    free(task);
}

bool hosts_ask_robots(syn_fetcher *f, uint32_t at, const fetch_url *page) {
    fetch_task *task = calloc(1, sizeof *task);
    if (!task) return false;
    *task = (fetch_task){.state = TASK_WAITS, .kind = TRANSFER_ROBOTS, .origin = at};
    uint32_t origin;
    if (fetch_url_parse(&f->curl, &task->url, page, "/robots.txt", NULL) != SYN_OK ||
        !hosts_find(f, &task->url, &task->host, &origin)) {
        free_task(task);
        return false;
    }
    f->origins.at[at].task = task;
    f->origins.at[at].state = ROBOTS_ASKED;
    f->asking[f->asking_count++] = at;
    return true;
}

/* Its task is over. */
static void forget_task(syn_fetcher *f, uint32_t at) {
    fetch_origin *origin = &f->origins.at[at];
    free_task(origin->task);
    origin->task = NULL;
    for (uint32_t i = 0; i < f->asking_count; i++)
        if (f->asking[i] == at) {
            f->asking[i] = f->asking[--f->asking_count];
            break;
        }
}

static void forget_rules(syn_fetcher *f, uint32_t but) {
    for (uint32_t i = 0; i < f->origins.n; i++) {
        fetch_origin *origin = &f->origins.at[i];
        if (i == but || origin->state != ROBOTS_KNOWN) continue;
        f->rule_bytes -= origin->arena.held;
        arena_free(&origin->arena);
        origin->rules = (syn_robots){0};
        origin->state = ROBOTS_NONE;
    }
}

bool hosts_set_robots(syn_fetcher *f, uint32_t at, syn_slice bytes) {
    fetch_origin *origin = &f->origins.at[at];
    arena_init(&origin->arena, NULL);
    robots_parse(&origin->rules, &origin->arena, bytes, SLICE_LIT("synoptic"));
    origin->state = ROBOTS_KNOWN;
    f->rule_bytes += origin->arena.held;
    if (f->rule_bytes > RULES_MOST) forget_rules(f, at);
    uint64_t delay = origin->rules.delay_ms < DELAY_MOST_MS ? origin->rules.delay_ms : DELAY_MOST_MS;
    /* The delay is for the host that the origin names, wherever its robots.txt was found in the end. */
    size_t begin = slice_find(origin->name, SLICE_LIT("://"), 0) + 3, end = origin->name.len;
    while (origin->name.ptr[end - 1] != ':') end--;
    uint32_t host;
    bool good = !origin->arena.failed && add_host(f, slice_cut(origin->name, begin, end - 1), &host);
    if (good && f->hosts.at[host].delay_ms < delay) f->hosts.at[host].delay_ms = delay;
    forget_task(f, at);
    return good;
}

void hosts_refuse(syn_fetcher *f, uint32_t at, syn_outcome outcome, const char *reason) {
    fetch_origin *origin = &f->origins.at[at];
    origin->state = ROBOTS_UNKNOWN;
    origin->outcome = outcome;
    size_t length = strlen(reason);
    if (length >= sizeof origin->reason) length = sizeof origin->reason - 1;
    memcpy(origin->reason, reason, length);
    origin->reason[length] = 0;
    forget_task(f, at);
}

void hosts_free(syn_fetcher *f) {
    for (uint32_t i = 0; i < f->origins.n; i++) {
        fetch_task *task = f->origins.at[i].task;
        if (task && task->run.easy) f->curl.multi_remove_handle(f->multi, task->run.easy);
        free_task(task);
        arena_free(&f->origins.at[i].arena);
    }
    arena_free(&f->names);
}
