"""turncoat prove: the kinds of proof.

usage: proof_kinds_test.py TURNCOAT CASES [unittest arguments]
"""

from command_line import HOLDS, UNDECIDED, VIOLATION, CommandLine, main


class ProofKinds(CommandLine):
    def test_all_kinds_agree_and_say_what_they_are(self):
        for n, m, cases in (3, 1, 9), (6, 2, 14), (7, 2, 14):
            verdicts = []
            for kind in "formula", "levels", "exhaustion":
                holds = n > 3 * m
                run = self.json(
                    "prove", "--n", n, "--m", m, "--kind", kind, expect=HOLDS if holds else VIOLATION
                )
                self.assertEqual(run["kind"], kind)
                self.assertEqual("scenario" in run, not holds and kind != "levels")
                keys = "k", "commander", "property", "order", "verdict"
                verdicts.append([[row[key] for key in keys] for row in run["cases"]])
                self.assertEqual(len(verdicts[-1]), cases)
                self.assertEqual(verdicts[-1], verdicts[0])

    def test_levels_reach_every_size(self):
        run = self.turncoat("prove", "--n", 64, "--m", 21, "--traitor-count", 21, "--kind", "levels")
        self.assertIn("holds for every adversary; 5 cases", run.stdout)
        self.assertIn("by levels: 758 classes of sub-agreements", run.stdout)
        self.assertIn("assumed: loyal lieutenants are interchangeable", run.stdout)

    def test_exhaustion_counts_adversaries_and_evaluations(self):
        run = self.turncoat("prove", "--n", 7, "--m", 2, "--traitor-count", 2, "--kind", "exhaustion")
        self.assertIn("40 free messages, 512 evaluations", run.stdout)
        self.assertIn("30 free messages, 2,048 evaluations", run.stdout)
        self.assertIn("2^40 (1,099,511,627,776) adversaries at most, 3,072 evaluations", run.stdout)

    def test_exhaustion_leaves_a_scenario_that_replays(self):
        run = self.json(
            "prove", "--n", 6, "--m", 2, "--kind", "exhaustion", "-o", "six.json", expect=VIOLATION
        )
        self.assertEqual(run["file"], "six.json")
        self.turncoat("replay", "six.json")

    def test_a_time_limit_leaves_each_kind_undecided(self):
        for kind in "formula", "levels", "exhaustion":
            run = self.json("prove", "--n", 7, "--m", 2, "--kind", kind, "--time-limit", 0,
                            expect=UNDECIDED)
            self.assertEqual({row["why"] for row in run["cases"]}, {"time limit"})

    def test_refuses_what_a_kind_cant_do(self):
        self.assertRegex(self.refused("prove", "--n", 40, "--m", 13),
                         "GiB.*; --kind levels needs no formula")
        self.assertIn("--proof: only proofs of --kind formula can be saved",
                      self.refused("prove", "--n", 7, "--m", 2, "--kind", "levels", "--proof", "p"))
        self.assertIn("expected at most 4,294,967,296",
                      self.refused("prove", "--n", 10, "--m", 3, "--kind", "exhaustion"))
        self.assertIn("--kind", self.refused("prove", "--n", 7, "--m", 2, "--kind", "luck"))
        self.assertIn("--out: --kind levels finds no scenario",
                      self.refused("prove", "--n", 3, "--m", 1, "--kind", "levels", "-o", "f.json"))
        self.assertIn(300 * "x" + ": can't be locked: File name too long",
                      self.refused("frontier", "--n-max", 3, "--m-max", 1, "--resume", 300 * "x"))


main()
