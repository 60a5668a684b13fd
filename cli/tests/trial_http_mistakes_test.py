"""turncoat trial --http: every mistake of the sample is found.

usage: trial_http_mistakes_test.py TURNCOAT CASES [unittest arguments]
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from command_line import VIOLATION, main
from http_trial import ROOT, SERVER, SHORT, Http


class Mistakes(Http):
    """By which check each is found first, and what it resembles."""

    FOUND = {
        "tie-means-attack": ("om1-decides", "tie-means-attack"),
        "silence-means-attack": ("silence-decides", "silence-means-attack"),
        "own-order-not-counted": ("om1-decides", "own-order-not-counted"),
        "first-heard-wins": ("om1-decides", "first-heard-wins"),
        "one-round-too-few": ("om1-relays", ""),
        "sends-twice": ("commander", ""),
        "forgets-silence": ("silence-relays", ""),
        "waits-for-ever": ("silence-decides", ""),
        "counts-late": ("late", ""),
        "crashes-on-malformed": ("malformed", ""),
    }

    def failures(self, mistake):
        entry = self.trial(f"{SERVER} --mistake {mistake}", "--cases", 20, "--check", self.FOUND[mistake][0],
                           "--deadline-ms", 100, timeout=SHORT, expect=VIOLATION, name=mistake)
        return self.failing(entry)

    def test_each_is_found(self):
        listed = subprocess.run([sys.executable, ROOT / "trial" / "samples" / "server.py", "--help"],
                                capture_output=True, text=True, check=True).stdout.split("mistakes:")[1]
        self.assertEqual({line.split()[0] for line in listed.splitlines() if line.strip()}, set(self.FOUND))
        with ThreadPoolExecutor(4) as several:  # they wait more than they work
            found = dict(zip(self.FOUND, several.map(self.failures, self.FOUND)))
        for mistake, (check, resembles) in self.FOUND.items():
            with self.subTest(mistake):
                self.assertEqual(found[mistake][check]["resembles"], resembles)


main()
