/* credits.c - who wrote, edited or photographed, as the lines say that are cut off a report.
 *
 * In: a paragraph or the end of one that goes as a credit of the newsroom or a caption: "(Reporting by Ida Marsh in Tarrow;
 * Editing by Tor Venn)", "To contact the reporter on this story: Ida Marsh", "(Photo by Tor Venn/Sundwire)". Out:
 * report->credits: each name with the words that say what they did. A phrase of lexicon/en/desks.txt opens a credit, which ends where
 * the next one begins; its names are cut as those of a byline are (bylines.c), and only persons count. Of plain text without
 * a byline, those who wrote or reported are the byline too. The outlet that such a line says the text is from is report->credited.
 * Linear; CREDIT_BYTES of a paragraph are read. */
#include "clean/claims.h"
#include "clean/lexicon/lexicon.gen.h"
#include "report/outlets.h"

#define CREDIT_BYTES 1200   /* from the end of a paragraph */
#define COLON_BYTES 40      /* behind a phrase: "To contact the reporter on this story:" */

static bool is_known(const syn_report *report, syn_slice name, syn_slice role) {
    for (uint32_t i = 0; i < report->credits.n; i++)
        if (bare_equal(report->credits.at[i].name, name) && slice_equal(report->credits.at[i].role, role)) return true;
    return false;
}

static void add_names(syn_report *report, syn_slice role, syn_slice names, bool writer) {
    byline_piece pieces[BYLINE_PIECES];
    syn_slice head = slice_cut(names, 0, names.len < COLON_BYTES ? names.len : COLON_BYTES);
    size_t colon = slice_find(head, SLICE_LIT(":"), 0);
    if (colon != SIZE_MAX) names = slice_cut(names, colon + 1, names.len);
    size_t close = slice_find(names, SLICE_LIT(")"), 0);
    if (close != SIZE_MAX) names = slice_cut(names, 0, close);
    uint32_t n = byline_split(names, pieces);
    for (uint32_t i = 0; i < n && report->credits.n < CLEAN_BYLINES; i++) {
        if (pieces[i].kind != BYLINE_PERSON || is_known(report, pieces[i].text, role)) continue;
        syn_credit credit = {meta_copy(report, pieces[i].text), meta_copy(report, role)};
        VEC_PUSH(&report->arena, &report->credits, credit);
        if (writer && report->byline.n < CLEAN_BYLINES) VEC_PUSH(&report->arena, &report->byline, credit.name);
    }
}

/* "CBS reporters Ida Marsh and Tor Venn contributed to this report": the names stand before the phrase, behind the last small word
 * that joins no names, and behind a possessor. */
static syn_slice names_before(const syn_words *words, syn_slice text, uint32_t w) {
    uint32_t from = w;
    for (; from > 0; from--) {
        const syn_word *word = &words->at[from - 1];
        const lexicon_entry *joint = lexicon_word(&lexicon_clean_joints, word->fold);
        bool joins = joint && strcmp(joint->value, "other") != 0;
        bool small = word->kind == WORD_LETTERS && !(word->flags & WORD_CAPITAL) && !joins;
        if (small || word->kind == WORD_POSSESSIVE || (word->kind == WORD_PUNCT && text.ptr[word->begin] == '.' && from < w)) break;
    }
    return from < w ? slice_cut(text, words->at[from].begin, words->at[w - 1].end) : SLICE_NONE;
}

syn_code credits_read(clean_work *work, syn_slice text) {
    if (text.len > CREDIT_BYTES) {
        size_t from = text.len - CREDIT_BYTES;
        while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
        text = slice_cut(text, from, text.len);
    }
    syn_words words = {0};
    syn_code code = words_scan(&words, NULL, text, "", work->scratch, work->error);
    if (code) return code;
    if (!work->report->credited.len) work->report->credited = meta_copy(work->report, outlet_credited(words.at, words.n, text));
    bool writers = !work->page && !work->report->byline.n, writer = false;
    syn_slice role = SLICE_NONE;
    size_t from = 0;
    for (uint32_t w = 0; w <= words.n; w++) {
        const lexicon_entry *entry = w < words.n ? lexicon_match(&lexicon_clean_desks, words.at, w, words.n) : NULL;
        if (w < words.n && !entry) continue;
        if (role.len) add_names(work->report, role, slice_cut(text, from, w < words.n ? words.at[w].begin : text.len), writer);
        if (!entry) break;
        role = slice_cut(text, words.at[w].begin, words.at[w + entry->words - 1].end);
        if (entry->value[0] == 'b') {
            syn_slice names = names_before(&words, text, w);
            if (names.len) add_names(work->report, role, names, false);
            role = SLICE_NONE;
        }
        from = words.at[w + entry->words - 1].end;
        writer = writers && entry->value[0] == 'w';
        w += entry->words - 1u;
    }
    return SYN_OK;
}
