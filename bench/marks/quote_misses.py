#!/usr/bin/env python3
"""What is wrong with found quotes, counted by kind, before and after: bench/marks/quote_misses.py BEFORE_PROGRAM [AFTER_PROGRAM]
       [--set polnear-dev] [--most 50] [--into docs/quotes.md] [--examples N]

Runs the programs over a set of PolNeAR and compares with the gold as quotes.py does (../shared/score beside the repository): runs of words, each
run of a role once a report. Prints the commonest kinds as a table in Markdown, in the order of the first program's counts; --into puts it
between the marks in a file. Sentences, parts of speech and times that name a kind are the first program's for both, the lexicon is the
repository's.

Each gold run that was not found meets at most one found run that is no gold run, the one that shares most words first. Kinds, of each role:

  begins, ends   a pair: what words are too many (too early, too late) or missing; a pair may have both
  missed         nothing found there; joined: gold that lies in or beside a run that met another
  made up        no gold there; parted: found where the gold run met another

and of whole attributions with direct speech: lost (not right by the scorer's rule: words, then source) and made up.

--examples N prints N places of each kind for one program, evenly chosen (development texts: look, keep nothing)."""
import argparse
import bisect
import collections
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT.parent / "shared" / "score")]
import common
import quotes as scorer
import quote_kinds as kinds
from name_misses import paired, touch

DATA = pathlib.Path(os.environ.get("SYNOPTIC_DATA", pathlib.Path.home() / ".cache" / "synoptic-data"))
BEGIN, END = "<!-- quote_misses: begin -->", "<!-- quote_misses: end -->"
HALF = 0.5


class Report:
    """A text with the marks that name kinds."""
    def __init__(self, marks):
        self.text, self.data = scorer.Text(marks["text"]), marks["text"].encode()
        self.words = [word for word in marks.get("words", []) if word[2] != "PUNCT"]
        self.begins = [word[0] for word in self.words]
        self.ends = [end for _, end in marks.get("sentences", [])]
        self.times = {time["span"][0] for time in marks.get("times", [])}

    def tokens(self, begin, end):
        first, past = bisect.bisect_left(self.begins, begin), bisect.bisect_left(self.begins, end)
        return [(self.text_of(*word[:2]).lower(), word[2]) for word in self.words[first:past]]

    def text_of(self, begin, end):
        return self.data[begin:end].decode(errors="replace")

    def next_word(self, begin):
        at = bisect.bisect_right(self.begins, begin)
        return self.begins[at] if at < len(self.begins) else len(self.data)

    def time_at(self, begin):
        return begin in self.times

    def sentence_ends_in(self, begin, end):
        return any(begin < sentence < end for sentence in self.ends)

    def span(self, run):
        """The bytes of a run of the scorer's words."""
        return self.text.words[run[0]][0], self.text.words[run[1] - 1][1]


def items_of(report, records):
    """Attributions with their runs; `words` is the content as a set of words."""
    found = []
    for record in records:
        item = {role: report.text.runs(common.span_list(record.get(role))) for role in scorer.ROLES}
        words = {k for run in item["content"] for k in range(*run)}
        found.append(item | {"words": words, "direct": report.text.is_direct(words), "kind": record.get("kind")})
    return found


def share(one, other):
    least = min(len(one["words"]), len(other["words"]))
    return len(one["words"] & other["words"]) / least if least else 0.0


def best_mate(item, others):
    """The other attribution that shares most of the words, at least half of the fewer."""
    best = max(others, key=lambda other: (share(item, other), len(item["words"] & other["words"])), default=None)
    return best if best is not None and share(item, best) >= HALF else None


def owners(items, role):
    found = {}
    for item in items:
        for run in item[role]:
            found.setdefault(run, item)
    return found


def border_kinds(report, gold, found):
    """The kinds of a pair with different ends; words behind the later begin and before the earlier end are the same."""
    if found[0] != gold[0]:
        begins = sorted((found[0], gold[0]))
        head = kinds.begin_kind(report, *(report.text.words[k][0] for k in begins))
        yield f"begins too {'early' if found[0] < gold[0] else 'late'}: {head}"
    if found[1] != gold[1]:
        ends = sorted((found[1], gold[1]))
        tail = kinds.end_kind(report, *(report.text.words[k - 1][1] for k in ends))
        yield f"ends too {'late' if found[1] > gold[1] else 'early'}: {tail}"


def cue_kind(report, item):
    return "cue: " + kinds.cue_class(report, report.span(item["cue"][0])) if item["cue"] else "no cue"


def missed_kind(report, role, run, item, found):
    """What is said of a gold run that was not found."""
    mate = best_mate(item, found)
    if role == "cue":
        return f"{kinds.cue_class(report, report.span(run))}{', its content found' if mate else ''}"
    if role == "source":
        how = "not found" if not mate else "found without source" if not mate["source"] else "found with another"
        return f"{kinds.source_form(report, report.span(run), len(item['source']))}, attribution {how}"
    cues = {other for one in found for other in one["cue"]}
    cue = f"{cue_kind(report, item)}{', which is found' if set(item['cue']) & cues else ''}"
    return f"{'quoted' if item['direct'] else 'not quoted'}, {cue}"


def made_up_kind(report, role, run, item, golds):
    """What is said of a found run that is none of the gold."""
    mate = best_mate(item, golds)
    if role == "cue":
        return f"{kinds.cue_class(report, report.span(run))}{', its content right or near' if mate else ''}"
    if role == "source":
        how = "made up" if not mate else "has none" if not mate["source"] else "has another"
        return f"{kinds.source_form(report, report.span(run))}, attribution {how}"
    if item["kind"] in ("direct", "block"):
        return kinds.quotation_kind(report, report.span(run)) + (" in a mixed entry" if item["nested"] else "")
    return f"{item['kind']}, {cue_kind(report, item)}"


def role_misses(report, role, golds, found):
    gold_of, found_of = owners(golds, role), owners(found, role)
    pairs, missed, made_up = paired(sorted(set(gold_of) - set(found_of)), sorted(set(found_of) - set(gold_of)))
    for gold, run in pairs:
        yield from ((kind, run) for kind in border_kinds(report, gold, run))
    for run in missed:
        joined = any(touch(run, other) for other in found_of)
        yield f"{'joined' if joined else 'missed'}: {missed_kind(report, role, run, gold_of[run], found)}", run
    for run in made_up:
        parted = any(touch(run, other) for other in gold_of)
        yield f"{'parted' if parted else 'made up'}: {made_up_kind(report, role, run, found_of[run], golds)}", run


def right_pairs(golds, found):
    """The attributions that the scorer counts as right: {index of the found one: of the gold one}."""
    ranked = sorted(((scorer.same_attribution(g, f), i, j) for i, g in enumerate(golds) for j, f in enumerate(found)),
                    key=lambda pair: (-pair[0], pair[1], pair[2]))
    pair_of, used = {}, set()
    for value, i, j in ranked:
        if value and i not in used and j not in pair_of:
            pair_of[j] = i
            used.add(i)
    return pair_of


def lost_kind(gold, found):
    """Why no found attribution is a gold one of direct speech."""
    agree = [f for f in found if len(gold["words"] & f["words"]) >= scorer.ENOUGH * max(len(gold["words"]), len(f["words"]))]
    if agree:
        return "lost: the words right, " + ("another source" if any(f["source"] for f in agree) else "no source")
    mate = best_mate(gold, found)
    if not mate:
        return "lost: nothing found, " + ("no cue" if not gold["cue"] else "no source" if not gold["source"] else "source and cue given")
    larger = len(mate["words"]) > len(gold["words"])
    pieces = ", several pieces" if len(gold["content"]) > 1 else ""
    return f"lost: {'more words found than were said' if larger else 'a part of the words found'}{pieces}"


def direct_misses(report, records, found_records):
    """Whole attributions of direct speech. A made-up one that shares words with a lost one is counted there alone."""
    golds, found = (scorer.read_attributions(report.text, given) for given in (records, found_records))
    pair_of = right_pairs(golds, found)
    lost = [gold for i, gold in enumerate(golds) if gold["direct"] and i not in set(pair_of.values())]
    mixed = [item["words"] for item in items_of(report, found_records) if item["kind"] == "mixed"]
    for gold in lost:
        yield lost_kind(gold, found), gold["content"][0]
    for j, item in enumerate(found):
        if item["direct"] and j not in pair_of and not best_mate(item, lost):
            nested = any(item["words"] < words for words in mixed)
            kind = kinds.quotation_kind(report, report.span(item["content"][0])) + (" in a mixed entry" if nested else "")
            yield f"made up: {kind}", item["content"][0]


def misses(report, records, found_records):
    """(kind, run) of whatever is wrong in one report."""
    golds, found = items_of(report, records), items_of(report, found_records)
    mixed = [item["words"] for item in found if item["kind"] == "mixed"]
    for item in found:
        item["nested"] = any(item["words"] < words for words in mixed)
    for role in scorer.ROLES:
        yield from ((f"{role} {kind}", run) for kind, run in role_misses(report, role, golds, found))
    yield from ((f"direct attribution {kind}", run) for kind, run in direct_misses(report, records, found_records))


def marked(program, folder):
    """{id: what the program marks} of the texts of a folder."""
    command = [program, "mark", "--plain", "--words", "--threads", "1", *sorted(folder.glob("*.txt"))]
    lines = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return common.by_id([json.loads(line) for line in lines])


def places_of(golds, reports, found):
    """{kind: [(id, run)]} of one program."""
    places = collections.defaultdict(list)
    for key, gold in golds.items():
        for kind, run in misses(reports[key], gold["attributions"], found[key].get("quotes", [])):
            places[kind].append((key, run))
    return places


def table(columns, most):
    """The commonest kinds of the first column; what is left and all in two more lines."""
    order = sorted(columns[0], key=lambda kind: (-len(columns[0][kind]), kind))
    names = ("count",) if len(columns) == 1 else ("before", "after")
    lines = [f"| | kind of miss | {' | '.join(names)} |", "|---|---|" + "---|" * len(names)]

    def line(number, kind, chosen):
        counts = (sum(len(column.get(one, ())) for one in chosen(column)) for column in columns)
        return f"| {number} | {kind} | {' | '.join(map(str, counts))} |"
    shown = set(order[:most])
    lines += [line(number, kind, lambda _, kind=kind: [kind]) for number, kind in enumerate(order[:most], 1)]
    lines.append(line("", "all other kinds", lambda column: set(column) - shown))
    for group in (*scorer.ROLES, "direct attribution"):
        lines.append(line("", f"all of {group}", lambda column, group=group: [kind for kind in column if kind.startswith(group + " ")]))
    return "\n".join(lines) + "\n"


def show_examples(reports, places, count):
    for kind in sorted(places, key=lambda kind: (-len(places[kind]), kind)):
        every = places[kind]
        print(f"{len(every):5} {kind}")
        for key, run in every if len(every) <= count else (every[i * len(every) // count] for i in range(count)):
            report, (begin, end) = reports[key], reports[key].span(run)
            shown = f"{report.text_of(max(0, begin - 60), begin)}[{report.text_of(begin, end)}]{report.text_of(end, end + 60)}"
            print("      " + shown.replace("\n", "⏎"))


def put_into(path, text):
    whole = path.read_text(encoding="utf-8")
    head, rest = whole.split(BEGIN + "\n")
    path.write_text(head + BEGIN + "\n" + text + END + rest.split(END)[1], encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", nargs="+", metavar="PROGRAM")
    parser.add_argument("--set", default="polnear-dev")
    parser.add_argument("--most", type=int, default=50)
    parser.add_argument("--into", type=pathlib.Path)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args()
    folder = DATA / "quotes" / options.set
    golds = common.by_id(common.read_jsonl(folder / "gold.jsonl"))
    found = [marked(program, folder) for program in options.programs]
    reports = {key: Report(found[0][key]) for key in golds}
    columns = [places_of(golds, reports, one) for one in found]
    text = table(columns, options.most)
    if options.examples:
        show_examples(reports, columns[-1], options.examples)
    elif options.into:
        put_into(options.into, text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
