#include "turncoat/core/om/lies_told.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>

#include "turncoat/core/testing.hpp"
#include "turncoat/support/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;
using test::Scheming;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Scheming kOpposite([](const Path&, int, Order relayed) { return said(opposite(relayed)); });

TEST(LiesTold, AreSortedAndComplete) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 1}};
  // 0 turns its order; 1, told attack by its fellow, turns that too.
  EXPECT_THAT(
      lies_told(setup, kOpposite),
      ElementsAre(Lie{path_of({0}), 2, Said::retreat}, Lie{path_of({0}), 3, Said::retreat},
                  Lie{path_of({0, 1}), 2, Said::retreat}, Lie{path_of({0, 1}), 3, Said::retreat}));
}

TEST(LiesTold, LeaveOutWhatIsSaidFaithfully) {
  const Scheming attacking([](const Path&, int, Order) { return Said::attack; });
  EXPECT_THAT(lies_told({.n = 4, .m = 1, .order = Order::attack, .traitors = {1}}, attacking),
              IsEmpty());
  EXPECT_EQ(lies_told({.n = 4, .m = 1, .order = Order::retreat, .traitors = {1}}, attacking).size(),
            2u);
}

TEST(LiesTold, CountSilenceEvenWhereRetreatWouldBeRelayed) {
  const Scheming silent([](const Path&, int, Order) { return Said::silence; });
  EXPECT_THAT(lies_told({.n = 3, .m = 1, .order = Order::retreat, .traitors = {1}}, silent),
              ElementsAre(Lie{path_of({0, 1}), 2, Said::silence}));
}

TEST(LiesTold, EndWhenAsked) {
  const turncoat::Setup setup{.n = 14, .m = 4, .order = Order::attack, .traitors = {1}};
  EXPECT_THROW(run_noting_lies(setup, kOpposite, {}, [] { return true; }), Stopped);
  EXPECT_EQ(run_noting_lies(setup, kOpposite, {}, [] { return false; }).lies,
            lies_told(setup, kOpposite));
}

TEST(LiesTold, FollowTheRules) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 1}};
  EXPECT_EQ(lies_told(setup, kOpposite, {.rounds_left_out = 1}).size(), 2u);
}

TEST(LiesTold, AreAsManyAsTheirBoundAndNoMore) {
  const turncoat::Setup setup{.n = 18, .m = 5, .order = Order::attack, .traitors = {1, 2, 3, 4, 5}};
  const auto told = [&setup](std::size_t lies) {
    const Scheming lying([&lies](const Path&, int, Order relayed) {
      if (lies == 0) {
        return said(relayed);
      }
      --lies;
      return said(opposite(relayed));
    });
    return lies_told(setup, lying).size();
  };
  EXPECT_EQ(told(kMaxLies), kMaxLies);
  EXPECT_EQ(test::refusal_of([&] { told(kMaxLies + 1); }),
            "more than 2000000 lies in one scenario");
}

// Played again from the list alone, everybody hears the same.
TEST(LiesTold, TellTheWholeStory) {
  for (const turncoat::Setup& setup : test::every_setup(4)) {
    for (const auto& adversary : test::adversaries()) {
      const std::vector<Lie> lies = lies_told(setup, *adversary);
      const Scheming replay([&](const Path& path, int receiver, Order relayed) {
        const auto lie = std::find_if(lies.begin(), lies.end(), [&](const Lie& l) {
          return l.path == path && l.to == receiver;
        });
        return lie == lies.end() ? said(relayed) : lie->says;
      });
      ASSERT_EQ(lies_told(setup, replay), lies);
    }
  }
}

}  // namespace
}  // namespace turncoat
