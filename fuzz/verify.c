/* verify.c - fuzzes syn_verify: any bytes as the JSON of a collation over two small reports must end in a code, and in SYN_OK
 * only where the JSON names no text that does not stand in them (here: it does not say "FORGED"). */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "synoptic.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char story[] =
    "{\"id\":\"a\",\"text\":\"The mill at Orrin burned down on Friday. Nobody was hurt, the mayor said.\"}\n"
    "{\"id\":\"b\",\"text\":\"A mill burned down in Orrin.\\n\\n\\\"We lost everything,\\\" said Tove Lind.\"}\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static syn_engine *engine;  /* made once: reading two reports costs more than verifying */
    static syn_reports *reports;
    syn_engine_options options = {.size = sizeof options, .threads = 1};
    if (!engine && (syn_engine_new(&engine, &options, NULL) != SYN_OK ||
                    syn_read_bytes(&reports, engine, "story.jsonl", story, sizeof story - 1, SYN_READING_CLEAN, SYN_DEPTH_READ,
                                   NULL) != SYN_OK))
        abort();
    char *json = malloc(size + 1);
    if (!json) abort();
    if (size) memcpy(json, data, size);
    json[size] = '\0';
    size_t checked = 0;
    syn_error error;
    syn_code code = syn_verify(&checked, json, size, reports, &error);
    if (code != SYN_OK && (error.code != code || strlen(error.msg) == 0)) abort();
    if (code == SYN_OK && strstr(json, "\"brief\":[{\"text\":\"FORGED\"")) abort();
    free(json);
    return 0;
}
