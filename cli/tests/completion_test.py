"""Completion in bash and zsh, as the shells themselves do it.

usage: completion_test.py TURNCOAT CASES [unittest arguments]
"""

import os
import shutil
import subprocess
import unittest
from pathlib import Path

from command_line import TURNCOAT, CommandLine, engines, main

COMPLETION = Path(__file__).parents[1] / "completion" / "turncoat.bash"


class Completion(CommandLine):
    def completed(self, *words):
        """What bash offers for the last of the words."""
        script = (
            f'source "{COMPLETION}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
            '_turncoat "$1" "${@: -1}" "${@: -2:1}"; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        run = subprocess.run(["bash", "-c", script, "bash", TURNCOAT, *words],
                             capture_output=True, text=True, check=True, timeout=60)
        return run.stdout.split()

    def test_verbs(self):
        self.assertEqual(self.completed("se"), ["search"])
        self.assertEqual(self.completed("s"), ["shrink", "search", "strategies"])
        self.assertIn("--version", self.completed("--"))

    def test_options_of_a_verb(self):
        self.assertEqual(self.completed("run", "--tra"), ["--traitors", "--trace"])
        self.assertEqual(self.completed("shrink", "--o"), ["--out"])
        self.assertEqual(self.completed("replay", "--tra"), [])

    def test_words_of_an_option(self):
        self.assertEqual(self.completed("run", "--engine", ""),
                         engines())
        self.assertEqual(self.completed("prove", "--kind", "l"), ["levels"])
        self.assertEqual(self.completed("prove", "--property", ""), ["IC1", "IC2"])
        self.assertEqual(self.completed("run", "--order", "a"), ["attack"])
        names = [each["name"] for each in self.json("strategies")]
        self.assertEqual(sorted(self.completed("run", "--adversary", "")), sorted(names))
        # Of a number or a file nothing is known.
        self.assertEqual(self.completed("run", "--n", ""), [])
        self.assertEqual(self.completed("search", "-o", ""), [])

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_reads_it(self):
        script = 'autoload -U compinit && compinit -u; source "$0" && whence -w _turncoat'
        run = subprocess.run(
            ["zsh", "-fc", script, COMPLETION.with_name("_turncoat")], capture_output=True, text=True,
            env={**os.environ, "HOME": str(self.folder), "TURNCOAT_BASH_COMPLETION": str(COMPLETION)},
            timeout=60)
        self.assertIn("_turncoat: function", run.stdout, run.stderr)


main()
