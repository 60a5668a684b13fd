// Generals in lock step: n state machines (general.hpp), every message of every round.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/general.hpp"
#include "turncoat/core/message_count.hpp"
#include "turncoat/core/outcome.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// A message as it was sent, or withheld.
struct Sent {
  int round;
  const Path& path;  // its sender is the last on it
  int receiver;
  Said says;
  bool lie;  // a loyal general would have relayed something else
};

struct LockStepOptions {
  std::uint64_t message_limit = kDefaultMessageLimit;
  // If given, called with each message.
  std::function<void(const Sent&)> trace{};
  // Asked now and then; true ends the run.
  std::function<bool()> stop{};
};

struct LockStepRun {
  Outcome outcome;  // means nothing unless finished, nor do the counts
  bool finished = true;
  std::vector<std::uint64_t> by_round;     // [r − 1]: sent in round r
  std::vector<std::uint64_t> by_sender;    // [g]: sent by general g
  std::vector<std::uint64_t> by_receiver;  // [g]: received by general g
  std::vector<General> generals;           // as they stand at the end, decided if finished
};

// Throws InvalidSetup. Throws TooManyMessages, before it takes memory, if the run would exceed the
// limit.
//
// Size: about a byte a message.
LockStepRun run_lock_step(const Setup& setup, const Adversary& adversary,
                          const LockStepOptions& options = {});

}  // namespace turncoat
