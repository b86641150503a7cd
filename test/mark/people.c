/* Unit tests of mark_people: none yet. */
#include "tests.h"

int mark_people_tests(void) { return 0; }
