#include "turncoat/properties/prove/frontier.hpp"

#include <algorithm>
#include <memory>

#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/prove/levels/levels.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {

std::vector<Cell> cells_within(const FrontierRange& range) {
  std::vector<Cell> cells;
  for (int n = kMinGenerals; n <= range.n_max; ++n) {
    for (int m = 0; m <= std::min(range.m_max, n - 2); ++m) {
      for (int k = 0; k <= std::min(range.traitors_max, n); ++k) {
        for (const Cell& cell : cells_of(n, m, k)) {
          cells.push_back(cell);
        }
      }
    }
  }
  return cells;
}

FrontierWork settle(Frontier& frontier, const FrontierRange& range,
                    const FrontierOptions& options) {
  FrontierWork work;
  bool is_stopped = false;  // `options.stop` may say so only once, and to a solver that is done.
  const auto stop = [&] {
    is_stopped = is_stopped || (options.stop && options.stop());
    return is_stopped;
  };
  std::unique_ptr<Levels> levels;  // of the cell before, if it has the same n and m
  int n = 0;
  int m = 0;
  for (const Cell& cell : cells_within(range)) {
    if (frontier.contains(cell)) {
      continue;
    }
    if (stop()) {
      break;
    }
    if (cell.n != n || cell.m != m) {
      n = cell.n;
      m = cell.m;
      levels = std::make_unique<Levels>(n, m, Rules{}, stop);
    }
    const Verdict by_levels = levels->verdict(cell.setup(), cell.property);
    if (by_levels == Verdict::undecided) {
      break;
    }
    const auto messages = messages_sent(n, m);
    if (messages && *messages <= options.formula_message_limit) {
      const Verdict by_formula = prove(cell.setup(), cell.property, {.stop = stop}).verdict;
      if (by_formula == Verdict::undecided) {
        break;
      }
      check(by_formula == by_levels, "the formula and the levels to agree");
      ++work.by_formulas;
    }
    ++work.by_levels;
    frontier.emplace(cell, by_levels);
    if (options.settled) {
      options.settled(cell);
    }
  }
  return work;
}

}  // namespace turncoat
