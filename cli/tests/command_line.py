"""What the tests of the command line share: how the program is called.

A test is called with the program and the folder of the cases: X_test.py TURNCOAT CASES.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

TURNCOAT, CASES = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
# Programs with sanitizers take ten times as long.
IS_SANITIZED = os.environ.get("TURNCOAT_SANITIZED") == "1"
HOLDS, VIOLATION, BAD_INPUT, UNDECIDED = 0, 1, 2, 3


def part_of(all_of_them, every):
    """All; with sanitizers one in so many: they look at the code that runs, which is the same."""
    return list(all_of_them)[::every if IS_SANITIZED else 1]


class Result(unittest.TextTestResult):
    def addSkip(self, test, reason):
        """A line each, which ci/test counts at its end."""
        super().addSkip(test, reason)
        print(f"\nSKIPPED {test.id()}: {reason.strip()}", file=sys.stderr)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], testRunner=unittest.TextTestRunner(resultclass=Result))


def verbs():
    """Every verb, as the program lists them."""
    shown = subprocess.run([TURNCOAT, "--help"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  ([a-z]\S*) {2,}\S", shown, re.MULTILINE)


def engines():
    """Every engine of `run`, as its help lists them."""
    shown = subprocess.run([TURNCOAT, "run", "--help"], capture_output=True, text=True, check=True).stdout
    return re.search(r"--engine \{([a-z,-]+)\}", shown)[1].split(",")


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = dict(os.environ)

    def turncoat(self, *arguments, expect=HOLDS, stdin=b""):
        run = subprocess.run(
            [TURNCOAT, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            timeout=300,
        )
        run.stdout, run.stderr = run.stdout.decode(), run.stderr.decode()
        if expect is not None:
            self.assertEqual(run.returncode, expect, f"{arguments}: {run.stdout}{run.stderr}")
        return run

    def json(self, *arguments, expect=HOLDS):
        run = self.turncoat(*arguments, "--json", expect=expect)
        return json.loads(run.stdout)

    def why_no_sandbox(self, way="decider"):
        """What a trial says if this machine has none."""
        run = self.turncoat("trial", "--sandbox", f"--{way}", "true", "--check", "om0-decides", "--cases", 1,
                            expect=None)
        return run.stderr if "can be had here" in run.stderr else ""

    def refused(self, *arguments):
        """The one line on standard error, where bad input ends a verb."""
        run = self.turncoat(*arguments, expect=BAD_INPUT)
        self.assertEqual(run.stdout, "")
        self.assertRegex(run.stderr, r"\Aturncoat: [^\n]+\n\Z")
        return run.stderr

    def interrupted(self, *arguments, at, expect=UNDECIDED, by=signal.SIGINT):
        """A signal as soon as a line of progress matches `at`; then exit code, output, errors."""
        run = subprocess.Popen(
            [TURNCOAT, *map(str, arguments), "--progress"],
            bufsize=0,  # or what readline reads ahead is lost to communicate
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        hangs = threading.Timer(120, run.kill)
        hangs.start()
        self.addCleanup(hangs.cancel)
        seen = []
        while not seen or not re.search(at, seen[-1]):
            seen.append(run.stderr.readline().decode())
            self.assertNotEqual(seen[-1], "", f"{arguments} ended after {seen}")
        run.send_signal(by)
        out, errors = run.communicate()
        self.assertEqual(run.returncode, expect)
        return out.decode(), errors.decode()

    def file(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path
