/* names_runs.c - stretches of a sentence that may hold names.
 *
 * In: a sentence's words. Out: the next run: capitalised words, and between them hyphens, possessive endings, particles
 * ("de", "bin"), "of", "for", "and", numbers; each item with all that the lexicons say of it. A run ends at any other
 * word, at other punctuation, or at RUN_ITEMS. Every word is in at most one run, so the work is linear. */
#include "mark/names.h"

#include "mark/lexicon/lexicon.gen.h"

static bool is_hyphen(const name_context *context, uint32_t at) {
    if (at >= context->report->words.n || context->report->words.at[at].kind != WORD_PUNCT) return false;
    const syn_word *word = &context->report->words.at[at];
    syn_slice text = slice_cut(context->report->text, word->begin, word->end);
    return name_touches(context, at) && name_touches(context, at + 1) &&
           (slice_equal(text, SLICE_LIT("-")) || slice_equal(text, SLICE_LIT("\xe2\x80\x91")) ||
            slice_equal(text, SLICE_LIT("\xe2\x80\x90")) || slice_equal(text, SLICE_LIT("\xe2\x80\x93")));
}

static bool capital_at(const name_context *context, uint32_t at, uint32_t end) {
    return at < end && name_is_capital(&context->report->words.at[at]);
}

/* "Suk-yeol", "Kai-shek", but not "Seoul-based": a short small word behind a hyphen that is none of the usual endings. */
static bool is_tail(const name_context *context, uint32_t at, uint32_t end) {
    if (at >= end || at < 3 || !is_hyphen(context, at - 1)) return false;
    const syn_word *word = &context->report->words.at[at];
    if (word->kind != WORD_LETTERS || (word->flags & WORD_CAPITAL) ||
        ((word->flags & WORD_STOP) && !name_is(context, at, "in")) || word->end - word->begin > 6) return false;
    if (!name_is_capital(word - 2) || !name_is_capital(word - 3) || !((word - 2)->flags & WORD_SPACE)) return false;
    uint64_t fold = word->fold;
    return !lexicon_word(&lexicon_mark_name_ending, fold) && !lexicon_word(&lexicon_mark_name_common, fold) &&
           !lexicon_word(&lexicon_mark_name_title, fold) &&
           (!name_word_fact(context, fold)->small_alone || name_is(context, at, "in")) &&
           !is_hyphen(context, at + 1);
}

/* How many small words from `at` tie what stands before to a capital behind them ("of the", "de los", "-i-"); 0 = none. */
static uint32_t link_words(const name_context *context, uint32_t at, uint32_t end) {
    const syn_words *words = &context->report->words;
    if (is_hyphen(context, at)) {
        if (at + 1 < end && (capital_at(context, at + 1, end) || words->at[at + 1].kind == WORD_NUMBER)) return 1;
        if (is_tail(context, at + 1, end)) return 1;
        if (at + 3 < end && words->at[at + 1].kind == WORD_LETTERS && is_hyphen(context, at + 2) &&
            capital_at(context, at + 3, end) && words->at[at + 1].end - words->at[at + 1].begin <= 3) return 3;
        return 0;
    }
    if (words->at[at].kind == WORD_POSSESSIVE) return capital_at(context, at + 1, end) ? 1 : 0;
    if (name_is(context, at, "of") || name_is(context, at, "for") || name_is(context, at, "on")) {
        if (capital_at(context, at + 1, end)) return 1;
        return name_is(context, at + 1, "the") && capital_at(context, at + 2, end) ? 2 : 0;
    }
    if (name_is(context, at, "and") || name_is(context, at, "&")) return capital_at(context, at + 1, end) ? 1 : 0;
    if (name_first_byte(context, at) == '.' && at > 0 && name_touches(context, at) &&
        (words->at[at - 1].end - words->at[at - 1].begin == 1 ||
         lexicon_word(&lexicon_mark_name_title, words->at[at - 1].fold)))
        return capital_at(context, at + 1, end) ? 1 : 0;
    for (uint32_t n = 0; n < 3 && at + n < end; n++) {
        if (!lexicon_word(&lexicon_mark_name_particle, words->at[at + n].fold)) return 0;
        if (capital_at(context, at + n + 1, end)) return n + 1;
        if (is_hyphen(context, at + n + 1) && capital_at(context, at + n + 2, end)) return n + 1;
    }
    return 0;
}

static uint32_t bits_of_heads(uint64_t fold) {
    uint32_t bits = 0;
    const lexicon_entry *entry = lexicon_word(&lexicon_mark_name_org_head, fold);
    if (entry) bits |= strcmp(entry->value, "only-of") == 0 ? ITEM_ORG_OF
                     : strcmp(entry->value, "of") == 0 ? ITEM_ORG_OF | ITEM_ORG_END : ITEM_ORG_END;
    entry = lexicon_word(&lexicon_mark_name_place_head, fold);
    if (entry) bits |= strcmp(entry->value, "open") == 0 ? ITEM_PLACE_OPEN
                     : strcmp(entry->value, "both") == 0 ? ITEM_PLACE_OPEN | ITEM_PLACE_END : ITEM_PLACE_END;
    if (lexicon_word(&lexicon_mark_name_other_head, fold)) bits |= ITEM_OTHER_END;
    if (lexicon_word(&lexicon_mark_name_given, fold)) bits |= ITEM_GIVEN;
    if (lexicon_word(&lexicon_mark_name_surname, fold)) bits |= ITEM_SURNAME;
    if (lexicon_word(&lexicon_mark_name_time, fold)) bits |= ITEM_TIME;
    if (lexicon_word(&lexicon_mark_name_group, fold)) bits |= ITEM_GROUP;
    return bits;
}

/* Endings that everyday words have and names seldom. */
static bool looks_common(syn_slice s) {
    for (size_t tail = 2; tail <= 5 && tail + 3 < s.len; tail++)
        if (lexicon_word(&lexicon_mark_name_common_ending, slice_hash(slice_cut(s, s.len - tail, s.len)))) return true;
    return false;
}

static bool is_suffix(syn_slice s) {
    static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "VI", "XVI"};
    if (s.len < 2 || s.len > 3) return false;
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (slice_equal(s, slice_str(suffixes[i]))) return true;
    return false;
}

static bool opens_clause(const name_context *context, uint32_t at) {
    const syn_words *words = &context->report->words;
    if (at == 0 || words->at[at].sentence != words->at[at - 1].sentence || (words->at[at].flags & WORD_LINE)) return true;
    if (words->at[at - 1].kind != WORD_PUNCT) return false;
    char c = name_first_byte(context, at - 1);
    return c != ',' && c != '(' && c != '-' && c != '/' && c != ')';
}

/* How the word is written: function words, capitals, everyday words. */
static uint32_t bits_of_writing(const name_context *context, uint32_t at, uint64_t fold, line_style style) {
    const syn_word *word = &context->report->words.at[at];
    syn_slice text = slice_cut(context->report->text, word->begin, word->end);
    const word_fact *fact = name_word_fact(context, fold);
    bool tall = (word->flags & WORD_ALL_CAPS) && style != STYLE_CAPS, acronym = tall && text.len <= 8;
    uint32_t bits = 0;
    /* "US", "IT", "WHO" are no function words, but "IN" in a line of capitals is one. */
    if ((word->flags & WORD_STOP) && !tall) bits |= ITEM_STOP;
    if (name_first_byte(context, at + 1) == '$' && name_touches(context, at + 1)) bits |= ITEM_STOP;  /* "US$" */
    if (acronym) bits |= ITEM_ACRONYM;
    if (tall && lexicon_word(&lexicon_mark_name_caps, fold)) bits |= ITEM_NOUN_CAPS;
    if (!acronym && (lexicon_word(&lexicon_mark_name_common, fold) || looks_common(text))) bits |= ITEM_COMMON;
    if (fact->middle) bits |= ITEM_MIDDLE;
    if (fact->small && fact->small >= fact->middle && !tall) bits |= ITEM_LOWER;
    /* "Al Thani", "Van Dyke" */
    if (!tall && lexicon_word(&lexicon_mark_name_particle, fold))
        bits = (bits & ~(uint32_t)(ITEM_COMMON | ITEM_LOWER | ITEM_STOP)) | ITEM_PARTICLE;
    return bits;
}

static uint32_t bits_of_letters(const name_context *context, uint32_t at, uint64_t fold, line_style style) {
    const syn_word *word = &context->report->words.at[at];
    syn_slice text = slice_cut(context->report->text, word->begin, word->end);
    uint32_t bits = ITEM_CAPITAL | bits_of_heads(fold) | bits_of_writing(context, at, fold, style);
    if (text.len == 1 || (text.len == 2 && text.ptr[1] == '.')) bits |= ITEM_INITIAL;
    if (is_suffix(text)) bits |= ITEM_SUFFIX;
    if (opens_clause(context, at)) bits |= ITEM_FIRST;
    if (text.len == 1 && strchr("RDI", text.ptr[0]) && is_hyphen(context, at + 1)) bits |= ITEM_PARTY;
    if (at > 1 && is_hyphen(context, at - 1) && lexicon_word(&lexicon_mark_name_state_short, fold)) bits |= ITEM_STATE;
    return bits;
}

static uint32_t bits_of(const name_context *context, uint32_t at, uint64_t fold, line_style style) {
    const syn_word *word = &context->report->words.at[at];
    if (name_is_capital(word)) return bits_of_letters(context, at, fold, style);
    if (word->kind == WORD_NUMBER) return ITEM_NUMBER;
    if (word->kind == WORD_POSSESSIVE) return ITEM_POSSESSIVE;
    if (is_hyphen(context, at)) return ITEM_HYPHEN;
    if (name_first_byte(context, at) == '.') return ITEM_POINT;
    if (name_is(context, at, "of") || name_is(context, at, "for") || name_is(context, at, "on")) return ITEM_OF;
    if (name_is(context, at, "the")) return ITEM_THE;
    if (name_is(context, at, "and") || name_is(context, at, "&")) return ITEM_AND;
    return name_touches(context, at) && is_tail(context, at, UINT32_MAX) ? ITEM_TAIL : ITEM_PARTICLE;
}

static uint8_t entry_words(const lexicon_entry *entry) { return entry ? entry->words : 0; }

static uint32_t title_bit(const lexicon_entry *title) {
    if (!title) return 0;
    return title->value[0] == 'p' ? ITEM_PRE : title->value[0] == 'o' ? ITEM_OFFICE : ITEM_MOD;
}

/* "us", "who", "la" are names only as "US", "WHO", "LA"; an everyday word that opens a sentence is none. */
static void drop_small_words(name_run *run, uint32_t i) {
    name_item *item = &run->items[i];
    const syn_word *plain = &run->plain[i];
    bool single = item->place == 1 || item->org == 1;
    bool common = single && lexicon_word(&lexicon_mark_name_common, plain->fold);
    bool tall = plain->flags & WORD_ALL_CAPS;
    uint32_t length = plain->end - plain->begin;
    bool no_name = (item->bits & ITEM_STOP) ||
                   (common && !(item->bits & ITEM_ACRONYM) && (item->bits & (ITEM_FIRST | ITEM_LOWER)));
    if (item->place == 1 && (no_name || (length <= 2 && !tall))) item->place = 0;
    if (item->org == 1 && (no_name || (length <= 3 && !tall && common))) item->org = 0;
}

/* What multi-word entries begin at each item. */
static void match_phrases(name_run *run) {
    for (uint32_t i = 0; i < run->count; i++) {
        name_item *item = &run->items[i];
        if (!(item->bits & (ITEM_CAPITAL | ITEM_PARTICLE))) continue;
        const lexicon_entry *place = lexicon_match(&lexicon_mark_name_place, run->plain, i, run->count);
        const lexicon_entry *people = lexicon_match(&lexicon_mark_name_people, run->plain, i, run->count);
        item->place = entry_words(place);
        item->org = entry_words(lexicon_match(&lexicon_mark_name_org, run->plain, i, run->count));
        item->people = entry_words(people);
        if (place) item->place_value = place->value[0];
        if (people) item->people_value = people->value[0];
        item->other = entry_words(lexicon_match(&lexicon_mark_name_other, run->plain, i, run->count));
        const lexicon_entry *title = lexicon_match(&lexicon_mark_name_title, run->plain, i, run->count);
        item->title = entry_words(title);
        item->bits |= title_bit(title);
        drop_small_words(run, i);
    }
}

static bool item_add(const name_context *context, name_run *run, uint32_t at) {
    if (run->count >= RUN_ITEMS) return false;
    run->plain[run->count] = name_plain(context, at);
    run->items[run->count] = (name_item){.word = at, .bits = bits_of(context, at, run->plain[run->count].fold, run->style)};
    run->count++;
    return true;
}

/* A headline may also open a sentence, where the line before has lost its end ("Update On Results The count goes on"): at least
 * three words with capitals, and a small one inside. */
void name_headline(name_context *context, const syn_sentence *sentence, line_style style) {
    uint32_t at = sentence->word, end = at + sentence->words;
    bool small = false;
    while (style == STYLE_PROSE && at < end && name_is_capital(&context->report->words.at[at])) {
        small = small || (at > sentence->word && at + 1 < end && (context->report->words.at[at].flags & WORD_STOP));
        at++;
    }
    bool headline = style == STYLE_TITLE || (small && at >= sentence->word + 3);
    context->headline_end = style == STYLE_TITLE ? end : headline ? at : sentence->word;
}

/* Each word of a headline has a capital. Small words ("With", "A") part names there, and in a whole line of title case verbs
 * that the report also writes small; "Of", "The", "And" and "For" may stand inside a name. */
static bool parts_headline(const name_context *context, uint32_t at, line_style style) {
    const syn_word *word = &context->report->words.at[at];
    if (at >= context->headline_end || (word->flags & WORD_ALL_CAPS)) return false;
    if (style == STYLE_TITLE && word->upos == UPOS_VERB) {
        const word_fact *fact = name_word_fact(context, name_fold(context, at));
        return fact->small && !fact->middle;
    }
    return (word->flags & WORD_STOP) && !name_is(context, at, "of") && !name_is(context, at, "the") &&
           !name_is(context, at, "and") && !name_is(context, at, "for") && !lexicon_word(&lexicon_mark_name_particle, word->fold);
}

static bool may_be_name(const name_context *context, uint32_t at, line_style style) {
    return name_is_capital(&context->report->words.at[at]) && !parts_headline(context, at, style);
}

/* A capital may follow its run's last word with a blank between, or glued to it by nothing (camel case across scripts). */
static uint32_t next_gap(const name_context *context, uint32_t at, uint32_t end, line_style style) {
    if (at >= end) return 0;
    const syn_word *word = &context->report->words.at[at];
    if (word->flags & WORD_PARAGRAPH) return 0;
    if (name_is_capital(word)) return parts_headline(context, at, style) ? 0 : 1;
    bool number = word->kind == WORD_NUMBER && (word->flags & WORD_SPACE) && word->end - word->begin <= 4;
    if (number) return 1;
    uint32_t links = link_words(context, at, end);
    return links ? links + 1 : 0;
}

/* "1999 War of the Harbours", "5th Harbour Forum": a short number may open a name. */
static bool opening_number(const name_context *context, uint32_t at, uint32_t from) {
    const syn_word *word = at > from ? &context->report->words.at[at - 1] : NULL;
    return word && word->kind == WORD_NUMBER && word->end - word->begin <= 5 && !name_touches(context, at);
}

/* "al-Bashir", "de los Santos": a name may open with a small particle; "van" and "le" only where nothing else precedes. */
static uint32_t opening_particles(const name_context *context, uint32_t at, uint32_t from) {
    uint32_t begin = at;
    if (begin >= from + 2 && is_hyphen(context, begin - 1) &&
        lexicon_word(&lexicon_mark_name_particle, context->report->words.at[begin - 2].fold)) begin -= 2;
    while (begin > from && begin + 3 > at && context->report->words.at[begin - 1].kind == WORD_LETTERS &&
           !(context->report->words.at[begin - 1].flags & WORD_STOP) &&
           lexicon_word(&lexicon_mark_name_particle, context->report->words.at[begin - 1].fold)) begin--;
    return begin;
}

bool name_run_next(const name_context *context, uint32_t from, uint32_t end, line_style style, name_run *run) {
    uint32_t at = from;
    while (at < end && !may_be_name(context, at, style)) at++;
    if (at >= end) return false;
    run->count = 0;
    run->style = style;
    uint32_t first = opening_number(context, at, from) ? at - 1 : opening_particles(context, at, from);
    for (uint32_t w = first; w <= at; w++) item_add(context, run, w);
    at++;
    for (uint32_t step = next_gap(context, at, end, style); step; step = next_gap(context, at, end, style)) {
        if (run->count + step > RUN_ITEMS) break;
        for (uint32_t i = 0; i < step; i++) item_add(context, run, at++);
    }
    match_phrases(run);
    return true;
}
