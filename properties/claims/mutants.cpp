#include "turncoat/properties/claims/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace turncoat {
namespace {

constexpr std::array kMutants{
    Mutant{"tie-means-attack", "half of the votes for attack is taken for a majority",
           Rules{.tie = Order::attack}},
    Mutant{"silence-means-attack", "a message that doesn't come counts as attack",
           Rules{.silence = Order::attack}},
    Mutant{"own-order-not-counted", "a lieutenant polls the others only", Rules{.own_votes = 0}},
    Mutant{"own-order-counted-twice", "a lieutenant counts what it received itself twice",
           Rules{.own_votes = 2}},
    Mutant{"one-round-too-few", "the recursion stops at OM(1)", Rules{.rounds_left_out = 1}},
    Mutant{"path-members-vote", "generals on the path are polled, and are missing",
           Rules{.path_members_vote = true}},
    Mutant{"first-heard-wins", "the order that comes first is obeyed, without a vote",
           Rules{.first_heard_wins = true}},
};

}  // namespace

std::span<const Mutant> mutants() {
  return kMutants;
}

const Mutant* find_mutant(std::string_view name) {
  const auto found = std::find_if(kMutants.begin(), kMutants.end(),
                                  [&](const Mutant& mutant) { return mutant.name == name; });
  return found == kMutants.end() ? nullptr : &*found;
}

const Rules& rules_under_test() {
  static const Rules rules = [] {
    const char* name = std::getenv("TURNCOAT_MUTANT");
    if (name == nullptr) {
      return Rules{};
    }
    const Mutant* mutant = find_mutant(name);
    if (mutant == nullptr) {
      fmt::print(stderr, "TURNCOAT_MUTANT: there is no mutant \"{}\"\n", name);
      std::exit(2);
    }
    return mutant->rules;
  }();
  return rules;
}

}  // namespace turncoat
