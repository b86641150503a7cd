#!/usr/bin/env python3
"""Learns how likely two numbers of two reports count one thing: figures.py PROGRAM STORIES... > src/compare/gen/figures.inc

PROGRAM is build/train/figures; STORIES are JSONL files of reports with `story` and `text`, a story's reports together. Nobody judged
these pairs. Two reports that state one value of like things are taken to mean one thing; a pair of two values of which one report
states both, to mean two. The features know nothing of the values. A pair of one small whole number counts half, so does one in nearly
the same words (a copy), and a story counts as MOST pairs at most. Prints the table, and on standard error precision at each recall
by cross-validation over stories. Standard library only; the same input gives the same bytes. See model/figures.md."""
import math
import pathlib
import random
import re
import subprocess
import sys
from collections import Counter

MOST, FOLDS, ROUNDS, RATE, SHRINK = 40, 5, 30, 0.3, 2.0
SCALE = 20        # of a weight in the table
SMALL = 12        # a whole number up to this may be the same by chance
SOURCE = pathlib.Path(__file__).resolve().parent.parent / "src/compare/differ/figures_pair.c"


def feature_names():
    inside = re.search(r"enum \{(.*?)FEATURES\n\};", SOURCE.read_text(), re.S)[1]
    return [name.strip() for name in inside.replace("\n", " ").split(",") if name.strip()]


def load(program, path, names):
    """(story, features, right, weight) of each pair that says something."""
    copied = {names.index("WHOLE_5"), names.index("NEAR_5")}
    rows, story = [], ""
    with open(path, "rb") as reports:
        lines = subprocess.run([program], stdin=reports, capture_output=True, check=True).stdout.decode(errors="replace").split("\n")
    for line in lines:
        fields = line.split("\t")
        if line.startswith("= "):
            story = f"{path} {line[2:]}"
        elif len(fields) == 9:
            rows.append((story, fields))
    pairs = Counter(story for story, _ in rows)
    found = []
    for story, fields in rows:
        same, stated, value, fits = fields[0] == "1", fields[1] == "1", float(fields[2]), fields[5] == "1"
        features = [int(f) for f in fields[8].split()]
        if not same and (fits or not stated):
            continue
        weight = min(1, MOST / pairs[story])
        if same:
            weight *= 1 if value > SMALL or value != int(value) else 0.5
            weight *= 0.5 if copied <= set(features) else 1
        found.append((story, features, same, weight))
    return found


def train(pairs, count):
    """Logistic regression by steps of its own for each weight (AdaGrad), with a penalty on squares."""
    weights, seen, order, pairs = [0.0] * count, [1e-6] * count, random.Random(1), list(pairs)
    total = sum(weight for *_, weight in pairs)
    for _ in range(ROUNDS):
        order.shuffle(pairs)
        for _, features, right, weight in pairs:
            score = max(-30, min(30, sum(weights[f] for f in features)))
            gap = (1 / (1 + math.exp(-score)) - right) * weight
            for f in features:
                slope = gap + SHRINK * weights[f] * weight / total
                seen[f] += slope * slope
                weights[f] -= RATE * slope / math.sqrt(seen[f])
    return weights


def rounded(weights):
    return [max(-127, min(127, round(weight * SCALE))) for weight in weights]


def tell(pairs, count):
    stories = sorted({story for story, *_ in pairs})
    random.Random(3).shuffle(stories)
    fold = {story: at % FOLDS for at, story in enumerate(stories)}
    scored = []
    for held in range(FOLDS):
        table = rounded(train([pair for pair in pairs if fold[pair[0]] != held], count))
        scored += [(sum(table[f] for f in features), right, weight) for story, features, right, weight in pairs if fold[story] == held]
    scored.sort(key=lambda item: -item[0])
    whole, hit, miss, last = sum(weight for _, right, weight in scored if right), 0.0, 0.0, 0
    print(f"{len(pairs)} pairs, {sum(pair[2] for pair in pairs)} of one thing", file=sys.stderr)
    for score, right, weight in scored:
        hit, miss = hit + weight * right, miss + weight * (not right)
        if int(hit / whole * 10) > last:
            last = int(hit / whole * 10)
            print(f"recall .{last}0: precision {hit / (hit + miss):.3f} from score {score}", file=sys.stderr)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    names = feature_names()
    pairs = [pair for path in sys.argv[2:] for pair in load(sys.argv[1], path, names)]
    tell(pairs, len(names))
    print(f"/* Made by train/figures.py from {len(pairs)} pairs of numbers. Do not edit. See model/figures.md. */")
    print(f"#define FIGURE_WEIGHTS {len(names)}")
    print("static const int8_t figure_weights[FIGURE_WEIGHTS] = {")
    for name, weight in zip(names, rounded(train(pairs, len(names)))):
        print(f"    {weight},  /* {name.lower().replace('_', ' ')} */")
    print("};")


if __name__ == "__main__":
    main()
