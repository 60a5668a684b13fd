// Majorities as a circuit of and-gates over free variables. The prover hands it to a SAT solver.
//
// A literal is ±v for variable v ≥ 1. Constants are folded, and equal gates made once.
// Source: the counting of at_least is the sequential counter of Sinz, CP 2005, without its clauses
//         for one direction only: here every gate is an equivalence. Clauses for one direction,
//         where only that is needed: Plaisted, Greenbaum, J. Symbolic Computation 2, 1986.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "turncoat/properties/prove/sat/cnf.hpp"

namespace turncoat {

class Circuit {
 public:
  using Literal = int;
  static constexpr Literal kTrue = 1;

  // A variable that nothing determines.
  Literal fresh() { return ++variables_; }
  Literal conjunction(Literal a, Literal b);
  Literal disjunction(Literal a, Literal b) { return -conjunction(-a, -b); }
  // True if at least `needed` of the votes are.
  Literal at_least(std::vector<Literal> votes, int needed);

  int variables() const { return variables_; }
  std::size_t clauses() const { return 1 + 3 * gates_.size(); }
  // Every clause, in the order in which gates were made (Tseitin's, three a gate).
  void for_each_clause(const std::function<void(const std::vector<Literal>&)>& visit) const;

  // That all of the facts are true, in clauses for the gates that these rest on, and of each gate
  // only for the direction that can make a fact true: the same inputs satisfy them.
  struct Claimed {
    Cnf cnf;
    // By variable of the circuit: its number in the formula, without gaps; 0 if it isn't there.
    std::vector<int> variable;
  };
  Claimed claim(std::span<const Literal> facts) const;

 private:
  struct Gate {
    Literal output, a, b;
  };

  int variables_ = kTrue;
  std::vector<Gate> gates_;
  std::unordered_map<std::uint64_t, Literal> made_;  // looked up, never iterated
};

}  // namespace turncoat
