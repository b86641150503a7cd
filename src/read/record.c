/* record.c - cuts an archive of records (WARC, ARC) into records, as its bytes come.
 *
 * In: unpacked bytes in pieces of any size, and the places at which members of the packed file begin. Out: for each record its
 * head, its content, and how it ended, through a sink.
 *
 * The idea: a head says how long the content is, and behind the content nothing but line ends and the next head may stand. As
 * long as that holds, a length is trusted, and whatever a content holds is content: no page can smuggle a record into the
 * archive that it is kept in. Where it does not hold, the length was wrong:
 * - too short: the rest is passed over up to the next head (at the begin of a line; for WARC behind an empty line);
 * - too long: what looked like a head inside the content is remembered with all that follows (up to RETAIN_BYTES), and read
 *   again. From then on the archive's lengths are not trusted: a head inside a content ends it. So nothing is read three times;
 * - a member of a packed file that begins with a head ends the record before it.
 *
 * Memory: the longest head (HEAD_BYTES), and RETAIN_BYTES at the most. */
#include "read/record.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/caps.h"
#include "read/door.h"

#define HEAD_BYTES ((size_t)64 << 10)
#define RETAIN_BYTES ((size_t)16 << 20)
#define LOOK_BYTES 9u    /* "WARC/1.0" and what follows: enough to see whether a head begins */

typedef enum cut_state {
    CUT_BETWEEN,   /* line ends, or the begin of a head */
    CUT_HEAD,      /* collecting a head */
    CUT_BODY,      /* inside a content */
    CUT_MEMBER,    /* a member began inside a content: is it a head? */
    CUT_SEEK       /* passing over what is no record */
} cut_state;

struct record_cutter {
    record_form form;
    record_sink sink;
    cut_state state;
    uint64_t at;           /* unpacked bytes taken */
    bool packed;
    uint64_t mark_at, mark_offset;
    syn_buffer head;       /* of the next record */
    uint64_t begin;        /* of the record, or of what is in `head` */
    bool open;             /* a record has begun and its end was not told */
    bool wanted, decided;
    uint64_t content_at, left; /* where its content begins; how much of it did not come yet */
    unsigned ends;         /* line ends behind it */
    bool resumed;          /* a head must come first */
    bool suspicious;       /* lengths are not trusted any more */
    /* Looking for heads, line by line, in a content or in what is no record. */
    bool line_long, line_blank, before_blank;  /* this line is no head; holds nothing so far; the one before held nothing */
    syn_buffer line;
    /* What looks like a head inside a content, and what followed. */
    bool retaining;
    uint64_t retained_at;
    syn_buffer retained;
};

syn_code record_cutter_new(record_cutter **out, record_form form, const record_sink *sink, syn_error *error) {
    *out = calloc(1, sizeof **out);
    if (!*out) return error_memory(error, READ_STAGE);
    (*out)->form = form;
    (*out)->sink = *sink;
    return SYN_OK;
}

void record_cutter_free(record_cutter *cutter) {
    if (!cutter) return;
    buffer_free(&cutter->head);
    buffer_free(&cutter->line);
    buffer_free(&cutter->retained);
    free(cutter);
}

static record_place place_of(const record_cutter *c, uint64_t at) {
    if (!c->packed) return (record_place){at, 0};
    return (record_place){c->mark_offset, at >= c->mark_at ? at - c->mark_at : 0};
}

static bool begins(const record_cutter *c, syn_slice bytes) {
    return c->form == RECORD_WARC ? warc_begins(bytes) : arc_begins(bytes);
}
static head_verdict parse(const record_cutter *c, syn_slice bytes, record_head *head, size_t *took) {
    return c->form == RECORD_WARC ? warc_head(bytes, head, took) : arc_head(bytes, head, took);
}

static syn_slice slice_buffer(const syn_buffer *buffer) { return slice_of(buffer->ptr, buffer->len); }

static void forget_line(record_cutter *c, bool before_blank) {
    c->line.len = 0;
    c->line_long = false;
    c->line_blank = true;
    c->before_blank = before_blank;
}

static syn_code end_record(record_cutter *c, record_end end, syn_error *error) {
    if (!c->open) return SYN_OK;
    uint64_t length = c->retaining && end != RECORD_WHOLE ? c->retained_at - c->content_at : UINT64_MAX;
    c->open = c->retaining = false;
    c->retained.len = 0;
    return c->sink.end(c->sink.payload, end, length, error);
}

/* ---- what is no record ---- */

static syn_code seek(record_cutter *c, uint64_t from, const char *why, syn_error *error) {
    c->state = CUT_SEEK;
    forget_line(c, true);
    return c->sink.fault(c->sink.payload, place_of(c, from), why, error);
}

/* Takes bytes of the current line as far as it may begin a head. *found: `line` holds the begin of a head, whole if it is a
 * line of ARC; it began at c->at + *took - line.len. Else all of the bytes were looked at, or *took of them. */
static syn_code look_at_line(record_cutter *c, syn_slice bytes, size_t *took, bool *found, syn_error *error) {
    size_t most = c->form == RECORD_WARC ? LOOK_BYTES : ARC_LINE_BYTES;
    *found = false;
    *took = 0;
    while (*took < bytes.len) {
        if (c->line_long) {
            const char *end = memchr(bytes.ptr + *took, '\n', bytes.len - *took);
            if (!end) {
                *took = bytes.len;
                return SYN_OK;
            }
            *took = (size_t)(end - bytes.ptr) + 1;
            forget_line(c, false);
            continue;
        }
        char byte = bytes.ptr[(*took)++];
        buffer_add_char(&c->line, byte);
        if (c->line.failed) return buffer_check(&c->line, READ_STAGE, error);
        syn_slice line = slice_buffer(&c->line);
        bool ends = byte == '\n', blank = c->line_blank && (ends || byte == '\r');
        if (!blank) c->line_blank = false;
        bool can = !blank && (c->before_blank || c->form == RECORD_ARC) && begins(c, line);
        record_head head;
        size_t length;
        if (can && c->form == RECORD_WARC && line.len == LOOK_BYTES) *found = true;
        else if (can && ends && c->form == RECORD_ARC && arc_head(line, &head, &length) == HEAD_GOOD) *found = true;
        if (*found) return SYN_OK;
        if (ends) forget_line(c, blank);
        else if (!blank && (!can || c->line.len >= most)) c->line_long = true;
    }
    return SYN_OK;
}

static syn_code step_seek(record_cutter *c, syn_slice bytes, size_t *took, syn_error *error) {
    bool found;
    syn_code code = look_at_line(c, bytes, took, &found, error);
    if (code != SYN_OK || !found) return code;
    c->state = CUT_HEAD;
    c->head.len = 0;
    c->begin = c->at + *took - c->line.len;
    buffer_add(&c->head, slice_buffer(&c->line));
    return buffer_check(&c->head, READ_STAGE, error);
}

/* ---- heads ---- */

static syn_code begin_record(record_cutter *c, const record_head *head, uint64_t content_at, syn_error *error) {
    c->content_at = content_at;
    c->open = c->wanted = true;
    c->decided = false;
    c->left = head->has_length ? head->length : 0;
    c->state = CUT_BODY;
    forget_line(c, false);
    syn_code code = c->sink.head(c->sink.payload, head, place_of(c, c->begin), &c->wanted, error);
    if (!c->wanted) c->decided = true;
    if (code != SYN_OK || head->has_length) return code;
    code = end_record(c, RECORD_LIES, error);
    return code == SYN_OK ? seek(c, c->begin, "the record states no length that can be", error) : code;
}

/* More of a head: adds bytes up to its end. */
static syn_code step_head(record_cutter *c, syn_slice bytes, size_t *took, syn_error *error) {
    size_t before = c->head.len, room = HEAD_BYTES - before, more = bytes.len < room ? bytes.len : room;
    /* Little at a time at first: most heads are short, and what follows is content. */
    if (more > 2048) more = 2048;
    buffer_add(&c->head, slice_cut(bytes, 0, more));
    if (c->head.failed) return buffer_check(&c->head, READ_STAGE, error);
    record_head head;
    size_t length = 0;
    head_verdict verdict = parse(c, slice_buffer(&c->head), &head, &length);
    *took = more;
    if (verdict == HEAD_GOOD && length > before) *took = length - before;
    if (verdict == HEAD_GOOD && length <= before) *took = 0;
    if (verdict == HEAD_GOOD) {
        syn_code code = begin_record(c, &head, c->at + *took, error);
        c->head.len = 0;
        return code;
    }
    if (verdict == HEAD_MORE && c->head.len < HEAD_BYTES) return SYN_OK;
    c->head.len = 0;
    return seek(c, c->begin, verdict == HEAD_BAD ? "the head of a record cannot be read" : "the head of a record has no end", error);
}

/* The record that is open ended here, but what follows is no record. Where something like a head was seen inside its content,
 * *again is set. */
static syn_code length_lies(record_cutter *c, record_end end, bool *again, syn_error *error) {
    *again = c->retaining;
    uint64_t begin = c->begin;
    syn_buffer kept = c->retained;
    c->retained = BUFFER_EMPTY;
    syn_code code = end_record(c, end, error);
    c->retained = kept;
    if (code == SYN_OK && *again)
        code = c->sink.fault(c->sink.payload, place_of(c, begin),
                             "the record is longer than the room it has: another one begins inside it", error);
    return code;
}

static syn_code no_record(const record_cutter *c, syn_error *error) {
    uint64_t byte = c->packed ? c->mark_offset : c->at;
    return error_set(error, SYN_ERR_ARGUMENT, READ_STAGE, byte, "no record begins at byte %" PRIu64 " of the archive", byte);
}

/* Line ends, then the first bytes of a head, of which no more are taken than it takes to know. */
static syn_code step_between(record_cutter *c, syn_slice bytes, size_t *took, bool *again, syn_error *error) {
    size_t n = 0;
    while (n < bytes.len && c->head.len == 0 && (bytes.ptr[n] == '\r' || bytes.ptr[n] == '\n')) c->ends += bytes.ptr[n++] == '\n';
    *took = n;
    if (n && c->resumed) return no_record(c, error);
    if (n == bytes.len) return SYN_OK;
    uint64_t record_begin = c->begin;
    uint64_t head_begin = c->head.len ? c->at - c->head.len : c->at + n;
    size_t most = c->form == RECORD_WARC ? LOOK_BYTES : ARC_LINE_BYTES;
    head_verdict verdict = HEAD_MORE;
    while (n < bytes.len && verdict == HEAD_MORE) {
        char byte = bytes.ptr[n++];
        buffer_add_char(&c->head, byte);
        if (c->head.failed) return buffer_check(&c->head, READ_STAGE, error);
        syn_slice seen = slice_buffer(&c->head);
        record_head head;
        size_t length;
        if (!begins(c, seen)) verdict = HEAD_BAD;
        else if (c->form == RECORD_WARC && seen.len == LOOK_BYTES) verdict = HEAD_GOOD;
        else if (c->form == RECORD_ARC && byte == '\n') verdict = arc_head(seen, &head, &length);
        else if (seen.len >= most) verdict = HEAD_BAD;
    }
    *took = n;
    if (verdict == HEAD_MORE) return SYN_OK;
    if (verdict == HEAD_BAD && c->resumed) return no_record(c, error);
    c->resumed = false;
    if (verdict == HEAD_GOOD) {
        c->begin = record_begin;
        syn_code code = end_record(c, RECORD_WHOLE, error);
        c->state = CUT_HEAD;
        c->begin = head_begin;
        return code;
    }
    c->head.len = 0;
    /* Behind the line ends that a record ends with, it is what follows that is wrong. */
    bool lies = c->open && (c->retaining || c->ends < (c->form == RECORD_WARC ? 2 : 1));
    syn_code code = lies ? length_lies(c, RECORD_LIES, again, error) : end_record(c, RECORD_WHOLE, error);
    if (code != SYN_OK || *again) return code;
    /* What was looked at may hold a line end already; what comes next is looked at from the begin of a line only. */
    code = seek(c, lies ? record_begin : head_begin,
                lies ? "what follows the record is no record: its length is wrong" : "this is no record", error);
    if (n && bytes.ptr[n - 1] != '\n') c->line_long = true;
    return code;
}

/* ---- contents ---- */

/* Looks for a head inside a content, where no member says that it ends with it. */
static syn_code watch(record_cutter *c, syn_slice *piece, bool *ends, syn_error *error) {
    *ends = false;
    bool member = c->packed && c->begin == c->mark_at;
    if (member || c->retaining) return SYN_OK;
    for (size_t at = 0; at < piece->len;) {
        bool found;
        size_t took;
        syn_code code = look_at_line(c, slice_cut(*piece, at, piece->len), &took, &found, error);
        if (code != SYN_OK) return code;
        at += took;
        if (!found) continue;
        if (c->suspicious) {
            *ends = true;
            piece->len = at;
            return SYN_OK;
        }
        c->retaining = true;
        c->retained.len = 0;
        c->retained_at = c->at + at - c->line.len;
        buffer_add(&c->retained, slice_buffer(&c->line));
        buffer_add(&c->retained, slice_cut(*piece, at, piece->len));
        return buffer_check(&c->retained, READ_STAGE, error);
    }
    return SYN_OK;
}

/* The content ends at `end` in the middle of what may be a head: its length may be too long by a few bytes. */
static syn_code keep_begin(record_cutter *c, uint64_t end, syn_error *error) {
    bool member = c->packed && c->begin == c->mark_at;
    if (member || c->retaining || c->line_long || c->line_blank || c->line.len == 0) return SYN_OK;
    if (c->form == RECORD_WARC && !c->before_blank) return SYN_OK;
    if (c->suspicious) {  /* then it is one */
        buffer_add(&c->head, slice_buffer(&c->line));
        return buffer_check(&c->head, READ_STAGE, error);
    }
    c->retaining = true;
    c->retained_at = end - c->line.len;
    c->retained.len = 0;
    buffer_add(&c->retained, slice_buffer(&c->line));
    return buffer_check(&c->retained, READ_STAGE, error);
}

static syn_code give(record_cutter *c, syn_slice piece, syn_error *error) {
    if (!c->wanted || piece.len == 0) return SYN_OK;
    syn_code code = c->sink.body(c->sink.payload, piece, &c->wanted, &c->decided, error);
    if (!c->wanted) c->decided = true;
    return code;
}

static syn_code step_body(record_cutter *c, syn_slice bytes, size_t *took, syn_error *error) {
    syn_slice piece = bytes;
    if (c->left < piece.len) piece.len = (size_t)c->left;
    /* Where content is wanted no longer, it is said soon. */
    if (c->wanted && !c->decided && piece.len > 4096) piece.len = 4096;
    bool ends, was = c->retaining;
    syn_code code = watch(c, &piece, &ends, error);
    if (code == SYN_OK && was) {
        if (c->retained.len + piece.len > RETAIN_BYTES) {
            c->retaining = false;
            c->retained.len = 0;
        } else {
            buffer_add(&c->retained, piece);
            code = buffer_check(&c->retained, READ_STAGE, error);
        }
    }
    *took = piece.len;
    if (code == SYN_OK && ends) {
        /* In an archive whose lengths lie: the content ends where the next head begins. */
        uint64_t begin = c->at + piece.len - c->line.len;
        c->state = CUT_HEAD;
        c->head.len = 0;
        buffer_add(&c->head, slice_buffer(&c->line));
        if (piece.len > c->line.len) code = give(c, slice_cut(piece, 0, piece.len - c->line.len), error);
        if (code == SYN_OK) code = end_record(c, RECORD_LIES, error);
        c->begin = begin;
        return code == SYN_OK ? buffer_check(&c->head, READ_STAGE, error) : code;
    }
    c->left -= piece.len;
    if (code == SYN_OK) code = give(c, piece, error);
    if (c->left == 0 && code == SYN_OK) {
        c->state = CUT_BETWEEN;
        c->head.len = c->ends = 0;
        code = keep_begin(c, c->at + piece.len, error);
    }
    return code;
}

/* A member began inside a content. If it begins with a head, the record ended before it. */
static syn_code step_member(record_cutter *c, syn_slice bytes, size_t *took, syn_error *error) {
    *took = 1;
    buffer_add_char(&c->head, bytes.ptr[0]);
    if (c->head.failed) return buffer_check(&c->head, READ_STAGE, error);
    syn_slice seen = slice_buffer(&c->head);
    record_head head;
    size_t length;
    bool can = begins(c, seen), good = false;
    if (can && c->form == RECORD_WARC) good = seen.len == LOOK_BYTES;
    if (can && c->form == RECORD_ARC && bytes.ptr[0] == '\n') good = arc_head(seen, &head, &length) == HEAD_GOOD;
    if (good) {
        syn_code code = end_record(c, RECORD_CUT, error);
        c->state = CUT_HEAD;
        c->begin = c->at + 1 - seen.len;
        return code;
    }
    if (can && seen.len < (c->form == RECORD_WARC ? LOOK_BYTES : ARC_LINE_BYTES) && bytes.ptr[0] != '\n' && seen.len < c->left)
        return SYN_OK;
    /* It was content. */
    syn_buffer kept = c->head;
    c->head = BUFFER_EMPTY;
    c->state = CUT_BODY;
    uint64_t at = c->at;
    syn_code code = SYN_OK;
    for (size_t done = 0, step; done < kept.len && code == SYN_OK; done += step) {
        c->at = at + 1 - (kept.len - done);
        if (c->state != CUT_BODY) break;  /* cannot be: no more was looked at than is left of the content */
        code = step_body(c, slice_of(kept.ptr + done, kept.len - done), &step, error);
    }
    c->at = at;
    buffer_free(&kept);
    return code;
}

/* ---- the cutter ---- */

static syn_code step(record_cutter *c, syn_slice bytes, size_t *took, bool *again, syn_error *error) {
    syn_code code = SYN_OK;
    bool retaining = c->retaining && c->state != CUT_BODY;
    switch (c->state) {
    case CUT_BETWEEN: code = step_between(c, bytes, took, again, error); break;
    case CUT_HEAD: code = step_head(c, bytes, took, error); break;
    case CUT_BODY: code = step_body(c, bytes, took, error); break;
    case CUT_MEMBER: code = step_member(c, bytes, took, error); break;
    case CUT_SEEK: code = step_seek(c, bytes, took, error); break;
    }
    if (retaining && (c->retaining || *again)) buffer_add(&c->retained, slice_cut(bytes, 0, *took));
    c->at += *took;
    return code;
}

static syn_code push_all(record_cutter *c, syn_slice bytes, bool *again, syn_error *error) {
    *again = false;
    syn_code code = SYN_OK;
    while (bytes.len && code == SYN_OK) {
        size_t took = 0;
        code = step(c, bytes, &took, again, error);
        bytes = slice_cut(bytes, took, bytes.len);
        if (!*again || code != SYN_OK) continue;
        /* Back to what looked like a head. From here on no length is trusted, so this happens once. */
        syn_buffer kept = c->retained;
        bool never = false;
        uint64_t at = c->at;
        c->retained = BUFFER_EMPTY;
        c->suspicious = true;
        c->state = CUT_SEEK;
        c->at = c->retained_at;
        forget_line(c, true);
        code = kept.failed ? buffer_check(&kept, READ_STAGE, error) : SYN_OK;
        syn_slice rest = slice_buffer(&kept);
        while (rest.len && code == SYN_OK) {
            code = step(c, rest, &took, &never, error);
            rest = slice_cut(rest, took, rest.len);
        }
        buffer_free(&kept);
        c->at = at;
        *again = false;
    }
    return code;
}

syn_code record_push(record_cutter *cutter, syn_slice bytes, syn_error *error) {
    bool again;
    return push_all(cutter, bytes, &again, error);
}

void record_start(record_cutter *cutter, uint64_t offset) {
    if (!cutter->packed) cutter->at = offset;
    cutter->resumed = true;
}

syn_code record_mark(record_cutter *c, uint64_t offset) {
    c->packed = true;
    c->mark_at = c->at;
    c->mark_offset = offset;
    /* Inside a head, or the begin of one, it is a member like any other: the head goes on. */
    if (c->state == CUT_BODY) {
        c->state = CUT_MEMBER;
        c->head.len = 0;
    } else if (c->state == CUT_SEEK) {
        c->state = CUT_BETWEEN;
        c->head.len = 0;
    }
    return SYN_OK;
}

/* Whatever is unfinished ends. `always`: why is told even if nothing is. */
static syn_code break_off(record_cutter *c, const char *why, bool always, syn_error *error) {
    syn_code code = SYN_OK;
    record_place place = place_of(c, c->at);
    cut_state state = c->state;
    syn_buffer head = c->head;
    c->head = BUFFER_EMPTY;
    c->state = CUT_BETWEEN;
    if (state == CUT_MEMBER && head.len) code = give(c, slice_buffer(&head), error);
    if (state == CUT_HEAD || (state == CUT_BETWEEN && head.len)) {
        if (code == SYN_OK) code = end_record(c, state == CUT_HEAD || begins(c, slice_buffer(&head)) ? RECORD_WHOLE : RECORD_LIES, error);
        place = place_of(c, c->at - head.len);
        always = true;
    } else if (c->open) {
        bool cut = c->left > 0 && (state == CUT_BODY || state == CUT_MEMBER);
        if (cut) place = place_of(c, c->begin);
        always |= cut;
        code = end_record(c, cut ? RECORD_CUT : RECORD_WHOLE, error);
    }
    buffer_free(&head);
    return code == SYN_OK && always ? c->sink.fault(c->sink.payload, place, why, error) : code;
}

syn_code record_break(record_cutter *cutter, const char *why, syn_error *error) {
    return break_off(cutter, why, true, error);
}

syn_code record_finish(record_cutter *c, syn_error *error) {
    if (c->open && c->left && c->retaining && c->state == CUT_BODY) {
        /* The length led past the end, and past another record. */
        bool again = false;
        syn_code code = length_lies(c, RECORD_LIES, &again, error);
        if (code != SYN_OK) return code;
        syn_buffer kept = c->retained;
        c->retained = BUFFER_EMPTY;
        c->suspicious = true;
        c->state = CUT_SEEK;
        c->at = c->retained_at;
        forget_line(c, true);
        code = record_push(c, slice_buffer(&kept), error);
        buffer_free(&kept);
        if (code != SYN_OK) return code;
    }
    if (c->resumed) return no_record(c, error);
    return break_off(c, "the archive is cut off inside this record", false, error);
}

bool record_span(const record_cutter *c, uint64_t *total, bool *wanted) {
    if (c->state != CUT_BODY || !c->decided || !c->packed || c->begin != c->mark_at) return false;
    *total = c->at - c->mark_at + c->left;
    *wanted = c->wanted;
    return true;
}

syn_code record_leap(record_cutter *c, uint64_t bytes, syn_error *error) {
    c->at += bytes;
    c->left = 0;
    c->state = CUT_BETWEEN;
    c->head.len = 0;
    return end_record(c, RECORD_WHOLE, error);
}
