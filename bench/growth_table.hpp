// The report of a run of turncoat_bench, in Markdown: how messages grow with n and m, measured
// beside the closed form, and how fast each engine is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bench/measurements.hpp"

namespace turncoat {

struct Growth {
  double n;
  double count;
};

// The k for which count = c·n^k fits best: least squares of log count over log n. Nothing where
// fewer than two different n are given. All n and counts are above 0.
std::optional<double> fitted_exponent(std::span<const Growth> points);

// 1234567 → "1.23 M"
std::string rounded_rate(double per_second);

struct GrowthReport {
  std::string markdown;
  // One line each: a benchmark that failed, or a count that is not the closed form. Empty: all is
  // as it must be.
  std::vector<std::string> failures;
};

GrowthReport make_growth_report(const Measurements& measurements);

}  // namespace turncoat
