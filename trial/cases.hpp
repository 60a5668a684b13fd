// Scenarios for trials: small setups with every message that traitors can send, or a part drawn;
// those on which right and plausible wrong algorithms differ; strategies and random lies.
//
// Deterministic in the seed, by generators that the standard fixes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

inline constexpr int kMostGeneralsOnTrial = 10;
inline constexpr int kMostDepthOnTrial = 3;

struct CaseOptions {
  std::uint64_t seed = 1;
  std::size_t count = 100;  // at most
  // Setups that are asked for, by n and m; all if it is empty.
  std::function<bool(int n, int m)> wanted{};
};

// All orders and sets of traitors with n generals, and all that these can say, silence too if it is
// asked for; beyond `options.count` a part drawn. At least one lieutenant is loyal.
std::vector<Scenario> small_scenarios(int n, int m, bool silence, const CaseOptions& options);

// A lieutenant of an algorithm with these rules decides otherwise than a right one.
std::vector<Scenario> scenarios_against(const Rules& rules, const CaseOptions& options);

// The strategies of the catalogue, then random lies, in drawn setups.
std::vector<Scenario> drawn_scenarios(bool silence, const CaseOptions& options);

}  // namespace turncoat
