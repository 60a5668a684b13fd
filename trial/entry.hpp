// An implementation on trial: what it is, and what its trial came to.
#pragma once

#include <string>
#include <vector>

#include "turncoat/support/dialogue.hpp"
#include "turncoat/support/tree_watch.hpp"
#include "turncoat/trial/trial.hpp"

namespace turncoat {

struct TrialEntry {
  std::string name;
  std::string command;
  Way way = Way::decider;
  std::string folder{};     // where it is started, absolute; empty: where this process is
  bool in_sandbox = false;  // then it has a folder
  std::string more{};       // options of its trial that matter to it, such as "--base-port 8000"
  TrialResult result{};
  bool out_of_time = false;  // its result is of the checks until then
  // Of result.checks: the file of the failure's scenario; "" if there is none.
  std::vector<std::string> files{};
};

// What is started for it. Throws BadInput where the command isn't one.
Launch launch_of(const TrialEntry& entry, TreeWatch* watch);

// Of the failure: what it expects, and what was decided instead.
Scenario failure_scenario(const TrialEntry& entry, const CheckResult& check);
// Saves the scenario of each failure in the folder, as NAME-CHECK.json, and sets `files`. Throws
// BadInput.
void save_failures(TrialEntry& entry, const std::string& folder);
// The command that shows a failure again.
std::string again(const TrialEntry& entry, const CheckResult& check, const std::string& file);
// "OM(1)": the last level whose checks, and those of all before, passed; "none".
std::string level_reached(const TrialResult& result);
// The first check that failed; nullptr if none did.
const CheckResult* first_failure(const TrialResult& result);

}  // namespace turncoat
