#!/usr/bin/env python3
"""What bench/warc.c does, by Python's fastwarc (PyPI, 0.14 or 2.0): counts the records of WARC files and reads their heads, with HTTP
left alone and bodies passed over. bench/warc_peer.py FILE..."""
import sys
import time

from fastwarc.warc import ArchiveIterator

try:
    from fastwarc.stream_io import FileStream  # 0.14
except ImportError:
    FileStream = open  # 2.0 takes any file and knows gzip itself

for path in sys.argv[1:]:
    begin, records, targets, content = time.perf_counter(), 0, 0, 0
    for record in ArchiveIterator(FileStream(path, "rb"), parse_http=False):
        records += 1
        targets += "WARC-Target-URI" in record.headers
        content += record.content_length
    took = time.perf_counter() - begin
    print(f"{path}: {records} records, {targets} with a target, {content} bytes of content, {took:.3f} s, {records / took:.0f} records/s")
