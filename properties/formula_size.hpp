// How large the formula of question.hpp comes out, in closed form: known before memory is taken.
//
// An upper bound. Counted by kind of path, which is its length, how many traitors are on it, and
// whether one of them is its sender: how many places of a lie it gives, and what it takes to count
// the votes of one lieutenant for it. V votes of which N are needed take N(V−N+1) steps of two
// gates each; fewer where most of the votes are the same. What two lieutenants count alike is
// counted twice here.
#pragma once

#include <cstdint>

#include "core/bad_input.hpp"
#include "core/rules.hpp"
#include "core/setup.hpp"
#include "properties/interactive_consistency.hpp"

namespace turncoat {

// Good to a double's precision, at any size.
struct FormulaSize {
  double variables = 0;
  double clauses = 0;

  // To build and to solve it.
  double bytes() const;
};

FormulaSize formula_size_at_most(const Setup& setup, Property property, const Rules& rules = {});

// A formula that would take more memory than it may.
class FormulaTooLarge : public BadInput {
 public:
  using BadInput::BadInput;
};

// Throws FormulaTooLarge, with the size.
void refuse_larger_formula_than(std::uint64_t limit_bytes, const Setup& setup, Property property,
                                const Rules& rules = {});

}  // namespace turncoat
