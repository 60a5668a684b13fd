// turncoat prove: proves the properties for every adversary, or refutes them.

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "turncoat/cli/found.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/proof_case.hpp"
#include "turncoat/cli/proof_kind.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/cli/work.hpp"
#include "turncoat/core/om/lies_told.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

struct ProveVerb {
  int n = 0;
  int m = 0;
  std::optional<int> traitor_count{};
  std::string property;
  std::string kind = "formula";
  WorkOptions work;
  std::uint64_t memory_limit_bytes = ProveOptions{}.memory_limit_bytes;
  std::string proof;
  std::string out;
  bool json = false;
};

// Every number of traitors asked for, with and without the commander among them.
std::vector<ProofCase> cases_of(const ProveVerb& verb) {
  const int least = verb.traitor_count.value_or(0);
  const int most = verb.traitor_count.value_or(verb.m);
  std::vector<ProofCase> cases;
  for (int k = least; k <= most; ++k) {
    for (const Cell& cell : cells_of(verb.n, verb.m, k)) {
      if (verb.property.empty() || property_of(verb.property) == cell.property) {
        cases.emplace_back().cell = cell;
      }
    }
  }
  return cases;
}

// FOLDER/n7-m2-k2-traitor-IC1 or PREFIX.n7-m2-k2-loyal-attack-IC1.
std::string proof_file_of(const std::string& prefix, const Cell& cell) {
  const bool is_folder = prefix.ends_with('/') || std::filesystem::is_directory(prefix);
  return fmt::format("{}{}n{}-m{}-k{}-{}{}-{}", prefix,
                     prefix.ends_with('/') ? ""
                     : is_folder           ? "/"
                                           : ".",
                     cell.n, cell.m, cell.k, cell.commander_is_loyal ? "loyal" : "traitor",
                     cell.commander_is_loyal ? fmt::format("-{}", name(cell.order)) : "",
                     name(cell.property));
}

Verdict overall(const std::vector<ProofCase>& cases) {
  Verdict verdict = Verdict::vacuous;
  for (const ProofCase& each : cases) {
    const Verdict found = each.verdict;
    if (found == Verdict::violated || verdict == Verdict::violated) {
      verdict = Verdict::violated;
    } else if (found == Verdict::undecided || verdict == Verdict::undecided) {
      verdict = Verdict::undecided;
    } else if (found == Verdict::holds) {
      verdict = Verdict::holds;
    }
  }
  return verdict;
}

// The error if its proof can't be written: then the other cases are judged all the same.
std::string settle(ProofCase& each, ProofKind& kind, Work& work) {
  std::string error;
  const double before = work.seconds();
  try {
    if (!work.is_over()) {
      kind.settle(each);
    }
  } catch (const TooManyLies& why) {
    each.verdict = Verdict::violated;
    each.why_not_saved = why.what();
  } catch (const BadInput& why) {
    each.why_undecided = error = why.what();
  }
  if (each.verdict == Verdict::undecided && each.why_undecided.empty()) {
    each.why_undecided = work.why_ended();
  }
  each.seconds = work.seconds() - before;
  work.clear();
  return error;
}

void print_as_json(const ProveVerb& verb, Verdict verdict, const std::vector<ProofCase>& cases,
                   const std::optional<Saved>& found) {
  ordered_json json{{"verdict", name(verdict)}, {"kind", verb.kind}};
  json["cases"] = ordered_json::array();
  for (const ProofCase& each : cases) {
    json["cases"].push_back(as_json(each));
  }
  if (found) {
    add_saved(json, *found);
  }
  print_json(json);
}

int run(ProveVerb& verb) {
  const Setup sizes{.n = verb.n, .m = verb.m};
  validated(sizes);
  if (verb.traitor_count.value_or(0) > verb.n) {
    throw BadInput(fmt::format("--traitor-count is {}, expected at most n", *verb.traitor_count));
  }
  if (!verb.proof.empty() && verb.kind != "formula") {
    throw BadInput("--proof: only proofs of --kind formula can be saved");
  }
  if (!verb.out.empty() && verb.kind == "levels") {
    throw BadInput("--out: --kind levels finds no scenario; the other kinds do");
  }
  refuse_two_outputs(verb.json, "-o", verb.out);
  if (verb.proof == "-") {
    throw BadInput("--proof: found \"-\", expected a folder or the beginning of names of files");
  }
  if (verb.kind != "levels") {
    refuse_unwritable(verb.out);
  }
  std::FILE* const out = stream_beside(verb.out);
  std::vector<ProofCase> cases = cases_of(verb);
  if (!verb.proof.empty()) {
    for (ProofCase& each : cases) {
      each.proof_file = proof_file_of(verb.proof, each.cell);
    }
  }
  Work work(verb.work);
  std::string doing;
  const auto stop = [&] {
    work.show([&] { return fmt::format("{}, {:.0f} s", doing, work.seconds()); });
    return work.is_over();
  };
  const auto kind = make_proof_kind(verb.kind, verb.n, verb.m,
                                    {.memory_limit_bytes = verb.memory_limit_bytes, .stop = stop});
  kind->refuse_what_cant_be_done(cases);
  std::optional<Saved> found;
  std::string error;  // the last one, in writing what was asked for
  for (std::size_t i = 0; i < cases.size(); ++i) {
    ProofCase& each = cases[i];
    doing = fmt::format("case {} of {}: {}", i + 1, cases.size(), describe(each.cell));
    if (const std::string why = settle(each, *kind, work); !why.empty()) {
      error = why;
    }
    if (!verb.json) {
      fmt::print(out, "{}\n", describe(each));
      std::fflush(out);
    }
    if (each.scenario && !found) {
      found = saved_and_made_small(*each.scenario, each.cell.property, verb.out, work);
      error = found->why_not_saved.empty() ? error : found->why_not_saved;
    }
  }
  const Verdict verdict = overall(cases);
  if (verb.json) {
    print_as_json(verb, verdict, cases, found);
  } else {
    fmt::print(out, "{}; {} in {:.2f} s, {}\nassumed: {}\n",
               verdict == Verdict::holds      ? "holds for every adversary"
               : verdict == Verdict::violated ? "violated by some adversary"
                                              : std::string(name(verdict)),
               counted(cases.size(), "case"), work.seconds(), kind->how(), kind->assumed());
    if (!verb.proof.empty()) {
      fmt::print(
          out, "proofs of what holds: {}, each with its formula; turncoat check-proof checks one\n",
          printable(verb.proof));
    }
    if (found) {
      fmt::print(out, "a scenario that violates it: {}\n",
                 found->file.empty() ? "not saved" : printable(found->file));
    }
  }
  if (!error.empty()) {
    fmt::print(stderr, "turncoat: {}\n", printable(error));
    return kBadInput;
  }
  return verdict == Verdict::violated    ? kViolation
         : verdict == Verdict::undecided ? kUndecided
                                         : kHolds;
}

}  // namespace

Action prove_verb(Options& options) {
  auto verb = std::make_shared<ProveVerb>();
  options.number("--n", verb->n, {kMinGenerals, kMaxGenerals}, "Generals, 2 to 64").required();
  options.number("--m", verb->m, {0, kMaxGenerals - 2}, "Depth of OM(m), 0 to n-2").required();
  options.number("--traitor-count", verb->traitor_count, {0, kMaxGenerals},
                 "Exactly this many traitors (default: every number up to m)");
  options.text("--property", verb->property, "IC1 or IC2 (default: both)").one_of({"IC1", "IC2"});
  options
      .text("--kind", verb->kind,
            "formula: OM(m) itself as a formula, for a SAT solver; levels: each class of "
            "sub-agreements from those below it, for any size; exhaustion: all messages before the "
            "last round enumerated, without a solver")
      .one_of(proof_kind_names());
  describe_time_limit(options, verb->work);
  options.mebibytes(
      "--memory-limit", verb->memory_limit_bytes,
      "MiB for a formula: larger ones are refused, and one that grows beyond stays undecided");
  options.file("--proof", verb->proof,
               "For each case that holds, save its formula (DIMACS) and a proof (DRAT, as text) "
               "that it can't be satisfied: PROOF.n7-m2-k2-traitor-IC1.cnf and .drat, or files "
               "of those names in the folder PROOF");
  options.file("-o,--out", verb->out,
               "Where to save a scenario that violates one (default: under out/); - is standard "
               "output");
  describe_progress(options, verb->work);
  options.flag("--json", verb->json, "Print one JSON document: {verdict, kind, cases}");
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
