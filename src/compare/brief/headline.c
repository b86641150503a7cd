/* headline.c - the title that heads the story.
 *
 * In: the reports' titles and words, the brief. Out: out->headline, out->headline_place.
 * A title is worth the weight of its words, each by the share of reports that have it in their text and more if the brief
 * has it, against its length. A question, a label ("Live", "Opinion"), words to the reader, an address, a title that says
 * little or too much are worth less. Where no title says anything of the story, the first words of the brief head it.
 * Linear in the words. */
#include <math.h>

#include "compare/brief/brief.h"
#include "compare/lexicon/lexicon.gen.h"
#include "text/background.h"
#include "text/titles.h"

#define LEAST_WORTH 0.3      /* a title that is worth less says nothing of the story */
#define IN_NUT 2.5           /* what a word counts for that the first sentence of the brief has */
#define IN_BRIEF 1.5         /* ... that another has */

/* A word of the story's texts. */
typedef struct said {
    uint32_t reports, last;  /* how many reports have it; the last one counted */
    double bonus;
} said;

typedef struct heads {
    story *s;
    SYN_VEC(said) at;
    syn_map index;
    uint32_t reports;        /* copies aside */
} heads;

static uint64_t said_key(const syn_word *words, uint32_t w, uint32_t n) {
    const lexicon_entry *class = lexicon_match(&lexicon_compare_synonyms, words, w, n);
    return class ? slice_hash(slice_str(class->value)) : words[w].stem;
}

static bool count(heads *h) {
    const story *s = h->s;
    for (uint32_t i = 0; i < s->count; i++) {
        const syn_report *r = s->reports[i];
        if (s->out->sources[i].copy_of != REPORT_NONE) continue;
        h->reports++;
        for (uint32_t w = 0; w < r->words.n; w++) {
            if (!word_is_content(&r->words.at[w])) continue;
            uint32_t *slot = map_slot_of(&h->index, said_key(r->words.at, w, r->words.n), h->at.n);
            if (!slot || (*slot == h->at.n && !VEC_PUSH(s->scratch, &h->at, (said){0, REPORT_NONE, 1}))) return false;
            said *one = &h->at.at[*slot];
            one->reports += one->last != i;
            one->last = i;
        }
    }
    for (uint32_t i = s->out->brief.n; i-- > 0;) {  /* backwards: what the first has counts as that */
        syn_place lead = s->out->brief.at[i].lead;
        const syn_report *r = s->reports[lead.report];
        for (uint32_t w = report_word_at(r, lead.span.begin); w < r->words.n && r->words.at[w].begin < lead.span.end; w++) {
            uint32_t at = map_get(&h->index, said_key(r->words.at, w, r->words.n));
            if (at != MAP_NONE) h->at.at[at].bonus = i ? IN_BRIEF : IN_NUT;
        }
    }
    return true;
}

/* What a title is worth. *made: false when an arena failed. */
static double worth(const heads *h, syn_slice title, bool *made) {
    enum { WORDS = 48 };
    syn_words words = {0};
    syn_sentences sentences = {0};
    *made = words_scan(&words, &sentences, title, "en", h->s->scratch, NULL) == SYN_OK || !h->s->scratch->failed;
    uint64_t seen[WORDS];
    uint32_t content = 0;
    double sum = 0;
    for (uint32_t w = 0; w < words.n && content < WORDS; w++) {
        if (!word_is_content(&words.at[w])) continue;
        uint64_t key = said_key(words.at, w, words.n);
        uint32_t i = 0, at = map_get(&h->index, key);
        while (i < content && seen[i] != key) i++;
        if (i < content) continue;
        seen[content++] = key;
        if (at == MAP_NONE) continue;
        const said *one = &h->at.at[at];
        double agreed = h->reports > 1 ? (one->reports - (one->reports > 0)) / (h->reports - 1.0) : 1;
        sum += fmin(8, background_rarity(words.at[w].stem)) * one->bonus * (0.15 + agreed);
    }
    return content ? title_form(title, &words) * sum / (4.0 + content) : 0;
}

bool brief_headline(story *s) {
    heads h = {.s = s};
    map_init(&h.index, s->scratch);
    if (!count(&h)) return false;
    double best = LEAST_WORTH;
    for (uint32_t r = 0; r < s->count; r++) {
        bool made = true;
        double now = s->reports[r]->title.len ? worth(&h, s->reports[r]->title, &made) : 0;
        if (!made) return false;
        if (now > best + 1e-9) {
            best = now;
            s->out->headline = r;
        }
    }
    if (s->out->brief.n) s->out->headline_place = s->out->brief.at[0].lead;
    for (uint32_t r = 0; r < s->count && !span_present(s->out->headline_place.span); r++) {  /* a brief of no words */
        const syn_sentences *sentences = &s->reports[r]->sentences;
        if (sentences->n) s->out->headline_place = (syn_place){r, {sentences->at[0].begin, sentences->at[0].end}, false};
    }
    return true;
}
