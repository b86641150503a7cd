"""The peers: where bench/peers/install puts them, how each is started, and one run of one of them over pages.

Every runner reads paths of pages from stdin, one a line, and prints one JSON object a page, flushed, in the same order."""
import json
import os
import pathlib
import re
import selectors
import subprocess
import time
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(os.environ.get("SYNOPTIC_PEERS", pathlib.Path.home() / ".cache" / "synoptic-peers"))
PYTHON = HOME / "venv" / "bin" / "python"
RUST = HOME / "rust" / "target" / "release" / "rs_trafilatura_peer"


PYTHON_PEERS = ("trafilatura", "newspaper4k", "readability-lxml", "htmldate", "feedparser")


def python_peer(name):
    return [PYTHON, "-W", "ignore", HERE / "python_peers.py", name]


# name: the command. A peer is installed when PRESENCE[name], a file, is there.
COMMANDS = {name: python_peer(name) for name in PYTHON_PEERS}
COMMANDS["readability.js"] = ["node", HERE / "readability.js", HOME / "npm"]
COMMANDS["rs-trafilatura"] = [RUST]
PRESENCE = {name: PYTHON for name in COMMANDS} | {"rs-trafilatura": RUST,
                                                  "readability.js": HOME / "npm" / "node_modules" / "jsdom" / "package.json"}
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@dataclass
class Run:
    pages: list = field(default_factory=list)
    failed: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    rss_mb: float = 0.0


def installed(name):
    return PRESENCE.get(name, PYTHON).exists()


def peak_mb(pid):
    """The most memory that a running process has held, or 0. What the system tells at its end begins with what its parent held."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.M)
    return int(found[1]) / 1024 if found else 0.0


def watched(child, every=0.005):
    """Waits for a process: (what it used, the most memory seen)."""
    peak = 0.0
    while True:
        peak = max(peak, peak_mb(child.pid))
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return usage, peak
        time.sleep(every)


def answer(child, pending, seconds):
    """The next whole line of the child's output, or None when it ends or takes too long."""
    until = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while b"\n" not in pending:
            if not selector.select(max(0.0, until - time.monotonic())):
                return None
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                return None
            pending += piece
    line, _, rest = bytes(pending).partition(b"\n")
    pending[:] = rest
    return line


def run_until_failure(name, paths, limit, run):
    """Runs the peer over the paths up to the first page that it fails on; returns how many pages it answered."""
    child = subprocess.Popen(COMMANDS[name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    pending, answered = bytearray(), 0
    try:
        for path in paths:
            child.stdin.write(f"{path}\n".encode())
            child.stdin.flush()
            line = answer(child, pending, limit)
            if line is None:
                break
            run.pages.append(json.loads(line))
            run.rss_mb = max(run.rss_mb, peak_mb(child.pid))
            answered += 1
    except BrokenPipeError:
        pass
    if answered < len(paths):
        child.kill()
    else:
        child.stdin.close()
    usage, _ = watched(child)
    run.cpu += usage.ru_utime + usage.ru_stime
    return answered


def run(name, paths, limit=60.0):
    """One run of a peer over pages (with none, of its start alone), or None when it is not installed."""
    if not installed(name):
        return None
    result, paths = Run(), [pathlib.Path(path) for path in paths]
    start = time.perf_counter()
    if not paths:
        run_until_failure(name, [], limit, result)  # its start alone
    while paths:
        answered = run_until_failure(name, paths, limit, result)
        if answered < len(paths):
            result.pages.append({"id": paths[answered].stem, "outcome": "empty", "reason": "the peer failed", "text": ""})
            result.failed += 1
            answered += 1
        paths = paths[answered:]
    result.wall = time.perf_counter() - start
    return result
