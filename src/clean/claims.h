/* claims.h - what a page claims to be its title and its authors, and where: the raw material that page_title.c and
 * page_names.c choose from.
 *
 * A claim is a text as the page gives it and the kind of place it stands in. Places repeat each other, leave things out and
 * lie; so nothing is chosen while they are read. */
#ifndef SYN_CLEAN_CLAIMS_H
#define SYN_CLEAN_CLAIMS_H

#include "clean/tree.h"

#define CLAIMS_TITLES 96     /* claims of one page; later ones are left out */
#define CLAIMS_NAMES 128
#define CLAIMS_PEOPLE 256    /* JSON-LD objects with an @id and a name */
#define CLAIMS_SITES 8       /* names of the site */
#define CLAIM_BYTES 400      /* a longer title or byline is prose */

/* Where a title stands. */
typedef enum title_from {
    TITLE_LD,        /* headline of the article's JSON-LD object */
    TITLE_LD_LATER,  /* headline of another article's */
    TITLE_LD_ALT,    /* alternativeHeadline */
    TITLE_LD_PAGE,   /* name of a WebPage, or of an article */
    TITLE_OG, TITLE_TWITTER,
    TITLE_META,      /* other meta elements */
    TITLE_HEAD,      /* <title> */
    TITLE_H1, TITLE_H2,
    TITLE_CLASS,     /* an element named after headlines */
    TITLE_ITEM,      /* itemprop=headline */
    TITLE_PART,      /* the longest part of a heading whose parts are marked up */
    TITLE_OPEN,      /* a short text before the article */
    TITLE_FROMS
} title_from;

/* Where a name stands. */
typedef enum by_from {
    BY_LD,         /* author of the article's JSON-LD object */
    BY_LD_LATER,   /* author of another article's, or of another object */
    BY_LD_OTHER,   /* creator, contributor, editor */
    BY_META,       /* meta author */
    BY_META_OG,    /* article:author */
    BY_META_PAPER, /* names that single programs read: parsely-author, sailthru.author, byl */
    BY_META_DC,    /* dc.creator and the like */
    BY_META_LABEL, /* twitter:data1 where twitter:label1 says "Written by" */
    BY_ITEM,       /* itemprop=author, or name inside it */
    BY_REL,        /* rel=author */
    BY_LINK,       /* a link whose path says that it leads to an author */
    BY_CLASS,      /* an element named after bylines */
    BY_LEAF,       /* the same, with nothing but a text in it */
    BY_NEAR,       /* "By A. Name" in the open near the headline or the first paragraph */
    BY_FROMS
} by_from;

typedef struct page_claim {
    syn_slice text, ref;     /* ref: the @id of the object that has the name */
    uint32_t node;           /* 0 in JSON-LD and the head */
    uint16_t object;         /* JSON-LD: which article object of the page, from 1 */
    uint8_t from;
    bool organization;       /* JSON-LD says so */
    bool dropped;            /* below an element that is named after other things than the article */
} page_claim;

struct page_claims {
    page_claim titles[CLAIMS_TITLES], names[CLAIMS_NAMES], people[CLAIMS_PEOPLE];
    uint32_t title_count, name_count, people_count;
    uint16_t objects, main;  /* JSON-LD articles so far, and the one that is the page's, from 1 */
    syn_slice sites[CLAIMS_SITES];
    uint64_t site_keys[CLAIMS_SITES + 3];  /* hashes of their bare texts, of the host and of its label */
    uint32_t site_count, key_count;
    uint32_t body_node, body_end;  /* the element with the most prose */
    uint32_t body_piece;     /* its first piece of prose */
    uint32_t title_at;       /* where the chosen title stands, or 0 */
    bool labelled;           /* twitter:label1 says that twitter:data1 is the author */
};

void claim_title(page_claims *claims, title_from from, syn_slice text, uint32_t node);
/* Gives the claim, so that more may be said of it, or NULL. */
page_claim *claim_name(page_claims *claims, by_from from, syn_slice text, uint32_t node);
void claim_site(page_claims *claims, syn_slice name);
/* Fills meta->claims from the page's elements and pieces, and the simple fields of meta (page_claims.c, page_meta.c). */
void claims_of_pieces(page_cut *cut, clean_meta *meta);
/* Chooses the title / the byline, and writes it into the report. */
syn_code page_title(page_cut *cut, clean_meta *meta);
syn_code page_names(page_cut *cut, clean_meta *meta);
/* Source, URL, section and language (page_site.c). */
void page_site(clean_work *work, clean_meta *meta);

/* ---- texts that are compared (bare.c) ---- */
#define BARE_BYTES (CLAIM_BYTES * 3 + 8)
/* A text as its letters and digits alone, folded: the bytes, and what tells it from others. */
typedef struct bare_text {
    syn_slice bytes;
    uint64_t hash;
} bare_text;
/* `room` holds the bytes; texts are read up to CLAIM_BYTES. */
bare_text bare_of(syn_slice s, char room[BARE_BYTES]);
bool bare_equal(syn_slice a, syn_slice b);
/* True if the text is a name of the site, or its host, or the host's own label (page_site.c). */
bool site_is(const clean_meta *meta, bare_text text);
bool site_is_text(const clean_meta *meta, syn_slice text);
static inline bool bare_same(bare_text a, bare_text b) { return a.hash == b.hash && a.bytes.len == b.bytes.len; }
static inline bool bare_holds(bare_text whole, bare_text part) {
    return part.bytes.len && whole.bytes.len >= part.bytes.len &&
           memmem(whole.bytes.ptr, whole.bytes.len, part.bytes.ptr, part.bytes.len) != NULL;
}

/* ---- linear scorers ---- */
#define SCORE_FEATURES 64    /* of one candidate, at most */
typedef struct score_features {
    uint16_t at[SCORE_FEATURES];
    uint32_t n;
} score_features;
static inline void score_add(score_features *f, unsigned feature) {
    if (f->n < SCORE_FEATURES) f->at[f->n++] = (uint16_t)feature;
}
static inline int32_t score_sum(const score_features *f, const int16_t *weights) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < f->n; i++) sum += weights[f->at[i]];
    return sum;
}

#define TITLE_CANDIDATES 160
typedef struct title_candidate {
    syn_slice text;
    bare_text bare;
    uint32_t from;           /* bits of title_from */
    uint32_t cut;            /* bits of title_cut, of what was cut off a title of the head */
    uint32_t node, piece;    /* where it stands in the page; piece UINT32_MAX: nowhere */
    uint16_t first;          /* number of headings of its kind before it */
    bool dropped, linked;
    score_features features;
} title_candidate;

#define NAME_CANDIDATES 96

typedef struct name_candidate {
    syn_slice text;
    uint64_t hash;
    uint32_t from;           /* bits of by_from */
    uint32_t node;           /* the first in the page, or UINT32_MAX */
    uint16_t claim;          /* index of the first claim */
    uint16_t order, slot;    /* claims of its kind before the first one; names in that before it */
    uint8_t kind;            /* byline_kind */
    bool organization, site, kept;  /* kept: one of its places is not dropped */
    score_features features;
} name_candidate;

/* All that may be the title or a name, with features; in scratch. */
typedef struct title_list { title_candidate *at; uint32_t n; } title_list;
typedef struct name_list { name_candidate *at; uint32_t n; } name_list;
syn_code title_candidates(page_cut *cut, clean_meta *meta, title_list *out);
syn_code name_candidates(page_cut *cut, clean_meta *meta, name_list *out);
/* Which names are the byline: those above `floor`; else the best one, if it is above `only`; and with each the other persons
 * of its line. */
void names_choose(const name_list *list, const int32_t *scores, int32_t floor, int32_t only, bool *kept);
extern const unsigned title_feature_count, name_feature_count;

/* ---- bylines as pieces (bylines.c) ---- */
#define BYLINE_PIECES 24
/* A person with first and last name; one word; an outlet, a desk, an agency, an organisation. */
typedef enum byline_kind { BYLINE_PERSON, BYLINE_SINGLE, BYLINE_BODY, BYLINE_KINDS } byline_kind;
typedef struct byline_piece {
    syn_slice text;
    uint8_t kind;            /* byline_kind */
} byline_piece;
/* Cuts a byline into names; returns how many. */
uint32_t byline_split(syn_slice line, byline_piece out[BYLINE_PIECES]);
/* Bytes of a label that opens a byline ("By", "Text:", "Von"), or 0. */
size_t byline_label(syn_slice line);
#endif
