// The minimum against a SAT solver that is asked whether fewer lies would do.
#include "turncoat/properties/prove/minimum/minimum.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cadical.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/oral_messages.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/testing.hpp"
#include "turncoat/properties/prove/sat/formula.hpp"

namespace turncoat {
namespace {

// Whether an adversary with at most so many lies breaks the property. Nothing is taken to be
// interchangeable: every loyal lieutenant is asked.
bool is_broken_with_at_most(int lies, const turncoat::Setup& setup, Property property) {
  Circuit circuit;
  const auto differ = [&](Circuit::Literal a, Circuit::Literal b) {
    return circuit.disjunction(circuit.conjunction(a, -b), circuit.conjunction(-a, b));
  };
  std::vector<Circuit::Literal> is_lie;
  OralMessages<Formula> algorithm(setup, {}, Formula{&circuit});
  const auto tell = [&](const Path&, Generals receivers, Circuit::Literal relayed,
                        std::vector<Circuit::Literal>& told) {
    for (const int receiver : receivers) {
      is_lie.push_back(circuit.fresh());
      told[static_cast<std::size_t>(receiver)] = differ(relayed, is_lie.back());
    }
  };
  const auto& decided = algorithm.run(setup.loyal_lieutenants(), tell);
  const Generals asked = setup.loyal_lieutenants();
  const Circuit::Literal expected = property == Property::IC2
                                        ? Formula{&circuit}.constant(setup.order)
                                        : decided[asked.smallest()];
  Circuit::Literal is_broken = -Circuit::kTrue;
  for (const int lieutenant : asked) {
    is_broken = circuit.disjunction(is_broken, differ(decided[lieutenant], expected));
  }
  const Circuit::Literal too_many = circuit.at_least(is_lie, lies + 1);
  CaDiCaL::Solver solver;
  solver.set("quiet", 1);
  const auto add = [&](const std::vector<Circuit::Literal>& clause) {
    for (const Circuit::Literal literal : clause) {
      solver.add(literal);
    }
    solver.add(0);
  };
  circuit.for_each_clause(add);
  add({is_broken});
  add({-too_many});
  constexpr int kSatisfiable = 10;
  return solver.solve() == kSatisfiable;
}

struct Compared {
  int holds = 0;
  int violated = 0;
  int lies = 0;  // of all minima
};

// Adds what was found, and answers how many lies; nothing where there is nothing to compare.
std::optional<int> add_minimum(const turncoat::Setup& setup, Property property,
                               Compared& compared) {
  const Minimum found = minimum(setup, property);
  EXPECT_EQ(found.verdict == Verdict::vacuous, is_vacuous(property, setup));
  if (found.verdict != Verdict::violated) {
    compared.holds += found.verdict == Verdict::holds ? 1 : 0;
    return std::nullopt;
  }
  EXPECT_EQ(found.scenario->setup, setup);
  EXPECT_TRUE(violates(*found.scenario, property));
  const int lies = static_cast<int>(found.scenario->lies.size());
  ++compared.violated;
  compared.lies += lies;
  return lies;
}

void compare_with_a_solver(const turncoat::Setup& setup, Compared& compared) {
  for (const Property property : kProperties) {
    SCOPED_TRACE(std::string(name(property)) + " " + test::to_string(setup));
    if (const std::optional<int> fewest = add_minimum(setup, property, compared)) {
      EXPECT_TRUE(is_broken_with_at_most(*fewest, setup, property));
      EXPECT_FALSE(is_broken_with_at_most(*fewest - 1, setup, property));
    } else if (!is_vacuous(property, setup)) {
      constexpr int kAny = 1'000'000;
      EXPECT_FALSE(is_broken_with_at_most(kAny, setup, property));
    }
  }
}

// Every choice of places to lie in, at most 2^12: the fewest that violate the property.
std::optional<int> fewest_by_enumeration(const turncoat::Setup& setup, Property property,
                                         const std::vector<Lie>& places) {
  std::optional<int> fewest;
  for (std::uint64_t code = 0; code < std::uint64_t{1} << places.size(); ++code) {
    const test::Scheming adversary([&](const Path& path, int receiver, Order relayed) {
      std::size_t place = 0;
      while (places[place].path != path || places[place].to != receiver) {
        ++place;
      }
      return said((code >> place & 1) != 0 ? opposite(relayed) : relayed);
    });
    const int lies = std::popcount(code);
    if ((!fewest || lies < *fewest) &&
        violation_of(property, setup, run_reference(setup, adversary).decisions)) {
      fewest = lies;
    }
  }
  return fewest;
}

TEST(Minimum, AgreesWithEnumerationOfEveryChoiceOfLies) {
  Compared compared;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    std::vector<Lie> places;
    for_each_lie_place(setup, [&](const Path& path, int to) {
      places.push_back({path, to, Said::retreat});
      return places.size() <= 12;
    });
    for (const Property property : kProperties) {
      if (places.size() <= 12 && !is_vacuous(property, setup)) {
        EXPECT_EQ(add_minimum(setup, property, compared),
                  fewest_by_enumeration(setup, property, places))
            << name(property) << " " << test::to_string(setup);
      }
    }
  }
  EXPECT_EQ(compared.holds, 192);
  EXPECT_EQ(compared.violated, 136);
  EXPECT_EQ(compared.lies, 357);
}

TEST(Minimum, AgreesWithASolverForEverySetupOfAtMostFiveGenerals) {
  Compared compared;
  for (const turncoat::Setup& setup : test::every_setup(5)) {
    compare_with_a_solver(setup, compared);
  }
  EXPECT_EQ(compared.holds, 200);
  EXPECT_EQ(compared.violated, 208);
  EXPECT_EQ(compared.lies, 707);
}

// Each number of traitors, with and without the commander, and both orders.
std::vector<turncoat::Setup> setups_of(int n, int m) {
  std::vector<turncoat::Setup> setups;
  for (const int first : {kCommander + 1, kCommander}) {
    for (int k = 1; first + k <= n; ++k) {
      for (const Order order : {Order::attack, Order::retreat}) {
        setups.push_back(
            {.n = n, .m = m, .order = order, .traitors = Generals::range(first, first + k)});
      }
    }
  }
  return setups;
}

TEST(Minimum, AgreesWithASolverForSixAndSevenGenerals) {
  Compared compared;
  for (const auto& [n, m] : {std::pair{6, 1}, {6, 2}, {6, 3}, {6, 4}, {7, 1}, {7, 2}}) {
    for (const turncoat::Setup& setup : setups_of(n, m)) {
      compare_with_a_solver(setup, compared);
    }
  }
  EXPECT_EQ(compared.holds, 56);
  EXPECT_EQ(compared.violated, 88);
  EXPECT_EQ(compared.lies, 600);
}

// One general fewer than m traitors need to be outvoted.
TEST(Minimum, SettlesWhatThreeGeneralsForATraitorCost) {
  const std::vector<std::size_t> fewest{1, 6, 24, 100, 335};
  for (int m = 1; m <= 5; ++m) {
    const turncoat::Setup setup{.n = 3 * m, .m = m, .traitors = Generals::range(1, 1 + m)};
    const Minimum found = minimum(setup, Property::IC2);
    ASSERT_EQ(found.verdict, Verdict::violated) << m;
    EXPECT_EQ(found.scenario->lies.size(), fewest[static_cast<std::size_t>(m) - 1]) << m;
    EXPECT_THAT(found.scenario->why,
                testing::HasSubstr(std::to_string(fewest[static_cast<std::size_t>(m) - 1])));
    if (m > 1) {  // One of two lieutenants is loyal at n=3.
      const Minimum disagreement = minimum(setup, Property::IC1);
      EXPECT_EQ(disagreement.scenario->lies.size(), found.scenario->lies.size()) << m;
    }
  }
}

// In OM(1) a traitorous commander and one lieutenant split the others where the commander tells one
// fewer than it takes to attack; then the lieutenant's word decides, and it lies to one.
TEST(Minimum, OfTwoTraitorsInTheLargestSetups) {
  for (const int n : {4, 5, 12, 38, 63, 64}) {
    const int needed = Rules{}.needed(n - 1);
    for (const Order order : {Order::attack, Order::retreat}) {
      const turncoat::Setup setup{.n = n, .m = 1, .order = order, .traitors = {0, 1}};
      const int told_otherwise = order == Order::attack ? n - 2 - (needed - 1) : needed - 1;
      const Minimum found = minimum(setup, Property::IC1);
      ASSERT_EQ(found.verdict, Verdict::violated) << test::to_string(setup);
      EXPECT_EQ(found.scenario->lies.size(), static_cast<std::size_t>(told_otherwise) + 1)
          << test::to_string(setup);
    }
  }
}

TEST(Minimum, OfNineGeneralsIsConfirmedByASolver) {
  const turncoat::Setup setup{.n = 9, .m = 3, .traitors = {1, 2, 3}};
  for (const Property property : kProperties) {
    EXPECT_EQ(minimum(setup, property).scenario->lies.size(), 24U);
    EXPECT_FALSE(is_broken_with_at_most(23, setup, property));
  }
}

// Where no number of lies does it, the theorem and the lemma hold.
TEST(Minimum, FindsNoneWhereTheTheoremPromisesIt) {
  for (int m = 1; m <= 5; ++m) {
    for (const int first : {kCommander, kCommander + 1}) {
      for (const Order order : {Order::attack, Order::retreat}) {
        const turncoat::Setup setup{
            .n = 3 * m + 1, .m = m, .order = order, .traitors = Generals::range(first, first + m)};
        EXPECT_EQ(minimum(setup, Property::IC1).verdict, Verdict::holds) << m;
        EXPECT_EQ(minimum(setup, Property::IC2).verdict,
                  first == kCommander ? Verdict::vacuous : Verdict::holds);
      }
    }
  }
}

TEST(Minimum, FindsLemma1ToBeExactForAnOrderToAttack) {
  int cells = 0;
  for (int n = 3; n <= 12; ++n) {
    for (int m = 0; m <= 4 && m <= n - 2; ++m) {
      for (int k = 1; k <= n - 2; ++k) {
        const turncoat::Setup setup{.n = n, .m = m, .traitors = Generals::range(1, 1 + k)};
        const bool lemma = setup.guarantees_validity() || m == 0;
        EXPECT_EQ(minimum(setup, Property::IC2).verdict, lemma ? Verdict::holds : Verdict::violated)
            << test::to_string(setup);
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, 265);
}

// Prints the table.
TEST(Minimum, IsTabulated) {
  Compared compared;
  std::printf("n,m,k,commander,order,property,fewest lies\n");
  for (int n = 3; n <= 10; ++n) {
    for (int m = 0; m <= 4 && m <= n - 2; ++m) {
      for (const turncoat::Setup& setup : setups_of(n, m)) {
        for (const Property property : kProperties) {
          if (const auto lies = add_minimum(setup, property, compared)) {
            std::printf("%d,%d,%d,%s,%s,%s,%d\n", n, m, setup.traitor_count(),
                        setup.commander_is_loyal() ? "loyal" : "traitor",
                        std::string(name(setup.order)).c_str(), std::string(name(property)).c_str(),
                        *lies);
          }
        }
      }
    }
  }
  EXPECT_EQ(compared.holds, 419);
  EXPECT_EQ(compared.violated, 533);
  EXPECT_EQ(compared.lies, 8513);
}

TEST(Minimum, StopsWhenAsked) {
  const turncoat::Setup setup{.n = 9, .m = 3, .traitors = {1, 2, 3}};
  std::uint64_t seen = 0;
  const Minimum stopped = minimum(
      setup, Property::IC2,
      {.stop = [&] { return seen > 10; }, .progress = [&](std::uint64_t cases) { seen = cases; }});
  EXPECT_EQ(stopped.verdict, Verdict::undecided);
  EXPECT_FALSE(stopped.scenario.has_value());
  EXPECT_GT(seen, 10U);
  EXPECT_GT(minimum(setup, Property::IC2).cases, stopped.cases);
}

// The last time that it asks is before it knows the number; then it finishes.
TEST(Minimum, IsUndecidedOrFinished) {
  const turncoat::Setup setup{.n = 6, .m = 2, .traitors = {1, 2}};
  int questions = 0;
  minimum(setup, Property::IC2, {.stop = [&] { return ++questions < 0; }});
  EXPECT_GT(questions, 20);
  for (int last = 1; last <= questions + 1; ++last) {  // It says so only once.
    int asked = 0;
    const Minimum found = minimum(setup, Property::IC2, {.stop = [&] { return ++asked == last; }});
    EXPECT_EQ(found.verdict, last <= questions ? Verdict::undecided : Verdict::violated) << last;
  }
}

TEST(Minimum, RefusesWhatCantBePlayed) {
  EXPECT_THROW(minimum({.n = 64, .m = 20}, Property::IC1), TooManyMessages);
  EXPECT_THROW(minimum({.n = 3, .m = 5}, Property::IC1), InvalidSetup);
}

}  // namespace
}  // namespace turncoat
