// deceive_all, compiled once for each instruction set (draws_portable.cpp and the like).
#pragma once

#include <cstddef>
#include <cstdint>

#include "turncoat/adversaries/draws.hpp"

namespace turncoat {

template <Isa isa>
void deceive_all_of(const PathGrid& grid, const std::uint64_t* states, int shift,
                    const Odds& odds) {
  using Words = typename LaneWords<isa>::Type;
  std::ptrdiff_t place = 0;
  for (const int sender : grid.senders) {
    const std::uint64_t bit = std::uint64_t{1} << sender;
    const std::uint64_t last = static_cast<std::uint64_t>(sender) << shift;
    for (int lane = 0; lane < grid.width; lane += kLanesOf<isa>, place += kLanesOf<isa>) {
      const Words others = lanes_at<isa>(grid.others + lane);
      const Words receivers = where_set<isa>(others, sender, bit, others & grid.loyal.word());
      const Words lied_to = deceived<Words>(lanes_at<isa>(states + lane) ^ last, receivers, odds);
      // The opposite of what would be relayed.
      lanes_at<isa>(grid.attack + place) =
          lied_to ^ where_set<isa>(lanes_at<isa>(grid.relayed + lane), sender, bit, receivers);
      lanes_at<isa>(grid.nothing + place) = Words{};
    }
  }
}

}  // namespace turncoat
