/* addresses.h - inputs that are addresses: fetched ahead, read in their order. */
#ifndef SYN_ENGINE_ADDRESSES_H
#define SYN_ENGINE_ADDRESSES_H

#include "engine/inputs.h"
#include "engine/window.h"
#include "fetch/fetch.h"

/* All zero but for `list` at the beginning. */
typedef struct address_queue {
    const input_list *list;
    syn_fetcher *fetcher;      /* made with the first address */
    uint32_t next;             /* inputs before this one are asked for, where they are addresses */
} address_queue;

/* What the address of an input answered becomes a job, or a note that says why there is nothing. Waits for the answer; what
 * was read before is given out first. Anything that ends the whole reading is in window->code. */
void address_read(address_queue *queue, work_window *window, const engine_input *input);
/* Ends what is under way. The code is SYN_ERR_IO where something could not be saved. */
syn_code address_end(address_queue *queue, syn_error *error);
#endif
