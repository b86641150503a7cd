#!/usr/bin/env python3
"""Writes src/read/entities.gen.c: the named character references of HTML, from Python's copy of the WHATWG table.

    tools/make_entities.py > src/read/entities.gen.c        (--check: fails if the file is not what it would write)"""
import html.entities
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parent.parent / "src/read/entities.gen.c"


def text():
    names = {}
    for key, value in html.entities.html5.items():
        name = key.rstrip(";")
        points = [ord(c) for c in value]
        assert len(points) <= 2 and len(name) < 32
        legacy = names.get(name, (None, False))[1] or not key.endswith(";")
        names[name] = (points, legacy)
    rows = [f'{{"{name}", {hex(points[0])}, {hex(points[1]) if len(points) > 1 else 0}, {int(legacy)}}},'
            for name, (points, legacy) in sorted(names.items())]
    lines, line = [], "   "
    for row in rows:
        if len(line) + len(row) > 120:
            lines.append(line)
            line = "   "
        line += " " + row
    lines.append(line)
    return ("/* entities.gen.c - made by tools/make_entities.py; do not edit. The named character references of HTML (WHATWG). */\n"
            '#include "read/entities.h"\n\n'
            f"const entity_row entity_rows[] = {{\n" + "\n".join(lines) + "\n};\n"
            f"const unsigned entity_count = {len(rows)};\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        if OUT.read_text() != text():
            sys.exit("src/read/entities.gen.c is stale: run tools/make_entities.py > src/read/entities.gen.c")
    else:
        sys.stdout.write(text())
