#include "turncoat/core/lie.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> places_of(const Setup& setup) {
  std::vector<std::string> places;
  for_each_lie_place(setup, [&](const Path& path, int receiver) {
    places.push_back(to_string(path) + std::to_string(receiver));
    return true;
  });
  return places;
}

// Every place of a lie either has the lie at it or none, whichever places are lied at.
TEST(LieAt, FindsTheLieAtAPlaceAndNoneElsewhere) {
  std::vector<Lie> all;
  for_each_lie_place({.n = 5, .m = 2, .traitors = {1, 2}}, [&](const Path& path, int receiver) {
    all.push_back({path, receiver, Said::attack});
    return true;
  });
  ASSERT_EQ(all.size(), 12u);
  for (unsigned chosen = 0; chosen < 1U << all.size(); chosen += 7) {
    std::vector<Lie> lies;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((chosen >> i & 1) != 0) {
        lies.push_back(all[i]);
      }
    }
    for (const Lie& place : all) {
      const Lie* lie = lie_at(lies, place.path, place.to);
      const bool is_there = std::find(lies.begin(), lies.end(), place) != lies.end();
      ASSERT_EQ(lie != nullptr, is_there);
      ASSERT_TRUE(lie == nullptr || *lie == place);
    }
  }
}

TEST(LiePlaces, OfALieutenantAreItsRelays) {
  EXPECT_THAT(places_of({.n = 4, .m = 1, .traitors = {1}}), ElementsAre("[0,1]2", "[0,1]3"));
}

TEST(LiePlaces, OfTheCommanderAreItsOrders) {
  EXPECT_THAT(places_of({.n = 4, .m = 1, .traitors = {0}}), ElementsAre("[0]1", "[0]2", "[0]3"));
}

TEST(LiePlaces, LeaveOutTraitorsAsReceivers) {
  EXPECT_THAT(places_of({.n = 4, .m = 1, .traitors = {0, 1}}),
              ElementsAre("[0]2", "[0]3", "[0,1]2", "[0,1]3"));
}

TEST(LiePlaces, AreSortedRoundByRound) {
  EXPECT_THAT(places_of({.n = 5, .m = 2, .traitors = {1, 2}}),
              ElementsAre("[0,1]3", "[0,1]4", "[0,2]3", "[0,2]4", "[0,1,2]3", "[0,1,2]4",
                          "[0,2,1]3", "[0,2,1]4", "[0,3,1]4", "[0,3,2]4", "[0,4,1]3", "[0,4,2]3"));
}

TEST(LiePlaces, AreNoneWithoutTraitors) {
  EXPECT_THAT(places_of({.n = 64, .m = 62}), IsEmpty());
}

TEST(LiePlaces, AreNoneWithoutALoyalReceiver) {
  EXPECT_THAT(places_of({.n = 64, .m = 62, .traitors = Generals::first(64)}), IsEmpty());
  // The commander is loyal, and on every path.
  EXPECT_THAT(places_of({.n = 4, .m = 2, .traitors = {1, 2, 3}}), IsEmpty());
}

TEST(LiePlaces, StopWhereTheVisitorSaysSo) {
  for (int wanted = 1; wanted <= 12; ++wanted) {
    int visits = 0;
    for_each_lie_place({.n = 5, .m = 2, .traitors = {1, 2}},
                       [&](const Path&, int) { return ++visits < wanted; });
    EXPECT_EQ(visits, wanted);
  }
}

// There are about 1e86 of them.
TEST(LiePlaces, AreFoundWithoutDetoursInTheLargestSetup) {
  for (const Generals traitors : {Generals{63}, Generals{0}, Generals{1}, Generals::range(2, 64)}) {
    int visits = 0;
    for_each_lie_place({.n = 64, .m = 62, .traitors = traitors},
                       [&](const Path&, int) { return ++visits < 1'000; });
    EXPECT_EQ(visits, traitors == Generals{0} ? 63 : 1'000);
  }
}

// A traitor who is the last but one general left makes the last place a deep one.
TEST(LiePlaces, ReachTheLastRound) {
  int visits = 0;
  int longest = 0;
  for_each_lie_place({.n = 6, .m = 4, .traitors = {5}}, [&](const Path& path, int receiver) {
    EXPECT_EQ(path.sender(), 5);
    EXPECT_FALSE(path.contains(receiver));
    longest = std::max(longest, path.size());
    ++visits;
    return true;
  });
  EXPECT_EQ(longest, 5);
  EXPECT_EQ(visits, 4 + 4 * 3 + 4 * 3 * 2 + 4 * 3 * 2 * 1);
}

TEST(Lie, OrdersByPathThenReceiver) {
  const std::vector<Lie> ascending{{path_of({0}), 3, Said::attack},
                                   {path_of({0, 1}), 2, Said::silence},
                                   {path_of({0, 1}), 3, Said::retreat},
                                   {path_of({0, 1}), 3, Said::attack},
                                   {path_of({0, 2}), 1, Said::retreat}};
  for (std::size_t a = 0; a < ascending.size(); ++a) {
    for (std::size_t b = 0; b < ascending.size(); ++b) {
      EXPECT_EQ(ascending[a] <=> ascending[b], a <=> b);
    }
  }
}

}  // namespace
}  // namespace turncoat
