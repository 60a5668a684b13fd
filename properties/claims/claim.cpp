#include "turncoat/properties/claims/claim.hpp"

#include <algorithm>
#include <array>

namespace turncoat {
namespace {

constexpr std::array kClaims{
    Claim{"Theorem1", "IC1 and IC2 hold for n > 3m and at most m traitors", Region::guaranteed,
          claim::theorem_1},
    Claim{"Lemma1", "IC2 holds for n > 2k + m with k traitors", Region::lemma_1, claim::lemma_1},
    Claim{"Unanimity", "without traitors all decide the commander's order",
          Region::without_traitors, claim::unanimity},
    Claim{"Renumbering", "renumbering the lieutenants renumbers the decisions", Region::any,
          claim::renumbering},
    Claim{"FaithfulLie", "a lie that says what would be relayed anyway changes nothing",
          Region::any, claim::faithful_lie},
    Claim{"Monotonicity", "no decision for attack is lost where lies turn from retreat to attack",
          Region::any, claim::monotonicity},
    Claim{"Silence", "silence equals retreat in every decision", Region::any, claim::silence},
    Claim{"TraitorsEars", "what traitors tell traitors changes no decision", Region::any,
          claim::traitors_ears},
    Claim{"StateMachines", "the state machines resolve every path as the reference", Region::any,
          claim::state_machines},
    Claim{"FastEvaluator", "the fast evaluator resolves what it visits as the reference",
          Region::any, claim::fast_evaluator},
    Claim{"Lanes", "lanes resolve every path as the reference", Region::any, claim::lanes},
    Claim{"Simulation", "the simulation resolves every path as the reference", Region::any,
          claim::simulation},
    Claim{"MessageCounts", "lock step's counts equal the closed form", Region::any,
          claim::message_counts},
    Claim{"RoundTrip", "a scenario survives write, read, write byte for byte", Region::any,
          claim::round_trip},
    Claim{"Shrinking", "shrinking keeps the violation and never makes it less simple", Region::any,
          claim::shrinking},
};

}  // namespace

bool is_inside(Region region, const Setup& setup) {
  switch (region) {
    case Region::any:
      return true;
    case Region::guaranteed:
      return setup.guaranteed();
    case Region::lemma_1:
      return setup.guarantees_validity() && setup.commander_is_loyal();
    case Region::without_traitors:
      return setup.traitors.empty();
  }
  return false;
}

std::span<const Claim> claims() {
  return kClaims;
}

const Claim* find_claim(std::string_view name) {
  const auto found = std::find_if(kClaims.begin(), kClaims.end(),
                                  [&](const Claim& claim) { return claim.name == name; });
  return found == kClaims.end() ? nullptr : &*found;
}

}  // namespace turncoat
