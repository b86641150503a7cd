/* sax.c - the yardstick of `make bench`: how long libxml2's HTML parser alone takes over pages. Not part of the product.
 *
 *   sax FOLDER
 *
 * Reads every file of the folder as bytes and gives it to libxml2's push parser (htmlCreatePushParserCtxt, htmlParseChunk) in
 * pieces of 64 KB, with a SAX handler that only counts: no tree is built, no text is kept, nothing is printed but the counts.
 * One thread. bench/run takes its user and system time as the whole of the yardstick. */
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 64 * 1024, PATH_MAXIMUM = 4096 };

typedef struct counts {
    unsigned long pages, elements, characters, bytes;
} counts;

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    (void)name, (void)attributes;
    ((counts *)user)->elements++;
}

static void on_end(void *user, const xmlChar *name)
{
    (void)user, (void)name;
}

static void on_characters(void *user, const xmlChar *text, int length)
{
    (void)text;
    ((counts *)user)->characters += (unsigned long)length;
}

/* Errors of markup are the rule in pages: nobody is told. */
static void on_error(void *user, const char *message, ...)
{
    (void)user, (void)message;
}

static int parse(FILE *file, xmlSAXHandler *handler, counts *total)
{
    static char piece[PIECE];
    size_t got = fread(piece, 1, 4, file);
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(handler, total, piece, (int)got, NULL, XML_CHAR_ENCODING_NONE);
    if (!parser)
        return -1;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    total->bytes += got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0) {
        total->bytes += got;
        htmlParseChunk(parser, piece, (int)got, 0);
    }
    htmlParseChunk(parser, piece, 0, 1);
    xmlFreeDoc(parser->myDoc);
    htmlFreeParserCtxt(parser);
    total->pages++;
    return 0;
}

int main(int count, char **arguments)
{
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.startElement = on_start;
    handler.endElement = on_end;
    handler.characters = handler.ignorableWhitespace = handler.cdataBlock = on_characters;
    handler.warning = handler.error = on_error;
    counts total = {0, 0, 0, 0};
    DIR *folder = count == 2 ? opendir(arguments[1]) : NULL;
    if (!folder) {
        fprintf(stderr, "usage: sax FOLDER\n");
        return 2;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[PATH_MAXIMUM];
        if (entry->d_name[0] == '.' ||
            snprintf(path, sizeof path, "%s/%s", arguments[1], entry->d_name) >= (int)sizeof path)
            continue;
        FILE *file = fopen(path, "rb");
        if (!file || parse(file, &handler, &total)) {
            fprintf(stderr, "sax: cannot read %s\n", path);
            return 1;
        }
        fclose(file);
    }
    closedir(folder);
    printf("%lu pages, %lu bytes, %lu elements, %lu bytes of text\n", total.pages, total.bytes, total.elements, total.characters);
    return 0;
}
