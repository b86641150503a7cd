/* stories_settle.c - what the coming of a report changes among the stories.
 *
 * First, the story that it joined may turn out to be one with another that holds a report near the new one: the mean score of the
 * pairs across is above 0. Then the reports nearest to the new one are looked at again: one that fits better into another story
 * moves there, one that fits into none stands alone; so a story with two centres comes apart report by report. Scores that are not
 * kept are made again, at most SPENT a report; past that a pair counts as MISSING. This is average linkage done as reports
 * come: the result is near that of all at once. */
#include "group/stories.h"

enum {
    ACROSS = STORIES_LATE,   /* latest reports of a story that stand for it */
    MERGES = 3,              /* at one report */
    SPENT = 64,
    MISSING = -400,
    HOPE = 50,              /* of pairs whose score is not kept no more is hoped for: nine in ten are below that */
    NEAR_LEAST = -150,       /* score of a report that is worth a look */
    MOVE_GAIN = 30,          /* how much better it must fit */
    LEAVE = -50,             /* below it a report does not fit */
    ALIKE = 8,               /* latest reports of a story of which is asked how alike they are */
    NEVER = -DECIDE_MOST * 2 * ACROSS,  /* no sum is as low */
    ALIKE_FROM = 100, NEED = 20, NEED_MERGE = 40  /* a story asks for so many hundredths of what its mean score is above that */
};

/* A report and others, ACROSS of them at most: what is known of the scores of their pairs. */
typedef struct pairing {
    uint32_t seat, count, far[ACROSS];  /* others whose score with it is not known */
    int32_t sum;                 /* of those that are known */
} pairing;

/* Those that are kept with the report itself; where its list is not full there are no others. */
static void look_near(const stories *all, uint32_t seat, const uint32_t *others, uint32_t n, pairing *out) {
    *out = (pairing){.seat = seat};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t near = near_find(stories_near(all, seat), others[i]);
        out->far[out->count] = others[i];
        out->count += !near;
        out->sum += near ? near_score(near) : 0;
    }
}

/* ... with the others. What is read of those that are left is fetched. */
static void look_far(const stories *all, pairing *p) {
    uint32_t left = 0;
    if (!near_full(stories_near(all, p->seat))) return;
    for (uint32_t i = 0; i < p->count; i++) stories_fetch_near(all, p->far[i]);
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t near = near_find(stories_near(all, p->far[i]), p->seat);
        p->far[left] = p->far[i];
        left += !near;
        p->sum += near ? near_score(near) : 0;
    }
    p->count = left;
}

static bool may_exceed(int32_t sum, uint32_t unknown, int32_t least) { return sum + (int32_t)unknown * HOPE > least; }

/* Compares those that are left, until the sum cannot come above `least`. */
static int32_t compare_far(stories *all, const pairing *p, int32_t least) {
    int32_t sum = p->sum;
    compared_report far[ACROSS];
    for (uint32_t i = 0; i < p->count; i++) far[i].seat = p->far[i];
    stories_gather(all, far, p->count);
    for (uint32_t i = 0; i < p->count; i++) stories_fetch_features(far[i].features);
    for (uint32_t i = 0; i < p->count && may_exceed(sum, p->count - i, least); i++) {
        if (all->spent == SPENT) return sum + (int32_t)(p->count - i) * MISSING;
        if (all->looked_up_seat != p->seat) decide_look_up(&all->looked_up, stories_features(all, p->seat));
        all->looked_up_seat = p->seat;
        all->spent++;
        pair_features pair = decide_compare(&all->looked_up, far[i].features, true);
        sum += decide_score(all->curves, &pair);
    }
    return sum;
}

/* The sum of the scores of a report with others; no more than `least` where it could hardly be more. */
static int32_t sum_with(stories *all, uint32_t seat, const uint32_t *others, uint32_t n, int32_t least) {
    pairing p;
    look_near(all, seat, others, n, &p);
    if (!may_exceed(p.sum, p.count, least)) return least;
    look_far(all, &p);
    return compare_far(all, &p, least);
}

/* How well a report fits into a story: its mean score with the story's latest reports but itself; no more than `least` where it could
 * hardly be more. `others`: how many there are. */
static int32_t fit(stories *all, uint32_t seat, uint32_t story, int32_t least, uint32_t *others) {
    uint32_t late[ACROSS], n = 0, held = stories_late(all, story, ACROSS);
    for (uint32_t i = 0; i < held; i++) {
        late[n] = all->states.at[story].late[i];
        n += late[n] != seat;
    }
    *others = n;
    return n ? sum_with(all, seat, late, n, least * (int32_t)n) / (int32_t)n : -DECIDE_MOST;
}

/* The mean score of the latest reports of a story, two or more, with each other. It is kept until others are the latest. */
static int32_t how_alike(stories *all, uint32_t story, uint32_t n) {
    const uint32_t *late = all->states.at[story].late;
    int32_t sum = 0, *known = &all->states.at[story].alike;
    if (*known != STORIES_NOT_KNOWN) return *known;
    for (uint32_t i = 0; i < n; i++) stories_fetch_near(all, late[i]);
    for (uint32_t i = 1; i < n; i++) sum += sum_with(all, late[i], late, i, NEVER);
    sum /= (int32_t)(n * (n - 1) / 2);
    if (all->spent < SPENT) *known = sum;
    return sum;
}

int32_t stories_need(stories *all, uint32_t story, bool merge) {
    uint32_t n = stories_late(all, story, ALIKE);
    int32_t alike = n < 2 ? 0 : how_alike(all, story, n);
    if (alike <= ALIKE_FROM) return 0;
    int32_t sure = n - 1 < 3 ? (int32_t)n - 1 : 3;
    return (alike - ALIKE_FROM) * sure * (merge ? NEED_MERGE : NEED) / 300;
}

/* Whether the mean score of the pairs of two stories is above `least`, and the mean. */
static bool stories_fit(stories *all, uint32_t one, uint32_t other, int32_t least, int32_t *mean) {
    uint32_t n = stories_late(all, one, ACROSS), others = stories_late(all, other, ACROSS), unknown = 0;
    const uint32_t *late = all->states.at[one].late;
    int32_t sum = 0, pairs = (int32_t)(n * others);
    pairing p[ACROSS];
    if (!pairs) return false;
    for (uint32_t i = 0; i < n; i++) {
        look_near(all, late[i], all->states.at[other].late, others, &p[i]);
        sum += p[i].sum;
        unknown += p[i].count;
    }
    for (uint32_t i = 0; i < n && may_exceed(sum, unknown, least * pairs); i++) {
        sum -= p[i].sum;
        unknown -= p[i].count;
        look_far(all, &p[i]);
        sum += p[i].sum;
        unknown += p[i].count;
    }
    for (uint32_t i = 0; i < n && may_exceed(sum, unknown, least * pairs); i++) {
        unknown -= p[i].count;
        sum += compare_far(all, &p[i], NEVER) - p[i].sum;
    }
    *mean = sum / pairs;
    return *mean > least;
}

/* The seats near a report with at least NEAR_LEAST, best first; of equals the newest. */
static uint32_t nearest(const stories *all, uint32_t seat, uint32_t out[STORIES_LOOKED_AT]) {
    const near_list *own = stories_near(all, seat);
    uint64_t rank[STORIES_LOOKED_AT];
    uint32_t n = 0;
    for (uint32_t i = 0; i < SEATS_NEAR && own->at[i]; i++) {
        if (near_score(own->at[i]) < NEAR_LEAST) continue;
        uint32_t other = near_seat(own->at[i], seat);
        if (!stories_seat_held(all, other)) continue;
        uint64_t held = (uint64_t)(own->at[i] >> SEATS_SEAT_BITS) << 32 | other;
        if (n == STORIES_LOOKED_AT && held < rank[n - 1]) continue;
        uint32_t at = n < STORIES_LOOKED_AT ? n++ : n - 1;
        for (; at && rank[at - 1] < held; at--) rank[at] = rank[at - 1];
        rank[at] = held;
    }
    for (uint32_t i = 0; i < n; i++) out[i] = (uint32_t)rank[i];
    return n;
}

void stories_settle(const stories *all, uint32_t report, story_settling *s) {
    *s = (story_settling){.report = report};
    s->count = all->lenient ? 0 : nearest(all, all->seats.at[report], s->seats);
    if (!s->count) s->tried = MERGES;
}

/* Stories of reports in the window, which are fetched. */
static void stories_of(const stories *all, const uint32_t *of, uint32_t n, uint32_t out[STORIES_LOOKED_AT]) {
    for (uint32_t i = 0; i < n; i++) out[i] = stories_seat(all, of[i])->story;
    for (uint32_t i = 0; i < n; i++) stories_fetch(all, out[i]);
}

static bool comes_before(const uint32_t *list, uint32_t at) {
    for (uint32_t k = 0; k < at; k++)
        if (list[k] == list[at]) return true;
    return false;
}

static bool next_merge(stories *all, story_settling *s, story_change *out) {
    uint32_t own = stories_seat(all, all->seats.at[s->report])->story, story[STORIES_LOOKED_AT];
    stories_of(all, s->seats, s->count, story);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t other = story[i];
        if (other == own || comes_before(story, i)) continue;
        int32_t one = stories_need(all, own, true), two = stories_need(all, other, true);
        int32_t need = one > two ? one : two, mean;
        if (!stories_fit(all, own, other, need, &mean)) continue;
        bool first = own < other;
        *out = (story_change){true, s->report, first ? other : own, first ? own : other, mean - need};
        return true;
    }
    return false;
}

/* Where a report fits best but in its own story, and above `*score`. */
static uint32_t best_other(stories *all, uint32_t seat, int32_t *score) {
    const seated_report *own = stories_seat(all, seat);
    uint32_t near[STORIES_LOOKED_AT], story[STORIES_LOOKED_AT], best = REPORT_NONE, n = nearest(all, seat, near);
    stories_of(all, near, n, story);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t other = story[i], others;
        if (other == own->story || comes_before(story, i)) continue;
        int32_t need = stories_need(all, other, false), fits = fit(all, seat, other, *score + need, &others) - need;
        if (fits <= *score) continue;
        best = other;
        *score = fits;
    }
    return best;
}

static bool next_move(stories *all, uint32_t seat, story_change *out) {
    uint32_t others, from = stories_seat(all, seat)->story;
    int32_t own = fit(all, seat, from, NEVER / ACROSS, &others), score = others && own + MOVE_GAIN > 0 ? own + MOVE_GAIN : 0;
    uint32_t to = best_other(all, seat, &score);
    if (to == REPORT_NONE && (!others || own >= LEAVE)) return false;
    *out = (story_change){false, stories_seat(all, seat)->report, from, to, to == REPORT_NONE ? own : score};
    return true;
}

bool stories_next_change(stories *all, story_settling *s, story_change *out) {
    while (s->tried < MERGES) {
        s->tried++;
        if (next_merge(all, s, out)) return true;
        s->tried = MERGES;
    }
    while (s->next < s->count)
        if (next_move(all, s->seats[s->next++], out)) return true;
    return false;
}
