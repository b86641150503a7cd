/* print.c - what a caller can ask of a report or a comparison, and the two printed forms: both are tell's work. */
#include "engine/engine.h"
#include "tell/tell.h"

#include <stdlib.h>

void syn_free(char *text) { free(text); }

size_t syn_reports_count(const syn_reports *reports) { return reports ? reports->count : 0; }

const syn_report *syn_reports_at(const syn_reports *reports, size_t index) {
    return reports && index < reports->count ? reports->at[index] : NULL;
}

void syn_reports_free(syn_reports *reports) {
    if (!reports) return;
    for (size_t i = 0; i < reports->count; i++) report_free(reports->at[i]);
    free(reports->at);
    budget_drop(reports->shared);
    free(reports);
}

syn_outcome syn_report_outcome(const syn_report *report) { return report ? report->outcome : SYN_OUTCOME_EMPTY; }

const char *syn_outcome_name(syn_outcome outcome) { return outcome_name(outcome); }

/* Slices of a finished report end with a NUL (read.c sees to it). */
static const char *text_out(syn_slice s, size_t *length) {
    if (length) *length = s.len;
    return s.len ? s.ptr : "";
}

#define GETTER(field)                                                                  \
    const char *syn_report_##field(const syn_report *report, size_t *length) {         \
        return text_out(report ? report->field : SLICE_NONE, length);                  \
    }
GETTER(id)
GETTER(input)
GETTER(reason)
GETTER(title)
GETTER(text)

/* Hands a filled buffer to the caller, or releases it where `code` or the buffer failed. */
static syn_code buffer_out(syn_code code, syn_buffer *buffer, char **out, size_t *length, syn_error *error) {
    if (code == SYN_OK) code = buffer_check(buffer, "tell", error);
    if (code == SYN_OK) {
        *out = buffer_take(buffer, length);
        if (!*out) code = error_memory(error, "tell");
    }
    buffer_free(buffer);
    return code;
}

static bool form_known(syn_form form, syn_form last) { return (unsigned)form <= (unsigned)last; }

syn_code syn_report_print(char **out, size_t *length, const syn_report *report, syn_form form, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !report || !form_known(form, SYN_FORM_JSON_WORDS))
        return error_set(error, SYN_ERR_ARGUMENT, "tell", 0,
                         "syn_report_print: out or report is NULL, or the form is unknown");
    if (form == SYN_FORM_HTML)
        return error_set(error, SYN_ERR_ARGUMENT, "tell", 0,
                         "one report is told as JSON, text or Markdown; a comparison as HTML");
    syn_buffer buffer = BUFFER_EMPTY;
    tell_options options = {.form = form};
    return buffer_out(tell_report(&options, report, report->marked, &buffer, error), &buffer, out, length, error);
}

syn_code syn_comparison_print(char **out, size_t *length, const syn_comparison *comparison, syn_form form,
                              const syn_print_options *options, syn_error *error) {
    if (out) *out = NULL;
    if (!out || !comparison || !form_known(form, SYN_FORM_MARKDOWN))
        return error_set(error, SYN_ERR_ARGUMENT, "tell", 0,
                         "syn_comparison_print: out or comparison is NULL, or the form is unknown");
    syn_print_options set = {0};
    if (options) {
        if (options->size < sizeof(size_t) || options->size > 4096)
            return error_set(error, SYN_ERR_ARGUMENT, "tell", 0,
                             "syn_comparison_print: options.size is not the size of the options");
        memcpy(&set, options, options->size < sizeof set ? options->size : sizeof set);
    }
    collation_set all = {comparison->stories, comparison->story_count, comparison->inputs, comparison->input_count};
    tell_options how = {.form = form, .width = set.width, .color = set.color != 0, .show = set.show};
    syn_buffer buffer = BUFFER_EMPTY;
    return buffer_out(tell_set(&how, &all, &buffer, error), &buffer, out, length, error);
}
