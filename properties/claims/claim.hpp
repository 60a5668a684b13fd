// A claim: something that must be so of every scenario of a kind. Property tests draw scenarios
// for all claims, fuzz targets check the same ones, and mutants show that each can fail.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// Which scenarios a claim is about.
enum class Region {
  any,
  guaranteed,  // n > 3m, at most m traitors
  lemma_1,     // n > 2k + m for k traitors, a loyal commander
  without_traitors,
};

bool is_inside(Region region, const Setup& setup);

struct Claim {
  std::string_view name;       // one word for a test's name
  std::string_view statement;  // one line
  Region region;
  // What is wrong with the claim for this scenario, played by these rules; nothing where it holds.
  // `choice` settles what the claim leaves open (which numbering, which lie), so that a test draws
  // it. Expects a setup inside the region, of no more messages than the default limit.
  std::optional<std::string> (*broken)(const Scenario& scenario, const Rules& rules,
                                       std::uint64_t choice);
};

std::span<const Claim> claims();

// nullptr where there is none of that name.
const Claim* find_claim(std::string_view name);

// Each file of claims; `claims` lists them.
namespace claim {

using Broken = std::optional<std::string>;

// The paper's promises (claims_of_paper.cpp).
Broken theorem_1(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken lemma_1(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken unanimity(const Scenario& scenario, const Rules& rules, std::uint64_t choice);

// How a decision follows a change of the scenario (claims_of_change.cpp).
Broken renumbering(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken faithful_lie(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken monotonicity(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken silence(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken traitors_ears(const Scenario& scenario, const Rules& rules, std::uint64_t choice);

// Implementations against each other and against the closed form (claims_of_engines.cpp).
Broken state_machines(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken fast_evaluator(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken lanes(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken simulation(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken message_counts(const Scenario& scenario, const Rules& rules, std::uint64_t choice);

// Scenarios as data (claims_of_data.cpp).
Broken round_trip(const Scenario& scenario, const Rules& rules, std::uint64_t choice);
Broken shrinking(const Scenario& scenario, const Rules& rules, std::uint64_t choice);

}  // namespace claim
}  // namespace turncoat
