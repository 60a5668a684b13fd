// How long a round lasts at most, if nobody says so.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "turncoat/core/message_count.hpp"

namespace turncoat {

// Generous, as a run in which all messages come waits for none of it: 2 seconds, and the time for
// all messages of the run at 5,000 a second; a day at most.
inline std::chrono::milliseconds default_round_time(int n, int m) {
  constexpr double kMessagesInAMillisecond = 5;
  constexpr double kDay = 86'400'000;
  const double needed = messages_sent_approximately(n, m) / kMessagesInAMillisecond;
  return std::chrono::milliseconds(2000 + static_cast<std::int64_t>(std::min(needed, kDay)));
}

}  // namespace turncoat
