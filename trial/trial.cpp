#include "turncoat/trial/trial.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "turncoat/properties/hunt/shrink.hpp"
#include "turncoat/trial/resemblance.hpp"

namespace turncoat {
namespace {

using Clock = std::chrono::steady_clock;

const Mistake* mistake_that_breaks(const Check& check, const Judged& judged) {
  for (const Mistake& mistake : judged.mistakes) {
    if (mistake.kind == Mistake::Kind::fails ||
        std::find(check.broken_by.begin(), check.broken_by.end(), mistake.kind) !=
            check.broken_by.end()) {
      return &mistake;
    }
  }
  return nullptr;
}

// The first mistake that breaks the check.
std::optional<Mistake> mistake_in(Subject& subject, const Check& check, const TrialCase& one) {
  const Judged judged = subject.play(one);
  const Mistake* mistake = mistake_that_breaks(check, judged);
  return mistake == nullptr ? std::nullopt : std::optional(*mistake);
}

// Not made small yet.
Failure failure_of(const Mistake& mistake, const TrialCase& one, std::uint64_t after) {
  return {.kind = mistake.kind,
          .what = mistake.what,
          .found = one,
          .simplest = one,
          .simplest_is = mistake.what,
          .after = after};
}

// Whom a general on trial can be in it.
Generals roles_in(const Scenario& scenario, const Check& check) {
  const Setup& setup = scenario.setup;
  return check.as_commander ? setup.loyal() & Generals{kCommander} : setup.loyal_lieutenants();
}

// Which loyal general of a scenario shows the mistake; all are tried, as a shrunk one has others.
std::optional<std::pair<TrialCase, Mistake>> mistaken_case(Subject& subject, const Check& check,
                                                           const TrialCase& like,
                                                           const Scenario& scenario) {
  TrialCase one = like;
  one.scenario = scenario;
  std::vector<int> generals{like.general};
  if (like.general >= 0) {
    const Generals roles = roles_in(scenario, check);
    generals.assign(roles.begin(), roles.end());
  }
  for (const int g : generals) {
    one.general = g;
    if (auto mistake = mistake_in(subject, check, one)) {
      return std::pair(std::move(one), *std::move(mistake));
    }
  }
  return std::nullopt;
}

void make_simple(Subject& subject, const TrialOptions& options, const Check& check,
                 Failure& failure) {
  const Clock::time_point end = Clock::now() + options.shrink_time;
  const auto is_over = [&] { return Clock::now() >= end || (options.stop && options.stop()); };
  const auto is_wanted = [&](const Scenario& scenario) {
    return !options.cases.wanted || options.cases.wanted(scenario.setup.n, scenario.setup.m);
  };
  const Scenario simplest =
      shrink(failure.found.scenario,
             [&](const Scenario& scenario) {
               if (scenario == failure.found.scenario) {
                 return true;
               }
               if (!is_wanted(scenario) || scenario.setup.loyal_lieutenants().empty()) {
                 return false;
               }
               return mistaken_case(subject, check, failure.found, scenario).has_value();
             },
             {.stop = is_over});
  if (auto mistaken = mistaken_case(subject, check, failure.found, simplest)) {
    failure.simplest = std::move(mistaken->first);
    failure.simplest_is = mistaken->second.what;
  }
}

// Asked again in new processes, twice.
bool is_repeated(Subject& subject, const Check& check, const TrialCase& one) {
  constexpr int kTimes = 2;
  for (int i = 0; i < kTimes; ++i) {
    subject.begin_anew();
    if (!mistake_in(subject, check, one)) {
      return false;
    }
  }
  return true;
}

// Without the manner's doing it is wrong as well.
bool fails_plainly(Subject& subject, const TrialCase& one) {
  if (one.manner == Manner::plain || one.manner == Manner::again) {
    return false;
  }
  TrialCase plain = one;
  plain.scenario = play_in(one.manner, one.scenario, one.general, one.seed).plainly;
  plain.manner = Manner::plain;
  subject.begin_anew();
  return !subject.play(plain).mistakes.empty();
}

// The cases of a check, until one fails for the check's own reason.
struct Tried {
  CheckResult result{};
  bool any_was_right = false;
};

Tried play_cases(Subject& subject, const TrialOptions& options, const Check& check,
                 bool each_anew) {
  constexpr std::uint64_t kMostNotJudged = 10;
  Tried tried;
  CheckResult& result = tried.result;
  result.check = &check;
  const std::vector<TrialCase> cases = cases_of(check, options.way, options.cases);
  std::uint64_t not_judged = 0;
  const auto goes_on_after = [&](const TrialCase& one, const Judged& judged) {
    if (!judged.applies) {
      ++result.not_supported;
      return true;
    }
    const Mistake* mistake = mistake_that_breaks(check, judged);
    if (mistake != nullptr && fails_plainly(subject, one)) {
      return ++not_judged < kMostNotJudged;
    }
    ++result.tried;
    tried.any_was_right = tried.any_was_right || judged.mistakes.empty();
    if (mistake != nullptr) {
      result.failure = failure_of(*mistake, one, result.tried);
    }
    return mistake == nullptr;
  };
  std::size_t next = 0;
  for (bool goes_on = true; goes_on && next < cases.size();) {
    if (each_anew) {
      subject.begin_anew();
    }
    subject.play_all(std::span(cases).subspan(next, each_anew ? 1 : cases.size() - next),
                     [&](const TrialCase& one, const Judged& judged) {
                       ++next;
                       if (options.progress) {
                         options.progress(check, next, cases.size());
                       }
                       const std::uint64_t before = not_judged;
                       goes_on = goes_on_after(one, judged) && !(options.stop && options.stop());
                       return goes_on && not_judged == before;  // what was played aside began anew
                     });
  }
  if (!result.failure) {
    result.verdict = result.tried > 0 && not_judged < kMostNotJudged ? TrialVerdict::passed
                     : not_judged > 0                                ? TrialVerdict::not_judged
                                                                     : TrialVerdict::not_applicable;
  }
  return tried;
}

}  // namespace

std::string_view name(TrialVerdict verdict) {
  switch (verdict) {
    case TrialVerdict::passed:
      return "passed";
    case TrialVerdict::failed:
      return "failed";
    case TrialVerdict::flaky:
      return "flaky";
    case TrialVerdict::not_applicable:
      return "not applicable";
    case TrialVerdict::not_judged:
      return "not judged";
  }
  return "unknown";
}

CheckResult try_scenario(Subject& subject, Way way, const Check& check, const Scenario& scenario) {
  std::vector<TrialCase> cases;
  std::vector<int> generals{-1};
  if (way != Way::decider) {
    const Generals roles = roles_in(scenario, check);
    generals.assign(roles.begin(), roles.end());
  }
  const std::uint64_t seeds = check.manner == Manner::plain ? 1 : kSeedsOfAManner;
  for (const int g : generals) {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      cases.push_back({.scenario = scenario, .general = g, .manner = check.manner, .seed = seed});
    }
  }
  CheckResult result{.check = &check};
  if (!applies_to(check, way)) {
    return result;
  }
  subject.play_all(cases, [&](const TrialCase& one, const Judged& judged) {
    if (!judged.applies) {
      ++result.not_supported;
      return true;
    }
    ++result.tried;
    if (const Mistake* mistake = mistake_that_breaks(check, judged)) {
      result.failure = failure_of(*mistake, one, result.tried);
    }
    return !result.failure;
  });
  result.verdict = result.failure     ? TrialVerdict::failed
                   : result.tried > 0 ? TrialVerdict::passed
                                      : TrialVerdict::not_applicable;
  return result;
}

bool TrialResult::passed() const {
  return finished && !failed() && shows_something();
}

bool TrialResult::failed() const {
  return std::any_of(checks.begin(), checks.end(), [](const CheckResult& result) {
    return result.verdict == TrialVerdict::failed || result.verdict == TrialVerdict::flaky;
  });
}

bool TrialResult::shows_something() const {
  return std::any_of(checks.begin(), checks.end(), [](const CheckResult& result) {
    return result.verdict != TrialVerdict::not_applicable;
  });
}

int TrialResult::levels() const {
  if (!shows_something()) {
    return 0;
  }
  int lowest = finished ? static_cast<int>(std::size(kLevels)) : checks.back().check->level;
  for (const CheckResult& result : checks) {
    if (result.verdict == TrialVerdict::failed || result.verdict == TrialVerdict::flaky) {
      lowest = std::min(lowest, result.check->level);
    }
  }
  return lowest;
}

std::uint64_t TrialResult::tried() const {
  std::uint64_t sum = 0;
  for (const CheckResult& result : checks) {
    sum += result.tried;
  }
  return sum;
}

TrialResult run_trial(Subject& subject, const TrialOptions& options) {
  TrialResult trial;
  bool any_was_right = false;
  const auto is_over = [&] { return options.stop && options.stop(); };
  for (const Check& check : checks()) {
    const bool is_asked_for = options.checks.empty()
                                  ? !check.only_if_asked
                                  : std::find(options.checks.begin(), options.checks.end(),
                                              &check) != options.checks.end();
    if (!is_asked_for) {
      continue;
    }
    CheckResult result{.check = &check};
    if (!applies_to(check, options.way)) {
      result.verdict = TrialVerdict::not_applicable;
    } else if (trial.never_answers) {
      result.verdict = TrialVerdict::not_judged;
    } else {
      if (is_over()) {
        break;
      }
      const auto fails_again = [&](const Tried& tried) {
        return tried.result.failure && is_repeated(subject, check, tried.result.failure->found);
      };
      Tried tried = play_cases(subject, options, check, trial.mixes_agreements);
      bool is_mistake = fails_again(tried);
      if (tried.result.failure && !is_mistake && !trial.mixes_agreements &&
          check.manner != Manner::again) {
        trial.mixes_agreements = true;
        tried = play_cases(subject, options, check, trial.mixes_agreements);
        is_mistake = fails_again(tried);
      }
      result = std::move(tried.result);
      any_was_right = any_was_right || tried.any_was_right;
      if (result.failure) {
        result.verdict = is_mistake ? TrialVerdict::failed : TrialVerdict::flaky;
      }
      trial.never_answers = is_mistake && !any_was_right && !subject.answers();
      if (is_mistake && !trial.never_answers) {
        make_simple(subject, options, check, *result.failure);
        if (result.failure->kind == Mistake::Kind::decides) {
          result.failure->resembles = mutant_like(subject, options.way, options.cases);
        }
      }
    }
    trial.checks.push_back(std::move(result));
  }
  trial.finished = !is_over();
  return trial;
}

}  // namespace turncoat
