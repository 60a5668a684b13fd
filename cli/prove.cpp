// turncoat prove: whether the properties hold whatever the traitors say, by a SAT solver.
#include "properties/prove.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/verb.hpp"
#include "core/message_count.hpp"
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
  std::string out;
  bool json = false;
};

struct Case {
  Setup setup;
  Property property;
  Proof proof{};
  double seconds = 0;

  const char* commander() const { return setup.commander_is_loyal() ? "loyal" : "traitor"; }
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
  return row;
}

void print_case(const Case& each) {
  fmt::print(
      "{:<10} {}, {}, {} commander{}: {} variables, {} clauses, {:.2f} s\n",
      name(each.proof.verdict), name(each.property),
      counted(static_cast<std::uint64_t>(each.setup.traitor_count()), "traitor"), each.commander(),
      each.setup.commander_is_loyal() ? fmt::format(" ordering {}", name(each.setup.order)) : "",
      with_commas(static_cast<std::uint64_t>(each.proof.variables)),
      with_commas(each.proof.clauses), each.seconds);
  std::fflush(stdout);
}

int run(ProveVerb& verb) {
  const Setup sizes{.n = verb.n, .m = verb.m};
  validated(sizes);
  if (verb.traitor_count > verb.n) {
    throw BadInput(fmt::format("--traitor-count is {}, expected at most n", verb.traitor_count));
  }
  const Clock::time_point start = Clock::now();
  const auto elapsed = [&start] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  ProveOptions options;
  options.stop = [&] {
    return was_interrupted() ||
           (verb.time_limit_seconds > 0 && elapsed() >= verb.time_limit_seconds);
  };
  refuse_more_messages_than(options.message_limit, sizes);
  if (std::isnan(verb.time_limit_seconds)) {
    throw BadInput("--time-limit: found nan, expected a number of seconds");
  }
  stop_on_interrupt();
  std::vector<Case> cases = cases_of(verb);
  ordered_json rows = ordered_json::array();
  std::optional<Scenario> scenario;
  for (Case& each : cases) {
    const double before = elapsed();
    if (!options.stop()) {
      each.proof = prove(each.setup, each.property, options);
    }
    each.seconds = elapsed() - before;
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
               counted(cases.size(), "case"), elapsed());
    fmt::print("assumed: loyal lieutenants are interchangeable, and so are traitorous ones\n");
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
  app->add_option("-o,--out", verb->out,
                  "Where to save a scenario that violates one (default: under out/)");
  app->add_flag("--json", verb->json, "Print one JSON document: {verdict, kind, cases}");
  app->callback([verb, &exit_code] { exit_code = run(*verb); });
}

}  // namespace turncoat
