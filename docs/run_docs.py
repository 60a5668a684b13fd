"""Runs what a page of documentation shows, and compares what it prints.

usage: run_docs.py [--update] [--clone [--targets LIST]] --source DIR --build DIR --folder DIR PAGE

  --update  rewrites what is shown, where something else is printed
  --clone   plays the page in a copy of the source with the page's own files added
  --targets builds these in the copy first, divided by commas; objects of --build serve where
            nothing that goes into them differs
  --folder  where it is played; made anew

A fenced block that begins with "$ " is a session: commands, each followed by what it prints. The
commands of a page run in one shell, in the page's order. Times are equal to other times; a line of
"…" alone stands for any lines, a "…" inside a line for any text. Another block says what it is:

  ```cpp from FILE   a part of that file of the project, which must hold these lines
  ```cpp as FILE     a file that is written before the page is played
  ```diff to FILE    lines of that file of a clone that are replaced before the page is played
  ```text            something to read
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class LeftOut:
    page: str
    command: str
    why: str
    shows_output: bool = False


# Commands that install or build, and so aren't run; they show no output, as it would go stale: the
# campaign alone does.
LEFT_OUT = (
    LeftOut(
        "README.md",
        "ci/campaign",
        "installs, builds, and works for two minutes",
        shows_output=True,
    ),
    LeftOut("reproduce-a-failure.md", "cmake --preset release", "builds"),
    LeftOut("reproduce-a-failure.md", "ctest --preset release -R Theorem1", "needs all tests built"),
    LeftOut("reproduce-a-failure.md", "ctest --preset release -L regression", "is a test itself"),
    LeftOut(
        "theorem.md",
        "coqchk -silent -o -Q out/theory Turncoat Turncoat.statements",
        "is a test itself",
    ),
    LeftOut(
        "write-a-strategy.md",
        "cmake --preset release && cmake --build --preset release",
        "builds everything; --targets builds what the page runs",
    ),
    LeftOut("write-a-strategy.md", "ctest --preset release -R '^cli'", "needs all tests built"),
)


class Refused(Exception):
    """A page can't be understood, or isn't true."""


@dataclass
class Block:
    page: Path
    line: int  # of the opening fence, from 1
    indent: str
    info: str
    lines: list


@dataclass
class Command:
    line: int
    text: str
    shown: list = field(default_factory=list)
    at: int = 0  # index in the page of the first line shown
    printed: list = None
    exit_code: int = 0


def blocks_of(page, text):
    blocks, open_block = [], None
    for number, line in enumerate(text.splitlines(), 1):
        fence = re.match(r"( *)```(.*)$", line)
        if open_block is None and fence:
            open_block = Block(page, number, fence[1], fence[2].strip(), [])
        elif fence and fence[2].strip() == "":
            blocks.append(open_block)
            open_block = None
        elif open_block is not None:
            open_block.lines.append(line.removeprefix(open_block.indent))
    if open_block is not None:
        raise Refused(f"{page.name}:{open_block.line}: this block has no end")
    return blocks


def commands_of(block):
    """A command a line that begins with "$ "; one that ends in a backslash goes on."""
    commands = []
    for offset, line in enumerate(block.lines):
        number = block.line + 1 + offset
        if commands and commands[-1].text.endswith("\\\n"):
            commands[-1].text += line + ("\n" if line.endswith("\\") else "")
            commands[-1].at = number
        elif line.startswith("$ "):
            text = line[2:] + ("\n" if line.endswith("\\") else "")
            commands.append(Command(number, text, at=number))
        else:
            commands[-1].shown.append(line)
    return commands


def is_session(block):
    return block.info == "" and bool(block.lines) and block.lines[0].startswith("$ ")


def kind_and_file(block):
    """("from" | "as" | "to" | "text", FILE) of a block that is no session."""
    words = block.info.split()
    if words == ["text"]:
        return "text", ""
    if len(words) == 3 and words[1] in ("from", "as", "to") and (words[1] == "to") == (words[0] == "diff"):
        return words[1], words[2]
    raise Refused(
        f"{block.page.name}:{block.line}: found a block \"{block.info}\", expected a session that "
        'begins with "$ ", or one of "text", "LANGUAGE from FILE", "LANGUAGE as FILE", '
        '"diff to FILE"'
    )


# --- Files of a page ------------------------------------------------------------------------------


def place_of(lines, whole):
    """Where these lines stand in the file, whatever their indentation as a whole."""

    def stripped(some):
        depth = min((len(l) - len(l.lstrip()) for l in some if l.strip()), default=0)
        return [l[depth:].rstrip() for l in some]

    wanted = stripped(lines)
    return [i for i in range(len(whole)) if stripped(whole[i : i + len(lines)]) == wanted]


def check_part(block, file):
    if not file.is_file():
        raise Refused(f"{block.page.name}:{block.line}: no such file: {file}")
    if not place_of(block.lines, file.read_text().splitlines()):
        raise Refused(f"{block.page.name}:{block.line}: {file} doesn't hold these lines")


def apply_diff(block, file):
    """Hunks are divided by lines that begin with @@; each must fit in exactly one place."""
    whole = file.read_text().splitlines()
    for hunk in "\n".join(block.lines).split("\n@@"):
        lines = [line for line in hunk.splitlines() if line]
        old = [line[1:] for line in lines if line[0] in " -"]
        new = [line[1:] for line in lines if line[0] in " +"]
        places = [i for i in range(len(whole)) if whole[i : i + len(old)] == old]
        if len(places) != 1:
            raise Refused(
                f"{block.page.name}:{block.line}: the lines below stand in {file} {len(places)} "
                f"times, expected once:\n" + "\n".join(old)
            )
        whole[places[0] : places[0] + len(old)] = new
    file.write_text("\n".join(whole) + "\n")


def untrue_names(page, text, source):
    """Links to files that aren't there, and tests that have another name."""
    wrong = []
    tests = "\n".join(file.read_text() for file in sorted(source.rglob("*_test.cpp")))
    for number, line in enumerate(text.splitlines(), 1):
        for link in re.findall(r"\]\(([^)#:]+)\)", re.sub("`[^`]*`", "", line)):
            if not (page.parent / link).exists():
                wrong.append(f"{page.name}:{number}: links to {link}, which isn't there")
        for suite, name in re.findall(r"`([A-Z]\w+)\.([A-Z]\w+)`", line):
            if not re.search(rf"TEST(_F|_P)?\({suite}, {name}\)", tests):
                wrong.append(f"{page.name}:{number}: there is no test {suite}.{name}")
    return wrong


# --- What is printed ------------------------------------------------------------------------------

NUMBER = r"\d[\d,]*(\.\d+)?"
TIME = re.compile(rf"\b{NUMBER} (ns|µs|ms|s|min|million messages/s)(?![\w/])")


def normalised(line):
    return TIME.sub("TIME", line.rstrip())


def is_as_shown(shown, printed):
    """Line by line; both are lists."""
    parts = []
    for line in shown:
        if line.strip() == "…":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            text = ".*".join(re.escape(piece) for piece in normalised(line).split("…"))
            parts.append(text + r"\n")
    text = "".join(normalised(line) + "\n" for line in printed)
    return re.fullmatch("".join(parts), text) is not None


def as_printed(line, printed):
    """The printed line that a line with … in it shows; any other line as it is."""
    if "…" in line and line.strip() != "…":
        line = next((other for other in printed if is_as_shown([line], [other])), line)
    return normalised(line)


def updated(shown, printed):
    """What to show instead: as printed, with what was left out still left out."""
    result = []
    matcher = difflib.SequenceMatcher(
        None, [as_printed(l, printed) for l in shown], [normalised(l) for l in printed],
        autojunk=False,
    )  # fmt: skip
    for what, i, end, j, stop in matcher.get_opcodes():
        old, new = shown[i:end], printed[j:stop]
        dots = [at for at, line in enumerate(old) if line.strip() == "…"]
        if what == "equal":
            result += old
        elif len(dots) == 1 and len(new) >= len(old) - 1:
            after = len(old) - dots[0] - 1
            result += new[: dots[0]] + [old[dots[0]]] + (new[-after:] if after else [])
        else:
            result += new
    return result


def difference(shown, printed):
    lines = difflib.unified_diff(
        [normalised(l) for l in shown], [normalised(l) for l in printed], "shown", "printed",
        lineterm="", n=2,
    )  # fmt: skip
    return "\n".join("    " + line for line in lines)


# --- Playing a page -------------------------------------------------------------------------------

MARK = "\x01turncoat-docs"
# "bash: line 7: 1234 Aborted   …": as at a prompt, "Aborted".
OF_SIGNAL = re.compile(r"^bash: line \d+: +\d+ (\w+( fault)?)( \(core dumped\))? .*$")


def script_of(commands):
    """One shell for the page, so that what it exports stays; a mark after each command."""
    lines = []
    for command in commands:
        lines.append(command.text)
        lines.append(f"printf '{MARK} %s\\n' $?")
    return "\n".join(lines) + "\n"


def play(commands, folder, path):
    shell = subprocess.run(
        ["bash", "-c", script_of(commands)],
        cwd=folder,
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    pieces = re.split(MARK + r" (\d+)\n", shell.stdout.decode(errors="replace"))
    for index, command in enumerate(commands):
        if 2 * index + 1 >= len(pieces):
            raise Refused(f"line {command.line}: the shell ended in: $ {command.text}")
        command.printed = [OF_SIGNAL.sub(r"\1", l) for l in pieces[2 * index].splitlines()]
        command.exit_code = int(pieces[2 * index + 1])


def prepare_folder(options):
    """The folder as a user's clone looks, with this build in it."""
    shutil.rmtree(options.folder, ignore_errors=True)
    if options.clone:
        leave = shutil.ignore_patterns("build", "out", ".git", "__pycache__")
        shutil.copytree(options.source, options.folder, ignore=leave, symlinks=True)
        return options.folder / "build/release"
    (options.folder / "build").mkdir(parents=True)
    (options.folder / "build/release").symlink_to(options.build)
    for name in ("properties", "fuzz", "docs", "trial", "theory"):
        (options.folder / name).symlink_to(options.source / name)
    return options.build


def build_clone(options):
    """In the copy of the source, as far as the page needs it."""
    reuse = [sys.executable, Path(__file__).with_name("reuse_objects.py")]
    launcher = ";".join(map(str, reuse + [options.source, options.build]))
    targets = options.targets.split(",")
    for command in (["--preset", "release"], ["--build", "--preset", "release", "--target", *targets]):
        made = subprocess.run(
            ["cmake", *command],
            cwd=options.folder,
            env={**os.environ, "CMAKE_CXX_COMPILER_LAUNCHER": launcher},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise Refused(f"{options.page.name}: the copy can't be built:\n{made.stdout[-5000:]}")


def session_commands(page, blocks):
    """Those that run. Refuses entries of LEFT_OUT that the page doesn't have, and output that
    nobody checks."""
    commands = [c for block in blocks if is_session(block) for c in commands_of(block)]
    left_out = {entry.command: entry for entry in LEFT_OUT if entry.page == page.name}
    gone = set(left_out) - {command.text for command in commands}
    if gone:
        raise Refused(f"{page.name}: LEFT_OUT names what isn't there: {sorted(gone)}")
    run = []
    for command in commands:
        entry = left_out.get(command.text)
        if entry and command.shown and not entry.shows_output:
            raise Refused(f"{page.name}:{command.line}: not run, so it must show no output")
        if not entry:
            run.append(command)
    return run


def wrong_commands(page, commands):
    wrong = []
    for command in commands:
        where = f"{page.name}:{command.line}: $ {command.text}"
        if command.exit_code in (126, 127):  # not found, or no program
            wrong.append(where + f"\n  ended with {command.exit_code}")
        elif not is_as_shown(command.shown, command.printed):
            wrong.append(where + "\n" + difference(command.shown, command.printed))
    return wrong


def rewrite(page, blocks, commands):
    lines = page.read_text().splitlines()
    indents = {block.line: block.indent for block in blocks}
    for command in reversed(commands):
        if not is_as_shown(command.shown, command.printed):
            indent = indents[max(line for line in indents if line < command.line)]
            new = [(indent + line).rstrip() for line in updated(command.shown, command.printed)]
            lines[command.at : command.at + len(command.shown)] = new
    page.write_text("\n".join(lines) + "\n")


def run_page(options):
    page = options.page
    blocks = blocks_of(page, page.read_text())
    commands = session_commands(page, blocks)
    build = prepare_folder(options)
    for block in blocks:
        if is_session(block):
            continue
        kind, file = kind_and_file(block)
        if kind == "from":
            check_part(block, options.source / file)
        elif kind == "as":
            (options.folder / file).parent.mkdir(parents=True, exist_ok=True)
            (options.folder / file).write_text("\n".join(block.lines) + "\n")
        elif kind == "to":
            apply_diff(block, options.folder / file)
    if options.targets:
        build_clone(options)
    play(commands, options.folder, build)
    if options.update:
        rewrite(page, blocks, commands)
        return []
    return untrue_names(page, page.read_text(), options.source) + wrong_commands(
        page, commands
    )


def main(arguments):
    parser = argparse.ArgumentParser(usage=__doc__)
    for flag in ("--update", "--clone"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--targets", default="")
    for folder in ("--source", "--build", "--folder"):
        parser.add_argument(folder, type=Path, required=True)
    parser.add_argument("page", type=Path)
    options = parser.parse_args(arguments)
    options.source, options.build = options.source.resolve(), options.build.resolve()
    options.folder = options.folder.resolve()
    try:
        wrong = run_page(options)
    except Refused as refusal:
        wrong = [str(refusal)]
    print("\n\n".join(wrong) if wrong else f"{options.page.name}: as shown")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
