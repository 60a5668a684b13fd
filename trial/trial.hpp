// A trial: every check, its verdict, and the first failure, made small.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

enum class TrialVerdict : std::uint8_t {
  passed,
  failed,
  flaky,           // it failed, and did not when asked again
  not_applicable,  // it says that it doesn't support any of it, or the way can't carry it
  not_judged,      // where it fails, it fails without the check's doing, too; or it never answers
};
std::string_view name(TrialVerdict verdict);

struct Failure {
  Mistake::Kind kind{};
  std::string what;         // a sentence
  TrialCase found;          // as it was met
  TrialCase simplest;       // shrunk against the implementation itself; the same if flaky
  std::string simplest_is;  // what is wrong with that one, a sentence
  std::uint64_t after = 0;  // cases, this one included
  std::string resembles{};  // a mutant that decides alike; empty if none does
};

struct CheckResult {
  const Check* check = nullptr;
  TrialVerdict verdict = TrialVerdict::not_applicable;
  std::uint64_t tried = 0;
  std::uint64_t not_supported = 0;
  std::optional<Failure> failure{};
};

struct TrialOptions {
  Way way = Way::decider;
  CaseOptions cases{};
  std::vector<const Check*> checks{};           // those to try; all that apply if empty
  std::chrono::milliseconds shrink_time{5000};  // for each failure
  std::function<bool()> stop{};
  std::function<void(const Check& check, std::uint64_t tried, std::uint64_t of)> progress{};
};

struct TrialResult {
  std::vector<CheckResult> checks;
  bool finished = true;  // not stopped
  // Nothing else was tried then.
  bool never_answers = false;
  // An agreement was seen to have a bearing on the next one. From then on each case was played by a
  // process of its own, so that the other checks say something.
  bool mixes_agreements = false;

  // All that apply, and at least one does.
  bool passed() const;
  bool failed() const;  // one of them; not if it was stopped, or nothing applies
  // A check applies: it supports something.
  bool shows_something() const;
  // How many levels, from the first on, all checks that apply passed.
  int levels() const;
  std::uint64_t tried() const;
};

TrialResult run_trial(Subject& subject, const TrialOptions& options);

// One scenario, as the check tries it: in all ways of its manner, and as each general that is
// loyal, until one fails.
CheckResult try_scenario(Subject& subject, Way way, const Check& check, const Scenario& scenario);

}  // namespace turncoat
