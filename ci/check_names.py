"""A type's name means one type: two of one name in namespace turncoat are undefined behaviour as soon
as both are in one program, and the linker doesn't tell.

usage: check_names.py ROOT

Looks at the types that begin a line: those of a namespace, not of another type or function; what
stands in an unnamed namespace is of its file alone.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

TYPE = re.compile(
    r"^(?:struct|class|union|enum class|enum|using|concept)\s+(\w+)"
    r"(?=(?:\s+final)?(?:\s*:[^:][^{;()]*)?\s*\{|\s*=)",
    re.M,
)
UNNAMED = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.M | re.S)
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.M)


def types_of(text):
    """(namespace, name, line) of each."""
    text = UNNAMED.sub(lambda match: "\n" * match[0].count("\n"), text)
    namespace = NAMESPACE.search(text)
    for match in TYPE.finditer(text):
        line = text.count("\n", 0, match.start(1)) + 1
        yield namespace[1] if namespace else "", match[1], line


def main():
    root = Path(sys.argv[1])
    files = [f for f in sorted(root.rglob("*.?pp")) if "build" not in f.relative_to(root).parts]
    places = defaultdict(list)
    for file in files:
        for namespace, name, line in types_of(file.read_text()):
            places[namespace, name].append(f"{file.relative_to(root)}:{line}")
    wrong = 0
    for (_, name), found in sorted(places.items()):
        if len(found) > 1:
            print(f"{', '.join(found)}: {name} is {len(found)} types")
            wrong += 1
    print(f"{len(places)} types checked, {wrong} names of several")
    sys.exit(1 if wrong or not places else 0)


main()
