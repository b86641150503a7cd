/* tell.c - the driver: from a set of collations, or one report, to the form that was asked for; and what the forms share.
 *
 * In: findings as places (spans of reports). Out: bytes appended to a buffer. The forms decide nothing about the findings:
 * they keep their order and show their words verbatim. Memory: a scratch arena under the stories' own budget. */
#include "tell/tell.h"

#include "base/error.h"
#include "base/map.h"
#include "tell/forms.h"

uint32_t set_reports(const collation_set *set) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < set->count; i++) count += set->stories[i].count;
    return count;
}

uint32_t set_no_articles(const collation_set *set) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < set->input_count; i++) count += short_no_article(set->inputs[i]);
    return count;
}

uint32_t places_next(const syn_collation *c, const syn_places *places, uint32_t from) {
    while (from > 0 && from < places->n && places->at[from].report == places->at[from - 1].report &&
           short_sentence(c, places->at[from]) == short_sentence(c, places->at[from - 1]))
        from++;
    return from < places->n ? from : places->n;
}

/* The group of an utterance: by person, else by the speaker's name. */
static uint32_t group_of(said_groups *groups, const collation_utterance *u, syn_map *names) {
    if (u->person != REPORT_NONE) return u->person;
    uint64_t key = slice_hash(u->speaker);
    uint32_t found = map_get(names, key);
    if (found != MAP_NONE && slice_equal(groups->at[found].name, u->speaker)) return found;
    map_set(names, key, groups->n);
    groups->at[groups->n] = (said_group){.name = u->speaker, .person = REPORT_NONE};
    return groups->n++;
}

said_groups said_by_speaker(const syn_collation *c, syn_arena *arena) {
    said_groups groups = {ARENA_ARRAY(arena, said_group, (size_t)c->people.n + c->quotes.n + 1), c->people.n};
    if (!groups.at) return (said_groups){NULL, 0};
    syn_map names;
    map_init(&names, arena);
    for (uint32_t i = 0; i < c->people.n; i++) groups.at[i] = (said_group){.name = c->people.at[i].name, .person = i};
    for (uint32_t i = 0; i < c->quotes.n; i++)
        if (!VEC_PUSH(arena, &groups.at[group_of(&groups, &c->quotes.at[i], &names)].utterances, i))
            return (said_groups){NULL, 0};
    said_groups kept = {ARENA_ARRAY(arena, said_group, (size_t)groups.n + 1), 0};
    if (!kept.at) return kept;
    for (int unnamed = 0; unnamed < 2; unnamed++)
        for (uint32_t i = 0; i < groups.n; i++)
            if (groups.at[i].utterances.n && (groups.at[i].name.len == 0) == unnamed) kept.at[kept.n++] = groups.at[i];
    return kept;
}

difference_head *difference_heads(const syn_collation *c, syn_arena *arena) {
    enum { LINE = 90 };
    difference_head *heads = ARENA_ARRAY(arena, difference_head, (size_t)c->differences.n + 1);
    if (!heads) return NULL;
    for (uint32_t i = 0; i < c->differences.n; i++) {
        syn_slice about = place_slice(c, c->differences.at[i].about);
        size_t keep = short_cut(about, LINE);
        uint8_t kind = c->differences.at[i].kind;
        heads[i] = (difference_head){slice_cut(about, 0, keep), keep < about.len,
                                       short_difference_how(kind, c->differences.at[i].how)};
        if (kind == DIFFER_WORDING && !c->differences.at[i].how) heads[i].kind = "one thing, several names";  /* unless an utterance owns it, below */
    }
    for (uint32_t i = c->quotes.n; i > 0; i--) {
        const collation_utterance *u = &c->quotes.at[i - 1];
        if (u->difference >= c->differences.n || c->differences.at[u->difference].kind != DIFFER_WORDING) continue;
        difference_head *head = &heads[u->difference];
        head->kind = short_difference_how(DIFFER_WORDING, c->differences.at[u->difference].how);
        if (!u->speaker.len) continue;
        head->words = u->speaker;
        head->cut = false;
    }
    return heads;
}

/* A capital at the start of a sentence makes no other role. */
static bool same_role(const syn_collation *c, const collation_person *p, uint32_t a, uint32_t b) {
    return span_present(p->roles.at[a].span) &&
           slice_equal_ascii_case(place_slice(c, p->roles.at[a]), place_slice(c, p->roles.at[b]));
}

bool role_is_new(const syn_collation *c, const collation_person *p, uint32_t index) {
    if (index >= ROLES_MAX || !span_present(p->roles.at[index].span)) return false;
    for (uint32_t i = 0; i < index; i++)
        if (same_role(c, p, i, index)) return false;
    return true;
}

uint32_t role_next(const syn_collation *c, const collation_person *p, uint32_t index, uint32_t from) {
    for (uint32_t i = from + 1; i < p->roles.n && i < ROLES_MAX; i++)
        if (same_role(c, p, i, index)) return i;
    return REPORT_NONE;
}

const char *extent_mark(const collation_shared *s, uint32_t report) {
    bool less = s->extents != NULL, more = false, any = false;
    for (uint32_t i = 0; s->extents && i < s->evidence.n; i++) {
        if (s->evidence.at[i].report != report) continue;
        any = true;
        less = less && s->extents[i] == SAYS_LESS;
        more = more || s->extents[i] == SAYS_MORE;
    }
    return more ? SAYS_MORE_MARK : less && any ? SAYS_LESS_MARK : "";
}

uint32_t count_persons(const syn_collation *c) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->people.n; i++) n += c->people.at[i].type == NAME_PERSON && c->people.at[i].form != PERSON_WRITER;
    return n;
}

bool copy_first_known(const syn_collation *c, const collation_copy *copy) {
    if (copy->ordered) return true;
    const collation_source *first = &c->sources[copy->first];
    bool others = false;
    for (uint32_t i = 0; i < copy->spans.n; i++) {
        const collation_source *s = &c->sources[copy->spans.at[i].report];
        if (s == first) continue;
        if (s->day_inferred || !s->day.len || slice_compare(first->day, s->day) >= 0) return false;
        others = true;
    }
    return others && first->day.len && !first->day_inferred;
}

static syn_code finish(teller *t, syn_error *error) {
    syn_code code = arena_check(t->scratch, "tell", error);
    arena_free(t->scratch);
    return code != SYN_OK ? code : buffer_check(t->out, "tell", error);
}

/* The set as it is told to people: as agreed stands only what two independent accounts say. What one report says and
 * another copied from it is a copied passage, which has a list of its own; JSON keeps both. NULL when the arena failed. */
static const collation_set *set_for_people(const collation_set *set, collation_set *told, syn_arena *arena) {
    syn_collation *stories = ARENA_ARRAY(arena, syn_collation, (size_t)set->count + 1);
    if (!stories) return NULL;
    for (uint32_t i = 0; i < set->count; i++) {
        syn_collation *story = &stories[i];
        *story = set->stories[i];
        story->shared.at = ARENA_ARRAY(arena, collation_shared, (size_t)story->shared.n + 1);
        if (!story->shared.at) return NULL;
        story->shared.n = 0;
        for (uint32_t k = 0; k < set->stories[i].shared.n; k++)
            if (set->stories[i].shared.at[k].independent >= 2)
                story->shared.at[story->shared.n++] = set->stories[i].shared.at[k];
        story->shared.cap = story->shared.n;
    }
    *told = *set;
    told->stories = stories;
    return told;
}

/* Counts how many reports come from files of one name: 1, or 2 for several. */
static void files_count(teller *t) {
    for (uint32_t i = 0; i < t->set->input_count; i++) {
        const syn_report *r = t->set->inputs[i];
        uint64_t key = slice_hash(short_file(r));
        map_set(&t->files, key, map_get(&t->files, key) == MAP_NONE ? 1 : 2);
    }
}

syn_slice teller_source(const teller *t, const syn_report *report) {
    syn_slice file = short_file(report);
    bool many = t->set && file.len && map_get(&t->files, slice_hash(file)) == 2;
    return many && !report->source.len && report->id.len ? report->id : short_source(report);
}

static syn_code no_form(teller *t, syn_error *error) {
    arena_free(t->scratch);
    return error_set(error, SYN_ERR_ARGUMENT, "tell", 0, "there is no form %d", (int)t->options->form);
}

syn_code tell_set(const tell_options *options, const collation_set *set, syn_buffer *out, syn_error *error) {
    syn_arena scratch;
    arena_init(&scratch, set->count ? set->stories[0].arena.budget : NULL);
    teller t = {.options = options, .set = set, .out = out, .scratch = &scratch};
    collation_set people;
    map_init(&t.files, &scratch);
    if (options->form != SYN_FORM_JSON) {
        t.set = set_for_people(set, &people, &scratch);
        if (!t.set) return finish(&t, error);
        files_count(&t);
    }
    switch (options->form) {
    case SYN_FORM_TEXT: text_tell_set(&t); break;
    case SYN_FORM_JSON: json_tell_set(&t); break;
    case SYN_FORM_HTML: html_tell_set(&t); break;
    case SYN_FORM_MARKDOWN: markdown_tell_set(&t); break;
    default: return no_form(&t, error);
    }
    return finish(&t, error);
}

syn_code tell_report(const tell_options *options, const syn_report *report, bool marks, syn_buffer *out, syn_error *error) {
    syn_arena scratch;
    arena_init(&scratch, report->arena.budget);
    teller t = {.options = options, .out = out, .scratch = &scratch};
    map_init(&t.files, &scratch);
    switch (options->form) {
    case SYN_FORM_TEXT: text_tell_report(&t, report, marks); break;
    case SYN_FORM_JSON:
    case SYN_FORM_JSON_WORDS: json_tell_report(&t, report, marks); break;
    case SYN_FORM_MARKDOWN: markdown_tell_report(&t, report, marks); break;
    case SYN_FORM_HTML:  /* a page lays reports side by side */
    default: return no_form(&t, error);
    }
    return finish(&t, error);
}
