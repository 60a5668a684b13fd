// The estimate of a formula's size against the formula.
//
// What memory it takes was measured by `/usr/bin/time -v turncoat prove …`: see FormulaSize::bytes.
#include "properties/formula_size.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "properties/mutants.hpp"
#include "properties/question.hpp"

namespace turncoat {
namespace {

// Every number of traitors with and without the commander, where a property could be broken.
template <class Visit>
void for_each_case(int n, int m, Visit&& visit) {
  for (int k = 0; k < n; ++k) {
    for (const int first : {kCommander, kCommander + 1}) {
      const turncoat::Setup setup{.n = n,
                                  .m = m,
                                  .order = Order::attack,
                                  .traitors = Generals::range(first, std::min(n, first + k))};
      for (const Property property : kProperties) {
        if (!is_vacuous(property, setup)) {
          visit(setup, property);
        }
      }
    }
  }
}

TEST(FormulaSize, IsNeverBelowTheFormulaAndForLargerOnesLessThanTwiceIt) {
  int formulas = 0;
  int large = 0;
  for (int n = 2; n <= 12; ++n) {
    for (int m = 0; m <= 3 && m <= n - 2; ++m) {
      for_each_case(n, m, [&](const turncoat::Setup& setup, Property property) {
        const FormulaSize size = formula_size_at_most(setup, property);
        const Cnf cnf = question(setup, breach(setup, property))->cnf;
        const auto variables = static_cast<double>(cnf.variables());
        const auto clauses = static_cast<double>(cnf.clauses());
        const std::string what = "n=" + std::to_string(n) + " m=" + std::to_string(m) +
                                 " traitors " + to_string(setup.traitors) + " " +
                                 std::string(name(property));
        EXPECT_GE(size.variables, variables) << what;
        EXPECT_GE(size.clauses, clauses) << what;
        ++formulas;
        if (clauses > 1'000) {
          EXPECT_LT(size.variables, 2 * variables) << what;
          EXPECT_LT(size.clauses, 2 * clauses) << what;
          ++large;
        }
      });
    }
  }
  EXPECT_EQ(formulas, 761);
  EXPECT_EQ(large, 112);
}

TEST(FormulaSize, IsNeverBelowTheFormulaOfAMutant) {
  int formulas = 0;
  for (const Mutant& mutant : mutants()) {
    for (const auto& [n, m] : {std::pair{4, 1}, {5, 2}, {7, 2}, {8, 3}}) {
      for_each_case(n, m, [&](const turncoat::Setup& setup, Property property) {
        const FormulaSize size = formula_size_at_most(setup, property, mutant.rules);
        const Cnf cnf = question(setup, breach(setup, property), mutant.rules)->cnf;
        EXPECT_GE(size.variables, cnf.variables()) << mutant.name;
        EXPECT_GE(size.clauses, static_cast<double>(cnf.clauses())) << mutant.name;
        ++formulas;
      });
    }
  }
  EXPECT_EQ(formulas, 420);
}

TEST(FormulaSize, IsKnownWhereNothingOfThatSizeFits) {
  const FormulaSize size = formula_size_at_most(
      {.n = 64, .m = 62, .order = Order::attack, .traitors = {1, 2}}, Property::IC2);
  EXPECT_GT(size.clauses, 1e80);
  EXPECT_LT(size.clauses, 1e95);
}

TEST(FormulaSize, BeyondTheLimitIsRefusedWithTheSize) {
  const turncoat::Setup setup{
      .n = 22, .m = 7, .order = Order::attack, .traitors = Generals::range(0, 7)};
  try {
    refuse_larger_formula_than(std::uint64_t{12} << 30, setup, Property::IC1);
    FAIL() << "accepted";
  } catch (const FormulaTooLarge& error) {
    EXPECT_THAT(error.what(), testing::MatchesRegex(
                                  "n=22, m=7: a formula of about .*e.* variables and .* clauses, "
                                  "which takes about .* GiB; expected at most 12 GiB"));
  }
  EXPECT_NO_THROW(refuse_larger_formula_than(
      std::uint64_t{12} << 30,
      {.n = 16, .m = 5, .order = Order::attack, .traitors = Generals::range(0, 5)}, Property::IC1));
}

}  // namespace
}  // namespace turncoat
