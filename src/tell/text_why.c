/* text_why.c - the reasons of a finding in the terminal form (--why).
 *
 * In: the reasons that compare noted. Out: one paragraph below the finding: the score, then each reason as its kind, the
 * words of both reports (once, where they are the same), where they stand, and their weight. A finding without reasons
 * gets none. */
#include "tell/text_parts.h"

#define REASONS 12   /* shown below one finding; JSON has all */
#define WORDS 60     /* bytes of the words of one side */

static void reason_side(text_teller *x, syn_place place) {
    syn_slice words = place_slice(x->c, place);
    size_t cut = short_cut(words, WORDS);
    flow_text(&x->f, slice_cut(words, 0, cut), FLOW_PLAIN);
    if (cut < words.len) flow_str(&x->f, "\xC2\xA0…", FLOW_DIM);
    flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
    flow_str(&x->f, text_cite(x, place).text, flow_report(place.report));
}

static bool same_place(syn_place a, syn_place b) {
    return a.report == b.report && a.span.begin == b.span.begin && a.span.end == b.span.end && a.in_title == b.in_title;
}

static void reason(text_teller *x, const collation_reason *r) {
    flow_str(&x->f, TEXT_DOT, FLOW_DIM);
    flow_str(&x->f, reason_kind_name(r->kind), FLOW_DIM);
    flow_space(&x->f);
    if (!same_place(r->a, r->b) && slice_equal(place_slice(x->c, r->a), place_slice(x->c, r->b))) {
        reason_side(x, r->a);
        flow_space(&x->f);
        flow_str(&x->f, text_cite(x, r->b).text, flow_report(r->b.report));
    } else {
        reason_side(x, r->a);
        if (!same_place(r->a, r->b)) {
            flow_str(&x->f, " ~ ", FLOW_DIM);
            reason_side(x, r->b);
        }
    }
    flow_str(&x->f, "\xC2\xA0", FLOW_PLAIN);
    flow_str(&x->f, short_hundredths(r->weight).text, FLOW_DIM);
}

void text_why(text_teller *x, const collation_why *why, unsigned indent) {
    if (!why->reasons.n) return;
    flow_begin(&x->f, x->f.width >= 40 ? indent : 4, (x->f.width >= 40 ? indent : 4) + 4);
    flow_str(&x->f, "why\xC2\xA0", FLOW_DIM);
    flow_str(&x->f, short_hundredths(why->score).text, FLOW_DIM);
    for (uint32_t i = 0; i < why->reasons.n && i < REASONS; i++) reason(x, &why->reasons.at[i]);
    if (why->reasons.n > REASONS) {
        flow_str(&x->f, TEXT_DOT, FLOW_DIM);
        flow_str(&x->f, short_count(why->reasons.n - REASONS, "more", "more").text, FLOW_DIM);
    }
    flow_end(&x->f);
}
