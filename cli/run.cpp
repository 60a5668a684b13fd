// turncoat run: one run, as a person or a script would like to read it.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "adversaries/catalogue.hpp"
#include "cli/verb.hpp"
#include "core/lock_step.hpp"
#include "core/reference.hpp"
#include "properties/interactive_consistency.hpp"
#include "properties/scenario_json.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

struct RunOptions {
  Setup setup;
  std::string order = "attack";
  std::string traitors;
  std::string adversary = "two-faced";
  std::uint64_t seed = 1;
  std::string engine = "lock-step";
  std::uint64_t message_limit = kDefaultMessageLimit;
  bool trace = false;
  bool json = false;
  std::string save;
};

void print_traced(const Sent& sent) {
  fmt::print("round {}  {} -> {}: {}{}\n", sent.round, to_string(sent.path), sent.receiver,
             name(sent.says), sent.lie ? "  (lie)" : "");
}

void print_traced_json(const Sent& sent, bool first) {
  fmt::print("{}\n  {{\"round\": {}, \"path\": {}, \"to\": {}, \"says\": \"{}\", \"lie\": {}}}",
             first ? "" : ",", sent.round, to_string(sent.path), sent.receiver, name(sent.says),
             sent.lie);
}

LockStepRun run_traced(const RunOptions& options, const Adversary& adversary) {
  LockStepOptions lock_step{.message_limit = options.message_limit};
  bool first = true;
  if (options.trace && options.json) {
    lock_step.trace = [&first](const Sent& sent) {
      print_traced_json(sent, first);
      first = false;
    };
    fmt::print("{{\"trace\": [");
  } else if (options.trace) {
    lock_step.trace = print_traced;
  }
  LockStepRun run = run_lock_step(options.setup, adversary, lock_step);
  if (options.trace) {
    fmt::print("{}", options.json ? "\n ],\n " : "\n");
  }
  return run;
}

// Where nothing is withheld all lieutenants receive as many.
std::uint64_t most_received_by_loyal(const LockStepRun& run, const Setup& setup) {
  std::uint64_t most = 0;
  for (const int i :
       setup.loyal_lieutenants().empty() ? setup.lieutenants() : setup.loyal_lieutenants()) {
    most = std::max(most, run.by_receiver[i]);
  }
  return most;
}

ordered_json as_json(const RunOptions& options, const Outcome& outcome,
                     std::optional<std::uint64_t> received_per_lieutenant) {
  const Setup& setup = options.setup;
  ordered_json json;
  json["setup"] = {{"n", setup.n}, {"m", setup.m}, {"order", name(setup.order)}};
  json["setup"]["traitors"] = std::vector<int>(setup.traitors.begin(), setup.traitors.end());
  json["adversary"] = options.adversary;
  json["engine"] = options.engine;
  json["decisions"] = ordered_json::object();
  for (const int i : outcome.decisions.deciders()) {
    json["decisions"][std::to_string(i)] = name(outcome.decisions.of(i));
  }
  for (const Property property : kProperties) {
    json["properties"][std::string(name(property))] = verdict(property, setup, outcome.decisions);
  }
  json["messages"]["sent"] = outcome.messages.sent;
  if (received_per_lieutenant) {
    json["messages"]["received_per_lieutenant"] = *received_per_lieutenant;
  }
  if (outcome.messages.withheld > 0) {
    json["messages"]["withheld"] = outcome.messages.withheld;
  }
  return json;
}

std::string why_vacuous(Property property, const Setup& setup) {
  if (!is_vacuous(property, setup)) {
    return "";
  }
  return property == Property::IC2 && !setup.commander_is_loyal()
             ? "; the commander is a traitor"
             : fmt::format("; loyal lieutenants: {}", setup.loyal_lieutenants().size());
}

void print_for_people(const RunOptions& options, const Outcome& outcome,
                      std::optional<std::uint64_t> received_per_lieutenant) {
  const Setup& setup = options.setup;
  fmt::print("{} generals, OM({}); the commander's order is {}\n", setup.n, setup.m,
             name(setup.order));
  fmt::print("traitors: {}{}\n\n", to_string(setup.traitors),
             setup.traitors.empty()
                 ? ""
                 : fmt::format(" (strategy {}, seed {})", options.adversary, options.seed));
  for (const int g : setup.generals()) {
    fmt::print("  general {:<3}{:<11}", g, g == kCommander ? "commander" : "lieutenant");
    if (setup.traitors.contains(g)) {
      fmt::print("traitor\n");
    } else if (g == kCommander) {
      fmt::print("loyal    orders  {}\n", name(setup.order));
    } else {
      fmt::print("loyal    decides {}\n", name(outcome.decisions.of(g)));
    }
  }
  const auto print_verdict = [&](Property property, const char* meaning) {
    const auto violation = violation_of(property, setup, outcome.decisions);
    fmt::print("{} ({}): {}{}\n", name(property), meaning,
               verdict(property, setup, outcome.decisions),
               violation ? "; " + to_string(*violation).substr(5) : why_vacuous(property, setup));
  };
  fmt::print("\n");
  print_verdict(Property::IC1, "agreement");
  print_verdict(Property::IC2, "validity");
  fmt::print("messages: {} sent", with_commas(outcome.messages.sent));
  if (received_per_lieutenant) {
    fmt::print(", {} received per {}lieutenant", with_commas(*received_per_lieutenant),
               outcome.messages.withheld > 0 ? "loyal " : "");
  }
  if (outcome.messages.withheld > 0) {
    fmt::print("; {} withheld by traitors", with_commas(outcome.messages.withheld));
  }
  fmt::print("\n");
}

int run(RunOptions& options) {
  options.setup.order = parse_order(options.order);
  options.setup.traitors = parse_traitors(options.traitors);
  const Setup& setup = validated(options.setup);
  if (options.trace && options.engine != "lock-step") {
    throw BadInput("--trace needs --engine lock-step: the reference sends no messages to show");
  }
  refuse_more_messages_than(options.message_limit, setup);
  const auto adversary =
      make_adversary(options.adversary, "--adversary", Stage{setup, options.seed});
  if (!options.save.empty()) {
    save_scenario(record(setup, *adversary, "", fmt::format("run: {}", options.adversary)),
                  options.save);
  }
  Outcome outcome;
  std::optional<std::uint64_t> received_per_lieutenant;
  if (options.engine == "lock-step") {
    const LockStepRun stepped = run_traced(options, *adversary);
    outcome = stepped.outcome;
    received_per_lieutenant = most_received_by_loyal(stepped, setup);
  } else {
    outcome = run_reference(setup, *adversary);
    if (outcome.messages.withheld == 0) {
      received_per_lieutenant = messages_received_per_lieutenant(setup.n, setup.m);
    }
  }
  if (options.json) {
    const std::string text = as_json(options, outcome, received_per_lieutenant).dump();
    fmt::print("{}\n", options.trace ? text.substr(1) : text);
  } else {
    print_for_people(options, outcome, received_per_lieutenant);
  }
  return violations(setup, outcome.decisions).empty() ? kHolds : kViolation;
}

}  // namespace

void add_run(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* verb = program.add_subcommand(
      "run", "One run: who decides what, whether IC1 and IC2 hold, how many messages it took");
  verb->add_option("--n", options->setup.n, "Generals, 2 to 64; general 0 is the commander")
      ->required();
  verb->add_option("--m", options->setup.m, "Depth of OM(m), 0 to n-2")->required();
  verb->add_option("--traitors", options->traitors, "Numbers of the traitors, such as 0,5")
      ->default_str("none");
  verb->add_option("--order", options->order, "The commander's order: attack or retreat")
      ->capture_default_str();
  verb->add_option("--adversary", options->adversary,
                   "What traitors say: a strategy's name, JSON, or @FILE with JSON; "
                   "`turncoat strategies` lists them")
      ->capture_default_str();
  add_unsigned(*verb, "--seed", options->seed, "For strategies that draw");
  verb->add_option("--engine", options->engine,
                   "lock-step: state machines, every message sent; reference: the recursion")
      ->check(CLI::IsMember({"lock-step", "reference"}))
      ->capture_default_str();
  add_unsigned(*verb, "--message-limit", options->message_limit,
               "Refuse a run of more messages; memory is about a byte a message");
  verb->add_flag("--trace", options->trace, "Print every message, a line each");
  verb->add_flag("--json", options->json, "Print one JSON document");
  verb->add_option("--save", options->save, "Write the run as a scenario file");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace turncoat
