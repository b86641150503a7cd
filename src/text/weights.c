/* weights.c - which file of weights is which; the build puts the files into the library (tools/make_weights.py). */
#include "text/weights.h"

#include <string.h>

#define FILE_OF(language, name) \
    extern const char syn_weights_##language##_##name[], syn_weights_##language##_##name##_end[];
#include "text/weights.gen.h"
#undef FILE_OF

syn_slice weights_find(const char *language, const char *name) {
#define FILE_OF(l, n)                                                    \
    if (strcmp(language, #l) == 0 && strcmp(name, #n) == 0)              \
        return slice_of(syn_weights_##l##_##n, (size_t)(syn_weights_##l##_##n##_end - syn_weights_##l##_##n));
#include "text/weights.gen.h"
#undef FILE_OF
    return (syn_slice){0};
}
