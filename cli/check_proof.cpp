// turncoat check-proof: whether a proof shows that a formula can't be satisfied.
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "adversaries/number_text.hpp"
#include "cli/verb.hpp"
#include "cli/verbs.hpp"
#include "core/bad_input.hpp"
#include "properties/dimacs.hpp"
#include "properties/memory.hpp"
#include "properties/proof_check.hpp"

namespace turncoat {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::ordered_json;

struct CheckProofVerb {
  std::string cnf;
  std::string drat;
  std::uint64_t memory_limit_bytes = std::uint64_t{12'288} << 20;
  bool json = false;
};

int exit_code_of(ProofCheck::Verdict verdict) {
  switch (verdict) {
    case ProofCheck::Verdict::accepted:
      return kHolds;
    case ProofCheck::Verdict::refused:
      return kViolation;
    case ProofCheck::Verdict::undecided:
      return kUndecided;
  }
  return kUndecided;
}

// Whether to go on, asked often; on a terminal it says that it does.
class Limits {
 public:
  explicit Limits(std::uint64_t memory_limit_bytes) : memory_limit_bytes_(memory_limit_bytes) {}

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  bool are_reached() {
    constexpr int kBetweenLooks = 256;
    if (++asked_ % kBetweenLooks == 0 && Clock::now() >= next_look_) {
      next_look_ = Clock::now() + std::chrono::milliseconds(100);
      is_out_of_memory_ = resident_bytes() > memory_limit_bytes_;
      progress_.show(fmt::format("checking, {:.0f} s", seconds()));
    }
    return is_out_of_memory_ || was_interrupted();
  }
  bool is_out_of_memory() const { return is_out_of_memory_; }

 private:
  std::uint64_t memory_limit_bytes_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_look_{};
  std::uint64_t asked_ = 0;
  bool is_out_of_memory_ = false;
  Progress progress_;
};

ProofCheck checked(const Cnf& cnf, const CheckProofVerb& verb, double& seconds,
                   bool& is_out_of_memory) {
  TokenReader proof(verb.drat);
  Limits limits(verb.memory_limit_bytes);
  const ProofCheck result = check_proof(cnf, proof, [&limits] { return limits.are_reached(); });
  seconds = limits.seconds();
  is_out_of_memory = limits.is_out_of_memory();
  return result;
}

int run(const CheckProofVerb& verb) {
  stop_on_interrupt();
  TokenReader formula(verb.cnf);
  const Cnf cnf = read_dimacs(formula);
  double seconds = 0;
  bool is_out_of_memory = false;
  const ProofCheck result = checked(cnf, verb, seconds, is_out_of_memory);
  const std::string_view verdict = ProofCheck::name(result.verdict);
  if (verb.json) {
    ordered_json json{{"verdict", verdict}, {"cnf", verb.cnf}, {"drat", verb.drat}};
    json["variables"] = cnf.variables();
    json["clauses"] = cnf.clauses();
    json["learned"] = result.learned;
    json["deleted"] = result.deleted;
    json["propagated"] = result.propagated;
    json["seconds"] = seconds;
    if (result.verdict == ProofCheck::Verdict::refused) {
      json["refusal"] = result.refusal;
    }
    fmt::print("{}\n", json.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    return exit_code_of(result.verdict);
  }
  fmt::print("{}: {} variables, {} clauses; {} learned and {} deleted in {:.2f} s\n", verdict,
             with_commas(static_cast<std::uint64_t>(cnf.variables())), with_commas(cnf.clauses()),
             with_commas(result.learned), with_commas(result.deleted), seconds);
  if (result.verdict == ProofCheck::Verdict::accepted) {
    fmt::print("the formula can't be satisfied\n");
  } else if (result.verdict == ProofCheck::Verdict::refused) {
    fmt::print("{}\n", on_one_line(result.refusal));
  } else {
    fmt::print("{}\n", is_out_of_memory ? "memory limit" : "interrupted");
  }
  return exit_code_of(result.verdict);
}

}  // namespace

Action check_proof_verb(Options& options) {
  auto verb = std::make_shared<CheckProofVerb>();
  options.text("cnf", verb->cnf, "The formula, such as prove --proof saves").required();
  options.text("drat", verb->drat, "Its proof").required();
  options.mebibytes("--memory-limit", verb->memory_limit_bytes, "MiB to take at most");
  options.flag("--json", verb->json, "Print one JSON document: {verdict, …}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
