#include "turncoat/support/check.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace turncoat {
namespace {

TEST(CheckDeathTest, PrintsWhereAndWhatWasExpectedAndAborts) {
  EXPECT_EXIT(check(false, "water to be wet"), ::testing::KilledBySignal(SIGABRT),
              "check_test.cpp:[0-9]+: .*a bug in turncoat: expected water to be wet");
}

TEST(Check, LetsPassWhatHolds) {
  check(true, "nothing");
}

}  // namespace
}  // namespace turncoat
