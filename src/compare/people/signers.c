/* signers.c - who signs a post.
 *
 * In: the quotes whose speaker no mention names, the people. Out: a mention more of the person of the handle that stands behind
 * the name of such a speaker. Linear in the quotes. */
#include "compare/people/people.h"

/* The person of the handle at a word, or REPORT_NONE. */
static uint32_t person_of_handle(const story *s, uint32_t r, uint32_t w) {
    const syn_report *report = s->reports[r];
    uint32_t low = 0, high = report->mentions.n;
    if (w >= report->words.n || report->words.at[w].kind != WORD_HANDLE) return REPORT_NONE;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->mentions.at[middle].span.begin < report->words.at[w].begin) low = middle + 1;
        else high = middle;
    }
    if (low >= report->mentions.n || report->mentions.at[low].span.begin > report->words.at[w].end) return REPORT_NONE;
    uint32_t entity = report->mentions.at[low].entity, person = entity == REPORT_NONE ? entity : s->person_of[r][entity];
    return person != REPORT_NONE && s->out->people.at[person].type == NAME_PERSON ? person : REPORT_NONE;
}

/* "- ida m (@idamarsh)": who signs a post is whose handle stands behind the name. */
bool people_signers(story *s) {
    for (uint32_t r = 0; r < s->count; r++) {
        const syn_report *report = s->reports[r];
        for (uint32_t q = 0; q < report->quotes.n; q++) {
            const syn_quote *quote = &report->quotes.at[q];
            if (quote->entity != REPORT_NONE || !span_present(quote->source)) continue;
            uint32_t w = report_word_at(report, quote->source.end);
            if (w < report->words.n && report->words.at[w].kind == WORD_PUNCT) w++;
            uint32_t person = person_of_handle(s, r, w);
            syn_place place = {r, quote->source, false};
            if (person != REPORT_NONE && !VEC_PUSH(s->keep, &s->out->people.at[person].mentions, place)) return false;
        }
    }
    return true;
}
