/* numbers.c - placeholder */
#include "mark/mark.h"
syn_code mark_numbers(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    (void)options; (void)report; (void)scratch; (void)error;
    return SYN_OK;
}
