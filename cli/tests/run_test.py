"""turncoat run.

usage: run_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import resource
import subprocess

from command_line import BAD_INPUT, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, engines, main


class Run(CommandLine):
    SAMPLE = ("run", "--n", 7, "--m", 2, "--traitors", "0,5")

    def test_sample_run_as_json(self):
        self.assertGreaterEqual(len(engines()), 4)
        for engine in engines():
            document = self.json(*self.SAMPLE, "--engine", engine)
            self.assertEqual(
                document["setup"], {"n": 7, "m": 2, "order": "attack", "traitors": [0, 5]}
            )
            self.assertEqual(set(document["decisions"]), {"1", "2", "3", "4", "6"})
            self.assertEqual(len(set(document["decisions"].values())), 1)
            self.assertEqual(document["properties"], {"IC1": "holds", "IC2": "vacuous"})
            self.assertEqual(document["engine"], engine)
            self.assertIs(document["finished"], True)
            if "in_full_run" in document["messages"]:  # one that makes no message
                self.assertEqual(document["messages"], {"in_full_run": 156})
                self.assertGreater(document["visited"]["paths"], 0)
            else:
                self.assertEqual(document["messages"], {"sent": 156, "received_per_lieutenant": 26})
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
        # A line each, so that a script can read a long one as it comes.
        lines = self.turncoat(*self.SAMPLE, "--trace", "--json").stdout.splitlines()
        self.assertEqual([json.loads(line.rstrip(",")) for line in lines[1:157]], trace)
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
        for engine in engines():
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
            (("--n", 4, "--m", 1, "--traitors", "1,1"), "--traitors: general 1 comes twice"),
            (("--n", 4, "--m", 1, "--order", "flee"), "--order"),
            (("--n", 4, "--m", 1, "--adversary", "nobody"), "--adversary: "),
            (("--n", 4, "--m", 1, "--adversary", "{"), "--adversary: "),
            (("--n", 4, "--m", 1, "--adversary", '{"strategy": 3}'), "--adversary: /strategy: "),
            (("--n", 4, "--m", 1, "--adversary", "@/nowhere"), "/nowhere: "),
            (("--n", 4, "--m", 1, "--adversary", "a\nb"), "--adversary: "),
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


main()
