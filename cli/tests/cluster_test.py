"""turncoat cluster: generals as processes, some of them another program.

usage: cluster_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from command_line import CASES, HOLDS, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, main, part_of

GENERAL = Path(__file__).resolve().parent / "python_general.py"
PYTHON = f"{sys.executable} -B {GENERAL} {{id}} {{n}} {{m}} {{traitor}} {{base}}"
# Of a round in which somebody is silent, so that it is waited for.
DEADLINE_MS = 3000
STRATEGIES = ["loyal", "flip", "silent", "always-attack", "always-retreat", "split", "two-faced", "against",
              "sleeper", "crash", "random", '{"strategy":"crash","after":3}']


def each_its_own(traitors):
    return json.dumps({traitor: ["split", "silent", "flip"][i] for i, traitor in enumerate(traitors.split(","))})


class Cluster(CommandLine):
    def cluster(self, *arguments, deadline=DEADLINE_MS):
        """A run on a machine too slow for the deadline is repeated once, with four times as much."""
        command = [TURNCOAT, "cluster", *map(str, arguments), "--deadline-ms"]
        run = subprocess.run([*command, str(deadline)], cwd=self.folder, capture_output=True, text=True, timeout=600)
        if run.returncode == UNDECIDED and "says nothing" in run.stderr:
            run = subprocess.run([*command, str(4 * deadline)], cwd=self.folder, capture_output=True, text=True,
                                 timeout=600)
        return run

    def ended(self, code, *arguments, **more):
        run = self.cluster(*arguments, **more)
        self.assertEqual(run.returncode, code, f"{arguments}: {run.stdout}{run.stderr}")
        return run

    def document(self, *arguments, code=HOLDS, **more):
        return json.loads(self.ended(code, *arguments, "--json", **more).stdout)

    def simulated(self, *arguments):
        run = subprocess.run([TURNCOAT, "run", *map(str, arguments), "--json"], capture_output=True, text=True)
        return json.loads(run.stdout)

    def started(self, *arguments):
        run = subprocess.Popen([TURNCOAT, "cluster", "--progress", *map(str, arguments)], cwd=self.folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1)
        self.addCleanup(run.stdout.close)
        self.addCleanup(run.stderr.close)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill)
        return run

    def wait_for(self, run, text):
        for line in run.stderr:
            if text in line:
                return
        self.fail(f"ended before {text}")


class AsInASimulation(Cluster):
    """Decisions, verdicts and message counts are those of `turncoat run`."""

    def same(self, n, m, traitors, strategy, order="attack", *more):
        asked = ["--n", n, "--m", m, "--traitors", traitors, "--adversary", strategy, "--order", order]
        expected = self.simulated(*asked)
        run = self.cluster(*asked, "--json", *more)
        violated = "violated" in expected["properties"].values()
        self.assertEqual(run.returncode, VIOLATION if violated else HOLDS, f"{asked}: {run.stderr}")
        document = json.loads(run.stdout)
        for key in ("setup", "adversary", "finished", "decisions", "properties", "messages"):
            self.assertEqual(document[key], expected[key], f"{asked}: {key}")
        self.assertEqual((document["engine"], document["missing"], document["unknown"], document["deviations"]),
                         ("cluster", {}, 0, []))
        self.assertAlmostEqual(document["messages_per_second"] * document["seconds"],
                               expected["messages"]["sent"], delta=1)
        return True

    def all_the_same(self, runs):
        with ThreadPoolExecutor(6) as pool:  # most of the time they wait for deadlines
            self.assertEqual(sum(pool.map(lambda run: self.same(*run), runs)), len(runs))

    def test_for_every_strategy(self):
        listed = subprocess.run([TURNCOAT, "strategies"], capture_output=True, text=True).stdout
        names = set(re.findall(r"^([a-z-]+) ", listed, re.M)) - {"scripted"}  # that is what a scenario is
        self.assertLessEqual(names, set(STRATEGIES))
        self.all_the_same([(n, m, traitors, strategy, order)
                           for n, m, traitors, order in [(4, 1, "3", "attack"), (7, 2, "0,5", "retreat"),
                                                         (10, 3, "2,5,9", "attack")]
                           for strategy in part_of([*STRATEGIES, each_its_own(traitors)], 4)])

    def test_with_a_request_for_each_message(self):
        self.all_the_same([(7, 2, "0,5", "two-faced", "attack", "--one-by-one"),
                           (10, 3, "1,4,7", "random", "attack", "--one-by-one", "--keys")])

    def test_where_om_is_violated(self):
        self.all_the_same([(3, 1, "2", "against"), (6, 2, "4,5", "against"), (4, 0, "0", "two-faced")])

    def test_of_two_generals(self):
        self.all_the_same([(2, 0, "none", "loyal"), (2, 0, "1", "flip"), (3, 0, "none", "loyal")])

    def test_every_case_as_it_expects(self):
        cases = part_of(sorted(CASES.glob("*.json")), 3)
        self.assertGreaterEqual(len(cases), 4)

        def play(case):
            saved = self.folder / case.name
            self.ended(HOLDS, "--scenario", case, "--save", saved)
            expected, got = json.loads(case.read_text()), json.loads(saved.read_text())
            for key in ("n", "m", "order", "traitors", "lies", "expect"):
                self.assertEqual(got[key], expected[key], f"{case.name}: {key}")
            self.turncoat("replay", saved)
            return True

        with ThreadPoolExecutor(4) as pool:
            self.assertEqual(sum(pool.map(play, cases)), len(cases))

    def test_a_case_that_expects_something_else(self):
        case = json.loads((CASES / "ic2-n6-m2-six-lies.json").read_text())
        case["expect"] = {"violates": []}
        run = self.ended(VIOLATION, "--scenario", self.file("wrong.json", json.dumps(case)))
        self.assertIn("wrong.json: not as expected: violates IC1 and IC2, expected nothing", run.stderr)

    def test_a_long_scenario(self):
        """Its lies are too long for an argument of a program."""
        found = self.folder / "long.json"
        self.turncoat("run", "--n", 11, "--m", 4, "--traitors", "1-4", "--adversary", "random", "--save", found)
        self.assertGreater(found.stat().st_size, 110_000)
        self.assertEqual(self.document("--scenario", found)["setup"]["n"], 11)

    def test_what_it_prints(self):
        asked = ["--n", 7, "--m", 2, "--traitors", "0,5"]
        expected = self.turncoat("run", *asked).stdout
        printed = self.ended(HOLDS, *asked).stdout
        self.assertTrue(printed.startswith(expected), printed)
        self.assertRegex(printed[len(expected):], r"\Atime: \d+\.\d{3} s, [\d,]+ messages a second\n\Z")


class Messages(Cluster):
    def test_a_trace_has_every_message(self):
        trace = self.folder / "trace.jsonl"
        self.ended(HOLDS, "--n", 7, "--m", 2, "--traitors", "0,5", "--trace", trace)
        expected = self.simulated("--n", 7, "--m", 2, "--traitors", "0,5", "--trace")["trace"]

        def said(message):
            return (message["round"], message["path"], message["to"], message["says"])

        heard = [said(json.loads(line)) for line in trace.read_text().splitlines()]
        self.assertEqual(len(heard), 156)
        self.assertEqual(sorted(heard), sorted(map(said, expected)))

    def test_several_agreements(self):
        run = self.ended(HOLDS, "--n", 4, "--m", 1, "--traitors", "3", "--repeat", 70)  # more than are kept
        self.assertIn(", the fastest of 70, ", run.stdout)

    def test_thousands_of_agreements_take_no_more(self):
        """Descriptors, threads and processes while it runs: those of the first agreements, to the end."""
        run = subprocess.Popen([TURNCOAT, "cluster", "--n", "7", "--m", "2", "--traitors", "0,5", "--repeat", "1000",
                                "--progress", "--deadline-ms", "60000"],
                               cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(run.kill)
        seen = []
        for line in run.stderr:
            agreement = re.match(r"agreement (\d+) of 1000", line)
            if agreement:
                processes = [run.pid, *children_of(run.pid)]
                try:
                    seen.append((int(agreement[1]), len(processes),
                                 sum(len(os.listdir(f"/proc/{p}/fd")) for p in processes),
                                 sum(len(os.listdir(f"/proc/{p}/task")) for p in processes),
                                 sum(resident_kib(p) for p in processes)))
                except FileNotFoundError:
                    break  # it has just ended
        self.assertEqual(run.wait(), HOLDS, run.stdout.read())
        run.stdout.close(), run.stderr.close()
        later = [each for each in seen if each[0] > 100]
        if len(later) < 2:
            self.skipTest(f"too fast to be watched: {seen}")
        _, processes, descriptors, threads, _ = later[0]
        self.assertEqual({each[1] for each in later}, {processes})
        self.assertEqual(processes, 8)
        self.assertLessEqual({each[2] for each in later}, {descriptors})
        self.assertLessEqual({each[3] for each in later}, {threads})
        if "with sanitizers" in self.turncoat("--version").stdout:
            return  # AddressSanitizer keeps what was given back
        # Those agreements that are kept (64) are all there by then.
        self.assertLess(later[-1][4], 1.05 * later[0][4])


def children_of(pid):
    children = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            stat = (each / "stat").read_text()
        except OSError:
            continue
        if stat.rsplit(")", 1)[1].split()[1] == str(pid):
            children.append(int(each.name))
    return children


def arguments_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []


def resident_kib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])


class Faults(Cluster):
    """Whoever fails counts as a traitor, and the others decide as OM(m) says."""

    def silent_from(self, n, m, general, round_of_it):
        """The scenario of a general that is silent from a round on."""
        saved = self.folder / f"silent-{general}-{round_of_it}-{threading.get_ident()}.json"
        strategy = {"strategy": "sleeper", "round": round_of_it, "then": "silent"}
        self.turncoat("run", "--n", n, "--m", m, "--traitors", general, "--adversary", json.dumps(strategy),
                      "--save", saved)
        return json.loads(saved.read_text())

    def failing(self, n, m, fault, *more):
        saved = self.folder / f"{fault}.json"
        self.ended(HOLDS, "--n", n, "--m", m, "--fault", fault, "--save", saved, *more)
        self.turncoat("replay", saved)
        return json.loads(saved.read_text())

    def test_kill_and_freeze_before_a_round(self):
        def fails(fault):
            kind, general, at = fault
            # A lieutenant has nothing to say in round 1.
            expected = self.silent_from(7, 2, general, max(at, 2) if general else 1)
            got = self.failing(7, 2, f"{kind}:{general}@{at}")
            for key in ("traitors", "lies", "expect"):
                self.assertEqual(got[key], expected[key], f"{fault}: {key}")
            return True

        faults = [(kind, *where) for kind in ("kill", "freeze") for where in [(5, 2), (5, 3), (0, 1), (5, 1)]]
        with ThreadPoolExecutor(len(faults)) as pool:  # they wait for deadlines
            self.assertEqual(sum(pool.map(fails, faults)), 8)

    def test_who_fails_is_gone_or_stands_still(self):
        for fault, states in ("kill", []), ("freeze", ["T"]):
            with self.subTest(fault):
                run = self.started("--n", 7, "--m", 2, "--fault", f"{fault}:5@2", "--deadline-ms", 4000)
                self.wait_for(run, "round 3 of 3")
                failing = [p for p in children_of(run.pid) if "--fault" in arguments_of(p)]
                self.assertEqual([state_of(p) for p in failing], states)
                self.assertEqual(run.wait(120), HOLDS)

    def test_beside_a_traitor(self):
        got = self.failing(7, 2, "kill:5@2", "--traitors", "3", "--adversary", "two-faced")
        self.assertEqual(got["traitors"], [3, 5])

    def test_garbage_counts_as_silence(self):
        got = self.failing(4, 1, "garbage:2")
        self.assertEqual(got["lies"], [{"path": [0, 2], "to": [1, 3], "says": "silence"}])

    def test_slow_is_heard_if_it_is_fast_enough(self):
        got = self.failing(4, 1, "slow:2=50ms")
        self.assertEqual((got["traitors"], got["lies"]), ([2], []))

    def test_slow_is_not_heard_if_it_is_too_slow(self):
        got = self.failing(4, 1, "slow:2=86400000ms")
        self.assertEqual(got["lies"], [{"path": [0, 2], "to": [1, 3], "says": "silence"}])

    def test_forged_messages_are_refused_and_counted(self):
        document = self.document("--n", 4, "--m", 1, "--fault", "forge:2", "--keys")
        self.assertEqual((document["forged"], document["missing"]), (2, {}))
        self.assertEqual(document["decisions"], {"1": "attack", "3": "attack"})
        document = self.document("--n", 7, "--m", 2, "--fault", "forge:5", "--keys", "--one-by-one")
        self.assertEqual(document["forged"], 5 + 20)  # one before each of its messages in rounds 2 and 3

    def test_more_than_m_may_violate(self):
        run = self.ended(VIOLATION, "--n", 3, "--m", 1, "--fault", "kill:2@2", "--order", "attack")
        self.assertIn("IC2 (validity): violated", run.stdout)

    def test_refused(self):
        asked = ["cluster", "--n", 7, "--m", 2]
        for fault, expected in [("kill:5", "found kill:5, expected kill:5@ROUND"), ("kill:5@0", "(1 to 3)"), ("kill:5@4", "(1 to 3)"),
                                ("kill:7@1", "expected 0 to 6"), ("burn:5", "found burn:5"),
                                ("slow:5=3s", "found slow:5=3s"),
                                ("slow:5=86400001ms", "found slow"), ("5", "expected such as kill:5@2"),
                                ("kill:05@1", "expected such as"), ("forge:5", "needs --keys"),
                                ("", "expected such as")]:
            self.assertIn(expected, self.refused(*asked, "--fault", fault), fault)
        self.assertIn("already", self.refused(*asked, "--traitors", "5", "--fault", "garbage:5"))
        self.assertIn("already", self.refused(*asked, "--fault", "garbage:5", "--fault", "kill:5@1"))
        self.assertIn("somebody else's", self.refused(*asked, "--general", "5=true", "--fault", "garbage:5"))
        self.assertIn("fails once", self.refused(*asked, "--repeat", 2, "--fault", "garbage:5"))


class SomebodyElses(Cluster):
    def test_decides_as_om_says(self):
        for n, m, traitors, theirs in [(4, 1, "3", "1"), (4, 1, "3", "3"), (4, 1, "0", "0"), (7, 2, "0,5", "2,3"),
                                       (7, 2, "0,5", "5"), (7, 2, "1,2", "0,1")]:
            with self.subTest(n=n, traitors=traitors, theirs=theirs):
                saved = self.folder / "mixed.json"
                document = self.document("--n", n, "--m", m, "--traitors", traitors, "--general", f"{theirs}={PYTHON}",
                                         "--save", saved, deadline=60_000)
                self.assertEqual((document["deviations"], document["missing"]), ([], {}))
                self.turncoat("replay", saved)
                self.assertEqual(json.loads(saved.read_text())["expect"]["decisions"], document["decisions"])

    def test_all_but_one(self):
        """What traitors said to them in the last round is not known, as nobody tells."""
        run = self.cluster("--n", 4, "--m", 1, "--traitors", "3", "--general", f"0,2,3={PYTHON}", "--json",
                           deadline=60_000)
        self.assertEqual(run.returncode, HOLDS, run.stderr)
        self.assertEqual(json.loads(run.stdout)["unknown"], 1)
        self.assertEqual(run.stderr, "turncoat: unknown: 1 message of traitors, heard by other programs only; "
                                     "so not compared with OM(1): what is decided by 2\n")
        run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--traitors", "3", "--general", f"0,2,3={PYTHON}",
                         "--save", "unknown.json", deadline=60_000)
        self.assertIn("not saved", run.stderr)
        self.assertFalse((self.folder / "unknown.json").exists())

    def test_all_of_them(self):
        run = self.ended(HOLDS, "--n", 4, "--m", 1, "--traitors", "3", "--general", f"0-3={PYTHON}", deadline=60_000)
        self.assertIn("traitors: 3 (other programs)\n", run.stdout)

    def test_one_that_closes_each_connection(self):
        for theirs in "0", "2":
            self.document("--n", 4, "--m", 1, "--traitors", "3", "--general", f"{theirs}={PYTHON} --does closes",
                          deadline=60_000)

    def test_two_commands(self):
        document = self.document("--n", 4, "--m", 1, "--general", f"1={PYTHON}", "--general", f"2={PYTHON}",
                                 deadline=60_000)
        self.assertEqual(document["decisions"], {"1": "attack", "2": "attack", "3": "attack"})

    def test_with_keys(self):
        document = self.document("--n", 4, "--m", 1, "--traitors", "3", "--keys", "--general",
                                 f"1,2={PYTHON} --keys {{keys}}", deadline=60_000)
        self.assertEqual((document["decisions"], document["forged"]), ({"1": "attack", "2": "attack"}, 0))

    def test_that_has_no_keys_is_not_heard(self):
        run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--keys", "--general", f"1={PYTHON}", deadline=1000)
        self.assertRegex(run.stderr, "general 1 is loyal, and 2 of its messages didn't come .*: this run says nothing; "
                                     "messages without a right mac were refused: does each program have its keys")
        self.assertIn("messages: 7 sent\n", run.stdout)

    def test_a_wrong_one_is_named_with_its_first_wrong_message(self):
        run = self.ended(VIOLATION, "--n", 4, "--m", 1, "--general", f"2={PYTHON} --does wrong", deadline=60_000)
        self.assertEqual(run.stderr, "turncoat: general 2 is loyal, and said retreat to general 1 for [0,2], "
                                     "expected attack\n")

    def test_one_that_decides_wrongly_is_named(self):
        wrong = GENERAL.read_text().replace('return "attack" if 2 * votes', 'return "retreat" if 2 * votes')
        command = f"{sys.executable} -B {self.file('wrong.py', wrong)} {{id}} {{n}} {{m}} {{traitor}} {{base}}"
        run = self.ended(VIOLATION, "--n", 4, "--m", 0, "--general", f"2={command}", deadline=60_000)
        self.assertEqual(run.stderr, "turncoat: general 2 decides retreat; OM(0) with what was said decides attack\n")

    def test_one_that_ends(self):
        run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--general", f"2={PYTHON} --does ends", deadline=60_000)
        self.assertRegex(run.stderr, r"\Aturncoat: general 2 ended with exit code 7 \(.*\); "
                                     r"it printed: that is too much for me\n\Z")

    def test_one_that_ends_is_told_in_json_too(self):
        document = self.document("--n", 4, "--m", 1, "--general", "2=false", code=UNDECIDED)
        self.assertEqual((document["setup"]["n"], document["finished"]), (4, False))
        self.assertIn("general 2 ended with exit code 1", document["why"])

    def test_one_that_ends_before_it_listens(self):
        run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--general", "2=false")
        self.assertIn("general 2 ended with exit code 1", run.stderr)

    def test_one_that_answers_with_an_error_is_named_with_it(self):
        for path in "/status", "/decide":
            run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--general", f"2={PYTHON} --does fails={path}",
                             deadline=60_000)
            self.assertRegex(run.stderr, rf"\Aturncoat: general 2 answers {path}: found HTTP status 500: "
                                         r'\{"error": "out of order"\} \(.*\)\n\Z')
        run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--general", f"0={PYTHON} --does fails=/start",
                         deadline=60_000)
        self.assertIn("general 0 answers /start: found HTTP status 500", run.stderr)

    def test_a_traitor_that_ends_is_silent(self):
        saved = self.folder / "ended.json"
        document = self.document("--n", 4, "--m", 1, "--traitors", 2, "--general", f"2={PYTHON} --does ends", "--save",
                                 saved)
        self.assertEqual(document["decisions"], {"1": "attack", "3": "attack"})
        self.assertEqual(json.loads(saved.read_text())["lies"],
                         [{"path": [0, 2], "to": [1, 3], "says": "silence"}])

    def test_one_that_ends_as_it_decides_is_told_by_its_end(self):
        run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--general", f"2={PYTHON} --does quits=/decide",
                         deadline=60_000)
        self.assertIn("general 2 ended with exit code 7 (all rounds are over)", run.stderr)

    def test_it_is_told_the_deadline(self):
        told = self.folder / "told"
        command = f"sh -c 'echo {{deadline}} >{told}; exec {PYTHON}'"
        self.document("--n", 4, "--m", 1, "--general", f"2={command}", deadline=61_000)
        self.assertEqual(told.read_text(), "61000\n")

    def test_one_that_doesnt_answer_is_named(self):
        for path, general in ("/decide", 2), ("/start", 0):
            run = self.ended(UNDECIDED, "--n", 4, "--m", 1, "--general",
                             f"{general}={PYTHON} --does drops={path}", deadline=60_000)
            self.assertIn(f"general {general} doesn't answer {path} (", run.stderr)

    def test_one_that_doesnt_know_what_it_says_it_knows_is_told_one_by_one(self):
        document = self.document("--n", 7, "--m", 2, "--traitors", "0,5", "--general", f"2={PYTHON} --does boasts",
                                 deadline=60_000)
        self.assertEqual((document["missing"], document["refused"]), ({}, 0))

    def test_who_is_waited_for_is_named(self):
        run = self.started("--n", 4, "--m", 1, "--general", f"1,3={PYTHON} --does sleeps", "--deadline-ms", 60_000)
        self.wait_for(run, "2 of 4 generals listen, not 1,3")
        run.send_signal(signal.SIGINT)
        self.assertEqual(run.wait(120), UNDECIDED)
        self.assertIn("interrupted before all generals had decided (2 of 4 generals listen, not 1,3)",
                      run.stderr.read())

    def test_one_that_prints_a_lot(self):
        self.document("--n", 4, "--m", 1, "--general", f"2={PYTHON} --does prints", deadline=60_000)

    def test_no_program(self):
        self.assertIn("general 2: no-such-program: can't be run",
                      self.refused("cluster", "--n", 4, "--m", 1, "--general", "2=no-such-program"))

    def test_refused(self):
        asked = ["cluster", "--n", 4, "--m", 1, "--general"]
        self.assertIn("expected such as 3,4='CMD …'", self.refused(*asked, "true"))
        self.assertIn("found general 4, expected 0 to 3", self.refused(*asked, "4=true"))
        self.assertIn("found no command", self.refused(*asked, "2="))
        self.assertIn("found a ' without an end", self.refused(*asked, "2=echo 'a"))
        self.assertIn("two commands for general 2", self.refused(*asked, "2=true", "--general", "1-3=true"))
        self.assertIn("more than one agreement", self.refused(*asked, "2=true", "--repeat", 2))


class TheEnd(Cluster):
    """Whatever happens, no process, port or file is left behind."""

    WAITS = ("--n", 4, "--m", 1, "--traitors", "3", "--adversary", "silent", "--deadline-ms", 100_000)

    def gone(self, processes):
        end = time.monotonic() + 120
        while any(Path(f"/proc/{p}").exists() and state_of(p) != "Z" for p in processes):
            self.assertLess(time.monotonic(), end, f"still there: {processes}")
            time.sleep(0.01)

    def test_after_a_signal(self):
        for by in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(by=by):
                run = self.started(*self.WAITS)
                self.wait_for(run, "round 2 of 2")
                processes = children_of(run.pid)
                self.assertEqual(len(processes), 4)
                run.send_signal(by)
                self.assertEqual(run.wait(120), UNDECIDED)
                self.assertIn("interrupted", run.stderr.read())
                self.gone(processes)

    def test_after_a_kill(self):
        run = self.started(*self.WAITS)
        self.wait_for(run, "round 2 of 2")
        processes = children_of(run.pid)
        run.kill()
        self.gone(processes)

    def test_after_one_of_its_generals_is_killed(self):
        run = self.started(*self.WAITS)
        self.wait_for(run, "round 2 of 2")
        processes = children_of(run.pid)
        os.kill(processes[0], signal.SIGKILL)
        self.assertEqual(run.wait(120), UNDECIDED)
        self.assertRegex(run.stderr.read(), r"turncoat: general \d was ended by signal 9 \(Killed\)")
        self.gone(processes)

    def test_one_that_ignores_sigterm_is_killed(self):
        run = self.started("--n", 4, "--m", 1, "--general", f"2={PYTHON} --does stays", "--deadline-ms", 60_000)
        self.assertEqual(run.wait(120), HOLDS)
        self.gone(children_of(run.pid))

    def test_what_a_general_left_behind_is_killed(self):
        file = self.folder / "left"
        self.ended(HOLDS, "--n", 4, "--m", 1, "--general", f"2={PYTHON} --does leaves={file}", deadline=60_000)
        self.assertFalse(Path(f"/proc/{file.read_text()}").exists())

    def test_a_port_in_use_is_named(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            said = self.refused("cluster", "--n", 4, "--m", 1, "--base-port", port - 1)
            self.assertRegex(said, rf"can't listen on port ({port - 1}|{port}: Address already in use)")
        self.assertIn("expected ports up to 65535", self.refused("cluster", "--n", 4, "--m", 1, "--base-port", 65_533))

    def test_nobody_takes_the_generals_of_another_cluster_for_its_own(self):
        """Those of the first never listen, so all its ports are free while the second looks for some."""
        first = self.started("--n", 4, "--m", 1, "--general", "0-3=sleep 300", "--deadline-ms", 60_000)
        self.wait_for(first, "0 of 4 generals listen")
        self.document("--n", 4, "--m", 1, "--general", f"2={PYTHON}", deadline=60_000)
        self.ended(HOLDS, "--n", 4, "--m", 1, deadline=60_000)
        self.assertIsNone(first.poll())
        first.send_signal(signal.SIGTERM)
        self.assertEqual(first.wait(120), UNDECIDED)

    def test_two_at_once_take_different_ports(self):
        runs = [self.started("--n", 4, "--m", 1, "--traitors", "3", "--adversary", "silent", "--deadline-ms", 4000)
                for _ in range(3)]
        for run in runs:
            self.assertEqual(run.wait(300), HOLDS, run.stderr.read())

    def test_nothing_is_left_in_the_folder(self):
        self.ended(HOLDS, "--n", 4, "--m", 1, "--keys")
        self.assertEqual(list(self.folder.iterdir()), [])


def state_of(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


class Refused(Cluster):
    def test_options(self):
        self.assertIn("--m is required without --scenario", self.refused("cluster", "--n", 4))
        self.assertIn("expected 0 to 2", self.refused("cluster", "--n", 4, "--m", 3))
        case = CASES / "holds-n4-m1-lying-lieutenant.json"
        self.assertIn("excludes", self.refused("cluster", "--n", 4, "--scenario", case))
        self.assertIn("no-such", self.refused("cluster", "--n", 4, "--m", 1, "--traitors", 1, "--adversary", "no-such"))
        self.assertIn("expected at most", self.refused("cluster", "--n", 40, "--m", 10))

    def test_files_before_the_work(self):
        self.assertIn("no/where", self.refused("cluster", "--scenario", "no/where.json"))
        (self.folder / "file").write_text("")
        self.assertIn("file/save.json", self.refused("cluster", "--n", 4, "--m", 1, "--save", "file/save.json"))
        self.assertIn("file/trace", self.refused("cluster", "--n", 4, "--m", 1, "--trace", "file/trace"))


class TooSlow(Cluster):
    def test_says_nothing(self):
        """A deadline that no machine keeps: it can't be told from a violation, so it is not called one."""
        run = subprocess.run([TURNCOAT, "cluster", "--n", "10", "--m", "3", "--deadline-ms", "1", "--one-by-one",
                              "--json"],
                             capture_output=True, text=True)
        self.assertEqual(run.returncode, UNDECIDED, run.stdout + run.stderr)
        self.assertRegex(run.stderr, r"general \d is loyal, and \d+ of its messages didn't come before the deadline")
        self.assertEqual(json.loads(run.stdout)["deviations"], [])


if __name__ == "__main__":
    main()
