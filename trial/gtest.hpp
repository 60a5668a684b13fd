// A trial as a GoogleTest suite: in a test program of yours, which links turncoat::trial and
// GTest::gtest_main, at the end of a source and outside of any namespace,
//
//   TURNCOAT_TRIAL(my::General);
//
// gives a test for each check that a general of that type (in_process.hpp) can be told. A failure
// shows what is wrong and the simplest scenario in which it is, a file for `turncoat replay`.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "turncoat/trial/checks.hpp"
#include "turncoat/trial/in_process.hpp"

namespace turncoat {

template <GeneralType G>
class TrialTest : public testing::Test {
 public:
  explicit TrialTest(std::string_view check) : check_(check) {}

  void TestBody() override {
    InProcess general = InProcess::of<G>();
    EXPECT_EQ(what_fails(general, check_), "");
  }

 private:
  std::string_view check_;
};

// How many tests there are.
template <GeneralType G>
int register_trial(const std::string& type, const char* file, int line) {
  int tests = 0;
  for (const Check& check : checks()) {
    if (applies_to(check, Way::general) && !check.only_if_asked) {
      std::string name(check.name);
      std::replace(name.begin(), name.end(), '-', '_');
      testing::RegisterTest((type + "OnTrial").c_str(), name.c_str(), nullptr, nullptr, file, line,
                            [&check]() -> testing::Test* { return new TrialTest<G>(check.name); });
      ++tests;
    }
  }
  return tests;
}

}  // namespace turncoat

#define TURNCOAT_TRIAL(Type)                          \
  [[maybe_unused]] static const int turncoat_trial_ = \
      turncoat::register_trial<Type>(#Type, __FILE__, __LINE__)
