#!/usr/bin/env python3
"""Trains the model of src/clean/blocks.c: which pieces of a page are its article.

In: the data folder (extract/<set>/{html/,gold.jsonl}) and the program train/blocks, which prints the pieces of pages with the features
that the program itself sees. Each piece is aligned with the page's gold text; the share of its words that stands there is its label. A
logistic regression over hashed features learns from it (scikit-learn, averaged stochastic gradient descent); what it costs to change between article and no article
is then chosen on pages that it has not seen. Pages of one host are never in two folds, over all sets together.

  blocks.py cv      prints the figures of pages held out, by 5 folds over hosts
  blocks.py train   writes the weights (src/clean/gen/blocks.inc), byte for byte the same each time

Usage and what it gives: model/blocks.md."""
import argparse
import hashlib
import json
import pathlib
import re
import subprocess
import sys
from collections import Counter, defaultdict

import numpy
import scipy.sparse
from sklearn.linear_model import SGDClassifier

PLACES = 1 << 15
# How much a set weighs; news most. The gold of dragnet begins with titles, dates and bylines, and ends early.
SETS = {"andy": 1.0, "fundus-tests": 1.0, "l3s-gn1": 1.0, "wcxb": 1.0, "mozilla": 0.5, "dragnet": 0.7}
FOLDS = 5
UNIT = 64          # BLOCK_UNIT of src/clean/blocks.h
ALPHA, EPOCHS, HEAVIEST = 1e-4, 6, 10.0
WHY_TITLE, WHY_BYLINE = 5, 3   # piece_why of src/clean/tree.h
SECOND_LEVEL = {"ac", "co", "com", "edu", "gov", "net", "or", "org", "ne", "go", "gob", "nom", "in"}
EVERYWHERE = re.compile(r"facebook|twitter|google|youtube|doubleclick|instagram|linkedin|w3\.org|schema\.org|addthis|digg|reddit|"
                        r"delicious|del\.icio|stumble|pinterest|cloudfront|amazonaws|gstatic|cdn|akamai|apple\.com|feedburner|yahoo")


def registered(host):
    """The part of a host name that somebody registered."""
    parts = host.lower().split(":")[0].strip(".").split(".")
    keep = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in SECOND_LEVEL else 2
    return ".".join(parts[-keep:])


def host_of(url, path):
    """The host of a page: of its address, else the one that its links name most."""
    found = re.match(r"https?://([^/?#]+)", url or "")
    if found:
        return registered(found[1])
    raw = path.read_bytes().decode("latin-1")
    hosts = Counter(registered(h) for h in re.findall(r"""(?:href|src|content)=["']?https?://([^/"'?#\s<>]+)""", raw))
    hosts = Counter({h: n for h, n in hosts.items() if not EVERYWHERE.search(h)})
    return hosts.most_common(1)[0][0] if hosts else path.stem


def words_of(text):
    return re.findall(r"\w+", text.lower())


# ---- labels ----
def cover(gold, pieces):
    """For each piece the share of its words that stands in the gold text, in runs of 3; and where (the median)."""
    where = defaultdict(list)
    for i in range(len(gold) - 2):
        where[gold[i], gold[i + 1], gold[i + 2]].append(i)
    shares, places = [], []
    for words in pieces:
        hit, spots = [False] * len(words), []
        for i in range(len(words) - 2):
            found = where.get((words[i], words[i + 1], words[i + 2]))
            if found:
                hit[i] = hit[i + 1] = hit[i + 2] = True
                if len(found) == 1:
                    spots.append(found[0] - i)
        shares.append(sum(hit) / len(words) if len(words) > 2 else None)
        places.append(sorted(spots)[len(spots) // 2] if spots else None)
    return shares, places


def settle_twice(pieces, shares):
    """Of pieces with the same words only as many are article as the gold has; the one among other article text wins."""
    groups = defaultdict(list)
    for i, words in enumerate(pieces):
        if shares[i] is not None and shares[i] > 0.5:
            groups[tuple(words[:12])].append(i)
    for members in groups.values():
        if len(members) < 2:
            continue

        def company(i):
            return sum(len(pieces[k]) for k in range(max(0, i - 4), min(len(pieces), i + 5))
                       if k not in members and shares[k] is not None and shares[k] > 0.5)
        best = max(members, key=lambda i: (company(i), -i))
        for i in members:
            if i != best:
                shares[i] = 0.0


def settle_short(gold, pieces, shares, places):
    """A piece of one or two words is article where the gold has them between its neighbours."""
    n = len(pieces)
    for i in range(n):
        if shares[i] is not None:
            continue
        words = pieces[i]
        before = next((k for k in range(i - 1, max(-1, i - 6), -1) if shares[k] and shares[k] > 0.7 and places[k] is not None
                       and len(pieces[k]) > 2), None)
        after = next((k for k in range(i + 1, min(n, i + 6)) if shares[k] and shares[k] > 0.7 and places[k] is not None
                      and len(pieces[k]) > 2), None)
        if not words or (before is None and after is None):
            shares[i] = 0.0
            continue
        low = places[before] + len(pieces[before]) if before is not None else max(0, places[after] - 12)
        high = places[after] if after is not None else low + 12
        window = gold[max(0, low - 1):max(0, high + 1)][:80]
        shares[i] = float(any(window[k:k + len(words)] == words for k in range(len(window) - len(words) + 1)))


def label(gold_text, texts):
    gold, pieces = words_of(gold_text), [words_of(t) for t in texts]
    shares, places = cover(gold, pieces)
    settle_twice(pieces, shares)
    settle_short(gold, pieces, shares, places)
    return shares, [len(w) for w in pieces], len(gold)


# ---- pages ----
class Page:
    pass


def read_set(job):
    name, data, dump = job
    folder = data / "extract" / name
    golds = {}
    for line in open(folder / "gold.jsonl", encoding="utf-8"):
        gold = json.loads(line)
        if gold.get("text"):
            golds[gold["id"]] = gold
    pages = []
    for line in open(dump, encoding="utf-8"):
        raw = json.loads(line)
        gold = golds.get(raw["id"])
        if not gold:
            continue
        page = Page()
        page.set, page.id, page.gold = name, raw["id"], gold
        page.host = host_of(gold.get("url") or raw["url"], folder / "html" / (raw["id"] + ".html"))
        page.texts = [p[0] for p in raw["pieces"]]
        page.states = numpy.array([p[1] for p in raw["pieces"]], dtype=numpy.int32)
        page.features = [numpy.frombuffer(bytes.fromhex(p[2]), dtype=">u2") for p in raw["pieces"]]
        shares, words, gold_words = label(gold["text"], page.texts)
        page.share, page.words, page.gold_words = numpy.array(shares), numpy.array(words), gold_words
        page.weight = weigh(page)
        pages.append(page)
    return pages


def weigh(page):
    """What a wrong piece costs: its words as a share of the page's; pieces that are half in the gold weigh little, titles nothing."""
    words = numpy.minimum(page.words, 150)
    cost = ((words + 4.0) / (page.gold_words + 60.0)) ** 0.5
    cost = cost * numpy.abs(2 * page.share - 1)
    cost[(page.share > 0.5) & numpy.isin(page.states // 2, (WHY_TITLE, WHY_BYLINE))] = 0
    if page.set == "dragnet":
        first = next((i for i in range(len(page.words)) if page.share[i] > 0.5 and page.words[i] > 20), 0)
        cost[:first][page.share[:first] > 0.5] = 0
    kept = page.words[page.states == 0].sum()
    if page.gold_words < 0.4 * kept and (page.words * page.share)[page.states == 0].sum() > 0.9 * page.gold_words:
        cost = cost * 0.15  # most likely the gold holds only the beginning
    return cost


def fold_of(host):
    return int(hashlib.sha256(host.encode()).hexdigest(), 16) % FOLDS


def matrix(features, places):
    starts = numpy.concatenate([[0], numpy.cumsum([len(f) for f in features])])
    columns = numpy.concatenate(features).astype(numpy.int32)
    return scipy.sparse.csr_matrix((numpy.ones(len(columns), dtype=numpy.float32), columns, starts), shape=(len(features), places))


class Pieces:
    """All pieces of all pages as rows."""
    def __init__(self, pages):
        self.pages = pages
        self.starts = numpy.concatenate([[0], numpy.cumsum([len(p.share) for p in pages])])
        self.label = numpy.concatenate([p.share > 0.5 for p in pages]).astype(numpy.int8)
        self.fold = numpy.concatenate([[fold_of(p.host)] * len(p.share) for p in pages])
        names = numpy.concatenate([[p.set] * len(p.share) for p in pages])
        self.weight = numpy.concatenate([p.weight for p in pages])
        for name, factor in SETS.items():
            chosen = names == name
            if self.weight[chosen].sum() > 0:
                self.weight[chosen] *= factor / self.weight[chosen].sum()
        self.weight *= len(self.label) / self.weight.sum()

    def by_page(self, values):
        return [values[a:b] for a, b in zip(self.starts, self.starts[1:])]


def fit(x, pieces, chosen):
    """Weights as the program has them: whole numbers, UNIT to a log-odds of 1."""
    chosen = chosen & (pieces.weight > 0)
    model = SGDClassifier(loss="log_loss", alpha=ALPHA, fit_intercept=False, max_iter=EPOCHS, tol=None, average=True, random_state=1)
    model.fit(x[chosen], pieces.label[chosen], sample_weight=numpy.minimum(pieces.weight[chosen], HEAVIEST))
    return numpy.clip(numpy.rint(model.coef_[0] * UNIT), -127, 127).astype(numpy.int32)


def held_out(x, pieces):
    """Scores of all pieces, each by weights that did not see its host."""
    scores = numpy.zeros(len(pieces.label), dtype=numpy.int64)
    for fold in range(FOLDS):
        weights = fit(x, pieces, pieces.fold != fold)
        mine = pieces.fold == fold
        scores[mine] = numpy.rint(x[mine] @ weights.astype(numpy.float64)).astype(numpy.int64)
    return scores


def path(scores, change):
    """The best sequence of article (True) and not, with a cost for each change (model_path of src/text/model.c)."""
    keep, drop, back = 0, 0, []
    for i, s in enumerate(scores):
        cost = change if i else 0
        stay = keep - 0 > drop - cost, drop >= keep - cost
        keep, drop = max(keep, drop - cost) + s, max(drop, keep - cost)
        back.append(stay)
    out, state = [], keep > drop
    for stay in reversed(back):
        out.append(state)
        state = state if stay[0 if state else 1] else not state
    return numpy.array(out[::-1], dtype=bool)


def believed(page, kept):
    """What the model keeps, or what the rules keep where that is little (leaves_enough of src/clean/blocks.c, by words)."""
    prose = page.words >= 12
    left, by_rules = page.words[kept & prose].sum(), page.words[(page.states == 0) & prose].sum()
    return kept if kept.any() and (left >= 300 or left * 2 >= by_rules) else page.states == 0


# ---- figures ----
def report(pages, kept, score_folder):
    sys.path.insert(0, str(score_folder))
    import extract
    rows = {}
    for name in SETS:
        counts, bags = [], []
        for page, keep in zip(pages, kept):
            if page.set != name:
                continue
            text = "\n\n".join(t for t, k in zip(page.texts, keep) if k)
            counts.append(extract.shingle_counts(page.gold["text"], text))
            bags.append(extract.word_scores(page.gold["text"], text))
        if not counts:
            continue
        shingle = extract.shingle_scores(counts)
        bag = [sum(column) / len(bags) for column in zip(*bags)]
        rows[name] = (bag[2], shingle[2])
        print(f"  {name:14} pages {len(bags):5}  word p {bag[0]:.4f} r {bag[1]:.4f} f1 {bag[2]:.4f}   "
              f"4-gram p {shingle[0]:.4f} r {shingle[1]:.4f} f1 {shingle[2]:.4f}")
    weight = sum(SETS[name] for name in rows)
    print(f"  mean by weight of sets: {sum(SETS[n] * (r[0] + r[1]) / 2 for n, r in rows.items()) / weight:.4f}", flush=True)


def quick(pages, kept):
    """The mean over sets of word F1, from the labels alone: to choose by."""
    found = defaultdict(list)
    for page, keep in zip(pages, kept):
        right = (page.words * page.share)[keep].sum()
        found[page.set].append(2 * right / max(1, page.words[keep].sum() + page.gold_words))
    return sum(SETS[n] * sum(v) / len(v) for n, v in found.items()) / sum(SETS[n] for n in found)


# ---- running train/blocks ----
def paths_of(data, name):
    return sorted(str(p) for p in (data / "extract" / name / "html").iterdir())


def load(args):
    dumps = pathlib.Path(args.work)
    dumps.mkdir(parents=True, exist_ok=True)
    for name in SETS:
        if not args.keep_dump or not (dumps / f"{name}.jsonl").exists():
            with open(dumps / f"{name}.jsonl", "wb") as out:
                if subprocess.run([args.program] + paths_of(args.data, name), stdout=out, check=False).returncode:
                    sys.exit(f"blocks.py: {args.program} failed on {name}")
    return [page for name in SETS for page in read_set((name, args.data, dumps / f"{name}.jsonl"))]


def choose_costs(pages, scores):
    """What is added to each score, and what a change costs: the best for pages held out; of what is within a thousandth the least."""
    tried = [(quick(pages, [path(s + more, change) for s in scores]), -change, -more)
             for change in range(0, UNIT, UNIT // 4) for more in range(0, UNIT, UNIT // 4)]
    most = max(value for value, _, _ in tried)
    change, more = max((change, more) for value, change, more in tried if value > most - 0.001)
    return -more, -change


def write_weights(out, weights, change):
    out.write("/* Made by train/blocks.py. Do not edit. See model/blocks.md. */\n")
    out.write("static const int8_t block_weights[BLOCK_PLACES] = {\n")
    for i in range(0, PLACES, 32):
        out.write(",".join(map(str, weights[i:i + 32])) + ",\n")
    out.write(f"}};\nstatic const int16_t block_change[4] = {{0, {-change}, {-change}, 0}};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["cv", "train"])
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path.home() / ".cache/synoptic-data")
    parser.add_argument("--program", default="build/train/blocks")
    parser.add_argument("--work", default="build/train/dump", help="folder for what train/blocks prints")
    parser.add_argument("--score", type=pathlib.Path, default=pathlib.Path("../shared/score"), help="folder of extract.py")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("src/clean/gen/blocks.inc"))
    parser.add_argument("--keep-dump", action="store_true", help="take what lies in the folder already")
    args = parser.parse_args()
    pages = load(args)
    pieces = Pieces(pages)
    print(len(pages), "pages", len(pieces.label), "pieces", flush=True)
    x = matrix([f for p in pages for f in p.features], PLACES)
    scores = pieces.by_page(held_out(x, pieces))
    more, change = choose_costs(pages, scores)
    if args.verb == "cv":
        for said, kept in (("rules alone:", [p.states == 0 for p in pages]),
                           ("best possible with these pieces:", [p.share > 0.5 for p in pages]),
                           ("model, pages held out:", [s > 0 for s in scores]),
                           (f"the same, {more} added, and a path where a change costs {change}:",
                            [path(s + more, change) for s in scores]),
                           ("and the rules where that leaves little, as the program does:",
                            [believed(p, path(s + more, change)) for p, s in zip(pages, scores)])):
            print(said)
            report(pages, kept, args.score)
        return
    weights = fit(x, pieces, numpy.ones(len(pieces.label), dtype=bool))
    weights[pages[0].features[0][0]] += more  # the first feature of every piece is the same
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with open(args.out, "w", encoding="ascii") as out:
        write_weights(out, numpy.clip(weights, -127, 127), change)


if __name__ == "__main__":
    main()
