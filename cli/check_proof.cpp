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
#include "turncoat/properties/prove/sat/proof_check.hpp"
#include "turncoat/support/bad_input.hpp"
#include "turncoat/support/byte_reader.hpp"
#include "turncoat/support/memory_budget.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/peak_memory.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/stop.hpp"

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

// What a user should know even if the proof is accepted.
void print_left_out(const ProofCheck& result) {
  if (result.kept > 0) {
    fmt::print(
        "note: {} ignored, of clauses that show a literal to be true: solvers write {} and go "
        "on using the literal\n",
        counted(result.kept, "deletion"), result.kept == 1 ? "it" : "them");
  }
  if (result.absent > 0) {
    fmt::print("warning: {} ignored, of clauses that aren't there; the first: {}\n",
               counted(result.absent, "deletion"), printable(result.first_absent));
  }
}

ordered_json json_of(const CheckProofVerb& verb, const ProofCheck& result, double seconds) {
  ordered_json json{
      {"verdict", ProofCheck::name(result.answer)}, {"cnf", verb.cnf}, {"drat", verb.drat}};
  json["variables"] = result.variables;
  json["clauses"] = result.clauses;
  json["learned"] = result.learned;
  json["learned_by_resolution"] = result.learned_by_resolution;
  json["deleted"] = result.deleted;
  json["deletions_ignored"] = result.kept;
  json["deletions_of_absent_clauses"] = result.absent;
  json["propagated"] = result.propagated;
  json["clause_bytes"] = result.memory_bytes;
  if (const auto peak = peak_memory_bytes()) {
    json["memory_bytes"] = static_cast<std::uint64_t>(*peak);
  }
  json["seconds"] = seconds;
  if (result.answer == ProofCheck::Answer::refused) {
    json["refusal"] = result.refusal;
  }
  return json;
}

void print_text(const ProofCheck& result, double seconds, std::string_view why_undecided) {
  const auto peak = peak_memory_bytes();
  fmt::print(
      "{}: {} variables, {} clauses; {} learned ({} by resolution) and {} deleted in {:.2f} s"
      "{}\n",
      ProofCheck::name(result.answer), with_commas(static_cast<std::uint64_t>(result.variables)),
      with_commas(result.clauses), with_commas(result.learned),
      with_commas(result.learned_by_resolution), with_commas(result.deleted), seconds,
      peak ? ", " + memory(*peak) : "");
  if (result.answer == ProofCheck::Answer::accepted) {
    fmt::print("the formula can't be satisfied\n");
  } else if (result.answer == ProofCheck::Answer::refused) {
    fmt::print("{}\n", printable(result.refusal));
  } else {
    fmt::print("{}\n", why_undecided);
  }
  print_left_out(result);
}

ProofCheck checked(const CheckProofVerb& verb, Work& work) {
  const auto stop = [&work] {
    work.show([&work] { return fmt::format("checking, {:.0f} s", work.seconds()); });
    return work.is_over();
  };
  MemoryBudget budget(verb.work.memory_limit_bytes);
  try {
    ByteReader formula(verb.cnf, {.stop = stop, .budget = &budget});
    ByteReader proof(verb.drat, {.stop = stop, .budget = &budget});
    return check_proof(formula, proof, budget, stop);
  } catch (const Stopped&) {  // before anything was read
    return {};
  }
}

int run(const CheckProofVerb& verb) {
  if (verb.cnf == "-" && verb.drat == "-") {
    throw BadInput("found - for both CNF and DRAT, expected one of them to be a file");
  }
  Work work(verb.work);
  const ProofCheck result = checked(verb, work);
  const double seconds = work.seconds();
  work.clear();
  if (verb.json) {
    print_json(json_of(verb, result, seconds));
  } else {
    print_text(result, seconds, result.is_out_of_memory ? "memory limit" : work.why_ended());
  }
  return exit_code_of(result.answer);
}

}  // namespace

Action check_proof_verb(Options& options) {
  auto verb = std::make_shared<CheckProofVerb>();
  options.file("CNF", verb->cnf, "The formula, such as prove --proof saves").required();
  options.file("DRAT", verb->drat, "Its proof, as text or binary").required();
  options.mebibytes("--memory-limit", verb->work.memory_limit_bytes, "MiB to take at most");
  describe_progress(options, verb->work);
  options.flag("--json", verb->json, "Print one JSON document: {verdict, …}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
