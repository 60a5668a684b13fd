"""A general in Python, of the standard library alone: somebody else's program, for the tests.

usage: python_general.py ID N M TRAITOR BASE [--keys FILE] [--does WHAT]

It speaks the article's interface (docs/generals.md), relays each message the moment it comes, has no
rounds and no deadline. As a traitor it tells everybody the opposite, as a traitorous commander only
those with even numbers. --does is for tests of whoever runs it: wrong (loyal, and tells general 1 the
opposite), ends, sleeps (never listens), prints, closes (each connection after an answer), stays
(ignores SIGTERM), leaves=FILE (a process that nobody waits for, its number in the file), fails=PATH
(answers that with 500), drops=PATH (ends the connection instead), quits=PATH (ends then), boasts (its status has "orders", but it knows no /orders).
"""

import argparse
import hashlib
import hmac
import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONG = 300
OPPOSITE = {"attack": "retreat", "retreat": "attack"}


def mac_of(keys, agreement, path, receiver, value, peer):
    """As generals/keys.hpp has it."""
    name = agreement.encode()
    text = (bytes.fromhex(keys["run"]) + bytes([len(name)]) + name + bytes([len(path), *path, receiver])
            + bytes([value == "attack"]))
    return hmac.new(bytes.fromhex(keys["secrets"][str(peer)]), text, hashlib.sha512).hexdigest()[:64]


class General:
    def __init__(self, given):
        self.id, self.n, self.m = given.id, given.n, given.m
        self.is_traitor, self.does = given.traitor == 1, given.does
        self.keys = json.load(open(given.keys)) if given.keys else None
        self.order = None
        self.heard = {}  # by path
        self.lock = threading.Lock()
        self.queues = {}
        for peer in set(range(self.n)) - {self.id}:
            self.queues[peer] = queue.Queue()
            threading.Thread(target=self.deliver, args=(peer, given.base + peer), daemon=True).start()
        self.expected, paths = 0, 1
        for length in range(1, self.m + 2):
            self.expected += paths
            paths *= self.n - 1 - length

    def deliver(self, peer, port):
        """One connection to a peer; a message again if it broke before an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
        while True:
            body = self.queues[peer].get()
            for _ in range(20):
                try:
                    connection.request("POST", "/order", body, {"Content-Type": "application/json"})
                    connection.getresponse().read()
                    break
                except (OSError, http.client.HTTPException):
                    connection.close()
                    time.sleep(0.1)

    def send(self, path, value):
        for peer in set(range(self.n)) - set(path):
            says = value
            if (self.is_traitor and (self.id != 0 or peer % 2 == 0)) or (self.does == "wrong" and peer == 1):
                says = OPPOSITE[value]
            message = {"path": path, "value": says}
            if self.keys:
                message["mac"] = mac_of(self.keys, "", path, peer, says, peer)
            self.queues[peer].put(json.dumps(message))

    def start(self, body):
        self.order = body["order"]
        self.send([0], self.order)
        return {"ok": True}

    def take(self, body):
        path, value = body["path"], body["value"]
        if self.does == "ends":
            with self.lock:  # once, however many tell it something at the same time
                print("that is too much for me", flush=True)
                os._exit(7)
        if self.keys and body.get("mac") != mac_of(self.keys, "", path, self.id, value, path[-1]):
            return {"error": "not the mac of its sender"}
        with self.lock:
            if tuple(path) in self.heard:
                return {"ok": True}
            self.heard[tuple(path)] = value
        if len(path) <= self.m:
            self.send([*path, self.id], value)
        return {"ok": True}

    def resolved(self, path):
        votes = [self.heard.get(path, "retreat")]
        if len(path) <= self.m:
            votes += [self.resolved((*path, g)) for g in range(self.n) if g != self.id and g not in path]
        return "attack" if 2 * votes.count("attack") > len(votes) else "retreat"

    def answer(self, method, target, body):
        if self.does == f"fails={target}":
            return {"error": "out of order"}
        if (method, target) == ("POST", "/start"):
            return self.start(body)
        if (method, target) == ("POST", "/order"):
            return self.take(body)
        if (method, target) == ("GET", "/status"):
            boast = {"orders": 2048} if self.does == "boasts" else {}
            return {"done": self.order is not None or len(self.heard) == self.expected, **boast}
        if (method, target) == ("POST", "/decide"):
            return {"value": self.order or self.resolved((0,))}
        return None


def handler(general):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        timeout = LONG

        def do(self):
            if general.does == f"drops={self.path}":
                self.close_connection = True
                return
            if general.does == f"quits={self.path}":
                os._exit(7)
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else {}
            answer = general.answer(self.command, self.path, body)
            text = json.dumps(answer or {"error": "no such request"}).encode()
            failed = general.does == f"fails={self.path}"
            self.send_response(500 if failed else 200 if answer and "error" not in answer else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            self.close_connection = self.close_connection or general.does == "closes"

        do_GET = do_POST = do

        def log_message(self, *_):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser()
    for name in ("id", "n", "m", "traitor", "base"):
        parser.add_argument(name, type=int)
    parser.add_argument("--keys")
    parser.add_argument("--does", default="")
    given = parser.parse_args()
    if given.does == "sleeps":
        time.sleep(LONG)
    if given.does == "prints":
        sys.stdout.write("x" * 1_000_000)
        sys.stdout.flush()
    if given.does == "stays":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if given.does.startswith("leaves="):
        left = subprocess.Popen(["sleep", str(LONG)], start_new_session=True)
        with open(given.does.removeprefix("leaves="), "w") as file:
            file.write(str(left.pid))
    ThreadingHTTPServer.request_queue_size = 128
    ThreadingHTTPServer.daemon_threads = True
    ThreadingHTTPServer(("127.0.0.1", given.base + given.id), handler(General(given))).serve_forever()


if __name__ == "__main__":
    main()
