/* encoding_shim.cc - uchardet is C++ inside: no exception of it may reach C. */
#include <cstring>
#include <uchardet.h>

extern "C" int encoding_guess(const char *bytes, size_t length, char out[40]);

/* The only thing that is thrown there is that there is no memory. */
extern "C" int encoding_guess(const char *bytes, size_t length, char out[40]) {
    out[0] = '\0';
    uchardet_t detector = nullptr;
    bool failed = false;
    try {
        detector = uchardet_new();
        failed = detector == nullptr || uchardet_handle_data(detector, bytes, length) != 0;
        if (!failed) {
            uchardet_data_end(detector);
            std::strncpy(out, uchardet_get_charset(detector), 39);
            out[39] = '\0';
        }
    } catch (...) {
        failed = true;
    }
    if (detector != nullptr) uchardet_delete(detector);
    return failed ? 0 : 1;
}
