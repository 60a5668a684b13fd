// The engines that `turncoat run` can play a run by, and how long a run each of them takes on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/adversary.hpp"
#include "core/lock_step.hpp"
#include "core/outcome.hpp"
#include "core/setup.hpp"

namespace turncoat {

// In the order in which they are listed to a user.
const std::vector<std::string>& engine_names();

struct EngineOptions {
  std::string name;
  int threads = 1;                               // simulation
  std::function<void(const Sent&)> trace{};      // lock-step
  std::optional<std::uint64_t> message_limit{};  // instead of the engine's own
  bool no_limit = false;
};

struct Played {
  Outcome outcome;       // its decisions mean nothing unless finished
  bool finished = true;  // neither interrupted nor beyond a limit
  double seconds = 0;
  // What the engine counted besides.
  std::optional<std::uint64_t> received_per_lieutenant{};  // the most by a loyal one
  std::optional<std::uint64_t> paths{};                    // visited
  std::optional<std::uint64_t> broadcasts{};               // fast: asked for; no message is made
};

// Throws TooManyMessages where the run is longer than the engine takes on.
void refuse_longer_than_limit(const EngineOptions& engine, const Setup& setup);

// Ends early on Ctrl-C where the engine is one for long runs.
Played play_by(const EngineOptions& engine, const Setup& setup, const Adversary& adversary);

}  // namespace turncoat
