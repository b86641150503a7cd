/* list.c - a list of names: its entries, and the index of their names.
 *
 * In: a file's bytes. Out: entries and phrases in the list. The idea: everything that can be wrong with a file is found
 * before the list is touched: rows are read (list_csv.c, list_json.c), tied to entries, and their names cut into words,
 * some thousands at a time. Then all of it is entered, which only a lack of memory can end. Two ids, or two phrases,
 * with one 64-bit hash would be taken for one (docs/design.md says how rare that is).
 * Bounds: time and memory are linear in the file; CAP_LIST_...: bytes, entries, names, names of one entry, words of one
 * name. */
#include "mark/list.h"

#include "base/caps.h"
#include "base/error.h"
#include "mark/people.h"
#include "text/utf8.h"

static const char *const STAGE = "names";

enum { CHUNK_BYTES = 1 << 20 };  /* names that are cut into words in one go */

uint64_t list_word(const syn_report *report, uint32_t word) { return people_fold(report, word); }

void list_init(syn_names *list) {
    *list = (syn_names){.faults = BUFFER_EMPTY};
    arena_init(&list->arena, NULL);
    map_init(&list->by_key, &list->arena);
    map_init(&list->by_words, &list->arena);
    map_init(&list->longest, &list->arena);
}

void list_free(syn_names *list) {
    buffer_free(&list->faults);
    arena_free(&list->arena);
}

/* ---- a file on its way into the list ------------------------------------------------------------------------------ */

/* A name, cut into words. */
typedef struct cut_name {
    uint64_t key, first;
    uint32_t entry;
    uint16_t capitals;
    uint8_t words, manner;
} cut_name;

/* A name in the chunk. */
typedef struct chunk_part {
    uint32_t begin, end, entry, row;
} chunk_part;

typedef struct adding {
    list_rows rows;
    syn_arena scratch, work;     /* work: of the chunk in hand */
    SYN_VEC(list_entry) fresh;   /* entries that the list lacks; the first has the index list->entries.n */
    syn_map fresh_by_key, more;  /* key -> index; entry of the list -> its names with those of the file */
    SYN_VEC(cut_name) cuts;
    char *chunk;
    uint32_t used;
    SYN_VEC(chunk_part) names;   /* of the chunk; in `work` */
} adding;

static uint64_t key_of(const list_row *row) {
    return row->id.len ? hash_join(1, slice_hash(row->id)) : hash_join(2u + row->type, slice_hash(row->name));
}

static const char *type_name(uint8_t type) {
    static const char *const types[] = {"person", "organization", "place", "other"};
    return types[type < 4 ? type : NAME_OTHER];
}

/* The entry that a row belongs to; MAP_NONE after a fault, or without memory. */
static uint32_t entry_of(adding *a, const list_row *row) {
    const syn_names *list = a->rows.list;
    uint64_t key = key_of(row);
    uint32_t at = map_get(&list->by_key, key), base = list->entries.n;
    uint32_t *slot = at == MAP_NONE ? map_slot_of(&a->fresh_by_key, key, base + a->fresh.n) : &at;
    if (!slot) return MAP_NONE;
    at = *slot;
    if (at == base + a->fresh.n) {
        list_entry entry = {.name = row->name, .id = row->id, .key = key, .posting = MAP_NONE, .type = row->type};
        if (!VEC_PUSH(&a->scratch, &a->fresh, entry)) return MAP_NONE;
    }
    const list_entry *entry = at < base ? &list->entries.at[at] : &a->fresh.at[at - base];
    uint32_t *names = at < base ? map_slot_of(&a->more, at, entry->names) : &a->fresh.at[at - base].names;
    if (!names) return MAP_NONE;
    *names += (*names == 0 || !slice_equal(entry->name, row->name)) + row->aliases;
    if (entry->type != row->type)
        list_fault(&a->rows, row->pos, "the id %.*s is that of another entry of type %s: give each entry an id of its own",
                   (int)utf8_cut(row->id, 40), row->id.ptr, type_name(entry->type));
    else if (*names > CAP_LIST_ALIASES)
        list_fault(&a->rows, row->pos, "the entry has more than %d names and aliases", CAP_LIST_ALIASES);
    else return at;
    return MAP_NONE;
}

/* What a phrase asks of the words in the text; `at` is the first, `count` how many. */
static cut_name cut_of(const syn_report *scanned, uint32_t at, uint32_t count) {
    cut_name cut = {.first = list_word(scanned, at), .words = (uint8_t)count, .manner = LIST_ANY};
    for (uint32_t i = 0; i < count; i++) {
        const syn_word *word = &scanned->words.at[at + i];
        cut.key = hash_join(cut.key, list_word(scanned, at + i));
        if (word->kind == WORD_LETTERS && (word->flags & WORD_CAPITAL)) cut.capitals |= (uint16_t)(1u << i);
    }
    if (cut.capitals) cut.manner = LIST_CAPITAL;
    if (count == 1 && cut.capitals && (scanned->words.at[at].flags & WORD_ALL_CAPS)) cut.manner = LIST_ACRONYM;
    return cut;
}

/* Cuts the names of the chunk into words. */
static bool cut_chunk(adding *a) {
    syn_report scanned = {.text = slice_of(a->chunk, a->used)};
    if (words_scan(&scanned.words, &scanned.sentences, scanned.text, "", &a->work, NULL) != SYN_OK) {
        if (a->work.failed) a->scratch.failed = a->work.failed;
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->names.n; i++) {
        const chunk_part *name = &a->names.at[i];
        uint32_t first = at;
        while (at < scanned.words.n && scanned.words.at[at].begin < name->end) at++;
        uint32_t count = at - first;
        while (count > 1 && a->chunk[scanned.words.at[first + count - 1].begin] == '.') count--;
        if (count > CAP_LIST_WORDS) {
            list_fault(&a->rows, a->rows.rows.at[name->row].pos, "the name or alias \"%.*s...\" has more than %d words",
                       (int)utf8_cut(slice_of(a->chunk + name->begin, name->end - name->begin), 40), a->chunk + name->begin,
                       CAP_LIST_WORDS);
            continue;
        }
        if (!count) continue;
        cut_name cut = cut_of(&scanned, first, count);
        cut.entry = name->entry;
        if (!VEC_PUSH(&a->scratch, &a->cuts, cut)) return false;
    }
    arena_reset(&a->work);
    memset(&a->names, 0, sizeof a->names);
    a->used = 0;
    return true;
}

/* Puts a name into the chunk, as a paragraph of its own. */
static bool chunk_name(adding *a, syn_slice text, uint32_t entry, uint32_t row) {
    if (a->used + text.len + 2 > CHUNK_BYTES && !cut_chunk(a)) return false;
    memcpy(a->chunk + a->used, text.ptr, text.len);
    chunk_part name = {a->used, a->used + (uint32_t)text.len, entry, row};
    memcpy(a->chunk + name.end, "\n\n", 2);
    a->used = name.end + 2;
    return VEC_PUSH(&a->work, &a->names, name);
}

static bool cut_rows(adding *a) {
    a->chunk = arena_alloc(&a->scratch, CHUNK_BYTES);
    if (!a->chunk) return false;
    const list_rows *rows = &a->rows;
    for (uint32_t r = 0; r < rows->rows.n; r++) {
        const list_row *row = &rows->rows.at[r];
        uint32_t entry = entry_of(a, row);
        if (entry == MAP_NONE) {
            if (a->scratch.failed) return false;
            continue;
        }
        if (!chunk_name(a, row->name, entry, r)) return false;
        for (uint32_t i = 0; i < row->aliases; i++)
            if (!chunk_name(a, rows->aliases.at[row->alias + i], entry, r)) return false;
    }
    return cut_chunk(a);
}

/* ---- entering ----------------------------------------------------------------------------------------------------- */

static bool has_posting(const syn_names *list, uint32_t entry, uint32_t phrase) {
    for (uint32_t p = list->entries.at[entry].posting; p != MAP_NONE; p = list->postings.at[p].next)
        if (list->postings.at[p].phrase == phrase) return true;
    return false;
}

static bool post(syn_names *list, uint32_t entry, uint32_t phrase) {
    list_posting posting = {phrase, list->entries.at[entry].posting};
    if (!VEC_PUSH(&list->arena, &list->postings, posting)) return false;
    list->entries.at[entry].posting = list->postings.n - 1;
    return true;
}

static bool enter_phrase(syn_names *list, const cut_name *cut) {
    uint32_t *slot = map_slot_of(&list->by_words, cut->key, list->phrases.n);
    if (!slot) return false;
    uint8_t type = list->entries.at[cut->entry].type;
    uint32_t at = *slot == list->phrases.n ? MAP_NONE : *slot, head = at;
    while (at != MAP_NONE && (list->phrases.at[at].manner != cut->manner || list->phrases.at[at].words != cut->words))
        at = list->phrases.at[at].next;
    if (at != MAP_NONE) {
        list_phrase *phrase = &list->phrases.at[at];
        phrase->capitals &= cut->capitals;
        if (phrase->entry == cut->entry || (phrase->shared && has_posting(list, cut->entry, at))) return true;
        phrase->shared = true;
        phrase->mixed |= phrase->type != type;
        return post(list, cut->entry, at);
    }
    *slot = list->phrases.n;
    list_phrase phrase = {.entry = cut->entry, .next = head, .capitals = cut->capitals, .words = cut->words,
                          .manner = cut->manner, .type = type};
    if (!VEC_PUSH(&list->arena, &list->phrases, phrase)) return false;
    uint32_t *longest = map_slot_of(&list->longest, cut->first, 0);
    if (!longest) return false;
    if (*longest < cut->words) *longest = cut->words;
    return post(list, cut->entry, list->phrases.n - 1);
}

static bool enter_all(adding *a) {
    syn_names *list = a->rows.list;
    uint32_t base = list->entries.n;
    for (uint32_t i = 0; i < base && a->more.count; i++) {
        uint32_t names = map_get(&a->more, i);
        if (names != MAP_NONE) list->entries.at[i].names = names;
    }
    for (uint32_t i = 0; i < a->fresh.n; i++)
        if (!map_set(&list->by_key, a->fresh.at[i].key, base + i) || !VEC_PUSH(&list->arena, &list->entries, a->fresh.at[i]))
            return false;
    for (uint32_t i = 0; i < a->cuts.n; i++)
        if (!enter_phrase(list, &a->cuts.at[i])) return false;
    list->names += a->cuts.n;
    return true;
}

/* ---- a file ------------------------------------------------------------------------------------------------------- */

/* Text, and in UTF-8? A fault is noted where it is not. */
static bool is_text(list_rows *rows) {
    syn_slice bytes = rows->bytes;
    if (slice_starts(bytes, SLICE_LIT("\xFF\xFE")) || slice_starts(bytes, SLICE_LIT("\xFE\xFF")))
        list_fault(rows, 0, "the list is UTF-16: save it as UTF-8");
    else if (slice_starts(bytes, SLICE_LIT("\x1F\x8B")) || slice_starts(bytes, SLICE_LIT("PK\x03\x04")))
        list_fault(rows, 0, "the list is packed, or a spreadsheet's own file: save it as CSV in UTF-8");
    else {
        size_t valid = utf8_valid(bytes);
        const char *nul = bytes.len ? memchr(bytes.ptr, '\0', bytes.len) : NULL;
        if (nul) list_fault(rows, (size_t)(nul - bytes.ptr), "a NUL byte: this is no text");
        else if (valid == bytes.len) return true;
        else list_fault(rows, valid, "the byte 0x%02X is no UTF-8: save the list as UTF-8",
                        (unsigned)(unsigned char)bytes.ptr[valid]);
    }
    return false;
}

/* JSONL by its first byte; a name that says otherwise is not believed. */
static bool is_json(syn_slice bytes) {
    bytes = slice_trim(slice_cut(bytes, slice_starts(bytes, SLICE_LIT("\xEF\xBB\xBF")) ? 3 : 0, bytes.len));
    return bytes.len && (bytes.ptr[0] == '{' || bytes.ptr[0] == '[');
}

static bool read_rows(list_rows *rows) {
    if (!is_text(rows)) return true;
    if (!slice_trim(rows->bytes).len) {
        list_fault(rows, 0, "the list is empty");
        return true;
    }
    return is_json(rows->bytes) ? list_read_json(rows) : list_read_csv(rows);
}

static syn_code add(adding *a, syn_error *error) {
    syn_names *list = a->rows.list;
    bool going = read_rows(&a->rows) && cut_rows(a);
    if (a->rows.limit) return a->rows.limit;
    syn_code code = arena_check(&a->scratch, STAGE, error);
    if (code == SYN_OK) code = arena_check(&list->arena, STAGE, error);
    if (code == SYN_OK && !going) code = error_set(error, SYN_ERR_LIMIT, STAGE, 0, "the list has too many words");
    if (code != SYN_OK) return code;
    if (list->fault_count) {
        if (list->fault_count > LIST_FAULTS)
            buffer_add_format(&list->faults, "... and %u more\n", list->fault_count - LIST_FAULTS);
        return SYN_ERR_FORMAT;
    }
    if (a->cuts.n > CAP_LIST_NAMES - list->names)
        return error_set(error, SYN_ERR_LIMIT, STAGE, 0, "%.*s: more than %u names and aliases",
                         (int)(a->rows.file.len < 80 ? a->rows.file.len : 80), a->rows.file.ptr, CAP_LIST_NAMES);
    if (enter_all(a)) return SYN_OK;
    code = arena_check(&list->arena, STAGE, error);
    return code == SYN_OK ? error_memory(error, STAGE) : code;
}

syn_code list_add(syn_names *list, syn_slice file, syn_slice bytes, syn_error *error) {
    syn_error own;  /* the first fault writes it, whoever asks */
    if (!error) error = &own;
    if (list->broken) return error_set(error, SYN_ERR_MEMORY, STAGE, 0, "memory ran out while the list was added to before");
    buffer_free(&list->faults);
    list->faults = BUFFER_EMPTY;
    list->fault_count = 0;
    if (bytes.len > CAP_LIST_BYTES)
        return error_set(error, SYN_ERR_LIMIT, STAGE, 0, "%.*s: a list of names may have %u bytes",
                         (int)(file.len < 80 ? file.len : 80), file.ptr, CAP_LIST_BYTES);
    adding a = {.rows = {.list = list, .scratch = &a.scratch, .file = file, .bytes = bytes, .error = error}};
    arena_init(&a.scratch, NULL);
    arena_init(&a.work, NULL);
    map_init(&a.fresh_by_key, &a.scratch);
    map_init(&a.more, &a.scratch);
    syn_code code = add(&a, error);
    list->broken = code == SYN_ERR_MEMORY;
    arena_free(&a.work);
    arena_free(&a.scratch);
    return code;
}
