/* names_features.c - what the model of names sees of each item of a run.
 *
 * In: a run, what the rules cut it into, and the report around it. Out: for each item the places of its features
 * (text/model.h). A feature is a template (an entry of `enum about`) and a value: the word, its shape and affixes, two
 * words before and behind whether they lie in the run or not, what the lexicons say of each, where the item stands in
 * its stretch of capitals and what ends that stretch, what the rules took it for here and elsewhere in the report,
 * parts of speech. No value is a word in clear: all are hashes, so the same features can be learned from any corpus. At
 * most NAME_FEATURES an item, so the work is linear. The training program (train/names.c) prints the very same. */
#include "mark/names_model.h"

#include "mark/lexicon/lexicon.gen.h"
#include "text/fold.h"

/* Templates. The order is part of the model: add at the end, or train anew. */
enum about {
    A_BIAS, A_WORD, A_WORD_BEFORE, A_WORD_BEHIND, A_WORD_BEFORE2, A_WORD_BEHIND2, A_PAIR_BEFORE, A_PAIR_BEHIND, A_FRAME,
    A_LEFT2, A_RIGHT2, A_SHAPE, A_SHAPE_BEFORE, A_SHAPE_BEHIND, A_SHAPES, A_PREFIX, A_SUFFIX = A_PREFIX + 5,
    A_SUFFIX_BEFORE = A_SUFFIX + 5, A_SUFFIX_BEHIND, A_BIT, A_BIT_BEFORE, A_BIT_BEHIND, A_BITS, A_LEXICON, A_LEXICON_BEFORE,
    A_LEXICON_BEHIND, A_LEXICONS, A_VALUE, A_CUE_BEFORE, A_CUE_BEHIND, A_CUE_BEFORE2, A_CUE_BEHIND2, A_STRETCH, A_EDGE_BEFORE,
    A_EDGE_BEHIND, A_HEAD, A_HEAD_BITS, A_OPEN, A_OPEN_BITS, A_RULE, A_RULE_BEFORE, A_RULE_BEHIND, A_RULES, A_RULE_SCORE,
    A_RULE_WORD, A_PHRASE, A_TOKEN, A_WRITTEN, A_STYLE, A_UPOS, A_UPOS_BEFORE, A_UPOS_BEHIND, A_UPOSES, A_LENGTH,
    A_PLAIN_WORD, A_RULE_KIND
};

/* ---- the words around and in a run -------------------------------------------------------------------------------- */

enum { CUE_NEAR = 1, CUE_ACT = 2, CUE_BEFORE = 4, CUE_BEHIND = 32, CUE_TITLE = 256, CUE_LEAD = 2048, CUE_HEAD = 4096 };

static uint32_t cue_letter(const lexicon_entry *entry, const char *letters, uint32_t bit) {
    const char *at = entry && entry->value[0] ? strchr(letters, entry->value[0]) : NULL;
    return at ? bit << (at - letters) : 0;
}

static uint32_t cues_of(const syn_word *word) {
    if (word->kind != WORD_LETTERS) return 0;
    uint64_t fold = word->fold;
    return (lexicon_word(&lexicon_mark_name_near, fold) ? CUE_NEAR : 0) |
           (lexicon_word(&lexicon_mark_name_act, fold) ? CUE_ACT : 0) |
           (lexicon_word(&lexicon_mark_name_lead, fold) ? CUE_LEAD : 0) |
           (lexicon_word(&lexicon_mark_name_org_head, fold) ? CUE_HEAD : 0) |
           cue_letter(lexicon_word(&lexicon_mark_name_before, fold), "lox", CUE_BEFORE) |
           cue_letter(lexicon_word(&lexicon_mark_name_behind, fold), "lox", CUE_BEHIND) |
           cue_letter(lexicon_word(&lexicon_mark_name_title, fold), "pom", CUE_TITLE);
}

/* "Xxdd" of "Harbour22": each kind of letter twice at the most. */
static uint64_t shape_of(syn_slice text) {
    char shape[16];
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < sizeof shape; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        char kind = c >= 'A' && c <= 'Z' ? 'X' : (c >= 'a' && c <= 'z') || c >= 0x80 ? 'x' : c >= '0' && c <= '9' ? 'd' : (char)c;
        if (n >= 2 && shape[n - 1] == kind && shape[n - 2] == kind) continue;
        shape[n++] = kind;
    }
    return slice_hash(slice_of(shape, n));
}

static void view_word(const name_context *context, uint32_t at, name_view *view) {
    syn_word word = name_plain(context, at);
    view->fold = word.fold;
    view->shape = shape_of(slice_cut(context->report->text, word.begin, word.end));
    view->cues = cues_of(&word);
    view->upos = word.upos;
}

/* ---- what is said of the items before their features are read ----------------------------------------------------- */

/* Marks what entries of a lexicon cover: 1 first, 2 inside, 3 last, 4 alone; 0 none. */
static void cover(uint8_t *states, uint32_t count, uint32_t at, uint32_t length) {
    if (!length || at + length > count || states[at]) return;
    for (uint32_t i = 0; i < length; i++) states[at + i] = length == 1 ? 4 : i == 0 ? 1 : i + 1 == length ? 3 : 2;
}

static void look_at_lexicons(name_look *look) {
    const name_run *run = look->run;
    memset(look->states, 0, sizeof look->states);
    for (uint32_t i = 0; i < run->count; i++) {
        const name_item *item = &run->items[i];
        const uint8_t lengths[LOOK_LEXICONS] = {item->place, item->org, item->people, item->other, item->title};
        for (uint32_t l = 0; l < LOOK_LEXICONS; l++) cover(look->states[l], run->count, i, lengths[l]);
    }
}

/* Stretches of capitals: where each item's begins and ends. */
static void look_at_stretches(name_look *look) {
    const name_run *run = look->run;
    uint32_t begin = 0;
    for (uint32_t i = 0; i < run->count; i++) {
        if (i && !(run->items[i].bits & ITEM_CAPITAL && run->items[i - 1].bits & ITEM_CAPITAL)) begin = i;
        look->first[i] = (uint8_t)begin;
    }
    for (uint32_t i = run->count; i-- > 0;)
        look->last[i] = i + 1 < run->count && look->first[i + 1] == look->first[i] ? look->last[i + 1] : (uint8_t)i;
}

static void look_at_rules(name_look *look, const name_segment *segments, uint32_t count) {
    for (uint32_t s = 0; s < count; s++) {
        const name_segment *segment = &segments[s];
        for (uint32_t i = segment->begin; i < segment->end; i++) {
            uint32_t part = segment->end - segment->begin == 1 ? 3 : i == segment->begin ? 0 : i + 1 == segment->end ? 2 : 1;
            int score = segment->score / 100;
            look->rule[i] = (uint8_t)(segment->kind * 4 + part);
            look->rule_score[i] = (uint8_t)(score < -2 ? 0 : score > 6 ? 8 : score + 2);
        }
    }
}

void name_look_open(name_look *look, const name_context *context, const name_run *run, const name_segment *segments,
                    uint32_t count) {
    const syn_words *words = &context->report->words;
    uint32_t first = run->items[0].word, sentence = words->at[first].sentence;
    look->context = context;
    look->run = run;
    for (uint32_t k = 0; k < run->count + 2 * LOOK_REACH; k++) {
        name_view *view = &look->views[k];
        uint32_t at = first + k - LOOK_REACH;  /* wraps below 0, and is then past the end */
        if (at < words->n && words->at[at].sentence == sentence) view_word(context, at, view);
        else *view = (name_view){.fold = k < LOOK_REACH ? 1 : 2};
    }
    look_at_lexicons(look);
    look_at_stretches(look);
    look_at_rules(look, segments, count);
}

/* ---- features ----------------------------------------------------------------------------------------------------- */

typedef struct feature_list {
    uint32_t *at, n, places;
} feature_list;

static void put(feature_list *list, uint32_t about, uint64_t value) {
    if (list->n < NAME_FEATURES) list->at[list->n++] = model_place(list->places, about, value);
}

static void put_bits(feature_list *list, uint32_t about, uint32_t bits) {
    for (uint32_t bit = 0; bits; bit++, bits >>= 1)
        if (bits & 1u) put(list, about, bit);
}

static void put_affixes(feature_list *list, syn_slice text) {
    char folded[64];
    if (fold_max(text.len) > sizeof folded) return;
    syn_slice word = slice_of(folded, fold_text(text, folded));
    for (size_t length = 1; length <= 5 && length < word.len; length++) {
        put(list, A_PREFIX + (uint32_t)length - 1, slice_hash(slice_cut(word, 0, length)));
        put(list, A_SUFFIX + (uint32_t)length - 1, slice_hash(slice_cut(word, word.len - length, word.len)));
    }
}

static uint64_t pair(uint64_t a, uint64_t b) { return hash_join(hash_join(7, a), b); }

static void put_words(feature_list *list, const name_view *v) {
    put(list, A_WORD, v->fold);
    put(list, A_PLAIN_WORD, pair(v->fold, v->shape));
    put(list, A_WORD_BEFORE, v[-1].fold);
    put(list, A_WORD_BEHIND, v[1].fold);
    put(list, A_WORD_BEFORE2, v[-2].fold);
    put(list, A_WORD_BEHIND2, v[2].fold);
    put(list, A_PAIR_BEFORE, pair(v[-1].fold, v->fold));
    put(list, A_PAIR_BEHIND, pair(v->fold, v[1].fold));
    put(list, A_FRAME, pair(v[-1].fold, v[1].fold));
    put(list, A_LEFT2, pair(v[-2].fold, v[-1].fold));
    put(list, A_RIGHT2, pair(v[1].fold, v[2].fold));
    put(list, A_SHAPE, v->shape);
    put(list, A_SHAPE_BEFORE, pair(v[-1].shape, v->shape));
    put(list, A_SHAPE_BEHIND, pair(v->shape, v[1].shape));
    put(list, A_SHAPES, pair(v[-1].shape, pair(v->shape, v[1].shape)));
    put(list, A_UPOS, v->upos);
    put(list, A_UPOS_BEFORE, v[-1].upos);
    put(list, A_UPOS_BEHIND, v[1].upos);
    put(list, A_UPOSES, pair(v[-1].upos, pair(v->upos, v[1].upos)));
    put_bits(list, A_CUE_BEFORE, v[-1].cues);
    put_bits(list, A_CUE_BEHIND, v[1].cues);
    put_bits(list, A_CUE_BEFORE2, v[-2].cues);
    put_bits(list, A_CUE_BEHIND2, v[2].cues);
}

static uint64_t lexicon_states(const name_look *look, uint32_t i) {
    uint64_t all = 0;
    for (uint32_t l = 0; l < LOOK_LEXICONS; l++) all = all * 5 + look->states[l][i];
    return all;
}

enum { TELLING = ITEM_GIVEN | ITEM_SURNAME | ITEM_ORG_END | ITEM_ORG_OF | ITEM_PLACE_END | ITEM_PLACE_OPEN | ITEM_OTHER_END };

static void put_lexicons(feature_list *list, const name_look *look, uint32_t i) {
    const name_run *run = look->run;
    uint32_t bits = run->items[i].bits;
    put_bits(list, A_BIT, bits);
    if (i) put_bits(list, A_BIT_BEFORE, run->items[i - 1].bits);
    if (i + 1 < run->count) put_bits(list, A_BIT_BEHIND, run->items[i + 1].bits);
    put(list, A_BITS, bits);
    for (uint32_t l = 0; l < LOOK_LEXICONS; l++) {
        if (look->states[l][i]) put(list, A_LEXICON, l * 5 + look->states[l][i]);
        if (i && look->states[l][i - 1]) put(list, A_LEXICON_BEFORE, l * 5 + look->states[l][i - 1]);
        if (i + 1 < run->count && look->states[l][i + 1]) put(list, A_LEXICON_BEHIND, l * 5 + look->states[l][i + 1]);
    }
    uint64_t states = lexicon_states(look, i) * 128 + (bits & ITEM_GIVEN ? 64 : 0) + (bits & ITEM_SURNAME ? 32 : 0) +
                      (bits & ITEM_COMMON ? 16 : 0) + (bits & ITEM_LOWER ? 8 : 0) + (bits & ITEM_FIRST ? 4 : 0) +
                      (bits & ITEM_ACRONYM ? 2 : 0);
    put(list, A_LEXICONS, states);
    if ((bits & ITEM_CAPITAL) && (bits & ITEM_NOUN_CAPS)) put(list, A_LEXICON, LOOK_LEXICONS * 5);
    put(list, A_VALUE, pair((unsigned char)run->items[i].place_value, (unsigned char)run->items[i].people_value));
}

/* Where the item stands in its stretch of capitals, and what stands at the ends of that. */
static void put_stretch(feature_list *list, const name_look *look, uint32_t i) {
    uint32_t first = look->first[i], last = look->last[i];
    const name_view *v = look->views + LOOK_REACH;
    const name_item *items = look->run->items;
    uint64_t where = (i == first ? 2u : 0u) + (i == last);
    uint64_t length = last - first + 1 > 5 ? 5 : last - first + 1;
    put(list, A_LENGTH, length * 4 + where);
    put(list, A_STRETCH, (length * 4 + where) * 3 + look->run->style);
    /* Two words before the first or behind the last, wherever the item stands between. */
    const name_view *before = v + first - 1, *behind = v + last + 1;
    put(list, A_EDGE_BEFORE, pair(before->fold, where));
    put(list, A_EDGE_BEHIND, pair(behind->fold, where));
    if (i != last) {
        put(list, A_HEAD, v[last].fold);
        put_bits(list, A_HEAD_BITS, items[last].bits & TELLING);
    }
    if (i != first) {
        put(list, A_OPEN, v[first].fold);
        put_bits(list, A_OPEN_BITS, items[first].bits & TELLING);
    }
}

static void put_rules(feature_list *list, const name_look *look, uint32_t i) {
    uint32_t none = 31, before = i ? look->rule[i - 1] : none, behind = i + 1 < look->run->count ? look->rule[i + 1] : none;
    put(list, A_RULE, look->rule[i]);
    put(list, A_RULE_BEFORE, before);
    put(list, A_RULE_BEHIND, behind);
    put(list, A_RULES, (before * 32 + look->rule[i]) * 32 + behind);
    put(list, A_RULE_SCORE, look->rule[i] * 16u + look->rule_score[i]);
    uint32_t bits = look->run->items[i].bits;
    uint32_t kind = bits & ITEM_CAPITAL ? bits & ITEM_NOUN_CAPS : bits & (ITEM_OF | ITEM_AND | ITEM_THE | ITEM_HYPHEN | ITEM_POSSESSIVE |
                    ITEM_PARTICLE | ITEM_NUMBER | ITEM_POINT);
    put(list, A_RULE_KIND, look->rule[i] * 4096u + kind + (bits & ITEM_CAPITAL ? 1u : 0u));
    put(list, A_RULE_WORD, pair(look->rule[i], look->views[i + LOOK_REACH].fold));
}

/* What the report says of the same word elsewhere. */
static void put_report(feature_list *list, const name_look *look, uint32_t i) {
    const name_context *context = look->context;
    uint64_t fold = look->views[i + LOOK_REACH].fold;
    const word_fact *written = name_word_fact(context, fold);
    uint32_t small = written->small > 2 ? 2 : written->small, middle = written->middle > 3 ? 3 : written->middle;
    put(list, A_WRITTEN, small * 4 + middle + (look->run->items[i].bits & ITEM_FIRST ? 16u : 0u));
    put(list, A_STYLE, look->run->style);
    const phrase_fact *fact = name_phrase_find(context, hash_join(0, fold));
    if (fact) {
        uint32_t type = 0;
        for (uint32_t t = 1; t < 4; t++)
            if (fact->score[t] > fact->score[type]) type = t;
        int most = fact->score[type] / 200;
        put(list, A_PHRASE, type * 16 + (uint32_t)(most > 5 ? 5 : most < 0 ? 0 : most) * 2 + (fact->named ? 1u : 0u));
    }
    const token_fact *token = name_token(context, fold);
    if (!token) return;
    uint32_t kind = 0, all = 0;
    for (uint32_t k = 0; k < SEGMENT_KINDS; k++) {
        all += token->as[k];
        if (token->as[k] > token->as[kind]) kind = k;
    }
    uint32_t sure = token->as[kind] * 4 > all * 3;
    put(list, A_TOKEN, (kind * 2 + sure) * 4 + (all > 3 ? 3 : all));
}

uint32_t name_features(const name_look *look, uint32_t item, uint32_t places, uint32_t features[NAME_FEATURES]) {
    feature_list list = {features, 0, places};
    const syn_word *word = &look->context->report->words.at[look->run->items[item].word];
    const name_view *view = &look->views[item + LOOK_REACH];
    put(&list, A_BIAS, 0);
    put_words(&list, view);
    put_affixes(&list, slice_cut(look->context->report->text, word->begin, word->end));
    put_lexicons(&list, look, item);
    put_stretch(&list, look, item);
    put_rules(&list, look, item);
    put_report(&list, look, item);
    return list.n;
}
