#include "turncoat/cli/engines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "turncoat/core/message_count.hpp"
#include "turncoat/core/om/fast/fast_evaluator.hpp"
#include "turncoat/core/om/reference.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/number_text.hpp"
#include "turncoat/support/stop.hpp"

namespace turncoat {
namespace {

// The speed of one core of a server with a traitor that has to be asked for each receiver; no
// traitor, or one that ignores relayers, is several times as fast. A constant, so that the same
// runs are refused everywhere.
constexpr double kSimulatedPerSecond = 2e9;
constexpr double kMostExpectedSeconds = 60;

// "about 3 h"
std::string about(double seconds) {
  struct Unit {
    double seconds;
    const char* name;
  };
  constexpr double kHour = 3600;
  constexpr double kYear = 365.25 * 24 * kHour;
  const auto [length, name] = seconds < 2 * 60       ? Unit{1, "s"}
                              : seconds < 2 * kHour  ? Unit{60, "min"}
                              : seconds < 48 * kHour ? Unit{kHour, "h"}
                              : seconds < kYear      ? Unit{24 * kHour, "days"}
                                                     : Unit{kYear, "years"};
  const double number = seconds / length;
  return number < 1e6 ? fmt::format("about {:.0f} {}", number, name)
                      : fmt::format("about {:.0e} {}", number, name);
}

void refuse_slow(const Setup& setup, bool no_limit) {
  const double seconds = messages_sent_approximately(setup.n, setup.m) / kSimulatedPerSecond;
  if (!no_limit && seconds > kMostExpectedSeconds) {
    throw TooManyMessages(fmt::format(
        "n={}, m={} sends {} messages: {} at 2 billion a second, expected at most {:.0f} s; "
        "--no-limit runs it all the same",
        setup.n, setup.m, describe_messages_sent(setup.n, setup.m), about(seconds),
        kMostExpectedSeconds));
  }
}

void refuse_large(const Setup& setup, bool no_limit) {
  if (no_limit) {
    throw BadInput(
        "--no-limit: lock-step takes about a byte of memory a message, expected --message-limit");
  }
  refuse_more_messages_than(kDefaultMessageLimit, setup);
}

void refuse_long(const Setup& setup, bool no_limit) {
  if (!no_limit) {
    refuse_more_messages_than(kDefaultMessageLimit, setup);
  }
}

// It ends by itself, at a limit of its own.
void refuse_nothing(const Setup& /*setup*/, bool /*no_limit*/) {}

// Shows how long it has been going on.
Stop end_of(Work& work, const char* doing) {
  return [&work, doing] {
    work.show([&] { return fmt::format("{}, {:.0f} s", doing, work.seconds()); });
    return work.is_over();
  };
}

Played lock_step(const Setup& setup, const Adversary& adversary, const EngineOptions& options,
                 Work& work) {
  const std::uint64_t limit = options.message_limit.value_or(kDefaultMessageLimit);
  // What is traced shows how far it is.
  const Stop stop =
      options.trace ? Stop([&work] { return work.is_over(); }) : end_of(work, "in lock step");
  const LockStepRun run = run_lock_step(
      setup, adversary, {.message_limit = limit, .trace = options.trace, .stop = stop});
  // If nothing is withheld, all lieutenants receive equally many.
  std::uint64_t most = 0;
  for (const int i :
       setup.loyal_lieutenants().empty() ? setup.lieutenants() : setup.loyal_lieutenants()) {
    most = std::max(most, run.by_receiver[i]);
  }
  return {.outcome = run.outcome, .finished = run.finished, .received_per_lieutenant = most};
}

Played reference(const Setup& setup, const Adversary& adversary, const EngineOptions& options,
                 Work& work) {
  const Stop stop = end_of(work, "by the reference");
  return {.outcome = options.by_reference ? *options.by_reference
                                          : run_reference_until(stop, setup, adversary)};
}

// "12.3% of 8.83e+09 messages, 1.6e+10 a second; about 1 s left"
std::string how_far(double made, double all, double seconds) {
  return fmt::format("{:.1f}% of {:.3g} messages, {:.2g} a second; {} left", 100 * made / all, all,
                     made / seconds, about((all - made) * seconds / std::max(made, 1.0)));
}

Played simulation(const Setup& setup, const Adversary& adversary, const EngineOptions& options,
                  Work& work) {
  const double all = messages_sent_approximately(setup.n, setup.m);
  const auto show = [&](std::uint64_t made) {
    work.show([&] { return how_far(static_cast<double>(made), all, work.seconds()); });
  };
  const Simulation run = run_simulation(
      setup, adversary,
      {.threads = options.threads, .progress = show, .stop = [&work] { return work.is_over(); }});
  const MessageCounts& messages = run.outcome.messages;
  return {
      .outcome = run.outcome,
      .finished = run.finished,
      .threads_missing = run.threads_missing,
      .paths = run.paths,
      .how_far = fmt::format("{} of {} messages", with_commas(messages.sent + messages.withheld),
                             describe_messages_sent(setup.n, setup.m))};
}

Played fast(const Setup& setup, const Adversary& adversary, const EngineOptions& options,
            Work& work) {
  const FastOutcome run =
      run_fast(setup, adversary,
               {.visit_limit = options.no_limit ? std::numeric_limits<std::uint64_t>::max()
                                                : kDefaultVisitLimit,
                .stop = end_of(work, "visiting paths")});
  return {.outcome = {.decisions = run.decisions.value_or(Decisions()), .messages = {}},
          .finished = run.decisions.has_value(),
          .paths = run.paths_visited,
          .broadcasts = run.broadcasts_asked,
          .how_far = counted(run.paths_visited, "path"),
          .goes_on_with = work.was_ended() ? "" : "--no-limit"};
}

constexpr Engine kEngines[] = {
    {"simulation", "every message, in words and vectors (the default)", false, refuse_slow,
     simulation},
    {"fast", "only messages that can still change a decision", false, refuse_nothing, fast},
    {"lock-step", "state machines (the default with --trace)", true, refuse_large, lock_step},
    {"reference", "the recursion", false, refuse_long, reference},
};

}  // namespace

std::span<const Engine> engines() {
  return kEngines;
}

const Engine& tracing_engine() {
  const auto* const found = std::find_if(std::begin(kEngines), std::end(kEngines),
                                         [](const Engine& engine) { return engine.traces; });
  check(found != std::end(kEngines), "an engine that shows messages");
  return *found;
}

std::vector<std::string> engine_names() {
  std::vector<std::string> names;
  for (const Engine& engine : kEngines) {
    names.emplace_back(engine.name);
  }
  return names;
}

const Engine& engine_named(const std::string& name) {
  const auto* const found = std::find_if(std::begin(kEngines), std::end(kEngines),
                                         [&](const Engine& engine) { return engine.name == name; });
  check(found != std::end(kEngines), "an engine of the table");
  return *found;
}

void refuse_longer_than_limit(const Engine& engine, const EngineOptions& options,
                              const Setup& setup) {
  if (options.message_limit) {
    refuse_more_messages_than(*options.message_limit, setup);
  } else {
    engine.refuse_long(setup, options.no_limit);
  }
}

Played play_by(const Engine& engine, const Setup& setup, const Adversary& adversary,
               const EngineOptions& options, Work& work) {
  const double before = work.seconds();
  Played played;
  try {
    played = engine.play(setup, adversary, options, work);
  } catch (const Stopped&) {
    played.finished = false;
  }
  work.clear();
  if (!played.received_per_lieutenant && !played.broadcasts &&
      played.outcome.messages.withheld == 0) {
    played.received_per_lieutenant = messages_received_per_lieutenant(setup.n, setup.m);
  }
  played.seconds = work.seconds() - before;
  return played;
}

}  // namespace turncoat
