#include "turncoat/core/message_count.hpp"

#include <array>
#include <cstdio>

namespace turncoat {

std::optional<std::uint64_t> messages_in_round(int n, int round) {
  std::uint64_t messages = 1;
  for (int r = 1; r <= round; ++r) {
    if (__builtin_mul_overflow(messages, static_cast<std::uint64_t>(n - r), &messages)) {
      return std::nullopt;
    }
  }
  return messages;
}

std::optional<std::uint64_t> messages_sent(int n, int m) {
  std::uint64_t messages = 0;
  for (int round = 1; round <= m + 1; ++round) {
    const std::optional<std::uint64_t> more = messages_in_round(n, round);
    if (!more || __builtin_add_overflow(messages, *more, &messages)) {
      return std::nullopt;
    }
  }
  return messages;
}

std::optional<std::uint64_t> messages_received_per_lieutenant(int n, int m) {
  const std::optional<std::uint64_t> sent = messages_sent(n, m);
  return sent ? std::optional(*sent / static_cast<std::uint64_t>(n - 1)) : std::nullopt;
}

double messages_sent_approximately(int n, int m) {
  double messages = 0;
  double in_round = 1;
  for (int round = 1; round <= m + 1; ++round) {
    in_round *= n - round;
    messages += in_round;
  }
  return messages;
}

std::string describe_messages_sent(int n, int m) {
  if (const std::optional<std::uint64_t> exact = messages_sent(n, m)) {
    return std::to_string(*exact);
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "about %.1e", messages_sent_approximately(n, m));
  return text.data();
}

void refuse_more_messages_than(std::uint64_t limit, const Setup& setup) {
  const std::optional<std::uint64_t> sent = messages_sent(setup.n, setup.m);
  if (!sent || *sent > limit) {
    throw TooManyMessages("n=" + std::to_string(setup.n) + ", m=" + std::to_string(setup.m) +
                          " sends " + describe_messages_sent(setup.n, setup.m) +
                          " messages, expected at most " + std::to_string(limit));
  }
}

}  // namespace turncoat
