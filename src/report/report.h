/* report.h - the record that flows through the stages: one report (its text and what was read about it) and the marks on
 * it, all as byte spans of the text. No rules in here.
 *
 * Invariants (report_assert checks them):
 * 1. text is valid UTF-8, at most CAP_REPORT_BYTES, and never changes once cleaned.
 * 2. every span begins and ends between characters, begin < end <= text.len (an absent span is {0, 0}).
 * 3. blocks, words, sentences, times and numbers are in order of begin and do not overlap; mentions are in order of begin.
 *    A span of a title number lies so in the title.
 * 4. an index into another vector (sentence, entity) is in range, or REPORT_NONE.
 * 5. outcome is article, or reason is not empty. */
#ifndef SYN_REPORT_REPORT_H
#define SYN_REPORT_REPORT_H

#include "base/arena.h"
#include "base/civil.h"
#include "base/vector.h"
#include "text/words.h"

#define REPORT_NONE UINT32_MAX

typedef struct syn_span {
    uint32_t begin, end;  /* bytes of the report's text; {0, 0} = absent */
} syn_span;

static inline bool span_present(syn_span s) { return s.end > s.begin; }
static inline uint32_t span_length(syn_span s) { return s.end - s.begin; }
static inline bool span_overlaps(syn_span a, syn_span b) { return a.begin < b.end && b.begin < a.end; }
static inline bool span_inside(syn_span inner, syn_span outer) {
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

/* ---- blocks: the paragraphs of the text, in order; found by clean ---- */
typedef enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_LIST,      /* one item */
    BLOCK_QUOTE,     /* set off by the page (<blockquote>) */
    BLOCK_EMBED,     /* an embedded post: its text, with or without signature, set off from the prose */
    BLOCK_TABLE
} block_kind;
typedef struct syn_block {
    syn_span span;
    uint8_t kind;
    uint32_t repeats;  /* for BLOCK_EMBED: begin of the same words in the prose, or REPORT_NONE */
} syn_block;

/* ---- names ---- */
typedef enum name_type { NAME_PERSON, NAME_ORGANIZATION, NAME_PLACE, NAME_OTHER } name_type;
typedef enum mention_form { FORM_NAME, FORM_DESCRIPTION, FORM_PRONOUN } mention_form;
typedef struct syn_mention {
    syn_span span;     /* the name itself, without title or role: "Rand Paul" */
    syn_span title;    /* the title or role before it ("Sen.", "Kremlin spokesman"), or absent */
    syn_span role;     /* a role behind it ("R-KY", "head of the Foreign Affairs Committee ..."), or absent */
    uint8_t type, form;
    uint32_t entity;   /* index of its entity, or REPORT_NONE */
    uint32_t listed;   /* 1 + the index of its entry in the caller's list of names; 0 = none */
} syn_mention;
typedef struct syn_entity {
    syn_span name;     /* its fullest name in this report */
    syn_span role;     /* its most telling title or role in this report, or absent */
    uint8_t type;
    char gender;       /* of a person, as titles and given names say: m, f, u unknown */
    uint32_t mentions; /* how many */
    syn_slice list_name, list_id;  /* the caller's own name and id for it, copied from their list: no text of the report */
} syn_entity;

/* ---- quotes ---- */
typedef enum quote_kind { QUOTE_DIRECT, QUOTE_BLOCK, QUOTE_INDIRECT, QUOTE_MIXED } quote_kind;
#define QUOTE_SPANS 4
typedef struct syn_quote {
    uint8_t kind, contents;           /* contents: how many of `content` are used, 1 to QUOTE_SPANS */
    syn_span content[QUOTE_SPANS];    /* without outer quotation marks */
    syn_span source;                  /* the words that name who said it, or absent */
    syn_span cue;                     /* the words that report it, or absent */
    uint32_t entity;                  /* who said it, or REPORT_NONE */
    syn_slice speaker;                /* the full name, or what the report calls the speaker; empty = unknown */
    syn_slice said_on;                /* a day as YYYY-MM-DD, or empty */
    syn_slice venue;                  /* "Twitter", "statement", "interview with X", "X" (told X), or empty */
} syn_quote;

/* ---- times and numbers ---- */
typedef enum time_type { TIME_DATE, TIME_TIME, TIME_DURATION, TIME_SET } time_type;
typedef struct syn_time {
    syn_span span;
    uint8_t type;
    bool resolved;     /* value does not hang on an unknown date */
    syn_slice value;   /* TIMEX3; relative ones without a date of the report stay open: "XXXX-WXX-3", "XXXX-07" */
    syn_slice mod;     /* TIMEX3 mod ("START", "END", "APPROX", ...), or empty */
    bool zoned;        /* the text names a zone: */
    int16_t zone;      /* minutes east of UTC; the value is the hour as written, in that zone */
    syn_span range;    /* the whole range of which it is one end ("Monday to Friday"), or absent */
    syn_span at_odds;  /* a weekday in it on which its date does not fall, or absent */
    uint8_t relation;  /* how a length lies to an event that the text names: */
    syn_span event;    /* "three weeks after [the minister met her]"; absent where relation is TIME_ALONE */
    syn_slice falls_on;/* the day that comes to, where the event names its own day; else empty */
} syn_time;
typedef enum time_relation { TIME_ALONE, TIME_AFTER, TIME_BEFORE, TIME_SINCE } time_relation;

/* "MOSCOW, Aug. 8 (AP) --": what stands before the first sentence, as written; a part that is missing is empty. */
typedef struct syn_dateline {
    syn_slice place, date, agency;
} syn_dateline;

typedef enum number_bound { BOUND_EXACT, BOUND_ABOUT, BOUND_AT_LEAST, BOUND_AT_MOST, BOUND_OVER, BOUND_UNDER } number_bound;
typedef enum number_kind {
    NUMBER_COUNT, NUMBER_MONEY, NUMBER_PERCENT, NUMBER_POINTS /* of a hundred */, NUMBER_MEASURE, NUMBER_AGE,
    NUMBER_SHARE /* "a third", "one in five" */, NUMBER_ORDINAL, NUMBER_SCORE, NUMBER_VOTE, NUMBER_ODDS,
    NUMBER_RATE /* "38 per 100,000" */
} number_kind;
typedef struct syn_number {
    syn_span span;
    double value;      /* of a range the lower end, of a score the first number */
    double high;       /* of a range ("10 to 15") the higher end; else 0 */
    double against;    /* of a score, vote or odds ("3-1") the other number, of a rate what it is measured against */
    uint8_t bound;     /* as stated: "at least", "nearly", "up to" */
    uint8_t kind;
    syn_span unit;     /* the words that say what is counted ("people", "dollars"), or absent */
    uint64_t unit_stem;/* stem hash of the unit's head word, 0 if none */
    syn_span counts;   /* the whole phrase of what is counted ("armed men killed", "death toll"), or absent */
    const char *currency;  /* ISO 4217 where the words say it ("USD"), else a name ("dollar"); NULL = no money */
    syn_slice si_unit;     /* of a measure that the tables convert ("m", "kg", "m2"), or empty */
    double si_value, si_high;
} syn_number;
static inline bool number_is_range(const syn_number *n) { return n->high > 0 && n->high > n->value; }

/* One who wrote, edited or photographed, as a line says that was cut off the text. */
typedef struct syn_credit {
    syn_slice name, role;   /* role: "Editing by", as written */
} syn_credit;

/* ---- the report ---- */
struct syn_report {
    syn_arena arena;             /* owns everything below */
    syn_slice id, input;         /* input: the path, URL or "-" as the caller gave it */
    syn_outcome outcome;
    syn_slice reason;            /* empty for an article */
    syn_slice url, source, title;
    SYN_VEC(syn_slice) byline;
    SYN_VEC(syn_credit) credits;
    /* ISO 8601 as fine as the input states it, with its zone; from: "json-ld", "meta", "time", "url", "text", "feed",
     * "input" ... Sure: how often a date found so is right, in percent; 0 = not judged. */
    syn_slice published, published_from, updated, updated_from;
    uint8_t published_sure, updated_sure;
    syn_dateline dateline;
    syn_slice credited;          /* the outlet that a line, which was cut off, says the text is from ("(Reuters)"), or empty */
    bool source_credited;        /* the input names no source: `source` is the agency of the dateline */
    syn_slice fetched;           /* when the bytes were fetched, where that is known; no date is later */
    syn_slice section;           /* the part of the paper that the input names ("Politics"), or empty */
    syn_slice language;          /* ISO 639-1, or empty */
    syn_slice declared;          /* the language that the input declares: taken where the text does not tell its own */
    bool summary;                /* the text is what the input gives as a summary of the report */
    bool in_archive;             /* the input is an archive; `offset`: the byte at which the report's record begins */
    uint64_t offset;
    uint64_t repaired;           /* bad bytes that became U+FFFD */
    bool verbatim;               /* text was taken as it came: nothing may be cleaned away */
    bool settled;                /* it was read before (its JSON names its outcome): nothing is looked for in its text */
    struct portrait *portrait;   /* what grouping keeps of it, in its arena, where the reading was for that; else NULL */
    bool marked;                 /* the marking stages ran: the vectors below are filled as far as the text goes */
    bool groupable;              /* all of them but that of quotes ran */
    syn_slice text;

    SYN_VEC(syn_block) blocks;
    syn_words words;
    syn_sentences sentences;
    SYN_VEC(syn_mention) mentions;
    SYN_VEC(syn_entity) entities;
    SYN_VEC(syn_quote) quotes;
    SYN_VEC(syn_time) times;
    SYN_VEC(syn_number) numbers;
    SYN_VEC(syn_number) title_numbers;  /* numbers of the title: their spans are bytes of `title` */
};

/* An empty report with its own arena, on the heap; NULL when there is no memory. */
syn_report *report_new(syn_budget *budget);
void report_free(syn_report *report);
static inline syn_slice report_slice(const syn_report *report, syn_span span) {
    return slice_cut(report->text, span.begin, span.end);
}
/* The name of an outcome, such as "article", and back; outcome_named is false for a word that is none. */
const char *outcome_name(syn_outcome outcome);
bool outcome_named(syn_slice name, syn_outcome *outcome);
/* Index of the sentence that holds byte `at`, or of the last one that begins before it; REPORT_NONE if there is none. */
uint32_t report_sentence_at(const syn_report *report, uint32_t at);
/* Index of the first word that ends after byte `at` (words.n past the last). */
uint32_t report_word_at(const syn_report *report, uint32_t at);
/* The same of its numbers and times. */
uint32_t report_number_at(const syn_report *report, uint32_t at);
uint32_t report_time_at(const syn_report *report, uint32_t at);
/* Index of the block that holds byte `at`, or REPORT_NONE. */
uint32_t report_block_at(const syn_report *report, uint32_t at);
/* NULL, or a constant that says which invariant is broken. Linear in the marks. */
const char *report_assert(const syn_report *report);
#endif
