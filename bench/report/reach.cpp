#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/bench/report/engines.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

constexpr std::array kLimits{1.0, 10.0, 60.0};  // seconds
constexpr double kMinute = 60;
// An estimate starts from this many measured sizes at least.
constexpr std::size_t kFewestMeasured = 3;

struct EngineReach {
  std::string engine;
  double scenarios;
  bool makes_every_message;
  std::vector<ReachStep> steps;
};

double messages_for(int m) {
  return messages_sent_approximately(fewest_generals(m), m);
}

double estimated_after(const ReachStep& before, const ReachStep& last) {
  const double power = std::log(last.seconds / before.seconds) /
                       std::log(messages_for(last.m) / messages_for(before.m));
  // Time that hardly grew says little about larger sizes.
  constexpr double kSmallestPower = 0.1;
  const double growth = messages_for(last.m + 1) / messages_for(last.m);
  return last.seconds * std::pow(growth, std::max(power, kSmallestPower));
}

std::vector<EngineReach> reaches(const Measurements& measurements) {
  std::vector<EngineReach> all;
  for (const EngineMeasurement& run : measurements.engines) {
    const bool is_new = std::none_of(all.begin(), all.end(), [&](const EngineReach& reach) {
      return reach.engine == run.engine;
    });
    if (is_new) {
      all.push_back({run.engine, run.scenarios, run.makes_every_message,
                     steps_of_engine(measurements.engines, run.engine)});
    }
  }
  std::erase_if(all, [](const EngineReach& reach) { return reach.steps.empty(); });
  return all;
}

std::string size_text(int m) {
  return fmt::format("n={}, m={}", fewest_generals(m), m);
}

TableCell within(const std::vector<ReachStep>& steps, double limit) {
  const ReachStep* farthest = nullptr;
  for (const ReachStep& step : steps) {
    if (step.seconds > limit) {
      break;
    }
    farthest = &step;
  }
  if (farthest == nullptr) {
    return no_cell();
  }
  const std::string text =
      fmt::format("{}{}", size_text(farthest->m), farthest->measured ? "" : " est.");
  return {.text = text, .value = static_cast<std::uint64_t>(farthest->m)};
}

TableCell beyond(const std::vector<ReachStep>& steps) {
  const ReachStep& last = steps.back();
  if (last.seconds <= kMinute) {
    return text_cell(fmt::format("none up to {}", size_text(last.m)));
  }
  return {.text = fmt::format("{}: {}{}", size_text(last.m), last.measured ? "" : "about ",
                              duration(last.seconds)),
          .value = static_cast<std::uint64_t>(last.m)};
}

Chart reach_chart(const std::vector<EngineReach>& all) {
  Chart chart{.alt =
                  "Time for one pass over m at n = 3m+1, on a logarithmic scale, a line for "
                  "each engine, with horizontal lines at 1 s, 10 s and 60 s; dashed where it "
                  "is estimated.",
              .x = {.title = "depth m, with n = 3m+1 generals", .tics = {}},
              .y = {.title = "time for one pass", .logarithmic = true, .unit = "s"},
              .levels = {{1, "1 s"}, {10, "10 s"}, {60, "60 s"}},
              .legend_below = true};
  int colour = 0;
  int largest_m = 1;
  for (const EngineReach& reach : all) {
    Series measured{.title = reach.engine, .colour = colour};
    Series estimated{.colour = colour++, .dots = false, .dashed = true};
    for (const ReachStep& step : reach.steps) {
      const Point point{static_cast<double>(step.m), step.seconds};
      if (step.measured) {
        measured.points.push_back(point);
        estimated.points = {point};
      } else {
        estimated.points.push_back(point);
      }
      largest_m = std::max(largest_m, step.m);
    }
    chart.series.push_back(std::move(measured));
    chart.series.push_back(std::move(estimated));
  }
  for (int m = 1; m <= largest_m; ++m) {
    chart.x.tics.push_back({static_cast<double>(m), std::to_string(m)});
  }
  return chart;
}

Table reach_table(const std::vector<EngineReach>& all) {
  Table table{.columns = {{"engine", true},
                          {"scenarios in a pass"},
                          {"in 1 s", true},
                          {"in 10 s", true},
                          {"in 60 s", true},
                          {"first beyond a minute", true}},
              .rows = {}};
  for (const EngineReach& reach : all) {
    std::vector<TableCell> row{text_cell(reach.engine),
                               count_cell(static_cast<std::uint64_t>(reach.scenarios))};
    for (const double limit : kLimits) {
      row.push_back(within(reach.steps, limit));
    }
    row.push_back(beyond(reach.steps));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::vector<ReachStep> steps_of_engine(const std::vector<EngineMeasurement>& engines,
                                       const std::string& engine) {
  std::vector<ReachStep> steps;
  for (const EngineMeasurement& run : engines) {  // by n, so by m here
    if (run.engine == engine && run.n == fewest_generals(run.m) && run.m > 0) {
      steps.push_back({run.m, median(run.seconds), true});
    }
  }
  if (steps.size() < kFewestMeasured) {
    return {};
  }
  while (steps.back().seconds <= kMinute && fewest_generals(steps.back().m + 1) <= kMaxGenerals) {
    const ReachStep& last = steps.back();
    steps.push_back({last.m + 1, estimated_after(steps[steps.size() - 2], last), false});
  }
  return steps;
}

std::optional<Section> reach_section(const Measurements& measurements) {
  const std::vector<EngineReach> all = reaches(measurements);
  if (all.empty()) {
    return std::nullopt;
  }
  return Section{
      .id = "reach",
      .title = "How far each engine gets",
      .text =
          "The largest n = 3m+1 that one pass plays in 1 s, 10 s and 60 s, and the first that "
          "takes longer than a minute: where it is impractical now.",
      .parts = {{.id = "reach-time",
                 .title = "Time for one pass at n = 3m+1",
                 .chart = reach_chart(all),
                 .table = reach_table(all),
                 .note =
                     "Estimated (est.; dashed): from the last two sizes, by the closed form of the "
                     "messages. Time only: generals in lock step also take about a byte of "
                     "memory for a message."}}};
}

std::optional<Figure> reach_figure(const Measurements& measurements) {
  const EngineReach* farthest = nullptr;
  const std::vector<EngineReach> all = reaches(measurements);
  for (const EngineReach& reach : all) {
    const bool is_farther = farthest == nullptr ||
                            reach.steps.back().m > farthest->steps.back().m ||
                            (reach.steps.back().m == farthest->steps.back().m &&
                             reach.steps.back().seconds < farthest->steps.back().seconds);
    if (reach.scenarios == 1 && reach.makes_every_message && reach.steps.back().seconds > kMinute &&
        is_farther) {
      farthest = &reach;
    }
  }
  if (farthest == nullptr) {
    return std::nullopt;
  }
  const ReachStep& step = farthest->steps.back();
  return Figure{
      .number = size_text(step.m),
      .says = fmt::format("is where making every message takes more than a minute now: {} of them, "
                          "{}{} (engine {}).",
                          rounded(messages_for(step.m)), step.measured ? "" : "an estimated ",
                          duration(step.seconds), farthest->engine)};
}

}  // namespace turncoat
