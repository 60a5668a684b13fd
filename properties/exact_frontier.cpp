#include "turncoat/properties/exact_frontier.hpp"

namespace turncoat {

Verdict exact_frontier(const Cell& cell) {
  const auto& [n, m, k, commander_is_loyal, property, order] = cell;
  if (is_vacuous(property, cell.setup())) {
    return Verdict::vacuous;
  }
  // In OM(0) nobody relays: what a loyal commander says is what all decide.
  const bool holds = commander_is_loyal
                         ? m == 0 || n >= 2 * k + m + (order == Order::attack ? 1 : 0)
                         : k <= m && n >= 2 * k + m - 1;
  return holds ? Verdict::holds : Verdict::violated;
}

}  // namespace turncoat
