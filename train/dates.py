#!/usr/bin/env python3
"""Learns what the features of a page's dates are worth: dates.py PROGRAM SET... > src/clean/gen/dates.inc

PROGRAM is build/train/dates. A SET is a folder with html/<id>.html and gold.jsonl: an object a line with `id`, `url` and
`date` (ISO 8601). Prints the table on standard output, and on standard error the figures of cross-validation over hosts: F1 of
the day, and how often a date was right of those that were given the same sureness. Standard library only; the same input
gives the same bytes. See model/dates.md."""
import datetime
import json
import math
import pathlib
import random
import subprocess
import sys
from collections import defaultdict
from urllib.parse import urlsplit

SOURCES = "json_ld ld_created ld_page ld_other meta meta_other item time class text url".split()
GROUPS = "ld meta marked text url".split()
FEATURES = ([f"source {s}" for s in SOURCES]
            + [f"{what} {g}" for what in ("says published", "head differs", "second", "third") for g in GROUPS]
            + ["two agree", "three agree", "four agree", "url agrees", "url differs", "head agrees", "as updated", "near utc",
               "near local", "near local, close", "past updated", "older", "newer", "above headline", "close", "soon", "far",
               "very far", "no headline"]
            + [f"in {x}" for x in "comment drop small_drop link list body alone header article prose labelled".split()]
            + ["clock", "zone", "midnight", "repeated", "many", "old", "says published, close", "alone, close",
               "named, close", "against ld"])
UPDATED = 1       # the role
FOLDS = 5
SCALE = 32        # of a weight in the table
ROUNDS, RATE, SHRINK = 60, 0.5, 200.0
FLOOR = -1.0      # a candidate of a lower score is none; there being no date has 0
TRUST = [0, 4, 6, 7, 8, 2, 5, 9]  # sources of an update, as page_dates_choose.c orders them


def same_day(gold, found):
    """The day as written, or the same day in UTC where both have a zone."""
    if len(found) < 10:
        return False
    if gold[:10] == found[:10]:
        return True
    try:
        moments = [datetime.datetime.fromisoformat(value.replace("Z", "+00:00")) for value in (gold, found)]
    except ValueError:
        return False
    return (all(moment.tzinfo for moment in moments)
            and len({moment.astimezone(datetime.timezone.utc).date() for moment in moments}) == 1)


def host_of(page):
    parts = urlsplit(page.get("url", "")).netloc.split(".")
    tail = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in ("co", "com", "net", "org", "gov", "ac") else 2
    return ".".join(parts[-tail:]) or page["id"]


def load(program, folder):
    """The pages of a set: (set, host, gold, candidates, updates)."""
    gold = [json.loads(line) for line in open(folder / "gold.jsonl", encoding="utf-8")]
    gold = [page for page in gold if page.get("date") and (folder / "html" / f"{page['id']}.html").exists()]
    found = defaultdict(list)
    for at in range(0, len(gold), 200):
        files = [str(folder / "html" / f"{page['id']}.html") for page in gold[at:at + 200]]
        for line in subprocess.run([program, *files], capture_output=True, check=True, text=True).stdout.splitlines():
            fields = line.split("\t")
            if fields[0] == "features" and int(fields[1]) != len(FEATURES):
                sys.exit(f"dates.py knows {len(FEATURES)} features, the program has {fields[1]}")
            if len(fields) > 4:
                found[pathlib.Path(fields[0]).stem if not fields[0].endswith(".html") else pathlib.Path(fields[0]).name[:-5]
                      ].append((fields[1], int(fields[2]), int(fields[3]), [int(f) for f in fields[5].split()]))
    pages = []
    for page in gold:
        rows = found[page["id"]]
        candidates = [(day, features, same_day(page["date"], day)) for day, _, _, features in rows if features]
        updates = [(source, day, same_day(page["date"], day)) for day, source, role, _ in rows if role == UPDATED]
        pages.append((folder.name, host_of(page), page["date"], candidates, updates))
    return pages


def train(pages):
    """Weights by the likelihood of a right candidate among all of its page and none, with a penalty on their squares."""
    weights, seen = [0.0] * len(FEATURES), [1e-6] * len(FEATURES)
    data = [page[3] for page in pages if page[3]]
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(data)
        for candidates in data:
            scores = [sum(weights[f] for f in features) for _, features, _ in candidates] + [0.0]
            highest = max(scores)
            powers = [math.exp(score - highest) for score in scores]
            right = {k for k, candidate in enumerate(candidates) if candidate[2]} or {len(candidates)}
            total, good = sum(powers), sum(powers[k] for k in right)
            slope = defaultdict(float)
            for k, (_, features, _) in enumerate(candidates):
                gap = powers[k] / total - (powers[k] / good if k in right else 0)
                if abs(gap) > 1e-5:
                    for f in features:
                        slope[f] += gap
            for f, value in slope.items():
                value += SHRINK * weights[f] / len(data)
                seen[f] += value * value
                weights[f] -= RATE * value / math.sqrt(seen[f])
    return weights


def rounded(weights):
    return [max(-127, min(127, round(weight * SCALE))) for weight in weights]


def choose(candidates, table):
    """(lead, right) of the best candidate, or None."""
    scored = [(sum(table[f] for f in features), -k, day, right) for k, (day, features, right) in enumerate(candidates)]
    if not scored or max(scored)[0] <= FLOOR * SCALE:
        return None
    score, _, day, right = max(scored)
    others = [s for s, _, d, _ in scored if d[:10] != day[:10]] + [0]
    return score - max(others), right


def cross_validate(pages):
    """(set, lead or None, right) of every page that gets a date, from weights that never saw its host; "updated" for lead where
    only an update is stated."""
    hosts = sorted({page[1] for page in pages})
    random.Random(7).shuffle(hosts)
    fold = {host: at % FOLDS for at, host in enumerate(hosts)}
    out = []
    for held in range(FOLDS):
        table = rounded(train([page for page in pages if fold[page[1]] != held]))
        for name, host, _, candidates, updates in pages:
            if fold[host] != held:
                continue
            chosen = choose(candidates, table)
            trusted = sorted((u for u in updates if u[0] in TRUST), key=lambda u: TRUST.index(u[0]))
            if chosen:
                out.append((name, *chosen))
            elif trusted:
                out.append((name, "updated", trusted[0][2]))
            else:
                out.append((name, None, False))
    return out


def steps_of(results):
    """Rising steps (lead, share right) from pooled neighbours, each of 40 pages or more."""
    leads = sorted((lead, right) for _, lead, right in results if isinstance(lead, (int, float)))
    pools = []
    for lead, right in leads:
        if pools and (pools[-1][2] < 40 or pools[-1][0] == lead or pools[-1][3] == lead):
            pools[-1][1] += right
            pools[-1][2] += 1
            pools[-1][3] = lead
        else:
            pools.append([lead, int(right), 1, lead])
        while len(pools) > 1 and pools[-2][2] >= 40 and pools[-1][2] >= 40 and (
                pools[-1][1] / pools[-1][2] < pools[-2][1] / pools[-2][2] + 0.01):
            last = pools.pop()
            pools[-1] = [pools[-1][0], pools[-1][1] + last[1], pools[-1][2] + last[2], last[3]]
    if len(pools) > 1 and pools[-1][2] < 40:
        last = pools.pop()
        pools[-1] = [pools[-1][0], pools[-1][1] + last[1], pools[-1][2] + last[2], last[3]]
    return [(round(lead), right / n, n) for lead, right, n, _ in pools]


def updates_of(pages):
    """For each source, how often another kind of place on the page that states an update names the same day."""
    agree, both = defaultdict(int), defaultdict(int)
    kind = lambda source: 0 if source < 4 else 1 if source < 6 else 2 if source < 9 else 3
    for *_, updates in pages:
        for source, day, _ in updates:
            others = {d[:10] for s, d, _ in updates if kind(s) != kind(source)}
            if others:
                both[source] += 1
                agree[source] += day[:10] in others
    return {source: (agree[source], both[source]) for source in both}


def tell(results):
    tally = defaultdict(lambda: [0, 0, 0])
    for name, lead, right in results:
        for key in (name, "all"):
            tally[key][0] += right
            tally[key][1] += lead is not None
            tally[key][2] += 1
    for name, (right, found, pages) in tally.items():
        print(f"{name:14} pages {pages:5} found {found:5} right {right:5} day F1 {2 * right / (found + pages):.4f}", file=sys.stderr)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    pages = [page for folder in sys.argv[2:] for page in load(sys.argv[1], pathlib.Path(folder))]
    results = cross_validate(pages)
    tell(results)
    steps = steps_of(results)
    for lead, share, n in steps:
        print(f"lead from {lead:4}: {n:5} dates, {100 * share:5.1f} % right", file=sys.stderr)
    only = [right for _, lead, right in results if lead == "updated"]
    print(f"only an update: {len(only)} dates, {100 * sum(only) / max(1, len(only)):.1f} % right", file=sys.stderr)
    updates = updates_of(pages)
    for source, (agree, both) in sorted(updates.items()):
        print(f"update from {SOURCES[source]:10}: {both:4} with a second place, {100 * agree / both:5.1f} % of one day", file=sys.stderr)
    table = rounded(train(pages))
    print(f"/* Made by train/dates.py from {len(pages)} dated pages. Do not edit. See model/dates.md. */")
    print(f"#define FLOOR_SCORE ({round(FLOOR * SCALE)})")
    print(f"static const int8_t weights[{len(FEATURES)}] = {{")
    for name, weight in zip(FEATURES, table):
        print(f"    {weight},  /* {name} */")
    print("};\n/* From this lead on, this many of a hundred were right. */")
    print("static const struct { int16_t lead; uint8_t percent; } sure[] = {")
    print("    " + ", ".join(f"{{{lead}, {round(100 * share)}}}" for lead, share, _ in steps) + "};")
    print(f"static const uint8_t sure_only_updated = {round(100 * sum(only) / max(1, len(only)))};")
    print("/* Of a hundred updates from a source, as many had another place beside them that names the same day; 0: too few. */")
    print("static const uint8_t sure_updated[DATE_SOURCES] = {"
          + ", ".join(str(round(100 * updates[s][0] / updates[s][1]) if updates.get(s, (0, 0))[1] >= 20 else 0)
                      for s in range(len(SOURCES))) + "};")


if __name__ == "__main__":
    main()
