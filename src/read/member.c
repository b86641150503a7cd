/* member.c - a file inside a zip or a tar becomes a part, as a file of a folder would be an input.
 *
 * In: its path and its bytes. Out: a part whose id is the file's name, as it would be outside. Passed over and counted: folders,
 * files that a system puts beside others (".DS_Store", "__MACOSX/..."), and what is no text by its name or by its first bytes
 * (images, fonts, styles, scripts, sounds, films). A file of more than CAP_INPUT_BYTES is too large alone. */
#include "read/member.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/caps.h"

void member_keeper_init(member_keeper *keeper, const read_options *options, const char *what, bool packed, uint64_t base) {
    *keeper = (member_keeper){.options = *options, .what = what, .packed = packed, .base = base};
}

void member_keeper_free(member_keeper *keeper) { read_part_free(&keeper->part); }

static bool name_wanted(syn_slice path) {
    static const char *const endings[] = {
        ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp", ".tif",
        ".tiff", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".m4a", ".m4v", ".webm", ".ogg", ".wav", ".mov",
        ".avi", ".swf", ".pdf", ".cdx", ".cdxj", ".idx"};
    size_t begin = path.len;
    while (begin && path.ptr[begin - 1] != '/') begin--;
    syn_slice name = slice_cut(path, begin, path.len);
    if (name.len == 0 || name.ptr[0] == '.' || slice_starts(path, SLICE_LIT("__MACOSX/"))) return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        syn_slice end = slice_str(endings[i]);
        if (name.len > end.len && slice_equal_ascii_case(slice_cut(name, name.len - end.len, name.len), end)) return false;
    }
    return true;
}

void member_begin(member_keeper *keeper, syn_slice path, uint64_t at) {
    read_part *part = &keeper->part;
    read_part_free(part);  /* of a file that was given up */
    arena_init(&part->arena, keeper->options.budget);
    if (path.len > CAP_META_BYTES) path = slice_cut(path, path.len - CAP_META_BYTES, path.len);
    part->name = arena_copy(&part->arena, path);
    part->in_archive = true;
    part->offset = keeper->options.in_archive ? keeper->options.offset : keeper->packed ? keeper->base : at;
    part->depth = keeper->options.depth + 1;
    keeper->large = false;
    keeper->wanted = name_wanted(path);
    keeper->files++;
}

syn_code member_add(member_keeper *keeper, syn_slice bytes, syn_error *error) {
    syn_buffer *held = &keeper->part.held;
    if (!keeper->wanted) return SYN_OK;
    if (bytes.len > CAP_INPUT_BYTES - held->len) {
        keeper->large = true;
        keeper->wanted = false;
        buffer_free(held);
        return SYN_OK;
    }
    buffer_add(held, bytes);
    return buffer_check(held, READ_STAGE, error);
}

static bool bytes_wanted(const read_part *part) {
    const char *what;
    syn_slice head = part->bytes.len < READ_HEAD_BYTES ? part->bytes : slice_cut(part->bytes, 0, READ_HEAD_BYTES);
    return head.len == 0 || sniff_kind(head, part->name, SLICE_NONE, &what) != KIND_UNSUPPORTED;
}

syn_code member_end(member_keeper *keeper, syn_error *error) {
    read_part *part = &keeper->part;
    if (keeper->large) {
        char why[80];
        snprintf(why, sizeof why, "the file is larger than %u bytes", CAP_INPUT_BYTES);
        return member_fail(keeper, SYN_OUTCOME_TOO_LARGE, why, error);
    }
    part->bytes = slice_of(part->held.ptr, part->held.len);
    if (!keeper->wanted || !bytes_wanted(part)) {
        keeper->passed++;
        read_part_free(part);
        return SYN_OK;
    }
    keeper->told = true;
    read_part given = *part;
    *part = (read_part){0};
    return part_give(&keeper->options, &given, error);
}

syn_code member_fail(member_keeper *keeper, syn_outcome outcome, const char *why, syn_error *error) {
    read_part *part = &keeper->part;
    read_options options = keeper->options;
    options.inside = part->name;
    options.in_archive = true;
    options.offset = part->offset;
    keeper->told = true;
    syn_code code = arena_check(&part->arena, READ_STAGE, error);
    if (code == SYN_OK) code = item_fail(&options, error, SLICE_NONE, outcome, "%s", why);
    read_part_free(part);
    keeper->wanted = false;
    return code;
}

syn_code member_fault(member_keeper *keeper, uint64_t at, const char *why, syn_error *error) {
    read_options options = keeper->options;
    if (!options.in_archive) {
        options.in_archive = true;
        options.offset = keeper->packed ? keeper->base : at;
    }
    keeper->told = true;
    return item_fail(&options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "%sbyte %" PRIu64 ": %s",
                     keeper->packed ? "unpacked " : "", at, why);
}

syn_code member_finish(member_keeper *keeper, syn_error *error) {
    if (keeper->told) return SYN_OK;
    return item_fail(&keeper->options, error, SLICE_NONE, SYN_OUTCOME_EMPTY,
                     "the %s archive holds no page: %" PRIu64 " files were passed over", keeper->what, keeper->files);
}
