// The fewest lies that violate a property in a setup: of every adversary, the one that lies least.
//
// Exact, and without search:
// - What receivers resolve for a path depends on what they heard for it and on what they resolve
//   for the paths one longer. Below each of these traitors lie as they like, whatever they do below
//   the others. So the fewest lies about a path and below it come from the fewest for the paths one
//   longer, by number of receivers who are to resolve attack (vote_table.hpp).
// - A traitor may tell every receiver either order. Silence is heard as one; and traitors hear what
//   would be relayed, so that what is a lie is known.
// - Loyal receivers are interchangeable, and so are traitors. Paths with as many of both left, the
//   same kind of sender and the same order to relay are one case.
// That is the proof; there is no certificate of it. The tests compare with plain enumeration and
// with a SAT solver, neither of which takes anything to be interchangeable.
//
// Size:   n=20 takes seconds; cases grow with m and the traitors, tables with the loyal generals.
// Errors: InvalidSetup, TooManyMessages beyond the limit of a run, BadInput beyond VoteLimits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "turncoat/core/setup.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/properties/verdict.hpp"

namespace turncoat {

struct MinimumOptions {
  // Asked before each case; true ends the work, undecided.
  std::function<bool()> stop{};
  // Called with the number of cases looked at so far.
  std::function<void(std::uint64_t)> progress{};
};

struct Minimum {
  Verdict verdict = Verdict::undecided;
  // Cases looked at: a kind of path, the orders told to its receivers, and which of them are to
  // attack.
  std::uint64_t cases = 0;
  // If it is violated: with the fewest lies; the reference has replayed it.
  std::optional<Scenario> scenario{};
};

// Of the right rules.
Minimum minimum(const Setup& setup, Property property, const MinimumOptions& options = {});

}  // namespace turncoat
