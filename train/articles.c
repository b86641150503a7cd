/* articles.c - see articles.h. */
#include "articles.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"

void articles_each(article_see *see, void *payload) {
    syn_arena scratch;
    char *line = NULL;
    size_t room = 0;
    arena_init(&scratch, NULL);
    for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
        json_doc doc;
        if (json_read(&doc, slice_of(line, (size_t)length), JSON_CONTROLS, CAP_JSON_NODES, &scratch) == JSON_WHOLE)
            see(payload, doc.root, &scratch);
        arena_reset(&scratch);
    }
    free(line);
    arena_free(&scratch);
}
