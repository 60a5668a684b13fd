#include <gtest/gtest.h>

#include "turncoat/core/general.hpp"
#include "turncoat/trial/gtest.hpp"

TURNCOAT_TRIAL(turncoat::General);

// A filter that selects nothing passes, too.
TEST(TrialSuite, HasNamesThatAFilterCanSelect) {
  EXPECT_EQ(turncoat::test_name("my::General"), "my__General");
  EXPECT_EQ(turncoat::test_name("om0-decides"), "om0_decides");
}
