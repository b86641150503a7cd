/* main.c - the tests of src/read. Each group is a file; see given.h for what they share. */
#include "given.h"

int main(void) {
    return run_encodings() + run_kinds() + run_pages() + run_json() + run_json_feeds() + run_feeds() + run_hostile() +
        run_archives() + run_packed() + run_dates() + run_opml();
}
