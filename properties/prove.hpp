// Whether a property holds for one setup whatever its traitors say, by a SAT solver.
//
// What is asked: see question.hpp. Is there an adversary for which the property breaks?
// Symmetry: loyal lieutenants are interchangeable, so one of them stands for all (IC2), or two for
//           all pairs (IC1); prove_symmetry_test.cpp asks about all of them where n is small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/rules.hpp"
#include "core/setup.hpp"
#include "properties/scenario.hpp"

namespace turncoat {

inline constexpr std::uint64_t kMebibyte = 1 << 20;

struct ProveOptions {
  Rules rules{};
  // A formula of more messages than this is refused: some minutes to build it.
  std::uint64_t message_limit = 200'000'000;
  // A formula that would take more than this is refused before memory is taken; and where the
  // program comes to hold more while it solves one, the answer is `undecided`.
  std::uint64_t memory_limit_bytes = 12'288 * kMebibyte;
  // Asked now and then, while the formula is built and while it is solved; true ends it.
  std::function<bool()> stop{};
  // Where a proof goes, for a case that holds: PROOF.cnf, the formula, and PROOF.drat, by which
  // check_proof accepts that it can't be satisfied. Neither is ever seen half written.
  std::optional<std::string> proof{};
};

enum class Verdict { holds, violated, vacuous, undecided };

constexpr std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::violated:
      return "violated";
    case Verdict::vacuous:
      return "vacuous";
    case Verdict::undecided:
      return "undecided";
  }
  return "undecided";
}

struct Proof {
  Verdict verdict = Verdict::undecided;
  int variables = 0;
  std::size_t clauses = 0;
  // Where it is violated: replayed by the reference before it is given.
  std::optional<Scenario> scenario{};
  bool is_out_of_memory = false;  // why it is undecided
};

// Throws InvalidSetup; TooManyMessages and FormulaTooLarge (formula_size.hpp) beyond the limits;
// BadInput where the proof can't be written.
Proof prove(const Setup& setup, Property property, const ProveOptions& options = {});

}  // namespace turncoat
