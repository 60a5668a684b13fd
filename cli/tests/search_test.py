"""turncoat search.

usage: search_test.py TURNCOAT CASES [unittest arguments]
"""

import json

from command_line import BAD_INPUT, UNDECIDED, VIOLATION, CommandLine, main


class Search(CommandLine):
    def test_finds_shrinks_and_saves_at_n_3m(self):
        for n, m in (3, 1), (6, 2), (9, 3):
            document = self.json("search", "--n", n, "--m", m, expect=VIOLATION)
            self.assertTrue(document["found"])
            self.assertGreater(document["tried"], 0)
            scenario = document["scenario"]
            self.assertEqual((scenario["n"], scenario["m"], len(scenario["traitors"])), (n, m, m))
            file = self.folder / document["file"]
            self.assertRegex(document["file"], rf"\Aout/.*ic2-n{n}-m{m}-k{m}-[0-9a-f]+\.json\Z")
            self.assertEqual(json.loads(file.read_text()), scenario)
            self.assertTrue(self.json("replay", file)[0]["as_expected"])

    def test_says_what_it_found(self):
        arguments = ("search", "--n", 6, "--m", 2, "--property", "IC2", "-o", "found.json")
        text = self.turncoat(*arguments, expect=VIOLATION).stdout
        self.assertRegex(text, r"IC2 is violated, found by strategy flip")
        self.assertRegex(text, r"shrunk from \d\d+ to 6 lies: found.json")

    def test_nothing_found_ends_with_0(self):
        document = self.json("search", "--n", 4, "--m", 1, "--tries", 5000)
        self.assertEqual((document["found"], "scenario" in document), (False, False))
        self.assertEqual(document["tried"], 5000)
        text = self.turncoat("search", "--n", 4, "--m", 1, "--tries", 5000).stdout
        self.assertIn("seed 1", text.splitlines()[0])
        self.assertIn("no violation found", text)

    def test_takes_the_traitor_count_and_the_property(self):
        out = self.folder / "found.json"
        document = self.json(
            *("search", "--n", 7, "--m", 2, "--traitor-count", 3, "--property", "IC1"),
            *("-o", out),
            expect=VIOLATION,
        )
        scenario = document["scenario"]
        self.assertEqual((scenario["n"], scenario["m"], len(scenario["traitors"])), (7, 2, 3))
        self.assertIn("IC1", scenario["expect"]["violates"])
        self.assertTrue(out.exists())
        # Two would do, but three were asked for.
        document = self.json(
            "search", "--n", 5, "--m", 1, "--traitor-count", 3, expect=VIOLATION
        )
        self.assertEqual(len(document["scenario"]["traitors"]), 3)
        # Without a round of relaying IC1 can fall, IC2 can't.
        document = self.json(
            *("search", "--n", 4, "--m", 0, "--traitor-count", 1, "--property", "IC2"),
            *("--seed", 7, "--tries", 1000),
        )
        self.assertEqual((document["found"], document["seed"]), (False, 7))

    def test_tries_no_more_than_it_is_told(self):
        for tries in 0, 1, 5, 100, 600:
            run = self.json("search", "--n", 4, "--m", 1, "--tries", tries)
            self.assertEqual((run["found"], run["tried"]), (False, tries))

    def test_time_limit_ends_it(self):
        document = self.json(
            "search", "--n", 7, "--m", 2, "--tries", 10**15, "--time-limit", 0.2, expect=UNDECIDED
        )
        self.assertEqual((document["found"], document["finished"]), (False, False))

    def test_an_interrupt_ends_shrinking_too(self):
        text, _ = self.interrupted(
            *("search", "--n", 40, "--m", 3, "--traitor-count", 14, "-o", "f.json"),
            at="^[1-9].* cases?$",
            expect=VIOLATION,
        )
        self.assertIn("shrinking was stopped before its end", text)
        self.assertTrue((self.folder / "f.json").exists())

    def test_an_interrupt_ends_it_with_what_was_tried(self):
        out, _ = self.interrupted(
            *("search", "--n", 7, "--m", 2, "--tries", 10**15, "--json"),
            at="^[1-9].* scenarios? tried$",
        )
        self.assertGreater(json.loads(out)["tried"], 0)

    def test_refuses_bad_input(self):
        for arguments, error in (
            (("--n", 3, "--m", 5), "m is 5"),
            (("--n", 4, "--m", 1, "--traitor-count", 5), "traitor_count is 5"),
            (("--n", 64, "--m", 62), "messages, expected at most"),
            (("--n", 4, "--m", 1, "--property", "IC3"), "--property"),
        ):
            run = self.turncoat("search", *arguments, expect=BAD_INPUT)
            self.assertIn(error, run.stderr)


main()
