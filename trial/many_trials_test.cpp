#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "turncoat/trial/decider.hpp"
#include "turncoat/trial/trial.hpp"

namespace turncoat {
namespace {

long entries(const std::string& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

std::string children() {
  std::string line;
  std::getline(std::ifstream("/proc/thread-self/children"), line);
  return line;
}

TEST(Trial, ThousandShortOnesLeaveNothingBehind) {
  const long before = entries("/proc/self/fd");
  const std::string children_before = children();
  for (int i = 0; i < 1000; ++i) {
    Decider decider(
        {.command = {"sh", "-c",
                     "while read question; do echo '{\"error\": \"not supported\"}'; done"}},
        std::chrono::minutes(2));
    const TrialResult result = run_trial(
        decider,
        {.way = Way::decider, .cases = {.seed = 1, .count = 10}, .checks = {find_check("ties")}});
    ASSERT_EQ(result.checks.at(0).verdict, TrialVerdict::not_applicable);
    ASSERT_EQ(result.checks[0].not_supported, 10U);
  }
  EXPECT_EQ(entries("/proc/self/fd"), before);
  EXPECT_EQ(children(), children_before);
}

}  // namespace
}  // namespace turncoat
