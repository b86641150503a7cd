/* brief.c - the story in a few sentences, and its headline.
 *
 * In: shared statements, weightiest first. Out: out->brief, out->headline, out->headline_place.
 * The nut first: the shared statement that stands highest in the reports; then what most accounts agree on, each sentence
 * verbatim, none that leans on a sentence before it, none that repeats one already taken. A story of one report, or one
 * whose reports agree on nothing, is told by the first sentences of its first report. */
#include "base/caps.h"
#include "compare/lexicon/lexicon.gen.h"
#include "compare/story.h"

#define LONGEST_BYTES 420   /* a longer sentence is shown in part */
#define LIKE_TAKEN 0.2      /* a sentence more like one that is taken is left out */

/* The whole sentence around a statement, unless it is too long to be shown. */
static syn_place whole_sentence(const story *s, syn_place place) {
    const syn_report *r = s->reports[place.report];
    uint32_t i = report_sentence_at(r, place.span.begin);
    if (i == REPORT_NONE || r->sentences.at[i].end < place.span.end) return place;
    syn_span sentence = {r->sentences.at[i].begin, r->sentences.at[i].end};
    const statement *opening = &s->statements.at[s->first_statement[place.report]];
    if (opening->sentence == i) sentence.begin = opening->span.begin;  /* without the dateline */
    return span_length(sentence) > LONGEST_BYTES ? place : (syn_place){place.report, sentence};
}

/* Words as white space parts them. */
static uint32_t count_words(syn_slice text) {
    uint32_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || (text.ptr[i] >= '\t' && text.ptr[i] <= '\r');
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}

/* Adds the sentence of a finding, unless the brief would have more words than it may. */
static bool add_sentence(story *s, const collation_shared *item) {
    collation_sentence sentence = {.lead = whole_sentence(s, item->lead), .independent = item->independent,
                                   .difference = item->difference};
    uint32_t words = 0;
    for (uint32_t i = 0; i < s->out->brief.n; i++) words += count_words(place_slice(s->out, s->out->brief.at[i].lead));
    if (s->brief_words && words + count_words(place_slice(s->out, sentence.lead)) > s->brief_words) return true;
    if (!VEC_PUSH(s->keep, &sentence.cites, sentence.lead)) return false;
    for (uint32_t i = 0; i < item->evidence.n; i++) {
        syn_place place = item->evidence.at[i];
        if (place.report == item->lead.report && place.span.begin == item->lead.span.begin) continue;
        if (!VEC_PUSH(s->keep, &sentence.cites, place)) return false;
    }
    return VEC_PUSH(s->keep, &s->out->brief, sentence);
}

static bool leans(const story *s, syn_place place) {
    const syn_report *r = s->reports[place.report];
    uint32_t w = report_word_at(r, whole_sentence(s, place).span.begin);
    while (w < r->words.n && r->words.at[w].kind == WORD_PUNCT) w++;
    return w >= r->words.n || lexicon_match(&lexicon_compare_leaning, r->words.at, w, r->words.n) ||
           !((r->words.at[w].flags & WORD_CAPITAL) || r->words.at[w].kind == WORD_NUMBER);
}

/* Is a statement of the sentence around `place` like one of a sentence that is taken, or of one cluster with it? */
static bool like_taken(const story *s, syn_place place) {
    syn_place sentence = whole_sentence(s, place);
    for (uint32_t i = s->first_statement[place.report]; i < s->first_statement[place.report + 1]; i++) {
        const statement *st = &s->statements.at[i];
        if (!span_inside(st->span, sentence.span)) continue;
        for (uint32_t k = 0; k < s->out->brief.n; k++) {
            syn_place taken = s->out->brief.at[k].lead;
            for (uint32_t t = s->first_statement[taken.report]; t < s->first_statement[taken.report + 1]; t++) {
                const statement *other = &s->statements.at[t];
                if (!span_inside(other->span, taken.span)) continue;
                bool same = st == other || (st->cluster != REPORT_NONE && st->cluster == other->cluster);
                if (same || statement_likeness(s, st, other) > LIKE_TAKEN) return true;
            }
        }
    }
    return false;
}

/* The nut: among what at least half of the most accounts say, the statement that stands nearest to the top of a report. */
static uint32_t choose_nut(const story *s) {
    const syn_collation *out = s->out;
    uint32_t most = 0, best = REPORT_NONE, best_place = UINT32_MAX;
    for (uint32_t i = 0; i < out->shared.n; i++)
        if (out->shared.at[i].independent > most) most = out->shared.at[i].independent;
    for (uint32_t i = 0; i < out->shared.n; i++) {
        const collation_shared *item = &out->shared.at[i];
        if (item->independent * 2 < most || leans(s, item->lead)) continue;
        uint32_t place = report_sentence_at(s->reports[item->lead.report], item->lead.span.begin);
        if (place < best_place) {
            best = i;
            best_place = place;
        }
    }
    return best;
}

static bool tell_one_report(story *s) {
    for (uint32_t i = 0; s->count && i < s->reports[0]->sentences.n && i < 3 && i < s->brief_sentences; i++) {
        const syn_sentence *sentence = &s->reports[0]->sentences.at[i];
        collation_shared item = {.lead = {0, {sentence->begin, sentence->end}}, .independent = 1, .difference = REPORT_NONE};
        if (!add_sentence(s, &item)) return false;
    }
    return true;
}

/* In how many reports each term stands. */
static bool count_reports(story *s) {
    uint32_t *last = ARENA_ARRAY(s->scratch, uint32_t, s->terms.n + 1);
    if (!last) return false;
    for (uint32_t t = 0; t < s->terms.n; t++) last[t] = REPORT_NONE;
    for (uint32_t i = 0; i < s->statements.n; i++) {
        const statement *st = &s->statements.at[i];
        if (st->copied) continue;
        for (uint32_t k = 0; k < st->terms; k++) {
            uint32_t t = s->term_lists.at[st->term + k];
            if (last[t] != st->report) s->terms.at[t].reports++;
            last[t] = st->report;
        }
    }
    return true;
}

/* The title whose words stand in most reports; the earlier letter among equals. */
static bool choose_headline(story *s) {
    if (!count_reports(s)) return false;
    double best = 0;
    for (uint32_t r = 0; r < s->count; r++) {
        syn_slice title = s->reports[r]->title;
        if (!title.len) continue;
        syn_words words = {0};
        syn_sentences sentences = {0};
        if (words_scan(&words, &sentences, title, "en", s->scratch, NULL) != SYN_OK) return !s->scratch->failed;
        double sum = 0;
        for (uint32_t w = 0; w < words.n; w++) {
            const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, words.at, w, words.n);
            uint64_t key = class ? hash_join(hash_join(0, 4), slice_hash(slice_str(class->value)))
                                 : hash_join(hash_join(0, 5), words.at[w].stem);
            uint32_t t = word_is_content(&words.at[w]) ? map_get(&s->term_index, key) : MAP_NONE;
            if (t != MAP_NONE && s->terms.at[t].reports > 1) sum += s->terms.at[t].reports;
        }
        sum = 1 + sum / (4.0 + words.n);
        if (sum > best + 1e-9) {
            best = sum;
            s->out->headline = r;
        }
    }
    if (s->out->brief.n) s->out->headline_place = s->out->brief.at[0].lead;
    return true;
}

bool story_brief(story *s) {
    syn_collation *out = s->out;
    uint32_t nut = choose_nut(s);
    if (nut != REPORT_NONE && !add_sentence(s, &out->shared.at[nut])) return false;
    for (uint32_t i = 0; i < out->shared.n && out->brief.n && out->brief.n < s->brief_sentences; i++) {
        const collation_shared *item = &out->shared.at[i];
        if (i == nut || item->independent < 2 || leans(s, item->lead) || like_taken(s, item->lead)) continue;
        if (!add_sentence(s, item)) return false;
    }
    if (!out->brief.n && !tell_one_report(s)) return false;
    return choose_headline(s);
}
