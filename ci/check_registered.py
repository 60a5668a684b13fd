"""Every source is built and every test is run: what stands in a folder is named in a table.

  *.cpp               in a CMakeLists.txt of its folder or of one above
  cli/tests/*_test.py in cli/CMakeLists.txt
  fuzz/*_fuzz.cpp     in fuzz/targets.txt, with a corpus
  adversaries/*.hpp   a Strategy of it in adversaries/catalogue.cpp

usage: check_registered.py ROOT
"""

import re
import sys
from pathlib import Path

FOLDERS = ["support", "core", "adversaries", "properties", "generals", "trial", "fuzz", "bench", "cli", "theory"]


def words_of(file):
    return set(re.findall(r"[\w./]+", file.read_text())) if file.is_file() else set()


def is_built(root, source):
    return any(
        str(source.relative_to(folder)) in words_of(folder / "CMakeLists.txt")
        for folder in source.parents
        if folder.is_relative_to(root)
    )


def main():
    root = Path(sys.argv[1])
    targets = words_of(root / "fuzz" / "targets.txt")
    checked, wrong = 0, []
    for folder in FOLDERS:
        for source in sorted((root / folder).rglob("*.cpp")):
            checked += 1
            if source.parent == root / "fuzz" and source.stem.endswith("_fuzz"):
                if source.stem not in targets:
                    wrong.append(f"{source.relative_to(root)} is not in fuzz/targets.txt")
                if not any((root / "fuzz" / "corpus" / source.stem).glob("*")):
                    wrong.append(f"{source.relative_to(root)} has no fuzz/corpus/{source.stem}/")
            elif not is_built(root, source):
                wrong.append(f"{source.relative_to(root)} is in no CMakeLists.txt")
    catalogue = words_of(root / "adversaries" / "catalogue.cpp")
    for header in sorted((root / "adversaries").glob("*.hpp")):
        for strategy in re.findall(r"^inline constexpr Strategy (\w+)", header.read_text(), re.M):
            checked += 1
            if strategy not in catalogue:
                wrong.append(f"{header.relative_to(root)}: {strategy} is not in adversaries/catalogue.cpp")
    # cli/tests/check_proof_test.py is the suite CheckProof.
    suites = words_of(root / "cli" / "CMakeLists.txt")
    for test in sorted((root / "cli" / "tests").glob("*_test.py")):
        checked += 1
        name = "".join(word.capitalize() for word in test.stem.removesuffix("_test").split("_"))
        if not {name, f"cli.{name}"} & suites:
            wrong.append(f"{test.relative_to(root)} is not in cli/CMakeLists.txt")
    print("\n".join(wrong))
    print(f"{checked} files checked, {len(wrong)} wrong")
    sys.exit(1 if wrong or checked == 0 else 0)


main()
