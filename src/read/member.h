/* member.h - what zip.c and tar.c share: a file inside an archive becomes a part, or is passed over. */
#ifndef SYN_READ_MEMBER_H
#define SYN_READ_MEMBER_H

#include "read/door.h"

typedef struct member_keeper {
    read_options options;
    const char *what;        /* "zip", "tar" */
    bool packed;             /* the archive is packed, and begins at `base` of its file */
    uint64_t base;
    uint64_t files, passed;  /* files in the archive; of no kind that is read */
    bool told;               /* a report came of the archive */
    /* of the file that is being read */
    read_part part;
    bool wanted, large;
} member_keeper;

void member_keeper_init(member_keeper *keeper, const read_options *options, const char *what, bool packed, uint64_t base);
void member_keeper_free(member_keeper *keeper);
/* A file begins at byte `at` of the archive. Its bytes need be added only where `wanted` is set then. */
void member_begin(member_keeper *keeper, syn_slice path, uint64_t at);
syn_code member_add(member_keeper *keeper, syn_slice bytes, syn_error *error);
/* It is whole: it is given away, or passed over. */
syn_code member_end(member_keeper *keeper, syn_error *error);
/* It cannot be read: says why, and passes it over. */
syn_code member_fail(member_keeper *keeper, syn_outcome outcome, const char *why, syn_error *error);
/* Something that is no file stands at byte `at` of the archive. */
syn_code member_fault(member_keeper *keeper, uint64_t at, const char *why, syn_error *error);
/* The archive is over: says what it held, where nothing else came of it. */
syn_code member_finish(member_keeper *keeper, syn_error *error);
#endif
