#include "turncoat/adversaries/scripted.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "turncoat/adversaries/testing.hpp"
#include "turncoat/core/om/lies_told.hpp"

namespace turncoat {
namespace {

using test::all_said;
using test::path_of;
using ::testing::HasSubstr;

TEST(Scripted, TellsTheListedLiesAndNothingElse) {
  const Scripted scripted({{path_of({0, 3}), 2, Said::silence},
                           {path_of({0}), 1, Said::retreat},
                           {path_of({0, 3}), 1, Said::attack}});
  for (const Order relayed : {Order::attack, Order::retreat}) {
    EXPECT_EQ(scripted.ask_for(path_of({0}), 1, relayed), Said::retreat);
    EXPECT_EQ(scripted.ask_for(path_of({0, 3}), 1, relayed), Said::attack);
    EXPECT_EQ(scripted.ask_for(path_of({0, 3}), 2, relayed), Said::silence);
    EXPECT_EQ(scripted.ask_for(path_of({0}), 2, relayed), said(relayed));
    EXPECT_EQ(scripted.ask_for(path_of({0, 3}), 4, relayed), said(relayed));
    EXPECT_EQ(scripted.ask_for(path_of({0, 2, 3}), 1, relayed), said(relayed));
    EXPECT_EQ(scripted.ask_for(path_of({0, 1, 3}), 2, relayed), said(relayed));
  }
}

TEST(Scripted, WithoutLiesIsFaithful) {
  EXPECT_EQ(Scripted({}).ask_for(Path(), 1, Order::attack), Said::attack);
}

TEST(Scripted, ReadsItsLiesAsAScenarioFileHasThem) {
  const turncoat::Setup setup{.n = 4, .m = 1, .order = Order::attack, .traitors = {3}};
  const auto scripted = test::make(
      R"({"strategy": "scripted", "lies": [{"path": [0, 3], "to": [2], "says": "silence"}]})",
      setup);
  EXPECT_EQ(all_said(*scripted, setup), "A-R-");
  EXPECT_THAT(
      test::refusal_of_adversary(
          R"({"strategy": "scripted", "lies": [{"path": [0, 3], "to": [9], "says": "silence"}]})",
          setup),
      HasSubstr("--adversary: /lies/0/to/0: found number 9"));
}

// Whatever lies were told before, the list of them is the same adversary.
TEST(Scripted, PlaysTheLiesOfAnyAdversaryAgain) {
  int lies_replayed = 0;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    for (const auto& adversary : test::adversaries()) {
      const std::vector<Lie> lies = lies_told(setup, *adversary);
      ASSERT_EQ(lies_told(setup, Scripted(lies)), lies) << test::to_string(setup);
      lies_replayed += static_cast<int>(lies.size());
    }
  }
  EXPECT_EQ(lies_replayed, 8'517);
}

}  // namespace
}  // namespace turncoat
