"""Includes point upward only: a folder may include itself and the folders above it (MAY_INCLUDE).

The folder of a file is the longest one of the table that holds it.

usage: check_includes.py ROOT
"""

import re
import sys
from pathlib import Path

# What each folder builds on. What those may include, it may include too.
BUILDS_ON = {
    "support": [],
    "support/page": ["support"],
    "core": ["support"],
    "core/om": ["core"],  # and on that each engine, a folder in it: see with_engines
    "adversaries": ["core"],
    "properties": ["adversaries"],  # and the engines
    "properties/prove/sat": ["properties"],
    "properties/prove/levels": ["properties"],
    "properties/prove/exhaustion": ["properties"],
    "properties/prove/minimum": ["properties"],
    "properties/prove": [
        "properties/prove/sat",
        "properties/prove/levels",
        "properties/prove/exhaustion",
        "properties/prove/minimum",
    ],
    "properties/hunt": ["properties/prove/minimum"],
    "properties/claims": ["properties/hunt"],
    "generals/http": ["support"],
    "generals": ["properties", "generals/http"],
    "generals/cluster": ["generals"],
    "trial": ["properties/claims", "generals/cluster", "support/page"],
    "fuzz": ["properties/prove", "trial"],
    "bench": ["properties/prove", "trial"],
    "theory": ["properties/claims"],
    "bench/report": ["bench", "support/page"],
    "cli": ["fuzz", "bench/report"],
}

# Tests, and headers that only tests include, may also use what is built on their folder.
TESTS_ALSO = {
    "core": ["core/om"],
    "adversaries": ["core/om/simulation"],
    "properties/hunt": ["properties/claims", "properties/prove"],
    "properties/prove": ["properties/claims"],
    "properties/prove/sat": ["properties/prove", "properties/claims"],
    "properties/prove/levels": ["properties/prove", "properties/claims"],
    "properties/prove/exhaustion": ["properties/prove", "properties/claims"],
    "properties/prove/minimum": ["properties/prove/sat", "properties/claims"],
}


def with_engines(root):
    """Any folder in core/om/ is an engine."""
    for folder in sorted((root / "core" / "om").glob("*/")):
        engine = f"core/om/{folder.name}"
        BUILDS_ON[engine] = ["core/om"]
        BUILDS_ON["properties"].append(engine)


def rooms():
    return sorted(BUILDS_ON, key=len, reverse=True)


def room_of(path):
    """The longest folder of the table that holds the file; None outside of them."""
    return next((room for room in rooms() if path.startswith(room + "/")), None)


def with_all_above(rooms):
    above = set()
    waiting = list(rooms)
    while waiting:
        room = waiting.pop()
        if room not in above:
            above.add(room)
            waiting += BUILDS_ON[room]
    return above


def may_include(path):
    room = room_of(path)
    rooms = with_all_above([room])
    if re.search(r"(_test\.cpp|testing\.hpp)$", path):
        rooms |= with_all_above(TESTS_ALSO.get(room, []))
    return rooms


def wrong_includes(root):
    """(checked, wrong): how many includes of ours were seen, and a line for each wrong one."""
    checked, wrong = 0, []
    for top in sorted({room.split("/")[0] for room in rooms()}):
        for file in sorted((root / top).rglob("*.?pp")):
            path = str(file.relative_to(root))
            allowed = may_include(path)
            for number, line in enumerate(file.read_text().splitlines(), 1):
                include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if include is None:
                    continue
                checked += 1
                prefix, _, target = include[1].partition("/")
                if prefix != "turncoat" or room_of(target) is None:
                    wrong.append(f'{path}:{number}: "{include[1]}" is not turncoat/FOLDER/…')
                elif room_of(target) not in allowed:
                    wrong.append(f"{path}:{number}: {room_of(path)}/ must not include {target}")
    return checked, wrong


def main():
    root = Path(sys.argv[1])
    with_engines(root)
    checked, wrong = wrong_includes(root)
    print("\n".join(wrong))
    print(f"{checked} includes checked, {len(wrong)} wrong")
    sys.exit(1 if wrong or checked == 0 else 0)


main()
