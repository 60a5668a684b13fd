"""turncoat frontier.

usage: frontier_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from command_line import BAD_INPUT, TURNCOAT, UNDECIDED, CommandLine, main


class Frontier(CommandLine):
    SIZES = "--n-max", 11, "--m-max", 3, "--traitors-max", 3

    def test_a_row_for_each_cell(self):
        rows = self.json("frontier", *self.SIZES)["rows"]
        self.assertEqual(len(rows), 629)
        self.assertIn(
            {"n": 6, "m": 2, "k": 2, "commander": "loyal", "property": "IC2",
             "order": "attack", "verdict": "violated"},
            rows,
        )
        self.assertEqual({row["verdict"] for row in rows}, {"holds", "violated", "vacuous"})
        for row in rows:
            self.assertEqual(row["order"] is None, row["commander"] == "traitor")
            self.assertGreaterEqual(row["n"], row["m"] + 2)

    def test_lemma_1_is_exact_for_an_order_to_attack(self):
        compared = 0
        for row in self.json("frontier", *self.SIZES)["rows"]:
            n, m, k = row["n"], row["m"], row["k"]
            if row["property"] == "IC2" and row["order"] == "attack" and k and m:
                if row["verdict"] != "vacuous":
                    self.assertEqual(row["verdict"] == "holds", n > 2 * k + m, row)
                    compared += 1
        self.assertEqual(compared, 68)

    def test_a_table_for_people(self):
        table = self.turncoat("frontier", *self.SIZES).stdout
        self.assertIn("IC1, traitorous commander\n       m=0        m=1        m=2        m=3\n", table)
        self.assertIn("\n   6      X X X      + X X      + + X      + + X\n", table)
        self.assertIn("629 cells, 0 undecided; settled now: 629 by levels, 629 of them also", table)
        self.assertNotIn("?", table.split("? undecided")[1])

    def test_sizes_beyond_any_formula(self):
        sizes = "--n-max", 64, "--m-max", 1, "--traitors-max", 40, "--formula-limit", 0
        self.assertIn(" 0 undecided", self.turncoat("frontier", *sizes).stdout)

    def test_goes_on_where_it_was_stopped(self):
        file = self.folder / "table.json"
        sizes = "--n-max", 64, "--m-max", 30, "--traitors-max", 20, "--resume", file
        self.interrupted("frontier", *sizes, at=r"^[1-9][\d,]* of 148,292 cells; ")
        settled = [row for row in json.loads(file.read_text())["rows"] if row["verdict"] != "undecided"]
        self.assertGreater(len(settled), 0)
        self.turncoat("frontier", "--n-max", 9, "--m-max", 3, "--resume", file)
        after = [row for row in json.loads(file.read_text())["rows"] if row["verdict"] != "undecided"]
        for row in settled:
            self.assertIn(row, after)
        again = self.turncoat("frontier", "--n-max", 9, "--m-max", 3, "--resume", file).stdout
        self.assertIn("settled now: 0 by levels", again)

    def test_a_file_of_more_cells_than_asked_for_settles_none_of_those_asked_for(self):
        large = self.file("large.json", json.dumps(self.json("frontier", "--n-max", 8, "--m-max", 3)))
        rows = json.loads(large.read_text())
        rows["rows"] = [row for row in rows["rows"] if row["n"] > 4]
        self.assertGreater(len(rows["rows"]), 200)
        large.write_text(json.dumps(rows))
        small = "--n-max", 4, "--m-max", 1, "--resume", large
        stopped = self.turncoat("frontier", *small, "--time-limit", 0, expect=UNDECIDED)
        self.assertIn("\n45 cells, 45 undecided; settled now: 0 by levels, ", stopped.stdout)
        self.assertEqual({row["verdict"] for row in self.json(
            "frontier", *small, "--time-limit", 0, expect=UNDECIDED)["rows"]}, {"undecided"})
        run = self.turncoat("frontier", *small, "--progress")
        self.assertIn("\n45 cells, 0 undecided; settled now: 45 by levels, ", run.stdout)
        self.assertRegex(run.stderr, r"\A1 of 45 cells; ")

    def test_the_largest_table_can_be_read_back(self):
        sizes = "--n-max", 64, "--m-max", 62, "--traitors-max", 64, "--time-limit", 0
        for _ in range(2):
            self.turncoat("frontier", *sizes, "--resume", "all.json", expect=UNDECIDED)

    def test_a_time_limit_leaves_cells_undecided(self):
        rows = self.json("frontier", *self.SIZES, "--time-limit", 0, expect=UNDECIDED)["rows"]
        self.assertEqual({row["verdict"] for row in rows}, {"undecided"})

    @unittest.skipUnless(shutil.which("gnuplot"), "gnuplot draws the picture")
    def test_a_picture(self):
        picture = self.folder / "frontier.svg"
        self.turncoat("frontier", *self.SIZES, "--svg", picture)
        svg = xml.etree.ElementTree.parse(picture).getroot()
        self.assertEqual(svg.tag, "{http://www.w3.org/2000/svg}svg")
        text = " ".join(" ".join(e.itertext()) for e in svg.iter("{http://www.w3.org/2000/svg}text"))
        for words in "What holds whatever the traitors say", "IC1, traitorous commander", "m = 3":
            self.assertIn(words, text)
        # Two cells of one colour are two boxes.
        drawn = picture.read_text()
        self.assertGreater(drawn.count("<path"), 600)

    def test_the_picture_of_a_small_table(self):
        fake = self.file("gnuplot", '#!/bin/sh\n[ "$1" = --version ] && echo gnuplot 5 && exit\n'
                                    'cat >script\necho "<svg></svg>"\n')
        fake.chmod(0o755)
        self.environment["PATH"] = f"{self.folder}:{os.environ['PATH']}"
        self.turncoat("frontier", "--n-max", 4, "--m-max", 2, "--traitors-max", 1, "--svg", "f.svg")
        script = (self.folder / "script").read_text()
        # The paper promises m=0 from n=1 on for no traitor, m=1 for up to one from n=4 on; no more.
        outlined = [line.split(" front ")[0] for line in script.splitlines() if " object 1 rect" in line]
        loyal = [f"set object 1 rectangle from {place}" for place in ("1.5,-0.5 to 4.5,0.5", "3.5,-0.5 to 4.5,1.5")]
        traitor = ["set object 1 rectangle from 3.5,0.5 to 4.5,1.5"]
        self.assertEqual(outlined, 2 * loyal + traitor + 2 * loyal)
        self.assertEqual(script.count("set title"), 5 * 3)
        # n, k of what holds in the last panel: IC2, ordering retreat, m=2.
        self.assertIn("$v0 << EOD\n", script)

    def test_refuses_bad_input(self):
        self.assertIn("--m-max", self.refused("frontier", "--n-max", 6))
        self.assertIn(
            "--svg: found --m-max 9, expected at most 8",
            self.refused("frontier", "--n-max", 12, "--m-max", 9, "--svg", "f.svg"),
        )
        read, write = os.pipe()
        pipe = subprocess.run(
            [TURNCOAT, "frontier", "--n-max", "4", "--m-max", "1", "--resume", f"/dev/fd/{read}"],
            pass_fds=[read], capture_output=True, cwd=self.folder, timeout=300)
        os.close(read)
        os.close(write)
        self.assertEqual(pipe.returncode, BAD_INPUT)
        self.assertIn(f'--resume: found "/dev/fd/{read}", expected a file, which is read and written',
                      pipe.stderr.decode())
        broken = self.file("broken.json", '{"format": "turncoat-frontier/1", "rows": [{"n": 4}]}')
        self.assertIn("broken.json: /rows/0", self.refused(
            "frontier", "--n-max", 4, "--m-max", 1, "--resume", broken))
        self.assertIn("no/such", self.refused(
            "frontier", "--n-max", 4, "--m-max", 1, "--resume", "/proc/no/such/file.json"))


main()
