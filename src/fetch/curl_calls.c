/* curl_calls.c - loads libcurl. */
#include "fetch/curl_calls.h"

#include "base/error.h"
#include "os/library.h"

#define LIBRARY "libcurl.so.4"   /* its binary interface since 2006 */
#define LEAST 0x075700           /* 7.87: a look-up of names does not hold up a stop (CURLOPT_QUICK_EXIT) */

syn_code curl_calls_load(curl_calls *out, syn_error *error) {
    void *library = os_library(LIBRARY);
    bool good = library != NULL;
#define CURL_CALL(name) good = good && os_library_find(library, "curl_" #name, &out->name);
    CURL_CALLS(CURL_CALL)
#undef CURL_CALL
    if (!good) return error_set(error, SYN_ERR_IO, "fetch", 0, "%s, which fetches addresses, cannot be loaded", LIBRARY);
    const curl_version_info_data *about = out->version_info(CURLVERSION_NOW);
    if (about->version_num < LEAST)
        return error_set(error, SYN_ERR_IO, "fetch", 0, "%s is of version %.20s, older than 7.87", LIBRARY, about->version);
    return SYN_OK;
}
