"""That reuse_objects.py compiles what differs, and nothing else. The compiler is a script."""

import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

REUSE = Path(__file__).with_name("reuse_objects.py")
# An object holds all that went into it.
COMPILER = """#!/bin/sh
# compiler SOURCE HEADER -c -o OBJECT -MF NOTE
echo "$1 $2" >>"{log}"
cat "$1" "$2" >"$5"
echo "$5: $1 $2" >"$7"
"""
NINJA = """rule compile
  command = {compiler} $in -c -o $out -MF $out.d
  deps = gcc
  depfile = $out.d
build a.o: compile {source}/a.cpp include/a.hpp
"""


class Reuse(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = Path(folder.name)
        self.source, self.copy, self.build = root / "source", root / "copy", root / "build"
        self.log, self.compiler = root / "log", root / "compiler"
        self.compiler.write_text(COMPILER.format(log=self.log))
        self.compiler.chmod(stat.S_IRWXU)
        for tree in (self.source, self.copy):
            tree.mkdir()
            (tree / "a.cpp").write_text("source\n")
            (tree / "a.hpp").write_text("header\n")
        # Headers are included by a link in the build folder.
        for tree, build in ((self.source, self.build), (self.copy, self.copy / "build/release")):
            build.mkdir(parents=True)
            (build / "include").symlink_to(tree)
        ninja = NINJA.format(compiler=self.compiler, source=self.source)
        (self.build / "build.ninja").write_text(ninja)
        subprocess.run(["ninja", "-C", self.build], check=True, capture_output=True)
        self.log.write_text("")

    def compile_copy(self):
        """(the object, whether the compiler ran)"""
        files = [self.copy / "a.cpp", self.copy / "build/release/include/a.hpp"]
        subprocess.run(
            [sys.executable, REUSE, self.source, self.build, self.compiler, *files]
            + ["-c", "-o", "a.o", "-MF", "a.o.d"],
            cwd=self.copy / "build/release",
            check=True,
        )
        note = (self.copy / "build/release/a.o.d").read_text()
        self.assertEqual(note.split(), ["a.o:", *map(str, files)])
        return (self.copy / "build/release/a.o").read_text(), self.log.read_text() != ""

    def test_takes_the_object_of_the_same_files(self):
        self.assertEqual(self.compile_copy(), ("source\nheader\n", False))

    def test_compiles_where_the_source_or_a_header_differs(self):
        for name, made in (("a.hpp", "source\nother\n"), ("a.cpp", "other\nother\n")):
            (self.copy / name).write_text("other\n")
            self.assertEqual(self.compile_copy(), (made, True))
            self.log.write_text("")

    def test_compiles_where_the_earlier_object_is_out_of_date(self):
        (self.build / "a.o").write_text("older\n")
        os.utime(self.build / "a.o", (1, 1))
        self.assertEqual(self.compile_copy(), ("source\nheader\n", True))

    def test_compiles_where_there_was_no_earlier_build(self):
        (self.build / "build.ninja").unlink()
        self.assertEqual(self.compile_copy(), ("source\nheader\n", True))

    def test_ends_as_the_compiler_ends(self):
        ended = subprocess.run(
            [sys.executable, REUSE, self.source, self.build, "sh", "-ec", "exit 3"],
            cwd=self.copy / "build/release",
            check=False,
        )
        self.assertEqual(ended.returncode, 3)


unittest.main()
