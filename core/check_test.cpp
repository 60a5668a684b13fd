#include "core/check.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

TEST(CheckDeathTest, PrintsWhereAndWhatWasExpectedAndAborts) {
  EXPECT_DEATH(check(false, "water to be wet"),
               "check_test.cpp:[0-9]+: .*a bug in turncoat: expected water to be wet");
}

TEST(Check, LetsPassWhatHolds) {
  check(true, "nothing");
}

}  // namespace
}  // namespace turncoat
