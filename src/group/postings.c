/* postings.c - lists of 1, 2, 4 ... POSTINGS_MOST stories in one pool, found through a table of keys by open addressing.
 *
 * A list that is full is cleaned of stories that are gone; if none is, it moves into one of twice the size, or, at the largest,
 * loses its oldest. The table keeps a third of its slots free, and when it must grow it first drops keys that have only stories
 * that are gone. */
#include "group/postings.h"

enum { SLOTS_FIRST = 1024 };

void postings_init(postings *all, syn_arena *arena) { *all = (postings){.arena = arena}; }

static uint32_t first_place(uint32_t size, uint32_t key) { return (key * 2654435761u) >> 4 & (size - 1); }

static uint32_t place_of(const posting_slot *slots, uint32_t size, uint32_t key) {
    uint32_t at = first_place(size, key);
    while (slots[at].key && slots[at].key != key) at = (at + 1) & (size - 1);
    return at;
}

static uint32_t class_of(const postings *all, uint32_t list) { return all->pool.at[list] >> 16; }
static uint32_t count_of(const postings *all, uint32_t list) { return all->pool.at[list] & 0xffff; }

void postings_fetch(const postings *all, uint32_t key) {
    if (all->size) __builtin_prefetch(&all->slots[first_place(all->size, key)]);
}

uint32_t postings_find(const postings *all, uint32_t key) {
    enum { LINE = 16 };      /* numbers in a line of the cache */
    if (!all->size) return POSTINGS_NONE;
    const posting_slot *slot = &all->slots[place_of(all->slots, all->size, key)];
    if (!slot->key) return POSTINGS_NONE;
    for (uint32_t i = 0; i <= POSTINGS_MOST; i += LINE) __builtin_prefetch(all->pool.at + slot->list + i);
    return slot->list;
}

uint32_t postings_get(const postings *all, uint32_t list, const uint32_t **stories) {
    if (list == POSTINGS_NONE) return 0;
    *stories = all->pool.at + list + 1;
    return count_of(all, list);
}

static void let_go(postings *all, uint32_t list) {
    uint32_t class = class_of(all, list);
    all->pool.at[list + 1] = all->freed[class];
    all->freed[class] = list + 1;
}

/* An empty list for 1 << class stories; UINT32_MAX when there is no memory. */
static uint32_t new_list(postings *all, uint32_t class) {
    uint32_t list = all->pool.n;
    if (all->freed[class]) {
        list = all->freed[class] - 1;
        all->freed[class] = all->pool.at[list + 1];
    } else {
        for (uint32_t i = 0; i <= 1u << class; i++)
            if (!VEC_PUSH(all->arena, &all->pool, 0)) return UINT32_MAX;
    }
    all->pool.at[list] = class << 16;
    return list;
}

/* Without `alive` all stay. */
static void clean(postings *all, uint32_t list, posting_alive *alive, const void *payload) {
    uint32_t *head = all->pool.at + list, kept = 0;
    for (uint32_t i = 1; i <= (head[0] & 0xffff); i++)
        if (!alive || alive(payload, head[i])) head[++kept] = head[i];
    head[0] = (head[0] & 0xffff0000u) | kept;
}

/* Makes room for one more key. */
static bool make_room(postings *all, posting_alive *alive, const void *payload) {
    if (all->size && all->used < all->size / 3 * 2) return true;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->size; i++) {
        if (!all->slots[i].key) continue;
        clean(all, all->slots[i].list, alive, payload);
        kept += count_of(all, all->slots[i].list) > 0;
    }
    uint32_t size = all->size ? all->size : SLOTS_FIRST;
    if (all->size && kept > size / 2) size *= 2;
    posting_slot *slots = ARENA_ARRAY(all->arena, posting_slot, size);
    if (!slots) return false;
    for (uint32_t i = 0; i < all->size; i++) {
        if (!all->slots[i].key) continue;
        if (count_of(all, all->slots[i].list)) slots[place_of(slots, size, all->slots[i].key)] = all->slots[i];
        else let_go(all, all->slots[i].list);
    }
    if (all->slots) arena_release(all->arena, all->slots, all->size * sizeof *all->slots);
    all->slots = slots;
    all->size = size;
    all->used = kept;
    return true;
}

bool postings_put(postings *all, uint32_t key, const uint32_t *stories, uint32_t count) {
    uint32_t class = 0;
    while (1u << class < count) class++;
    if (!make_room(all, NULL, NULL)) return false;
    uint32_t list = new_list(all, class);
    if (list == UINT32_MAX) return false;
    memcpy(all->pool.at + list + 1, stories, count * sizeof *stories);
    all->pool.at[list] |= count;
    all->slots[place_of(all->slots, all->size, key)] = (posting_slot){key, list};
    all->used++;
    return true;
}

bool postings_add(postings *all, uint32_t key, uint32_t story, posting_alive *alive, const void *payload) {
    if (!make_room(all, alive, payload)) return false;
    posting_slot *slot = &all->slots[place_of(all->slots, all->size, key)];
    if (!slot->key) {
        uint32_t list = new_list(all, 0);
        if (list == UINT32_MAX) return false;
        *slot = (posting_slot){key, list};
        all->used++;
    }
    uint32_t *head = all->pool.at + slot->list, n = head[0] & 0xffff, at = 1;
    while (at <= n && head[at] != story) at++;
    if (at <= n) {                                       /* it is there: it becomes the latest */
        memmove(head + at, head + at + 1, (n - at) * sizeof *head);
        head[n] = story;
        return true;
    }
    uint32_t class = head[0] >> 16;
    if (n == 1u << class) clean(all, slot->list, alive, payload);
    n = head[0] & 0xffff;
    if (n == POSTINGS_MOST) {
        memmove(head + 1, head + 2, (n - 1) * sizeof *head);
        head[n] = story;
        return true;
    }
    if (n == 1u << class) {
        uint32_t list = new_list(all, class + 1);
        if (list == UINT32_MAX) return false;
        head = all->pool.at + slot->list;                /* the pool may have moved */
        memcpy(all->pool.at + list + 1, head + 1, n * sizeof *head);
        let_go(all, slot->list);
        slot->list = list;
        head = all->pool.at + list;
        head[0] |= n;
    }
    head[n + 1] = story;
    head[0]++;
    return true;
}
