#include "turncoat/core/message_count.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

__extension__ using Wide = unsigned __int128;

constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();

// In 128 bits; stays just above 64 bits where it leaves them.
Wide widely_counted(int n, int m) {
  Wide sum = 0;
  Wide in_round = 1;
  for (int round = 1; round <= m + 1; ++round) {
    in_round *= static_cast<Wide>(n - round);
    sum += in_round;
    if (sum > kMost) {
      return Wide{kMost} + 1;
    }
  }
  return sum;
}

TEST(MessageCount, HasTheCanonicalFigures) {
  struct Figure {
    int n, m;
    std::uint64_t sent, received;
  };
  for (const auto& [n, m, sent, received] : {Figure{2, 0, 1, 1},
                                             {4, 1, 9, 3},
                                             {7, 2, 156, 26},
                                             {10, 3, 3'609, 401},
                                             {13, 4, 108'384, 9'032},
                                             {16, 5, 3'999'675, 266'645}}) {
    EXPECT_EQ(messages_sent(n, m), sent) << n << ' ' << m;
    EXPECT_EQ(messages_received_per_lieutenant(n, m), received) << n << ' ' << m;
  }
}

TEST(MessageCount, CountsEachRound) {
  EXPECT_EQ(messages_in_round(7, 1), 6u);
  EXPECT_EQ(messages_in_round(7, 2), 30u);
  EXPECT_EQ(messages_in_round(7, 3), 120u);
}

TEST(MessageCount, EqualsACountIn128BitsOrIsNothing) {
  int exact = 0;
  int too_large = 0;
  for (int n = kMinGenerals; n <= kMaxGenerals; ++n) {
    for (int m = 0; m <= n - 2; ++m) {
      const Wide expected = widely_counted(n, m);
      const std::optional<std::uint64_t> sent = messages_sent(n, m);
      ASSERT_EQ(sent.has_value(), expected <= kMost) << n << ' ' << m;
      if (sent) {
        ASSERT_TRUE(*sent == expected) << n << ' ' << m;
        ASSERT_EQ(*messages_received_per_lieutenant(n, m) * static_cast<std::uint64_t>(n - 1),
                  *sent);
      } else {
        ASSERT_EQ(messages_received_per_lieutenant(n, m), std::nullopt);
      }
      ++(sent ? exact : too_large);
    }
  }
  EXPECT_EQ(exact, 745);
  EXPECT_EQ(too_large, 1271);
}

TEST(MessageCount, ExactUpToTheLastSizeThatFits) {
  EXPECT_TRUE(messages_sent(64, 9).has_value());
  EXPECT_FALSE(messages_sent(64, 10).has_value());
}

TEST(MessageCount, NeverWrapsAtTheLargestSetup) {
  EXPECT_EQ(messages_sent(64, 62), std::nullopt);
  EXPECT_EQ(messages_received_per_lieutenant(64, 62), std::nullopt);
  EXPECT_EQ(messages_in_round(64, 63), std::nullopt);
  EXPECT_NEAR(messages_sent_approximately(64, 62) / 5.3897e87, 1, 1e-3);
}

TEST(MessageCount, ApproximatesWhatItCountsExactly) {
  for (const auto& [n, m] : {std::pair{4, 1}, {16, 5}, {64, 8}}) {
    EXPECT_DOUBLE_EQ(messages_sent_approximately(n, m), static_cast<double>(*messages_sent(n, m)));
  }
}

TEST(MessageCount, IsDescribedExactlyWhereItFits) {
  EXPECT_EQ(describe_messages_sent(7, 2), "156");
  EXPECT_EQ(describe_messages_sent(64, 62), "about 5.4e+87");
}

TEST(MessageCount, LetsARunOfExactlyTheLimitPass) {
  EXPECT_NO_THROW(refuse_more_messages_than(156, {.n = 7, .m = 2}));
}

TEST(MessageCount, RefusesARunOfMoreThanTheLimitWithItsCount) {
  const std::string text =
      test::refusal_of<TooManyMessages>([] { refuse_more_messages_than(155, {.n = 7, .m = 2}); });
  EXPECT_THAT(text, AllOf(HasSubstr("n=7, m=2 sends 156 messages"), HasSubstr("at most 155")));
}

TEST(MessageCount, RefusesWhatDoesNotFit64BitsAtAnyLimit) {
  const std::string text = test::refusal_of<TooManyMessages>(
      [] { refuse_more_messages_than(kMost, {.n = 64, .m = 62}); });
  EXPECT_THAT(text, AllOf(HasSubstr("n=64, m=62 sends about 5.4e+87 messages"),
                          HasSubstr("at most 18446744073709551615")));
}

}  // namespace
}  // namespace turncoat
