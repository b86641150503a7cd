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
    NEAR_LEAST = -150,       /* score of a report that is worth a look */
    MOVE_GAIN = 30,          /* how much better it must fit */
    LEAVE = -50,             /* below it a report does not fit */
    ALIKE = 8,               /* latest reports of a story of which is asked how alike they are */
    ALIKE_FROM = 100, NEED = 20, NEED_MERGE = 40  /* a story asks for so many hundredths of what its mean score is above that */
};

/* The sum of the scores of a report with others, ACROSS of them at most. What is read of those that are not near each other is fetched
 * first, all at once. */
static int32_t sum_with(stories *all, uint32_t seat, const uint32_t *others, uint32_t n) {
    uint32_t near[ACROSS], far[ACROSS], count = 0, left = 0;
    int32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        near[i] = near_find(stories_seat(all, seat), others[i]);
        if (near[i]) sum += near_score(near[i]);
        else stories_fetch_seat(all, far[count++] = others[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t found = near_find(stories_seat(all, far[i]), seat);
        if (found) sum += near_score(found);
        else stories_fetch(all, far[left++] = far[i]);
    }
    if (!left) return sum;
    if (all->looked_up_seat != seat && all->spent < SPENT) {
        decide_look_up(&all->looked_up, stories_features(all, seat));
        all->looked_up_seat = seat;
    }
    for (uint32_t i = 0; i < left; i++) {
        if (all->spent == SPENT) return sum + (int32_t)(left - i) * MISSING;
        all->spent++;
        pair_features pair = decide_compare(&all->looked_up, stories_features(all, far[i]), true);
        sum += decide_score(all->curves, &pair);
    }
    return sum;
}

/* How well a report fits into a story: its mean score with the story's latest reports but itself. `others`: how many there are. */
static int32_t fit(stories *all, uint32_t seat, uint32_t story, uint32_t *others) {
    uint32_t late[ACROSS], n = 0, held = stories_late(all, story, ACROSS);
    for (uint32_t i = 0; i < held; i++) {
        late[n] = all->states.at[story].late[i];
        n += late[n] != seat;
    }
    *others = n;
    return n ? sum_with(all, seat, late, n) / (int32_t)n : -DECIDE_MOST;
}

/* The mean score of the latest reports of a story, two or more, with each other. It is kept until others are the latest. */
static int32_t how_alike(stories *all, uint32_t story, uint32_t n) {
    const uint32_t *late = all->states.at[story].late;
    int32_t sum = 0, *known = &all->states.at[story].alike;
    if (*known != STORIES_NOT_KNOWN) return *known;
    for (uint32_t i = 0; i < n; i++) stories_fetch_seat(all, late[i]);
    for (uint32_t i = 1; i < n; i++) sum += sum_with(all, late[i], late, i);
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

static int32_t fit_stories(stories *all, uint32_t one, uint32_t other) {
    int32_t sum = 0;
    uint32_t n = stories_late(all, one, ACROSS);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t others;
        sum += fit(all, all->states.at[one].late[i], other, &others);
    }
    return n ? sum / (int32_t)n : -DECIDE_MOST;
}

/* The seats near a report with at least NEAR_LEAST, best first; of equals the newest. */
static uint32_t nearest(const stories *all, uint32_t seat, uint32_t out[STORIES_LOOKED_AT]) {
    const seated_report *own = stories_seat(all, seat);
    uint64_t rank[STORIES_LOOKED_AT];
    uint32_t n = 0;
    for (uint32_t i = 0; i < SEATS_NEAR && own->near[i]; i++) {
        if (near_score(own->near[i]) < NEAR_LEAST) continue;
        uint32_t other = near_seat(own->near[i], seat);
        if (!stories_seat_held(all, other)) continue;
        uint64_t held = (uint64_t)(own->near[i] >> SEATS_SEAT_BITS) << 32 | other;
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

static bool next_merge(stories *all, story_settling *s, story_change *out) {
    uint32_t own = stories_seat(all, all->seats.at[s->report])->story;
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t other = stories_seat(all, s->seats[i])->story;
        bool seen = other == own;
        for (uint32_t k = 0; k < i; k++) seen |= stories_seat(all, s->seats[k])->story == other;
        if (seen) continue;
        int32_t one = stories_need(all, own, true), two = stories_need(all, other, true);
        int32_t score = fit_stories(all, own, other) - (one > two ? one : two);
        if (score <= 0) continue;
        bool first = own < other;
        *out = (story_change){true, s->report, first ? other : own, first ? own : other, score};
        return true;
    }
    return false;
}

/* Where a report fits best but in its own story. */
static uint32_t best_other(stories *all, uint32_t seat, int32_t *score) {
    const seated_report *own = stories_seat(all, seat);
    uint32_t near[STORIES_LOOKED_AT], best = REPORT_NONE, n = nearest(all, seat, near);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t other = stories_seat(all, near[i])->story, others;
        bool seen = other == own->story;
        for (uint32_t k = 0; k < i; k++) seen |= stories_seat(all, near[k])->story == other;
        if (seen) continue;
        int32_t fits = fit(all, seat, other, &others) - stories_need(all, other, false);
        if (best == REPORT_NONE || fits > *score) {
            best = other;
            *score = fits;
        }
    }
    return best;
}

static bool next_move(stories *all, uint32_t seat, story_change *out) {
    uint32_t others, from = stories_seat(all, seat)->story;
    int32_t score = 0, own = fit(all, seat, from, &others);
    uint32_t to = best_other(all, seat, &score);
    if (to == REPORT_NONE || score <= 0 || (others && score <= own + MOVE_GAIN)) to = REPORT_NONE;
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
