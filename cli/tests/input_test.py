"""What is read and written: files, standard input and output, names.

usage: input_test.py TURNCOAT CASES [unittest arguments]
"""

import json
import os
import re
import subprocess
import threading

from command_line import BAD_INPUT, CASES, TURNCOAT, UNDECIDED, VIOLATION, CommandLine, main

CASE = CASES / "ic2-n3-m1-lying-lieutenant.json"
FORMULA, PROOF = b"p cnf 1 2\n1 0\n-1 0\n", b"0\n"


class Input(CommandLine):
    def file_options(self):
        """(verb, option) of all that take a file's name, as the program itself lists them."""
        for verb in re.findall(r"^  ([a-z][a-z-]+) {2,}\S", self.turncoat("--help").stdout, re.MULTILINE):
            text = self.turncoat(verb, "--help").stdout
            for name in re.findall(r"^  (?:-\w,)?(--\S+) FILE", text, re.MULTILINE):
                yield verb, name
            for name in re.findall(r"^  (FILE|CNF|DRAT)\b", text, re.MULTILINE):
                yield verb, name

    def test_an_empty_name_is_refused(self):
        seen = set()
        for verb, name in self.file_options():
            arguments = [name, ""] if name.startswith("-") else [""] * 2 if verb == "check-proof" else [""]
            self.assertIn('found "", expected the name of a file', self.refused(verb, *arguments), name)
            seen.add((verb, name))
        self.assertEqual(
            seen,
            {("trial", "--out"), ("trial", "--scenario"), ("trial", "--junit"),
             ("trial", "--entries"), ("trial", "--csv"),
             ("run", "--save"), ("replay", "FILE"), ("shrink", "FILE"), ("shrink", "--out"),
             ("search", "--out"), ("prove", "--out"), ("prove", "--proof"), ("frontier", "--resume"),
             ("frontier", "--svg"), ("check-proof", "CNF"), ("check-proof", "DRAT"),
             ("general", "--hosts"), ("general", "--keys"), ("keys", "--out"), ("cluster", "--scenario"), ("cluster", "--save"),
             ("cluster", "--trace")},
        )

    def test_what_follows_a_nul_byte_is_refused(self):
        scenario = self.file("x.json", CASE.read_bytes() + b'\0{"n": 99 garbage')
        frontier = self.file("f.json", self.turncoat("frontier", "--n-max", 3, "--m-max", 1, "--json").stdout + "\0")
        strategy = self.file("s.json", b'"flip"\0"loyal"')
        for arguments in (
            ("replay", scenario),
            ("shrink", scenario),
            ("frontier", "--n-max", 3, "--m-max", 1, "--resume", frontier),
            ("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", f"@{strategy}"),
        ):
            error = self.turncoat(*arguments, expect=BAD_INPUT).stderr
            self.assertRegex(error, r"not JSON: byte \d+ is NUL")

    def test_standard_input_is_read(self):
        text = CASE.read_bytes()
        self.assertIn("as expected  -: violates IC2", self.turncoat("replay", "-", stdin=text).stdout)
        self.assertEqual(json.loads(self.turncoat("shrink", "-", stdin=text).stdout)["n"], 3)
        self.file("p.cnf", FORMULA)
        self.file("p.drat", PROOF)
        self.turncoat("check-proof", "-", "p.drat", stdin=FORMULA)
        self.turncoat("check-proof", "p.cnf", "-", stdin=PROOF)
        run = self.turncoat("replay", "-", stdin=b"{", expect=BAD_INPUT)
        self.assertTrue(run.stderr.startswith("turncoat: standard input: not JSON"), run.stderr)

    def test_pipes_are_read(self):
        for verb, texts in (("replay", [CASE.read_bytes()]), ("check-proof", [FORMULA, PROOF])):
            fifos = []
            for i, text in enumerate(texts):
                fifo = self.folder / f"{verb}-{i}"
                os.mkfifo(fifo)
                writer = threading.Thread(target=fifo.write_bytes, args=(text,))
                writer.start()
                self.addCleanup(writer.join)
                fifos.append(fifo)
            self.turncoat(verb, *fifos)

    def test_standard_output_gets_the_file_and_nothing_else(self):
        for arguments, expect in (
            (("search", "--n", 3, "--m", 1, "-o", "-"), VIOLATION),
            (("prove", "--n", 3, "--m", 1, "-o", "-"), VIOLATION),
            (("shrink", CASE, "-o", "-"), 0),
        ):
            run = self.turncoat(*arguments, expect=expect)
            self.assertEqual(json.loads(run.stdout)["format"], "turncoat-scenario/1", arguments)
            self.assertIn(run.stdout.count("\n"), range(5, 20))
            self.assertIn(
                "-o -: standard output is taken by --json", self.refused(*arguments, "--json")
            )
        saved = self.turncoat("run", "--n", 4, "--m", 1, "--traitors", 3, "--save", "-")
        self.assertEqual(json.loads(saved.stdout)["n"], 4)
        self.assertIn("general 1", saved.stderr)
        self.assertIn("--save -: standard output is taken by --json", self.refused(
            "run", "--n", 4, "--m", 1, "--save", "-", "--json"))
        self.assertIn("expected a file, which is read and written", self.refused(
            "frontier", "--n-max", 3, "--m-max", 1, "--resume", "-"))
        read, write = os.pipe()
        run = subprocess.run([TURNCOAT, "search", "--n", "3", "--m", "1", "-o", f"/dev/fd/{write}"],
                             pass_fds=[write], stdout=subprocess.DEVNULL, cwd=self.folder, timeout=300)
        os.close(write)
        self.assertEqual(run.returncode, VIOLATION)
        with open(read) as pipe:
            self.assertEqual(json.loads(pipe.read())["n"], 3)
        self.assertIn('--proof: found "-"', self.refused("prove", "--n", 4, "--m", 1, "--proof", "-"))
        self.assertEqual(list(self.folder.iterdir()), [])
        with open(self.folder / "out.json", "w") as out:
            subprocess.run([TURNCOAT, "search", "--n", "3", "--m", "1", "-o", "/dev/stdout"],
                           stdout=out, stderr=subprocess.DEVNULL, cwd=self.folder, timeout=300)
        self.assertEqual(json.loads((self.folder / "out.json").read_text())["n"], 3)

    def test_a_device_and_a_pipe_are_written_as_they_stand(self):
        self.turncoat("search", "--n", 3, "--m", 1, "-o", "/dev/null", expect=VIOLATION)
        self.assertFalse(os.path.isfile("/dev/null"))
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        read = []
        reader = threading.Thread(target=lambda: read.append(fifo.read_text()))
        reader.start()
        self.turncoat("run", "--n", 4, "--m", 1, "--save", fifo)
        reader.join()
        self.assertEqual(json.loads(read[0])["n"], 4)
        self.assertTrue(fifo.is_fifo())

    def test_errors_give_the_reason_of_the_system(self):
        loop, secret = self.folder / "loop", self.folder / "folder"
        loop.symlink_to(loop)
        secret.mkdir()
        for file, reason in (
            ("/nowhere/at-all", "No such file or directory"),
            (loop, "Too many levels of symbolic links"),
            (secret, "Is a directory"),
        ):
            for arguments in (("replay", file), ("shrink", file), ("check-proof", file, file)):
                run = self.turncoat(*arguments, expect=BAD_INPUT)
                self.assertEqual(run.stderr, f"turncoat: {file}: can't be read: {reason}\n")
        self.assertIn("expected at most 67108864 bytes", self.turncoat("replay", "/dev/zero", expect=BAD_INPUT).stderr)
        self.assertIn("Is a directory", self.refused("run", "--n", 4, "--m", 1, "--save", secret))

    def test_json_is_shown_as_it_was_written(self):
        self.assertIn("/m: found number -0, expected", self.refused("replay", self.file(
            "m.json", '{"format": "turncoat-scenario/1", "n": 4, "m": -0, "order": "attack", '
                      '"traitors": [], "lies": []}')))
        for written, shown in ("-0", "number -0"), ("null", "null"):
            error = self.refused(
                *("run", "--n", 4, "--m", 1, "--traitors", 3),
                *("--adversary", '{"strategy": "random", "seed": %s}' % written),
            )
            self.assertIn(f"/seed: found {shown}, expected", error)

    def test_long_arguments_are_shown_short(self):
        long = "x" * 100_000
        for arguments in (
            (long,), ("run", long), ("run", "--n", long), ("run", "--order", long),
            ("run", "--engine", long), ("run", "--traitors", long), ("run", f"--{long}"),
            ("run", "--n", 4, "--m", 1, "--adversary", long), ("replay", long),
        ):
            self.assertLess(len(self.turncoat(*arguments, expect=BAD_INPUT).stderr), 2100)

    def test_a_dash_before_a_name(self):
        self.file("-b.json", CASE.read_bytes())
        self.file("a.json", CASE.read_bytes())
        for arguments in (("--", "-b.json"), ("a.json", "--", "-b.json")):
            replayed = self.turncoat("replay", *arguments)
            self.assertEqual(replayed.stdout.count("as expected"), len(arguments) - 1)

    def test_unexpected_arguments_come_in_their_order(self):
        error = self.refused("search", "--n", 3, "--m", 1, "one", "--two", "three")
        self.assertIn('search: unexpected "one", "--two", "three"', error)

    def test_a_general_twice_and_a_reversed_range(self):
        run = "run", "--n", 9, "--m", 1, "--traitors"
        for traitors, error in (
            ("0-3,2", "general 2 comes twice"), ("5,5", "general 5 comes twice"),
            ("0-3,3-5", "general 3 comes twice"), ("5-3", 'found "5-3", expected the smaller general first: 3-5'),
        ):
            self.assertIn(error, self.refused(*run, traitors))
        self.assertEqual(
            self.json(*run, "0-2, 5", "--adversary", "loyal")["setup"]["traitors"], [0, 1, 2, 5]
        )

    def test_the_strategy_of_a_saved_run_is_told_short(self):
        lies = [{"path": [0, 3], "to": [1], "says": "retreat"}] + [{"path": [0, 3], "to": [], "says": "silence"}] * 500
        self.turncoat("run", "--n", 4, "--m", 1, "--traitors", 3, "--save", "s.json",
                      "--adversary", json.dumps({"strategy": "scripted", "lies": lies}))
        self.turncoat("replay", "s.json")


HOSTILE = {
    "C0": b"\x1b[2J", "C1": "\u009b31m".encode(), "raw C1": b"\x9b31m", "bidi": "\u202egpj.".encode(),
    "not UTF-8": b"\xff\xfe", "line": b"one\ntwo\rthree", "isolate": "\u2066x".encode(), "DEL": b"\x7f",
}


class Echo(CommandLine):
    """Whatever is shown of names, arguments and files is harmless to a terminal."""

    def shown(self, *arguments):
        run = subprocess.run(
            [TURNCOAT, *(a if isinstance(a, bytes) else str(a).encode() for a in arguments)],
            capture_output=True, cwd=self.folder, timeout=300, stdin=subprocess.DEVNULL,
        )
        self.assertIn(run.returncode, (0, VIOLATION, BAD_INPUT, UNDECIDED), arguments)
        for stream in run.stdout, run.stderr:
            text = stream.decode()  # UTF-8, or this fails
            self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", arguments)
        return run

    def test_names_of_files(self):
        for kind, bytes_ in HOSTILE.items():
            name = bytes_ + b".json"
            with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
                file.write(CASE.read_bytes())
            for arguments in (
                ("replay", name), ("replay", name, "--json"), ("replay", b"no-" + name),
                ("replay", name, "--time-limit", "0"), ("shrink", name, "-o", name),
                ("shrink", b"no-" + name), ("check-proof", name, name), ("check-proof", name, name, "--json"),
                ("search", "--n", 3, "--m", 1, "-o", name), ("search", "--n", 3, "--m", 1, "-o", name, "--json"),
                ("prove", "--n", 3, "--m", 1, "-o", name), ("prove", "--n", 4, "--m", 1, "--proof", name),
                ("prove", "--n", 4, "--m", 1, "--proof", name, "--json"),
                ("frontier", "--n-max", 3, "--m-max", 1, "--resume", b"f-" + name),
                ("frontier", "--n-max", 3, "--m-max", 1, "--svg", b"s-" + name),
                ("run", "--n", 4, "--m", 1, "--save", b"r-" + name),
                ("run", "--n", 4, "--m", 1, "--save", b"/proc/" + name),
            ):
                self.shown(*arguments)

    def test_arguments(self):
        for bytes_ in HOSTILE.values():
            for arguments in (
                (bytes_,), ("run", bytes_), ("run", "--" + bytes_.decode("latin-1")), ("run", "--n", bytes_),
                ("run", "--traitors", bytes_), ("run", "--order", bytes_), ("run", "--engine", bytes_),
                ("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", bytes_),
                ("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", b"@" + bytes_),
                ("run", "--n", 4, "--m", 1, "--adversary", b'{"strategy": "' + bytes_ + b'"}'),
                ("shrink", CASE, "--keep", bytes_),
            ):
                self.assertEqual(self.shown(*arguments).returncode, BAD_INPUT, arguments)

    def test_contents_of_files(self):
        scenario = json.loads(CASE.read_text())
        for kind, bytes_ in HOSTILE.items():
            text = bytes_.decode("latin-1" if kind in ("raw C1", "not UTF-8") else "utf-8")
            for key in "why", "found_by":
                named = self.file("why.json", json.dumps({**scenario, key: text}, ensure_ascii=False))
                self.shown("shrink", named)
                self.shown("shrink", named, "--json")
                self.shown("replay", named)
            self.shown("replay", self.file("key.json", json.dumps({**scenario, text: 1}, ensure_ascii=False)))
            self.shown("replay", self.file("bytes.json", b'{"format": "' + bytes_ + b'"}'))
            formula = self.file("x", b"p cnf 1 1\n" + bytes_ + b"X 0\n")
            self.shown("check-proof", formula, formula)
            self.shown("run", "--n", 4, "--m", 1, "--traitors", 3, "--adversary", f"@{named}")


main()
