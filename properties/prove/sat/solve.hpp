// A SAT solver, CaDiCaL, for one formula.
#pragma once

#include <cstdio>
#include <functional>
#include <vector>

#include "turncoat/properties/prove/sat/cnf.hpp"

namespace turncoat {

enum class Satisfiable { yes, no, unknown };

struct SolveOptions {
  // Asked now and then; true ends it.
  std::function<bool()> stop{};
  // Where the steps of a DRAT proof go, as text; its last one is the empty clause exactly where the
  // formula turns out not to be satisfiable. Not closed.
  std::FILE* proof = nullptr;
};

struct Solved {
  Satisfiable satisfiable = Satisfiable::unknown;
  // Where it is: by variable, 0 unused, whether it is true.
  std::vector<bool> model{};
};

// Throws std::bad_alloc where memory doesn't do.
Solved solve(const Cnf& cnf, const SolveOptions& options = {});

}  // namespace turncoat
