/* parts.h - what the files of this folder share: the paragraphs that are being cleaned, and the steps on them.
 *
 * A step never writes text: it only makes a paragraph's slice smaller, or marks it as gone. So every paragraph of the
 * result stands verbatim in the input. */
#ifndef SYN_CLEAN_PARTS_H
#define SYN_CLEAN_PARTS_H

#include "clean/clean.h"
#include "text/lexicon.h"

#define CLEAN_PARAGRAPHS (1u << 20)  /* paragraphs of one report; more is too_large */
#define CLEAN_LOOK 3000              /* bytes of a paragraph that its features are read from */
#define CLEAN_CRUMBS 12              /* names of a breadcrumb */
#define CLEAN_BYLINES 16             /* names of one byline */

/* Kinds of evidence; a phrase of lexicon/en/phrases.txt and openers.txt adds its weight to one of them. */
typedef enum clean_class {
    CLASS_BOX,      /* subscriptions, newsletters, promotions, accounts */
    CLASS_WIDGET,   /* words of the page's machinery: comments, players, forms */
    CLASS_SHARE,    /* share and follow lists */
    CLASS_AD,       /* advertisement marks */
    CLASS_COOKIE,   /* cookie layers */
    CLASS_TIP,      /* calls for tips and contact */
    CLASS_RIGHTS,   /* copyright lines */
    CLASS_MORE,     /* links to other stories */
    CLASS_CAPTION,  /* captions and their credits */
    CLASS_DESK,     /* notes and credits of the newsroom */
    CLASS_COUNT
} clean_class;

/* What a paragraph looks like. Counts stop at 65535. */
typedef struct clean_features {
    uint16_t words, capitals, caps, stops, verbs, you, credits, networks, bullets, numbers, contacts, handles;
    uint8_t evidence[CLASS_COUNT];  /* sum of weights, at most 255 */
    uint8_t opener;                 /* class of the opener + 1, or 0 */
    uint8_t opener_weight;
    uint8_t opener_words;
    uint8_t networks_first;         /* names of networks that open it */
    bool terminal, question, colon, arrow, lower, quoted, speech;
    bool opener_colon, opener_caps; /* a colon behind the opener; the opener in capitals */
    bool credit_first, credit_last; /* a picture or agency credit opens or ends it, in the shape of a credit */
    bool credit_only;               /* nothing but a credit */
    bool alone;                     /* nothing but words that the machinery of pages uses alone */
    bool bracketed;                 /* the whole in brackets */
    bool open_end;                  /* ends in a short word that wants another one */
    uint64_t hash;                  /* of the folded text; equal texts have equal values */
} clean_features;

typedef enum clean_judged { JUDGED_NOT, JUDGED_IN, JUDGED_OUT } clean_judged;

typedef struct clean_para {
    syn_slice text;     /* without white space around it */
    uint32_t node;      /* page: the element that it was read from */
    uint8_t kind;       /* block_kind */
    bool gone;
    bool line;          /* plain text: no blank line stands before it */
    uint8_t judged;     /* clean_judged: what the model of blocks.c says; `look` is filled in then */
    clean_features look;
} clean_para;

typedef struct clean_work {
    syn_report *report;
    const syn_page *page;      /* NULL for plain text */
    syn_arena *scratch;
    syn_error *error;
    SYN_VEC(clean_para) paras;
    syn_slice declared;        /* language that the page declares */
    bool too_many;             /* CLEAN_PARAGRAPHS was reached */
    bool headed;               /* plain text: its first paragraph was its headline */
} clean_work;

/* ---- white space and line ends (slices.c) ---- */
/* Bytes of the blank (space, line break, NBSP, BOM, ...) at `at`, or 0. */
size_t blank_at(syn_slice s, size_t at);
syn_slice blank_trim(syn_slice s);
/* True if the text ends in . ! ? or the like, closing marks aside. */
bool ends_sentence(syn_slice s);
/* The last character that is no closing mark, or 0. */
uint32_t last_character(syn_slice s);
/* The text of a report in the report's arena, cut at CAP_META_BYTES. */
syn_slice meta_copy(syn_report *report, syn_slice s);
/* The slice with each run of white space as one blank, in `arena`. */
syn_slice blank_fold(syn_arena *arena, syn_slice s);

/* ---- steps ---- */
/* The first paragraph at *at or behind it that is not gone, or NULL; *at is where. */
clean_para *para_kept(clean_work *work, uint32_t *at);
/* Plain text into paragraphs (plain.c). */
syn_code plain_split(clean_work *work, syn_slice text);
/* Only what blank lines and line breaks part, for verbatim text (plain.c). */
syn_code plain_paragraphs(clean_work *work, syn_slice text);
/* True for a line that begins with "date 2018-08-08". */
bool head_is_date(syn_slice line);
#define HEAD_PARAGRAPHS 5u   /* where a head line may stand; head_title looks at two more at the most */
/* The date lines of the head; before the features. */
void head_dates(clean_work *work);
/* The first line as the title, if it reads as one; after the features. */
void head_title(clean_work *work);
/* Byline lines; after the features. */
void head_bylines(clean_work *work);
/* Sets published, unless it is known. */
void head_published(syn_report *report, const syn_civil *moment);
/* The dateline of the paragraphs that are left; after boilerplate is out (dateline.c). */
syn_code head_dateline(clean_work *work);
/* Lines of a plain text that are no prose by their place: captions, links, subheads in capitals (lines.c). */
void lines_run(clean_work *work);
/* Fills in the features of every paragraph (features.c). */
syn_code features_run(clean_work *work);
/* The same for a text that stays as it is, where most paragraphs need none: for those that head_title looks at, if `head`,
 * for those that may be headings, and for what stands right behind them. */
syn_code features_few(clean_work *work, bool head);
/* True where a paragraph is too long for a heading (plain.c). */
bool plain_no_heading(const clean_para *para);
/* The features of one text; `arena` holds its words. */
syn_code features_of(syn_slice whole, clean_features *look, syn_arena *arena, syn_error *error);
/* Marks boilerplate as gone and cuts it from the ends of paragraphs (boilerplate.c). */
syn_code boilerplate_run(clean_work *work);
bool is_boilerplate(const clean_features *look);
/* The names of a credit that goes (credits.c). */
syn_code credits_read(clean_work *work, syn_slice text);
/* Which rules say so: a bit for each, 0 for none. */
unsigned boilerplate_rules(const clean_features *look);
/* Marks headings and list items of plain text (plain.c). */
void plain_kinds(clean_work *work);
/* Finds embedded posts among the blocks of the finished text (embeds.c). */
syn_code embeds_run(syn_report *report, syn_arena *scratch, syn_error *error);

/* ---- dates (dates.c) ---- */
/* What is known about how a text writes its dates. */
typedef enum date_order { DATE_ORDER_UNKNOWN, DATE_DAY_FIRST, DATE_MONTH_FIRST } date_order;
typedef struct date_style {
    uint8_t order;       /* of "05/06/2019" */
    char language[2];    /* ISO 639-1, or zeros */
} date_style;
/* Reads a date at the start of `s` in any usual written form; false if there is none, or its order is not certain.
 * `used`: bytes read. */
bool date_read(syn_slice s, syn_civil *out, size_t *used);
/* The same where something is known about the text; `style` may be NULL. */
bool date_read_in(syn_slice s, const date_style *style, syn_civil *out, size_t *used);
/* Reads "Aug. 8" or "8 August", with or without a year (grain CIVIL_NONE without one). */
bool date_read_day(syn_slice s, syn_civil *out, size_t *used);
/* Prints a date into the report's arena. */
syn_slice date_print(syn_report *report, const syn_civil *moment);
/* Adds the names of a byline ("By A. Writer and B. Writer, Staff") to the report. */
void byline_add(syn_report *report, syn_slice line);

/* ---- pages ---- */
/* The value of an attribute, or an empty slice (tree.c). */
syn_slice node_attribute(const syn_page *page, uint32_t node, const char *name);
struct page_cut;
typedef struct page_claims page_claims;
typedef struct clean_meta {
    syn_slice site, url, ld_url, canonical, base, language, declared, section, description, body, type, host;
    syn_slice head_title;            /* <title> */
    syn_slice crumbs[CLEAN_CRUMBS];  /* names on the way from the home page to this one */
    uint32_t crumb_count;
    uint32_t title_node;             /* the first <h1>, or element named after a headline; 0: none */
    uint8_t site_rank;
    page_claims *claims;             /* titles and authors that places of the page state (claims.h) */
    struct page_dates *dates;        /* never NULL */
    bool not_free;   /* isAccessibleForFree is false */
} clean_meta;
/* Title, byline, dates, URL and the like from meta elements, JSON-LD and marked-up text (page_meta.c), of a page
 * that is cut into pieces. */
syn_code page_meta(struct page_cut *cut, clean_meta *meta);
/* The whole of a page: metadata, and the article as paragraphs (page_text.c). */
syn_code page_read(clean_work *work, clean_meta *meta);
syn_code json_ld_read(clean_work *work, clean_meta *meta, syn_slice json);
/* The dates that a page names (page_dates.c): an empty list; what a meta element says (`value`: "published1", "updated2"),
 * what an object of JSON-LD says; then the rest of the page, and published and updated of the report. */
typedef struct page_dates page_dates;
page_dates *page_dates_new(syn_arena *arena);
void page_dates_meta(page_dates *dates, const char *value, syn_slice content);
/* `kind`: 1 an article, 2 a page, 0 anything else. */
void page_dates_json_ld(page_dates *dates, int kind, syn_slice published, syn_slice created, syn_slice modified);
void page_dates_read(clean_work *work, const clean_meta *meta, const uint16_t *marks);
/* Dates a report whose text states no day by its address, as a page that states no other. */
syn_code dates_of_address(clean_work *work);
/* Character references that pages put into attributes and JSON twice over, resolved; in scratch (slices.c). */
syn_slice plain_references(syn_arena *scratch, syn_slice s);
/* Whether the page is an article, and if not, what it is (outcome.c). */
void page_outcome(clean_work *work, const clean_meta *meta);
/* The outcome of a report whose text is a summary (summary.c). */
void summary_outcome(syn_report *report);
#endif
