/* boilerplate.c - which paragraphs are no part of the story.
 *
 * In: the paragraphs with their features. Out: boilerplate is `gone`; a credit or a link that hangs on the end of a
 * paragraph is cut off it. The idea: evidence from phrases is weighed against how much the paragraph reads like running
 * prose; a long paragraph, one that quotes speech, one that talks to nobody needs more. A rule is a shape (a credit behind a
 * slash, a line of bullets, a call in capitals), never the words of one site. Taking prose away is worse than leaving a box.
 * Linear: each paragraph is looked at with its neighbours.
 *
 * Bytes of something else that were read as text go, too. It does not know boxes that read like prose of the story, nor captions without credit. */
#include "clean/lexicon/lexicon.gen.h"
#include "clean/parts.h"
#include "text/utf8.h"

#define BOX_WORDS 160      /* a longer paragraph is no box, whatever it says, unless it says it all over */
#define CAPTION_WORDS 130
#define NOTE_WORDS 90
#define TAIL_BYTES 600     /* what may be cut off the end of a paragraph */
#define LEAST_LOST 8       /* characters that no text has, for a paragraph to be the bytes of something else ... */
#define LOST_SHARE 16      /* ... where there is one in so many bytes */

/* Evidence a paragraph must bring to go. */
static unsigned needed(const clean_features *look) {
    unsigned need = look->words <= 8 ? 2u : look->words <= 25 ? 3u : look->words <= 60 ? 4u : look->words <= 120 ? 6u : 10u;
    if (look->quoted && look->speech) need += 6;
    if (look->terminal && !look->you && (look->words > 4 || look->verbs)) need += look->words > 12 && look->verbs ? 4 : 2;
    return need;
}

static bool is_box(const clean_features *look) {
    const uint8_t *e = look->evidence;
    unsigned sum = 0u + e[CLASS_BOX] + e[CLASS_WIDGET] + e[CLASS_SHARE] + e[CLASS_COOKIE] + e[CLASS_AD];
    bool opens = look->opener && look->opener != CLASS_CAPTION + 1 && look->opener != CLASS_DESK + 1 &&
        look->opener != CLASS_MORE + 1;
    if (!sum && !(opens && (!look->terminal || look->words <= 12))) return false;
    if (opens) sum += look->opener_weight;
    if (look->you) sum++;
    if (look->caps >= 2 && look->caps < look->words && look->words <= 60) sum++;
    if (e[CLASS_TIP]) sum++;
    if (look->words > BOX_WORDS && sum * 12 < look->words) return false;
    return sum >= needed(look);
}

static bool is_tip(const clean_features *look) {
    unsigned sum = look->evidence[CLASS_TIP];
    if (look->opener == CLASS_TIP + 1) sum += look->opener_weight;
    if (!sum || look->words > NOTE_WORDS || (look->quoted && look->speech)) return false;
    if (look->contacts || look->handles) sum += 2;
    if (look->you) sum++;
    return sum >= 4;
}

static bool is_rights(const clean_features *look) {
    unsigned sum = look->evidence[CLASS_RIGHTS];
    if (look->opener == CLASS_RIGHTS + 1) sum += look->opener_weight + (look->numbers ? 1u : 0u);
    if (look->words <= 12 && look->numbers) sum++;
    return sum >= 3 && look->words <= NOTE_WORDS && !(look->quoted && look->speech);
}

/* "READ MORE: ...", "Don't miss ...", "Watch ... »", "All about A • B • C". */
static bool is_link(const clean_features *look) {
    if (look->bullets >= 2 && !look->terminal && look->words <= 50) return true;
    if (look->opener != CLASS_MORE + 1 || look->words > 45) return false;
    if (look->opener_colon && look->words <= 30) return look->opener_weight >= (look->terminal && look->words > 12 ? 3 : 2);
    if (look->quoted && look->terminal) return false;
    if (look->arrow) return true;
    if (look->opener_caps && look->caps < look->words && look->opener_weight >= 2) return true;
    if (look->terminal) return look->opener_weight >= 4 && look->words <= 25;
    return look->opener_weight >= 3;
}

static bool is_share(const clean_features *look) {
    if (look->networks >= 2 && look->networks * 2 >= look->words && !look->terminal) return true;
    if (look->networks_first >= 3 && look->words <= 70) return true;
    if (look->networks_first == 2 && !look->terminal && look->words <= 40) return true;
    bool follow = look->opener == CLASS_SHARE + 1 && look->words <= 35;
    return follow && (look->networks || look->handles || look->evidence[CLASS_SHARE]);
}

static bool is_caption(const clean_features *look) {
    if (look->credit_only && !look->terminal) return true;
    if (look->words > CAPTION_WORDS) return false;
    unsigned sum = look->evidence[CLASS_CAPTION];
    if (look->opener == CLASS_CAPTION + 1) sum += look->opener_weight;
    if (!look->terminal && look->credit_last) sum += 3;
    if (!look->terminal && look->credit_first && look->words >= 3) sum += 3;
    if (look->opener == CLASS_CAPTION + 1 && !look->terminal) sum++;
    if (look->opener == CLASS_CAPTION + 1 && look->opener_colon) sum++;
    unsigned need = look->terminal && look->words > 12 ? 6 : 3;
    if (look->quoted && look->speech && !look->opener) need += 2;
    return sum >= need;
}

/* Notes and credits of the newsroom. */
static bool is_desk(const clean_features *look) {
    if (look->words > NOTE_WORDS) return false;
    if (look->opener == CLASS_DESK + 1) {
        if (look->opener_weight >= 4 || look->bracketed || (look->opener_weight == 3 && !look->verbs)) return true;
        if (look->contacts || (look->opener_colon && look->words <= 25)) return look->opener_weight >= 2;
    }
    return look->evidence[CLASS_DESK] >= 3 && look->words <= 60 && !(look->quoted && look->speech);
}

unsigned boilerplate_rules(const clean_features *look) {
    if (look->words == 0 && look->contacts == 0) return look->numbers == 0 || look->bullets ? 1u : 0u;
    unsigned rules = look->alone ? 2u : 0u;
    rules |= is_box(look) ? 4u : 0u;
    rules |= is_tip(look) ? 8u : 0u;
    rules |= is_rights(look) ? 16u : 0u;
    rules |= is_link(look) ? 32u : 0u;
    rules |= is_share(look) ? 64u : 0u;
    rules |= is_caption(look) ? 128u : 0u;
    return rules | (is_desk(look) ? 256u : 0u);
}

bool is_boilerplate(const clean_features *look) { return boilerplate_rules(look) != 0; }

/* ---- what hangs on the end of a paragraph ---- */
/* The features of a piece of text. */
static syn_code look_again(clean_work *work, syn_slice piece, clean_features *look) {
    clean_para para = {.text = piece};
    clean_work inner = {.report = work->report, .scratch = work->scratch, .error = work->error};
    inner.paras.at = &para;
    inner.paras.n = inner.paras.cap = 1;
    syn_code code = features_run(&inner);
    *look = para.look;
    return code;
}

/* Begin of the last sentence of a text whose last TAIL_BYTES hold it, or SIZE_MAX. */
static size_t last_sentence(syn_slice s) {
    size_t low = s.len > TAIL_BYTES ? s.len - TAIL_BYTES : 0;
    for (size_t at = s.len > 2 ? s.len - 2 : 0; at > low; at--) {
        if (!blank_at(s, at) || ((unsigned char)s.ptr[at] & 0xC0) == 0x80) continue;
        syn_slice before = slice_cut(s, 0, at);
        if (ends_sentence(before)) return at;
    }
    return SIZE_MAX;
}

/* The opening bracket that the last byte of the text closes, or SIZE_MAX. */
static size_t last_bracket(syn_slice s) {
    size_t low = s.len > TAIL_BYTES ? s.len - TAIL_BYTES : 0;
    unsigned depth = 0;
    for (size_t at = s.len; at-- > low;) {
        if (s.ptr[at] == ')') depth++;
        else if (s.ptr[at] == '(' && --depth == 0) return at;
    }
    return SIZE_MAX;
}

static syn_code cut_tail(clean_work *work, clean_para *para) {
    for (unsigned turns = 0; turns < 3; turns++) {
        syn_slice text = para->text;
        size_t at = SIZE_MAX;
        bool bracket = text.len && text.ptr[text.len - 1] == ')';
        if (bracket) at = last_bracket(text);
        else if (para->look.arrow) at = last_sentence(text);
        if (at == SIZE_MAX || at == 0) return SYN_OK;
        clean_features look;
        syn_code code = look_again(work, blank_trim(slice_cut(text, at, text.len)), &look);
        if (code) return code;
        bool goes = bracket ? is_desk(&look) || is_rights(&look) : look.opener == CLASS_MORE + 1;
        if (!goes) return SYN_OK;
        if (bracket && (code = credits_read(work, slice_cut(text, at, text.len))) != SYN_OK) return code;
        para->text = blank_trim(slice_cut(text, 0, at));
        if ((code = look_again(work, para->text, &para->look)) != SYN_OK) return code;
    }
    return SYN_OK;
}

/* A caption that a line break cut in two: its first half ends in a word that wants another one. */
static void take_broken_caption(clean_work *work, uint32_t at) {
    if (at == 0) return;
    clean_para *before = &work->paras.at[at - 1];
    const clean_features *look = &before->look;
    if (!before->gone && before->kind == BLOCK_PARAGRAPH && look->words <= 14 && !look->terminal && !look->colon &&
        look->open_end)
        before->gone = true;
}

/* A line that stands twice, one after the other, is a caption or a label. */
static void take_double(clean_work *work, uint32_t at) {
    if (at == 0 || work->paras.at[at - 1].look.hash != work->paras.at[at].look.hash) return;
    clean_para *para = &work->paras.at[at], *before = &work->paras.at[at - 1];
    if (!slice_equal(para->text, before->text)) return;
    para->gone = true;
    if (!para->look.terminal && para->look.words >= 4) before->gone = true;
}

/* Bytes of a picture or an archive that were read as text: control characters, and those that stand for what could not be read. */
static bool is_garbled(syn_slice text) {
    size_t lost = 0;
    for (size_t at = 0; at < text.len; at++) {
        unsigned char c = (unsigned char)text.ptr[at];
        lost += (c < ' ' && c != '\t' && c != '\n' && c != '\r') || slice_starts(slice_cut(text, at, text.len), SLICE_LIT("\xEF\xBF\xBD"));
    }
    return lost >= LEAST_LOST && lost * LOST_SHARE >= text.len;
}

syn_code boilerplate_run(clean_work *work) {
    for (uint32_t i = 0; i < work->paras.n; i++) {
        clean_para *para = &work->paras.at[i];
        if (!para->text.len || para->judged == JUDGED_OUT || is_garbled(para->text)) para->gone = true;
        if (para->gone || para->kind == BLOCK_EMBED || para->kind == BLOCK_TABLE) continue;
        take_double(work, i);
        if (para->gone) continue;
        if (para->look.arrow || slice_ends(para->text, SLICE_LIT(")"))) {
            syn_code code = cut_tail(work, para);
            if (code) return code;
        }
        if (para->judged == JUDGED_IN || !is_boilerplate(&para->look)) continue;
        para->gone = true;
        if (is_desk(&para->look) || is_caption(&para->look) || para->look.contacts) {
            syn_code code = credits_read(work, para->text);
            if (code) return code;
        }
        if (is_caption(&para->look)) take_broken_caption(work, i);
    }
    return SYN_OK;
}
