"""Includes point upward only: a folder may include itself and the folders listed with it.

usage: check_includes.py ROOT
"""

import re
import sys
from pathlib import Path

PROPERTIES_AND_ABOVE = {"properties", "adversaries", "core"}
MAY_INCLUDE = {
    "core": set(),
    "adversaries": {"core"},
    "properties": {"adversaries", "core"},
    "fuzz": PROPERTIES_AND_ABOVE,
    "bench": PROPERTIES_AND_ABOVE,
    "cli": PROPERTIES_AND_ABOVE | {"fuzz", "bench"},
}


def wrong_includes(root):
    """(checked, wrong): how many includes of ours were seen, and a line for each wrong one."""
    checked, wrong = 0, []
    for folder, allowed in MAY_INCLUDE.items():
        for file in sorted((root / folder).rglob("*.?pp")):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if include is None:
                    continue
                checked += 1
                target = include[1].split("/")[0]
                if target != folder and target not in allowed:
                    place = file.relative_to(root)
                    wrong.append(f"{place}:{number}: {folder}/ must not include {include[1]}")
    return checked, wrong


def main():
    checked, wrong = wrong_includes(Path(sys.argv[1]))
    print("\n".join(wrong))
    print(f"{checked} includes checked, {len(wrong)} wrong")
    sys.exit(1 if wrong or checked == 0 else 0)


main()
