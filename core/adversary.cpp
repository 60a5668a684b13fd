#include "turncoat/core/adversary.hpp"

#include <cstddef>

namespace turncoat {

void Adversary::says_all(const PathGrid& grid) const {
  for (int lane = 0; lane < grid.width; ++lane) {
    const Generals others = Generals::of_word(grid.others[lane]);
    const Generals relayed = Generals::of_word(grid.relayed[lane]);
    Path path = grid.path;
    if (!others.empty()) {
      path.push(grid.relayers[lane]);
    }
    std::ptrdiff_t place = lane;
    for (const int sender : grid.senders) {
      const Generals receivers = others & grid.loyal;
      Told told;
      if (others.contains(sender) && !receivers.empty()) {
        path.push(sender);
        told = says(path, receivers, relayed.contains(sender) ? Order::attack : Order::retreat);
        path.pop();
      }
      grid.attack[place] = told.attack.word();
      grid.nothing[place] = told.nothing.word();
      place += grid.width;
    }
  }
}

}  // namespace turncoat
