#include "turncoat/trial/trial.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "turncoat/trial/decider.hpp"

namespace turncoat {
namespace {

constexpr std::chrono::milliseconds kLong{120'000};

// Answers every question in the same way.
Decider decider_that_says(const std::string& answer) {
  return Decider({.command = {"sh", "-c", "while read question; do echo '" + answer + "'; done"}},
                 kLong);
}

TrialOptions one_check(const char* name) {
  return {.way = Way::decider, .cases = {.seed = 1, .count = 10}, .checks = {find_check(name)}};
}

TEST(Trial, ShrinksAgainstTheImplementationItself) {
  // Wrong wherever somebody else than lieutenant 1 is loyal, or attack is right.
  Decider decider = decider_that_says(R"({"decisions": {"1": "retreat"}})");
  const TrialResult result = run_trial(decider, one_check("om0-decides"));
  const CheckResult& check = result.checks.at(0);
  ASSERT_EQ(check.verdict, TrialVerdict::failed);
  EXPECT_EQ(check.failure->simplest.scenario.setup.n, 2);
  EXPECT_EQ(check.failure->simplest_is, "lieutenant 1 decides retreat, expected attack");
  EXPECT_FALSE(result.passed());
  EXPECT_EQ(result.levels(), 0);
}

TEST(Trial, EndsWhereItIsStopped) {
  Decider decider = decider_that_says(R"({"error": "not supported"})");
  TrialOptions options = one_check("ties");
  options.stop = [] { return true; };
  const TrialResult result = run_trial(decider, options);
  EXPECT_FALSE(result.finished);
  EXPECT_TRUE(result.checks.empty());
}

}  // namespace
}  // namespace turncoat
