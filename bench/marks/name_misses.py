#!/usr/bin/env python3
"""What is wrong with found names, counted by kind: bench/marks/name_misses.py --gold SET.jsonl --pred FILE [--examples N]

--pred is JSONL of `synoptic mark`, or a peer's in that form, over the same texts. Each gold name that was not found as it is
(span and type) meets at most one found name that is no gold name as it is, the one that shares most bytes first. Kinds:

  type           the span is right: gold type -> found type
  begins, ends   same type, the span begins or ends elsewhere: which words are too many or missing
  type and span  overlap alone: gold type -> found type
  parted         one more found name inside a gold name that met another; joined: one more gold name inside a found name
  missed         nothing found there: type, one word or more, and whether the same words were found elsewhere in that report
  made up        no gold name there: type, one word or more, and whether a sentence begins with it

A kind's share is of all gold names. --examples prints N places of each kind, evenly chosen (development texts: look, keep nothing)."""
import argparse
import collections
import json
import re

ASIDE = ("description", "pronoun")
TITLES = re.compile(r"(?:(?:mr|mrs|ms|dr|prof|professor|sir|dame|lord|lady|sen|senator|rep|gov|governor|president|minister|premier|prime|vice|deputy|"
                    r"former|chief|chairman|chairwoman|director|king|queen|prince|princess|pope|gen|general|col|colonel|capt|captain|sgt|"
                    r"judge|justice|pastor|bishop|sheikh|alhaji|mayor|ambassador|secretary|coach)\b\.?\s*)+$", re.I)
ENDS_SENTENCE = re.compile(r"(?:^|[.!?]['\"”’)]*\s|\n)\s*['\"“‘(]*$")
SHOWN = 30


def names_of(report):
    return [(*name["span"], name["type"]) for name in report.get("names", []) if name.get("form") not in ASIDE]


def text_of(data, begin, end):
    return data[begin:end].decode(errors="replace")


def paired(gold, found):
    """Gold and found names that overlap, one to one, those first that share most bytes; then what is left of each."""
    shared = [(min(g[1], f[1]) - max(g[0], f[0]), g, f) for g in gold for f in found if touch(g, f)]
    pairs, taken = [], set()
    for _, g, f in sorted(shared, key=lambda one: (-one[0], one[1], one[2])):
        if ("gold", g) not in taken and ("found", f) not in taken:
            pairs.append((g, f))
            taken |= {("gold", g), ("found", f)}
    return pairs, [g for g in gold if ("gold", g) not in taken], [f for f in found if ("found", f) not in taken]


def words_kind(words, before):
    """What words are that one of two spans has more than the other, at its begin or its end."""
    words = words.strip()
    if before and words.lower() == "the":
        return "the"
    if before and TITLES.match(words):
        return "title"
    if re.fullmatch(r"['’]s?", words):
        return "possessive"
    if not re.search(r"\w", words):
        return "punctuation"
    if re.search(r"(?:^|\s)(?:and|&)(?:\s|$)|,", words):
        return "what is joined by and or a comma"
    return "one word" if len(words.split()) == 1 else "several words"


def border_kinds(data, gold, found):
    """The kinds of a pair of one type with different spans."""
    kinds = []
    if found[0] != gold[0]:
        more = found[0] < gold[0]
        words = text_of(data, min(found[0], gold[0]), max(found[0], gold[0]))
        kinds.append(f"begins {'too early' if more else 'too late'}: {words_kind(words, True)}")
    if found[1] != gold[1]:
        more = found[1] > gold[1]
        words = text_of(data, min(found[1], gold[1]), max(found[1], gold[1]))
        kinds.append(f"ends {'too late' if more else 'too early'}: {words_kind(words, False)}")
    return kinds


def touch(one, other):
    return one[0] < other[1] and other[0] < one[1]


def number(words):
    return "one word" if len(words.split()) == 1 else "several words"


def misses(data, gold, found):
    """(kind, span) of whatever is wrong in one report."""
    right = set(gold) & set(found)
    pairs, missed, made_up = paired(sorted(set(gold) - right), sorted(set(found) - right))
    for g, f in pairs:
        if g[:2] == f[:2]:
            yield f"type: {g[2]} -> {f[2]}", f
        elif g[2] == f[2]:
            yield from ((kind, (min(g[0], f[0]), max(g[1], f[1]))) for kind in border_kinds(data, g, f))
        else:
            yield f"type and span: {g[2]} -> {f[2]}", f
    known = {text_of(data, *name[:2]) for name in found}
    for name in missed:
        if any(touch(name, other) for other in found):
            yield f"joined: {name[2]}", name
            continue
        words = text_of(data, *name[:2])
        yield f"missed: {name[2]}, {number(words)}{', found elsewhere' if words in known else ''}", name
    for name in made_up:
        if any(touch(name, other) for other in gold):
            yield f"parted: found as {name[2]}", name
            continue
        first = ENDS_SENTENCE.search(text_of(data, max(0, name[0] - 8), name[0])) is not None
        yield f"made up: {name[2]}, {number(text_of(data, *name[:2]))}{', first of its sentence' if first else ''}", name


def reports_of(path):
    with open(path, encoding="utf-8") as lines:
        return {report["id"]: report for report in map(json.loads, lines)}


def place_of(data, key, begin, end):
    left, right = text_of(data, max(0, begin - SHOWN), begin), text_of(data, end, end + SHOWN)
    return f"      {key[-20:]:20} {left}[{text_of(data, begin, end)}]{right}".replace("\n", "⏎")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", required=True)
    parser.add_argument("--pred", required=True)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    predicted, places, all_names, right = reports_of(options.pred), collections.defaultdict(list), 0, 0
    for key, report in reports_of(options.gold).items():
        found = predicted.get(key, {})
        if found.get("text", report["text"]) != report["text"]:
            raise SystemExit(f"name_misses: {key}: the text differs")
        data, gold, names = report["text"].encode(), names_of(report), names_of(found)
        all_names, right = all_names + len(set(gold)), right + len(set(gold) & set(names))
        for kind, name in misses(data, gold, names):
            places[kind].append(place_of(data, key, *name[:2]))
    print(f"{all_names} gold names, {right} found as they are")
    groups = collections.Counter()
    for kind, lines in places.items():
        groups[kind.split(":")[0]] += len(lines)
    for group, count in groups.most_common():
        print(f"{count:6} {100 * count / all_names:5.1f} %  {group}")
        kinds = [(kind, lines) for kind, lines in places.items() if kind.split(":")[0] == group]
        for kind, lines in sorted(kinds, key=lambda one: (-len(one[1]), one[0])):
            print(f"{len(lines):10} {100 * len(lines) / all_names:5.1f} %  {kind.split(': ', 1)[1]}")
            chosen = [lines[i * len(lines) // options.examples] for i in range(options.examples)] if options.examples < len(lines) else lines
            print("".join(line + "\n" for line in chosen if options.examples), end="")


if __name__ == "__main__":
    main()
