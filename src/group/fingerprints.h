/* fingerprints.h - the fingerprints of a window of reports, and which of them a report is a copy of.
 *
 * Reports have numbers that rise by one; one leaves the window by being dropped. Exact copies, near ones (edited, cut, another headline),
 * and parts: a report that stands inside another. The cost of a report does not grow with the window: of each sample at most
 * a bucket's postings are looked at, the ALIGNED likeliest reports are aligned. Plain arrays without pointers into reports, so
 * that they can be saved. One thread at a time. */
#ifndef SYN_GROUP_FINGERPRINTS_H
#define SYN_GROUP_FINGERPRINTS_H

#include "group/bytes.h"
#include "group/prints.h"
#include "group/slots.h"

typedef enum copy_kind {
    COPY_NONE,
    COPY_EXACT,              /* the same words, but for case and punctuation */
    COPY_NEAR,               /* most of each stands in the other */
    COPY_CONTAINED,          /* this one stands inside the earlier one, which has more */
    COPY_CONTAINS            /* the earlier one stands inside this one */
} copy_kind;

typedef struct copy_finding {
    uint32_t report;         /* the earlier report, or REPORT_NONE */
    uint8_t kind;
    float inside;            /* the share of this report that the earlier one covers, 0 to 1; changed words are covered too */
    float holds;             /* ... of the earlier one that this one covers */
    float kept;              /* the share of samples in the common stretches that both have: 1 where nothing was changed */
} copy_finding;

typedef struct fingerprints {
    syn_arena *arena;
    print_window prints;
    print_slots slots;
    uint64_t postings;       /* of reports in the window */
} fingerprints;

/* "exact", "edited", "part" (it stands inside the other) or "whole" (the other stands inside it); "" for COPY_NONE. */
const char *copy_kind_name(unsigned kind);

void fingerprints_init(fingerprints *all, syn_arena *arena);
/* What fingerprints_find will read is fetched from memory. */
void fingerprints_expect(const fingerprints *all, const fingerprint *f);
/* The earlier report that this one is most clearly a copy of; kind COPY_NONE if there is none. */
void fingerprints_find(const fingerprints *all, const fingerprint *f, copy_finding *out);
/* Words of a report's text; 0 where it is gone. */
uint32_t fingerprints_words(const fingerprints *all, uint32_t number);
/* The share of a report's samples that report `number` has too, wherever they stand; -1 where either has none or it is gone. */
double fingerprints_share(const fingerprints *all, const fingerprint *f, uint32_t number);
/* Adds a report, whose number is that of the last one and one (prints.first + prints.n). `found` is what fingerprints_find said of it: where nearly all of it stands in
 * that report, it takes its postings over. False when there is no memory. */
bool fingerprints_add(fingerprints *all, const fingerprint *f, const copy_finding *found);
/* What the arrays hold, in bytes. */
size_t fingerprints_bytes(const fingerprints *all);
/* The report leaves the window; numbers that are not there are passed over. */
void fingerprints_drop(fingerprints *all, uint32_t number);

/* fingerprints_bytes.c: as bytes and back. False when there is no memory; in->bad where the bytes are none. */
void fingerprint_put(const fingerprint *f, syn_buffer *out);
bool fingerprint_get(bytes_reader *in, fingerprint *out, syn_arena *arena);
void fingerprints_save(const fingerprints *all, syn_buffer *out);
bool fingerprints_load(fingerprints *all, bytes_reader *in, syn_arena *arena);
#endif
