#!/usr/bin/env python3
"""Learns which words report speech or thought: cues.py PROGRAM POLNEAR > model/en/cues.bin

PROGRAM is build/train/cues, which does the work. POLNEAR is the folder of the training set: gold.jsonl and the texts that it
names. With --folds N it measures instead, on N parts, each read by weights learned from the others; with --test FOLDER on
another set of the same form. The same input gives the same bytes. Standard library only. See model/cues.md."""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def read(folder):
    """Reports as the program reads them."""
    reports = []
    for line in open(folder / "gold.jsonl", encoding="utf-8"):
        doc = json.loads(line)
        text = (folder / f"{doc['id']}.txt").read_bytes().decode()
        reports.append({"id": doc["id"], "published": doc.get("date") or "", "text": text,
                        "cues": [span for attribution in doc["attributions"] for span in attribution["cue"]]})
    return reports


def run(program, reports, *arguments):
    lines = "".join(json.dumps(report) + "\n" for report in reports)
    return subprocess.run([program, *arguments], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout


def trimmed(text, spans):
    """Spans without marks at their ends, which count for nothing."""
    found = set()
    for begin, end in spans:
        words = text[begin:end]
        left = re.match(rb"[\s!-/:-@\[-`{-~]*", words).end()
        right = len(words) - re.match(rb"[\s!-/:-@\[-`{-~]*", words[::-1]).end()
        if left < right:
            found.add((begin + left, begin + right))
    return found


def measure(program, learned, held):
    """(right, found, gold) of cues, exact."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(run(program, learned))
        file.flush()
        out = run(program, [{**report, "cues": []} for report in held], file.name)
    right = found = gold = 0
    for report, line in zip(held, out.splitlines()):
        text = report["text"].encode()
        wanted, given = trimmed(text, report["cues"]), trimmed(text, json.loads(line)["cues"])
        right, found, gold = right + len(wanted & given), found + len(given), gold + len(wanted)
    return right, found, gold


def tell(title, counts):
    right, found, gold = counts
    print(f"{title} precision {right / found:.4f} recall {right / gold:.4f} F1 {2 * right / (found + gold):.4f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--folds", type=int, help="measure on so many parts")
    parser.add_argument("--test", type=pathlib.Path, help="measure on the set in this folder")
    args = parser.parse_args()
    reports = read(args.folder)
    if args.test:
        tell(args.test.name, measure(args.program, reports, read(args.test)))
    elif args.folds:
        counts = []
        for fold in range(args.folds):
            learned = [report for at, report in enumerate(reports) if at % args.folds != fold]
            counts.append(measure(args.program, learned, reports[fold::args.folds]))
        for fold, part in enumerate(counts):
            tell(f"part {fold}", part)
        tell("all", [sum(column) for column in zip(*counts)])
    else:
        sys.stdout.buffer.write(run(args.program, reports))


if __name__ == "__main__":
    main()
