// turncoat prove: whether the properties hold whatever the traitors say, by a SAT solver.
#include "properties/prove.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/verb.hpp"
#include "core/message_count.hpp"
#include "properties/formula_size.hpp"
#include "properties/new_file.hpp"
#include "properties/scenario_json.hpp"

namespace turncoat {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::ordered_json;

struct ProveVerb {
  int n = 0;
  int m = 0;
  int traitor_count = -1;
  std::string property;
  double time_limit_seconds = 0;
  std::uint64_t memory_limit_mib = ProveOptions{}.memory_limit_bytes / kMebibyte;
  std::string proof;
  std::string out;
  bool json = false;
};

struct Case {
  Setup setup;
  Property property;
  Proof proof{};
  double seconds = 0;
  std::optional<std::string> proof_file{};  // without .cnf and .drat
  std::string_view why_undecided{};

  const char* commander() const { return setup.commander_is_loyal() ? "loyal" : "traitor"; }
  bool is_vacuous() const { return turncoat::is_vacuous(property, setup); }
};

// Every number of traitors asked for, with and without the commander among them; the others have
// the smallest numbers, as lieutenants are interchangeable.
std::vector<Case> cases_of(const ProveVerb& verb) {
  std::vector<Case> cases;
  const bool exactly = verb.traitor_count >= 0;
  for (int k = exactly ? verb.traitor_count : 0; k <= (exactly ? verb.traitor_count : verb.m);
       ++k) {
    for (const int first : {kCommander + 1, kCommander}) {
      const bool commander_is_traitor = first == kCommander;
      if (first + k > verb.n || (commander_is_traitor && k == 0)) {
        continue;
      }
      for (const Property property : kProperties) {
        for (const Order order : {Order::attack, Order::retreat}) {
          const bool order_matters = !commander_is_traitor;
          const bool is_asked = verb.property.empty() || property_of(verb.property) == property;
          if (!is_asked ||
              (!order_matters && (order == Order::retreat || property == Property::IC2))) {
            continue;
          }
          cases.push_back({Setup{.n = verb.n,
                                 .m = verb.m,
                                 .order = order,
                                 .traitors = Generals::range(first, first + k)},
                           property});
        }
      }
    }
  }
  return cases;
}

// FOLDER/n7-m2-k2-traitor-IC1 or PREFIX.n7-m2-k2-loyal-attack-IC1.
std::string proof_file_of(const std::string& prefix, const Case& each) {
  const Setup& setup = each.setup;
  const bool is_folder = prefix.ends_with('/') || std::filesystem::is_directory(prefix);
  return fmt::format("{}{}n{}-m{}-k{}-{}{}-{}", prefix,
                     prefix.ends_with('/') ? ""
                     : is_folder           ? "/"
                                           : ".",
                     setup.n, setup.m, setup.traitor_count(), each.commander(),
                     setup.commander_is_loyal() ? fmt::format("-{}", name(setup.order)) : "",
                     name(each.property));
}

// What would be found out only after hours otherwise.
void refuse_what_cant_be_done(const std::vector<Case>& cases, const ProveOptions& options) {
  for (const Case& each : cases) {
    if (each.is_vacuous()) {
      continue;
    }
    refuse_larger_formula_than(options.memory_limit_bytes, each.setup, each.property);
    if (each.proof_file) {
      const NewFile cnf(*each.proof_file + ".cnf");
      const NewFile drat(*each.proof_file + ".drat");
    }
  }
}

std::string describe(const Case& each) {
  return fmt::format(
      "{}, {}, {} commander{}", name(each.property),
      counted(static_cast<std::uint64_t>(each.setup.traitor_count()), "traitor"), each.commander(),
      each.setup.commander_is_loyal() ? fmt::format(" ordering {}", name(each.setup.order)) : "");
}

Verdict overall(const std::vector<Case>& cases) {
  Verdict verdict = Verdict::vacuous;
  for (const Case& each : cases) {
    const Verdict found = each.proof.verdict;
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

ordered_json as_json(const Case& each) {
  const Setup& setup = each.setup;
  ordered_json row{{"n", setup.n}, {"m", setup.m}, {"k", setup.traitor_count()}};
  row["commander"] = each.commander();
  row["property"] = name(each.property);
  row["order"] = setup.commander_is_loyal() ? ordered_json(name(setup.order)) : ordered_json();
  row["verdict"] = name(each.proof.verdict);
  row["variables"] = each.proof.variables;
  row["clauses"] = each.proof.clauses;
  row["seconds"] = each.seconds;
  if (each.proof.verdict == Verdict::undecided) {
    row["why"] = each.why_undecided;
  }
  if (each.proof_file) {
    const bool is_written = each.proof.verdict == Verdict::holds;
    row["cnf"] = is_written ? ordered_json(*each.proof_file + ".cnf") : ordered_json();
    row["drat"] = is_written ? ordered_json(*each.proof_file + ".drat") : ordered_json();
  }
  return row;
}

void print_case(const Case& each) {
  if (each.proof.verdict == Verdict::undecided) {
    fmt::print("{:<10} {}: {}, {:.2f} s\n", name(each.proof.verdict), describe(each),
               each.why_undecided, each.seconds);
  } else {
    fmt::print("{:<10} {}: {} variables, {} clauses, {:.2f} s\n", name(each.proof.verdict),
               describe(each), with_commas(static_cast<std::uint64_t>(each.proof.variables)),
               with_commas(each.proof.clauses), each.seconds);
  }
  std::fflush(stdout);
}

// How long it has taken, on a terminal too; and whether to go on.
class Watch {
 public:
  Watch(double limit_seconds, std::size_t cases) : limit_seconds_(limit_seconds), cases_(cases) {}

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  void begin(const std::string& what) {
    what_ = what;
    ++number_;
    next_line_ = Clock::now() + kBetweenLines;
    progress_.emplace();
  }
  void end() { progress_.reset(); }

  bool is_over() {
    const Clock::time_point now = Clock::now();
    if (progress_ && now >= next_line_) {
      next_line_ = now + kBetweenLines;
      progress_->show(
          fmt::format("case {} of {}: {}, {:.0f} s", number_, cases_, what_, seconds()));
    }
    return was_interrupted() || (limit_seconds_ > 0 && seconds() >= limit_seconds_);
  }

 private:
  static constexpr auto kBetweenLines = std::chrono::milliseconds(500);

  double limit_seconds_;
  std::size_t cases_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_line_{};
  std::string what_;
  std::size_t number_ = 0;
  std::optional<Progress> progress_;
};

int run(ProveVerb& verb) {
  const Setup sizes{.n = verb.n, .m = verb.m};
  validated(sizes);
  if (verb.traitor_count > verb.n) {
    throw BadInput(fmt::format("--traitor-count is {}, expected at most n", verb.traitor_count));
  }
  if (std::isnan(verb.time_limit_seconds)) {
    throw BadInput("--time-limit: found nan, expected a number of seconds");
  }
  if (verb.memory_limit_mib > std::numeric_limits<std::uint64_t>::max() / kMebibyte) {
    throw BadInput(fmt::format("--memory-limit: found {}, expected a number of mebibytes",
                               verb.memory_limit_mib));
  }
  std::vector<Case> cases = cases_of(verb);
  ProveOptions options;
  options.memory_limit_bytes = verb.memory_limit_mib * kMebibyte;
  refuse_more_messages_than(options.message_limit, sizes);
  if (!verb.proof.empty()) {
    for (Case& each : cases) {
      each.proof_file = proof_file_of(verb.proof, each);
    }
  }
  refuse_what_cant_be_done(cases, options);
  stop_on_interrupt();
  Watch watch(verb.time_limit_seconds, cases.size());
  options.stop = [&watch] { return watch.is_over(); };
  ordered_json rows = ordered_json::array();
  std::optional<Scenario> scenario;
  for (Case& each : cases) {
    watch.begin(describe(each));
    const double before = watch.seconds();
    if (!watch.is_over()) {
      options.proof = each.proof_file;
      each.proof = prove(each.setup, each.property, options);
    }
    each.why_undecided = each.proof.is_out_of_memory ? "memory limit"
                         : was_interrupted()         ? "interrupted"
                                                     : "time limit";
    each.seconds = watch.seconds() - before;
    watch.end();
    rows.push_back(as_json(each));
    if (!verb.json) {
      print_case(each);
    }
    if (each.proof.scenario && !scenario) {
      scenario = each.proof.scenario;
      if (verb.out.empty()) {
        verb.out = "out/" + scenario_file_name(*scenario);
      }
      save_scenario(*scenario, verb.out);
    }
  }
  const Verdict verdict = overall(cases);
  if (verb.json) {
    ordered_json json{{"verdict", name(verdict)}, {"kind", "formula"}};
    json["cases"] = std::move(rows);
    if (scenario) {
      json["file"] = verb.out;
      json["scenario"] = ordered_json::parse(write_scenario(*scenario));
    }
    fmt::print("{}\n", json.dump());
  } else {
    fmt::print("{}; {} in {:.2f} s, one formula a case\n",
               verdict == Verdict::holds      ? "holds for every adversary"
               : verdict == Verdict::violated ? "violated by some adversary"
                                              : std::string(name(verdict)),
               counted(cases.size(), "case"), watch.seconds());
    fmt::print("assumed: loyal lieutenants are interchangeable, and so are traitorous ones\n");
    if (!verb.proof.empty()) {
      fmt::print(
          "proofs of what holds: {}, each with its formula; turncoat check-proof checks one\n",
          verb.proof);
    }
    if (scenario) {
      fmt::print("a scenario that violates it: {}\n", verb.out);
    }
  }
  return verdict == Verdict::violated    ? kViolation
         : verdict == Verdict::undecided ? kUndecided
                                         : kHolds;
}

}  // namespace

void add_prove(CLI::App& program, int& exit_code) {
  auto verb = std::make_shared<ProveVerb>();
  CLI::App* app = program.add_subcommand(
      "prove",
      "Do IC1 and IC2 hold whatever the traitors say? By a SAT solver, for every adversary");
  app->add_option("--n", verb->n, "Generals, 2 to 64")->required();
  app->add_option("--m", verb->m, "Depth of OM(m), 0 to n-2")->required();
  app->add_option("--traitor-count", verb->traitor_count,
                  "Exactly that many traitors (default: every number up to m)")
      ->check(CLI::Range(0, kMaxGenerals));
  app->add_option("--property", verb->property, "IC1 or IC2 (default: both)")
      ->check(CLI::IsMember({"IC1", "IC2"}));
  app->add_option("--time-limit", verb->time_limit_seconds, "Seconds to spend at most")
      ->check(CLI::Range(0.0, 1e9));
  add_unsigned(*app, "--memory-limit", verb->memory_limit_mib,
               "MiB to take at most: larger formulas are refused, and one that comes to take more "
               "stays undecided");
  app->add_option("--proof", verb->proof,
                  "For each case that holds, save its formula (DIMACS) and a proof (DRAT, as text) "
                  "that it can't be satisfied: PROOF.n7-m2-k2-traitor-IC1.cnf and .drat, or files "
                  "of those names in the folder PROOF");
  app->add_option("-o,--out", verb->out,
                  "Where to save a scenario that violates one (default: under out/)");
  app->add_flag("--json", verb->json, "Print one JSON document: {verdict, kind, cases}");
  app->callback([verb, &exit_code] { exit_code = run(*verb); });
}

}  // namespace turncoat
