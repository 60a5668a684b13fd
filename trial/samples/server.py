#!/usr/bin/env python3
"""One general of OM(m) behind HTTP, of the standard library alone.

A starting point for your own: turncoat trial --http 'python3 server.py {id} {n} {m} {base} {deadline}'
General i listens on 127.0.0.1, at port BASE + i. DEADLINE: how many milliseconds a round lasts at most.
--mistake NAME gets one thing wrong (--help lists them), to see what a trial says about it.
"""

import argparse
import http.client
import http.server
import json
import os
import queue
import threading
import time

MISTAKES = {
    "tie-means-attack": "half of the votes is taken for a majority",
    "silence-means-attack": "a message that doesn't come counts as attack",
    "own-order-not-counted": "it polls the others only",
    "first-heard-wins": "the order that comes first is obeyed, without a vote",
    "one-round-too-few": "it relays nothing in the last round",
    "sends-twice": "every message goes out twice",
    "forgets-silence": "it relays only what it was told",
    "waits-for-ever": "its rounds have no deadline",
    "counts-late": "a message counts whenever it comes",
    "crashes-on-malformed": "a path that can't be ends it",
}


class General:
    def __init__(self, given):
        self.me, self.n, self.m, self.mistake = given.id, given.n, given.m, given.mistake
        self.base, self.deadline = given.base, given.deadline / 1000
        self.heard = {}  # order by path, a tuple: the commander first, the sender last
        self.round, self.started = 1, None
        self.lock = threading.Lock()
        self.outboxes = {g: queue.Queue() for g in range(self.n) if g != self.me}
        for peer, outbox in self.outboxes.items():
            threading.Thread(target=self.deliver, args=(peer, outbox), daemon=True).start()
        threading.Thread(target=self.watch_the_clock, daemon=True).start()

    def deliver(self, peer, outbox):
        """One connection to a peer, for all that it is told."""
        connection = http.client.HTTPConnection("127.0.0.1", self.base + peer)
        while True:
            path, value = outbox.get()
            body = json.dumps({"path": path, "value": value})
            for _ in range(2 if self.mistake == "sends-twice" else 1):
                connection.request("POST", "/order", body, {"Content-Type": "application/json"})
                connection.getresponse().read()

    def watch_the_clock(self):
        while True:
            time.sleep(self.deadline / 20)
            with self.lock:
                self.end_rounds()

    def others(self, path):
        """Those whom a path goes to, or is relayed by: neither on it nor this general."""
        return [g for g in range(self.n) if g not in path and g != self.me]

    def paths(self, length):
        """All paths of that length that this general may be told."""
        if length == 1:
            return [(0,)]
        return [(*path, g) for path in self.paths(length - 1) for g in self.others(path)]

    def tell_others(self, path, order):
        for g in self.others(path):
            self.outboxes[g].put((path, order))

    def start(self, body):
        with self.lock:
            self.started = self.started or time.monotonic()
            if self.me == 0:
                self.heard[()] = body["order"]
                self.tell_others((0,), body["order"])
                self.round = self.m + 2  # it hears nobody
        return 200, {"ok": True}

    def take(self, body):
        path, value = body.get("path"), body.get("value")
        if not self.is_possible(path) or value not in ("attack", "retreat"):
            if self.mistake == "crashes-on-malformed":
                os._exit(1)
            return 400, {"error": "that can't be"}
        with self.lock:
            if len(path) < self.round and self.mistake != "counts-late":
                return 409, {"error": "its round is over"}
            self.started = self.started or time.monotonic()
            self.heard.setdefault(tuple(path), value)
            self.end_rounds()
        return 200, {"ok": True}

    def is_possible(self, path):
        is_path = isinstance(path, list) and all(type(g) is int and 0 <= g < self.n for g in path)
        return (is_path and path[:1] == [0] and len(set(path)) == len(path) <= self.m + 1 and self.me not in path
                and self.me != 0)

    def end_rounds(self):
        """Those whose messages have all come, or whose time is over; what was heard is relayed."""
        while self.started and self.round <= self.m + 1 and (self.all_came() or self.time_is_over()):
            if self.round <= self.m and not (self.mistake == "one-round-too-few" and self.round == self.m):
                for path in self.paths(self.round):
                    if path in self.heard or self.mistake != "forgets-silence":
                        self.tell_others((*path, self.me), self.heard_or_silence(path))
            self.round += 1

    def all_came(self):
        return all(path in self.heard for path in self.paths(self.round))

    def time_is_over(self):
        return (time.monotonic() >= self.started + self.round * self.deadline
                and self.mistake != "waits-for-ever")

    def heard_or_silence(self, path):
        return self.heard.get(path, "attack" if self.mistake == "silence-means-attack" else "retreat")

    def resolve(self, path):
        heard = self.heard_or_silence(path)
        if len(path) == self.m + 1 or self.mistake == "first-heard-wins":
            return heard
        own = [] if self.mistake == "own-order-not-counted" else [heard]
        votes = own + [self.resolve((*path, g)) for g in self.others(path)]
        attack = 2 * votes.count("attack")
        if attack == len(votes) and self.mistake == "tie-means-attack":
            return "attack"
        return "attack" if attack > len(votes) else "retreat"

    def answer(self, method, target, body):
        """An HTTP status, and what the body says."""
        if (method, target) == ("POST", "/start"):
            return self.start(body)
        if (method, target) == ("POST", "/order"):
            return self.take(body)
        with self.lock:
            if (method, target) == ("GET", "/status"):
                return 200, {"done": self.round > self.m + 1}
            if (method, target) == ("POST", "/decide"):
                return 200, {"value": self.heard[()] if self.me == 0 else self.resolve((0,))}
        return 404, {"error": "no such request"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open
    disable_nagle_algorithm = True

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(text or "{}")
            if not isinstance(body, dict):
                raise ValueError("no object")
            status, said = self.server.general.answer(self.command, self.path.split("?")[0], body)
        except ValueError as error:
            status, said = 400, {"error": str(error)}
        answer = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="mistakes:\n" + "\n".join(f"  {name:24}{what}" for name, what in MISTAKES.items()))
    for name in ("id", "n", "m", "base", "deadline"):
        parser.add_argument(name, type=int)
    parser.add_argument("--mistake", choices=MISTAKES, metavar="NAME")
    given = parser.parse_args()
    http.server.ThreadingHTTPServer.request_queue_size = 128
    server = http.server.ThreadingHTTPServer(("127.0.0.1", given.base + given.id), Handler)
    server.general = General(given)
    server.serve_forever()


if __name__ == "__main__":
    main()
