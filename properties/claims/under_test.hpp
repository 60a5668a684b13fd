// What test programs take from the environment. Not part of the library, which neither looks there
// nor ends a program.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/properties/claims/mutants.hpp"

namespace turncoat {

// The right rules, or those of the mutant that TURNCOAT_MUTANT names, to see that it is found.
inline const Rules& rules_under_test() {
  static const Rules rules = [] {
    const char* name = std::getenv("TURNCOAT_MUTANT");
    if (name == nullptr) {
      return Rules{};
    }
    const Mutant* mutant = find_mutant(name);
    if (mutant == nullptr) {
      fmt::print(stderr, "TURNCOAT_MUTANT: there is no mutant \"{}\"\n", name);
      std::exit(2);
    }
    return mutant->rules;
  }();
  return rules;
}

// TURNCOAT_OUT, otherwise "out".
inline std::string findings_folder() {
  const char* folder = std::getenv("TURNCOAT_OUT");
  return folder == nullptr ? "out" : folder;
}

}  // namespace turncoat
