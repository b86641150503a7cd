#!/usr/bin/env python3
"""Learns source and contents of cues: quotes.py PROGRAM DATA (OUT | --folds)

PROGRAM is build/train/quotes, which does the work. DATA is the folder polnear-train: gold.jsonl (an object a line with `id` and
`attributions`, byte spans) and the texts as <id>.txt. Writes the weights to OUT; with --folds prints how often spans are right
by weights that never saw their report. Standard library only. See model/quotes.md."""
import json
import pathlib
import subprocess
import sys


def main():
    program, folder, out = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    with subprocess.Popen([program, out], stdin=subprocess.PIPE, text=True, encoding="utf-8") as learner:
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            text = (folder / f"{report['id']}.txt").read_bytes().decode()
            learner.stdin.write(json.dumps({"text": text, "attributions": report["attributions"]}, ensure_ascii=False) + "\n")
        learner.stdin.close()
        return learner.wait()


if __name__ == "__main__":
    sys.exit(main())
