#!/usr/bin/env python3
"""Parts of speech against annotated corpora: bench/marks/tags.py PROGRAM [options]

  --tagger FILE      the training program (build/train/tags), which tags gold words with the product's code; else left out
  --rival NAME=FILE  a rival's output, JSONL: {"text", "words": [[begin, end, "NOUN"], ...]}, in bytes; any number
  --texts FILE       writes the documents as JSONL ({"id", "text"}), to feed a rival, and ends
  --part PART        of the corpora: test (default) or dev

Corpora: UD English EWT, and of GUM the genres whose texts' licences are known; $SYNOPTIC_DATA/train/{ud-ewt,gum}. The
documents are running text again (bench/marks/sentences.py says how). Figures: `gold words`, accuracy where the tagger is
given the annotators' words (what the literature reports); `same words`, accuracy over the words that the program and the
annotators cut alike, and what part of the gold words these are; `all words`, the share of gold words whose first byte lies
in a word of the program with the same tag (of "do|n't", cut as one word, one can be right)."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import sentences

GENRES = ("academic", "bio", "court", "interview", "news", "voyage")


def files_of(part):
    """{corpus: files}."""
    ewt = sentences.TRAIN / "ud-ewt" / f"en_ewt-ud-{part}.conllu"
    found = {"ewt": [ewt]} if ewt.exists() else {}
    if (sentences.TRAIN / "gum").exists():
        found["gum"] = [sentences.TRAIN / "gum" / "conllu" / f"{name}.conllu" for name in sentences.gum_parts()[part]
                        if name.split("_")[1] in GENRES]
    return found


def words_of(path):
    """(document, sentence's text, [(form, tag)]) for each sentence."""
    document, text, words = "", None, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            document = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append((columns[1], columns[3]))
        elif not line and words:
            yield document, text, words
            text, words = None, []


def gold_of(files, texts):
    """{document: [(begin, end, tag)]} in bytes of its running text; a word that does not stand there is left out."""
    gold, at = {}, {}
    for path in files:
        for document, _, words in words_of(path):
            text = texts[document]
            for form, tag in words:
                begin = text.find(form, at.get(document, 0))
                if begin < 0 or begin > at.get(document, 0) + 12:
                    continue
                at[document] = begin + len(form)
                first = len(text[:begin].encode())
                gold.setdefault(document, []).append((first, first + len(form.encode()), tag))
    return gold


def tagged_gold(tagger, weights, files):
    """Accuracy on gold words."""
    joined = b"\n".join(path.read_bytes() for path in files)
    out = subprocess.run([tagger, "--tag", weights], input=joined, capture_output=True, check=True).stdout.decode().split()
    tags = [tag for path in files for _, _, words in words_of(path) for _, tag in words]
    if len(out) != len(tags):
        sys.exit(f"{tagger} gave {len(out)} tags for {len(tags)} words")
    return sum(a == b for a, b in zip(out, tags)) / len(tags)


def compare(gold, found):
    """Same words right, same words, all words right, all."""
    same = right = covered = total = 0
    for document, words in gold.items():
        system = [word for word in found.get(document, []) if len(word) > 2]
        at = 0
        for begin, end, tag in words:
            total += 1
            while at < len(system) and system[at][1] <= begin:
                at += 1
            if at == len(system) or system[at][0] > begin:
                continue
            covered += system[at][2] == tag
            if system[at][:2] == [begin, end]:
                same += 1
                right += system[at][2] == tag
    return right / max(same, 1), same / max(total, 1), covered / max(total, 1)


def read_tags(lines, texts):
    """{document: words}, by their texts."""
    known = {text: document for document, text in texts.items()}
    found = {}
    for line in lines:
        report = json.loads(line)
        if report.get("text") in known:
            found[known[report["text"]]] = report.get("words", [])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--tagger")
    parser.add_argument("--weights", default=str(sentences.HERE.parent.parent / "model" / "en" / "tags.bin"))
    parser.add_argument("--rival", action="append", default=[])
    parser.add_argument("--texts", type=pathlib.Path)
    parser.add_argument("--part", default="test", choices=("test", "dev"))
    options = parser.parse_args()
    for corpus, files in files_of(options.part).items():
        texts = {document: text for document, (text, _, _) in sentences.documents_of(files).items()}
        lines = "".join(json.dumps({"id": document, "language": "en", "text": text}, ensure_ascii=False) + "\n"
                        for document, text in texts.items())
        if options.texts:
            with open(options.texts, "a" if corpus != "ewt" else "w", encoding="utf-8") as out:
                out.write(lines)
            continue
        gold = gold_of(files, texts)
        if options.tagger:
            print(f"{corpus} {options.part}: gold words {tagged_gold(options.tagger, options.weights, files):.4f}")
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as given:
            given.write(lines)
            given.flush()
            ours = subprocess.run([options.program, "mark", "--words", given.name], capture_output=True, check=True,
                                  text=True)
        systems = {"synoptic": ours.stdout.splitlines()}
        for rival in options.rival:
            name, _, path = rival.partition("=")
            systems[name] = open(path, encoding="utf-8")
        for name, lines_of in systems.items():
            found = read_tags(lines_of, texts)
            right, same, covered = compare(gold, found)
            print(f"{corpus} {options.part}: {name}: same words {right:.4f} ({same:.1%} of the gold words), "
                  f"all words {covered:.4f}, {len(found)} of {len(texts)} documents")


if __name__ == "__main__":
    main()
