#include "cli/engines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "cli/verb.hpp"
#include "core/fast_evaluator.hpp"
#include "core/message_count.hpp"
#include "core/reference.hpp"
#include "core/simulation.hpp"

namespace turncoat {
namespace {

// What one core of a server makes of a traitor that has to be asked for each receiver; no traitor,
// or one that ignores relayers, is several times as fast. A constant, so that the same is refused
// everywhere.
constexpr double kSimulatedPerSecond = 2e9;
constexpr double kMostSeconds = 60;

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

Played lock_step(const EngineOptions& engine, const Setup& setup, const Adversary& adversary) {
  const std::uint64_t limit = engine.message_limit.value_or(kDefaultMessageLimit);
  const LockStepRun run =
      run_lock_step(setup, adversary, {.message_limit = limit, .trace = engine.trace});
  // Where nothing is withheld all lieutenants receive as many.
  std::uint64_t most = 0;
  for (const int i :
       setup.loyal_lieutenants().empty() ? setup.lieutenants() : setup.loyal_lieutenants()) {
    most = std::max(most, run.by_receiver[i]);
  }
  return {.outcome = run.outcome, .received_per_lieutenant = most};
}

// Shown from the first second on, a few times a second.
class ProgressOfMessages {
 public:
  explicit ProgressOfMessages(const Setup& setup)
      : all_(messages_sent_approximately(setup.n, setup.m)) {}

  void show(std::uint64_t made) {
    const Clock::time_point now = Clock::now();
    if (now < next_) {
      return;
    }
    next_ = now + std::chrono::milliseconds(200);
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const auto number = static_cast<double>(made);
    progress_.show(fmt::format("{:.1f}% of {:.3g} messages, {:.2g} a second; {} left",
                               100 * number / all_, all_, number / seconds,
                               about((all_ - number) * seconds / std::max(number, 1.0))));
  }

 private:
  using Clock = std::chrono::steady_clock;

  double all_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + std::chrono::seconds(1);
  Progress progress_;
};

Played simulation(const EngineOptions& engine, const Setup& setup, const Adversary& adversary) {
  stop_on_interrupt();
  ProgressOfMessages progress(setup);
  const Simulation run =
      run_simulation(setup, adversary,
                     {.threads = engine.threads,
                      .progress = [&progress](std::uint64_t made) { progress.show(made); },
                      .stop = was_interrupted});
  return {.outcome = run.outcome, .finished = run.finished, .paths = run.paths};
}

Played fast(const EngineOptions& engine, const Setup& setup, const Adversary& adversary) {
  stop_on_interrupt();
  const FastOutcome run =
      run_fast(setup, adversary,
               {.visit_limit = engine.no_limit ? std::numeric_limits<std::uint64_t>::max()
                                               : kDefaultVisitLimit,
                .stop = was_interrupted});
  return {.outcome = {.decisions = run.decisions.value_or(Decisions()), .messages = {}},
          .finished = run.decisions.has_value(),
          .paths = run.paths_visited,
          .broadcasts = run.broadcasts_asked};
}

}  // namespace

const std::vector<std::string>& engine_names() {
  static const std::vector<std::string> names{"simulation", "fast", "lock-step", "reference"};
  return names;
}

void refuse_longer_than_limit(const EngineOptions& engine, const Setup& setup) {
  if (engine.message_limit) {
    refuse_more_messages_than(*engine.message_limit, setup);
  } else if (engine.name == "lock-step") {
    if (engine.no_limit) {
      throw BadInput(
          "--no-limit: lock-step takes about a byte of memory a message, expected "
          "--message-limit");
    }
    refuse_more_messages_than(kDefaultMessageLimit, setup);
  } else if (engine.no_limit || engine.name == "fast") {
    return;
  } else if (engine.name == "reference") {
    refuse_more_messages_than(kDefaultMessageLimit, setup);
  } else if (const double seconds =
                 messages_sent_approximately(setup.n, setup.m) / kSimulatedPerSecond;
             seconds > kMostSeconds) {
    throw TooManyMessages(fmt::format(
        "n={}, m={} sends {} messages: {} at 2 billion a second, expected at most {:.0f} s; "
        "--no-limit runs it all the same",
        setup.n, setup.m, describe_messages_sent(setup.n, setup.m), about(seconds), kMostSeconds));
  }
}

Played play_by(const EngineOptions& engine, const Setup& setup, const Adversary& adversary) {
  const auto start = std::chrono::steady_clock::now();
  Played played;
  if (engine.name == "lock-step") {
    played = lock_step(engine, setup, adversary);
  } else if (engine.name == "reference") {
    played = {.outcome = run_reference(setup, adversary)};
  } else if (engine.name == "fast") {
    played = fast(engine, setup, adversary);
  } else {
    played = simulation(engine, setup, adversary);
  }
  if (!played.received_per_lieutenant && !played.broadcasts &&
      played.outcome.messages.withheld == 0) {
    played.received_per_lieutenant = messages_received_per_lieutenant(setup.n, setup.m);
  }
  played.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return played;
}

}  // namespace turncoat
