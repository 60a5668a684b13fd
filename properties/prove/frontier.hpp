// The frontier: exactly where each property holds for every adversary, cell by cell.
//
// Each cell is settled by levels (levels.hpp). If a formula of the whole is small, it is settled by
// that as well (prove.hpp), and the two must agree.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/verdict.hpp"

namespace turncoat {

// From n = 2, m = 0, k = 0 to these, with m ≤ n − 2 and k ≤ n.
struct FrontierRange {
  int n_max = 0;
  int m_max = 0;
  int traitors_max = 0;

  bool contains(const Cell& cell) const {
    return cell.n <= n_max && cell.m <= m_max && cell.k <= traitors_max;
  }
};

std::vector<Cell> cells_within(const FrontierRange& range);

// The settled cells; a cell that isn't there is undecided.
using Frontier = std::map<Cell, Verdict>;

struct FrontierOptions {
  // A run of more messages is settled by levels alone.
  std::uint64_t formula_message_limit = 10'000;
  // Asked now and then; true ends it.
  std::function<bool()> stop{};
  // Called after each cell that was settled.
  std::function<void(const Cell&)> settled{};
};

struct FrontierWork {
  std::uint64_t by_levels = 0;
  std::uint64_t by_formulas = 0;  // of those, also
};

// Settles the missing cells of the range, until told to stop.
FrontierWork settle(Frontier& frontier, const FrontierRange& range,
                    const FrontierOptions& options = {});

// A file with one row for each cell, those of the range that aren't settled as "undecided":
//   {"n": 6, "m": 2, "k": 2, "commander": "loyal", "property": "IC2", "order": "attack",
//    "verdict": "violated"}
// k counts the traitors, all of them; the order is null where the commander is a traitor.
inline constexpr std::string_view kFrontierFormat = "turncoat-frontier/1";
std::string write_frontier(const Frontier& frontier, const FrontierRange& range);
// The rows that are settled. Throws BadInput.
Frontier read_frontier(std::string_view text, const std::string& file);

}  // namespace turncoat
