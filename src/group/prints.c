/* prints.c - see prints.h. Linear in the samples of the report at hand. */
#include "group/prints.h"

void prints_init(print_window *w, syn_arena *arena) { *w = (print_window){.arena = arena, .run = REPORT_NONE, .spare = REPORT_NONE}; }

uint32_t prints_exact(const fingerprint *f) {
    uint32_t hash = (uint32_t)(f->exact ^ f->exact >> 32);
    return f->exact && !hash ? 1 : hash;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------- */

static void set_free(print_window *w, uint32_t run) {
    w->runs.at[run].used = 0;
    w->runs.at[run].next = w->spare;
    w->spare = run;
}

/* A run with so many free units becomes the one that is filled. */
static bool open_run(print_window *w, uint32_t units) {
    uint32_t full = w->run;
    if (full != REPORT_NONE && w->runs.at[full].used + units < PRINTS_RUN) return true;  /* one is read ahead */
    if (w->spare != REPORT_NONE) {
        w->run = w->spare;
        w->spare = w->runs.at[w->run].next;
    } else {
        print_run fresh = {.units = arena_array(w->arena, PRINTS_RUN, sizeof(uint16_t))};
        if (!fresh.units || w->runs.n >= UINT32_MAX / PRINTS_RUN || !VEC_PUSH(w->arena, &w->runs, fresh)) return false;
        w->run = w->runs.n - 1;
    }
    if (full != REPORT_NONE && !w->runs.at[full].live) set_free(w, full);
    return true;
}

kept_print *prints_add_units(print_window *w, const kept_print *k, const uint16_t *units) {
    uint32_t length = (uint32_t)k->count + k->posted;
    if (!open_run(w, length)) return NULL;
    if (w->n / PRINTS_BLOCK == w->blocks.n) {
        kept_print *block = ARENA_ARRAY(w->arena, kept_print, PRINTS_BLOCK);
        if (!block || !VEC_PUSH(w->arena, &w->blocks, block)) return NULL;
    }
    print_run *run = &w->runs.at[w->run];
    kept_print *kept = prints_at(w, w->n++);
    *kept = *k;
    kept->place = w->run * PRINTS_RUN + run->used;
    kept->dropped = false;
    if (length) memcpy(run->units + run->used, units, length * sizeof *units);
    run->used += length;
    run->live++;
    return kept;
}

/* The blocks before `gone` go behind the others. */
static void turn_blocks(print_window *w) {
    while (w->gone >= PRINTS_BLOCK) {
        kept_print *free = w->blocks.at[0];
        memmove(w->blocks.at, w->blocks.at + 1, (w->blocks.n - 1) * sizeof *w->blocks.at);
        w->blocks.at[w->blocks.n - 1] = free;
        w->first += PRINTS_BLOCK;
        w->n -= PRINTS_BLOCK;
        w->gone -= PRINTS_BLOCK;
        w->dead -= PRINTS_BLOCK;
    }
}

void prints_drop(print_window *w, uint32_t index) {
    kept_print *k = prints_at(w, index);
    uint32_t run = k->place / PRINTS_RUN;
    k->dropped = true;
    k->count = k->posted = 0;
    w->dead++;
    if (!--w->runs.at[run].live && run != w->run) set_free(w, run);
    while (w->gone < w->n && prints_at(w, w->gone)->dropped) w->gone++;
    turn_blocks(w);
}

size_t prints_bytes(const print_window *w) {
    return (size_t)w->blocks.n * PRINTS_BLOCK * sizeof(kept_print) + (size_t)w->runs.n * PRINTS_RUN * sizeof(uint16_t);
}

/* ---- samples ------------------------------------------------------------------------------------------------------ */

bool prints_add(print_window *w, const fingerprint *f, uint32_t model) {
    uint16_t units[2 * FINGERPRINT_SAMPLES];
    kept_print k = {.exact = prints_exact(f), .words = f->words, .model = model, .count = (uint8_t)f->count, .level = f->level};
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t shifted = f->samples[i] << f->level / 2;
        units[n++] = (uint16_t)(shifted >> 16);
        if (sample_posted(f->samples[i], f->level)) {
            units[n++] = (uint16_t)shifted;
            k.posted++;
        } else units[n - 1] = (uint16_t)((units[n - 1] & ~1u) | (f->samples[i] & SAMPLE_QUOTED));
    }
    return prints_add_units(w, &k, units) != NULL;
}

/* A first unit below this one has a second: the sample is in the index. */
static uint32_t bound_of(unsigned level) { return level & 1 ? 1u << 14 : 3u << 13; }

/* The sample that begins with this unit; `units` goes behind it. Without branches: which samples have a second unit cannot be foretold. */
static uint32_t next_sample(const uint16_t **units, unsigned level, uint32_t bound) {
    uint32_t first = (*units)[0], posted = first < bound, second = (*units)[1] & -posted, quoted = first & (posted ^ 1u) & SAMPLE_QUOTED;
    *units += 1 + posted;
    return ((first ^ quoted) << 16 | second) >> level / 2 | quoted;
}

uint32_t prints_posted(const print_window *w, const kept_print *k, uint32_t out[FINGERPRINT_SAMPLES]) {
    const uint16_t *units = prints_units(w, k);
    uint32_t n = 0, bound = bound_of(k->level);
    for (uint32_t i = 0; i < k->count; i++) {
        bool posted = *units < bound;
        out[n] = next_sample(&units, k->level, bound);
        n += posted;
    }
    return n;
}

/* The bits of a sample of a row that both reports have. */
static uint32_t known_bits(uint32_t sample, unsigned level, uint32_t mask) {
    return sample & (sample_posted(sample, level) ? ~0u : mask);
}

uint32_t prints_row(const print_window *w, const kept_print *k, unsigned level, unsigned finer, uint32_t out[FINGERPRINT_SAMPLES]) {
    const uint16_t *units = prints_units(w, k);
    uint32_t n = 0, mask = sample_mask(finer), bound = bound_of(k->level);
    for (uint32_t i = 0; i < k->count; i++) {
        uint32_t sample = next_sample(&units, k->level, bound);
        out[n] = known_bits(sample, level, mask);
        n += sample_kept(sample, level);
    }
    return n;
}

uint32_t fingerprint_row(const fingerprint *f, unsigned level, unsigned finer, uint32_t out[FINGERPRINT_SAMPLES]) {
    uint32_t n = 0, mask = sample_mask(finer);
    for (uint32_t i = 0; i < f->count; i++) {
        if (sample_kept(f->samples[i], level)) out[n++] = known_bits(f->samples[i], level, mask);
    }
    return n;
}
