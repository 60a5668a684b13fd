// Majorities as circuits, against counting.
#include "turncoat/properties/prove/sat/circuit.hpp"

#include <gtest/gtest.h>

#include "turncoat/properties/prove/sat/solve.hpp"

namespace turncoat {
namespace {

TEST(Circuit, CountsVotesAsTheyAre) {
  constexpr int kVotes = 6;
  for (int needed = -1; needed <= kVotes + 1; ++needed) {
    Circuit circuit;
    std::vector<Circuit::Literal> votes;
    for (int i = 0; i < kVotes - 2; ++i) {
      votes.push_back(circuit.fresh());
    }
    votes.push_back(votes.front());   // a voter who counts twice
    votes.push_back(Circuit::kTrue);  // and one who is known
    const Circuit::Literal output = circuit.at_least(votes, needed);
    for (int assignment = 0; assignment < 1 << (kVotes - 2); ++assignment) {
      // Clauses determine every gate from the variables: propagate in the order of the gates.
      std::vector<int> value(static_cast<std::size_t>(circuit.variables()) + 1, 0);
      value[Circuit::kTrue] = 1;
      int count = 1 + (assignment & 1);
      for (int i = 0; i < kVotes - 2; ++i) {
        const bool attack = (assignment >> i & 1) != 0;
        value[static_cast<std::size_t>(votes[static_cast<std::size_t>(i)])] = attack ? 1 : -1;
        count += attack ? 1 : 0;
      }
      circuit.for_each_clause([&](const std::vector<Circuit::Literal>& clause) {
        int open = 0;
        bool satisfied = false;
        for (const Circuit::Literal literal : clause) {
          const int v = value[static_cast<std::size_t>(std::abs(literal))];
          satisfied = satisfied || v * literal > 0;
          open = v == 0 ? literal : open;
        }
        if (!satisfied) {
          ASSERT_NE(open, 0) << "clauses contradict each other";
          value[static_cast<std::size_t>(std::abs(open))] = open > 0 ? 1 : -1;
        }
      });
      const int v = value[static_cast<std::size_t>(std::abs(output))];
      EXPECT_EQ(v * output > 0, count >= needed) << needed << " of " << assignment;
    }
  }
}

// With the inputs fixed, the clauses for one direction can be satisfied exactly where the votes
// are what was claimed of them.
TEST(Circuit, ClaimsAreSatisfiedByTheSameInputs) {
  constexpr int kVotes = 5;
  int assignments = 0;
  for (int needed = 1; needed <= kVotes; ++needed) {
    for (const bool reached : {true, false}) {
      Circuit circuit;
      std::vector<Circuit::Literal> votes;
      for (int i = 0; i < kVotes; ++i) {
        votes.push_back(circuit.fresh());
      }
      const Circuit::Literal output = circuit.at_least(votes, needed);
      const std::vector<Circuit::Literal> facts{reached ? output : -output};
      const auto [cnf, variable] = circuit.claim(facts);
      EXPECT_LT(cnf.clauses(), circuit.clauses());
      for (int assignment = 0; assignment < 1 << kVotes; ++assignment) {
        Cnf fixed = cnf;
        int count = 0;
        for (int i = 0; i < kVotes; ++i) {
          const bool attack = (assignment >> i & 1) != 0;
          const int v = variable[static_cast<std::size_t>(votes[static_cast<std::size_t>(i)])];
          ASSERT_NE(v, 0);
          fixed.add({attack ? v : -v});
          count += attack ? 1 : 0;
        }
        EXPECT_EQ(solve(fixed).satisfiable == Satisfiable::yes, (count >= needed) == reached)
            << needed << " of " << assignment;
        ++assignments;
      }
    }
  }
  EXPECT_EQ(assignments, 5 * 2 * 32);
}

TEST(Circuit, ClaimsNumberWhatTheyNeedWithoutGaps) {
  Circuit circuit;
  const auto a = circuit.fresh();
  const auto unused = circuit.fresh();
  const auto b = circuit.fresh();
  circuit.conjunction(a, unused);
  const auto both = circuit.conjunction(a, b);
  const auto [cnf, variable] = circuit.claim(std::vector{both});
  EXPECT_EQ(variable, (std::vector{0, 0, 1, 0, 2, 0, 3}));
  Cnf expected;
  expected.add({-3, 1});
  expected.add({-3, 2});
  expected.add({3});
  EXPECT_EQ(cnf, expected);
  const auto [impossible, none] = circuit.claim(std::vector{-Circuit::kTrue});
  EXPECT_EQ(solve(impossible).satisfiable, Satisfiable::no);
}

TEST(Solve, GivesEveryVariableOfTheModel) {
  Cnf cnf;
  cnf.add({1});
  cnf.add({-2});
  cnf.add({3, 2});
  const Solved solved = solve(cnf);
  EXPECT_EQ(solved.satisfiable, Satisfiable::yes);
  EXPECT_EQ(solved.model, (std::vector{false, true, false, true}));
}

// A step of two gates for each number of votes that can still matter: of the first ones there are
// too few for it, and after the last ones too few are left.
TEST(Circuit, CountsNoFurtherThanIsNeeded) {
  for (const int votes : {1, 2, 5, 21, 63}) {
    for (int needed = 1; needed <= votes; ++needed) {
      Circuit circuit;
      std::vector<Circuit::Literal> literals;
      for (int i = 0; i < votes; ++i) {
        literals.push_back(circuit.fresh());
      }
      const int before = circuit.variables();
      circuit.at_least(literals, needed);
      const int steps = needed * (votes - needed + 1);
      EXPECT_LE(circuit.variables() - before, 2 * steps) << needed << " of " << votes;
      EXPECT_GE(circuit.variables() - before, steps - 1) << needed << " of " << votes;
      const int made = circuit.variables();
      circuit.at_least(literals, needed);
      EXPECT_EQ(circuit.variables(), made) << "equal gates are made once";
    }
  }
}

TEST(Circuit, FoldsConstantsAndMakesEqualGatesOnce) {
  Circuit circuit;
  const auto a = circuit.fresh();
  const auto b = circuit.fresh();
  EXPECT_EQ(circuit.conjunction(a, Circuit::kTrue), a);
  EXPECT_EQ(circuit.conjunction(-Circuit::kTrue, a), -Circuit::kTrue);
  EXPECT_EQ(circuit.conjunction(a, -a), -Circuit::kTrue);
  EXPECT_EQ(circuit.conjunction(a, a), a);
  EXPECT_EQ(circuit.conjunction(a, b), circuit.conjunction(b, a));
  EXPECT_EQ(circuit.variables(), 4);
  EXPECT_EQ(circuit.clauses(), 4U);
}

}  // namespace
}  // namespace turncoat
