// A lie: at some place (path, loyal receiver) a traitor says something other than faithful
// relaying. Any behaviour of the traitors is one list of lies.
//
// Order: by path, so round by round, then by receiver.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

struct Lie {
  Path path;
  int to = 0;
  Said says = Said::retreat;

  friend auto operator<=>(const Lie&, const Lie&) = default;
  friend bool operator==(const Lie&, const Lie&) = default;
};

// The lie at that place; nullptr if there is none. Lies are in the order above.
const Lie* lie_at(std::span<const Lie> lies, const Path& path, int receiver);

// Visits every place of a lie, in the order above, until `visit` answers false. The path ends in a
// traitor; the receiver is loyal and not on the path. There may be as many places as messages.
void for_each_lie_place(const Setup& setup,
                        const std::function<bool(const Path& path, int receiver)>& visit);

// In one scenario: about 200 MB.
inline constexpr std::size_t kMaxLies = 2'000'000;

}  // namespace turncoat
