/* figures_spans.c - lengths of time as figures ("an 11-hour flight", "nearly three years").
 *
 * In: the marked times of type duration with a value in full ("P3Y", "PT11H30M"). Out: figures of kind span: their value in days,
 * with what stands beside them. Lengths without a number ("hours") and those that count from an event are left out. */
#include "base/caps.h"
#include "compare/differ/figures.h"

typedef struct piece { char letter; bool clock; double days; } piece;
static const piece pieces[] = {{'Y', false, 365.25}, {'M', false, 30.44}, {'W', false, 7}, {'D', false, 1},
                               {'H', true, 1 / 24.0}, {'M', true, 1 / 1440.0}, {'S', true, 1 / 86400.0}};

/* Days of "P3Y" or "PT11H30M"; below 0 where it is not given in full. *unit: the first letter. */
static double days_of(syn_slice value, uint64_t *unit) {
    double sum = 0;
    bool clock = false, any = false;
    if (value.len < 3 || value.ptr[0] != 'P') return -1;
    for (size_t i = 1; i < value.len;) {
        if (value.ptr[i] == 'T') {
            clock = true;
            i++;
            continue;
        }
        double number = 0, tenth = 0;
        bool digits = false;
        for (; i < value.len && ((value.ptr[i] >= '0' && value.ptr[i] <= '9') || value.ptr[i] == '.'); i++) {
            if (value.ptr[i] == '.') tenth = 1;
            else if (tenth > 0) number += (tenth /= 10) * (value.ptr[i] - '0'), digits = true;
            else number = number * 10 + (value.ptr[i] - '0'), digits = true;
        }
        double days = 0;
        for (size_t k = 0; k < sizeof pieces / sizeof *pieces && i < value.len; k++)
            if (pieces[k].letter == value.ptr[i] && pieces[k].clock == clock) days = pieces[k].days;
        if (!digits || days <= 0) return -1;
        if (!any) *unit = (uint64_t)value.ptr[i] + (clock ? 256 : 0);
        any = true;
        sum += number * days;
        i++;
    }
    return any && sum > 0 ? sum : -1;
}

static void read_bound(figure *f, syn_slice mod) {
    f->about = slice_equal(mod, SLICE_LIT("APPROX"));
    f->open = slice_equal(mod, SLICE_LIT("MORE_THAN"));
    f->under = slice_equal(mod, SLICE_LIT("LESS_THAN"));
}

static bool counts_from(const syn_report *r, uint32_t past) {
    static const char *const words[] = {"ago", "earlier", "later", "before", "after", "old", "since"};
    if (past >= r->words.n) return false;
    syn_slice word = slice_cut(r->text, r->words.at[past].begin, r->words.at[past].end);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal_ascii_case(word, slice_str(words[i]))) return true;
    return false;
}

double figure_span_days(syn_slice value) {
    uint64_t unit;
    return days_of(value, &unit);
}

bool figures_add_spans(story *s, uint32_t report, figures *all) {
    const syn_report *r = s->reports[report];
    for (uint32_t t = 0; t < r->times.n && all->n < CAP_STATEMENTS; t++) {
        const syn_time *time = &r->times.at[t];
        uint32_t st = story_statement_at(s, report, time->span.begin);
        figure f = {.report = report, .statement = st, .time = t, .number = REPORT_NONE, .name = REPORT_NONE,
                    .kind_name = REPORT_NONE, .kind = FIGURE_SPAN, .parent = all->n};
        if (time->type != TIME_DURATION || st == REPORT_NONE || s->statements.at[st].embed) continue;
        if (time->relation != TIME_ALONE) continue;
        f.low = f.high = days_of(time->value, &f.measure);
        if (f.low <= 0) continue;
        const statement *in = &s->statements.at[st];
        uint32_t first = report_word_at(r, time->span.begin), past = report_word_at(r, time->span.end - 1) + 1;
        if (counts_from(r, past) || counts_from(r, past - 1)) continue;
        f.unit = slice_hash(SLICE_LIT("span"));
        read_bound(&f, time->mod);
        figure_look_beside(s, r, &f, first, past, in->word, in->word + in->words);
        if (!figure_look_around(s, &f, first, past) || !VEC_PUSH(s->scratch, all, f)) return false;
    }
    return true;
}
