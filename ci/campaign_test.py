"""What ci/campaign refuses before it does anything.

usage: campaign_test.py [unittest arguments]
"""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

CAMPAIGN = Path(__file__).with_name("campaign")
WRONG = "", " ", "0", "-1", "+4", " 4", "4 ", "4\n", "08", "010", "0x7", "7x", "1.5", "four", "9" * 30


class Campaign(unittest.TestCase):
    def setUp(self):
        # A copy that stands alone: what isn't refused ends at once, as ci/setup is missing.
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.script = Path(folder.name) / "ci" / "campaign"
        self.script.parent.mkdir()
        shutil.copy(CAMPAIGN, self.script)

    def refused(self, *arguments):
        run = subprocess.run([self.script, *arguments], capture_output=True, timeout=60)
        self.assertEqual((run.returncode, run.stdout.decode()), (2, ""), arguments)
        return run.stderr.decode()

    def test_only_decimal_digits_within_bounds_are_taken(self):
        for option, most in ("--minutes", 100_000), ("--seed", 2**32 - 1):
            for found in *WRONG, str(most + 1):
                self.assertEqual(
                    self.refused(option, found),
                    f'ci/campaign: {option}: found "{found}", '
                    f"expected a whole number from 1 to {most}\n",
                )
            self.assertIn('found ""', self.refused(option))

    def test_an_unknown_argument(self):
        self.assertIn("unknown argument --hours", self.refused("--minutes", "1", "--seed", "1", "--hours"))


unittest.main()
