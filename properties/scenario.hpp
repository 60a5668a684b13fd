// A scenario: a setup, the lies told in it, and the expected outcome.
//
// Every counterexample is one, and anybody can replay it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/lie.hpp"
#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

struct Scenario {
  std::string why;
  std::string found_by;
  Setup setup;
  std::vector<Lie> lies;  // sorted, at most one for each place
  // Expectations; those that aren't given aren't checked.
  std::optional<std::vector<Property>> violates;  // exactly these, in their order
  std::optional<Decisions> decisions;             // of loyal lieutenants, maybe of some only

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

// Plays the scenario on the reference. Throws TooManyMessages beyond the default limit, and Stopped
// once `stop` says yes.
Outcome play(const Scenario& scenario, const Rules& rules = {}, const Stop& stop = {});

// Those that are violated.
std::vector<Property> violated_by(const Scenario& scenario, const Rules& rules = {},
                                  const Stop& stop = {});
bool violates(const Scenario& scenario, Property property, const Rules& rules = {},
              const Stop& stop = {});

struct Replay {
  bool as_expected;            // and the implementations agree
  bool implementations_agree;  // the state machines decide as the reference
  std::vector<Property> violates;
  Decisions decisions;
};

// By the reference and by the state machines. Throws TooManyMessages beyond the default limit.
Replay replay(const Scenario& scenario, const Stop& stop = {});

// The same scenario; it expects its actual outcome.
Scenario with_outcome(const Scenario& scenario, const Rules& rules = {});

// The scenario of an adversary in a setup: its lies, and as expectation what came out of the one
// run of the reference that this takes. Throws TooManyLies, and Stopped once `stop` says yes.
struct Recorded {
  Scenario scenario;
  Outcome outcome;
};
Recorded record_run(const Setup& setup, const Adversary& adversary, std::string why,
                    std::string found_by, const Rules& rules = {}, const Stop& stop = {});
Scenario record(const Setup& setup, const Adversary& adversary, std::string why,
                std::string found_by, const Rules& rules = {}, const Stop& stop = {});

// The same of an adversary that was found to violate the property; the reference must confirm it.
Scenario confirmed(const Setup& setup, Property property, const Adversary& adversary,
                   std::string found_by, const Rules& rules = {});

// The scenario without faithful entries among its lies; it expects its actual outcome.
Scenario normalised(const Scenario& scenario, const Rules& rules = {}, const Stop& stop = {});

}  // namespace turncoat
