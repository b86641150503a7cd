"""A stream of real articles with edited copies of some of them, made by program, for run_near and bench/peers/near.

Articles lie beside the repository (SYNOPTIC_DATA, else ~/.cache/synoptic-data: scale/articles.jsonl). One in RESERVED of them is not in the
stream: words and wrapping texts are taken from these. A copy comes after its original. What is made, in KINDS; whether two reports
that nobody planted are copies is judged by aligned words (`same_text`)."""
import collections
import json
import os
import pathlib
import random
import re

RESERVED = 8
KINDS = ["same words", "new headline", "cut head", "cut tail", "cut middle", "reordered", "changed 10", "changed 20", "changed 30", "changed 40",
         "wrapped", "cut + changed", "reordered + changed", "wrapped + changed", "cut + reordered", "cut + wrapped", "all of it"]
LEAST_KEPT, MOST_KEPT = 0.3, 0.9     # of a text that is cut
LEAST_CHANGED, MOST_CHANGED = 0.05, 0.4
LEAST_FILLING, MOST_FILLING = 0.3, 0.75  # share of other text in a wrapped one
WORD = re.compile(r"\w+(?:['’]\w+)*")


def articles():
    data = pathlib.Path(os.environ.get("SYNOPTIC_DATA") or pathlib.Path.home() / ".cache/synoptic-data")
    path = data / "scale/articles.jsonl"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paragraphs(text):
    parts = [p for p in re.split(r"\s*\n\s*", text) if p]
    if len(parts) < 4:
        parts = re.findall(r"\S.*?[.!?][\"”’)]*(?=\s|$)|\S.+$", text, re.S)
    return parts


def cut(parts, kind, kept, rnd):
    """The paragraphs without head, tail or middle; the last one kept is cut at a word."""
    words = [w for i, p in enumerate(parts) for w in [*p.split(" "), "\n\n"]]
    keep = max(1, round(len(words) * kept))
    if kind == "cut head":
        words = words[-keep:]
    elif kind == "cut tail":
        words = words[:keep]
    else:
        begin = rnd.randrange(1, keep) if keep > 1 else keep
        words = words[:begin] + words[len(words) - (keep - begin):]
    return [p.strip() for p in " ".join(words).split("\n\n") if p.strip()]


def reordered(parts, rnd):
    """The paragraphs in another order, in runs of one to four."""
    runs = []
    while parts:
        n = rnd.randrange(1, 5)
        runs.append(parts[:n])
        parts = parts[n:]
    rnd.shuffle(runs)
    return [p for run in runs for p in run]


def changed(parts, share, words, rnd):
    """A share of the words, each alone: replaced by one of the corpus, dropped, or one put in before it."""
    out = []
    for part in parts:
        new = []
        for word in part.split(" "):
            if rnd.random() >= share:
                new.append(word)
                continue
            how = rnd.random()
            if how < 0.6:
                new.append(rnd.choice(words))
            elif how >= 0.8:
                new += [rnd.choice(words), word]
        out.append(" ".join(new))
    return out


def wrapped(parts, other, share, rnd):
    """The paragraphs inside another text, of which they are then 1 - share."""
    want = round(sum(len(p.split()) for p in parts) * share / (1 - share))
    words = other.split()
    while len(words) < want:
        words += words
    words = words[:want]
    at = rnd.choice([0, len(words), rnd.randrange(len(words) + 1)])
    return [" ".join(words[:at]), *parts, " ".join(words[at:])]


def copy_of(original, kind, other, words, rnd):
    parts = paragraphs(original["text"])
    made = {"kind": kind}
    steps = KINDS if kind == "all of it" else [kind]
    has = lambda step: any(step in s for s in steps)
    if has("cut"):
        # A part that is cut and then wrapped must still be most of one of the two.
        made["kept"] = rnd.uniform(LEAST_KEPT if kind not in ("cut + wrapped", "all of it") else 0.6, MOST_KEPT)
        parts = cut(parts, kind if kind in KINDS[2:5] else rnd.choice(KINDS[2:5]), made["kept"], rnd)
    if has("reordered"):
        parts = reordered(parts, rnd)
    if has("changed"):
        top = int(kind.split()[1]) / 100 if kind.startswith("changed") else MOST_CHANGED
        made["changed"] = rnd.uniform(max(LEAST_CHANGED, top - 0.1) if kind.startswith("changed") else LEAST_CHANGED, top)
        parts = changed(parts, made["changed"], words, rnd)
    if has("wrapped"):
        made["filling"] = rnd.uniform(LEAST_FILLING, MOST_FILLING)
        parts = wrapped(parts, other, made["filling"], rnd)
    title = original["title"] if kind == "same words" else " ".join(rnd.choice(words) for _ in range(8))
    return {"title": title, "text": "\n\n".join(p for p in parts if p), "published": original["published"], "source": "copy.example"}, made


def stream(rows, count, copies, seed):
    """(reports in order, {id of a copy: (id of its original, what was done)}): `count` articles, 0 for all, a share `copies` of them copied."""
    rnd = random.Random(seed)
    reserved, rows = rows[::RESERVED], [r for i, r in enumerate(rows) if i % RESERVED]
    if count and count < len(rows):
        begin = rnd.randrange(len(rows) - count)
        rows = rows[begin:begin + count]
    words = [w for r in rnd.sample(reserved, 200) for w in WORD.findall(r["text"])]
    planted, later = {}, collections.defaultdict(list)
    for i, row in enumerate(rows):
        if rnd.random() >= copies:
            continue
        kind = KINDS[len(planted) % len(KINDS)]
        made, what = copy_of(row, kind, rnd.choice(reserved)["text"], words, rnd)
        made["id"] = f"copy-{len(planted)}"
        planted[made["id"]] = (row["id"], what)
        later[rnd.randrange(i, len(rows))].append(made)
    out = []
    for i, row in enumerate(rows):
        out.append({key: row.get(key, "") for key in ("id", "title", "text", "published", "source", "url")})
        out += later[i]
    return out, planted


def tokens(text):
    return [w.lower() for w in WORD.findall(text)]


def same_text(a, b, run=4):
    """The share of the shorter text's words that lie in runs of `run` words or more of the longer one, each word once."""
    a, b = sorted((tokens(a), tokens(b)), key=len)
    places = collections.defaultdict(list)
    for j in range(len(b) - run + 1):
        places[tuple(b[j:j + run])].append(j)
    used, done, i = bytearray(len(b)), 0, 0
    while i + run <= len(a):
        best, where = 0, 0
        for j in places.get(tuple(a[i:i + run]), ()):
            n = 0
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n] and not used[j + n]:
                n += 1
            if n > best:
                best, where = n, j
        if best >= run:
            used[where:where + best] = b"\1" * best
            done += best
            i += best
        else:
            i += 1
    return done / max(1, len(a))
