"""That run_docs.py can fail: pages made here, played in a folder of their own."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import run_docs


class Pages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name in ("source/properties", "source/fuzz", "source/docs", "build"):
            (self.root / name).mkdir(parents=True)
        (self.root / "source/part.txt").write_text("  if (a) {\n    b;\n  }\n}\n\n}\n")
        (self.root / "source/some_test.cpp").write_text("TEST(Path, IsThere) {\n")

    def page(self, text, name="page.md"):
        file = self.root / "source" / name
        file.write_text(text)
        return file

    def run_page(self, text, *options, name="page.md"):
        """(exit code, output)"""
        folders = [f"--source={self.root}/source", f"--build={self.root}/build"]
        arguments = [*options, *folders, f"--folder={self.root}/played", str(self.page(text, name))]
        with contextlib.redirect_stdout(io.StringIO()) as output:
            code = run_docs.main(arguments)
        return code, output.getvalue()

    def passes(self, text, *options):
        code, output = self.run_page(text, *options)
        self.assertEqual((code, output), (0, "page.md: as shown\n"))

    def fails(self, text, *expected, options=(), name="page.md"):
        code, output = self.run_page(text, *options, name=name)
        self.assertEqual(code, 1, output)
        for part in expected:
            self.assertIn(part, output)

    # What passes.

    def test_plays_the_commands_of_a_page_in_one_shell_and_in_their_order(self):
        self.passes("```\n$ export A=1\n$ echo $A > f\n```\ntext\n```\n$ cat f \\\n    f\n1\n1\n```\n")

    def test_takes_times_for_equal_and_dots_for_anything(self):
        self.passes("```\n$ echo 'ran in 1.23 s'\nran in 0.08 s\n```\n")
        self.passes("```\n$ seq 5\n1\n…\n5\n$ seq 2\n…\n1\n…\n2\n…\n$ echo abc\na…c\n```\n")

    def test_runs_blocks_inside_a_list(self):
        self.passes("1. a\n\n   ```\n   $ echo b\n   b\n   ```\n")

    def test_writes_files_that_a_page_shows(self):
        self.passes("```\n$ cat a/b.json\n{}\n```\n```json as a/b.json\n{}\n```\n")

    def test_finds_lines_of_the_project_at_any_indentation(self):
        self.passes("```cpp from part.txt\nif (a) {\n  b;\n}\n```\n")

    def test_changes_a_clone(self):
        page = "```diff to part.txt\n   if (a) {\n-    b;\n+    c;\n```\n```\n$ head -2 part.txt\n"
        self.passes(page + "  if (a) {\n    c;\n```\n", "--clone")
        self.assertIn("b;", (self.root / "source/part.txt").read_text())

    # What fails.

    def test_fails_where_something_else_is_printed(self):
        page = "# A\n\n```\n$ echo right\nright\n$ echo found\nshown\n```\n"
        self.fails(page, "page.md:6: $ echo found\n", "-shown\n", "+found\n")

    def test_fails_where_a_line_is_missing_or_too_many(self):
        self.fails("```\n$ seq 2\n1\n```\n", "page.md:2: $ seq 2", "+2")
        self.fails("```\n$ seq 1\n1\n2\n```\n", "page.md:2: $ seq 1", "-2")
        self.fails("```\n$ seq 3\n…\n2\n```\n", "page.md:2: $ seq 3")
        self.fails("```\n$ echo 1.5 GiB\n1.25 GiB\n```\n", "page.md:2: $ echo")

    def test_fails_where_a_program_is_missing_or_crashes(self):
        self.fails("```\n$ no-such-program\n…\n```\n", "page.md:2: $ no-such-program", "127")
        self.fails("```\n$ bash -c 'kill -SEGV $$'\n```\n", "page.md:2", "+Segmentation fault\n")
        self.passes("```\n$ bash -c 'kill -ABRT $$'\nAborted\n```\n")
        self.fails("```\n$ exit 3\n```\n", "line 2: the shell ended")

    def test_refuses_a_block_that_it_does_not_understand(self):
        for block in ("```\nno command\n```", "```cpp\nx\n```", "```sh\n$ ls\n```", "```\n```"):
            self.fails("text\n\n" + block + "\n", "page.md:3: found a block")
        self.fails("```cpp to a\nx\n```\n", "page.md:1: found a block")
        self.fails("a\n```\n$ ls\n", "page.md:2: this block has no end")

    def test_refuses_lines_that_are_not_in_the_project(self):
        self.fails("```cpp from part.txt\nif (a) {\n  c;\n}\n```\n", "page.md:1:", "doesn't hold")
        self.fails("```cpp from gone.txt\na\n```\n", "page.md:1: no such file")

    def test_refuses_a_change_that_does_not_fit(self):
        self.fails("```diff to part.txt\n-c;\n+d;\n```\n", "stand in", "0 times", options=["--clone"])
        self.fails("```diff to part.txt\n }\n+d;\n```\n", "2 times", options=["--clone"])

    def test_sees_links_and_tests_that_are_gone(self):
        self.passes("[`a`](part.txt) `Path.IsThere` `[](int a)` [b](https://example.org/x)\n")
        self.fails("a\n[a](gone.txt)\n", "page.md:2: links to gone.txt")
        self.fails("`Path.IsGone`\n", "page.md:1: there is no test Path.IsGone")

    # What isn't run.

    def test_leaves_out_what_builds_and_nothing_else(self):
        self.assertEqual(len(run_docs.LEFT_OUT), 7)
        for entry in run_docs.LEFT_OUT:
            self.assertRegex(entry.command, r"^(ci/|cmake |ctest |coqchk )")
            self.assertTrue(entry.why)
        shown = [entry.command for entry in run_docs.LEFT_OUT if entry.shows_output]
        self.assertEqual(shown, ["ci/campaign"])

    def test_refuses_an_entry_that_no_page_has(self):
        self.fails("text\n", "names what isn't there: ['ci/campaign']", name="README.md")

    def test_leaves_out_what_a_page_may_show_and_no_other_output(self):
        self.assertEqual(self.run_page("```\n$ ci/campaign\nx\n```\n", name="README.md")[0], 0)
        page = "```\n$ cmake --preset release\nx\n$ ctest --preset release -R Theorem1\n"
        page += "$ ctest --preset release -L regression\n```\n"
        self.fails(page, "reproduce-a-failure.md:2: not run", name="reproduce-a-failure.md")

    # --update

    def updates(self, before, after):
        code, output = self.run_page(before, "--update")
        self.assertEqual(code, 0, output)
        self.assertEqual((self.root / "source/page.md").read_text(), after)
        self.passes(after)

    def test_rewrites_what_is_printed_otherwise_and_nothing_else(self):
        self.updates(
            "a\n```\n$ echo 1; echo in 2 s\n2\nin 1 s\n```\nb\n```\n$ echo\n\n$ seq 2\n```\n",
            "a\n```\n$ echo 1; echo in 2 s\n1\nin 1 s\n```\nb\n```\n$ echo\n\n$ seq 2\n1\n2\n```\n",
        )

    def test_keeps_the_dots(self):
        self.updates("```\n$ seq 9\n1\n…\n8\n10\n```\n", "```\n$ seq 9\n1\n…\n8\n9\n```\n")
        self.updates(
            "```\n$ echo a b c; echo 2\na … c\n1\n```\n",
            "```\n$ echo a b c; echo 2\na … c\n2\n```\n",
        )
        self.updates("  ```\n  $ seq 9\n  …\n  x\n  ```\n", "  ```\n  $ seq 9\n  …\n  9\n  ```\n")


unittest.main()
