#include "turncoat/bench/report/growth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

using GrowthOfM = std::map<int, std::vector<GrowthMeasurement>>;

constexpr int kLargestMDrawn = 8;

bool is_as_closed_form(const GrowthMeasurement& run) {
  return run.messages == messages_sent(run.n, run.m) &&
         run.received_per_lieutenant == messages_received_per_lieutenant(run.n, run.m);
}

std::string closed_form(int n, int m) {
  const auto exact = messages_sent(n, m);
  return exact ? with_commas(*exact) : describe_messages_sent(n, m);
}

bool has_fewest_generals(const GrowthMeasurement& run) {
  return run.n == fewest_generals(run.m);
}

std::vector<TableColumn> columns() {
  return {{"n"},        {"m"},         {"closed form"},
          {"measured"}, {"equal"},     {"received per lieutenant"},
          {"bytes"},    {"messages/s"}};
}

std::vector<TableCell> row(const GrowthMeasurement& run) {
  const bool equal = is_as_closed_form(run);
  const auto exact = messages_sent(run.n, run.m);
  return {count_cell(static_cast<std::uint64_t>(run.n)),
          count_cell(static_cast<std::uint64_t>(run.m)),
          exact ? count_cell(*exact) : text_cell(closed_form(run.n, run.m)),
          count_cell(run.messages),
          {.text = equal ? "yes" : "NO", .value = equal, .tone = equal ? Tone::good : Tone::bad},
          count_cell(run.received_per_lieutenant),
          count_cell(run.bytes),
          number_cell(run.messages_per_second, rounded(run.messages_per_second))};
}

// Growth for n = 3m+1: of all messages, or if `divided` of those that one lieutenant gets.
Series fewest_closed_form(bool divided) {
  Series series{.title = divided ? "received by each lieutenant" : "all messages",
                .colour = divided ? 1 : 0,
                .dots = false};
  for (int m = 1; m <= kLargestMDrawn; ++m) {
    const int n = fewest_generals(m);
    const double all = messages_sent_approximately(n, m);
    series.points.push_back({static_cast<double>(n), divided ? all / (n - 1) : all});
  }
  return series;
}

Chart fewest_chart(const Measurements& measurements) {
  Series all{.title = "measured", .colour = 0, .line = false};
  Series received{.title = "measured", .colour = 1, .line = false};
  for (const GrowthMeasurement& run : measurements.growth) {
    if (has_fewest_generals(run)) {
      const auto n = static_cast<double>(run.n);
      all.points.push_back({n, static_cast<double>(run.messages)});
      received.points.push_back({n, static_cast<double>(run.received_per_lieutenant)});
    }
  }
  Chart chart{.alt =
                  "Messages on a logarithmic scale over n = 3m+1 generals: the closed forms of all "
                  "messages and of those that one lieutenant receives, with the measured counts on "
                  "them; 9,032 at n = 13 is marked.",
              .x = {.title = "generals n = 3m+1", .tics = {}},
              .y = {.title = "messages of one run", .logarithmic = true},
              .series = {fewest_closed_form(false), all, fewest_closed_form(true), received},
              .labels = {}};
  for (int m = 1; m <= kLargestMDrawn; ++m) {
    const int n = fewest_generals(m);
    chart.x.tics.push_back({static_cast<double>(n), std::to_string(n)});
  }
  chart.labels.push_back({.at = {static_cast<double>(kSizeInArticle.n), kReceivedInArticle},
                          .text = "the article's 9,032",
                          .below = true});
  return chart;
}

Part fewest_part(const Measurements& measurements) {
  Table table{.columns = columns(), .rows = {}};
  for (const GrowthMeasurement& run : measurements.growth) {
    if (has_fewest_generals(run)) {
      table.rows.push_back(row(run));
    }
  }
  return {.id = "growth-fewest",
          .title = "n = 3m+1: the fewest generals that withstand m traitors",
          .chart = fewest_chart(measurements),
          .table = std::move(table),
          .note =
              "Lines are the closed form: the sum over r = 1 … m+1 of (n−1)(n−2)…(n−r). Points "
              "are messages counted as they were sent. A message of round r counts r+1 bytes: "
              "one for each general on its path, one for the order."};
}

TableCell exponent_cell(const std::optional<double>& value) {
  return value ? number_cell(*value, fmt::format("{:.2f}", *value)) : no_cell();
}

std::vector<TableCell> exponent_row(int m, const std::vector<GrowthMeasurement>& runs) {
  std::vector<Growth> all;
  std::vector<Growth> received;
  for (const GrowthMeasurement& run : runs) {
    const auto n = static_cast<double>(run.n);
    all.push_back({n, static_cast<double>(run.messages)});
    received.push_back({n, static_cast<double>(run.received_per_lieutenant)});
  }
  const auto last_two = [](const std::vector<Growth>& points) { return std::span(points).last(2); };
  return {count_cell(static_cast<std::uint64_t>(m)),
          text_cell(fmt::format("{} to {}", runs.front().n, runs.back().n)),
          exponent_cell(fitted_exponent(all)),
          exponent_cell(fitted_exponent(last_two(all))),
          count_cell(static_cast<std::uint64_t>(m) + 1),
          exponent_cell(fitted_exponent(received)),
          exponent_cell(fitted_exponent(last_two(received))),
          count_cell(static_cast<std::uint64_t>(m))};
}

GrowthOfM several_n(const Measurements& measurements) {
  GrowthOfM by_m;
  for (const GrowthMeasurement& run : measurements.growth) {
    if (run.messages > 0 && run.received_per_lieutenant > 0) {  // else there is no logarithm
      by_m[run.m].push_back(run);
    }
  }
  std::erase_if(by_m, [](const auto& entry) { return entry.second.size() < 2; });
  return by_m;
}

Chart fixed_m_chart(const GrowthOfM& by_m) {
  Chart chart{.alt =
                  "Messages over the number of generals, both on logarithmic scales: for each "
                  "depth m the measured counts lie on the line of the closed form, which is "
                  "the steeper the larger m is.",
              .x = {.title = "generals n", .logarithmic = true, .tics = {}},
              .y = {.title = "messages of one run", .logarithmic = true}};
  for (const int n : {4, 8, 16, 32, 64}) {
    chart.x.tics.push_back({static_cast<double>(n), std::to_string(n)});
  }
  int colour = 0;
  for (const auto& [m, runs] : by_m) {
    Series closed{.colour = colour, .dots = false};
    for (int n = runs.front().n; n <= runs.back().n; ++n) {
      closed.points.push_back({static_cast<double>(n), messages_sent_approximately(n, m)});
    }
    Series measured{.title = fmt::format("m = {}", m), .colour = colour++, .line = false};
    for (const GrowthMeasurement& run : runs) {
      measured.points.push_back({static_cast<double>(run.n), static_cast<double>(run.messages)});
    }
    chart.series.push_back(std::move(closed));
    chart.series.push_back(std::move(measured));
  }
  return chart;
}

std::vector<Part> fixed_m_parts(const Measurements& measurements) {
  const GrowthOfM by_m = several_n(measurements);
  if (by_m.empty()) {
    return {};
  }
  Table exponents{.columns = {{"m"},
                              {"n", true},
                              {"all messages: fitted"},
                              {"last two n"},
                              {"predicted"},
                              {"per lieutenant: fitted"},
                              {"last two n"},
                              {"predicted"}},
                  .rows = {}};
  Table counts{.columns = columns(), .rows = {}};
  for (const auto& [m, runs] : by_m) {
    exponents.rows.push_back(exponent_row(m, runs));
    for (const GrowthMeasurement& run : runs) {
      counts.rows.push_back(row(run));
    }
  }
  return {{.id = "growth-fixed",
           .title = "m stays, n grows: a power of n",
           .chart = fixed_m_chart(by_m),
           .table = std::move(exponents),
           .note = "Fitted: the exponent of n by least squares of log count over log n. Predicted: "
                   "m+1 for all messages, m for each lieutenant's, as n grows without end. At "
                   "these n it still lies above, because (n−1)(n−2)…(n−r) is well below n to the "
                   "power of r and catches up; the last two n are nearer to it."},
          {.id = "growth-counts",
           .title = "The counts behind these exponents",
           .table = std::move(counts)}};
}

}  // namespace

std::optional<double> fitted_exponent(std::span<const Growth> points) {
  double mean_x = 0;
  double mean_y = 0;
  for (const Growth& point : points) {
    mean_x += std::log(point.n) / static_cast<double>(points.size());
    mean_y += std::log(point.count) / static_cast<double>(points.size());
  }
  double covariance = 0;
  double variance = 0;
  bool differ = false;
  for (const Growth& point : points) {
    const double x = std::log(point.n) - mean_x;
    covariance += x * (std::log(point.count) - mean_y);
    variance += x * x;
    differ = differ || point.n != points.front().n;
  }
  return differ ? std::optional(covariance / variance) : std::nullopt;
}

std::vector<std::string> growth_failures(const Measurements& measurements) {
  std::vector<std::string> failures;
  for (const GrowthMeasurement& run : measurements.growth) {
    if (!is_as_closed_form(run)) {
      failures.push_back(fmt::format(
          "n={}, m={}: {} messages measured, {} per lieutenant; the closed form says {}", run.n,
          run.m, with_commas(run.messages), with_commas(run.received_per_lieutenant),
          closed_form(run.n, run.m)));
    }
  }
  return failures;
}

std::optional<Section> growth_section(const Measurements& measurements) {
  if (measurements.growth.empty()) {
    return std::nullopt;
  }
  Section section{.id = "growth",
                  .title = "How messages grow",
                  .text =
                      "Runs of state machines in lock step, every message counted as it is "
                      "sent. Counts are the same on every machine."};
  if (std::any_of(measurements.growth.begin(), measurements.growth.end(), has_fewest_generals)) {
    section.parts.push_back(fewest_part(measurements));
  }
  for (Part& part : fixed_m_parts(measurements)) {
    section.parts.push_back(std::move(part));
  }
  return section;
}

std::optional<Figure> growth_figure(const Measurements& measurements) {
  for (const GrowthMeasurement& run : measurements.growth) {
    if (Size{run.n, run.m} == kSizeInArticle) {
      return Figure{.number = with_commas(run.received_per_lieutenant),
                    .says = fmt::format("messages reached each lieutenant for n = 13, m = 4; {} "
                                        "were sent. The article's figure is 9,032.",
                                        with_commas(run.messages))};
    }
  }
  return std::nullopt;
}

}  // namespace turncoat
