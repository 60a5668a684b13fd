#include "turncoat/properties/prove/sat/proof_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/properties/prove/sat/proof_reader.hpp"
#include "turncoat/properties/prove/sat/propagation.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/stop.hpp"
#include "turncoat/support/token_reader.hpp"

namespace turncoat {
namespace {

std::string shown(const std::vector<int>& clause) {
  std::string text;
  constexpr std::size_t kMost = 12;
  for (std::size_t i = 0; i < std::min(clause.size(), kMost); ++i) {
    text += fmt::format("{} ", clause[i]);
  }
  return text + (clause.size() > kMost ? "… 0" : "0");
}

// Of one formula and one proof.
class Checker {
 public:
  Checker(MemoryBudget& budget, const Stop& stop)
      : stop_(stop), budget_(budget), clauses_(budget, [this] {
          if (stop_ && stop_()) {
            throw Stopped();
          }
        }) {}

  // `read_formula` hands each clause on, and answers the DimacsSize.
  template <class ReadFormula>
  ProofCheck check(ReadFormula&& read_formula, ByteReader& proof) {
    try {
      const DimacsSize size =
          read_formula([this](std::span<const int> clause) { clauses_.add(clause); });
      result_.variables = size.variables;
      result_.clauses = size.clauses;
      check_steps(proof);
    } catch (const OutOfBudget&) {
      result_.is_out_of_memory = true;
    } catch (const Stopped&) {
      result_.answer = ProofCheck::Answer::undecided;
    }
    result_.propagated = clauses_.propagated();
    result_.memory_bytes = budget_.most();
    return result_;
  }

 private:
  void check_steps(ByteReader& bytes) {
    ProofReader steps(bytes, budget_);
    ProofStep step;
    while (!clauses_.is_contradictory()) {
      if (!steps.next(step)) {
        return refuse(steps, step, "the proof ends without the empty clause");
      }
      if (step.deletes) {
        remove(steps, step);
        continue;
      }
      const Propagation::Basis basis = clauses_.basis_of(step.clause);
      if (basis == Propagation::Basis::none) {
        return refuse(steps, step,
                      fmt::format("follows neither by unit propagation nor by resolution with its "
                                  "first literal: {}",
                                  shown(step.clause)));
      }
      ++result_.learned;
      result_.learned_by_resolution += basis == Propagation::Basis::resolution ? 1 : 0;
      clauses_.add(step.clause);
    }
    result_.answer = ProofCheck::Answer::accepted;
  }

  void remove(const ProofReader& steps, const ProofStep& step) {
    switch (clauses_.remove(step.clause)) {
      case Propagation::Removal::removed:
        ++result_.deleted;
        return;
      case Propagation::Removal::ignored:
        ++result_.kept;
        return;
      case Propagation::Removal::absent:
        if (result_.absent++ == 0) {
          result_.first_absent =
              fmt::format("{}: {}", steps.name_of(step.place), shown(step.clause));
        }
        return;
    }
  }

  void refuse(const ProofReader& steps, const ProofStep& step, const std::string& why) {
    result_.answer = ProofCheck::Answer::refused;
    result_.refusal = fmt::format("{}: {}", steps.name_of(step.place), why);
  }

  const Stop& stop_;
  MemoryBudget& budget_;
  Propagation clauses_;
  ProofCheck result_;
};

}  // namespace

ProofCheck check_proof(ByteReader& formula, ByteReader& proof, MemoryBudget& budget,
                       const Stop& stop) {
  return Checker(budget, stop)
      .check(
          [&formula, &budget](const auto& visit) {
            TokenReader words(formula);
            return read_dimacs(words, budget, visit);
          },
          proof);
}

ProofCheck check_proof(const Cnf& cnf, ByteReader& proof, MemoryBudget& budget, const Stop& stop) {
  return Checker(budget, stop)
      .check(
          [&cnf](const auto& visit) {
            cnf.for_each_clause(visit);
            return DimacsSize{.variables = cnf.variables(), .clauses = cnf.clauses()};
          },
          proof);
}

}  // namespace turncoat
