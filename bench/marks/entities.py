#!/usr/bin/env python3
"""How well mentions of one thing are tied together: B-cubed over the named mentions of GUM's news and interview documents.

    bench/marks/entities.py --synoptic PROGRAM          runs `PROGRAM mark` and scores it
    bench/marks/entities.py --pred FILE                 scores JSONL: {"id","names":[{"span":[b,e],"type","entity"},...]}
    bench/marks/entities.py --texts FILE                only writes {"id","text"} lines, for a rival to be run on

Spans are bytes of the text that --texts writes: the sentences of GUM's CoNLL-U as printed, one blank between sentences and an
empty line between paragraphs. Names without "entity" stand alone; those of "form" description or pronoun are left aside.

Gold: a mention is named when its syntactic head is a proper noun, or a noun to which a proper noun is flat ("actor Jane Poe"); its
words are the proper nouns of these and what is compound to them. Several in a row ("Poe and Roe") are no name.
Keys are named persons, organizations and places (--all: every type but times).
Alignment, one to one, types aside: a predicted name that covers a word of the head (or what is flat to it) of a named mention
meets it, the outermost first, then the one that shares most bytes with its words. What meets a named mention that is no key is left aside, and so
is a prediction of type "other" that meets nothing. Four views:
  b3       as Pradhan et al. (ACL 2014): a key without prediction costs recall, a prediction without key costs precision
  b3_outer as b3, but a key inside a longer one that the same prediction meets ("Mirrow" in "University of Mirrow") is left
           aside: names do not lie in names
  b3_aside the predictions without key are left aside
  b3_tied  only keys and predictions that meet: the clustering alone
Documents are pooled. `train` is what rules may be tuned on; `dev` and `test` are the documents that splits.md names.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

GUM = pathlib.Path(os.environ.get("SYNOPTIC_DATA", pathlib.Path.home() / ".cache/synoptic-data")) / "train/gum"
KEY_TYPES = ("person", "organization", "place")
ASIDE = ("description", "pronoun")
PART = re.compile(r"\((?P<one>[^()]+)\)|\((?P<open>[^()]+)|(?P<shut>[^()]+)\)")

Token = collections.namedtuple("Token", "begin end form upos head relation entity")
Gold = collections.namedtuple("Gold", "span heads type entity key whole")


def read_sentences(path):
    """(new paragraph?, text, rows) of each sentence of a CoNLL-U file; rows without ranges and empty nodes."""
    fresh, text, rows = False, "", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            fresh = True
        elif line.startswith("# text = "):
            text = line[len("# text = "):]
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield fresh, text, [row for row in rows if "." not in row[0]]
            fresh, rows = False, []


def place_tokens(rows, text, begin):
    """Tokens of a sentence whose text begins at byte `begin`. The words of a range ("Israel's") part its span where they can be
    read in it, else they share it."""
    def span(first, last):
        return tuple(begin + len(text[:at].encode()) for at in (first, last))
    tokens, at, range_end, last_word = [], 0, 0, 0
    for row in rows:
        if "-" in row[0]:
            at = text.index(row[1], at)
            range_end, last_word = at + len(row[1]), int(row[0].split("-")[1])
            continue
        inside = int(row[0]) <= last_word
        found = text.find(row[1], at, range_end if inside else len(text))
        here = (found, found + len(row[1])) if found >= 0 else (at, range_end)
        at = here[1] if found >= 0 else at
        if int(row[0]) == last_word:
            at = range_end
        entity = re.search(r"(?:^|\|)Entity=([^|]+)", row[9])
        tokens.append(Token(*span(*here), row[1], row[3], int(row[6]) - 1, row[7], entity[1] if entity else ""))
    return tokens


def entity_spans(tokens):
    """(first, last, type, entity) of each mention of one sentence."""
    opened = collections.defaultdict(list)
    for at, token in enumerate(tokens):
        for part in PART.finditer(token.entity):
            if part["shut"]:
                name = re.sub(r"\[.*", "", part["shut"])
                first, kind = opened[name].pop()
                yield first, at, kind, name
                continue
            fields = (part["one"] or part["open"]).split("-")
            name = re.sub(r"\[.*", "", fields[0])
            if part["one"]:
                yield at, at, fields[1], name
            else:
                opened[name].append((at, fields[1]))


def head_of(tokens, first, last):
    """The token of a mention that hangs on none inside it, or None."""
    return next((at for at in range(first, last + 1) if not first <= tokens[at].head <= last), None)


def gold_mention(tokens, mention, heads, keys):
    """A named mention, or None. heads: the heads of all mentions of the sentence."""
    first, last, kind, entity = mention
    inside, head = range(first, last + 1), head_of(tokens, first, last)
    if head is None:
        return None
    if any(tokens[at].relation == "conj" and tokens[at].head == head and at in heads for at in inside):
        return None                                     # several in a row
    name = {head}
    for at in inside:                                   # what is flat hangs on words before it
        if tokens[at].relation == "flat" and tokens[at].head in name:
            name.add(at)
    name = {at for at in name if tokens[at].upos == "PROPN" or (at != head and tokens[head].upos == "PROPN")}
    if not name:
        return None
    spans = [(tokens[at].begin, tokens[at].end) for at in sorted(name)]
    grown = True
    while grown:                                        # compounds stand before their heads
        more = {at for at in inside if tokens[at].relation == "compound" and tokens[at].head in name} - name
        grown = bool(more)
        name |= more
    span = tokens[min(name)].begin, tokens[max(name)].end
    whole = tokens[first].begin, tokens[last].end
    return Gold(span, spans, kind, entity, kind != "time" if keys is None else kind in keys, whole)


def read_document(path, keys):
    """The text of a document and its named mentions."""
    text, golds = "", []
    for fresh, line, rows in read_sentences(path):
        text += ("\n\n" if fresh else " ") if text else ""
        tokens = place_tokens(rows, line, len(text.encode()))
        text += line
        mentions = list(entity_spans(tokens))
        heads = {head_of(tokens, first, last) for first, last, *_ in mentions}
        found = (gold_mention(tokens, mention, heads, keys) for mention in mentions)
        golds += [gold for gold in found if gold]
    return text, golds


def part_of():
    """Document -> dev or test; all others are train."""
    parts, part = {}, ""
    for line in (GUM / "splits.md").read_text(encoding="utf-8").split("\n"):
        part = line[3:].strip() if line.startswith("## ") else part
        if line.strip().startswith("* ") and part in ("dev", "test"):
            parts[line.strip()[2:].strip()] = part
    return parts


def is_inside(inner, outer):
    """Is one gold mention a part of another?"""
    return outer.whole[0] <= inner.whole[0] and inner.whole[1] <= outer.whole[1] and inner.whole != outer.whole


def align(golds, names):
    """{index of a name: index of a gold mention}, and the gold mentions that lie in another one that the same name meets."""
    pairs = []
    for n, name in enumerate(names):
        begin, end = name["span"]
        covered = [g for g, gold in enumerate(golds) if gold.span[0] < end and begin < gold.span[1]
                   and any(b >= begin and e <= end for b, e in gold.heads)]
        for g in covered:
            depth = sum(is_inside(golds[g], golds[o]) for o in covered)
            shared = min(end, golds[g].span[1]) - max(begin, golds[g].span[0])
            wide = max(end, golds[g].span[1]) - min(begin, golds[g].span[0])
            pairs.append((depth, -shared / wide, n, g))
    met, taken = {}, set()
    for *_, n, g in sorted(pairs):
        if n not in met and g not in taken:
            met[n] = g
            taken.add(g)
    inner = {g for *_, n, g in pairs if g not in taken and n in met and is_inside(golds[g], golds[met[n]])}
    return met, inner


def b_cubed(keys, found):
    """Sums of recall over keys and of precision over predictions; both are {mention: cluster}."""
    def members(clusters):
        by = collections.defaultdict(set)
        for mention, cluster in clusters.items():
            by[cluster].add(mention)
        return by
    of_key, of_found = members(keys), members(found)
    both = {m: len(of_key[keys[m]] & of_found[found[m]]) for m in keys.keys() & found.keys()}
    return (sum(n / len(of_key[keys[m]]) for m, n in sorted(both.items(), key=str)),
            sum(n / len(of_found[found[m]]) for m, n in sorted(both.items(), key=str)))


def score_document(golds, doc):
    """{view: [recall sum, keys, precision sum, predictions]}."""
    names = [name for name in doc.get("names", []) if name.get("form") not in ASIDE]
    met, inner = align(golds, names)
    keys = {g: gold.entity for g, gold in enumerate(golds) if gold.key}
    found = {}
    for n, name in enumerate(names):
        mention = met.get(n, ("no gold", n))
        if mention in keys or (n not in met and name.get("type") != "other"):
            found[mention] = name.get("entity", ("alone", n))
    tied = {m: c for m, c in found.items() if m in keys}
    outer = {g: entity for g, entity in keys.items() if g not in inner}
    views = {"b3": (keys, found), "b3_outer": (outer, found), "b3_aside": (keys, tied), "b3_tied": ({m: keys[m] for m in tied}, tied)}
    sums = {}
    for view, (left, right) in views.items():
        recall, precision = b_cubed(left, right)
        sums[view] = [recall, len(left), precision, len(right)]
    return sums, keys, tied, [name for n, name in enumerate(names) if ("no gold", n) in found]


def describe(text, golds, keys, tied, strange):
    """Which keys a document's predictions part or throw together, one line each, then what is missing and what is no key."""
    data = text.encode()
    def shown(mentions):
        return ", ".join(sorted({data[slice(*golds[m].span)].decode() for m in mentions}))
    lines = []
    for own, other, word in ((keys, tied, "parted"), (tied, keys, "joined")):
        groups = collections.defaultdict(lambda: collections.defaultdict(list))
        for m in sorted(tied):
            groups[own[m]][other[m]].append(m)
        lines += [f"  {word}: " + " | ".join(f"{shown(ms)} x{len(ms)}" for ms in group.values())
                  for group in groups.values() if len(group) > 1]
    lost = [m for m in keys if m not in tied]
    lines += [f"  not found: {shown(lost)} x{len(lost)}"] if lost else []
    spans = sorted({data[slice(*name["span"])].decode() for name in strange})
    return lines + ([f"  no key: {', '.join(spans)} x{len(strange)}"] if strange else [])


def run_synoptic(program, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as texts:
        write_texts(texts, documents)
        out = subprocess.run([program, "mark", "--threads", "1", texts.name], stdout=subprocess.PIPE, check=True).stdout
    return out.decode().split("\n")


def write_texts(out, documents):
    for key, (text, _) in documents.items():
        out.write(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n")
    out.flush()


def print_figures(sums, title):
    for view in ("b3", "b3_outer", "b3_aside", "b3_tied"):
        recall, keys, precision, found = (sum(one[view][i] for one in sums) for i in range(4))
        r, p = recall / keys if keys else 0.0, precision / found if found else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        print(f"{title:<16} {view:<9} p {p:.4f} r {r:.4f} f1 {f:.4f}   ({keys} keys, {found} predictions)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--synoptic", help="the program")
    parser.add_argument("--pred", help="JSONL of predictions")
    parser.add_argument("--texts", help="write the texts there and stop")
    parser.add_argument("--all", action="store_true", help="keys of every type but times")
    parser.add_argument("--genres", default="news,interview", help="of GUM (default: %(default)s)")
    parser.add_argument("--errors", action="store_true", help="list what is parted, joined and not found; never of test documents")
    args = parser.parse_args()
    if not (GUM / "conllu").is_dir():
        sys.exit("SKIPPED entities: no GUM in the development data")
    keys = None if args.all else KEY_TYPES
    documents = {path.stem: read_document(path, keys) for path in sorted((GUM / "conllu").glob("GUM_*.conllu"))
                 if path.stem.split("_")[1] in args.genres.split(",")}
    if args.texts:
        with open(args.texts, "w", encoding="utf-8") as out:
            write_texts(out, documents)
        return
    if not args.pred and not args.synoptic:
        parser.error("one of --synoptic, --pred, --texts")
    lines = open(args.pred, encoding="utf-8") if args.pred else run_synoptic(args.synoptic, documents)
    predicted = {doc["id"]: doc for doc in map(json.loads, filter(str.strip, lines))}
    parts, by_part = part_of(), collections.defaultdict(list)
    for key, (text, golds) in documents.items():
        doc = predicted.get(key, {})
        if doc.get("text", text) != text:
            sys.exit(f"entities: {key}: the prediction's text differs")
        sums, gold_keys, tied, strange = score_document(golds, doc)
        part = parts.get(key, "train")
        for group in ("all", part, key.split("_")[1]):
            by_part[group].append(sums)
        if args.errors and part != "test":
            print(key, f"({part})", *describe(text, golds, gold_keys, tied, strange), sep="\n")
    print(f"{len(documents)} documents, {len(documents.keys() - predicted.keys())} without a prediction")
    for group in ["all", *args.genres.split(","), "train", "dev", "test"]:
        print_figures(by_part[group], f"{group} ({len(by_part[group])})")


if __name__ == "__main__":
    main()
