"""What ci/campaign refuses, when it fails, and how it ends early.

It plays in a tree of its own, where every program is a fake: one that says what the real one says,
or one that goes on until it is ended.

usage: campaign_test.py [unittest arguments]
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

CI = Path(__file__).parent
WRONG = "", " ", "0", "-1", "+4", " 4", "4 ", "4\n", "08", "010", "0x7", "7x", "1.5", "four", "9" * 30
ROWS = (CI.parent / "fuzz" / "targets.txt").read_text().splitlines()
TARGETS = [row.split()[0] for row in ROWS if row[:1].isalpha()]
SECONDS_MOST = 300

# Notes its name, then plays its part. Those named in GOES_ON go on until they are ended, as libFuzzer
# and the program end: with what they did. One named in WAITS waits until it may go on. One named in
# PLAYS_NOTHING plays nothing.
FAKE = """#!/bin/sh
name=${0##*/}
case $name in turncoat | build) name="$name $1" ;; esac
says=
case $name in
  "turncoat run") says="IC1 (agreement): holds" ;;
  "turncoat replay") says="as expected  h.json: violates IC2" ;;
  claim_test) says="OK, passed 1000 tests" ;;
  turncoat_bench) says="fast/n:4/m:1" ;;
  *_fuzz) says="stat::number_of_executed_units: 5" ;;
esac
case " $* " in *" --benchmark_list_tests "*) GOES_ON= ;; esac
goes_on=
case ,$GOES_ON, in
  *,"$name",*) trap 'echo "$says"; exit 0' TERM; goes_on=yes ;;
esac
echo "$name" >>"$STARTED"
while [ -n "$goes_on" ]; do sleep 0.1; done 2>/dev/null
while [ "$name" = "$WAITS" ] && [ ! -e "$STARTED.may_go_on" ]; do sleep 0.1; done
[ "$name" = "$PLAYS_NOTHING" ] || echo "$says"
"""


def of_session(session):
    """The processes of a session that haven't ended, as /proc/PID/stat has them (proc(5))."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, fields = file.read_text().partition(" ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, of = fields.rpartition(") ")[2].split()[:4]
        if int(of) == session and state not in "ZX":
            yield int(pid), fields


class Campaign(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Path(folder.name)
        self.script = self.tree / "ci" / "campaign"
        self.script.parent.mkdir()
        shutil.copy(CI / "campaign", self.script)

    def refused(self, *arguments):
        # What isn't refused ends at once, as ci/setup is missing.
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

    def start(self, output=None, **environment):
        text = self.script.read_text()
        self.assertEqual(text.count("minutes * 60"), 1)
        self.script.write_text(text.replace("minutes * 60", "minutes * 0"))  # each part once
        for name in "campaign_json.py", "bench":
            shutil.copy(CI / name, self.tree / "ci")
        (self.tree / "fuzz").mkdir()
        shutil.copy(CI.parent / "fuzz" / "targets.txt", self.tree / "fuzz")
        release = self.tree / "build" / "release"
        for fake in (
            *(self.tree / "ci" / name for name in ("setup", "build")),
            *(self.tree / "build" / "fuzz" / "fuzz" / target for target in TARGETS),
            *(release / "properties" / "claims" / name for name in ("claim_test", "mutants_test")),
            release / "bench" / "turncoat_bench",
            release / "bench" / "report" / "report",
            release / "turncoat",
        ):
            fake.parent.mkdir(parents=True, exist_ok=True)
            fake.write_text(FAKE)
            fake.chmod(0o755)
        self.started = self.tree / "started"
        self.started.touch()
        self.printed = self.tree / "printed"
        with open(self.printed, "w") as printed:
            campaign = subprocess.Popen(
                [self.script, "--minutes", "1", "--seed", "7"],
                stdout=output or printed,
                stderr=printed,
                start_new_session=True,
                env={**os.environ, "STARTED": str(self.started), **environment},
            )
        self.addCleanup(self.end_session, campaign)
        return campaign

    def end_session(self, campaign):
        for pid, _ in of_session(campaign.pid):
            os.kill(pid, signal.SIGKILL)
        campaign.wait()

    def played(self):
        return self.started.read_text().splitlines()

    def summary(self):
        return (self.tree / "out" / "campaign-7" / "summary.txt").read_text()

    def test_all_held(self):
        campaign = self.start()
        self.assertEqual(campaign.wait(SECONDS_MOST), 0, self.printed.read_text())
        self.assertLessEqual(
            {*TARGETS, "claim_test", "mutants_test", "turncoat run", "turncoat_bench", "report"},
            {*self.played()},
        )
        self.assertIn("nothing was violated", self.summary())

    def test_an_instrument_that_played_nothing_fails_it(self):
        for name, said in (
            ("claim_test", "no property test played anything"),
            ("general_fuzz", "general_fuzz found something, or could not run"),
            ("turncoat replay", "no violation at n=3, m=1"),
        ):
            with self.subTest(name):
                self.setUp()
                campaign = self.start(PLAYS_NOTHING=name)
                self.assertEqual(campaign.wait(SECONDS_MOST), 1, self.printed.read_text())
                self.assertIn(said, self.printed.read_text())
                self.assertIn("SOMETHING IS WRONG", self.summary())

    def end_during(self, *parts, number):
        """Ends the campaign once all of those parts are played, and leaves no process behind."""
        self.setUp()
        campaign = self.start(GOES_ON=",".join(parts))
        self.wait_until(lambda: {*parts} <= {*self.played()}, "not all parts began")
        os.kill(campaign.pid, number)
        self.assertEqual(campaign.wait(SECONDS_MOST), 130, self.printed.read_text())
        self.wait_until(lambda: not [*of_session(campaign.pid)], "left behind", of_session(campaign.pid))

    def wait_until(self, seen, otherwise, about=()):
        end = time.monotonic() + SECONDS_MOST
        while not seen():
            self.assertLess(time.monotonic(), end, (otherwise, *about, self.printed.read_text()))
            time.sleep(0.02)

    def ends_with_a_summary(self, *parts, number):
        self.end_during(*parts, number=number)
        self.assertIn("interrupted", self.summary())
        self.assertIn("What was run before the interrupt held", self.printed.read_text())
        self.assertIn("report", self.played())

    def test_a_signal_as_it_fuzzes(self):
        first_of_each_half = "scenario_fuzz", "general_fuzz"
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            with self.subTest(number.name):
                self.ends_with_a_summary(*first_of_each_half, number=number)
                self.assertNotIn("scenario_json_fuzz", self.played())
                for target in first_of_each_half:
                    log = self.tree / "out" / "campaign-7" / "log" / f"{target}.log"
                    self.assertEqual(log.read_text(), "stat::number_of_executed_units: 5\nended with 0\n")

    def test_a_signal_as_it_does_something_else(self):
        for part in (
            "turncoat run",
            "claim_test",
            "build fuzz",
            "mutants_test",
            "turncoat search",
            "turncoat replay",
            "turncoat_bench",
        ):
            with self.subTest(part):
                self.ends_with_a_summary(part, number=signal.SIGTERM)

    def test_a_signal_as_it_builds_what_it_plays_first(self):
        self.end_during("build release", number=signal.SIGTERM)
        self.assertEqual({*self.played()}, {"setup", "build release"})

    def test_nobody_reads_any_more(self):
        # What it prints next, it prints to nobody.
        campaign = self.start(subprocess.PIPE, GOES_ON="build fuzz", WAITS="turncoat run")
        while b"sample run" not in campaign.stdout.readline():
            pass
        campaign.stdout.close()
        self.started.with_name("started.may_go_on").touch()
        self.assertEqual(campaign.wait(SECONDS_MOST), 130)
        self.assertIn("interrupted", self.summary())


unittest.main()
