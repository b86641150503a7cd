/* stories.c - single-pass clustering: each report goes to the story of which a trained decision holds most, or begins one.
 *
 * Stories are found through an inverted index of the report's heaviest words (postings.h), at most CAP_GROUP_CANDIDATES of them;
 * the STORIES_WEIGHED that share most of that weight are compared channel by channel (centre.h) and judged (decide.h).
 * Methods: single-pass clustering (Allan, Papka and Lavrenko 1998); vectors apart by channel and a learned decision (Miranda
 * et al., "Multilingual clustering of streaming news", 2018; Saravanakumar et al., "Event-driven news stream clustering using entity-aware
 * contextual embeddings", 2021). */
#include "group/stories.h"

#define JOIN_LENIENT 100      /* cosine that joins where the caller holds that the reports belong together */
enum {
    LATEST = 4,              /* latest reports of a story that are compared one by one */
    TABLE = 256              /* slots of the table of candidates, a power of two */
};

void stories_init(stories *all, bool lenient, syn_arena *arena) {
    *all = (stories){.arena = arena, .lenient = lenient, .weights = &decide_trained};
    postings_init(&all->index, arena);
}

const seated_report *stories_report(const stories *all, uint32_t report) {
    if (report >= all->seats.n || !stories_seat_held(all, all->seats.at[report])) return NULL;
    return stories_seat(all, all->seats.at[report]);
}

uint32_t stories_now(const stories *all, uint32_t story) {
    while (all->states.at[story].into != story) story = all->states.at[story].into;
    return story;
}

static bool alive(const void *payload, uint32_t story) {
    const stories *all = payload;
    return all->states.at[story].into == story && all->states.at[story].reports > 0;
}

/* The middle of a story; that of a story of one report is made in `single`. NULL: the story has none. */
static const story_centre *centre_at(const stories *all, uint32_t story, story_centre *single) {
    const story_state *state = &all->states.at[story];
    if (state->centre != REPORT_NONE) return all->centres.at[state->centre];
    if (!stories_seat_held(all, state->newest)) return NULL;
    centre_of(single, &stories_seat(all, state->newest)->features);
    return single;
}

bool stories_holds(const stories *all, uint32_t story, uint32_t key) {
    story_centre single;
    const story_centre *c = centre_at(all, story, &single);
    uint32_t low = 0, high = c ? c->count : 0;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (c->features[middle].key < key) low = middle + 1;
        else high = middle;
    }
    return c && low < c->count && c->features[low].key == key;
}

typedef struct candidate {   /* a story that shares heavy words with the report */
    uint32_t story, shared;
} candidate;

/* The stories under the report's heaviest words, each with the squares of the weights that led to it. */
static uint32_t find_candidates(const stories *all, const portrait_features *f, candidate out[CAP_GROUP_CANDIDATES]) {
    uint8_t table[TABLE] = {0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->heavies; i++) {
        const uint32_t *list = NULL;
        uint32_t weight = f->weight[f->heavy[i]], count = postings_get(&all->index, f->key[f->heavy[i]], &list);
        while (count-- > 0) {
            uint32_t story = stories_now(all, list[count]), at = story * 2654435761u >> 24;
            if (!all->states.at[story].reports) continue;
            while (table[at] && out[table[at] - 1].story != story) at = (at + 1) & (TABLE - 1);
            if (!table[at] && n == CAP_GROUP_CANDIDATES) continue;
            if (!table[at]) {
                out[n++] = (candidate){story, 0};
                table[at] = (uint8_t)n;
            }
            out[table[at] - 1].shared += weight * weight;
        }
    }
    return n;
}

/* The `most` candidates that share most come first; of equals the story that began first. */
static void put_best_first(candidate *list, uint32_t n, uint32_t most) {
    for (uint32_t i = 0; i < most && i < n; i++) {
        uint32_t top = i;
        for (uint32_t k = i + 1; k < n; k++)
            if (list[k].shared > list[top].shared || (list[k].shared == list[top].shared && list[k].story < list[top].story)) top = k;
        candidate held = list[top];
        list[top] = list[i];
        list[i] = held;
    }
}

/* Cosines with the latest reports of the story. */
static void compare_latest(const stories *all, uint32_t story, const portrait_features *f, int16_t features[DECIDE_FEATURES]) {
    int32_t sum = 0, most = 0, n = 0;
    for (uint32_t seat = all->states.at[story].newest; n < LATEST && stories_seat_held(all, seat); seat = stories_seat(all, seat)->older, n++) {
        int32_t cosine = portrait_cosine(&stories_seat(all, seat)->features, f);
        sum += cosine;
        most = cosine > most ? cosine : most;
    }
    features[DECIDE_NEAREST] = (int16_t)(n ? most : -1);
    features[DECIDE_MEAN] = (int16_t)(n ? sum / n : -1);
}

static void weigh(const stories *all, uint32_t story, const portrait_features *f, story_weighed *out) {
    story_centre single;
    const story_centre *c = centre_at(all, story, &single);
    *out = (story_weighed){.story = story};
    if (!c) return;
    likeness like = centre_compare(c, f);
    for (unsigned k = 0; k < CHANNELS; k++) {
        out->features[k] = like.cosine[k];
        out->features[CHANNELS + k] = like.cover[k];
        out->features[2 * CHANNELS + k] = like.back[k];
    }
    out->features[DECIDE_DENSE] = like.dense;
    compare_latest(all, story, f, out->features);
    out->features[DECIDE_DAYS] = decide_days(f->day, c->first_day, c->last_day);
    out->features[DECIDE_SIZE] = decide_steps(all->states.at[story].reports);
    out->features[DECIDE_WORDS] = decide_steps(f->words / 8);
}

/* How far each story is ahead of the nearest other one. */
static void compare_rivals(story_weighed *list, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        int32_t best = 0;
        for (uint32_t k = 0; k < n; k++)
            if (k != i && list[k].features[CHANNEL_ALL] > best) best = list[k].features[CHANNEL_ALL];
        int32_t ahead = 500 + list[i].features[CHANNEL_ALL] - best;
        list[i].features[DECIDE_AHEAD] = (int16_t)(ahead < 0 ? 0 : ahead > 1000 ? 1000 : ahead);
    }
}

uint32_t stories_weigh(const stories *all, const portrait_features *f, story_weighed out[STORIES_WEIGHED]) {
    candidate found[CAP_GROUP_CANDIDATES];
    uint32_t n = find_candidates(all, f, found);
    put_best_first(found, n, STORIES_WEIGHED);
    if (n > STORIES_WEIGHED) n = STORIES_WEIGHED;
    for (uint32_t i = 0; i < n; i++) weigh(all, found[i].story, f, &out[i]);
    compare_rivals(out, n);
    for (uint32_t i = 0; i < n; i++)
        out[i].score = all->lenient ? out[i].features[CHANNEL_ALL] - JOIN_LENIENT : decide_score(all->weights, out[i].features);
    return n;
}

story_choice stories_pick(const story_weighed *list, uint32_t n) {
    story_choice choice = {REPORT_NONE, 0, REPORT_NONE, 0};
    for (uint32_t i = 0; i < n; i++) {
        if (choice.story == REPORT_NONE || list[i].score > choice.score) {
            choice.rival = choice.story;
            choice.rival_score = choice.score;
            choice.story = list[i].story;
            choice.score = list[i].score;
        } else if (choice.rival == REPORT_NONE || list[i].score > choice.rival_score) {
            choice.rival = list[i].story;
            choice.rival_score = list[i].score;
        }
    }
    if (choice.story != REPORT_NONE && choice.score <= 0) choice = (story_choice){REPORT_NONE, 0, choice.story, choice.score};
    return choice;
}

story_choice stories_choose(const stories *all, const portrait *p) {
    story_weighed list[STORIES_WEIGHED];
    return stories_pick(list, stories_weigh(all, &p->features, list));
}

uint32_t stories_begin(stories *all) {
    story_state new = {all->states.n, 0, REPORT_NONE, REPORT_NONE};
    return VEC_PUSH(all->arena, &all->states, new) ? all->states.n - 1 : REPORT_NONE;
}

/* A centre of its own for the story, which has none yet. */
static bool open_centre(stories *all, story_state *state) {
    if (all->free_centres.n) {
        state->centre = all->free_centres.at[--all->free_centres.n];
        return true;
    }
    story_centre *new = ARENA_NEW(all->arena, story_centre);
    if (!new || !VEC_PUSH(all->arena, &all->centres, new)) return false;
    state->centre = all->centres.n - 1;
    return true;
}

static bool close_centre(stories *all, story_state *state) {
    uint32_t centre = state->centre;
    state->centre = REPORT_NONE;
    return centre == REPORT_NONE || VEC_PUSH(all->arena, &all->free_centres, centre);
}

/* The sum of the story's latest reports in the window, made anew. */
bool stories_renew(stories *all, uint32_t story) {
    story_state *state = &all->states.at[story];
    if (state->reports < 2) return close_centre(all, state);
    if (state->centre == REPORT_NONE && !open_centre(all, state)) return false;
    story_centre *c = all->centres.at[state->centre];
    uint32_t n = 0;
    for (uint32_t seat = state->newest; n < CENTRE_REPORTS && stories_seat_held(all, seat); seat = stories_seat(all, seat)->older) {
        if (n++ == 0) centre_of(c, &stories_seat(all, seat)->features);
        else centre_add(c, &stories_seat(all, seat)->features);
    }
    return true;
}

/* The report that sat in the place leaves the window: its story goes on without it, and is gone when it was the last. */
static bool vacate(stories *all, const seated_report *old) {
    if (old->report == REPORT_NONE) return true;
    story_state *state = &all->states.at[stories_now(all, old->story)];
    all->seats.at[old->report] = REPORT_NONE;
    if (--state->reports > 0) return true;
    state->newest = REPORT_NONE;
    return close_centre(all, state);
}

bool stories_open_seats(stories *all, uint32_t count) {
    while (all->blocks.n * STORIES_BLOCK < count) {
        seated_report *block = ARENA_ARRAY(all->arena, seated_report, STORIES_BLOCK);
        if (!block || !VEC_PUSH(all->arena, &all->blocks, block)) return false;
    }
    return true;
}

/* A seat for a report; REPORT_NONE when there is no memory. */
static uint32_t take_seat(stories *all) {
    uint32_t seat = all->seated;
    if (!stories_open_seats(all, seat % CAP_GROUP_WINDOW + 1)) return REPORT_NONE;
    if (seat >= CAP_GROUP_WINDOW && !vacate(all, stories_seat(all, seat))) return REPORT_NONE;
    all->seated++;
    return seat;
}

static bool add_postings(stories *all, uint32_t story, const portrait_features *f) {
    for (uint32_t i = 0; i < f->heavies; i++)
        if (!postings_add(&all->index, f->key[f->heavy[i]], story, alive, all)) return false;
    return true;
}

bool stories_join(stories *all, uint32_t story, uint32_t report, const portrait_features *f) {
    uint32_t seat = take_seat(all);
    if (seat == REPORT_NONE) return false;
    while (all->seats.n <= report)
        if (!VEC_PUSH(all->arena, &all->seats, REPORT_NONE)) return false;
    story_state *state = &all->states.at[story];
    if (state->centre != REPORT_NONE) centre_add(all->centres.at[state->centre], f);
    else if (stories_seat_held(all, state->newest)) {
        if (!open_centre(all, state)) return false;
        centre_of(all->centres.at[state->centre], &stories_seat(all, state->newest)->features);
        centre_add(all->centres.at[state->centre], f);
    }
    *stories_seat(all, seat) = (seated_report){*f, report, story, state->newest};
    state->newest = all->seats.at[report] = seat;
    state->reports++;
    return add_postings(all, story, f);
}

/* The report of a seat goes into a list, newest first; where the list goes on after it. */
static uint32_t *link_seat(stories *all, uint32_t *link, uint32_t seat) {
    while (stories_seat_held(all, *link) && *link > seat) link = &stories_seat(all, *link)->older;
    stories_seat(all, seat)->older = *link;
    *link = seat;
    return &stories_seat(all, seat)->older;
}

static void unlink_seat(stories *all, story_state *state, uint32_t seat) {
    uint32_t *link = &state->newest;
    while (*link != seat) link = &stories_seat(all, *link)->older;
    *link = stories_seat(all, seat)->older;
    state->reports--;
}

bool stories_move(stories *all, uint32_t report, uint32_t to) {
    if (!stories_report(all, report)) return true;
    uint32_t seat = all->seats.at[report];
    seated_report *kept = stories_seat(all, seat);
    uint32_t from = kept->story;
    unlink_seat(all, &all->states.at[from], seat);
    link_seat(all, &all->states.at[to].newest, seat);
    all->states.at[to].reports++;
    kept->story = to;
    return stories_renew(all, from) && stories_renew(all, to) && add_postings(all, to, &kept->features);
}

bool stories_merge(stories *all, uint32_t into, uint32_t from) {
    story_state *to = &all->states.at[into], *gone = &all->states.at[from];
    uint32_t *link = &to->newest;
    for (uint32_t seat = gone->newest, older; stories_seat_held(all, seat); seat = older) {
        seated_report *kept = stories_seat(all, seat);
        older = kept->older;
        kept->story = into;
        link = link_seat(all, link, seat);
    }
    to->reports += gone->reports;
    gone->reports = 0;
    gone->newest = REPORT_NONE;
    gone->into = into;
    if (!close_centre(all, gone) || !stories_renew(all, into)) return false;
    for (uint32_t seat = to->newest; stories_seat_held(all, seat); seat = stories_seat(all, seat)->older)
        if (!add_postings(all, into, &stories_seat(all, seat)->features)) return false;
    return true;
}
