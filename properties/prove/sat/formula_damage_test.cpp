// A formula that is damaged is caught: for each adversary, by itself, it must say what the
// reference plays. Every clause left out, every literal turned round, every majority off by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/om/oral_messages.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/properties/prove/sat/formula.hpp"
#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"

namespace turncoat {
namespace {

// By adversary: an order for each place of a lie in the formula, a bit each.
using Possible = std::vector<bool>;

Possible by_the_reference(const turncoat::Setup& setup, const std::vector<Decision>& asked,
                          const std::vector<Question::FreeMessage>& free_messages) {
  Possible possible;
  for (std::size_t code = 0; code < std::size_t{1} << free_messages.size(); ++code) {
    std::vector<Lie> lies;
    for (std::size_t i = 0; i < free_messages.size(); ++i) {
      lies.push_back({free_messages[i].path, free_messages[i].receiver,
                      (code >> i & 1) != 0 ? Said::attack : Said::retreat});
    }
    const Decisions decisions = run_reference(setup, Scripted(std::move(lies))).decisions;
    bool all = true;
    for (const auto& [lieutenant, order] : asked) {
      all = all && decisions.of(lieutenant) == order;
    }
    possible.push_back(all);
  }
  return possible;
}

Possible by_the_formula(const Cnf& cnf, const std::vector<Question::FreeMessage>& free_messages) {
  Possible possible;
  for (std::size_t code = 0; code < std::size_t{1} << free_messages.size(); ++code) {
    Cnf fixed = cnf;
    for (std::size_t i = 0; i < free_messages.size(); ++i) {
      fixed.add(
          {(code >> i & 1) != 0 ? free_messages[i].says_attack : -free_messages[i].says_attack});
    }
    possible.push_back(solve(fixed).satisfiable == Satisfiable::yes);
  }
  return possible;
}

// Formulas of few free messages, around (4,1): what breaks a property, and one decision by itself.
template <class Visit>
void for_each_small_question(Visit&& visit) {
  for (const auto& [n, m, traitors] : {std::tuple{3, 1, Generals{1}},
                                       {4, 1, Generals{1}},
                                       {4, 1, Generals{0}},
                                       {4, 1, Generals{0, 1}},
                                       {5, 1, Generals{1, 2}},
                                       {5, 1, Generals{0}},
                                       {5, 1, Generals{0, 1}},
                                       {4, 2, Generals{1}},
                                       {5, 2, Generals{0}}}) {
    for (const Order order : {Order::attack, Order::retreat}) {
      const turncoat::Setup setup{.n = n, .m = m, .order = order, .traitors = traitors};
      std::vector<std::vector<Decision>> questions;
      for (const Property property : kProperties) {
        if (!is_vacuous(property, setup)) {
          questions.push_back(breach(setup, property));
        }
      }
      const int lieutenant = setup.loyal_lieutenants().smallest();
      questions.push_back({{lieutenant, Order::attack}});
      questions.push_back({{lieutenant, Order::retreat}});
      for (const std::vector<Decision>& asked : questions) {
        visit(setup, asked, *question(setup, asked));
      }
    }
  }
}

// What isn't caught is harmless there: no adversary of that setup is judged otherwise.
struct Seen {
  int damaged = 0;
  int caught = 0;           // some adversary is judged otherwise than by the reference
  int verdict_changed = 0;  // and with it what `prove` would say
};

void look(const Cnf& damaged, const Question& asks, const Possible& expected, Seen& seen) {
  const Possible found = by_the_formula(damaged, asks.free_messages);
  const auto some = [](const Possible& possible) {
    return std::find(possible.begin(), possible.end(), true) != possible.end();
  };
  ++seen.damaged;
  seen.caught += found != expected ? 1 : 0;
  seen.verdict_changed += some(found) != some(expected) ? 1 : 0;
}

TEST(FormulaDamage, AWholeFormulaSaysWhatTheReferencePlays) {
  int formulas = 0;
  std::size_t adversaries = 0;
  for_each_small_question(
      [&](const turncoat::Setup& setup, const std::vector<Decision>& asked, const Question& asks) {
        const Possible expected = by_the_reference(setup, asked, asks.free_messages);
        EXPECT_EQ(by_the_formula(asks.cnf, asks.free_messages), expected);
        ++formulas;
        adversaries += expected.size();
      });
  EXPECT_EQ(formulas, 60);
  EXPECT_EQ(adversaries, 600U);
}

// A clause is left out where `literal` is -1; else that literal of it is turned round.
Cnf damaged(const Cnf& cnf, std::size_t clause, int literal) {
  Cnf result(cnf.variables());
  std::size_t number = 0;
  cnf.for_each_clause([&](std::span<const int> each) {
    std::vector<int> copy(each.begin(), each.end());
    if (number++ == clause) {
      if (literal < 0) {
        return;
      }
      copy[static_cast<std::size_t>(literal)] = -copy[static_cast<std::size_t>(literal)];
    }
    result.add(copy);
  });
  return result;
}

TEST(FormulaDamage, AClauseLeftOutIsCaught) {
  Seen seen;
  for_each_small_question(
      [&](const turncoat::Setup& setup, const std::vector<Decision>& asked, const Question& asks) {
        const Possible expected = by_the_reference(setup, asked, asks.free_messages);
        for (std::size_t clause = 0; clause < asks.cnf.clauses(); ++clause) {
          look(damaged(asks.cnf, clause, -1), asks, expected, seen);
        }
      });
  EXPECT_EQ(seen.damaged, 673);
  EXPECT_EQ(seen.caught, 390);
  EXPECT_EQ(seen.verdict_changed, 72);
}

TEST(FormulaDamage, ALiteralTurnedRoundIsCaught) {
  Seen seen;
  for_each_small_question(
      [&](const turncoat::Setup& setup, const std::vector<Decision>& asked, const Question& asks) {
        const Possible expected = by_the_reference(setup, asked, asks.free_messages);
        std::size_t number = 0;
        asks.cnf.for_each_clause([&](std::span<const int> clause) {
          for (int literal = 0; literal < static_cast<int>(clause.size()); ++literal) {
            look(damaged(asks.cnf, number, literal), asks, expected, seen);
          }
          ++number;
        });
      });
  EXPECT_EQ(seen.damaged, 1'389);
  EXPECT_EQ(seen.caught, 868);
  EXPECT_EQ(seen.verdict_changed, 132);
}

// The domain of formulas with a majority that is wrong by so many votes.
struct WrongMajority : Formula {
  int off = 0;
  Value at_least(const Tally& tally, int needed) const {
    return Formula::at_least(tally, needed + off);
  }
};

TEST(FormulaDamage, AMajorityOffByOneIsCaught) {
  Seen seen;
  for (const int off : {-1, 0, 1}) {
    for_each_small_question([&](const turncoat::Setup& setup, const std::vector<Decision>& asked,
                                const Question& asks) {
      Circuit circuit;
      const Formula formula{.circuit = &circuit, .attack = circuit.fresh()};
      OralMessages<WrongMajority> algorithm(setup, Rules{}, WrongMajority{formula, off});
      Generals lieutenants;
      for (const Decision& decision : asked) {
        lieutenants.insert(decision.lieutenant);
      }
      std::vector<Question::FreeMessage> free_messages;
      const auto is_asked = [&](const Path& path, int receiver) {
        return std::any_of(asks.free_messages.begin(), asks.free_messages.end(),
                           [&](const Question::FreeMessage& place) {
                             return place.path == path && place.receiver == receiver;
                           });
      };
      const auto tell = [&](const Path& path, Generals receivers, Formula::Value /*relayed*/,
                            std::vector<Formula::Value>& told) {
        for (const int receiver : receivers) {
          if (is_asked(path, receiver)) {
            told[static_cast<std::size_t>(receiver)] = circuit.fresh();
            free_messages.push_back({path, receiver, told[static_cast<std::size_t>(receiver)]});
          }
        }
      };
      const auto& decided = algorithm.run(lieutenants, tell);
      std::vector<Circuit::Literal> facts{formula.attack};
      for (const auto& [lieutenant, order] : asked) {
        const Circuit::Literal attacks = decided[static_cast<std::size_t>(lieutenant)];
        facts.push_back(order == Order::attack ? attacks : -attacks);
      }
      auto [cnf, variable] = circuit.claim(facts);
      int unused = cnf.variables();  // A vote that no longer counts is free.
      for (Question::FreeMessage& message : free_messages) {
        const int v = variable[static_cast<std::size_t>(message.says_attack)];
        message.says_attack = v != 0 ? v : ++unused;
      }
      const Possible expected = by_the_reference(setup, asked, free_messages);
      if (off == 0) {
        EXPECT_EQ(by_the_formula(cnf, free_messages), expected);
      } else {
        look(cnf, Question{.cnf = Cnf(), .attack = 1, .free_messages = free_messages}, expected,
             seen);
      }
    });
  }
  EXPECT_EQ(seen.damaged, 120);
  EXPECT_EQ(seen.caught, 89);
  EXPECT_EQ(seen.verdict_changed, 25);
}

}  // namespace
}  // namespace turncoat
