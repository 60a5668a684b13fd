// What the paper promises.
//
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3: Lemma 1 and Theorem 1.
#include <cstdint>
#include <optional>
#include <string>

#include "turncoat/properties/claims/claim.hpp"

namespace turncoat::claim {

Broken theorem_1(const Scenario& scenario, const Rules& rules, std::uint64_t /*choice*/) {
  const auto violated = violations(scenario.setup, play(scenario, rules).decisions);
  return violated.empty() ? std::nullopt : Broken(to_string(violated.front()));
}

Broken lemma_1(const Scenario& scenario, const Rules& rules, std::uint64_t /*choice*/) {
  const auto violation =
      violation_of(Property::IC2, scenario.setup, play(scenario, rules).decisions);
  return violation ? Broken(to_string(*violation)) : std::nullopt;
}

Broken unanimity(const Scenario& scenario, const Rules& rules, std::uint64_t /*choice*/) {
  const Decisions decisions = play(scenario, rules).decisions;
  const Generals attackers =
      scenario.setup.order == Order::attack ? scenario.setup.lieutenants() : Generals{};
  if (decisions.attackers() != attackers) {
    return "ordered " + std::string(name(scenario.setup.order)) +
           ", attackers: " + to_string(decisions.attackers());
  }
  return std::nullopt;
}

}  // namespace turncoat::claim
