/* inputs.c - the inputs of a call as one list: folders become their files.
 *
 * In: what the caller gave: files, folders, "-", addresses. Out: a list of inputs in their order, each with its kind.
 *
 * The idea: a folder's files come in byte order of name, and a folder inside it takes its place in that order, so the same
 * tree gives the same list on every system. Names that begin with a point are left out of a folder, as shells do; links to
 * folders are not followed below the first, and nothing is deeper than CAP_FOLDER_DEPTH. */
#include "engine/inputs.h"

#include <stdlib.h>

#include "base/caps.h"
#include "fetch/address.h"
#include "os/file.h"

static bool add(input_list *list, syn_slice name, input_kind kind, const char *reason) {
    return VEC_PUSH(&list->arena, list, (engine_input){name, kind, reason});
}

static bool is_address(syn_slice name) {
    return (name.len > 7 && slice_equal_ascii_case(slice_cut(name, 0, 7), SLICE_LIT("http://"))) ||
           (name.len > 8 && slice_equal_ascii_case(slice_cut(name, 0, 8), SLICE_LIT("https://")));
}

/* The address without the user name and password that it may hold: those are shown nowhere. */
static syn_slice shown_address(syn_arena *arena, syn_slice address) {
    size_t begin, end;
    if (!fetch_url_user(address, &begin, &end)) return address;
    char *text = arena_alloc(arena, address.len);
    if (!text) return SLICE_NONE;
    memcpy(text, address.ptr, begin);
    memcpy(text + begin, address.ptr + end, address.len - end);
    return slice_of(text, address.len - (end - begin));
}

static syn_slice join(syn_arena *arena, syn_slice folder, syn_slice name) {
    bool slash = folder.len && folder.ptr[folder.len - 1] != '/';
    char *path = arena_alloc(arena, folder.len + slash + name.len + 1);
    if (!path) return SLICE_NONE;
    memcpy(path, folder.ptr, folder.len);
    if (slash) path[folder.len] = '/';
    memcpy(path + folder.len + slash, name.ptr, name.len);
    return slice_of(path, folder.len + slash + name.len);
}

static int by_name(const void *a, const void *b) { return slice_compare(*(const syn_slice *)a, *(const syn_slice *)b); }

/* A folder whose entries are being walked. */
typedef struct open_folder {
    syn_slice path;
    syn_arena arena;           /* of the names: they are joined to paths one by one, and then gone */
    SYN_VEC(syn_slice) names;
    uint32_t next;
} open_folder;

static bool collect(void *payload, const char *name) {
    open_folder *folder = payload;
    if (name[0] == '.') return true;
    if (folder->names.n > CAP_INPUTS) return false;
    syn_slice copy = arena_copy(&folder->arena, slice_str(name));
    return copy.ptr && VEC_PUSH(&folder->arena, &folder->names, copy);
}

static bool open_at(input_list *list, open_folder *folder, syn_slice path) {
    syn_error error = {0};
    memset(folder, 0, sizeof *folder);
    folder->path = path;
    arena_init(&folder->arena, NULL);
    syn_code code = os_folder_each(path.ptr, collect, folder, &error);
    if (folder->arena.failed) list->arena.failed = folder->arena.failed;
    if (folder->names.n) qsort(folder->names.at, folder->names.n, sizeof *folder->names.at, by_name);
    if (code != SYN_OK && !list->arena.failed) {
        syn_slice said = arena_copy(&list->arena, slice_str(error.msg));
        return said.ptr && add(list, path, INPUT_UNREADABLE, said.ptr);
    }
    if (list->arena.failed) return false;
    return true;
}

static bool add_entry(input_list *list, syn_slice path, os_kind kind) {
    if (kind == OS_KIND_FILE) return add(list, path, INPUT_FILE, NULL);
    if (kind == OS_KIND_MISSING) return add(list, path, INPUT_FILE, NULL);  /* opening it says why */
    return add(list, path, INPUT_SPECIAL, "neither a file nor a folder");
}

static bool add_folder(input_list *list, syn_slice path) {
    open_folder *stack = ARENA_ARRAY(&list->arena, open_folder, CAP_FOLDER_DEPTH);
    uint32_t depth = 0, before = list->n;
    if (!stack) return false;
    open_at(list, &stack[depth++], path);
    while (depth > 0 && !list->arena.failed && list->n <= CAP_INPUTS) {
        open_folder *top = &stack[depth - 1];
        if (top->next == top->names.n) {
            arena_free(&top->arena);
            depth--;
            continue;
        }
        syn_slice entry = join(&list->arena, top->path, top->names.at[top->next++]);
        if (!entry.ptr) break;
        os_kind kind = os_path_kind(entry.ptr, false);
        if (kind != OS_KIND_FOLDER) add_entry(list, entry, kind);
        else if (depth < CAP_FOLDER_DEPTH) open_at(list, &stack[depth++], entry);
        else add(list, entry, INPUT_UNREADABLE, "too many folders inside each other");
    }
    while (depth > 0) arena_free(&stack[--depth].arena);
    if (list->n == before) add(list, path, INPUT_UNREADABLE, "the folder holds no file");
    return !list->arena.failed;
}

syn_code inputs_list(input_list *list, const char *const *inputs, size_t count, syn_error *error) {
    for (size_t i = 0; i < count && !list->arena.failed && list->n <= CAP_INPUTS; i++) {
        syn_slice name = slice_str(inputs[i]);
        if (!inputs[i]) return error_set(error, SYN_ERR_ARGUMENT, "engine", 0, "input %zu is NULL", i);
        if (slice_equal(name, SLICE_LIT("-"))) {
            add(list, name, INPUT_STREAM, NULL);
        } else if (is_address(name)) {
            add(list, shown_address(&list->arena, name), INPUT_ADDRESS, inputs[i]);
        } else {
            os_kind kind = os_path_kind(inputs[i], true);
            if (kind == OS_KIND_FOLDER) add_folder(list, name);
            else if (kind == OS_KIND_OTHER) add(list, name, INPUT_STREAM, NULL);  /* a pipe by name */
            else add_entry(list, name, kind);
        }
    }
    if (list->n > CAP_INPUTS) return error_set(error, SYN_ERR_LIMIT, "engine", 0, "more than %u inputs", CAP_INPUTS);
    return arena_check(&list->arena, "engine", error);
}
