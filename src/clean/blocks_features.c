/* blocks_features.c - what the model of blocks.c sees of a piece of a page: its hashed features.
 *
 * In: the pieces, the marks of the elements and what the rules of choose.c say. Out: the candidates (pieces that may be a part of
 * the article) and the features of each: how the text looks (features.c), what the rules of choose.c and boilerplate.c say, where
 * the piece stands among the others, how much prose and how many links the elements around it hold, how much of the page's
 * prose stands at the same place of the tree, the names of the elements, the neighbours, and whether the page's own summary or
 * body text (JSON-LD) has its words. A feature is a number below BLOCK_PLACES, the hash of its template and its value; no text
 * is kept. train/blocks.c prints the same features for training. After Kohlschuetter et al. (2010) and Vogels, Ganea, Eickhoff,
 * "Web2Text" (2018). Linear: each piece looks at AROUND elements and 4 neighbours. */
#include "base/map.h"
#include "clean/blocks.h"
#include "text/fold.h"

#define AROUND 7         /* elements around a piece that are looked at */
#define NEAR_KEPT 4      /* pieces; so near to a piece that the rules keep, a piece is a candidate */
#define DATE_BYTES 120   /* a longer piece does not begin with a date that matters */
#define SAID_BYTES 200   /* a shorter articleBody says nothing */
#define LONG_WORD 5      /* bytes of a word that says what a text is about */
#define TOPIC_PIECES 3   /* paragraphs that say it first */
#define TOPIC_BYTES 400  /* of a piece that are compared with them */
#define SUMMARY_PIECES 3 /* from the first piece of prose on; later ones hardly repeat the summary */

/* Templates of features; each has its own hashes. A new one goes to the end, so that the others keep their places. */
enum {
    T_BIAS, T_STATE, T_KIND, T_LENGTH, T_WORDS, T_LINKS, T_STOPS, T_CAPITALS, T_SHOUT, T_VERBS, T_YOU, T_ENDS, T_COMMAS, T_FLAG,
    T_EVIDENCE, T_OPENER, T_RULES, T_COUNTS, T_MARKS, T_OWN, T_TRUST, T_FIRST, T_LAST, T_BEFORE, T_TITLE, T_PATH, T_PATHS,
    T_TAGS, T_ABOVE, T_ABOVE_LINKS, T_ABOVE_PIECES, T_NEAR, T_FAR, T_TAG, T_NEXT, T_SAME, T_SAID, T_SUMMARY, T_TWICE, T_PAGE,
    T_GOOD, T_DEPTH, T_GAP, T_STATE_KIND, T_STATE_LENGTH, T_STATE_PATH, T_STATE_PLACE, T_STATE_NEXT, T_STATE_ENDS, T_PAIR,
    T_LEVEL, T_PATH_KEPT, T_ABOVE_KEPT, T_COHESION, T_CODE, T_COMMON
};

typedef struct piece_facts {
    uint16_t words, capitals, ends, commas, digits, codes;
    uint8_t length, links, state;  /* buckets; state: the rules' verdict */
    uint16_t rules;                /* of boilerplate.c */
    bool terminal, candidate;
    uint32_t path;                 /* index of its place in the tree */
    uint64_t hash;
} piece_facts;

typedef struct path_facts {
    uint32_t pieces, good, bytes, kept;  /* kept: by the rules, of `good` */
} path_facts;

typedef struct node_names {
    uint64_t hash, tokens[ELEMENT_TOKENS];
    uint32_t count;
} node_names;

typedef struct words_said {
    syn_map map;
    bool any;
} words_said;

typedef struct block_maker {
    page_cut *cut;
    const clean_meta *meta;
    block_rows *out;
    piece_facts *facts;
    SYN_VEC(path_facts) paths;
    uint32_t *text, *links, *count, *kept_below;  /* bytes, bytes in links, pieces, prose that the rules keep below each node */
    uint32_t first, last, title;     /* first and last piece that the rules keep with prose; the headline */
    uint64_t prose, kept;            /* of the page; of what the rules keep */
    words_said body, summary, topic;
    node_names **names;              /* of elements that were looked at */
    syn_map texts;                   /* hash of a text -> how often */
    bool failed;
} block_maker;

/* ---- buckets ---- */
static uint32_t steps(uint64_t n) {
    if (n < 4) return (uint32_t)n;
    uint32_t bits = 0;
    for (uint64_t rest = n; rest > 1; rest >>= 1) bits++;
    return 2 * bits + (uint32_t)(n >> (bits - 1) & 1);
}

static uint32_t part(uint64_t a, uint64_t of) {
    if (!a || !of) return 0;
    uint64_t percent = a * 100 / of;
    static const uint8_t limits[] = {5, 15, 30, 50, 70, 85, 95};
    uint32_t k = 0;
    while (k < sizeof limits && percent >= limits[k]) k++;
    return k + 1;
}

static uint32_t at_most(uint32_t n, uint32_t most) { return n < most ? n : most; }

static void put(block_maker *m, unsigned template, uint64_t value) {
    if (!VEC_PUSH(m->cut->work->scratch, &m->out->features, model_place(BLOCK_PLACES, template, value))) m->failed = true;
}

/* ---- words that the page says of itself elsewhere ---- */
static bool is_wordy(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* Runs of four words, as hashes. Puts them into the map, or counts how many are there. */
static uint32_t runs_of(syn_slice s, syn_map *into, const syn_map *in, uint32_t *found) {
    uint64_t last[4] = {0}, word = 0;
    uint32_t words = 0, runs = 0;
    for (size_t i = 0; i <= s.len; i++) {
        unsigned char c = i < s.len ? (unsigned char)s.ptr[i] : ' ';
        if (is_wordy(c)) {
            word = (word ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 0x100000001b3u + 1;
            continue;
        }
        if (!word) continue;
        last[words++ & 3] = word;
        word = 0;
        if (words < 4) continue;
        uint64_t run = 0;
        for (uint32_t k = 0; k < 4; k++) run = hash_join(run, last[(words + k) & 3]);
        runs++;
        if (into) map_set(into, run, 1);
        else *found += map_get(in, run) != MAP_NONE;
    }
    return runs;
}

/* The long words of a text: puts them into the map, or counts how many are there. */
static uint32_t long_words(syn_slice s, syn_map *into, const syn_map *in, uint32_t *found) {
    uint64_t word = 0;
    uint32_t words = 0;
    size_t length = 0;
    for (size_t i = 0; i <= s.len; i++) {
        unsigned char c = i < s.len ? (unsigned char)s.ptr[i] : ' ';
        if (is_wordy(c)) {
            word = (word ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 0x100000001b3u + 1;
            length++;
            continue;
        }
        if (length >= LONG_WORD) {
            words++;
            if (into) map_set(into, word, 1);
            else *found += map_get(in, word) != MAP_NONE;
        }
        word = length = 0;
    }
    return words;
}

/* The words of the title, the summary and the first paragraphs that the rules keep: what the article is about. */
static void learn_topic(block_maker *m) {
    const page_cut *cut = m->cut;
    syn_map *map = &m->topic.map;
    uint32_t words = long_words(cut->work->report->title, map, NULL, NULL) + long_words(m->meta->description, map, NULL, NULL);
    uint32_t taken = 0;
    for (uint32_t i = m->first; i < cut->pieces.n && taken < TOPIC_PIECES; i++) {
        const page_piece *piece = &cut->pieces.at[i];
        if (piece->gone || !piece->good) continue;
        syn_slice text = piece->text.len > CLEAN_LOOK ? slice_cut(piece->text, 0, CLEAN_LOOK) : piece->text;
        words += long_words(text, map, NULL, NULL);
        taken++;
    }
    m->topic.any = words > 0;
}

static void learn_said(block_maker *m, words_said *said, syn_slice s, size_t least) {
    if (s.len < least) return;
    map_init(&said->map, m->cut->work->scratch);
    said->any = runs_of(s, &said->map, NULL, NULL) > 0;
}

static uint32_t said_part(const words_said *said, syn_slice s) {
    if (!said->any) return 0;
    uint32_t found = 0, runs = runs_of(s, NULL, &said->map, &found);
    return runs ? 2 + part(found, runs) : 1;
}

/* ---- facts of all pieces ---- */
static void count_bytes(piece_facts *f, const page_piece *piece) {
    syn_slice s = piece->text;
    bool before = false;
    uint32_t words = 0, capitals = 0, ends = 0, commas = 0, digits = 0, codes = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool wordy = is_wordy(c);
        if (wordy && !before) {
            words++;
            capitals += c >= 'A' && c <= 'Z';
        }
        digits += c >= '0' && c <= '9';
        commas += c == ',';
        codes += c == '{' || c == '}' || c == '=' || c == ';' || c == '_' || c == '<' || c == '\\';
        ends += (c == '.' || c == '!' || c == '?') && (i + 1 == s.len || s.ptr[i + 1] == ' ' || s.ptr[i + 1] == '\n');
        before = wordy || c == '\'';
    }
    f->words = (uint16_t)at_most(words, UINT16_MAX);
    f->capitals = (uint16_t)at_most(capitals, UINT16_MAX);
    f->ends = (uint16_t)at_most(ends, UINT16_MAX);
    f->commas = (uint16_t)at_most(commas, UINT16_MAX);
    f->digits = (uint16_t)at_most(digits, UINT16_MAX);
    f->codes = (uint16_t)at_most(codes, UINT16_MAX);
}

/* The names of an element, read once: the hash of its class, and its words. */
static const node_names *names_of(block_maker *m, uint32_t node) {
    node_names **slot = &m->names[node];
    if (*slot) return *slot;
    *slot = ARENA_NEW(m->cut->work->scratch, node_names);
    if (!*slot) {
        static const node_names none = {0};
        m->failed = true;
        return &none;
    }
    syn_slice name = node_attribute(m->cut->page, node, "class");
    (*slot)->hash = slice_hash(name.len > 64 ? slice_cut(name, 0, 64) : name);
    (*slot)->count = element_tokens(m->cut->page, node, (*slot)->tokens, ELEMENT_TOKENS);
    return *slot;
}

/* The place of a piece in the tree: tags of the five elements around it, and the classes of the nearest block and the next. */
static uint32_t path_of(block_maker *m, syn_map *map, const page_piece *piece) {
    const syn_page *page = m->cut->page;
    uint64_t hash = piece->kind;
    unsigned blocks = 0;
    for (uint32_t node = piece->node; node && blocks < 5; node = page->nodes.at[node].parent) {
        if (!tag_is_block(page->nodes.at[node].tag)) continue;
        hash = hash_join(hash, page->nodes.at[node].tag);
        if (blocks < 2) hash = hash_join(hash, names_of(m, node)->hash);
        blocks++;
    }
    uint32_t *at = map_slot_of(map, hash, m->paths.n);
    if (!at || (*at == m->paths.n && !VEC_PUSH(m->cut->work->scratch, &m->paths, (path_facts){0}))) {
        m->failed = true;
        return 0;
    }
    path_facts *path = &m->paths.at[*at];
    path->pieces++;
    path->good += piece->good;
    path->bytes += (uint32_t)piece->text.len;
    if (!piece->gone) path->kept += piece->good;
    return *at;
}

static bool facts_of_all(block_maker *m) {
    page_cut *cut = m->cut;
    const syn_page *page = cut->page;
    syn_arena *scratch = cut->work->scratch;
    uint32_t n = cut->pieces.n, nodes = page->nodes.n;
    m->facts = ARENA_ARRAY(scratch, piece_facts, n);
    m->text = ARENA_ARRAY(scratch, uint32_t, nodes);
    m->links = ARENA_ARRAY(scratch, uint32_t, nodes);
    m->count = ARENA_ARRAY(scratch, uint32_t, nodes);
    m->kept_below = ARENA_ARRAY(scratch, uint32_t, nodes);
    m->names = ARENA_ARRAY(scratch, node_names *, nodes);
    if (!m->names || !m->facts || !m->text || !m->links || !m->count || !m->kept_below) return false;
    syn_map paths;
    map_init(&paths, scratch);
    m->first = m->last = m->title = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
        page_piece *piece = &cut->pieces.at[i];
        piece_facts *f = &m->facts[i];
        f->length = (uint8_t)steps(piece->text.len);
        f->links = (uint8_t)part(piece->links, piece->text.len);
        f->terminal = ends_sentence(piece->text);
        f->path = path_of(m, &paths, piece);
        m->text[piece->at] += (uint32_t)piece->text.len;
        m->links[piece->at] += piece->links;
        m->count[piece->at]++;
        m->prose += piece->good;
        if (m->title == UINT32_MAX && (piece->level == 1 || piece->why == WHY_TITLE)) m->title = i;
        if (piece->gone || !piece->good) continue;
        m->kept += piece->good;
        m->kept_below[piece->at] += piece->good;
        if (m->first == UINT32_MAX) m->first = i;
        m->last = i;
    }
    memset(cut->good, 0, nodes * sizeof *cut->good);
    for (uint32_t i = 0; i < n; i++) cut->good[cut->pieces.at[i].at] += cut->pieces.at[i].good;
    for (uint32_t i = nodes; i-- > 1;) {
        uint32_t above = page->nodes.at[i].parent;
        if (above >= i) continue;
        cut->good[above] += cut->good[i];
        m->text[above] += m->text[i];
        m->links[above] += m->links[i];
        m->count[above] += m->count[i];
        m->kept_below[above] += m->kept_below[i];
    }
    return !m->failed;
}

/* Hidden itself, not only inside of something that opens at a click. */
static bool is_hidden(const page_cut *cut, const page_piece *piece) {
    return piece->why == WHY_MARK && (cut->own[piece->node] & NODE_HIDDEN);
}

/* Navigation and the like, far from all that the rules keep, is no candidate and is never looked at. */
static void choose_candidates(block_maker *m) {
    const page_cut *cut = m->cut;
    uint32_t n = cut->pieces.n, away = NEAR_KEPT + 1;
    for (uint32_t i = 0; i < n; i++) {
        const page_piece *piece = &cut->pieces.at[i];
        away = piece->gone ? away + 1 : 0;
        bool inside = m->first != UINT32_MAX && i >= m->first && i <= m->last;
        bool linky = piece->links * 2 > piece->text.len && !m->facts[i].terminal;
        m->facts[i].candidate = !piece->gone || (!linky && !is_hidden(cut, piece) && (piece->good || inside || away <= NEAR_KEPT));
    }
    away = NEAR_KEPT + 1;
    for (uint32_t i = n; i-- > 0;) {
        const page_piece *piece = &cut->pieces.at[i];
        away = piece->gone ? away + 1 : 0;
        bool linky = piece->links * 2 > piece->text.len && !m->facts[i].terminal;
        if (away <= NEAR_KEPT && !linky && !is_hidden(cut, piece)) m->facts[i].candidate = true;
    }
}

static syn_code look_at_candidates(block_maker *m) {
    clean_work *work = m->cut->work;
    syn_arena arena;
    arena_init(&arena, work->scratch->budget);
    map_init(&m->texts, work->scratch);
    syn_code code = SYN_OK;
    for (uint32_t i = 0; i < m->cut->pieces.n && !code; i++) {
        page_piece *piece = &m->cut->pieces.at[i];
        piece_facts *f = &m->facts[i];
        f->state = (uint8_t)(piece->why * 2);
        if (!f->candidate) continue;
        clean_features *look = ARENA_NEW(work->scratch, clean_features);
        if (!look) {
            code = arena_check(work->scratch, "clean", work->error);
            break;
        }
        code = features_of(piece->text, look, &arena, work->error);
        arena_reset(&arena);
        piece->look = look;
        count_bytes(f, piece);
        f->rules = (uint16_t)boilerplate_rules(look);
        f->state = (uint8_t)(piece->why * 2 + (f->rules ? 1 : 0));
        f->hash = look->hash;
        uint32_t *times = map_slot_of(&m->texts, look->hash, 0);
        if (times) (*times)++;
    }
    arena_free(&arena);
    return code;
}

/* ---- the features of one candidate ---- */
static void put_look(block_maker *m, const page_piece *piece, const piece_facts *f) {
    const clean_features *look = piece->look;
    uint32_t words = look->words ? look->words : 1;
    put(m, T_LENGTH, f->length);
    put(m, T_WORDS, steps(f->words));
    put(m, T_LINKS, f->links);
    put(m, T_STOPS, part(look->stops, words));
    put(m, T_CAPITALS, part(f->capitals, f->words) * 2u + (f->words > 12));
    put(m, T_SHOUT, part(look->caps, words) * 2u + (f->words > 12));
    put(m, T_VERBS, steps(at_most(look->verbs, 12)));
    put(m, T_YOU, at_most(look->you, 3) * 16 + at_most(steps(f->words), 15));
    put(m, T_ENDS, steps(at_most(f->ends, 16)) * 2 + f->terminal);
    put(m, T_COMMAS, steps(at_most(f->commas, 16)));
    const bool flags[] = {look->question, look->colon, look->arrow, look->lower, look->quoted, look->speech, look->credit_first,
                          look->credit_last, look->credit_only, look->alone, look->bracketed, look->open_end,
                          look->quoted && look->speech, look->terminal && look->verbs};
    for (uint32_t k = 0; k < sizeof flags / sizeof *flags; k++)
        if (flags[k]) put(m, T_FLAG, k * 2 + (f->words > 12));
    for (uint32_t k = 0; k < CLASS_COUNT; k++)
        if (look->evidence[k]) put(m, T_EVIDENCE, (k * 8 + at_most(look->evidence[k], 7)) * 4 + at_most(f->words / 20, 3));
    if (look->opener)
        put(m, T_OPENER, ((look->opener * 8u + at_most(look->opener_weight, 7)) * 2 + look->opener_colon) * 2 + f->terminal);
    for (uint32_t k = 0; k < 9; k++)
        if (f->rules >> k & 1) put(m, T_RULES, k * 3 + at_most(f->words / 15, 2));
    const uint16_t counts[] = {look->credits, look->networks, look->bullets, look->numbers, look->contacts, look->handles,
                               f->digits, look->networks_first};
    for (uint32_t k = 0; k < sizeof counts / sizeof *counts; k++)
        if (counts[k]) put(m, T_COUNTS, (k * 8 + steps(at_most(counts[k], 11))) * 2 + (f->words > 12));
    syn_civil moment;
    size_t used;
    if (piece->text.len < DATE_BYTES && date_read(piece->text, &moment, &used)) put(m, T_FLAG, 60 + (used * 2 > piece->text.len));
}

static void put_place(block_maker *m, uint32_t i, const page_piece *piece, const piece_facts *f) {
    const page_cut *cut = m->cut;
    const path_facts *path = &m->paths.at[f->path];
    uint32_t first = m->first == UINT32_MAX ? 60 : i < m->first ? 30 + at_most(steps(m->first - i), 14) :
        at_most(steps(i - m->first), 14);
    uint32_t last = m->last == UINT32_MAX ? 60 : i > m->last ? 30 + at_most(steps(i - m->last), 14) :
        at_most(steps(m->last - i), 14);
    uint32_t share = part(path->good, m->prose);
    put(m, T_FIRST, first);
    put(m, T_LAST, last);
    put(m, T_STATE_PLACE, (f->state * 64u + first) * 2);
    put(m, T_STATE_PLACE, (f->state * 64u + last) * 2 + 1);
    put(m, T_PATH, share);
    put(m, T_STATE_PATH, f->state * 16u + share);
    put(m, T_PATHS, steps(path->pieces) * 32u + at_most(steps(path->bytes / path->pieces), 31));
    put(m, T_TITLE, m->title == UINT32_MAX ? 100 : i > m->title ? at_most(steps(i - m->title), 16) :
        50 + at_most(steps(m->title - i), 12));
    put(m, T_TRUST, (cut->trust * 4u + cut->tries) * 32 + f->state);
    put(m, T_PAGE, part(m->kept, m->prose) * 32 + f->state);
    put(m, T_PAGE, 1000 + (steps(m->kept / 64)) * 32 + f->state);
    put(m, T_GOOD, (piece->good > 0) * 32u + f->state);
    put(m, T_KIND, piece->kind * 8u + piece->level);
    put(m, T_STATE_KIND, (piece->kind * 8u + piece->level) * 32 + f->state);
    put(m, T_STATE_LENGTH, at_most(f->length, 31) * 32u + f->state);
    put(m, T_STATE_ENDS, (f->links * 2u + f->terminal) * 32 + f->state);
    put(m, T_STATE, f->state);
    const uint32_t *times = map_slot_of(&m->texts, f->hash, 1);
    if (times && *times > 1) put(m, T_TWICE, at_most(*times, 4) * 4 + f->terminal * 2u + (f->words > 8));
    uint32_t said = said_part(&m->body, piece->text);
    put(m, T_SAID, said * 2 + f->terminal);
    put(m, T_SAID, 64 + said * 32 + f->state);
    bool early = m->first != UINT32_MAX && i < m->first + SUMMARY_PIECES;
    put(m, T_SUMMARY, (early ? said_part(&m->summary, piece->text) : 20) * 4 + (early && i <= m->first) * 2u + f->terminal);
    put(m, T_PATH_KEPT, part(path->kept, path->good) * 64 + f->state);
    if (f->codes) put(m, T_CODE, part(f->codes, piece->text.len / 2));
    syn_slice head = piece->text.len > TOPIC_BYTES ? slice_cut(piece->text, 0, TOPIC_BYTES) : piece->text;
    uint32_t found = 0, words = m->topic.any ? long_words(head, NULL, &m->topic.map, &found) : 0;
    put(m, T_COHESION, (part(found, words) * 8 + at_most(words / 4, 7)) * 2 + (piece->good > 0));
    put(m, T_COHESION, 1000 + (part(found, words) * 2 + (words > 6)) * 32 + f->state);
    for (uint32_t k = 0; k < 16; k++)
        if (piece->marks >> k & 1) put(m, T_MARKS, k * 2 + (piece->good > 0));
}

/* The words of an element's names, each once a node; short numbers and the like are left out by names_tokens. */
static void put_elements(block_maker *m, const page_piece *piece, const piece_facts *f) {
    const page_cut *cut = m->cut;
    const syn_page *page = cut->page;
    uint64_t tags = 0;
    uint32_t node = piece->node, away = 0;
    for (uint32_t at = node; at && away < 12 && (uint64_t)m->kept_below[at] * 10 < m->kept * 3; at = page->nodes.at[at].parent) away++;
    put(m, T_COMMON, (away * 2 + (piece->good > 0)) * 32 + f->state);
    for (uint32_t up = 0; up < AROUND && node; up++, node = page->nodes.at[node].parent) {
        const page_node *n = &page->nodes.at[node];
        if (n->tag == TAG_BODY || n->tag == TAG_HTML) break;
        const node_names *names = names_of(m, node);
        for (uint32_t k = 0; k < names->count; k++) put(m, up < 2 ? T_NEAR : T_FAR, names->tokens[k]);
        put(m, T_TAG, n->tag * 8u + at_most(up, 3));
        if (up < 3) tags = tags * 128 + n->tag + 1;
        if (up == 0 || up == 2) put(m, T_TAGS, tags);
        for (uint32_t k = 0; k < 16; k++)
            if (cut->own[node] >> k & 1) put(m, T_OWN, (k * 4 + at_most(up, 3)) * 2 + (piece->good > 0));
        if (up >= 4) continue;
        put(m, T_ABOVE, (up * 16 + part(cut->good[node], m->prose)) * 16 + part(cut->good[node], m->text[node]));
        put(m, T_ABOVE_KEPT, ((up * 16 + part(m->kept_below[node], cut->good[node])) * 4 + (f->state == 0) * 2u + (piece->good > 0)));
        put(m, T_ABOVE_LINKS, (up * 16 + part(m->links[node], m->text[node])) * 2 + (piece->good > 0));
        put(m, T_ABOVE_PIECES, up * 32 + at_most(steps(m->count[node]), 15));
    }
}

static void put_neighbours(block_maker *m, uint32_t i, const page_piece *piece, const piece_facts *f) {
    const page_cut *cut = m->cut;
    static const int8_t around[] = {-1, 1, -2, 2};
    for (uint32_t k = 0; k < sizeof around; k++) {
        int64_t at = (int64_t)i + around[k];
        if (at < 0 || at >= cut->pieces.n) {
            put(m, T_NEXT, 4000 + k);
            continue;
        }
        const page_piece *other = &cut->pieces.at[at];
        const piece_facts *g = &m->facts[at];
        uint32_t size = at_most(g->length / 3u, 7);
        put(m, T_NEXT, k * 64u + g->state);
        put(m, T_STATE_NEXT, (k * 32u + g->state) * 32 + f->state);
        put(m, T_PAIR, ((k * 8u + size) * 4 + at_most(g->links / 3u, 3)) * 2 + g->terminal);
        put(m, T_LEVEL, (k * 8u + other->level) * 8 + other->kind);
        bool place = f->path == g->path, parent = other->node == piece->node ||
            cut->page->nodes.at[other->node].parent == cut->page->nodes.at[piece->node].parent;
        put(m, T_SAME, ((k * 2u + place) * 2 + parent) * 32 + f->state);
    }
}

syn_code block_features(page_cut *cut, const clean_meta *meta, block_rows *out) {
    clean_work *work = cut->work;
    block_maker maker = {.cut = cut, .meta = meta, .out = out}, *m = &maker;
    if (!facts_of_all(m)) return arena_check(work->scratch, "clean", work->error);
    choose_candidates(m);
    syn_code code = look_at_candidates(m);
    if (code) return code;
    learn_said(m, &m->body, meta->body, SAID_BYTES);
    learn_said(m, &m->summary, meta->description, 40);
    map_init(&m->topic.map, work->scratch);
    learn_topic(m);
    for (uint32_t i = 0; i < cut->pieces.n && !m->failed; i++) {
        if (!m->facts[i].candidate) continue;
        const page_piece *piece = &cut->pieces.at[i];
        uint32_t begin = out->features.n;
        put(m, T_BIAS, 0);
        put_look(m, piece, &m->facts[i]);
        put_place(m, i, piece, &m->facts[i]);
        put_elements(m, piece, &m->facts[i]);
        put_neighbours(m, i, piece, &m->facts[i]);
        block_row row = {.piece = i, .begin = begin, .count = out->features.n - begin, .state = m->facts[i].state};
        if (!VEC_PUSH(work->scratch, &out->rows, row)) m->failed = true;
    }
    return arena_check(work->scratch, "clean", work->error);
}
