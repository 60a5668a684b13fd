"""The libraries neither print, nor end the program, nor read its environment.

That is left to programs and to what only tests include.

usage: check_library.py ROOT
"""

import re
import sys
from pathlib import Path

FOLDERS = ["support", "core", "adversaries", "properties", "generals", "trial"]
# A bug of ours is said, and aborts, whatever the program; samples are programs; the rest is for tests.
LEFT_OUT = re.compile(r"(_test\.cpp|/samples/\w+\.cpp|testing\.hpp|generators\.[ch]pp|under_test\.hpp|support/check\.cpp)$")
FORBIDDEN = re.compile(
    r"\bfmt::print\(|\bstd::(printf|puts|fprintf|exit|abort|getenv)\(|\bstd::(cout|cerr)\b"
)


def main():
    root = Path(sys.argv[1])
    checked, wrong = 0, []
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.?pp")):
            path = str(file.relative_to(root))
            if LEFT_OUT.search(path):
                continue
            checked += 1
            for number, line in enumerate(file.read_text().splitlines(), 1):
                found = FORBIDDEN.search(line)
                if found:
                    wrong.append(f"{path}:{number}: a library must not use {found[0].rstrip('(')}")
    print("\n".join(wrong))
    print(f"{checked} files checked, {len(wrong)} wrong")
    sys.exit(1 if wrong or checked == 0 else 0)


main()
