/* blocks_facts.c - what is known about the pieces of a page before features are made of it.
 *
 * In: the pieces, the marks of the elements, what the rules of choose.c say, what the page says of itself. Out: the
 * candidates (pieces that may be a part of the article) with their looks (features.c) and the verdict of boilerplate.c;
 * sums of text, links and prose below every element; how much prose stands at the same place of the tree; the words of
 * the page's own body text (JSON-LD), summary and topic as hashes. Linear: each piece and each element is looked at once. */
#include "clean/blocks_facts.h"

#define NEAR_KEPT 4      /* pieces; so near to a piece that the rules keep, a piece is a candidate */
#define SAID_BYTES 200   /* a shorter articleBody says nothing */
#define LONG_WORD 5      /* bytes of a word that says what a text is about */
#define TOPIC_PIECES 3   /* paragraphs that say it first */
#define TOPIC_BYTES 400  /* of a piece that are compared with them */
#define SUMMARY_BYTES 40 /* a shorter summary says nothing */

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
    uint32_t words = long_words(cut->work->report->title, map, NULL, NULL);
    words += long_words(m->meta->description, map, NULL, NULL);
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

uint32_t said_part(const words_said *said, syn_slice s) {
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
const node_names *names_of(block_maker *m, uint32_t node) {
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

/* The place of a piece in the tree: tags of the five blocks around it, and the classes of the nearest two. */
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
    cut->looks = arena_array(scratch, n, sizeof *cut->looks);
    if (!cut->looks || !m->names || !m->facts || !m->text || !m->links || !m->count || !m->kept_below) return false;
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
        bool seen = !linky && !is_hidden(cut, piece);
        m->facts[i].candidate = !piece->gone || (seen && (piece->good || inside || away <= NEAR_KEPT));
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
        m->cut->looks[i] = look;
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

uint32_t topic_words(const block_maker *m, syn_slice s, uint32_t *found) {
    *found = 0;
    if (!m->topic.any) return 0;
    return long_words(s.len > TOPIC_BYTES ? slice_cut(s, 0, TOPIC_BYTES) : s, NULL, &m->topic.map, found);
}

syn_code block_facts(block_maker *m) {
    clean_work *work = m->cut->work;
    if (!facts_of_all(m)) return arena_check(work->scratch, "clean", work->error);
    choose_candidates(m);
    syn_code code = look_at_candidates(m);
    if (code) return code;
    learn_said(m, &m->body, m->meta->body, SAID_BYTES);
    learn_said(m, &m->summary, m->meta->description, SUMMARY_BYTES);
    map_init(&m->topic.map, work->scratch);
    learn_topic(m);
    return arena_check(work->scratch, "clean", work->error);
}
