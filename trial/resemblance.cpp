#include "turncoat/trial/resemblance.hpp"

#include <algorithm>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/claims/mutants.hpp"

namespace turncoat {
namespace {

// Of a general on trial all others are right. So only where they say the same as wrong ones would,
// it decides as among its like: if silence is told in the last round only, they do.
bool others_would_say_the_same(const Scenario& scenario) {
  return std::all_of(scenario.lies.begin(), scenario.lies.end(), [&](const Lie& lie) {
    return lie.says != Said::silence || lie.path.size() == scenario.setup.m + 1;
  });
}

}  // namespace

std::string mutant_like(Subject& subject, Way way, const CaseOptions& options) {
  constexpr std::size_t kOfEach = 6;
  std::vector<TrialCase> cases;
  for (const Mutant& mutant : mutants()) {
    CaseOptions few = options;
    few.count = kOfEach;
    for (Scenario& scenario : scenarios_against(mutant.rules, few)) {
      if (way != Way::decider && !others_would_say_the_same(scenario)) {
        continue;
      }
      TrialCase one{.scenario = std::move(scenario)};
      if (way != Way::decider) {
        one.general = one.scenario.setup.loyal_lieutenants().smallest();
      }
      cases.push_back(std::move(one));
    }
  }
  std::vector<const Mutant*> alike;
  for (const Mutant& mutant : mutants()) {
    alike.push_back(&mutant);
  }
  bool is_ever_wrong = false;
  subject.begin_anew();
  subject.play_all(cases, [&](const TrialCase& one, const Judged& judged) {
    if (!judged.applies) {
      return true;
    }
    const Generals deciders = judged.decisions.deciders();
    if (deciders.empty()) {  // it failed
      alike.clear();
      return false;
    }
    const Scripted said(one.scenario.lies);
    const auto differs_from = [&](const Rules& rules) {
      const Decisions theirs = run_reference(one.scenario.setup, said, rules).decisions;
      return std::any_of(deciders.begin(), deciders.end(),
                         [&](int i) { return theirs.of(i) != judged.decisions.of(i); });
    };
    is_ever_wrong = is_ever_wrong || differs_from(Rules());
    std::erase_if(alike, [&](const Mutant* mutant) { return differs_from(mutant->rules); });
    return !alike.empty();
  });
  return is_ever_wrong && !alike.empty() ? std::string(alike.front()->name) : "";
}

}  // namespace turncoat
