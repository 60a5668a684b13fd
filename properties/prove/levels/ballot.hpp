// The vote that ends a sub-agreement, over every choice that the traitors have left: can just
// these loyal receivers be brought to resolve attack, and the others to resolve retreat?
//
// Each general on the ballot, through its own sub-agreement, gives a vote for attack to some set
// of loyal receivers other than itself: to any set whose size is among those it can be brought
// to. The sets are chosen apart from each other.
//
// Exact, although no set is ever built, because only totals matter. Take the receivers of one group
// (those that heard the same and shall resolve the same). Suppose each general votes for a given
// number of them. Those votes can be spread so that no two receivers of the group differ by more
// than one: as long as a has two more than b, some general other than b votes for a and not for b,
// and can vote for b instead. So a group has the votes it needs if its total is enough.
#pragma once

#include <array>
#include <cstdint>

#include "turncoat/core/order.hpp"

namespace turncoat {

// Numbers 0 … 63 of receivers: bit c is set if c is among them.
using Numbers = std::uint64_t;

struct Ballot {
  // Index 0: loyal generals that heard retreat; 1: those that heard attack.
  std::array<int, 2> loyal{};
  int traitors = 0;
  // To how many loyal receivers the sub-agreement of one such general can give a vote for attack.
  std::array<Numbers, 2> from_loyal{};
  Numbers from_traitor = 0;
  // The votes for attack, apart from its own, that a loyal general needs after hearing this order.
  std::array<int, 2> needed{};
};

// attackers[h]: how many of ballot.loyal[h] shall resolve attack.
bool can_be_brought_to(const Ballot& ballot, std::array<int, 2> attackers);

}  // namespace turncoat
