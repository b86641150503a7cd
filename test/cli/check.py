#!/usr/bin/env python3
"""Runs the program as a person would: check.py PROGRAM. Exit codes, messages, where output goes, signals, help, man pages."""
import ast
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
COMMANDS = ("compare", "read", "mark", "group", "story", "verify", "help", "version")
TEXTS = {
    "a.txt": "Barge sinks in the lock at Orm\n\ndate 2031-05-06\n\nA barge sank in the lock at Orm on Tuesday and 3 men swam ashore, "
             "the lock keeper Jon Reve said.\n\n\"The water came over the deck at once,\" said Reve.\n",
    "b.txt": "Three men swam ashore when a barge sank in the lock at Orm on Tuesday. \"The water came over the deck at once,\" lock "
             "keeper Jon Reve said.\n",
}


class Program(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.holder.name)
        for name, text in TEXTS.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def tearDown(self):
        self.holder.cleanup()

    def run_it(self, *args, code=0, **more):
        done = subprocess.run([PROGRAM, *args], cwd=self.folder, capture_output=True, timeout=60, check=False, **more)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    def test_compare_and_verify_agree_and_a_changed_file_is_found(self):
        out, err = self.run_it("compare", "--format=json", "a.txt", "b.txt")
        self.assertEqual(err, "")
        self.assertEqual(len(json.loads(out)["reports"]), 2)
        (self.folder / "c.json").write_text(out, encoding="utf-8")
        self.assertIn("verified", self.run_it("verify", "c.json", "a.txt", "b.txt")[0])
        (self.folder / "b.txt").write_text(TEXTS["b.txt"].replace("Three", "Seven"), encoding="utf-8")
        self.assertIn("c.json: report 1 (b)", self.run_it("verify", "c.json", "a.txt", "b.txt", code=1)[1])

    def test_the_ending_of_the_output_file_chooses_the_form(self):
        for name, begin in (("x.json", "{"), ("x.html", "<!"), ("x.md", "#"), ("x.txt", "Barge")):
            self.run_it("compare", "-o", name, "a.txt", "b.txt")
            self.assertTrue((self.folder / name).read_text(encoding="utf-8").lstrip().startswith(begin), name)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["a.txt", "b.txt", "x.html", "x.json", "x.md", "x.txt"])

    def test_a_bad_input_is_named_and_the_others_go_on(self):
        out, err = self.run_it("compare", "a.txt", "gone.txt", "b.txt")
        self.assertIn("gone.txt", err)
        self.assertIn("gone.txt", out)
        self.run_it("compare", "gone.txt", code=3)
        (self.folder / "none.txt").write_text("")
        self.run_it("compare", "none.txt", code=1)
        self.run_it("compare", "--limit-memory", "5K", "a.txt", code=4)

    def test_usage_errors_say_what_and_suggest(self):
        for args, said in ((["compare", "--formt", "json", "a.txt"], "--format"), (["comapre", "a.txt"], "compare"),
                           (["a.txt", "b.txt"], "synoptic compare a.txt"), (["compare"], "usage"),
                           (["compare", "--width", "wide", "a.txt"], "columns"), (["compare", "--threads"], "needs a value"),
                           (["compare", "--plain=yes", "a.txt"], "takes no value"), (["compare", "--show", "nonsense", "a.txt"], "timeline"),
                           (["--format", "json"], "command comes first"), (["compare", ""], "no name"), ([], "Usage")):
            self.assertIn(said, self.run_it(*args, code=2)[1], args)

    def test_options_end_at_two_dashes_and_a_dash_is_standard_input(self):
        (self.folder / "--odd.txt").write_text(TEXTS["a.txt"])
        self.assertEqual(json.loads(self.run_it("read", "--", "--odd.txt")[0])["id"], "--odd")
        self.assertEqual(json.loads(self.run_it("read", "-", input=TEXTS["a.txt"].encode())[0])["outcome"], "article")

    def test_a_failure_to_write_is_an_error_and_leaves_nothing(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "compare", "a.txt"], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"No space left", done.stderr)
        self.run_it("compare", "-o", "/dev/full", "a.txt", code=3)
        self.run_it("compare", "-o", "no/such/folder/x", "a.txt", code=3)
        self.assertEqual(len(list(self.folder.iterdir())), len(TEXTS))

    def test_a_reader_that_goes_away_is_no_error(self):
        done = subprocess.run(f"'{PROGRAM}' mark a.txt b.txt a.txt b.txt | head -c 1 > /dev/null; exit ${{PIPESTATUS[0]}}", shell=True,
                              executable="/bin/bash", cwd=self.folder, capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_ctrl_c_ends_it_with_130_and_no_half_file(self):
        running = subprocess.Popen([PROGRAM, "compare", "-o", "x.html", "-"], cwd=self.folder, stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=10), 130)
        running.stdin.close()
        self.assertIn(b"interrupted", running.stderr.read())
        running.stderr.close()
        self.assertEqual(len(list(self.folder.iterdir())), len(TEXTS))

    def test_a_pipe_that_nobody_writes_ends_at_its_limit_and_on_ctrl_c(self):
        os.mkfifo(self.folder / "pipe")
        self.assertIn("time limit", self.run_it("compare", "--limit-time", "0.2", "pipe", code=4)[1])
        running = subprocess.Popen([PROGRAM, "compare", "pipe"], cwd=self.folder, stderr=subprocess.DEVNULL)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=10), 130)

    def test_a_name_cannot_steer_the_terminal(self):
        (self.folder / "e\033[31m.txt").write_text("")
        said = self.run_it("compare", "e\033[31m.txt", code=1)[1]
        self.assertIn("e?[31m.txt", said)
        self.assertNotIn("\033", said)

    def test_a_stream_is_printed_as_it_comes(self):
        running = subprocess.Popen([PROGRAM, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # The kind of an input is judged by its first 4096 bytes, and its first object is held until there is a second.
        long = b"The first line has come. " * 400
        running.stdin.write(b'{"id":"x","text":"' + long + b'"}\n{"id":"w","text":"So has this."}\n{"id":"y","text":"And')
        running.stdin.flush()
        self.assertEqual(json.loads(running.stdout.readline())["id"], "x")
        self.assertEqual(json.loads(running.stdout.readline())["id"], "w")
        running.stdin.write(b' the third."}\n')
        running.stdin.close()
        self.assertEqual(json.loads(running.stdout.readline())["id"], "y")
        self.assertEqual(running.wait(timeout=10), 0)
        running.stdout.close()

    def test_no_colour_and_100_columns_where_there_is_no_terminal(self):
        out, _ = self.run_it("compare", "a.txt", "b.txt")
        self.assertNotIn("\x1b", out)
        self.assertLessEqual(max(len(line) for line in out.splitlines()), 100)
        self.assertIn("\x1b", self.run_it("compare", "--color", "always", "a.txt", "b.txt")[0])
        narrow, _ = self.run_it("compare", "--width", "60", "a.txt", "b.txt")
        self.assertLessEqual(max(len(line) for line in narrow.splitlines()), 60)

    def test_threads_do_not_change_a_byte(self):
        for command in (["compare", "--format", "json"], ["compare", "--format", "html"], ["mark"], ["group"]):
            first = self.run_it(*command, "--threads", "1", "a.txt", "b.txt")[0]
            self.assertEqual(first, self.run_it(*command, "--threads", "8", "a.txt", "b.txt")[0])

    def test_every_command_has_help_with_examples_and_a_man_page_with_every_option(self):
        for command in COMMANDS:
            text, _ = self.run_it(command, "--help")
            self.assertIn("Examples:", self.run_it("help", command)[0])
            page, _ = self.run_it("help", "--man", command)
            for line in text.splitlines():
                for word in line.split():
                    if line.startswith("  ") and word.startswith("--") and len(word) > 2 and line.index(word) < 8:
                        self.assertIn(word.replace("-", "\\-"), page)
                        if command not in ("help", "version"):
                            self.assertIn(word[2:], self.run_it("help", "--completion", "bash")[0])
        page = self.run_it("help", "--man", "compare")[0]
        for line in self.run_it("--help")[0].split("Exit codes:")[1].strip("\n").splitlines():
            if not line.startswith("   "):  # a meaning that goes on
                self.assertIn(f".B {line.split()[0]}\n", page)
        for said in ("given a file that is no collation", "reached, and there is no result"):
            self.assertIn(said, page)
            self.assertIn(said, " ".join(self.run_it("--help")[0].split()))

    def test_a_man_page_names_only_pages_that_are_installed(self):
        built = (pathlib.Path(__file__).resolve().parents[2] / "cli/meson.build").read_text(encoding="utf-8")
        pages = ast.literal_eval(re.search(r"foreach page : (\[.*?\])", built)[1])
        installed = {page if page == "synoptic" else "synoptic-" + page for page in pages}
        for page in pages:
            named = re.findall(r"^\.BR (\S+) \(1\)", self.run_it("help", "--man", page)[0].split("SEE ALSO")[1], re.M)
            self.assertTrue(named)
            self.assertLessEqual({name.replace("\\-", "-") for name in named}, installed)

    def test_verify_of_a_file_that_is_no_collation_ends_with_3(self):
        self.assertIn("a.txt", self.run_it("verify", "a.txt", "b.txt", code=3)[1])

    def test_completions_are_sound_scripts(self):
        for shell in ("bash", "zsh", "fish"):
            script, _ = self.run_it("help", "--completion", shell)
            if shutil.which(shell):
                (self.folder / "script").write_text(script)
                subprocess.run([shutil.which(shell), "-n", str(self.folder / "script")], check=True)


if __name__ == "__main__":
    unittest.main()
