#!/usr/bin/env python3
"""Runs a Python library over pages: python_peers.py NAME, paths of pages on stdin, one a line; one JSON object a page on stdout,
in the same order and in the form of `synoptic read`.

Bytes go in as they lie on disk and no address is given: what `synoptic read FOLDER` gets. Each library is used as its own
documentation says: trafilatura's bare_extraction with metadata, without comments, in its default balance; newspaper4k without
network or pictures; readability-lxml's summary as text; htmldate with its extensive search; feedparser
on bytes."""
import json
import logging
import pathlib
import re
import sys

BLOCKS = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|tr|table|blockquote|pre|section|article|br|hr|figure|figcaption|td|th|dd|dt|dl)\b[^>]*>", re.I)


def trafilatura_page():
    from trafilatura import bare_extraction

    def read(data):
        document = bare_extraction(data, include_comments=False, with_metadata=True)
        if document is None:
            return {}
        names = [name.strip() for name in (document.author or "").split(";")]
        return {"text": "\n\n".join((document.text or "").split("\n")), "title": document.title,
                "byline": [name for name in names if name], "published": document.date}
    return read


def newspaper_page():
    import newspaper
    from newspaper import parsers

    def read(data):
        article = newspaper.Article("", fetch_images=False)
        article.download(input_html=parsers.get_unicode_html(data))
        article.parse()
        published = article.publish_date
        return {"text": article.text, "title": article.title, "byline": article.authors,
                "published": published.isoformat() if hasattr(published, "isoformat") else published}
    return read


def readability_page():
    import lxml.html
    import readability

    def read(data):
        document = readability.Document(data)
        summary = BLOCKS.sub(lambda tag: "\n\n" + tag[0], document.summary(html_partial=True))
        text = lxml.html.fromstring(summary).text_content()
        blocks = (" ".join(block.split()) for block in text.split("\n\n"))
        return {"text": "\n\n".join(block for block in blocks if block), "title": document.short_title()}
    return read


def htmldate_page():
    from htmldate import find_date

    def read(data):
        return {"published": find_date(data, original_date=True)}
    return read


def feedparser_page():
    import feedparser

    def read(data):
        feed = feedparser.parse(data)
        return {"entries": len(feed.entries)}
    return read


PEERS = {"trafilatura": trafilatura_page, "newspaper4k": newspaper_page, "readability-lxml": readability_page,
         "htmldate": htmldate_page, "feedparser": feedparser_page}


def main():
    logging.disable(logging.CRITICAL)
    read = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        path = pathlib.Path(line.rstrip("\n"))
        try:
            found = {key: value for key, value in read(path.read_bytes()).items() if value}
        except Exception as problem:  # a library that fails on a page gives an empty one: that is its figure
            found = {"reason": f"{type(problem).__name__}: {problem}"[:200]}
        outcome = "article" if found.get("text", "").strip() else "empty"
        print(json.dumps({"id": path.stem, "outcome": outcome, "text": "", **found}), flush=True)


if __name__ == "__main__":
    main()
