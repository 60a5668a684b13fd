#include "bench/growth_table.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

#include "core/message_count.hpp"

namespace turncoat {
namespace {

using GrowthOfM = std::map<int, std::vector<GrowthMeasurement>>;

bool is_as_closed_form(const GrowthMeasurement& run) {
  return run.messages == messages_sent(run.n, run.m) &&
         run.received_per_lieutenant == messages_received_per_lieutenant(run.n, run.m);
}

std::string closed_form(int n, int m) {
  const auto exact = messages_sent(n, m);
  return exact ? with_commas(*exact) : describe_messages_sent(n, m);
}

std::vector<std::string> failures_of(const Measurements& measurements) {
  std::vector<std::string> failures;
  for (const FailedBenchmark& failed : measurements.failed) {
    failures.push_back(fmt::format("{}: {}", failed.name, failed.why));
  }
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

std::string heading(const Measurements& measurements, const std::vector<std::string>& failures) {
  std::string text = "# How messages grow\n\n";
  for (const std::string& failure : failures) {
    text += fmt::format("- **FAILED**: {}\n", failure);
  }
  text += failures.empty() ? "" : "\n";
  text +=
      "A run of the benchmarks, as `growth_report` read it. Counts are the same on every machine; "
      "rates are of\nthis run on this machine";
  if (measurements.processors > 0) {
    text += fmt::format(", of {} processors", measurements.processors);
  }
  text += measurements.build.empty() ? ".\n" : fmt::format(", built as {}.\n", measurements.build);
  return text;
}

std::string growth_row(const GrowthMeasurement& run) {
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", run.n, run.m,
                     closed_form(run.n, run.m), with_commas(run.messages),
                     is_as_closed_form(run) ? "yes" : "**NO**",
                     with_commas(run.received_per_lieutenant), with_commas(run.bytes),
                     rounded_rate(run.messages_per_second));
}

constexpr std::string_view kGrowthColumns =
    "| n | m | closed form | measured | equal | received per lieutenant | bytes | messages/s |\n"
    "|--:|--:|--:|--:|:-:|--:|--:|--:|\n";

// Where the algorithm is needed most: with one general fewer no algorithm withstands m traitors.
std::string fewest_generals_table(const Measurements& measurements) {
  std::string rows;
  for (const GrowthMeasurement& run : measurements.growth) {
    rows += run.n == 3 * run.m + 1 ? growth_row(run) : "";
  }
  if (rows.empty()) {
    return "";
  }
  return fmt::format(
      "\n## n = 3m+1: the fewest generals for m traitors\n\n{}{}\n"
      "The closed form of all messages is the sum over r = 1 … m+1 of (n-1)(n-2)…(n-r). A message "
      "of round r\ncounts r+1 bytes: one for each general on its path, one for the order.\n",
      kGrowthColumns, rows);
}

std::string exponent(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f}", *value) : "-";
}

std::string exponent_row(int m, const std::vector<GrowthMeasurement>& runs) {
  std::vector<Growth> all;
  std::vector<Growth> received;
  for (const GrowthMeasurement& run : runs) {
    all.push_back({static_cast<double>(run.n), static_cast<double>(run.messages)});
    received.push_back(
        {static_cast<double>(run.n), static_cast<double>(run.received_per_lieutenant)});
  }
  const auto last_two = [](const std::vector<Growth>& points) { return std::span(points).last(2); };
  return fmt::format(
      "| {} | {} to {} | {} | {} | {} | {} | {} | {} |\n", m, runs.front().n, runs.back().n,
      exponent(fitted_exponent(all)), exponent(fitted_exponent(last_two(all))), m + 1,
      exponent(fitted_exponent(received)), exponent(fitted_exponent(last_two(received))), m);
}

std::string fixed_m_tables(const Measurements& measurements) {
  GrowthOfM by_m;
  for (const GrowthMeasurement& run : measurements.growth) {
    if (run.messages > 0 && run.received_per_lieutenant > 0) {  // else there is no logarithm
      by_m[run.m].push_back(run);
    }
  }
  std::erase_if(by_m, [](const auto& entry) { return entry.second.size() < 2; });
  if (by_m.empty()) {
    return "";
  }
  std::string text = "\n## m stays, n grows\n";
  std::string exponents;
  for (const auto& [m, runs] : by_m) {
    text += fmt::format("\n### m = {}\n\n{}", m, kGrowthColumns);
    for (const GrowthMeasurement& run : runs) {
      text += growth_row(run);
    }
    exponents += exponent_row(m, runs);
  }
  return text +
         fmt::format(
             "\n### The exponent of n\n\n"
             "| m | n | all messages: fitted | last two n | asymptotic | per lieutenant: fitted "
             "| last two n | asymptotic |\n"
             "|--:|--:|--:|--:|--:|--:|--:|--:|\n{}\n"
             "Fitted: least squares of log count over log n. At these n it lies above the "
             "asymptotic one, because\n(n-1)(n-2)…(n-r) is still well below n^r and catches up as "
             "n "
             "grows; the last two n are nearer to it.\n",
             exponents);
}

std::string engine_rows(const std::vector<EngineMeasurement>& engines) {
  std::map<std::pair<int, int>, double> reference;
  for (const EngineMeasurement& run : engines) {
    if (run.engine == "reference") {
      reference[{run.n, run.m}] = run.scenarios_per_second;
    }
  }
  std::string rows;
  for (const EngineMeasurement& run : engines) {
    const auto found = reference.find({run.n, run.m});
    const std::string ratio = found == reference.end()
                                  ? "-"
                                  : fmt::format("{:.3g}", run.scenarios_per_second / found->second);
    rows += fmt::format("| {} | {} | {} | {} | {} | {} |\n", run.n, run.m, run.engine,
                        rounded_rate(run.scenarios_per_second),
                        rounded_rate(run.messages_per_second), ratio);
  }
  return rows;
}

std::string engines_table(const Measurements& measurements) {
  if (measurements.engines.empty()) {
    return "";
  }
  return fmt::format(
      "\n## Engines\n\n"
      "| n | m | engine | scenarios/s | messages/s | times the reference |\n"
      "|--:|--:|:--|--:|--:|--:|\n{}\n"
      "A pass over lanes plays 512 scenarios at once; each message counts once for each of them. "
      "Every engine's\ndecisions were compared with the reference's before it was timed.\n",
      engine_rows(measurements.engines));
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

std::string rounded_rate(double per_second) {
  constexpr std::array<std::string_view, 5> kUnits{"", " k", " M", " G", " T"};
  std::size_t unit = 0;
  // 999.5 would be rounded to 1e+03.
  while (per_second >= 999.5 && unit + 1 < kUnits.size()) {
    per_second /= 1000;
    ++unit;
  }
  return fmt::format("{:.3g}{}", per_second, kUnits[unit]);
}

GrowthReport make_growth_report(const Measurements& measurements) {
  const std::vector<std::string> failures = failures_of(measurements);
  return {.markdown = heading(measurements, failures) + fewest_generals_table(measurements) +
                      fixed_m_tables(measurements) + engines_table(measurements),
          .failures = failures};
}

}  // namespace turncoat
