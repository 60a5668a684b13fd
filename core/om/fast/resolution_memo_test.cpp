#include "turncoat/core/om/fast/resolution_memo.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

constexpr ResolutionMemo::Key kKey{.members = {0, 3}, .heard = {1, 2}};

TEST(ResolutionMemo, KnowsNobodyWhereNothingWasKept) {
  ResolutionMemo memo;
  EXPECT_EQ(memo.find(kKey).by, Generals());
  memo.keep(kKey, {.by = {1, 2}, .attackers = {1}});
  EXPECT_EQ(memo.find({.members = {0, 4}, .heard = kKey.heard}).by, Generals());
  EXPECT_EQ(memo.find({.members = kKey.members, .heard = {1}}).by, Generals());
}

TEST(ResolutionMemo, AddsToWhatWasKept) {
  ResolutionMemo memo;
  memo.keep(kKey, {.by = {1, 2}, .attackers = {1}});
  memo.keep(kKey, {.by = {4, 5}, .attackers = {5}});
  EXPECT_EQ(memo.find(kKey).by, (Generals{1, 2, 4, 5}));
  EXPECT_EQ(memo.find(kKey).attackers, (Generals{1, 5}));
}

TEST(ResolutionMemo, KeepsNoMoreThanItsMost) {
  constexpr std::uint64_t kMost = 10;
  ResolutionMemo memo(kMost);
  const auto place = [](std::uint64_t k) {
    return ResolutionMemo::Key{.members = Generals::of_word(k), .heard = {1}};
  };
  for (std::uint64_t k = 0; k <= kMost; ++k) {
    memo.keep(place(k), {.by = {1}, .attackers = {}});
  }
  EXPECT_EQ(memo.find(place(kMost - 1)).by, Generals{1});
  EXPECT_EQ(memo.find(place(kMost)).by, Generals());
  memo.keep(place(0), {.by = {2}, .attackers = {2}});
  EXPECT_EQ(memo.find(place(0)).by, (Generals{1, 2})) << "more is known of a place that is kept";
}

}  // namespace
}  // namespace turncoat
