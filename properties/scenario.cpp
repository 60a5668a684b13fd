#include "turncoat/properties/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

std::vector<Property> properties_of(const std::vector<Violation>& violations) {
  std::vector<Property> properties;
  for (const Violation& violation : violations) {
    properties.push_back(violation.property);
  }
  return properties;
}

// True if all lieutenants decide as expected.
bool agree(const Decisions& expected, const Decisions& taken) {
  return taken.deciders().contains(expected.deciders()) &&
         (taken.attackers() & expected.deciders()) == expected.attackers();
}

}  // namespace

Outcome play(const Scenario& scenario, const Rules& rules, const Stop& stop) {
  refuse_more_messages_than(kDefaultMessageLimit, scenario.setup);
  return run_reference_until(stop, scenario.setup, Scripted(scenario.lies), rules);
}

std::vector<Property> violated_by(const Scenario& scenario, const Rules& rules, const Stop& stop) {
  return properties_of(violations(scenario.setup, play(scenario, rules, stop).decisions));
}

bool violates(const Scenario& scenario, Property property, const Rules& rules, const Stop& stop) {
  const Outcome outcome = play(scenario, rules, stop);
  return violation_of(property, scenario.setup, outcome.decisions).has_value();
}

Replay replay(const Scenario& scenario, const Stop& stop) {
  const Outcome outcome = play(scenario, {}, stop);
  const Scripted scripted(scenario.lies);
  const LockStepRun run = run_lock_step(scenario.setup, scripted, {.stop = stop});
  if (!run.finished) {
    throw Stopped();
  }
  const Outcome& stepped = run.outcome;
  Replay result{.as_expected = true,
                .implementations_agree = stepped.decisions == outcome.decisions,
                .violates = properties_of(violations(scenario.setup, outcome.decisions)),
                .decisions = outcome.decisions};
  result.as_expected = result.implementations_agree &&
                       (!scenario.violates || *scenario.violates == result.violates) &&
                       (!scenario.decisions || agree(*scenario.decisions, outcome.decisions));
  return result;
}

Recorded record_run(const Setup& setup, const Adversary& adversary, std::string why,
                    std::string found_by, const Rules& rules, const Stop& stop) {
  refuse_more_messages_than(kDefaultMessageLimit, validated(setup));
  RunWithLies run = run_noting_lies(setup, adversary, rules, stop);
  return {.scenario = {.why = std::move(why),
                       .found_by = std::move(found_by),
                       .setup = setup,
                       .lies = std::move(run.lies),
                       .violates = properties_of(violations(setup, run.outcome.decisions)),
                       .decisions = run.outcome.decisions},
          .outcome = run.outcome};
}

Scenario with_outcome(const Scenario& scenario, const Rules& rules) {
  Scenario played = scenario;
  played.decisions = play(scenario, rules).decisions;
  played.violates = properties_of(violations(scenario.setup, *played.decisions));
  return played;
}

Scenario record(const Setup& setup, const Adversary& adversary, std::string why,
                std::string found_by, const Rules& rules, const Stop& stop) {
  return record_run(setup, adversary, std::move(why), std::move(found_by), rules, stop).scenario;
}

Scenario confirmed(const Setup& setup, Property property, const Adversary& adversary,
                   std::string found_by, const Rules& rules) {
  Scenario scenario = record(setup, adversary,
                             fmt::format("{} violated by {} of {} generals in OM({})",
                                         name(property), setup.traitor_count(), setup.n, setup.m),
                             std::move(found_by), rules);
  check(std::count(scenario.violates->begin(), scenario.violates->end(), property) == 1,
        "the reference to confirm a violation that was found");
  return scenario;
}

Scenario normalised(const Scenario& scenario, const Rules& rules, const Stop& stop) {
  return record(scenario.setup, Scripted(scenario.lies), scenario.why, scenario.found_by, rules,
                stop);
}

}  // namespace turncoat
