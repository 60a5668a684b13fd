#include "turncoat/core/om/rules.hpp"

#include <gtest/gtest.h>

#include <array>

#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

// n = 4, m = 1, a traitorous commander: what the lieutenants decide where the
// commander tells 1, 2, 3 these three things.
Decisions decided(const std::array<Said, 3>& commander_says, const Rules& rules) {
  const test::Scheming adversary([&](const Path& path, int receiver, Order relayed) {
    return path.size() == 1 ? commander_says[receiver - 1] : said(relayed);
  });
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0}};
  return run_reference(setup, adversary, rules).decisions;
}

constexpr std::array kTwoAttacks{Said::attack, Said::attack, Said::retreat};
constexpr std::array kOneAttack{Said::attack, Said::retreat, Said::retreat};

TEST(Rules, AreThePapersByDefault) {
  const Rules rules;
  EXPECT_EQ(rules.tie, Order::retreat);
  EXPECT_EQ(rules.silence, Order::retreat);
  EXPECT_EQ(rules.own_votes, 1);
  EXPECT_EQ(rules.rounds(3), 4);
  EXPECT_FALSE(rules.path_members_vote);
  EXPECT_FALSE(rules.first_heard_wins);
  EXPECT_EQ(decided(kTwoAttacks, {}).attackers(), (Generals{1, 2, 3}));
  EXPECT_EQ(decided(kOneAttack, {}).attackers(), Generals{});
}

TEST(Rules, NeedAStrictMajorityToAttack) {
  const Rules rules;
  EXPECT_EQ(rules.needed(1), 1);
  EXPECT_EQ(rules.needed(2), 2);
  EXPECT_EQ(rules.needed(3), 2);
  EXPECT_EQ(rules.needed(4), 3);
  EXPECT_EQ(rules.needed(63), 32);
}

TEST(Rules, NeedHalfWhereATieMeansAttack) {
  const Rules rules{.tie = Order::attack};
  EXPECT_EQ(rules.needed(1), 1);
  EXPECT_EQ(rules.needed(2), 1);
  EXPECT_EQ(rules.needed(3), 2);
  EXPECT_EQ(rules.needed(4), 2);
  EXPECT_EQ(rules.needed(63), 32);
}

TEST(Rules, KeepAtLeastTheCommandersRound) {
  const Rules rules{.rounds_left_out = 1};
  EXPECT_EQ(rules.rounds(3), 3);
  EXPECT_EQ(rules.rounds(1), 1);
  EXPECT_EQ(rules.rounds(0), 1);
}

TEST(Rules, OwnVotesCountAsOftenAsTheySay) {
  // Without its own vote, 1 and 2 each hold a tie, and 3 two attacks.
  EXPECT_EQ(decided(kTwoAttacks, {.own_votes = 0}).attackers(), Generals{3});
  // With two, 1 and 2 hold three of four; 3 a tie.
  EXPECT_EQ(decided(kTwoAttacks, {.own_votes = 2}).attackers(), (Generals{1, 2}));
}

TEST(Rules, ALeftOutRoundLeavesTheCommandersWord) {
  EXPECT_EQ(decided(kTwoAttacks, {.rounds_left_out = 1}).attackers(), (Generals{1, 2}));
  EXPECT_EQ(decided(kOneAttack, {.rounds_left_out = 1}).attackers(), Generals{1});
}

TEST(Rules, APathMemberWhoVotesCountsAsMissing) {
  // Two of three becomes two of four.
  EXPECT_EQ(decided(kTwoAttacks, {.path_members_vote = true}).attackers(), Generals{});
  const Rules both{.silence = Order::attack, .path_members_vote = true};
  EXPECT_EQ(decided(kTwoAttacks, both).attackers(), (Generals{1, 2, 3}));
}

TEST(Rules, EachPathMemberWhoVotesCounts) {
  // Nobody lies; for [0,2] general 1 holds its own attack and that of [0,2,3]: two of four.
  const Outcome outcome = run_reference(
      {.n = 4, .m = 2, .order = Order::attack}, test::faithful(), {.path_members_vote = true},
      [](const Path& path, int, Order resolved) {
        EXPECT_EQ(resolved, path.size() == 3 ? Order::attack : Order::retreat) << to_string(path);
      });
  EXPECT_EQ(outcome.decisions.attackers(), Generals{});
}

TEST(Rules, TheFirstHeardWinsWhereTheySaySo) {
  EXPECT_EQ(decided(kOneAttack, {.first_heard_wins = true}).attackers(), Generals{1});
}

TEST(Rules, SilenceIsHeardAsTheySay) {
  constexpr std::array kNothing{Said::silence, Said::silence, Said::silence};
  EXPECT_EQ(decided(kNothing, {}).attackers(), Generals{});
  EXPECT_EQ(decided(kNothing, {.silence = Order::attack}).attackers(), (Generals{1, 2, 3}));
}

TEST(Rules, ATieIsDecidedAsTheySay) {
  // n = 3: each lieutenant holds one attack and one retreat.
  const test::Scheming adversary([](const Path&, int receiver, Order) {
    return receiver == 1 ? Said::attack : Said::retreat;
  });
  const turncoat::Setup setup{.n = 3, .m = 1, .traitors = {0}};
  EXPECT_EQ(run_reference(setup, adversary).decisions.attackers(), Generals{});
  EXPECT_EQ(run_reference(setup, adversary, {.tie = Order::attack}).decisions.attackers(),
            (Generals{1, 2}));
}

}  // namespace
}  // namespace turncoat
