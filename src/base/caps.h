/* caps.h - every maximum of the library in one place. Reaching one is a typed outcome or SYN_ERR_LIMIT, never a crash. */
#ifndef SYN_BASE_CAPS_H
#define SYN_BASE_CAPS_H

/* Input */
#define CAP_INPUT_BYTES (256u << 20)       /* what becomes one report, unpacked: a page, a value of JSON, a part of an archive */
#define CAP_REPORT_BYTES (16u << 20)       /* the text of one report; more is too_large */
#define CAP_PAGE_NODES (1u << 20)          /* elements and texts of one page tree */
#define CAP_PAGE_DEPTH 4096                /* nesting; deeper elements are flattened into the last one kept */
#define CAP_PAGE_ATTRIBUTE_BYTES (64u << 10) /* one attribute's value; the rest is cut off */
#define CAP_JSON_DEPTH 64
#define CAP_JSON_NODES (1u << 22)          /* names and values of one JSON value of an input */
#define CAP_COLLATION_NODES (1u << 26)     /* the same of a comparison's JSON that is verified */
#define CAP_FEED_ENTRIES (1u << 16)        /* entries of one feed, feeds of one OPML list */
#define CAP_FOLDER_DEPTH 32
#define CAP_INPUTS (1u << 20)              /* reports of one call */
#define CAP_META_BYTES 4096                /* a title, an id, a URL: the rest is cut off at a character */

/* Marks of one report */
#define CAP_TOKENS (4u << 20)
#define CAP_SENTENCE_TOKENS 512            /* a longer sentence is cut */
#define CAP_MENTIONS (1u << 18)
#define CAP_ENTITIES (1u << 14)            /* of one report; later names get no entity */
#define CAP_QUOTE_BYTES (16u << 10)        /* an open quotation mark that runs on longer is no quote */

/* Lists of names that the caller brings */
#define CAP_LIST_BYTES (256u << 20)        /* one file */
#define CAP_LIST_ENTRIES 1000000u
#define CAP_LIST_NAMES (4u << 20)          /* names and aliases of all entries */
#define CAP_LIST_ALIASES 256               /* of one entry, its name among them */
#define CAP_LIST_WORDS 16                  /* of one name or alias */

/* Stories */
#define CAP_GROUP_REPORTS (16u << 20)      /* reports of one stream, with those of the state that it goes on from */
#define CAP_DECISIONS (1u << 16)           /* of a person about the stories of one stream */
#define CAP_DECISION_REPORTS (4u << 20)    /* that all decisions name */
#define CAP_GROUP_CANDIDATES 64            /* stories that a report is compared with */
#define CAP_GROUP_WINDOW (1u << 20)        /* latest reports that a stream keeps the features of */
#define CAP_STORY_REPORTS 2048             /* distinct reports laid side by side; the rest are named and left out */
#define CAP_STATEMENTS (1u << 17)          /* statements of one story */
#define CAP_POSTINGS 256                   /* statements under one term; a commoner term says nothing */
#define CAP_FINDINGS 4096                  /* findings of one kind in one story */

#define CAP_THREADS 64
#define CAP_ERROR_MESSAGE 240
#endif
