#include "given.h"

int main(void) {
    int failed = _cmocka_run_group_tests("engine: reading", read_tests, read_test_count, NULL, NULL);
    failed += _cmocka_run_group_tests("engine: limits", limit_tests, limit_test_count, NULL, NULL);
    failed += _cmocka_run_group_tests("engine: comparing", compare_tests, compare_test_count, NULL, NULL);
    failed += _cmocka_run_group_tests("engine: lists of names", list_tests, list_test_count, NULL, NULL);
    failed += _cmocka_run_group_tests("engine: deciding", decide_tests, decide_test_count, NULL, NULL);
    return failed + _cmocka_run_group_tests("engine: verifying", verify_tests, verify_test_count, NULL, NULL);
}
