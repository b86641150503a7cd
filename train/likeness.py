#!/usr/bin/env python3
"""Learns the weights of the likeness of two statements: likeness.py PROGRAM DATA > bench/compare/gen/likeness.inc [--keep FOLDER]

PROGRAM is build/train/likeness (it prints the features; build/train/vectors, which cuts sentences, lies beside it), DATA the folder
of the development data. Pairs of sentences of two reports of one story; their label is how like a sentence encoder finds them, or
one of them and a part of the other, since one report may say more in a sentence than another. A logistic regression on soft
labels (Newton's method). Seeded, on one thread. See model/likeness.md; packages as in requirements-vectors.txt."""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys

import numpy
import torch

import vectors

SETS = ("wikinews", "basil", "g5w1h", "ecbplus-train")
REPORTS, SENTENCES, OTHERS = 3, 25, 6   # of a story; of a report; of the other report, for each sentence
PAIRS = 60000                           # that are drawn ...
ALIKE, NEXT, DRAWN = 3000, 10000, 1500  # ... of which the most alike are learned from, and so many of those behind them
EVEN, STEP = 0.75, 0.03                 # cosine at which a pair says one thing as likely as not, and one more of log-odds
PENALTY = 1e-3
LEAST_PART = 5                          # words
PART = re.compile(r"(?<=[,;:]) | (?=(?:that|which|who|when|after|before|while|because|and|but|as) )")


def stories_of(data):
    found = {}
    for name in SETS:
        with open(data / "stories" / f"{name}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                found.setdefault((name, report["story"]), []).append(report["text"])
    return found


def sentences_of(program, text):
    told = subprocess.run([program.parent / "vectors"], input=json.dumps({"text": text}) + "\n", capture_output=True, text=True, check=True)
    return [line.split("\t")[0] for line in told.stdout.splitlines()][:SENTENCES]


def draw_pairs(program, data, chance):
    stories, pairs = stories_of(data), []
    names = sorted(stories)
    chance.shuffle(names)
    for name in names:
        if len(pairs) > PAIRS:
            break
        reports = [sentences_of(program, text) for text in stories[name][:REPORTS]]
        for n, report in enumerate(reports):
            for other in reports[:n]:
                pairs += [(one, two) for one in report for two in chance.sample(other, min(OTHERS, len(other)))]
    return pairs


def features_of(program, pairs):
    given = "".join(json.dumps({"a": a, "b": b}) + "\n" for a, b in pairs)
    told = subprocess.run([program, "features"], input=given, capture_output=True, text=True, check=True).stdout
    return numpy.array([[float(word) for word in line.split()[:-1]] for line in told.splitlines()])


def parts_of(sentence):
    """The clauses of a sentence, nearly, each of LEAST_PART words; none where it has but one."""
    parts = [""]
    for piece in PART.split(sentence):
        if len(parts[-1].split()) >= LEAST_PART:
            parts.append("")
        parts[-1] = f"{parts[-1]} {piece}".strip()
    if len(parts) > 1 and len(parts[-1].split()) < LEAST_PART:
        last = parts.pop()
        parts[-1] += f" {last}"
    return parts if len(parts) > 1 else []


def labels_of(pairs, folder):
    sentences = sorted({sentence for pair in pairs for sentence in pair})
    texts = sorted({part for sentence in sentences for part in [sentence, *parts_of(sentence)]})
    place = {text: n for n, text in enumerate(texts)}
    known = vectors.kept(folder, "likeness", lambda: vectors.Encoder()(texts, 64))

    def cosine(one, two):
        return float(known[place[one]] @ known[place[two]])

    best = numpy.array([max([cosine(a, b)] + [cosine(a, part) for part in parts_of(b)] + [cosine(part, b) for part in parts_of(a)])
                        for a, b in pairs])
    return 1 / (1 + numpy.exp(-(best - EVEN) / STEP))


def learn(features, labels):
    mean, spread = features.mean(0), features.std(0) + 1e-9
    given = numpy.c_[numpy.ones(len(features)), (features - mean) / spread]
    weights = numpy.zeros(given.shape[1])
    for _ in range(40):
        guess = 1 / (1 + numpy.exp(-given @ weights))
        slope = given.T @ (guess - labels) / len(labels) + PENALTY * weights
        bend = given.T @ (given * numpy.maximum(guess * (1 - guess), 1e-6)[:, None]) / len(labels) + PENALTY * numpy.eye(len(weights))
        weights -= numpy.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return [weights[0] - plain @ mean, *plain]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    chance = random.Random(1)
    pairs = draw_pairs(given.program, given.data, chance)
    features = features_of(given.program, pairs)
    order = list(numpy.argsort(-features[:, [0, 1, 3]].sum(1), kind="stable"))
    chosen = order[:ALIKE] + chance.sample(order[ALIKE:NEXT], DRAWN)
    weights = learn(features[chosen], labels_of([pairs[n] for n in chosen], given.keep))
    print(f"/* Made by train/likeness.py from {len(chosen)} pairs. Do not edit. The bias, then a weight for each like_feature;")
    print(" * see model/likeness.md. */")
    print(", ".join(f"{weight:.2f}" for weight in weights))


if __name__ == "__main__":
    main()
