/* addresses.c - where URLs, mail hosts and bare host names end.
 *
 * In: a place in a text where an address may begin. Out: its end, or 0. URLs are taken as people write them in prose, not as
 * RFC 3986 has them: up to white space or a mark that no URL has, and without the punctuation of the sentence around
 * them. */
#include "text/scan.h"

#include "text/lexicon/lexicon.gen.h"

/* Where a URL that runs on at `at` ends: at white space or a mark that no URL has, without closing punctuation. */
static size_t url_end(const scanner *scan, size_t at) {
    size_t floor = at;
    int open = 0;  /* brackets opened and not closed */
    for (unsigned size; at < scan->text.len; at += size) {
        uint32_t c = peek(scan, at, &size);
        unsigned kind = c < 0x80 ? 0 : char_kind(c);
        if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == '|' || c == '\\' || c == '^' || c == '`' || c == '{' ||
            c == '}' || (kind & (CHAR_SPACE | CHAR_PUNCT | KIND_NO_SPACES))) break;
        open += (c == '(') - (c == ')');
    }
    while (at > floor) {
        char c = scan->text.ptr[at - 1];
        if (!strchr(".,;:!?'*_~])", c) || c == 0 || (c == ')' && open >= 0)) break;
        open += c == ')';
        at--;
    }
    return at;
}

size_t scan_host_end(const scanner *scan, size_t at) {
    for (unsigned parts = 0;; parts++) {
        size_t from = at;
        while (at < scan->text.len && (is_ascii_alnum(scan->text.ptr[at]) || scan->text.ptr[at] == '-')) at++;
        if (at == from) return parts > 1 ? at - 1 : 0;
        if (!is_byte_at(scan, at, '.')) return parts ? at : 0;
        at++;
    }
}

size_t scan_web_end(const scanner *scan, size_t begin, size_t end) {
    if (!is_byte_at(scan, end, '.') && !is_byte_at(scan, end, ':')) return 0;
    syn_slice head = slice_cut(scan->text, begin, end);
    if (slice_equal_ascii_case(head, SLICE_LIT("www")) && is_byte_at(scan, end, '.') && is_wordy_at(scan, end + 1))
        return url_end(scan, end + 1);
    bool scheme = slice_equal_ascii_case(head, SLICE_LIT("https")) || slice_equal_ascii_case(head, SLICE_LIT("http")) ||
                  slice_equal_ascii_case(head, SLICE_LIT("ftp"));
    if (!scheme || !slice_starts(slice_cut(scan->text, end, scan->text.len), SLICE_LIT("://"))) return 0;
    return is_wordy_at(scan, end + 3) ? url_end(scan, end + 3) : 0;
}

size_t scan_domain_end(const scanner *scan, size_t at) {
    if (scan->gap || scan->words->n == 0) return 0;
    const syn_word *last = &scan->words->at[scan->words->n - 1];
    if (last->kind != WORD_LETTERS && last->kind != WORD_NUMBER) return 0;
    size_t end = at;
    while (is_byte_at(scan, end, '.')) {
        size_t next = end + 1;
        while (next < scan->text.len && scan->text.ptr[next] >= 'a' && scan->text.ptr[next] <= 'z' && next - end < 16)
            next++;
        if (next == end + 1 || is_wordy_at(scan, next)) break;
        if (!lexicon_word(&lexicon_text_domains, slice_hash(slice_cut(scan->text, end + 1, next)))) break;
        end = next;
    }
    if (end == at) return 0;
    return is_byte_at(scan, end, '/') ? url_end(scan, end) : end;
}
