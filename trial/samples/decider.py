#!/usr/bin/env python3
"""OM(m) as a function: a scenario a line in, the decisions of the loyal lieutenants a line out.

A starting point for your own: turncoat trial --decider 'python3 decider.py'
--mistake NAME gets one thing wrong (--help lists them), to see what a trial says about it.
"""

import argparse
import json
import sys

MISTAKES = {
    "tie-means-attack": "half of the votes is taken for a majority",
    "silence-means-attack": "a message that doesn't come counts as attack",
    "own-order-not-counted": "a lieutenant polls the others only",
    "own-order-counted-twice": "what it was told itself counts twice",
    "one-round-too-few": "the recursion stops at OM(1)",
    "path-members-vote": "generals on the path are polled, and are missing",
    "first-heard-wins": "the order that comes first is obeyed, without a vote",
    "traitors-decide": "the decisions of traitors are answered too",
    "never-flushes": "answers stay in its buffer",
    "slow": "takes its time over every answer",
}


class Run:
    """One scenario. A path is a tuple: the commander first, the sender last."""

    def __init__(self, scenario, mistake):
        self.n, self.m, self.order = scenario["n"], scenario["m"], scenario["order"]
        self.traitors = set(scenario["traitors"])
        self.mistake = mistake
        # What is not listed here, traitors relay faithfully.
        self.lies = {(tuple(lie["path"]), to): lie["says"] for lie in scenario["lies"] for to in lie["to"]}
        self.rounds = self.m + 1
        if mistake == "one-round-too-few" and self.m > 0:
            self.rounds -= 1

    def told(self, path, receiver, relayed):
        """What `receiver` hears for `path`, whose last general relays `relayed`."""
        says = self.lies.get((path, receiver), relayed)
        if says == "silence":
            return "attack" if self.mistake == "silence-means-attack" else "retreat"
        return says

    def majority(self, votes):
        attack = votes.count("attack")
        if self.mistake == "tie-means-attack":
            return "attack" if 2 * attack >= len(votes) else "retreat"
        return "attack" if 2 * attack > len(votes) else "retreat"

    def resolve(self, path, heard):
        """What each general that is not on the path takes for its order, by what each heard."""
        if len(path) == self.rounds or self.mistake == "first-heard-wins":
            return heard
        others = list(heard)
        resolved = {}
        for j in others:  # j commands the rest
            told = {i: self.told((*path, j), i, heard[j]) for i in others if i != j}
            resolved[j] = self.resolve((*path, j), told)
        result = {}
        for i in others:
            own = {"own-order-not-counted": 0, "own-order-counted-twice": 2}.get(self.mistake, 1)
            votes = [heard[i]] * own + [resolved[j][i] for j in others if j != i]
            if self.mistake == "path-members-vote":
                votes += ["retreat"] * len(path)
            result[i] = self.majority(votes)
        return result

    def decisions(self):
        heard = {i: self.told((0,), i, self.order) for i in range(1, self.n)}
        resolved = self.resolve((0,), heard)
        loyal = set(resolved) - (set() if self.mistake == "traitors-decide" else self.traitors)
        return {str(i): resolved[i] for i in sorted(loyal)}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="mistakes:\n" + "\n".join(f"  {name:24}{what}" for name, what in MISTAKES.items()))
    parser.add_argument("--mistake", choices=MISTAKES, metavar="NAME")
    mistake = parser.parse_args().mistake
    for line in sys.stdin:
        if mistake == "slow":
            import time
            time.sleep(3600)
        answer = {"decisions": Run(json.loads(line), mistake).decisions()}
        print(json.dumps(answer), flush=mistake != "never-flushes")


if __name__ == "__main__":
    main()
