#include "turncoat/properties/cell.hpp"

namespace turncoat {

Setup Cell::setup() const {
  const int first = commander_is_loyal ? kCommander + 1 : kCommander;
  return {.n = n, .m = m, .order = order, .traitors = Generals::range(first, first + k)};
}

std::vector<Cell> cells_of(int n, int m, int k) {
  std::vector<Cell> cells;
  if (k <= n - 1) {
    for (const Property property : kProperties) {
      for (const Order order : {Order::attack, Order::retreat}) {
        cells.push_back({n, m, k, true, property, order});
      }
    }
  }
  if (k >= 1 && k <= n) {
    cells.push_back({n, m, k, false, Property::IC1, Order::attack});
  }
  return cells;
}

}  // namespace turncoat
