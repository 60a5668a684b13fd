#!/usr/bin/env python3
"""What each target of a Ninja build took to compile and link, the longest first.

usage: build_cost.py BUILD [MOST]     MOST: how many targets; 12 by default

Seconds are as Ninja logged them, of the last time that each file was made: on a loaded machine
they are longer.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

LOG_COLUMNS = 5  # begin and end in ms, modification time, output, hash of the command


def seconds_by_target(log):
    """{target: seconds}, of a text in the format of .ninja_log."""
    seconds_by_file = {}
    for line in log.splitlines():
        columns = line.split("\t")
        if len(columns) == LOG_COLUMNS:
            begin, end, _, output, _ = columns
            seconds_by_file[output] = (int(end) - int(begin)) / 1000
    by_target = defaultdict(float)
    for output, seconds in seconds_by_file.items():
        compiled = re.search(r"CMakeFiles/([^/]+)\.dir/.*\.o$", output)
        by_target[compiled[1] if compiled else "linking and the rest"] += seconds
    return by_target


def main():
    build = Path(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    log = build / ".ninja_log"
    if not log.exists():
        sys.exit(f"build_cost.py: {log}: no such file")
    by_target = sorted(seconds_by_target(log.read_text()).items(), key=lambda cost: -cost[1])
    print(f"{sum(seconds for _, seconds in by_target):8.1f} s  all of {build}")
    for target, seconds in by_target[:most]:
        print(f"{seconds:8.1f} s  {target}")


if __name__ == "__main__":
    main()
