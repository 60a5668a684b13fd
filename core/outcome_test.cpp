#include "turncoat/core/outcome.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

TEST(Decisions, KeepWhatEachLieutenantDecided) {
  Decisions decisions;
  decisions.set(1, Order::attack);
  decisions.set(63, Order::retreat);
  EXPECT_EQ(decisions.of(1), Order::attack);
  EXPECT_EQ(decisions.of(63), Order::retreat);
  EXPECT_EQ(decisions.deciders(), (Generals{1, 63}));
  EXPECT_EQ(decisions.attackers(), Generals{1});
}

TEST(Decisions, KeepTheLastDecision) {
  Decisions decisions;
  decisions.set(2, Order::attack);
  decisions.set(2, Order::retreat);
  EXPECT_EQ(decisions.of(2), Order::retreat);
  decisions.set(2, Order::attack);
  EXPECT_EQ(decisions.of(2), Order::attack);
}

TEST(Decisions, ToRetreatDifferFromNone) {
  Decisions decisions;
  decisions.set(2, Order::retreat);
  EXPECT_NE(decisions, Decisions());
}

TEST(DecisionsDeathTest, AbortForWhoDidNotDecide) {
  EXPECT_DEATH(static_cast<void>(Decisions().of(1)), "a lieutenant who decided");
}

}  // namespace
}  // namespace turncoat
