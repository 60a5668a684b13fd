"""turncoat prove and check-proof: formulas and their proofs.

usage: prove_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import resource
import signal
import subprocess

from command_line import BAD_INPUT, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, main


class Prove(CommandLine):
    def test_the_theorem_where_it_is_tight(self):
        document = self.json("prove", "--n", 7, "--m", 2)
        self.assertEqual((document["verdict"], document["kind"]), ("holds", "formula"))
        # k = 0: both orders and properties; k = 1, 2: those and a traitorous commander.
        self.assertEqual(len(document["cases"]), 4 + 5 + 5)
        for row in document["cases"]:
            self.assertIn(row["verdict"], ("holds", "vacuous"))
            self.assertEqual(row["order"] is None, row["commander"] == "traitor")
            self.assertEqual(
                list(row)[:7], ["n", "m", "k", "commander", "property", "order", "verdict"]
            )
        self.assertIn("holds for every adversary", self.turncoat("prove", "--n", 7, "--m", 2).stdout)

    def test_one_general_fewer_gives_a_scenario(self):
        document = self.json("prove", "--n", 6, "--m", 2, expect=VIOLATION)
        self.assertEqual(document["verdict"], "violated")
        file = self.folder / document["file"]
        self.assertEqual(json.loads(file.read_text()), document["scenario"])
        self.assertTrue(self.json("replay", file)[0]["as_expected"])
        self.assertNotEqual(document["scenario"]["expect"]["violates"], [])

    def test_exactly_so_many_traitors_and_one_property(self):
        document = self.json(
            *("prove", "--n", 7, "--m", 2, "--traitor-count", 3, "--property", "IC2"),
            expect=VIOLATION,
        )
        verdicts = [(row["k"], row["property"], row["verdict"]) for row in document["cases"]]
        self.assertEqual(verdicts, [(3, "IC2", "violated")] * 2)

    def test_a_time_limit_leaves_it_undecided(self):
        document = self.json(
            "prove", "--n", 16, "--m", 5, "--time-limit", 0, expect=UNDECIDED
        )
        self.assertEqual(document["verdict"], "undecided")

    def test_refuses_bad_input(self):
        for arguments, error in (
            (("--n", 3, "--m", 5), "m is 5"),
            (("--n", 4, "--m", 1, "--traitor-count", 5), "--traitor-count"),
            (("--n", 64, "--m", 20, "--traitor-count", 0), "GiB; expected at most 12 GiB"),
            (("--n", 20, "--m", 5, "--memory-limit", 100), "GiB; expected at most 0.0977 GiB"),
            (("--n", 4, "--m", 1, "--proof", "/proc/proof"), "can't be written"),
            (("--n", 4, "--m", 1, "--property", "IC3"), "--property"),
        ):
            self.assertIn(error, self.refused("prove", *arguments))

    def test_a_memory_limit_leaves_it_undecided(self):
        limited = ("prove", "--n", 7, "--m", 2, "--traitor-count", 2, "--memory-limit", 2)
        document = self.json(*limited, expect=UNDECIDED)
        rows = [(row["verdict"], row["why"]) for row in document["cases"]]
        self.assertEqual(rows, [("undecided", "memory limit")] * 5)

    def test_what_holds_has_a_proof_that_is_accepted(self):
        document = self.json("prove", "--n", 7, "--m", 2, "--proof", "proofs/")
        files = [row[kind] for row in document["cases"] for kind in ("cnf", "drat")]
        self.assertEqual(len(files), 28)
        self.assertIn("proofs/n7-m2-k2-traitor-IC1.cnf", files)
        self.assertIn("proofs/n7-m2-k1-loyal-retreat-IC2.drat", files)
        found = {str(file.relative_to(self.folder)) for file in self.folder.glob("proofs/*")}
        self.assertEqual(found, set(files))
        for row in document["cases"]:
            steps = (self.folder / row["drat"]).read_text().splitlines()
            self.assertEqual(steps[-1], "0")
            checked = self.json("check-proof", row["cnf"], row["drat"])
            self.assertEqual(checked["verdict"], "accepted")
            sizes = (row["variables"], row["clauses"])
            self.assertEqual((checked["variables"], checked["clauses"]), sizes)

    def test_the_same_question_gives_the_same_files(self):
        for prefix in "one", "two":
            self.turncoat(*("prove", "--n", 7, "--m", 2, "--traitor-count", 2), "--proof", prefix)
        for file in self.folder.glob("one.*"):
            again = file.with_name(file.name.replace("one", "two"))
            self.assertEqual(file.read_bytes(), again.read_bytes())
        self.assertEqual(len(list(self.folder.iterdir())), 20)

    def test_what_is_violated_has_no_proof(self):
        prove = ("prove", "--n", 6, "--m", 2, "--traitor-count", 2, "--property", "IC2")
        document = self.json(*prove, "--proof", "p", expect=VIOLATION)
        proof = "p.n6-m2-k2-loyal-retreat-IC2"  # a tie means retreat
        files = [(row["order"], row["cnf"], row["drat"]) for row in document["cases"]]
        self.assertEqual(
            files, [("attack", None, None), ("retreat", f"{proof}.cnf", f"{proof}.drat")]
        )
        self.assertEqual(len(list(self.folder.glob("p.*"))), 2)

    def test_a_proof_that_cant_be_written_to_its_end_is_an_error(self):
        def small_files_only():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

        prove = ("prove", "--n", "10", "--m", "3", "--traitor-count", "3", "--proof", "proofs/")
        run = subprocess.run(
            [TURNCOAT, *prove], cwd=self.folder, capture_output=True, preexec_fn=small_files_only
        )
        self.assertEqual(run.returncode, BAD_INPUT)
        self.assertRegex(run.stderr.decode(), r"\Aturncoat: proofs/[^ ]*: can't be written: [^\n]+\n\Z")
        self.assertEqual(list(self.folder.glob("proofs/*")), [])

    def test_ctrl_c_keeps_what_was_decided(self):
        prove = ("prove", "--n", "16", "--m", "5", "--proof", "proofs/")
        run = subprocess.Popen(
            [TURNCOAT, *prove],
            cwd=self.folder,
            bufsize=0,  # or what readline reads ahead is lost to communicate
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        first = run.stdout.readline().decode()
        run.send_signal(signal.SIGINT)
        rest, errors = run.communicate(timeout=300)
        self.assertEqual((run.returncode, errors), (UNDECIDED, b""))
        rows = (first + rest.decode()).splitlines()[:29]
        self.assertRegex(rows[0], "^holds      IC1, 0 traitors")
        self.assertRegex(rows[-1], "^undecided  IC1, 5 traitors, traitor commander: interrupted")
        verdicts = [row.split()[0] for row in rows]
        self.assertEqual(verdicts, sorted(verdicts))  # "holds", then "undecided"
        self.assertIn("undecided; 29 cases", rest.decode())
        files = list(self.folder.glob("proofs/*"))
        self.assertEqual(len(files), 2 * verdicts.count("holds"))

    def test_check_proof_says_what_is_wrong(self):
        self.turncoat(*("prove", "--n", 7, "--m", 2, "--traitor-count", 2), "--proof", "p")
        cnf, drat = (f"p.n7-m2-k2-traitor-IC1.{kind}" for kind in ("cnf", "drat"))
        self.assertIn("accepted", self.turncoat("check-proof", cnf, drat).stdout)
        steps = (self.folder / drat).read_text().splitlines()
        few = len(steps) // 3  # before a contradiction follows
        cut = self.file("cut", "\n".join(steps[:few]) + "\n")
        refused = self.json("check-proof", cnf, cut, expect=VIOLATION)
        self.assertEqual(refused["verdict"], "refused")
        self.assertEqual(refused["refusal"], f"{cut}:{few + 1}: the proof ends without the empty clause")
        other = self.file("other", "p cnf 81 0\n")
        self.assertIn("refused", self.turncoat("check-proof", other, cut, expect=VIOLATION).stdout)
        self.turncoat("check-proof", cnf, drat, "--memory-limit", 12_288)
        undecided = self.turncoat("check-proof", cnf, drat, "--memory-limit", 0, expect=UNDECIDED)
        self.assertRegex(undecided.stdout, r"\Aundecided: .*\nmemory limit\n\Z")
        for arguments, error in (
            ((cnf, "nowhere"), "nowhere: can't be read"),
            (("nowhere", drat), "nowhere: can't be read"),
            ((".", drat), ".: can't be read"),
            ((drat, cnf), "expected p cnf VARIABLES CLAUSES"),
            ((cnf, cnf), 'found "p", expected a literal'),
            ((cnf, self.file("half", "1 2")), "half:1: found the end of the file"),
        ):
            self.assertIn(error, self.refused("check-proof", *arguments))


main()
