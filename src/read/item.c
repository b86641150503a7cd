/* item.c - making one raw report: its id, its metadata as clean copies, its text or page, or the reason why it has none. */
#include <stdarg.h>
#include <stdio.h>

#include "base/caps.h"
#include "read/door.h"
#include "text/utf8.h"

/* A valid, NUL-terminated copy of at most `max` bytes. */
static syn_slice clean_copy(syn_arena *arena, syn_slice value, size_t max) {
    if (value.len > max * 2) value.len = max * 2;
    size_t repaired = 0;
    syn_slice valid = utf8_repair(arena, value, &repaired);
    if (valid.len > max) valid.len = utf8_cut(valid, max);
    return arena_copy(arena, valid);
}

syn_slice item_meta(syn_report *report, syn_slice value) {
    value = slice_trim(value);
    return value.len ? clean_copy(&report->arena, value, CAP_META_BYTES) : SLICE_NONE;
}

syn_slice item_name_id(syn_slice name) {
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/' && i < name.len) {
            name = slice_cut(name, i, name.len);
            break;
        }
    if (name.len > 3 && slice_equal_ascii_case(slice_cut(name, name.len - 3, name.len), SLICE_LIT(".gz"))) name.len -= 3;
    else if (name.len > 4 && slice_equal_ascii_case(slice_cut(name, name.len - 4, name.len), SLICE_LIT(".zst"))) name.len -= 4;
    for (size_t i = name.len; i > 1; i--)
        if (name.ptr[i - 1] == '.') {
            if (i < name.len) name.len = i - 1;
            break;
        }
    return name;
}

syn_code item_begin(const read_options *options, read_item *item, syn_error *error) {
    *item = (read_item){0};
    item->report = report_new(options->budget);
    if (!item->report) return error_memory(error, READ_STAGE);
    arena_init(&item->page_arena, options->budget);
    item->report->input = clean_copy(&item->report->arena, options->name, CAP_META_BYTES);
    syn_slice name = options->inside.len ? options->inside : options->name;
    item->report->id = options->id.len ? item_meta(item->report, options->id)
                                       : clean_copy(&item->report->arena, item_name_id(name), CAP_META_BYTES);
    item->report->reason = item_meta(item->report, options->note);
    item->report->url = item_meta(item->report, options->url);
    item->report->fetched = item_meta(item->report, options->fetched);
    item->report->in_archive = options->in_archive;
    item->report->offset = options->offset;
    return SYN_OK;
}

void read_item_free(read_item *item) {
    if (!item) return;
    report_free(item->report);
    arena_free(&item->page_arena);
    *item = (read_item){0};
}

syn_code item_emit(const read_options *options, read_item *item, syn_error *error) {
    syn_code code = arena_check(&item->report->arena, READ_STAGE, error);
    if (code == SYN_OK) code = arena_check(&item->page_arena, READ_STAGE, error);
    if (code != SYN_OK) {
        read_item_free(item);
        return code;
    }
    code = options->emit(options->payload, item);
    return code == SYN_OK ? SYN_OK : error_set(error, code, READ_STAGE, 0, "the receiver of the reports ended the reading");
}

void item_outcome(syn_report *report, syn_outcome outcome, const char *reason) {
    report->outcome = outcome;
    report->reason = arena_copy(&report->arena, slice_str(reason));
}

syn_code item_fail(const read_options *options, syn_error *error, syn_slice id, syn_outcome outcome, const char *format,
                   ...) {
    read_item item;
    syn_code code = item_begin(options, &item, error);
    if (code != SYN_OK) return code;
    char reason[CAP_ERROR_MESSAGE];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    item.report->outcome = outcome;
    item.report->reason = clean_copy(&item.report->arena, slice_str(reason), sizeof reason);  /* it may quote the input */
    if (id.len) item.report->id = item_meta(item.report, id);
    return item_emit(options, &item, error);
}

void item_set_text(syn_report *report, syn_slice text) {
    if (text.len > CAP_REPORT_BYTES) {
        char reason[80];
        snprintf(reason, sizeof reason, "the text is larger than %u bytes", CAP_REPORT_BYTES);
        item_outcome(report, SYN_OUTCOME_TOO_LARGE, reason);
        return;
    }
    report->text = text;
    if (slice_trim(text).len == 0) item_outcome(report, SYN_OUTCOME_EMPTY, "the input holds nothing but white space");
}

syn_code item_set_page(read_item *item, syn_slice html, bool owned, syn_error *error) {
    if (!owned) html = arena_copy(&item->page_arena, html);
    item->page = ARENA_NEW(&item->page_arena, syn_page);
    if (!item->page) return arena_check(&item->page_arena, READ_STAGE, error);
    return page_parse(item->page, html, &item->page_arena, error);
}

syn_report *read_failed(syn_slice name, syn_outcome outcome, syn_slice reason, syn_budget *budget) {
    read_options options = {.name = name, .budget = budget};
    read_item item;
    if (item_begin(&options, &item, NULL) != SYN_OK) return NULL;
    item.report->outcome = outcome;
    item.report->reason = clean_copy(&item.report->arena, reason, CAP_META_BYTES);
    if (item.report->arena.failed) {
        read_item_free(&item);
        return NULL;
    }
    return item.report;
}
