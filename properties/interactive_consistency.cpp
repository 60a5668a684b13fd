#include "turncoat/properties/interactive_consistency.hpp"

#include <fmt/format.h>

namespace turncoat {

std::optional<Property> property_of(std::string_view text) {
  for (const Property property : kProperties) {
    if (text == name(property)) {
      return property;
    }
  }
  return std::nullopt;
}

std::string describe(const Violation& violation) {
  const std::string other = violation.property == Property::IC2
                                ? "the loyal commander ordered"
                                : fmt::format("lieutenant {}", violation.other);
  return fmt::format("lieutenant {} decided {}, {} {}", violation.lieutenant,
                     name(violation.decided), other, name(violation.expected));
}

std::string to_string(const Violation& violation) {
  return fmt::format("{}: {}", name(violation.property), describe(violation));
}

std::optional<Violation> violation_of(Property property, const Setup& setup,
                                      const Decisions& decisions) {
  if (is_vacuous(property, setup)) {
    return std::nullopt;
  }
  const int other = property == Property::IC2 ? kCommander : setup.loyal_lieutenants().smallest();
  const Order expected = property == Property::IC2 ? setup.order : decisions.of(other);
  for (const int lieutenant : setup.loyal_lieutenants()) {
    if (const Order decided = decisions.of(lieutenant); decided != expected) {
      return Violation{property, lieutenant, decided, expected, other};
    }
  }
  return std::nullopt;
}

std::vector<Violation> violations(const Setup& setup, const Decisions& decisions) {
  std::vector<Violation> found;
  for (const Property property : kProperties) {
    if (const auto violation = violation_of(property, setup, decisions)) {
      found.push_back(*violation);
    }
  }
  return found;
}

bool is_vacuous(Property property, const Setup& setup) {
  const int loyal_lieutenants = setup.loyal_lieutenants().size();
  return property == Property::IC1 ? loyal_lieutenants < 2
                                   : !setup.commander_is_loyal() || loyal_lieutenants == 0;
}

Verdict verdict(Property property, const Setup& setup, const Decisions& decisions) {
  return is_vacuous(property, setup)                            ? Verdict::vacuous
         : violation_of(property, setup, decisions).has_value() ? Verdict::violated
                                                                : Verdict::holds;
}

}  // namespace turncoat
