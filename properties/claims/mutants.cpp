#include "turncoat/properties/claims/mutants.hpp"

#include <algorithm>
#include <array>

namespace turncoat {
namespace {

// A tie, or silence, that counts as attack is as good a rule as the paper's: nothing breaks.
constexpr std::array kMutants{
    Mutant{"tie-means-attack", "half of the votes for attack is taken for a majority",
           Rules{.tie = Order::attack}, "", "n=5 m=1 traitors 0 order retreat"},
    Mutant{"silence-means-attack", "a message that doesn't come counts as attack",
           Rules{.silence = Order::attack}, "", "n=4 m=1 traitors 0 order retreat"},
    Mutant{"own-order-not-counted", "a lieutenant polls the others only", Rules{.own_votes = 0},
           "n=4 m=1 traitors 1 order attack: IC1", "n=4 m=1 traitors 1 order attack"},
    Mutant{"own-order-counted-twice", "a lieutenant counts what it received itself twice",
           Rules{.own_votes = 2}, "n=4 m=1 traitors 0 order attack: IC1",
           "n=4 m=1 traitors 0 order attack"},
    Mutant{"one-round-too-few", "the recursion stops at OM(1)", Rules{.rounds_left_out = 1},
           "n=4 m=1 traitors 0 order attack: IC1", "n=4 m=1 traitors 0 order attack"},
    Mutant{"path-members-vote", "generals on the path are polled, and are missing",
           Rules{.path_members_vote = true}, "n=4 m=1 traitors 1 order attack: IC1",
           "n=4 m=1 traitors 1 order attack"},
    Mutant{"first-heard-wins", "the order that comes first is obeyed, without a vote",
           Rules{.first_heard_wins = true}, "n=4 m=1 traitors 0 order attack: IC1",
           "n=4 m=1 traitors 0 order attack"},
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

}  // namespace turncoat
