/* outcome.c - whether a page is an article, and if not, what it is.
 *
 * In: the report with its text, the page and what it says of itself. Out: outcome and reason. Rules, in order: a page that
 * is nearly empty or short and asks for proof of a human is a bot wall; a short one about cookies a consent layer; a short
 * one that asks to subscribe (or says it is not free) a paywall; many links to stories and hardly any prose is a listing; a
 * text that is the page's own summary and no more is a teaser. Phrases in lexicon/en/walls.txt. Everything else is an
 * article. */
#include "base/caps.h"
#include "clean/lexicon/lexicon.gen.h"
#include "clean/tree.h"
#include "text/utf8.h"

#define WALL_LOOK 6000       /* bytes of the page's text in which phrases are looked for */
#define WALL_BYTES 1200      /* an article text longer than this is one, whatever stands beside it */
#define TEASER_BYTES 420
#define EMPTY_BYTES 60
#define LISTING_LINKS 20     /* links with four words and more */
#define LISTING_BYTES 900

typedef struct wall_look {
    unsigned bot, consent, pay, teaser;
    size_t text;        /* bytes of text on the page */
    uint32_t links;     /* links that read like headlines */
} wall_look;

static unsigned blanks_in(syn_slice s) {
    unsigned count = 0;
    for (size_t i = 0; i < s.len && i < 400; i++) count += s.ptr[i] == ' ';
    return count;
}

/* The page's first text, in scratch, and what the whole of it looks like. */
static syn_slice page_words(clean_work *work, wall_look *look) {
    const syn_page *page = work->page;
    char *out = arena_alloc(work->scratch, WALL_LOOK + 8);
    size_t length = 0;
    uint32_t skip = 0, link = 0;
    for (uint32_t i = 0; i < page->nodes.n; i++) {
        const page_node *n = &page->nodes.at[i];
        if (n->tag == TAG_HEAD || n->tag == TAG_OPTION) skip = n->end;
        if (n->tag == TAG_A) link = n->end;
        if (n->tag != TAG_TEXT || i < skip) continue;
        syn_slice text = blank_trim(n->text);
        look->text += text.len;
        look->links += i < link && text.len >= 25 && blanks_in(text) >= 3;
        if (!out || length + 1 >= WALL_LOOK) continue;
        size_t take = utf8_cut(text, WALL_LOOK - length - 1 < text.len ? WALL_LOOK - length - 1 : text.len);
        if (take) memcpy(out + length, text.ptr, take);
        length += take;
        out[length++] = ' ';
    }
    return out ? slice_of(out, length) : SLICE_NONE;
}

static void look_for_walls(clean_work *work, syn_slice text, wall_look *look) {
    syn_words words = {0};
    if (words_scan(&words, NULL, text, "", work->scratch, work->error) != SYN_OK) return;
    for (uint32_t i = 0; i < words.n;) {
        const lexicon_entry *entry = lexicon_match(&lexicon_clean_walls, words.at, i, words.n);
        if (entry) {
            switch (entry->value[0]) {
            case 'b': look->bot++; break;
            case 'c': look->consent++; break;
            case 'p': look->pay++; break;
            default: look->teaser++;
            }
        }
        i += entry && entry->words ? entry->words : 1;
    }
}

static void set(syn_report *report, syn_outcome outcome, const char *reason) {
    report->outcome = outcome;
    report->reason = slice_str(reason);
}

/* The text is the page's own summary, or breaks off. */
static bool is_teaser(const syn_report *report, const clean_meta *meta, const wall_look *look) {
    syn_slice text = report->text;
    if (text.len >= TEASER_BYTES) return false;
    syn_slice said = blank_trim(meta->description);
    size_t same = said.len < text.len ? said.len : text.len;
    bool summary = same >= 60 && memcmp(said.ptr, text.ptr, same * 9 / 10) == 0;
    uint32_t last = last_character(text);
    return last == 0x2026 || slice_ends(text, SLICE_LIT("...")) || (summary && look->teaser) || (look->teaser &&
        text.len < TEASER_BYTES / 2);
}

void page_outcome(clean_work *work, const clean_meta *meta) {
    syn_report *report = work->report;
    wall_look look = {0};
    size_t length = report->text.len;
    if (length >= WALL_BYTES) return;
    syn_slice text = page_words(work, &look);
    look_for_walls(work, text, &look);
    if (look.bot && look.text < 3000 && length < 700) set(report, SYN_OUTCOME_BOTWALL,
                                                          "the page asks for proof that its reader is a person");
    else if (look.consent >= 2 && look.text < 6000 && length < 700)
        set(report, SYN_OUTCOME_CONSENT, "the page asks for consent to cookies and shows no article");
    else if ((meta->not_free && length < WALL_BYTES) || (look.pay >= 2 && length < WALL_BYTES) || (look.pay &&
             length < TEASER_BYTES))
        set(report, SYN_OUTCOME_PAYWALL, "the page shows the beginning and asks to subscribe for the rest");
    else if (look.links >= LISTING_LINKS && length < LISTING_BYTES &&
             (length < TEASER_BYTES || slice_equal(meta->type, SLICE_LIT("website"))))
        set(report, SYN_OUTCOME_LISTING, "the page is a list of links to stories");
    else if (length < EMPTY_BYTES) set(report, SYN_OUTCOME_EMPTY, "the page has no article text");
    else if (is_teaser(report, meta, &look)) set(report, SYN_OUTCOME_TEASER,
                                                 "the page shows only the beginning of its article");
}
