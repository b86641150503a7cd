/* part.c - an input inside an input: a record of an archive, a member of a zip, or what an address answered.
 *
 * In: the part, and the options of the input that held it. Out: its items, at least one. Its reports keep the input's name; what
 * the part is called decides its kind and its id. Codings are undone here, on whichever thread reads the part, each step to at
 * most CAP_INPUT_BYTES. A part that is not whole is read as far as it goes, and its reports say so in their reason. */
#include "base/caps.h"
#include "read/door.h"
#include "read/http.h"

static const char note_chunks[] = "the chunks of the answer are broken off: what was there before is read";
static const char note_coding[] = "the content coding is broken off: what was there before is read";

/* Undoes the transfer and the content codings. *failed: a report has said what cannot be. */
static syn_code undo(read_options *inside, read_part *part, bool *failed, syn_error *error) {
    *failed = false;
    bool whole = true, plain;
    if (part->chunked) {
        if (!part->held.ptr) {
            buffer_add(&part->held, part->bytes);
            if (part->held.failed) return buffer_check(&part->held, READ_STAGE, error);
        }
        part->held.len = http_unchunk(part->held.ptr, part->bytes.len, &whole);
        part->bytes = slice_of(part->held.ptr, part->held.len);
        part->chunked = false;
        if (!whole) inside->note = slice_str(note_chunks);
    }
    if (part->encoding.len == 0) return SYN_OK;
    syn_buffer out = BUFFER_EMPTY;
    coding_verdict verdict = coding_undo(part->bytes, part->encoding, CAP_INPUT_BYTES, &out, &plain);
    syn_code code = buffer_check(&out, READ_STAGE, error);
    if (code == SYN_OK && verdict == CODING_UNKNOWN) {
        *failed = true;
        code = item_fail(inside, error, SLICE_NONE, SYN_OUTCOME_UNSUPPORTED, "the content coding \"%.*s\" cannot be undone",
                         part->encoding.len < 40 ? (int)part->encoding.len : 40, part->encoding.ptr);
    } else if (code == SYN_OK && verdict == CODING_LARGE) {
        *failed = true;
        code = item_fail(inside, error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE, "the content is larger than %u bytes when unpacked",
                         CAP_INPUT_BYTES);
    }
    if (code == SYN_OK && !*failed && !plain) {
        buffer_free(&part->held);
        part->held = out;
        part->bytes = slice_of(out.ptr, out.len);
        out = BUFFER_EMPTY;
        if (verdict == CODING_CUT) inside->note = slice_str(note_coding);
    }
    buffer_free(&out);
    return code;
}

syn_code read_part_run(const read_options *options, read_part *part, syn_error *error) {
    read_options inside = *options;
    inside.emit_part = NULL;
    inside.from = 0;
    inside.inside = part->name;
    inside.id = part->id;
    inside.url = part->url;
    inside.content_type = part->content_type;
    inside.fetched = part->fetched;
    inside.note = part->note;
    inside.in_archive = part->in_archive;
    inside.offset = part->offset;
    inside.depth = part->depth;
    bool failed = false;
    syn_code code = undo(&inside, part, &failed, error);
    return code != SYN_OK || failed ? code : reader_run_whole(&inside, part->bytes, error);
}

syn_code part_give(const read_options *options, read_part *part, syn_error *error) {
    syn_code code = arena_check(&part->arena, READ_STAGE, error);
    if (code == SYN_OK) code = buffer_check(&part->held, READ_STAGE, error);
    if (code == SYN_OK && options->emit_part) {
        code = options->emit_part(options->payload, part);
        return code == SYN_OK ? SYN_OK : error_set(error, code, READ_STAGE, 0, "the receiver of the parts ended the reading");
    }
    if (code == SYN_OK) code = read_part_run(options, part, error);
    read_part_free(part);
    return code;
}

void read_part_free(read_part *part) {
    if (!part) return;
    arena_free(&part->arena);
    buffer_free(&part->held);
    *part = (read_part){0};
}
