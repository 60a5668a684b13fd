"""--progress of every verb.

usage: progress_test.py TURNCOAT CASES [unittest arguments]
"""

import re

from command_line import CASES, CommandLine, main


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
    }

    def setUp(self):
        super().setUp()
        self.file("p.cnf", "p cnf 1 2\n1 0\n-1 0\n")
        self.file("p.drat", "0\n")
        self.turncoat("run", "--n", 16, "--m", 5, "--traitors", "1-5", "--save", "large.json",
                      "--adversary", '{"strategy": "scripted", "lies": []}')

    def test_every_verb_that_has_it_shows_it(self):
        verbs = set()
        for verb in re.findall(r"^  (\w\S+) {2,}\S", self.turncoat("--help").stdout, re.MULTILINE):
            if "--progress" in self.turncoat(verb, "--help").stdout:
                verbs.add(verb)
        self.assertEqual(verbs, set(self.WORK))
        for verb, (arguments, line) in self.WORK.items():
            quiet = self.turncoat(verb, *arguments)
            self.assertEqual(quiet.stderr, "", verb)
            shown = self.turncoat(verb, *arguments, "--progress")
            self.assertRegex(shown.stderr, rf"\A({line}\n)+\Z", verb)
            untimed = [re.sub(r"[\d.]+ s\b", "", run.stdout) for run in (quiet, shown)]
            self.assertEqual(*untimed)

    def test_proof_counts_its_cases_from_one(self):
        shown = self.turncoat("prove", "--n", 10, "--m", 3, "--progress").stderr
        self.assertTrue(shown.startswith("case 1 of 19: "), shown)


main()
