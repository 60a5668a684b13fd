#include "turncoat/trial/script.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/trial/checks.hpp"

namespace turncoat {
namespace {

// n=7, m=2: traitors 0 and 5, who tell the opposite to general 2.
Scenario lying() {
  Scenario scenario;
  scenario.setup = {.n = 7, .m = 2, .order = Order::attack, .traitors = {0, 5}};
  scenario.lies = {{Path(), 2, Said::retreat}, {Path() + 5, 2, Said::retreat}};
  return scenario;
}

std::size_t deliveries(const Script& script) {
  std::size_t sum = 0;
  for (const auto& round : script.rounds) {
    sum += round.size();
  }
  return sum;
}

std::vector<std::string> texts(const std::vector<Delivery>& round) {
  std::vector<std::string> all;
  for (const Delivery& each : round) {
    all.push_back(each.path + each.value);
  }
  return all;
}

TEST(Role, IsWhatALoyalGeneralHearsAndSends) {
  const Role role = role_of(lying(), 2);
  ASSERT_EQ(role.told.size(), 3U);
  ASSERT_EQ(role.told[0].size(), 1U);
  EXPECT_EQ(role.told[0][0], (ToldOrder{Path(), Order::retreat}));
  EXPECT_EQ(role.told[1].size(), 5U);
  EXPECT_EQ(role.told[2].size(), 20U);
  EXPECT_EQ(role.sends.size(), 5U + 20U);
  EXPECT_EQ(role.sends[0], (SentOrder{Path() + 2, 1, Order::retreat}));
  EXPECT_EQ(role.decision, Order::attack);
  Scenario loyal = lying();
  loyal.setup.traitors = {5};
  loyal.lies.erase(loyal.lies.begin());
  const Role commander = role_of(loyal, 0);
  EXPECT_EQ(commander.sends.size(), 6U);
  EXPECT_EQ(commander.decision, Order::attack);
}

TEST(Script, OfEveryMannerHasThePlainPartInIt) {
  const Script plain = play_in(Manner::plain, lying(), 2, 0).scripts.at(0);
  EXPECT_EQ(deliveries(plain), 26U);
  EXPECT_EQ(plain.rounds[1][4].source, 6);
  for (std::uint64_t seed = 0; seed < kSeedsOfAManner; ++seed) {
    for (const Manner manner :
         {Manner::shuffled, Manner::duplicated, Manner::early, Manner::forged, Manner::contradicted,
          Manner::malformed, Manner::oversized, Manner::hostile_lines}) {
      const Play play = play_in(manner, lying(), 2, seed);
      ASSERT_EQ(play.scripts.size(), 1U);
      const Script& script = play.scripts[0];
      for (std::size_t r = 0; r < plain.rounds.size(); ++r) {
        std::multiset<std::string> there;
        for (const std::string& text : texts(script.rounds[r])) {
          there.insert(text);
        }
        for (const std::string& text : texts(plain.rounds[r])) {
          EXPECT_TRUE(there.contains(text)) << static_cast<int>(manner) << " lacks " << text;
        }
      }
      if (manner != Manner::shuffled) {
        EXPECT_GT(deliveries(script), 26U) << static_cast<int>(manner);
      }
    }
  }
}

TEST(Script, IsShuffledWithinRoundsOnly) {
  std::set<std::vector<std::string>> orders;
  for (std::uint64_t seed = 0; seed < kSeedsOfAManner; ++seed) {
    const Script script = play_in(Manner::shuffled, lying(), 2, seed).scripts[0];
    EXPECT_EQ(script.rounds[1].size(), 5U);
    orders.insert(texts(script.rounds[2]));
  }
  EXPECT_EQ(orders.size(), kSeedsOfAManner);
}

TEST(Script, OfALateMessageComesARoundLaterAndIsExpectedToBeSilence) {
  for (std::uint64_t seed = 0; seed < kSeedsOfAManner; ++seed) {
    const Play play = play_in(Manner::late, lying(), 2, seed);
    ASSERT_EQ(play.scripts.size(), 1U);
    EXPECT_EQ(deliveries(play.scripts[0]), 26U);
    ASSERT_EQ(play.allowed.size(), 1U);
    const auto silent = std::count_if(play.plainly.lies.begin(), play.plainly.lies.end(),
                                      [](const Lie& lie) { return lie.says == Said::silence; });
    EXPECT_EQ(silent, 1);
    EXPECT_EQ(play.allowed[0].decision, role_of(play.plainly, 2).decision);
  }
  Scenario loyal = lying();
  loyal.setup.traitors = {};
  loyal.lies.clear();
  EXPECT_TRUE(play_in(Manner::late, loyal, 2, 0).scripts.empty());
}

TEST(Script, OfAContradictionAllowsEitherOrNeither) {
  const Play play = play_in(Manner::contradicted, lying(), 2, 1);
  ASSERT_EQ(play.allowed.size(), 3U);
  EXPECT_EQ(deliveries(play.scripts[0]), 27U);
}

TEST(Script, OfAForgeryComesFromSomebodyElseAndSaysTheOpposite) {
  const Script script = play_in(Manner::forged, lying(), 2, 3).scripts[0];
  int forged = 0;
  for (const auto& round : script.rounds) {
    for (const Delivery& each : round) {
      const bool is_senders = each.path.ends_with(std::to_string(each.source) + "]");
      forged += is_senders ? 0 : 1;
      EXPECT_NE(each.source, 2);
    }
  }
  EXPECT_GT(forged, 5);
}

TEST(Checks, HaveCasesThatAreTheSameAgain) {
  for (const Check& check : checks()) {
    for (const Way way : {Way::decider, Way::general}) {
      if (!applies_to(check, way)) {
        continue;
      }
      const CaseOptions options{.seed = 7, .count = 60};
      const auto cases = cases_of(check, way, options);
      const auto again = cases_of(check, way, options);
      EXPECT_GE(cases.size(), 9U) << check.name;
      ASSERT_EQ(cases.size(), again.size());
      for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(cases[i].scenario, again[i].scenario);
        EXPECT_EQ(cases[i].general, again[i].general);
        EXPECT_FALSE(cases[i].scenario.setup.loyal_lieutenants().empty());
        EXPECT_LT(cases[i].seed, kSeedsOfAManner);
        if (way == Way::general) {
          EXPECT_TRUE(cases[i].scenario.setup.loyal().contains(cases[i].general));
          EXPECT_EQ(check.as_commander, cases[i].general == kCommander);
        }
      }
    }
  }
}

TEST(Checks, TrySmallSetupsWhole) {
  // All that can be said with three generals and m = 1, by each set of traitors and for each order.
  const auto all = small_scenarios(3, 1, false, {.seed = 1, .count = 1000});
  // Traitors none 1, {0} 2^2, {1} or {2} 2^1 each, {0,1} or {0,2} 2^2 each; for each order.
  EXPECT_EQ(all.size(), 2U * (1 + 4 + 2 + 2 + 4 + 4));
}

TEST(Checks, BeginWithWhatPeopleGetWrong) {
  for (const Mutant& mutant : mutants()) {
    const auto cases = scenarios_against(mutant.rules, {.seed = 1, .count = 10});
    EXPECT_EQ(cases.size(), 10U) << mutant.name;
    for (const Scenario& scenario : cases) {
      EXPECT_NE(play(scenario).decisions, play(scenario, mutant.rules).decisions) << mutant.name;
    }
  }
}

TEST(Checks, KeepToTheSetupsThatAreWanted) {
  const CaseOptions options{
      .seed = 1, .count = 50, .wanted = [](int n, int m) { return n == 7 && m == 2; }};
  const auto cases = cases_of(*find_check("decides"), Way::decider, options);
  EXPECT_GT(cases.size(), 20U);
  for (const TrialCase& one : cases) {
    EXPECT_EQ(one.scenario.setup.n, 7);
    EXPECT_EQ(one.scenario.setup.m, 2);
  }
}

}  // namespace
}  // namespace turncoat
