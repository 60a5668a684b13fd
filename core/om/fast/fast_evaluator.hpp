// The fast evaluator: exact decisions, from only those messages that can still change one.
//
// No theorem is assumed; all of it is counting votes. A loyal sender says one thing to all, so
// where the loyal votes alone are a majority at every step below, what it relayed is what they
// resolve, whatever traitors say (`Forced`). A traitor's path is looked at: from who heard what,
// the loyal votes that are forced may settle the majority; only where they don't is the path
// entered, for those receivers alone who still need it, and left as soon as they are settled.
//
// Cost:   time as the adversary likes, 0.1 to 4 µs a path; memory O(n·m), and up to 70 MB where
//         resolutions are recalled (resolution_memo.hpp).
// Limits: inside the guaranteed region only traitors who keep the loyal votes near a tie cost time.
//         With n = 3m+1 and m traitors, the commander among them, paths visited:
//           two-faced, which ignores relayers              22: 60, 34: 769, 64: 194,419
//           the same where nothing is recalled             22: 166, 34: 66,956
//           random lies, half of them                      34: 3,000, 43: 290,000, 52: 19 million
//           nearest to a tie on each path                  22: 900, 34: 1.5 million, 37: 16 million
//         so at n = 64, m = 21 every strategy of the catalogue that ignores the order is decided,
//         random lies are not; with 11 traitors all, for any n. Outside the region paths of loyal
//         senders are visited too: n = 20, m = 10 is decided against those strategies, n = 64,
//         m = 30 against none of them within a million paths.
//         build/release/bench/turncoat_bench --benchmark_filter=fast/
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// Seconds.
inline constexpr std::uint64_t kDefaultVisitLimit = 20'000'000;

struct FastOptions {
  // Visits no more paths than that.
  std::uint64_t visit_limit = kDefaultVisitLimit;
  // Stops when it answers true; asked once for each 1,024 paths.
  std::function<bool()> stop{};
  // Called with each resolution found on the way, `i`'s for `path`. The same may come more than
  // once.
  std::function<void(const Path& path, int i, Order resolved)> observe{};
};

struct FastOutcome {
  // Of all loyal lieutenants. Nothing if it was stopped.
  std::optional<Decisions> decisions;
  std::uint64_t paths_visited = 0;     // paths whose orders were looked at; [0] is the first
  std::uint64_t broadcasts_asked = 0;  // times that the adversary was asked
};

// By the right rules only. Throws InvalidSetup. The messages that a full run would send are counted
// by message_count.hpp.
FastOutcome run_fast(const Setup& setup, const Adversary& adversary,
                     const FastOptions& options = {});

}  // namespace turncoat
