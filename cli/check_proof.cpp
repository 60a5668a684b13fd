// turncoat check-proof: checks a proof that a formula can't be satisfied.
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/properties/prove/sat/dimacs.hpp"
#include "turncoat/properties/prove/sat/proof_check.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

struct CheckProofVerb {
  std::string cnf;
  std::string drat;
  WorkOptions work{.memory_limit_bytes = std::uint64_t{12'288} << 20};
  bool json = false;
};

int exit_code_of(ProofCheck::Answer answer) {
  switch (answer) {
    case ProofCheck::Answer::accepted:
      return kHolds;
    case ProofCheck::Answer::refused:
      return kViolation;
    case ProofCheck::Answer::undecided:
      return kUndecided;
  }
  return kUndecided;
}

int run(const CheckProofVerb& verb) {
  Work work(verb.work);
  TokenReader formula(verb.cnf);
  const Cnf cnf = read_dimacs(formula);
  TokenReader proof(verb.drat);
  const double before = work.seconds();
  const ProofCheck result = check_proof(cnf, proof, [&work] {
    work.show([&work] { return fmt::format("checking, {:.0f} s", work.seconds()); });
    return work.is_over();
  });
  const double seconds = work.seconds() - before;
  work.clear();
  const std::string_view verdict = ProofCheck::name(result.answer);
  if (verb.json) {
    ordered_json json{{"verdict", verdict}, {"cnf", verb.cnf}, {"drat", verb.drat}};
    json["variables"] = cnf.variables();
    json["clauses"] = cnf.clauses();
    json["learned"] = result.learned;
    json["deleted"] = result.deleted;
    json["propagated"] = result.propagated;
    json["seconds"] = seconds;
    if (result.answer == ProofCheck::Answer::refused) {
      json["refusal"] = result.refusal;
    }
    print_json(json);
    return exit_code_of(result.answer);
  }
  fmt::print("{}: {} variables, {} clauses; {} learned and {} deleted in {:.2f} s\n", verdict,
             with_commas(static_cast<std::uint64_t>(cnf.variables())), with_commas(cnf.clauses()),
             with_commas(result.learned), with_commas(result.deleted), seconds);
  if (result.answer == ProofCheck::Answer::accepted) {
    fmt::print("the formula can't be satisfied\n");
  } else if (result.answer == ProofCheck::Answer::refused) {
    fmt::print("{}\n", printable(result.refusal));
  } else {
    fmt::print("{}\n", work.why_ended());
  }
  return exit_code_of(result.answer);
}

}  // namespace

Action check_proof_verb(Options& options) {
  auto verb = std::make_shared<CheckProofVerb>();
  options.file("CNF", verb->cnf, "The formula, such as prove --proof saves").required();
  options.file("DRAT", verb->drat, "Its proof").required();
  options.mebibytes("--memory-limit", verb->work.memory_limit_bytes, "MiB to take at most");
  describe_progress(options, verb->work);
  options.flag("--json", verb->json, "Print one JSON document: {verdict, …}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
