/* given.h - a folder of invented reports for the engine's tests. */
#ifndef SYN_TEST_GIVEN_H
#define SYN_TEST_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "synoptic.h"

#define GIVEN_REPORTS 3

typedef struct given {
    char folder[64];
    char paths[GIVEN_REPORTS][128];
    const char *list[GIVEN_REPORTS];
} given;

/* Setup and teardown of a test: *state is a given. */
int given_new(void **state);
int given_free(void **state);
/* Writes a file into the folder; the path is valid until the next call. */
const char *given_file(given *g, const char *name, const char *bytes, size_t length);

syn_engine *engine_with(unsigned threads, uint64_t memory, uint64_t time_ms);
/* Every report as a line of JSON, one after the other; release with syn_free... of cmocka's test_free. */
char *printed(const syn_reports *reports);

extern const struct CMUnitTest read_tests[], limit_tests[], verify_tests[], compare_tests[], list_tests[], decide_tests[];
extern const size_t read_test_count, limit_test_count, verify_test_count, compare_test_count, list_test_count, decide_test_count;
#endif
