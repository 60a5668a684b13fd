// Checks, without a solver, that a proof shows a formula can't be satisfied.
//
// A DRAT proof as text: a learned clause a step, its literals and a 0; or `d` and a clause that is
// no longer used. Forward: each learned clause must follow by unit propagation from the formula and
// those before it (RUP), until the empty one does; what stands after that isn't read. So each one
// is implied by the formula, and one that can be satisfied has no proof that is accepted. Left out:
// steps that keep a formula satisfiable without being implied by it (RAT) are refused; CaDiCaL's
// proofs for `turncoat prove` were seen to have none.
// Errors: throws BadInput, with file and line, if the file is no such proof.
// Size:   see propagation.hpp, for the clauses in use.
// Source: Goldberg, Novikov, DATE 2003 (RUP); Wetzler, Heule, Hunt, SAT 2014 (the format).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "turncoat/properties/prove/sat/cnf.hpp"
#include "turncoat/support/token_reader.hpp"

namespace turncoat {

struct ProofCheck {
  enum class Answer { accepted, refused, undecided };

  Answer answer = Answer::undecided;
  std::string refusal{};  // "FILE:LINE: …", if it is refused
  std::uint64_t learned = 0;
  std::uint64_t deleted = 0;
  std::uint64_t propagated = 0;  // literals

  static constexpr std::string_view name(Answer answer) {
    switch (answer) {
      case Answer::accepted:
        return "accepted";
      case Answer::refused:
        return "refused";
      case Answer::undecided:
        return "undecided";
    }
    return "undecided";
  }
};

// Undecided if `stop`, asked now and then, ended it.
ProofCheck check_proof(const Cnf& cnf, TokenReader& proof, const std::function<bool()>& stop = {});

}  // namespace turncoat
