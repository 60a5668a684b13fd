"""turncoat trial --http: somebody else's generals behind HTTP, right ones, wrong ones and bad ones.

usage: trial_http_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import signal
import socket
import subprocess
import time

from command_line import BAD_INPUT, HOLDS, TURNCOAT, VIOLATION, main
from http_trial import OURS, PYTHON, ROOT, SERVER, SHORT, SIMPLE, TIMEOUT, Http

class RightOnes(Http):
    def test_ours_passes_all_checks(self):
        entry = self.trial(OURS, "--cases", 5, expect=HOLDS)
        self.assertEqual((entry["passed"], entry["level"]), (True, "hostile input"))
        cases = {check["name"]: check["cases"] for check in entry["checks"] if check["verdict"] == "passed"}
        self.assertEqual(len(cases), 20)  # all but forged: there the last on a path is the sender
        self.assertGreaterEqual(min(cases.values()), 3, cases)
        self.assertEqual(self.verdicts(entry)["forged"], "not applicable")

    def test_one_with_a_process_for_each_agreement(self):
        entry = self.trial(SERVER, "--cases", 3, expect=HOLDS)
        self.assertEqual((entry["passed"], entry["level"]), (True, "hostile input"))
        verdicts = self.verdicts(entry)
        self.assertEqual({name for name, verdict in verdicts.items() if verdict != "passed"}, {"forged", "agreements"})
        self.assertEqual((verdicts["forged"], verdicts["agreements"]), ("not applicable", "not applicable"))

    def test_on_ports_that_it_takes_for_granted(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            base = min(free.getsockname()[1], 60_000)
        entry = self.trial(SERVER.replace("{base}", str(base)), "--base-port", base, "--cases", 2, "--check",
                           "om1-relays,om1-decides", expect=HOLDS)
        self.assertTrue(entry["passed"])

    def test_setups_may_be_restricted(self):
        entry = self.trial(SERVER, "--setups", "4,1", "--cases", 2, "--check", "om0-decides,om1-decides,relays",
                           expect=HOLDS)
        self.assertEqual(self.verdicts(entry),
                         {"om0-decides": "not applicable", "om1-decides": "passed", "relays": "passed"})


class WrongOnes(Http):
    """Those of the sample are in trial_http_mistakes_test.py."""

    def test_one_that_never_gets_done_in_silence_fails_there_and_not_before(self):
        entry = self.trial(SIMPLE, "--cases", 2, "--deadline-ms", 100, "--check",
                           "om0-decides,om1-relays,om1-decides,relays,decides,ties,silence-decides", timeout=SHORT, expect=VIOLATION)
        self.assertEqual(set(self.failing(entry)), {"silence-decides"})
        self.assertEqual(entry["level"], "any m")
        self.assertIn("isn't done", self.failing(entry)["silence-decides"]["what"])

    def test_each_bad_one_is_told_by_what_it_does(self):
        for does, said in (("ends", "ended with exit code 7"), ("fails=/order", "with status 500"),
                           ("drops=/decide", "no answer to POST /decide"), ("fails=/status", "GET /status with status 500"),
                           ("quits=/decide", "ended with exit code 7")):
            with self.subTest(does):
                entry = self.trial(f"{SIMPLE} --does {does}", "--cases", 2, "--check", "om1-decides", timeout=SHORT,
                                   expect=VIOLATION, name=does.replace("=/", "-"))
                self.assertIn(said, self.failing(entry)["om1-decides"]["what"])

    def test_a_traitor_of_ours_is_found(self):
        entry = self.trial(f"{OURS} --traitor flip", "--cases", 5, "--check", "om1-relays", expect=VIOLATION)
        self.assertRegex(self.failing(entry)["om1-relays"]["what"], "it sends .* expected")

    def test_what_listens_nowhere(self):
        entry = self.trial(f"{PYTHON} -c 'print(1)'", "--cases", 1, "--check", "om1-decides", expect=VIOLATION)
        self.assertIn("ended with exit code 0 when asked for GET /status; its last words: 1",
                      self.failing(entry)["om1-decides"]["what"])


class Again(Http):
    def test_a_failure_is_shown_again_by_replay_and_by_trial(self):
        wrong = f"{SERVER} --mistake own-order-not-counted"
        failure = self.failing(self.trial(wrong, "--cases", 20, "--check", "om1-decides",
                                          timeout=SHORT, expect=VIOLATION))["om1-decides"]
        again = self.turncoat("replay", "--http", wrong, failure["file"], expect=VIOLATION)
        self.assertIn("it decides", again.stdout)
        self.turncoat("replay", "--http", SERVER, failure["file"], expect=HOLDS)
        self.turncoat("trial", "--http", wrong, "--check", "om1-decides", "--scenario", failure["file"],
                      expect=VIOLATION)

    def test_options_of_the_trial_are_in_the_command(self):
        wrong = f"{SERVER} --mistake own-order-not-counted"
        self.trial(wrong, "--cases", 20, "--check", "om1-decides", "--deadline-ms", 150, timeout=SHORT,
                   expect=VIOLATION)
        self.assertIn("turncoat trial --deadline-ms 150 --http ", (self.folder / "it" / "index.html").read_text())


class Ends(Http):
    def started(self, *arguments):
        run = subprocess.Popen([TURNCOAT, "trial", *map(str, arguments), "--progress", "--out", self.folder / "out"],
                               cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)
        self.addCleanup(run.stderr.close)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill)
        return run

    def left(self, marker):
        return [line for line in subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout.splitlines()
                if marker in line and "turncoat trial" not in line and "ps -eo" not in line]

    def test_nothing_is_left_after_a_signal_or_a_kill(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            marker = f"marker-{os.getpid()}-{number}"
            run = self.started("--http", f"it=sh -c 'exec {SERVER}' {marker}", "--cases", 1000, "--timeout", TIMEOUT)
            run.stderr.readline()  # it has begun
            run.send_signal(number)
            run.wait(timeout=60)
            for _ in range(600):
                if not self.left(marker):
                    break
                time.sleep(0.1)
            self.assertEqual(self.left(marker), [])

    def test_what_cant_be_run_is_bad_input(self):
        run = self.turncoat("trial", "--http", "no-such-program-there {id}", expect=BAD_INPUT)
        self.assertIn("no-such-program-there", run.stderr)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            run = self.turncoat("trial", "--http", SERVER, "--base-port", taken.getsockname()[1], expect=BAD_INPUT)
            self.assertIn("can't listen on port", run.stderr)


class InASandbox(Http):
    def setUp(self):
        super().setUp()
        why = self.why_no_sandbox("http")
        if why:
            self.skipTest(why)
        # A folder of its own, that another user can read.
        self.place = self.folder / "place"
        self.place.mkdir()
        self.folder.chmod(0o755)
        for source in (ROOT / "trial" / "samples" / "server.py",):
            (self.place / source.name).write_text(source.read_text())

    def test_it_is_tried_with_a_loopback_of_its_own(self):
        (self.place / "spy.py").write_text(
            "import socket, sys\n"
            "try:\n"
            "    socket.create_connection(('127.0.0.1', int(sys.argv.pop(1))), timeout=5)\n"
            "    sys.exit('it reached the others')\n"
            "except OSError:\n"
            "    exec(open('server.py').read())\n")
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            port = listener.getsockname()[1]
            command = f"python3 -B spy.py {port} {{id}} {{n}} {{m}} {{base}} {{deadline}}"
            run = subprocess.run([TURNCOAT, "trial", "--sandbox", "--http", f"it={command}", "--cases", "2", "--check",
                                  "om1-relays,om1-decides", "--timeout", str(TIMEOUT), "--out", self.folder / "out"],
                                 cwd=self.place, capture_output=True, text=True)
            self.assertEqual(run.returncode, HOLDS, run.stdout + run.stderr)
            listener.setblocking(False)
            with self.assertRaises(BlockingIOError):
                listener.accept()

    def test_two_entries_on_the_same_ports_dont_meet(self):
        server = "python3 -B server.py {id} {n} {m} {base} {deadline}"
        entries = [{"name": name, "kind": "http", "command": command, "folder": "place"}
                   for name, command in (("right", server), ("wrong", f"{server} --mistake one-round-too-few"))]
        listed = self.file("entries.json", json.dumps(entries))
        run = self.turncoat("trial", "--entries", listed, "--base-port", 8000, "--cases", 3, "--check",
                            "om1-relays,om1-decides", "--jobs", 2, "--timeout", SHORT, "--json", "--out",
                            self.folder / "out", expect=VIOLATION)
        results = {entry["name"]: entry for entry in json.loads(run.stdout)["entries"]}
        self.assertTrue(results["right"]["passed"])
        self.assertEqual(set(self.failing(results["wrong"])), {"om1-relays"})
        self.assertFalse((self.folder / "out" / "finished").exists())


main()
