#include "turncoat/bench/report/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "turncoat/support/json_place.hpp"
#include "turncoat/support/read_text.hpp"

namespace turncoat {
namespace {

constexpr std::size_t kMostEarlier = 10'000;
constexpr std::size_t kMostRepetitions = 1000;
constexpr double kLongestEarlier = 1e9;
constexpr double kShortestEarlier = 1e-12;

struct Earlier {
  std::string about;
  std::map<std::string, std::vector<double>> seconds;
};

// "commit 1234; date …": the earlier report's own description.
std::string about_of(const JsonPlace& top) {
  std::vector<std::string> lines;
  for (const JsonPlace& pair : top.at("about").elements(100)) {
    const std::vector<JsonPlace> key_and_value = pair.elements(2);
    if (key_and_value.size() != 2) {
      pair.fail("a name and a value");
    }
    const std::string name = read_text(key_and_value[0]);
    if (name == "commit" || name == "date" || name == "build" || name == "processor") {
      lines.push_back(fmt::format("{} {}", name, read_text(key_and_value[1])));
    }
  }
  return fmt::format("{}", fmt::join(lines, ", "));
}

Earlier read_earlier(std::string_view text, const std::string& file) {
  const JsonPlace top = parse_json(text, file);
  if (top.at("format").text(kLongestText) != kReportFormat) {
    top.at("format").fail(fmt::format("\"{}\"", kReportFormat));
  }
  Earlier earlier{.about = about_of(top), .seconds = {}};
  for (const JsonPlace& benchmark : top.at("benchmarks").elements(kMostEarlier)) {
    std::vector<double>& seconds = earlier.seconds[read_text(benchmark.at("name"))];
    for (const JsonPlace& repetition : benchmark.at("seconds").elements(kMostRepetitions)) {
      seconds.push_back(repetition.number(kShortestEarlier, kLongestEarlier));
    }
    if (seconds.empty()) {
      benchmark.at("seconds").refuse("no repetition");
    }
  }
  return earlier;
}

std::vector<TableCell> row(const std::string& name, const std::vector<double>& now,
                           const std::vector<double>& before) {
  const Ratio ratio = ratio_of(now, before);
  const Trend change = change_of(now, before);
  const TableCell verdict = change == Trend::faster         ? text_cell("faster", Tone::good)
                            : change == Trend::slower       ? text_cell("slower", Tone::bad)
                            : change == Trend::within_noise ? text_cell("within noise")
                                                            : text_cell("unknown: one repetition");
  return {text_cell(name),
          seconds_cell(median(before)),
          seconds_cell(median(now)),
          number_cell(ratio.middle, fmt::format("{:.3f}", ratio.middle)),
          text_cell(fmt::format("{:.3f} to {:.3f}", ratio.smallest, ratio.largest)),
          verdict};
}

}  // namespace

nlohmann::json benchmarks_as_json(const std::vector<Benchmark>& benchmarks) {
  nlohmann::json all = nlohmann::json::array();
  for (const Benchmark& benchmark : benchmarks) {
    all.push_back({{"name", benchmark.name},
                   {"seconds", benchmark.seconds},
                   {"counters", benchmark.counters}});
  }
  return all;
}

Ratio ratio_of(const std::vector<double>& now, const std::vector<double>& before) {
  const auto [now_fastest, now_slowest] = std::minmax_element(now.begin(), now.end());
  const auto [before_fastest, before_slowest] = std::minmax_element(before.begin(), before.end());
  return {.middle = median(now) / median(before),
          .smallest = *now_fastest / *before_slowest,
          .largest = *now_slowest / *before_fastest};
}

Trend change_of(const std::vector<double>& now, const std::vector<double>& before) {
  if (now.size() < 2 || before.size() < 2) {
    return Trend::unknown;
  }
  const Ratio ratio = ratio_of(now, before);
  return ratio.largest < 1    ? Trend::faster
         : ratio.smallest > 1 ? Trend::slower
                              : Trend::within_noise;
}

Section baseline_section(const Measurements& now, std::string_view text, const std::string& file) {
  const Earlier earlier = read_earlier(text, file);
  Table table{
      .columns =
          {{"benchmark", true}, {"before"}, {"now"}, {"ratio"}, {"spread", true}, {"change", true}},
      .rows = {}};
  for (const Benchmark& benchmark : now.benchmarks) {
    const auto before = earlier.seconds.find(benchmark.name);
    if (before != earlier.seconds.end()) {
      table.rows.push_back(row(benchmark.name, benchmark.seconds, before->second));
    }
  }
  Section section{.id = "baseline",
                  .title = "Compared with an earlier run",
                  .text = fmt::format("Earlier: {}{}. Ratios are time now by time before: below 1 "
                                      "is faster.",
                                      file, earlier.about.empty() ? "" : ", " + earlier.about)};
  section.parts.push_back({.id = "baseline-times",
                           .title = "Times",
                           .table = std::move(table),
                           .note = "Ratio: of the middle repetitions. Spread: from the fastest "
                                   "repetition now by the slowest before to the slowest now by the "
                                   "fastest before; within noise where that holds 1."});
  return section;
}

}  // namespace turncoat
