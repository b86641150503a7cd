/* tests.h - the groups of tests of src/fetch. */
#ifndef SYN_TEST_FETCH_H
#define SYN_TEST_FETCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

int run_robots(void);
int run_addresses(void);
int run_answers(void);
int run_keeping(void);
#endif
