/* stories.c - single-pass clustering by the mean score of pairs (average linkage), and what a new report changes.
 *
 * A report is compared with the STORIES_FOUND reports that share most of its heaviest words (an inverted index, postings.h), and with the latest
 * reports of the likeliest stories; it joins the story with the highest mean above 0, or begins one. Methods: single-pass
 * clustering (Allan, Papka and Lavrenko 1998); vectors apart by channel and a learned decision (Miranda et al., "Multilingual
 * clustering of streaming news", 2018). Changes: stories_settle.c. */
#include "group/stories.h"

enum {
    LIKELIEST = 3, LATEST = 10,  /* stories, and latest reports of each, that are compared besides */
    FOUND = 384, TABLE = 1024,   /* reports that share a heavy word; slots of the table that counts them, a power of two */
    JOIN_LENIENT = 100,      /* cosine that joins where the caller holds that the reports belong together */
    WORTH = -200,            /* a story whose best score is lower is not looked into */
    AHEAD = 2,               /* reports that are fetched from memory before they are compared */
    KEY_PLACES = 256
};

void stories_init(stories *all, bool lenient, syn_arena *arena) {
    *all = (stories){.arena = arena, .lenient = lenient, .looked_up_seat = REPORT_NONE};
    decide_prepare(&decide_trained, &all->trained);
    all->curves = &all->trained;
    seats_init(&all->window, arena);
    postings_init(&all->index, arena);
}

static bool alive(const void *payload, uint32_t seat) {
    const stories *all = payload;
    return stories_seat_held(all, seat);
}

uint32_t stories_holds(const stories *all, uint32_t story, const portrait *p) {
    uint8_t place[KEY_PLACES] = {0}, next[PORTRAIT_KEYS + 1];
    uint32_t n = stories_late(all, story, STORIES_LATE), held = 0;
    for (uint32_t i = p->keys; i-- > 0;) {
        uint8_t *at = &place[portrait_hash(p->key[i]) % KEY_PLACES];
        next[i + 1] = *at;
        *at = (uint8_t)(i + 1);
    }
    for (uint32_t s = 0; s < n; s++) {
        const packed_features *f = stories_features(all, all->states.at[story].late[s]);
        const uint8_t *high = packed_high(f);
        for (uint32_t k = 0; k < f->count; k++)
            for (uint32_t i = place[f->low[k] % KEY_PLACES]; i; i = next[i])
                if (portrait_hash(p->key[i - 1]) == ((uint32_t)high[k] << PACKED_LOW | f->low[k])) held |= 1u << (i - 1);
    }
    return held;
}

bool stories_names_day(const stories *all, uint32_t story, uint16_t day) {
    uint32_t n = stories_late(all, story, STORIES_LATE);
    for (uint32_t s = 0; s < n; s++) {
        const packed_features *f = stories_features(all, all->states.at[story].late[s]);
        for (uint32_t i = 0; i < f->days; i++)
            if (packed_days(f)[i] == day) return true;
    }
    return false;
}

/* The reports under the heaviest words, each with the squares of the weights that led to it. */
static uint32_t find(const stories *all, const portrait *p, scored_report out[FOUND]) {
    uint16_t table[TABLE] = {0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->keys; i++) {
        const uint32_t *list = NULL;
        uint32_t count = postings_get(&all->index, all->lists[i], &list);
        int32_t weight = p->key_weight[i] * p->key_weight[i];
        while (count-- > 0) {
            uint32_t seat = list[count], at = seat * 2654435761u >> 22;
            if (!stories_seat_held(all, seat)) continue;
            while (table[at] && out[table[at] - 1].seat != seat) at = (at + 1) & (TABLE - 1);
            if (!table[at] && n == FOUND) continue;
            if (!table[at]) {
                out[n++] = (scored_report){seat, 0, 0};
                table[at] = (uint16_t)n;
            }
            out[table[at] - 1].score += weight;
        }
    }
    return n;
}

static bool better(const scored_report *a, const scored_report *b) {
    return a->score != b->score ? a->score > b->score : a->seat > b->seat;
}

/* The `most` with the highest scores come first; of equals the newest. The others are gone. */
static uint32_t put_best_first(scored_report *list, uint32_t n, uint32_t most) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        scored_report held = list[i];
        if (kept == most && better(&list[most - 1], &held)) continue;
        uint32_t at = kept < most ? kept++ : most - 1;
        for (; at && better(&held, &list[at - 1]); at--) list[at] = list[at - 1];
        list[at] = held;
    }
    return kept;
}

static bool scored(const stories *all, uint32_t seat) {
    for (uint32_t i = 0; i < all->scores; i++)
        if (all->scored[i].seat == seat) return true;
    return false;
}

/* The report at hand, looked up, with one of the window. */
static void score(stories *all, const compared_report *other) {
    if (all->scores == STORIES_SCORED) return;
    pair_features pair = decide_compare(&all->looked_up, other->features, false);
    int32_t own = all->lenient ? pair.at[CHANNEL_ALL] - JOIN_LENIENT : decide_score(all->curves, &pair);
    if (own >= WORTH) stories_fetch(all, other->story);
    all->scored[all->scores++] = (scored_report){other->seat, own, other->story};
}

static void fetch_first(const compared_report *others, uint32_t n) {
    for (uint32_t i = 0; i < n && i < AHEAD; i++) stories_fetch_features(others[i].features);
}

/* ... with several; what is read of the first ones has been fetched. */
static void score_all(stories *all, const compared_report *others, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (i + AHEAD < n) stories_fetch_features(others[i + AHEAD].features);
        score(all, &others[i]);
        stories_fetch_near(all, others[i].seat);
    }
}

/* Compares with the latest reports of the stories of the best scores, so that the mean is not one of the nearest alone. */
static void score_latest(stories *all) {
    uint32_t seen[LIKELIEST], n = 0, first = all->scores, count = 0;
    compared_report late[LIKELIEST * LATEST];
    put_best_first(all->scored, first, first);
    for (uint32_t i = 0; i < first && n < LIKELIEST; i++) {
        if (all->scored[i].score < WORTH) break;
        uint32_t story = all->scored[i].story, k = 0;
        while (k < n && seen[k] != story) k++;
        if (k < n) continue;
        seen[n++] = story;
        uint32_t held = stories_late(all, story, LATEST);
        for (uint32_t s = 0; s < held; s++) {
            uint32_t seat = all->states.at[story].late[s];
            if (!scored(all, seat)) stories_fetch_seat(all, late[count++].seat = seat);
        }
    }
    stories_gather(all, late, count);
    fetch_first(late, count);
    score_all(all, late, count);
}

/* How well the report that was scored fits into a story: the mean; in lenient mode the best. */
static int32_t fit(const stories *all, uint32_t story) {
    int32_t sum = 0, n = 0, best = -DECIDE_MOST;
    for (uint32_t i = 0; i < all->scores; i++) {
        if (all->scored[i].story != story) continue;
        sum += all->scored[i].score;
        best = all->scored[i].score > best ? all->scored[i].score : best;
        n++;
    }
    return all->lenient ? best : n ? sum / n : -DECIDE_MOST;
}

static bool is_barred(const uint32_t *barred, uint32_t count, uint32_t story) {
    for (uint32_t i = 0; i < count; i++)
        if (barred[i] == story) return true;
    return false;
}

void stories_expect(stories *all, const portrait *p) {
    all->expected = p;
    all->step = 0;
    for (uint32_t i = 0; i < p->keys; i++) postings_fetch(&all->index, p->key[i]);
}

static void expect_lists(stories *all, const portrait *p) {
    for (uint32_t i = 0; i < p->keys; i++) all->lists[i] = postings_find(&all->index, p->key[i]);
    packed_put(&p->features, &all->packed);
    decide_look_up(&all->looked_up, &all->packed);
    all->looked_up_seat = REPORT_NONE;
}

static void expect_reports(stories *all, const portrait *p) {
    scored_report found[FOUND];
    all->finds = put_best_first(found, find(all, p, found), STORIES_FOUND);
    for (uint32_t i = 0; i < all->finds; i++) stories_fetch_seat(all, all->others[i].seat = found[i].seat);
}

void stories_step(stories *all) {
    if (all->step == 0) expect_lists(all, all->expected);
    else if (all->step == 1) expect_reports(all, all->expected);
    else if (all->step == 2) {
        stories_gather(all, all->others, all->finds);
        fetch_first(all->others, all->finds);
    } else return;
    all->step++;
}

story_choice stories_choose(stories *all, const portrait *p, const uint32_t *barred, uint32_t barred_count) {
    if (all->expected != p) stories_expect(all, p);
    while (all->step < STORIES_STEPS) stories_step(all);
    all->scores = all->spent = 0;
    score_all(all, all->others, all->finds);
    score_latest(all);
    story_choice choice = {REPORT_NONE, 0, REPORT_NONE, 0};
    for (uint32_t i = 0; i < all->scores; i++) {
        uint32_t story = all->scored[i].story;
        if (story == choice.story || story == choice.rival || is_barred(barred, barred_count, story)) continue;
        int32_t own = fit(all, story);
        if (choice.rival != REPORT_NONE && own <= choice.rival_score) continue;  /* it is no more with what it needs off */
        if (!all->lenient) own -= stories_need(all, story, false);
        if (choice.story == REPORT_NONE || own > choice.score) {
            choice = (story_choice){story, own, choice.story, choice.score};
        } else if (choice.rival == REPORT_NONE || own > choice.rival_score) {
            choice.rival = story;
            choice.rival_score = own;
        }
    }
    if (choice.story != REPORT_NONE && choice.score <= 0) choice = (story_choice){REPORT_NONE, 0, choice.story, choice.score};
    return choice;
}

static story_state no_reports(void) {
    story_state state = {.alike = STORIES_NOT_KNOWN};
    for (uint32_t i = 0; i < STORIES_LATE; i++) state.late[i] = REPORT_NONE;
    return state;
}

uint32_t stories_begin(stories *all) {
    return VEC_PUSH(all->arena, &all->states, no_reports()) ? all->states.n - 1 : REPORT_NONE;
}

void stories_newest(stories *all, uint32_t story, uint32_t seat) {
    story_state *state = &all->states.at[story];
    stories_seat(all, seat)->older = state->late[0];
    memmove(state->late + 1, state->late, sizeof state->late - sizeof *state->late);
    state->late[0] = seat;
    state->reports++;
    state->alike = STORIES_NOT_KNOWN;
}

/* The latest reports again, after the list of which they are the head has changed. */
static void find_late(const stories *all, story_state *state) {
    uint32_t seat = state->late[0];
    for (uint32_t i = 0; i < STORIES_LATE; i++) {
        state->late[i] = stories_seat_held(all, seat) ? seat : REPORT_NONE;
        if (state->late[i] != REPORT_NONE) seat = stories_seat(all, seat)->older;
    }
    state->alike = STORIES_NOT_KNOWN;
}

/* The report that sat in the place leaves the window: its story goes on without it. */
static bool vacate(stories *all, const seated_report *old) {
    story_state *state = &all->states.at[old->story];
    all->seats.at[old->report] = REPORT_NONE;
    if (--state->reports == 0) *state = no_reports();
    state->alike = STORIES_NOT_KNOWN;
    return seats_let_go(&all->window, old);
}

/* The scores that the new report got are kept with it and with the others. */
static void keep_near(stories *all, uint32_t seat) {
    near_list *others[STORIES_SCORED], *own = stories_near(all, seat);
    uint32_t lowest[STORIES_SCORED], n = 0;
    put_best_first(all->scored, all->scores, all->scores);
    for (uint32_t i = 0; i < all->scores; i++)
        if (stories_seat_held(all, all->scored[i].seat)) all->scored[n++] = all->scored[i];
    for (uint32_t i = 0; i < n; i++) lowest[i] = near_lowest(others[i] = stories_near(all, all->scored[i].seat));
    for (uint32_t i = 0; i < n; i++) {
        near_keep(others[i], lowest[i], seat, all->scored[i].score);
        near_keep(own, near_lowest(own), all->scored[i].seat, all->scored[i].score);
    }
}

bool stories_join(stories *all, uint32_t story, uint32_t report, const portrait *p) {
    uint32_t seat = all->window.taken;
    seated_report *own;
    while (all->seats.n <= report)
        if (!VEC_PUSH(all->arena, &all->seats, REPORT_NONE)) return false;
    if (seat >= CAP_GROUP_WINDOW && !vacate(all, stories_seat(all, seat))) return false;
    if (all->expected != p || !all->step) packed_put(&p->features, &all->packed);
    all->expected = NULL;
    if (!seats_take(&all->window, &all->packed, &own)) return false;
    own->report = report;
    own->story = story;
    all->seats.at[report] = seat;
    stories_newest(all, story, seat);
    keep_near(all, seat);
    all->scores = all->spent = 0;
    for (uint32_t i = 0; i < p->keys; i++)
        if (!postings_add(&all->index, p->key[i], seat, alive, all)) return false;
    return true;
}

/* The report of a seat goes into a list, newest first; where the list goes on after it. */
static uint32_t *link_seat(stories *all, uint32_t *link, uint32_t seat) {
    while (stories_seat_held(all, *link) && *link > seat) link = &stories_seat(all, *link)->older;
    stories_seat(all, seat)->older = *link;
    *link = seat;
    return &stories_seat(all, seat)->older;
}

void stories_move(stories *all, uint32_t report, uint32_t to) {
    if (report >= all->seats.n || !stories_seat_held(all, all->seats.at[report])) return;
    uint32_t seat = all->seats.at[report];
    seated_report *own = stories_seat(all, seat);
    story_state *from = &all->states.at[own->story];
    uint32_t *link = &from->late[0];
    while (*link != seat) link = &stories_seat(all, *link)->older;
    *link = own->older;
    from->reports--;
    find_late(all, from);
    link_seat(all, &all->states.at[to].late[0], seat);
    find_late(all, &all->states.at[to]);
    all->states.at[to].reports++;
    own->story = to;
}

void stories_merge(stories *all, uint32_t into, uint32_t from) {
    story_state *to = &all->states.at[into], *gone = &all->states.at[from];
    uint32_t *link = &to->late[0];
    for (uint32_t seat = gone->late[0], older; stories_seat_held(all, seat); seat = older) {
        older = stories_seat(all, seat)->older;
        stories_seat(all, seat)->story = into;
        link = link_seat(all, link, seat);
    }
    to->reports += gone->reports;
    find_late(all, to);
    *gone = no_reports();
}
