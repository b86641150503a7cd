/* inner.h - the state of a grouping, for the files that make it up. */
#ifndef SYN_GROUP_INNER_H
#define SYN_GROUP_INNER_H

#include "base/hash_index.h"
#include "base/map.h"
#include "group/decisions.h"
#include "group/fingerprints.h"
#include "group/stories.h"

typedef enum kept_text { TEXT_ID, TEXT_SOURCE, TEXT_URL, TEXT_TITLE, TEXT_NAMES, KEPT_TEXTS } kept_text;
/* What is kept of a report besides its features. */
typedef struct kept_report {
    const char *texts;       /* each kept_text: their lengths, then the texts (texts.c) */
    const char *note;        /* the same of the note alone, or NULL */
    uint32_t story, before, next;  /* the reports that joined the same story before and after it */
    uint32_t member;         /* its place in `copies`, or REPORT_NONE */
    uint32_t copy_of, version_of;
    int32_t day;
    uint32_t content;        /* the upper half of its portrait's hash */
    uint32_t credit;         /* as in its portrait, like the next five */
    int16_t minute;
    int8_t zone;
    bool time_stated : 1, source_credited : 1, credit_agency : 1, article : 1;
    bool weighs : 1;         /* its features are part of its story */
    bool renamed : 1;        /* its id is one that was taken, with a number behind it */
} kept_report;

/* Memory for texts of any length, without gaps. */
typedef struct text_room {
    char *at;
    size_t left;
} text_room;

typedef struct kept_story {
    uint32_t into;           /* the story that it went into, or itself */
    uint32_t first, last, size;  /* of its list of reports */
} kept_story;

/* A report that has copies, or is one (copies.c). */
typedef struct kept_member {
    uint32_t report, first;  /* first: the member that its set began with */
    uint32_t older, newest;  /* the member before it in its set; of the first: the newest one */
    uint32_t bearer;         /* the report in whose story it was put, or itself */
    uint32_t words, common;  /* of its text; of these, those that are known to stand in another one */
    bool version, own;       /* a later version of another; most of its text is its own */
    /* Told when asked for, for so many changes of the grouping: */
    uint8_t why;
    uint32_t told, lead, original;  /* of the first: told, original, why */
} kept_member;

/* A decision of a person (decisions.c). */
typedef SYN_VEC(uint32_t) kept_side;  /* reports that have come, one of each story in which those of this side stand */
typedef struct kept_decision {
    uint64_t key;
    uint8_t kind;
    kept_side sides[2];
} kept_decision;
typedef struct kept_membership {
    uint64_t id;             /* hash of the id that the decision names */
    uint32_t decision, older;  /* older: the membership of the same id in an earlier decision */
    uint8_t side;
} kept_membership;

struct grouping {
    syn_arena arena;
    group_options options;
    stories stories;
    SYN_VEC(kept_report) reports;
    SYN_VEC(kept_story) begun;   /* by number */
    SYN_VEC(kept_member) copies; /* members of sets, in order of coming */
    uint32_t changes;            /* of which report stands where */
    fingerprints prints;     /* by number of report */
    text_room room;
    hash_index ids;          /* id -> report */
    hash_index renamed;      /* id as it came, and content -> report that is `renamed` */
    hash_index pages;        /* address -> the last report there that is no version of another */
    SYN_VEC(kept_decision) decisions;
    SYN_VEC(kept_membership) memberships;
    syn_map members;         /* id -> its newest membership */
    syn_map taken;           /* key of a decision -> its index */
    syn_map numbers;         /* id that came more than once -> the last number put behind it */
};

/* texts.c: keeps texts in a row; NULL when there is no memory. And back: one of them. */
const char *texts_keep(grouping *g, const syn_slice *texts, uint32_t count);
syn_slice texts_get(const char *kept, uint32_t count, uint32_t which);
static inline syn_slice kept_text_of(const kept_report *kept, kept_text which) { return texts_get(kept->texts, KEPT_TEXTS, which); }

/* identity.c: the very report, if it came before, or REPORT_NONE. */
uint32_t identity_known(const grouping *g, const portrait *p);
/* Keeps a report that is new: its texts, under an id of its own. False when there is no memory. */
bool identity_keep(grouping *g, const portrait *p, kept_report *kept);
/* A loaded report's id is taken. False when there is no memory; `sane` is false where it was taken before, or cannot be. */
bool identity_load(grouping *g, uint32_t report, bool *sane);

/* copies.c: a report that has been kept joins the set of what it copies, contains, or is a version of. False when there is no memory. */
bool copies_join(grouping *g, uint32_t report, const fingerprint *print, const copy_finding *found);

/* lists.c: a story of its own begins; a report joins the list of a
 * story, or goes from that of one to that of another; all reports of one go into another. False when there is no
 * memory. */
bool lists_begin(grouping *g, uint32_t story);
void lists_join(grouping *g, uint32_t story, uint32_t report);
void lists_move(grouping *g, uint32_t report, uint32_t to);
void lists_merge(grouping *g, uint32_t into, uint32_t from);

/* versions.c: of which report this is a later version, if it is one, in `out`; called before its id and fingerprint are
 * taken in. Remembers the address of a report that was kept; false when there is no memory. */
void versions_find(const grouping *g, const portrait *p, group_placing *out);
bool versions_keep(grouping *g, uint32_t report);

/* reasons.c: what ties a report to `story` (REPORT_NONE: to none) and to its rival, before it joins. */
void reasons_find(const grouping *g, const portrait *p, uint32_t story, group_placing *out);

/* decisions.c: stories in which a report must not stand; the story in which it must, or REPORT_NONE, as decisions say
 * of its id. The report has come and stands where it stands. False when there is no memory. */
typedef SYN_VEC(uint32_t) group_bans;
bool decisions_ask(const grouping *g, syn_slice id, uint32_t *target, group_bans *bans, syn_arena *scratch);
bool decisions_forbid(const group_bans *bans, uint32_t story);
/* Whether a report that stands somewhere may go to a story (REPORT_NONE: to a new one) without a person's leave. */
bool decisions_allow(const grouping *g, uint32_t report, uint32_t to, bool *allowed, syn_arena *scratch);
bool decisions_came(grouping *g, uint32_t report);
void decisions_save(const grouping *g, syn_buffer *out);
bool decisions_load(grouping *g, bytes_reader *in);
#endif
