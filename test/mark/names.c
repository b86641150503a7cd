/* Unit tests of mark_names: none yet. */
#include "tests.h"

int mark_names_tests(void) { return 0; }
