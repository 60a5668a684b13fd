#include "turncoat/properties/interactive_consistency.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

Decisions decisions_of(std::initializer_list<std::pair<int, Order>> orders) {
  Decisions decisions;
  for (const auto& [lieutenant, order] : orders) {
    decisions.set(lieutenant, order);
  }
  return decisions;
}

const turncoat::Setup kLoyalCommander{.n = 4, .m = 1, .order = Order::attack, .traitors = {3}};
const turncoat::Setup kTraitorousCommander{.n = 4, .m = 1, .order = Order::attack, .traitors = {0}};

TEST(InteractiveConsistency, HoldsWhereAllObeyALoyalCommander) {
  const Decisions decisions = decisions_of({{1, Order::attack}, {2, Order::attack}});
  EXPECT_TRUE(violations(kLoyalCommander, decisions).empty());
  EXPECT_EQ(verdict(Property::IC1, kLoyalCommander, decisions), Verdict::holds);
  EXPECT_EQ(verdict(Property::IC2, kLoyalCommander, decisions), Verdict::holds);
}

TEST(InteractiveConsistency, Ic2NamesTheLieutenantWhoDisobeys) {
  const Decisions decisions = decisions_of({{1, Order::attack}, {2, Order::retreat}});
  const auto violation = violation_of(Property::IC2, kLoyalCommander, decisions);
  ASSERT_TRUE(violation);
  EXPECT_EQ(*violation, (Violation{Property::IC2, 2, Order::retreat, Order::attack, kCommander}));
  EXPECT_EQ(to_string(*violation),
            "IC2: lieutenant 2 decided retreat, the loyal commander ordered attack");
}

TEST(InteractiveConsistency, Ic1NamesTheTwoWhoDiffer) {
  const Decisions decisions =
      decisions_of({{1, Order::attack}, {2, Order::attack}, {3, Order::retreat}});
  const auto violation = violation_of(Property::IC1, kTraitorousCommander, decisions);
  ASSERT_TRUE(violation);
  EXPECT_EQ(*violation, (Violation{Property::IC1, 3, Order::retreat, Order::attack, 1}));
  EXPECT_EQ(to_string(*violation), "IC1: lieutenant 3 decided retreat, lieutenant 1 attack");
}

TEST(InteractiveConsistency, AllWrongAlikeBreaksIc2Only) {
  const Decisions decisions = decisions_of({{1, Order::retreat}, {2, Order::retreat}});
  EXPECT_EQ(verdict(Property::IC1, kLoyalCommander, decisions), Verdict::holds);
  EXPECT_EQ(verdict(Property::IC2, kLoyalCommander, decisions), Verdict::violated);
  EXPECT_EQ(violations(kLoyalCommander, decisions).size(), 1U);
}

TEST(InteractiveConsistency, IsVacuousWithoutAnybodyToBreakIt) {
  EXPECT_TRUE(is_vacuous(Property::IC2, kTraitorousCommander));
  EXPECT_FALSE(is_vacuous(Property::IC1, kTraitorousCommander));
  const turncoat::Setup one_loyal{.n = 3, .m = 1, .order = Order::attack, .traitors = {2}};
  EXPECT_TRUE(is_vacuous(Property::IC1, one_loyal));
  EXPECT_FALSE(is_vacuous(Property::IC2, one_loyal));
  const turncoat::Setup none_loyal{.n = 3, .m = 1, .order = Order::attack, .traitors = {1, 2}};
  EXPECT_TRUE(is_vacuous(Property::IC2, none_loyal));
  EXPECT_EQ(verdict(Property::IC2, none_loyal, Decisions{}), Verdict::vacuous);
}

TEST(InteractiveConsistency, KnowsItsPropertiesByName) {
  EXPECT_EQ(property_of("IC1"), Property::IC1);
  EXPECT_EQ(property_of("IC2"), Property::IC2);
  EXPECT_FALSE(property_of("ic1"));
  EXPECT_FALSE(property_of(""));
}

}  // namespace
}  // namespace turncoat
