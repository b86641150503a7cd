/* blocks_features.c - what the model of blocks.c sees of a piece of a page: its hashed features.
 *
 * In: what blocks_facts.c found. Out: the candidates and the features of each: how the text looks, what the rules of
 * choose.c and boilerplate.c say, where the piece stands among the others, how much prose and how many links the elements
 * around it hold, how much of the page's prose stands at the same place of the tree, the names of the elements, the
 * neighbours, and whether the page's own body text (JSON-LD), summary and title have its words. A feature is a number
 * below BLOCK_PLACES, the hash of its template and its value; no text is kept. train/blocks.c prints the same features
 * for training. After Kohlschuetter, Fankhauser, Nejdl (2010) and Vogels, Ganea, Eickhoff, "Web2Text" (2018). Linear:
 * each piece looks at AROUND elements and 4 neighbours. */
#include "clean/blocks_facts.h"

#define AROUND 7         /* elements around a piece that are looked at */
#define FAR_AWAY 12      /* elements between a piece and the prose that the rules keep */
#define DATE_BYTES 120   /* a longer piece does not begin with a date that matters */
#define SUMMARY_PIECES 3 /* from the first piece of prose on; later ones hardly repeat the summary */

/* Templates of features; each has its own hashes. A new one goes to the end, so that the others keep their places. */
enum {
    T_BIAS, T_STATE, T_KIND, T_LENGTH, T_WORDS, T_LINKS, T_STOPS, T_CAPITALS, T_SHOUT, T_VERBS, T_YOU, T_ENDS, T_COMMAS,
    T_FLAG, T_EVIDENCE, T_OPENER, T_RULES, T_COUNTS, T_MARKS, T_OWN, T_TRUST, T_FIRST, T_LAST, T_BEFORE, T_TITLE, T_PATH,
    T_PATHS, T_TAGS, T_ABOVE, T_ABOVE_LINKS, T_ABOVE_PIECES, T_NEAR, T_FAR, T_TAG, T_NEXT, T_SAME, T_SAID, T_SUMMARY, T_TWICE,
    T_PAGE, T_GOOD, T_DEPTH, T_GAP, T_STATE_KIND, T_STATE_LENGTH, T_STATE_PATH, T_STATE_PLACE, T_STATE_NEXT, T_STATE_ENDS, T_PAIR,
    T_LEVEL, T_PATH_KEPT, T_ABOVE_KEPT, T_COHESION, T_CODE, T_COMMON
};

static void put(block_maker *m, unsigned template, uint64_t value) {
    if (!VEC_PUSH(m->cut->work->scratch, &m->out->features, model_place(BLOCK_PLACES, template, value))) m->failed = true;
}

/* ---- the features of one candidate ---- */
static void put_look(block_maker *m, uint32_t i, const page_piece *piece, const piece_facts *f) {
    const clean_features *look = m->cut->looks[i];
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
    const bool flags[] = {look->question, look->colon, look->arrow, look->lower, look->quoted, look->speech,
                          look->credit_first, look->credit_last, look->credit_only, look->alone,
                          look->bracketed, look->open_end,
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
    if (piece->text.len < DATE_BYTES && date_read(piece->text, &moment, &used))
        put(m, T_FLAG, 60 + (used * 2 > piece->text.len));
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
    uint32_t found, words = topic_words(m, piece->text, &found);
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
    for (uint32_t at = node; at && away < FAR_AWAY; at = page->nodes.at[at].parent) {
        if ((uint64_t)m->kept_below[at] * 10 >= m->kept * 3) break;
        away++;
    }
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
        uint32_t kept = part(m->kept_below[node], cut->good[node]);
        put(m, T_ABOVE_KEPT, (up * 16 + kept) * 4 + (f->state == 0) * 2u + (piece->good > 0));
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
    syn_code code = block_facts(m);
    if (code) return code;
    for (uint32_t i = 0; i < cut->pieces.n && !m->failed; i++) {
        if (!m->facts[i].candidate) continue;
        const page_piece *piece = &cut->pieces.at[i];
        uint32_t begin = out->features.n;
        put(m, T_BIAS, 0);
        put_look(m, i, piece, &m->facts[i]);
        put_place(m, i, piece, &m->facts[i]);
        put_elements(m, piece, &m->facts[i]);
        put_neighbours(m, i, piece, &m->facts[i]);
        block_row row = {.piece = i, .begin = begin, .count = out->features.n - begin, .state = m->facts[i].state};
        if (out->model) {
            model_score(out->model, out->features.at + begin, row.count, &row.score);
            out->features.n = row.begin = row.count = 0;
        }
        if (!VEC_PUSH(work->scratch, &out->rows, row)) m->failed = true;
    }
    return arena_check(work->scratch, "clean", work->error);
}
