/* values.h - reading the values of options; options.c has them. */
#ifndef SYN_CLI_VALUES_H
#define SYN_CLI_VALUES_H

#include "command.h"

/* Says why a value will not do, and gives false. */
bool value_wrong(char why[CLI_WHY], const char *text);
/* Seconds such as 30, 2.5 or 2.5s as milliseconds. No sign, no locale. */
bool value_seconds(const char *text, uint64_t *ms);
#endif
