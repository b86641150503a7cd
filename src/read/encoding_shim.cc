/* encoding_shim.cc - uchardet is C++ inside: no exception of it may reach C. */
#include <cstring>
#include <uchardet.h>

extern "C" void encoding_guess(const char *bytes, size_t length, char out[40]);

extern "C" void encoding_guess(const char *bytes, size_t length, char out[40]) {
    out[0] = '\0';
    try {
        uchardet_t detector = uchardet_new();
        if (detector == nullptr) return;
        if (uchardet_handle_data(detector, bytes, length) == 0) {
            uchardet_data_end(detector);
            std::strncpy(out, uchardet_get_charset(detector), 39);
            out[39] = '\0';
        }
        uchardet_delete(detector);
    } catch (...) {
        out[0] = '\0';
    }
}
