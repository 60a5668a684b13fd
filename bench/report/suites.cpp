#include "turncoat/bench/report/suites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "turncoat/bench/report/spread.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

struct Family {
  std::string_view name;
  std::string_view title;
};

// Other families are shown under their own name.
constexpr std::array kTitles{
    Family{"prove", "Formulas: building and solving"},
    Family{"search", "Hunting: scenarios tried"},
    Family{"shrink", "Shrinking: from what is found to what is shown"},
    Family{"json", "Scenario files: reading and writing"},
    Family{"fast", "The fast evaluator, by adversary"},
    Family{"strategies", "The simulation, by strategy of its traitors"},
    Family{"cluster", "Generals as processes, and the simulation of the same runs"},
    Family{"trial", "Trials of programs that answer at once"},
};

std::string title_of(const std::string& family) {
  const auto found = std::find_if(kTitles.begin(), kTitles.end(),
                                  [&](const Family& known) { return known.name == family; });
  return found == kTitles.end() ? family : std::string(found->title);
}

// Families shown here: those without sections of their own.
std::vector<const Benchmark*> others(const Measurements& measurements) {
  std::vector<const Benchmark*> found;
  for (const Benchmark& benchmark : measurements.benchmarks) {
    if (benchmark.family != "growth" && benchmark.family != "engines") {
      found.push_back(&benchmark);
    }
  }
  return found;
}

// "clauses_per_second" → "clauses/s"
std::string heading_of(const std::string& counter) {
  constexpr std::string_view kRate = "_per_second";
  std::string text = counter;
  const bool is_rate = text.ends_with(kRate);
  if (is_rate) {
    text.erase(text.size() - kRate.size());
  }
  std::replace(text.begin(), text.end(), '_', ' ');
  return is_rate ? text + "/s" : text;
}

TableCell counter_cell(const std::string& name, double value) {
  return number_cell(value, name.ends_with("bytes") ? memory(value) : rounded(value));
}

std::string row_title(const Benchmark& benchmark) {
  return benchmark.size
             ? fmt::format("{}, n={}, m={}", benchmark.what, benchmark.size->n, benchmark.size->m)
             : benchmark.what;
}

Table table_of(const std::vector<const Benchmark*>& benchmarks) {
  std::set<std::string> counters;
  for (const Benchmark* benchmark : benchmarks) {
    for (const auto& [name, value] : benchmark->counters) {
      counters.insert(name);
    }
  }
  Table table{.columns = {{"benchmark", true}, {"time"}, {"spread"}}, .rows = {}};
  for (const std::string& name : counters) {
    table.columns.push_back({heading_of(name)});
  }
  for (const Benchmark* benchmark : benchmarks) {
    std::vector<TableCell> row{text_cell(row_title(*benchmark)),
                               seconds_cell(median(benchmark->seconds)),
                               spread_cell(benchmark->seconds)};
    for (const std::string& name : counters) {
      const auto value = benchmark->counters.find(name);
      row.push_back(value == benchmark->counters.end() ? no_cell()
                                                       : counter_cell(name, value->second));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

// A line for each thing that was measured at several n; nothing if there is none.
std::optional<Chart> chart_of(const std::vector<const Benchmark*>& benchmarks,
                              const std::string& title) {
  Chart chart{.alt = fmt::format("{}: time on a logarithmic scale over the number of generals; the "
                                 "table has the same figures.",
                                 title),
              .x = {.title = "generals n", .tics = {}},
              .y = {.title = "time", .logarithmic = true, .unit = "s"},
              .legend_below = true};
  std::set<int> all_n;
  for (const Benchmark* benchmark : benchmarks) {
    if (!benchmark->size) {
      continue;
    }
    auto series = std::find_if(chart.series.begin(), chart.series.end(),
                               [&](const Series& s) { return s.title == benchmark->what; });
    if (series == chart.series.end()) {
      chart.series.push_back(
          {.title = benchmark->what, .colour = static_cast<int>(chart.series.size())});
      series = chart.series.end() - 1;
    }
    series->points.push_back({static_cast<double>(benchmark->size->n), median(benchmark->seconds)});
  }
  std::erase_if(chart.series, [](const Series& series) { return series.points.size() < 2; });
  for (Series& series : chart.series) {
    std::sort(series.points.begin(), series.points.end(),
              [](const Point& a, const Point& b) { return a.x < b.x; });
    for (const Point& point : series.points) {
      all_n.insert(static_cast<int>(point.x));
    }
  }
  for (const int n : all_n) {
    chart.x.tics.push_back({static_cast<double>(n), std::to_string(n)});
  }
  return chart.series.empty() ? std::nullopt : std::optional(chart);
}

// An identifier of the page: letters, digits and '-' only.
std::string identifier(std::string text) {
  for (char& c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    c = plain ? c : '-';
  }
  return text;
}

}  // namespace

std::optional<Section> suites_section(const Measurements& measurements) {
  const std::vector<const Benchmark*> all = others(measurements);
  if (all.empty()) {
    return std::nullopt;
  }
  Section section{.id = "suites",
                  .title = "Proving, hunting, shrinking, reading",
                  .text =
                      "Each benchmark checked its result before it was timed. Times are of one "
                      "call, the middle one of the repetitions."};
  std::vector<std::string> families;
  for (const Benchmark* benchmark : all) {
    if (std::find(families.begin(), families.end(), benchmark->family) == families.end()) {
      families.push_back(benchmark->family);
    }
  }
  for (const std::string& family : families) {
    std::vector<const Benchmark*> members;
    std::copy_if(all.begin(), all.end(), std::back_inserter(members),
                 [&](const Benchmark* benchmark) { return benchmark->family == family; });
    const std::string title = title_of(family);
    section.parts.push_back(
        {.id = fmt::format("suite-{}-{}", section.parts.size() + 1, identifier(family)),
         .title = title,
         .chart = chart_of(members, title),
         .table = table_of(members)});
  }
  return section;
}

}  // namespace turncoat
