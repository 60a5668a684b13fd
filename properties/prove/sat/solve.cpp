#include "turncoat/properties/prove/sat/solve.hpp"

#include <cadical.hpp>

#include "turncoat/support/check.hpp"

namespace turncoat {
namespace {

class StopWhenAsked final : public CaDiCaL::Terminator {
 public:
  explicit StopWhenAsked(const std::function<bool()>& stop) : stop_(stop) {}
  bool terminate() override { return stop_ && stop_(); }

 private:
  const std::function<bool()>& stop_;
};

}  // namespace

std::string solver_name() {
  return std::string("CaDiCaL ") + CaDiCaL::Solver::version();
}

Solved solve(const Cnf& cnf, const SolveOptions& options) {
  StopWhenAsked stop(options.stop);  // Outlives the solver.
  CaDiCaL::Solver solver;
  solver.set("quiet", 1);
  if (options.proof != nullptr) {  // Before the first clause.
    solver.set("binary", 0);
    check(solver.trace_proof(options.proof, "proof"), "a solver that traces a proof");
  }
  solver.connect_terminator(&stop);
  solver.reserve(cnf.variables());
  for (const int literal : cnf.literals()) {
    solver.add(literal);
  }
  Solved solved;
  constexpr int kSatisfiable = 10;
  constexpr int kUnsatisfiable = 20;
  const int status = solver.solve();
  if (status == kUnsatisfiable) {
    solved.satisfiable = Satisfiable::no;
  } else if (status == kSatisfiable) {
    solved.satisfiable = Satisfiable::yes;
    solved.model.assign(static_cast<std::size_t>(cnf.variables()) + 1, false);
    for (int v = 1; v <= cnf.variables(); ++v) {
      solved.model[static_cast<std::size_t>(v)] = solver.val(v) > 0;
    }
  }
  if (options.proof != nullptr) {
    solver.close_proof_trace();
  }
  return solved;
}

}  // namespace turncoat
