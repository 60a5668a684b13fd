#include "turncoat/core/claimed_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;
using ::testing::ElementsAre;

constexpr std::optional<ClaimedPath::Flaw> kNone;
constexpr auto kUnknown = ClaimedPath::Flaw::unknown_general;
constexpr auto kRepeated = ClaimedPath::Flaw::repeated_general;

std::vector<int> ranks_of(const ClaimedPath& path) {
  std::vector<int> ranks;
  for (std::size_t position = 0; position < path.length(); ++position) {
    ranks.push_back(path.rank(position));
  }
  return ranks;
}

TEST(ClaimedPath, IsEmptyAtFirst) {
  const ClaimedPath path{};
  EXPECT_EQ(path.length(), 0u);
  EXPECT_EQ(path.flaw(), kNone);
  EXPECT_EQ(path.members(), Generals());
}

TEST(ClaimedPath, CarriesWhatItReads) {
  const ClaimedPath path{0, 3, 1, 63, 2};
  EXPECT_EQ(path.length(), 5u);
  EXPECT_EQ(path.flaw(), kNone);
  EXPECT_EQ(path.members(), (Generals{0, 1, 2, 3, 63}));
  EXPECT_EQ(path[0], 0);
  EXPECT_EQ(path[1], 3);
  EXPECT_EQ(path[3], 63);
}

TEST(ClaimedPath, RanksEachGeneralAmongThoseNotBeforeIt) {
  EXPECT_THAT(ranks_of({0, 3, 1, 63, 2}), ElementsAre(0, 2, 0, 60, 0));
  EXPECT_THAT(ranks_of({0, 1, 2, 3}), ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(ranks_of({0, 63, 62, 61}), ElementsAre(0, 62, 61, 60));
}

TEST(ClaimedPath, MayStartWithAnybody) {
  const ClaimedPath path{5, 0};
  EXPECT_EQ(path.flaw(), kNone);
  EXPECT_EQ(path[0], 5);
  EXPECT_THAT(ranks_of(path), ElementsAre(5, 0));
}

TEST(ClaimedPath, OfAPathIsFlawless) {
  const ClaimedPath path = path_of({0, 7, 2});
  EXPECT_EQ(path.length(), 3u);
  EXPECT_EQ(path.flaw(), kNone);
  EXPECT_EQ(path.members(), (Generals{0, 2, 7}));
  EXPECT_THAT(ranks_of(path), ElementsAre(0, 6, 1));
}

TEST(ClaimedPath, KnowsNoGeneralBut0To63) {
  // 256 + 3 would be general 3 in a byte.
  for (const int stranger : {-1, 64, 259, 1 << 30, -(1 << 30)}) {
    const ClaimedPath path{0, 2, stranger, 2};
    EXPECT_EQ(path.flaw(), kUnknown) << stranger;
    EXPECT_EQ(path.members(), (Generals{0, 2}));
    EXPECT_EQ(path.length(), 4u);
  }
}

TEST(ClaimedPath, SeesAGeneralTwice) {
  const ClaimedPath path{0, 2, 2, 64};
  EXPECT_EQ(path.flaw(), kRepeated) << "the first flaw";
  EXPECT_EQ(path.members(), (Generals{0, 2}));
  EXPECT_EQ((ClaimedPath{0, 4, 0}.flaw()), kRepeated);
}

TEST(ClaimedPath, HoldsAll64Generals) {
  std::vector<int> all(64);
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(ClaimedPath(all).flaw(), kNone);
  EXPECT_EQ(ClaimedPath(all).members(), Generals::first(64));
  all.push_back(17);
  EXPECT_EQ(ClaimedPath(all).flaw(), kRepeated);
}

TEST(ClaimedPath, KeepsTheLengthOfWhatItDoesNotRead) {
  const ClaimedPath path(std::vector<int>(1'000'000, 3));
  EXPECT_EQ(path.length(), 1'000'000u);
  EXPECT_EQ(path.flaw(), kRepeated);
  EXPECT_EQ(path.members(), Generals{3});
}

}  // namespace
}  // namespace turncoat
