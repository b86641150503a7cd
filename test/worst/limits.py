"""What the scripts of this folder share: running the program under a limit of time and memory, and looking at what it printed."""
import json
import os
import subprocess
import time

import tap


# Without what fills memory with noise: pages that nobody has touched are no cost.
PLAIN = {name: value for name, value in os.environ.items() if name != "MALLOC_PERTURB_"}


def measured(arguments, cwd, limit):
    """(exit code or None where it ran over, stdout's file, processor seconds, peak MB, stderr). The peak
    begins with what this script holds: let go of what was written."""
    with open(cwd / "stdout", "wb") as out, open(cwd / "stderr", "wb") as err:
        process = subprocess.Popen([tap.PROGRAM, *arguments], env=PLAIN, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=cwd)
        until, code = time.monotonic() + limit, None
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > until:
                process.kill()
                _, _, used = os.wait4(process.pid, 0)
                break
            time.sleep(0.002)
        process.returncode = 0
    return code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, (cwd / "stderr").read_text(errors="replace")


def check(name, cwd, arguments, limit, codes=(0,), look=None, memory_mb=1024):
    """One case; `look` gets the bytes printed and says what is wrong with them, or None."""
    began = time.monotonic()
    code, processor, memory, said = measured(arguments, cwd, limit)
    took = time.monotonic() - began
    wrong = []
    if code is None:
        wrong.append(f"ran over its limit of {limit} s")
    elif code not in codes:
        wrong.append(f"exit code {code}, not one of {codes}")
    if memory > memory_mb:
        wrong.append(f"{memory:.0f} MB, over {memory_mb:.0f}")
    if look and not wrong:
        wrong += filter(None, [look((cwd / "stdout").read_bytes())])
    tap.ok(not wrong, f"{name} (at most {limit} s)", "\n".join([*wrong, said[-600:]]))
    tap.note(f"{took:.2f} s, {processor:.2f} s of processor, {memory:.0f} MB")


def outcomes(*wanted):
    """A check that every line has one of these outcomes, and a reason where it is no article."""
    def look(output):
        for line in output.splitlines():
            report = json.loads(line)
            if report["outcome"] not in wanted or (report["outcome"] != "article" and not report["reason"]):
                return f"outcome {report['outcome']}, reason {report.get('reason')!r}"
        return None if output else "no output"
    return look


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name
