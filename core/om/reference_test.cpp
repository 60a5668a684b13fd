// OM(m) by hand: the paper's figures 1 to 4.

#include "turncoat/core/om/reference.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "turncoat/core/testing.hpp"

namespace turncoat {
namespace {

using test::path_of;
using test::Scheming;

const Scheming kOpposite([](const Path&, int, Order relayed) { return said(opposite(relayed)); });

// What the commander tells each lieutenant, by number from 1; lieutenants who are traitors relay.
Scheming commander_says(const std::vector<Said>& told) {
  return Scheming([told](const Path& path, int receiver, Order relayed) {
    return path.size() == 1 ? told[receiver - 1] : said(relayed);
  });
}

TEST(Reference, FourGeneralsOutvoteATraitorousLieutenant) {  // figure 3
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {3}};
  const Outcome outcome = run_reference(setup, kOpposite);
  EXPECT_EQ(outcome.decisions.deciders(), (Generals{1, 2}));
  EXPECT_EQ(outcome.decisions.attackers(), (Generals{1, 2}));
  EXPECT_EQ(outcome.messages, (MessageCounts{.sent = 9, .withheld = 0}));
}

TEST(Reference, FourGeneralsAgreeUnderATraitorousCommander) {  // figure 4
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0}};
  struct Case {
    std::vector<Said> told;
    Generals attackers;
  };
  const Generals all{1, 2, 3};
  for (const auto& [told, attackers] : {Case{{Said::attack, Said::retreat, Said::attack}, all},
                                        Case{{Said::retreat, Said::attack, Said::retreat}, {}},
                                        Case{{Said::silence, Said::attack, Said::attack}, all},
                                        Case{{Said::silence, Said::silence, Said::attack}, {}}}) {
    const Decisions decisions = run_reference(setup, commander_says(told)).decisions;
    EXPECT_EQ(decisions.deciders(), all);
    EXPECT_EQ(decisions.attackers(), attackers);
  }
}

// Figures 1 and 2: lieutenant 1 hears the same in both, so whatever it does is wrong in one.
TEST(Reference, ThreeGeneralsCannotTellWhoLies) {
  std::map<Path, Order> heard_under_traitorous_lieutenant;
  const turncoat::Setup lieutenant{.n = 3, .m = 1, .order = Order::attack, .traitors = {2}};
  const Outcome first =
      run_reference(lieutenant, kOpposite, {}, [&](const Path& path, int i, Order order) {
        if (i == 1) heard_under_traitorous_lieutenant[path] = order;
      });
  std::map<Path, Order> heard_under_traitorous_commander;
  const turncoat::Setup commander{.n = 3, .m = 1, .order = Order::attack, .traitors = {0}};
  const Outcome second = run_reference(commander, commander_says({Said::attack, Said::retreat}), {},
                                       [&](const Path& path, int i, Order order) {
                                         if (i == 1) heard_under_traitorous_commander[path] = order;
                                       });
  EXPECT_EQ(heard_under_traitorous_lieutenant.at(path_of({0, 2})), Order::retreat);
  EXPECT_EQ(heard_under_traitorous_lieutenant, heard_under_traitorous_commander);
  EXPECT_EQ(first.decisions.of(1), Order::retreat) << "against the loyal commander: IC2 broken";
  EXPECT_EQ(second.decisions.attackers(), Generals{});
}

TEST(Reference, WithoutTraitorsAllObey) {
  for (const Order order : {Order::attack, Order::retreat}) {
    const turncoat::Setup setup{.n = 5, .m = 3, .order = order};
    const Outcome outcome = run_reference(setup, kOpposite);
    for (const int i : {1, 2, 3, 4}) {
      EXPECT_EQ(outcome.decisions.of(i), order);
    }
  }
}

TEST(Reference, CountsWithheldMessagesApart) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0, 3}};
  const Scheming silent([](const Path&, int, Order) { return Said::silence; });
  // [0] to 1 and 2, and [0,3] to 1 and 2 are withheld; [0] to 3 goes between traitors.
  EXPECT_EQ(run_reference(setup, silent).messages, (MessageCounts{.sent = 5, .withheld = 4}));
}

TEST(Reference, WhoHeardNothingRelaysRetreat) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {0}};
  std::map<Path, Order> resolved_by_1;
  run_reference(setup, commander_says({Said::attack, Said::silence, Said::attack}), {},
                [&](const Path& path, int i, Order order) {
                  if (i == 1) resolved_by_1[path] = order;
                });
  EXPECT_EQ(resolved_by_1.at(path_of({0, 2})), Order::retreat);
  EXPECT_EQ(resolved_by_1.at(path_of({0, 3})), Order::attack);
}

TEST(Reference, WithoutDepthTheCommandersWordIsAll) {
  const turncoat::Setup setup{.n = 4, .m = 0, .order = Order::attack, .traitors = {0}};
  const Outcome outcome =
      run_reference(setup, commander_says({Said::attack, Said::retreat, Said::silence}));
  EXPECT_EQ(outcome.decisions.deciders(), (Generals{1, 2, 3}));
  EXPECT_EQ(outcome.decisions.attackers(), Generals{1});
  EXPECT_EQ(outcome.messages, (MessageCounts{.sent = 2, .withheld = 1}));
}

TEST(Reference, RefusesASetupThatIsNone) {
  EXPECT_THROW(run_reference({.n = 3, .m = 2}, kOpposite), InvalidSetup);
  EXPECT_THROW(run_reference({.n = 3, .m = 1, .traitors = {3}}, kOpposite), InvalidSetup);
}

TEST(Reference, EndsWhenAskedWithAndWithoutTraitors) {
  for (const Generals traitors : {Generals(), Generals{0}, Generals{1, 2, 3, 4}}) {
    const turncoat::Setup setup{.n = 14, .m = 4, .order = Order::attack, .traitors = traitors};
    int questions = 0;
    EXPECT_THROW(run_reference_until([&questions] { return ++questions == 2; }, setup, kOpposite),
                 Stopped);
    EXPECT_EQ(questions, 2);
    EXPECT_EQ(run_reference_until([] { return false; }, setup, kOpposite),
              run_reference(setup, kOpposite));
    EXPECT_EQ(run_reference_until({}, setup, kOpposite), run_reference(setup, kOpposite));
  }
}

}  // namespace
}  // namespace turncoat
