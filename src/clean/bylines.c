/* bylines.c - the names of a byline: "By A. Writer and B. Writer, Staff Writer" gives two names.
 *
 * In: a line, or what a meta element or JSON-LD gives as an author. Out: its pieces, each a slice of the line, and what
 * each looks like: a person (two words or more that begin with capitals, or a name in a script without capitals), a single
 * word, or a body (an outlet, a desk, an agency). A label at the start goes ("By", "Von": lexicon/en/labels.txt); pieces are
 * parted at commas, semicolons, bars, slashes and the joints of lexicon/en/joints.txt ("and", "und"); a joint of class tail
 * ends the names ("for The Herald", "in Oslo"), and so does a role behind a comma, up to the next "and". Letters behind a name
 * ("MD", "Ph.D.", "Jr.") stay with it, what stands in brackets goes. Linear in the line, of which BYLINE_BYTES are read. */
#include "clean/claims.h"
#include "clean/lexicon/lexicon.gen.h"
#include "text/fold.h"
#include "text/utf8.h"

#define BYLINE_BYTES 400
#define NAME_BYTES 80
#define NAME_WORDS 7
#define LINE_WORDS 64
#define LABEL_BYTES 40   /* of a label and the word behind it */

/* A word of the line as it stands, and what it is without the marks at its ends. */
typedef struct line_word {
    size_t begin, end;      /* bytes of the line */
    uint64_t fold;
    bool comma, part;       /* behind it stands a comma; behind it stands another mark that parts names */
} line_word;

typedef struct line_reader {
    syn_slice line;
    line_word words[LINE_WORDS];
    uint32_t n;
    byline_piece *out;
    uint32_t count;
    bool tail;              /* what comes is no name */
    bool last_person;       /* the last piece was a person, parted by a comma from what comes */
} line_reader;

static bool parts(char c) { return c == ';' || c == '|' || c == '/' || c == '\n'; }

static uint64_t fold_of(syn_slice word) {
    while (word.len && strchr(".,:;()[]*", word.ptr[word.len - 1])) word.len--;
    while (word.len && strchr("([*", word.ptr[0])) word = slice_cut(word, 1, word.len);
    return word_hash(word);
}

/* Cuts the line at blanks and at the marks that part names. */
static void cut_words(line_reader *r) {
    syn_slice s = r->line;
    for (size_t at = 0; at < s.len && r->n < LINE_WORDS;) {
        size_t blank = blank_at(s, at);
        bool bullet = s.len - at >= 3 && memcmp(s.ptr + at, "•", 3) == 0, dot = s.len - at >= 2 && memcmp(s.ptr + at, "·", 2) == 0;
        if (parts(s.ptr[at]) || s.ptr[at] == ',' || bullet || dot) {
            if (r->n) r->words[r->n - 1].part |= s.ptr[at] != ',', r->words[r->n - 1].comma |= s.ptr[at] == ',';
            at += bullet ? 3 : dot ? 2 : 1;
            continue;
        }
        if (blank) {
            if (s.ptr[at] == '\n' && r->n) r->words[r->n - 1].part = true;
            at += blank;
            continue;
        }
        line_word *word = &r->words[r->n++];
        word->begin = at;
        while (at < s.len && !blank_at(s, at) && !parts(s.ptr[at]) && s.ptr[at] != ',' &&
               !(s.len - at >= 3 && memcmp(s.ptr + at, "•", 3) == 0)) at++;
        word->end = at;
        word->fold = fold_of(slice_cut(s, word->begin, word->end));
        word->comma = word->part = false;
    }
}

/* The longest entry of a lexicon at the word, of at most four words; 0 words if there is none. */
static const lexicon_entry *entry_at(const line_reader *r, const syn_lexicon *lexicon, uint32_t at) {
    syn_word words[4];
    uint32_t n = 0;
    for (; n < 4 && at + n < r->n; n++) {
        words[n] = (syn_word){.fold = r->words[at + n].fold};
        if (r->words[at + n].comma || r->words[at + n].part) {
            n++;
            break;
        }
    }
    return lexicon_match(lexicon, words, 0, n);
}

static syn_slice word_text(const line_reader *r, uint32_t at) {
    return slice_of(r->line.ptr + r->words[at].begin, r->words[at].end - r->words[at].begin);
}

/* Letters behind a name: "MD", "Ph.D.", "RDN", "Jr.", "CEPF®": capitals and points, short. */
static bool is_suffix(const line_reader *r, uint32_t from, uint32_t to) {
    if (to - from != 1) return false;
    syn_slice word = word_text(r, from);
    if (word.len > 9) return false;
    const lexicon_entry *entry = lexicon_word(&lexicon_clean_joints, r->words[from].fold);
    if (entry && strcmp(entry->value, "suffix") == 0) return true;
    if (lexicon_word(&lexicon_clean_roles, r->words[from].fold) || lexicon_word(&lexicon_clean_credits, r->words[from].fold))
        return false;
    unsigned capitals = 0;
    for (size_t at = 0; at < word.len;) {
        unsigned size;
        unsigned class = char_class(utf8_at(word, at, &size));
        if (class & CHAR_LOWER) return false;
        capitals += (class & CHAR_UPPER) != 0;
        at += size;
    }
    return capitals >= 2 && capitals <= 6;
}

typedef struct name_look {
    unsigned words, capitals, letters, lower;
    bool odd, digit, role, wide;  /* wide: letters of a script without capitals */
} name_look;

static void look_at_word(name_look *look, syn_slice word) {
    bool start = true, capital = false;
    for (size_t at = 0; at < word.len;) {
        unsigned size;
        uint32_t c = utf8_at(word, at, &size);
        unsigned class = char_class(c);
        look->odd |= c == '@' || c == ':' || c == '?' || c == '<' || c == '{' || c == '#' || c == '_' || c == '=' || c == '>';
        look->digit |= (class & CHAR_DIGIT) != 0;
        if (class & CHAR_LETTER) {
            look->letters++;
            if (start) capital = !(class & CHAR_LOWER);
            look->wide |= !(class & (CHAR_UPPER | CHAR_LOWER)) && c >= 0x100;
            start = false;
        }
        at += size;
    }
    look->words++;
    look->capitals += capital;
    look->lower += !capital;
}

/* What words [from, to) look like: person, single, body; BYLINE_KINDS if they are no name at all. */
static unsigned kind_of(const line_reader *r, uint32_t from, uint32_t to) {
    name_look look = {0};
    bool role = false;
    if (to <= from || to - from > NAME_WORDS) return BYLINE_KINDS;
    for (uint32_t i = from; i < to; i++) {
        look_at_word(&look, word_text(r, i));
        if (entry_at(r, &lexicon_clean_never, i)) return BYLINE_KINDS;
        role |= lexicon_word(&lexicon_clean_roles, r->words[i].fold) != NULL;
    }
    const lexicon_entry *agency = entry_at(r, &lexicon_clean_credits, from);
    bool body = role || (agency && agency->words >= to - from);
    syn_slice text = slice_cut(r->line, r->words[from].begin, r->words[to - 1].end);
    bool host = memchr(text.ptr, '.', text.len) && to - from == 1 && text.len > 4 && look.letters + 3 > text.len &&
                text.ptr[text.len - 1] != '.' && !look.odd;
    if (to - from == 1 && lexicon_word(&lexicon_clean_months, r->words[from].fold)) return BYLINE_KINDS;
    if (text.len > NAME_BYTES || text.len < 2 || look.odd || !look.letters) return BYLINE_KINDS;
    if (body || host) return BYLINE_BODY;
    if (look.digit) return look.words == 1 ? BYLINE_SINGLE : BYLINE_BODY;
    if (look.words == 1) return look.wide && look.letters >= 2 && look.letters <= 6 ? BYLINE_PERSON : BYLINE_SINGLE;
    if (look.words > 6 || look.capitals < 1) return look.words <= 3 ? BYLINE_SINGLE : BYLINE_KINDS;
    return look.capitals * 2 >= look.words && look.capitals >= 2 ? BYLINE_PERSON : BYLINE_BODY;
}

/* The first word behind the labels at `at`; `whole`: labels may be all that there is. */
static uint32_t skip_label(const line_reader *r, uint32_t at, bool whole) {
    for (unsigned turns = 0; turns < 2; turns++) {
        const lexicon_entry *label = entry_at(r, &lexicon_clean_labels, at);
        if (!label || at + label->words + !whole > r->n) return at;
        syn_slice last = word_text(r, at + label->words - 1);
        if (strcmp(label->value, "colon") == 0 && last.ptr[last.len - 1] != ':') return at;
        if (strcmp(label->value, "line") == 0 && (at > 0 || r->n < 3)) return at;
        at += label->words;
    }
    return at;
}

/* "Ida Marsh May 3, 2019": the first word of a date behind a name, or `to`. */
static uint32_t before_date(const line_reader *r, uint32_t from, uint32_t to) {
    for (uint32_t at = from + 1; at < to; at++) {
        syn_slice word = word_text(r, at);
        bool digit = word.ptr[0] >= '0' && word.ptr[0] <= '9';
        if (digit) return at > from + 1 && lexicon_word(&lexicon_clean_months, r->words[at - 1].fold) ? at - 1 : at;
    }
    return to;
}

/* A piece is complete: words [from, to), and whether a comma stands before it. */
static void add_piece(line_reader *r, uint32_t from, uint32_t to, bool comma) {
    while (to > from && r->words[to - 1].end == r->words[to - 1].begin) to--;
    if (!r->tail) from = skip_label(r, from, false);
    to = before_date(r, from, to);
    if (to <= from || r->tail || r->count >= BYLINE_PIECES) return;
    if (comma && r->last_person && is_suffix(r, from, to)) {
        byline_piece *last = &r->out[r->count - 1];
        last->text.len = (size_t)(r->line.ptr + r->words[to - 1].end - last->text.ptr);
        return;
    }
    const lexicon_entry *label = entry_at(r, &lexicon_clean_labels, from);
    unsigned kind = label && label->words >= to - from && label->value[0] == 0 ? BYLINE_KINDS : kind_of(r, from, to);
    if (comma && r->last_person && kind != BYLINE_PERSON) {
        r->tail = true;      /* a role, a place, an outlet behind the name */
        return;
    }
    r->last_person = kind == BYLINE_PERSON;
    if (kind == BYLINE_KINDS) return;
    syn_slice text = slice_cut(r->line, r->words[from].begin, r->words[to - 1].end);
    bool point = is_suffix(r, to - 1, to) || (text.len > 2 && text.ptr[text.len - 3] == '.');
    while (text.len && (strchr(",:;-*", text.ptr[text.len - 1]) || (text.ptr[text.len - 1] == '.' && !point))) text.len--;
    r->out[r->count++] = (byline_piece){.text = text, .kind = (uint8_t)kind};
}

static bool is_capital_word(const line_reader *r, uint32_t at) {
    if (at >= r->n) return false;
    unsigned size;
    unsigned class = char_class(utf8_at(r->line, r->words[at].begin, &size));
    return (class & CHAR_LETTER) && !(class & CHAR_LOWER);
}

/* The joint at a word, if it parts names here: "and" between names, "for" before an outlet, a dash alone. */
static const lexicon_entry *joint_at(const line_reader *r, uint32_t from, uint32_t at) {
    const lexicon_entry *joint = entry_at(r, &lexicon_clean_joints, at);
    if (!joint || strcmp(joint->value, "suffix") == 0 || strcmp(joint->value, "other") == 0) {
        syn_slice word = word_text(r, at);
        bool dash = slice_equal(word, SLICE_LIT("-")) || slice_equal(word, SLICE_LIT("–")) || slice_equal(word, SLICE_LIT("—"));
        return dash ? lexicon_word(&lexicon_clean_joints, word_hash(SLICE_LIT("for"))) : NULL;
    }
    syn_slice word = word_text(r, at);
    bool caps = word.len > 1 && word.ptr[1] >= 'A' && word.ptr[1] <= 'Z';
    if (strcmp(joint->value, "tail") == 0 && is_capital_word(r, at) && !caps) return NULL;
    if (strcmp(joint->value, "small") == 0 && (at == from || !is_capital_word(r, at + 1) || is_capital_word(r, at)))
        return NULL;
    return joint;
}

static bool is_by(const line_reader *r, uint32_t at) { return r->words[at].fold == word_hash(SLICE_LIT("by")); }

/* "3 May 2019 by Ida Marsh": the names begin behind the "by" inside a line, unless it says who did something else ("photos
 * by"): then the line ends before that. */
static uint32_t find_by(line_reader *r) {
    for (uint32_t at = 1; at + 1 < r->n; at++) {
        if (!is_by(r, at)) continue;
        const lexicon_entry *before = lexicon_word(&lexicon_clean_joints, r->words[at - 1].fold);
        bool other = before && strcmp(before->value, "other") == 0;
        if (!other) return at + 1;
        r->n = at - 1;
    }
    return 0;
}

/* "Ida (Nan) Marsh": one word in brackets, and the name goes on. */
static bool closes_inside(const line_reader *r, uint32_t at) {
    syn_slice word = word_text(r, at);
    return word.ptr[word.len - 1] == ')' && !r->words[at].comma && !r->words[at].part && is_capital_word(r, at + 1) &&
           !is_by(r, at + 1);
}

uint32_t byline_split(syn_slice line, byline_piece out[BYLINE_PIECES]) {
    line = blank_trim(line);
    if (line.len > BYLINE_BYTES) line = slice_cut(line, 0, utf8_cut(line, BYLINE_BYTES));
    size_t link = slice_find(line, SLICE_LIT("://"), 0);
    while (link != SIZE_MAX && link > 0 && !blank_at(line, link - 1) && line.ptr[link - 1] != '(') link--;
    if (link != SIZE_MAX) line = blank_trim(slice_cut(line, 0, link));
    if (!line.len) return 0;
    line_reader r = {.line = line, .out = out};
    cut_words(&r);
    uint32_t from = find_by(&r);
    if (!from) from = skip_label(&r, 0, false);
    bool comma = false, bracket = false;
    for (uint32_t at = from; at < r.n; at++) {
        syn_slice word = word_text(&r, at);
        bool opens = !bracket && at > from && (word.ptr[0] == '(' || word.ptr[0] == '[') && !closes_inside(&r, at);
        if (opens) {
            add_piece(&r, from, at, comma);
            bracket = true;
        }
        if (bracket) {
            char last = word.ptr[word.len - 1];
            bracket = last != ')' && last != ']';
            from = at + 1;
        } else {
            const lexicon_entry *joint = joint_at(&r, from, at);
            if (joint) {
                add_piece(&r, from, at, comma);
                r.tail = strcmp(joint->value, "tail") == 0;
                comma = r.last_person = false;
                at += joint->words - 1u;
                from = at + 1;
            }
        }
        const line_word *mark = &r.words[at];
        if (!mark->comma && !mark->part) continue;
        if (from <= at) add_piece(&r, from, at + 1, comma);
        from = at + 1;
        comma = mark->comma && !mark->part;
        if (mark->part) r.tail = r.last_person = false;
    }
    if (from < r.n) add_piece(&r, from, r.n, comma);
    return r.count;
}

size_t byline_label(syn_slice line) {
    if (line.len > LABEL_BYTES) line = slice_cut(line, 0, utf8_cut(line, LABEL_BYTES));
    if (!line.len) return 0;
    line_reader r = {.line = line};
    cut_words(&r);
    uint32_t words = r.n ? skip_label(&r, 0, true) : 0;
    return words ? r.words[words - 1].end : 0;
}

void byline_add(syn_report *report, syn_slice line) {
    byline_piece pieces[BYLINE_PIECES];
    uint32_t n = byline_split(line, pieces);
    for (uint32_t i = 0; i < n && report->byline.n < CLEAN_BYLINES; i++) {
        bool known = pieces[i].kind != BYLINE_PERSON;
        for (uint32_t k = 0; k < report->byline.n && !known; k++) known = bare_equal(report->byline.at[k], pieces[i].text);
        if (!known) VEC_PUSH(&report->arena, &report->byline, meta_copy(report, pieces[i].text));
    }
}
