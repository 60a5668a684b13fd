// Benchmarks that are neither growth nor engines of every message: a table for each family, with
// every counter, and a chart if several sizes were measured.
#pragma once

#include <optional>
#include <vector>

#include "turncoat/bench/report/measurements.hpp"
#include "turncoat/support/page/document.hpp"

namespace turncoat {

// Nothing if there are none.
std::optional<Section> suites_section(const Measurements& measurements);

}  // namespace turncoat
