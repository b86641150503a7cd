/* times_grammar.c - finds the longest way through the automaton of times.grammar from a word.
 *
 * In: the classes of the words (classes.c), the table that tools/make_grammar.py made, a word. Out: the first word past the
 * time, and its shape. The idea: depth first over edges in the order of the file, with an explicit stack; a state that was
 * tried at a word for this beginning is not tried again, since what follows from it is the same, so that nothing is walked
 * twice. Terminals are asked first whether a word takes part, and only on the longest way what they say of the shape. */
#include "mark/times_grammar.h"

#include <string.h>

enum { OPENING_STEPS = 128 };  /* edges looked at to learn what an edge may begin with */
#define ANY_CLASS UINT64_MAX

typedef struct frame {
    uint16_t state, edge;  /* edge: the one in hand, counted from the state's first */
    uint32_t at;
} frame;

static uint8_t number_of(const syn_grammar *grammar, uint64_t fold, uint8_t *opens) {
    uint32_t last = grammar->word_slots - 1;
    for (uint32_t at = lexicon_place(fold, grammar->word_slots); grammar->words[at].number; at = (at + 1) & last) {
        if (grammar->words[at].fold != fold) continue;
        *opens = grammar->words[at].opens;
        return grammar->words[at].number;
    }
    return 0;
}

/* Classes of words that a match may begin with from a state: those of the terminals there and behind conditions and
 * settings. ANY_CLASS where a hyphen or a terminal of no class may. */
static uint64_t opening_of(const syn_grammar *grammar, const grammar_edge *edge) {
    uint64_t classes = 0;
    const grammar_edge *stack[OPENING_STEPS] = {edge};
    for (unsigned depth = 1, looked = 0; depth && looked < OPENING_STEPS; looked++) {
        const grammar_edge *top = stack[--depth];
        if (top->kind == EDGE_WORD || top->kind == EDGE_END) continue;
        if (top->kind == EDGE_HYPHEN) return ANY_CLASS;
        if (top->kind == EDGE_CALL) {
            classes |= time_terminals[top->what].classes ? time_terminals[top->what].classes : ANY_CLASS;
            continue;
        }
        const grammar_state *to = &grammar->states[top->to];
        for (unsigned i = 0; i < to->edges && depth < OPENING_STEPS; i++) stack[depth++] = &grammar->edges[to->edge + i];
    }
    return classes;
}

/* Which edges of each root are worth a try for a word of each class, and the classes that a match may begin with. */
static void firsts_set(grammar_scan *g, uint64_t opening[ROOT_COUNT]) {
    for (unsigned r = 0; r < ROOT_COUNT; r++) {
        const grammar_state *root = &g->grammar->states[g->grammar->roots[r]];
        opening[r] = 0;
        for (unsigned i = root->words; i < root->edges; i++) {
            const grammar_edge *edge = &g->grammar->edges[root->edge + i];
            uint64_t classes = opening_of(g->grammar, edge), bit = UINT64_C(1) << (i - root->words);
            opening[r] |= classes;
            for (unsigned class = 0; class < CLASS_COUNT && edge->kind == EDGE_CALL; class ++)
                if (classes >> class & 1) g->firsts[r][class] |= bit;
            if (edge->kind != EDGE_CALL) g->firsts[r][CLASS_COUNT] |= bit;
        }
    }
}

bool grammar_open(grammar_scan *g, const mark_scan *scan, syn_arena *scratch) {
    *g = (grammar_scan){.scan = scan, .grammar = &grammar_mark_times};
    g->words = ARENA_ARRAY(scratch, uint8_t, scan->n);
    g->opens = ARENA_ARRAY(scratch, uint8_t, scan->n);
    g->tried = ARENA_ARRAY(scratch, grammar_tried, g->grammar->state_count);
    if (!g->words || !g->opens || !g->tried) return false;
    uint64_t opening[ROOT_COUNT];
    uint8_t by_class[CLASS_COUNT + 1] = {0};  /* the roots that a word of each class, or any, may open */
    firsts_set(g, opening);
    for (unsigned r = 0; r < ROOT_COUNT; r++)
        for (unsigned class = 0; class <= CLASS_COUNT; class ++)
            if (class < CLASS_COUNT ? opening[r] >> class & 1 : opening[r] == ANY_CLASS)
                by_class[class] |= (uint8_t)(1u << r);
    for (uint32_t i = 0; i < scan->n; i++) {
        uint8_t kind = scan->words[i].kind;
        if (kind == WORD_URL || kind == WORD_HANDLE) continue;
        if (scan->english && kind != WORD_NUMBER) g->words[i] = number_of(g->grammar, scan->keys[i], &g->opens[i]);
        g->opens[i] |= by_class[CLASS_COUNT];
        for (uint64_t rest = scan->classes[i]; rest; rest &= rest - 1) g->opens[i] |= by_class[__builtin_ctzll(rest)];
    }
    return true;
}

static uint32_t call(const grammar_scan *g, uint8_t terminal, uint32_t at, uint32_t end, time_shape *shape) {
    const time_terminal *t = &time_terminals[terminal];
    if (t->classes && (at >= end || !(g->scan->classes[at] & t->classes))) return NO_WORD;
    return t->match(g->scan, at, end, shape);
}

static bool is_word(const grammar_scan *g, uint32_t at, uint8_t word) { return at < g->scan->n && g->words[at] == word; }

/* The word behind what an edge takes in, or NO_WORD where it cannot be gone. */
static uint32_t follow(const grammar_scan *g, const grammar_edge *edge, uint32_t from, uint32_t at, uint32_t end,
                       time_shape *shape) {
    bool held;
    switch ((edge_kind)edge->kind) {
    case EDGE_WORD: return at < end && is_word(g, at, edge->what) ? at + 1 : NO_WORD;
    case EDGE_CALL: return call(g, edge->what, at, end, shape);
    case EDGE_HYPHEN: return at < end && scan_hyphen(g->scan, at) ? at + 1 : NO_WORD;
    case EDGE_JOINT: return at < end ? scan_past_hyphen(g->scan, at) : at;
    case EDGE_IF_WORD: held = is_word(g, at, edge->what); break;
    case EDGE_UNLESS_WORD: held = !is_word(g, at, edge->what); break;
    case EDGE_IF_CALL: held = call(g, edge->what, at, end, NULL) != NO_WORD; break;
    case EDGE_UNLESS_CALL: held = call(g, edge->what, at, end, NULL) == NO_WORD; break;
    case EDGE_BEHIND_WORD: held = from > 0 && is_word(g, from - 1, edge->what); break;
    case EDGE_NOT_BEHIND_WORD: held = from == 0 || !is_word(g, from - 1, edge->what); break;
    default: held = true; break;
    }
    return held ? at : NO_WORD;
}

static void set_field(time_shape *shape, const grammar_edge *edge) {
    int value = edge->value;
    switch ((grammar_field)edge->what) {
    case FIELD_KIND: shape->kind = (uint8_t)value; break;
    case FIELD_MOD: shape->mod = time_mods[value]; break;
    case FIELD_DEIXIS: shape->deixis = (uint8_t)value; break;
    case FIELD_STEPS: shape->steps = (int8_t)value; break;
    case FIELD_YEAR_STEPS: shape->year_steps = (int8_t)value; break;
    case FIELD_WHOLE_YEAR: shape->whole_year = value != 0; break;
    case FIELD_EVERY: shape->every = value != 0; break;
    case FIELD_UNIT: shape->unit = (char)value; break;
    case FIELD_COUNT: shape->count = value; break;
    case FIELD_MORE: shape->count += shape->count >= 0 ? value / 10.0 : 0; break;
    case FIELD_DIRECTION: shape->direction = value; break;
    case FIELD_CLOCK: shape->clock = true, shape->hour = value, shape->minute = 0; break;
    case FIELD_BACK: shape->back = value != 0; break;
    case FIELD_EXACT: shape->exact = value != 0; break;
    case FIELD_NUMBER: shape->number = value; break;
    case FIELD_MINUTE:
        shape->minute = value < 0 ? value + 60 : value;
        if (value < 0) shape->hour = shape->hour == 1 ? 12 : shape->hour - 1;
        break;
    case FIELD_RELATION: shape->relation = (uint8_t)value; break;
    }
}

/* Goes the best way again and lets it fill in the shape. */
static void fill_in(const grammar_scan *g, const frame *way, unsigned steps, uint32_t from, uint32_t end,
                    time_shape *shape) {
    *shape = (time_shape){0};
    for (unsigned i = 0; i < steps; i++) {
        const grammar_edge *edge = &g->grammar->edges[g->grammar->states[way[i].state].edge + way[i].edge];
        if (edge->kind == EDGE_SET) set_field(shape, edge);
        else if (edge->kind == EDGE_CALL) follow(g, edge, from, way[i].at, end, shape);
    }
    shape->word = from;
}

/* True the first time that a state is come to at a word for this beginning. */
static bool first_try(grammar_scan *g, uint16_t state, uint32_t offset) {
    _Static_assert(GRAMMAR_WORDS <= 32, "a bit for each word");
    grammar_tried *tried = &g->tried[state];
    if (tried->turn != g->turn) *tried = (grammar_tried){.turn = g->turn};
    uint32_t bit = UINT32_C(1) << offset;
    bool first = !(tried->words & bit);
    tried->words |= bit;
    return first;
}

/* The next edge from `edge` on that may fit the word at `at`: of the first edges, one for its very word; then any other
 * (of a root, those for its classes). */
static uint16_t next_edge(const grammar_scan *g, const frame *top, const grammar_state *state, uint64_t some) {
    unsigned edge = top->edge;
    if (edge < state->words) {
        uint8_t word = top->at < g->scan->n ? g->words[top->at] : 0;
        const grammar_edge *edges = &g->grammar->edges[state->edge];
        unsigned low = word ? edge : state->words, high = state->words;
        while (low < high) {
            unsigned middle = (low + high) / 2;
            if (edges[middle].what < word) low = middle + 1;
            else high = middle;
        }
        edge = low < state->words && edges[low].what == word ? low : state->words;
    }
    if (some && edge >= state->words) {
        uint64_t left = edge - state->words > 63 ? 0 : some >> (edge - state->words);
        edge = left ? edge + (unsigned)__builtin_ctzll(left) : state->edges;
    }
    return (uint16_t)edge;
}

uint32_t grammar_match(grammar_scan *g, grammar_root root, uint32_t at, uint32_t end, time_shape *shape) {
    const syn_grammar *grammar = g->grammar;
    if (at >= end || !(g->opens[at] >> root & 1)) return at;
    frame way[GRAMMAR_STEPS], best[GRAMMAR_STEPS];
    way[0] = (frame){.state = grammar->roots[root], .at = at};
    uint64_t some = g->firsts[root][CLASS_COUNT] | UINT64_C(1) << 63;  /* edges of the root for this word */
    for (uint64_t rest = g->scan->classes[at]; rest; rest &= rest - 1) some |= g->firsts[root][__builtin_ctzll(rest)];
    unsigned depth = 1, steps = 0;
    int line = 0;  /* of the best way */
    uint32_t past = at;
    g->turn++;
    while (depth) {
        frame *top = &way[depth - 1];
        const grammar_state *state = &grammar->states[top->state];
        top->edge = next_edge(g, top, state, depth == 1 ? some : 0);
        if (top->edge >= state->edges) {
            if (--depth) way[depth - 1].edge++;
            continue;
        }
        const grammar_edge *edge = &grammar->edges[state->edge + top->edge];
        if (edge->kind == EDGE_END) {
            bool sooner = top->at == past && edge->value < line;  /* of equal ones the first in the file */
            if (top->at > past || (past > at && sooner)) {
                past = top->at;
                line = edge->value;
                steps = depth - 1;
                memcpy(best, way, steps * sizeof *best);
            }
            top->edge++;
            continue;
        }
        uint32_t next = follow(g, edge, at, top->at, end, NULL);
        bool go = next != NO_WORD && next - at < GRAMMAR_WORDS && depth < GRAMMAR_STEPS && first_try(g, edge->to, next - at);
        if (go) way[depth++] = (frame){.state = edge->to, .at = next};
        else top->edge++;
    }
    if (past > at && shape) {
        fill_in(g, best, steps, at, end, shape);
        shape->past = past;
    }
    return past;
}
