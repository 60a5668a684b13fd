#include "turncoat/properties/claims/claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace turncoat {
namespace claim {

// claims_of_paper.cpp: what the paper promises.
CheckClaim theorem_1, lemma_1, unanimity;
// claims_of_change.cpp: how a decision follows a change of the scenario.
CheckClaim renumbering, faithful_lie, monotonicity, silence, traitors_ears;
// claims_of_engines.cpp: implementations against each other and against the closed form.
CheckClaim state_machines, fast_evaluator, lanes, simulation, message_counts;
// claims_of_data.cpp: scenarios as data.
CheckClaim round_trip, shrinking;

}  // namespace claim

namespace {

constexpr std::array kClaims{
    Claim{"Theorem1", "IC1 and IC2 hold for n > 3m and at most m traitors", Region::guaranteed,
          Fuzzed::always,
          "own-order-not-counted own-order-counted-twice one-round-too-few path-members-vote "
          "first-heard-wins",
          claim::theorem_1},
    Claim{"Lemma1", "IC2 holds for n > 2k + m with k traitors", Region::lemma_1, Fuzzed::in_turn,
          "own-order-not-counted path-members-vote", claim::lemma_1},
    Claim{"Unanimity", "without traitors all decide the commander's order",
          Region::without_traitors, Fuzzed::in_turn, "path-members-vote", claim::unanimity},
    Claim{"Renumbering", "renumbering the lieutenants renumbers the decisions", Region::any,
          Fuzzed::in_turn, "", claim::renumbering},
    Claim{"FaithfulLie", "a lie that says what would be relayed anyway changes nothing",
          Region::any, Fuzzed::in_turn, "", claim::faithful_lie},
    Claim{"Monotonicity", "no decision for attack is lost where lies turn from retreat to attack",
          Region::any, Fuzzed::in_turn, "", claim::monotonicity},
    Claim{"Silence", "silence equals retreat in every decision", Region::any, Fuzzed::in_turn,
          "silence-means-attack", claim::silence},
    Claim{"TraitorsEars", "what traitors tell traitors changes no decision", Region::any,
          Fuzzed::in_turn, kEveryMutant, claim::traitors_ears},
    Claim{"StateMachines", "the state machines resolve every path as the reference", Region::any,
          Fuzzed::always, kEveryMutant, claim::state_machines},
    Claim{"FastEvaluator", "the fast evaluator resolves what it visits as the reference",
          Region::any, Fuzzed::in_turn, kEveryMutant, claim::fast_evaluator},
    Claim{"Lanes", "lanes resolve every path as the reference", Region::any, Fuzzed::in_turn, "",
          claim::lanes},
    Claim{"Simulation", "the simulation resolves every path as the reference", Region::any,
          Fuzzed::in_turn, kEveryMutant, claim::simulation},
    Claim{"MessageCounts", "lock step's counts equal the closed form", Region::any, Fuzzed::in_turn,
          "", claim::message_counts},
    Claim{"RoundTrip", "a scenario survives write, read, write byte for byte", Region::any,
          Fuzzed::in_turn, "", claim::round_trip},
    Claim{"Shrinking", "shrinking keeps the violation and never makes it less simple", Region::any,
          Fuzzed::never, "", claim::shrinking},
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

bool must_kill(const Claim& claim, std::string_view mutant) {
  return claim.kills == kEveryMutant ||
         fmt::format(" {} ", claim.kills).find(fmt::format(" {} ", mutant)) != std::string::npos;
}

std::span<const Claim> claims() {
  return kClaims;
}

const Claim* find_claim(std::string_view name) {
  const auto found = std::find_if(kClaims.begin(), kClaims.end(),
                                  [&](const Claim& claim) { return claim.name == name; });
  return found == kClaims.end() ? nullptr : &*found;
}

Charge charge_of(const Claim& claim, const Scenario& scenario, const Rules& rules,
                 std::uint64_t choice) {
  if (claim.region == Region::guaranteed) {
    // Two properties are promised there: the one that is violated stays so.
    const bool is_ic2 = violates(scenario, Property::IC2, rules);
    return charge_of(is_ic2 ? Property::IC2 : Property::IC1, scenario.setup, rules);
  }
  const auto wrong = [=](const Scenario& played) -> Broken {
    const auto broken =
        is_inside(claim.region, played.setup) ? claim.broken(played, rules, choice) : std::nullopt;
    return broken ? Broken(fmt::format("{}: {}", claim.statement, *broken)) : std::nullopt;
  };
  // What the paper promises is a property, and its file is named by that.
  const bool is_of_paper = claim.region == Region::lemma_1;
  return {.name = is_of_paper ? "" : std::string(claim.name), .wrong = wrong, .rules = rules};
}

}  // namespace turncoat
