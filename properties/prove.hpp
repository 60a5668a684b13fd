// Whether a property holds for one setup whatever its traitors say, by a SAT solver.
//
// What is asked: OM(m) itself, the text of core/oral_messages.hpp over the domain of formulas
// (formula.hpp), with a free variable for each place of a lie. Is there a choice for which the
// property breaks? Silence is no choice of its own: it is heard as an order, by the rules.
// Symmetry: loyal lieutenants are interchangeable, so one of them stands for all (IC2), or two for
//           all pairs (IC1).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "core/rules.hpp"
#include "core/setup.hpp"
#include "properties/scenario.hpp"

namespace turncoat {

struct ProveOptions {
  Rules rules{};
  // A formula of more places of lies or messages than this is refused before memory is taken.
  std::uint64_t message_limit = 10'000'000;
  // Asked by the solver now and then; true ends it.
  std::function<bool()> stop{};
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
};

// Throws InvalidSetup, and TooManyMessages beyond the limit.
Proof prove(const Setup& setup, Property property, const ProveOptions& options = {});

}  // namespace turncoat
