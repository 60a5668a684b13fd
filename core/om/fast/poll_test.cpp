#include "turncoat/core/om/fast/poll.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

constexpr Generals kAll = Generals::first(kMaxGenerals);

TEST(Poll, TheVotesThatSettleAreAStrictMajorityForAttackAndHalfForRetreat) {
  EXPECT_EQ(votes_needed(Order::attack, 4), 3);
  EXPECT_EQ(votes_needed(Order::retreat, 4), 2);
  EXPECT_EQ(votes_needed(Order::attack, 5), 3);
  EXPECT_EQ(votes_needed(Order::retreat, 5), 3);
  for (int voters = 1; voters <= kMaxGenerals; ++voters) {
    // One of the two is reached by all votes, never both.
    EXPECT_EQ(votes_needed(Order::attack, voters) + votes_needed(Order::retreat, voters),
              voters + 1);
  }
}

TEST(Poll, SettlesWithTheVoteThatMakesTheMajority) {
  for (int voters = 1; voters <= kMaxGenerals; ++voters) {
    for (const Order order : {Order::attack, Order::retreat}) {
      Poll votes({.voters = voters});
      for (int vote = 1; vote <= voters; ++vote) {
        votes.add(Generals{0, 63}, order);
        const bool is_settled = vote >= votes_needed(order, voters);
        const Generals settled = is_settled ? Generals{0, 63} : Generals();
        ASSERT_EQ(votes.settled(), settled) << vote << " of " << voters;
        ASSERT_EQ(votes.attackers(), order == Order::attack ? settled : Generals());
      }
    }
  }
}

TEST(Poll, VotesKnownAtTheStartCountForEveryReceiver) {
  for (int voters = 1; voters <= kMaxGenerals; ++voters) {
    for (int attack = 0; attack <= voters; ++attack) {
      for (int retreat = 0; attack + retreat <= voters; ++retreat) {
        const Poll votes({.voters = voters, .attack = attack, .retreat = retreat});
        const bool attacks = attack >= votes_needed(Order::attack, voters);
        const bool retreats = retreat >= votes_needed(Order::retreat, voters);
        ASSERT_EQ(votes.attackers(), attacks ? kAll : Generals());
        ASSERT_EQ(votes.settled(), attacks || retreats ? kAll : Generals());
      }
    }
  }
}

TEST(Poll, CountsForEachReceiverItsOwnVotes) {
  // Receiver i hears i votes for attack, then only retreat, of 64.
  Poll votes({.voters = kMaxGenerals});
  for (int vote = 0; vote < kMaxGenerals; ++vote) {
    votes.add(kAll, Generals::range(vote + 1, kMaxGenerals));
  }
  EXPECT_EQ(votes.attackers(), Generals::range(33, 64)) << "32 of 64 are a tie";
  EXPECT_EQ(votes.settled(), kAll);
}

TEST(Poll, GoesOnCountingWhenItIsSettled) {
  Poll votes({.voters = 3, .attack = 2});
  votes.add(kAll, Generals{5});
  EXPECT_EQ(votes.attackers(), kAll);
  EXPECT_EQ(votes.settled(), kAll);
}

}  // namespace
}  // namespace turncoat
