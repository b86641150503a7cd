#!/usr/bin/env python3
"""Makes WARC files to measure with: bench/make_warc.py OUT.warc.gz RECORDS. A member for each record; of three records one is a
request, one a page of 20 to 120 KB of invented words, one an image of random bytes or a small record. The same bytes every time."""
import random
import sys
import zlib

WORDS = "harbour ferry council bridge mayor storm river market school train grain letter window garden engine winter".split()


def member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def record(number, kind, content_type, content):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\n"
            f"WARC-Date: 2031-03-04T05:06:07Z\r\nWARC-Target-URI: http://news.example/{number}\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n")
    return head.encode() + content + b"\r\n\r\n"


def page(chance, number):
    parts = []
    size = chance.randrange(20000, 120000)
    while size > 0:
        words = " ".join(chance.choice(WORDS) for _ in range(40))
        parts.append(f"<div class=\"c{chance.randrange(99)}\"><p>{words.capitalize()} {chance.randrange(9999)}.</p></div>\n")
        size -= len(parts[-1])
    return f"<!doctype html><html><head><title>Page {number}</title></head><body>{''.join(parts)}</body></html>".encode()


def main():
    chance = random.Random(1)
    with open(sys.argv[1], "wb") as out:
        for number in range(int(sys.argv[2])):
            if number % 3 == 0:
                data = record(number, "request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n")
            elif number % 3 == 1:
                body = page(chance, number)
                data = record(number, "response", "application/http; msgtype=response",
                              b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body)
            else:
                body = chance.randbytes(chance.choice((300, 4000, 30000)))
                data = record(number, "response", "application/http; msgtype=response",
                              b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + body)
            out.write(member(data))


if __name__ == "__main__":
    main()
