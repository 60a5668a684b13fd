#include "turncoat/properties/prove/sat/prove.hpp"

#include <fmt/format.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "turncoat/adversaries/scripted.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/properties/prove/sat/question.hpp"
#include "turncoat/properties/prove/sat/solve.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/new_file.hpp"

namespace turncoat {
namespace {

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

// A formula and its proof, which replace an earlier pair once both are on the disk. Between the two
// renames a kill may leave the new proof beside the earlier formula: it is a proof of that one too,
// unless another version wrote it.
class ProofFiles {
 public:
  explicit ProofFiles(const std::string& proof) : cnf_(proof + ".cnf"), drat_(proof + ".drat") {}

  std::FILE* drat() const { return drat_.stream(); }

  void complete(const Cnf& cnf, const std::vector<std::string>& comments) {
    write_dimacs(cnf, comments, cnf_.stream());
    end_at_the_empty_clause(drat());
    cnf_.write_out();
    drat_.write_out();
    drat_.complete();
    cnf_.complete();
  }

 private:
  NewFile cnf_;
  NewFile drat_;
};

}  // namespace

void refuse_larger_formula_than(std::uint64_t limit_bytes, const Setup& setup) {
  constexpr double kGibibyte = 1 << 30;
  const double messages = messages_sent_approximately(setup.n, setup.m);
  const double bytes = kFormulaBytesPerMessage * messages;
  if (bytes > static_cast<double>(limit_bytes)) {
    throw FormulaTooLarge(fmt::format(
        "n={}, m={}: a formula about {:.3g} messages, which may take {:.3g} GiB; expected at most "
        "{:.3g} GiB",
        setup.n, setup.m, messages, bytes / kGibibyte,
        static_cast<double>(limit_bytes) / kGibibyte));
  }
  refuse_more_messages_than(kDefaultMessageLimit, setup);  // A violation is replayed.
}

Proof prove(const Setup& setup, Property property, const ProveOptions& options) {
  if (is_vacuous(property, validated(setup))) {
    return {.verdict = Verdict::vacuous};
  }
  refuse_larger_formula_than(options.memory_limit_bytes, setup);
  std::optional<ProofFiles> files;
  if (options.proof) {
    files.emplace(*options.proof);
  }
  bool is_stopped = false;  // `options.stop` may say so only once.
  const auto stop = [&] {
    is_stopped = is_stopped || (options.stop && options.stop());
    return is_stopped;
  };
  const std::vector<Decision> asked = breach(setup, property);
  const std::optional<Question> asks = question(setup, asked, options.rules, stop);
  Proof proof;
  if (!asks) {
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
    proof.scenario =
        confirmed(setup, property, Scripted(lies_of(*asks, solved.model)), "prove", options.rules);
  }
  return proof;
}

}  // namespace turncoat
