/* json.h - reading JSON: one value becomes a flat array of nodes.
 *
 * Nodes stand in the order of the text, each before its descendants; an object's children are name, value, name, value.
 * Strings and numbers are not converted: a node points at their bytes in the input, which must live as long as the nodes,
 * and is asked when its content is wanted (json_text, json_integer). All memory is the arena's; nothing is recursive. */
#ifndef SYN_TEXT_JSON_H
#define SYN_TEXT_JSON_H

#include "base/arena.h"

typedef enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_OBJECT, JSON_ARRAY } json_type;

typedef struct json_node {
    const char *ptr;       /* its first byte; of a string, the one behind the quotation mark */
    uint32_t size;         /* a string's or a number's bytes as spelled; an object's members; an array's elements */
    uint32_t span : 28;    /* nodes up to the end of its last descendant, itself counted */
    uint32_t type : 3;
    uint32_t escaped : 1;  /* a string that holds a backslash */
} json_node;

/* What is let pass; each with all that stands before it. */
typedef enum json_manner {
    JSON_STRICT,           /* RFC 8259 and no more */
    JSON_CONTROLS,         /* control characters in strings, such as line breaks */
    /* JSON as pages have it: comments (also <!-- --> and CDATA marks), commas too many or missing at a line's end, ' for ",
     * a quotation mark inside a string where no string can end, unknown escapes, bare words as null, other blanks */
    JSON_TOLERANT
} json_manner;

typedef enum json_end {
    JSON_WHOLE,            /* one value; `at` is behind it, and what follows was not looked at */
    JSON_CUT,              /* the bytes end inside the value */
    JSON_BAD,              /* `at` is the byte that cannot stand there, `why` says why */
    JSON_LARGE,            /* a maximum was reached: of nodes, or bytes that 32 bits cannot count */
    JSON_FAILED            /* the arena failed: arena_check says why */
} json_end;

typedef struct json_doc {
    const json_node *root; /* NULL if nothing could be read. Whatever the end, it holds what was whole before the fault: a
                            * string, number or name that is cut is left out */
    size_t at;             /* bytes */
    const char *why;       /* a constant, without an end mark; NULL if whole or failed */
    json_end end;
} json_doc;

/* Reads the first value of `bytes`, into `most` nodes at the most (CAP_JSON_NODES). Linear in the bytes of the value. */
json_end json_read(json_doc *doc, syn_slice bytes, json_manner manner, uint32_t most, syn_arena *arena);

/* Each of these takes NULL, and what is of another type, for a value that is not there. */
static inline bool json_is(const json_node *node, json_type type) { return node && node->type == type; }
/* The first child, and the one after `child`; NULL behind the last. Children of an object are names and values in turn. */
static inline const json_node *json_first(const json_node *parent) {
    return parent && parent->span > 1 ? parent + 1 : NULL;
}
static inline const json_node *json_next(const json_node *parent, const json_node *child) {
    return child && child + child->span < parent + parent->span ? child + child->span : NULL;
}
/* The value of a member; the last one where the name stands twice. */
const json_node *json_member(const json_node *object, const char *name);
/* A string's content: a slice of the input where it holds no backslash, else a copy in the arena. Half a surrogate pair
 * reads as U+FFFD, and \u0000 as a NUL. */
syn_slice json_text(const json_node *string, syn_arena *arena);
/* Is this a string with that content? */
bool json_equals(const json_node *string, syn_slice content);
/* A number without fraction and exponent that 64 bits can hold. */
bool json_integer(const json_node *number, int64_t *out);
#endif
