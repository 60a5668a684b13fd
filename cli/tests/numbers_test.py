"""The numbers on the command line.

usage: numbers_test.py TURNCOAT CASES [unittest arguments]
"""

import re

from command_line import CommandLine, main, part_of, verbs


class Numbers(CommandLine):
    """Every numeric option of every verb, as the program itself lists them."""

    TEXTS = {"run": ["--adversary"], "shrink": ["--keep"], "general": ["--traitor", "--listen", "--fault"],
             "cluster": ["--adversary", "--general", "--fault"], "replay": ["--decider", "--general", "--http"],
             "trial": ["--decider", "--general", "--http", "--only", "--setups", "--check"]}
    WHOLE = "", " ", "-1", "+4", " 4", "4 ", "010", "00", "0x7", "7x", "1e1", "4.0", "four", "4\n5"
    SECONDS = "", "-1", "+1", " 1", "1 ", "01", "0x1", "1s", "1e1", ".5", "5.", "1.2.3", "nan", "inf"

    def options(self):
        """(verb, option, type, rest of its line of help)"""
        self.assertEqual(set(self.TEXTS) - set(verbs()), set())
        row = re.compile(r"^  (?:-\w,)?(\S+) ([A-Z]+)\b(:\{.*?\})?(.*)$", re.MULTILINE)
        for verb in verbs():
            for name, kind, _, rest in row.findall(self.turncoat(verb, "--help").stdout):
                yield verb, name, kind, rest

    def found_in(self, verb, name, found):
        """Where `found` is refused: what was expected. Only the one option is given: it is read
        before anything is missed."""
        error = self.refused(verb, name, found)
        shown = re.escape(found.replace("\n", "\\n"))
        self.assertRegex(error, rf"\Aturncoat: {name}: found \"{shown}\", expected ", (verb, found))
        return error

    def is_taken(self, verb, name, value):
        error = self.refused(verb, name, value)
        self.assertRegex(error, r"\Aturncoat: \S+ is required ", (verb, name, value))

    def test_only_decimal_digits_within_bounds_are_taken(self):
        numbers = 0
        for verb, name, kind, rest in self.options():
            if kind == "FILE":
                continue
            if kind == "TEXT":
                self.assertIn(name, self.TEXTS.get(verb, []), "text or a number?")
                continue
            numbers += 1
            self.assertIn('found "010", expected', self.refused(verb, f"{name}=010"))
            if kind == "SECONDS":
                for found in part_of(self.SECONDS, 5):
                    self.assertIn(
                        "seconds from 0 to 1000000000, such as 0.5", self.found_in(verb, name, found)
                    )
                self.found_in(verb, name, "1000000000.1")
                for value in "0", "0.25", "1000000000":
                    self.is_taken(verb, name, value)
            elif kind == "GENERALS":
                for found in part_of((*self.WHOLE, "01", "1,", ",1", "1,,2", "1,  2", "1 ,2", ", 2", "1;2", "64",
                                      "0,010", 10**20, "0-", "-3", "0-64", "0-1-2", "0 - 3", "none,1"), 5):
                    self.assertIn("generals from 0 to 63 with commas between them",
                                  self.found_in(verb, name, str(found)))
                for value in "0", "63", "0,5", "none", "0, 5", "0-3,5", "5-5", "0-63":
                    self.is_taken(verb, name, value)
            else:
                self.assertIn(kind, ("NUMBER", "MIB"))
                bounds = re.match(r" in \[(\d+) - (\d+)\]", rest)
                least, most = map(int, bounds.groups()) if bounds else (0, 2**64 - 1)
                if kind == "MIB":
                    most >>= 20
                wrong = [*self.WHOLE, most + 1, 10 * most, 10**30, f"{most}x"]
                for found in part_of(wrong + ([least - 1] if least else []), 5):
                    self.assertIn(f"a whole number from {least} to {most}",
                                  self.found_in(verb, name, str(found)))
                for value in least, most:
                    self.is_taken(verb, name, value)
        self.assertGreaterEqual(numbers, 41)  # of so many it was seen to read them


main()
