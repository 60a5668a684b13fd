#include "turncoat/bench/report/engines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>

#include "turncoat/bench/report/growth.hpp"
#include "turncoat/bench/report/spread.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

double messages_of_pass(const EngineMeasurement& run) {
  return messages_sent_approximately(run.n, run.m) * run.scenarios;
}

double seconds_per_message(const EngineMeasurement& run) {
  return median(run.seconds) / messages_of_pass(run);
}

std::vector<EngineMeasurement> of_every_message(std::vector<EngineMeasurement> engines) {
  std::erase_if(engines, [](const EngineMeasurement& run) { return !run.makes_every_message; });
  return engines;
}

// In the order in which they were run first.
std::vector<std::string> names_of(const std::vector<EngineMeasurement>& engines) {
  std::vector<std::string> names;
  for (const EngineMeasurement& run : engines) {
    if (std::find(names.begin(), names.end(), run.engine) == names.end()) {
      names.push_back(run.engine);
    }
  }
  return names;
}

Chart cost_chart(const std::vector<EngineMeasurement>& engines) {
  Chart chart{.alt =
                  "Time for one message over the messages of a run, both on logarithmic scales, "
                  "a line for each engine; the table has the same figures.",
              .x = {.title = "messages of one run", .logarithmic = true},
              .y = {.title = "time for one message", .logarithmic = true, .unit = "s"},
              .legend_below = true};
  int colour = 0;
  for (const std::string& name : names_of(engines)) {
    Series series{.title = name, .colour = colour++};
    for (const EngineMeasurement& run : engines) {
      if (run.engine == name) {
        series.points.push_back(
            {messages_sent_approximately(run.n, run.m), seconds_per_message(run)});
      }
    }
    std::sort(series.points.begin(), series.points.end(),
              [](const Point& a, const Point& b) { return a.x < b.x; });
    chart.series.push_back(std::move(series));
  }
  return chart;
}

// A row for each engine, a column for each size.
Table cost_table(const std::vector<EngineMeasurement>& engines) {
  std::map<Size, std::map<std::string, double>> costs;
  for (const EngineMeasurement& run : engines) {
    costs[{run.n, run.m}][run.engine] = seconds_per_message(run);
  }
  Table table{.columns = {{"engine", true}}, .rows = {}};
  for (const auto& [size, by_engine] : costs) {
    table.columns.push_back({fmt::format("n={}, m={}", size.n, size.m)});
  }
  for (const std::string& name : names_of(engines)) {
    std::vector<TableCell> row{text_cell(name)};
    for (const auto& [size, by_engine] : costs) {
      const auto cost = by_engine.find(name);
      row.push_back(cost == by_engine.end() ? no_cell() : seconds_cell(cost->second));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string ratio_text(double ratio) {
  return ratio < 1000 ? fmt::format("{:.3g}", ratio)
                      : with_commas(static_cast<std::uint64_t>(ratio));
}

Table rates_table(const std::vector<EngineMeasurement>& engines) {
  std::map<Size, double> reference;
  for (const EngineMeasurement& run : engines) {
    if (run.engine == "reference") {
      reference[{run.n, run.m}] = run.scenarios_per_second;
    }
  }
  Table table{.columns = {{"n"},
                          {"m"},
                          {"engine", true},
                          {"scenarios/s"},
                          {"time for one pass"},
                          {"spread"},
                          {"times the reference"}},
              .rows = {}};
  for (const EngineMeasurement& run : engines) {
    const auto found = reference.find({run.n, run.m});
    const double ratio = found == reference.end() ? 0 : run.scenarios_per_second / found->second;
    table.rows.push_back({count_cell(static_cast<std::uint64_t>(run.n)),
                          count_cell(static_cast<std::uint64_t>(run.m)), text_cell(run.engine),
                          number_cell(run.scenarios_per_second, rounded(run.scenarios_per_second)),
                          seconds_cell(median(run.seconds)), spread_cell(run.seconds),
                          ratio > 0 ? number_cell(ratio, ratio_text(ratio)) : no_cell()});
  }
  return table;
}

}  // namespace

std::optional<Section> engines_section(const Measurements& measurements) {
  if (measurements.engines.empty()) {
    return std::nullopt;
  }
  return Section{
      .id = "engines",
      .title = "What a message costs in each engine",
      .text =
          "Every engine's decisions were compared with the reference's before it was timed. "
          "Times are of the processor, on this machine.",
      .parts = {
          {.id = "engines-cost",
           .title = "Time for one message",
           .chart = cost_chart(of_every_message(measurements.engines)),
           .table = cost_table(of_every_message(measurements.engines)),
           .note = "Time divided by the messages of a run. Lanes play 512 scenarios in one pass; "
                   "each counts its own messages. The fast evaluator isn't here: it does "
                   "without most messages."},
          {.id = "engines-rates",
           .title = "Scenarios a second",
           .table = rates_table(measurements.engines),
           .note = "Spread: how far the slowest repetition lies above the fastest."}}};
}

std::optional<Figure> speed_figure(const Measurements& measurements) {
  const EngineMeasurement* best = nullptr;
  for (const EngineMeasurement& run : measurements.engines) {
    const bool is_candidate =
        Size{run.n, run.m} == kSizeInArticle && run.scenarios == 1 && run.makes_every_message;
    if (is_candidate && (best == nullptr || median(run.seconds) < median(best->seconds))) {
      best = &run;
    }
  }
  if (best == nullptr) {
    return std::nullopt;
  }
  return Figure{.number = duration(median(best->seconds)),
                .says = fmt::format("is what that run takes now (n = 13, m = 4, one scenario, "
                                    "engine {}).",
                                    best->engine)};
}

std::optional<Figure> fast_figure(const Measurements& measurements) {
  const EngineMeasurement* largest = nullptr;
  for (const EngineMeasurement& run : measurements.engines) {
    const auto rank = [](const EngineMeasurement& r) {
      return std::pair(messages_sent_approximately(r.n, r.m), -median(r.seconds));
    };
    if (!run.makes_every_message && (largest == nullptr || rank(run) > rank(*largest))) {
      largest = &run;
    }
  }
  if (largest == nullptr) {
    return std::nullopt;
  }
  return Figure{.number = duration(median(largest->seconds)),
                .says = fmt::format(
                    "is what the decisions of n = {}, m = {} take the fast evaluator ({}), where "
                    "a run has {} messages.",
                    largest->n, largest->m, largest->engine,
                    rounded(messages_sent_approximately(largest->n, largest->m)))};
}

}  // namespace turncoat
