#include "turncoat/trial/entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/shell_words.hpp"

namespace turncoat {

Launch launch_of(const TrialEntry& entry, TreeWatch* watch) {
  return {.command = words_of(entry.command, fmt::format("the command of {}", entry.name)),
          .folder = entry.folder,
          .in_sandbox = entry.in_sandbox,
          .watch = watch};
}

Scenario failure_scenario(const TrialEntry& entry, const CheckResult& check) {
  const Failure& failure = *check.failure;
  Scenario scenario = with_outcome(failure.simplest.scenario);
  scenario.why = fmt::format(
      "{}, check {}{}: {}", entry.name, check.check->name,
      failure.simplest.general >= 0 ? fmt::format(", general {}", failure.simplest.general) : "",
      failure.simplest_is);
  scenario.found_by = fmt::format("trial: {}", check.check->name);
  return scenario;
}

void save_failures(TrialEntry& entry, const std::string& folder) {
  entry.files.clear();
  for (const CheckResult& result : entry.result.checks) {
    std::string file;
    if (result.failure) {
      file = (std::filesystem::path(folder) /
              fmt::format("{}-{}.json", entry.name, result.check->name))
                 .string();
      save_scenario(failure_scenario(entry, result), file);
    }
    entry.files.push_back(file);
  }
}

std::string again(const TrialEntry& entry, const CheckResult& check, const std::string& file) {
  const std::string place =
      entry.folder.empty() ? file : std::filesystem::absolute(file).lexically_normal().string();
  return fmt::format("{}turncoat trial {}{}{}--{} '{}' --check {} --scenario {}",
                     entry.folder.empty() ? "" : fmt::format("cd '{}' && ", entry.folder),
                     entry.in_sandbox ? "--sandbox " : "", entry.more,
                     entry.more.empty() ? "" : " ", name(entry.way), entry.command,
                     check.check->name, place);
}

std::string level_reached(const TrialResult& result) {
  const int levels = result.levels();
  return levels == 0 ? "none" : std::string(kLevels[levels - 1]);
}

const CheckResult* first_failure(const TrialResult& result) {
  const auto found =
      std::find_if(result.checks.begin(), result.checks.end(),
                   [](const CheckResult& check) { return check.failure.has_value(); });
  return found == result.checks.end() ? nullptr : &*found;
}

}  // namespace turncoat
