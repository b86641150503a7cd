/* roles.c - a person's title that differs between reports, a name that is spelt in two ways, and a report at odds with
 * itself about the day of a post.
 *
 * In: people with their mentions, embedded posts. Out: differences of kind role, wording (a name) and inside.
 * Roles: the words of all titles and roles that a report gives a person, as classes of meaning; two reports differ when
 * each says at least LEAST_OWN things that the other does not, or when the offices that they put before the name ("coast
 * guard commander", "coast guard chief Vice Adm.") have no head word in common. So "Sen." beside "Senator from Kentucky" is
 * no difference, and a courtesy title (Mr.) is no office. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "compare/timex.h"

#define LEAST_OWN 2         /* words that each of two roles must have alone */
#define MOST_CLASSES 24     /* words of one person's roles in one report */
#define MOST_REPORTS 32     /* reports of one person that are set against each other */

typedef struct role {       /* what one report calls a person */
    uint32_t report;
    syn_place place;        /* its fullest single wording */
    uint64_t classes[MOST_CLASSES];
    uint32_t n;
    uint64_t heads[4];      /* last words of the titles before the name */
    uint32_t n_heads;
} role;

static bool role_has(const role *r, uint64_t class) {
    for (uint32_t i = 0; i < r->n; i++)
        if (r->classes[i] == class) return true;
    return false;
}

static void role_add(const story *s, role *into, syn_span span) {
    const syn_report *r = s->reports[into->report];
    uint32_t content = 0;
    for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end; w++) {
        if (!word_is_content(&r->words.at[w])) continue;
        const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, r->words.n);
        uint64_t key = class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
        content++;
        if (into->n < MOST_CLASSES && !role_has(into, key)) into->classes[into->n++] = key;
        if (class) w += class->words - 1u;
    }
    if (content && span_length(span) > span_length(into->place.span)) into->place = (syn_place){into->report, span};
}

static void head_add(const story *s, role *into, syn_span title) {
    const syn_report *r = s->reports[into->report];
    uint32_t w = report_word_at(r, title.end - 1);
    while (w < r->words.n && r->words.at[w].begin > title.begin && r->words.at[w].kind == WORD_PUNCT) w--;
    if (w >= r->words.n || lexicon_match(&lexicon_compare_courtesy, r->words.at, w, w + 1)) return;
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, w + 1);
    uint64_t key = class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
    if (into->n_heads < 4) into->heads[into->n_heads++] = key;
}

static bool heads_apart(const role *a, const role *b) {
    for (uint32_t i = 0; i < a->n_heads; i++)
        for (uint32_t k = 0; k < b->n_heads; k++)
            if (a->heads[i] == b->heads[k]) return false;
    return a->n_heads && b->n_heads;
}

/* Words of a that b does not have. */
static uint32_t own(const role *a, const role *b) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++) n += !role_has(b, a->classes[i]);
    return n;
}

static bool roles_of_person(story *s, role *roles, uint32_t n) {
    bool differ[MOST_REPORTS] = {false};
    bool any = false;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++)
            if ((own(&roles[i], &roles[k]) >= LEAST_OWN && own(&roles[k], &roles[i]) >= LEAST_OWN) || heads_apart(&roles[i], &roles[k])) differ[i] = differ[k] = any = true;
    if (!any || s->out->differences.n >= CAP_FINDINGS) return true;
    collation_difference d = {.kind = DIFFER_ROLE};
    for (uint32_t i = 0; i < n; i++) {
        if (!differ[i]) continue;
        if (!d.readings.n) d.about = roles[i].place;
        collation_reading reading = {.place = roles[i].place};
        if (!VEC_PUSH(s->keep, &reading.marks, roles[i].place) || !VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

/* The mentions of each person are walked report by report, in order. */
static bool roles_that_differ(story *s) {
    uint32_t people = s->out->people.n;
    role *last = ARENA_ARRAY(s->scratch, role, (size_t)MOST_REPORTS);
    uint32_t *counts = ARENA_ARRAY(s->scratch, uint32_t, people + 1);
    if (!last || !counts) return false;
    /* For each person, the (report, mention) pairs in order: a list through `next`. */
    typedef struct link { uint32_t report, mention, next; } link;
    SYN_VEC(link) links = {0};
    uint32_t *head = ARENA_ARRAY(s->scratch, uint32_t, people + 1), *tail = ARENA_ARRAY(s->scratch, uint32_t, people + 1);
    if (!head || !tail) return false;
    for (uint32_t p = 0; p < people; p++) head[p] = tail[p] = REPORT_NONE;
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t m = 0; m < s->reports[r]->mentions.n; m++) {
            const syn_mention *mention = &s->reports[r]->mentions.at[m];
            uint32_t p = mention->entity == REPORT_NONE ? REPORT_NONE : s->person_of[r][mention->entity];
            if (p == REPORT_NONE || mention->form != FORM_NAME || s->out->people.at[p].type != NAME_PERSON) continue;
            if (!span_present(mention->title) && !span_present(mention->role)) continue;
            if (!VEC_PUSH(s->scratch, &links, (link){r, m, REPORT_NONE})) return false;
            if (head[p] == REPORT_NONE) head[p] = links.n - 1;
            else links.at[tail[p]].next = links.n - 1;
            tail[p] = links.n - 1;
        }
    for (uint32_t p = 0; p < people; p++) {
        uint32_t n = 0;
        for (uint32_t l = head[p]; l != REPORT_NONE; l = links.at[l].next) {
            if (!n || last[n - 1].report != links.at[l].report) {
                if (n == MOST_REPORTS) break;
                last[n++] = (role){.report = links.at[l].report};
            }
            const syn_mention *mention = &s->reports[links.at[l].report]->mentions.at[links.at[l].mention];
            if (span_present(mention->title)) {
                role_add(s, &last[n - 1], mention->title);
                head_add(s, &last[n - 1], mention->title);
            }
            if (span_present(mention->role)) role_add(s, &last[n - 1], mention->role);
            if (n && !last[n - 1].n) n--;  /* no content word in it */
        }
        if (n > 1 && !roles_of_person(s, last, n)) return false;
    }
    return true;
}

/* The full name of each report, where one person's is spelt in two ways. */
static bool names_spelt_apart(story *s) {
    typedef struct spelling { uint32_t report; syn_span span; uint32_t next; } spelling;
    SYN_VEC(spelling) list = {0};
    uint32_t people = s->out->people.n;
    uint32_t *head = ARENA_ARRAY(s->scratch, uint32_t, people + 1), *tail = ARENA_ARRAY(s->scratch, uint32_t, people + 1);
    if (!head || !tail) return false;
    for (uint32_t p = 0; p < people; p++) head[p] = tail[p] = REPORT_NONE;
    for (uint32_t r = 0; r < s->count; r++)
        for (uint32_t e = 0; e < s->reports[r]->entities.n; e++) {
            uint32_t p = s->person_of[r][e];
            if (p == REPORT_NONE || s->out->people.at[p].type != NAME_PERSON) continue;
            if (!VEC_PUSH(s->scratch, &list, (spelling){r, s->reports[r]->entities.at[e].name, REPORT_NONE})) return false;
            if (head[p] == REPORT_NONE) head[p] = list.n - 1;
            else list.at[tail[p]].next = list.n - 1;
            tail[p] = list.n - 1;
        }
    for (uint32_t p = 0; p < people; p++) {
        uint64_t first_word = 0, last_word = 0;
        bool differ = false;
        collation_difference d = {.kind = DIFFER_WORDING, .about = s->out->people.at[p].name_place};
        for (uint32_t l = head[p]; l != REPORT_NONE; l = list.at[l].next) {
            const syn_report *r = s->reports[list.at[l].report];
            uint32_t a = report_word_at(r, list.at[l].span.begin), b = report_word_at(r, list.at[l].span.end - 1);
            if (a >= b || b >= r->words.n) continue;  /* a single name */
            uint64_t one = r->words.at[a].fold, two = r->words.at[b].fold;
            bool initial = r->words.at[a].end - r->words.at[a].begin <= 2;
            if (first_word && !initial) differ |= one != first_word || two != last_word;
            if (!initial) first_word = one, last_word = two;
            collation_reading reading = {.place = {list.at[l].report, list.at[l].span}};
            if (!initial && !VEC_PUSH(s->keep, &d.readings, reading)) return false;
        }
        if (differ && d.readings.n > 1 && s->out->differences.n < CAP_FINDINGS && !VEC_PUSH(s->keep, &s->out->differences, d)) return false;
    }
    return true;
}

/* The last day named in [begin, end), or REPORT_NONE. */
static uint32_t day_in(const syn_report *r, uint32_t begin, uint32_t end, bool last, long *day) {
    uint32_t found = REPORT_NONE;
    for (uint32_t t = 0; t < r->times.n && r->times.at[t].span.begin < end; t++) {
        long from, to;
        if (r->times.at[t].span.begin < begin || !r->times.at[t].resolved || r->times.at[t].type > TIME_TIME) continue;
        if (!timex_range(timex_day(r->times.at[t].value), &from, &to) || from != to) continue;
        if (found == REPORT_NONE || last) {
            found = t;
            *day = from;
        }
    }
    return found;
}

/* A post that the prose dates otherwise than its own signature does. */
static bool posts_at_odds(story *s) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        for (uint32_t b = 0; b < report->blocks.n; b++) {
            const syn_block *block = &report->blocks.at[b];
            if (block->kind != BLOCK_EMBED || block->repeats == REPORT_NONE) continue;
            uint32_t sentence = report_sentence_at(report, block->repeats);
            if (sentence == REPORT_NONE) continue;
            long told = 0, signed_on = 0;
            uint32_t said = day_in(report, report->sentences.at[sentence].begin, block->repeats, false, &told);
            uint32_t stamp = day_in(report, block->span.begin, block->span.end, true, &signed_on);
            if (said == REPORT_NONE || stamp == REPORT_NONE || told == signed_on || s->out->differences.n >= CAP_FINDINGS) continue;
            syn_span narrated = {report->sentences.at[sentence].begin, block->repeats};
            while (narrated.end > narrated.begin + 1) {  /* without the opening mark and what stands before it */
                uint32_t w = report_word_at(report, narrated.end - 1);
                if (w < report->words.n && report->words.at[w].begin < narrated.end && report->words.at[w].kind != WORD_PUNCT) break;
                narrated.end = w ? report->words.at[w - 1].end : narrated.begin + 1;
            }
            syn_span times[2] = {report->times.at[said].span, report->times.at[stamp].span};
            if (narrated.end < times[0].end) narrated.end = times[0].end;
            collation_difference d = {.kind = DIFFER_INSIDE, .about = {r, narrated}};
            syn_span shown[2] = {narrated, times[1]};
            for (int i = 0; i < 2; i++) {
                collation_reading reading = {.place = {r, shown[i]}};
                if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){r, times[i]}) || !VEC_PUSH(s->keep, &d.readings, reading)) return false;
            }
            if (!VEC_PUSH(s->keep, &s->out->differences, d)) return false;
        }
    }
    return true;
}

bool story_roles(story *s) { return roles_that_differ(s) && names_spelt_apart(s) && posts_at_odds(s); }
