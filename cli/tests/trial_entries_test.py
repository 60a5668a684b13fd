"""turncoat trial --entries: many implementations side by side, in sandboxes.

usage: trial_entries_test.py TURNCOAT CASES [unittest arguments]
"""

import csv
import http.server
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from command_line import HOLDS, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, main

SAMPLES = Path(__file__).resolve().parents[2] / "trial" / "samples"
PYTHON = "/usr/bin/python3"  # a sandbox has what the system has
TIMEOUT = 60

# Says of everything that it isn't supported.
ANSWERS = """
import sys
for line in sys.stdin:
    print('{"error": "not supported"}', flush=True)
"""


class Entries(CommandLine):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)

    def entry(self, name, kind="decider", command=f"{PYTHON} program.py", folder=None, program=None):
        place = self.folder / (folder or name)
        place.mkdir(exist_ok=True)
        if program is not None:
            (place / "program.py").write_text(program)
            (place / "program.py").chmod(0o644)
        place.chmod(0o755)
        return {"name": name, "kind": kind, "command": command, "folder": folder or name}

    def sample(self, name, text, *mistake):
        kind = text.split(".")[0]
        return self.entry(name, kind, " ".join([PYTHON, "program.py", *mistake]), program=(SAMPLES / text).read_text())

    def listed(self, *entries):
        return self.file("class.json", json.dumps(entries))

    def trial(self, *entries, more=("--no-sandbox",), cases=20, expect=VIOLATION):
        run = self.turncoat("trial", "--entries", self.listed(*entries), "--cases", cases, "--timeout", TIMEOUT, "--csv",
                            "out/class.csv", "--json", *more, expect=expect)
        return {entry["name"]: entry for entry in json.loads(run.stdout)["entries"]}


class Table(Entries):
    def test_has_level_first_failure_and_what_it_resembles(self):
        entries = [
            self.sample("right", "decider.py"),
            self.sample("tie", "decider.py", "--mistake", "tie-means-attack"),
            self.sample("twice", "general.py", "--mistake", "sends-twice"),
            self.entry("no-program", command="no-such-program"),
        ]
        by_name = self.trial(*entries)
        self.assertEqual({name: entry["level"] for name, entry in by_name.items()},
                         {"right": "hostile input", "tie": "OM(0)", "twice": "none", "no-program": "none"})
        table = {row["name"]: row for row in csv.DictReader(io.StringIO((self.folder / "out/class.csv").read_text()))}
        self.assertEqual([table[name]["first failure"] for name in ("right", "tie", "twice", "no-program")],
                         ["", "om1-decides", "commander", "om0-decides"])
        self.assertEqual(table["tie"]["resembles"], "tie-means-attack")
        self.assertEqual((table["right"]["passed"], table["tie"]["passed"]), ("true", "false"))
        self.assertIn("no-such-program: can't be run", table["no-program"]["what"])
        page = (self.folder / "out/trial/index.html").read_text()
        for name in by_name:
            self.assertIn(name, page)
        run = self.turncoat("trial", "--entries", self.folder / "class.json", "--no-sandbox", "--cases", 20, "--timeout",
                            TIMEOUT, expect=VIOLATION)
        self.assertRegex(run.stdout, r"(?m)^right +hostile input +\d+$")
        self.assertRegex(run.stdout, r"(?m)^tie +OM\(0\) +\d+  om1-decides +tie-means-attack$")

    def test_is_the_same_again_and_whatever_the_number_of_jobs(self):
        entries = [self.sample(f"e{i}", "decider.py", "--mistake", "tie-means-attack") for i in range(4)]
        first = self.trial(*entries, more=("--no-sandbox", "--jobs", 1))
        self.assertEqual(first, self.trial(*entries, more=("--no-sandbox", "--jobs", 4)))
        self.assertEqual(len(first), 4)

    def test_one_that_takes_too_long_is_out_of_time(self):
        slow = ANSWERS.replace("    print", "    import time; time.sleep(0.05)\n    print")
        run = self.turncoat("trial", "--entries", self.listed(self.entry("slow", program=slow)), "--no-sandbox",
                            "--entry-time", 1, "--timeout", TIMEOUT, expect=UNDECIDED)
        self.assertRegex(run.stdout, r"(?m)^slow +none +\d+  out of time$")


class GoesOn(Entries):
    """Each entry writes down that it was started: in folder/starts."""

    def counting(self, name, waits=False):
        program = f"open({str(self.folder / 'starts')!r}, 'a').write({name + chr(10)!r})\n"
        if waits:  # until there is a file
            program += f"import os, time\nwhile not os.path.exists({str(self.folder / 'go')!r}): time.sleep(0.01)\n"
        return self.entry(name, program=program + ANSWERS)

    def starts(self):
        file = self.folder / "starts"
        return file.read_text().split() if file.exists() else []

    def ended_in_the_middle(self, by):
        """a and b are finished, and c waits for ever."""
        listed = self.listed(self.counting("a"), self.counting("b"), self.counting("c", waits=True))
        command = ["trial", "--entries", listed, "--no-sandbox", "--jobs", 1, "--cases", 5, "--timeout", 600]
        run = subprocess.Popen([TURNCOAT, *map(str, command)], cwd=self.folder, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
        hangs = threading.Timer(120, run.kill)
        hangs.start()
        self.addCleanup(hangs.cancel)
        while "c" not in self.starts() and run.poll() is None:
            time.sleep(0.01)
        run.send_signal(by)
        if by == signal.SIGINT:  # the question to c is asked until it is answered
            (self.folder / "go").touch()
        out, errors = run.communicate()
        (self.folder / "go").touch()
        return command, run.returncode, out.decode(), errors.decode()

    def test_after_ctrl_c(self):
        command, code, out, errors = self.ended_in_the_middle(signal.SIGINT)
        self.assertEqual(code, UNDECIDED)
        self.assertIn("turncoat: 2 of 3 tried; the same command goes on with the others\n", errors)
        self.assertRegex(out, r"(?m)^b ")
        before = self.starts()
        again = self.turncoat(*command, expect=UNDECIDED)
        self.assertEqual(set(self.starts()[len(before):]), {"c"})
        self.assertRegex(again.stdout, r"(?ms)^a .*^b .*^c +none +0  supports nothing$")
        self.assertFalse((self.folder / "out/trial/finished").exists())
        self.turncoat(*command, expect=UNDECIDED)
        self.assertEqual(set(self.starts()[len(before):]), {"a", "b", "c"})  # it was finished: from the beginning

    def test_after_a_kill(self):
        command, _, _, _ = self.ended_in_the_middle(signal.SIGKILL)
        before = self.starts()
        self.turncoat(*command, expect=UNDECIDED)
        self.assertEqual(set(self.starts()[len(before):]), {"c"})

    def test_but_not_with_what_has_changed(self):
        command, _, _, _ = self.ended_in_the_middle(signal.SIGKILL)
        os.utime(self.folder / "a" / "program.py", (1, 2**31))
        before = self.starts()
        self.turncoat(*command, expect=UNDECIDED)
        self.assertEqual(set(self.starts()[len(before):]), {"a", "c"})
        (self.folder / "out/trial/finished").mkdir()
        (self.folder / "out/trial/finished/b.json").write_text('{"asked": 3}')  # from somebody else
        self.turncoat(*command, expect=UNDECIDED)

    def test_nor_with_other_options(self):
        command, _, _, _ = self.ended_in_the_middle(signal.SIGKILL)
        before = self.starts()
        self.turncoat(*command, "--seed", 2, expect=UNDECIDED)
        self.assertEqual(set(self.starts()[len(before):]), {"a", "b", "c"})


class Refused(Entries):
    def test_files_that_list_nothing_to_try(self):
        good = self.entry("a")
        for listed, place, expected in (
            ({}, "", "an array"),
            ([], "", "at least one implementation"),
            ([good, good], "/1/name", "two implementations have this name"),
            ([good | {"name": "../a"}], "/0/name", "letters, digits"),
            ([good | {"name": ".a"}], "/0/name", "letters, digits"),
            ([good | {"kind": "poet"}], "/0/kind", '"decider", "general" or "http"'),
            ([good | {"command": "'"}], "/0/command", "without an end"),
            ([good | {"command": ""}], "/0/command", "command"),
            ([good | {"folder": "nowhere"}], "/0/folder", "a folder that exists"),
            ([good | {"more": 1}], "/0", "more"),
            ([{"name": "a"}], "/0", ""),
        ):
            with self.subTest(listed):
                said = self.refused("trial", "--no-sandbox", "--entries", self.file("x.json", json.dumps(listed)))
                self.assertIn(f"x.json: {place}", said)
                self.assertIn(expected, said)

    def test_options_that_dont_go_together(self):
        listed = self.listed(self.entry("a"))
        self.assertIn("--decider", self.refused("trial", "--entries", listed, "--decider", "true"))
        self.assertIn("--scenario", self.refused("trial", "--entries", listed, "--scenario", "x.json"))
        self.assertIn("--no-sandbox", self.refused("trial", "--sandbox", "--no-sandbox", "--decider", "true"))

    def test_no_sandbox_where_bubblewrap_is_missing(self):
        listed = self.listed(self.entry("a", program=ANSWERS))
        self.environment["PATH"] = str(self.folder)
        said = self.refused("trial", "--entries", listed)
        self.assertIn("no sandbox can be had here: bwrap: can't be run: No such file or directory", said)
        self.assertIn("--no-sandbox", said)


class Sandbox(Entries):
    def setUp(self):
        super().setUp()
        why = self.why_no_sandbox()
        if why:
            self.skipTest(why)

    def what_fails(self, program, *more):
        """The first failure of a program in a sandbox."""
        entry = self.trial(self.entry("bad", program=program), more=more)["bad"]
        failures = [check["failure"]["what"] for check in entry["checks"] if "failure" in check]
        self.assertEqual(entry["level"], "none")
        return failures[0]

    def test_lets_right_ones_pass(self):
        by_name = self.trial(self.sample("decider", "decider.py"), self.sample("general", "general.py"), more=(),
                             expect=HOLDS)
        self.assertEqual({entry["level"] for entry in by_name.values()}, {"hostile input"})
        self.assertTrue(all(entry["sandbox"] for entry in by_name.values()))

    def test_has_no_file_of_others(self):
        self.entry("other", program="secret")
        for file in (self.folder / "other/program.py", self.folder / "class.json", Path.home(), TURNCOAT):
            with self.subTest(file):
                what = self.what_fails(f"import os; os.stat({str(file)!r})")
                self.assertRegex(what, "FileNotFoundError|PermissionError")

    def test_can_be_written_nowhere_but_in_tmp_and_that_is_bounded(self):
        for file in ("new", "program.py", "/usr/new", "/etc/new", "/new", "/dev/new"):
            with self.subTest(file):
                self.assertRegex(self.what_fails(f"open({file!r}, 'w')"), "Read-only file system|Permission denied")
        for folder in ("/tmp", "/dev/shm"):
            with self.subTest(folder):
                program = f"""
with open("{folder}/file", "wb", buffering=0) as file:
    for i in range(200):
        file.write(bytes(1 << 20))
"""
                self.assertIn("No space left on device", self.what_fails(program))
        self.assertIn("RuntimeError: was kept", self.what_fails("""
import os
open(os.environ["HOME"] + "/file", "w").write("kept")
raise RuntimeError("was " + open("/tmp/file").read())
"""))

    def test_reaches_no_network_not_even_the_loopback_of_others(self):
        server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
        self.addCleanup(server.server_close)
        for address in (("127.0.0.1", server.server_address[1]), ("192.0.2.1", 80)):
            with self.subTest(address):
                what = self.what_fails(f"import socket; socket.create_connection({address!r})")
                self.assertRegex(what, "Connection refused|Network is unreachable")

    def test_has_a_clean_environment_and_no_other_processes(self):
        self.environment["SECRET"] = "secret"
        self.assertIn("KeyError: 'SECRET'", self.what_fails("import os; os.environ['SECRET']"))
        self.assertIn("at most 5", self.what_fails("""
import os
all = [name for name in os.listdir("/proc") if name.isdigit()]
raise RuntimeError("at most 5" if len(all) <= 5 else f"{len(all)} processes")
"""))
        self.assertIn("not root", self.what_fails("""
import os
raise RuntimeError("root" if os.getuid() == 0 or 0 in os.getgroups() else "not root")
"""))

    def test_ends_what_fills_memory(self):
        for program in (
            "all = []\nwhile True: all.append(bytearray(b'x' * (1 << 24)))",
            "import os\nfile = os.memfd_create('x')\nwhile True: os.write(file, b'x' * (1 << 24))",
            # No process has much of it.
            "import os\nfor i in range(40):\n  if os.fork() == 0: break\nall = b'x' * (100 << 20)\nwhile True: pass",
        ):
            with self.subTest(program):
                self.assertIn("it used more than 1 GiB of memory, and was ended", self.what_fails(program))

    def test_ends_what_forks_without_end(self):
        for program in (
            "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
            "import os\nwhile True:\n  try:\n    if os.fork() == 0: os.setsid()\n  except OSError: pass",
        ):
            with self.subTest(program):
                self.assertIn("it had more than 100 processes, and was ended", self.what_fails(program))
        self.assertEqual(self.left(), [])

    def left(self):
        """Processes that run from this test's folder."""
        found = []
        for process in Path("/proc").iterdir():
            try:
                if process.name.isdigit() and str(self.folder) in (process / "cmdline").read_text():
                    found.append(process.name)
            except OSError:
                pass
        return found

    def test_is_for_one_too(self):
        (self.folder / "one").mkdir()
        (self.folder / "one").chmod(0o755)
        program = self.file("one/program.py", "import os; os.stat('../class.json')")
        program.chmod(0o644)
        run = subprocess.run([TURNCOAT, "trial", "--sandbox", "--decider", f"{PYTHON} program.py", "--cases", "1"],
                             cwd=self.folder / "one", capture_output=True, text=True)
        self.assertEqual(run.returncode, VIOLATION, run.stderr)
        self.assertIn("FileNotFoundError", run.stdout)

    def test_doesnt_let_in_the_home(self):
        self.environment["HOME"] = str(self.folder / "home" / "somebody")
        (self.folder / "home" / "somebody").mkdir(parents=True)
        for folder in ("home", "home/somebody", "/"):
            with self.subTest(folder):
                listed = self.listed({"name": "a", "kind": "decider", "command": "true", "folder": folder})
                self.assertIn("hold $HOME", self.refused("trial", "--entries", listed))


main()
