#include "properties/prove.hpp"

#include <fmt/format.h>
#include <sys/types.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <new>

#include "adversaries/scripted.hpp"
#include "core/check.hpp"
#include "core/message_count.hpp"
#include "properties/dimacs.hpp"
#include "properties/formula_size.hpp"
#include "properties/memory.hpp"
#include "properties/new_file.hpp"
#include "properties/question.hpp"
#include "properties/solve.hpp"

namespace turncoat {
namespace {

// Whether to go on: asked often, it looks at the memory held a hundred times a second at most.
class Limits {
 public:
  explicit Limits(const ProveOptions& options) : options_(options) {}

  bool are_reached() {
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_look_) {
      is_out_of_memory_ = resident_bytes() > options_.memory_limit_bytes;
      next_look_ = now + std::chrono::milliseconds(10);
    }
    return is_out_of_memory_ || (options_.stop && options_.stop());
  }
  bool is_out_of_memory() const { return is_out_of_memory_; }

 private:
  const ProveOptions& options_;
  std::chrono::steady_clock::time_point next_look_{};
  bool is_out_of_memory_ = false;
};

// The solver may note a deletion after it has learned the empty clause.
void end_at_the_empty_clause(std::FILE* proof) {
  const bool is_written = std::fflush(proof) == 0 && std::ferror(proof) == 0;
  if (!is_written || std::fseek(proof, 0, SEEK_SET) != 0) {
    return;  // `complete` says so.
  }
  char* line = nullptr;
  std::size_t size = 0;
  ssize_t length = 0;
  long end = 0;
  bool is_empty_clause = false;
  while (!is_empty_clause && (length = ::getline(&line, &size, proof)) > 0) {
    end += static_cast<long>(length);
    is_empty_clause = std::string_view(line, static_cast<std::size_t>(length)) == "0\n";
  }
  std::free(line);
  check(is_empty_clause, "a proof with the empty clause");
  check(::ftruncate(::fileno(proof), end) == 0, "a proof that can be shortened");
}

// A proof is there only together with its formula.
class ProofFiles {
 public:
  explicit ProofFiles(const std::string& proof)
      : drat_name_(proof + ".drat"), cnf_(proof + ".cnf"), drat_(drat_name_) {}

  std::FILE* drat() const { return drat_.stream(); }

  void complete(const Cnf& cnf, const std::vector<std::string>& comments) {
    write_dimacs(cnf, comments, cnf_.stream());
    end_at_the_empty_clause(drat());
    std::error_code error;
    std::filesystem::remove(drat_name_, error);  // of a formula that is replaced now
    cnf_.complete();
    drat_.complete();
  }

 private:
  std::string drat_name_;
  NewFile cnf_;
  NewFile drat_;
};

Scenario scenario_of(const Setup& setup, Property property, const Rules& rules,
                     std::vector<Lie> lies) {
  Scenario scenario = record(setup, Scripted(std::move(lies)),
                             fmt::format("{} violated by {} of {} generals in OM({})",
                                         name(property), setup.traitor_count(), setup.n, setup.m),
                             "prove", rules);
  check(violates(scenario, property, rules), "the reference to confirm what the solver found");
  return scenario;
}

Proof decide(const Setup& setup, Property property, const ProveOptions& options, Limits& limits) {
  std::optional<ProofFiles> files;
  if (options.proof) {
    files.emplace(*options.proof);
  }
  const auto stop = [&limits] { return limits.are_reached(); };
  const std::vector<Decision> asked = breach(setup, property);
  const std::optional<Question> asks = question(setup, asked, options.rules, stop);
  Proof proof;
  if (!asks || stop()) {
    return proof;
  }
  proof.variables = asks->cnf.variables();
  proof.clauses = asks->cnf.clauses();
  const Solved solved = solve(asks->cnf, {.stop = stop, .proof = files ? files->drat() : nullptr});
  if (solved.satisfiable == Satisfiable::no) {
    proof.verdict = Verdict::holds;
    if (files) {
      files->complete(asks->cnf, description(setup, asked, *asks));
    }
  } else if (solved.satisfiable == Satisfiable::yes) {
    proof.verdict = Verdict::violated;
    proof.scenario = scenario_of(setup, property, options.rules, lies_of(*asks, solved.model));
  }
  return proof;
}

}  // namespace

Proof prove(const Setup& setup, Property property, const ProveOptions& options) {
  refuse_more_messages_than(options.message_limit, validated(setup));
  if (is_vacuous(property, setup)) {
    return {.verdict = Verdict::vacuous};
  }
  refuse_larger_formula_than(options.memory_limit_bytes, setup, property, options.rules);
  Limits limits(options);
  Proof proof;
  try {
    proof = decide(setup, property, options, limits);
    proof.is_out_of_memory = proof.verdict == Verdict::undecided && limits.is_out_of_memory();
  } catch (const std::bad_alloc&) {
    proof.is_out_of_memory = true;
  }
  return_freed_memory();
  return proof;
}

}  // namespace turncoat
