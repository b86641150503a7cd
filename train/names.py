#!/usr/bin/env python3
"""Learns the weights of names: names.py PROGRAM DATA OUT [--folds]

PROGRAM is build/train/names. DATA is the folder of corpora: names/en-worldwide.jsonl and train/ (see CORPORA). Writes the
weights to OUT, in the form of src/text/model.h. With --folds it first measures: five parts of en-worldwide, each read by
weights that were learned from the other four and from the other corpora; the figures are those of the weights as they ship
(bytes), read by the product's own code. The same input gives the same bytes. Needs train/requirements-names.txt. See
model/names.md."""
import argparse
import json
import pathlib
import re
import struct
import subprocess
import tempfile
from collections import Counter

import pycrfsuite

FOLDS = 5
PLACES, LABELS = 1 << 18, 17
NEVER = -30000            # a change of label that cannot be
PARAMS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}
TYPES = ["person", "organization", "place", "other"]


# ---- corpora: reports with id, text and names, as the program reads them ----------------------------------------------

def read_jsonl(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def text_of(sentences):
    """Text and names of sentences of tokens with labels (None or (begins, type)): blanks as print has them."""
    text, names = b"", []
    for sentence in sentences:
        glued, quote = True, False
        for token, label in sentence:
            raw = token.encode()
            close = token in {".", ",", ";", ":", "!", "?", ")", "]", "%", "'", "''", "\u201d", "\u2019"} or token[0] in "'\u2019" or token == "n't"
            if token == '"':
                close, quote = quote, not quote
            if not glued and not close:
                text += b" "
            glued = token in {"(", "[", "$", "``", "\u201c", "#"} or (token == '"' and quote)
            begin = len(text)
            text += raw
            if label and (label[0] or not names or not names[-1]["open"]):
                names.append({"span": [begin, len(text)], "type": label[1], "open": True})
            elif label:
                names[-1]["span"][1] = len(text)
            elif names:
                names[-1]["open"] = False
        if names:
            names[-1]["open"] = False
        text += b"\n"
    return text.decode(), [{"span": name["span"], "type": name["type"]} for name in names if name["type"] in TYPES]


def read_conll(path, kinds, per_report=40):
    """Reports of CoNLL columns: the first is the token, the last its label (I- and B-). `kinds` maps types; others are no name."""
    sentences, sentence, last = [], [], "O"
    for line in [*open(path, encoding="utf-8", errors="replace"), ""]:
        fields = line.split()
        if not fields:
            if sentence:
                sentences.append(sentence)
            sentence, last = [], "O"
            continue
        tag = fields[-1]
        kind = kinds.get(tag[2:]) if tag != "O" else None
        sentence.append((fields[0], (tag[0] == "B" or tag[2:] != last[2:], kind) if kind else None))
        last = tag
    for at in range(0, len(sentences), per_report):
        text, names = text_of(sentences[at:at + per_report])
        yield {"id": f"{path.stem}-{at}", "text": text, "names": names}


KINDS = {"PER": "person", "ORG": "organization", "LOC": "place", "MISC": "other"}


def corpora(data):
    """The corpora beside en-worldwide, whose guidelines differ."""
    yield "wikigold", list(read_conll(data / "train/wikigold/wikigold.conll.txt", KINDS))


SMALL = set("a an and as at but by for from in into nor of off on or over the to up via vs with".split())


def raised(sentence, every, caps):
    """A sentence as a headline has it; as many bytes as before."""
    def word(match):
        text = match.group()
        if caps:
            new = text.upper()
        else:
            new = text if not every and match.start() and text in SMALL else text[0].upper() + text[1:]
        return new if len(new.encode()) == len(text.encode()) else text
    return re.sub(r"[^\W\d_]+", word, sentence)


def with_headlines(report, at, most=1):
    """The report with some of its sentences above it as headlines, every third in capitals: texts of the corpora have no headlines,
    other reports have."""
    text = report["text"].encode()
    spans = [(m.start(), m.end()) for m in re.finditer(rb"[^\n.!?\"]+(?=[.!?\n])", text)]
    spans = [(b + len(text[b:e]) - len(text[b:e].lstrip()), e) for b, e in spans]
    fits = [(b, e) for b, e in spans if 4 <= len(text[b:e].split()) <= 14
            and any(b <= n["span"][0] and n["span"][1] <= e for n in report["names"])
            and not any(n["span"][0] < b < n["span"][1] or n["span"][0] < e < n["span"][1] for n in report["names"])]
    heads, names = b"", []
    for k in range(min(most, len(fits))):
        b, e = fits[(at + k * (len(fits) // most + 1)) % len(fits)]
        names += [{"span": [x - b + len(heads) for x in n["span"]], "type": n["type"]} for n in report["names"]
                  if b <= n["span"][0] and n["span"][1] <= e]
        heads += raised(text[b:e].decode(), (at + k) % 2, (at + k) % 3 == 0).encode() + b"\n\n"
    names += [{"span": [x + len(heads) for x in n["span"]], "type": n["type"]} for n in report["names"]]
    return {"id": report["id"], "text": (heads + text).decode(), "names": names}


# ---- features, learning, weights ------------------------------------------------------------------------------------

def features_of(program, reports):
    """For each report a list of runs, each a list of (label, features)."""
    lines = subprocess.run([program], input="".join(json.dumps(r) + "\n" for r in reports).encode(), capture_output=True,
                           check=True).stdout.decode().split("\n")
    out, run = {}, []
    for line in lines:
        if line.startswith("="):
            runs = out[line[2:]] = []
        elif line.startswith("!"):
            pass
        elif line:
            label, *features = line.split()
            run.append((label, features))
        elif run:
            runs.append(run)
            run = []
    return [out[report["id"]] for report in reports]


def learn(parts, work, params=PARAMS):
    """(weights of features, changes) from (domain, runs) parts. Runs of another domain have each feature twice: their own
    share of its weight is dropped."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(params)
    for domain, runs in parts:
        for run in runs:
            items = [features + [domain + f for f in features] if domain else features for _, features in run]
            trainer.append(items, [label for label, _ in run])
    path = str(work / "crf")
    trainer.train(path)
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    tagger.close()
    return ({(int(f), int(label)): w for (f, label), w in info.state_features.items() if f.isdigit()},
            {(int(a), int(b)): w for (a, b), w in info.transitions.items()})


def may_follow(a, b):
    open_before = a and (a - 1) % 4 < 2
    goes_on = b and (b - 1) % 4 in (1, 2)
    return bool(open_before) == bool(goes_on) and (not goes_on or (a - 1) // 4 == (b - 1) // 4)


def weights_file(weights, changes):
    """Label 0 has no weights: what it has is taken off the others of the feature."""
    table = {}
    for (feature, label), weight in weights.items():
        table.setdefault(feature, [0.0] * LABELS)[label] += weight
    most = sorted(abs(w - row[0]) for row in table.values() for w in row[1:])
    unit = max(8, min(64, int(127 / most[int(len(most) * 0.9998)])))
    cut = lambda value, bound: max(-bound, min(bound, round(value)))
    rows = bytearray(PLACES * (LABELS - 1))
    for feature, row in table.items():
        for label in range(1, LABELS):
            rows[feature * (LABELS - 1) + label - 1] = cut((row[label] - row[0]) * unit, 127) & 255
    change = [cut(changes.get((a, b), 0.0) * unit, 20000) if may_follow(a, b) else NEVER for a in range(LABELS) for b in range(LABELS)]
    return b"SYNM" + struct.pack("<III", PLACES, LABELS, unit) + struct.pack(f"<{len(change)}h", *change) + bytes(rows)


# ---- measuring ------------------------------------------------------------------------------------------------------

def found_by(program, path, reports):
    out = subprocess.run([program, str(path)], input="".join(json.dumps(r) + "\n" for r in reports).encode(), capture_output=True,
                         check=True).stdout.decode()
    return {doc["id"]: doc["names"] for doc in map(json.loads, out.splitlines())}


def count(counts, report, names):
    gold = {(*name["span"], name["type"]) for name in report["names"]}
    found = {(*name["span"], name["type"]) for name in names}
    for part, names in (("right", gold & found), ("found", found), ("gold", gold)):
        counts["all", part] += len(names)
        counts.update((kind, part) for *_, kind in names)
    spans = [{name[:2] for name in names} for names in (gold, found)]
    for part, names in (("right", spans[0] & spans[1]), ("found", spans[1]), ("gold", spans[0])):
        counts["span", part] += len(names)


def tell(title, counts):
    print(title, " ".join(f"{view} {2 * counts[view, 'right'] / max(1, counts[view, 'found'] + counts[view, 'gold']):.4f}"
                          for view in ["all", "span", *TYPES]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--folds", action="store_true", help="also measure on five parts, each held out in turn")
    parser.add_argument("--held-out", type=pathlib.Path, help="with --folds: write the names found in the parts held out, as JSONL")
    args = parser.parse_args()
    worldwide = read_jsonl(args.data / "names/en-worldwide.jsonl")
    own = features_of(args.program, [with_headlines(report, at) for at, report in enumerate(worldwide)])
    others = [(name + ":", [run for runs in features_of(args.program, reports) for run in runs]) for name, reports in corpora(args.data)]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        total, unseen = Counter(), {}
        for fold in range(FOLDS if args.folds else 0):
            runs = [run for at, runs in enumerate(own) if at % FOLDS != fold for run in runs]
            (work / "bin").write_bytes(weights_file(*learn([("", runs), *others], work)))
            held = [report for at, report in enumerate(worldwide) if at % FOLDS == fold]
            names, counts = found_by(args.program, work / "bin", held), Counter()
            for report in held:
                count(counts, report, names[report["id"]])
            tell(f"fold {fold}", counts)
            unseen.update(names)
            total += counts
        if args.folds:
            tell("all folds", total)
        if args.held_out:
            args.held_out.write_text("".join(json.dumps({"id": report["id"], "names": unseen[report["id"]]}) + "\n"
                                             for report in worldwide if report["id"] in unseen))
        args.out.write_bytes(weights_file(*learn([("", [run for runs in own for run in runs]), *others], work)))


if __name__ == "__main__":
    main()
