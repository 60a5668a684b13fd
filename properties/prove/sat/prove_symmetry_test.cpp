// One pair of lieutenants, and the traitors with the smallest numbers, stand for all: asked about
// every set of traitors and every pair where n is small.
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"

namespace turncoat {
namespace {

bool is_possible(const turncoat::Setup& setup, const std::vector<Decision>& asked) {
  const Satisfiable found = solve(question(setup, asked)->cnf).satisfiable;
  EXPECT_NE(found, Satisfiable::unknown);
  return found == Satisfiable::yes;
}

// Every way in which the property could break.
std::vector<std::vector<Decision>> breaches(const turncoat::Setup& setup, Property property) {
  std::vector<std::vector<Decision>> all;
  for (const int first : setup.loyal_lieutenants()) {
    if (property == Property::IC2) {
      all.push_back({{first, opposite(setup.order)}});
      continue;
    }
    for (const int second : setup.loyal_lieutenants().without(first)) {
      all.push_back({{first, Order::attack}, {second, Order::retreat}});
    }
  }
  return all;
}

// What stands for the setup in `turncoat prove`.
turncoat::Setup representative(const turncoat::Setup& setup) {
  const int first = setup.commander_is_loyal() ? kCommander + 1 : kCommander;
  turncoat::Setup standing = setup;
  standing.traitors = Generals::range(first, first + setup.traitor_count());
  if (!setup.commander_is_loyal()) {
    standing.order = Order::attack;
  }
  return standing;
}

TEST(ProveSymmetry, OneOfAKindStandsForAll) {
  std::map<std::tuple<int, int, Order, Generals, Property>, bool> possible;  // of representatives
  int setups = 0;
  int formulas = 0;
  for (int n = 2; n <= 7; ++n) {
    for (int m = 0; m <= n - 2 && (n < 7 || m <= 2); ++m) {
      for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
        for (const Order order : {Order::attack, Order::retreat}) {
          const turncoat::Setup setup{
              .n = n, .m = m, .order = order, .traitors = Generals::of_word(word)};
          const turncoat::Setup standing = representative(setup);
          for (const Property property : kProperties) {
            if (is_vacuous(property, setup)) {
              continue;
            }
            const auto [known, is_new] =
                possible.try_emplace({n, m, standing.order, standing.traitors, property}, false);
            if (is_new) {
              known->second = is_possible(standing, breach(standing, property));
            }
            for (const std::vector<Decision>& asked : breaches(setup, property)) {
              EXPECT_EQ(is_possible(setup, asked), known->second)
                  << "n=" << n << " m=" << m << " traitors " << to_string(setup.traitors) << " "
                  << name(order) << " " << name(property) << " lieutenant " << asked[0].lieutenant;
              ++formulas;
            }
            ++setups;
          }
        }
      }
    }
  }
  EXPECT_EQ(possible.size(), 311U);
  EXPECT_EQ(setups, 2'300);
  EXPECT_EQ(formulas, 12'186);
}

}  // namespace
}  // namespace turncoat
