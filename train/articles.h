/* articles.h - reads JSONL of reports from standard input, for the programs that train.
 *
 * Each line that is one whole value of JSON is given to `see`, in order; other lines are passed over. What is in `scratch` lives until
 * `see` returns. */
#ifndef SYN_TRAIN_ARTICLES_H
#define SYN_TRAIN_ARTICLES_H

#include "text/json.h"

typedef void article_see(void *payload, const json_node *object, syn_arena *scratch);

void articles_each(article_see *see, void *payload);
#endif
