#include "turncoat/properties/prove/sat/question.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "turncoat/core/om/oral_messages.hpp"
#include "turncoat/properties/prove/sat/formula.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

std::vector<Decision> breach(const Setup& setup, Property property) {
  check(!is_vacuous(property, setup), "a property that could be broken");
  const Generals loyal = setup.loyal_lieutenants();
  if (property == Property::IC2) {
    return {{loyal.smallest(), opposite(setup.order)}};
  }
  return {{loyal.at_rank(0), Order::attack}, {loyal.at_rank(1), Order::retreat}};
}

std::optional<Question> question(const Setup& setup, const std::vector<Decision>& asked,
                                 const Rules& rules, const std::function<bool()>& stop) {
  Generals lieutenants;
  for (const Decision& decision : asked) {
    check(setup.loyal_lieutenants().contains(decision.lieutenant),
          "decisions of loyal lieutenants");
    lieutenants.insert(decision.lieutenant);
  }
  Circuit circuit;
  const Formula formula{.circuit = &circuit, .attack = circuit.fresh()};
  std::vector<Question::FreeMessage> free_messages;  // by variable of the circuit
  const int last_round = rules.rounds(setup.m);
  const auto tell = [&](const Path& path, Generals receivers, Formula::Value /*relayed*/,
                        std::vector<Formula::Value>& told) {
    const bool is_last = path.size() == last_round;
    for (const int receiver : is_last ? receivers& lieutenants : receivers) {
      told[receiver] = circuit.fresh();
      free_messages.push_back({path, receiver, told[receiver]});
    }
  };
  const auto observe = [&](const Path&, int, Formula::Value) {
    if (stop && stop()) {
      throw Stopped();
    }
  };
  std::vector<Circuit::Literal> facts{formula.attack};
  try {
    OralMessages<Formula> algorithm(setup, rules, formula);
    const auto& decided = algorithm.run(lieutenants, tell, observe);
    for (const auto& [lieutenant, order] : asked) {
      const Circuit::Literal attacks = decided[static_cast<std::size_t>(lieutenant)];
      facts.push_back(order == Order::attack ? attacks : -attacks);
    }
  } catch (const Stopped&) {
    return std::nullopt;
  }
  auto [cnf, variable] = circuit.claim(facts);
  Question question{.cnf = std::move(cnf),
                    .attack = variable[static_cast<std::size_t>(formula.attack)],
                    .free_messages = {}};
  for (const auto& [path, receiver, says_attack] : free_messages) {
    if (const int v = variable[static_cast<std::size_t>(says_attack)]; v != 0) {
      question.free_messages.push_back({path, receiver, v});
    }
  }
  return question;
}

std::vector<Lie> lies_of(const Question& question, const std::vector<bool>& model) {
  std::vector<Lie> lies;
  for (const auto& [path, receiver, says_attack] : question.free_messages) {
    const bool attack = model[static_cast<std::size_t>(says_attack)];
    lies.push_back({path, receiver, attack ? Said::attack : Said::retreat});
  }
  return lies;
}

std::vector<std::string> description(const Setup& setup, const std::vector<Decision>& asked,
                                     const Question& question) {
  std::vector<std::string> lines{
      fmt::format("{} generals, OM({}); the commander's order: {}; traitors: {}", setup.n, setup.m,
                  name(setup.order), to_string(setup.traitors)),
      "Can the traitors, whatever they say, bring this about?"};
  for (const auto& [lieutenant, order] : asked) {
    lines.push_back(fmt::format("  lieutenant {} decides {}", lieutenant, name(order)));
  }
  lines.emplace_back("Unsatisfiable: they can't.");
  lines.push_back(fmt::format("Variable {}, an order to attack, is true. Others, where true:",
                              question.attack));
  for (const auto& [path, receiver, variable] : question.free_messages) {
    lines.push_back(fmt::format("  {}: traitor {} says attack to {} for path {}", variable,
                                path.sender(), receiver, to_string(path)));
  }
  return lines;
}

}  // namespace turncoat
