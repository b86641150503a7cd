/* features.c - what a paragraph looks like: counts and marks from which boilerplate.c and head.c decide.
 *
 * In: the paragraphs. Out: `look` of each, read from its first CLEAN_LOOK bytes (its end and its hash from all of it).
 * Phrases and words come from lexicon/en: phrases.txt (anywhere), openers.txt (at the start), credits.txt (agencies),
 * networks.txt, verbs.txt, you.txt. The value of a phrase is its class and its weight: "box3". Linear in the text. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"
#include "text/fold.h"
#include "text/utf8.h"

static const struct { const char *name; clean_class class; } classes[] = {
    {"box", CLASS_BOX}, {"widget", CLASS_WIDGET}, {"share", CLASS_SHARE}, {"ad", CLASS_AD}, {"cookie", CLASS_COOKIE},
    {"tip", CLASS_TIP}, {"rights", CLASS_RIGHTS}, {"more", CLASS_MORE}, {"caption", CLASS_CAPTION}, {"desk", CLASS_DESK}};

/* "box3" -> CLASS_BOX and 3; false for a value of another form. */
static bool class_of(const char *value, clean_class *class, unsigned *weight) {
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        size_t length = strlen(classes[i].name);
        if (strncmp(value, classes[i].name, length) != 0 || value[length] < '1' || value[length] > '9') continue;
        *class = classes[i].class;
        *weight = (unsigned)(value[length] - '0');
        return true;
    }
    return false;
}

static void count(uint16_t *counter) {
    if (*counter < UINT16_MAX) (*counter)++;
}

/* "0207 782 4368", "+1 (555) 010-0000": seven digits or more in a row of numbers. */
static bool is_phone(const syn_word *words, uint32_t at, uint32_t n) {
    uint32_t digits = 0;
    for (uint32_t i = at; i < n && i < at + 8; i++) {
        if (words[i].kind == WORD_NUMBER) digits += words[i].end - words[i].begin;
        else if (words[i].kind != WORD_PUNCT || words[i].end - words[i].begin != 1) break;
        if (i > at && digits >= 7) return true;
    }
    return false;
}

static void look_at_word(clean_features *look, const syn_word *w, syn_slice text) {
    if (w->kind == WORD_LETTERS) {
        count(&look->words);
        if (w->flags & WORD_CAPITAL) count(&look->capitals);
        if (w->flags & WORD_ALL_CAPS) count(&look->caps);
        if (lexicon_word(&lexicon_clean_you, w->fold)) count(&look->you);
        if (lexicon_word(&lexicon_clean_networks, w->fold)) count(&look->networks);
        const lexicon_entry *verb = lexicon_word(&lexicon_clean_verbs, w->fold);
        if (verb) {
            if (verb->value[0] == 's') look->speech = true;
            if (verb->value[0] == 'f') count(&look->stops);
            else count(&look->verbs);
        } else if (w->end - w->begin > 4 && !(w->flags & WORD_CAPITAL) &&
                   slice_ends(slice_cut(text, w->begin, w->end), SLICE_LIT("ed"))) {
            count(&look->verbs);
        }
    } else if (w->kind == WORD_NUMBER) {
        count(&look->numbers);
    } else if (w->kind == WORD_HANDLE) {
        count(&look->handles);
    } else if (w->kind == WORD_URL) {
        count(&look->contacts);
    } else if (w->kind == WORD_PUNCT || w->kind == WORD_SYMBOL) {
        unsigned size;
        uint32_t c = utf8_at(text, w->begin, &size);
        if (c == 0x2022 || c == '|' || c == 0xB7 || c == 0x25CF || c == 0x25AA) count(&look->bullets);
        if (c == '"' || c == 0x201C || c == 0x201D || c == 0xAB) look->quoted = true;
    }
}

/* Phrases; a longer one covers the shorter ones inside it. */
static void look_at_phrases(clean_features *look, const syn_word *words, uint32_t n) {
    for (uint32_t i = 0; i < n;) {
        const lexicon_entry *entry = lexicon_match(&lexicon_clean_phrases, words, i, n);
        clean_class class;
        unsigned weight;
        if (entry && class_of(entry->value, &class, &weight)) {
            unsigned sum = look->evidence[class] + weight;
            look->evidence[class] = sum > 255 ? 255 : (uint8_t)sum;
        }
        i += entry && entry->words ? entry->words : 1;
    }
}

static bool is_function_word(const syn_word *w) {
    const lexicon_entry *entry = lexicon_word(&lexicon_clean_verbs, w->fold);
    return entry && entry->value[0] == 'f';
}

static bool is_other(const syn_word *w) { return w->kind == WORD_PUNCT || w->kind == WORD_SYMBOL; }

/* A credit at the start is one that runs into a caption: "Photo Agency The bridge ..." */
static bool opens_caption(const syn_word *words, uint32_t end, uint32_t n, bool picture) {
    if (end >= n || words[end].kind != WORD_LETTERS || !(words[end].flags & WORD_CAPITAL)) return false;
    return picture || is_function_word(&words[end]);
}

/* A credit at the end follows a slash, a bracket, a mark or "by", or is a picture agency. */
static bool closes_caption(const syn_word *words, uint32_t at, syn_slice text, bool picture) {
    if (picture || at == 0) return true;
    const syn_word *before = &words[at - 1];
    static const char *const marks[] = {"/", "[", "(", "|", "©", "by", "By", "via", "courtesy", "Photo"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_equal(slice_cut(text, before->begin, before->end), slice_str(marks[i]))) return true;
    return false;
}

static void look_at_credits(clean_features *look, const syn_word *words, uint32_t n, syn_slice text) {
    uint32_t covered = 0, letters = 0, names = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (is_other(&words[i])) continue;
        letters++;
        names += words[i].kind == WORD_LETTERS && (words[i].flags & WORD_CAPITAL) && !is_function_word(&words[i]);
    }
    for (uint32_t i = 0; i < n;) {
        const lexicon_entry *entry = lexicon_match(&lexicon_clean_credits, words, i, n);
        uint32_t end = i + (entry && entry->words ? entry->words : 1);
        if (entry && ((words[i].flags & WORD_CAPITAL) || i == 0)) {
            bool picture = entry->value[0] == 'p';
            covered += entry->words;
            count(&look->credits);
            if (i == 0) look->credit_first = opens_caption(words, end, n, picture);
            uint32_t rest = end;
            while (rest < n && is_other(&words[rest])) rest++;
            if (rest == n && closes_caption(words, i, text, picture)) look->credit_last = true;
        }
        i = end;
    }
    /* An agency alone, or a name and an agency parted by a mark: "A. Name/Agency". */
    bool name_and_credit = look->credit_last && names + 2 >= letters && letters <= 8;
    look->credit_only = letters > 0 && letters <= 10 && (covered == letters || name_and_credit);
}

/* Every word belongs to an entry of alone.txt (which may stand several times), numbers aside. */
static void look_alone(clean_features *look, const syn_word *words, uint32_t n) {
    bool any = false;
    for (uint32_t i = 0; i < n;) {
        if (is_other(&words[i]) || words[i].kind == WORD_NUMBER) {
            i++;
            continue;
        }
        const lexicon_entry *entry = lexicon_match(&lexicon_clean_alone, words, i, n);
        if (!entry || !entry->words) return;
        any = true;
        i += entry->words;
    }
    look->alone = any;
}

static void look_at_opener(clean_features *look, const syn_word *words, uint32_t n, syn_slice text) {
    uint32_t at = 0;
    while (at < n && at < 4 && (words[at].kind == WORD_PUNCT || words[at].kind == WORD_SYMBOL)) at++;
    if (text.ptr[0] == '"' || slice_starts(text, SLICE_LIT("“")) || slice_starts(text, SLICE_LIT("«"))) return;
    const lexicon_entry *entry = lexicon_match(&lexicon_clean_openers, words, at, n);
    clean_class class;
    unsigned weight;
    if (!entry || !class_of(entry->value, &class, &weight)) return;
    look->opener = (uint8_t)(class + 1);
    look->opener_weight = (uint8_t)weight;
    look->opener_words = entry->words;
    uint32_t behind = at + entry->words;
    look->opener_caps = (words[at].flags & WORD_ALL_CAPS) && (words[behind - 1].flags & WORD_ALL_CAPS);
    look->opener_colon = behind < n && (text.ptr[words[behind].begin] == ':' || text.ptr[words[behind].begin] == '|');
}

/* A share list opens the paragraph: names of networks, one after the other. */
static uint8_t networks_first(const syn_word *words, uint32_t n) {
    uint32_t i = 0;
    while (i < n && i < 20 && words[i].kind == WORD_LETTERS && lexicon_word(&lexicon_clean_networks, words[i].fold)) i++;
    return (uint8_t)i;
}

syn_code features_of(syn_slice whole, clean_features *look, syn_arena *arena, syn_error *error) {
    *look = (clean_features){0};
    syn_slice text = whole;
    if (text.len > CLEAN_LOOK) text = slice_cut(text, 0, utf8_cut(text, CLEAN_LOOK));
    syn_words words = {0};
    syn_code code = words_scan(&words, NULL, text, "", arena, error);
    if (code) return code;
    for (uint32_t i = 0; i < words.n; i++) {
        look_at_word(look, &words.at[i], text);
        if (words.at[i].kind == WORD_NUMBER && (i == 0 || words.at[i - 1].kind != WORD_NUMBER) && is_phone(words.at, i,
            words.n))
            count(&look->contacts);
    }
    if (words.n) {
        look_at_phrases(look, words.at, words.n);
        look_at_credits(look, words.at, words.n, text);
        look_alone(look, words.at, words.n);
        look->networks_first = networks_first(words.at, words.n);
        look_at_opener(look, words.at, words.n, text);
        look->open_end = words.at[words.n - 1].kind == WORD_LETTERS && is_function_word(&words.at[words.n - 1]);
        unsigned size;
        look->lower = (char_class(utf8_at(text, 0, &size)) & CHAR_LOWER) != 0;
    }
    uint32_t last = last_character(whole);
    look->terminal = ends_sentence(whole);
    look->question = last == '?';
    look->colon = last == ':';
    look->arrow = slice_ends(whole, SLICE_LIT("»")) || slice_ends(whole, SLICE_LIT(">>")) ||
                  slice_ends(whole, SLICE_LIT("›")) || slice_ends(whole, SLICE_LIT("→"));
    look->bracketed = slice_starts(whole, SLICE_LIT("(")) && slice_ends(whole, SLICE_LIT(")"));
    look->hash = fold_hash(whole);
    return SYN_OK;
}

static bool needs_features(const clean_work *work, uint32_t at, bool head) {
    const clean_para *para = &work->paras.at[at];
    return (head && at < HEAD_PARAGRAPHS + 2) || !plain_no_heading(para) || (at && !plain_no_heading(para - 1));
}

static syn_code run(clean_work *work, bool few, bool head) {
    syn_arena arena;
    arena_init(&arena, work->scratch->budget);
    syn_code code = SYN_OK;
    for (uint32_t i = 0; i < work->paras.n && !code; i++) {
        if (work->paras.at[i].gone || work->paras.at[i].judged || (few && !needs_features(work, i, head))) continue;
        code = features_of(work->paras.at[i].text, &work->paras.at[i].look, &arena, work->error);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return code;
}

syn_code features_run(clean_work *work) { return run(work, false, false); }

syn_code features_few(clean_work *work, bool head) { return run(work, true, head); }
