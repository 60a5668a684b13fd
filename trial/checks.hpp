// What is tried: named checks, from the easiest on.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "turncoat/trial/cases.hpp"
#include "turncoat/trial/subject.hpp"

namespace turncoat {

// A manner draws from one of so many seeds, so that a scenario alone shows a failure again.
inline constexpr std::uint64_t kSeedsOfAManner = 16;

// What an implementation is, for the testbed.
enum class Way : std::uint8_t {
  decider,  // the whole algorithm, over standard input and output
  general,  // one general, over standard input and output
  http,     // one general, behind HTTP
};
inline constexpr Way kWays[] = {Way::decider, Way::general, Way::http};
std::string_view name(Way way);

// In this order, so that a beginner sees progress.
inline constexpr std::string_view kLevels[] = {"OM(0)", "OM(1)", "any m", "silence",
                                               "hostile input"};

struct Check {
  std::string_view name;
  std::string_view means;  // a sentence
  int level;               // of kLevels
  bool for_deciders;
  bool for_generals;
  bool only_if_asked;  // --hostile-lines
  // The kinds of mistake that break it; `fails` breaks every check.
  std::vector<Mistake::Kind> broken_by;
  Manner manner;
  // Scenarios, the most telling first.
  std::vector<Scenario> (*scenarios)(const CaseOptions& options);
  bool as_commander;  // a general on trial is the commander
};

const std::vector<Check>& checks();
// nullptr if none has that name.
const Check* find_check(std::string_view name);
bool applies_to(const Check& check, Way way);

// What the check tries; of a general, for each scenario one that is loyal.
std::vector<TrialCase> cases_of(const Check& check, Way way, const CaseOptions& options);

}  // namespace turncoat
