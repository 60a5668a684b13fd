// The prover against everything that can be said, where that is little enough to enumerate.
#include "properties/prove.hpp"

#include <gtest/gtest.h>

#include "adversaries/scripted.hpp"
#include "core/bad_input.hpp"
#include "core/message_count.hpp"
#include "core/reference.hpp"
#include "properties/circuit.hpp"
#include "properties/mutants.hpp"

namespace turncoat {
namespace {

// Whether some order in each place of a lie breaks the property.
bool some_adversary_breaks(const turncoat::Setup& setup, Property property, const Rules& rules) {
  std::vector<Lie> places;
  for_each_lie_place(setup, [&](const Path& path, int to) {
    places.push_back({path, to, Said::retreat});
    return true;
  });
  for (std::uint64_t code = 0; code < std::uint64_t{1} << places.size(); ++code) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      places[i].says = (code >> i & 1) != 0 ? Said::attack : Said::retreat;
    }
    const Decisions decisions = run_reference(setup, Scripted(places), rules).decisions;
    if (violation_of(property, setup, decisions)) {
      return true;
    }
  }
  return false;
}

struct Compared {
  int holds = 0;
  int violated = 0;
};

// Every set of traitors, both orders, both properties, at most 2^12 adversaries each.
Compared compare_with_enumeration(const Rules& rules) {
  Compared compared;
  for (const auto& [n, m] : {std::pair{3, 0}, {3, 1}, {4, 0}, {4, 1}, {4, 2}, {5, 1}, {6, 1}}) {
    for (std::uint64_t word = 0; word < std::uint64_t{1} << n; ++word) {
      for (const Order order : {Order::attack, Order::retreat}) {
        const turncoat::Setup setup{.n = n, .m = m, .order = order, .traitors = Generals(word)};
        int places = 0;
        for_each_lie_place(setup, [&](const Path&, int) { return ++places <= 12; });
        for (const Property property : kProperties) {
          if (places > 12 || is_vacuous(property, setup)) {
            continue;
          }
          const Proof proof = prove(setup, property, {.rules = rules});
          const bool breaks = some_adversary_breaks(setup, property, rules);
          EXPECT_EQ(proof.verdict, breaks ? Verdict::violated : Verdict::holds)
              << name(property) << " n=" << n << " m=" << m << " traitors "
              << to_string(setup.traitors) << " order " << name(order);
          EXPECT_EQ(proof.scenario.has_value(), breaks);
          ++(breaks ? compared.violated : compared.holds);
        }
      }
    }
  }
  return compared;
}

TEST(Prove, AgreesWithEnumerationOfEverythingThatCanBeSaid) {
  const Compared compared = compare_with_enumeration(Rules{});
  EXPECT_EQ(compared.holds, 168);
  EXPECT_EQ(compared.violated, 182);
}

TEST(Prove, AgreesWithEnumerationForEveryMutant) {
  for (const Mutant& mutant : mutants()) {
    SCOPED_TRACE(mutant.name);
    const Compared compared = compare_with_enumeration(mutant.rules);
    EXPECT_EQ(compared.holds + compared.violated, 350);
  }
}

TEST(Prove, ConfirmsTheTheoremWhereItIsTightAndRefutesItOneGeneralBelow) {
  for (int m = 1; m <= 3; ++m) {
    for (const bool commander_is_traitor : {false, true}) {
      const int first = commander_is_traitor ? kCommander : kCommander + 1;
      turncoat::Setup setup{.n = 3 * m + 1,
                            .m = m,
                            .order = Order::attack,
                            .traitors = Generals::range(first, first + m)};
      EXPECT_EQ(prove(setup, Property::IC1).verdict, Verdict::holds) << m;
      EXPECT_EQ(prove(setup, Property::IC2).verdict,
                commander_is_traitor ? Verdict::vacuous : Verdict::holds);
      setup.n = 3 * m;
      if (!commander_is_traitor) {
        const Proof proof = prove(setup, Property::IC2);
        EXPECT_EQ(proof.verdict, Verdict::violated) << m;
        EXPECT_TRUE(violates(*proof.scenario, Property::IC2));
      }
    }
  }
}

// With a loyal commander ordering attack, IC2 holds exactly where Lemma 1 promises it.
TEST(Prove, FindsLemma1ToBeExactForAnOrderToAttack) {
  int cells = 0;
  for (int n = 3; n <= 9; ++n) {
    for (int m = 0; m <= 3 && m <= n - 2; ++m) {
      for (int k = 1; k <= 4 && k <= n - 2; ++k) {
        const turncoat::Setup setup{
            .n = n, .m = m, .order = Order::attack, .traitors = Generals::range(1, 1 + k)};
        const bool lemma = setup.guarantees_validity() || m == 0;
        EXPECT_EQ(prove(setup, Property::IC2).verdict, lemma ? Verdict::holds : Verdict::violated)
            << "n=" << n << " m=" << m << " k=" << k;
        ++cells;
      }
    }
  }
  EXPECT_EQ(cells, 84);
}

TEST(Prove, IsUndecidedWhereItIsStopped) {
  const turncoat::Setup setup{
      .n = 13, .m = 4, .order = Order::attack, .traitors = Generals::range(0, 4)};
  EXPECT_EQ(prove(setup, Property::IC1, {.stop = [] { return true; }}).verdict, Verdict::undecided);
}

TEST(Prove, RefusesAFormulaThatIsTooLarge) {
  EXPECT_THROW(prove({.n = 64, .m = 20}, Property::IC1), TooManyMessages);
  EXPECT_THROW(prove({.n = 3, .m = 5}, Property::IC1), InvalidSetup);
}

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
