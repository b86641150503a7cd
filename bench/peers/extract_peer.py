#!/usr/bin/env python3
"""Runs one peer over the pages of a folder: extract_peer.py NAME PAGES_DIR OUT.jsonl [--limit SECONDS]

NAME is one of those that peers.py knows. OUT gets one object a page in the form of `synoptic read`, so that one scorer reads all.
The peer runs as one process on one thread, started once. A page that ends it, or takes longer than --limit (60 s), counts as an
empty one, and the peer starts again with the next page. Prints one line: pages, how many came out empty and how many failed,
seconds of wall time, user and system time and largest resident set. What is in OUT already is not run again."""
import argparse
import json
import pathlib
import sys

import peers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=sorted(peers.COMMANDS))
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--limit", type=float, default=60)
    args = parser.parse_args()
    if args.out.exists():
        print(f"{args.out} is there: not run again", file=sys.stderr)
        return
    run = peers.run(args.name, sorted(args.pages.iterdir()), args.limit)
    if run is None:
        sys.exit(f"{args.name} is not installed: bench/peers/install")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    part = args.out.with_suffix(".part")
    part.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in run.pages), encoding="utf-8")
    empty = sum(not page.get("text", "").strip() for page in run.pages)
    summary = {"name": args.name, "pages": len(run.pages), "empty": empty, "failed": run.failed, "wall_s": round(run.wall, 2),
               "cpu_s": round(run.cpu, 2), "rss_mb": round(run.rss_mb, 1)}
    args.out.with_suffix(".json").write_text(json.dumps(summary) + "\n", encoding="utf-8")
    part.rename(args.out)
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
