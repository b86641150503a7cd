#!/usr/bin/env python3
"""Learns when two reports tell of one event: stories.py PROGRAM STORIES... > src/group/gen/stories.inc

PROGRAM is build/train/stories; STORIES are JSONL files of reports with `id`, `story`, `date`, `url`, `title` and `text`. Each file is a stream in
order of time, undated reports last by the hash of their ids. PROGRAM makes the portraits, runs the streams, and prints the pairs of
reports that it compared with their features (src/group/decide.c). Logistic regression over curves: a likeness never counts against two
reports, distance in time and other numbers of one thing never for them. A pair of one story counts 4 / reports of the story, any other .3.
Prints the table, and on standard error B-cubed F1 of each stream, and of all of them pooled into one: by cross-validation over stories
(look-alikes of one topic in one fold): each pair that a report makes when it comes is judged by weights that saw neither story; then with
whole files left out: by weights that saw no report of the file. A file whose name ends in -dev is only measured. One setting for all. See model/stories.md;
train/requirements-stories.txt has the libraries."""
import hashlib
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from collections import Counter

import numpy
import scipy.sparse
from scipy.optimize import minimize

KNOTS = numpy.array([0, 25, 50, 100, 150, 200, 300, 400, 500, 650, 800, 1000])
RAMPS, STEPS = len(KNOTS) - 1, len(KNOTS)      # of a feature: its ramps, and that it cannot be told
NAMES = ("all plain name person place other number title head head_name days "
         "top_less head_name_less title_less place_less person_less top_more head_name_more title_more place_more person_more "
         "words_shared names_shared numbers_shared title_shared shorter longer near apart apart_guessed "
         "amounts amounts_other weekday").split()
TIMED = ["all", "name", "head", "place", "top_less"]
TIMES, FREE, FALLING = 5, ("shorter", "longer"), ("apart", "apart_guessed", "amounts_other")
UNIT, JOIN, FOLDS, SHRINK, SHRINK_MISSING, ROUNDS, OTHER = 100, -1.0, 5, 0.1, 2.0, 100, 0.3
ROW = numpy.dtype([("one", "<u4"), ("other", "<u4"), ("features", "<i2", len(NAMES)), ("time", "<i2")], align=True)


def order(record):
    return record.get("date") or "9", hashlib.sha256(record["id"].encode()).digest()


def load(path):
    return sorted((json.loads(line) for line in open(path, encoding="utf-8")), key=order)


class Streams:
    """The program with the portraits of all files, and last of all files pooled."""
    def __init__(self, program, paths, folder):
        self.stories, files, pool = [], [], []
        for at, path in enumerate(paths):
            records, numbers = load(path), {}
            shown = [{"url": r.get("url") or "", "title": r.get("title") or "", "published": r.get("date") or "", "text": r["text"],
                      "label": str(numbers.setdefault(r["story"], len(numbers)))} for r in records]
            self.stories.append([r["story"] for r in records])
            files.append(pathlib.Path(folder) / (pathlib.Path(path).stem + ".portraits"))
            lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in shown)
            with open(files[-1], "wb") as out:
                subprocess.run([program, "portraits"], input=lines.encode(), stdout=out, check=True)
            portraits = files[-1].read_bytes()
            size = len(portraits) // len(records)
            pool += [(order(r), at, k, r["story"], portraits[k * size:(k + 1) * size]) for k, r in enumerate(records)]
        pool.sort()
        files.append(pathlib.Path(folder) / "pooled.portraits")
        files[-1].write_bytes(b"".join(portrait for *_, portrait in pool))
        self.pooled = [(at, k) for _, at, k, *_ in pool]
        self.stories.append([story for *_, story, _ in pool])
        self.gold = [numpy.unique(stories, return_inverse=True)[1] for stories in self.stories]
        self.process = subprocess.Popen([program, "stream", *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1 << 20)

    def weigh(self, fold, bias, curves, timed):
        table = struct.pack("<i", bias) + curves.astype("<i2").tobytes() + timed.astype("<i2").tobytes()
        self.process.stdin.write(b"w" + bytes([fold]) + table + b"\0" * (-len(table) % 4))

    def run(self, at, folds, pairs=False):
        """Stories at the end, and the pairs that were compared."""
        self.process.stdin.write(b"s" + bytes([at, pairs]) + bytes(list(folds)))
        self.process.stdin.flush()
        read, rows, count = self.process.stdout.read, [], len(self.gold[at])
        while pairs and not (row := read(ROW.itemsize)).startswith(b"\xff" * 4):
            rows.append(row)
        read(4 * count)
        return numpy.frombuffer(read(4 * count), "<u4"), numpy.frombuffer(b"".join(rows), ROW)


def ramps(values):
    missing = values < 0
    found = numpy.clip((values[:, None] - KNOTS[None, :-1]) / (KNOTS[1:] - KNOTS[:-1])[None, :], 0, 1)
    found[missing] = 0
    return numpy.concatenate([found, missing[:, None]], 1).astype(numpy.float32)


def spread(rows):
    """Features as ramps; those of TIMED again for each time."""
    parts = [ramps(rows["features"][:, at].astype(numpy.float32)) for at in range(len(NAMES))]
    timed = [parts[NAMES.index(name)] * (rows["time"] == time)[:, None] for time in range(TIMES) for name in TIMED]
    return scipy.sparse.csr_matrix(numpy.concatenate(parts + timed, 1))


def bounds():
    low, high, shrink = [], [], []
    for name in NAMES:
        low += [0 if name not in FREE + FALLING else -numpy.inf] * RAMPS + [-numpy.inf]
        high += [0 if name in FALLING else numpy.inf] * RAMPS + [numpy.inf]
        shrink += [SHRINK] * RAMPS + [SHRINK * SHRINK_MISSING]
    for _ in range(TIMES * len(TIMED)):
        low += [-numpy.inf] * RAMPS + [0]
        high += [numpy.inf] * RAMPS + [0]
        shrink += [SHRINK] * STEPS
    return list(zip(low + [-numpy.inf], high + [numpy.inf])), numpy.array(shrink)


def fit(rows, same, weight):
    limits, shrink = bounds()
    turned = rows.T.tocsr()

    def loss(t):
        z = rows @ t[:-1] + t[-1]
        gap = weight * (1 / (1 + numpy.exp(-z)) - same)
        value = (weight * (numpy.logaddexp(0, z) - same * z)).sum() + (shrink * t[:-1] ** 2).sum()
        return value, numpy.append(turned @ gap + 2 * shrink * t[:-1], gap.sum())
    return minimize(loss, numpy.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": ROUNDS}).x


def tables(t):
    """Bias, and heights at the knots: of each feature, of each timed one."""
    parts = t[:-1].reshape(-1, STEPS)
    heights = numpy.zeros((len(parts), STEPS + 1))
    heights[:, 1:STEPS] = numpy.cumsum(parts[:, :RAMPS], 1)
    heights[:, STEPS] = parts[:, RAMPS]
    whole = numpy.clip(numpy.round(heights * UNIT), -32767, 32767).astype(int)
    return round((t[-1] - JOIN) * UNIT), whole[:len(NAMES)], whole[len(NAMES):]


def b_cubed(found, gold):
    cells, right, groups = Counter(zip(gold, found)), Counter(gold), Counter(found)
    p = sum(n * n / groups[f] for (_, f), n in cells.items()) / len(gold)
    r = sum(n * n / right[g] for (g, _), n in cells.items()) / len(gold)
    return 2 * p * r / (p + r), p, r


def fold_of(story):
    topic = re.match(r"(ecbplus/\d+)", story)
    return zlib.crc32(f"0/{topic[1].replace('ecbplus/', 'ecb') if topic else story}".encode()) % FOLDS


def tell(how, streams, names, pairs, rows, same, weight, folds):
    """Figures by weights that did not see the fold of the report at hand."""
    one = numpy.concatenate([folds[at][p["one"]] for at, p in enumerate(pairs)])
    other = numpy.concatenate([folds[at][p["other"]] for at, p in enumerate(pairs)])
    for fold in sorted(set(one)):
        kept = (one != fold) & (other != fold)
        streams.weigh(fold, *tables(fit(rows[kept], same[kept], weight[kept])))
    for at, name in enumerate(names + ["pooled"]):
        own = folds[at] if at < len(names) else [folds[k][place] for k, place in streams.pooled]
        found, _ = streams.run(at, own)
        print("%s: %s: B3 F1 %.3f, P %.3f, R %.3f" % (how, name, *b_cubed(found.tolist(), streams.gold[at].tolist())), file=sys.stderr)


def show(t, count):
    bias, curves, timed = tables(t)
    print(f"/* Made by train/stories.py from {count} pairs of reports. Do not edit. See model/stories.md. */")
    print(f"const decide_weights decide_trained = {{\n    {bias},\n    {{")
    for name, curve in zip(NAMES, curves):
        print(f"        {{{', '.join(map(str, curve))}}},  /* {name.replace('_', ' ')} */")
    print("    },\n    {")
    for time in range(TIMES):
        print("        {")
        for curve in timed[time * len(TIMED):(time + 1) * len(TIMED)]:
            print(f"            {{{', '.join(map(str, curve))}}},")
        print("        },")
    print("    },\n};")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        streams = Streams(sys.argv[1], sys.argv[2:], folder)
        pairs = [streams.run(at, [0] * len(gold), True)[1] for at, gold in enumerate(streams.gold[:-1])]
        same = numpy.concatenate([gold[p["one"]] == gold[p["other"]] for gold, p in zip(streams.gold, pairs)]).astype(float)
        sizes = numpy.concatenate([numpy.bincount(gold)[gold[p["one"]]] for gold, p in zip(streams.gold, pairs)])
        weight = numpy.where(same > 0, 4 / sizes, OTHER)
        learned = numpy.concatenate([numpy.full(len(p), not path.endswith("-dev.jsonl")) for path, p in zip(sys.argv[2:], pairs)])
        weight = numpy.where(learned, weight, 0)
        rows = spread(numpy.concatenate(pairs))
        folds = [numpy.array([fold_of(story) for story in stories]) for stories in streams.stories[:-1]]
        names = [pathlib.Path(path).stem for path in sys.argv[2:]]
        tell("over stories", streams, names, pairs, rows, same, weight, folds)
        files = [numpy.full(len(own), at) for at, own in enumerate(folds)]
        tell("file left out", streams, names, pairs, rows, same, weight, files)
        show(fit(rows, same, weight), int(learned.sum()))


if __name__ == "__main__":
    main()
