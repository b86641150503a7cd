/* group_why.c - why a report stands where it stands, in words: what it shares with its story, the score that decided,
 * and the nearest other story. Every name and word shown is one of the report. */
#include <math.h>
#include <stdlib.h>

#include "engine/group_lines.h"
#include "group/decide.h"

static const struct { uint8_t kind; const char *one, *more; } kinds[] = {
    {SHARED_PERSON, "the person", "the people"}, {SHARED_PLACE, "the place", "the places"},
    {SHARED_NAME, "the name", "the names"},
    {SHARED_NUMBER, "the number", "the numbers"}, {SHARED_TITLE, "the title's word", "the title's words"},
    {SHARED_WORD, "the word", "the words"},
};

/* "8.85": a score in the logarithm of odds. */
static void add_score(syn_buffer *out, double score) {
    long hundredths = lround(score * 100 / DECIDE_UNIT);
    buffer_add_format(out, "%s%ld.%02ld", hundredths < 0 ? "-" : "", labs(hundredths) / 100, labs(hundredths) % 100);
}

static bool shown(const group_reason *reason, bool rival) { return rival ? reason->in_rival : reason->in_story; }

/* What a report shares with its story or with the rival: "the people A, B; the place C". False if nothing. */
static bool add_shared(syn_buffer *out, const syn_report *report, const group_placing *p, bool rival) {
    bool some = false;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        uint32_t count = 0, n = 0;
        for (uint32_t i = 0; i < p->shared_count; i++)
            count += p->shared[i].kind == kinds[k].kind && shown(&p->shared[i], rival);
        if (!count) continue;
        buffer_add_str(out, some ? "; " : "");
        buffer_add_str(out, count == 1 ? kinds[k].one : kinds[k].more);
        for (uint32_t i = 0; i < p->shared_count; i++) {
            if (p->shared[i].kind != kinds[k].kind || !shown(&p->shared[i], rival)) continue;
            buffer_add_str(out, n++ ? ", " : " ");
            buffer_add(out, report_slice(report, p->shared[i].place));
        }
        some = true;
    }
    for (uint32_t i = 0; !rival && i < p->day_count; i++) {
        char day[40];
        syn_civil civil = civil_from_days((long)p->days[i]);
        if (i == 0) buffer_add_format(out, "%sthe day%s ", some ? "; " : "", p->day_count > 1 ? "s" : "");
        else buffer_add_str(out, ", ");
        buffer_add(out, slice_of(day, civil_print(&civil, day)));
        some = true;
    }
    return some;
}

/* The first sentence: what put the report where it stands. */
static void add_decision(syn_buffer *out, const grouping *g, const group_placing *p) {
    if (p->decided) {
        buffer_add_str(out, "a person put it there");
    } else if (p->version_of != REPORT_NONE || p->copy_of != REPORT_NONE) {
        buffer_add_str(out, p->version_of != REPORT_NONE ? "a later version of " : "a copy of ");
        buffer_add(out, grouping_report(g, p->version_of != REPORT_NONE ? p->version_of : p->copy_of).id);
    } else if (p->events.n && p->events.at[0].kind == EVENT_START) {
        buffer_add_str(out, p->rival == REPORT_NONE ? "a new story: none is near" : "a new story: none is near enough");
    } else {
        buffer_add_format(out, "joined s%u: score ", p->events.n ? p->events.at[0].story + 1 : p->story + 1);
        add_score(out, p->score);
        buffer_add_str(out, ", where more than 0 joins");
    }
}

static void put_rival(json_writer *w, syn_buffer *text, const syn_report *report, const group_placing *p) {
    if (p->rival == REPORT_NONE) return;
    text->len = 0;
    buffer_add_format(text, "nearest other story s%u: score ", p->rival + 1);
    add_score(text, p->rival_score);
    buffer_add_str(text, p->rival_score <= 0 ? ", not above 0" : ", which is less");
    size_t before = text->len;
    buffer_add_str(text, "; it shares ");
    if (!add_shared(text, report, p, true)) text->len = before;
    json_string(w, slice_of(text->ptr, text->len));
}

void line_reasons(json_writer *w, const grouping *g, const syn_report *report, const group_placing *placing) {
    syn_buffer text = BUFFER_EMPTY;
    json_key(w, "reasons");
    json_open(w, '[');
    add_decision(&text, g, placing);
    json_string(w, slice_of(text.ptr, text.len));
    text.len = 0;
    buffer_add_str(&text, "shares ");
    if (add_shared(&text, report, placing, false)) json_string(w, slice_of(text.ptr, text.len));
    put_rival(w, &text, report, placing);
    json_close(w, ']');
    if (text.failed != SYN_OK) w->out->failed = text.failed;
    buffer_free(&text);
}
