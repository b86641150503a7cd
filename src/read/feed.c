/* feed.c - the door for feeds: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 and CDF.
 *
 * In: the whole document. Out: one item for each entry, in order. The document is decoded, mended (feed_mend.c) and
 * pushed through libxml2's SAX2 parser, which recovers from most faults; no tree is built. feed_walk.c follows the
 * elements, feed_entry.c makes the items.
 *
 * Where the document breaks off, whole entries stand, and one malformed report says that it broke off. */
#include <stdio.h>
#include <stdlib.h>

#include "base/caps.h"
#include "read/feed_walk.h"

#define FEED_BLOCK 32768u

/* Faults of the document are recovered from in silence: what could not be read shows in what is missing at the end. */
static void on_problem(void *context, xmlErrorPtr problem) {
    feed_parse *feed = context;
    if (problem && problem->code == XML_ERR_NO_MEMORY && feed->code == SYN_OK)
        feed->code = error_memory(feed->error, READ_STAGE);
}

static syn_code push_all(feed_parse *feed, syn_slice xml) {
    xmlSAXHandler handler = {0};
    handler.initialized = XML_SAX2_MAGIC;
    feed_walk(&handler);
    handler.serror = on_problem;
    feed->parser = xmlCreatePushParserCtxt(&handler, feed, NULL, 0, NULL);
    if (!feed->parser) return error_memory(feed->error, READ_STAGE);
    /* There are no entities to replace: NOENT makes "&#38;" in an attribute one character. */
    xmlCtxtUseOptions(feed->parser, XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                        XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    for (size_t at = 0; at < xml.len && feed->code == SYN_OK && !feed->too_deep; at += FEED_BLOCK) {
        size_t length = xml.len - at < FEED_BLOCK ? xml.len - at : FEED_BLOCK;
        xmlParseChunk(feed->parser, xml.ptr + at, (int)length, 0);
    }
    if (feed->code == SYN_OK && !feed->too_deep) xmlParseChunk(feed->parser, "", 0, 1);
    bool memory = feed->parser->errNo == XML_ERR_NO_MEMORY;
    xmlFreeParserCtxt(feed->parser);
    if (memory && feed->code == SYN_OK) return error_memory(feed->error, READ_STAGE);
    return feed->code;
}

/* What is left to say when the document is over. `whole`: no cap was reached. */
static syn_code conclude(feed_parse *feed, bool whole) {
    if (feed->entries > CAP_FEED_ENTRIES)
        return item_fail(feed->options, feed->error, SLICE_NONE, SYN_OUTCOME_TOO_LARGE, "the feed has more than %u entries",
                         CAP_FEED_ENTRIES);
    if (feed->inside && feed->entry.item.report) return feed_entry_give(feed->options, &feed->entry, false, feed->error);
    if (!whole || feed->too_deep || feed->depth) {
        char reason[80];
        snprintf(reason, sizeof reason, "the feed breaks off behind %u whole entries", feed->entries);
        return feed_give(feed->options, &feed->entry, SYN_OUTCOME_MALFORMED, reason, feed->error);
    }
    if (feed->entries) return SYN_OK;
    return feed_give(feed->options, &feed->entry, SYN_OUTCOME_EMPTY, "the feed has no entries", feed->error);
}

static syn_code parse_new(feed_parse **out, const read_options *options, syn_error *error) {
    feed_parse *feed = *out = calloc(1, sizeof *feed);
    if (!feed) return error_memory(error, READ_STAGE);
    feed->options = options;
    feed->error = error;
    if (options->url.len <= FEED_BASE_BYTES) buffer_add(&feed->bases, options->url);
    feed->level[0].base = feed->bases.len;
    return buffer_check(&feed->bases, READ_STAGE, error);
}

static void parse_free(feed_parse *feed) {
    if (!feed) return;
    feed_entry_free(&feed->entry);
    buffer_free(&feed->bases);
    buffer_free(&feed->text);
    free(feed);
}

syn_code feed_read(const read_options *options, syn_slice bytes, syn_error *error) {
    syn_arena arena;
    arena_init(&arena, options->budget);
    decoded_text decoded = {0};
    syn_buffer xml = BUFFER_EMPTY;
    feed_parse *feed;
    syn_code code = parse_new(&feed, options, error);
    if (code == SYN_OK) code = encoding_decode(&decoded, bytes, HINT_XML, options->content_type, &arena, error);
    if (code == SYN_OK && encoding_is_binary(&decoded)) {
        code = item_fail(options, error, SLICE_NONE, SYN_OUTCOME_MALFORMED, "the input looks like binary data");
    } else if (code == SYN_OK) {
        feed->entry.repaired = decoded.repaired > 0;
        bool whole = feed_mend(decoded.text, &xml);
        code = buffer_check(&xml, READ_STAGE, error);
        if (code == SYN_OK) code = push_all(feed, slice_trim(slice_of(xml.ptr, xml.len)));
        if (code == SYN_OK) code = buffer_check(&feed->bases, READ_STAGE, error);
        if (code == SYN_OK) code = conclude(feed, whole);
    }
    parse_free(feed);
    buffer_free(&xml);
    arena_free(&arena);
    return code;
}
