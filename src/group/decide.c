/* decide.c - the sum of curves, and the numbers that are not cosines brought to the scale of the knots. */
#include "group/decide.h"

const int16_t decide_knots[DECIDE_KNOTS] = {0, 25, 50, 100, 150, 200, 300, 400, 500, 650, 800, 1000};

#include "group/gen/stories.inc"

/* 0, 1, 2, 3-4, 5-8 ... one knot each. */
int16_t decide_steps(uint32_t number) {
    uint32_t knot = number < 2 ? number : 2;
    for (uint32_t top = 2; number > top && knot + 1 < DECIDE_KNOTS; top *= 2) knot++;
    return decide_knots[knot];
}

int16_t decide_days(int32_t day, int32_t first, int32_t last) {
    if (day == PORTRAIT_NO_DAY || first == PORTRAIT_NO_DAY) return -1;
    int64_t apart = day > last ? (int64_t)day - last : day < first ? (int64_t)first - day : 0;
    return decide_steps((uint32_t)apart);
}

int32_t decide_score(const decide_weights *w, const int16_t features[DECIDE_FEATURES]) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < DECIDE_FEATURES; i++) {
        const int16_t *curve = w->curve[i];
        int32_t value = features[i], k = 0;
        if (value < 0) {
            sum += curve[DECIDE_KNOTS] * 1000;
            continue;
        }
        while (k + 2 < DECIDE_KNOTS && value >= decide_knots[k + 1]) k++;
        int32_t from = decide_knots[k], width = decide_knots[k + 1] - from;
        sum += curve[k] * 1000 + (int64_t)(curve[k + 1] - curve[k]) * (value - from) * 1000 / width;
    }
    return (int32_t)(sum / 1000) - w->join;
}
