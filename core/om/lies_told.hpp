// The lies that an adversary tells in a run: from a function to a list.
#pragma once

#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/lie.hpp"
#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

// A run of the reference, and the lies that the adversary tells in it: sorted, without faithful
// answers.
struct RunWithLies {
  Outcome outcome;
  std::vector<Lie> lies;
};

// Beyond kMaxLies.
class TooManyLies : public BadInput {
 public:
  TooManyLies();
};

// Throws TooManyLies, and Stopped once `stop` says yes. Bound the messages of the run first.
RunWithLies run_noting_lies(const Setup& setup, const Adversary& adversary, const Rules& rules = {},
                            const Stop& stop = {});
std::vector<Lie> lies_told(const Setup& setup, const Adversary& adversary, const Rules& rules = {});

}  // namespace turncoat
