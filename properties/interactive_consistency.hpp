// IC1 and IC2, the interactive consistency conditions.
//
// IC1, agreement: all loyal lieutenants obey the same order.
// IC2, validity:  if the commander is loyal, every loyal lieutenant obeys the order it sends.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 1.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/verdict.hpp"

namespace turncoat {

enum class Property { IC1, IC2 };

inline constexpr std::array kProperties{Property::IC1, Property::IC2};

constexpr std::string_view name(Property property) {
  return property == Property::IC1 ? "IC1" : "IC2";
}

std::optional<Property> property_of(std::string_view text);

struct Violation {
  Property property;
  int lieutenant;  // the one that broke it
  Order decided;   // its decision
  Order expected;  // the commander's order (IC2), or the decision of `other` (IC1)
  int other;       // the lieutenant it disagrees with (IC1); the commander (IC2)

  friend bool operator==(const Violation&, const Violation&) = default;
};

// "lieutenant 3 decided retreat, lieutenant 1 attack"
std::string describe(const Violation& violation);
// "IC1: lieutenant 3 decided retreat, lieutenant 1 attack"
std::string to_string(const Violation& violation);

// The first lieutenant, by number, that breaks the property; nothing if it holds.
std::optional<Violation> violation_of(Property property, const Setup& setup,
                                      const Decisions& decisions);

// Every property that is violated, in their order.
std::vector<Violation> violations(const Setup& setup, const Decisions& decisions);

// Nobody could break it: fewer than two loyal lieutenants for IC1; a traitorous commander or no
// loyal lieutenant for IC2.
bool is_vacuous(Property property, const Setup& setup);

// `undecided` never.
Verdict verdict(Property property, const Setup& setup, const Decisions& decisions);

}  // namespace turncoat
