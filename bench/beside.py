"""Measures the program beside its peers, each on the same input in the same run, on one core: what bench/run prints second.

The time is user and system time of the process. A peer's start (an interpreter and its imports, measured with no page at all) is taken
off; ours is not. Before each peer the program reads the same pages, so that a ratio never compares two runs apart. Whatever is not there
(development data, a peer, a compiler) is named with the word SKIPPED, and the rest goes on."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
import peers

DATA = pathlib.Path(os.environ.get("SYNOPTIC_DATA", pathlib.Path.home() / ".cache" / "synoptic-data"))
PAGES = "extract/wcxb/html"
# peer: how many of the pages it reads, evenly chosen; the slow ones get few
SAMPLES = {"rs-trafilatura": 711, "trafilatura": 142, "newspaper4k": 142, "readability-lxml": 142, "readability.js": 48}
DATE_PAGES, TIMES_OF_SAX = 142, 1.8
WARC_RECORDS, WARC_COPIES, WARC_SKIPPED = 4000, 20, ("clipped", "truncated")


def usage_of(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
    """(user and system seconds, largest resident MB) of one run; ends the whole program when it fails."""
    child = subprocess.Popen([str(part) for part in command], stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=peers.ENVIRONMENT)
    usage, memory = peers.watched(child)
    if child.returncode:
        raise SystemExit(f"bench: {command[0]} {command[1]} failed with status {child.returncode}")
    return usage.ru_utime + usage.ru_stime, memory


def best_of(command, runs=3):
    """The least time of some runs and the most memory: others on the machine can only add to the time."""
    found = [usage_of(command) for _ in range(runs)]
    return min(seconds for seconds, _ in found), max(memory for _, memory in found)


def megabytes(paths):
    return sum(path.stat().st_size for path in paths) / 1e6


def chosen(paths, count):
    """`count` of the paths, evenly spread over all."""
    return [paths[i * len(paths) // count] for i in range(count)] if count < len(paths) else paths


def line(what, who, count, unit, seconds, memory, ours=None):
    ratio = f"{seconds / ours:8.1f} x ours" if ours else ""
    print(f"{what:<14} {who:<28} {count:>6} {unit:<7} {seconds:8.2f} s {count / seconds:10.1f} {unit}/s {memory:7.0f} MB{ratio}", flush=True)


def read_command(program, paths):
    return [program, "read", "--threads", "1", *paths]


def compiled(source, packages, folder):
    """The program made of a C file of this folder, or None."""
    made = folder / source.stem
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    compiler = shutil.which(os.environ.get("CC", "cc").split()[-1])
    if flags.returncode or not compiler:
        return None
    include = ["-I", HERE.parent / "include", "-I", HERE.parent / "src"]
    run = subprocess.run([compiler, "-O2", *map(str, include), str(source), "-o", str(made), *flags.stdout.split()])
    return made if run.returncode == 0 else None


def parse_alone(program, pages, folder):
    """Our whole `read` against libxml2's SAX parse with a handler that only counts."""
    sax = compiled(HERE / "sax.c", ["libxml-2.0"], folder)
    if not sax:
        print("SKIPPED libxml2's SAX parse: no compiler, or no libxml2 to compile with")
        return
    count = len(list(pages.iterdir()))
    seconds, memory = best_of([sax, pages], 5)
    ours, our_memory = best_of(read_command(program, [pages]), 5)
    line("parse", "libxml2 SAX, parse alone", count, "pages", seconds, memory)
    line("parse", "synoptic read, all of it", count, "pages", ours, our_memory)
    print(f"parse          ours / libxml2's parse alone: {ours / seconds:.2f} (at most {TIMES_OF_SAX})")


def pages_a_second(program, pages):
    paths = sorted(pages.iterdir())
    for name, count in SAMPLES.items():
        beside(program, name, "pages", chosen(paths, count))


def beside(program, name, what, paths):
    """One peer and ours on the same pages."""
    if not peers.installed(name):
        print(f"SKIPPED {what}, {name}: not installed (bench/peers/install)")
        return
    start = peers.run(name, [])
    run = peers.run(name, paths)
    ours, our_memory = best_of(read_command(program, paths))
    seconds = max(run.cpu - start.cpu, 0.001)
    line(what, "synoptic read", len(paths), "pages", ours, our_memory)
    line(what, name, len(paths), "pages", seconds, run.rss_mb, ours)
    if run.failed:
        print(f"{what:<14} {name} failed on {run.failed} of these pages")


def feeds(program):
    folder = DATA / "feeds" / "feedparser"
    paths = sorted(path for path in folder.rglob("*.xml") if path.is_file())
    if not paths:
        print(f"SKIPPED feeds: {folder} is not there")
    elif not peers.installed("feedparser"):
        print("SKIPPED feeds, feedparser: not installed (bench/peers/install)")
    else:
        start, run = peers.run("feedparser", []), peers.run("feedparser", paths)
        ours, our_memory = best_of(read_command(program, [folder]))
        line("feeds", "synoptic read", len(paths), "files", ours, our_memory)
        line("feeds", "feedparser", len(paths), "files", max(run.cpu - start.cpu, 0.001), run.rss_mb, ours)


def first_number(command):
    return int(subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True, text=True).stdout.split(": ")[1].split()[0])


def archives(program, folder):
    """Records a second of gzip WARC, heads only: our door alone (bench/warc.c) beside FastWARC, on archives of two kinds."""
    ours, python = pathlib.Path(program).parent.parent / "bench" / "bench_warc", peers.PYTHON
    if not ours.exists():
        print(f"SKIPPED archives: {ours} is not built")
        return
    made, real = folder / "made.warc.gz", folder / "real.warc.gz"
    subprocess.run([sys.executable, HERE / "make_warc.py", made, str(WARC_RECORDS)], check=True)
    found = [path for path in sorted((DATA / "warc").rglob("*.warc.gz")) if not any(part in path.name for part in WARC_SKIPPED)]
    with open(real, "wb") as out:
        for path in found * WARC_COPIES:
            out.write(path.read_bytes())
    for name, path in (("made", made), ("real", real)):
        if path.stat().st_size == 0:
            print(f"SKIPPED archives, {name}: {DATA / 'warc'} is not there")
            continue
        records = first_number([ours, path])
        seconds, memory = best_of([ours, path])
        line(f"warc, {name}", "synoptic, heads only", records, "records", seconds, memory)
        if not peers.installed("fastwarc"):
            print("SKIPPED archives, fastwarc: not installed (bench/peers/install)")
            continue
        peer = [python, HERE / "warc_peer.py", path]
        start, _ = best_of([python, HERE / "warc_peer.py"])
        theirs, memory = best_of(peer)
        line(f"warc, {name}", "fastwarc, heads only", first_number(peer), "records", max(theirs - start, 0.001), memory, seconds)


def run(program):
    pages = DATA / PAGES
    print(f"\nBeside the peers: {os.cpu_count()} cores, one used; user and system time; the largest resident set.")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if pages.is_dir():
            print(f"The pages: {PAGES}, {megabytes(list(pages.iterdir())):.0f} MB.")
            parse_alone(program, pages, folder)
            pages_a_second(program, pages)
            beside(program, "htmldate", "dates", chosen(sorted(pages.iterdir()), DATE_PAGES))
        else:
            print(f"SKIPPED pages and dates: {pages} is not there")
        feeds(program)
        archives(program, folder)
