"""turncoat trial: somebody else's implementations, right ones, wrong ones and bad ones.

usage: trial_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import signal
import subprocess
import sys
import time
import unittest
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from command_line import BAD_INPUT, CASES, HOLDS, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, main, part_of

SAMPLES = Path(__file__).resolve().parents[2] / "trial" / "samples"
# As long as a loaded machine may take over an answer.
TIMEOUT = 60


def sample(name):
    # The interpreter itself: a shim of it takes longer to start than a case to play.
    return f"{os.path.realpath(sys.executable)} -B {SAMPLES / name}"


class Trial(CommandLine):
    def setUp(self):
        super().setUp()
        self.environment.pop("PYTHONUNBUFFERED", None)

    def trial(self, way, command, *more, expect, name="it", timeout=TIMEOUT):
        """The result of the one implementation."""
        run = self.turncoat("trial", f"--{way}", f"{name}={command}", "--out", self.folder / name, "--timeout", timeout,
                            "--json", *more, expect=expect)
        return json.loads(run.stdout)["entries"][0]

    def failing(self, entry):
        return {check["name"]: check["failure"] for check in entry["checks"] if "failure" in check}

    def program(self, text):
        """Somebody's program, that does what the lines of Python do."""
        return f"{os.path.realpath(sys.executable)} -B {self.file(f'program{len(list(self.folder.iterdir()))}.py', text)}"


class RightOnes(Trial):
    def test_pass_all_checks(self):
        for way, command, cases in (
            ("decider", sample("decider.py"), 1000),
            ("general", sample("general.py"), 350),
            ("general", f"node {SAMPLES / 'general.js'}", 350),
            ("decider", TURNCOAT.parent / "trial" / "samples" / "sample_decider", 1000),
            ("general", TURNCOAT.parent / "trial" / "samples" / "sample_general", 350),
        ):
            with self.subTest(command):
                if str(command).startswith("node") and not subprocess.run(["which", "node"], capture_output=True).stdout:
                    self.skipTest("node is not installed")
                entry = self.trial(way, command, "--cases", 400 if way == "decider" else 25, expect=HOLDS)
                self.assertEqual((entry["passed"], entry["level"]), (True, "hostile input"))
                self.assertGreater(entry["cases"], cases)
                verdicts = {check["name"]: (check["verdict"], check["cases"]) for check in entry["checks"]}
                applying = {name: cases for name, (verdict, cases) in verdicts.items() if verdict == "passed"}
                self.assertEqual(len(applying), {"decider": 6, "general": 21}[way])
                self.assertGreaterEqual(min(applying.values()), 9, applying)
                self.assertEqual({verdict for verdict, _ in verdicts.values()}, {"passed", "not applicable"} - (
                    {"not applicable"} if way == "general" else set()))

    def test_a_general_that_handles_messages_at_the_same_time_says_so_with_acks(self):
        entry = self.trial("general", sample("general_with_tasks.py"), "--cases", 20, expect=HOLDS)
        self.assertTrue(entry["passed"])

    def test_the_same_seed_the_same_output(self):
        runs = [self.turncoat("trial", "--decider", f"it={sample('decider.py')} --mistake tie-means-attack", "--seed",
                              7, "--cases", 100, "--timeout", TIMEOUT, expect=VIOLATION).stdout for _ in range(2)]
        self.assertEqual(*runs)
        self.assertTrue(runs[0].startswith("seed 7\n"))

    def test_what_it_doesnt_support_is_not_applicable(self):
        only_om1 = SAMPLES.joinpath("decider.py").read_text().replace(
            'answer = {"decisions"', 'answer = {"error": "only m = 1"} if json.loads(line)["m"] != 1 else {"decisions"')
        entry = self.trial("decider", self.program(only_om1), "--cases", 100, expect=HOLDS)
        verdicts = {check["name"]: check["verdict"] for check in entry["checks"]}
        self.assertEqual(verdicts["om0-decides"], "not applicable")
        self.assertEqual(verdicts["om1-decides"], "passed")

    def test_setups_may_be_restricted(self):
        entry = self.trial("decider", sample("decider.py"), "--setups", "4,1 7,2", "--cases", 100, expect=HOLDS)
        verdicts = {check["name"]: check["verdict"] for check in entry["checks"]}
        self.assertEqual((verdicts["om0-decides"], verdicts["om1-decides"]), ("not applicable", "passed"))


class Mistakes(Trial):
    """Each is found: by which check first, after how many cases at most, shrunk to how many lies."""

    OF_A_DECIDER = {
        "tie-means-attack": ("om1-decides", 10, 1, "tie-means-attack"),
        "silence-means-attack": ("silence-decides", 10, 1, "silence-means-attack"),
        "own-order-not-counted": ("om1-decides", 10, 1, "own-order-not-counted"),
        "own-order-counted-twice": ("om1-decides", 10, 1, "own-order-counted-twice"),
        "one-round-too-few": ("om1-decides", 10, 1, "one-round-too-few"),
        "path-members-vote": ("om1-decides", 60, 1, "path-members-vote"),
        "first-heard-wins": ("om1-decides", 10, 1, "first-heard-wins"),
        "traitors-decide": ("om0-decides", 20, 0, ""),
    }
    OF_A_GENERAL = {
        "tie-means-attack": ("om1-decides", 10, 1, "tie-means-attack"),
        "silence-means-attack": ("silence-decides", 10, 1, "silence-means-attack"),
        "own-order-not-counted": ("om1-decides", 10, 1, "own-order-not-counted"),
        "own-order-counted-twice": ("om1-decides", 10, 1, "own-order-counted-twice"),
        "path-members-vote": ("om1-decides", 60, 1, "path-members-vote"),
        "first-heard-wins": ("om1-decides", 10, 1, "first-heard-wins"),
        "one-round-too-few": ("relays", 5, 0, ""),
        "relays-to-everybody": ("relays", 5, 0, ""),
        "relays-to-itself": ("commander", 5, 0, ""),
        "sends-twice": ("commander", 5, 0, ""),
        "forgets-silence": ("silence-relays", 5, 1, ""),
        "counts-late": ("late", 20, 0, ""),
        "believes-forgeries": ("forged", 5, 0, ""),
        "answers-by-arrival": ("om1-decides", 10, 1, ""),
        "crashes-on-malformed": ("malformed", 5, 0, ""),
        "mixes-agreements": ("agreements", 5, 0, ""),
    }

    def listed(self, program):
        shown = subprocess.run([*sample(program).split(), "--help"], capture_output=True, text=True, check=True).stdout
        return {line.split()[0] for line in shown.split("mistakes:\n")[1].splitlines()}

    def found(self, way, program, mistake, expected):
        check, cases, lies, resembles = expected
        entry = self.trial(way, f"{sample(program)} --mistake {mistake}", "--cases", 60 if way == "general" else 200,
                           "--check", check, expect=VIOLATION, name=f"{way}-{mistake}")
        failures = self.failing(entry)
        self.assertEqual(list(failures), [check], mistake)
        failure = failures[check]
        self.assertLessEqual(failure["after"], cases, mistake)
        self.assertEqual((failure["lies"], failure["resembles"]), (lies, resembles), mistake)
        # What was saved shows it again, and a right one passes.
        again = ["trial", "--check", check, "--scenario", failure["file"], "--timeout", TIMEOUT]
        run = self.turncoat(*again, f"--{way}", f"it={sample(program)} --mistake {mistake}", expect=VIOLATION)
        self.assertIn(f"FAILED  it: {check}: ", run.stdout)
        self.turncoat(*again, f"--{way}", f"it={sample(program)}", expect=HOLDS)
        self.turncoat("replay", failure["file"])
        return True

    def test_of_a_decider(self):
        self.assertEqual(self.listed("decider.py") - set(self.OF_A_DECIDER), {"never-flushes", "slow"})
        with ThreadPoolExecutor(4) as pool:
            tried = part_of(self.OF_A_DECIDER.items(), 4)
            self.assertEqual(sum(pool.map(lambda each: self.found("decider", "decider.py", *each), tried)), len(tried))

    def test_of_a_general(self):
        self.assertEqual(self.listed("general.py") - set(self.OF_A_GENERAL), {"never-flushes"})
        with ThreadPoolExecutor(4) as pool:
            tried = part_of(self.OF_A_GENERAL.items(), 4)
            self.assertEqual(sum(pool.map(lambda each: self.found("general", "general.py", *each), tried)), len(tried))

    def test_the_first_failing_level_is_where_it_ends(self):
        entry = self.trial("decider", f"{sample('decider.py')} --mistake tie-means-attack", "--cases", 100,
                           expect=VIOLATION)
        self.assertEqual((entry["level"], entry["levels"]), ("OM(0)", 1))

    def test_one_that_fails_plainly_is_not_blamed_for_more(self):
        entry = self.trial("general", f"{sample('general.py')} --mistake own-order-not-counted", "--cases", 150,
                           "--check", "arrival-order", expect=HOLDS)
        self.assertEqual([check["verdict"] for check in entry["checks"]], ["not judged"])

    def test_one_that_mixes_agreements_gets_a_process_for_each(self):
        entry = self.trial("general", f"{sample('general.py')} --mistake mixes-agreements", "--cases", 12,
                           "--check", "om1-relays,om1-decides,agreements", expect=VIOLATION)
        self.assertTrue(entry["mixes_agreements"])
        self.assertEqual(list(self.failing(entry)), ["agreements"])

    def test_one_that_answers_now_so_now_so_is_flaky(self):
        flaky = SAMPLES.joinpath("decider.py").read_text().replace(
            "def main():", "import random\n\n\ndef main():").replace(
            'answer = {"decisions": ', 'answer = {"decisions": {} if random.random() < 0.03 else ')
        entry = self.trial("decider", self.program(flaky), "--cases", 1000, expect=VIOLATION)
        self.assertIn("flaky", {check["verdict"] for check in entry["checks"]})


class BadOnes(Trial):
    """Whatever a program does, there is a verdict, soon, and nothing is left of it."""

    def what_is_wrong(self, way, text, timeout=TIMEOUT):
        entry = self.trial(way, self.program(text), "--cases", 5, expect=VIOLATION, timeout=timeout)
        return next(iter(self.failing(entry).values()))["what"], entry

    def test_each_is_told_by_what_it_does(self):
        for text, expected in (
            ("import sys; print('no', file=sys.stderr); sys.exit(3)", r"it ended with exit code 3 .*; its last words: no"),
            ("import os; os.abort()", r"it was ended by signal 6 \(Aborted\)"),
            ("input(); print('hello', flush=True); input()", r"hello"),
            ("input(); print('{}', flush=True); input()", r'the key "(decisions|body)" is missing'),
            ("while True: print('x' * 100000, end='')", r"it writes a line of more than 1048576 bytes"),
            ("input(); print('[' * 10000, flush=True); input()", r"deep|levels"),
        ):
            for way in "decider", "general":
                with self.subTest(text=text, way=way):
                    self.assertRegex(self.what_is_wrong(way, text)[0], expected)

    def test_one_that_never_answers_is_asked_whether_it_flushes(self):
        for way in "decider", "general":
            what, entry = self.what_is_wrong(way, "import time; time.sleep(1000)", timeout=1)
            self.assertRegex(what, r"no answer to .* within 1.* s; does it flush its output after each line\?")
            self.assertTrue(entry["never_answers"])

    def test_one_that_buffers_its_answers_is_asked_whether_it_flushes(self):
        entry = self.trial("decider", f"{sample('decider.py')} --mistake never-flushes", "--cases", 5, timeout=2,
                           expect=VIOLATION)
        self.assertIn("does it flush", self.failing(entry)["om0-decides"]["what"])

    def test_one_that_floods_is_stopped(self):
        order = {"src": "n1", "dest": "n2", "body": {"type": "order", "path": [0, 1], "value": "attack"}}
        what, _ = self.what_is_wrong("general", f"while True: print({json.dumps(json.dumps(order))})")
        self.assertRegex(what, r"more than \d+ lines in one agreement|it sends")

    def test_one_that_reads_nothing(self):
        what, _ = self.what_is_wrong("decider", "import time; time.sleep(1000)", timeout=1)
        self.assertIn("no answer", what)

    def test_nothing_is_left_of_one_that_forks(self):
        pids = self.folder / "pids"
        forks = (
            "import os, signal, sys, time\n"
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "if os.fork() == 0:\n"
            "    os.setsid()\n"
            "    if os.fork() == 0:\n"
            f"        open({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
            "        time.sleep(1000)\n"
            "    os._exit(0)\n"
            "time.sleep(1000)\n")
        self.what_is_wrong("decider", forks, timeout=3)
        self.gone([int(pid) for pid in pids.read_text().split()])

    def gone(self, pids):
        self.assertGreater(len(pids), 0)
        end = time.monotonic() + 120
        while any(self.is_there(pid) for pid in pids):
            self.assertLess(time.monotonic(), end, "still there")
            time.sleep(0.01)

    def is_there(self, pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
        except OSError:
            return False

    def test_nothing_is_left_after_a_signal_or_a_kill(self):
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGKILL:
            with self.subTest(number.name):
                pids = self.folder / f"pids-{number.name}"
                text = SAMPLES.joinpath("decider.py").read_text().replace(
                    "def main():", f"import os\nopen({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\n\n\ndef main():")
                run = subprocess.Popen(
                    [TURNCOAT, "trial", "--decider", self.program(text), "--cases", "1000000", "--progress",
                     "--timeout", str(TIMEOUT)],
                    cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                self.addCleanup(run.stdout.close)
                self.addCleanup(run.stderr.close)
                while "cases" not in run.stderr.readline():
                    pass
                run.send_signal(number)
                ended = run.wait(120)
                self.assertEqual(ended, UNDECIDED if number != signal.SIGKILL else -signal.SIGKILL)
                self.gone([int(pid) for pid in pids.read_text().split()])

    def test_what_cant_be_run_is_bad_input(self):
        self.assertIn("no-such-program: can't be run", self.refused("trial", "--decider", "no-such-program"))
        self.assertIn("--decider is required without --general", self.refused("trial"))
        self.assertIn("found a ' without an end", self.refused("trial", "--general", "x 'y"))
        self.assertIn("expected one that --list shows", self.refused("trial", "--decider", "x", "--check", "luck"))
        self.assertIn("two implementations have the name", self.refused("trial", "--decider", "a", "--general", "a"))
        self.assertIn("expected n,m such as 4,1", self.refused("trial", "--decider", "cat", "--setups", "4"))
        self.assertIn("--scenario needs --check", self.refused(
            "trial", "--decider", "cat", "--scenario", CASES / "holds-n7-m2-sample-run.json"))


class Reports(Trial):
    def test_several_side_by_side(self):
        out = self.folder / "out"
        run = self.turncoat(
            "trial", "--decider", f"right={sample('decider.py')}",
            "--decider", f"wrong={sample('decider.py')} --mistake first-heard-wins",
            "--cases", 100, "--timeout", TIMEOUT, "--out", out, "--junit", self.folder / "junit.xml", expect=VIOLATION)
        self.assertIn("decider right (", run.stdout)
        self.assertIn("it decides like first-heard-wins", run.stdout)
        page = (out / "index.html").read_text()
        for text in "right", "wrong", "om1-decides", 'href="wrong-om1-decides.json"', "first-heard-wins":
            self.assertIn(text, page)
        self.assertTrue((out / "wrong-om1-decides.json").exists())
        suites = xml.etree.ElementTree.parse(self.folder / "junit.xml").getroot()
        self.assertEqual([suite.get("name") for suite in suites], ["right", "wrong"])
        self.assertEqual([int(suite.get("failures")) > 0 for suite in suites], [False, True])
        failures = suites[1].findall("testcase/failure")
        self.assertIn("it decides like first-heard-wins", failures[0].get("message"))

    def test_replay_by_an_implementation(self):
        case = CASES / "ic2-n6-m2-six-lies.json"
        for way, program in ("decider", "decider.py"), ("general", "general.py"):
            run = self.turncoat("replay", case, f"--{way}", sample(program))
            self.assertIn("as expected", run.stdout)
            run = self.turncoat("replay", case, CASES / "ic2-n3-m1-lying-lieutenant.json", f"--{way}",
                                f"{sample(program)} --mistake own-order-not-counted", expect=VIOLATION)
            self.assertIn("NOT AS EXPECTED", run.stdout)

    def test_a_scenario_that_a_check_can_do_nothing_with_is_not_passed(self):
        two_faced = CASES / "holds-n4-m1-two-faced-commander.json"
        for way, program, check in (("general", "general.py", "commander"), ("decider", "decider.py", "relays"),
                                    ("decider", "decider.py", "late")):
            run = self.turncoat("trial", f"--{way}", sample(program), "--check", check, "--scenario", two_faced)
            self.assertEqual(run.stdout, f"not applicable  {program}: {check}\n")

    def test_list_names_each_check(self):
        listed = self.turncoat("trial", "--list").stdout.splitlines()
        self.assertEqual(len(listed), 22)
        page = (Path(__file__).resolve().parents[2] / "docs" / "trial-checks.md").read_text()
        for line in listed:
            self.assertIn(f"`{line[14:].split()[0]}`", page)


main()
