/* centre.c - sums of features in order of key, and products of two such rows in one pass. */
#include "group/centre.h"

#include <math.h>

static centre_feature first_of(const portrait_features *f, uint32_t i) {
    uint16_t weight = f->weight[i];
    uint8_t marks = f->marks[i];
    return (centre_feature){f->key[i], weight, marks & MARK_TITLE ? weight : 0, marks & MARK_LEAD ? weight : 0, marks & MARK_KIND, 1};
}

void centre_of(story_centre *out, const portrait_features *f) {
    out->count = f->count;
    out->reports = 1;
    out->first_day = out->last_day = f->day;
    for (uint32_t i = 0; i < f->count; i++) out->features[i] = first_of(f, i);
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) out->dense[k] = f->dense[k];
}

static void halve(story_centre *c) {
    c->reports /= 2;
    for (uint32_t i = 0; i < c->count; i++) {
        centre_feature *f = &c->features[i];
        f->all /= 2;
        f->title /= 2;
        f->lead /= 2;
        f->reports = (uint8_t)((f->reports + 1) / 2);
    }
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) c->dense[k] /= 2;
}

/* Of `n` features in order of key the heaviest CENTRE_FEATURES, in order of key; of equals those with the smaller key. */
static uint32_t cut(const centre_feature *from, uint32_t n, centre_feature *to) {
    uint32_t heavier[257] = {0}, least = 0, shift = 0, kept = 0, most = 0;
    for (uint32_t i = 0; i < n; i++) most = from[i].all > most ? from[i].all : most;
    while (most >> shift > 255) shift++;
    for (uint32_t i = 0; i < n; i++) heavier[from[i].all >> shift]++;
    for (uint32_t level = 256, sum = 0; level-- > 0;) {  /* the lowest level of which all above fit */
        least = level;
        if (sum + heavier[level] > CENTRE_FEATURES) break;
        sum += heavier[level];
        if (level == 0) least = UINT32_MAX;
    }
    uint32_t above = 0;
    for (uint32_t i = 0; i < n; i++) above += least == UINT32_MAX || (uint32_t)(from[i].all >> shift) > least;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t level = from[i].all >> shift;
        bool keep = least == UINT32_MAX || level > least;
        if (!keep && level == least && above < CENTRE_FEATURES) {
            keep = true;
            above++;
        }
        if (keep) to[kept++] = from[i];
    }
    return kept;
}

static void add_days(story_centre *c, int32_t day) {
    if (day == PORTRAIT_NO_DAY) return;
    if (c->first_day == PORTRAIT_NO_DAY || day < c->first_day) c->first_day = day;
    if (c->last_day == PORTRAIT_NO_DAY || day > c->last_day) c->last_day = day;
}

void centre_add(story_centre *c, const portrait_features *f) {
    centre_feature both[CENTRE_FEATURES + PORTRAIT_FEATURES];
    uint32_t n = 0, a = 0, b = 0;
    if (c->reports >= CENTRE_REPORTS) halve(c);
    while (a < c->count || b < f->count) {
        if (b == f->count || (a < c->count && c->features[a].key < f->key[b])) {
            both[n++] = c->features[a++];
            continue;
        }
        centre_feature new = first_of(f, b++);
        if (a < c->count && c->features[a].key == new.key) {
            const centre_feature *old = &c->features[a++];
            new.all = (uint16_t)(new.all + old->all);
            new.title = (uint16_t)(new.title + old->title);
            new.lead = (uint16_t)(new.lead + old->lead);
            new.reports = (uint8_t)(old->reports < 255 ? old->reports + 1 : 255);
            if (!new.marks) new.marks = old->marks;
        }
        both[n++] = new;
    }
    c->count = cut(both, n, c->features);
    c->reports++;
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) c->dense[k] += f->dense[k];
    add_days(c, f->day);
}

typedef struct sums {
    int64_t dot[CHANNELS], report[CHANNELS], story[CHANNELS], covered[CHANNELS], back[CHANNELS];
} sums;

/* The channels of a feature of the report, as bits; those of kind `kind` alone. */
static unsigned kind_channels(unsigned kind) {
    static const unsigned channels[] = {
        [KIND_WORD] = 1 << CHANNEL_ALL | 1 << CHANNEL_WORD,
        [KIND_PERSON] = 1 << CHANNEL_ALL | 1 << CHANNEL_NAME | 1 << CHANNEL_PERSON,
        [KIND_ORGANIZATION] = 1 << CHANNEL_ALL | 1 << CHANNEL_NAME | 1 << CHANNEL_ORGANIZATION,
        [KIND_PLACE] = 1 << CHANNEL_ALL | 1 << CHANNEL_NAME | 1 << CHANNEL_PLACE,
        [KIND_OTHER] = 1 << CHANNEL_ALL | 1 << CHANNEL_NAME,
        [KIND_DAY] = 1 << CHANNEL_DAY, [KIND_NUMBER] = 1 << CHANNEL_NUMBER};
    return kind <= KIND_NUMBER ? channels[kind] : 0;
}

static void add_report(sums *s, const portrait_features *f, uint32_t i) {
    unsigned channels = kind_channels(portrait_kind_of(f, i));
    int64_t square = (int64_t)f->weight[i] * f->weight[i];
    if (f->marks[i] & MARK_TITLE) channels |= 1 << CHANNEL_TITLE;
    if (f->marks[i] & MARK_LEAD) channels |= 1 << CHANNEL_LEAD;
    for (unsigned c = 0; channels >> c; c++)
        if (channels >> c & 1) s->report[c] += square;
}

static void add_story(sums *s, const centre_feature *f) {
    unsigned channels = kind_channels(f->marks);
    int64_t square = (int64_t)f->all * f->all;
    for (unsigned c = 0; channels >> c; c++)
        if (channels >> c & 1) s->story[c] += square;
    s->story[CHANNEL_TITLE] += (int64_t)f->title * f->title;
    s->story[CHANNEL_LEAD] += (int64_t)f->lead * f->lead;
}

static void add_both(sums *s, const portrait_features *f, uint32_t i, const centre_feature *g) {
    unsigned own = kind_channels(portrait_kind_of(f, i)), theirs = kind_channels(g->marks);
    int64_t weight = f->weight[i], square = weight * weight;
    s->back[CHANNEL_TITLE] += (int64_t)g->title * g->title;
    s->back[CHANNEL_LEAD] += (int64_t)g->lead * g->lead;
    for (unsigned c = 0; theirs >> c; c++)
        if (theirs >> c & 1) s->back[c] += (int64_t)g->all * g->all;
    if (f->marks[i] & MARK_TITLE) {
        s->dot[CHANNEL_TITLE] += weight * g->title;
        s->covered[CHANNEL_TITLE] += square;
    }
    if (f->marks[i] & MARK_LEAD) {
        s->dot[CHANNEL_LEAD] += weight * g->lead;
        s->covered[CHANNEL_LEAD] += square;
    }
    for (unsigned c = 0; own >> c; c++) {
        if (!(own >> c & 1)) continue;
        s->covered[c] += square;
        if (theirs >> c & 1) s->dot[c] += weight * g->all;
    }
}

static int16_t thousandths(int64_t dot, int64_t a, int64_t b) {
    if (!a || !b) return -1;
    int thousand = (int)((double)dot * 1000.0 / sqrt((double)a * (double)b));
    return (int16_t)(thousand < 0 ? 0 : thousand > 1000 ? 1000 : thousand);
}

static int16_t compare_dense(const story_centre *c, const portrait_features *f) {
    int64_t dot = 0, a = 0, b = 0;
    for (uint32_t k = 0; k < VECTORS_SIZE; k++) {
        dot += (int64_t)c->dense[k] * f->dense[k];
        a += (int64_t)c->dense[k] * c->dense[k];
        b += f->dense[k] * f->dense[k];
    }
    return thousandths(dot, a, b);
}

likeness centre_compare(const story_centre *c, const portrait_features *f) {
    sums s = {0};
    uint32_t a = 0, b = 0;
    while (a < c->count || b < f->count) {
        bool story = b == f->count || (a < c->count && c->features[a].key <= f->key[b]);
        bool report = a == c->count || (b < f->count && f->key[b] <= c->features[a].key);
        if (story && report) add_both(&s, f, b, &c->features[a]);
        if (story) add_story(&s, &c->features[a++]);
        if (report) add_report(&s, f, b++);
    }
    likeness out;
    for (unsigned k = 0; k < CHANNELS; k++) {
        out.cosine[k] = thousandths(s.dot[k], s.report[k], s.story[k]);
        out.cover[k] = (int16_t)(s.report[k] ? s.covered[k] * 1000 / s.report[k] : -1);
        out.back[k] = (int16_t)(s.story[k] ? s.back[k] * 1000 / s.story[k] : -1);
    }
    out.dense = compare_dense(c, f);
    return out;
}

int portrait_cosine(const portrait_features *a, const portrait_features *b) {
    int64_t dot = 0, one = 0, other = 0;
    for (uint32_t i = 0; i < a->count; i++)
        if (portrait_kind_of(a, i) < KIND_DAY) one += (int64_t)a->weight[i] * a->weight[i];
    for (uint32_t i = 0; i < b->count; i++)
        if (portrait_kind_of(b, i) < KIND_DAY) other += (int64_t)b->weight[i] * b->weight[i];
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->key[i] == b->key[k] && portrait_kind_of(a, i) < KIND_DAY) dot += (int64_t)a->weight[i] * b->weight[k];
        bool first = a->key[i] <= b->key[k], second = b->key[k] <= a->key[i];
        i += first;
        k += second;
    }
    int cosine = thousandths(dot, one, other);
    return cosine < 0 ? 0 : cosine;
}
