#include "turncoat/core/om/reference.hpp"

#include <cstdint>
#include <vector>

#include "turncoat/core/om/oral_messages.hpp"
#include "turncoat/core/om/orders.hpp"

namespace turncoat {
namespace {

template <class Observe>
Outcome outcome_of(const Setup& setup, const Adversary& adversary, const Rules& rules,
                   const Observe& observe) {
  std::uint64_t withheld = 0;
  const auto tell = [&](const Path& path, Generals receivers, Order relayed,
                        std::vector<Order>& told) {
    const Told says = adversary.ask(path, receivers, relayed);
    withheld += static_cast<std::uint64_t>(says.nothing.size());
    for (const int i : receivers) {
      told[i] = heard(says.to(i), rules.silence);
    }
  };
  OralMessages<Orders> algorithm(setup, rules);
  const auto& resolved = algorithm.run(setup.loyal_lieutenants(), tell, observe);
  Decisions decisions;
  for (const int i : setup.loyal_lieutenants()) {
    decisions.set(i, resolved[i]);
  }
  return {decisions, {.sent = algorithm.messages() - withheld, .withheld = withheld}};
}

}  // namespace

Outcome run_reference(const Setup& setup, const Adversary& adversary, const Rules& rules) {
  return outcome_of(setup, adversary, rules, [](const Path&, int, Order) {});
}

Outcome run_reference(const Setup& setup, const Adversary& adversary, const Rules& rules,
                      const ResolutionObserver& observe) {
  return outcome_of(setup, adversary, rules, observe);
}

Outcome run_reference_until(const Stop& stop, const Setup& setup, const Adversary& adversary,
                            const Rules& rules) {
  if (!stop) {
    return run_reference(setup, adversary, rules);
  }
  constexpr unsigned kMajoritiesBetween = 1024;
  unsigned majorities = 0;
  const int last_round = rules.rounds(setup.m);
  return outcome_of(setup, adversary, rules, [&](const Path& path, int, Order) {
    if (path.size() < last_round && ++majorities % kMajoritiesBetween == 0 && stop()) {
      throw Stopped();
    }
  });
}

ResolvedRun run_reference_resolved(const Setup& setup, const Adversary& adversary,
                                   const Rules& rules) {
  ResolvedRun run;
  run.outcome = run_reference(
      setup, adversary, rules,
      [&](const Path& path, int i, Order resolved) { run.resolutions[{path, i}] = resolved; });
  return run;
}

}  // namespace turncoat
