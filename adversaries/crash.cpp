#include "turncoat/adversaries/crash.hpp"

#include <array>
#include <cstdint>
#include <limits>

namespace turncoat {
namespace {

constexpr std::uint64_t kTooMany = std::numeric_limits<std::uint64_t>::max();

// At most kTooMany, which is more than what any `after` has left beyond round 2.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kTooMany : product;
}

// Of all paths of that length that end in the lieutenant, in their order: the one at that rank.
// They differ in the generals in between.
Path path_to(int lieutenant, int n, int length, std::uint64_t rank) {
  Generals left = Generals::range(1, n).without(lieutenant);
  const int between = length - 2;
  std::array<int, kMaxGenerals> digits{};  // each general's rank among those left
  for (int place = between - 1; place >= 0; --place) {
    const auto choices = static_cast<std::uint64_t>(left.size() - place);
    digits[place] = static_cast<int>(rank % choices);
    rank /= choices;
  }
  Path path;
  for (int place = 0; place < between; ++place) {
    path.push(left.at_rank(digits[place]));
    left = left.without(path.sender());
  }
  path.push(lieutenant);
  return path;
}

Generals first_receivers(int n, const Path& path, std::uint64_t count) {
  Generals first;
  for (const int receiver : Generals::first(n) - path.members()) {
    if (count-- == 0) {
      break;
    }
    first.insert(receiver);
  }
  return first;
}

// Longer than any path of a message.
Path never(int n) {
  Path path;
  for (const int general : Generals::range(1, n)) {
    path.push(general);
  }
  return path;
}

Crash::End end_of(int general, int n, std::uint64_t after) {
  const auto receivers = [n](int length) { return static_cast<std::uint64_t>(n - length); };
  if (general == kCommander) {
    return after < receivers(1) ? Crash::End{Path(), first_receivers(n, Path(), after)}
                                : Crash::End{never(n), {}};
  }
  std::uint64_t paths = 1;
  for (int length = 2; length < n; ++length) {
    const std::uint64_t messages = times(paths, receivers(length));
    if (after < messages) {
      const Path path = path_to(general, n, length, after / receivers(length));
      return {path, first_receivers(n, path, after % receivers(length))};
    }
    after -= messages;
    paths = times(paths, receivers(length));
  }
  return {never(n), {}};
}

}  // namespace

Crash::Crash(int n, std::uint64_t after) : is_silent_(after == 0) {
  for (int general = 0; general < n; ++general) {
    ends_.push_back(end_of(general, n, after));
  }
}

Told Crash::says(const Path& path, Generals receivers, Order relayed) const {
  const End& end = ends_[path.sender()];
  const auto place = path <=> end.path;
  const Generals reached = place < 0    ? receivers
                           : place == 0 ? receivers & end.reached
                                        : Generals();
  return {.attack = relayed == Order::attack ? reached : Generals(),
          .nothing = receivers - reached};
}

}  // namespace turncoat
