// OM(m) with every message made and counted, bit-parallel over receivers. A sender's orders to
// everybody are one word. Paths that differ in their last general stand side by side in vectors.
//
// Equals the reference in decisions, counts and every resolution. Results don't depend on the
// instruction set or the number of threads.
// Size: time for every message of the run (bound it first: message_count.hpp), memory O(n·m) for
//       each thread.
#pragma once

#include <cstdint>
#include <functional>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/isa.hpp"

namespace turncoat {

// Compiled in, and this machine has it. `portable` always is.
bool simulation_is_available(Isa isa);
Isa best_isa_for_simulation();

struct SimulationOptions {
  int threads = 1;  // at most; above 1 the adversary is asked by several at a time
  Isa isa = best_isa_for_simulation();
  // Called now and then by the calling thread, with about how many messages were made so far.
  std::function<void(std::uint64_t messages)> progress{};
  // Asked as often; true ends the run early.
  std::function<bool()> stop{};
  // Called with loyal lieutenant i's resolution of each path, in no particular order; with one
  // thread only.
  std::function<void(const Path& path, int i, Order resolved)> observe{};
};

struct Simulation {
  Outcome outcome;          // means nothing unless finished
  std::uint64_t paths = 0;  // visited: senders telling everybody
  bool finished = true;
  int threads_missing = 0;  // could not be started; the others did their work
};

// Throws InvalidSetup.
Simulation run_simulation(const Setup& setup, const Adversary& adversary,
                          const SimulationOptions& options = {});

}  // namespace turncoat
