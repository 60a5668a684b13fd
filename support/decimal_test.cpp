#include "turncoat/support/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace turncoat {
namespace {

TEST(Decimal, WholeNumbersAreDigitsAlone) {
  EXPECT_EQ(whole_number("0"), 0U);
  EXPECT_EQ(whole_number("7"), 7U);
  EXPECT_EQ(whole_number("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  for (const char* text : {"", " ", "-1", "+1", " 1", "1 ", "01", "00", "0x1", "1e1", "1.0",
                           "1,000", "18446744073709551616", "99999999999999999999999", "one"}) {
    EXPECT_FALSE(whole_number(text)) << text;
  }
}

TEST(Decimal, FractionsHaveDigitsOnBothSides) {
  EXPECT_EQ(decimal_fraction("0"), 0.0);
  EXPECT_EQ(decimal_fraction("0.25"), 0.25);
  EXPECT_EQ(decimal_fraction("10.50"), 10.5);
  for (const char* text : {"", ".", ".5", "5.", "1.2.3", "-1", "+1", " 1", "1 ", "01", "01.5",
                           "1e1", "0x1", "nan", "inf", "1,5"}) {
    EXPECT_FALSE(decimal_fraction(text)) << text;
  }
}

}  // namespace
}  // namespace turncoat
