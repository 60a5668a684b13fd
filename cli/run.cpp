// turncoat run: one run, as a person or a script would like to read it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "turncoat/adversaries/catalogue.hpp"
#include "turncoat/cli/engines.hpp"
#include "turncoat/cli/json_output.hpp"
#include "turncoat/cli/outcome_output.hpp"
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

constexpr std::size_t kLongestShown = 200;

std::string about_traitors(const RunOptions& options) {
  return options.setup.traitors.empty()
             ? ""
             : fmt::format(" (strategy {}, seed {})",
                           printable(shortened(options.adversary, kLongestShown)), options.seed);
}

void print_why_unfinished(const Played& played, const Work& work) {
  const std::string how_far =
      played.how_far.empty() ? fmt::format("{:.0f} s", played.seconds) : played.how_far;
  if (played.goes_on_with.empty()) {
    fmt::print(stderr, "turncoat: {} after {}\n", work.why_ended(), how_far);
  } else {
    fmt::print(stderr, "turncoat: undecided after {}; {} goes on\n", how_far, played.goes_on_with);
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
    options.engine = options.trace ? tracing_engine().name : engines().front().name;
  }
  const Engine& engine = engine_named(options.engine);
  if (options.trace && !engine.traces) {
    throw BadInput(fmt::format("--trace needs --engine {}: no other engine sends messages to show",
                               tracing_engine().name));
  }
  refuse_longer_than_limit(engine, options.engine_options, setup);
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
    add_outcome(document, setup, options.adversary, options.engine, played);
    document.end();
  } else if (played.finished) {
    print_outcome(setup, about_traitors(options), played, stream_beside(options.save));
  }
  if (!played.finished) {
    print_why_unfinished(played, work);
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
