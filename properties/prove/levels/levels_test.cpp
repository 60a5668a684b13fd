// The proof by levels against formulas of the whole, and at sizes that those can't reach.
#include "turncoat/properties/prove/levels/levels.hpp"

#include <gtest/gtest.h>

#include <string>

#include "turncoat/properties/cell.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/exact_frontier.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"

namespace turncoat {
namespace {

struct Found {
  int holds = 0;
  int violated = 0;
  int vacuous = 0;

  void count(Verdict verdict) {
    ++(verdict == Verdict::holds ? holds : verdict == Verdict::violated ? violated : vacuous);
  }
};

std::string describe(const Cell& cell) {
  return std::string(name(cell.property)) + " n=" + std::to_string(cell.n) +
         " m=" + std::to_string(cell.m) + " k=" + std::to_string(cell.k) + " commander " +
         (cell.commander_is_loyal ? "loyal" : "traitor") + " order " +
         std::string(name(cell.order));
}

// Every cell up to n and m against `expected`.
template <class Expected>
Found compare(int n_max, int m_max, const Rules& rules, Expected&& expected) {
  Found found;
  for (int n = kMinGenerals; n <= n_max; ++n) {
    for (int m = 0; m <= n - 2 && m <= m_max; ++m) {
      Levels levels(n, m, rules);
      for (int k = 0; k <= n; ++k) {
        for (const Cell& cell : cells_of(n, m, k)) {
          const Verdict verdict = levels.verdict(cell.setup(), cell.property);
          EXPECT_EQ(verdict, expected(cell)) << describe(cell);
          found.count(verdict);
        }
      }
    }
  }
  return found;
}

Found compare_with_formulas(int n_max, int m_max, const Rules& rules) {
  return compare(n_max, m_max, rules, [&](const Cell& cell) {
    return prove(cell.setup(), cell.property, {.rules = rules}).verdict;
  });
}

TEST(Levels, AgreeWithFormulasOfTheWhole) {
  const Found found = compare_with_formulas(9, 3, Rules{});
  EXPECT_EQ(found.holds, 356);
  EXPECT_EQ(found.violated, 236);
  EXPECT_EQ(found.vacuous, 208);
}

TEST(Levels, AgreeWithFormulasForEveryMutant) {
  for (const Mutant& mutant : mutants()) {
    SCOPED_TRACE(mutant.name);
    const Found found = compare_with_formulas(7, 4, mutant.rules);
    EXPECT_GE(found.holds, 1);
    EXPECT_GE(found.violated, 1);
    EXPECT_EQ(found.holds + found.violated + found.vacuous, 525);
  }
}

// Two slips at once: those on the path are polled, and count for attack.
TEST(Levels, AgreeWithFormulasWhereAbsentVotesAreForAttack) {
  const Found found =
      compare_with_formulas(7, 4, Rules{.silence = Order::attack, .path_members_vote = true});
  EXPECT_EQ(found.holds + found.violated + found.vacuous, 525);
}

TEST(Levels, SettleEverySizeOfTheTheorem) {
  std::size_t classes = 0;
  int sizes = 0;
  for (int n = 4; n <= kMaxGenerals; ++n, ++sizes) {
    const int m = (n - 1) / 3;
    Levels levels(n, m);
    for (const Cell& cell : cells_of(n, m, m)) {
      EXPECT_EQ(levels.verdict(cell.setup(), cell.property), Verdict::holds) << describe(cell);
    }
    classes += levels.classes();
  }
  EXPECT_EQ(sizes, 61);
  EXPECT_EQ(classes, 16628U);
}

TEST(Levels, RefuteEverySizeOneGeneralBelowTheTheorem) {
  for (int m = 1; 3 * m <= kMaxGenerals; ++m) {
    const Cell tight{.n = 3 * m, .m = m, .k = m, .property = Property::IC2};
    EXPECT_EQ(Levels(3 * m, m).verdict(tight.setup(), Property::IC2), Verdict::violated)
        << describe(tight);
  }
}

TEST(Levels, FindTheFrontierOfTheFindings) {
  const Found found = compare(20, 18, Rules{}, exact_frontier);
  EXPECT_EQ(found.holds, 4177);
  EXPECT_EQ(found.violated, 7603);
  EXPECT_EQ(found.vacuous, 1520);
}

// With 63 loyal receivers, and with none.
TEST(Levels, FindTheFrontierOfTheLargestSizeAtItsEdges) {
  int cells = 0;
  for (const int m : {0, 1, 2, kMaxGenerals - 3, kMaxGenerals - 2}) {
    Levels levels(kMaxGenerals, m);
    for (const int k : {0, 1, 2, 3, 30, 31, 32, 33, 61, 62, 63, 64}) {
      for (const Cell& cell : cells_of(kMaxGenerals, m, k)) {
        EXPECT_EQ(levels.verdict(cell.setup(), cell.property), exact_frontier(cell))
            << describe(cell);
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, 5 * (4 + 10 * 5 + 1));
}

TEST(Levels, AreUndecidedWhereTheyAreStopped) {
  Levels levels(10, 3, Rules{}, [] { return true; });
  const Cell cell{.n = 10, .m = 3, .k = 3, .commander_is_loyal = false};
  EXPECT_EQ(levels.verdict(cell.setup(), Property::IC1), Verdict::undecided);
  EXPECT_EQ(levels.classes(), 0U);
}

// What was settled before stays right for a further question.
TEST(Levels, NeedToBeStoppedOnlyOnce) {
  const Cell cell{.n = 10, .m = 3, .k = 3, .commander_is_loyal = false};
  int asked = 0;
  Levels whole(10, 3, Rules{}, [&] { return ++asked < 0; });
  EXPECT_EQ(whole.verdict(cell.setup(), Property::IC1), Verdict::holds);
  const int until_settled = asked;
  EXPECT_EQ(until_settled, 18);
  for (int yes = 1; yes <= until_settled; ++yes) {
    asked = 0;
    Levels levels(10, 3, Rules{}, [&] { return ++asked == yes; });
    EXPECT_EQ(levels.verdict(cell.setup(), Property::IC1), Verdict::undecided) << yes;
    EXPECT_EQ(asked, yes);
    EXPECT_LT(levels.classes(), whole.classes());
    EXPECT_EQ(levels.verdict(cell.setup(), Property::IC1), Verdict::holds) << yes;
    EXPECT_EQ(levels.classes(), whole.classes());
  }
}

}  // namespace
}  // namespace turncoat
