#!/usr/bin/env python3
"""Learns how likely two statements of two reports say one thing: agree.py PROGRAM STORIES... > src/compare/gen/agree.inc

PROGRAM is build/train/agree; STORIES are JSONL files of reports with `story`, `id` and `text`, a story's reports together. Readers judged
pairs of their statements: train/agree.labels has a line a pair with the id of each report, the key of each statement, what the readers
said (2 the same, 1 in part, 0 not, x no statement) and how many pairs of the stories the pair stands for. Logistic regression of
"the same" with a penalty on squares, over features of one spread. Prints the table, and on standard error precision and recall by
cross-validation over stories, all pairs counted as often as they stand for. Standard library only; the same input gives the same
bytes. See model/agree.md."""
import math
import pathlib
import random
import re
import subprocess
import sys

FOLDS, ROUNDS, SHRINK, PART = 5, 7, 70.0, 0.0
DIGITS = 3        # of a weight in the table
ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE, LABELS = ROOT / "src/compare/align/agree.h", ROOT / "train/agree.labels"
WORTH = {"2": 1.0, "1": PART, "0": 0.0, "x": 0.0}


def feature_names():
    inside = re.search(r"enum \{(.*?)AGREE_FEATURES\n\};", SOURCE.read_text(), re.S)[1]
    return [name.strip()[6:] for name in re.sub(r"/\*.*?\*/", "", inside).replace("\n", " ").split(",") if name.strip()]


def load_labels():
    labels = {}
    for line in LABELS.read_text().splitlines():
        if not line.startswith("#"):
            *key, said, stands_for = line.split("\t")
            said = said.split(",")
            labels[tuple(key)] = sum(WORTH[one] for one in said) / len(said), float(stands_for)
    return labels


def load(program, paths, labels):
    """(story, features, how much it is the same, how many pairs it stands for) of each pair that readers judged."""
    found, story, seen = [], "", set()
    for path in paths:
        with open(path, "rb") as reports:
            lines = subprocess.run([program], stdin=reports, capture_output=True, check=True).stdout.decode(errors="replace").split("\n")
        for line in lines:
            if line.startswith("= "):
                story = line[2:]
                continue
            fields = line.split("\t")
            key = tuple(fields[:4])
            label = labels.get(key) or labels.get(key[2:] + key[:2])
            if label and key not in seen:
                seen.add(key)
                found.append((story, [float(one) for one in fields[5].split()], *label))
    return found


def solve(matrix, right):
    """The solution of a symmetric system, by elimination."""
    n, rows = len(right), [row[:] + [value] for row, value in zip(matrix, right)]
    for i in range(n):
        best = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            if factor:
                rows[k] = [x - factor * y for x, y in zip(rows[k], rows[i])]
    out = [0.0] * n
    for i in range(n - 1, -1, -1):
        out[i] = (rows[i][n] - sum(rows[i][k] * out[k] for k in range(i + 1, n))) / rows[i][i]
    return out


def train(pairs):
    """Newton's steps; features are brought to one spread, so that the penalty is fair, and the weights back again. The first is 1."""
    count, n = len(pairs[0][1]), len(pairs)
    middle = [sum(pair[1][f] for pair in pairs) / n for f in range(count)]
    spread = [math.sqrt(sum((pair[1][f] - middle[f]) ** 2 for pair in pairs) / n) or 1.0 for f in range(count)]
    middle[0], spread[0] = 0.0, 1.0
    rows = [[(x - m) / s for x, m, s in zip(pair[1], middle, spread)] for pair in pairs]
    weights = [0.0] * count
    for _ in range(ROUNDS):
        slope = [-SHRINK * w if f else 0.0 for f, w in enumerate(weights)]
        bend = [[0.0] * count for _ in range(count)]
        for row, (_, _, same, _) in zip(rows, pairs):
            chance = 1 / (1 + math.exp(-max(-30, min(30, sum(w * x for w, x in zip(weights, row))))))
            weight = max(chance * (1 - chance), 1e-6)
            for f, x in enumerate(row):
                if x:
                    slope[f] += (same - chance) * x
                    part, line = weight * x, bend[f]
                    for k in range(f + 1):
                        line[k] += part * row[k]
        for f in range(count):
            for k in range(f):
                bend[k][f] = bend[f][k]
            bend[f][f] += SHRINK if f else 0.0
        weights = [w + step for w, step in zip(weights, solve(bend, slope))]
    weights = [w / s for w, s in zip(weights, spread)]
    weights[0] -= sum(w * m for w, m in zip(weights[1:], middle[1:]))
    return [round(w, DIGITS) for w in weights]


def score(weights, features):
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, features))))


def tell(pairs):
    stories = sorted({pair[0] for pair in pairs})
    random.Random(3).shuffle(stories)
    fold = {story: at % FOLDS for at, story in enumerate(stories)}
    scored = []
    for held in range(FOLDS):
        weights = train([pair for pair in pairs if fold[pair[0]] != held])
        scored += [(score(weights, pair[1]), pair[2], pair[3]) for pair in pairs if fold[pair[0]] == held]
    scored.sort(key=lambda item: -item[0])
    whole, hit, all_so_far, area, last = sum(same * stands for _, same, stands in scored), 0.0, 0.0, 0.0, 0
    print(f"{len(pairs)} pairs of {len(stories)} stories", file=sys.stderr)
    for chance, same, stands in scored:
        hit, all_so_far = hit + same * stands, all_so_far + stands
        area += same * stands * hit / all_so_far
        if int(hit / whole * 20) > last:
            last = int(hit / whole * 20)
            print(f"recall {last * .05:.2f}: precision {hit / all_so_far:.3f} from chance {chance:.2f}", file=sys.stderr)
    loss = -sum(same * math.log(chance) + (1 - same) * math.log(1 - chance) for chance, same, _ in scored) / len(scored)
    print(f"average precision {area / whole:.3f}, loss a pair {loss:.4f}", file=sys.stderr)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    names = feature_names()
    pairs = load(sys.argv[1], sys.argv[2:], load_labels())
    tell(pairs)
    print(f"/* Made by train/agree.py from {len(pairs)} pairs of statements. Do not edit. See model/agree.md. */")
    print("static const double agree_weights[AGREE_FEATURES] = {")
    for name, weight in zip(names, train(pairs)):
        print(f"    {weight:.{DIGITS}f},  /* {name.lower().replace('_', ' ')} */")
    print("};")


if __name__ == "__main__":
    main()
