// turncoat run: one run, as a person or a script would like to read it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/cli/engines.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/verbs.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/properties/interactive_consistency.hpp"
#include "turncoat/properties/scenario_json.hpp"
#include "turncoat/support/new_file.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/printable.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

using nlohmann::ordered_json;

constexpr int kMostThreads = 256;

int available_threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
}

struct RunOptions {
  Setup setup;
  std::string order = "attack";
  std::string adversary = "two-faced";
  std::uint64_t seed = 1;
  std::string engine;
  EngineOptions engine_options{.threads = available_threads()};
  WorkOptions work;
  bool trace = false;
  bool json = false;
  std::string save;
};

void print_traced(const Sent& sent) {
  fmt::print("round {}  {} -> {}: {}{}\n", sent.round, to_string(sent.path), sent.receiver,
             name(sent.says), sent.lie ? "  (lie)" : "");
}

ordered_json as_json(const Sent& sent) {
  return {{"round", sent.round},
          {"path", std::vector<int>(sent.path.begin(), sent.path.end())},
          {"to", sent.receiver},
          {"says", name(sent.says)},
          {"lie", sent.lie}};
}

ordered_json visited(const Played& played) {
  ordered_json json;
  if (played.paths) {
    json["paths"] = *played.paths;
  }
  if (played.broadcasts) {
    json["broadcasts"] = *played.broadcasts;
  } else {
    json["messages"] = played.outcome.messages.sent + played.outcome.messages.withheld;
  }
  return json;
}

ordered_json messages(const Setup& setup, const Played& played) {
  if (played.broadcasts) {
    const auto all = messages_sent(setup.n, setup.m);
    return {{"in_full_run", all ? ordered_json(*all)
                                : ordered_json(messages_sent_approximately(setup.n, setup.m))}};
  }
  const MessageCounts& counts = played.outcome.messages;
  ordered_json json{{"sent", counts.sent}};
  if (played.received_per_lieutenant) {
    json["received_per_lieutenant"] = *played.received_per_lieutenant;
  }
  if (counts.withheld > 0) {
    json["withheld"] = counts.withheld;
  }
  return json;
}

void print_rest(PrintedObject& document, const RunOptions& options, const Played& played) {
  const Setup& setup = options.setup;
  const Decisions& decisions = played.outcome.decisions;
  document.member("setup",
                  {{"n", setup.n},
                   {"m", setup.m},
                   {"order", name(setup.order)},
                   {"traitors", std::vector<int>(setup.traitors.begin(), setup.traitors.end())}});
  document.member("adversary", options.adversary);
  document.member("engine", options.engine);
  document.member("visited", visited(played));
  document.member("finished", played.finished);
  if (played.finished) {
    ordered_json decided = ordered_json::object();
    for (const int i : decisions.deciders()) {
      decided[std::to_string(i)] = name(decisions.of(i));
    }
    document.member("decisions", decided);
    ordered_json properties;
    for (const Property property : kProperties) {
      properties[std::string(name(property))] = name(verdict(property, setup, decisions));
    }
    document.member("properties", properties);
    document.member("messages", messages(setup, played));
  }
  document.end();
}

Played play(RunOptions& options, const Adversary& adversary, PrintedObject& document, Work& work) {
  if (options.trace && options.json) {
    document.begin_array("trace");
    options.engine_options.trace = [&document](const Sent& sent) {
      document.element(as_json(sent));
    };
  } else if (options.trace) {
    options.engine_options.trace = print_traced;
  }
  Played played =
      play_by(engine_named(options.engine), options.setup, adversary, options.engine_options, work);
  if (options.trace && options.json) {
    document.end_array();
  } else if (options.trace) {
    fmt::print("\n");
  }
  return played;
}

std::string why_vacuous(Property property, const Setup& setup) {
  if (!is_vacuous(property, setup)) {
    return "";
  }
  return property == Property::IC2 && !setup.commander_is_loyal()
             ? "; the commander is a traitor"
             : fmt::format("; loyal lieutenants: {}", setup.loyal_lieutenants().size());
}

// From this many seconds on people are told how long it took; below, the same run prints the same.
constexpr double kWorthMentioning = 0.5;

constexpr std::size_t kLongestShown = 200;

void print_messages(const Setup& setup, const Played& played, std::FILE* out) {
  const MessageCounts& messages = played.outcome.messages;
  if (played.broadcasts) {
    fmt::print(out, "visited: {}, {} asked for; a full run sends {} messages\n",
               counted(*played.paths, "path"), counted(*played.broadcasts, "broadcast"),
               describe_messages_sent(setup.n, setup.m));
    return;
  }
  fmt::print(out, "messages: {} sent", with_commas(messages.sent));
  if (played.received_per_lieutenant) {
    fmt::print(out, ", {} received per {}lieutenant", with_commas(*played.received_per_lieutenant),
               messages.withheld > 0 ? "loyal " : "");
  }
  if (messages.withheld > 0) {
    fmt::print(out, "; {} withheld by traitors", with_commas(messages.withheld));
  }
  fmt::print(out, "\n");
  if (played.seconds >= kWorthMentioning) {
    const double made = static_cast<double>(messages.sent + messages.withheld);
    fmt::print(out, "time: {:.2f} s, {} million messages a second\n", played.seconds,
               with_commas(static_cast<std::uint64_t>(made / played.seconds / 1e6)));
  }
}

void print_for_people(const RunOptions& options, const Played& played, std::FILE* out) {
  const Setup& setup = options.setup;
  const Outcome& outcome = played.outcome;
  fmt::print(out, "{} generals, OM({}); the commander's order is {}\n", setup.n, setup.m,
             name(setup.order));
  fmt::print(
      out, "traitors: {}{}\n\n", to_string(setup.traitors),
      setup.traitors.empty()
          ? ""
          : fmt::format(" (strategy {}, seed {})",
                        printable(shortened(options.adversary, kLongestShown)), options.seed));
  for (const int g : setup.generals()) {
    fmt::print(out, "  general {:<3}{:<11}", g, g == kCommander ? "commander" : "lieutenant");
    if (setup.traitors.contains(g)) {
      fmt::print(out, "traitor\n");
    } else if (g == kCommander) {
      fmt::print(out, "loyal    orders  {}\n", name(setup.order));
    } else {
      fmt::print(out, "loyal    decides {}\n", name(outcome.decisions.of(g)));
    }
  }
  const auto print_verdict = [&](Property property, const char* meaning) {
    const auto violation = violation_of(property, setup, outcome.decisions);
    fmt::print(out, "{} ({}): {}{}\n", name(property), meaning,
               name(verdict(property, setup, outcome.decisions)),
               violation ? "; " + describe(*violation) : why_vacuous(property, setup));
  };
  fmt::print(out, "\n");
  print_verdict(Property::IC1, "agreement");
  print_verdict(Property::IC2, "validity");
  print_messages(setup, played, out);
}

void print_why_unfinished(const RunOptions& options, const Played& played, const Work& work) {
  const MessageCounts& messages = played.outcome.messages;
  if (options.engine == "lock-step" || options.engine == "reference") {
    fmt::print(stderr, "turncoat: {} after {:.0f} s\n", work.why_ended(), played.seconds);
  } else if (played.broadcasts) {
    fmt::print(stderr, "turncoat: {} after {}{}\n",
               work.was_ended() ? work.why_ended() : "undecided", counted(*played.paths, "path"),
               work.was_ended() ? "" : "; --no-limit goes on");
  } else {
    fmt::print(stderr, "turncoat: {} after {} of {} messages\n", work.why_ended(),
               with_commas(messages.sent + messages.withheld),
               describe_messages_sent(options.setup.n, options.setup.m));
  }
}

// "simulation: every message, …; fast: …"
std::string help_of_engines() {
  std::vector<std::string> lines;
  for (const Engine& engine : engines()) {
    lines.push_back(fmt::format("{}: {}", engine.name, engine.help));
  }
  return fmt::format("{}", fmt::join(lines, "; "));
}

// False if the work was over before.
bool save(RunOptions& options, const Adversary& adversary, Work& work) {
  const NewFile tried(options.save);  // or fail before the work
  const Stop stop = [&work] {
    work.show([&] { return fmt::format("noting lies, {:.0f} s", work.seconds()); });
    return work.is_over();
  };
  try {
    const Recorded recorded =
        record_run(options.setup, adversary, "",
                   fmt::format("run: {}", shortened(options.adversary, kLongestShown)), {}, stop);
    save_scenario(recorded.scenario, options.save);
    options.engine_options.by_reference = recorded.outcome;
  } catch (const Stopped&) {
    return false;
  }
  work.clear();
  return true;
}

int run(RunOptions& options) {
  options.setup.order = *order_of(options.order);
  const Setup& setup = validated(options.setup);
  if (options.engine.empty()) {
    options.engine = options.trace ? "lock-step" : "simulation";
  }
  if (options.trace && options.engine != "lock-step") {
    throw BadInput("--trace needs --engine lock-step: no other engine sends messages to show");
  }
  refuse_longer_than_limit(engine_named(options.engine), options.engine_options, setup);
  const auto adversary =
      make_adversary(options.adversary, "--adversary", Stage{setup, options.seed});
  refuse_two_outputs(options.json, "--save", options.save);
  Work work(options.work);
  if (!options.save.empty()) {
    if (messages_sent_approximately(setup.n, setup.m) > double{kDefaultMessageLimit}) {
      throw TooManyMessages(fmt::format("--save: found a run of {} messages, expected at most {}",
                                        describe_messages_sent(setup.n, setup.m),
                                        kDefaultMessageLimit));
    }
    if (!save(options, *adversary, work)) {
      fmt::print(stderr, "turncoat: {} before the run was saved\n", work.why_ended());
      return kUndecided;
    }
  }
  PrintedObject document;
  const Played played = play(options, *adversary, document, work);
  if (played.threads_missing > 0) {
    fmt::print(stderr, "turncoat: {} of {} threads could not be started\n", played.threads_missing,
               options.engine_options.threads);
  }
  if (options.json) {
    print_rest(document, options, played);
  } else if (played.finished) {
    print_for_people(options, played, stream_beside(options.save));
  }
  if (!played.finished) {
    print_why_unfinished(options, played, work);
    return kUndecided;
  }
  return violations(setup, played.outcome.decisions).empty() ? kHolds : kViolation;
}

}  // namespace

Action run_verb(Options& options) {
  auto verb = std::make_shared<RunOptions>();
  options
      .number("--n", verb->setup.n, {kMinGenerals, kMaxGenerals},
              "Generals, 2 to 64; general 0 is the commander")
      .required();
  options.number("--m", verb->setup.m, {0, kMaxGenerals - 2}, "Depth of OM(m), 0 to n-2")
      .required();
  options.generals("--traitors", verb->setup.traitors, "Numbers of the traitors, such as 0,5");
  options.text("--order", verb->order, "The commander's order").one_of({"attack", "retreat"});
  options.text("--adversary", verb->adversary,
               "The traitors' strategy: its name, JSON, or @FILE with JSON; `turncoat strategies` "
               "lists them");
  options.number("--seed", verb->seed, "For strategies that draw");
  options.text("--engine", verb->engine, help_of_engines()).one_of(engine_names());
  options.number("--threads", verb->engine_options.threads, {1, kMostThreads},
                 "For the simulation, at most (default: as many as there are cores)");
  options.number("--message-limit", verb->engine_options.message_limit,
                 "Refuse runs of more messages than this. Default: 200,000,000 for lock-step (a "
                 "byte of memory each); about a minute's work for the simulation");
  options.flag("--no-limit", verb->engine_options.no_limit, "Run it however long it takes")
      .excludes("--message-limit");
  options.flag("--trace", verb->trace, "Print every message, a line each");
  options.flag("--json", verb->json, "Print one JSON document");
  options.file("--save", verb->save, "Write the run as a scenario file");
  describe_progress(options, verb->work);
  return [verb] { return run(*verb); };
}

}  // namespace turncoat
