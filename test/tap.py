"""What the test scripts share: TAP lines, where things are, and running the program. Python's standard library only.

The environment, set by test/meson.build: SYNOPTIC (the program), SYN_BUILD (the build folder), SYN_SOURCE_ROOT. By hand the
folder `build` is used: `test/worst/run_worst` works from anywhere."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("SYN_SOURCE_ROOT") or pathlib.Path(__file__).resolve().parent.parent)
BUILD = pathlib.Path(os.environ.get("SYN_BUILD") or ROOT / "build")
PROGRAM = os.environ.get("SYNOPTIC") or str(BUILD / "cli/synoptic")
SHARED = ROOT.parent / "shared"      # development data that may stand beside the repository
CRANE = ROOT / "examples/crane"
EXIT_CODES = (0, 1, 2, 3, 4, 5, 130)  # those that `synoptic --help` lists

_count = 0
_failed = 0


def ok(good, name, detail=""):
    """One TAP line; `detail` is shown when it failed. Gives `good` back."""
    global _count, _failed
    _count += 1
    name = str(name).replace("#", "no.")
    print(f"{'ok' if good else 'not ok'} {_count} - {name}", flush=True)
    if not good:
        _failed += 1
        for line in str(detail).splitlines()[:40]:
            print(f"#   {line[:400]}", flush=True)
    return good


def todo(name, reason):
    """Something that is known not to hold yet: shown, and no failure."""
    global _count
    _count += 1
    print(f"not ok {_count} - {name} # TODO {reason}", flush=True)


def note(text):
    print(f"# {text}", flush=True)


def skip(name, reason):
    """A loud skip of one thing."""
    global _count
    _count += 1
    print(f"ok {_count} - {name} # SKIP {reason}", flush=True)


def skip_all(reason):
    print(f"1..0 # SKIP {reason}", flush=True)
    sys.exit(0)


def done():
    print(f"1..{_count}", flush=True)
    sys.exit(1 if _failed else 0)


def run(*arguments, stdin=None, cwd=None, timeout=120, env=None, program=None):
    """Runs the program without colours or locale; gives subprocess.CompletedProcess with bytes."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG")) and k not in ("NO_COLOR", "COLUMNS")}
    return subprocess.run([program or PROGRAM, *map(str, arguments)], input=b"" if stdin is None else stdin, cwd=cwd,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, env=clean | (env or {}))


def crane():
    """The five example reports, in order of name."""
    return sorted(str(path) for path in CRANE.iterdir())


def stories():
    """Folders of real reports beside the repository, or none: {name: [files]}."""
    folder = SHARED / "reports"
    found = {p.name: sorted(map(str, p.glob("*.txt"))) for p in sorted(folder.iterdir()) if p.is_dir()} if folder.is_dir() else {}
    return {name: files for name, files in found.items() if files}
