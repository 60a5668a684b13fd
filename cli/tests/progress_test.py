"""--progress of every verb.

usage: progress_test.py TURNCOAT CASES [unittest arguments]
"""

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

from command_line import CASES, TURNCOAT, CommandLine, main, verbs


DECIDER = Path(__file__).resolve().parents[2] / "trial" / "samples" / "decider.py"


class Progress(CommandLine):
    """It goes to standard error alone, and if that is no terminal only if asked for."""

    WORK = {
        "run": (("--n", 19, "--m", 6, "--threads", 1), r"\d+\.\d% of 1\.75e\+08 messages, .* a second; about .* left"),
        "replay": (("large.json",), r"replaying large\.json, \d+ s"),
        "shrink": ((CASES / "ic2-n6-m2-six-lies.json",), r"n=\d, m=\d, \d traitors?, \d lies?"),
        "search": (("--n", 4, "--m", 1, "--tries", 5000), r"[\d,]+ scenarios? tried"),
        "prove": (("--n", 10, "--m", 3), r"case \d+ of 19: IC[12], .* commander.*, \d+ s"),
        "frontier": (("--n-max", 5, "--m-max", 2), r"\d+ of 122 cells; n=\d, m=\d"),
        "check-proof": (("p.cnf", "p.drat"), r"checking, \d+ s"),
        "cluster": (("--n", 4, "--m", 1, "--traitors", 3, "--adversary", "silent", "--deadline-ms", 2000),
                    r"(starting .*|\d of 4 generals listen(, not .*)?|round \d of 2, \d of 4 generals are done(, not .*)?|all rounds are over)"),
    }

    WORK["trial"] = (("--decider", f"{os.path.realpath(sys.executable)} -B {DECIDER}", "--cases", 50, "--timeout", 60,
                      "--check", "ties"), r"decider\.py: ties, \d+ of \d+ cases")

    def setUp(self):
        super().setUp()
        self.file("p.cnf", "p cnf 1 2\n1 0\n-1 0\n")
        self.file("p.drat", "0\n")
        self.turncoat("run", "--n", 16, "--m", 5, "--traitors", "1-5", "--save", "large.json",
                      "--adversary", '{"strategy": "scripted", "lies": []}')

    def test_every_verb_that_has_it_shows_it(self):
        showing = {verb for verb in verbs() if "--progress" in self.turncoat(verb, "--help").stdout}
        self.assertEqual(showing, set(self.WORK))
        for verb, (arguments, line) in self.WORK.items():
            quiet = self.turncoat(verb, *arguments)
            self.assertEqual(quiet.stderr, "", verb)
            shown = self.turncoat(verb, *arguments, "--progress")
            self.assertRegex(shown.stderr, rf"\A({line}\n)+\Z", verb)
            untimed = [re.sub(r"[\d.,]+ (s|MiB|messages a second)\b", "", run.stdout) for run in (quiet, shown)]
            self.assertEqual(*untimed)

    def test_on_a_terminal_short_work_shows_none_and_long_work_one_line(self):
        for arguments, shown in (
            (("search", "--n", 4, "--m", 1, "--tries", 512), False),
            (("search", "--n", 7, "--m", 2, "--tries", 10**15), True),
        ):
            try:
                ours, theirs = pty.openpty()
            except OSError as error:
                self.skipTest(f"no terminal can be made here: {error}")
            run = subprocess.Popen([TURNCOAT, *map(str, arguments)], cwd=self.folder, stderr=theirs,
                                   stdout=subprocess.DEVNULL)
            os.close(theirs)
            if shown:
                self.assertTrue(os.read(ours, 1000).startswith(b"\r\x1b[K"))
                run.send_signal(signal.SIGINT)
            rest = b""
            while not rest.endswith(b"end"):
                try:
                    rest += os.read(ours, 1000) or b"end"
                except OSError:  # as Linux says that nobody writes any more
                    rest += b"end"
            self.assertNotIn(b"\n", rest)
            self.assertTrue(rest == b"end" if not shown else rest.endswith(b"\r\x1b[Kend"), rest)
            run.wait(60)
            os.close(ours)

    def test_proof_counts_its_cases_from_one(self):
        shown = self.turncoat("prove", "--n", 10, "--m", 3, "--progress").stderr
        self.assertTrue(shown.startswith("case 1 of 19: "), shown)


main()
