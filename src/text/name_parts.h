/* name_parts.h - the parts of a person's name, folded, and whether two names can be one person's.
 *
 * Parts are the capitalised words of a name; what hyphens join is one ("Anne-Marie", "al-Karimi"), particles and suffixes
 * ("de", "bin", "Jr.") are none. The last part is taken for the surname, the first for the given name. Likeness stands on
 * a skeleton of consonants that transliterations share ("Sergey", "Sergei"; "Enkhbayar", "Enhbaiar") and on a bounded
 * number of edits; given names also meet as initials, short forms and nicknames (lexicon/en/nicknames.txt). */
#ifndef SYN_TEXT_NAME_PARTS_H
#define SYN_TEXT_NAME_PARTS_H

#include "text/lexicon.h"

enum {
    NAME_PARTS = 6,       /* kept of one name: of more, the first five and the last */
    NAME_PART_BYTES = 40  /* of one part; the rest is cut off */
};

typedef struct name_part {
    char text[NAME_PART_BYTES];
    uint32_t length;
} name_part;

typedef struct name_parts {
    name_part at[NAME_PARTS];
    uint32_t count;
    uint32_t full;  /* of them not initials */
    char suffix;    /* j Jr., s Sr., 2 II, 3 III ...; '\0' none */
} name_parts;

/* Adds the folded letters and digits of a text to a part. */
void name_part_add(name_part *part, syn_slice text);
uint64_t name_part_hash(const name_part *part);
/* The skeleton: consonants that stay the same over transliterations. */
uint64_t name_part_skeleton(const name_part *part);
bool name_part_equal(const name_part *a, const name_part *b);
/* Equal, or one skeleton and few edits apart. */
bool name_part_like(const name_part *a, const name_part *b);

/* The parts of words [first, end), which are one name. A capital particle at its head is no given name ("De los Santos"). */
void name_parts_read(name_parts *parts, syn_slice text, const syn_word *words, uint32_t first, uint32_t end);

/* Two names, at least one of two parts or more, whose surnames the caller has found alike: can what stands before be of
 * one person? A name of one part fits. */
typedef enum given_fit {
    GIVEN_APART,    /* another given name, or other middle names */
    GIVEN_INITIAL,  /* an initial against a name, or no given name */
    GIVEN_SHORT,    /* a nickname, a short form, a middle name */
    GIVEN_LIKE,     /* another spelling of it */
    GIVEN_SAME
} given_fit;
given_fit name_given_fit(const name_parts *a, const name_parts *b);
/* The same name, whatever stands in the middle of either, or cut into words otherwise ("Min-jun", "Min Jun"). */
uint64_t name_parts_joined(const name_parts *parts);
static inline const name_part *name_surname(const name_parts *parts) { return &parts->at[parts->count - 1]; }
#endif
