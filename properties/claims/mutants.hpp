// Wrong versions of OM(m), each one plausible slip away from the right one. They show that the
// checks can fail.
#pragma once

#include <span>
#include <string_view>

#include "turncoat/core/om/rules.hpp"

namespace turncoat {

struct Mutant {
  std::string_view name;
  std::string_view slip;  // one line
  Rules rules;
  // Where the prover sees it first (prove_mutants_test.cpp): a property that it breaks, empty if it
  // breaks none there; and a decision of its own, other than by the right rules.
  std::string_view breaks;
  std::string_view differs;
};

std::span<const Mutant> mutants();

// nullptr if none has that name.
const Mutant* find_mutant(std::string_view name);

}  // namespace turncoat
