#include "turncoat/properties/prove/sat/propagation.hpp"

#include <gtest/gtest.h>

namespace turncoat {
namespace {

using Clause = std::vector<int>;

TEST(Propagation, FindsWhatFollowsFromOneOpenLiteral) {
  Propagation clauses;
  for (const Clause& clause : {Clause{-1, 2}, {-2, 3, 4}, {-4, 5}}) {
    clauses.add(clause);
  }
  EXPECT_FALSE(clauses.implies(Clause{-1, 5}));
  EXPECT_TRUE(clauses.implies(Clause{-1, 3, 5}));
  EXPECT_TRUE(clauses.implies(Clause{-1, 2}));
  EXPECT_FALSE(clauses.implies(Clause{}));
  clauses.add(Clause{1});
  EXPECT_TRUE(clauses.implies(Clause{2}));
  EXPECT_FALSE(clauses.implies(Clause{5}));
  clauses.add(Clause{-3});
  EXPECT_TRUE(clauses.implies(Clause{5}));
  EXPECT_FALSE(clauses.is_contradictory());
  clauses.add(Clause{-5, -5});
  EXPECT_TRUE(clauses.is_contradictory());
  EXPECT_TRUE(clauses.implies(Clause{}));
}

TEST(Propagation, LeavesCaseDistinctionsAlone) {
  Propagation clauses;
  for (const Clause& clause : {Clause{1, 2}, {1, -2}, {-1, 2}, {-1, -2}}) {
    clauses.add(clause);
  }
  EXPECT_FALSE(clauses.implies(Clause{}));
  EXPECT_TRUE(clauses.implies(Clause{1}));
  EXPECT_FALSE(clauses.implies(Clause{3}));
  EXPECT_TRUE(clauses.implies(Clause{3, -3}));
}

TEST(Propagation, ForgetsOneClauseOfThoseThatAreRemoved) {
  Propagation clauses;
  clauses.add(Clause{-1, 2, 3});
  clauses.add(Clause{3, -1, 2});
  EXPECT_FALSE(clauses.remove(Clause{-1, 2}));
  EXPECT_FALSE(clauses.remove(Clause{-1, 2, -3}));
  EXPECT_TRUE(clauses.remove(Clause{2, 3, -1}));
  EXPECT_TRUE(clauses.implies(Clause{-1, 2, 3}));
  EXPECT_TRUE(clauses.remove(Clause{2, 3, -1}));
  EXPECT_FALSE(clauses.implies(Clause{-1, 2, 3}));
  EXPECT_FALSE(clauses.remove(Clause{2, 3, -1}));
  clauses.add(Clause{4, 5, 6});  // In the place of one that is gone.
  EXPECT_TRUE(clauses.implies(Clause{6, 5, 4}));
  EXPECT_FALSE(clauses.implies(Clause{-1, 2, 3}));
}

TEST(Propagation, KeepsWhatWasFoundToBeTrue) {
  Propagation clauses;
  clauses.add(Clause{1});
  clauses.add(Clause{-1, 2});
  EXPECT_TRUE(clauses.remove(Clause{1}));
  EXPECT_TRUE(clauses.remove(Clause{-1, 2}));
  EXPECT_TRUE(clauses.implies(Clause{2}));
}

TEST(Propagation, TakesClausesThatSayNothingOrSayItTwice) {
  Propagation clauses;
  clauses.add(Clause{1, -1});
  clauses.add(Clause{2, 2, 2, 3});
  clauses.add(Clause{-3});
  EXPECT_TRUE(clauses.implies(Clause{2}));
  EXPECT_FALSE(clauses.implies(Clause{1}));
  clauses.add(Clause{});
  EXPECT_TRUE(clauses.is_contradictory());
}

}  // namespace
}  // namespace turncoat
