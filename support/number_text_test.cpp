#include "turncoat/support/number_text.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

TEST(NumberText, HasACommaBeforeEachThreeDigits) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(9'032), "9,032");
  EXPECT_EQ(with_commas(3'999'675), "3,999,675");
}

TEST(NumberText, AgreesWithItsNoun) {
  EXPECT_EQ(counted(0, "lie"), "0 lies");
  EXPECT_EQ(counted(1, "lie"), "1 lie");
  EXPECT_EQ(counted(16'408, "lie"), "16,408 lies");
}

TEST(NumberText, RoundsToThreeDigitsAndAPrefix) {
  EXPECT_EQ(rounded(0.5), "0.5");
  EXPECT_EQ(rounded(999.4), "999");
  EXPECT_EQ(rounded(999.6), "1 k");
  EXPECT_EQ(rounded(1'234'567), "1.23 M");
  EXPECT_EQ(rounded(2.5e10), "25 G");
  EXPECT_EQ(rounded(3e25), "3e+25");
}

TEST(NumberText, TellsADurationInTheUnitThatFits) {
  EXPECT_EQ(duration(3.5e-11), "35 ps");
  EXPECT_EQ(duration(1.234e-9), "1.23 ns");
  EXPECT_EQ(duration(0.0123), "12.3 ms");
  EXPECT_EQ(duration(0.9999), "1 s");
  EXPECT_EQ(duration(88.3), "88.3 s");
  EXPECT_EQ(duration(600), "10 min");
  EXPECT_EQ(duration(1e5), "28 hours");
  EXPECT_EQ(duration(1e6), "12 days");
  EXPECT_EQ(duration(1e9), "32 years");
  EXPECT_EQ(duration(1e12), "31,688 years");
  EXPECT_EQ(duration(1e30), "3.2e+22 years");
}

TEST(NumberText, CountsMemoryInPowersOf1024) {
  EXPECT_EQ(memory(512), "512 B");
  EXPECT_EQ(memory(1536), "1.5 KiB");
  EXPECT_EQ(memory(58'138'600), "55.4 MiB");
}

}  // namespace
}  // namespace turncoat
