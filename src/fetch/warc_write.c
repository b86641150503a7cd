/* warc_write.c - WARC 1.1 (ISO 28500:2017; iipc.github.io/warc-specifications).
 *
 * In: a request and its answer as they went over the network. Out: records, each a gzip member of its own where the file is
 * packed, so that a reader can begin at any.
 *
 * The body stands as the server sent it, with its content encoding; the transfer encoding (chunks) is undone, and so its
 * field is called X-Archive-Orig-Transfer-Encoding, as other archives do. A name and password for a proxy are taken out.
 * An id is the beginning of a hash over the kind, the address, the moment, the content and a running number, in the form
 * of a UUID. */
#include "fetch/warc_write.h"

#include <stdio.h>
#include <zlib.h>

#include "base/civil.h"
#include "fetch/sha1.h"

#define ORIGINAL "X-Archive-Orig-"
enum { PIECE = 65536, WINDOW_GZIP = 15 + 16 };
#define REVISIT "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

void warc_date(int64_t day_us, char out[WARC_DATE]) {
    int64_t seconds = day_us / 1000000;
    syn_civil day = civil_from_days((long)(seconds / 86400));
    unsigned rest = (unsigned)(seconds % 86400);
    snprintf(out, WARC_DATE, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)day.year % 10000, (unsigned)day.month % 100,
             (unsigned)day.day % 100, rest / 3600 % 24, rest / 60 % 60, rest % 60);
}

static void digest_of(syn_slice bytes, char out[SHA1_BASE32]) {
    sha1_state state;
    unsigned char hash[SHA1_BYTES];
    sha1_begin(&state);
    sha1_add(&state, bytes);
    sha1_end(&state, hash);
    sha1_base32(hash, out);
}

static void make_id(warc_writer *writer, const char *kind, const char *url, int64_t day_us, const char *digest,
                    char out[WARC_ID]) {
    char text[96];
    unsigned long long number = writer->records++;
    int length = snprintf(text, sizeof text, "%s %lld %llu %s ", kind, (long long)day_us, number, digest);
    sha1_state state;
    unsigned char h[SHA1_BYTES];
    sha1_begin(&state);
    sha1_add(&state, slice_of(text, length > 0 ? (size_t)length : 0));
    sha1_add(&state, slice_str(url));
    sha1_end(&state, h);
    h[6] = (unsigned char)((h[6] & 0x0f) | 0x50);  /* RFC 4122: made from a name by SHA-1 */
    h[8] = (unsigned char)((h[8] & 0x3f) | 0x80);
    snprintf(out, WARC_ID, "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
             h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15]);
}

/* Packs bytes as one gzip member, the same bytes for the same input. */
static void add_packed(syn_buffer *out, syn_slice bytes) {
    z_stream stream = {0};
    unsigned char piece[PIECE];
    union { const char *in; unsigned char *as_zlib; } from = {.in = bytes.ptr};  /* zlib never writes through next_in */
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW_GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        out->failed = SYN_ERR_MEMORY;
        return;
    }
    stream.next_in = from.as_zlib;
    size_t left = bytes.len;
    int code = Z_OK;
    while (code == Z_OK && !out->failed) {
        if (stream.avail_in == 0 && left) {
            stream.avail_in = left < (1u << 30) ? (unsigned)left : 1u << 30;
            left -= stream.avail_in;
        }
        stream.next_out = piece;
        stream.avail_out = sizeof piece;
        code = deflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
        buffer_add(out, slice_of((const char *)piece, sizeof piece - stream.avail_out));
    }
    deflateEnd(&stream);
    if (code != Z_STREAM_END) out->failed = SYN_ERR_MEMORY;
}

/* One record, from its fields and its block. */
static void add_record(const warc_writer *writer, syn_buffer *out, syn_buffer *fields, syn_slice block) {
    syn_buffer record = BUFFER_EMPTY;
    char digest[SHA1_BASE32];
    digest_of(block, digest);
    buffer_add(&record, SLICE_LIT("WARC/1.1\r\n"));
    buffer_add(&record, slice_of(fields->ptr, fields->len));
    buffer_add_format(&record, "WARC-Block-Digest: sha1:%s\r\nContent-Length: %zu\r\n\r\n", digest, block.len);
    buffer_add(&record, block);
    buffer_add(&record, SLICE_LIT("\r\n\r\n"));
    if (fields->failed || record.failed) {
        out->failed = SYN_ERR_MEMORY;
    } else if (!writer->packed) {
        buffer_add(out, slice_of(record.ptr, record.len));
    } else {
        add_packed(out, slice_of(record.ptr, record.len));
    }
    buffer_free(&record);
    buffer_free(fields);
}

static void add_fields(syn_buffer *fields, const char *type, const char *id, int64_t day_us, const char *content_type) {
    char date[WARC_DATE];
    warc_date(day_us, date);
    buffer_add_format(fields, "WARC-Type: %s\r\nWARC-Record-ID: <%s>\r\nWARC-Date: %s\r\nContent-Type: %s\r\n", type, id,
                      date, content_type);
}

void warc_add_info(warc_writer *writer, syn_buffer *out, const char *software, const char *agent, bool robots,
                   int64_t day_us) {
    syn_buffer block = BUFFER_EMPTY, fields = BUFFER_EMPTY;
    char digest[SHA1_BASE32];
    buffer_add_format(&block, "software: %s\r\nformat: WARC File Format 1.1\r\n"
                      "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
                      "robots: %s\r\nhttp-header-user-agent: %s\r\n", software, robots ? "obey" : "ignore", agent);
    digest_of(slice_of(block.ptr, block.len), digest);
    make_id(writer, "warcinfo", "", day_us, digest, writer->info);
    add_fields(&fields, "warcinfo", writer->info, day_us, "application/warc-fields");
    if (block.failed) fields.failed = block.failed;
    add_record(writer, out, &fields, slice_of(block.ptr, block.len));
    buffer_free(&block);
}

/* The lines of a header. One of the name `field` is left out, or gets `prefix` in front. */
static void add_lines(syn_buffer *out, syn_slice head, syn_slice field, const char *prefix) {
    for (size_t at = 0; at < head.len;) {
        const char *end = memchr(head.ptr + at, '\n', head.len - at);
        size_t stop = end ? (size_t)(end - head.ptr) + 1 : head.len;
        syn_slice line = slice_cut(head, at, stop);
        bool named = line.len > field.len && line.ptr[field.len] == ':' &&
                     slice_equal_ascii_case(slice_cut(line, 0, field.len), field);
        if (named && prefix) buffer_add_str(out, prefix);
        if (!named || prefix) buffer_add(out, line);
        at = stop;
    }
}

static void add_target(const warc_writer *writer, syn_buffer *fields, const warc_exchange *exchange) {
    buffer_add_format(fields, "WARC-Target-URI: %s\r\n", exchange->url);
    if (exchange->ip[0]) buffer_add_format(fields, "WARC-IP-Address: %s\r\n", exchange->ip);
    if (writer->info[0]) buffer_add_format(fields, "WARC-Warcinfo-ID: <%s>\r\n", writer->info);
}

void warc_add_exchange(warc_writer *writer, syn_buffer *out, const warc_exchange *exchange) {
    syn_buffer block = BUFFER_EMPTY, fields = BUFFER_EMPTY;
    char digest[SHA1_BASE32], response[WARC_ID], request[WARC_ID];
    bool revisit = exchange->revisits.len > 0;
    const char *type = revisit ? "revisit" : "response";
    digest_of(exchange->body, digest);
    make_id(writer, type, exchange->url, exchange->day_us, digest, response);
    if (exchange->request.len) {
        make_id(writer, "request", exchange->url, exchange->day_us, digest, request);
        add_fields(&fields, "request", request, exchange->day_us, "application/http; msgtype=request");
        add_target(writer, &fields, exchange);
        buffer_add_format(&fields, "WARC-Concurrent-To: <%s>\r\n", response);
        add_lines(&block, exchange->request, SLICE_LIT("Proxy-Authorization"), NULL);
        if (block.failed) fields.failed = block.failed;
        add_record(writer, out, &fields, slice_of(block.ptr, block.len));
        buffer_free(&block);
        block = fields = BUFFER_EMPTY;
    }
    add_fields(&fields, type, response, exchange->day_us, "application/http; msgtype=response");
    add_target(writer, &fields, exchange);
    if (revisit) {
        buffer_add_format(&fields, "WARC-Profile: " REVISIT "\r\n"
                          "WARC-Refers-To-Target-URI: %s\r\nWARC-Refers-To-Date: %.*s\r\n",
                          exchange->url, (int)exchange->revisits.len, exchange->revisits.ptr);
    } else {
        buffer_add_format(&fields, "WARC-Payload-Digest: sha1:%s\r\n", digest);
    }
    add_lines(&block, exchange->head, SLICE_LIT("Transfer-Encoding"), ORIGINAL);
    buffer_add(&block, exchange->body);
    if (block.failed) fields.failed = block.failed;
    add_record(writer, out, &fields, slice_of(block.ptr, block.len));
    buffer_free(&block);
}
