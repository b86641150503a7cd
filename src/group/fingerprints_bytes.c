/* fingerprints_bytes.c - fingerprints as bytes and back, so that a stream goes on as if it had never stopped: the
 * postings are written as they lie, for which of them a full bucket lost hangs on all that ever came. */
#include "group/fingerprints.h"

enum { PRINT_LEAST = 4 + 4 + 4 + 4, POSTING_BYTES = 4 };  /* bytes of a report without its samples */

void fingerprint_put(const fingerprint *f, syn_buffer *out) {
    bytes_put_u64(out, f->exact);
    bytes_put_u32(out, f->words);
    bytes_put_u8(out, f->level);
    bytes_put_u8(out, (uint8_t)f->count);
    bytes_put_u32s(out, f->samples, f->count);
    bytes_put_u64s(out, f->named, FINGERPRINT_SAMPLES / 64);
}

bool fingerprint_get(bytes_reader *in, fingerprint *out, syn_arena *arena) {
    *out = (fingerprint){0};
    out->exact = bytes_get_u64(in);
    out->words = bytes_get_u32(in);
    out->level = bytes_get_u8(in);
    out->count = bytes_get_u8(in);
    if (out->count > FINGERPRINT_SAMPLES || out->level > SAMPLE_LEVELS) in->bad = true;
    if (in->bad) out->count = 0;
    out->samples = ARENA_ARRAY(arena, uint32_t, out->count + 1u);
    if (!out->samples) return false;
    bytes_get_u32s(in, out->samples, out->count);
    bytes_get_u64s(in, out->named, FINGERPRINT_SAMPLES / 64);
    for (uint32_t i = 0; i < out->count; i++) in->bad |= !sample_kept(out->samples[i], out->level);
    return true;
}

static void put_slots(const print_slots *slots, syn_buffer *out) {
    bytes_put_u32(out, slots_buckets(slots));
    bytes_put_u32(out, slots->base);
    bytes_put_u32(out, slots->retagged);
    for (uint32_t b = 0; b < slots_buckets(slots); b++) bytes_put_u32s(out, slots_at(slots, b), SLOTS_BUCKET);
}

/* False when there is no memory. */
static bool get_slots(bytes_reader *in, print_slots *slots) {
    uint32_t buckets = bytes_get_count(in, (size_t)SLOTS_BUCKET * POSTING_BYTES), base = bytes_get_u32(in), retagged = bytes_get_u32(in);
    if (buckets && (buckets < 1u << SLOTS_BITS || buckets >= 2u << SLOTS_MOST)) in->bad = true;
    if (in->bad || !buckets) return true;
    if (!slots_open(slots, buckets)) return false;
    slots->base = base;
    slots->retagged = retagged;
    if (base > slots->bits || slots->bits - base > SLOTS_SPENT || (slots->bits - base == SLOTS_SPENT) != (retagged != REPORT_NONE) ||
        (retagged != REPORT_NONE && slots->split)) in->bad = true;
    for (uint32_t b = 0; b < buckets; b++) bytes_get_u32s(in, slots_at(slots, b), SLOTS_BUCKET);
    return true;
}

void fingerprints_save(const fingerprints *all, syn_buffer *out) {
    bytes_put_u32(out, all->prints.first);
    bytes_put_u32(out, all->prints.n);
    for (uint32_t i = 0; i < all->prints.n; i++) {
        const kept_print *k = prints_at(&all->prints, i);
        bytes_put_u32(out, k->exact);
        bytes_put_u32(out, k->words);
        bytes_put_u32(out, k->model);
        bytes_put_u8(out, k->count);
        bytes_put_u8(out, k->posted);
        bytes_put_u8(out, k->level);
        bytes_put_u8(out, k->dropped);
        bytes_put_u16s(out, prints_units(&all->prints, k), (size_t)k->count + k->posted);
    }
    put_slots(&all->slots, out);
}

/* Whether units are samples of such a print. */
static bool units_hold(const kept_print *k, const uint16_t *units) {
    uint32_t at = 0, length = (uint32_t)k->count + k->posted;
    for (uint32_t i = 0; i < k->count; i++) {
        if (at >= length) return false;
        uint32_t high = (uint32_t)units[at] << 16 >> k->level / 2;
        if (!sample_kept(high, k->level)) return false;
        at += 1 + sample_posted(high, k->level);
    }
    return at == length;
}

static bool load_print(fingerprints *all, bytes_reader *in) {
    uint16_t units[2 * FINGERPRINT_SAMPLES];
    kept_print k = {0};
    k.exact = bytes_get_u32(in);
    k.words = bytes_get_u32(in);
    k.model = bytes_get_u32(in);
    k.count = bytes_get_u8(in);
    k.posted = bytes_get_u8(in);
    k.level = bytes_get_u8(in);
    bool dropped = bytes_get_u8(in) != 0;
    if (k.count > FINGERPRINT_SAMPLES || k.posted > k.count || k.level > SAMPLE_LEVELS || (dropped && k.count)) in->bad = true;
    if (in->bad) return true;
    bytes_get_u16s(in, units, (size_t)k.count + k.posted);
    if (!in->bad && !units_hold(&k, units)) in->bad = true;
    if (in->bad) return true;
    if (!prints_add_units(&all->prints, &k, units)) return false;
    if (dropped) prints_drop(&all->prints, all->prints.n - 1);
    else all->postings += (k.exact != 0) + (uint32_t)k.posted;
    return true;
}

bool fingerprints_load(fingerprints *all, bytes_reader *in, syn_arena *arena) {
    fingerprints_init(all, arena);
    all->prints.first = bytes_get_u32(in);
    uint32_t count = bytes_get_count(in, PRINT_LEAST);
    if (all->prints.first % PRINTS_BLOCK) in->bad = true;
    for (uint32_t i = 0; i < count && !in->bad; i++)
        if (!load_print(all, in)) return false;
    if (in->bad) return true;
    if (!get_slots(in, &all->slots)) return false;
    if (all->slots.retagged != REPORT_NONE && all->slots.retagged > all->prints.first + all->prints.n) in->bad = true;
    if (count && !all->slots.blocks.n) in->bad = true;
    return true;
}
