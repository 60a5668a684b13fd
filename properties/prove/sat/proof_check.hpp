// Checks, without a solver, that a proof (DRAT) shows a formula can't be satisfied.
//
// Forward: each learned clause must follow by unit propagation from the clauses that are there
// (RUP), or by resolution with its first literal (RAT), until a contradiction follows by unit
// propagation; what stands after that isn't read. Each clause leaves what can be satisfied so, and
// one that can be has no proof that is accepted. Left out, and counted:
//   - deletions of a clause that shows a literal to be true: solvers write them and go on using it;
//   - deletions of a clause that isn't there: fewer clauses never make a wrong proof a right one.
//
// Errors: throws BadInput, with file and line or byte, if a file is none.
// Size:   see propagation.hpp, for the clauses in use. The proof is read as it comes.
// Source: Goldberg, Novikov, DATE 2003 (RUP); Wetzler, Heule, Hunt, SAT 2014 (DRAT); Rebola-Pardo,
//         Altmanninger, FMCAD 2020 (unit deletions).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "turncoat/properties/prove/sat/cnf.hpp"
#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {

struct ProofCheck {
  enum class Answer { accepted, refused, undecided };

  Answer answer = Answer::undecided;
  std::string refusal{};          // "FILE:LINE: …", if it is refused
  bool is_out_of_memory = false;  // the reason, if it is undecided: the budget, and not `stop`
  int variables = 0;              // of the formula
  std::uint64_t clauses = 0;
  std::uint64_t learned = 0;
  std::uint64_t learned_by_resolution = 0;  // of these
  std::uint64_t deleted = 0;
  std::uint64_t kept = 0;          // deletions of what shows a literal to be true
  std::uint64_t absent = 0;        // deletions of what isn't there
  std::string first_absent{};      // "FILE:LINE: …"
  std::uint64_t propagated = 0;    // literals
  std::uint64_t memory_bytes = 0;  // of the budget, at most

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

// `stop` is asked now and then; true ends it. The readers should know it and the budget too.
ProofCheck check_proof(ByteReader& formula, ByteReader& proof, MemoryBudget& budget,
                       const Stop& stop = {});
ProofCheck check_proof(const Cnf& cnf, ByteReader& proof, MemoryBudget& budget,
                       const Stop& stop = {});

}  // namespace turncoat
