#include "turncoat/core/generals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>
#include <vector>

namespace turncoat {
namespace {

using ::testing::ElementsAre;

std::vector<int> listed(Generals generals) {
  return {generals.begin(), generals.end()};
}

TEST(Generals, StartEmpty) {
  const Generals none;
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(none.size(), 0);
  EXPECT_EQ(none.word(), 0u);
  EXPECT_EQ(none, Generals{});
}

TEST(Generals, KeepABitForEachGeneral) {
  const Generals some{0, 3, 63};
  EXPECT_EQ(some.word(), 0x8000'0000'0000'0009u);
  EXPECT_EQ(some.size(), 3);
  EXPECT_FALSE(some.empty());
  EXPECT_EQ(Generals::of_word(some.word()), some);
}

// A list holds numbers of generals; only a name makes a number a word.
TEST(Generals, AreNeverMadeFromAWordByAccident) {
  EXPECT_EQ(Generals{3}.word(), 8u);
  EXPECT_EQ(Generals::of_word(3), (Generals{0, 1}));
  static_assert(!std::is_constructible_v<Generals, std::uint64_t>);
  static_assert(!std::is_constructible_v<Generals, int>);
}

TEST(Generals, FirstHoldsThoseBelowN) {
  EXPECT_EQ(Generals::first(0), Generals{});
  EXPECT_EQ(Generals::first(3), (Generals{0, 1, 2}));
  EXPECT_EQ(Generals::first(63).word(), ~std::uint64_t{0} >> 1);
}

TEST(Generals, FirstOf64HoldsAll) {
  EXPECT_EQ(Generals::first(64).word(), ~std::uint64_t{0});
  EXPECT_EQ(Generals::first(64).size(), 64);
}

TEST(Generals, RangeIncludesItsStartAndNotItsEnd) {
  EXPECT_EQ(Generals::range(2, 5), (Generals{2, 3, 4}));
  EXPECT_EQ(Generals::range(2, 2), Generals{});
  EXPECT_EQ(Generals::range(62, 64), (Generals{62, 63}));
}

TEST(Generals, ContainAGeneral) {
  const Generals some{1, 63};
  EXPECT_TRUE(some.contains(1));
  EXPECT_TRUE(some.contains(63));
  EXPECT_FALSE(some.contains(0));
  EXPECT_FALSE(some.contains(2));
}

TEST(Generals, ContainNobodyOutside0To63) {
  const Generals all = Generals::first(64);
  for (const int stranger : {-1, 64, 65, 127, 128, -64}) {
    EXPECT_FALSE(all.contains(stranger)) << stranger;
  }
}

TEST(Generals, ContainASubset) {
  const Generals some{1, 2, 5};
  EXPECT_TRUE(some.contains(Generals{}));
  EXPECT_TRUE(some.contains(Generals{1, 5}));
  EXPECT_TRUE(some.contains(some));
  EXPECT_FALSE(some.contains(Generals{1, 3}));
  EXPECT_FALSE(Generals{}.contains(some));
}

TEST(Generals, AreUnitedIntersectedAndSubtracted) {
  const Generals a{0, 1, 2};
  const Generals b{2, 3};
  EXPECT_EQ(a | b, (Generals{0, 1, 2, 3}));
  EXPECT_EQ(a & b, Generals{2});
  EXPECT_EQ(a - b, (Generals{0, 1}));
  EXPECT_EQ(b - a, Generals{3});
}

TEST(Generals, TakeInAndLeaveOutOne) {
  const Generals some{1, 2};
  EXPECT_EQ(some.with(4), (Generals{1, 2, 4}));
  EXPECT_EQ(some.with(2), some);
  EXPECT_EQ(some.without(2), Generals{1});
  EXPECT_EQ(some.without(4), some);
  Generals more = some;
  more.insert(63);
  EXPECT_EQ(more, (Generals{1, 2, 63}));
}

TEST(Generals, AreIteratedInAscendingOrder) {
  EXPECT_THAT(listed(Generals{63, 5, 0, 17}), ElementsAre(0, 5, 17, 63));
  EXPECT_TRUE(listed(Generals{}).empty());
  const std::vector<int> all = listed(Generals::first(64));
  EXPECT_EQ(all.size(), 64u);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
}

TEST(Generals, IteratorsStepAfterOrBeforeReading) {
  const Generals some{4, 9};
  Generals::Iterator it = some.begin();
  EXPECT_EQ(*it++, 4);
  EXPECT_EQ(*it, 9);
  EXPECT_EQ(++it, some.end());
}

TEST(Generals, SmallestIsTheFirstIterated) {
  EXPECT_EQ((Generals{7, 3, 63}.smallest()), 3);
  EXPECT_EQ(Generals{63}.smallest(), 63);
}

TEST(Generals, RankCountsTheSmaller) {
  const Generals some{2, 5, 63};
  EXPECT_EQ(some.rank(0), 0);
  EXPECT_EQ(some.rank(2), 0);
  EXPECT_EQ(some.rank(3), 1);
  EXPECT_EQ(some.rank(5), 1);
  EXPECT_EQ(some.rank(63), 2);
}

TEST(Generals, AtRankIsTheInverseOfRank) {
  for (const Generals some : {Generals{2, 5, 63}, Generals::first(64), Generals{0}}) {
    for (const int general : some) {
      EXPECT_EQ(some.at_rank(some.rank(general)), general);
    }
  }
}

TEST(Generals, PrintAsAList) {
  EXPECT_EQ(to_string(Generals{}), "none");
  EXPECT_EQ(to_string(Generals{3}), "3");
  EXPECT_EQ(to_string(Generals{5, 0, 3}), "0, 3, 5");
}

TEST(GeneralsDeathTest, AbortOnAGeneralOutOfRange) {
  Generals some;
  EXPECT_DEATH(some.insert(64), "a general from 0 to 63");
  EXPECT_DEATH(some.insert(-1), "a general from 0 to 63");
  EXPECT_DEATH(some = Generals::first(65), "0 to 64 generals");
  EXPECT_DEATH(some = Generals::first(-1), "0 to 64 generals");
}

TEST(GeneralsDeathTest, AbortWhereThereIsNoSuchRank) {
  const Generals some{3, 4};
  EXPECT_DEATH(static_cast<void>(some.at_rank(2)), "a rank below the size");
  EXPECT_DEATH(static_cast<void>(some.at_rank(-1)), "a rank below the size");
  EXPECT_DEATH(static_cast<void>(Generals{}.smallest()), "a general in the set");
}

}  // namespace
}  // namespace turncoat
