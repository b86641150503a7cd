/* page_title.c - a page's headline: all that may be it.
 *
 * In: the claims (claims.h) and the pieces. Out: candidates with features, for title_score.c. A candidate is a claim, or
 * what is left of a title of the head or of JSON-LD when the parts at its ends are cut off at a separator: the site's name, a
 * section, a slogan. Candidates that are the same but for case, marks and quotes are one: that places agree is the best
 * evidence there is. Linear: at most TITLE_CANDIDATES, of at most CLAIM_BYTES each. */
#include "clean/claims.h"
#include "text/fold.h"
#include "text/utf8.h"

#define PARTS 7          /* of a title, between separators */
#define SLUG_WORDS 24

/* How a candidate was cut out of a longer title. */
enum { CUT_END = 1, CUT_START = 2, CUT_HEAD = 4, CUT_OTHER = 8, CUT_SITE = 16, CUT_SHORT = 32, CUT_MIDDLE = 64, CUT_LONG = 128,
       CUT_LONGER = 256, CUT_COLON = 512, CUT_DASH = 1024, CUT_BAR = 2048, CUT_MARK = 4096, CUT_BITS = 13 };

enum {
    F_FROM = 0, F_PATTERN = F_FROM + TITLE_FROMS, F_COUNT = F_PATTERN + 64, F_CUT = F_COUNT + 6, F_CUT_BOTH = F_CUT + CUT_BITS,
    F_WORDS = F_CUT_BOTH + 16, F_HOLDS = F_WORDS + 9, F_SLUG = F_HOLDS + 20, F_COVER = F_SLUG + 6, F_PLACE = F_COVER + 6,
    F_SHAPE = F_PLACE + 8, F_HEADING = F_SHAPE + 12, F_SITE = F_HEADING + 12, F_RULE = F_SITE + 4, F_END = F_RULE + 4
};
const unsigned title_feature_count = F_END;

typedef struct title_reader {
    page_cut *cut;
    clean_meta *meta;
    title_candidate *at;
    uint32_t n;
    uint64_t slug[SLUG_WORDS];
    uint32_t slug_count, counts[TITLE_FROMS];
    uint32_t agreed;              /* candidate that find_agreed found, from 1 */
    bare_text head, og, h1, ld;   /* the first of each; empty: none */
} title_reader;

static title_candidate *add(title_reader *r, syn_slice text, unsigned from) {
    char room[BARE_BYTES];
    text = blank_trim(text);
    if (text.len > CLAIM_BYTES) return NULL;
    bare_text bare = bare_of(text, room);
    if (bare.bytes.len < 2) return NULL;
    for (uint32_t i = 0; i < r->n; i++) {
        title_candidate *c = &r->at[i];
        if (!bare_same(c->bare, bare)) continue;
        c->from |= from;
        return c;
    }
    if (r->n >= TITLE_CANDIDATES) return NULL;
    bare.bytes = arena_copy(r->cut->work->scratch, bare.bytes);
    if (!bare.bytes.ptr) return NULL;
    title_candidate *c = &r->at[r->n++];
    *c = (title_candidate){.text = text, .bare = bare, .from = from, .piece = UINT32_MAX, .dropped = true};
    return c;
}

static unsigned words_in(syn_slice s) {
    unsigned count = 0, wide = 0;
    bool inside = false;
    for (size_t i = 0; i < s.len;) {
        unsigned size = 1;
        bool blank = blank_at(s, i) > 0;
        if ((unsigned char)s.ptr[i] >= 0x80) wide += char_no_spaces(utf8_at(s, i, &size));
        count += !blank && !inside;
        inside = !blank;
        i += size;
    }
    return count + wide / 3;
}

/* ---- parts of a title ---- */
/* Bytes of the separator at `at`, and what kind it is; 0 if there is none. */
static size_t separator_at(syn_slice s, size_t at, unsigned *kind) {
    static const struct { const char *mark; unsigned kind; } marks[] = {
        {" | ", CUT_BAR}, {" - ", CUT_DASH}, {" – ", CUT_DASH}, {" — ", CUT_DASH}, {" -- ", CUT_DASH}, {"--", CUT_DASH},
        {" :: ", CUT_MARK}, {" : ", CUT_COLON}, {": ", CUT_COLON}, {" » ", CUT_MARK}, {" « ", CUT_MARK}, {" · ", CUT_MARK},
        {" • ", CUT_MARK}, {" / ", CUT_MARK}, {" < ", CUT_MARK}, {" > ", CUT_MARK}, {" >> ", CUT_MARK}, {" @ ", CUT_MARK},
        {"- ", CUT_DASH}, {"|", CUT_BAR}, {"_", CUT_MARK}, {"｜", CUT_BAR}, {" ~ ", CUT_MARK}, {"... ", CUT_MARK}, {" [", CUT_MARK},
        {" (", CUT_MARK}, {"：", CUT_COLON}};
    char c = s.ptr[at];
    if (c != ' ' && c != '-' && c != ':' && c != '|' && c != '_' && c != '.' && c != '\xef') return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        syn_slice mark = slice_str(marks[i].mark);
        if (mark.ptr[0] != c || !slice_starts(slice_cut(s, at, s.len), mark)) continue;
        *kind = marks[i].kind;
        return mark.len;
    }
    return 0;
}

typedef struct title_parts {
    size_t begin[PARTS], end[PARTS];
    unsigned kind[PARTS];   /* of the separator before */
    uint32_t n;
} title_parts;

static void cut_parts(syn_slice s, title_parts *p) {
    *p = (title_parts){.n = 1};
    for (size_t at = 1; at < s.len && p->n < PARTS;) {
        unsigned kind = 0;
        size_t length = separator_at(s, at, &kind);
        if (!length) {
            at++;
            continue;
        }
        p->end[p->n - 1] = at;
        p->kind[p->n] = kind;
        p->begin[p->n++] = at += length;
    }
    p->end[p->n - 1] = s.len;
}

/* What was cut off, seen from the nearest part that went. */
static unsigned rest_bits(const title_reader *r, syn_slice rest, syn_slice nearest, size_t left) {
    unsigned words = words_in(rest), bits = words <= 2 ? CUT_SHORT : words <= 5 ? CUT_MIDDLE : CUT_LONG;
    if (site_is_text(r->meta, nearest) || site_is_text(r->meta, rest)) bits |= CUT_SITE;
    return bits | (rest.len > left ? CUT_LONGER : 0);
}

static void add_parts(title_reader *r, syn_slice title, unsigned from) {
    title_parts p;
    cut_parts(title, &p);
    for (uint32_t i = 1; i < p.n; i++) {
        syn_slice front = slice_cut(title, 0, p.end[i - 1]), back = slice_cut(title, p.begin[i], title.len);
        syn_slice last = slice_cut(title, p.begin[p.n - 1], p.end[p.n - 1]), first = slice_cut(title, 0, p.end[0]);
        title_candidate *c = add(r, front, 0);
        if (c) c->cut |= CUT_END | from | p.kind[i] | rest_bits(r, back, last, front.len);
        c = add(r, back, 0);
        if (c) c->cut |= CUT_START | from | p.kind[i] | rest_bits(r, front, first, back.len);
        if (i + 1 < p.n && (c = add(r, slice_cut(title, p.begin[1], p.end[i]), 0)) != NULL)
            c->cut |= CUT_START | CUT_END | from | p.kind[1] | rest_bits(r, first, last, p.end[i] - p.begin[1]);
    }
}

/* ---- JSON-LD: which article object is the page's ---- */
static void find_main(page_claims *claims) {
    char first[BARE_BYTES], second[BARE_BYTES];
    bare_text ld = {SLICE_NONE, 0}, other;
    claims->main = claims->objects > 0;
    for (uint32_t i = 0; i < claims->title_count; i++) {
        const page_claim *claim = &claims->titles[i];
        if (claim->from != TITLE_LD) continue;
        ld = bare_of(claim->text, first);
        for (uint32_t k = 0; k < claims->title_count; k++) {
            unsigned from = claims->titles[k].from;
            if (from != TITLE_OG && from != TITLE_HEAD && from != TITLE_H1) continue;
            other = bare_of(claims->titles[k].text, second);
            if (!bare_holds(other, ld) && !bare_holds(ld, other)) continue;
            claims->main = claim->object;
            i = claims->title_count;
            break;
        }
    }
    ld.bytes.len = 0;
    for (uint32_t i = 0; i < claims->title_count; i++)
        if (claims->titles[i].from == TITLE_LD && claims->titles[i].object == claims->main) ld = bare_of(claims->titles[i].text, first);
    for (uint32_t i = 0; i < claims->title_count; i++) {
        page_claim *claim = &claims->titles[i];
        if (claim->from != TITLE_LD || claim->object == claims->main) continue;
        other = bare_of(claim->text, second);
        if (bare_same(other, ld)) continue;
        claim->from = TITLE_LD_LATER;
        for (uint32_t k = 0; k < claims->name_count; k++)
            if (claims->names[k].from == BY_LD && claims->names[k].object == claim->object) claims->names[k].from = BY_LD_LATER;
    }
}

/* ---- the words of the address ---- */
static uint32_t hash_words(syn_slice s, uint64_t *out, uint32_t room) {
    uint32_t n = 0;
    for (size_t at = 0; at < s.len && n < room;) {
        uint64_t hash = slice_hash(SLICE_NONE);
        size_t begin = at;
        for (; at < s.len; at++) {
            char c = s.ptr[at];
            if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) break;
            hash = (hash ^ (unsigned char)c) * 0x100000001b3u;
        }
        if (at > begin) out[n++] = hash;
        else at++;
    }
    return n;
}

static void read_slug(title_reader *r) {
    syn_slice url = r->cut->work->report->url;
    size_t at = slice_find(url, SLICE_LIT("://"), 0), end = 0, begin = 0;
    if (at == SIZE_MAX) return;
    for (at += 3; at < url.len && url.ptr[at] != '?'; at++) {   /* the longest part of the path */
        if (url.ptr[at] != '/') continue;
        size_t stop = at + 1;
        while (stop < url.len && url.ptr[stop] != '/' && url.ptr[stop] != '?') stop++;
        if (stop - at > end - begin) begin = at, end = stop;
    }
    r->slug_count = hash_words(slice_cut(url, begin, end), r->slug, SLUG_WORDS);
    if (r->slug_count < 3) r->slug_count = 0;
}

static void add_slug(const title_reader *r, title_candidate *c) {
    if (!r->slug_count) return;
    char folded[CLAIM_BYTES * 3 + 8];
    uint64_t words[64];
    uint32_t n = hash_words(slice_of(folded, fold_text(c->text, folded)), words, 64), found = 0, covered = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool in = false;
        for (uint32_t k = 0; k < r->slug_count && !in; k++) in = r->slug[k] == words[i];
        found += in;
    }
    for (uint32_t k = 0; k < r->slug_count; k++) {
        bool in = false;
        for (uint32_t i = 0; i < n && !in; i++) in = r->slug[k] == words[i];
        covered += in;
    }
    if (!n) return;
    score_add(&c->features, F_SLUG + found * 5 / n);
    score_add(&c->features, F_COVER + covered * 5 / r->slug_count);
}

/* ---- features ---- */
static void add_holds(title_candidate *c, bare_text other, unsigned at) {
    if (!other.bytes.len) return;
    bool equal = bare_same(other, c->bare);
    bool in = !equal && bare_holds(other, c->bare), out = !equal && bare_holds(c->bare, other);
    score_add(&c->features, F_HOLDS + at * 5 + (equal ? 0u : in ? 1u : out ? 2u : 3u));
}

static unsigned bin_of(uint32_t value, const uint32_t *limits, unsigned n) {
    unsigned bin = 0;
    while (bin < n && value > limits[bin]) bin++;
    return bin;
}

static void add_place(const title_reader *r, title_candidate *c) {
    static const uint32_t limits[] = {1, 3, 6, 12, 24};
    uint32_t body = r->meta->claims->body_piece;
    score_features *f = &c->features;
    if (c->piece == UINT32_MAX) return;
    if (c->piece > body) score_add(f, F_PLACE + 6);
    else if (c->piece == body) score_add(f, F_PLACE + 7);
    else score_add(f, F_PLACE + bin_of(body - c->piece, limits, 5));
    if (c->dropped) score_add(f, F_HEADING + 0);
    if (c->linked) score_add(f, F_HEADING + 1);
    bool h1 = c->from & (1u << TITLE_H1);
    if (h1) score_add(f, F_HEADING + (r->counts[TITLE_H1] == 1 ? 2u : c->first == 0 ? 3u : c->first < 3 ? 4u : 5u));
    if (!h1 && c->from & (1u << TITLE_H2)) score_add(f, F_HEADING + (c->first == 0 ? 6u : c->first < 3 ? 7u : 8u));
    if (!h1 && c->from & (1u << TITLE_CLASS)) score_add(f, F_HEADING + (c->first == 0 ? 9u : 10u));
    if (!r->counts[TITLE_H1]) score_add(f, F_HEADING + 11);
}

static void add_shape(title_candidate *c) {
    syn_slice t = c->text;
    score_features *f = &c->features;
    unsigned size, class = char_class(utf8_at(t, 0, &size));
    bool upper = false, lower = false, digit = false;
    for (size_t i = 0; i < t.len; i++) {
        upper |= t.ptr[i] >= 'A' && t.ptr[i] <= 'Z';
        lower |= (t.ptr[i] >= 'a' && t.ptr[i] <= 'z') || (unsigned char)t.ptr[i] >= 0x80;
        digit |= t.ptr[i] >= '0' && t.ptr[i] <= '9';
    }
    bool dots = slice_ends(t, SLICE_LIT("...")) || slice_ends(t, SLICE_LIT("…"));
    const bool shapes[] = {dots, !dots && t.ptr[t.len - 1] == '.', t.ptr[t.len - 1] == '?', t.ptr[t.len - 1] == '!', upper && !lower,
                           (class & CHAR_LOWER) != 0, digit, slice_find(t, SLICE_LIT(" | "), 0) != SIZE_MAX,
                           slice_find(t, SLICE_LIT(" - "), 0) != SIZE_MAX || slice_find(t, SLICE_LIT(" – "), 0) != SIZE_MAX,
                           slice_find(t, SLICE_LIT(": "), 0) != SIZE_MAX, t.ptr[t.len - 1] == ':' || t.ptr[t.len - 1] == ',',
                           slice_find(t, SLICE_LIT("<"), 0) != SIZE_MAX};
    for (unsigned i = 0; i < sizeof shapes; i++)
        if (shapes[i]) score_add(f, F_SHAPE + i);
}

/* The site's name as the whole, as the last or as the first part. */
static void add_site(const title_reader *r, title_candidate *c) {
    title_parts p;
    if (site_is(r->meta, c->bare)) score_add(&c->features, F_SITE);
    cut_parts(c->text, &p);
    if (p.n < 2) return;
    if (site_is_text(r->meta, slice_cut(c->text, p.begin[p.n - 1], p.end[p.n - 1]))) score_add(&c->features, F_SITE + 1);
    if (site_is_text(r->meta, slice_cut(c->text, 0, p.end[0]))) score_add(&c->features, F_SITE + 2);
}

/* The longest heading that stands in a title of the head or is it, as UINT32_MAX-free index + 1; 0: none. */
static uint32_t find_agreed(const title_reader *r) {
    const uint32_t heading = (1u << TITLE_H1) | (1u << TITLE_H2) | (1u << TITLE_CLASS) | (1u << TITLE_PART);
    uint32_t best = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        const title_candidate *c = &r->at[i];
        if (!(c->from & heading) || (best && c->bare.bytes.len <= r->at[best - 1].bare.bytes.len) || site_is(r->meta, c->bare)) continue;
        bool head = bare_holds(r->head, c->bare), og = bare_holds(r->og, c->bare), ld = bare_holds(r->ld, c->bare);
        size_t least = head ? r->head.bytes.len : og ? r->og.bytes.len : r->ld.bytes.len;
        if ((head || og || ld) && (words_in(c->text) >= 4 || c->bare.bytes.len * 5 >= least * 2)) best = i + 1;
    }
    return best;
}

static void add_rule(const title_reader *r, title_candidate *c) {
    if (r->agreed) score_add(&c->features, F_RULE + (c == &r->at[r->agreed - 1] ? 0u : 1u));
    bool only = r->counts[TITLE_H1] == 1 && (c->from & (1u << TITLE_H1)) && words_in(c->text) >= 4;
    if (only) score_add(&c->features, F_RULE + 2 + (r->agreed ? 1u : 0u));
}

static void add_features(const title_reader *r, title_candidate *c) {
    static const uint32_t limits[] = {1, 2, 3, 5, 8, 14, 20, 30};
    score_features *f = &c->features;
    unsigned count = 0, head = (c->cut & CUT_HEAD) || (c->from & (1u << TITLE_HEAD)) ? 1u : 0u;
    for (unsigned i = 0; i < TITLE_FROMS; i++) {
        if (!(c->from & (1u << i))) continue;
        score_add(f, F_FROM + i);
        count++;
    }
    const uint32_t groups[] = {1u << TITLE_LD, (1u << TITLE_OG) | (1u << TITLE_TWITTER), 0, 1u << TITLE_H1,
                               (1u << TITLE_CLASS) | (1u << TITLE_ITEM), (1u << TITLE_OPEN) | (1u << TITLE_PART)};
    unsigned pattern = head << 2;
    for (unsigned i = 0; i < sizeof groups / sizeof *groups; i++) pattern |= (c->from & groups[i] ? 1u : 0u) << i;
    score_add(f, F_PATTERN + pattern);
    score_add(f, F_COUNT + (count > 5 ? 5 : count));
    if (!c->from) {
        for (unsigned i = 0; i < CUT_BITS; i++)
            if (c->cut & (1u << i)) score_add(f, F_CUT + i);
        score_add(f, F_CUT_BOTH + (c->cut & 3u) * 4 + (c->cut & CUT_SITE ? 2u : 0u) + (c->cut & CUT_COLON ? 1u : 0u));
    }
    score_add(f, F_WORDS + bin_of(words_in(c->text), limits, 8));
    add_holds(c, r->head, 0);
    add_holds(c, r->og, 1);
    add_holds(c, r->h1, 2);
    add_holds(c, r->ld, 3);
    add_slug(r, c);
    add_place(r, c);
    add_shape(c);
    add_site(r, c);
    add_rule(r, c);
}

/* The first piece that begins at the node or behind it. */
static uint32_t piece_at(const page_cut *cut, uint32_t node) {
    uint32_t low = 0, high = cut->pieces.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (cut->pieces.at[middle].at < node) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void add_claim(title_reader *r, const page_claim *claim) {
    syn_arena *scratch = r->cut->work->scratch;
    syn_slice text = blank_fold(scratch, plain_references(scratch, claim->text));
    title_candidate *c = add(r, text, 1u << claim->from);
    uint32_t first = r->counts[claim->from]++;
    if (!c) return;
    bare_text *known = claim->from == TITLE_HEAD ? &r->head : claim->from == TITLE_OG ? &r->og : claim->from == TITLE_LD ? &r->ld
                       : claim->from == TITLE_H1 && !site_is(r->meta, c->bare) ? &r->h1 : NULL;
    if (known && !known->bytes.len) *known = c->bare;
    if (!claim->node) return;
    if (c->piece == UINT32_MAX) {
        c->node = claim->node;
        c->piece = piece_at(r->cut, claim->node);
        c->first = (uint16_t)first;
        if (claim->from != TITLE_OPEN) c->text = text;   /* as readers see it */
        const page_piece *piece = c->piece < r->cut->pieces.n ? &r->cut->pieces.at[c->piece] : NULL;
        c->linked = piece && piece->links * 10 >= piece->text.len * 8;
    }
    c->dropped &= claim->dropped;
}

syn_code title_candidates(page_cut *cut, clean_meta *meta, title_list *out) {
    syn_arena *scratch = cut->work->scratch;
    title_reader *r = ARENA_NEW(scratch, title_reader);
    if (!r || !(r->at = ARENA_ARRAY(scratch, title_candidate, TITLE_CANDIDATES)))
        return arena_check(scratch, "clean", cut->work->error);
    r->cut = cut;
    r->meta = meta;
    page_claims *claims = meta->claims;
    find_main(claims);
    for (uint32_t i = 0; i < claims->title_count; i++) add_claim(r, &claims->titles[i]);
    const uint32_t heads = (1u << TITLE_OG) | (1u << TITLE_TWITTER) | (1u << TITLE_LD) | (1u << TITLE_META);
    for (uint32_t i = 0, n = r->n; i < n; i++) {
        bool head = r->at[i].from & (1u << TITLE_HEAD), other = r->at[i].from & heads;
        if (head || other) add_parts(r, r->at[i].text, (head ? CUT_HEAD : 0u) | (other ? CUT_OTHER : 0u));
    }
    read_slug(r);
    r->agreed = find_agreed(r);
    for (uint32_t i = 0; i < r->n; i++) add_features(r, &r->at[i]);
    *out = (title_list){r->at, r->n};
    return arena_check(scratch, "clean", cut->work->error);
}
