/* part.c - an input inside an input: a record of an archive, or what an address answered, is read by a reader of its own.
 *
 * In: the part, and the options of the input that held it. Out: its items. Its reports keep the input's name; what the part is
 * called decides its kind and its id. */
#include "base/caps.h"
#include "read/door.h"

syn_code read_part_run(const read_options *options, read_part *part, syn_error *error) {
    read_options inside = *options;
    inside.emit_part = NULL;
    inside.inside = part->name;
    inside.id = part->id;
    inside.url = part->url;
    inside.content_type = part->content_type;
    inside.fetched = part->fetched;
    inside.note = part->note;
    inside.in_archive = part->in_archive;
    inside.offset = part->offset;
    inside.depth = part->depth;
    syn_reader *reader = NULL;
    syn_code code = reader_new(&reader, &inside, error);
    if (code == SYN_OK) code = reader_push(reader, part->bytes, error);
    if (code == SYN_OK) code = reader_end(reader, error);
    reader_free(reader);
    return code;
}

void read_part_free(read_part *part) {
    if (!part) return;
    arena_free(&part->arena);
    buffer_free(&part->held);
    *part = (read_part){0};
}
