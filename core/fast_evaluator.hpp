// The fast evaluator: what everybody decides, exactly, from those messages only that can still
// change a decision.
//
// No theorem is assumed; all of it is counting votes. A loyal sender says one thing to all, so
// where the loyal votes alone are a majority at every step below, what it relayed is what they
// resolve, whatever traitors say (`Forced`). A traitor's path is looked at: from who heard what,
// the loyal votes that are forced may settle the majority; only where they don't is the path
// entered, for those receivers alone who still need it, and left as soon as they are settled.
//
// Cost: memory O(n·m). Time as the adversary likes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/broadcast.hpp"
#include "core/outcome.hpp"
#include "core/setup.hpp"

namespace turncoat {

inline constexpr std::uint64_t kDefaultVisitLimit = 20'000'000;

struct FastOptions {
  // Stops when so many paths were visited.
  std::uint64_t visit_limit = kDefaultVisitLimit;
  // Stops when it answers true; asked now and then.
  std::function<bool()> stop{};
  // Called with each resolution that is found on the way: what `i` resolves for `path`.
  std::function<void(const Path& path, int i, Order resolved)> observe{};
};

struct FastOutcome {
  // Of all loyal lieutenants. Nothing where it was stopped.
  std::optional<Decisions> decisions;
  std::uint64_t paths_visited = 0;     // whose orders were looked at; [0] is the first
  std::uint64_t broadcasts_asked = 0;  // times that the adversary was asked
};

// Throws InvalidSetup.
FastOutcome run_fast(const Setup& setup, const BroadcastAdversary& adversary,
                     const FastOptions& options = {});
FastOutcome run_fast(const Setup& setup, const Adversary& adversary,
                     const FastOptions& options = {});

}  // namespace turncoat
