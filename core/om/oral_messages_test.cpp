#include "turncoat/core/om/oral_messages.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

#include "turncoat/core/lie.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/orders.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;

using Row = std::vector<Order>;

const auto kFaithful = [](const Path&, Generals, Order, Row&) {};

TEST(OralMessages, MakeAsManyMessagesAsTheClosedForm) {
  int setups = 0;
  for (int n = 2; n <= 8; ++n) {
    for (int m = 0; m <= n - 2; ++m, ++setups) {
      const turncoat::Setup setup{.n = n, .m = m, .traitors = {0, n - 1}};
      OralMessages<Orders> algorithm(setup, {});
      algorithm.run(setup.loyal_lieutenants(), kFaithful);
      EXPECT_EQ(algorithm.messages(), messages_sent(n, m)) << n << ' ' << m;
    }
  }
  EXPECT_EQ(setups, 28);
}

TEST(OralMessages, CountTheMessagesOfTheLastRunOnly) {
  const turncoat::Setup setup{.n = 4, .m = 1};
  OralMessages<Orders> algorithm(setup, {});
  algorithm.run(setup.loyal_lieutenants(), kFaithful);
  algorithm.run(setup.loyal_lieutenants(), kFaithful);
  EXPECT_EQ(algorithm.messages(), 9u);
}

TEST(OralMessages, AskTheTraitorsOnceForEachPlaceOfALie) {
  int asked = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    std::set<std::pair<Path, int>> places;
    for_each_lie_place(setup, [&](const Path& path, int receiver) {
      places.emplace(path, receiver);
      return true;
    });
    std::set<std::pair<Path, int>> asked_for;
    OralMessages<Orders> algorithm(setup, {});
    std::set<Path> paths;
    algorithm.run(setup.loyal_lieutenants(),
                  [&](const Path& path, Generals receivers, Order, Row&) {
                    EXPECT_TRUE(paths.insert(path).second) << to_string(path);
                    EXPECT_FALSE(receivers.empty()) << to_string(path);
                    for (const int receiver : receivers) {
                      asked_for.emplace(path, receiver);
                      ++asked;
                    }
                  });
    ASSERT_EQ(asked_for, places) << test::to_string(setup);
  }
  EXPECT_EQ(asked, 2'226);
}

TEST(OralMessages, TellTheTraitorsWhatALoyalGeneralWouldRelay) {
  const turncoat::Setup setup{.n = 4, .m = 2, .order = Order::attack, .traitors = {0, 3}};
  OralMessages<Orders> algorithm(setup, {});
  int asked = 0;
  const auto tell = [&](const Path& path, Generals /*receivers*/, Order relayed, Row& told) {
    ++asked;
    if (path == Path()) {
      EXPECT_EQ(relayed, Order::attack) << "the commander's own order";
      told[1] = Order::retreat;
    }
    if (path == path_of({0, 3}) || path == path_of({0, 2, 3})) {
      EXPECT_EQ(relayed, Order::attack) << to_string(path);  // 3 is a traitor: told faithfully
    }
    if (path == path_of({0, 1, 3})) {
      EXPECT_EQ(relayed, Order::retreat) << "what 1 heard";
    }
  };
  algorithm.run(setup.loyal_lieutenants(), tell);
  EXPECT_EQ(asked, 4);
}

TEST(OralMessages, ComeToTheReceiversAsTheyWouldBeRelayed) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 3}};
  OralMessages<Orders> algorithm(setup, {});
  algorithm.run(setup.loyal_lieutenants(),
                [&](const Path&, Generals receivers, Order relayed, const Row& told) {
                  for (const int receiver : receivers) {
                    EXPECT_EQ(told[receiver], relayed);
                  }
                });
}

TEST(OralMessages, ResolveForTheWantedOnly) {
  const turncoat::Setup setup{.n = 5, .m = 2, .order = Order::attack};
  std::set<int> resolvers;
  OralMessages<Orders> algorithm(setup, {});
  const auto& row = algorithm.run(Generals{2, 4}, kFaithful,
                                  [&](const Path&, int i, Order) { resolvers.insert(i); });
  EXPECT_EQ(resolvers, (std::set{2, 4}));
  EXPECT_EQ(row[2], Order::attack);
  EXPECT_EQ(row[4], Order::attack);
}

TEST(OralMessages, ObserveEachResolutionOnce) {
  const turncoat::Setup setup{.n = 5, .m = 2};
  std::set<std::pair<Path, int>> observed;
  OralMessages<Orders> algorithm(setup, {});
  algorithm.run(setup.loyal_lieutenants(), kFaithful, [&](const Path& path, int i, Order) {
    EXPECT_FALSE(path.contains(i));
    EXPECT_TRUE(observed.emplace(path, i).second) << to_string(path) << ' ' << i;
  });
  // Each of four lieutenants, for each path without it: 1 + 3 + 6.
  EXPECT_EQ(observed.size(), 40u);
}

TEST(OralMessages, RefuseASetupThatIsNone) {
  EXPECT_THROW((OralMessages<Orders>({.n = 3, .m = 2}, {})), InvalidSetup);
}

}  // namespace
}  // namespace turncoat
