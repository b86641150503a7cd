/* names.c - finds names and says what they name.
 *
 * In: words and sentences. Out: mentions with type, title and role, in order; entity stays REPORT_NONE. The idea:
 * stretches of capitalised words (names_runs.c) are cut into the best segments (names_segment.c), twice: the first pass
 * notes what each phrase was taken for and who is named in full or with a title, the second lets that speak where the
 * words alone say little (a surname that opens a sentence, a headline). Handles are names too: of a person when the
 * person's name stands in them. Titles and roles are read around persons (names_roles.c). No trained weights and no
 * part-of-speech tags: lexicons of general knowledge and the shape of the text. Names in scripts without capitals are
 * not found. */
#include "mark/names.h"

#include "base/caps.h"
#include "base/error.h"
#include "mark/lexicon/lexicon.gen.h"
#include "text/fold.h"

static const char *const STAGE = "names";

enum { SCORE_MAX = 100000000 };  /* a phrase that comes often enough needs no more */

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

static bool learn_run(name_context *context, const name_run *run, const name_segment *segments, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const name_segment *segment = &segments[i];
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

static bool emit_run(name_context *context, const name_run *run, const name_segment *segments, uint32_t count) {
    syn_report *report = context->report;
    for (uint32_t i = 0; i < count && report->mentions.n < CAP_MENTIONS; i++) {
        const name_segment *segment = &segments[i];
        if (segment->kind > NAME_OTHER) continue;
        uint32_t first = run->items[segment->begin].word, last = run->items[segment->end - 1].word;
        syn_mention mention = {.span = {report->words.at[first].begin, report->words.at[last].end},
                               .type = segment->kind, .form = FORM_NAME, .entity = REPORT_NONE};
        if (segment->kind == NAME_PERSON) {
            mention.title = name_title_before(context, first);
            mention.role = name_role_behind(context, last + 1);
        }
        if (!VEC_PUSH(&report->arena, &report->mentions, mention)) return false;
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

static bool emit_handle(name_context *context, uint32_t at) {
    syn_report *report = context->report;
    const syn_word *word = &report->words.at[at];
    if (word->end - word->begin < 3 || report->mentions.n >= CAP_MENTIONS) return true;
    uint8_t type = handle_names_person(context, word) ? NAME_PERSON : NAME_OTHER;
    syn_mention mention = {.span = {word->begin, word->end}, .type = type, .form = FORM_NAME, .entity = REPORT_NONE};
    return VEC_PUSH(&report->arena, &report->mentions, mention);
}

/* ---- the two passes ----------------------------------------------------------------------------------------------- */

static bool read_stretch(name_context *context, uint32_t from, uint32_t end, line_style style) {
    name_run run;
    name_segment segments[RUN_ITEMS];
    while (name_run_next(context, from, end, style, &run)) {
        uint32_t count = name_run_cut(context, &run, segments);
        if (!(context->learned ? emit_run : learn_run)(context, &run, segments, count)) return false;
        from = run.items[run.count - 1].word + 1;
    }
    return true;
}

static bool read_sentence(name_context *context, const syn_sentence *sentence) {
    line_style style = name_style(context, sentence);
    uint32_t from = sentence->word, end = from + sentence->words;
    for (uint32_t w = from; w < end; w++) {
        if (context->report->words.at[w].kind != WORD_HANDLE) continue;
        if (mark_knows(context->report) && !read_stretch(context, from, w, style)) return false;
        if (context->learned && !emit_handle(context, w)) return false;
        from = w + 1;
    }
    return !mark_knows(context->report) || read_stretch(context, from, end, style);
}

syn_code mark_names(const mark_options *options, syn_report *report, syn_arena *scratch, syn_error *error) {
    name_context context = {.report = report, .scratch = scratch};
    map_init(&context.word_map, scratch);
    map_init(&context.phrase_map, scratch);
    bool going = names_count(&context);
    for (int pass = 0; pass < 2 && going; pass++) {
        context.learned = pass == 1;
        for (uint32_t s = 0; s < report->sentences.n && going; s++)
            going = read_sentence(&context, &report->sentences.at[s]);
    }
    if (going && options && options->names) names_list_apply(&context, options->names);
    syn_code code = arena_check(scratch, STAGE, error);
    return code == SYN_OK ? arena_check(&report->arena, STAGE, error) : code;
}
