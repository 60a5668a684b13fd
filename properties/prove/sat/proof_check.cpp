#include "turncoat/properties/prove/sat/proof_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/properties/prove/sat/propagation.hpp"

namespace turncoat {
namespace {

struct Step {
  bool deletes = false;
  std::vector<int> clause;
  std::uint64_t line = 0;
};

class StepReader {
 public:
  StepReader(TokenReader& reader, int variables)
      : reader_(reader),
        variables_(variables),
        expected_(fmt::format("a literal from -{0} to {0}, as in the formula, or 0 after a clause",
                              variables)) {}

  // False at the end of the file.
  bool next(Step& step) {
    std::string_view word = reader_.next();
    step.line = reader_.line();
    step.clause.clear();
    step.deletes = word == "d";
    if (word.empty()) {
      return false;
    }
    if (step.deletes) {
      reader_.next();
    }
    for (int literal = read(); literal != 0; literal = read()) {
      if (step.clause.size() == static_cast<std::size_t>(kMaxDimacsVariables)) {
        reader_.fail(fmt::format("a clause of at most {} literals", kMaxDimacsVariables));
      }
      step.clause.push_back(literal);
      reader_.next();
    }
    return true;
  }

 private:
  int read() const {
    return static_cast<int>(reader_.number(-std::int64_t{variables_}, variables_, expected_));
  }

  TokenReader& reader_;
  int variables_;
  std::string expected_;
};

std::string shown(const std::vector<int>& clause) {
  std::string text;
  constexpr std::size_t kMost = 12;
  for (std::size_t i = 0; i < std::min(clause.size(), kMost); ++i) {
    text += fmt::format("{} ", clause[i]);
  }
  return text + (clause.size() > kMost ? "… 0" : "0");
}

}  // namespace

ProofCheck check_proof(const Cnf& cnf, TokenReader& proof, const std::function<bool()>& stop) {
  StepReader steps(proof, cnf.variables());
  Propagation clauses;
  ProofCheck result;
  const auto is_stopped = [&stop] { return stop && stop(); };
  bool stopped = false;
  cnf.for_each_clause([&](std::span<const int> clause) {
    stopped = stopped || is_stopped();
    if (!stopped) {
      clauses.add(clause);
    }
  });
  const auto refuse = [&](std::uint64_t line, const std::string& why) {
    result.answer = ProofCheck::Answer::refused;
    result.refusal = fmt::format("{}:{}: {}", proof.name(), line, why);
    return result;
  };
  Step step;
  while (!stopped) {
    if (!steps.next(step)) {
      return refuse(step.line, "the proof ends without the empty clause");
    }
    if (step.deletes) {
      if (!clauses.remove(step.clause)) {
        return refuse(step.line,
                      fmt::format("deletes a clause that isn't there: {}", shown(step.clause)));
      }
      ++result.deleted;
    } else {
      if (!clauses.implies(step.clause)) {
        return refuse(step.line,
                      fmt::format("doesn't follow by unit propagation: {}", shown(step.clause)));
      }
      ++result.learned;
      if (step.clause.empty()) {
        result.answer = ProofCheck::Answer::accepted;
        break;
      }
      clauses.add(step.clause);
    }
    stopped = is_stopped();
  }
  result.propagated = clauses.propagated();
  return result;
}

}  // namespace turncoat
