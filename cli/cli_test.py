"""The command line, as users and scripts see it.

usage: cli_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
import xml.etree.ElementTree
from pathlib import Path

TURNCOAT, CASES = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
HOLDS, VIOLATION, BAD_INPUT, UNDECIDED = 0, 1, 2, 3


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def turncoat(self, *arguments, expect=HOLDS):
        run = subprocess.run(
            [TURNCOAT, *map(str, arguments)], capture_output=True, cwd=self.folder, timeout=300
        )
        run.stdout, run.stderr = run.stdout.decode(), run.stderr.decode()
        self.assertEqual(run.returncode, expect, f"{arguments}: {run.stdout}{run.stderr}")
        return run

    def json(self, *arguments, expect=HOLDS):
        run = self.turncoat(*arguments, "--json", expect=expect)
        return json.loads(run.stdout)

    def refused(self, *arguments):
        """The one line on standard error, where bad input ends a verb."""
        run = self.turncoat(*arguments, expect=BAD_INPUT)
        self.assertEqual(run.stdout, "")
        self.assertRegex(run.stderr, r"\Aturncoat: [^\n]+\n\Z")
        return run.stderr

    def interrupted(self, *arguments, at):
        """Ctrl-C as soon as a line of progress matches `at`; then exit code, output, errors."""
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
        run.send_signal(signal.SIGINT)
        out, errors = run.communicate()
        self.assertEqual(run.returncode, UNDECIDED)
        return out.decode(), errors.decode()

    def file(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


class Run(CommandLine):
    SAMPLE = ("run", "--n", 7, "--m", 2, "--traitors", "0,5")

    def test_sample_run_as_json(self):
        for engine in "simulation", "lock-step", "reference":
            document = self.json(*self.SAMPLE, "--engine", engine)
            self.assertEqual(
                document["setup"], {"n": 7, "m": 2, "order": "attack", "traitors": [0, 5]}
            )
            self.assertEqual(set(document["decisions"]), {"1", "2", "3", "4", "6"})
            self.assertEqual(len(set(document["decisions"].values())), 1)
            self.assertEqual(document["properties"], {"IC1": "holds", "IC2": "vacuous"})
            self.assertEqual(document["messages"], {"sent": 156, "received_per_lieutenant": 26})
            self.assertEqual(document["engine"], engine)
            self.assertIs(document["finished"], True)
            paths = {"paths": 1 + 6 + 30} if engine == "simulation" else {}
            self.assertEqual(document["visited"], {**paths, "messages": 156})

    def test_the_fast_engine_decides_alike_and_far_beyond(self):
        for adversary in "two-faced", "against", "random", "silent", "split":
            sample = "run", "--n", 10, "--m", 3, "--traitors", "0,4,9", "--adversary", adversary
            fast, full = (self.json(*sample, "--engine", e) for e in ("fast", "reference"))
            for key in "decisions", "properties", "setup":
                self.assertEqual(fast[key], full[key])
            self.assertEqual(fast["messages"], {"in_full_run": 3609})
            self.assertLess(fast["visited"]["paths"], 400)
        far = ("run", "--n", 34, "--m", 11, "--traitors", "0,1,2,3,4,5,6,7,8,9,10")
        run = self.turncoat(*far, "--engine", "fast")
        self.assertIn("IC1 (agreement): holds", run.stdout)
        self.assertRegex(run.stdout, "visited: 769 paths, .* a full run sends 178033893431045025 messages")
        self.assertIn("min", self.refused(*far[:1], "--n", 34, "--m", 7))

    def test_the_fast_engine_ends_at_its_limit(self):
        traitors = ",".join(map(str, range(30)))
        run = self.turncoat("run", "--n", 64, "--m", 30, "--traitors", traitors, "--engine", "fast",
                            expect=UNDECIDED)
        self.assertIn("undecided after 20,000,000 paths; --no-limit goes on", run.stderr)
        self.assertEqual(run.stdout, "")

    def test_the_simulation_is_the_default_and_lock_step_traces(self):
        self.assertEqual(self.json(*self.SAMPLE)["engine"], "simulation")
        self.assertEqual(self.json(*self.SAMPLE, "--trace")["engine"], "lock-step")

    def test_the_same_with_any_number_of_threads(self):
        arguments = ("run", "--n", 13, "--m", 4, "--traitors", "0,3,7", "--adversary", "random")
        one = self.json(*arguments, "--threads", 1)
        for threads in 2, 3, 64:
            self.assertEqual(self.json(*arguments, "--threads", threads), one)
        self.assertEqual(self.json(*arguments), one)
        reference = self.json(*arguments, "--engine", "reference")
        self.assertEqual(one["decisions"], reference["decisions"])
        self.assertEqual(one["messages"], reference["messages"])

    def test_an_interrupt_ends_it_with_what_was_made(self):
        for threads in 1, 2:
            out, errors = self.interrupted(
                *("run", "--n", 28, "--m", 9, "--no-limit", "--json", "--threads", threads),
                at=r"^\d+\.\d% of 3\.24e\+13 messages, [1-9]",
            )
            document = json.loads(out)
            self.assertIs(document["finished"], False)
            self.assertNotIn("decisions", document)
            self.assertGreater(document["visited"]["messages"], 0)
            self.assertRegex(
                errors, r"(\A|\n)turncoat: interrupted after [\d,]+ of \d+ messages\n\Z"
            )

    def test_the_fast_engine_can_be_interrupted(self):
        out, errors = self.interrupted(
            *("run", "--n", 64, "--m", 30, "--traitors", ",".join(map(str, range(30)))),
            *("--engine", "fast", "--no-limit"),
            at="^visiting paths, ",
        )
        self.assertEqual(out, "")
        self.assertRegex(errors, r"(\A|\n)turncoat: interrupted after [\d,]+ paths\n\Z")

    def test_sample_run_for_people(self):
        text = self.turncoat(*self.SAMPLE).stdout
        for part in (
            "7 generals, OM(2)",
            "traitors: 0, 5",
            "general 5  lieutenant traitor",
            "general 6  lieutenant loyal    decides",
            "IC1 (agreement): holds",
            "IC2 (validity): vacuous",
            "156 sent, 26 received per lieutenant\n",
        ):
            self.assertIn(part, text)

    def test_says_how_long_a_long_run_took(self):
        text = self.turncoat("run", "--n", 19, "--m", 6, "--adversary", "random").stdout
        self.assertRegex(
            text,
            r"\nmessages: 174,865,860 sent, 9,714,770 received per lieutenant\n"
            r"(time: [\d.]+ s, [\d,]+ million messages a second\n)?\Z",
        )

    def test_the_articles_figure(self):
        document = self.json("run", "--n", 13, "--m", 4, "--traitors", "1,2,3,4")
        self.assertEqual(
            document["messages"], {"sent": 108384, "received_per_lieutenant": 9032}
        )

    def test_a_quiet_run_for_people(self):
        text = self.turncoat(
            *("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", "silent"),
            *("--order", "retreat", "--trace"),
        ).stdout
        for part in (
            "round 2  [0,2] -> 1: retreat\n",
            "round 2  [0,3] -> 1: silence  (lie)\n",
            "traitors: 3 (strategy silent, seed 1)",
            "general 0  commander  loyal    orders  retreat",
            "general 1  lieutenant loyal    decides retreat",
            "; 2 withheld by traitors",
        ):
            self.assertIn(part, text)

    def test_says_why_a_property_is_vacuous(self):
        for traitors, ic1, ic2 in (
            ("0", "holds", "vacuous; the commander is a traitor"),
            ("0,1,2", "vacuous; loyal lieutenants: 1", "vacuous; the commander is a traitor"),
            ("1,2,3", "vacuous; loyal lieutenants: 0", "vacuous; loyal lieutenants: 0"),
            ("none", "holds", "holds"),
        ):
            text = self.turncoat("run", "--n", 4, "--m", 1, "--traitors", traitors).stdout
            self.assertIn(f"IC1 (agreement): {ic1}\nIC2 (validity): {ic2}\n", text)

    def test_a_violation_ends_with_1(self):
        document = self.json(
            "run", "--n", 3, "--m", 1, "--traitors", 2, "--adversary", "flip", expect=VIOLATION
        )
        self.assertEqual(document["properties"], {"IC1": "vacuous", "IC2": "violated"})
        text = self.turncoat(
            "run", "--n", 3, "--m", 1, "--traitors", 2, "--adversary", "flip", expect=VIOLATION
        ).stdout
        self.assertIn("IC2 (validity): violated; lieutenant 1 decided retreat", text)

    def test_the_same_bytes_every_time(self):
        arguments = (*self.SAMPLE, "--adversary", "random", "--seed", 7, "--trace")
        self.assertEqual(self.turncoat(*arguments).stdout, self.turncoat(*arguments).stdout)

    def test_a_seed_draws_something_else(self):
        lies = set()
        for seed in range(5):
            document = self.json(*self.SAMPLE, "--adversary", "random", "--seed", seed, "--trace")
            lies.add(tuple(message["lie"] for message in document["trace"]))
        self.assertEqual(len(lies), 5)

    def test_trace_has_every_message(self):
        trace = self.json(*self.SAMPLE, "--trace")["trace"]
        self.assertEqual(len(trace), 156)
        self.assertEqual(len({(tuple(m["path"]), m["to"]) for m in trace}), 156)
        for message in trace:
            self.assertEqual(message["round"], len(message["path"]))
            if message["lie"]:
                self.assertIn(message["path"][-1], (0, 5))
        lines = self.turncoat(*self.SAMPLE, "--trace").stdout.splitlines()
        self.assertEqual(sum(line.startswith("round ") for line in lines), 156)

    def test_withheld_messages_are_counted_apart(self):
        messages = self.json(
            *("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", "silent"),
            *("--engine", "lock-step"),
        )["messages"]
        self.assertEqual(messages, {"sent": 7, "withheld": 2, "received_per_lieutenant": 2})
        for engine in "simulation", "reference":
            document = self.json(
                *("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", "silent"),
                *("--engine", engine),
            )
            self.assertEqual(document["messages"], {"sent": 7, "withheld": 2})
            self.assertEqual(document["visited"]["messages"], 9)

    def test_saves_a_scenario_that_replays(self):
        saved = self.folder / "saved.json"
        self.turncoat(*self.SAMPLE, "--save", saved)
        self.assertTrue(self.json("replay", saved)[0]["as_expected"])
        self.assertEqual(json.loads(saved.read_text())["found_by"], "run: two-faced")

    def test_saves_by_every_engine_what_that_engine_played(self):
        for engine in "simulation", "fast", "lock-step", "reference":
            saved = self.folder / f"{engine}.json"
            run = self.json(*self.SAMPLE, "--adversary", "random", "--engine", engine, "--save", saved)
            scenario = json.loads(saved.read_text())
            self.assertEqual(scenario["expect"]["decisions"], run["decisions"])

    def test_saves_nothing_that_could_not_be_read_back(self):
        many_lies = ("run", "--n", 11, "--m", 7, "--traitors", "1,2,3,4,5", "--adversary", "flip")
        error = self.refused(*many_lies, "--save", "big.json")
        self.assertIn("not saved, as it could not be read back: big.json: more than", error)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_full_disk_is_an_error_and_leaves_no_file(self):
        run = subprocess.run(
            [TURNCOAT, *map(str, self.SAMPLE), "--save", "saved.json"],
            capture_output=True,
            cwd=self.folder,
            restore_signals=False,  # SIGXFSZ stays ignored
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        )
        self.assertEqual(run.returncode, BAD_INPUT)
        self.assertIn(b"saved.json: can't be written", run.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_strategies_by_name_json_and_file(self):
        strategy = '{"0": {"strategy": "sleeper", "round": 1, "then": "silent"}, "5": "flip"}'
        as_json = self.json(*self.SAMPLE, "--adversary", strategy)
        file = self.file("strategy.json", strategy)
        as_file = self.json(*self.SAMPLE, "--adversary", f"@{file}")
        self.assertEqual(as_json["decisions"], as_file["decisions"])
        self.assertEqual(as_json["messages"], as_file["messages"])

    def test_refuses_bad_input(self):
        for arguments, error in (
            (("--n", 3, "--m", 5), "m is 5, expected 0 to 1"),
            (("--n", 4), "--m is required"),
            (("--n", 4, "--m", 1, "--traitors", 9), "traitor 9 is not a general"),
            (("--n", 4, "--m", 1, "--traitors", "1,1"), "twice"),
            (("--n", 4, "--m", 1, "--order", "flee"), "--order"),
            (("--n", 4, "--m", 1, "--adversary", "nobody"), "expected a strategy"),
            (("--n", 4, "--m", 1, "--adversary", "{"), "--adversary: not JSON"),
            (("--n", 4, "--m", 1, "--adversary", '{"strategy": 3}'), "/strategy"),
            (("--n", 4, "--m", 1, "--adversary", '{"2": "flip"}'), "traitors as keys"),
            (("--n", 4, "--m", 1, "--adversary", "@/nowhere"), "no such file"),
            (("--n", 4, "--m", 1, "--adversary", "a\nb"), "expected a strategy"),
            (("--n", 4, "--m", 1, "--engine", "steam"), "--engine"),
            (("--n", 4, "--m", 1, "--engine", "reference", "--trace"), "--trace"),
            (("--n", 4, "--m", 1, "--engine", "simulation", "--trace"), "--trace"),
            (("--n", 64, "--m", 62), "about 5.4e+87 messages: about 9e+70 years at 2 billion"),
            (("--n", 25, "--m", 8), "505967883744 messages: about 4 min at 2 billion"),
            *(
                (("--n", 64, "--m", 62, "--engine", engine), "expected at most 200000000")
                for engine in ("reference", "lock-step")
            ),
            *(
                (
                    ("--n", 10, "--m", 3, "--message-limit", 3608, "--engine", engine),
                    "3609 messages, expected at most 3608",
                )
                for engine in ("simulation", "reference", "lock-step")
            ),
            (("--n", 4, "--m", 1, "--engine", "lock-step", "--no-limit"), "--message-limit"),
            (("--n", 4, "--m", 1, "--trace", "--no-limit"), "--message-limit"),
            (("--n", 4, "--m", 1, "--message-limit", 9, "--no-limit"), "--no-limit"),
            (("--n", 19, "--m", 7, "--save", "x"), "expected at most 200000000"),
            (("--n", 4, "--m", 1, "--save", "/proc/x"), "can't be written"),
            (("--n", 4, "--m", 1, "--trace", "--json", "--save", "/proc/x"), "can't be written"),
            (("--n", 4, "--m", 1, "--no-such-flag"), "--no-such-flag"),
        ):
            self.assertIn(error, self.refused("run", *arguments), arguments)


class Replay(CommandLine):
    def test_says_what_came_out(self):
        both = CASES / "ic1-n6-m2-six-lies.json"
        document = self.json("replay", both)[0]
        self.assertEqual(document["violates"], ["IC1", "IC2"])
        self.assertEqual(
            document["decisions"], {"3": "retreat", "4": "attack", "5": "attack"}
        )
        self.assertEqual(
            self.turncoat("replay", both).stdout,
            f"as expected  {both}: violates IC1 and IC2; "
            "decisions: 3 retreat, 4 attack, 5 attack\n",
        )
        holds = CASES / "holds-n7-m2-sample-run.json"
        self.assertIn(": IC1 and IC2 hold; ", self.turncoat("replay", holds).stdout)

    def test_a_file_name_may_be_any_bytes(self):
        name = os.fsdecode(b"\xff.json")
        self.file(name, (CASES / "ic2-n3-m1-lying-lieutenant.json").read_text())
        self.assertTrue(self.json("replay", name)[0]["as_expected"])

    def test_all_cases_as_expected(self):
        files = sorted(CASES.glob("*.json"))
        self.assertGreater(len(files), 5)
        results = self.json("replay", *files)
        self.assertEqual([r["file"] for r in results], [str(f) for f in files])
        for result in results:
            self.assertTrue(result["as_expected"], result)
            self.assertEqual(set(result), {"file", "as_expected", "violates", "decisions"})

    def test_what_differs_ends_with_1(self):
        scenario = json.loads((CASES / "ic2-n3-m1-lying-lieutenant.json").read_text())
        scenario["expect"] = {"violates": []}
        file = self.file("differs.json", json.dumps(scenario))
        self.assertFalse(self.json("replay", file, expect=VIOLATION)[0]["as_expected"])
        self.assertIn("NOT AS EXPECTED", self.turncoat("replay", file, expect=VIOLATION).stdout)
        self.turncoat("replay", "/nowhere.json", file, expect=BAD_INPUT)
        self.turncoat("replay", file, "/nowhere.json", expect=BAD_INPUT)

    def test_a_bad_file_doesnt_hide_the_others(self):
        good = CASES / "ic2-n3-m1-lying-lieutenant.json"
        run = self.turncoat("replay", good, "/nowhere.json", good, "--json", expect=BAD_INPUT)
        self.assertEqual(len(json.loads(run.stdout)), 2)
        self.assertEqual(run.stderr, "turncoat: /nowhere.json: no such file\n")

    def test_refuses_bad_files(self):
        good = (CASES / "ic2-n3-m1-lying-lieutenant.json").read_text()
        lie = '{"path": [0, 2], "to": [1], "says": "retreat"}'
        self.assertIn(lie, good)
        for name, text, error in (
            ("empty", "", "not JSON"),
            ("truncated", good[: len(good) // 2], "not JSON"),
            ("not-text", b"\xff\xfe\x00", "not JSON"),
            ("deep", "[" * 100_000, "nested deeper than 16 levels"),
            ("number", good.replace('"attack"', "7"), "/order: found number 7"),
            ("twice", good.replace(lie, f"{lie}, {lie}"), "two lies for path [0,2]"),
            ("by-loyal", good.replace("[0, 2]", "[0, 1]"), "is loyal; only a traitor can lie"),
            ("to-traitor", good.replace('"to": [1]', '"to": [2]'), "general 2 is a traitor"),
            ("array", "[]", "expected an object"),
            ("line\nbreak", "[]", "expected an object"),
            (
                "unplayable",
                '{"format": "turncoat-scenario/1", "n": 64, "m": 62, "order": "attack",'
                ' "traitors": [], "lies": []}',
                "about 5.4e+87 messages",
            ),
        ):
            file = self.file(f"{name}.json", text)
            run = self.turncoat("replay", file, expect=BAD_INPUT)
            self.assertRegex(run.stderr, r"\Aturncoat: [^\n]+\n\Z")
            self.assertIn(error, run.stderr)
            self.assertIn(str(file).replace("\n", " "), run.stderr)
        for place, error in (("/", "not a regular file"), ("/dev/zero", "not a regular file")):
            self.assertIn(error, self.turncoat("replay", place, expect=BAD_INPUT).stderr)

    def test_refuses_a_huge_file_before_reading_it(self):
        file = self.file("huge.json", "{")
        os.truncate(file, 1 << 40)
        self.assertIn("expected at most", self.turncoat("replay", file, expect=BAD_INPUT).stderr)


class Shrink(CommandLine):
    SIX_LIES = CASES / "ic2-n6-m2-six-lies.json"

    def test_free_in_all_dimensions(self):
        out = self.folder / "shrunk.json"
        self.turncoat("shrink", self.SIX_LIES, "-o", out)
        scenario = json.loads(out.read_text())
        self.assertEqual((scenario["n"], scenario["m"], len(scenario["lies"])), (3, 1, 1))
        self.assertTrue(self.json("replay", out)[0]["as_expected"])

    def test_keeps_what_it_is_told(self):
        scenario = self.json("shrink", self.SIX_LIES, "--keep", "n,m,traitors")["scenario"]
        self.assertEqual((scenario["n"], scenario["m"]), (6, 2))
        self.assertEqual(len(scenario["traitors"]), 2)
        scenario = self.json("shrink", self.SIX_LIES, "--keep", "m")["scenario"]
        self.assertEqual((scenario["n"], scenario["m"]), (4, 2))
        scenario = self.json("shrink", self.SIX_LIES, "--keep", "traitors")["scenario"]
        self.assertEqual((scenario["n"], len(scenario["traitors"])), (4, 2))

    def test_says_how_far_it_came(self):
        document = self.json("shrink", self.SIX_LIES)
        self.assertIs(document["finished"], True)
        self.assertEqual(document["lies"], {"before": 6, "after": 1})
        out = self.folder / "shrunk.json"
        text = self.turncoat("shrink", self.SIX_LIES, "-o", out).stdout
        self.assertRegex(text, "from n=6, m=2, .* to n=3, m=1, ")

    def test_an_interrupt_ends_it_with_the_simplest_so_far(self):
        large = self.folder / "large.json"
        traitors = ",".join(map(str, range(1, 14)))
        self.turncoat(
            *("run", "--n", 28, "--m", 3, "--traitors", traitors, "--adversary", "against"),
            *("--save", large),
            expect=VIOLATION,
        )
        out, _ = self.interrupted(
            *("shrink", large, "--keep", "n,m,traitors", "--json"), at=r"^n=28, .* lies$"
        )
        document = json.loads(out)
        self.assertIs(document["finished"], False)
        file = self.file("so-far.json", json.dumps(document["scenario"]))
        self.assertTrue(self.json("replay", file)[0]["as_expected"])

    def test_keeps_the_property_it_is_told(self):
        for kept in "IC1", "IC2":
            document = self.json("shrink", self.SIX_LIES, "--property", kept)
            self.assertEqual(document["property"], kept)
            self.assertIn(kept, document["scenario"]["expect"]["violates"])

    def test_without_out_the_scenario_is_printed(self):
        text = self.turncoat("shrink", self.SIX_LIES).stdout
        file = self.file("printed.json", text)
        self.assertEqual(self.turncoat("shrink", file).stdout, text)

    def test_the_minimum_is_settled(self):
        out = self.folder / "minimum.json"
        for arguments, n, m, before, fewest in (
            (("ic2-n6-m2-six-lies.json",), 6, 2, 6, 6),
            (("ic2-n9-m3-twenty-six-lies.json",), 9, 3, 26, 24),
            (("ic2-n9-m3-twenty-six-lies.json", "--property", "IC1"), 9, 3, 26, 24),
            (("ic1-n4-m0-two-faced-commander.json",), 4, 0, 1, 1),
        ):
            file, *options = arguments
            document = self.json("shrink", CASES / file, "--minimum", "-o", out, *options)
            self.assertIs(document["finished"], True)
            self.assertEqual(
                document["lies"], {"before": before, "after": fewest, "at_least": fewest}
            )
            scenario, given = document["scenario"], json.loads((CASES / file).read_text())
            for kept in "n", "m", "order", "traitors":
                self.assertEqual(scenario[kept], given[kept])
            self.assertEqual((scenario["n"], scenario["m"]), (n, m))
            self.assertIn(document["property"], scenario["expect"]["violates"])
            self.assertIn("the fewest there are", scenario["why"])
            self.assertEqual(json.loads(out.read_text()), scenario)
            self.assertTrue(self.json("replay", out)[0]["as_expected"])

    def test_the_minimum_says_that_it_is_proved(self):
        nine, out = CASES / "ic2-n9-m3-twenty-six-lies.json", self.folder / "minimum.json"
        proved = "IC2 kept violated; from 26 to 24 lies, proved to be the fewest with n=9, m=3,"
        self.assertIn(proved, self.turncoat("shrink", nine, "--minimum", "-o", out).stdout)
        again = self.turncoat("shrink", out, "--minimum", "-o", out).stdout
        self.assertIn("24 lies as before, proved to be the fewest", again)
        # Without -o the scenario alone is on standard output.
        run = self.turncoat("shrink", nine, "--minimum")
        self.assertEqual(run.stdout, out.read_text())
        self.assertIn(proved, run.stderr)

    def test_a_stopped_minimum_leaves_bounds(self):
        large, out = self.folder / "large.json", self.folder / "so-far.json"
        traitors = ",".join(map(str, range(1, 14)))
        self.turncoat(
            *("run", "--n", 28, "--m", 3, "--traitors", traitors, "--adversary", "against"),
            *("--save", large),
            expect=VIOLATION,
        )
        document = self.json(
            *("shrink", large, "--minimum", "--time-limit", 0, "-o", out), expect=UNDECIDED
        )
        lies = document["lies"]
        self.assertIs(document["finished"], False)
        self.assertEqual((lies["at_least"], lies["after"]), (1, lies["before"]))
        self.assertTrue(self.json("replay", out)[0]["as_expected"])
        text, _ = self.interrupted("shrink", large, "--minimum", "-o", out, at="^[1-9].* cases?$")
        self.assertRegex(text, r"the fewest are 1 to [\d,]+ lies with n=28, m=3")

    def test_refuses_what_violates_nothing(self):
        holds = CASES / "holds-n7-m2-sample-run.json"
        self.assertIn("nothing to shrink", self.refused("shrink", holds))
        lying = CASES / "ic2-n3-m1-lying-lieutenant.json"
        self.assertIn("doesn't violate IC1", self.refused("shrink", lying, "--property", "IC1"))

    def test_refuses_bad_input(self):
        self.assertIn("--keep", self.refused("shrink", self.SIX_LIES, "--keep", "k"))
        both = ("--minimum", "--keep", "n")
        self.assertIn("excludes", self.refused("shrink", self.SIX_LIES, *both))
        self.assertIn("no such file", self.refused("shrink", "/nowhere.json"))
        self.assertIn("can't be written", self.refused("shrink", self.SIX_LIES, "-o", "/proc/x"))


class Search(CommandLine):
    def test_finds_shrinks_and_saves_at_n_3m(self):
        for n, m in (3, 1), (6, 2), (9, 3):
            document = self.json("search", "--n", n, "--m", m, expect=VIOLATION)
            self.assertTrue(document["found"])
            self.assertGreater(document["tried"], 0)
            scenario = document["scenario"]
            self.assertEqual((scenario["n"], scenario["m"], len(scenario["traitors"])), (n, m, m))
            file = self.folder / document["file"]
            self.assertRegex(document["file"], rf"\Aout/.*ic2-n{n}-m{m}-k{m}-[0-9a-f]+\.json\Z")
            self.assertEqual(json.loads(file.read_text()), scenario)
            self.assertTrue(self.json("replay", file)[0]["as_expected"])

    def test_says_what_it_found(self):
        arguments = ("search", "--n", 6, "--m", 2, "--property", "IC2", "-o", "found.json")
        text = self.turncoat(*arguments, expect=VIOLATION).stdout
        self.assertRegex(text, r"IC2 is violated, found by strategy flip")
        self.assertRegex(text, r"shrunk from \d\d+ to 6 lies: found.json")

    def test_nothing_found_ends_with_0(self):
        document = self.json("search", "--n", 4, "--m", 1, "--tries", 5000)
        self.assertEqual((document["found"], "scenario" in document), (False, False))
        self.assertEqual(document["tried"], 5000)
        text = self.turncoat("search", "--n", 4, "--m", 1, "--tries", 5000).stdout
        self.assertIn("seed 1", text.splitlines()[0])
        self.assertIn("no violation found", text)

    def test_takes_the_traitor_count_and_the_property(self):
        out = self.folder / "found.json"
        document = self.json(
            *("search", "--n", 7, "--m", 2, "--traitor-count", 3, "--property", "IC1"),
            *("-o", out),
            expect=VIOLATION,
        )
        scenario = document["scenario"]
        self.assertEqual((scenario["n"], scenario["m"], len(scenario["traitors"])), (7, 2, 3))
        self.assertIn("IC1", scenario["expect"]["violates"])
        self.assertTrue(out.exists())
        # Two would do, but three were asked for.
        document = self.json(
            "search", "--n", 5, "--m", 1, "--traitor-count", 3, expect=VIOLATION
        )
        self.assertEqual(len(document["scenario"]["traitors"]), 3)
        # Without a round of relaying IC1 can fall, IC2 can't.
        document = self.json(
            *("search", "--n", 4, "--m", 0, "--traitor-count", 1, "--property", "IC2"),
            *("--seed", 7, "--tries", 1000),
        )
        self.assertEqual((document["found"], document["seed"]), (False, 7))

    def test_tries_no_more_than_it_is_told(self):
        for tries in 0, 1, 5, 100, 600:
            run = self.json("search", "--n", 4, "--m", 1, "--tries", tries)
            self.assertEqual((run["found"], run["tried"]), (False, tries))

    def test_time_limit_ends_it(self):
        document = self.json(
            "search", "--n", 7, "--m", 2, "--tries", 10**15, "--time-limit", 0.2
        )
        self.assertFalse(document["found"])

    def test_a_time_limit_ends_shrinking_too(self):
        run = self.turncoat(*("search", "--n", 40, "--m", 3, "--traitor-count", 14),
                            *("--time-limit", 3, "-o", "f.json"), expect=VIOLATION)
        self.assertIn("shrinking was stopped before its end", run.stdout)
        self.assertTrue((self.folder / "f.json").exists())

    def test_an_interrupt_ends_it_with_what_was_tried(self):
        out, _ = self.interrupted(
            *("search", "--n", 7, "--m", 2, "--tries", 10**15, "--json"),
            at="^[1-9].* scenarios? tried$",
        )
        self.assertGreater(json.loads(out)["tried"], 0)

    def test_refuses_bad_input(self):
        for arguments, error in (
            (("--n", 3, "--m", 5), "m is 5"),
            (("--n", 4, "--m", 1, "--traitor-count", 5), "traitor_count is 5"),
            (("--n", 64, "--m", 62), "messages, expected at most"),
            (("--n", 4, "--m", 1, "--property", "IC3"), "--property"),
        ):
            run = self.turncoat("search", *arguments, expect=BAD_INPUT)
            self.assertIn(error, run.stderr)


class Prove(CommandLine):
    def test_the_theorem_where_it_is_tight(self):
        document = self.json("prove", "--n", 7, "--m", 2)
        self.assertEqual((document["verdict"], document["kind"]), ("holds", "formula"))
        # k = 0: both orders and properties; k = 1, 2: those and a traitorous commander.
        self.assertEqual(len(document["cases"]), 4 + 5 + 5)
        for row in document["cases"]:
            self.assertIn(row["verdict"], ("holds", "vacuous"))
            self.assertEqual(row["order"] is None, row["commander"] == "traitor")
            self.assertEqual(
                list(row)[:7], ["n", "m", "k", "commander", "property", "order", "verdict"]
            )
        self.assertIn("holds for every adversary", self.turncoat("prove", "--n", 7, "--m", 2).stdout)

    def test_one_general_fewer_gives_a_scenario(self):
        document = self.json("prove", "--n", 6, "--m", 2, expect=VIOLATION)
        self.assertEqual(document["verdict"], "violated")
        file = self.folder / document["file"]
        self.assertEqual(json.loads(file.read_text()), document["scenario"])
        self.assertTrue(self.json("replay", file)[0]["as_expected"])
        self.assertNotEqual(document["scenario"]["expect"]["violates"], [])

    def test_exactly_so_many_traitors_and_one_property(self):
        document = self.json(
            *("prove", "--n", 7, "--m", 2, "--traitor-count", 3, "--property", "IC2"),
            expect=VIOLATION,
        )
        verdicts = [(row["k"], row["property"], row["verdict"]) for row in document["cases"]]
        self.assertEqual(verdicts, [(3, "IC2", "violated")] * 2)

    def test_a_time_limit_leaves_it_undecided(self):
        document = self.json(
            "prove", "--n", 16, "--m", 5, "--time-limit", 0, expect=UNDECIDED
        )
        self.assertEqual(document["verdict"], "undecided")

    def test_refuses_bad_input(self):
        for arguments, error in (
            (("--n", 3, "--m", 5), "m is 5"),
            (("--n", 4, "--m", 1, "--traitor-count", 5), "--traitor-count"),
            (("--n", 64, "--m", 20, "--traitor-count", 0), "GiB; expected at most 12 GiB"),
            (("--n", 20, "--m", 5, "--memory-limit", 100), "GiB; expected at most 0.0977 GiB"),
            (("--n", 4, "--m", 1, "--proof", "/proc/proof"), "can't be written"),
            (("--n", 4, "--m", 1, "--property", "IC3"), "--property"),
        ):
            self.assertIn(error, self.refused("prove", *arguments))

    def test_a_memory_limit_leaves_it_undecided(self):
        limited = ("prove", "--n", 7, "--m", 2, "--traitor-count", 2, "--memory-limit", 2)
        document = self.json(*limited, expect=UNDECIDED)
        rows = [(row["verdict"], row["why"]) for row in document["cases"]]
        self.assertEqual(rows, [("undecided", "memory limit")] * 5)

    def test_what_holds_has_a_proof_that_is_accepted(self):
        document = self.json("prove", "--n", 7, "--m", 2, "--proof", "proofs/")
        files = [row[kind] for row in document["cases"] for kind in ("cnf", "drat")]
        self.assertEqual(len(files), 28)
        self.assertIn("proofs/n7-m2-k2-traitor-IC1.cnf", files)
        self.assertIn("proofs/n7-m2-k1-loyal-retreat-IC2.drat", files)
        found = {str(file.relative_to(self.folder)) for file in self.folder.glob("proofs/*")}
        self.assertEqual(found, set(files))
        for row in document["cases"]:
            steps = (self.folder / row["drat"]).read_text().splitlines()
            self.assertEqual(steps[-1], "0")
            checked = self.json("check-proof", row["cnf"], row["drat"])
            self.assertEqual(checked["verdict"], "accepted")
            sizes = (row["variables"], row["clauses"])
            self.assertEqual((checked["variables"], checked["clauses"]), sizes)

    def test_the_same_question_gives_the_same_files(self):
        for prefix in "one", "two":
            self.turncoat(*("prove", "--n", 7, "--m", 2, "--traitor-count", 2), "--proof", prefix)
        for file in self.folder.glob("one.*"):
            again = file.with_name(file.name.replace("one", "two"))
            self.assertEqual(file.read_bytes(), again.read_bytes())
        self.assertEqual(len(list(self.folder.iterdir())), 20)

    def test_what_is_violated_has_no_proof(self):
        prove = ("prove", "--n", 6, "--m", 2, "--traitor-count", 2, "--property", "IC2")
        document = self.json(*prove, "--proof", "p", expect=VIOLATION)
        proof = "p.n6-m2-k2-loyal-retreat-IC2"  # a tie means retreat
        files = [(row["order"], row["cnf"], row["drat"]) for row in document["cases"]]
        self.assertEqual(
            files, [("attack", None, None), ("retreat", f"{proof}.cnf", f"{proof}.drat")]
        )
        self.assertEqual(len(list(self.folder.glob("p.*"))), 2)

    def test_a_proof_that_cant_be_written_to_its_end_is_an_error(self):
        def small_files_only():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

        prove = ("prove", "--n", "10", "--m", "3", "--traitor-count", "3", "--proof", "proofs/")
        run = subprocess.run(
            [TURNCOAT, *prove], cwd=self.folder, capture_output=True, preexec_fn=small_files_only
        )
        self.assertEqual(run.returncode, BAD_INPUT)
        self.assertRegex(run.stderr.decode(), r"\Aturncoat: proofs/[^ ]*: can't be written: [^\n]+\n\Z")
        self.assertEqual(list(self.folder.glob("proofs/*")), [])

    def test_ctrl_c_keeps_what_was_decided(self):
        prove = ("prove", "--n", "16", "--m", "5", "--proof", "proofs/")
        run = subprocess.Popen(
            [TURNCOAT, *prove],
            cwd=self.folder,
            bufsize=0,  # or what readline reads ahead is lost to communicate
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        first = run.stdout.readline().decode()
        run.send_signal(signal.SIGINT)
        rest, errors = run.communicate(timeout=300)
        self.assertEqual((run.returncode, errors), (UNDECIDED, b""))
        rows = (first + rest.decode()).splitlines()[:29]
        self.assertRegex(rows[0], "^holds      IC1, 0 traitors")
        self.assertRegex(rows[-1], "^undecided  IC1, 5 traitors, traitor commander: interrupted")
        verdicts = [row.split()[0] for row in rows]
        self.assertEqual(verdicts, sorted(verdicts))  # "holds", then "undecided"
        self.assertIn("undecided; 29 cases", rest.decode())
        files = list(self.folder.glob("proofs/*"))
        self.assertEqual(len(files), 2 * verdicts.count("holds"))

    def test_check_proof_says_what_is_wrong(self):
        self.turncoat(*("prove", "--n", 7, "--m", 2, "--traitor-count", 2), "--proof", "p")
        cnf, drat = (f"p.n7-m2-k2-traitor-IC1.{kind}" for kind in ("cnf", "drat"))
        self.assertIn("accepted", self.turncoat("check-proof", cnf, drat).stdout)
        steps = (self.folder / drat).read_text().splitlines()
        cut = self.file("cut", "\n".join(steps[:-1]) + "\n")
        refused = self.json("check-proof", cnf, cut, expect=VIOLATION)
        self.assertEqual(refused["verdict"], "refused")
        self.assertEqual(refused["refusal"], f"{cut}:{len(steps)}: the proof ends without the empty clause")
        other = "p.n7-m2-k2-loyal-attack-IC1.cnf"
        self.assertIn("refused", self.turncoat("check-proof", other, cut, expect=VIOLATION).stdout)
        self.turncoat("check-proof", cnf, drat, "--memory-limit", 12_288)
        undecided = self.turncoat("check-proof", cnf, drat, "--memory-limit", 0, expect=UNDECIDED)
        self.assertRegex(undecided.stdout, r"\Aundecided: .*\nmemory limit\n\Z")
        for arguments, error in (
            ((cnf, "nowhere"), "nowhere: can't be read"),
            (("nowhere", drat), "nowhere: can't be read"),
            ((".", drat), ".: can't be read"),
            ((drat, cnf), "expected p cnf VARIABLES CLAUSES"),
            ((cnf, cnf), 'found "p", expected a literal'),
            ((cnf, self.file("half", "1 2")), "half:1: found the end of the file"),
        ):
            self.assertIn(error, self.refused("check-proof", *arguments))


class ProofKinds(CommandLine):
    def test_all_kinds_agree_and_say_what_they_are(self):
        for n, m, cases in (3, 1, 9), (6, 2, 14), (7, 2, 14):
            verdicts = []
            for kind in "formula", "levels", "exhaustion":
                holds = n > 3 * m
                run = self.json(
                    "prove", "--n", n, "--m", m, "--kind", kind, expect=HOLDS if holds else VIOLATION
                )
                self.assertEqual(run["kind"], kind)
                self.assertEqual("scenario" in run, not holds and kind != "levels")
                keys = "k", "commander", "property", "order", "verdict"
                verdicts.append([[row[key] for key in keys] for row in run["cases"]])
                self.assertEqual(len(verdicts[-1]), cases)
                self.assertEqual(verdicts[-1], verdicts[0])

    def test_levels_reach_every_size(self):
        run = self.turncoat("prove", "--n", 64, "--m", 21, "--traitor-count", 21, "--kind", "levels")
        self.assertIn("holds for every adversary; 5 cases", run.stdout)
        self.assertIn("by levels: 758 classes of sub-agreements", run.stdout)
        self.assertIn("assumed: loyal lieutenants are interchangeable", run.stdout)

    def test_exhaustion_counts_adversaries_and_evaluations(self):
        run = self.turncoat("prove", "--n", 7, "--m", 2, "--traitor-count", 2, "--kind", "exhaustion")
        self.assertIn("40 free messages, 512 evaluations", run.stdout)
        self.assertIn("30 free messages, 2,048 evaluations", run.stdout)
        self.assertIn("2^40 (1,099,511,627,776) adversaries at most, 3,072 evaluations", run.stdout)

    def test_exhaustion_leaves_a_scenario_that_replays(self):
        run = self.json(
            "prove", "--n", 6, "--m", 2, "--kind", "exhaustion", "-o", "six.json", expect=VIOLATION
        )
        self.assertEqual(run["file"], "six.json")
        self.turncoat("replay", "six.json")

    def test_a_time_limit_leaves_each_kind_undecided(self):
        for kind in "formula", "levels", "exhaustion":
            run = self.json("prove", "--n", 7, "--m", 2, "--kind", kind, "--time-limit", 0,
                            expect=UNDECIDED)
            self.assertEqual({row["why"] for row in run["cases"]}, {"time limit"})

    def test_refuses_what_a_kind_cant_do(self):
        self.assertRegex(self.refused("prove", "--n", 40, "--m", 13),
                         "GiB.*; --kind levels needs no formula")
        self.assertIn("--proof: only proofs of --kind formula can be saved",
                      self.refused("prove", "--n", 7, "--m", 2, "--kind", "levels", "--proof", "p"))
        self.assertIn("expected at most 4,294,967,296",
                      self.refused("prove", "--n", 10, "--m", 3, "--kind", "exhaustion"))
        self.assertIn("--kind", self.refused("prove", "--n", 7, "--m", 2, "--kind", "luck"))
        self.assertIn("--out: --kind levels finds no scenario",
                      self.refused("prove", "--n", 3, "--m", 1, "--kind", "levels", "-o", "f.json"))
        self.assertIn(300 * "x" + ": File name too long",
                      self.refused("frontier", "--n-max", 3, "--m-max", 1, "--resume", 300 * "x"))


class Frontier(CommandLine):
    SIZES = "--n-max", 11, "--m-max", 3, "--traitors-max", 3

    def test_a_row_for_each_cell(self):
        rows = self.json("frontier", *self.SIZES)["rows"]
        self.assertEqual(len(rows), 629)
        self.assertIn(
            {"n": 6, "m": 2, "k": 2, "commander": "loyal", "property": "IC2",
             "order": "attack", "verdict": "violated"},
            rows,
        )
        self.assertEqual({row["verdict"] for row in rows}, {"holds", "violated", "vacuous"})
        for row in rows:
            self.assertEqual(row["order"] is None, row["commander"] == "traitor")
            self.assertGreaterEqual(row["n"], row["m"] + 2)

    def test_lemma_1_is_exact_for_an_order_to_attack(self):
        compared = 0
        for row in self.json("frontier", *self.SIZES)["rows"]:
            n, m, k = row["n"], row["m"], row["k"]
            if row["property"] == "IC2" and row["order"] == "attack" and k and m:
                if row["verdict"] != "vacuous":
                    self.assertEqual(row["verdict"] == "holds", n > 2 * k + m, row)
                    compared += 1
        self.assertEqual(compared, 68)

    def test_a_table_for_people(self):
        table = self.turncoat("frontier", *self.SIZES).stdout
        self.assertIn("IC1, traitorous commander\n       m=0        m=1        m=2        m=3\n", table)
        self.assertIn("\n   6      X X X      + X X      + + X      + + X\n", table)
        self.assertIn("629 cells, 0 undecided; settled now: 629 by levels, 629 of them also", table)
        self.assertNotIn("?", table.split("? undecided")[1])

    def test_sizes_beyond_any_formula(self):
        sizes = "--n-max", 64, "--m-max", 1, "--traitors-max", 40, "--formula-limit", 0
        self.assertIn(" 0 undecided", self.turncoat("frontier", *sizes).stdout)

    def test_goes_on_where_it_was_stopped(self):
        file = self.folder / "table.json"
        sizes = "--n-max", 64, "--m-max", 30, "--traitors-max", 20, "--resume", file
        self.interrupted("frontier", *sizes, at=r"^[1-9][\d,]* of 148,292 cells; ")
        settled = [row for row in json.loads(file.read_text())["rows"] if row["verdict"] != "undecided"]
        self.assertGreater(len(settled), 0)
        self.turncoat("frontier", "--n-max", 9, "--m-max", 3, "--resume", file)
        after = [row for row in json.loads(file.read_text())["rows"] if row["verdict"] != "undecided"]
        for row in settled:
            self.assertIn(row, after)
        again = self.turncoat("frontier", "--n-max", 9, "--m-max", 3, "--resume", file).stdout
        self.assertIn("settled now: 0 by levels", again)

    def test_a_file_of_more_cells_than_asked_for_settles_none_of_those_asked_for(self):
        large = self.file("large.json", json.dumps(self.json("frontier", "--n-max", 8, "--m-max", 3)))
        rows = json.loads(large.read_text())
        rows["rows"] = [row for row in rows["rows"] if row["n"] > 4]
        self.assertGreater(len(rows["rows"]), 200)
        large.write_text(json.dumps(rows))
        small = "--n-max", 4, "--m-max", 1, "--resume", large
        stopped = self.turncoat("frontier", *small, "--time-limit", 0, expect=UNDECIDED)
        self.assertIn("\n45 cells, 45 undecided; settled now: 0 by levels, ", stopped.stdout)
        self.assertEqual({row["verdict"] for row in self.json(
            "frontier", *small, "--time-limit", 0, expect=UNDECIDED)["rows"]}, {"undecided"})
        run = self.turncoat("frontier", *small, "--progress")
        self.assertIn("\n45 cells, 0 undecided; settled now: 45 by levels, ", run.stdout)
        self.assertRegex(run.stderr, r"\A1 of 45 cells; ")

    def test_the_largest_table_can_be_read_back(self):
        sizes = "--n-max", 64, "--m-max", 62, "--traitors-max", 64, "--time-limit", 0
        for _ in range(2):
            self.turncoat("frontier", *sizes, "--resume", "all.json", expect=UNDECIDED)

    def test_a_time_limit_leaves_cells_undecided(self):
        rows = self.json("frontier", *self.SIZES, "--time-limit", 0, expect=UNDECIDED)["rows"]
        self.assertEqual({row["verdict"] for row in rows}, {"undecided"})

    @unittest.skipUnless(shutil.which("gnuplot"), "gnuplot draws the picture")
    def test_a_picture(self):
        picture = self.folder / "frontier.svg"
        self.turncoat("frontier", *self.SIZES, "--svg", picture)
        svg = xml.etree.ElementTree.parse(picture).getroot()
        self.assertEqual(svg.tag, "{http://www.w3.org/2000/svg}svg")
        text = " ".join(" ".join(e.itertext()) for e in svg.iter("{http://www.w3.org/2000/svg}text"))
        for words in "What holds whatever the traitors say", "IC1, traitorous commander", "m = 3":
            self.assertIn(words, text)
        # Two cells of one colour are two boxes.
        drawn = picture.read_text()
        self.assertGreater(drawn.count("<path"), 600)

    def test_refuses_bad_input(self):
        self.assertIn("--m-max", self.refused("frontier", "--n-max", 6))
        self.assertIn(
            "--svg: found --m-max 9, expected at most 8",
            self.refused("frontier", "--n-max", 12, "--m-max", 9, "--svg", "f.svg"),
        )
        broken = self.file("broken.json", '{"format": "turncoat-frontier/1", "rows": [{"n": 4}]}')
        self.assertIn("broken.json: /rows/0", self.refused(
            "frontier", "--n-max", 4, "--m-max", 1, "--resume", broken))
        self.assertIn("no/such", self.refused(
            "frontier", "--n-max", 4, "--m-max", 1, "--resume", "/proc/no/such/file.json"))


class Numbers(CommandLine):
    """Every numeric option of every verb, as the program itself lists them."""

    TEXTS = {
        "run": ["--order", "--adversary", "--engine", "--save"],
        "replay": ["FILE"],
        "shrink": ["FILE", "--out", "--keep", "--property"],
        "search": ["--property", "--out"],
        "prove": ["--property", "--kind", "--proof", "--out"],
        "frontier": ["--resume", "--svg"],
        "check-proof": ["cnf", "drat"],
    }
    WHOLE = "", " ", "-1", "+4", " 4", "4 ", "010", "00", "0x7", "7x", "1e1", "4.0", "four", "4\n5"
    SECONDS = "", "-1", "+1", " 1", "1 ", "01", "0x1", "1s", "1e1", ".5", "5.", "1.2.3", "nan", "inf"

    def options(self):
        """(verb, option, type, rest of its line of help)"""
        listed = re.findall(r"^  (\S+) {2,}\S", self.turncoat("--help").stdout, re.MULTILINE)
        verbs = [word for word in listed if not word.startswith("-")]
        self.assertEqual(set(self.TEXTS) - set(verbs), set())
        row = re.compile(r"^  (?:-\w,)?(\S+) ([A-Z]+)\b(:\{.*?\})?(.*)$", re.MULTILINE)
        for verb in verbs:
            for name, kind, _, rest in row.findall(self.turncoat(verb, "--help").stdout):
                yield verb, name, kind, rest

    def found_in(self, verb, name, found):
        """Where `found` is refused: what was expected. Only the one option is given: it is read
        before anything is missed."""
        error = self.refused(verb, name, found)
        shown = re.escape(found.replace("\n", " "))
        self.assertRegex(error, rf"\Aturncoat: {name}: found \"{shown}\", expected ", (verb, found))
        return error

    def is_taken(self, verb, name, value):
        error = self.refused(verb, name, value)
        self.assertRegex(error, r"\Aturncoat: \S+ is required ", (verb, name, value))

    def test_only_decimal_digits_within_bounds_are_taken(self):
        numbers = 0
        for verb, name, kind, rest in self.options():
            if kind == "TEXT":
                self.assertIn(name, self.TEXTS[verb], "text or a number?")
                continue
            numbers += 1
            self.assertIn('found "010", expected', self.refused(verb, f"{name}=010"))
            if kind == "SECONDS":
                for found in self.SECONDS:
                    self.assertIn(
                        "seconds from 0 to 1000000000, such as 0.5", self.found_in(verb, name, found)
                    )
                self.found_in(verb, name, "1000000000.1")
                for value in "0", "0.25", "1000000000":
                    self.is_taken(verb, name, value)
            elif kind == "GENERALS":
                for found in *self.WHOLE, "01", "1,", ",1", "1,,2", "1, 2", "1;2", "64", "0,010", 10**20:
                    self.assertIn("generals from 0 to 63 with commas between them",
                                  self.found_in(verb, name, str(found)))
                for value in "0", "63", "0,5", "none":
                    self.is_taken(verb, name, value)
            else:
                self.assertIn(kind, ("NUMBER", "MIB"))
                bounds = re.match(r" in \[(\d+) - (\d+)\]", rest)
                least, most = map(int, bounds.groups()) if bounds else (0, 2**64 - 1)
                if kind == "MIB":
                    most >>= 20
                wrong = [*self.WHOLE, most + 1, 10 * most, 10**30, f"{most}x"]
                for found in wrong + ([least - 1] if least else []):
                    self.assertIn(f"a whole number from {least} to {most}",
                                  self.found_in(verb, name, str(found)))
                for value in least, most:
                    self.is_taken(verb, name, value)
        self.assertEqual(numbers, 24)


class Progress(CommandLine):
    """It goes to standard error alone, and if that is no terminal only if asked for."""

    WORK = {
        "run": (("--n", 19, "--m", 6, "--threads", 1), r"\d+\.\d% of 1\.75e\+08 messages, .* a second; about .* left"),
        "shrink": ((CASES / "ic2-n6-m2-six-lies.json",), r"n=\d, m=\d, \d traitors?, \d lies?"),
        "search": (("--n", 4, "--m", 1, "--tries", 5000), r"[\d,]+ scenarios? tried"),
        "prove": (("--n", 10, "--m", 3), r"case \d+ of 19: IC[12], .* commander.*, \d+ s"),
        "frontier": (("--n-max", 5, "--m-max", 2), r"\d+ of 122 cells; n=\d, m=\d"),
        "check-proof": (("p.cnf", "p.drat"), r"checking, \d+ s"),
    }

    def setUp(self):
        super().setUp()
        self.file("p.cnf", "p cnf 1 2\n1 0\n-1 0\n")
        self.file("p.drat", "0\n")

    def test_every_verb_that_has_it_shows_it(self):
        verbs = set()
        for verb in re.findall(r"^  (\w\S+) {2,}\S", self.turncoat("--help").stdout, re.MULTILINE):
            if "--progress" in self.turncoat(verb, "--help").stdout:
                verbs.add(verb)
        self.assertEqual(verbs, set(self.WORK))
        for verb, (arguments, line) in self.WORK.items():
            quiet = self.turncoat(verb, *arguments)
            self.assertEqual(quiet.stderr, "", verb)
            shown = self.turncoat(verb, *arguments, "--progress")
            self.assertRegex(shown.stderr, rf"\A({line}\n)+\Z", verb)
            untimed = [re.sub(r"[\d.]+ s\b", "", run.stdout) for run in (quiet, shown)]
            self.assertEqual(*untimed)


class Others(CommandLine):
    def test_every_verb_explains_itself(self):
        for verb in "run", "replay", "shrink", "search", "prove", "check-proof", "strategies":
            self.assertIn("--help", self.turncoat(verb, "--help").stdout)
            self.assertIn(f"  {verb} ", self.turncoat("--help").stdout)

    def test_strategies_lists_all_that_can_be_played(self):
        strategies = {each["name"]: each["help"] for each in self.json("strategies")}
        self.assertGreaterEqual(len(strategies), 13)
        lines = self.turncoat("strategies").stdout
        options = {"scripted": {"lies": []}, "bytes": {"hex": "0102"}}
        for strategy, text in strategies.items():
            self.assertNotEqual(text, "")
            self.assertIn(text, lines)
            described = json.dumps({"strategy": strategy, **options.get(strategy, {})})
            run = self.json("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", described)
            self.assertEqual(run["properties"]["IC1"], "holds", strategy)

    def test_version_and_usage(self):
        self.assertRegex(self.turncoat("--version").stdout, r"\d+\.\d+\.\d+")
        self.refused()
        self.refused("conquer")

    def test_a_file_name_that_is_no_text_is_shown_as_json(self):
        name = os.fsdecode(b"\xff.json")
        self.file(name, '"flip"')
        flip = ("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", f"@{name}")
        self.assertEqual(self.json(*flip)["adversary"], "@\ufffd.json")
        for verb in "search", "prove":
            found = self.json(verb, "--n", 3, "--m", 1, "-o", name, expect=VIOLATION)
            self.assertEqual(found["file"], "\ufffd.json")
        proved = self.json("prove", "--n", 4, "--m", 1, "--proof", name)
        self.assertEqual(proved["cases"][-1]["cnf"], "\ufffd.json.n4-m1-k1-traitor-IC1.cnf")

    def test_output_that_cant_be_written_is_an_error(self):
        long = ("run", "--n", "7", "--m", "3", "--trace")  # more than a buffer holds
        for arguments in (("strategies",), long, (*long, "--json"), ("--help",), ("--version",)):
            with open("/dev/full", "w", encoding="utf-8") as full:
                run = subprocess.run([TURNCOAT, *arguments], stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(run.returncode, BAD_INPUT, arguments)
            self.assertIn(b"standard output", run.stderr)
            self.assertEqual(run.stderr.count(b"\n"), 1)

    def test_an_error_that_cant_be_written_is_still_an_exit_code(self):
        for arguments in (("run", "--n", "1", "--m", "0"), ("replay", "/nowhere.json")):
            with open("/dev/full", "w", encoding="utf-8") as full:
                run = subprocess.run([TURNCOAT, *arguments], stdout=full, stderr=full)
            self.assertEqual(run.returncode, BAD_INPUT, arguments)

    def test_only_regular_files_are_replaced(self):
        fifo, link, file = (self.folder / name for name in ("fifo", "link", "file"))
        os.mkfifo(fifo)
        file.write_text("old")
        link.symlink_to(file)
        save = ("run", "--n", 4, "--m", 1, "--save")
        self.assertIn("not a regular file", self.refused(*save, fifo))
        self.assertTrue(fifo.is_fifo())
        self.turncoat(*save, link)
        self.assertTrue(link.is_symlink())
        self.assertIn("turncoat-scenario/1", file.read_text())

    def test_files_of_many_entries_are_refused_soon(self):
        entries = ",".join(['{"path": [0, 3], "to": [], "says": "retreat"}'] * 700_000)
        file = self.file(
            "many.json",
            '{"format": "turncoat-scenario/1", "n": 4, "m": 1, "order": "attack",'
            f' "traitors": [3], "lies": [{entries}]}}',
        )
        self.assertIn("more than 4000000 values", self.refused("shrink", file))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
