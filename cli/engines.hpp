// The engines that `turncoat run` can play a run by, and how long a run each of them takes on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "turncoat/cli/work.hpp"
#include "turncoat/core/adversary.hpp"
#include "turncoat/core/lock_step.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

struct EngineOptions {
  int threads = 1;                               // simulation
  std::function<void(const Sent&)> trace{};      // lock-step
  std::optional<std::uint64_t> message_limit{};  // instead of the engine's own
  bool no_limit = false;
  std::optional<Outcome> by_reference{};  // of the same run, if the reference has played it already
};

struct Played {
  Outcome outcome;       // its decisions mean nothing unless finished
  bool finished = true;  // neither interrupted nor beyond a limit
  double seconds = 0;
  int threads_missing = 0;  // could not be started
  // Other counts of the engine.
  std::optional<std::uint64_t> received_per_lieutenant{};  // the most by a loyal one
  std::optional<std::uint64_t> paths{};                    // visited
  std::optional<std::uint64_t> broadcasts{};               // fast: asked for; no message is made
  // Unless finished, if the engine knows them:
  std::string how_far{};       // "769 paths"
  std::string goes_on_with{};  // the option that lifts the engine's own limit, where that ended it
};

struct Engine {
  const char* name;
  const char* help;
  bool traces;  // it has messages to show
  // Throws BadInput if a run is longer than the engine takes on by itself.
  void (*refuse_long)(const Setup& setup, bool no_limit);
  // Ends early if the work is over and the engine is one for long runs.
  Played (*play)(const Setup& setup, const Adversary& adversary, const EngineOptions& options,
                 Work& work);
};

// In the order in which they are listed to a user; the first one is the default.
std::span<const Engine> engines();
// The one that shows messages.
const Engine& tracing_engine();
std::vector<std::string> engine_names();
// Of those names.
const Engine& engine_named(const std::string& name);

// Throws TooManyMessages if the run is longer than the limit given, or the engine's own.
void refuse_longer_than_limit(const Engine& engine, const EngineOptions& options,
                              const Setup& setup);

Played play_by(const Engine& engine, const Setup& setup, const Adversary& adversary,
               const EngineOptions& options, Work& work);

}  // namespace turncoat
