// The reference: OM(m) over plain orders, one scenario, against an adversary.
#pragma once

#include <functional>
#include <map>
#include <utility>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

// The decisions of the loyal lieutenants. Throws InvalidSetup.
//
// Cost: time for every message of the run (bound it first: message_count.hpp), memory O(n·m).
Outcome run_reference(const Setup& setup, const Adversary& adversary, const Rules& rules = {});

// Called with general i's resolution of a path.
using ResolutionObserver = std::function<void(const Path& path, int i, Order resolved)>;

Outcome run_reference(const Setup& setup, const Adversary& adversary, const Rules& rules,
                      const ResolutionObserver& observe);

// The same run, for an asker who may want its end. Throws Stopped once `stop` says yes: it is asked
// now and then as loyal lieutenants form majorities, so the algorithm knows nothing of it. Without
// a `stop` nobody is asked.
Outcome run_reference_until(const Stop& stop, const Setup& setup, const Adversary& adversary,
                            const Rules& rules = {});

// A run with all of its resolutions, to compare another implementation with: [path, i] is general
// i's resolution of the path. About 100 bytes each.
struct ResolvedRun {
  Outcome outcome;
  std::map<std::pair<Path, int>, Order> resolutions;
};

ResolvedRun run_reference_resolved(const Setup& setup, const Adversary& adversary,
                                   const Rules& rules = {});

}  // namespace turncoat
