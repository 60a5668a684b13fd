// Hunts against what levels decide: every property that some adversary breaks must be found broken.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>

#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/hunt/search.hpp"
#include "turncoat/properties/prove/frontier.hpp"

namespace turncoat {
namespace {

// n, m, the number of traitors and the property: what a hunt is asked for.
using Hunted = std::tuple<int, int, int, Property>;

std::map<Hunted, bool> violated_up_to(const FrontierRange& range) {
  Frontier frontier;
  settle(frontier, range, {.formula_message_limit = 0});
  std::map<Hunted, bool> violated;
  for (const auto& [cell, verdict] : frontier) {
    violated[{cell.n, cell.m, cell.k, cell.property}] |= verdict == Verdict::violated;
  }
  return violated;
}

TEST(Hunts, FindEveryViolationThereIs) {
  std::map<std::string, int> found_by;
  int violated = 0;
  for (const auto& [hunted, is_violated] :
       violated_up_to({.n_max = 10, .m_max = 6, .traitors_max = 10})) {
    const auto& [n, m, k, property] = hunted;
    const SearchResult result = search({.n = n,
                                        .m = m,
                                        .traitor_count = k,
                                        .property = property,
                                        .tries = is_violated ? 1'000'000U : 600U});
    EXPECT_EQ(result.found.has_value(), is_violated)
        << fmt::format("n={} m={} k={} {}", n, m, k, name(property));
    if (result.found) {
      ++found_by[result.found->by.starts_with("strategy") ? "strategies" : "random lies"];
      EXPECT_EQ(result.found->violated, property);
    }
    violated += is_violated ? 1 : 0;
  }
  EXPECT_EQ(violated, 310);
  EXPECT_EQ(found_by["strategies"], 305);
  EXPECT_EQ(found_by["random lies"], 5);
}

}  // namespace
}  // namespace turncoat
