/* page_names.c - a page's byline: all names that may be in it.
 *
 * In: the claims (claims.h). Out: names with features, for title_score.c. Each claim is cut into names (bylines.c); the same
 * name at several places is one candidate, in the form and the order of the first. A name says little by itself: what counts
 * is where it stands, how many places agree, what else claims to be the author, and whether it is the site's own name.
 * Linear: at most NAME_CANDIDATES names. */
#include "clean/claims.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
    G_FROM = 0, G_PATTERN = G_FROM + BY_FROMS, G_COUNT = G_PATTERN + 128, G_KIND = G_COUNT + 6, G_ALONE = G_KIND + BYLINE_KINDS * 2,
    G_ORDER = G_ALONE + BYLINE_KINDS * 2, G_FLAGS = G_ORDER + 10, G_PLACE = G_FLAGS + 10, G_RIVAL = G_PLACE + 16,
    G_CROWD = G_RIVAL + 10, G_SHAPE = G_CROWD + 12, G_ONLY = G_SHAPE + 10, G_SLOT = G_ONLY + BY_FROMS, G_END = G_SLOT + 8
};
const unsigned name_feature_count = G_END;

#define OF(from) (1u << (from))
#define FROM_META (OF(BY_META) | OF(BY_META_OG) | OF(BY_META_PAPER) | OF(BY_META_DC) | OF(BY_META_LABEL))
#define FROM_MARKED (OF(BY_ITEM) | OF(BY_REL))
#define FROM_CLASS (OF(BY_CLASS) | OF(BY_LEAF))
#define FROM_TEXT OF(BY_NEAR)
#define FROM_PAGE (FROM_MARKED | FROM_CLASS | FROM_TEXT | OF(BY_LINK))

typedef struct name_reader {
    page_cut *cut;
    clean_meta *meta;
    name_candidate *at;
    uint32_t n;
    uint32_t persons[BY_FROMS];  /* persons of each kind of place */
    uint32_t marked;             /* persons that only the page's elements claim */
    uint32_t people, title, body;/* persons; nodes where headline and prose begin */
} name_reader;

/* A name of a claim: the `order`th claim of its kind, and the `slot`th name in it. */
static void add_name(name_reader *r, const page_claim *claim, const byline_piece *piece, uint16_t index, uint32_t order, uint32_t slot) {
    char room[BARE_BYTES];
    bare_text bare = bare_of(piece->text, room);   /* capitals and points do not tell names apart */
    name_candidate *c = NULL;
    for (uint32_t i = 0; i < r->n && !c; i++)
        if (r->at[i].hash == bare.hash) c = &r->at[i];
    if (!c) {
        if (r->n >= NAME_CANDIDATES) return;
        c = &r->at[r->n++];
        *c = (name_candidate){.text = piece->text, .hash = bare.hash, .node = UINT32_MAX, .order = (uint16_t)order,
                               .slot = (uint16_t)slot, .claim = index, .kind = piece->kind};
        c->site = site_is(r->meta, bare);
    }
    c->from |= OF(claim->from);
    c->organization |= claim->organization;
    if (!claim->node) return;
    if (!claim->dropped) c->kept = true;
    if (claim->node < c->node) c->node = claim->node;
}

/* The name behind an @id, from an object that has both. */
static const page_claim *person_of(const page_claims *claims, syn_slice ref) {
    for (uint32_t i = 0; i < claims->people_count; i++)
        if (slice_equal(claims->people[i].ref, ref)) return &claims->people[i];
    return NULL;
}

static void add_claim(name_reader *r, const page_claim *given, uint32_t *order) {
    byline_piece pieces[BYLINE_PIECES];
    uint16_t index = (uint16_t)(given - r->meta->claims->names);
    page_claim claim = *given;
    syn_arena *scratch = r->cut->work->scratch;
    if (!claim.text.len && claim.ref.len) {
        const page_claim *person = person_of(r->meta->claims, claim.ref);
        if (!person) return;
        claim.text = person->text;
        claim.organization = person->organization;
    }
    claim.text = blank_trim(plain_references(scratch, claim.text));
    if (!claim.text.len) return;
    if (claim.from == BY_NEAR) claim.text = blank_fold(scratch, claim.text);
    uint32_t n = byline_split(claim.text, pieces);
    bool body = n > 1 && claim.organization;
    if (body) {   /* "Center for Ships and Harbours" is one name */
        pieces[0] = (byline_piece){.text = claim.text, .kind = BYLINE_BODY};
        n = 1;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (pieces[i].text.len < 2) continue;
        add_name(r, &claim, &pieces[i], index, order[claim.from], i);
    }
    order[claim.from] += n > 0;
}

static unsigned pattern_of(uint32_t from) {
    return (from & OF(BY_LD) ? 1u : 0u) | (from & (OF(BY_LD_LATER) | OF(BY_LD_OTHER)) ? 2u : 0u) | (from & FROM_META ? 4u : 0u) |
           (from & FROM_MARKED ? 8u : 0u) | (from & FROM_CLASS ? 16u : 0u) | (from & OF(BY_LINK) ? 32u : 0u) |
           (from & FROM_TEXT ? 64u : 0u);
}

static unsigned few(uint32_t value, unsigned most) { return value > most ? most : value; }

/* Where the name stands first: before the headline, between it and the prose, in the prose, behind it. */
static void add_place(const name_reader *r, name_candidate *c) {
    score_features *f = &c->features;
    if (c->node == UINT32_MAX) return;
    uint32_t end = r->meta->claims->body_end;
    unsigned place = c->node < r->title ? 0u : c->node < r->body ? 1u : c->node < end ? 2u : 3u;
    score_add(f, G_PLACE + place * 2 + c->kept);
    if (c->node >= r->title && c->node - r->title < 40) score_add(f, G_PLACE + 8);
    if (c->node < r->body && r->body - c->node < 40) score_add(f, G_PLACE + 9);
    if (c->node < r->title && r->title - c->node < 25) score_add(f, G_PLACE + 10);
    if (c->node >= end && c->node - end < 40) score_add(f, G_PLACE + 11);
    if (!(c->from & (OF(BY_LD) | FROM_META))) score_add(f, G_PLACE + 12 + place);
}

/* What claims to be the author and is not this name. */
static void add_rivals(const name_reader *r, name_candidate *c) {
    score_features *f = &c->features;
    static const uint32_t groups[] = {OF(BY_LD), FROM_META, FROM_MARKED, FROM_CLASS, FROM_TEXT};
    for (unsigned g = 0; g < 5; g++) {
        uint32_t persons = 0;
        for (unsigned i = 0; i < BY_FROMS; i++)
            if (groups[g] & OF(i)) persons += r->persons[i];
        if (persons && !(c->from & groups[g])) score_add(f, G_RIVAL + g);
        if (!persons) score_add(f, G_RIVAL + 5 + g);
    }
}

static void add_shape(name_candidate *c) {
    syn_slice t = c->text;
    unsigned words = 1, capitals = 0, lower = 0, digits = 0;
    bool wide = false;
    for (size_t at = 0; at < t.len;) {
        unsigned size, class = char_class(utf8_at(t, at, &size));
        words += blank_at(t, at) > 0;
        capitals += (class & CHAR_UPPER) != 0;
        lower += (class & CHAR_LOWER) != 0;
        digits += (class & CHAR_DIGIT) != 0;
        wide |= (class & CHAR_LETTER) && !(class & (CHAR_UPPER | CHAR_LOWER));
        at += size;
    }
    score_add(&c->features, G_SHAPE + few(words - 1, 4));
    if (capitals > 2 && !lower) score_add(&c->features, G_SHAPE + 5);
    if (!capitals && lower) score_add(&c->features, G_SHAPE + 6);
    if (digits) score_add(&c->features, G_SHAPE + 7);
    if (wide) score_add(&c->features, G_SHAPE + 8);
    if (memchr(t.ptr, '.', t.len) && words == 1) score_add(&c->features, G_SHAPE + 9);
}

static void add_features(const name_reader *r, name_candidate *c, bool first) {
    score_features *f = &c->features;
    unsigned count = 0, last = 0;
    for (unsigned i = 0; i < BY_FROMS; i++) {
        if (!(c->from & OF(i))) continue;
        score_add(f, G_FROM + i);
        count++;
        last = i;
    }
    if (count == 1) score_add(f, G_ONLY + last);
    score_add(f, G_PATTERN + pattern_of(c->from));
    score_add(f, G_COUNT + few(count, 5));
    score_add(f, G_KIND + c->kind * 2u + c->organization);
    score_add(f, G_ALONE + c->kind * 2u + (r->people > (c->kind == BYLINE_PERSON)));
    bool structured = c->from & (OF(BY_LD) | FROM_META);
    score_add(f, G_ORDER + few(c->order, 4) + (structured ? 0u : 5u));
    score_add(f, G_SLOT + few(c->slot, 3) + (structured ? 0u : 4u));
    if (c->site) score_add(f, G_FLAGS);
    if (c->site && r->people) score_add(f, G_FLAGS + 1);
    if (first) score_add(f, G_FLAGS + 2);
    if (c->from & FROM_PAGE && structured) score_add(f, G_FLAGS + 3);
    if (c->organization && r->people) score_add(f, G_FLAGS + 4);
    if (c->kind == BYLINE_BODY && structured && !r->people) score_add(f, G_FLAGS + 5);
    if (c->kind == BYLINE_SINGLE && structured && !r->people) score_add(f, G_FLAGS + 6);
    if (c->kind == BYLINE_PERSON && structured && !c->organization) score_add(f, G_FLAGS + 7);
    add_place(r, c);
    add_rivals(r, c);
    if (!structured) score_add(f, G_CROWD + few(r->marked, 5));
    else if (c->from & OF(BY_LD)) score_add(f, G_CROWD + 6 + few(r->persons[BY_LD], 5));
    add_shape(c);
}

static void count_rivals(name_reader *r) {
    for (uint32_t i = 0; i < r->n; i++) {
        const name_candidate *c = &r->at[i];
        if (c->kind != BYLINE_PERSON || c->site || c->organization) continue;
        r->people += (c->from & ~(OF(BY_LD_LATER) | OF(BY_LD_OTHER) | OF(BY_LINK))) != 0;
        r->marked += c->slot == 0 && !(c->from & (OF(BY_LD) | FROM_META)) && (c->from & FROM_PAGE) != 0;
        for (unsigned k = 0; k < BY_FROMS; k++) r->persons[k] += (c->from >> k) & 1u;
    }
}

syn_code name_candidates(page_cut *cut, clean_meta *meta, name_list *out) {
    syn_arena *scratch = cut->work->scratch;
    name_reader *r = ARENA_NEW(scratch, name_reader);
    if (!r || !(r->at = ARENA_ARRAY(scratch, name_candidate, NAME_CANDIDATES)))
        return arena_check(scratch, "clean", cut->work->error);
    r->cut = cut;
    r->meta = meta;
    const page_claims *claims = meta->claims;
    uint32_t order[BY_FROMS] = {0}, body = claims->body_piece;
    r->title = meta->title_node;
    r->body = body < cut->pieces.n ? cut->pieces.at[body].at : cut->page->nodes.n;
    for (uint32_t i = 0; i < claims->name_count; i++) add_claim(r, &claims->names[i], order);
    count_rivals(r);
    for (uint32_t i = 0; i < r->n; i++) add_features(r, &r->at[i], i == 0);
    *out = (name_list){r->at, r->n};
    return arena_check(scratch, "clean", cut->work->error);
}

void names_choose(const name_list *list, const int32_t *scores, int32_t floor, int32_t only, bool *kept) {
    uint32_t best = UINT32_MAX, count = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        kept[i] = scores[i] > floor;
        count += kept[i];
        if (scores[i] > only && (best == UINT32_MAX || scores[i] > scores[best])) best = i;
    }
    if (!count && best != UINT32_MAX) kept[best] = true;
    for (uint32_t i = 0; i < list->n; i++) {
        const name_candidate *c = &list->at[i];
        for (uint32_t k = 0; k < i && !kept[i]; k++)
            kept[i] = kept[k] && c->claim == list->at[k].claim && c->kind == BYLINE_PERSON;
    }
}
