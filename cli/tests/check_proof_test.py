"""turncoat check-proof: proofs as solvers write them."""

import gzip
import lzma
import random

from command_line import UNDECIDED, VIOLATION, CommandLine, main

TWO_VARIABLES = "p cnf 2 4\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n"
MEBIBYTE = 1 << 20


def binary(*steps):
    """Each step is its kind and its literals, all of variables below 64."""
    return b"".join(
        step[0].encode() + bytes(2 * abs(x) + (x < 0) for x in step[1:]) + b"\0" for step in steps
    )


class CheckProof(CommandLine):
    def setUp(self):
        super().setUp()
        self.file("cnf", TWO_VARIABLES)

    def check(self, formula, proof, *more, expect=0):
        self.file("formula", formula)
        self.file("proof", proof)
        return self.json("check-proof", "formula", "proof", *more, expect=expect)

    def skip_if_memory_is_instrumented(self):
        if "with sanitizers" in self.turncoat("--version").stdout:
            self.skipTest("sanitizers take memory of their own")

    def test_text_and_binary_say_the_same(self):
        signs = (1, -1)
        all_of_three = "".join(f"{x} {2 * y} {3 * z} 0\n" for x in signs for y in signs for z in signs)
        formula = "p cnf 3 8\n" + all_of_three
        steps = [("a", 4, -1), ("a", -4, 1), ("d", 1, -4), ("d", 7, 8)]
        steps += [("a", 1, 2), ("a", 1), ("a", 2)]
        text = "".join("d " * (kind == "d") + " ".join(map(str, [*of, 0])) + "\n" for kind, *of in steps)
        found = [self.check(formula, proof) for proof in (text, binary(*steps))]
        for each in found:
            self.assertEqual(
                [each[key] for key in ("verdict", "learned", "learned_by_resolution", "deleted")],
                ["accepted", 5, 2, 1],
            )
            self.assertEqual(each["deletions_of_absent_clauses"], 1)

    def test_a_binary_proof_is_refused_by_its_byte(self):
        refused = self.check(TWO_VARIABLES, binary(("a", 2, 1), ("a",)), expect=VIOLATION)
        self.assertRegex(refused["refusal"], "^proof, byte 4: follows neither by .*: 0$")
        for proof, error in (
            (b"a\x02", "proof, byte 2: found the end of the file, expected a literal"),
            (b"a\x02\0x", "proof, byte 3: found 0x78, expected a step: a (0x61) or d (0x64)"),
            (b"a\x01\0", "proof, byte 1: found 0x01, expected a literal"),
            (b"a\x80\0", "proof, byte 2: found 0x00, expected a literal"),
            (b"a\xff\xff\xff\xff\x0f\0", "proof, byte 4: found 0xff, expected a literal"),
        ):
            self.file("cnf", "p cnf 2 3\n1 2 0\n1 -2 0\n-1 2 0\n")
            self.file("proof", proof)
            self.assertIn(error, self.refused("check-proof", "cnf", "proof"))

    def test_what_was_ignored_is_said(self):
        formula = "p cnf 3 5\n3 0\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n"
        self.file("formula", formula)
        self.file("proof", "d 3 0\nd 1 3 0\nd 1 3 0\n1 0\n")
        said = self.turncoat("check-proof", "formula", "proof").stdout.splitlines()
        self.assertEqual(
            said[1:],
            [
                "the formula can't be satisfied",
                "note: 1 deletion ignored, of clauses that show a literal to be true: solvers write it "
                "and go on using the literal",
                "warning: 2 deletions ignored, of clauses that aren't there; the first: proof:2: 1 3 0",
            ],
        )
        found = self.json("check-proof", "formula", "proof")
        self.assertEqual((found["deletions_ignored"], found["deletions_of_absent_clauses"]), (1, 2))

    def test_compressed_files_are_read(self):
        for compress in gzip.compress, lzma.compress:
            for formula in TWO_VARIABLES.encode(), compress(TWO_VARIABLES.encode()):
                for proof in b"1 0\n", binary(("a", 1)), binary(("d", 9), ("a", 1)):
                    for each in proof, compress(proof):
                        self.assertEqual(self.check(formula, each)["verdict"], "accepted")
        self.file("short", gzip.compress(TWO_VARIABLES.encode())[:-9])
        self.assertIn(
            "short: found the end of the file, expected whole gzip data",
            self.refused("check-proof", "short", "cnf"),
        )

    def test_one_of_both_may_be_standard_input(self):
        for proof in b"1 0\n", gzip.compress(b"1 0\n"):
            self.turncoat("check-proof", "cnf", "-", stdin=proof)
        self.assertIn("found - for both", self.refused("check-proof", "-", "-"))

    def test_the_memory_limit_holds_while_it_reads(self):
        self.skip_if_memory_is_instrumented()
        draw = random.Random(7)
        lines = [" ".join(str(draw.randint(1, 300_000)) for _ in range(5)) + " 0\n" for _ in range(20_000)]
        many = f"p cnf 300000 {100 * len(lines)}\n" + "".join(lines) * 100
        found = self.check(many, "0\n", "--memory-limit", 100, expect=UNDECIDED)
        self.assertLess(found["clause_bytes"], 100 * MEBIBYTE)
        self.assertLess(found["memory_bytes"], 115 * MEBIBYTE)
        self.assertGreater(found["memory_bytes"], 50 * MEBIBYTE)
        self.assertGreater(self.check(many, "0\n", expect=VIOLATION)["memory_bytes"], 150 * MEBIBYTE)

    def test_a_compressed_bomb_ends_at_the_memory_limit(self):
        self.skip_if_memory_is_instrumented()
        literals = b"1 " * 30_000_000
        for formula, proof in (
            (b"p cnf 1 1\n" + literals, b""),
            (TWO_VARIABLES.encode(), literals),
            (TWO_VARIABLES.encode(), b"a" + b"\x02" * 30_000_000),
        ):
            found = self.check(
                gzip.compress(formula, 1), gzip.compress(proof, 1), "--memory-limit", 60, expect=UNDECIDED
            )
            self.assertLess(found["memory_bytes"], 75 * MEBIBYTE)
        self.check(lzma.compress(TWO_VARIABLES.encode(), preset=9), "1 0\n", "--memory-limit", 80)
        self.check(
            lzma.compress(TWO_VARIABLES.encode(), preset=9), "1 0\n", "--memory-limit", 60, expect=UNDECIDED
        )


main()
