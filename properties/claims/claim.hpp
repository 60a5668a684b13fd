// A claim: something that must be so of every scenario of a kind. Property tests draw scenarios
// for all claims, fuzz targets check the same ones, and mutants show that each can fail.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/hunt/finding.hpp"
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

// How this scenario, played by these rules, breaks the claim; nothing if the claim holds. `choice`
// settles details that the claim leaves open (which numbering, which lie), so that a test can draw
// them. Expects a setup inside the region, of no more messages than the default limit.
using Broken = std::optional<std::string>;
using CheckClaim = Broken(const Scenario& scenario, const Rules& rules, std::uint64_t choice);

// The fuzz target for scenarios checks it.
enum class Fuzzed {
  never,    // takes too long
  in_turn,  // one of these for each input
  always,
};

struct Claim {
  std::string_view name;       // one word for a test's name
  std::string_view statement;  // one line
  Region region;
  Fuzzed fuzzed;
  // The mutants (mutants.hpp) that random scenarios, and the fuzz target's corpus, must show it to
  // be broken by, separated by spaces.
  std::string_view kills;
  CheckClaim* broken;
};

// What `kills` is of a claim that compares with an implementation of its own: that has no rules to
// change, so every mutant differs from it.
inline constexpr std::string_view kEveryMutant = "*";

bool must_kill(const Claim& claim, std::string_view mutant);

std::span<const Claim> claims();

// nullptr if none has that name.
const Claim* find_claim(std::string_view name);

// A broken claim as a charge: the scenario that breaks it is made simple and kept by finding.hpp.
Charge charge_of(const Claim& claim, const Scenario& scenario, const Rules& rules,
                 std::uint64_t choice);

}  // namespace turncoat
