#include "turncoat/bench/report/spread.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace turncoat {

TableCell spread_cell(const std::vector<double>& seconds) {
  if (seconds.size() < 2) {
    return no_cell();
  }
  const auto [fastest, slowest] = std::minmax_element(seconds.begin(), seconds.end());
  const double above = *slowest / *fastest - 1;
  return number_cell(above, fmt::format("{:.2g} %", 100 * above));
}

}  // namespace turncoat
