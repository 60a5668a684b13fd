"""What campaign_json.py makes of a campaign's logs.

usage: campaign_json_test.py [unittest arguments]
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).with_name("campaign_json.py")

CLAIMS = """[==========] Running 2 tests from 1 test suite.
[ RUN      ] All/ClaimTest.HoldsForRandomScenarios/Theorem1
Using configuration: max_success=1000 seed=5

- IC1 and IC2 hold for n > 3m and at most m traitors
OK, passed 1000 tests
  fewer traitors than m       49
  n = 3m+1                    490
[       OK ] All/ClaimTest.HoldsForRandomScenarios/Theorem1 (91 ms)
[ RUN      ] All/ClaimTest.HoldsForRandomScenarios/Lemma1

- IC2 holds for n > 2k + m with k traitors
"""
HOLDS = """OK, passed 1000 tests
  n = 3m+1                    10
[       OK ] All/ClaimTest.HoldsForRandomScenarios/Lemma1 (91 ms)
[==========] 2 tests from 1 test suite ran. (2780 ms total)
"""
BROKEN = """Falsifiable after 3 tests
[  FAILED  ] All/ClaimTest.HoldsForRandomScenarios/Lemma1 (91 ms)
"""
MUTANTS = """[       OK ] Mutants.TheTableHasNoOtherMutants (0 ms)
[       OK ] All/KilledMutant.IsKilledByTheseClaims/tie_means_attack (1715 ms)
[  FAILED  ] All/KilledMutant.IsKilledByTheseClaims/path_members_vote, where GetParam() = … (3 ms)
[  FAILED  ] All/KilledMutant.IsKilledByTheseClaims/path_members_vote, where GetParam() = …
"""


class CampaignJson(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def made(self, **about):
        about = {"seed": 7, "seconds": 90, "commit": "abc", "interrupted": "no", "failed": "no"} | about
        run = subprocess.run(
            [sys.executable, SCRIPT, self.folder, self.folder / "corpus"]
            + [f"{name}={value}" for name, value in about.items()],
            capture_output=True,
            check=True,
        )
        return json.loads(run.stdout)

    def test_an_empty_campaign_has_every_key(self):
        made = self.made(interrupted="yes")
        self.assertEqual(made["format"], "turncoat-campaign/1")
        self.assertEqual((made["seed"], made["seconds"], made["commit"]), (7, 90, "abc"))
        self.assertEqual((made["interrupted"], made["failed"]), (True, False))
        for key in ("claims", "fuzz", "mutants", "hunts", "found"):
            self.assertEqual(made[key], [])

    def test_claims_and_classes_are_summed_over_seeds(self):
        self.file("log/properties-7.log", CLAIMS + HOLDS)
        self.file("log/properties-8.log", CLAIMS + HOLDS)
        made = self.made()
        self.assertEqual(made["seeds"], 2)
        self.assertEqual(
            made["claims"],
            [
                {
                    "name": "Theorem1",
                    "statement": "IC1 and IC2 hold for n > 3m and at most m traitors",
                    "scenarios": 2000,
                    "broken": False,
                    "classes": {"fewer traitors than m": 98, "n = 3m+1": 980},
                },
                {
                    "name": "Lemma1",
                    "statement": "IC2 holds for n > 2k + m with k traitors",
                    "scenarios": 2000,
                    "broken": False,
                    "classes": {"n = 3m+1": 20},
                },
            ],
        )

    def test_a_broken_claim_stays_broken_and_one_that_was_cut_off_is_not(self):
        self.file("log/properties-7.log", CLAIMS + BROKEN)
        self.file("log/properties-8.log", CLAIMS + HOLDS)
        theorem, lemma = self.made()["claims"]
        self.assertEqual((theorem["broken"], lemma["broken"]), (False, True))
        self.file("log/properties-7.log", CLAIMS)
        theorem, lemma = self.made()["claims"]
        self.assertEqual((lemma["broken"], lemma["scenarios"]), (False, 1000))

    def test_fuzz_targets_have_inputs_corpus_and_what_they_found(self):
        self.file("log/scenario_fuzz.log", "x\nstat::number_of_executed_units: 8995\n")
        self.file("log/general_fuzz.log", "killed early\n")
        self.file("corpus/scenario_fuzz/a", "")
        self.file("found/scenario_fuzz-crash-1", "")
        made = self.made()
        self.assertEqual(
            made["fuzz"],
            [
                {"target": "general_fuzz", "inputs": 0, "corpus": 0, "found": 0},
                {"target": "scenario_fuzz", "inputs": 8995, "corpus": 1, "found": 1},
            ],
        )
        self.assertEqual(made["found"], ["found/scenario_fuzz-crash-1"])

    def test_mutants_are_listed_once(self):
        self.file("log/mutants.log", MUTANTS)
        self.assertEqual(
            self.made()["mutants"],
            [
                {"name": "tie_means_attack", "killed": True},
                {"name": "path_members_vote", "killed": False},
            ],
        )

    def test_hunts_say_what_was_shrunk_and_where_it_is(self):
        for n, m in ((12, 4), (3, 1)):
            self.file(f"hunts/n{n}-m{m}.json", "{}")
            self.file(
                f"log/hunt-m{m}.log", f"2 scenarios tried\nshrunk from 16,408 to {m} lie: x\n"
            )
        self.file("hunts/n9-m3.json", "{}")  # without a log: nothing is known
        found = self.made()["hunts"]
        self.assertEqual([(hunt["n"], hunt["m"]) for hunt in found], [(3, 1), (12, 4)])
        self.assertEqual(
            found[1],
            {"n": 12, "m": 4, "tried": 2, "lies_found": 16408, "lies": 4, "file": "hunts/n12-m4.json"},
        )


unittest.main()
