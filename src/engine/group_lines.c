/* group_lines.c - placings and events as lines of JSON. Fields that do not apply are left out. */
#include "engine/group_lines.h"

#include <math.h>
#include <stdio.h>

#include "group/decide.h"
#include "group/fingerprints.h"

/* "s5": the number of a story as it is printed. */
static void put_story(json_writer *w, const char *key, uint32_t story) {
    char name[16];
    int length = snprintf(name, sizeof name, "s%u", story + 1);
    json_put_string(w, key, slice_of(name, (size_t)length));
}

static void put_report(json_writer *w, const char *key, const grouping *g, uint32_t report) {
    json_put_string(w, key, grouping_report(g, report).id);
}

/* A score in the logarithm of odds, to the hundredth. */
static void put_score(json_writer *w, const char *key, double score) {
    json_key(w, key);
    json_real(w, floor(score * 100 / DECIDE_UNIT + 0.5) / 100);
}

/* "version_of":"m1","changed":{"new":0.35,"title":true} */
static void put_version(json_writer *w, const grouping *g, const group_placing *placing) {
    put_report(w, "version_of", g, placing->version_of);
    json_key(w, "changed");
    json_open(w, '{');
    if (placing->new_share >= 0) {
        json_key(w, "new");
        json_real(w, floor(placing->new_share * 100 + 0.5) / 100);
    }
    json_key(w, "title");
    json_bool(w, placing->new_title);
    json_close(w, '}');
}

void line_rest(syn_buffer *out, const grouping *g, const syn_report *report, const group_placing *placing, bool reasons) {
    json_writer w = {out, true};
    if (span_present(placing->why[0])) {
        json_key(&w, "why");
        json_open(&w, '[');
        for (int k = 0; k < GROUP_REASONS; k++)
            if (span_present(placing->why[k])) json_string(&w, report_slice(report, placing->why[k]));
        json_close(&w, ']');
    }
    if (placing->copy_of != REPORT_NONE) {
        put_report(&w, "copy_of", g, placing->copy_of);
        json_put_string(&w, "copy", slice_str(copy_kind_name(placing->copy_kind)));
    }
    if (placing->contains != REPORT_NONE) put_report(&w, "contains", g, placing->contains);
    if (placing->version_of != REPORT_NONE) put_version(&w, g, placing);
    if (report->outcome != SYN_OUTCOME_ARTICLE) {
        json_put_string(&w, "outcome", slice_str(outcome_name(report->outcome)));
        json_put_string(&w, "reason", report->reason);
    }
    if (reasons && report->outcome == SYN_OUTCOME_ARTICLE) line_reasons(&w, g, report, placing);
    buffer_add_str(out, "}\n");
}

void line_copies(json_writer *w, const grouping *g, const group_copies *copies) {
    if (copies->lead != REPORT_NONE) put_report(w, "lead", g, copies->lead);
    if (copies->original == REPORT_NONE) return;
    put_report(w, "original", g, copies->original);
    json_put_string(w, "original_why", slice_str(original_why_name(copies->why)));
}

void line_report(syn_buffer *out, const grouping *g, uint32_t report, const group_copies *copies) {
    group_report kept = grouping_report(g, report);
    json_writer w = {out, false};
    json_open(&w, '{');
    json_put_string(&w, "id", kept.id);
    put_story(&w, "story", kept.story);
    if (copies) line_copies(&w, g, copies);
    buffer_add(out, kept.note);
}

static const char *const event_names[] = {
    [EVENT_START] = "start", [EVENT_JOIN] = "join", [EVENT_COPY] = "copy", [EVENT_VERSION] = "version",
    [EVENT_MERGE] = "merge", [EVENT_SPLIT] = "split", [EVENT_MOVE] = "move",
};

/* What an event says besides its report and story. */
static void put_about(json_writer *w, const grouping *g, const group_event *event) {
    if (event->other == REPORT_NONE) return;
    if (event->kind == EVENT_COPY || event->kind == EVENT_VERSION) put_report(w, "of", g, event->other);
    else put_story(w, "from", event->other);
}

void line_logged(syn_buffer *out, const grouping *g, uint64_t number, const group_event *event,
                 const group_placing *placing) {
    json_writer w = {out, false};
    json_open(&w, '{');
    json_put_count(&w, "n", number);
    json_put_string(&w, "event", slice_str(event_names[event->kind]));
    if (event->report != REPORT_NONE) put_report(&w, "id", g, event->report);
    put_story(&w, "story", event->story);
    put_about(&w, g, event);
    if (event->by_person) {
        json_key(&w, "by");
        json_string(&w, SLICE_LIT("person"));
    }
    double score = placing ? placing->score : event->score;
    if (placing ? score > 0 : !event->by_person && event->other != REPORT_NONE && event->kind >= EVENT_MERGE && score != 0)
        put_score(&w, "score", score);
    if (placing && placing->rival != REPORT_NONE) {
        put_story(&w, "rival", placing->rival);
        put_score(&w, "rival_score", placing->rival_score);
    }
    if (placing) {
        buffer_add(out, grouping_report(g, event->report).note);
        return;
    }
    json_close(&w, '}');
    buffer_add_char(out, '\n');
}

void line_event(syn_buffer *out, const grouping *g, const group_event *event) {
    if (event->kind != EVENT_MERGE && event->kind != EVENT_SPLIT && event->kind != EVENT_MOVE) return;
    json_writer w = {out, false};
    json_open(&w, '{');
    json_put_string(&w, "event", slice_str(event_names[event->kind]));
    put_story(&w, "story", event->story);
    put_story(&w, "from", event->other);
    if (event->kind == EVENT_MOVE) put_report(&w, "id", g, event->report);
    json_close(&w, '}');
    buffer_add_char(out, '\n');
}
