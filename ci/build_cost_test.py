"""What ci/build_cost.py makes of a log.

usage: build_cost_test.py [unittest arguments]
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).with_name("build_cost.py")
LOG = """# ninja log v5
0\t2000\t1\tcore/CMakeFiles/turncoat_core.dir/Unity/unity_0_cxx.cxx.o\tabc
0\t1500\t1\tcore/CMakeFiles/turncoat_core.dir/om/path.cpp.o\tdef
100\t900\t1\tcli/CMakeFiles/turncoat.dir/main.cpp.o\t123
900\t1000\t1\tturncoat\t456
5000\t5500\t2\tcli/CMakeFiles/turncoat.dir/main.cpp.o\t789
"""


class BuildCost(unittest.TestCase):
    def printed(self, *arguments):
        with tempfile.TemporaryDirectory() as build:
            Path(build, ".ninja_log").write_text(LOG)
            run = subprocess.run([sys.executable, SCRIPT, build, *arguments], capture_output=True, text=True, check=True)
            return run.stdout.replace(build, "BUILD").splitlines()

    def test_a_file_counts_as_it_was_made_last(self):
        self.assertEqual(
            self.printed(),
            [
                "     4.1 s  all of BUILD",
                "     3.5 s  turncoat_core",
                "     0.5 s  turncoat",
                "     0.1 s  linking and the rest",
            ],
        )

    def test_the_longest_only(self):
        self.assertEqual(self.printed("1")[1:], ["     3.5 s  turncoat_core"])

    def test_no_build(self):
        run = subprocess.run([sys.executable, SCRIPT, "/nowhere"], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (1, "build_cost.py: /nowhere/.ninja_log: no such file\n"))


unittest.main()
