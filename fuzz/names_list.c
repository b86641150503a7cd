/* names_list.c - fuzzes lists of names, and what is found by them: the bytes are a list, and the text in which its names are looked
 * for. A file is taken whole or not at all, with a fault told; the same file again adds no entry; marks keep their invariants, and are
 * the same twice. */
#include "base/caps.h"
#include "mark/list.h"
#include "marked.h"

static void check(const syn_names *list) {
    uint32_t posted = 0;
    for (uint32_t e = 0; e < list->entries.n; e++) {
        const list_entry *entry = &list->entries.at[e];
        FUZZ_REQUIRE(entry->name.len && entry->name.len <= CAP_META_BYTES && entry->id.len <= CAP_META_BYTES && entry->type <= NAME_OTHER);
        FUZZ_REQUIRE(utf8_valid(entry->name) == entry->name.len && utf8_valid(entry->id) == entry->id.len);
        FUZZ_REQUIRE(entry->names && entry->names <= CAP_LIST_ALIASES && entry->posting != MAP_NONE);
        for (uint32_t p = entry->posting; p != MAP_NONE; p = list->postings.at[p].next, posted++)
            FUZZ_REQUIRE(p < list->postings.n && list->postings.at[p].phrase < list->phrases.n);
    }
    FUZZ_REQUIRE(posted == list->postings.n);
    for (uint32_t p = 0; p < list->phrases.n; p++) {
        const list_phrase *phrase = &list->phrases.at[p];
        FUZZ_REQUIRE(phrase->words && phrase->words <= CAP_LIST_WORDS && phrase->entry < list->entries.n);
        FUZZ_REQUIRE(phrase->shared || (!phrase->mixed && phrase->type == list->entries.at[phrase->entry].type));
    }
}

/* A hash of the mentions and entities. */
static uint64_t mark(const syn_names *list, syn_slice text) {
    syn_report *report = fuzz_report(text, "en", "");
    if (!report) return 0;
    fuzz_mark(report, list);
    uint64_t hash = 0;
    for (uint32_t i = 0; i < report->mentions.n; i++) {
        const syn_mention *m = &report->mentions.at[i];
        FUZZ_REQUIRE(m->listed <= list->entries.n);
        hash = hash_join(hash, (uint64_t)m->span.begin << 32 | m->span.end);
        hash = hash_join(hash, (uint64_t)m->listed << 32 | m->entity);
    }
    for (uint32_t i = 0; i < report->entities.n; i++) hash = hash_join(hash, slice_hash(report->entities.at[i].list_id));
    report_free(report);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    syn_slice bytes = slice_of((const char *)data, size);
    syn_names list;
    list_init(&list);
    syn_error error = {0};
    syn_code code = list_add(&list, SLICE_LIT("list"), bytes, &error);
    FUZZ_REQUIRE(code == SYN_OK || (code == SYN_ERR_FORMAT && list.faults.len && !list.entries.n && error.msg[0]) || code == SYN_ERR_LIMIT);
    check(&list);
    if (code == SYN_OK) {
        uint32_t entries = list.entries.n;
        uint64_t once = mark(&list, bytes);
        FUZZ_REQUIRE(once == mark(&list, bytes));
        list_add(&list, SLICE_LIT("again"), bytes, NULL);
        FUZZ_REQUIRE(list.entries.n == entries);
        check(&list);
        FUZZ_REQUIRE(once == mark(&list, bytes));
    }
    list_free(&list);
    return 0;
}
