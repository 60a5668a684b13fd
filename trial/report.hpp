// What a trial came to, of one implementation or of several side by side: as a page, as JSON, and
// as JUnit's XML for whatever reads that in CI.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "turncoat/support/page/document.hpp"
#include "turncoat/trial/trial.hpp"

namespace turncoat {

struct TrialEntry {
  std::string name;
  std::string command;
  Way way = Way::decider;
  TrialResult result{};
  std::vector<std::string>
      files{};  // of result.checks: the failure's scenario; "" if there is none
};

// Of the failure: what it expects, and what was decided instead.
Scenario failure_scenario(const TrialEntry& entry, const CheckResult& check);
// The command that shows a failure again.
std::string again(const TrialEntry& entry, const CheckResult& check, const std::string& file);
// "OM(1)": the last level whose checks, and those of all before, passed; "none".
std::string level_reached(const TrialResult& result);

nlohmann::ordered_json trial_as_json(const std::vector<TrialEntry>& entries, std::uint64_t seed);
std::string trial_as_junit(const std::vector<TrialEntry>& entries);
// Files stand in the page's folder.
Document trial_document(const std::vector<TrialEntry>& entries, std::uint64_t seed);

}  // namespace turncoat
