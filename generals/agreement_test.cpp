#include "turncoat/generals/agreement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/testing.hpp"
#include "turncoat/generals/testing.hpp"

namespace turncoat {
namespace {

using std::chrono::milliseconds;
using test::faithful;
using test::kRoundTime;
using test::Network;
using test::Scheming;
using test::Sent;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Agreement, DecidesAsInLockStepInWhateverOrderMessagesCome) {
  std::mt19937 random(1982);
  int runs = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      Network network(setup, *adversary);
      network.start(Generals{0});
      network.deliver_all(random);
      // What traitors withhold is missed when the round is over, and only then.
      for (int round = 1; round <= setup.rounds() && !network.all_done(); ++round) {
        network.start(setup.generals());
        network.now += kRoundTime;
        network.pass();
        network.deliver_all(random);
      }
      ASSERT_TRUE(network.all_done()) << test::to_string(setup);
      const LockStepRun run = run_lock_step(setup, *adversary);
      ASSERT_EQ(network.decisions(), run.outcome.decisions) << test::to_string(setup);
      ASSERT_EQ(network.delivered, run.outcome.messages.sent);
      for (const int i : setup.lieutenants()) {
        ASSERT_THAT(network.of(i).late(), ::testing::Each(0));
      }
      ++runs;
    }
  }
  EXPECT_GT(runs, 2000);
}

TEST(Agreement, WaitsForNoDeadlineIfAllMessagesCome) {
  std::mt19937 random(1);
  const turncoat::Setup setup{.n = 10, .m = 3, .traitors = {0, 2, 7}};
  for (const Strategy& strategy : strategies()) {
    if (strategy.name == "silent" || strategy.name == "crash" || strategy.needs_options) {
      continue;
    }
    const auto adversary =
        make_adversary(std::string(strategy.name), "test", {.setup = setup, .seed = 7});
    Network network(setup, *adversary);
    network.start(Generals{0});
    network.deliver_all(random);
    ASSERT_TRUE(network.all_done()) << strategy.name;
    ASSERT_EQ(network.delivered, *messages_sent(10, 3));
    ASSERT_EQ(network.decisions(), run_lock_step(setup, *adversary).outcome.decisions);
  }
}

// General 1 of 4, at depth 1, and what it sent.
class OfFour : public ::testing::Test {
 protected:
  std::vector<Sent> sent;
  Agreement agreement{{.post = {.general = 1, .n = 4, .m = 1}, .round_time = kRoundTime},
                      [this](const Path& path, int receiver, Order order) {
                        sent.push_back({path, receiver, order});
                      }};
};

TEST_F(OfFour, TheFirstMessageTakenStartsTheClock) {
  EXPECT_EQ(agreement.deadline(), std::nullopt);
  agreement.pass(milliseconds(1'000'000));
  EXPECT_FALSE(agreement.is_done());
  EXPECT_EQ(agreement.receive({0, 1}, Order::attack, milliseconds(50)), Refusal::receiver_on_path);
  EXPECT_EQ(agreement.deadline(), std::nullopt);
  EXPECT_EQ(agreement.receive({0, 2}, Order::attack, milliseconds(60)), std::nullopt);
  EXPECT_EQ(agreement.deadline(), milliseconds(160));
  EXPECT_EQ(agreement.round(), 1);
}

TEST_F(OfFour, RoundsEndCountedFromTheStartNotFromTheRoundBefore) {
  EXPECT_TRUE(agreement.start(Order::retreat, milliseconds(1000)));
  EXPECT_EQ(agreement.receive({0}, Order::attack, milliseconds(1001)), std::nullopt);
  EXPECT_EQ(agreement.round(), 2);
  EXPECT_EQ(agreement.deadline(), milliseconds(1200));
  agreement.pass(milliseconds(1199));
  EXPECT_FALSE(agreement.is_done());
  agreement.pass(milliseconds(1200));
  EXPECT_TRUE(agreement.is_done());
  EXPECT_EQ(agreement.deadline(), std::nullopt);
  EXPECT_THAT(agreement.missing(), ElementsAre(0, 0, 1, 1));
}

TEST_F(OfFour, WhatDidntComeCountsAsRetreatAndIsRelayedSo) {
  EXPECT_TRUE(agreement.start(Order::attack, milliseconds(0)));
  EXPECT_THAT(sent, IsEmpty());
  agreement.pass(kRoundTime);
  EXPECT_THAT(
      sent, ElementsAre(Sent{Path() + 1, 2, Order::retreat}, Sent{Path() + 1, 3, Order::retreat}));
  EXPECT_EQ(agreement.receive({0, 2}, Order::attack, kRoundTime), std::nullopt);
  EXPECT_EQ(agreement.receive({0, 3}, Order::attack, kRoundTime), std::nullopt);
  EXPECT_TRUE(agreement.is_done());
  EXPECT_EQ(agreement.decide(), Order::attack);
  EXPECT_EQ(agreement.decide(), Order::attack);
}

TEST_F(OfFour, AnEarlyMessageIsKeptOnceAndCountsInItsRound) {
  EXPECT_EQ(agreement.receive({0, 2}, Order::attack, milliseconds(0)), std::nullopt);
  EXPECT_EQ(agreement.receive({0, 2}, Order::attack, milliseconds(1)), std::nullopt);
  EXPECT_EQ(agreement.receive({0, 2}, Order::retreat, milliseconds(2)), Refusal::second_order);
  EXPECT_EQ(agreement.receive({0, 3}, Order::attack, milliseconds(3)), std::nullopt);
  EXPECT_EQ(agreement.round(), 1);
  EXPECT_THAT(sent, IsEmpty());
  EXPECT_EQ(agreement.receive({0}, Order::retreat, milliseconds(4)), std::nullopt);
  EXPECT_THAT(sent, SizeIs(2));
  EXPECT_TRUE(agreement.is_done()) << "both messages of round 2 were there";
  EXPECT_EQ(agreement.decide(), Order::attack);
}

TEST_F(OfFour, AnEqualRepeatIsTakenAtAnyTimeAndChangesNothing) {
  for (int time = 0; time < 3; ++time) {
    EXPECT_EQ(agreement.receive({0}, Order::attack, milliseconds(time)), std::nullopt);
  }
  EXPECT_THAT(sent, SizeIs(2));
  EXPECT_EQ(agreement.receive({0}, Order::retreat, milliseconds(3)), Refusal::second_order);
  EXPECT_EQ(agreement.receive({0, 2}, Order::attack, milliseconds(4)), std::nullopt);
  EXPECT_EQ(agreement.receive({0, 3}, Order::retreat, milliseconds(4)), std::nullopt);
  EXPECT_TRUE(agreement.is_done());
  EXPECT_EQ(agreement.receive({0}, Order::attack, milliseconds(900)), std::nullopt);
  EXPECT_THAT(agreement.late(), ElementsAre(0, 0, 0, 0));
}

TEST_F(OfFour, AMessageOfARoundThatIsOverIsRefusedAndCounted) {
  EXPECT_TRUE(agreement.start(Order::attack, milliseconds(0)));
  // Its own time says that the round is over, whether or not anybody said so before.
  EXPECT_EQ(agreement.receive({0}, Order::attack, kRoundTime), Refusal::wrong_round);
  EXPECT_EQ(agreement.receive({0, 3}, Order::attack, 2 * kRoundTime), Refusal::wrong_round);
  EXPECT_TRUE(agreement.is_done());
  EXPECT_THAT(agreement.late(), ElementsAre(1, 0, 0, 1));
  EXPECT_THAT(agreement.missing(), ElementsAre(1, 0, 1, 1));
  EXPECT_EQ(agreement.decide(), Order::retreat);
  EXPECT_EQ(agreement.receive({0}, Order::attack, 3 * kRoundTime), Refusal::wrong_round);
}

TEST_F(OfFour, RefusesWhatIsWrongAtAnyTime) {
  const std::vector<std::pair<std::vector<int>, Refusal>> wrong{
      {{}, Refusal::wrong_length},
      {{0, 2, 3}, Refusal::wrong_length},
      {std::vector<int>(5000, 0), Refusal::wrong_length},
      {{2}, Refusal::commander_not_first},
      {{0, 4}, Refusal::unknown_general},
      {{0, 64}, Refusal::unknown_general},
      {{0, -1}, Refusal::unknown_general},
      {{-5}, Refusal::unknown_general},
      {{0, 0}, Refusal::repeated_general},
      {{0, 1}, Refusal::receiver_on_path},
  };
  const auto all_refused = [&] {
    for (const auto& [path, refusal] : wrong) {
      EXPECT_EQ(agreement.receive(ClaimedPath(path), Order::attack, milliseconds(9)), refusal)
          << name(refusal);
    }
  };
  all_refused();
  EXPECT_EQ(agreement.receive({0}, Order::attack, milliseconds(9)), std::nullopt);
  all_refused();
  EXPECT_EQ(agreement.receive({0, 2}, Order::attack, milliseconds(9)), std::nullopt);
  EXPECT_EQ(agreement.receive({0, 3}, Order::attack, milliseconds(9)), std::nullopt);
  EXPECT_TRUE(agreement.is_done());
  all_refused();
  EXPECT_THAT(sent, SizeIs(2));
}

TEST(Agreement, TheCommanderIsDoneOnceItSent) {
  std::vector<Sent> sent;
  Agreement commander({.post = {.general = 0, .n = 3, .m = 1}, .round_time = kRoundTime},
                      [&](const Path& path, int receiver, Order order) {
                        sent.push_back({path, receiver, order});
                      });
  EXPECT_FALSE(commander.is_done());
  EXPECT_EQ(commander.receive({0}, Order::attack, milliseconds(1)), Refusal::receiver_on_path);
  EXPECT_TRUE(commander.start(Order::attack, milliseconds(1)));
  EXPECT_TRUE(commander.is_done());
  EXPECT_THAT(sent, ElementsAre(Sent{Path(), 1, Order::attack}, Sent{Path(), 2, Order::attack}));
  EXPECT_TRUE(commander.start(Order::attack, milliseconds(2)));
  EXPECT_FALSE(commander.start(Order::retreat, milliseconds(3)));
  EXPECT_THAT(sent, SizeIs(2));
  EXPECT_EQ(commander.decide(), Order::attack);
}

TEST(Agreement, ATraitorLiesToAllButThoseItKnowsAsTraitors) {
  std::vector<Sent> sent;
  const Scheming lies([](const Path&, int receiver, Order relayed) {
    return receiver == 3 ? Said::silence : said(opposite(relayed));
  });
  Agreement traitor({.post = {.general = 1, .n = 6, .m = 1},
                     .adversary = &lies,
                     .traitors = {1, 4},
                     .round_time = kRoundTime},
                    [&](const Path& path, int receiver, Order order) {
                      sent.push_back({path, receiver, order});
                    });
  EXPECT_EQ(traitor.receive({0}, Order::attack, milliseconds(1)), std::nullopt);
  EXPECT_THAT(sent,
              ElementsAre(Sent{Path() + 1, 2, Order::retreat}, Sent{Path() + 1, 4, Order::attack},
                          Sent{Path() + 1, 5, Order::retreat}));
}

TEST(Agreement, KnowsWhatItHeardInEachRound) {
  Agreement lieutenant({.post = {.general = 2, .n = 4, .m = 1}, .round_time = kRoundTime},
                       [](const Path&, int, Order) {});
  EXPECT_EQ(lieutenant.receive({0, 3}, Order::attack, milliseconds(1)), std::nullopt);
  std::vector<std::tuple<Path, Said>> heard;
  for (const int round : {1, 2}) {
    lieutenant.for_each_heard(round,
                              [&](const Path& path, Said says) { heard.emplace_back(path, says); });
  }
  EXPECT_THAT(heard,
              ElementsAre(std::tuple(Path(), Said::silence), std::tuple(Path() + 1, Said::silence),
                          std::tuple(Path() + 3, Said::attack)));
}

}  // namespace
}  // namespace turncoat
