/* title_score.c - chooses a page's title and byline from the candidates, by linear scorers.
 *
 * In: candidates with binary features (page_title.c, page_names.c) and the weights of gen/, learned by train/titles.c
 * (model/titles.md). Out: the report's title and byline. The best candidate is the title, where two are equally good the
 * first; names above a threshold are the byline (names_choose), in
 * the order of the page. Sums of whole numbers, so the same everywhere. */
#include "clean/claims.h"

#include "clean/gen/titles.inc"

syn_code page_title(page_cut *cut, clean_meta *meta) {
    syn_report *report = cut->work->report;
    title_list list;
    syn_code code = title_candidates(cut, meta, &list);
    if (code || report->title.len) return code;
    const title_candidate *best = NULL;
    int32_t most = 0;
    for (uint32_t i = 0; i < list.n; i++) {
        int32_t score = score_sum(&list.at[i].features, title_weights);
        if (best && score <= most) continue;
        best = &list.at[i];
        most = score;
    }
    if (best) report->title = meta_copy(report, best->text);
    if (best) meta->claims->title_at = best->node;
    return SYN_OK;
}

syn_code page_names(page_cut *cut, clean_meta *meta) {
    syn_report *report = cut->work->report;
    name_list list;
    if (report->byline.n) return SYN_OK;
    syn_code code = name_candidates(cut, meta, &list);
    if (code) return code;
    int32_t scores[NAME_CANDIDATES];
    bool kept[NAME_CANDIDATES];
    for (uint32_t i = 0; i < list.n; i++) scores[i] = score_sum(&list.at[i].features, name_weights);
    names_choose(&list, scores, NAME_FLOOR, NAME_ONLY_FLOOR, kept);
    for (uint32_t i = 0; i < list.n && report->byline.n < CLEAN_BYLINES; i++)
        if (kept[i]) VEC_PUSH(&report->arena, &report->byline, meta_copy(report, list.at[i].text));
    return SYN_OK;
}
