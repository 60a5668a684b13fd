#include "turncoat/adversaries/crash.hpp"

#include <cstdint>
#include <limits>

namespace turncoat {
namespace {

constexpr std::uint64_t kTooMany = std::numeric_limits<std::uint64_t>::max();

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? kTooMany : sum;
}

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kTooMany : product;
}

// Paths of that length from the commander to a given lieutenant: (n−2)(n−3)…, length − 2 factors.
std::uint64_t paths_of_sender(int n, int length) {
  std::uint64_t paths = 1;
  for (int between = 0; between < length - 2; ++between) {
    paths = times(paths, static_cast<std::uint64_t>(n - 2 - between));
  }
  return paths;
}

}  // namespace

std::uint64_t messages_sent_before(int n, const Path& path, int receiver) {
  const Generals receivers = Generals::first(n) - path.members();
  const auto before_receiver = static_cast<std::uint64_t>(receivers.rank(receiver));
  if (path.size() == 1) {
    return before_receiver;
  }
  std::uint64_t messages = 0;
  for (int length = 2; length < path.size(); ++length) {  // earlier rounds
    messages = plus(messages, times(paths_of_sender(n, length), n - length));
  }
  // The rank of the generals between commander and sender, among all arrangements of as many.
  Generals left = Generals::first(n).without(kCommander).without(path.sender());
  std::uint64_t rank = 0;
  for (int position = 1; position < path.size() - 1; ++position) {
    rank = plus(times(rank, left.size()), static_cast<std::uint64_t>(left.rank(path[position])));
    left = left.without(path[position]);
  }
  return plus(messages, plus(times(rank, receivers.size()), before_receiver));
}

}  // namespace turncoat
