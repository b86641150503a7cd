/* main.c - the tests of src/fetch that need no server. run_fetch has those that do. */
#include "tests.h"

int main(void) { return run_robots() + run_addresses() + run_answers() + run_keeping(); }
