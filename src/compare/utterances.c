/* utterances.c - one thing said, with all its wordings.
 *
 * In: the quotes of all reports. Out: out->quotes, and for each utterance that is worded in two ways a difference of kind
 * wording, its words that differ marked.
 * The idea: quotes that share a run of RUN words, or short ones of one speaker, are candidates; they are one utterance
 * when a longest common subsequence of words holds most of the shorter one. Two readings are worded differently inside the
 * stretch that both quote, or where one cuts a sentence of the other; one that stops at a sentence end differs in nothing.
 * The subsequence is computed over at most LONGEST words of each, so the cost of a pair is bounded. Method: the usual
 * dynamic programme (Wagner and Fischer 1974). Not done: paraphrase of a quote in the reporter's words. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"
#include "text/fold.h"

#define RUN 3
#define LONGEST 320         /* words of a quote that are aligned */
#define CANDIDATES 12       /* utterances that a quote is aligned with */
#define MOST_READINGS 256   /* of one utterance that are compared for their wording */
#define SHOWN_BYTES 440     /* a longer reading is cut to the words around what differs */
#define EDGE_RUN 3          /* equal words that hold the edge of an alignment */
#define LONGEST_WORD 24     /* bytes of a longer word are compared as they stand */
#define SHORT 8             /* a reading with fewer words must lie in the other nearly without a gap */
#define LEAST_ALIEN 5       /* words of a reading that nobody is said to have spoken: fewer may be anybody's phrase */
#define LEAST_CONTENT 2     /* words of meaning that it shares, if not all */
#define EDGE_WORDS 6        /* words before the first that are equal, or behind the last, that readings may differ in */
#define AROUND 8            /* words shown around it then */

typedef struct saying {     /* one stretch of a quote of one report: a cue that breaks in parts a quote into several */
    uint32_t report, quote, part;
    uint32_t first, count;  /* its words, in `words` below */
    uint32_t utterance, next;
} saying;

typedef struct sayings {
    SYN_VEC(saying) list;
    SYN_VEC(uint32_t) words;   /* indices into the report's words */
    SYN_VEC(uint64_t) keys;    /* of those words: equal words have equal keys, and so have "two" and "2" */
    syn_map said;              /* (report, run of words) of all sayings */
    uint32_t *last;            /* last saying of each utterance */
    uint16_t *table;           /* (LONGEST + 1)^2 */
    SYN_VEC(uint32_t) lead;    /* the fullest saying of each utterance */
} sayings;

static syn_span saying_span(const story *s, const saying *one) {
    return s->reports[one->report]->quotes.at[one->quote].content[one->part];
}

/* The key of a word in a quotation: digits for a small number, one spelling for British and American ones. Two words that
 * fall together by chance only hide a difference. */
static uint64_t key_of(const syn_report *r, uint32_t w) {
    const lexicon_entry *digit = lexicon_match(&lexicon_compare_digits, r->words.at, w, w + 1);
    if (digit) return fold_hash(slice_str(digit->value));
    syn_slice word = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    char text[LONGEST_WORD * 3 + 4], out[LONGEST_WORD * 3 + 4];
    if (word.len > LONGEST_WORD) return r->words.at[w].fold;
    size_t n = fold_text(word, text), m = 0;
    if (n < 5 || memchr(text, '\'', n)) return r->words.at[w].fold;
    for (size_t i = 0; i < n; i++) {
        bool ends = i + 2 >= n || (i + 3 == n && text[i + 2] == 's');
        /* colour */
        if (text[i] == 'u' && n > 5 && i > 1 && text[i - 1] == 'o' && i + 1 < n && text[i + 1] == 'r') continue;
        /* travelled */
        if (text[i] == 'l' && i && text[i - 1] == 'l') continue;
        /* centre */
        if (ends && text[i] == 'r' && i + 1 < n && text[i + 1] == 'e') {
            out[m++] = 'e';
            out[m++] = 'r';
            i++;
            continue;
        }
        /* organize, defence */
        out[m++] = text[i] == 'z' || (ends && text[i] == 'c' && i + 1 < n && text[i + 1] == 'e') ? 's' : text[i];
    }
    return slice_hash(slice_of(out, m));
}

static bool add_saying(story *s, sayings *all, saying one) {
    const syn_report *r = s->reports[one.report];
    syn_span span = saying_span(s, &one);
    one.first = all->words.n;
    for (uint32_t w = report_word_at(r, span.begin); w < r->words.n && r->words.at[w].begin < span.end &&
         one.count < LONGEST; w++) {
        if (r->words.at[w].kind == WORD_PUNCT || r->words.at[w].kind == WORD_URL) continue;
        if (!VEC_PUSH(s->scratch, &all->words, w) || !VEC_PUSH(s->scratch, &all->keys, key_of(r, w))) return false;
        one.count++;
    }
    return one.count == 0 || VEC_PUSH(s->scratch, &all->list, one);
}

static bool collect(story *s, sayings *all) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        if (s->out->sources[r].copy_of != REPORT_NONE) continue;
        for (uint32_t q = 0; q < report->quotes.n && all->list.n < CAP_STATEMENTS; q++) {
            if (report->quotes.at[q].kind != QUOTE_DIRECT && report->quotes.at[q].kind != QUOTE_BLOCK) continue;
            for (uint32_t part = 0; part < report->quotes.at[q].contents; part++)
                if (!add_saying(s, all, (saying){.report = r, .quote = q, .part = part, .utterance = REPORT_NONE,
                                                 .next = REPORT_NONE})) return false;
        }
    }
    return true;
}

static uint64_t fold_of(const sayings *all, const saying *one, uint32_t i) { return all->keys.at[one->first + i]; }

/* Fills the table of longest common subsequences; returns the length for the whole of both. */
static uint32_t align(sayings *all, const saying *a, const saying *b) {
    uint32_t width = b->count + 1;
    uint16_t *t = all->table;
    for (uint32_t k = 0; k <= b->count; k++) t[a->count * width + k] = 0;
    for (uint32_t i = a->count; i-- > 0;) {
        t[i * width + b->count] = 0;
        uint64_t fold = fold_of(all, a, i);
        for (uint32_t k = b->count; k-- > 0;) {
            uint16_t down = t[(i + 1) * width + k], right = t[i * width + k + 1];
            t[i * width + k] = fold == fold_of(all, b, k) ? (uint16_t)(t[(i + 1) * width + k + 1] + 1) : down > right ? down
                               : right;
        }
    }
    return t[0];
}

static uint32_t person_of_quote(const story *s, const saying *one) {
    uint32_t entity = s->reports[one->report]->quotes.at[one->quote].entity;
    return entity == REPORT_NONE ? REPORT_NONE : s->person_of[one->report][entity];
}

/* The pairs of equal words along the longest common subsequence that `align` has just filled the table for; how many. */
static uint32_t trace(const sayings *all, const saying *a, const saying *b, uint16_t (*at)[2]) {
    const uint16_t *t = all->table;
    uint32_t width = b->count + 1, i = 0, k = 0, n = 0;
    while (i < a->count && k < b->count && t[i * width + k]) {
        if (fold_of(all, a, i) == fold_of(all, b, k)) {
            at[n][0] = (uint16_t)i++;
            at[n++][1] = (uint16_t)k++;
        } else if (t[(i + 1) * width + k] >= t[i * width + k + 1]) i++;
        else k++;
    }
    return n;
}

static bool is_mark(const syn_report *r, uint32_t w) {
    if (w >= r->words.n || r->words.at[w].kind != WORD_PUNCT) return false;
    syn_slice mark = slice_cut(r->text, r->words.at[w].begin, r->words.at[w].end);
    return slice_equal(mark, SLICE_LIT("'")) || slice_equal(mark, SLICE_LIT("\"")) || slice_equal(mark, SLICE_LIT("‘")) ||
           slice_equal(mark, SLICE_LIT("’")) || slice_equal(mark, SLICE_LIT("“")) || slice_equal(mark, SLICE_LIT("”"));
}

/* Do the words [first, last] of a saying stand in quotation marks of their own there? A phrase that is quoted inside is
 * nobody's shortened quotation. */
static bool in_own_marks(const story *s, const sayings *all, const saying *one, uint32_t first, uint32_t last) {
    const syn_report *r = s->reports[one->report];
    uint32_t from = all->words.at[one->first + first], to = all->words.at[one->first + last];
    if (!(first && from && is_mark(r, from - 1)) && !is_mark(r, from + 1)) return false;
    return is_mark(r, to + 1) || (r->words.at[to].kind == WORD_POSSESSIVE) || is_mark(r, to + 2);
}

/* Do the equal words lie together in both, and say something? A few words that are spread over a long quotation are
 * chance. */
static bool lies_together(const story *s, const sayings *all, const saying *a, const saying *b, uint32_t equal) {
    uint16_t at[LONGEST][2];
    uint32_t n = trace(all, a, b, at), content = 0;
    if (!n) return false;
    const syn_word *words = s->reports[a->report]->words.at;
    for (uint32_t i = 0; i < n; i++) content += word_is_content(&words[all->words.at[a->first + at[i][0]]]);
    if (equal < a->count && equal < b->count && content < LEAST_CONTENT) return false;
    if (in_own_marks(s, all, a, at[0][0], at[n - 1][0]) || in_own_marks(s, all, b, at[0][1], at[n - 1][1])) return false;
    uint32_t in_a = at[n - 1][0] - at[0][0] + 1u, in_b = at[n - 1][1] - at[0][1] + 1u, wide = in_a > in_b ? in_a : in_b;
    return wide <= equal + 1 + equal / 4;
}

static bool same_saying(const story *s, sayings *all, const saying *a, const saying *b) {
    uint32_t equal = align(all, a, b), shorter = a->count < b->count ? a->count : b->count;
    uint32_t one = person_of_quote(s, a), two = person_of_quote(s, b);
    bool same = one != REPORT_NONE && one == two, known = one != REPORT_NONE && two != REPORT_NONE;
    if (shorter < RUN) return same && equal == shorter && a->count == b->count;
    const saying *brief = a->count < b->count ? a : b;
    if (shorter < LEAST_ALIEN && !same && !span_present(s->reports[brief->report]->quotes.at[brief->quote].cue))
        return false;
    if (shorter < SHORT && !lies_together(s, all, a, b, equal)) return false;
    if (known && !same) return equal >= 6 && equal * 10 >= shorter * 8;
    return equal * 10 >= shorter * (same ? 6 : 7) && equal >= RUN;
}

static uint64_t run_key(const sayings *all, const saying *one, uint32_t at) {
    uint64_t hash = 0;
    uint32_t run = one->count < RUN ? one->count : RUN;
    for (uint32_t i = 0; i < run; i++) hash = hash_join(hash, fold_of(all, one, at + i));
    return hash;
}

/* Puts each saying into an utterance: the first of the candidates that it is the same as, or a new one. */
static bool group_sayings(story *s, sayings *all) {
    syn_map runs;  /* a run of words -> the utterance that has it */
    map_init(&runs, s->scratch);
    map_init(&all->said, s->scratch);
    all->table = ARENA_ARRAY(s->scratch, uint16_t, (size_t)(LONGEST + 1) * (LONGEST + 1));
    all->last = ARENA_ARRAY(s->scratch, uint32_t, all->list.n + 1);
    if (!all->table || !all->last) return false;
    for (uint32_t i = 0; i < all->list.n; i++) {
        saying *one = &all->list.at[i];
        uint32_t tried[CANDIDATES], tries = 0, run = one->count < RUN ? one->count : RUN;
        for (uint32_t at = 0; at + run <= one->count && one->utterance == REPORT_NONE && tries < CANDIDATES; at++) {
            uint32_t found = map_get(&runs, run_key(all, one, at));
            bool known = found == MAP_NONE;
            for (uint32_t k = 0; k < tries && !known; k++) known = tried[k] == found;
            if (known) continue;
            tried[tries++] = found;
            if (same_saying(s, all, one, &all->list.at[all->lead.at[found]])) one->utterance = found;
        }
        if (one->utterance == REPORT_NONE) {
            one->utterance = all->lead.n;
            if (!VEC_PUSH(s->scratch, &all->lead, i)) return false;
        } else {
            all->list.at[all->last[one->utterance]].next = i;
            if (one->count > all->list.at[all->lead.at[one->utterance]].count) all->lead.at[one->utterance] = i;
        }
        all->last[one->utterance] = i;
        for (uint32_t at = 0; at + run <= one->count; at++) {
            uint64_t key = run_key(all, one, at);
            if (!map_slot_of(&runs, key, one->utterance) || !map_slot_of(&all->said, hash_join(key, one->report), i))
                return false;
        }
    }
    return true;
}

/* Pairs of equal words at the edge of an alignment that stand by themselves ("the" far from the rest) are chance. From
 * either end, drops runs shorter than EDGE_RUN that a longer gap follows. Returns how many of the `n` pairs are left in
 * [*from, n). */
static uint32_t trim_edges(const uint16_t (*at)[2], uint32_t n, uint32_t *from) {
    for (*from = 0; *from < n;) {
        uint32_t run = 1;
        while (*from + run < n && at[*from + run][0] == at[*from + run - 1][0] + 1 &&
               at[*from + run][1] == at[*from + run - 1][1] + 1) run++;
        if (run >= EDGE_RUN || *from + run >= n) break;
        *from += run;
    }
    while (n > *from) {
        uint32_t run = 1;
        while (n - run > *from && at[n - run][0] == at[n - run - 1][0] + 1 && at[n - run][1] == at[n - run - 1][1] + 1)
            run++;
        if (run >= EDGE_RUN || n - run <= *from) break;
        n -= run;
    }
    return n;
}

static bool sentence_break(const story *s, const sayings *all, const saying *one, uint32_t i) {
    const syn_report *r = s->reports[one->report];
    uint32_t w = all->words.at[one->first + i];
    for (uint32_t next = w + 1; next < r->words.n && next <= w + 2 && r->words.at[next].kind == WORD_PUNCT; next++)
        if (strchr(".!?", r->text.ptr[r->words.at[next].begin])) return true;
    return false;
}

/* True if a report quotes the words [from, to) of `one` elsewhere: a cue broke in, or it quotes the sentence in parts. */
static bool quotes_too(const sayings *all, uint32_t report, const saying *one, uint32_t from, uint32_t to) {
    if (to < from + RUN) return false;
    return map_get(&all->said, hash_join(run_key(all, one, from), report)) != MAP_NONE ||
           map_get(&all->said, hash_join(run_key(all, one, to - RUN), report)) != MAP_NONE;
}

/* Flags the words of `one` that the reading of `report` leaves out of the sentences in which it begins (before word `first`)
 * and ends (behind word `last`): a quote that was cut inside a sentence. */
static uint32_t left_out(const story *s, const sayings *all, const saying *one, uint32_t report, uint32_t first,
                         uint32_t last, uint8_t *flags) {
    uint32_t from = first, to = last + 1, found = 0;
    while (from > 0 && !sentence_break(s, all, one, from - 1)) from--;
    while (to < one->count && !sentence_break(s, all, one, to - 1)) to++;
    if (!quotes_too(all, report, one, from, first))
        for (uint32_t i = from; i < first; i++, found++) flags[i] = 1;
    if (!quotes_too(all, report, one, last + 1, to))
        for (uint32_t i = last + 1; i < to; i++, found++) flags[i] = 1;
    return found;
}

/* The words of b that differ from a inside the stretch that both hold (and of a from b), and those that one of them leaves
 * out of a sentence, as flags; how many. */
static uint32_t differing(const story *s, sayings *all, const saying *a, const saying *b, uint8_t *of_a, uint8_t *of_b) {
    align(all, a, b);
    uint16_t at[LONGEST][2];
    uint32_t from, found = 0, n = trim_edges((const uint16_t (*)[2])at, trace(all, a, b, at), &from);
    if (n == from) return 0;
    for (uint32_t p = from; p + 1 < n; p++) {
        for (uint32_t x = at[p][0] + 1u; x < at[p + 1][0]; x++) of_a[x] = 1, found++;
        for (uint32_t x = at[p][1] + 1u; x < at[p + 1][1]; x++) of_b[x] = 1, found++;
    }
    uint32_t lead_a = at[from][0], lead_b = at[from][1], rest_a = a->count - at[n - 1][0], rest_b = b->count - at[n - 1][1];
    if (lead_a == 0 || lead_b == 0 || (lead_a <= EDGE_WORDS && lead_b <= EDGE_WORDS))
        found += left_out(s, all, a, b->report, lead_a, a->count, of_a) + left_out(s, all, b, a->report, lead_b, b->count,
                                                                                   of_b);
    if (rest_a == 1 || rest_b == 1 || (rest_a <= EDGE_WORDS && rest_b <= EDGE_WORDS))
        found += left_out(s, all, a, b->report, 0, at[n - 1][0], of_a) + left_out(s, all, b, a->report, 0, at[n - 1][1],
                                                                                  of_b);
    return found;
}

static bool add_reading(story *s, sayings *all, collation_difference *d, const saying *one, const uint8_t *flags) {
    const syn_report *r = s->reports[one->report];
    syn_span whole = saying_span(s, one);
    const uint32_t *words = all->words.at + one->first;
    uint32_t first = one->count, last = 0;
    for (uint32_t i = 0; i < one->count; i++)
        if (flags[i]) {
            if (first == one->count) first = i;
            last = i;
        }
    collation_reading reading = {.place = {one->report, whole}};
    if (span_length(whole) > SHOWN_BYTES) {
        if (first == one->count) first = last = 0;
        uint32_t from = first > AROUND ? first - AROUND : 0, to = last + AROUND < one->count ? last + AROUND
                        : one->count - 1;
        while (to > from && r->words.at[words[to]].end - r->words.at[words[from]].begin > SHOWN_BYTES) to--;
        reading.place.span = (syn_span){r->words.at[words[from]].begin, r->words.at[words[to]].end};
    }
    for (uint32_t i = 0; i < one->count; i++) {
        syn_span mark = {r->words.at[words[i]].begin, r->words.at[words[i]].end};
        if (!flags[i] || !span_inside(mark, reading.place.span)) continue;
        if (i && flags[i - 1] && reading.marks.n) reading.marks.at[reading.marks.n - 1].span.end = mark.end;
        else if (!VEC_PUSH(s->keep, &reading.marks, (syn_place){one->report, mark})) return false;
    }
    return VEC_PUSH(s->keep, &d->readings, reading);
}

/* A difference of wording, if the readings of one utterance are worded in two ways. */
static bool wording(story *s, sayings *all, uint32_t utterance, uint32_t first) {
    const saying *lead = &all->list.at[all->lead.at[utterance]];
    uint8_t *lead_flags = ARENA_ARRAY(s->scratch, uint8_t, LONGEST), *flags = ARENA_ARRAY(s->scratch, uint8_t, LONGEST);
    if (!lead_flags || !flags) return false;
    collation_difference d = {.kind = DIFFER_WORDING, .about = {lead->report, saying_span(s, lead)}};
    uint32_t found = 0, readings = 0, last_report = REPORT_NONE;
    for (uint32_t i = first; i != REPORT_NONE && readings < MOST_READINGS; i = all->list.at[i].next) {
        const saying *one = &all->list.at[i];
        if (one == lead || one->report == lead->report || one->report == last_report) continue;
        memset(flags, 0, LONGEST);
        found += differing(s, all, lead, one, lead_flags, flags);
        if (!add_reading(s, all, &d, one, flags)) return false;
        last_report = one->report;
        readings++;
    }
    if (!found || s->out->differences.n >= CAP_FINDINGS) return true;
    if (!add_reading(s, all, &d, lead, lead_flags)) return false;
    for (uint32_t i = d.readings.n - 1; i && d.readings.at[i - 1].place.report > d.readings.at[i].place.report; i--) {
        collation_reading held = d.readings.at[i];  /* the lead takes its place among the letters */
        d.readings.at[i] = d.readings.at[i - 1];
        d.readings.at[i - 1] = held;
    }
    s->out->quotes.at[utterance].difference = s->out->differences.n;
    return VEC_PUSH(s->keep, &s->out->differences, d);
}

static bool tell(story *s, sayings *all, uint32_t utterance, uint32_t first) {
    const saying *lead = &all->list.at[all->lead.at[utterance]];
    collation_utterance u = {.person = REPORT_NONE, .difference = REPORT_NONE};
    u.lead = (syn_place){lead->report, saying_span(s, lead)};
    for (uint32_t i = first; i != REPORT_NONE; i = all->list.at[i].next) {
        const saying *one = &all->list.at[i];
        const syn_quote *quote = &s->reports[one->report]->quotes.at[one->quote];
        collation_reading_of_quote reading = {.place = {one->report, saying_span(s, one)},
            .source = {one->report, quote->source}, .cue = {one->report, quote->cue}, .said_on = quote->said_on,
            .venue = quote->venue, .kind = quote->kind};
        uint32_t person = person_of_quote(s, one);
        if (u.person == REPORT_NONE && person != REPORT_NONE) u.person = person;
        if (!u.speaker.len) u.speaker = quote->speaker;
        if (!VEC_PUSH(s->keep, &u.readings, reading)) return false;
    }
    if (u.person != REPORT_NONE) u.speaker = s->out->people.at[u.person].name;
    return VEC_PUSH(s->keep, &s->out->quotes, u);
}

bool story_utterances(story *s) {
    sayings all = {0};
    if (!collect(s, &all) || !group_sayings(s, &all)) return false;
    uint32_t *first = ARENA_ARRAY(s->scratch, uint32_t, all.lead.n + 1);
    if (!first) return false;
    for (uint32_t i = all.list.n; i-- > 0;) first[all.list.at[i].utterance] = i;
    for (uint32_t u = 0; u < all.lead.n && u < CAP_FINDINGS; u++)
        if (!tell(s, &all, u, first[u])) return false;
    for (uint32_t u = 0; u < all.lead.n && u < CAP_FINDINGS; u++)
        if (!wording(s, &all, u, first[u])) return false;
    return true;
}
