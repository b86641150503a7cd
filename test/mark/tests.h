/* tests.h - the unit tests of src/mark: one file a mark, one program. Each runs its group and returns how many tests failed. */
#ifndef SYN_TEST_MARK_TESTS_H
#define SYN_TEST_MARK_TESTS_H

int mark_tags_tests(void);
int mark_times_tests(void);
int mark_numbers_tests(void);
int mark_names_tests(void);
int mark_people_tests(void);
int mark_quotes_tests(void);
int mark_lists_tests(void);
#endif
