#include "turncoat/core/om/fast/resolution_memo.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

constexpr ResolutionMemo::Place kPlace{.members = {0, 3}, .heard = {1, 2}};

TEST(ResolutionMemo, KnowsNobodyWhereNothingWasKept) {
  ResolutionMemo memo;
  EXPECT_EQ(memo.find(kPlace).by, Generals());
  memo.keep(kPlace, {.by = {1, 2}, .attackers = {1}});
  EXPECT_EQ(memo.find({.members = {0, 4}, .heard = kPlace.heard}).by, Generals());
  EXPECT_EQ(memo.find({.members = kPlace.members, .heard = {1}}).by, Generals());
}

TEST(ResolutionMemo, AddsToWhatWasKept) {
  ResolutionMemo memo;
  memo.keep(kPlace, {.by = {1, 2}, .attackers = {1}});
  memo.keep(kPlace, {.by = {4, 5}, .attackers = {5}});
  EXPECT_EQ(memo.find(kPlace).by, (Generals{1, 2, 4, 5}));
  EXPECT_EQ(memo.find(kPlace).attackers, (Generals{1, 5}));
}

TEST(ResolutionMemo, KeepsNoMoreThanItsMost) {
  constexpr std::uint64_t kMost = 10;
  ResolutionMemo memo(kMost);
  const auto place = [](std::uint64_t k) {
    return ResolutionMemo::Place{.members = Generals::of_word(k), .heard = {1}};
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
