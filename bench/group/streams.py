"""Streams of reports for measuring `group`: the story sets of the development data, pooled, with the scale articles as distractors.

A stream is a list of records in order of time, put as ../shared/score/run.py puts a single set: by day or time as written, undated ones
last, equal ones in the order of a hash of the id, which tells nothing. The program sees only the fields of SHOWN. Ids and gold stories
carry the name of their set ("basil/7"), distractors "scale/"."""
import collections
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCORE = ROOT.parent / "shared" / "score"
DATA = pathlib.Path(os.environ.get("SYNOPTIC_DATA") or pathlib.Path.home() / ".cache" / "synoptic-data")
SHOWN = ("id", "url", "source", "title", "published", "text")
SCALE = "scale"
sys.path[:0] = [str(SCORE), str(ROOT / "bench" / "peers")]

import peers


def read(path, name):
    """Records of one file as the stream has them; `gold` stands only where the set has stories."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            when = record.get("date") or record.get("published")
            shown = {field: record[field] for field in SHOWN if record.get(field)} | {"id": f"{name}/{record['id']}"}
            if when:
                shown["published"] = when
            gold = f"{name}/{record['story']}" if "story" in record else None
            yield {"shown": shown, "gold": gold, "order": (when or "9", digest(record["id"]))}


def digest(text):
    return hashlib.sha256(text.encode()).digest()


def story_sets():
    return {path.stem: list(read(path, path.stem)) for path in sorted((DATA / "stories").glob("*.jsonl"))}


def distractors(count):
    """The scale articles, or `count` of them, those whose ids have the least hashes."""
    if count == 0:
        return []
    records = list(read(DATA / "scale" / "articles.jsonl", SCALE))
    if count is not None and count < len(records):
        records = sorted(records, key=lambda record: record["order"][1])[:count]
    return records


def in_time(records):
    return sorted(records, key=lambda record: record["order"])


def write(records, path):
    with open(path, "w", encoding="utf-8") as lines:
        for record in records:
            lines.write(json.dumps(record["shown"], ensure_ascii=False) + "\n")


def run(command, output, errors):
    """Runs a command: its exit status, seconds of wall and of processor time, and its peak memory in MB."""
    begin = time.perf_counter()
    with open(output, "wb") as out, open(errors, "wb") as err:
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        used, peak = peers.watched(child)
    return {"status": child.returncode, "wall": time.perf_counter() - begin, "cpu": used.ru_utime + used.ru_stime, "mb": peak}


def stories_of(path):
    """What a program printed: id -> story."""
    with open(path, encoding="utf-8") as lines:
        return {record["id"]: record["story"] for record in map(json.loads, lines)}


def gold_of(records):
    return {record["shown"]["id"]: record["gold"] for record in records if record["gold"] is not None}


def figures(records, found):
    """Scores of all gold reports of a stream ("all"), and of each set in it."""
    import stories
    gold = gold_of(records)
    out = {"all": stories.score_groups(gold, found)}
    names = sorted({key.split("/")[0] for key in gold})
    if len(names) > 1:
        for name in names:
            out[name] = stories.score_groups({key: story for key, story in gold.items() if key.startswith(name + "/")}, found)
    return out


def crowds(records, found):
    """The biggest stories found, with their sizes over all reports: [(story, reports, distractors among them, gold stories)]."""
    sizes, strangers, golds = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for record in records:
        story = found.get(record["shown"]["id"])
        if story is not None:
            sizes[story] += 1
            strangers[story] += record["gold"] is None
            golds[story] |= {record["gold"]} - {None}
    return [(story, size, strangers[story], len(golds[story])) for story, size in sorted(sizes.items(), key=lambda one: (-one[1], str(one[0])))]
