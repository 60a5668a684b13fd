"""turncoat shrink.

usage: shrink_test.py TURNCOAT CASES [unittest arguments]
"""

import json

from command_line import CASES, UNDECIDED, VIOLATION, CommandLine, main


class Shrink(CommandLine):
    SIX_LIES = CASES / "ic2-n6-m2-six-lies.json"

    def test_free_in_all_dimensions(self):
        out = self.folder / "shrunk.json"
        self.turncoat("shrink", self.SIX_LIES, "-o", out)
        scenario = json.loads(out.read_text())
        self.assertEqual((scenario["n"], scenario["m"], len(scenario["lies"])), (3, 1, 1))
        self.assertTrue(self.json("replay", out)[0]["as_expected"])

    def test_keeps_what_it_is_told(self):
        scenario = self.json("shrink", self.SIX_LIES, "--keep", "n,m,traitors")["scenario"]
        self.assertEqual((scenario["n"], scenario["m"]), (6, 2))
        self.assertEqual(len(scenario["traitors"]), 2)
        scenario = self.json("shrink", self.SIX_LIES, "--keep", "m")["scenario"]
        self.assertEqual((scenario["n"], scenario["m"]), (4, 2))
        scenario = self.json("shrink", self.SIX_LIES, "--keep", "traitors")["scenario"]
        self.assertEqual((scenario["n"], len(scenario["traitors"])), (4, 2))

    def test_says_how_far_it_came(self):
        document = self.json("shrink", self.SIX_LIES)
        self.assertIs(document["finished"], True)
        self.assertEqual(document["lies"], {"before": 6, "after": 1})
        out = self.folder / "shrunk.json"
        text = self.turncoat("shrink", self.SIX_LIES, "-o", out).stdout
        self.assertRegex(text, "from n=6, m=2, .* to n=3, m=1, ")

    def test_an_interrupt_ends_it_with_the_simplest_so_far(self):
        large = self.folder / "large.json"
        traitors = ",".join(map(str, range(1, 14)))
        self.turncoat(
            *("run", "--n", 28, "--m", 3, "--traitors", traitors, "--adversary", "against"),
            *("--save", large),
            expect=VIOLATION,
        )
        out, _ = self.interrupted(
            *("shrink", large, "--keep", "n,m,traitors", "--json"), at=r"^n=28, .* lies$"
        )
        document = json.loads(out)
        self.assertIs(document["finished"], False)
        file = self.file("so-far.json", json.dumps(document["scenario"]))
        self.assertTrue(self.json("replay", file)[0]["as_expected"])

    def test_keeps_the_property_it_is_told(self):
        for kept in "IC1", "IC2":
            document = self.json("shrink", self.SIX_LIES, "--property", kept)
            self.assertEqual(document["property"], kept)
            self.assertIn(kept, document["scenario"]["expect"]["violates"])

    def test_without_out_the_scenario_is_printed(self):
        text = self.turncoat("shrink", self.SIX_LIES).stdout
        file = self.file("printed.json", text)
        self.assertEqual(self.turncoat("shrink", file).stdout, text)

    def test_the_minimum_is_settled(self):
        out = self.folder / "minimum.json"
        for arguments, n, m, before, fewest in (
            (("ic2-n6-m2-six-lies.json",), 6, 2, 6, 6),
            (("ic2-n9-m3-twenty-six-lies.json",), 9, 3, 26, 24),
            (("ic2-n9-m3-twenty-six-lies.json", "--property", "IC1"), 9, 3, 26, 24),
            (("ic1-n4-m0-two-faced-commander.json",), 4, 0, 1, 1),
        ):
            file, *options = arguments
            document = self.json("shrink", CASES / file, "--minimum", "-o", out, *options)
            self.assertIs(document["finished"], True)
            self.assertEqual(
                document["lies"], {"before": before, "after": fewest, "at_least": fewest}
            )
            scenario, given = document["scenario"], json.loads((CASES / file).read_text())
            for kept in "n", "m", "order", "traitors":
                self.assertEqual(scenario[kept], given[kept])
            self.assertEqual((scenario["n"], scenario["m"]), (n, m))
            self.assertIn(document["property"], scenario["expect"]["violates"])
            self.assertIn("the fewest there are", scenario["why"])
            self.assertEqual(json.loads(out.read_text()), scenario)
            self.assertTrue(self.json("replay", out)[0]["as_expected"])

    def test_the_minimum_says_that_it_is_proved(self):
        nine, out = CASES / "ic2-n9-m3-twenty-six-lies.json", self.folder / "minimum.json"
        proved = "IC2 kept violated; from 26 to 24 lies, proved to be the fewest with n=9, m=3,"
        self.assertIn(proved, self.turncoat("shrink", nine, "--minimum", "-o", out).stdout)
        again = self.turncoat("shrink", out, "--minimum", "-o", out).stdout
        self.assertIn("24 lies as before, proved to be the fewest", again)
        # Without -o the scenario alone is on standard output.
        run = self.turncoat("shrink", nine, "--minimum")
        self.assertEqual(run.stdout, out.read_text())
        self.assertIn(proved, run.stderr)

    def test_a_stopped_minimum_leaves_bounds(self):
        large, out = self.folder / "large.json", self.folder / "so-far.json"
        traitors = ",".join(map(str, range(1, 14)))
        self.turncoat(
            *("run", "--n", 28, "--m", 3, "--traitors", traitors, "--adversary", "against"),
            *("--save", large),
            expect=VIOLATION,
        )
        document = self.json(
            *("shrink", large, "--minimum", "--time-limit", 0, "-o", out), expect=UNDECIDED
        )
        lies = document["lies"]
        self.assertIs(document["finished"], False)
        self.assertEqual((lies["at_least"], lies["after"]), (1, lies["before"]))
        self.assertTrue(self.json("replay", out)[0]["as_expected"])
        text, _ = self.interrupted("shrink", large, "--minimum", "-o", out, at="^[1-9].* cases?$")
        self.assertRegex(text, r"the fewest are 1 to [\d,]+ lies with n=28, m=3")

    def test_refuses_what_violates_nothing(self):
        holds = CASES / "holds-n7-m2-sample-run.json"
        self.assertIn("nothing to shrink", self.refused("shrink", holds))
        lying = CASES / "ic2-n3-m1-lying-lieutenant.json"
        self.assertIn("doesn't violate IC1", self.refused("shrink", lying, "--property", "IC1"))

    def test_refuses_bad_input(self):
        self.assertIn("--keep", self.refused("shrink", self.SIX_LIES, "--keep", "k"))
        both = ("--minimum", "--keep", "n")
        self.assertIn("excludes", self.refused("shrink", self.SIX_LIES, *both))
        self.assertIn("No such file or directory", self.refused("shrink", "/nowhere.json"))
        self.assertIn("can't be written", self.refused("shrink", self.SIX_LIES, "-o", "/proc/x"))


main()
