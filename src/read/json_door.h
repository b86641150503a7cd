/* json_door.h - between json.c (where a value begins and ends) and json_item.c (what a value says). */
#ifndef SYN_READ_JSON_DOOR_H
#define SYN_READ_JSON_DOOR_H

#include "base/caps.h"
#include "read/door.h"
#include "text/json.h"

typedef enum json_shape {
    SHAPE_START,    /* nothing but blanks so far */
    SHAPE_LINES, SHAPE_OBJECTS, SHAPE_ARRAY,
    SHAPE_BEHIND,   /* behind the array */
    SHAPE_OVER      /* what follows is ignored: a report said so */
} json_shape;
typedef enum json_verdict { VERDICT_GOOD, VERDICT_CUT, VERDICT_BAD, VERDICT_LARGE, VERDICT_FAILED } json_verdict;

struct json_door {
    read_options options;
    syn_arena nodes;       /* of the value that was parsed last */
    json_shape shape;
    syn_buffer value;      /* the bytes of the current line or value */
    size_t number;         /* of the current line, of the line where the current object begins, or of the array's element */
    bool first;            /* no value was judged yet (an array counts as judged) */
    unsigned depth;        /* brackets open in the current value, outside strings */
    bool string, escape;   /* inside a string; behind a backslash */
    bool after;            /* array: an element ended, a comma or the end must follow */
    read_item held;        /* the first item, until it is known whether it is the only one */
    size_t held_number;    /* 0: it has an id of its own */
};

/* Parses one object. VERDICT_GOOD gives its node, which stays until the next call; else `why` says what is wrong. */
json_verdict json_parse(json_door *door, syn_slice bytes, const json_node **out, char why[CAP_ERROR_MESSAGE]);
/* Gives the item of an object, or the report of a value that is none. */
syn_code json_give(json_door *door, const json_node *object, json_verdict verdict, const char *why, syn_error *error);
/* Lets go of the first item; `alone`: nothing follows it, so that it needs no number. */
syn_code json_release(json_door *door, bool alone, syn_error *error);
#endif
