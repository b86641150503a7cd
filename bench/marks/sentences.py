#!/usr/bin/env python3
"""Ends of sentences against two annotated corpora: bench/marks/sentences.py PROGRAM [options]

  --rival NAME=FILE  a rival's output, JSONL of the contract's form: {"id","text","sentences":[[begin,end],...]}, in bytes; any number
  --texts FILE       writes the documents as JSONL ({"id","text"}), to feed a rival, and ends
  --part PART        of the corpora: test (default; of GUM all of its news), dev or train (of GUM without its news)
  --errors N         prints N of our wrong ends of each kind, evenly chosen, with the text around them: - missed, + made up

The documents are running text again: sentences of a paragraph parted by the blank that the corpus gives (or by nothing), paragraphs by
a blank line. An end is the byte behind the last character of a sentence that is no white space. `all` counts each end; `inner`
leaves out ends of paragraphs, which the blank lines give away. Every figure is F1 over all documents of a set together (precision,
recall). ICU's iterator of sentences runs beside (icu.c, compiled on demand), by default and with its list of abbreviations
(icu+en). Corpora: $SYNOPTIC_DATA/train/{ud-ewt,gum}; what is not there is named and left out."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import beside

TRAIN = beside.DATA / "train"
LEFT_AND_RIGHT = 70


def sentences_of(path):
    """(document, opens a paragraph, text, glued to the next) for each sentence of a CoNLL-U file."""
    document, opens, text, glued, until = "", True, None, False, 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            document, opens = line.split("=", 1)[1].strip(), True
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            opens = True
        elif line.startswith("# text ="):
            text, until = line.split("=", 1)[1].strip(), 0
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            first, _, last = columns[0].partition("-")
            if "." in first:
                continue
            if int(first) > until:  # a word inside a token of several words says nothing of what follows
                glued = "SpaceAfter=No" in columns[9].split("|")
            until = int(last) if last else max(until, int(first))
        elif not line and text is not None:
            yield document, opens, text, glued
            text, opens = None, False


def documents_of(paths):
    """{id: (text, [ends], {ends of paragraphs})}, in bytes."""
    found = {}
    for path in paths:
        before = False
        for document, opens, sentence, glued in sentences_of(path):
            text, ends, paragraphs = found.setdefault(document, (bytearray(), [], set()))
            if opens and text:
                paragraphs.add(ends[-1])
                text += b"\n\n"
            elif text and not before:
                text += b" "
            text += sentence.encode()
            ends.append(len(text))
            before = glued
    for text, ends, paragraphs in found.values():
        paragraphs.add(ends[-1])
    return {document: (text.decode(), ends, paragraphs) for document, (text, ends, paragraphs) in found.items()}


def gum_parts():
    """{part: [names of documents]} of splits.md."""
    parts = {}
    for line in (TRAIN / "gum" / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            parts.setdefault(part, []).append(line.strip()[2:])
    return parts


def sets_of(part):
    ewt = TRAIN / "ud-ewt" / f"en_ewt-ud-{part}.conllu"
    if ewt.exists():
        yield f"ewt-{part}", documents_of([ewt])
    else:
        print(f"SKIPPED EWT: {ewt} is not there")
    folder = TRAIN / "gum" / "conllu"
    if not folder.is_dir():
        print(f"SKIPPED GUM: {folder} is not there")
    elif part == "test":
        paths = sorted(folder.glob("GUM_news_*.conllu"))
        yield "gum-news", documents_of(paths)
        unseen = [path for path in paths if path.stem in gum_parts()["test"] + gum_parts()["dev"]]
        yield "gum-news, test+dev", documents_of(unseen)
    else:
        names = [name for name in gum_parts()[part] if "_news_" not in name]
        yield f"gum-{part}", documents_of([path for name in names if (path := folder / f"{name}.conllu").exists()])


def ours(program, documents):
    """{id: [[begin, end], ...]}"""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (document, (text, _, _)) in enumerate(sorted(documents.items())):
            (pathlib.Path(folder) / f"{number:06}.txt").write_bytes(text.encode())
            names[f"{number:06}"] = document
        run = subprocess.run([program, "mark", "--plain", "--threads", "1", folder], stdout=subprocess.PIPE, check=True, text=True)
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    return {names[report["id"]]: report.get("sentences", []) for report in reports}


def icu(documents, program, *locale):
    given = "".join(f"{len(text.encode())}\n{text}" for text, _, _ in documents.values())
    run = subprocess.run([program, *locale], input=given, stdout=subprocess.PIPE, check=True, text=True)
    return {document: json.loads(line) for document, line in zip(documents, run.stdout.splitlines())}


def rivals_of(path):
    with open(path, encoding="utf-8") as lines:
        return {report["id"]: report for report in map(json.loads, lines)}


def ends_of(text, spans):
    """Each end moved back over white space; empty sentences have none."""
    text, ends = text.encode(), set()
    for begin, end in spans:
        end = begin + len(text[begin:end].decode(errors="replace").rstrip().encode())
        if end > begin:
            ends.add(end)
    return ends


def counts_of(documents, found, inner):
    """(right, given, wanted)"""
    right = given = wanted = 0
    for document, (text, ends, paragraphs) in documents.items():
        left_out = paragraphs if inner else set()
        got, want = ends_of(text, found.get(document, [])) - left_out, set(ends) - left_out
        right, given, wanted = right + len(got & want), given + len(got), wanted + len(want)
    return right, given, wanted


def figures(counts):
    right, given, wanted = counts
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{f1:.4f} ({precision:.4f}, {recall:.4f})"


def show_errors(documents, found, count):
    wrong = {"-": [], "+": []}
    for document, (text, ends, _) in documents.items():
        got, raw = ends_of(text, found.get(document, [])), text.encode()
        for sign, places in (("-", set(ends) - got), ("+", got - set(ends))):
            for at in sorted(places):
                left = raw[max(0, at - LEFT_AND_RIGHT):at].decode(errors="replace")
                wrong[sign].append(f"{sign} {document[-24:]:24} {left} ⏹ {raw[at:at + LEFT_AND_RIGHT].decode(errors='replace')}".replace("\n", "⏎"))
    for lines in wrong.values():
        print(f"{len(lines)} in all")
        for line in beside.chosen(lines, count):
            print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", nargs="?")
    parser.add_argument("--rival", action="append", default=[])
    parser.add_argument("--texts")
    parser.add_argument("--part", choices=["test", "dev", "train"], default="test")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    sets = list(sets_of(options.part))
    if options.texts:
        every = {document: text for _, documents in sets for document, (text, _, _) in documents.items()}
        with open(options.texts, "w", encoding="utf-8") as out:
            for document, text in every.items():
                out.write(json.dumps({"id": document, "text": text}, ensure_ascii=False) + "\n")
        return
    rivals = dict(rival.split("=", 1) for rival in options.rival)
    rivals = {name: rivals_of(path) for name, path in rivals.items()}
    with tempfile.TemporaryDirectory() as folder:
        compiled = beside.compiled(HERE / "icu.c", ["icu-uc"], pathlib.Path(folder))
        if not compiled:
            print("SKIPPED ICU: no compiler, or no ICU to compile with")
        for name, documents in sets:
            print(f"{name}: {len(documents)} documents, {sum(len(ends) for _, ends, _ in documents.values())} sentences; F1 (precision, recall)")
            results = {"synoptic": ours(options.program, documents)} if options.program else {}
            if compiled:
                results |= {"icu": icu(documents, compiled), "icu+en": icu(documents, compiled, "en@ss=standard")}
            for rival, reports in rivals.items():
                changed = [document for document in documents if reports.get(document, {}).get("text") != documents[document][0]]
                if changed:
                    sys.exit(f"{rival}: no report, or another text, for {len(changed)} documents, the first {changed[0]}")
                results[rival] = {document: reports[document]["sentences"] for document in documents}
            for who, found in results.items():
                every, inner = (figures(counts_of(documents, found, inner)) for inner in (False, True))
                print(f"  {who:<12} all {every}   inner {inner}", flush=True)
            if options.errors and "synoptic" in results:
                show_errors(documents, results["synoptic"], options.errors)


if __name__ == "__main__":
    main()
