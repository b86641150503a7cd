/* weights.h - the files of trained weights and tables that the library holds: model/<language>/<name>.bin. */
#ifndef SYN_TEXT_WEIGHTS_H
#define SYN_TEXT_WEIGHTS_H

#include "base/slice.h"

/* The file of this language (ISO 639-1) and name, at an even address, and so that the weights of a model (text/model.h) begin
 * where 64 divides; it lives as long as the program. Empty where there is none: that language has no such part. */
syn_slice weights_find(const char *language, const char *name);
#endif
