#!/usr/bin/env python3
"""Learns parts of speech: tags.py PROGRAM EWT GUM > model/en/tags.bin

PROGRAM is build/train/tags, which does the work. EWT is the folder of UD English EWT, GUM that of the GUM corpus (conllu/ and
splits.md). Given to it are the training sentences of EWT, and of GUM the training documents of the genres whose texts' licences
are known. The same input gives the same bytes. Standard library only. See model/tags.md."""
import pathlib
import re
import subprocess
import sys

GENRES = ("academic", "bio", "court", "interview", "news", "voyage")


def gum_documents(folder):
    """The training documents of the genres."""
    held, part = set(), ""
    for line in open(folder / "splits.md", encoding="utf-8"):
        if line.startswith("## "):
            part = line[3:].strip()
        document = re.match(r"\s+\* (\w+)", line)
        if document and part != "train":
            held.add(document.group(1))
    return [path for path in sorted((folder / "conllu").glob("*.conllu"))
            if path.stem not in held and path.stem.split("_")[1] in GENRES]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, ewt, gum = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    files = [ewt / "en_ewt-ud-train.conllu", *gum_documents(gum)]
    sentences = b"\n".join(path.read_bytes() for path in files)
    sys.exit(subprocess.run([program], input=sentences, check=False).returncode)


if __name__ == "__main__":
    main()
