"""What no single verb is about.

usage: others_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import re
import subprocess
from pathlib import Path

from command_line import BAD_INPUT, TURNCOAT, VIOLATION, CommandLine, main, verbs


class Others(CommandLine):
    def test_every_verb_explains_itself(self):
        self.assertGreaterEqual(len(verbs()), 11)
        for verb in verbs():
            self.assertIn("--help", self.turncoat(verb, "--help").stdout)
        run = self.turncoat("run", "--help").stdout
        # CLI11 writes a default as NAME=1, from 2.4 on as NAME [1].
        for option, default in ("--order {attack,retreat}", "attack"), ("--adversary TEXT", "two-faced"), ("--seed NUMBER", "1"):
            self.assertRegex(run, rf"{option}(={default}| \[{default}\])\s")
        self.assertIn("--property {IC1,IC2} ", self.turncoat("search", "--help").stdout)
        self.assertRegex(self.turncoat("prove", "--help").stdout, r"--memory-limit MIB(=12288| \[12288\])\s")

    def test_the_page_of_limits_has_a_row_for_every_verb(self):
        page = (Path(__file__).parents[2] / "docs" / "limits-and-exit-codes.md").read_text()
        table = page.split("## What each verb reads, and when it ends")[1].split("\n- ")[0]
        self.assertEqual(re.findall(r"^\| `(\S+)` \|", table, re.MULTILINE), verbs())

    def test_strategies_lists_all_that_can_be_played(self):
        strategies = {each["name"]: each["help"] for each in self.json("strategies")}
        self.assertGreaterEqual(len(strategies), 12)
        lines = self.turncoat("strategies").stdout
        options = {"scripted": {"lies": []}}
        for strategy, text in strategies.items():
            self.assertNotEqual(text, "")
            self.assertIn(text, lines)
            described = json.dumps({"strategy": strategy, **options.get(strategy, {})})
            run = self.json("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", described)
            self.assertEqual(run["properties"]["IC1"], "holds", strategy)

    def test_version_and_usage(self):
        self.assertRegex(
            self.turncoat("--version").stdout,
            r"\Aturncoat \d+\.\d+\.\d+\ncompiler: \S+ \d+\..*\n"
            r"instruction sets: portable.*\(simulation\), portable.*\(lanes\)\nsolver: CaDiCaL \S+\n\Z")
        self.refused()
        self.assertIn('unknown verb "rum"; the nearest is run', self.refused("rum"))
        self.assertIn("the nearest is check-proof", self.refused("chek-prof"))
        self.assertNotIn("nearest", self.refused("zzzzzzzz"))

    def test_a_file_name_that_is_no_text_is_shown_as_json(self):
        name = os.fsdecode(b"\xff.json")
        self.file(name, '"flip"')
        flip = ("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", f"@{name}")
        self.assertEqual(self.json(*flip)["adversary"], "@\ufffd.json")
        for verb in "search", "prove":
            found = self.json(verb, "--n", 3, "--m", 1, "-o", name, expect=VIOLATION)
            self.assertEqual(found["file"], "\ufffd.json")
        proved = self.json("prove", "--n", 4, "--m", 1, "--proof", name)
        self.assertEqual(proved["cases"][-1]["cnf"], "\ufffd.json.n4-m1-k1-traitor-IC1.cnf")

    def test_output_that_cant_be_written_is_an_error(self):
        long = ("run", "--n", "7", "--m", "3", "--trace")  # more than a buffer holds
        for arguments in (("strategies",), long, (*long, "--json"), ("--help",), ("--version",)):
            with open("/dev/full", "w", encoding="utf-8") as full:
                run = subprocess.run([TURNCOAT, *arguments], stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(run.returncode, BAD_INPUT, arguments)
            self.assertIn(b"standard output", run.stderr)
            self.assertEqual(run.stderr.count(b"\n"), 1)

    def test_an_error_that_cant_be_written_is_still_an_exit_code(self):
        for arguments in (("run", "--n", "1", "--m", "0"), ("replay", "/nowhere.json")):
            with open("/dev/full", "w", encoding="utf-8") as full:
                run = subprocess.run([TURNCOAT, *arguments], stdout=full, stderr=full)
            self.assertEqual(run.returncode, BAD_INPUT, arguments)

    def test_a_link_stays_and_its_target_is_replaced(self):
        link, file = (self.folder / name for name in ("link", "file"))
        file.write_text("old")
        file.chmod(0o640)
        link.symlink_to(file)
        self.turncoat("run", "--n", 4, "--m", 1, "--save", link)
        self.assertEqual(file.stat().st_mode & 0o7777, 0o640)
        self.assertTrue(link.is_symlink())
        self.assertIn("turncoat-scenario/1", file.read_text())

    def test_files_of_many_entries_are_refused_soon(self):
        entries = ",".join(['{"path": [0, 3], "to": [], "says": "retreat"}'] * 700_000)
        file = self.file(
            "many.json",
            '{"format": "turncoat-scenario/1", "n": 4, "m": 1, "order": "attack",'
            f' "traitors": [3], "lies": [{entries}]}}',
        )
        self.assertIn(str(file), self.refused("shrink", file))


main()
