// A trial as a GoogleTest suite: in a test program of yours, which links turncoat::trial and
// GTest::gtest_main, at the end of a source and outside of any namespace,
//
//   TURNCOAT_TRIAL(my::General);
//
// gives a test for each check that a general of that type (in_process.hpp) can be told. A failure
// shows what is wrong and the simplest scenario in which it is, a file for `turncoat replay`.
#pragma once

#include <gtest/gtest.h>

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

// A name that a filter can select: in "my::General" a colon would end it.
inline std::string test_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool is_part_of_name =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    name += is_part_of_name ? c : '_';
  }
  return name;
}

// How many tests there are.
template <GeneralType G>
int register_trial(std::string_view type, const char* file, int line) {
  int tests = 0;
  for (const Check& check : checks()) {
    if (applies_to(check, Way::general) && !check.only_if_asked) {
      testing::RegisterTest((test_name(type) + "OnTrial").c_str(), test_name(check.name).c_str(),
                            nullptr, nullptr, file, line,
                            [&check]() -> testing::Test* { return new TrialTest<G>(check.name); });
      ++tests;
    }
  }
  return tests;
}

}  // namespace turncoat

// By its line, so that a source can have several.
#define TURNCOAT_TRIAL_NAME_OF(line) turncoat_trial_##line
#define TURNCOAT_TRIAL_NAME(line) TURNCOAT_TRIAL_NAME_OF(line)
#define TURNCOAT_TRIAL(Type)                                        \
  [[maybe_unused]] static const int TURNCOAT_TRIAL_NAME(__LINE__) = \
      turncoat::register_trial<Type>(#Type, __FILE__, __LINE__)
