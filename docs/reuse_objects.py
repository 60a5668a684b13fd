"""A compiler launcher for a copy of the project: takes the object of an earlier build where nothing
that went into it differs, and compiles otherwise.

usage: reuse_objects.py SOURCE BUILD COMPILER ARGUMENT…

Works inside the copy's build folder, COPY/build/PRESET, which is configured as BUILD is.
"""

import shutil
import subprocess
import sys
from pathlib import Path


def dependencies(build, built):
    """What the object was made from, as ninja noted it; nothing if it is out of date."""
    ended = subprocess.run(
        ["ninja", "-C", build, "-t", "deps", built], capture_output=True, text=True, check=False
    )
    head, *files = ended.stdout.splitlines() or [""]
    return [Path(build, line.strip()) for line in files if line] if "(VALID)" in head else []


def in_copy(file, source, build):
    """The copy's own file in the place of one of the project or of its build; others as they are."""
    if file.is_relative_to(build):
        return Path.cwd() / file.relative_to(build)
    return Path.cwd().parents[1] / file.relative_to(source) if file.is_relative_to(source) else file


def is_same(file, copy, built):
    return (
        file.stat().st_mtime <= built.stat().st_mtime
        and copy.is_file()
        and file.read_bytes() == copy.read_bytes()
    )


def main():
    source, build, command = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    if "-c" in command:
        built = command[command.index("-o") + 1]
        files = dependencies(build, built)
        now = [in_copy(file, source, build) for file in files]
        if now != files and all(is_same(file, copy, build / built) for file, copy in zip(files, now)):
            shutil.copy(build / built, built)
            note = command[command.index("-MF") + 1]
            Path(note).write_text(f"{built}: " + " ".join(map(str, now)) + "\n")
            return 0
    return subprocess.run(command, check=False).returncode


sys.exit(main())
