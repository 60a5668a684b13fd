// Makes a scenario simpler (simplicity.hpp) and keeps its fault.
//
// The passes go in the order of importance: smaller setups, then fewer lies, then the numbering.
// Deterministic. The result is 1-minimal: none of the single steps of `simpler_steps` keeps the
// fault. With n ≤ 6 and m ≤ 2 no two steps of `all_steps`, one after the other, were seen to give a
// simpler scenario that keeps it (shrink_test.cpp); with m = 3 some do.
#pragma once

#include <functional>
#include <vector>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

struct ShrinkOptions {
  bool keep_n = false;
  bool keep_m = false;
  bool keep_traitor_count = false;
  // Of the implementation under test: a mutant's counterexample is shrunk as the mutant's.
  Rules rules{};
  // Asked before each attempt; true ends the work with the simplest scenario so far.
  std::function<bool()> stop{};
  // Called with each simpler scenario.
  std::function<void(const Scenario&)> progress{};
};

// True if this scenario has the fault that is to be kept.
using IsWrong = std::function<bool(const Scenario&)>;

// The scenario must be wrong (a check).
Scenario shrink(const Scenario& scenario, const IsWrong& is_wrong,
                const ShrinkOptions& options = {});
// Violations of one property. If the setup is inside the guaranteed region (n > 3m, at most m
// traitors), so is the result's.
Scenario shrink(const Scenario& scenario, Property property, const ShrinkOptions& options = {});

// Every scenario one step away that may be simpler: without one general, m one less, a traitor
// turned loyal, without one lie, a silence told as an order, the other order, order and lies turned
// over, two lieutenants' numbers swapped. They may violate nothing. Each is a copy of the scenario,
// so this is for small ones.
std::vector<Scenario> simpler_steps(const Scenario& scenario);
// And those that may make nothing simpler by themselves: a lie that says something else, any swap.
std::vector<Scenario> all_steps(const Scenario& scenario);

}  // namespace turncoat
