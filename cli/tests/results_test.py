"""What was found is never lost: signals, limits, files that can't be written, temporary files.

usage: results_test.py TURNCOAT CASES [unittest arguments]
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import threading
import time
import unittest

from command_line import BAD_INPUT, CASES, HOLDS, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, main

SIGNALS = signal.SIGINT, signal.SIGTERM, signal.SIGHUP


class Signals(CommandLine):
    """Ctrl-C, `kill`, `timeout` and a closed terminal end long work alike, with what there is."""

    def test_search_ends_with_what_was_tried(self):
        for by in SIGNALS:
            out, _ = self.interrupted(
                "search", "--n", 7, "--m", 2, "--tries", 10**15, "--json",
                at="^[1-9].* scenarios? tried$", by=by)
            document = json.loads(out)
            self.assertEqual((document["found"], document["finished"]), (False, False))

    def test_search_saves_what_it_found(self):
        for by in SIGNALS:
            self.interrupted("search", "--n", 40, "--m", 3, "--traitor-count", 14, "-o", "f.json",
                             at="^[1-9].* cases?$", expect=VIOLATION, by=by)
            self.assertIn("IC", self.turncoat("replay", "f.json").stdout)

    def test_a_kill_loses_nothing_that_was_found(self):
        self.interrupted("search", "--n", 40, "--m", 3, "--traitor-count", 14, "-o", "f.json",
                         at="^[1-9].* cases?$", expect=-signal.SIGKILL, by=signal.SIGKILL)
        document = json.loads((self.folder / "f.json").read_text())
        self.assertGreater(sum(len(entry["to"]) for entry in document["lies"]), 100_000)
        self.assertIn("as expected", self.turncoat("replay", "f.json").stdout)

    def test_every_engine_ends(self):
        # As long as they may be: none of them ends by itself before the signal.
        large = "--n", 27, "--m", 5
        endless = "--n", 40, "--m", 12, "--no-limit"
        more = "--traitors", "0,5", "--adversary", "flip", "--threads", 1
        for engine, size, at in (
            ("lock-step", large, "^in lock step"), ("reference", endless, "^by the reference"),
            ("simulation", endless, "messages"),
        ):
            for by in SIGNALS:
                _, errors = self.interrupted("run", *size, *more, "--engine", engine, at=at, by=by)
                self.assertIn("interrupted after", errors)
        _, errors = self.interrupted("run", *large, *more, "--save", "f.json", at="^noting lies", by=signal.SIGTERM)
        self.assertIn("interrupted before the run was saved", errors)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_replay_ends(self):
        large = self.file("large.json", json.dumps({
            "format": "turncoat-scenario/1", "n": 27, "m": 5, "order": "attack",
            "traitors": list(range(1, 16)), "lies": []}))
        for by in SIGNALS:
            _, errors = self.interrupted("replay", large, CASES / "holds-n7-m2-sample-run.json",
                                         at="^replaying", by=by)
            self.assertIn("interrupted before the end of", errors)

    def test_a_run_without_traitors_ends_too(self):
        # The first file makes the program listen; the second asks no traitor anything.
        loyal = self.file("loyal.json", json.dumps({
            "format": "turncoat-scenario/1", "n": 27, "m": 5, "order": "attack", "traitors": [],
            "lies": []}))
        for by in SIGNALS:
            out, errors = self.interrupted("replay", CASES / "holds-n7-m2-sample-run.json", loyal,
                                           at="^replaying .*loyal.json", by=by)
            self.assertIn(f"interrupted before the end of {loyal}", errors)
            self.assertIn("as expected", out)
            _, errors = self.interrupted("run", "--n", 27, "--m", 5, "--engine", "lock-step",
                                         at="^in lock step", by=by)
            self.assertIn("interrupted after", errors)
            for traitors in ("--traitors", "0"), ():
                _, errors = self.interrupted(
                    "run", "--n", 40, "--m", 8, *traitors, "--engine", "reference", "--no-limit",
                    at="^by the reference", by=by)
                self.assertIn("interrupted after", errors)
        self.turncoat("replay", loyal, "--time-limit", 0, expect=UNDECIDED)

    def test_a_signal_that_is_ignored_stays_so(self):
        run = subprocess.Popen(
            ["nohup", TURNCOAT, "search", "--n", "7", "--m", "2", "--tries", str(10**15), "--progress"],
            bufsize=0, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        hangs = threading.Timer(120, run.kill)
        hangs.start()
        self.addCleanup(hangs.cancel)
        while b"scenarios tried" not in (line := run.stderr.readline()):
            self.assertNotEqual(line, b"")
        run.send_signal(signal.SIGHUP)
        for _ in range(3):  # seconds
            self.assertIn(b"scenarios tried", run.stderr.readline())
        run.send_signal(signal.SIGTERM)
        run.communicate()
        self.assertEqual(run.returncode, UNDECIDED)


class Limits(CommandLine):
    def test_a_limit_counts_what_comes_before_the_work(self):
        large = self.file("large.json", json.dumps({
            "format": "turncoat-scenario/1", "n": 27, "m": 5, "order": "attack",
            "traitors": list(range(1, 16)), "lies": []}))
        began = time.monotonic()
        run = self.turncoat("shrink", large, "--time-limit", 0, "-o", "so-far.json", expect=UNDECIDED)
        limited = time.monotonic() - began
        self.assertIn("27, m=5, 15 traitors, 0 lies, as it was read", run.stdout)
        self.assertEqual(json.loads((self.folder / "so-far.json").read_text())["n"], 27)
        began = time.monotonic()
        self.assertIn("nothing to shrink", self.refused("shrink", large))
        self.assertLess(5 * limited, time.monotonic() - began)
        for arguments in (("replay", large), ("search", "--n", 7, "--m", 2),
                          ("prove", "--n", 7, "--m", 2)):
            self.turncoat(*arguments, "--time-limit", 0, expect=UNDECIDED)

    def test_more_lies_than_a_file_may_hold(self):
        large = "search", "--n", 27, "--m", 5, "--traitor-count", 9
        document = self.json(*large, expect=VIOLATION)
        self.assertEqual((document["found"], document["finished"], "file" in document), (True, True, False))
        self.assertIn("more than 2000000 lies in one scenario", document["why_not_saved"])
        self.assertIn("is violated, found by strategy", self.turncoat(*large, expect=VIOLATION).stdout)


class Files(CommandLine):
    SEARCH = "search", "--n", 6, "--m", 2, "-o"

    def leftovers(self):
        return sorted(path.name for path in self.folder.iterdir() if path.name.endswith(".tmp"))

    def test_what_cant_be_written_is_refused_before_the_work(self):
        for arguments in (
            ("search", "--n", 7, "--m", 2, "--tries", 10**15, "-o"),
            ("prove", "--n", 64, "--m", 3, "--kind", "exhaustion", "-o"),
            ("shrink", CASES / "ic2-n6-m2-six-lies.json", "-o"),
            ("frontier", "--n-max", 64, "--m-max", 8, "--svg"),
            ("run", "--n", 24, "--m", 5, "--save"),
        ):
            self.assertIn("/proc/none: can't be written", self.refused(*arguments, "/proc/none"))

    def test_what_a_killed_program_left_is_removed(self):
        left = self.file(".found.json.turncoat-0123456789abcdef.tmp", "half")
        other = self.file(".other.json.turncoat-0123456789abcdef.tmp", "half")
        self.turncoat(*self.SEARCH, "found.json", expect=VIOLATION)
        self.assertFalse(left.exists())
        self.assertTrue(other.exists())

    def test_what_a_living_program_writes_is_left_alone(self):
        held = self.file(".found.json.turncoat-0123456789abcdef.tmp", "half")
        with open(held) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.turncoat(*self.SEARCH, "found.json", expect=VIOLATION)
        self.assertEqual(held.read_text(), "half")

    def test_a_planted_link_is_neither_followed_nor_in_the_way(self):
        treasure = self.file("treasure", "mine")
        for arguments, file, code in (
            (self.SEARCH, "found.json", VIOLATION),
            (("frontier", "--n-max", 3, "--m-max", 1, "--resume"), "table.json", HOLDS),
        ):
            link = self.folder / f".{file}.turncoat-0123456789abcdef.tmp"
            link.symlink_to(treasure)
            self.turncoat(*arguments, file, expect=code)
            self.assertEqual(treasure.read_text(), "mine")

    def test_the_mode_stays(self):
        found = self.file("found.json", "old")
        found.chmod(0o604)
        self.turncoat(*self.SEARCH, found, expect=VIOLATION)
        self.assertEqual(found.stat().st_mode & 0o7777, 0o604)
        new = self.folder / "new.json"
        before = os.umask(0o027)
        self.addCleanup(os.umask, before)
        self.turncoat(*self.SEARCH, new, expect=VIOLATION)
        self.assertEqual(new.stat().st_mode & 0o7777, 0o640)
        self.assertEqual(self.leftovers(), [])

    def test_a_full_disk_leaves_what_was_there(self):
        found = self.file("found.json", "old")
        for limit in 0, 100:  # bytes that a file may have: a disk that is full
            run = subprocess.run(
                ["prlimit", f"--fsize={limit}", TURNCOAT, *map(str, self.SEARCH), found],
                capture_output=True, cwd=self.folder, timeout=300,
                preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
            self.assertEqual(run.returncode, BAD_INPUT)
            self.assertIn(b"File too large", run.stderr)
            self.assertEqual(found.read_text(), "old")
            self.assertEqual(self.leftovers(), [])

    def limited(self, limit, *arguments):
        """With room for so many bytes in a file."""
        run = subprocess.run(
            ["prlimit", f"--fsize={limit}", TURNCOAT, *map(str, arguments)], capture_output=True,
            cwd=self.folder, timeout=300,
            preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
        return run.returncode, run.stdout.decode(), run.stderr.decode()

    def test_room_for_the_smaller_one_is_enough(self):
        out = self.turncoat(*self.SEARCH, "found.json", expect=VIOLATION).stdout
        self.assertRegex(out, "shrunk from [1-9][0-9]+ to 6 lies")
        small = (self.folder / "found.json").read_bytes()
        (self.folder / "found.json").unlink()
        code, again, _ = self.limited(len(small), *self.SEARCH, "found.json")
        self.assertEqual((code, again), (VIOLATION, out))
        self.assertEqual((self.folder / "found.json").read_bytes(), small)

    def test_what_cant_be_saved_is_told_all_the_same(self):
        search = *self.SEARCH, "found.json", "--json"
        code, out, errors = self.limited(0, *search)
        self.assertEqual((code, errors.count("\n")), (BAD_INPUT, 1))
        document = json.loads(out)
        self.assertEqual((document["found"], "file" in document), (True, False))
        self.assertIn("File too large", document["why_not_saved"])
        self.assertIn("IC2", document["scenario"]["expect"]["violates"])
        self.assertIn(document["why_not_saved"], errors)
        self.assertIn("to 6 lies: not saved", self.limited(0, *search[:-1])[1])

    def test_what_shrink_cant_save_is_printed(self):
        shrink = "shrink", CASES / "ic2-n6-m2-six-lies.json", "--keep", "n"
        printed = self.turncoat(*shrink).stdout
        code, out, errors = self.limited(0, *shrink, "-o", "small.json")
        self.assertEqual((code, out), (BAD_INPUT, printed))
        self.assertEqual(errors, "turncoat: small.json: can't be written: File too large\n")
        document = json.loads(self.limited(0, *shrink, "-o", "small.json", "--json")[1])
        self.assertEqual(document["scenario"], json.loads(printed))

    @unittest.skipUnless(shutil.which("gnuplot"), "gnuplot is not installed")
    def test_a_table_is_printed_if_its_picture_cant_be_saved(self):
        frontier = "frontier", "--n-max", 4, "--m-max", 2
        table = self.turncoat(*frontier).stdout.split("settled now")[0]
        code, out, errors = self.limited(300, *frontier, "--svg", "f.svg")
        self.assertEqual((code, out.split("settled now")[0]), (BAD_INPUT, table))
        self.assertRegex(errors, r"\Aturncoat: .*can't be .*: File too large\n\Z")
        self.assertNotIn("picture", out)

    def test_a_proof_judges_its_other_cases_if_nothing_can_be_saved(self):
        violated = "prove", "--n", 6, "--m", 2, "-o", "found.json"
        cases = self.turncoat(*violated, expect=VIOLATION).stdout.count(" s\n")
        self.assertGreater(cases, 5)
        code, out, errors = self.limited(0, *violated)
        self.assertEqual((code, out.count(" s\n")), (BAD_INPUT, cases))
        self.assertIn("a scenario that violates it: not saved", out)
        self.assertIn("found.json: can't be written: File too large", errors)
        document = json.loads(self.limited(0, *violated, "--json")[1])
        self.assertEqual((len(document["cases"]), "file" in document), (cases, False))
        self.assertIn("File too large", document["why_not_saved"])
        # Nor its proofs: those cases stay undecided.
        holds = "prove", "--n", 7, "--m", 2, "--proof", "p"
        cases = self.turncoat("prove", "--n", 7, "--m", 2).stdout.count(" s\n")
        code, out, errors = self.limited(0, *holds)
        self.assertEqual((code, out.count(" s\n")), (BAD_INPUT, cases))
        self.assertRegex(out, r"undecided +IC.*: p.*can't be written: File too large, ")
        self.assertIn("can't be written: File too large", errors)

    def test_a_full_disk_leaves_the_pair_of_formula_and_proof(self):
        case = "n10-m3-k3-traitor-IC1"
        pair = [self.file(f"p.{case}.{end}", "old") for end in ("cnf", "drat")]
        prove = ("prove", "--n", "10", "--m", "3", "--traitor-count", "3", "--property", "IC1",
                 "--proof", "p")
        sizes = []
        for limit in 0, 1000, None:  # room for nothing, for less than either, for all
            run = subprocess.run(
                [*(["prlimit", f"--fsize={limit}"] if limit is not None else []), TURNCOAT, *prove],
                capture_output=True, cwd=self.folder, timeout=300,
                preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
            sizes.append([path.stat().st_size for path in pair])
            self.assertEqual(run.returncode, 0 if limit is None else BAD_INPUT, run.stderr)
        self.assertEqual(sizes[:2], [[3, 3], [3, 3]])
        self.assertGreater(min(sizes[2]), 1000)
        # Room for the smaller one of the two only.
        self.assertGreater(max(sizes[2]), min(sizes[2]) + 100)
        for path in pair:
            path.write_text("old")
        run = subprocess.run(
            ["prlimit", f"--fsize={min(sizes[2]) + 100}", TURNCOAT, *prove], capture_output=True,
            cwd=self.folder, preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
        self.assertEqual(run.returncode, BAD_INPUT)
        self.assertEqual([path.read_text() for path in pair], ["old", "old"])

    def test_two_programs_dont_work_on_one_frontier(self):
        with open(self.file("table.json.lock", ""), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            error = self.refused("frontier", "--n-max", 3, "--m-max", 1, "--resume", "table.json")
            self.assertIn("table.json: another program is working on it", error)
        self.turncoat("frontier", "--n-max", 3, "--m-max", 1, "--resume", "table.json")


class Threads(CommandLine):
    def test_fewer_threads_than_asked_for_do_the_work(self):
        if "with sanitizers" in self.turncoat("--version").stdout:
            self.skipTest("AddressSanitizer takes more addresses than this test allows")
        run = self.turncoat("run", "--n", 13, "--m", 4, "--threads", 4, "--json")
        wanted = "run", "--n", "13", "--m", "4", "--threads", "256", "--json"
        # Of the addresses that a process may take, a thread's stack takes 8 MiB.
        limited = subprocess.run(
            ["prlimit", f"--as={1 << 30}", TURNCOAT, *wanted], capture_output=True, timeout=300)
        self.assertEqual((limited.returncode, limited.stdout.decode()), (0, run.stdout))
        said = limited.stderr.decode()
        self.assertRegex(said, r"\Aturncoat: \d+ of 256 threads could not be started\n\Z")

    def test_one_missing_thread_is_told(self):
        if "with sanitizers" in self.turncoat("--version").stdout:
            self.skipTest("AddressSanitizer takes more addresses than this test allows")
        long = "run", "--n", "19", "--m", "6", "--threads", "2"  # so the first still works when the second begins
        for mebibytes in range(12, 129, 2):
            run = subprocess.run(["prlimit", f"--as={mebibytes << 20}", TURNCOAT, *long], capture_output=True,
                                 timeout=300)
            if run.stderr == b"turncoat: 1 of 2 threads could not be started\n":
                return
        self.fail("there was always room for none or both")


main()
