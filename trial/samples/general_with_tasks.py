#!/usr/bin/env python3
"""The general of general.py, on a node class that handles each message in a task of its own.

Many node libraries do so. Then a round may begin before the orders that came before it were
handled, unless the general says "acks": it answers each order, and the next round waits for that.
"""

import asyncio
import json
import random
import sys

from general import General, number


class Node:
    """Reads lines, and starts the handler of a message's type, without waiting for its end."""

    def __init__(self):
        self.handlers = {}
        self.me = None

    def say(self, dest, body):
        print(json.dumps({"src": self.me, "dest": dest, "body": body}), flush=True)

    def reply(self, message, body):
        self.say(message["src"], {**body, "in_reply_to": message["body"]["msg_id"]})

    async def run(self):
        loop = asyncio.get_running_loop()
        tasks = set()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            message = json.loads(line)
            self.me = message["dest"]
            task = asyncio.create_task(self.handlers[message["body"]["type"]](message))
            tasks.add(task)
            task.add_done_callback(tasks.discard)


def main():
    node = Node()
    general = None

    async def init(message):
        nonlocal general
        general = General(number(message["body"]["node_id"]), len(message["body"]["node_ids"]), None)
        node.reply(message, {"type": "init_ok"})

    async def setup(message):
        general.setup(message["body"]["m"], message["body"].get("order"))
        node.reply(message, {"type": "setup_ok", "acks": True})

    async def begin_round(message):
        for path, receiver, order in general.begin_round(message["body"]["round"]):
            node.say(f"n{receiver}", {"type": "order", "path": path, "value": order})
        node.reply(message, {"type": "round_ok"})

    async def order(message):
        await asyncio.sleep(random.random() / 1000)  # as handlers do that wait for something
        general.take(number(message["src"]), message["body"]["path"], message["body"]["value"])
        node.reply(message, {"type": "order_ok"})

    async def decide(message):
        node.reply(message, {"type": "decide_ok", "value": general.decide()})

    node.handlers = {"init": init, "setup": setup, "round": begin_round, "order": order, "decide": decide}
    asyncio.run(node.run())


if __name__ == "__main__":
    main()
