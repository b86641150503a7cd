/* copies.c - sets of copies: which of them leads, and which is the original, where that can be told.
 *
 * A report that is a copy of another, contains one, or is a later version of one joins its set; one report joins one set, and sets never
 * merge. Kept of each member: how many words it has, and how many of these are known to stand in another one, by the alignments
 * that made it a member.
 *
 * The most complete leads: most words of what the copies share, a word that no other is known to have counting a quarter, for it may be
 * the page's. Of those that are less than a tenth apart the original leads, then the first. Versions neither lead nor are led. Where
 * a person has parted copies, each story has a lead of its own.
 *
 * The original, from sure to less sure: (1) the one whose outlet another credits as the first ("first published in the Orrin Courier"); (2) the
 * one whose outlet is the agency that another credits ("(Reuters)"); (3) the one that all others follow by a clear gap, each by the time that it
 * states. Where the outlet that is credited is not among them, or two are, none is told: the earliest copy of an agency's text is not
 * its original. Compare asks times first (copies_order.c): there a credit may be for any sentence, here it is for the text.
 *
 * Made when somebody asks, and kept until a report comes or moves. Linear in the set. */
#include "base/error.h"
#include "group/inner.h"
#include "report/outlets.h"

enum {
    CLEAR_MINUTES = 15,      /* between two moments whose zones are known */
    CLEAR_CLOCKS = 12 * 60,  /* ... whose zones are not */
    MINUTES_A_DAY = 24 * 60,
    OWN_SHARE = 4,           /* words that no other has count 1 / OWN_SHARE */
    NEARLY = 90              /* percent of the most: as complete */
};
#define MOSTLY_OWN 0.5f      /* a report of which the other covers less has a text of its own */

/* ---- joining ------------------------------------------------------------------------------------------------------ */

/* The member that a report is, made where it is none. MAP_NONE without memory. */
static uint32_t member_of(grouping *g, uint32_t report, uint32_t first, uint32_t words) {
    kept_report *kept = &g->reports.at[report];
    if (kept->member != REPORT_NONE) return kept->member;
    uint32_t own = g->copies.n;
    if (first == REPORT_NONE) first = own;
    kept_member m = {.report = report, .first = first, .older = REPORT_NONE, .newest = own, .bearer = report, .words = words, .lead = REPORT_NONE};
    if (first != own) m.older = g->copies.at[first].newest;
    if (!VEC_PUSH(&g->arena, &g->copies, m)) return REPORT_NONE;
    g->copies.at[first].newest = own;
    return kept->member = own;
}

bool copies_join(grouping *g, uint32_t report, const fingerprint *print, const copy_finding *found) {
    const kept_report *kept = &g->reports.at[report];
    uint32_t model = kept->version_of != REPORT_NONE ? kept->version_of : kept->copy_of;
    bool aligned = kept->version_of == REPORT_NONE && found->kind != COPY_NONE;
    if (model == REPORT_NONE && !aligned) return true;
    uint32_t partner = aligned ? found->report : model;
    uint32_t other = member_of(g, partner, REPORT_NONE, fingerprints_words(&g->prints, partner));
    if (other == REPORT_NONE) return false;
    uint32_t own = member_of(g, report, g->copies.at[other].first, print->words);
    if (own == REPORT_NONE) return false;
    kept_member *m = &g->copies.at[own], *with = &g->copies.at[other];
    m->version = kept->version_of != REPORT_NONE;
    if (model != REPORT_NONE) m->bearer = g->copies.at[g->reports.at[model].member].bearer;
    if (!aligned) return true;
    m->common = (uint32_t)((float)m->words * found->inside);
    uint32_t common = (uint32_t)((float)with->words * found->holds);
    if (with->common < common) with->common = common;
    m->own |= found->kind == COPY_CONTAINS && found->inside < MOSTLY_OWN;
    with->own |= found->kind == COPY_CONTAINED && found->holds < MOSTLY_OWN;
    return true;
}

/* ---- the original ------------------------------------------------------------------------------------------------- */

/* Was a published clearly before b, as both state it? */
static bool clearly_before(const kept_report *a, const kept_report *b) {
    if (!a->time_stated || !b->time_stated) return false;
    if (a->minute < 0 || b->minute < 0) return a->day < b->day;
    int64_t minutes = ((int64_t)b->day - a->day) * MINUTES_A_DAY + b->minute - a->minute;
    if (a->zone == PORTRAIT_NO_ZONE || b->zone == PORTRAIT_NO_ZONE) return minutes >= CLEAR_CLOCKS;
    return minutes - (b->zone - a->zone) * 15 >= CLEAR_MINUTES;
}

/* The key of the outlet that published a report; 0 where its input names none. */
static uint32_t outlet_of(const grouping *g, uint32_t report, syn_arena *scratch) {
    bool agency;
    if (g->reports.at[report].source_credited) return 0;
    return portrait_outlet(grouping_report(g, report).source, &agency, scratch);
}

typedef struct telling {     /* what is told of the originals of a set */
    const grouping *g;
    kept_member *const *members;  /* those that count, the first first */
    uint32_t count;
    syn_arena *scratch;
} telling;

/* The member whose outlet others credit, by why; REPORT_NONE where there is none or more than one. *outside: somebody credits an outlet that
 * is not among them. */
static uint32_t credited(const telling *t, original_why *why, bool *outside) {
    uint32_t found = REPORT_NONE;
    syn_map outlets;
    map_init(&outlets, t->scratch);
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t key = outlet_of(t->g, t->members[i]->report, t->scratch);
        if (key && !map_slot_of(&outlets, key, i)) return REPORT_NONE;
    }
    *outside = false;
    for (uint32_t i = 0; i < t->count; i++) {
        const kept_report *kept = &t->g->reports.at[t->members[i]->report];
        if (!kept->credit) continue;
        uint32_t other = map_get(&outlets, kept->credit);
        if (other == MAP_NONE) *outside = true;
        if (other == MAP_NONE || other == i || outlet_of(t->g, t->members[i]->report, t->scratch) == kept->credit) continue;
        original_why reason = kept->credit_agency ? ORIGINAL_SOURCE : ORIGINAL_CREDIT;
        bool surer = reason == ORIGINAL_CREDIT && *why == ORIGINAL_SOURCE;
        if (*why == ORIGINAL_UNKNOWN || surer) found = other, *why = reason;
        else if (reason == *why && found != other) found = REPORT_NONE;
    }
    return found;
}

/* The member that all others follow. */
static uint32_t earliest(const telling *t) {
    uint32_t best = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const kept_report *kept = &t->g->reports.at[t->members[i]->report];
        if (!kept->time_stated || t->members[i]->own) return REPORT_NONE;
        if (clearly_before(kept, &t->g->reports.at[t->members[best]->report])) best = i;
    }
    for (uint32_t i = 0; i < t->count; i++)
        if (i != best && !clearly_before(&t->g->reports.at[t->members[best]->report], &t->g->reports.at[t->members[i]->report])) return REPORT_NONE;
    return best;
}

static void tell_original(const telling *t, kept_member *first) {
    original_why why = ORIGINAL_UNKNOWN;
    bool outside = true;
    uint32_t found = t->count > 1 ? credited(t, &why, &outside) : REPORT_NONE;
    if (why == ORIGINAL_UNKNOWN && !outside && (found = earliest(t)) != REPORT_NONE) why = ORIGINAL_TIME;
    first->original = found == REPORT_NONE ? REPORT_NONE : t->members[found]->report;
    first->why = found == REPORT_NONE ? ORIGINAL_UNKNOWN : (uint8_t)why;
}

/* ---- the lead ----------------------------------------------------------------------------------------------------- */

static uint64_t completeness(const kept_member *m) {
    uint32_t common = m->common < m->words ? m->common : m->words;
    return (uint64_t)common * OWN_SHARE + (m->words - common);
}

typedef struct standing {    /* the members of a set in one story */
    uint64_t most;
    uint32_t lead, count;
} standing;

/* Gives each member the lead of its story; the only one in a story has none. */
static bool choose_leads(const telling *t, uint32_t original) {
    syn_map at;
    SYN_VEC(standing) found = {0};
    map_init(&at, t->scratch);
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < t->count; i++) {
            uint32_t report = t->members[i]->report, *slot = map_slot_of(&at, grouping_story(t->g, report), found.n);
            if (!slot || (*slot == found.n && !VEC_PUSH(t->scratch, &found, (standing){0, REPORT_NONE, 0}))) return false;
            standing *s = &found.at[*slot];
            uint64_t own = completeness(t->members[i]);
            if (pass == 0) {
                s->count++;
                if (own > s->most) s->most = own;
            } else if (pass == 1) {
                if (own * 100 >= s->most * NEARLY && (s->lead == REPORT_NONE || report == original)) s->lead = report;
            } else t->members[i]->lead = s->count > 1 ? s->lead : REPORT_NONE;
        }
    return true;
}

/* ---- asking ------------------------------------------------------------------------------------------------------- */

static bool tell_set(const grouping *g, kept_member *first, syn_arena *scratch) {
    uint32_t count = 0, n = 0, newest = first->newest;
    for (uint32_t m = newest; m != REPORT_NONE; m = g->copies.at[m].older) count++;
    kept_member **members = ARENA_ARRAY(scratch, kept_member *, count + 1);
    if (!members) return false;
    for (uint32_t m = newest; m != REPORT_NONE; m = g->copies.at[m].older)
        if (!g->copies.at[m].version) members[count - 1 - n++] = &g->copies.at[m];
    telling t = {g, members + (count - n), n, scratch};
    tell_original(&t, first);
    if (scratch->failed || !choose_leads(&t, first->original)) return false;
    first->told = g->changes;
    return true;
}

syn_code grouping_copies(const grouping *g, uint32_t report, group_copies *out, syn_arena *scratch, syn_error *error) {
    const kept_report *kept = &g->reports.at[report];
    *out = (group_copies){.lead = REPORT_NONE, .original = REPORT_NONE, .counts = kept->version_of == REPORT_NONE};
    if (kept->member == REPORT_NONE) return SYN_OK;
    const kept_member *m = &g->copies.at[kept->member];
    kept_member *first = &g->copies.at[m->first];
    if (first->told != g->changes && !tell_set(g, first, scratch)) return arena_check(scratch, "group", error);
    if (m->version) return SYN_OK;
    out->lead = m->lead;
    out->counts = m->lead == REPORT_NONE || m->lead == report || m->own;
    out->original = first->original;
    out->why = first->why;
    return SYN_OK;
}

const char *original_why_name(unsigned why) {
    static const char *const names[] = {"", "time", "source", "credit"};
    return why < sizeof names / sizeof *names ? names[why] : "";
}
