/* mark_all.c - any bytes as a text through every stage of mark, in the order of the engine, parts of speech among them: all must end,
 * leave a report whose invariants hold, values that are values, and say the same twice. The first byte chooses the language. */
#include <math.h>

#include "marked.h"

typedef struct fold { uint64_t hash; } fold;

static void add(fold *f, uint64_t value) { f->hash = hash_join(f->hash, value); }
static void add_span(fold *f, syn_span span) { add(f, (uint64_t)span.begin << 32 | span.end); }
static void add_text(fold *f, syn_slice text) { add(f, slice_hash(text)); }

static void see_names(fold *f, const syn_report *r) {
    for (uint32_t i = 0; i < r->words.n; i++) {
        FUZZ_REQUIRE(r->words.at[i].upos <= UPOS_X);
        add(f, r->words.at[i].upos);
    }
    for (uint32_t i = 0; i < r->mentions.n; i++) {
        const syn_mention *m = &r->mentions.at[i];
        FUZZ_REQUIRE(m->type <= NAME_OTHER && m->form <= FORM_PRONOUN);
        add_span(f, m->span);
        add_span(f, m->title);
        add_span(f, m->role);
        add(f, (uint64_t)m->type << 32 | m->entity);
    }
    for (uint32_t i = 0; i < r->entities.n; i++) {
        const syn_entity *e = &r->entities.at[i];
        FUZZ_REQUIRE(e->type <= NAME_OTHER && e->mentions && strchr("mfu", e->gender));
        add_span(f, e->name);
        add(f, (uint64_t)e->type << 8 | (unsigned char)e->gender);
    }
}

static void see_values(fold *f, const syn_report *r) {
    for (uint32_t i = 0; i < r->quotes.n; i++) {
        const syn_quote *q = &r->quotes.at[i];
        add_span(f, q->content[0]);
        add_span(f, q->source);
        add(f, q->entity);
        add_text(f, q->speaker);
        add_text(f, q->said_on);
        add_text(f, q->venue);
    }
    for (uint32_t i = 0; i < r->times.n; i++) {
        FUZZ_REQUIRE(r->times.at[i].value.len);
        add_span(f, r->times.at[i].span);
        add_text(f, r->times.at[i].value);
    }
    for (uint32_t i = 0; i < r->numbers.n; i++) {
        const syn_number *n = &r->numbers.at[i];
        FUZZ_REQUIRE(isfinite(n->value) && isfinite(n->high) && isfinite(n->against) && isfinite(n->si_value) && isfinite(n->si_high));
        FUZZ_REQUIRE(n->bound <= BOUND_UNDER && n->kind <= NUMBER_RATE);
        add_span(f, n->span);
        add_span(f, n->counts);
        uint64_t bits;
        memcpy(&bits, &n->value, sizeof bits);
        add(f, bits);
    }
}

/* A hash of all marks. */
static uint64_t mark(syn_slice text, uint8_t choice) {
    static const char *const languages[] = {"en", "", "de", "fr", "es", "ru"};
    /* Half of the bytes say English. */
    syn_report *report = fuzz_report(text, choice < 128 ? "en" : languages[choice % (sizeof languages / sizeof *languages)],
                                     "2019-05-17T14:03:00Z");
    if (!report) return 0;
    fuzz_mark(report, NULL);
    fold all = {0};
    see_names(&all, report);
    see_values(&all, report);
    report_free(report);
    return all.hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    syn_slice text = slice_of((const char *)data + 1, size - 1);
    FUZZ_REQUIRE(mark(text, data[0]) == mark(text, data[0]));
    return 0;
}
