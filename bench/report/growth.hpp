// How messages grow with n and m, measured beside the closed form.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "turncoat/bench/report/measurements.hpp"
#include "turncoat/support/page/document.hpp"

namespace turncoat {

// An article about the problem calls this impractical: messages received by each lieutenant for
// n=13, m=4.
inline constexpr Size kSizeInArticle{.n = 13, .m = 4};
inline constexpr int kReceivedInArticle = 9032;

struct Growth {
  double n;
  double count;
};

// The k for which count = c·n^k fits best: least squares of log count over log n. Nothing if fewer
// than two different n are given. All n and counts are above 0.
std::optional<double> fitted_exponent(std::span<const Growth> points);

// One line each: a count that is not the closed form.
std::vector<std::string> growth_failures(const Measurements& measurements);

// Nothing if no growth was measured.
std::optional<Section> growth_section(const Measurements& measurements);
std::optional<Figure> growth_figure(const Measurements& measurements);

}  // namespace turncoat
