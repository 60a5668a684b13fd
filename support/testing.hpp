// Shared by tests: the text of a refusal.
#pragma once

#include <concepts>
#include <string>

#include "turncoat/support/bad_input.hpp"

namespace turncoat::test {

// The text of the exception of that kind that `action` throws.
template <class Kind = BadInput, std::invocable Action>
std::string refusal_of(const Action& action) {
  try {
    action();
  } catch (const Kind& refusal) {
    return refusal.what();
  }
  return "(nothing was refused)";
}

}  // namespace turncoat::test
