// A SAT solver, CaDiCaL, for one formula.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "turncoat/properties/prove/sat/cnf.hpp"

namespace turncoat {

enum class Satisfiable { yes, no, unknown };

// "CaDiCaL 1.5.3"
std::string solver_name();

struct SolveOptions {
  // Asked now and then; true ends it.
  std::function<bool()> stop{};
  // Receives the steps of a DRAT proof, as text. Its last step is the empty clause if and only if
  // the formula can't be satisfied. Not closed.
  std::FILE* proof = nullptr;
};

struct Solved {
  Satisfiable satisfiable = Satisfiable::unknown;
  // If it can be satisfied: the value of each variable; 0 is unused.
  std::vector<bool> model{};
};

// Throws std::bad_alloc if memory runs out.
Solved solve(const Cnf& cnf, const SolveOptions& options = {});

}  // namespace turncoat
