/* quotes_turns.c - transcripts: paragraphs that begin with who speaks and a colon.
 *
 * In: paragraphs, persons. Out: a list of turns.
 *
 * - A name whose last word is a person's of the report: "VANCE: I think so.", "Ida Hale: We sail." In capitals it is a turn
 *   wherever it stands; in small letters only in a dialogue (below).
 * - A role: "MODERATOR: Will it sail?" (lexicon quote_turns), and a question and its answer: "Q. Will it sail?" "A. It will."
 * - Another capitalised label, in a dialogue of persons.
 * A dialogue is TURNS_MIN turns of which one label comes twice or one ends in a question mark; a Q needs an A, and an A a Q.
 * What speaks there as Q or A stays unknown. A paragraph without a label inside a turn is not joined to it. Linear. */
#include "mark/quotes.h"
#include "base/map.h"
#include "mark/lexicon/lexicon.gen.h"

#define LABEL_BYTES 48u  /* a label is no longer */
#define LABEL_WORDS 5u
#define TURNS_MIN 2u     /* turns of a dialogue */
#define TEXT_WORDS 2u    /* words that a turn has at least */

/* The persons of the report by the last word of their name. */
static void index_persons(const quote_work *work, syn_map *persons) {
    const syn_report *report = work->report;
    map_init(persons, work->scratch);
    for (uint32_t i = 0; i < report->entities.n; i++) {
        if (report->entities.at[i].type != NAME_PERSON) continue;
        uint32_t word = report_word_at(report, report->entities.at[i].name.end - 1);
        if (word < report->words.n && map_get(persons, report->words.at[word].fold) == MAP_NONE)
            (void)map_set(persons, report->words.at[word].fold, i);
    }
}

/* What the words [first, past) of a label are. */
static char label_kind(const quote_work *work, const syn_map *persons, uint32_t first, uint32_t past, quote_turn *turn) {
    const syn_word *words = work->report->words.at;
    bool caps = true;
    uint32_t at = first;
    if (at < past && slice_equal_ascii_case(report_slice(work->report, (syn_span){words[at].begin, words[at].end}),
                                            SLICE_LIT("the"))) at++;
    const lexicon_entry *entry = lexicon_match(&lexicon_mark_quote_turns, words, at, past);
    bool number = entry && at + entry->words + 1 == past && words[past - 1].kind == WORD_NUMBER;
    if (entry && entry->value[0] != '+' && (number || at + entry->words == past)) return entry->value[0];
    for (uint32_t w = first; w < past; w++) {
        char c = work->report->text.ptr[words[w].begin];
        if (words[w].kind == WORD_PUNCT && strchr(".,()-'", c)) continue;
        if (words[w].kind != WORD_LETTERS || !(words[w].flags & WORD_CAPITAL)) return 0;
        if (!(words[w].flags & WORD_ALL_CAPS) && words[w].end - words[w].begin > 2) caps = false;
    }
    turn->entity = map_get(persons, words[past - 1].fold);
    if (turn->entity == MAP_NONE) {
        turn->entity = REPORT_NONE;
        return 'u';
    }
    return caps ? 'P' : 'p';
}

/* The label of a paragraph, if it has one. */
static bool read_turn(const quote_work *work, const syn_map *persons, uint32_t p, uint32_t begin, quote_turn *turn) {
    const syn_report *report = work->report;
    uint32_t end = work->paragraph_ends[p], limit = end - begin > LABEL_BYTES ? begin + LABEL_BYTES : end;
    const char *colon = memchr(report->text.ptr + begin, ':', limit - begin);
    bool point = end - begin > 3 && report->text.ptr[begin + 1] == '.' && report->text.ptr[begin + 2] == ' ' &&
                 (report->text.ptr[begin] == 'Q' || report->text.ptr[begin] == 'A');
    if (!colon && !point) return false;
    uint32_t at = point ? begin + 1 : (uint32_t)(colon - report->text.ptr);
    uint32_t first = report_word_at(report, begin), past = report_word_at(report, at);
    if (point) past = first + 1;
    if (past <= first || past - first > LABEL_WORDS) return false;
    *turn = (quote_turn){.paragraph = p, .entity = REPORT_NONE, .label = {begin, at}};
    turn->kind = label_kind(work, persons, first, past, turn);
    if (!turn->kind || (point && turn->kind != 'q' && turn->kind != 'a')) return false;
    turn->text = slice_trim(slice_cut(report->text, at + 1, end));
    turn->id = report->words.at[past - 1].fold;
    uint32_t words = 0;
    for (uint32_t w = past; w < report->words.n && report->words.at[w].begin < end && words < TEXT_WORDS; w++)
        words += report->words.at[w].kind == WORD_LETTERS;
    char last = turn->text.len ? turn->text.ptr[turn->text.len - 1] : 0;
    turn->question = last == '?';
    bool sentence = last == '.' || last == '?' || last == '!' || (unsigned char)last > 0x7f;
    return words >= TEXT_WORDS && (turn->kind == 'P' || sentence) && !(turn->kind == 'P' && turn->text.len == 0);
}

/* Which of the turns found are turns: a dialogue, or a name in capitals. */
static void judge(quote_work *work) {
    uint32_t count[128] = {0}, n = 0;
    bool twice = false, question = false;
    syn_map labels;
    map_init(&labels, work->scratch);
    for (uint32_t i = 0; i < work->turns.n; i++) {
        const quote_turn *turn = &work->turns.at[i];
        if (turn->kind == 'u') continue;
        count[(unsigned char)turn->kind & 127]++;
        n++;
        twice = twice || map_get(&labels, turn->id) != MAP_NONE;
        question = question || turn->question;
        (void)map_set(&labels, turn->id, 1);
    }
    bool title = work->turns.n > 1 && work->turns.at[0].paragraph == 0 && work->turns.at[1].paragraph > 1;
    bool dialogue = n >= TURNS_MIN && (twice || question);
    bool asked = count['q'] > 0 && n > count['q'], answered = count['q'] > 0;
    bool named = count['p'] + count['P'] >= TURNS_MIN;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < work->turns.n; i++) {
        quote_turn turn = work->turns.at[i];
        bool fits = turn.kind == 'q' ? asked : turn.kind == 'a' ? answered : turn.kind == 'u' ? named : true;
        bool is = turn.kind == 'P' || (dialogue && fits);
        if (i == 0 && turn.kind != 'P' && title) is = false;
        if (is) work->turns.at[kept++] = turn;
    }
    work->turns.n = kept;
}

void quotes_find_turns(quote_work *work) {
    syn_map persons;
    index_persons(work, &persons);
    uint32_t end = 0;
    for (uint32_t p = 0; p < work->paragraphs; p++) {
        uint32_t begin = end;
        end = work->paragraph_ends[p];
        while (begin < end && (unsigned char)work->report->text.ptr[begin] <= ' ') begin++;
        quote_turn turn;
        uint8_t kind = work->paragraph_kinds[p];
        if (begin >= end || kind == BLOCK_EMBED || kind == BLOCK_TABLE || kind == BLOCK_HEADING) continue;
        if (read_turn(work, &persons, p, begin, &turn)) (void)VEC_PUSH(work->scratch, &work->turns, turn);
    }
    judge(work);
}
