/* clean.c - the order in which a raw report becomes an article, and the putting together of its text.
 *
 * In: a report with decoded text, or with a page. Out: its text (paragraphs parted by one blank line, each verbatim in the
 * input), blocks, title, byline, dates, source, language and outcome. Plain text: plain.c parts it, head.c takes date,
 * title and byline, boilerplate.c and lines.c take out what is no story, dateline.c cuts the dateline. A page: page_meta.c
 * and page_text.c read the tree, then the same rules but lines.c run over its paragraphs; outcome.c says what the page is. A
 * verbatim report only gets blocks, language and what its head says. embeds.c comes last, on the finished text. */
#include "clean/parts.h"

#include "base/caps.h"
#include "base/error.h"
#include "text/language.h"

/* Joins the kept paragraphs into the report's text and writes the blocks. */
static syn_code assemble(clean_work *work) {
    syn_report *report = work->report;
    size_t total = 0;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < work->paras.n; i++) {
        if (work->paras.at[i].gone || !work->paras.at[i].text.len) continue;
        total += work->paras.at[i].text.len + 2;
        kept++;
    }
    if (total > CAP_REPORT_BYTES) {
        report->text = SLICE_NONE;
        report->outcome = SYN_OUTCOME_TOO_LARGE;
        report->reason = SLICE_LIT("the text is longer than a report may be");
        return SYN_OK;
    }
    char *out = arena_alloc(&report->arena, total + 1);
    syn_block *blocks = ARENA_ARRAY(&report->arena, syn_block, kept);
    if (!out || !blocks) return arena_check(&report->arena, "clean", work->error);
    size_t at = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < work->paras.n; i++) {
        const clean_para *para = &work->paras.at[i];
        if (para->gone || !para->text.len) continue;
        if (n) out[at++] = '\n', out[at++] = '\n';
        memcpy(out + at, para->text.ptr, para->text.len);
        blocks[n++] = (syn_block){.span = {(uint32_t)at, (uint32_t)(at + para->text.len)}, .kind = para->kind,
                                  .repeats = REPORT_NONE};
        at += para->text.len;
    }
    report->text = slice_of(out, at);
    report->blocks.at = blocks;
    report->blocks.n = report->blocks.cap = n;
    return SYN_OK;
}

/* The language of the text; where that is not certain, the one that the page declares. */
static syn_code set_language(syn_report *report, syn_slice declared, syn_error *error) {
    if (report->language.len) return SYN_OK;
    const char *found = language_of(report->text);
    if (!found) return error_memory(error, "clean");
    report->language = slice_str(found);
    if (!report->language.len) report->language = declared.len ? declared : report->declared;
    return SYN_OK;
}

static void set_outcome(syn_report *report, syn_outcome outcome, const char *reason) {
    report->outcome = outcome;
    report->reason = slice_str(reason);
}

static syn_code clean_plain(clean_work *work) {
    syn_report *report = work->report;
    syn_code code = plain_split(work, report->text);
    if (code) return code;
    head_dates(work);
    if ((code = dates_of_address(work)) != SYN_OK || (code = features_run(work)) != SYN_OK) return code;
    head_title(work);
    head_bylines(work);
    if ((code = boilerplate_run(work)) != SYN_OK || (code = head_dateline(work)) != SYN_OK) return code;
    lines_run(work);
    plain_kinds(work);
    if ((code = assemble(work)) != SYN_OK) return code;
    if (report->outcome == SYN_OUTCOME_ARTICLE && !report->text.len)
        set_outcome(report, SYN_OUTCOME_EMPTY, "no text is left once boilerplate is out");
    return SYN_OK;
}

/* Blocks of a text that stays as it is; its paragraphs are slices of it. */
static syn_code clean_verbatim(clean_work *work) {
    syn_report *report = work->report;
    syn_code code = plain_paragraphs(work, report->text);
    if (code) return code;
    if ((code = features_few(work, !report->settled)) != SYN_OK) return code;
    plain_kinds(work);
    for (uint32_t i = 0; i < work->paras.n; i++) {
        const clean_para *para = &work->paras.at[i];
        uint32_t begin = (uint32_t)(para->text.ptr - report->text.ptr);
        syn_block block = {.span = {begin, begin + (uint32_t)para->text.len}, .kind = para->kind, .repeats = REPORT_NONE};
        if (!VEC_PUSH(&report->arena, &report->blocks, block)) return arena_check(&report->arena, "clean", work->error);
    }
    /* Date and title are read from the head, which stays in the text. */
    clean_work head = *work;
    if (!report->settled) head_dates(&head);
    if (!report->settled) head_title(&head);
    if (!report->settled && (code = dates_of_address(work)) != SYN_OK) return code;
    if (!report->text.len) set_outcome(report, SYN_OUTCOME_EMPTY, "the text is empty");
    return SYN_OK;
}

static syn_code clean_page(clean_work *work) {
    clean_meta *meta = ARENA_NEW(work->scratch, clean_meta);
    if (!meta || !(meta->dates = page_dates_new(work->scratch))) return arena_check(work->scratch, "clean", work->error);
    syn_code code = page_read(work, meta);
    work->declared = meta->language;
    if (code || (code = features_run(work)) != SYN_OK) return code;
    head_bylines(work);
    if ((code = boilerplate_run(work)) != SYN_OK || (code = head_dateline(work)) != SYN_OK) return code;
    if ((code = assemble(work)) != SYN_OK) return code;
    if (work->report->outcome != SYN_OUTCOME_ARTICLE) return SYN_OK;
    if (!work->page->fragment) page_outcome(work, meta);
    else if (!work->report->text.len)
        set_outcome(work->report, SYN_OUTCOME_EMPTY, "no text is left once boilerplate is out");
    return SYN_OK;
}

syn_code clean_run(const clean_options *options, syn_report *report, const syn_page *page, syn_arena *scratch,
                   syn_error *error) {
    (void)options;
    if (!report || !scratch) return error_set(error, SYN_ERR_ARGUMENT, "clean", 0,
                                              "clean_run needs a report and a scratch arena");
    if (report->outcome != SYN_OUTCOME_ARTICLE) return SYN_OK;
    clean_work work = {.report = report, .page = page, .scratch = scratch, .error = error};
    syn_code code = page ? clean_page(&work) : report->verbatim ? clean_verbatim(&work) : clean_plain(&work);
    if (code) return code;
    if (work.too_many && !report->verbatim) {
        report->text = SLICE_NONE;
        report->blocks.n = 0;
        set_outcome(report, SYN_OUTCOME_TOO_LARGE, "the text has more paragraphs than a report may have");
    }
    if (report->summary && report->outcome == SYN_OUTCOME_ARTICLE) summary_outcome(report);
    if (report->text.len) {
        if ((code = set_language(report, work.declared, error)) != SYN_OK) return code;
        if ((code = embeds_run(report, scratch, error)) != SYN_OK) return code;
    }
    if ((code = arena_check(&report->arena, "clean", error)) != SYN_OK) return code;
    return arena_check(scratch, "clean", error);
}
