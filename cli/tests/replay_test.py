"""turncoat replay.

usage: replay_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import re

from command_line import BAD_INPUT, CASES, VIOLATION, CommandLine, main


class Replay(CommandLine):
    def test_says_what_came_out(self):
        both = CASES / "ic1-n6-m2-six-lies.json"
        document = self.json("replay", both)[0]
        self.assertEqual(document["violates"], ["IC1", "IC2"])
        self.assertEqual(
            document["decisions"], {"3": "retreat", "4": "attack", "5": "attack"}
        )
        self.assertEqual(
            self.turncoat("replay", both).stdout,
            f"as expected  {both}: violates IC1 and IC2; "
            "decisions: 3 retreat, 4 attack, 5 attack\n",
        )
        holds = CASES / "holds-n7-m2-sample-run.json"
        self.assertIn(": IC1 and IC2 hold; ", self.turncoat("replay", holds).stdout)

    def test_a_file_name_may_be_any_bytes(self):
        name = os.fsdecode(b"\xff.json")
        self.file(name, (CASES / "ic2-n3-m1-lying-lieutenant.json").read_text())
        self.assertTrue(self.json("replay", name)[0]["as_expected"])

    def test_all_cases_as_expected(self):
        files = sorted(CASES.glob("*.json"))
        self.assertGreater(len(files), 5)
        results = self.json("replay", *files)
        self.assertEqual([r["file"] for r in results], [str(f) for f in files])
        for result in results:
            self.assertTrue(result["as_expected"], result)
            self.assertEqual(set(result), {"file", "as_expected", "violates", "decisions"})

    def test_what_differs_ends_with_1(self):
        scenario = json.loads((CASES / "ic2-n3-m1-lying-lieutenant.json").read_text())
        scenario["expect"] = {"violates": []}
        file = self.file("differs.json", json.dumps(scenario))
        self.assertFalse(self.json("replay", file, expect=VIOLATION)[0]["as_expected"])
        self.assertIn("NOT AS EXPECTED", self.turncoat("replay", file, expect=VIOLATION).stdout)
        self.turncoat("replay", "/nowhere.json", file, expect=BAD_INPUT)
        self.turncoat("replay", file, "/nowhere.json", expect=BAD_INPUT)

    def test_a_bad_file_doesnt_hide_the_others(self):
        good = CASES / "ic2-n3-m1-lying-lieutenant.json"
        run = self.turncoat("replay", good, "/nowhere.json", good, "--json", expect=BAD_INPUT)
        self.assertEqual(len(json.loads(run.stdout)), 2)
        self.assertEqual(run.stderr, "turncoat: /nowhere.json: can't be read: No such file or directory\n")

    def test_refuses_bad_files(self):
        """On one line that begins with the file; the reasons are asserted where they are found."""
        good = (CASES / "ic2-n3-m1-lying-lieutenant.json").read_text()
        for name, text in (
            ("empty", ""),
            ("truncated", good[: len(good) // 2]),
            ("not-text", b"\xff\xfe\x00"),
            ("deep", "[" * 100_000),
            ("number", good.replace('"attack"', "7")),
            ("by-loyal", good.replace("[0, 2]", "[0, 1]")),
            ("line\nbreak", "[]"),
            (
                "unplayable",
                '{"format": "turncoat-scenario/1", "n": 64, "m": 62, "order": "attack",'
                ' "traitors": [], "lies": []}',
            ),
        ):
            file = self.file(f"{name}.json", text)
            shown = re.escape(str(file).replace("\n", "\\n"))
            for verb in "replay", "shrink":
                errors = self.turncoat(verb, file, expect=BAD_INPUT).stderr
                self.assertRegex(errors, rf"\Aturncoat: {shown}: [^\n]+\n\Z")

    def test_refuses_a_huge_file(self):
        file = self.file("huge.json", "{")
        os.truncate(file, 1 << 40)
        self.assertIn("expected at most", self.turncoat("replay", file, expect=BAD_INPUT).stderr)


main()
