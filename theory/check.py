"""Compiles a theory, and counts the theorems that rest on nothing.

usage: check.py SOURCE BUILD COUNT

Copies SOURCE to BUILD, and there compiles the files that _CoqProject names, in its order; SOURCE is
only read. Every theorem of statements.v is to be closed under the global context: Coq's words for a
proof without axioms. There have to be COUNT of them.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

CLOSED = "Closed under the global context"


def compiled(build, file, flags):
    """What Coq prints."""
    run = subprocess.run(["coqc", "-q", *flags, file], cwd=build, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{run.stdout}{run.stderr}{file} is not proved")
    return run.stdout


def main():
    source, build, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    project = (source / "_CoqProject").read_text().split()
    files = [word for word in project if word.endswith(".v")]
    unnamed = {file.name for file in source.glob("*.v")} - set(files)
    if unnamed:
        sys.exit(f"{', '.join(sorted(unnamed))}: not in _CoqProject")
    flags = [word for word in project if word not in files and word != "-arg"]

    if build.exists():
        if not (build / "_CoqProject").exists():
            sys.exit(f"{build} is there and holds no theory: not replaced")
        shutil.rmtree(build)
    shutil.copytree(source, build)
    printed = {file: compiled(build, file, flags) for file in files}
    statements = printed["statements.v"]
    theorems = re.findall(r"^Theorem (\w+)", (source / "statements.v").read_text(), re.M)
    closed = statements.splitlines().count(CLOSED)
    lines = sum((source / file).read_text().count("\n") for file in files)
    print(f"{len(files)} files compiled, {lines} lines: {', '.join(theorems)}")
    print(f"{len(theorems)} theorems, {closed} of them closed, expected {count}")
    if not len(theorems) == closed == count:
        sys.exit(statements)


main()
