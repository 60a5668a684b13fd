#!/usr/bin/env python3
"""One general of OM(m), over standard input and output, in Maelstrom's node protocol.

A starting point for your own: turncoat trial --general 'python3 general.py'
--mistake NAME gets one thing wrong (--help lists them), to see what a trial says about it.
"""

import argparse
import json
import sys

MISTAKES = {
    "tie-means-attack": "half of the votes is taken for a majority",
    "silence-means-attack": "a message that doesn't come counts as attack",
    "own-order-not-counted": "it polls the others only",
    "own-order-counted-twice": "what it was told itself counts twice",
    "path-members-vote": "generals on the path are polled, and are missing",
    "first-heard-wins": "the order that comes first is obeyed, without a vote",
    "one-round-too-few": "it relays nothing in the last round",
    "relays-to-everybody": "it relays to generals on the path too",
    "relays-to-itself": "it sends what it relays to itself as well",
    "sends-twice": "every message goes out twice",
    "forgets-silence": "it relays only what it was told",
    "counts-late": "a message counts whenever it comes",
    "believes-forgeries": "it doesn't look who sent a message",
    "answers-by-arrival": "a tie is broken by the vote that came last",
    "crashes-on-malformed": "a path that can't be ends it",
    "mixes-agreements": "what it heard in the agreement before still counts",
    "never-flushes": "lines stay in its buffer",
}


class General:
    def __init__(self, me, n, mistake):
        self.me, self.n, self.mistake = me, n, mistake
        self.heard = {}  # order by path, a tuple: the commander first, the sender last

    def setup(self, m, order):
        self.m, self.order, self.round = m, order, 0
        if self.mistake != "mixes-agreements":
            self.heard = {}

    def others(self, path):
        """Those whom a path goes to, or is relayed by: neither on it nor this general."""
        return [g for g in range(self.n) if g not in path and g != self.me]

    def paths(self, length):
        """All paths of that length that this general may be told."""
        if length == 1:
            return [(0,)]
        return [(*path, g) for path in self.paths(length - 1) for g in self.others(path)]

    def begin_round(self, number):
        """The messages of a round: (path, receiver, order)."""
        self.round = number
        if number == 1:
            return self.to_others((0,), self.order) if self.me == 0 else []
        if self.me == 0 or (self.mistake == "one-round-too-few" and number > 2 and number == self.m + 1):
            return []
        sent = []
        for path in self.paths(number - 1):
            if path not in self.heard and self.mistake == "forgets-silence":
                continue
            sent += self.to_others((*path, self.me), self.heard_or_silence(path))
        return sent

    def to_others(self, path, order):
        receivers = self.others(path)
        if self.mistake == "relays-to-everybody" and len(path) > 2:
            receivers = receivers + [path[1]]
        if self.mistake == "relays-to-itself":
            receivers = receivers + [self.me]
        return [(path, g, order) for g in receivers] * (2 if self.mistake == "sends-twice" else 1)

    def heard_or_silence(self, path):
        return self.heard.get(path, "attack" if self.mistake == "silence-means-attack" else "retreat")

    def take(self, source, path, order):
        """A message; one that can't be is ignored, as is one out of its round."""
        is_path = isinstance(path, list) and all(type(g) is int and 0 <= g < self.n for g in path)
        is_possible = (
            is_path and path[:1] == [0] and len(set(path)) == len(path) and self.me not in path
            and order in ("attack", "retreat") and len(path) <= self.m + 1)
        if not is_possible:
            if self.mistake == "crashes-on-malformed":
                raise ValueError(f"what is {path}?")
            return
        if path[-1] != source and self.mistake != "believes-forgeries":
            return
        if len(path) != self.round and not (self.mistake == "counts-late" and len(path) < self.round):
            return
        self.heard.setdefault(tuple(path), order)
        self.last = order

    def resolve(self, path):
        heard = self.heard_or_silence(path)
        if len(path) == self.m + 1 or self.mistake == "first-heard-wins":
            return heard
        own = {"own-order-not-counted": 0, "own-order-counted-twice": 2}.get(self.mistake, 1)
        votes = [heard] * own + [self.resolve((*path, g)) for g in self.others(path)]
        if self.mistake == "path-members-vote":
            votes += ["retreat"] * len(path)
        attack = 2 * votes.count("attack")
        if attack == len(votes) and self.mistake == "tie-means-attack":
            return "attack"
        if attack == len(votes) and self.mistake == "answers-by-arrival":
            return self.last
        return "attack" if attack > len(votes) else "retreat"

    def decide(self):
        return self.order if self.me == 0 else self.resolve((0,))


def number(node):
    return int(node[1:])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="mistakes:\n" + "\n".join(f"  {name:24}{what}" for name, what in MISTAKES.items()))
    parser.add_argument("--mistake", choices=MISTAKES, metavar="NAME")
    mistake = parser.parse_args().mistake
    general = None
    for line in sys.stdin:
        message = json.loads(line)
        body = message["body"]
        answers = []
        if body["type"] == "init":
            general = General(number(body["node_id"]), len(body["node_ids"]), mistake)
            answer = {"type": "init_ok"}
        elif body["type"] == "setup":
            general.setup(body["m"], body.get("order"))
            answer = {"type": "setup_ok"}
        elif body["type"] == "round":
            answers = general.begin_round(body["round"])
            answer = {"type": "round_ok"}
        elif body["type"] == "order":
            general.take(number(message["src"]), body["path"], body["value"])
            continue
        elif body["type"] == "decide":
            answer = {"type": "decide_ok", "value": general.decide()}
        else:
            answer = {"type": "error", "code": 10, "text": f"what is {body['type']}?"}
        me = message["dest"]
        for path, receiver, order in answers:
            sent = {"type": "order", "path": path, "value": order}
            print(json.dumps({"src": me, "dest": f"n{receiver}", "body": sent}))
        answer["in_reply_to"] = body["msg_id"]
        print(json.dumps({"src": me, "dest": message["src"], "body": answer}), flush=mistake != "never-flushes")


if __name__ == "__main__":
    main()
