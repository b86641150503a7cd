/* people_roles.c - what each report says a person is.
 *
 * In: the titles and roles that the reports' entities have, and the descriptions that stand beside a name (people_find.c).
 * Out: person->roles, one a report, in order of reports. A courtesy title says nothing of what somebody is: "Mr." alone is
 * no role, and one at the end goes ("colleague Dr. Lund": colleague). A report that gives no role but describes somebody right
 * beside the name ("Jane Lund, a tax lawyer at Example Corp, said", "the mayor of Tarrow, Jane Lund") gives that, the
 * first time it does. Not taken: kin of somebody told of by a pronoun ("his wife"), groups, "another lawyer", "the boy". */
#include <string.h>

#include "compare/lexicon/lexicon.gen.h"
#include "compare/people/people.h"
#include "compare/timex.h"

enum { MOST_CLOSING = 12 };  /* words behind a noun in which its apposition is closed */

static bool is_courtesy(const syn_report *r, uint32_t w, bool alone) {
    const lexicon_entry *entry = lexicon_word(&lexicon_compare_courtesy, r->words.at[w].fold);
    return entry && (!*entry->value || (alone && entry->value[0] == 'a'));
}

syn_span role_told(const syn_report *r, syn_span role) {
    if (!span_present(role)) return role;
    uint32_t first = report_word_at(r, role.begin), end = first;
    while (end < r->words.n && r->words.at[end].begin < role.end) end++;
    uint32_t past = end;
    bool alone = end == first + 1;
    while (past > first && (r->words.at[past - 1].kind == WORD_PUNCT || is_courtesy(r, past - 1, alone))) past--;
    bool cut = false;
    for (uint32_t w = past; w < end; w++) cut |= is_courtesy(r, w, alone);
    if (!cut) return role;
    for (uint32_t w = first; w < past; w++) {
        uint8_t upos = r->words.at[w].upos;
        if (upos == UPOS_NOUN || upos == UPOS_PROPN) return (syn_span){role.begin, r->words.at[past - 1].end};
    }
    return (syn_span){0, 0};
}

/* Is it somebody's by a pronoun ("his wife")? */
static bool of_pronoun(const syn_report *r, const description *d) {
    const lexicon_entry *first = lexicon_word(&lexicon_compare_determiners, r->words.at[report_word_at(r, d->span.begin)].fold);
    return d->by == BY_OWNER && first && first->value[0] == 'p';
}

static bool is_role(const story *s, const description *d) {
    if (d->named == REPORT_NONE || d->other || (d->noun & NOUN_PLURAL)) return false;
    if ((d->noun & NOUN_BARE) && !d->modifiers) return false;  /* "the boy" */
    if (d->by != BY_A && d->by != BY_THE && d->by != BY_OWNER) return false;
    const collation_person *p = &s->out->people.at[d->named];
    return p->form == PERSON_NAMED && p->type == NAME_PERSON && !of_pronoun(s->reports[d->report], d);
}

/* What belongs to an apposition behind a name runs up to the mark that closes it: "the plaintiff in the ferry case,". A clause
 * of its own does not. */
static syn_span closed(const syn_report *r, const description *d) {
    uint32_t first = report_word_at(r, d->full.begin), past = report_word_at(r, d->full.end), end = past;
    bool behind = first > 0 && r->text.ptr[r->words.at[first - 1].begin] == ',';
    if (!behind) return d->full;
    for (; end < r->words.n && end < past + MOST_CLOSING; end++) {
        const syn_word *word = &r->words.at[end];
        char c = r->text.ptr[word->begin];
        if (word->sentence != r->words.at[first].sentence) return d->full;
        if (word->kind == WORD_PUNCT && (c == ',' || c == ';' || c == '.')) break;
        if (word->upos == UPOS_VERB || word->upos == UPOS_AUX || word->upos == UPOS_PRON || word->upos == UPOS_SCONJ ||
            timex_covers(r, word->begin)) return d->full;
    }
    return end < past + MOST_CLOSING && end > past ? (syn_span){d->full.begin, r->words.at[end - 1].end} : d->full;
}

bool story_described_roles(story *s, const descriptions *all) {
    for (uint32_t i = 0; i < all->n; i++) {
        const description *d = &all->at[i];
        if (!is_role(s, d)) continue;
        collation_person *p = &s->out->people.at[d->named];
        uint32_t at = p->roles.n;
        while (at > 0 && p->roles.at[at - 1].report > d->report) at--;
        if (at > 0 && p->roles.at[at - 1].report == d->report) continue;
        syn_place role = {d->report, closed(s->reports[d->report], d), false};
        if (!VEC_PUSH(s->keep, &p->roles, role)) return false;
        memmove(p->roles.at + at + 1, p->roles.at + at, (p->roles.n - 1 - at) * sizeof *p->roles.at);
        p->roles.at[at] = role;
    }
    return true;
}
