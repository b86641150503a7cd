/* json_door.h - between json.c (where a value begins and ends), json_item.c (what an object says) and json_feed.c (what an
 * item of a JSON Feed says). */
#ifndef SYN_READ_JSON_DOOR_H
#define SYN_READ_JSON_DOOR_H

#include "base/caps.h"
#include "read/door.h"
#include "text/json.h"

typedef enum json_shape {
    SHAPE_START,    /* nothing but blanks so far */
    SHAPE_LINES, SHAPE_OBJECTS, SHAPE_ARRAY,
    SHAPE_FEED,     /* among the members of a JSON Feed */
    SHAPE_ITEMS,    /* in its items */
    SHAPE_BEHIND,   /* behind the array or the feed */
    SHAPE_OVER      /* what follows is ignored: a report said so */
} json_shape;
typedef enum json_verdict { VERDICT_GOOD, VERDICT_CUT, VERDICT_BAD, VERDICT_LARGE, VERDICT_FAILED } json_verdict;

typedef struct json_feed json_feed;

struct json_door {
    read_options options;
    syn_arena nodes;       /* of the value that was parsed last */
    json_shape shape;
    syn_buffer value;      /* the bytes of the current line or value */
    size_t number;         /* of the current line, of the line where the current object begins, or of the array's element */
    bool first;            /* no value was judged yet (an array counts as judged) */
    unsigned depth;        /* brackets open in the current value, outside strings */
    bool string, escape;   /* inside a string; behind a backslash */
    bool judged, is_feed;  /* the head was looked at; it is that of a JSON Feed */
    json_feed *feed;       /* where it is one */
    bool after;            /* array: an element ended, a comma or the end must follow */
    read_item held;        /* the first item, until it is known whether it is the only one */
    size_t held_number;    /* 0: it has an id of its own */
};

/* Parses one object. VERDICT_GOOD gives its node, which stays until the next call; else `why` says what is wrong. */
json_verdict json_parse(json_door *door, syn_slice bytes, json_manner manner, const json_node **out,
                        char why[CAP_ERROR_MESSAGE]);
/* Gives the item of an object, or the report of a value that is none. */
syn_code json_give(json_door *door, const json_node *object, json_verdict verdict, const char *why, syn_error *error);
/* Lets go of the first item; `alone`: nothing follows it, so that it needs no number. */
syn_code json_release(json_door *door, bool alone, syn_error *error);
/* Makes ready for the next value. */
void json_forget(json_door *door);

/* Does an input that begins so hold a JSON Feed? Looks at its first READ_HEAD_BYTES alone. */
bool json_feed_begins(json_door *door, syn_slice head);
/* Is a whole object one? */
bool json_feed_is(const json_node *object, syn_arena *scratch);
/* The feed's bracket was opened. */
syn_code json_feed_open(json_door *door, syn_error *error);
/* Takes bytes between items (SHAPE_FEED), up to a change of shape. */
syn_code json_feed_push(json_door *door, syn_slice bytes, size_t *took, syn_error *error);
/* Gives the item whose bytes are door->value. */
syn_code json_feed_item(json_door *door, syn_error *error);
/* Says that the feed breaks off. */
syn_code json_feed_cut(json_door *door, syn_error *error);
/* Gives all items of a whole object. */
syn_code json_feed_give(json_door *door, const json_node *object, syn_error *error);
void json_feed_free(json_feed *feed);
#endif
