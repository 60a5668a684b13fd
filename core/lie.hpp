// A lie: a place (path, loyal receiver) where a traitor says something other than what it would
// have relayed if loyal. Any behaviour of the traitors is one list of lies.
//
// Order: by path, so round by round, then by receiver.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
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

// Every place where a traitor may lie, in the order above: paths that end in a traitor, receivers
// who are loyal and not on the path; until `visit` answers false. There may be as many as messages.
void for_each_lie_place(const Setup& setup,
                        const std::function<bool(const Path& path, int receiver)>& visit);

// In one scenario: about 200 MB.
inline constexpr std::size_t kMaxLies = 2'000'000;

}  // namespace turncoat
