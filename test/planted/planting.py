"""What the programs of this folder share: development stories, and what compare says of them. The data lies beside the repository
(SYNOPTIC_DATA, else ~/.cache/synoptic-data) and is read at run time; where it is missing the test is skipped loudly."""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap

MOST_REPORTS = 8
SETS = ["wikinews", "basil", "g5w1h"]


def stories(sets):
    """[(set/story, rows)] of every story of two reports or more, the first MOST_REPORTS of each, in the order of names."""
    data = pathlib.Path(os.environ.get("SYNOPTIC_DATA") or pathlib.Path.home() / ".cache/synoptic-data")
    if not (data / "stories").is_dir():
        tap.skip_all(f"no development stories under {data}: nothing was measured")
    found = []
    for name in sets:
        rows = {}
        for line in (data / "stories" / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            rows.setdefault(row["story"], []).append(row)
        found += [(f"{name}/{story}", reports[:MOST_REPORTS]) for story, reports in sorted(rows.items()) if len(reports) > 1]
    return found


def rows(reports):
    """Reports as the program takes them, their ids "0", "1" ..."""
    return [{"id": str(i), "title": r.get("title", ""), "text": r["text"], "source": r.get("source", "")} |
            ({"published": r["date"]} if r.get("date") else {}) for i, r in enumerate(reports)]


def compare(reports, folder, *options):
    """What compare prints of the reports: one object a story that it finds in them (they may be told apart)."""
    path = pathlib.Path(folder) / "story.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
    run = subprocess.run([tap.PROGRAM, "compare", "--threads", "1", "--format", "json", *options, str(path)], capture_output=True)
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr.decode())
    return [story for story in map(json.loads, run.stdout.splitlines()) if "reports" in story]


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def replaced(text, changes):
    """The text with [(begin, end, new)] put in, and of each its place in bytes before and after."""
    out, at, places = "", 0, []
    for begin, end, new in sorted(changes):
        out += text[at:begin]
        before = (len(text[:begin].encode()), len(text[:end].encode()))
        after = (len(out.encode()), len((out + new).encode()))
        places.append((before, after))
        out, at = out + new, end
    return out + text[at:], places
