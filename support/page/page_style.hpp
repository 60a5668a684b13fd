// The style of a page. Colours are variables: light, or dark if the reader's system is; the
// drawings use them too.
#pragma once

#include <string_view>

namespace turncoat {

inline constexpr std::string_view kPageStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #fdfdfc; --panel: #f4f3f0; --text: #1d1c1a; --quiet: #5f5b55; --rule: #dedbd5;
  --link: #0b5cad; --good: #17703a; --good-panel: #e6f4ea; --bad: #b3170f; --bad-panel: #fde8e6;
  --axis: #8a857d; --grid: #e6e3de; --label: #5f5b55;
  --series-0: #0b66b3; --series-1: #c2410c; --series-2: #17803d; --series-3: #8b35b0;
  --series-4: #946200; --series-5: #0e7490; --series-6: #be185d; --series-7: #57534e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #171614; --panel: #211f1c; --text: #e9e6e1; --quiet: #aaa49b; --rule: #3a3733;
    --link: #7db8f5; --good: #7fd69a; --good-panel: #17301f; --bad: #ff9c92; --bad-panel: #431a17;
    --axis: #8f8a82; --grid: #312e2a; --label: #b4aea5;
    --series-0: #6cb6ff; --series-1: #ff9a6b; --series-2: #6fdd8b; --series-3: #d9a4ff;
    --series-4: #e3c04f; --series-5: #5fd4de; --series-6: #ff8fb8; --series-7: #bdb7b0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; max-width: 90rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { font-size: clamp(1.6rem, 4vw, 2.2rem); line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; line-height: 1.3; margin: 3rem 0 .5rem; padding-top: 1rem;
     border-top: 1px solid var(--rule); }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 1.75rem 0 .35rem; }
p { margin: .35rem 0 .75rem; max-width: 46rem; overflow-wrap: anywhere; }
a { color: var(--link); }
ul { margin: .25rem 0; padding-left: 1.25rem; }
li { overflow-wrap: anywhere; }
.quiet, .note { color: var(--quiet); }
.note { font-size: .875rem; }
.good { color: var(--good); }
.bad { color: var(--bad); font-weight: 700; }
.status { margin: 1rem 0; padding: .6rem .9rem; border-radius: .5rem; border-left: .3rem solid; }
.status.good { background: var(--good-panel); border-color: var(--good); }
.status.bad { background: var(--bad-panel); border-color: var(--bad); font-weight: 400; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
           gap: .75rem; margin: 1.25rem 0; padding: 0; list-style: none; }
.figures li { padding: .75rem .9rem; background: var(--panel); border-radius: .5rem; }
.figures strong { display: block; font-size: 1.5rem; line-height: 1.25;
                  font-variant-numeric: tabular-nums; }
.figures span { font-size: .9rem; color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; list-style: none;
         font-size: .95rem; }
.pair { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; align-items: flex-start; }
figure { margin: 0; flex: 1 1 26rem; min-width: min(100%, 26rem); max-width: 36rem; }
figure svg { display: block; width: 100%; height: auto; color: var(--text); }
.table { flex: 0 1 auto; overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.35;
        font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; text-align: right; vertical-align: top;
         border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { padding-left: 0; }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td { white-space: nowrap; }
th.text, td.text { text-align: left; }
td.text { white-space: normal; max-width: 24rem; }
)css";

}  // namespace turncoat
