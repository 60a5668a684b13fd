// The cost of a message in each engine, and how far each gets in a given time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "turncoat/bench/report/measurements.hpp"
#include "turncoat/support/page/document.hpp"

namespace turncoat {

// Seconds of one pass of an engine at n = 3m+1.
struct ReachStep {
  int m;
  double seconds;
  bool measured;
};

// From the smallest m that was measured up to the first that takes more than a minute. An m that
// was not measured is estimated from the two measured below it: the time grows with the closed form
// of the messages, by the power with which it grew between those two.
std::vector<ReachStep> steps_of_engine(const std::vector<EngineMeasurement>& engines,
                                       const std::string& engine);

// Nothing if no engine was measured.
std::optional<Section> engines_section(const Measurements& measurements);
std::optional<Section> reach_section(const Measurements& measurements);
// The first run that is impractical now: beyond a minute in every engine that plays every message
// of one scenario.
std::optional<Figure> reach_figure(const Measurements& measurements);
// The fastest of these for the article's size.
std::optional<Figure> speed_figure(const Measurements& measurements);
// The largest run whose decisions the fast evaluator found.
std::optional<Figure> fast_figure(const Measurements& measurements);

}  // namespace turncoat
