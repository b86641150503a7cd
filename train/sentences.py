#!/usr/bin/env python3
"""Trains the weights of src/text/points.c: whether a sentence ends at a doubtful place.

  sentences.py PROGRAM > model/en/sentences.bin     byte for byte the same each time
  sentences.py PROGRAM --held                       figures in place of weights: trained on the part `train`, decisions right on the part `dev`

PROGRAM is build/train/sentences. Data: $SYNOPTIC_DATA/train/{ud-ewt,gum}, built into running text as bench/marks/sentences.py does;
of GUM without its news, which stay unseen. Titles of reports
(stories/*.jsonl) say where no sentence ends. A logistic regression over hashed features (scikit-learn). See model/sentences.md."""
import argparse
import json
import pathlib
import struct
import subprocess
import sys

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench" / "marks"))
import sentences as corpora

PLACES, UNIT, SHRINK = 1 << 15, 24, 0.3  # POINT_PLACES of src/text/points.h
HEADLINES = "stories/wikinews stories/basil stories/g5w1h stories/ecbplus-train".split()
KINDS = "stop call symbol address number word".split()


def points_of(program, documents):
    """(features, labels, rules' opinions, kinds) of the doubtful places of documents."""
    given = "".join(json.dumps({"text": text}) + "\n" for text, _, _ in documents.values())
    run = subprocess.run([program], input=given, stdout=subprocess.PIPE, check=True, text=True)
    ends = iter(documents.values())
    rows, labels, rules, kinds, wanted = [], [], [], [], set()
    for line in run.stdout.splitlines():
        if line == "=":
            wanted = set(next(ends)[1])
            continue
        end, rule, kind, *places = map(int, line.split())
        rows.append(places)
        labels.append(end in wanted)
        rules.append(bool(rule))
        kinds.append(kind)
    columns = numpy.fromiter((place for places in rows for place in places), numpy.int64)
    starts = numpy.cumsum([0] + [len(places) for places in rows])
    matrix = scipy.sparse.csr_matrix((numpy.ones(len(columns), numpy.float32), columns, starts), shape=(len(rows), PLACES))
    matrix.sum_duplicates()
    return matrix, numpy.array(labels), numpy.array(rules), numpy.array(kinds)


def headlines():
    """Titles of reports as documents: no sentence ends inside one without a mark."""
    titles = set()
    for name in HEADLINES:
        path = corpora.beside.DATA / f"{name}.jsonl"
        if not path.exists():
            sys.exit(f"{path} is not there")
        with open(path, encoding="utf-8") as lines:
            titles |= {json.loads(line).get("title", "") for line in lines}
    return {title: (title, [], set()) for title in sorted(titles) if title.strip()}


def weights_of(matrix, labels):
    model = LogisticRegression(C=SHRINK, fit_intercept=False, solver="liblinear", random_state=1, tol=1e-4)
    model.fit(matrix, labels)
    return numpy.clip(numpy.rint(model.coef_[0] * UNIT), -127, 127).astype(numpy.int8)


def print_held(program, weights):
    for name, documents in corpora.sets_of("dev"):
        matrix, labels, rules, kinds = points_of(program, documents)
        found = matrix @ weights.astype(numpy.int32) > 0
        print(f"{name}: {len(labels)} places; kind: places, ends; wrong by the rules, by the weights (missed, made up)")
        for kind, called in enumerate(KINDS):
            of = kinds == kind
            print(f"  {called:13} {of.sum():6} {labels[of].sum():6} {(rules != labels)[of].sum():6} {(found != labels)[of].sum():6} "
                  f"({(labels & ~found)[of].sum()}, {(found & ~labels)[of].sum()})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--held", action="store_true")
    options = parser.parse_args()
    parts = [points_of(options.program, documents) for _, documents in corpora.sets_of("train")]
    matrix, labels, rules, kinds = points_of(options.program, headlines())
    unmarked = kinds > KINDS.index("call")
    parts.append((matrix[unmarked], labels[unmarked]))
    weights = weights_of(scipy.sparse.vstack([part[0] for part in parts]), numpy.concatenate([part[1] for part in parts]))
    if options.held:
        print_held(options.program, weights)
        return
    head = b"SYNM" + struct.pack("<III", PLACES, 2, UNIT) + struct.pack("<4h", 0, 0, 0, 0)
    sys.stdout.buffer.write(head + weights.tobytes())


if __name__ == "__main__":
    main()
