#include "turncoat/bench/report/frontier_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "turncoat/core/setup.hpp"
#include "turncoat/support/number_text.hpp"

namespace turncoat {
namespace {

struct Depth {
  int m;
  int traitors;
  friend auto operator<=>(const Depth&, const Depth&) = default;
};

std::string text_of(const Cell& cell) {
  return fmt::format("n={}, m={}, {} traitors, {} commander: {}", cell.n, cell.m, cell.k,
                     cell.commander_is_loyal ? "loyal" : "traitorous", name(cell.property));
}

bool is_promised(const Cell& cell) {
  return cell.n >= fewest_generals(cell.m) && cell.k <= cell.m;
}

}  // namespace

FrontierReport frontier_report(const Frontier& frontier) {
  std::map<Depth, std::set<int>> broken;  // the n at which some cell is violated
  std::map<Depth, std::set<int>> settled;
  FrontierReport report{.section = {.id = "frontier", .title = "Where it holds, exactly"},
                        .failures = {}};
  for (const auto& [cell, verdict] : frontier) {
    if (verdict == Verdict::violated && is_promised(cell)) {
      report.failures.push_back(
          fmt::format("Theorem 1 promises what is violated: {}", text_of(cell)));
    }
    if (cell.k < 1 || cell.k > cell.m) {
      continue;
    }
    settled[{cell.m, cell.k}].insert(cell.n);
    if (verdict == Verdict::violated) {
      broken[{cell.m, cell.k}].insert(cell.n);
    }
  }
  Table table{.columns = {{"m"},
                          {"traitors"},
                          {"holds from n ="},
                          {"Theorem 1 promises from n ="},
                          {"settled up to n ="}},
              .rows = {}};
  for (const auto& [depth, all_n] : settled) {
    const auto found = broken.find(depth);
    const int holds_from = found == broken.end() ? *all_n.begin() : *found->second.rbegin() + 1;
    const int largest = *all_n.rbegin();
    const int promised_from = fewest_generals(depth.m);
    table.rows.push_back({count_cell(static_cast<std::uint64_t>(depth.m)),
                          count_cell(static_cast<std::uint64_t>(depth.traitors)),
                          holds_from > largest ? text_cell("beyond")
                                               : count_cell(static_cast<std::uint64_t>(holds_from)),
                          count_cell(static_cast<std::uint64_t>(promised_from)),
                          count_cell(static_cast<std::uint64_t>(largest))});
  }
  report.section.text = fmt::format(
      "{} cells were settled by turncoat frontier: each is one n, m, number of traitors, kind of "
      "commander, order and property, and its verdict is about every adversary at once.",
      with_commas(frontier.size()));
  report.section.parts = {
      {.id = "frontier-cells",
       .title = "The fewest generals with which IC1 and IC2 hold, by depth and number of traitors",
       .table = std::move(table),
       .note = "With as many traitors as the depth m, n = 3m+1 is exact; with fewer, fewer "
               "generals will do than the theorem says. Assumed: loyal lieutenants are "
               "interchangeable, and so are traitorous ones."}};
  return report;
}

}  // namespace turncoat
