/* Any bytes as a text: all of mark must end, and give each time a value. The
 * first byte chooses how finely the day of writing is known. */
#include "marked.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const published[] = {"2019-05-17", "", "2019-05-17T14:03:00Z", "2019-05", "2019", "0001-01-01", "9999-12-31"};
    if (size == 0) return 0;
    syn_report *report = fuzz_report(slice_of((const char *)data + 1, size - 1), data[0] & 0x80 ? "de" : "en",
                                     published[data[0] % (sizeof published / sizeof *published)]);
    if (!report) return 0;
    fuzz_mark(report, NULL);
    for (uint32_t i = 0; i < report->times.n; i++)
        if (report->times.at[i].value.len == 0) abort();
    report_free(report);
    return 0;
}
