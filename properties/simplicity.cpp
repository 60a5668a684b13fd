#include "turncoat/properties/simplicity.hpp"

#include <algorithm>
#include <array>

namespace turncoat {

std::strong_ordering compare_simplicity(const Scenario& a, const Scenario& b) {
  const auto sizes = [](const Scenario& s) {
    return std::array{s.setup.n, s.setup.m, s.setup.traitor_count(),
                      static_cast<int>(s.lies.size()), s.setup.order == Order::attack ? 0 : 1};
  };
  if (const auto order = sizes(a) <=> sizes(b); order != 0) {
    return order;
  }
  const Generals& in_a = a.setup.traitors;
  const Generals& in_b = b.setup.traitors;
  if (const auto order = std::lexicographical_compare_three_way(in_a.begin(), in_a.end(),
                                                                in_b.begin(), in_b.end());
      order != 0) {
    return order;
  }
  return a.lies <=> b.lies;
}

}  // namespace turncoat
