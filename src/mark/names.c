/* names.c - finds names and says what they name.
 *
 * In: words and sentences. Out: mentions with type, title and role, in order; entity stays REPORT_NONE. The idea:
 * stretches of capitalised words (names_runs.c) are cut into the best segments (names_segment.c), twice: the first pass
 * notes what each phrase was taken for and who is named in full or with a title, the second lets that speak where the
 * words alone say little (a surname that opens a sentence, a headline). In the second pass a trained model labels the
 * items, what the rules say among its features (names_model.c). Handles are names too: of a person when the person's
 * name stands in them. Titles and roles are read around persons (names_roles.c). Names in scripts without capitals are
 * not found. */
#include "mark/memory.h"
#include "mark/names_model.h"

#include "base/caps.h"
#include "base/error.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/fold.h"
#include "text/weights.h"

static const char *const STAGE = "names";

enum {
    SCORE_MAX = 100000000,  /* a phrase that comes often enough needs no more */
    KEPT_ITEMS = 32768, KEPT_SCORES = 65536  /* what the second pass need not look at again: 4 MB at most */
};

/* Reasons to trust a person's name beyond its own score. */
static bool is_titled(const name_segment *segments, uint32_t at) { return at > 0 && segments[at - 1].kind == SEGMENT_TITLE; }

static bool learn_phrase(name_context *context, uint64_t key, uint32_t type, int score, bool named) {
    phrase_fact *fact = name_phrase(context, key);
    if (!fact) return false;
    if (score >= 50 && fact->score[type] < SCORE_MAX) fact->score[type] += score;
    fact->named |= named;
    return true;
}

/* A person's full name lends its parts; an organisation's name its first words and its initials. */
static bool learn_parts(name_context *context, const name_run *run, const name_segment *segment, bool titled) {
    uint32_t begin = segment->begin, end = segment->end;
    if (segment->kind == NAME_PERSON && segment->score >= 80 && end - begin >= 2) {
        if (!learn_phrase(context, name_key(run, begin, end), NAME_PERSON, 50, true)) return false;
        uint32_t last = end - 1;
        if (last > begin + 1 && (run->items[last].bits & ITEM_SUFFIX)) last--;
        uint32_t surname = last;
        while (surname > begin + 1 && !(run->items[surname - 1].bits & ITEM_CAPITAL)) surname--;
        if (!learn_phrase(context, hash_join(0, run->plain[last].fold), NAME_PERSON, 100, true)) return false;
        if (surname < last && !learn_phrase(context, name_key(run, surname, last + 1), NAME_PERSON, 100, true)) return false;
        bool given = run->items[begin].bits & (ITEM_GIVEN | ITEM_SURNAME) || (run->items[end - 1].bits & ITEM_TAIL);
        if (!learn_phrase(context, hash_join(0, run->plain[begin].fold), NAME_PERSON, given ? 50 : 0, given)) return false;
    }
    if (segment->kind == NAME_PERSON && titled && end - begin <= 3)
        return learn_phrase(context, name_key(run, begin, end), NAME_PERSON, 200, true);
    if (segment->kind == NAME_ORGANIZATION && end - begin >= 3 && segment->score >= 250)
        return learn_phrase(context, name_key(run, begin, begin + 2), NAME_ORGANIZATION, 100, false);
    return true;
}

/* "Example Peace Movement (EPM)": what stands in brackets is the same thing. */
static bool learn_acronym(name_context *context, uint32_t last, uint32_t type) {
    const syn_words *words = &context->report->words;
    if (type == NAME_PERSON || last + 3 >= words->n) return true;
    if (name_first_byte(context, last + 1) != '(' || name_first_byte(context, last + 3) != ')') return true;
    const syn_word *word = &words->at[last + 2];
    if (!(word->flags & WORD_ALL_CAPS)) return true;
    return learn_phrase(context, hash_join(0, name_fold(context, last + 2)), type, 1600, false);
}

static bool learn_tokens(name_context *context, const name_run *run, const name_segment *segment) {
    for (uint32_t i = segment->begin; i < segment->end; i++)
        if (!name_token_count(context, run->plain[i].fold, segment->kind)) return false;
    return true;
}

static bool learn_run(name_visit *visit, name_context *context, const name_run *run, const name_segment *segments,
                      uint32_t count) {
    (void)visit;
    for (uint32_t i = 0; i < count; i++) {
        const name_segment *segment = &segments[i];
        if (!learn_tokens(context, run, segment)) return false;
        if (segment->kind > NAME_OTHER) continue;
        bool titled = is_titled(segments, i);
        int weight = run->style == STYLE_PROSE ? segment->score : segment->score * 3 / 10;
        if (!learn_phrase(context, name_key(run, segment->begin, segment->end), segment->kind, weight,
                          segment->kind == NAME_PERSON && titled && segment->end - segment->begin > 1)) return false;
        if (!learn_parts(context, run, segment, titled)) return false;
        if (!learn_acronym(context, run->items[segment->end - 1].word, segment->kind)) return false;
    }
    return true;
}

/* ---- handles ------------------------------------------------------------------------------------------------------ */

/* True when a known person's name part of three letters or more begins or ends the handle: "@RepJaneExample". */
static bool handle_names_person(const name_context *context, const syn_word *word) {
    char folded[128];
    syn_slice text = slice_cut(context->report->text, word->begin + 1, word->end);
    if (fold_max(text.len) > sizeof folded) return false;
    size_t length = fold_text(text, folded);
    for (size_t part = 3; part <= length; part++) {
        for (int back = 0; back < 2; back++) {
            syn_slice piece = back ? slice_of(folded + length - part, part) : slice_of(folded, part);
            const phrase_fact *fact = name_phrase_find(context, hash_join(0, slice_hash(piece)));
            if (fact && fact->named && (back || part == length || part >= 5)) return true;
        }
    }
    return false;
}

static bool find_handle(name_context *context, uint32_t at) {
    const syn_word *word = &context->report->words.at[at];
    if (word->end - word->begin < 3) return true;
    name_found found = {.first = at, .last = at, .handle = true, .key = word->fold};
    found.type = handle_names_person(context, word) ? NAME_PERSON : NAME_OTHER;
    found.score[found.type] = 1;
    return VEC_PUSH(context->scratch, &context->found, found);
}

/* ---- the two passes ----------------------------------------------------------------------------------------------- */

/* Keeps a run of the first pass; of those of a long text the first, since a word of capitals may be in SEGMENT_ITEMS stretches. */
static bool keep_run(name_context *context, const name_run *run) {
    name_kept kept = {context->kept_items.n, run->count, run->scored, run->scores, run->style};
    context->some_kept |= context->kept_items.n + run->count > KEPT_ITEMS || context->scored.n > KEPT_SCORES;
    if (context->some_kept) {
        context->scored.n = run->scored;
        return true;
    }
    for (uint32_t i = 0; i < run->count; i++)
        if (!VEC_PUSH(context->scratch, &context->kept_items, run->items[i]) ||
            !VEC_PUSH(context->scratch, &context->kept_plain, run->plain[i])) return false;
    return VEC_PUSH(context->scratch, &context->kept, kept);
}

/* The next run that was kept, if it begins before `end`. */
static bool run_again(name_context *context, uint32_t end, name_run *run) {
    const name_kept *kept = &context->kept.at[context->again];
    const name_item *items = context->kept_items.at + kept->item;
    if (items->word >= end) return false;
    memcpy(run->items, items, kept->count * sizeof *items);
    memcpy(run->plain, context->kept_plain.at + kept->item, kept->count * sizeof *run->plain);
    run->count = kept->count;
    run->scored = kept->scored;
    run->scores = kept->scores;
    run->style = kept->style;
    context->again++;
    return true;
}

/* The next run with the scores of its stretches; false too where there is no memory. */
static bool next_run(name_context *context, uint32_t from, uint32_t end, line_style style, name_run *run) {
    if (context->learned && context->again < context->kept.n) return run_again(context, end, run);
    if (context->learned && !context->some_kept) return false;
    if (context->learned) {  /* the scores of the run before are not needed any more */
        const name_kept *last = context->kept.n ? &context->kept.at[context->kept.n - 1] : NULL;
        context->scored.n = last ? last->scored + last->scores : 0;
    }
    return name_run_next(context, from, end, style, run) && name_run_score(context, run);
}

static bool read_stretch(name_context *context, name_visit *visit, uint32_t from, uint32_t end, line_style style) {
    name_run run;
    name_segment segments[RUN_ITEMS];
    while (next_run(context, from, end, style, &run)) {
        uint32_t count = name_run_cut(context, &run, segments);
        if (!visit->see(visit, context, &run, segments, count)) return false;
        if (!context->learned && !keep_run(context, &run)) return false;
        from = run.items[run.count - 1].word + 1;
    }
    return !context->scratch->failed;
}

static bool read_sentence(name_context *context, name_visit *visit, const syn_sentence *sentence) {
    line_style style = STYLE_PROSE;
    if (!context->learned || context->some_kept) {
        style = name_style(context, sentence);
        name_headline(context, sentence, style);
    }
    uint32_t from = sentence->word, end = from + sentence->words;
    for (uint32_t w = from; w < end; w++) {
        if (context->report->words.at[w].kind != WORD_HANDLE) continue;
        if (mark_knows(context->report) && !read_stretch(context, visit, from, w, style)) return false;
        if (visit->handle && !visit->handle(context, w)) return false;
        from = w + 1;
    }
    return !mark_knows(context->report) || read_stretch(context, visit, from, end, style);
}

bool names_visit(name_context *context, name_visit *visit) {
    context->again = 0;
    for (uint32_t s = 0; s < context->report->sentences.n; s++)
        if (!read_sentence(context, visit, &context->report->sentences.at[s])) return false;
    return true;
}

bool names_open(name_context *context, syn_report *report, syn_arena *scratch) {
    *context = (name_context){.report = report, .scratch = scratch};
    map_init(&context->word_map, scratch);
    map_init(&context->phrase_map, scratch);
    map_init(&context->token_map, scratch);
    name_visit learn = {.see = learn_run};
    if (!names_count(context) || !names_visit(context, &learn)) return false;
    context->learned = true;
    return true;
}

typedef struct name_finder {
    name_visit visit;
    const syn_model *model;
} name_finder;

static bool find_in_run(name_visit *visit, name_context *context, const name_run *run, const name_segment *segments,
                        uint32_t count) {
    return name_run_label(((name_finder *)visit)->model, context, run, segments, count);
}

static bool emit(name_context *context, const name_found *name) {
    syn_report *report = context->report;
    syn_mention mention = {.span = {report->words.at[name->first].begin, report->words.at[name->last].end},
                           .type = name->type, .form = FORM_NAME, .entity = REPORT_NONE};
    if (name->type == NAME_PERSON && !name->handle) {
        mention.title = name_title_before(context, name->first);
        mention.role = name_role_behind(context, name->last + 1);
    }
    return VEC_PUSH(&report->arena, &report->mentions, mention);
}

bool names_put(name_context *context, const syn_model *model) {
    name_finder finder = {{.see = find_in_run, .handle = find_handle}, model};
    if (!names_visit(context, &finder.visit) || !names_agree(context)) return false;
    for (uint32_t i = 0; i < context->found.n && context->report->mentions.n < CAP_MENTIONS; i++)
        if (context->found.at[i].type != NAME_DOUBT && !emit(context, &context->found.at[i])) return false;
    return true;
}

syn_code mark_names(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    name_context context;
    model_steps steps;
    const syn_model *model = options && options->memory ? &options->memory->names : NULL;
    syn_model own = {0};
    if (!model && model_open(&own, weights_find("en", "names"))) model_prepare(&own, &steps);
    if (!model) model = &own;
    bool going = names_open(&context, report, scratch);
    if (going && model->places) going = names_put(&context, model);
    if (going && options && options->names) names_list_apply(&context, options->names);
    syn_code code = arena_check(scratch, STAGE, error);
    return code == SYN_OK ? arena_check(&report->arena, STAGE, error) : code;
}
