/* inputs.h - the inputs of a call as one list. */
#ifndef SYN_ENGINE_INPUTS_H
#define SYN_ENGINE_INPUTS_H

#include "engine/engine.h"

typedef enum input_kind {
    INPUT_FILE,        /* a file, or a name at which there is none */
    INPUT_STREAM,      /* standard input, or a pipe by name */
    INPUT_ADDRESS,     /* http or https; `reason` is the address as it was given, `name` may lack a password */
    INPUT_UNREADABLE,  /* a folder that cannot be listed or holds nothing: see reason */
    INPUT_SPECIAL      /* a device or the like inside a folder: see reason */
} input_kind;

typedef struct engine_input {
    syn_slice name;    /* NUL-terminated */
    input_kind kind;
    const char *reason;
} engine_input;

/* A vector of inputs with the arena that it lives in; the caller sets up and frees the arena. */
typedef struct input_list {
    engine_input *at;
    uint32_t n, cap;
    syn_arena arena;
} input_list;

/* Names given by the caller are borrowed. SYN_ERR_LIMIT past CAP_INPUTS. */
syn_code inputs_list(input_list *list, const char *const *inputs, size_t count, syn_error *error);
#endif
