#include "turncoat/properties/prove/sat/propagation.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "turncoat/support/memory_budget.hpp"

namespace turncoat {
namespace {

using Clause = std::vector<int>;
using Basis = Propagation::Basis;
using Removal = Propagation::Removal;

TEST(Propagation, FindsWhatFollowsFromOneOpenLiteral) {
  MemoryBudget budget;
  Propagation clauses(budget);
  for (const Clause& clause : {Clause{-1, 2}, {-2, 3, 4}, {-4, 5}}) {
    clauses.add(clause);
  }
  EXPECT_NE(clauses.basis_of(Clause{-1, 5}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{-1, 3, 5}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{-1, 2}), Basis::propagation);
  EXPECT_NE(clauses.basis_of(Clause{}), Basis::propagation);
  clauses.add(Clause{1});
  EXPECT_EQ(clauses.basis_of(Clause{2}), Basis::propagation);
  EXPECT_NE(clauses.basis_of(Clause{5}), Basis::propagation);
  clauses.add(Clause{-3});
  EXPECT_EQ(clauses.basis_of(Clause{5}), Basis::propagation);
  EXPECT_FALSE(clauses.is_contradictory());
  clauses.add(Clause{-5, -5});
  EXPECT_TRUE(clauses.is_contradictory());
  clauses.add(Clause{6});
  EXPECT_TRUE(clauses.is_contradictory()) << "whatever comes";
  EXPECT_EQ(clauses.basis_of(Clause{}), Basis::propagation);
}

TEST(Propagation, LeavesCaseDistinctionsAlone) {
  MemoryBudget budget;
  Propagation clauses(budget);
  for (const Clause& clause : {Clause{1, 2}, {1, -2}, {-1, 2}, {-1, -2}}) {
    clauses.add(clause);
  }
  EXPECT_NE(clauses.basis_of(Clause{}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{1}), Basis::propagation);
  EXPECT_NE(clauses.basis_of(Clause{3}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{3, -3}), Basis::propagation);
}

TEST(Propagation, ForgetsOneClauseOfThoseThatAreRemoved) {
  MemoryBudget budget;
  Propagation clauses(budget);
  for (const Clause& clause : {Clause{-1, 2, 3}, {3, -1, 2}, {1, -2}, {1, -3}}) {
    clauses.add(clause);
  }
  EXPECT_EQ(clauses.remove(Clause{-1, 2}), Removal::absent);
  EXPECT_EQ(clauses.remove(Clause{-1, 2, -3}), Removal::absent);
  EXPECT_EQ(clauses.remove(Clause{-1, 2, 9}), Removal::absent) << "a variable that isn't known";
  EXPECT_EQ(clauses.remove(Clause{2, 3, -1}), Removal::removed);
  EXPECT_EQ(clauses.basis_of(Clause{-1, 2, 3}), Basis::propagation);
  EXPECT_EQ(clauses.remove(Clause{2, 3, -1, 2}), Removal::removed) << "2 is said twice";
  EXPECT_NE(clauses.basis_of(Clause{2, 3, -1}), Basis::propagation);
  EXPECT_EQ(clauses.remove(Clause{2, 3, -1}), Removal::absent);
  clauses.add(Clause{4, 5, 6});
  EXPECT_EQ(clauses.basis_of(Clause{6, 5, 4}), Basis::propagation);
  EXPECT_NE(clauses.basis_of(Clause{2, 3, -1}), Basis::propagation);
}

TEST(Propagation, KeepsWhatWasFoundToBeTrue) {
  MemoryBudget budget;
  Propagation clauses(budget);
  for (const Clause& clause : {Clause{1}, {-1, 2}, {1, 2, 3}, {-2, 3, 4}}) {
    clauses.add(clause);
  }
  EXPECT_EQ(clauses.remove(Clause{1}), Removal::ignored);
  EXPECT_EQ(clauses.remove(Clause{-1, 2}), Removal::ignored);
  EXPECT_EQ(clauses.remove(Clause{1, 2, 3}), Removal::removed) << "two are true";
  EXPECT_EQ(clauses.remove(Clause{-2, 3, 4}), Removal::removed) << "two are open";
  EXPECT_EQ(clauses.basis_of(Clause{2}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{3, 4}), Basis::resolution) << "nothing has a -3 any more";
}

TEST(Propagation, TakesClausesAsSets) {
  MemoryBudget budget;
  Propagation clauses(budget);
  clauses.add(Clause{1, -1});
  clauses.add(Clause{2, 2, 2, 3});
  clauses.add(Clause{-3});
  EXPECT_EQ(clauses.basis_of(Clause{2, 2}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{4, -4}), Basis::propagation);
  EXPECT_EQ(clauses.remove(Clause{3, 2}), Removal::ignored);
  clauses.add(Clause{});
  EXPECT_TRUE(clauses.is_contradictory());
}

// Longer clauses are compared by another way than short ones.
TEST(Propagation, TakesLongClausesAsSets) {
  MemoryBudget budget;
  Propagation clauses(budget);
  Clause twice;
  for (int v = 12; v >= 1; --v) {
    twice.insert(twice.end(), {v, v});
  }
  clauses.add(twice);
  for (int v = 2; v <= 12; ++v) {
    EXPECT_EQ(clauses.basis_of(Clause{1}), Basis::resolution);
    clauses.add(Clause{-v});
  }
  EXPECT_EQ(clauses.basis_of(Clause{1, 1}), Basis::propagation);
  Clause tautology = twice;
  tautology.push_back(-7);
  EXPECT_EQ(clauses.basis_of(tautology), Basis::propagation);
}

TEST(Propagation, ResolvesWithTheFirstLiteral) {
  MemoryBudget budget;
  Propagation clauses(budget);
  clauses.add(Clause{-1, 2});
  clauses.add(Clause{-3, 4});
  EXPECT_EQ(clauses.basis_of(Clause{1, 3}), Basis::none) << "2 or 3 doesn't follow";
  EXPECT_EQ(clauses.basis_of(Clause{1, -2}), Basis::resolution) << "2 or -2";
  EXPECT_EQ(clauses.basis_of(Clause{-2, 1}), Basis::resolution) << "nothing";
  EXPECT_EQ(clauses.basis_of(Clause{2, 1}), Basis::resolution) << "nothing has a -2";
  EXPECT_EQ(clauses.basis_of(Clause{7, 1, 3}), Basis::resolution) << "nor a -7";
  EXPECT_EQ(clauses.basis_of(Clause{}), Basis::none) << "there is no first literal";
  clauses.add(Clause{7, 1, 3});
  EXPECT_EQ(clauses.basis_of(Clause{-7, 5}), Basis::none) << "5, 1 or 3 doesn't follow";
  EXPECT_EQ(clauses.basis_of(Clause{-7, -1}), Basis::resolution) << "1 or -1";
  EXPECT_EQ(clauses.remove(Clause{1, 3, 7}), Removal::removed);
  EXPECT_EQ(clauses.basis_of(Clause{-7, 5}), Basis::resolution) << "what was there is gone";
}

// A clause that one literal satisfies isn't watched, but is there.
TEST(Propagation, ResolvesWithClausesThatAreSatisfied) {
  MemoryBudget budget;
  Propagation clauses(budget);
  clauses.add(Clause{1});
  clauses.add(Clause{1, -2, 3});
  EXPECT_EQ(clauses.basis_of(Clause{2, 4}), Basis::resolution) << "1 is true: the resolvent holds";
  clauses.add(Clause{-5, -6});
  clauses.add(Clause{5});  // so that -6
  EXPECT_EQ(clauses.remove(Clause{-5, -6}), Removal::ignored);
  EXPECT_EQ(clauses.basis_of(Clause{6, 7}), Basis::none) << "-6 is known";
  EXPECT_EQ(clauses.basis_of(Clause{-5}), Basis::none) << "5 is known";
}

TEST(Propagation, SaysTheSameAfterMostClausesAreGone) {
  MemoryBudget budget;
  Propagation clauses(budget);
  constexpr int kMany = 3'000;
  EXPECT_EQ(clauses.basis_of(Clause{1}), Basis::resolution) << "so that occurrences are listed";
  for (int v = 1; v <= kMany; ++v) {
    clauses.add(Clause{-v, v + 1});
    clauses.add(Clause{v, v + 1, v + 2, v + 3, v + 4});
  }
  const std::uint64_t held = budget.held();
  for (int v = 1; v <= kMany; ++v) {
    ASSERT_EQ(clauses.remove(Clause{v + 4, v + 1, v + 2, v + 3, v}), Removal::removed);
  }
  EXPECT_EQ(clauses.basis_of(Clause{-1, kMany + 1}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{-2, kMany + 9}), Basis::none);
  EXPECT_EQ(clauses.basis_of(Clause{kMany, kMany + 9}), Basis::none) << "nothing has 3001 or 3009";
  EXPECT_EQ(clauses.remove(Clause{kMany, -1}), Removal::absent);
  EXPECT_EQ(clauses.remove(Clause{-kMany, kMany + 1}), Removal::removed);
  EXPECT_NE(clauses.basis_of(Clause{-1, kMany + 1}), Basis::propagation);
  EXPECT_EQ(clauses.basis_of(Clause{-1, kMany}), Basis::propagation);
  for (int v = 1; v <= kMany; ++v) {
    clauses.add(Clause{v, v + 1, v + 2, v + 3, v + 4});
  }
  EXPECT_LE(budget.held(), held + held / 20) << "in the place of what is gone";
}

TEST(Propagation, HoldsWhatItsBudgetAllows) {
  MemoryBudget budget(50'000);
  Propagation clauses(budget);
  EXPECT_THROW(
      for (int v = 1; v <= 5'000; ++v) { clauses.add(Clause{v, v + 1, v + 2}); }, OutOfBudget);
  EXPECT_LE(budget.most(), 50'000U);
  EXPECT_GE(budget.most(), 20'000U) << "not far below";
}

}  // namespace
}  // namespace turncoat
