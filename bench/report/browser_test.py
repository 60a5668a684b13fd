"""The report's page in a browser, at 400, 1000 and 1600 pixels, in light and dark.

usage: browser_test.py CHROMIUM REPORT [unittest arguments]   a page of every section, made here
       browser_test.py CHROMIUM PAGE.html [unittest arguments]
"""

import html.parser
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import unquote

CHROMIUM, SUBJECT = sys.argv[1], Path(sys.argv[2]).resolve()
WIDTHS = (400, 1000, 1600)
# Of every page that benchmarks were run for.
CHARTS = {"growth-fewest", "growth-fixed", "engines-cost", "reach-time"}
# WCAG 2.1, 1.4.3 for text and 1.4.11 for graphics.
TEXT_CONTRAST, LINE_CONTRAST = 4.5, 3.0

# Runs inside the page, says what it sees to the page around it.
PROBE = """
<script>
const errors = [];
addEventListener('error', event => errors.push(String(event.message)));
addEventListener('securitypolicyviolation', event => errors.push(event.violatedDirective));
const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
const luminance = colour => {
  const [r, g, b] = channels(colour).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = element => {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (channels(colour)[3] !== 0) return colour;
  }
  return 'rgb(255, 255, 255)';
};
const contrast = (element, colour) => {
  const [a, b] = [luminance(colour), luminance(behind(element))].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
};
const faint = [];
addEventListener('load', () => {
  for (const e of document.querySelectorAll('h1, h2, h3, p, li, td, th, a, strong, span')) {
    if (e.textContent.trim() && contrast(e, getComputedStyle(e).color) < TEXT)
      faint.push(e.tagName + ' ' + e.textContent.trim().slice(0, 30));
  }
  const charts = [...document.querySelectorAll('svg')].map(svg => {
    const box = svg.getBoundingClientRect(), drawn = svg.getBBox();
    for (const text of svg.querySelectorAll('text')) {
      const fill = getComputedStyle(text).fill;
      if (contrast(svg, fill) < LINE) faint.push(svg.id + ' text ' + text.textContent);
    }
    const lines = [...svg.querySelectorAll('path, use')]
      .filter(e => !e.closest('defs') && !e.classList.contains('gridline'));
    for (const line of lines) {
      const style = getComputedStyle(line);
      const colour = line.tagName === 'use' ? style.color : style.stroke;
      if (contrast(svg, colour) < LINE) faint.push(svg.id + ' ' + line.tagName + ' ' + colour);
    }
    const pair = svg.closest('.pair');
    return {id: svg.id, role: svg.getAttribute('role'), label: svg.getAttribute('aria-label'),
            left: box.left, right: box.right, height: box.height, drawn: drawn.width * drawn.height,
            lines: lines.length, texts: svg.querySelectorAll('text').length,
            rows: pair ? pair.querySelectorAll('tbody tr').length : 0};
  });
  parent.postMessage({width: innerWidth, scroll: document.scrollingElement.scrollWidth, errors,
                      dark: matchMedia('(prefers-color-scheme: dark)').matches, charts, faint,
                      loaded: performance.getEntriesByType('resource').map(e => e.name)}, '*');
});
</script>
"""

AROUND = """<!DOCTYPE html><meta charset="utf-8"><style>iframe {{ border: 0; height: 900px; }}</style>
<pre id="seen"></pre><script>
const seen = [];
addEventListener('message', event => {{
  seen.push(event.data);
  document.getElementById('seen').textContent = JSON.stringify(seen);
}});
</script>{frames}"""


def benchmark(name, seconds, **counters):
    return [
        {
            "run_name": name,
            "run_type": "iteration",
            "cpu_time": seconds * (1 + 0.01 * repetition),
            "time_unit": "s",
            **counters,
        }
        for repetition in range(3)
    ]


def messages(n, m):
    total, in_round = 0, 1
    for r in range(1, m + 2):
        in_round *= n - r
        total += in_round
    return total


def measured():
    """Something of every kind, with long names, as Google Benchmark writes it."""
    runs = []
    for n, m in ((4, 1), (7, 2), (10, 3), (13, 4), (8, 1), (64, 1), (14, 2), (56, 2), (40, 3)):
        runs += benchmark(
            f"growth/lock-step/n:{n}/m:{m}",
            messages(n, m) * 4e-8,
            messages=messages(n, m),
            received_per_lieutenant=messages(n, m) // (n - 1),
            bytes=messages(n, m) * 4,
            messages_per_second=2.5e7,
        )
    for engine, cost, lanes in (
        ("reference", 4e-9, 1),
        ("simulation", 4e-10, 1),
        ("lanes-avx512", 1e-8, 512),
        ("an-engine-with-quite-a-long-name", 1e-7, 1),
    ):
        for n, m in ((4, 1), (7, 2), (10, 3), (13, 4)):
            seconds = messages(n, m) * cost
            for run in benchmark(f"engines/{engine}/n:{n}/m:{m}", seconds):
                run["scenarios_per_second"] = lanes / run["cpu_time"]
                runs.append(run)
    for n, m in ((4, 1), (7, 2), (10, 3)):
        runs += benchmark(f"prove/IC1-holds/n:{n}/m:{m}", 10.0 ** (m - 5), clauses=10**m)
        runs += benchmark(f"fast/near-tie/n:{n}/m:{m}", 1e-6, paths_visited=1e6)
    runs += benchmark("json/read", 1e-4, bytes_per_second=3e7, peak_memory_bytes=1e7)
    return {"context": {"num_cpus": 2, "turncoat_build": "Release"}, "benchmarks": runs}


def campaign():
    return {
        "format": "turncoat-campaign/1", "seed": 7, "seeds": 2, "seconds": 120, "commit": "abc",
        "interrupted": False, "failed": False,
        "claims": [{"name": "Theorem1", "statement": "IC1 and IC2 hold for n > 3m and at most m "
                    "traitors", "scenarios": 2000, "broken": False, "classes": {"n ≤ 3m": 700}}],
        "fuzz": [{"target": "scenario_fuzz", "inputs": 9, "corpus": 3, "found": 0}],
        "mutants": [{"name": "tie_means_attack", "killed": True}],
        "hunts": [{"n": 3, "m": 1, "tried": 2, "lies_found": 5, "lies": 1,
                   "file": "hunts/n3 <m1>.json"}],
        "found": [],
    }  # fmt: skip


def make_page(folder):
    """A report with every section; the folder of its campaign lies beside it."""
    (folder / "campaign/hunts").mkdir(parents=True)
    (folder / "campaign/hunts/n3 <m1>.json").write_text("{}")
    (folder / "campaign/campaign.json").write_text(json.dumps(campaign()))
    (folder / "bench.json").write_text(json.dumps(measured()))
    options = [folder / "bench.json", "--campaign", folder / "campaign/campaign.json"]
    options += ["--about", "commit=" + 80 * "x"]
    subprocess.run([SUBJECT, *options, "-o", folder / "before"], check=True, capture_output=True)
    options += ["--baseline", folder / "before/report.json"]
    subprocess.run([SUBJECT, *options, "-o", folder / "report"], check=True, capture_output=True)
    return folder / "report/index.html"


class Elements(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.page = SUBJECT if SUBJECT.suffix == ".html" else make_page(cls.folder)
        cls.text = cls.page.read_text()
        cls.elements = Elements(cls.text).found
        cls.seen = {scheme: cls.look(scheme) for scheme in ("light", "dark")}

    @classmethod
    def look(cls, scheme):
        """What the page says of itself at each width. It stands in frames of these widths, because
        a window of its own can't be as narrow as a telephone."""
        probe = PROBE.replace("TEXT", str(TEXT_CONTRAST)).replace("LINE", str(LINE_CONTRAST))
        (cls.folder / "probed.html").write_text(cls.text.replace("</head>", probe + "</head>"))
        frames = "".join(f'<iframe src="probed.html" width="{w}"></iframe>' for w in WIDTHS)
        (cls.folder / "around.html").write_text(AROUND.format(frames=frames))
        run = subprocess.run(
            [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            + ["--window-size=1700,1000", "--virtual-time-budget=4000"]
            + [f"--user-data-dir={cls.folder}/profile"]
            + [f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"]
            + ["--dump-dom", (cls.folder / "around.html").as_uri()],
            capture_output=True,
            timeout=120,
        )
        seen = re.search(r'<pre id="seen">(.*?)</pre>', run.stdout.decode(), re.S)
        if not seen or not seen[1]:
            raise AssertionError(f"chromium showed nothing: {run.stderr.decode()[-2000:]}")
        return {one["width"]: one for one in json.loads(html.unescape(seen[1]))}

    def each(self):
        """(where, seen): the text says in which scheme and width that was seen."""
        for scheme, seen in self.seen.items():
            for width, one in seen.items():
                yield f"{scheme}, {width} pixels", one

    def test_was_looked_at_in_every_width_and_scheme(self):
        for scheme, seen in self.seen.items():
            self.assertEqual(sorted(seen), list(WIDTHS))
            self.assertEqual({one["dark"] for one in seen.values()}, {scheme == "dark"})

    def test_is_never_wider_than_the_window(self):
        for where, one in self.each():
            self.assertLessEqual(one["scroll"], one["width"], where)

    def test_has_no_error_and_loads_nothing(self):
        for where, one in self.each():
            self.assertEqual(one["errors"], [], where)
            self.assertEqual(one["loaded"], [], where)

    def test_has_every_chart_with_a_text_for_who_cannot_see_it_and_a_table(self):
        for where, one in self.each():
            charts = {chart["id"]: chart for chart in one["charts"]}
            self.assertLessEqual(CHARTS, set(charts), where)
            for name, chart in charts.items():
                name = f"{name}, {where}"
                self.assertEqual(chart["role"], "img", name)
                self.assertGreater(len(chart["label"]), 40, name)
                self.assertGreater(chart["height"], 200, name)
                self.assertGreater(chart["drawn"], 10_000, name)
                self.assertGreater(chart["lines"], 10, name)
                self.assertGreater(chart["texts"], 6, name)
                self.assertGreater(chart["rows"], 0, name)
                self.assertGreaterEqual(chart["left"], 0, name)
                self.assertLessEqual(chart["right"], one["width"], name)

    def test_is_readable_in_light_and_dark(self):
        for where, one in self.each():
            self.assertEqual(one["faint"], [], where)

    def test_needs_nothing_but_itself(self):
        self.assertNotIn("<script", self.text)
        self.assertNotIn("@import", self.text)
        self.assertNotIn("url(", self.text)
        for tag, attributes in self.elements:
            self.assertNotIn(tag, {"script", "link", "img", "iframe", "object", "embed", "base"})
            self.assertNotIn("src", attributes)
            self.assertFalse([name for name in attributes if name.startswith("on")])

    def test_links_lead_somewhere(self):
        names = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        self.assertEqual(len(names), len(set(names)), "an id comes twice")
        checked = 0
        for tag, attributes in self.elements:
            link = attributes.get("href", "")
            if tag not in ("a", "use") or link.startswith("https://"):
                continue
            checked += 1
            if link.startswith("#"):
                self.assertIn(link[1:], names)
            else:
                self.assertTrue((self.page.parent / unquote(link)).is_file(), link)
        self.assertGreater(checked, 5)

    def test_links_the_scenarios_of_its_campaign(self):
        if SUBJECT.suffix == ".html":
            self.skipTest("a page that was made elsewhere")
        links = [attributes.get("href") for _, attributes in self.elements]
        self.assertIn("../campaign/hunts/n3%20%3Cm1%3E.json", links)


unittest.main(argv=sys.argv[:1] + sys.argv[3:])
