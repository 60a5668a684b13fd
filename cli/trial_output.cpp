#include "turncoat/cli/trial_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {

void print_trial(const TrialEntry& entry) {
  const TrialResult& result = entry.result;
  fmt::print("{} {} ({}): {}, {}\n", name(entry.way), printable(entry.name),
             printable(entry.command),
             result.levels() == 0 ? std::string("passes no level")
                                  : fmt::format("passes up to level {}", level_reached(result)),
             counted(result.tried(), "case"));
  if (result.finished && !result.shows_something()) {
    fmt::print("  it supports nothing of what was asked\n");
  }
  if (result.never_answers) {
    fmt::print("  it never answers: nothing more was tried\n");
  }
  if (result.mixes_agreements) {
    fmt::print(
        "  what was said in one agreement has a bearing on the next one: so each was played by a "
        "process of its own\n");
  }
  for (std::size_t i = 0; i < result.checks.size(); ++i) {
    const CheckResult& check = result.checks[i];
    if (check.tried == 0 && check.not_supported == 0 && !check.failure) {
      continue;
    }
    fmt::print("  {:<14}{:<17}{:<15}{}\n", kLevels[check.check->level], check.check->name,
               name(check.verdict), counted(check.tried, "case"));
    if (check.failure) {
      const Failure& failure = *check.failure;
      fmt::print("    {}\n    {}\n", check.check->means, printable(failure.what));
      if (check.verdict == TrialVerdict::flaky) {
        fmt::print("    asked again in a new process, it doesn't fail\n");
      } else {
        fmt::print("    made small: n={}, m={}, {}{}: {}\n", failure.simplest.scenario.setup.n,
                   failure.simplest.scenario.setup.m,
                   counted(failure.simplest.scenario.lies.size(), "lie"),
                   failure.simplest.general >= 0
                       ? fmt::format(", as general {}", failure.simplest.general)
                       : "",
                   printable(failure.simplest_is));
      }
      if (!failure.resembles.empty()) {
        fmt::print("    it decides like {}\n", failure.resembles);
      }
      fmt::print("    {}\n", printable(entry.files[i]));
    }
  }
}

void print_table(const std::vector<TrialEntry>& entries) {
  std::size_t width = std::string_view("implementation").size();
  for (const TrialEntry& entry : entries) {
    width = std::max(width, entry.name.size());
  }
  fmt::print("{:<{}}  {:<14}{:>7}  {:<17}{}\n", "implementation", width, "level", "cases",
             "first failure", "resembles");
  for (const TrialEntry& entry : entries) {
    const CheckResult* const first = first_failure(entry.result);
    const std::string rest =
        first == nullptr ? (entry.out_of_time                 ? "out of time"
                            : !entry.result.shows_something() ? "supports nothing"
                                                              : "")
                         : fmt::format("{:<17}{}", first->check->name, first->failure->resembles);
    fmt::print("{:<{}}  {:<14}{:>7}{}{}\n", entry.name, width, level_reached(entry.result),
               with_commas(entry.result.tried()), rest.empty() ? "" : "  ",
               rest.substr(0, rest.find_last_not_of(' ') + 1));
  }
}

}  // namespace turncoat
