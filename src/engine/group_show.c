/* group_show.c - the stories of a grouping for a person: all of them, the largest first, or one with its reports.
 *
 * Size is told in sources that do not copy each other (group/labels.h); what is called newest is the latest day on which a
 * report of the story was published. */
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "engine/group.h"
#include "group/labels.h"
#include "tell/flow.h"
#include "tell/json_writer.h"

#define MINUTES 1440

static const char *const STAGE = "group";

typedef struct shown_report {
    uint32_t report;
    group_copies copies;
    uint32_t first, next;    /* of a lead: the first report that it leads; of one that is led: the next; indexes, or REPORT_NONE */
} shown_report;

typedef struct shown_story {
    uint32_t story;
    story_label label;
    syn_slice headline;
    shown_report *reports;   /* in the arena */
} shown_story;

/* Is a report told below the one that leads its copies? */
static bool is_led(const shown_report *r) { return r->copies.lead != REPORT_NONE && r->copies.lead != r->report; }

/* Hangs the reports that are led below their leads, in their order. */
static syn_code hang_copies(shown_report *reports, uint32_t count, syn_arena *scratch, syn_error *error) {
    syn_map at;
    map_init(&at, scratch);
    for (uint32_t i = 0; i < count; i++)
        if (!map_set(&at, reports[i].report, i)) return arena_check(scratch, STAGE, error);
    for (uint32_t i = count; i-- > 0;) {
        uint32_t lead = is_led(&reports[i]) ? map_get(&at, reports[i].copies.lead) : MAP_NONE;
        if (lead == MAP_NONE) continue;
        reports[i].next = reports[lead].first;
        reports[lead].first = i;
    }
    return SYN_OK;
}

static syn_code label_of(const syn_grouping *stream, uint32_t story, shown_story *out, syn_arena *scratch,
                         syn_error *error) {
    uint32_t count = grouping_size(stream->g, story), n = 0;
    label_report *reports = ARENA_ARRAY(scratch, label_report, count);
    *out = (shown_story){.story = story, .reports = ARENA_ARRAY(scratch, shown_report, count)};
    if (!reports || !out->reports) return arena_check(scratch, STAGE, error);
    for (uint32_t r = grouping_first(stream->g, story); r != REPORT_NONE; r = grouping_next(stream->g, r)) {
        group_report kept = grouping_report(stream->g, r);
        label_name *names = ARENA_ARRAY(scratch, label_name, LABEL_REPORT_NAMES);
        shown_report *shown = &out->reports[n];
        *shown = (shown_report){.report = r, .first = REPORT_NONE, .next = REPORT_NONE};
        if (!names) return arena_check(scratch, STAGE, error);
        syn_code told = grouping_copies(stream->g, r, &shown->copies, scratch, error);
        if (told != SYN_OK) return told;
        reports[n++] = (label_report){.names = names, .name_count = label_names_unpack(kept.names, names),
                                      .title = kept.title, .source = kept.source,
                                      .time = kept.day == PORTRAIT_NO_DAY ? LABEL_NO_TIME : (int64_t)kept.day * MINUTES,
                                      .counts = shown->copies.counts};
    }
    syn_code code = hang_copies(out->reports, n, scratch, error);
    if (code == SYN_OK) code = label_story(reports, n, &out->label, scratch, error);
    if (code == SYN_OK && out->label.headline != REPORT_NONE) out->headline = reports[out->label.headline].title;
    return code;
}

static int by_size(const void *left, const void *right) {
    const shown_story *a = left, *b = right;
    if (a->label.sources != b->label.sources) return a->label.sources > b->label.sources ? -1 : 1;
    if (a->label.last != b->label.last) return a->label.last > b->label.last ? -1 : 1;
    return a->story < b->story ? -1 : a->story > b->story;
}

/* ---- in words and as JSON ---- */

static size_t day_text(int64_t time, char out[40]) {
    if (time == LABEL_NO_TIME) return 0;
    int64_t day = time >= 0 ? time / MINUTES : -((-time + MINUTES - 1) / MINUTES);
    syn_civil civil = civil_from_days((long)day);
    return civil_print(&civil, out);
}

static void put_names(json_writer *w, const char *key, const labelled_name names[LABEL_NAMES]) {
    if (!names[0].name.len) return;
    json_key(w, key);
    json_open(w, '[');
    for (int i = 0; i < LABEL_NAMES && names[i].name.len; i++) {
        json_open(w, '{');
        json_put_string(w, "name", names[i].name);
        json_put_count(w, "reports", names[i].reports);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_label(json_writer *w, const shown_story *s) {
    char name[16], first[40], last[40];
    snprintf(name, sizeof name, "s%u", s->story + 1);
    json_put_string(w, "story", slice_str(name));
    json_put_text(w, "headline", s->headline);
    json_put_count(w, "reports", s->label.reports);
    json_put_count(w, "independent", s->label.independent);
    json_put_count(w, "sources", s->label.sources);
    json_put_text(w, "first", slice_of(first, day_text(s->label.first, first)));
    json_put_text(w, "last", slice_of(last, day_text(s->label.last, last)));
    json_put_text(w, "pace", slice_str(label_pace_name(s->label.pace)));
    put_names(w, "people", s->label.people);
    put_names(w, "places", s->label.places);
}

static void add_count(syn_buffer *out, uint32_t count, const char *one, const char *more) {
    buffer_add_format(out, "%u %s", count, count == 1 ? one : more);
}

static void say_label(syn_buffer *out, const shown_story *s) {
    char first[40], last[40];
    size_t from = day_text(s->label.first, first), to = day_text(s->label.last, last);
    buffer_add_format(out, "s%u  ", s->story + 1);
    add_count(out, s->label.sources, "source", "sources");
    buffer_add_str(out, ", ");
    add_count(out, s->label.reports, "report", "reports");
    if (from) buffer_add_format(out, ", %.*s", (int)from, first);
    if (from && !slice_equal(slice_of(first, from), slice_of(last, to))) buffer_add_format(out, " to %.*s", (int)to, last);
    if (*label_pace_name(s->label.pace)) buffer_add_format(out, ", %s", label_pace_name(s->label.pace));
    buffer_add_str(out, "  ");
    flow_plain(out, s->headline);
    buffer_add_char(out, '\n');
}

static void say_names(syn_buffer *out, const char *lead, const labelled_name names[LABEL_NAMES]) {
    if (!names[0].name.len) return;
    buffer_add_str(out, lead);
    for (int i = 0; i < LABEL_NAMES && names[i].name.len; i++) {
        if (i) buffer_add_str(out, ", ");
        flow_plain(out, names[i].name);
    }
    buffer_add_char(out, '\n');
}

static void put_report(json_writer *w, const syn_grouping *stream, const shown_report *shown) {
    group_report kept = grouping_report(stream->g, shown->report);
    char day[40];
    int64_t time = kept.day == PORTRAIT_NO_DAY ? LABEL_NO_TIME : (int64_t)kept.day * MINUTES;
    json_open(w, '{');
    json_put_string(w, "id", kept.id);
    json_put_text(w, "source", kept.source);
    json_put_text(w, "url", kept.url);
    json_put_text(w, "title", kept.title);
    json_put_text(w, "published", slice_of(day, day_text(time, day)));
    if (kept.copy_of != REPORT_NONE) json_put_string(w, "copy_of", grouping_report(stream->g, kept.copy_of).id);
    if (kept.version_of != REPORT_NONE) json_put_string(w, "version_of", grouping_report(stream->g, kept.version_of).id);
    line_copies(w, stream->g, &shown->copies);
    json_close(w, '}');
}

static void say_report(syn_buffer *out, const syn_grouping *stream, const shown_report *shown) {
    static const char *const whys[] = {"", "the earliest", "the agency that others credit", "others say that it was first there"};
    group_report kept = grouping_report(stream->g, shown->report);
    char day[40];
    int64_t time = kept.day == PORTRAIT_NO_DAY ? LABEL_NO_TIME : (int64_t)kept.day * MINUTES;
    size_t length = day_text(time, day);
    buffer_add_str(out, is_led(shown) ? "    " : "  ");
    flow_plain(out, kept.id);
    if (length) buffer_add_format(out, "  %.*s", (int)length, day);
    if (kept.source.len) buffer_add_str(out, "  ");
    flow_plain(out, kept.source);
    if (kept.title.len) buffer_add_str(out, "  ");
    flow_plain(out, kept.title);
    const uint32_t others[2] = {kept.copy_of, kept.version_of};
    for (int i = 0; i < 2; i++) {
        if (others[i] == REPORT_NONE) continue;
        buffer_add_str(out, i ? "  (a version of " : "  (a copy of ");
        flow_plain(out, grouping_report(stream->g, others[i]).id);
        buffer_add_char(out, ')');
    }
    if (shown->copies.original == shown->report) buffer_add_format(out, "  (the original: %s)", whys[shown->copies.why]);
    buffer_add_char(out, '\n');
}

static void tell_story(syn_buffer *out, const syn_grouping *stream, const shown_story *s, syn_form form, bool reports) {
    json_writer w = {out, false};
    if (form == SYN_FORM_JSON) {
        json_open(&w, '{');
        put_label(&w, s);
        if (reports) {
            json_key(&w, "in_story");
            json_open(&w, '[');
        }
    } else {
        say_label(out, s);
        if (reports) say_names(out, "  people: ", s->label.people);
        if (reports) say_names(out, "  places: ", s->label.places);
    }
    for (uint32_t i = 0; reports && i < s->label.reports; i++) {
        const shown_report *own = &s->reports[i];
        if (form == SYN_FORM_JSON) put_report(&w, stream, own);
        else if (!is_led(own)) say_report(out, stream, own);
        for (uint32_t k = form == SYN_FORM_JSON ? REPORT_NONE : own->first; k != REPORT_NONE; k = s->reports[k].next)
            say_report(out, stream, &s->reports[k]);
    }
    if (form != SYN_FORM_JSON) return;
    if (reports) json_close(&w, ']');
    json_close(&w, '}');
    buffer_add_char(out, '\n');
}

/* ---- the calls ---- */

static syn_code asked(const char *call, char **out, const syn_grouping *stream, syn_form form, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !stream || (form != SYN_FORM_TEXT && form != SYN_FORM_JSON))
        return error_set(error, SYN_ERR_ARGUMENT, STAGE, 0,
                         "%s: out or grouping is NULL, or the form is not text or JSON", call);
    return SYN_OK;
}

syn_code syn_grouping_list(char **out, size_t *length, const syn_grouping *stream, syn_form form, syn_error *error) {
    syn_code code = asked("syn_grouping_list", out, stream, form, error);
    if (code != SYN_OK) return code;
    syn_arena keep, scratch;
    arena_init(&keep, &stream->shared->budget);
    arena_init(&scratch, &stream->shared->budget);
    uint32_t all = grouping_stories(stream->g), n = 0;
    shown_story *list = ARENA_ARRAY(&keep, shown_story, all);
    if (!list) code = arena_check(&keep, STAGE, error);
    for (uint32_t s = 0; code == SYN_OK && s < all; s++) {
        if (!grouping_size(stream->g, s)) continue;
        code = label_of(stream, s, &list[n++], &scratch, error);
        arena_reset(&scratch);
    }
    syn_buffer buffer = BUFFER_EMPTY;
    if (code == SYN_OK && n) qsort(list, n, sizeof *list, by_size);
    for (uint32_t i = 0; code == SYN_OK && i < n; i++) tell_story(&buffer, stream, &list[i], form, false);
    arena_free(&scratch);
    arena_free(&keep);
    if (code == SYN_OK) return group_hand_over(&buffer, out, length, error);
    buffer_free(&buffer);
    return code;
}

syn_code syn_grouping_show(char **out, size_t *length, const syn_grouping *stream, const char *story, syn_form form,
                           syn_error *error) {
    syn_code code = asked("syn_grouping_show", out, stream, form, error);
    if (code != SYN_OK) return code;
    uint32_t number = group_story_named(stream, story ? story : "", error);
    if (number == REPORT_NONE) return SYN_ERR_ARGUMENT;
    syn_arena scratch;
    shown_story shown;
    syn_buffer buffer = BUFFER_EMPTY;
    arena_init(&scratch, &stream->shared->budget);
    code = label_of(stream, number, &shown, &scratch, error);
    if (code == SYN_OK) tell_story(&buffer, stream, &shown, form, true);
    arena_free(&scratch);
    if (code == SYN_OK) return group_hand_over(&buffer, out, length, error);
    buffer_free(&buffer);
    return code;
}
