// The prover sees through every wrong version of the algorithm: it refutes it, or shows lies for
// which it decides otherwise than the right one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/om/oral_messages.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/claims/mutants.hpp"
#include "turncoat/properties/prove/sat/formula.hpp"
#include "turncoat/properties/prove/sat/prove.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"

namespace turncoat {
namespace {

// Where nothing breaks, first_broken asks about so many.
constexpr int kCases = 136;

// The guaranteed region, small sizes first; a property is seen to break where these rules are
// played. "n=4 m=1 traitors 0: IC1", empty where everything holds.
std::string first_broken(const Rules& rules, int& cases) {
  for (const auto& [n, m] : {std::pair{2, 0}, {4, 1}, {5, 1}, {6, 1}, {7, 2}, {8, 2}, {10, 3}}) {
    for (int k = 0; k <= m; ++k) {
      for (const int first : {kCommander + 1, kCommander}) {
        for (const Order order : {Order::attack, Order::retreat}) {
          for (const Property property : kProperties) {
            const turncoat::Setup setup{
                .n = n, .m = m, .order = order, .traitors = Generals::range(first, first + k)};
            const Proof proof = prove(setup, property, {.rules = rules});
            ++cases;
            EXPECT_NE(proof.verdict, Verdict::undecided);
            if (proof.verdict == Verdict::violated) {
              EXPECT_TRUE(setup.guaranteed());
              EXPECT_TRUE(violates(*proof.scenario, property, rules));
              EXPECT_FALSE(violates(*proof.scenario, property)) << "by the right rules";
              return fmt::format("n={} m={} traitors {} order {}: {}", n, m,
                                 to_string(setup.traitors), name(order), name(property));
            }
          }
        }
      }
    }
  }
  return "";
}

// Lies, silence among them, for which a lieutenant decides one order by the right rules and the
// other one by these. Nothing if there are none.
std::optional<std::vector<Lie>> told_apart(const turncoat::Setup& setup, const Rules& rules,
                                           Order by_the_right) {
  struct Choice {
    Circuit::Literal is_silent;
    Circuit::Literal says_attack;
  };
  Circuit circuit;
  const Formula formula{.circuit = &circuit, .attack = circuit.fresh()};
  std::map<std::pair<Path, int>, Choice> choices;
  const int lieutenant = setup.loyal_lieutenants().smallest();
  const auto decided = [&](const Rules& played) {
    OralMessages<Formula> algorithm(setup, played, formula);
    const auto tell = [&](const Path& path, Generals receivers, Formula::Value,
                          std::vector<Formula::Value>& told) {
      for (const int receiver : receivers) {
        const auto [choice, is_new] = choices.try_emplace({path, receiver});
        if (is_new) {
          choice->second = {circuit.fresh(), circuit.fresh()};
        }
        const auto& [is_silent, says_attack] = choice->second;
        told[static_cast<std::size_t>(receiver)] =
            circuit.disjunction(circuit.conjunction(is_silent, formula.constant(played.silence)),
                                circuit.conjunction(-is_silent, says_attack));
      }
    };
    return algorithm.run({lieutenant}, tell)[static_cast<std::size_t>(lieutenant)];
  };
  const Circuit::Literal right = decided(Rules{});
  const Circuit::Literal wrong = decided(rules);
  const bool attack = by_the_right == Order::attack;
  const auto [cnf, variable] =
      circuit.claim(std::vector{formula.attack, attack ? right : -right, attack ? -wrong : wrong});
  const Solved solved = solve(cnf);
  if (solved.satisfiable != Satisfiable::yes) {
    return std::nullopt;
  }
  std::vector<Lie> lies;
  for (const auto& [place, choice] : choices) {
    const auto is_true = [&, &numbers = variable, &model = solved.model](Circuit::Literal literal) {
      return static_cast<bool>(
          model[static_cast<std::size_t>(numbers[static_cast<std::size_t>(literal)])]);
    };
    lies.push_back({place.first, place.second,
                    is_true(choice.is_silent)     ? Said::silence
                    : is_true(choice.says_attack) ? Said::attack
                                                  : Said::retreat});
  }
  return lies;
}

std::string first_told_apart(const Rules& rules, int& cases) {
  for (const auto& [n, m] : {std::pair{2, 0}, {3, 0}, {4, 1}, {5, 1}, {7, 2}}) {
    for (int k = 0; k <= m; ++k) {
      for (const int first : {kCommander + 1, kCommander}) {
        for (const Order order : {Order::attack, Order::retreat}) {
          const turncoat::Setup setup{
              .n = n, .m = m, .order = order, .traitors = Generals::range(first, first + k)};
          ++cases;
          const auto lies = told_apart(setup, rules, order);
          if (!lies) {
            continue;
          }
          const int lieutenant = setup.loyal_lieutenants().smallest();
          const Scripted adversary(*lies);
          EXPECT_EQ(run_reference(setup, adversary).decisions.of(lieutenant), order);
          EXPECT_EQ(run_reference(setup, adversary, rules).decisions.of(lieutenant),
                    opposite(order));
          return fmt::format("n={} m={} traitors {} order {}", n, m, to_string(setup.traitors),
                             name(order));
        }
      }
    }
  }
  return "";
}

TEST(ProveMutants, EachIsRefutedOrToldApart) {
  for (const Mutant& mutant : mutants()) {
    SCOPED_TRACE(mutant.name);
    int cases = 0;
    EXPECT_EQ(first_broken(mutant.rules, cases), mutant.breaks);
    EXPECT_EQ(cases == kCases, mutant.breaks.empty()) << cases;
    EXPECT_EQ(first_told_apart(mutant.rules, cases), mutant.differs);
  }
}

TEST(ProveMutants, TheRightRulesAreNeither) {
  int cases = 0;
  EXPECT_EQ(first_broken(Rules{}, cases), "");
  EXPECT_EQ(cases, kCases);
  cases = 0;
  EXPECT_EQ(first_told_apart(Rules{}, cases), "");
  EXPECT_EQ(cases, 36);
}

}  // namespace
}  // namespace turncoat
