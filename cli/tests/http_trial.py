"""What the tests of `turncoat trial --http` share."""

import json
import os
import sys
from pathlib import Path

from command_line import TURNCOAT, CommandLine

ROOT = Path(__file__).resolve().parents[2]
# The interpreter itself: a shim of it takes longer to start than a case to play.
PYTHON = f"{os.path.realpath(sys.executable)} -B"
SERVER = f"{PYTHON} {ROOT / 'trial' / 'samples' / 'server.py'} {{id}} {{n}} {{m}} {{base}} {{deadline}}"
# It relays each message the moment it comes, and knows no rounds.
SIMPLE = f"{PYTHON} {ROOT / 'cli' / 'tests' / 'python_general.py'} {{id}} {{n}} {{m}} {{traitor}} {{base}}"
OURS = f"{TURNCOAT} general --id {{id}} --n {{n}} --m {{m}} --base-port {{base}} --deadline-ms {{deadline}}"
# As long as a loaded machine may take over an answer; a failure is made small in 2.5 times as much.
TIMEOUT = 20
SHORT = 4


class Http(CommandLine):
    def trial(self, command, *more, expect, name="it", timeout=TIMEOUT):
        run = self.turncoat("trial", "--http", f"{name}={command}", "--out", self.folder / name, "--timeout", timeout,
                            "--json", *more, expect=expect)
        return json.loads(run.stdout)["entries"][0]

    def failing(self, entry):
        return {check["name"]: check["failure"] for check in entry["checks"] if "failure" in check}

    def verdicts(self, entry):
        return {check["name"]: check["verdict"] for check in entry["checks"]}
