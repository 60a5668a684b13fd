"""turncoat general: real processes on loopback, driven as the article drives its own.

usage: general_test.py TURNCOAT CASES [unittest arguments]
"""

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import time

from command_line import TURNCOAT, CommandLine, main
from python_general import mac_of

LONG = 300  # seconds: for a machine ten times slower under load
DEADLINE_MS = 60_000  # of a round that nobody should wait for


def listening():
    """A socket that listens on a free port."""
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen(128)
    return made


class Generals(CommandLine):
    """A test's generals: processes that end with it."""

    def setUp(self):
        super().setUp()
        self.processes = {}
        self.addCleanup(self.end)

    def end(self):
        for process in self.processes.values():
            process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()

    def sockets(self, n):
        sockets = [listening() for _ in range(n)]
        for each in sockets:
            self.addCleanup(each.close)
        self.ports = [each.getsockname()[1] for each in sockets]
        self.hosts = self.file("hosts", "".join(f"127.0.0.1:{port}\n" for port in self.ports))
        return sockets

    def start(self, g, n, m, listens, *options, deadline=DEADLINE_MS):
        """General g, on a socket that listens already, so that nobody takes its port."""
        descriptor = listens.fileno()
        process = subprocess.Popen(
            [TURNCOAT, "general", "--id", str(g), "--n", str(n), "--m", str(m), "--hosts", self.hosts,
             "--listen-fd", str(descriptor), "--deadline-ms", str(deadline), *map(str, options)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[descriptor])
        self.processes[g] = process
        self.assertEqual(process.stdout.readline().decode(),
                         f"general {g} of {n} listens on port {self.ports[g]}\n")

    def army(self, n, m, traitors=(), strategy="flip", options=(), without=(), deadline=DEADLINE_MS):
        sockets = self.sockets(n)
        for g in set(range(n)) - set(without):
            lies = ["--traitor", strategy, "--conspirators", ",".join(map(str, traitors))]
            self.start(g, n, m, sockets[g], *(lies if g in traitors else []), *options, deadline=deadline)
        return sockets

    def ask(self, g, method, target, body=None, kind="application/json"):
        """Status and JSON of the answer."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.ports[g], timeout=LONG)) as to:
            headers = {"Content-Type": kind} if kind else {}
            to.request(method, target, body if isinstance(body, (str, bytes, type(None))) else json.dumps(body),
                       headers)
            answer = to.getresponse()
            return answer.status, json.loads(answer.read())

    def told(self, g, path, value="attack", **more):
        return self.ask(g, "POST", "/order", {"path": path, "value": value, **more})

    def status(self, g, target="/status"):
        code, status = self.ask(g, "GET", target)
        self.assertEqual(code, 200)
        return status

    def wait_until(self, seen, why):
        end = time.monotonic() + LONG
        while not seen():
            self.assertLess(time.monotonic(), end, why)
            time.sleep(0.01)

    def decided(self, generals, **body):
        """As the article's driver does: /status until all are done, then /decide."""
        name = body.get("agreement")
        target = f"/status?agreement={name}" if name else "/status"
        for g in generals:
            self.wait_until(lambda: self.status(g, target)["done"], f"general {g} is never done")
        answers = {g: self.ask(g, "POST", "/decide", body) for g in generals}
        self.assertEqual({code for code, _ in answers.values()}, {200})
        return {str(g): answer["value"] for g, (_, answer) in answers.items()}

    def agreed(self, n, order="attack", traitors=()):
        self.assertEqual(self.ask(0, "POST", "/start", {"order": order}), (200, {"ok": True}))
        return self.decided(sorted(set(range(1, n)) - set(traitors)))

    def simulated(self, n, m, traitors, strategy, order="attack"):
        run = self.turncoat("run", "--n", n, "--m", m, "--order", order, "--adversary", strategy, "--json",
                            "--traitors", ",".join(map(str, traitors)) or "none",
                            expect=(0, 1))
        return json.loads(run.stdout)["decisions"]

    def turncoat(self, *arguments, expect=0, stdin=b""):
        if expect != (0, 1):
            return super().turncoat(*arguments, expect=expect, stdin=stdin)
        run = subprocess.run([TURNCOAT, *map(str, arguments)], capture_output=True, timeout=LONG)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return run


class TheArticlesDriver(Generals):
    def test_decides_as_the_simulation_with_every_strategy(self):
        strategies = [each["name"] for each in self.json("strategies")]
        # Whose traitors say something to everybody, so that nobody waits for a deadline.
        spoken = [name for name in strategies if name not in ("silent", "crash", "scripted")]
        self.assertGreaterEqual(len(spoken), 9)
        runs = 0
        for strategy in spoken:
            for n, m, traitors in ((4, 1, [3]), (7, 2, [0, 5])):
                with self.subTest(strategy=strategy, n=n):
                    self.army(n, m, traitors, strategy)
                    self.assertEqual(self.agreed(n, traitors=traitors),
                                     self.simulated(n, m, traitors, strategy))
                    self.end()
                    runs += 1
        self.assertEqual(runs, 2 * len(spoken))

    def test_nothing_is_lost_at_ten_generals(self):
        self.army(10, 3, [1, 4, 9], "random")
        self.assertEqual(self.agreed(10, traitors=[1, 4, 9]), self.simulated(10, 3, [1, 4, 9], "random"))
        # A general may be done before it has delivered to those that are not.
        self.wait_until(lambda: sum(self.status(g)["delivered"] for g in range(10)) == 3609, "3,609 messages")
        for g in range(10):
            status = self.status(g)
            self.assertEqual((status["missing"], status["late"], status["refused"], status["dropped"]),
                             ({}, {}, 0, 0))

    def test_each_message_may_be_a_request_of_its_own(self):
        self.army(7, 2, [0, 5], options=["--one-by-one"])
        self.assertEqual(self.agreed(7, traitors=[0, 5]), self.simulated(7, 2, [0, 5], "flip"))

    def test_at_ports_from_a_base_on(self):
        # Four ports in a row that were free a moment ago; if one is taken meanwhile, four others.
        for _ in range(20):
            with listening() as first:
                base = first.getsockname()[1]
            if base + 3 > 65535:
                continue
            self.ports = [base + g for g in range(4)]
            for g in range(4):
                self.processes[g] = subprocess.Popen(
                    [TURNCOAT, "general", "--id", str(g), "--n", "4", "--m", "1", "--base-port", str(base),
                     "--deadline-ms", str(DEADLINE_MS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            if all(process.stdout.readline() for process in self.processes.values()):
                break
            self.end()
        self.assertEqual(self.agreed(4, order="retreat"), {"1": "retreat", "2": "retreat", "3": "retreat"})


class Rounds(Generals):
    def test_who_waits_for_a_silent_traitor_is_late_for_nobody(self):
        # Traitor 3 is silent towards 1 only: 1 waits to the end of round 2, the others don't.
        strategy = self.file("silence.json", json.dumps({"strategy": "scripted", "lies": [
            {"path": [0, 3], "to": [1], "says": "silence"}]}))
        deadline = 3000
        for _ in range(4):  # a machine too slow for this deadline says nothing: a longer one
            self.army(7, 2, [3], f"@{strategy}", deadline=deadline)
            for g in range(7):
                self.assertEqual(self.ask(g, "POST", "/start", {"order": "attack"})[0], 200)
            decisions = self.decided([1, 2, 4, 5, 6])
            if not any(self.status(g)["late"] for g in (1, 2, 4, 5, 6)):
                break
            self.end()
            deadline *= 4
        self.assertEqual(set(decisions.values()), {"attack"})
        self.assertEqual(self.status(1)["missing"], {"3": 1})
        for g in (2, 4, 5, 6):
            self.assertEqual((g, self.status(g)["missing"]), (g, {}))
        for g in range(7):
            self.assertEqual((self.status(g)["late"], self.status(g)["dropped"]), ({}, 0))

    def test_a_peer_that_never_answers_delays_nobody_else(self):
        # Nobody is behind general 3's socket: it takes connections, and no request.
        self.army(4, 1, without=[3], deadline=2000)
        for g in (0, 1, 2):
            self.ask(g, "POST", "/start", {"order": "attack"})
        self.assertEqual(self.decided([0, 1, 2]), {"0": "attack", "1": "attack", "2": "attack"})
        for g in (1, 2):
            self.assertEqual(self.status(g)["missing"], {"3": 1})

    def test_a_general_that_comes_late_is_tried_until_it_is_there(self):
        sockets = self.sockets(4)
        late = socket.socket()  # bound, so that nobody takes its port, and not listening yet
        late.bind(("127.0.0.1", 0))
        self.ports[3] = late.getsockname()[1]
        self.file("hosts", "".join(f"127.0.0.1:{port}\n" for port in self.ports))
        for g in (0, 1, 2):
            self.start(g, 4, 1, sockets[g])
        self.ask(0, "POST", "/start", {"order": "attack"})
        self.wait_until(lambda: self.status(1)["missing"] == {"3": 1}, "general 1 has heard from 2")
        late.listen(16)
        self.addCleanup(late.close)
        self.start(3, 4, 1, late)
        self.assertEqual(self.decided([1, 2, 3]), {"1": "attack", "2": "attack", "3": "attack"})

    def test_an_early_message_counts_in_its_round(self):
        self.army(4, 1, without=[0, 2, 3])
        for path, value in ([0, 2], "retreat"), ([0, 3], "attack"), ([0, 3], "attack"):
            self.assertEqual(self.told(1, path, value), (200, {"ok": True}))
        self.assertEqual(self.told(1, [0, 3], "retreat"), (409, {"error": "second order for the same path"}))
        self.assertEqual(self.status(1)["round"], 1)
        self.assertFalse(self.status(1)["done"])
        self.assertEqual(self.told(1, [0], "attack"), (200, {"ok": True}))
        self.assertEqual(self.decided([1]), {"1": "attack"})
        self.assertEqual(self.ask(1, "GET", "/heard"), (200, {"rounds": ["a", "ra"]}))

    def test_a_message_after_its_round_is_refused_and_counted(self):
        self.army(4, 1, without=[0, 2, 3], deadline=1)
        self.ask(1, "POST", "/start", {"order": "attack"})
        self.assertEqual(self.decided([1]), {"1": "retreat"})
        self.assertEqual(self.told(1, [0, 2]), (409, {"error": "wrong round"}))
        self.assertEqual(self.status(1)["late"], {"2": 1})
        self.assertEqual(self.status(1)["missing"], {"0": 1, "2": 1, "3": 1})

    def test_several_agreements_at_once(self):
        self.army(4, 1, [3])
        for name, order in ("a", "attack"), ("b", "retreat"):
            self.assertEqual(self.ask(0, "POST", "/start", {"order": order, "agreement": name})[0], 200)
        self.assertEqual(self.ask(0, "POST", "/start", {"order": "retreat", "agreement": "a"}),
                         (409, {"error": "it has started with the other order"}))
        for name, order in ("a", "attack"), ("b", "retreat"):
            self.assertEqual(self.decided([1, 2], agreement=name), {"1": order, "2": order})
        self.assertFalse(self.status(1)["done"], "the one without a name")

    def test_the_query_may_name_the_agreement(self):
        self.army(2, 0)
        self.assertEqual(self.ask(0, "POST", "/start", {"order": "attack"})[0], 200)
        self.assertEqual(self.ask(0, "POST", "/start?agreement=b", {"order": "retreat"})[0], 200)
        self.assertEqual(self.decided([1]), {"1": "attack"})
        self.assertEqual(self.decided([1], agreement="b"), {"1": "retreat"})
        self.assertEqual(self.ask(1, "POST", "/decide?agreement=b", {}), (200, {"value": "retreat"}))
        self.assertEqual(self.ask(1, "POST", "/decide?agreement=c", {})[0], 409)
        self.assertEqual(self.ask(1, "POST", "/order?agreement=d", {"path": [0], "value": "attack"})[0], 200)
        self.assertEqual(self.decided([1], agreement="d"), {"1": "attack"})

    def test_agreements_that_are_over_make_room(self):
        self.army(2, 0)
        for i in range(200):
            self.assertEqual(self.ask(0, "POST", "/start", {"order": "attack", "agreement": str(i)})[0], 200)
            self.assertEqual(self.decided([1], agreement=str(i)), {"1": "attack"})

    def test_too_many_agreements_that_are_not_over_are_refused(self):
        self.army(4, 1, without=[0, 2, 3])
        for i in range(64):
            self.assertEqual(self.told(1, [0], agreement=str(i))[0], 200)
        self.assertEqual(self.told(1, [0], agreement="64"), (429, {"error": "64 agreements are under way"}))
        self.assertEqual(self.told(1, [0], agreement="5")[0], 200)
        # What is refused takes no room either.
        self.assertEqual(self.told(1, [0, 1], agreement="65")[0], 429)


class Refusals(Generals):
    def test_each_has_its_status_and_reason_and_changes_nothing(self):
        self.army(4, 1, without=[0, 2, 3])
        for path, reason in (
            ([], "path length is not the round"),
            ([0, 2, 3], "path length is not the round"),
            ([2], "commander not first"),
            ([0, 4], "unknown general"),
            ([0, -1], "unknown general"),
            ([0, 0], "repeated general"),
            ([0, 1], "receiver on the path"),
        ):
            self.assertEqual((path, self.told(1, path)), (path, (400, {"error": reason})))
        for method, target, body, kind, code, reason in (
            ("POST", "/order", "", "application/json", 400, "body: not JSON: "),
            ("POST", "/order", "[]", "application/json", 400, "body: at the top: found an array of 0, expected an object"),
            ("POST", "/order", '{"path":[0]}', "application/json", 400, 'body: at the top: the key "value" is missing'),
            ("POST", "/order", '{"path":[0],"value":"x"}', "application/json", 400, 'body: /value: found string "x"'),
            ("POST", "/orders", '{"orders":[7]}', "application/json", 400, "body: /orders/0: found number 7, expected an object"),
            ("POST", "/order", b"\xff\x00", "application/json", 400, "body: not JSON"),
            ("POST", "/order", '{"path":[0],"value":"attack"}', "text/plain", 415, "expected Content-Type: application/json"),
            ("POST", "/order", '{"path":[0],"value":"attack"}', None, 415, "expected Content-Type: application/json"),
            ("POST", "/start", '{"order":"silence"}', "application/json", 400, 'body: /order: found string "silence"'),
            ("POST", "/decide", "", None, 409, "not done"),
            ("GET", "/order", None, None, 405, "expected POST /order"),
            ("POST", "/status", None, None, 405, "expected GET /status"),
            ("GET", "/", None, None, 404, "expected /start, "),
            ("GET", "/heard", None, None, 404, "no such agreement"),
            ("POST", "/order", " " * (1 << 20) + " ", "application/json", 413, "found a body of more than 1048576 bytes"),
        ):
            with self.subTest(target=target, body=body and body[:40]):
                status, answer = self.ask(1, method, target, body, kind)
                self.assertEqual(status, code)
                self.assertEqual(list(answer), ["error"])
                self.assertTrue(answer["error"].startswith(reason), answer)
        self.assertEqual(self.ask(1, "GET", "/heard")[0], 404, "nothing has begun")

    def test_of_many_messages_those_that_are_right_count(self):
        self.army(4, 1, without=[0, 2, 3])
        orders = [{"path": path, "value": "attack"} for path in ([0], [0, 1], [0, 2], [5], [0, 3])]
        self.assertEqual(self.ask(1, "POST", "/orders", {"orders": orders}),
                         (400, {"error": "receiver on the path", "refused": 2}))
        self.assertEqual(self.decided([1]), {"1": "attack"})

    def test_a_kind_of_json_with_a_parameter_is_json(self):
        self.army(4, 1, without=[0, 2, 3])
        status, _ = self.ask(1, "POST", "/order", {"path": [0], "value": "attack"},
                             "Application/JSON; charset=utf-8")
        self.assertEqual(status, 200)


class Keys(Generals):
    def keys(self, n, folder="keys"):
        self.turncoat("keys", "--n", n, "-o", folder)
        return [self.folder / folder / f"general-{g}.json" for g in range(n)]

    def army_with_keys(self, files):
        sockets = self.sockets(len(files))
        for g, file in enumerate(files):
            self.start(g, len(files), 1, sockets[g], "--keys", file)

    def signed(self, keys, path, value, to, agreement="", by=None):
        """Told by the general that has these keys, to another one."""
        mac = mac_of(keys, agreement, path, to if by is None else by, value, to)
        return self.told(to, path, value, **({"agreement": agreement} if agreement else {}), mac=mac)

    def test_with_the_right_ones_they_agree(self):
        self.army_with_keys(self.keys(4))
        self.assertEqual(self.agreed(4), {"1": "attack", "2": "attack", "3": "attack"})
        self.assertEqual([self.status(g)["forged"] for g in range(4)], [0] * 4)

    def test_a_message_without_the_right_mac_is_refused_and_changes_nothing(self):
        files = self.keys(4)
        self.army_with_keys(files)
        keys = [json.loads(file.read_text()) for file in files]
        before = self.status(1)
        for wrong in ({}, {"mac": ""}, {"mac": "00"}, {"mac": "0" * 64}, {"mac": "x" * 64}):
            code, answer = self.told(1, [0], **wrong)
            why = "not the mac of its sender" if wrong.get("mac") else "no mac"
            self.assertEqual((code, answer), (403, {"error": why}))
        self.assertEqual(self.told(1, [0], mac=5)[0], 400)
        # What another general says in the commander's name; what was said to another, in another
        # agreement, of another path or value; what was said in another run.
        right = mac_of(keys[0], "", [0], 1, "attack", 1)
        for sent in (self.signed(keys[2], [0], "attack", 1), self.signed(keys[0], [0], "attack", 1, by=2),
                     self.told(1, [0], "attack", mac=right, agreement="noon"),
                     self.told(1, [0], "retreat", mac=right),
                     self.signed(json.loads(self.keys(4, "later")[0].read_text()), [0], "attack", 1)):
            self.assertEqual(sent, (403, {"error": "not the mac of its sender"}))
        after = self.status(1)
        self.assertEqual(after.pop("forged"), before.pop("forged") + 10)
        self.assertEqual(after, before)
        self.assertEqual(self.told(1, [0], "attack", mac=right)[0], 200)
        self.assertEqual(self.signed(keys[0], [0], "attack", 1, agreement="noon")[0], 200)

    def test_a_wrong_one_of_many_is_refused_by_itself(self):
        files = self.keys(4)
        self.army_with_keys(files)
        keys = [json.loads(file.read_text()) for file in files]
        orders = [{"path": [0, g], "value": "attack", "mac": mac_of(keys[g], "", [0, g], 1, "attack", 1)}
                  for g in (2, 3)]
        orders[0]["mac"] = orders[1]["mac"]
        code, answer = self.ask(1, "POST", "/orders", {"orders": orders})
        self.assertEqual((code, answer), (403, {"error": "not the mac of its sender", "refused": 1}))
        self.assertEqual(self.signed(keys[0], [0], "attack", 1)[0], 200)
        self.assertEqual(self.ask(1, "GET", "/heard")[1], {"rounds": ["a", "sa"]})

    def test_files_that_are_refused(self):
        files = self.keys(4)
        for file in files:
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertIn("exists already", self.refused("keys", "--n", 4, "-o", "keys"))
        general = "general", "--id", 1, "--n", 4, "--m", 1, "--keys"
        self.assertIn("found the keys of general 2, expected those of 1", self.refused(*general, files[2]))
        files[1].chmod(0o640)
        self.assertIn("found mode 0640, expected 0600", self.refused(*general, files[1]))
        self.assertIn("no-such-file", self.refused(*general, "no-such-file"))
        self.assertIn("forge needs --keys", self.refused(*general[:-1], "--fault", "forge"))

    def test_with_keys_it_may_listen_anywhere(self):
        files = self.keys(2)
        with socket.socket() as free:
            free.bind(("127.0.0.2", 0))
            port = free.getsockname()[1]
        general = "general", "--id", 0, "--n", 2, "--m", 0, "--listen", "127.0.0.2", "--base-port", port
        self.assertIn("expected --keys or --trust-the-network", self.refused(*general))
        process = subprocess.Popen([TURNCOAT, *map(str, general), "--keys", files[0]],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.processes[0] = process
        self.assertEqual(process.stdout.readline().decode(), f"general 0 of 2 listens on port {port}\n")
        with contextlib.closing(http.client.HTTPConnection("127.0.0.2", port, timeout=LONG)) as to:
            to.request("GET", "/status")
            self.assertEqual(to.getresponse().status, 200)


class Process(Generals):
    def test_a_signal_ends_it(self):
        for by in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            self.army(2, 0, without=[1])
            self.processes[0].send_signal(by)
            self.assertEqual(self.processes[0].wait(LONG), 0)
            self.assertEqual(self.processes[0].stderr.read(), b"")
            self.end()

    def test_a_signal_ends_it_while_others_are_silent(self):
        # It waits for an answer of general 1, which never comes, and has a connection of ours open.
        self.army(2, 0, without=[1])
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.ports[0])) as open_one:
            open_one.request("POST", "/start", '{"order":"attack"}', {"Content-Type": "application/json"})
            self.assertEqual(open_one.getresponse().read(), b'{"ok":true}')
            self.wait_until(lambda: self.status(0)["waiting"] == 1, "it has something to say")
            self.processes[0].terminate()
            self.assertEqual(self.processes[0].wait(LONG), 0)

    def test_what_it_cant_be_is_refused(self):
        taken = listening()
        self.addCleanup(taken.close)
        port = taken.getsockname()[1]
        general = "general", "--id", 0, "--n", 4, "--m", 1
        for arguments, error in (
            (("general", "--id", 4, "--n", 4, "--m", 1), "--id: found 4, expected 0 to 3"),
            (("general", "--id", 0, "--n", 4, "--m", 3), "m is 3, expected 0 to 2"),
            ((*general, "--base-port", port), f"can't listen on 127.0.0.1:{port}: Address already in use"),
            ((*general, "--base-port", 65533), "base port: found 65533, expected at most 65532 with 4 generals"),
            ((*general, "--listen", "0.0.0.0"), "expected --keys or --trust-the-network"),
            ((*general, "--listen", "nobody", "--trust-the-network"), "can't listen on nobody:8000"),
            ((*general, "--listen-fd", 99), "can't listen on descriptor 99: Bad file descriptor"),
            ((*general, "--traitor", "brave"), "brave"),
            (("general", "--id", 0, "--n", 64, "--m", 62), "about 5.4e+87 messages"),
            ((*general, "--hosts", "none"), "none: can't be read: No such file or directory"),
        ):
            with self.subTest(arguments):
                self.assertIn(error, self.refused(*arguments))

    def test_hosts_are_a_line_each(self):
        general = "general", "--id", 0, "--n", 2, "--m", 0, "--hosts", "hosts"
        for text, error in (
            ("", "hosts: found 0 lines, expected 2, one a general"),
            ("a:1\n", "hosts: found 1 lines, expected 2, one a general"),
            ("a:1\nb:2\nc:3\n", "hosts:3: found another line, expected 2, one a general"),
            ("a:1\nb\n", 'hosts:2: found "b", expected HOST:PORT'),
            ("a:1\nb:0\n", 'hosts:2: found "b:0", expected HOST:PORT'),
            ("a:1\nb:65536\n", 'hosts:2: found "b:65536"'),
            ("a:1\n:2\n", 'hosts:2: found ":2"'),
            ("::1:1\nb:2\n", 'hosts:1: found "::1:1"'),
            ("a:1\r\nb:2\n", "hosts:1: found "),
        ):
            with self.subTest(text):
                self.file("hosts", text)
                self.assertIn(error, self.refused(*general))

    def test_garbage_ends_nothing(self):
        self.army(4, 1, without=[0, 2, 3])
        for bytes_sent in (b"\0" * 5000, b"GET / HTTP/9.9\r\n\r\n", b"POST /order HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                           b"POST /order HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                           b"GET /status HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n"):
            with socket.create_connection(("127.0.0.1", self.ports[1]), timeout=LONG) as connection:
                with contextlib.suppress(ConnectionError):
                    connection.sendall(bytes_sent)
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(4096):
                        pass
        self.assertFalse(self.status(1)["done"])


main()
