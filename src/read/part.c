/* part.c - an input inside an input: a record of an archive, or what an address answered, is read by a reader of its own. */
#include "read/door.h"

syn_code read_part_run(const read_options *options, const read_part *part, syn_error *error) {
    read_options inside = *options;
    inside.emit_part = NULL;
    inside.name = part->name.len ? part->name : options->name;
    inside.id = part->id;
    inside.url = part->url;
    inside.content_type = part->content_type;
    inside.fetched = part->fetched;
    inside.in_archive = part->in_archive;
    inside.offset = part->offset;
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
    *part = (read_part){0};
}
