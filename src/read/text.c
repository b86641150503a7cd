/* text.c - the doors for what is read as a whole: plain text, verbatim text, and one HTML page.
 *
 * Plain text is decoded and its line ends become LF; nothing else changes (no-break spaces stay), and its title and date
 * line are found later, by clean. Verbatim text is the input byte for byte, so it must be UTF-8: nothing is repaired. */
#include <stdio.h>

#include "read/door.h"
#include "text/utf8.h"

static void mark_binary(syn_report *report) {
    report->text = SLICE_NONE;
    item_outcome(report, SYN_OUTCOME_MALFORMED, "the input looks like binary data: many of its bytes are no text");
}

syn_code text_read(const read_options *options, syn_slice bytes, syn_error *error) {
    read_item item;
    syn_code code = item_begin(options, &item, error);
    if (code != SYN_OK) return code;
    decoded_text decoded = {0};
    code = encoding_decode(&decoded, bytes, HINT_NONE, options->content_type, &item.report->arena, error);
    if (code != SYN_OK) {
        read_item_free(&item);
        return code;
    }
    item.report->repaired = decoded.repaired;
    if (encoding_is_binary(&decoded)) mark_binary(item.report);
    else item_set_text(item.report, decoded.text);
    return item_emit(options, &item, error);
}

syn_code verbatim_read(const read_options *options, syn_slice bytes, syn_error *error) {
    read_item item;
    syn_code code = item_begin(options, &item, error);
    if (code != SYN_OK) return code;
    item.report->verbatim = true;
    size_t valid = utf8_valid(bytes);
    const char *nul = valid ? memchr(bytes.ptr, 0, valid) : NULL;
    char reason[96];
    if (nul) {
        snprintf(reason, sizeof reason, "byte %zu is a NUL, which no text holds", (size_t)(nul - bytes.ptr));
        item_outcome(item.report, SYN_OUTCOME_MALFORMED, reason);
    } else if (valid < bytes.len) {
        snprintf(reason, sizeof reason, "byte %zu is not valid UTF-8", valid);
        item_outcome(item.report, SYN_OUTCOME_MALFORMED, reason);
    } else {
        item_set_text(item.report, arena_copy(&item.report->arena, bytes));
    }
    return item_emit(options, &item, error);
}

syn_code html_read(const read_options *options, syn_slice bytes, syn_buffer *held, syn_error *error) {
    read_item item;
    syn_code code = item_begin(options, &item, error);
    if (code != SYN_OK) return code;
    decoded_text decoded = {0};
    code = encoding_decode(&decoded, bytes, HINT_META, options->content_type, &item.page_arena, error);
    if (held) buffer_free(held);
    if (code == SYN_OK) {
        item.report->repaired = decoded.repaired;
        if (encoding_is_binary(&decoded)) mark_binary(item.report);
        else code = item_set_page(&item, decoded.text, true, error);
    }
    if (code != SYN_OK) {
        read_item_free(&item);
        return code;
    }
    return item_emit(options, &item, error);
}
