/* stream.h - reports printed as they come: read and mark. */
#ifndef SYN_CLI_STREAM_H
#define SYN_CLI_STREAM_H

#include "command.h"

int stream_run(const cli_settings *settings, syn_depth depth);
#endif
