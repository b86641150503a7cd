/* quotes.h - what the files of mark/quotes*.c share; nothing else includes it.
 *
 * The text becomes a row of items: a word outside quotation marks, or a whole quotation. Items make frames: sentences,
 * but joined where a sentence ends inside a quotation. In a frame, each cue ("said") is tied to a source (its subject)
 * and to contents (what follows or precedes); that is an attribution. Rules make them, then one model chooses the cues and
 * another the spans. Last, each quotation takes its attribution, and each attribution its speaker, day and venue. */
#ifndef SYN_MARK_QUOTES_H
#define SYN_MARK_QUOTES_H

#include "report/report.h"
#include "text/lexicon.h"
#include "text/model.h"

#define FRAME_ITEMS 512u   /* a longer frame is cut */
#define FRAME_CUES 64u     /* attributions of one frame; more are left out */
#define PHRASE_ITEMS 80u   /* how far a subject is looked for */
#define CONTENTS 2         /* contents of an attribution: before and behind its cue */

/* The part that an item plays. Closed classes come from lexicon quote_grammar. */
typedef enum quote_tag {
    TAG_WORD, TAG_NAME, TAG_NUMBER, TAG_TIME, TAG_DET, TAG_POSSESSIVE_DET, TAG_PRONOUN, TAG_OBJECT, TAG_RELATIVE, TAG_THAT,
    TAG_BE, TAG_AUX, TAG_ADVERB, TAG_PREP, TAG_TO, TAG_CONJ, TAG_SUB, TAG_POSSESSIVE, TAG_COMMA, TAG_COLON, TAG_SEMICOLON,
    TAG_DASH, TAG_STOP, TAG_OPEN, TAG_CLOSE, TAG_QUOTE, TAG_OTHER
} quote_tag;

/* Sets of tags: tag_in(tag, IS(COMMA) | IS(DASH)). */
#define IS(name) (1u << TAG_##name)
static inline bool tag_in(uint8_t tag, uint32_t set) { return (set >> tag & 1u) != 0; }

/* What sets a function word apart from others of its class. */
typedef enum quote_role {
    ROLE_NONE, ROLE_PERSON /* he, she */, ROLE_THING /* it */, ROLE_GROUP /* they */, ROLE_WHO, ROLE_THE, ROLE_A, ROLE_WITH,
    ROLE_OF, ROLE_AFTER /* after, before */, ROLE_WHILE, ROLE_AS, ROLE_QUESTION /* whether, how, which */
} quote_role;

typedef struct quotation {
    syn_span inner;           /* without its marks */
    uint32_t outer_begin, outer_end;
    uint32_t paragraph;
    uint32_t attribution;     /* or REPORT_NONE */
    bool closed;              /* its closing mark is there */
    bool single;              /* single quotation marks */
    bool name;                /* no speech: a title, a nickname, a term (quotes_kinds.c) */
    const syn_mention *by;    /* no cue, but this person stands beside it; or NULL */
    uint32_t lead;            /* no cue, but the speaker of this attribution; or REPORT_NONE */
} quotation;

typedef struct quote_item {
    uint32_t begin, end;      /* bytes, quotation marks included */
    uint32_t word, past;      /* its words */
    uint32_t quotation;       /* or REPORT_NONE */
    uint8_t tag, role;
    bool refused;             /* in a phrase that reports nothing, whatever word is in it: "known as" */
    uint8_t cue_items;        /* a cue begins here and has so many items; 0 = none */
    const char *cue;          /* its value in lexicon quote_cues */
} quote_item;

typedef struct item_range { uint32_t first, past; } item_range;  /* empty: first == past */
static inline bool range_empty(item_range r) { return r.first >= r.past; }

/* Words that may report what somebody says or thinks. */
typedef struct quote_cue {
    item_range range;         /* all its words: "has said in a statement" */
    uint32_t head, past;      /* the items of the word or phrase that says what kind of cue it is: "said" */
    const char *value;        /* of that, as in lexicon quote_cues */
    bool sure;                /* it is a cue and has this range, whatever the rules say of its place */
    bool inside;              /* it counts only inside the content of another, or if words are quoted in its own */
} quote_cue;

typedef struct quote_frame {
    uint32_t first, past;     /* items */
    uint32_t paragraph;
    uint32_t attribution, attributions;  /* the first of its attributions, and how many */
} quote_frame;

typedef struct attribution {
    uint32_t frame;
    item_range cue, source;
    item_range content[CONTENTS];  /* before the cue, behind it */
    item_range addressee;          /* whom it was told, if any */
    uint32_t head;                 /* the item of the cue that `value` stands for */
    const char *value;             /* of the cue, in lexicon quote_cues */
    uint32_t within;               /* it stands in the content of this attribution, or REPORT_NONE */
    uint32_t follows;              /* its subject is that of this attribution ("..., adding that"), or REPORT_NONE */
    bool phrase;                   /* the content is a noun phrase or an infinitive, not a statement */
    bool statement;                /* its sentence says that it stood in a statement */
    bool quotation;                /* the content is nothing but quotations */
    bool occasion;                 /* its venue is one: a talk, a call, a briefing; no writing, no statement */
    /* resolved */
    bool known;                    /* the fields below are filled in */
    bool person;                   /* the speaker is a person */
    uint32_t entity;
    syn_slice speaker, said_on, venue;
} attribution;

/* A turn of a transcript: "VANCE: I think so." */
typedef struct quote_turn {
    uint32_t paragraph, entity;  /* who speaks, or REPORT_NONE */
    syn_span label;
    syn_slice text;
    uint64_t id;                 /* of the label's last word */
    char kind;                   /* P a name in capitals, p a name, r a role, q a question, a an answer, u unknown */
    bool question;               /* it ends in a question mark */
} quote_turn;

typedef struct quote_work {
    syn_report *report;
    syn_arena *scratch;
    SYN_VEC(quotation) quotations;
    SYN_VEC(quote_item) items;
    SYN_VEC(quote_frame) frames;
    SYN_VEC(quote_cue) cues;          /* in order of their heads */
    SYN_VEC(attribution) attributions;
    SYN_VEC(quote_turn) turns;
    uint32_t paragraphs;
    const uint32_t *paragraph_ends;   /* bytes */
    const uint8_t *paragraph_kinds;   /* block_kind */
    const uint32_t *paragraph_blocks; /* index of the block, or REPORT_NONE */
    const syn_entity *entities;
    const char *network;              /* that the prose before paragraph `network_paragraph` names; quotes_posts.c */
    uint32_t network_paragraph;       /* 0: not looked for yet */
} quote_work;

/* ---- small questions about items, cues and nouns ---- */

static inline uint8_t item_tag(const quote_work *work, uint32_t at) { return work->items.at[at].tag; }
static inline uint8_t item_role(const quote_work *work, uint32_t at) { return work->items.at[at].role; }
/* The part of speech of an item's last word. */
static inline uint8_t item_upos(const quote_work *work, uint32_t at) {
    return work->report->words.at[work->items.at[at].past - 1].upos;
}
static inline syn_slice item_text(const quote_work *work, uint32_t at) {
    return slice_cut(work->report->text, work->items.at[at].begin, work->items.at[at].end);
}
static inline bool tag_is_word(uint8_t tag) { return tag == TAG_NAME || tag == TAG_WORD; }
/* Punctuation that parts clauses. */
#define POINTS (IS(COMMA) | IS(COLON) | IS(SEMICOLON) | IS(DASH) | IS(STOP))
/* What may start a clause without "that". */
#define CLAUSE_STARTS (IS(WORD) | IS(NAME) | IS(NUMBER) | IS(TIME) | IS(DET) | IS(POSSESSIVE_DET) | IS(PRONOUN) | IS(SUB) | \
                       IS(ADVERB) | IS(PREP) | IS(THAT))
/* The class, form and frames of a cue: "spcqo" is speech, past; see lexicon quote_cues. */
static inline bool cue_takes(const char *value, char frame) { return strchr(value + 2, frame) != NULL; }
static inline bool cue_finite(const char *value) { return value[1] == 'p' || value[1] == 's'; }
static inline bool cue_speech(const char *value) { return value[0] == 's' || value[0] == 't' || value[0] == 'w'; }
/* What quotes_noun_kind says of a document. */
static inline bool kind_is_document(const char *kind) {
    return kind && (strcmp(kind, "document") == 0 || strcmp(kind, "statement") == 0);
}

/* A cue in its place: what quotes_frames.c and quotes_contents.c know of it. */
typedef struct cue_site {
    quote_work *work;
    uint32_t frame;
    uint32_t floor, limit;    /* items: nothing before floor or from limit on belongs to this cue's clause */
    uint32_t cue, past;       /* items of the cue word; past: where the words of the whole cue end */
    uint32_t left;            /* where its auxiliaries and adverbs begin */
    bool passive, has_aux, progressive;
    const char *value;
} cue_site;

/* ---- the files, in the order of the steps; what fails for want of memory leaves `scratch` failed ---- */

/* quotes.c: the steps; quotations take their attributions; entries. */
void quotes_open(quote_work *work);          /* from quotations to what the rules make of them */
syn_span quotes_span(const quote_work *work, item_range range);  /* without points at its end; {0, 0} of nothing */
void quotes_push(quote_work *work, const syn_quote *quote);

/* quotes_marks.c: paragraphs; then the quotations of the text, outermost only, in order, each inside one paragraph. */
void quotes_find_paragraphs(quote_work *work);
void quotes_find_marks(quote_work *work);

/* quotes_kinds.c: which quotations are names. */
void quotes_find_kinds(quote_work *work);

/* quotes_words.c: items with their tags and the cues of the lexicon; frames. */
void quotes_make_items(quote_work *work);
void quotes_make_frames(quote_work *work);

/* quotes_frames.c: the list of cues; the attributions of every frame, one or none for each cue of work->cues. */
void quotes_find_cues(quote_work *work);
void quotes_find_attributions(quote_work *work);

/* quotes_source.c: the noun phrase that is the subject of the cue at `cue`, looked for in [floor, cue); or behind an
 * inverted cue; or the subject of the whole frame. Empty if there is none. */
item_range quotes_subject_before(const quote_work *work, uint32_t floor, uint32_t cue);
item_range quotes_subject_behind(const quote_work *work, uint32_t at, uint32_t past);
item_range quotes_subject_of_frame(const quote_work *work, uint32_t first, uint32_t past);

/* quotes_contents.c: the contents (and addressee) of an attribution whose source is known (`behind`: behind the cue); false
 * if it has none. The same for "according to X", with its source. What a sure cue has, where the rules find none. */
bool quotes_find_contents(const cue_site *site, attribution *found, bool behind);
bool quotes_find_stance(const cue_site *site, attribution *found);
void quotes_take_rest(const cue_site *site, attribution *found);
bool quotes_quote_ends(const quote_work *work, uint32_t at);  /* the quotation at an item ends in a comma or an end mark */

/* quotes_cues.c, quotes_cues_features.c: chooses the cues by a model; attributions are then to be found anew. */
void quotes_choose_cues(quote_work *work, const syn_model *model);

/* quotes_spans.c, quotes_spans_features.c: sources and contents as a model holds for the likeliest; false when the arena
 * failed. */
bool quotes_choose_spans(quote_work *work);

/* quotes_openers.c: attributions of quotations that a colon, dash or comma leads to, without a cue of the lexicon. */
void quotes_find_openers(quote_work *work);

/* quotes_speaker.c, with quotes_pronoun.c and quotes_refer.c: speaker and entity of every attribution, in order. */
void quotes_resolve_speakers(quote_work *work);
uint32_t quotes_head(const quote_work *work, item_range source);  /* its last word before a preposition, comma or relative */
const char *quotes_noun_kind(const quote_work *work, uint32_t item);  /* "document", "air": lexicon quote_nouns; or NULL */
uint32_t quotes_mention_at(const syn_report *report, uint32_t at);    /* the first mention that ends behind byte `at` */
uint32_t quotes_behind(const quote_work *work, item_range range, uint32_t byte);  /* its first item from `byte` on */

/* quotes_where.c: day and venue of every attribution. */
void quotes_resolve_where(quote_work *work);
bool quotes_in_content(const attribution *a, uint32_t item);

/* quotes_day.c: the day of one attribution, looked for in the items `around` its cue. */
void quotes_find_day(const quote_work *work, attribution *a, item_range around);
bool quotes_is_day(syn_slice value);         /* a TIMEX3 value of day grain or finer */
/* True if what stands at `item` belongs to another clause of the frame than the cue, one that "who", "when", "while" or
 * "but" parts from it: "Hale, who left on Monday, said". `first` is where the frame begins. */
bool quotes_other_clause(const quote_work *work, const attribution *a, uint32_t first, uint32_t item);

/* quotes_alone.c: the speakers of quotations that no cue covers. */
void quotes_resolve_alone(quote_work *work);

/* quotes_blocks.c: adds quotes for posts, turns, and passages set off or behind a line that ends in a colon. */
void quotes_add_blocks(quote_work *work);
/* The attribution whose words follow in the next paragraph, because the frame ends in a colon; or REPORT_NONE. */
uint32_t quotes_open_line(const quote_work *work, const quote_frame *frame);

/* quotes_posts.c: adds the embedded posts of a paragraph; false if it is none. */
bool quotes_add_posts(quote_work *work, uint32_t p);
syn_span quotes_post_words(const quote_work *work, uint32_t begin, uint32_t end);  /* without links and labels at the ends */
uint32_t quotes_paragraph_begin(const quote_work *work, uint32_t p);  /* its first byte that is no white space */

/* quotes_turns.c: the turns of a transcript, in order. */
void quotes_find_turns(quote_work *work);
#endif
