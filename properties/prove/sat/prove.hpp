// Proves or refutes a property of one setup for every adversary, by a SAT solver.
//
// The question (question.hpp): is there an adversary that breaks the property?
// Symmetry: loyal lieutenants are interchangeable, so one of them stands for all (IC2), or two for
//           all pairs (IC1); prove_symmetry_test.cpp asks about all of them for small n.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/properties/scenario.hpp"
#include "turncoat/properties/verdict.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {

inline constexpr std::uint64_t kMebibyte = 1 << 20;

struct ProveOptions {
  Rules rules{};
  // A formula that may take more than this is refused before memory is taken.
  std::uint64_t memory_limit_bytes = 12'288 * kMebibyte;
  // Asked often, while the formula is built and while it is solved; true ends it. So the caller
  // bounds its time and memory.
  std::function<bool()> stop{};
  // Files for a case that holds: PROOF.cnf, the formula, and PROOF.drat, a proof for check_proof
  // that it can't be satisfied. Neither is ever seen half written.
  std::optional<std::string> proof{};
};

struct Proof {
  Verdict verdict = Verdict::undecided;
  int variables = 0;
  std::size_t clauses = 0;
  // If it is violated; the reference has replayed it.
  std::optional<Scenario> scenario{};
};

// A formula that may take more memory than it may.
class FormulaTooLarge : public BadInput {
 public:
  using BadInput::BadInput;
};

// At most this much memory is taken to build and to solve a formula, for each message of the run:
// up to 430 were seen, of (14,3) with 11 traitors, and 140 of (16,5) with 5.
inline constexpr double kFormulaBytesPerMessage = 450;

// Throws FormulaTooLarge, or TooManyMessages beyond the limit of a run, before memory is taken.
void refuse_larger_formula_than(std::uint64_t limit_bytes, const Setup& setup);

// Throws InvalidSetup; TooManyMessages and FormulaTooLarge beyond the limits; BadInput if the proof
// can't be written; std::bad_alloc.
Proof prove(const Setup& setup, Property property, const ProveOptions& options = {});

}  // namespace turncoat
