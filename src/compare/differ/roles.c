/* roles.c - a person's title that differs between reports, and a report at odds with itself about the day of a post.
 *
 * In: people with their mentions, embedded posts. Out: differences of kind role and inside.
 * Roles: the words of all titles and roles that a report gives a person, as classes of meaning. That reports call a person
 * different things ("comedian", "host") is no difference: one can be both. Two reports differ where one office is told in
 * two ways: the same head word with LEAST_OWN words of its own on each side and more in common; titles before the name with
 * different heads in one body ("coast guard commander", "coast guard chief Vice Adm."); two ranks, two posts that one person
 * does not hold at once ("Mayor", "Governor"), two fields ("finance minister", "justice minister"), a spokesman and a
 * spokeswoman; a deputy and none. So
 * "Sen." beside "Senator from Ohio" is no difference, and a courtesy title (Mr.) is no office. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/pairs.h"
#include "compare/timex.h"

#define LEAST_OWN 2         /* words that each of two roles must have alone */
#define MOST_CLASSES 24     /* words of one person's roles in one report */
#define LEAST_COMMON 3      /* words that they must share, the head included */
#define LEAST_BODY 2        /* words of the body that two offices must share to be set against each other */
#define MOST_WORDS 12       /* words kept of one role */
#define MOST_HEADS 4        /* heads kept of one person's roles in one report */
#define MOST_REPORTS 32     /* reports of one person that are set against each other */

/* A rank (lexicon/en/ranks.txt); a post and the field of an office (posts.txt); man or woman, of an office. */
enum { RANK, POST, FIELD, SEX, AXES };

typedef struct role {       /* what one report calls a person */
    uint32_t report;
    syn_place place;        /* its fullest single wording */
    uint64_t classes[MOST_CLASSES];
    uint32_t n;
    uint64_t heads[MOST_HEADS];   /* head words of the titles before the name ... */
    syn_span head_spans[MOST_HEADS];
    uint32_t n_heads;
    uint64_t cores[MOST_HEADS];   /* ... and of all roles */
    struct {                      /* the words of each of those */
        uint64_t words[MOST_WORDS];
        uint32_t n;
        syn_span span;
    } phrases[MOST_HEADS];
    uint32_t n_cores;
    struct {                      /* of each axis on which one thing alone can be true of a person */
        uint64_t value;           /* 0 = none */
        bool several;             /* the report gives more than one */
        syn_span span;            /* the title or role that gives it */
    } axes[AXES];
    bool kin;               /* "daughter of ...": no office */
    bool deputy;            /* a word that makes it the office below */
    syn_span deputy_span;
} role;

static bool role_has(const role *r, uint64_t class) {
    for (uint32_t i = 0; i < r->n; i++)
        if (r->classes[i] == class) return true;
    return false;
}

static bool key_in(const uint64_t *keys, uint32_t n, uint64_t key) {
    for (uint32_t i = 0; i < n; i++)
        if (keys[i] == key) return true;
    return false;
}

/* The class of meaning of the words at w (*words of them), or the stem of the word. */
static uint64_t office_key(const syn_report *r, uint32_t w, uint32_t end, uint32_t *words) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_offices, r->words.at, w, end);
    if (!class) class = lexicon_match(&lexicon_compare_synonyms, r->words.at, w, end);
    *words = class ? class->words : 1;
    return class ? slice_hash(slice_str(class->value)) : r->words.at[w].stem;
}

static void read_axis(role *into, unsigned axis, uint64_t value, syn_span span) {
    if (into->axes[axis].value && into->axes[axis].value != value) into->axes[axis].several = true;
    into->axes[axis].value = value;
    into->axes[axis].span = span;
}

/* What the words at w say on the axes; gives how many words were read. Posts and fields count in titles alone: behind a name
 * stand offices of other times. */
static uint32_t read_axes(const syn_report *r, role *into, uint32_t w, uint32_t end, syn_span span, bool title) {
    const lexicon_entry *rank = lexicon_match(&lexicon_compare_ranks, r->words.at, w, w + 1);
    if (rank) read_axis(into, RANK, slice_hash(slice_str(rank->value)), span);
    syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    if (title && word.len > 7 && slice_ends(word, SLICE_LIT("woman"))) read_axis(into, SEX, 2, span);
    else if (title && word.len > 5 && slice_ends(word, SLICE_LIT("man"))) read_axis(into, SEX, 1, span);
    const lexicon_entry *post = title ? lexicon_match(&lexicon_compare_posts, r->words.at, w, end) : NULL;
    if (!post) return 1;
    bool field = slice_starts(slice_str(post->value), SLICE_LIT("field "));
    read_axis(into, field ? FIELD : POST, slice_hash(slice_str(post->value)), span);
    return post->words;
}

/* The head of a role is its last content word before a comma or a function word that a complement follows ("Secretary of the
 * Interior", "head of the committee"). */
static void role_add(const story *s, role *into, syn_span span, bool title) {
    const syn_report *r = s->reports[into->report];
    uint32_t first = report_word_at(r, span.begin), end = first, content = 0, kept = 0, read = 0;
    uint64_t phrase[MOST_WORDS];
    uint64_t head = 0;
    bool open = true;
    while (end < r->words.n && r->words.at[end].begin < span.end) end++;
    for (uint32_t w = first; w < end; w++) {  /* "former": an office of another time; "coach Ann Lund and director Jo" Moore */
        if (s->mention_at[into->report][w] != REPORT_NONE && r->mentions.at[s->mention_at[into->report][w]].type == NAME_PERSON)
            return;
        const lexicon_entry *office = lexicon_match(&lexicon_compare_offices, r->words.at, w, end);
        if (office && slice_equal(slice_str(office->value), SLICE_LIT("other-time"))) return;
    }
    for (uint32_t w = first, words = 1; w < end; w += words) {
        words = 1;
        bool apostrophe = r->words.at[w].kind == WORD_POSSESSIVE;
        if (!word_is_content(&r->words.at[w])) {
            open = open && (apostrophe || !head || r->text.ptr[r->words.at[w].begin] == '-');
            if (apostrophe) head = 0;
            continue;
        }
        uint64_t key = office_key(r, w, end, &words);
        if (w >= read) read = w + read_axes(r, into, w, end, span, title);
        const lexicon_entry *office = lexicon_match(&lexicon_compare_offices, r->words.at, w, w + 1);
        if (office && slice_equal(slice_str(office->value), SLICE_LIT("deputy"))) into->deputy = true, into->deputy_span = span;
        const lexicon_entry *kin = lexicon_match(&lexicon_compare_opposites, r->words.at, w, w + 1);
        into->kin |= kin && slice_starts(slice_str(kin->value), SLICE_LIT("sex "));
        content++;
        if (kept < MOST_WORDS) phrase[kept++] = key;
        if (open) head = key;
        if (into->n < MOST_CLASSES && !role_has(into, key)) into->classes[into->n++] = key;
    }
    if (content && span_length(span) > span_length(into->place.span)) into->place = (syn_place){into->report, span};
    if (!head || (end && title && lexicon_match(&lexicon_compare_courtesy, r->words.at, end - 1, end))) return;
    if (title && into->n_heads < MOST_HEADS) {
        into->head_spans[into->n_heads] = span;
        into->heads[into->n_heads++] = head;
    }
    if (into->n_cores == MOST_HEADS) return;
    into->phrases[into->n_cores].n = kept;
    into->phrases[into->n_cores].span = span;
    memcpy(into->phrases[into->n_cores].words, phrase, kept * sizeof *phrase);
    into->cores[into->n_cores++] = head;
}

/* Words of both roles but their heads. */
static uint32_t common(const role *a, const role *b) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        n += role_has(b, a->classes[i]) && !key_in(a->cores, a->n_cores, a->classes[i]) &&
             !key_in(b->cores, b->n_cores, a->classes[i]);
    return n;
}

static bool same_core(const role *a, const role *b) {
    for (uint32_t i = 0; i < a->n_cores; i++)
        if (key_in(b->cores, b->n_cores, a->cores[i])) return true;
    return false;
}

/* Titles before the name with no head in common, none of which the other report gives elsewhere, in one body. */
static bool heads_apart(role *a, role *b) {
    for (uint32_t i = 0; i < a->n_heads; i++)
        if (role_has(b, a->heads[i])) return false;
    for (uint32_t i = 0; i < b->n_heads; i++)
        if (role_has(a, b->heads[i])) return false;
    if (!a->n_heads || !b->n_heads || common(a, b) < LEAST_BODY) return false;
    a->place.span = a->head_spans[0];
    b->place.span = b->head_spans[0];
    return true;
}

/* Words of a that b does not have. */
static uint32_t own(const role *a, const role *b) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++) n += !role_has(b, a->classes[i]);
    return n;
}

/* Words of one role that the other report does not have at all. */
static uint32_t own_of(const uint64_t *words, uint32_t n, const role *other) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < n; i++) found += !role_has(other, words[i]);
    return found;
}

/* One office told in two ways: the same head, and each has words that the other report does not have. */
static bool told_apart(role *a, role *b) {
    for (uint32_t i = 0; i < a->n_cores; i++)
        for (uint32_t k = 0; k < b->n_cores; k++) {
            if (a->cores[i] != b->cores[k] || a->kin || b->kin) continue;
            uint32_t shared = a->phrases[i].n - own_of(a->phrases[i].words, a->phrases[i].n, b);
            if (shared >= LEAST_COMMON && own_of(a->phrases[i].words, a->phrases[i].n, b) >= LEAST_OWN &&
                own_of(b->phrases[k].words, b->phrases[k].n, a) >= LEAST_OWN) {
                a->place.span = a->phrases[i].span;
                b->place.span = b->phrases[k].span;
                return true;
            }
        }
    return false;
}

/* On one axis each report says one thing, and not the same. */
static bool axes_apart(role *a, role *b) {
    for (unsigned i = 0; i < AXES; i++) {
        if (a->axes[i].several || b->axes[i].several || !a->axes[i].value || !b->axes[i].value) continue;
        if (a->axes[i].value == b->axes[i].value || (a->deputy != b->deputy && i != RANK && i != SEX)) continue;
        a->place.span = a->axes[i].span;
        b->place.span = b->axes[i].span;
        return true;
    }
    return false;
}

static bool roles_differ(role *a, role *b) {
    if (axes_apart(a, b)) return true;
    if (a->deputy != b->deputy && same_core(a, b) && own(a, b) + own(b, a) == 1) {
        if (a->deputy) a->place.span = a->deputy_span;
        if (b->deputy) b->place.span = b->deputy_span;
        return true;
    }
    return told_apart(a, b) || heads_apart(a, b);
}

static bool roles_of_person(story *s, role *roles, uint32_t n) {
    bool differ[MOST_REPORTS] = {false};
    bool any = false;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++)
            if (roles_differ(&roles[i], &roles[k])) differ[i] = differ[k] = any = true;
    if (!any || s->out->differences.n >= CAP_FINDINGS) return true;
    collation_difference d = {.kind = DIFFER_ROLE};
    for (uint32_t i = 0; i < n; i++) {
        if (!differ[i]) continue;
        if (!d.readings.n) d.about = roles[i].place;
        collation_reading reading = {.place = roles[i].place};
        if (!VEC_PUSH(s->keep, &reading.marks, roles[i].place) || !VEC_PUSH(s->keep, &d.readings, reading)) return false;
    }
    for (uint32_t i = 1; i < d.readings.n; i++) {  /* rewrites.c may have told it */
        side a = {d.readings.at[0].place.report, d.readings.at[0].place.span, d.readings.at[0].place.span};
        side b = {d.readings.at[i].place.report, d.readings.at[i].place.span, d.readings.at[i].place.span};
        if (d.readings.n == 2 && pair_known(s, &a, &b)) return true;
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
            if (span_present(mention->title)) role_add(s, &last[n - 1], mention->title, true);
            if (span_present(mention->role)) role_add(s, &last[n - 1], mention->role, false);
            if (n && !last[n - 1].n) n--;  /* no content word in it */
        }
        if (n > 1 && !roles_of_person(s, last, n)) return false;
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
            if (said == REPORT_NONE || stamp == REPORT_NONE || told == signed_on || s->out->differences.n >= CAP_FINDINGS)
                continue;
            syn_span narrated = {report->sentences.at[sentence].begin, block->repeats};
            while (narrated.end > narrated.begin + 1) {  /* without the opening mark and what stands before it */
                uint32_t w = report_word_at(report, narrated.end - 1);
                if (w < report->words.n && report->words.at[w].begin < narrated.end &&
                    report->words.at[w].kind != WORD_PUNCT) break;
                narrated.end = w ? report->words.at[w - 1].end : narrated.begin + 1;
            }
            syn_span times[2] = {report->times.at[said].span, report->times.at[stamp].span};
            if (narrated.end < times[0].end) narrated.end = times[0].end;
            collation_difference d = {.kind = DIFFER_INSIDE, .about = {r, narrated}};
            syn_span shown[2] = {narrated, times[1]};
            for (int i = 0; i < 2; i++) {
                collation_reading reading = {.place = {r, shown[i]}};
                if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){r, times[i]}) || !VEC_PUSH(s->keep, &d.readings, reading))
                    return false;
            }
            if (!VEC_PUSH(s->keep, &s->out->differences, d)) return false;
        }
    }
    return true;
}

/* Without a year of its own a date may be of another one, in which the weekday is right. */
static bool states_year(syn_slice text) {
    for (size_t at = 0, digits = 0; at < text.len; at++) {
        digits = text.ptr[at] >= '0' && text.ptr[at] <= '9' ? digits + 1 : 0;
        if (digits == 4) return true;
    }
    return false;
}

/* "Tuesday, Aug. 8, 2018" was a Wednesday: the weekday and the date are the two readings. */
static bool weekdays_at_odds(story *s) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t t = 0; t < report->times.n; t++) {
            const syn_time *time = &report->times.at[t];
            if (!span_present(time->at_odds) || s->out->differences.n >= CAP_FINDINGS) continue;
            if (!states_year(report_slice(report, time->span))) continue;
            bool first = false;  /* the date stands behind the weekday: "this Friday, April 7" */
            for (uint32_t at = time->at_odds.end; at < time->span.end; at++) first |= report->text.ptr[at] >= '0' && report->text.ptr[at] <= '9';
            uint32_t from = first ? time->at_odds.end : time->span.begin, w = report_word_at(report, from);
            while (first && w + 1 < report->words.n && report->words.at[w].kind == WORD_PUNCT) w++;
            syn_span date = {first ? report->words.at[w].begin : from, first ? time->span.end : time->at_odds.begin};
            if (!span_present(date)) continue;
            syn_span shown[2] = {time->at_odds, date};
            collation_difference d = {.kind = DIFFER_INSIDE, .about = {r, time->span}};
            for (int i = 0; i < 2; i++) {
                collation_reading reading = {.place = {r, shown[i]}};
                if (!VEC_PUSH(s->keep, &reading.marks, reading.place) || !VEC_PUSH(s->keep, &d.readings, reading))
                    return false;
            }
            if (!VEC_PUSH(s->keep, &s->out->differences, d)) return false;
        }
    }
    return true;
}

bool story_roles(story *s) { return roles_that_differ(s) && posts_at_odds(s) && weekdays_at_odds(s); }
