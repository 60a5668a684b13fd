// The reference: OM(m) over plain orders, one scenario, against an adversary.
#pragma once

#include <functional>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// The decisions of the loyal lieutenants. Throws InvalidSetup.
//
// Cost: time for every message of the run (bound it first: message_count.hpp), memory O(n·m).
Outcome run_reference(const Setup& setup, const Adversary& adversary, const Rules& rules = {});

// Called with general i's resolution of a path.
using ResolutionObserver = std::function<void(const Path& path, int i, Order resolved)>;

Outcome run_reference(const Setup& setup, const Adversary& adversary, const Rules& rules,
                      const ResolutionObserver& observe);

}  // namespace turncoat
