// Each rule of OM(m) that can be got wrong, by name; correct by default.
//
// A mutant of the algorithm is a value of this type that differs in one rule.
// Source: Lamport, Shostak, Pease, TOPLAS 4(3), 1982, section 3.
#pragma once

#include "turncoat/core/order.hpp"

namespace turncoat {

struct Rules {
  // The result of a tie.
  Order tie = kDefaultOrder;
  // The order that counts as received if nothing was.
  Order silence = kDefaultOrder;
  // How often the order a lieutenant received itself counts among its votes.
  int own_votes = 1;
  // Rounds after the commander's: m of them.
  int rounds_left_out = 0;
  // Generals on the path relay nothing more for it. If they are polled all the same, each of them
  // counts as a missing message.
  bool path_members_vote = false;
  // Obeying the order received first, without a vote.
  bool first_heard_wins = false;

  // The length of the longest paths.
  constexpr int rounds(int m) const {
    return m + 1 - rounds_left_out > 1 ? m + 1 - rounds_left_out : 1;
  }

  // How many of the votes must be for attack to resolve attack.
  constexpr int needed(int votes) const {
    return tie == Order::attack ? (votes + 1) / 2 : votes / 2 + 1;
  }

  friend constexpr bool operator==(const Rules&, const Rules&) = default;
};

}  // namespace turncoat
