"""Plays mutated files and command lines and says how the program ended.

usage: mutated_inputs_test.py TURNCOAT CASES [--runs N] [--seed S] [--only RUN]

A run is drawn from the seed and its number alone. It
  1. takes a command line that means something, with its files;
  2. damages one place of them, seldom up to four: bytes, spans, numbers, words, joints with
     another file; half the numbers become small ones, or most runs would be refused at once;
  3. ends badly if the program
       crashes: by a signal, or with an exit code that no verb has;
       hangs: hasn't ended after HANG_SECONDS;
       prints raw bytes: what is no UTF-8, moves the cursor or turns the text's direction; or an
         error that isn't on lines of its own, as where a file's name breaks the line;
       takes more memory than MOST_MIB.
Exit code 1 if any did, or if a verb was never both accepted and refused: such runs say little.
--only plays one run again, here, and shows what it read and printed.
"""

import argparse
import collections
import concurrent.futures
import gzip
import lzma
import os
import random
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HANG_SECONDS = 300
MOST_MIB = 1024
# What a sanitizer finds would end with exit code 1, as a violation does.
SANITIZERS = {
    "ASAN_OPTIONS": "abort_on_error=1",
    "UBSAN_OPTIONS": "abort_on_error=1:halt_on_error=1:print_stacktrace=1",
}
LEFT_OUT = {
    b"general": "runs until a signal; cluster starts it",
    b"trial": "what is damaged would be run",
}
ENDS = {0: "accepted", 1: "accepted", 2: "refused", 3: "undecided"}

HOSTILE = [
    b"\0", b"\n", b"\r", b"\t", b"\x1b[31m", b"\x1b]0;x\x07", b"\x7f", b"\b", b"\xc2\x9b31m",
    b"\x9b31m", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae",
    b"\xe2\x81\xa6", b"\xe2\x80\x8f", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\\u0000", b"\\u009b",
    b"\\u202e", b"\\ud800", b"\\n",
]
NUMBERS = [
    b"", b"0", b"-0", b"1", b"-1", b"+4", b" 4", b"010", b"0x7", b"4.5", b"1e9", b"1e999", b"5",
    b"7", b"62", b"63", b"64", b"65", b"256", b"2147483648", b"-9223372036854775808",
    b"18446744073709551615", b"18446744073709551616", b"9" * 400,
]
WORDS = [
    b"{}", b"[]", b"null", b"true", b'""', b"{", b"]", b",", b":", b'"', b"none", b"0-3,5", b"3-0",
    b"0, 5", b"--", b"-", b"@", b"--json", b"IC1", b"attack", b"c", b"p cnf 1 1", b"d 1 0", b"0",
    b"[" * 40, b"a" * 5000,
]
# Where a terminal obeys, or a line reads in another order than its bytes.
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def seeds(cases, engines):
    """(verb, arguments, files) that mean something; an argument FILE… stands for a file."""
    scenarios = [path.read_bytes() for path in sorted(cases.glob("*.json"))]
    lies = b'{"strategy": "scripted", "lies": [{"path": [0, 3], "to": [1], "says": "retreat"}]}'
    frontier = (
        b'{"format": "turncoat-frontier/1", "rows": [\n'
        b' {"n": 2, "m": 0, "k": 0, "commander": "loyal", "property": "IC2", "order": "attack",'
        b' "verdict": "holds"}\n]}'
    )
    cnf = b"p cnf 3 6\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 3 0\n-3 1 0\n-3 -1 0\n"
    binary = b"a\x04\0d\x02\x04\0a\x02\0a\0"
    drat = b"2 0\nd 1 2 0\n1 0\n0\n"
    limit = [b"--time-limit", b"1"]
    for scenario in scenarios:
        yield [b"replay", b"FILE0"], [scenario], []
        yield [b"replay", b"FILE0", b"FILE1", b"--json"], [scenario, scenarios[0]], []
        yield [b"shrink", b"FILE0"], [scenario], limit
    yield [b"shrink", b"FILE0", b"--minimum", b"--json"], [scenarios[-4]], limit
    run = [b"run", b"--n", b"4", b"--m", b"1", b"--traitors", b"0,3"]
    for adversary in b"two-faced", b"random", b'{"strategy": "flip"}', lies:
        for engine in engines:
            yield [*run, b"--adversary", adversary, b"--engine", engine], [], []
    for more in [b"--json"], [b"--trace"], [b"--order", b"retreat", b"--seed", b"7"]:
        yield [*run, b"--adversary", b"@FILE0", *more], [lies], []
    yield [*run, b"--adversary", lies, b"--save", b"OUT"], [], []
    for verb in b"search", b"prove":
        count = [b"--traitor-count", b"1"]
        for more in [b"--json"], [b"--property", b"IC1"], [b"-o", b"OUT"], count:
            yield [verb, b"--n", b"4", b"--m", b"1", *more], [], limit
            yield [verb, b"--n", b"3", b"--m", b"1", *more], [], limit
    yield [b"search", b"--n", b"4", b"--m", b"1", b"--tries", b"50", b"--seed", b"9"], [], limit
    for kind in b"formula", b"levels", b"exhaustion":
        yield [b"prove", b"--n", b"4", b"--m", b"1", b"--kind", kind], [], limit
    yield [b"prove", b"--n", b"4", b"--m", b"1", b"--proof", b"OUT"], [], limit
    bounds = [b"frontier", b"--n-max", b"4", b"--m-max", b"1"]
    yield [*bounds, b"--resume", b"FILE0"], [frontier], limit
    yield [*bounds, b"--traitors-max", b"1", b"--formula-limit", b"9", b"--json"], [], limit
    for more in [], [b"--json"], [b"--memory-limit", b"100"]:
        for proof in drat, binary, gzip.compress(drat, mtime=0), lzma.compress(binary):
            yield [b"check-proof", b"FILE0", b"FILE1", *more], [cnf, proof], []
        yield [b"check-proof", b"FILE0", b"FILE1", *more], [lzma.compress(cnf), binary], []
    # Without --general: what is damaged would be run.
    cluster = [b"cluster", b"--n", b"4", b"--m", b"1"]
    soon = [b"--deadline-ms", b"100"]
    for more in [b"--traitors", b"0,3"], [b"--fault", b"kill:2@2"], [b"--keys", b"--json"], [b"--trace", b"OUT"]:
        yield [*cluster, *more], [], soon
    yield [b"cluster", b"--scenario", b"FILE0"], [scenarios[0]], soon
    yield [b"keys", b"--n", b"4", b"-o", b"OUT"], [], []
    yield [b"strategies", b"--json"], [], []


def listed(program, *arguments, pattern):
    """What the program's help lists: bytes, as all that is damaged."""
    shown = subprocess.run([program, *arguments, "--help"], capture_output=True, check=True).stdout
    return re.findall(pattern, shown, re.MULTILINE)


def by_verb(all_seeds):
    """Each verb is drawn as often as any other, however many seeds it has; `strategies`, which
    reads nothing, hardly."""
    verbs = collections.defaultdict(list)
    for each in all_seeds:
        verbs[each[0][0]].append(each)
    return sorted(verbs.items())


def mutated(rng, text, others):
    numbers = list(re.finditer(rb"-?\d+", text))
    words = list(re.finditer(rb"[a-z]+|[^\sa-z\d]", text))
    at = rng.randint(0, len(text))
    end = min(len(text), at + rng.choice([1, 1, 2, 8, 64]))
    kind = rng.randrange(12)
    if kind == 0 and text:
        at = rng.randrange(len(text))
        return text[:at] + bytes([text[at] ^ 1 << rng.randrange(8)]) + text[at + 1 :]
    if kind in (1, 2):
        return text[:at] + rng.choice(HOSTILE) + text[at:]
    if kind in (3, 4, 9, 10, 11) and numbers:
        number = rng.choice(numbers)
        new = b"%d" % rng.randrange(8) if rng.random() < 0.5 else rng.choice(NUMBERS)
        return text[: number.start()] + new + text[number.end() :]
    if kind == 5 and words:
        word = rng.choice(words)
        return text[: word.start()] + rng.choice(WORDS) + text[word.end() :]
    if kind == 6:
        return text[:at] + text[end:]
    if kind == 7:
        return text[:end] + text[at:end] * rng.choice([1, 1, 3, 500]) + text[end:]
    other = rng.choice(others)
    return text[:at] + other[rng.randint(0, len(other)) :]


def argument(rng, text, others):
    """As the system takes it: without NUL; and without a slash, so that nothing is written
    elsewhere."""
    text = mutated(rng, text, others)
    return text.replace(b"\0", b"").replace(b"/", b"_")[:60_000]


def drawn(seed, number, verbs):
    """(verb, arguments, names and contents of files) of one run."""
    rng = random.Random(f"{seed}/{number}")
    weights = [1 if verb == b"strategies" else 8 for verb, _ in verbs]
    verb, its_seeds = rng.choices(verbs, weights)[0]
    arguments, files, limits = rng.choice(its_seeds)
    arguments, files = list(arguments), list(files)
    names = [b"in%d" % i for i in range(len(files))]
    if rng.random() < 0.2:
        names = [b"in%d" % i + rng.choice(HOSTILE[1:]) for i in range(len(files))]
    out = b"out" + rng.choice([b"", *HOSTILE[1:]])
    others = [*files, *arguments] or [b""]
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        if files and rng.random() < 0.75:
            i = rng.randrange(len(files))
            files[i] = mutated(rng, files[i], others)
        else:
            i = rng.randrange(len(arguments))
            kind = rng.randrange(6)
            if kind < 4:
                arguments[i] = argument(rng, arguments[i], others)
            elif kind == 4:
                arguments.insert(i + 1, rng.choice([*WORDS, *NUMBERS, arguments[i]]))
            elif len(arguments) > 1:
                del arguments[i]
    replaced = {b"OUT": out, **{b"FILE%d" % i: name for i, name in enumerate(names)}}
    for i, each in enumerate(arguments):
        for placeholder, name in replaced.items():
            each = each.replace(placeholder, name)
        arguments[i] = each
    # Where a run may end is not damaged. Of a verb without a limit this one is refused, so the
    # limit goes only where the seed had it.
    if limits and arguments and arguments[0] == verb:
        arguments += limits
    return verb, arguments, list(zip(names, files))


def played(program, arguments, files, folder):
    """(exit code or None where it hung, MiB, output, errors)"""
    for name, text in files:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(text)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        run = subprocess.Popen(
            [os.fsencode(program), *arguments], cwd=folder,
            stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env={**os.environ, **SANITIZERS},
        )
        hung = threading.Event()
        timer = threading.Timer(HANG_SECONDS, lambda: (hung.set(), run.kill()))
        timer.start()
        _, status, usage = os.wait4(run.pid, 0)
        timer.cancel()
        run.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        code = None if hung.is_set() else run.returncode
        return code, usage.ru_maxrss // 1024, out.read(), errors.read()


def raw_bytes(code, out, errors):
    """Why what was printed isn't harmless; empty if it is."""
    for name, printed in ("standard output", out), ("standard error", errors):
        try:
            found = RAW.search(printed.decode())
        except UnicodeDecodeError as error:
            return f"{name}: no UTF-8: {printed[error.start:][:20]!r}"
        if found:
            return f"{name}: {found[0]!r}"
    if code == 2 and not errors:
        return "refused without a word"
    if code == 2 and not all(line.startswith(b"turncoat: ") for line in errors.splitlines()):
        return "a broken line on standard error"
    return ""


def faults(code, mib, out, errors):
    if code is None:
        return ["hangs"]
    found = []
    if code not in ENDS:
        found.append("crashes")
    if raw_bytes(code, out, errors):
        found.append("raw bytes")
    if mib > MOST_MIB:
        found.append("memory")
    return found


class Campaign:
    def __init__(self, options):
        self.options = options
        engines = listed(options.turncoat, "run", pattern=rb"--engine \{([a-z,-]+)\}")[0].split(b",")
        self.verbs = by_verb(seeds(options.cases, engines))
        verbs = listed(options.turncoat, pattern=rb"^  ([a-z]\S*) {2,}\S")
        without = set(verbs) - {verb for verb, _ in self.verbs} - set(LEFT_OUT)
        if without:
            sys.exit(f"no command lines for {b', '.join(sorted(without)).decode()}")
        self.ends = collections.Counter()
        self.found = collections.Counter()
        self.most_mib = 0

    def play(self, number):
        verb, arguments, files = drawn(self.options.seed, number, self.verbs)
        with tempfile.TemporaryDirectory() as folder:
            result = played(self.options.turncoat, arguments, files, folder)
        return number, verb, arguments, result

    def count(self, number, verb, arguments, result):
        code, mib, out, errors = result
        self.ends[verb.decode(), ENDS.get(code, "neither")] += 1
        self.most_mib = max(self.most_mib, mib)
        for fault in faults(*result):
            self.found[fault] += 1
            if self.found[fault] <= 10:
                shown = " ".join(shlex.quote(each.decode(errors="replace")) for each in arguments)
                why = f"exit {code}, {mib} MiB"
                if fault == "raw bytes":
                    why = raw_bytes(code, out, errors)
                print(f"run {number} {fault}: {ascii(shown[:300])}: {ascii(why)}", flush=True)

    def report(self):
        print(f"seed {self.options.seed}: {self.options.runs} runs", end="")
        for fault in "crashes", "hangs", "raw bytes", "memory":
            print(f"; {fault}: {self.found[fault]}", end="")
        print(f"; at most {self.most_mib} MiB")
        met = True
        for verb, _ in self.verbs:
            counts = {end: self.ends[verb.decode(), end] for end in ENDS.values()}
            met = met and counts["accepted"] > 0 and counts["refused"] > 0
            print(f"  {verb.decode():12}", ", ".join(f"{n} {end}" for end, n in counts.items()))
        if not met:
            print("a verb was never both accepted and refused")
        return 0 if met and not self.found else 1


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("turncoat", type=lambda text: Path(text).resolve())
    parser.add_argument("cases", type=lambda text: Path(text).resolve())
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1982)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the program inherits it
    campaign = Campaign(options)
    if options.only is not None:
        _, arguments, files = drawn(options.seed, options.only, campaign.verbs)
        print(arguments)
        for name, text in files:
            print(name, text)
        with tempfile.TemporaryDirectory() as folder:
            result = played(options.turncoat, arguments, files, folder)
        print(*result, faults(*result), sep="\n")
        return 1 if faults(*result) else 0
    # Threads wait for the program; as many as there are cores keep them busy.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for played_run in pool.map(campaign.play, range(options.runs)):
            campaign.count(*played_run)
    return campaign.report()


if __name__ == "__main__":
    sys.exit(main())
