// The question to a SAT solver about one setup: can its traitors cause these decisions?
//
// The formula is OM(m) itself, the text of core/om/oral_messages.hpp over the domain of formulas
// (formula.hpp), with a free variable for each place of a lie. Silence is no choice of its own: it
// is heard as an order, by the rules. Unsatisfiable: no adversary can.
// Left out: messages of the last round to a lieutenant that nobody asks about, as it tells nobody.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/properties/prove/sat/cnf.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

struct Decision {
  int lieutenant;
  Order order;

  friend bool operator==(const Decision&, const Decision&) = default;
};

// Decisions that break the property, for one choice of lieutenants that stands for all, as loyal
// lieutenants are interchangeable. IC1: the first decides attack and the second retreat. IC2: the
// first decides the opposite of its loyal commander's order. The property must not be vacuous.
std::vector<Decision> breach(const Setup& setup, Property property);

struct Question {
  // What a traitor sends to a loyal general.
  struct FreeMessage {
    Path path;
    int receiver;
    int says_attack;  // a variable of the formula
  };

  Cnf cnf;
  int attack;  // the variable that stands for an order to attack, and is true
  // Those that bear on the decisions asked about.
  std::vector<FreeMessage> free_messages;
};

// Nothing if `stop`, asked now and then, ended it. Throws InvalidSetup. The decisions are of loyal
// lieutenants.
std::optional<Question> question(const Setup& setup, const std::vector<Decision>& asked,
                                 const Rules& rules = {}, const std::function<bool()>& stop = {});

// The adversary that a solver found. `model` holds each variable of the formula; 0 is unused.
std::vector<Lie> lies_of(const Question& question, const std::vector<bool>& model);

// Lines that describe the formula, and the meaning of each variable for a lie.
std::vector<std::string> description(const Setup& setup, const std::vector<Decision>& asked,
                                     const Question& question);

}  // namespace turncoat
