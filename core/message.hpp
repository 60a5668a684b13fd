// A message, and why a general refuses one.
//
// A message comes from outside: don't trust its path until a general has accepted it. The receiver
// itself observes the deliverer and the round, so nobody can forge these (Lamport, Shostak, Pease
// 1982, section 3, assumption A2).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "turncoat/core/claimed_path.hpp"
#include "turncoat/core/order.hpp"

namespace turncoat {

struct Message {
  int round = 0;
  int sender = 0;
  int receiver = 0;
  ClaimedPath path;
  Order order = kDefaultOrder;
};

enum class Refusal : std::uint8_t {
  wrong_round,          // not the round that the general is in
  wrong_length,         // the path's length is not the round
  unknown_general,      // a general that is not 0 … n−1
  commander_not_first,  // a path that doesn't start with general 0
  repeated_general,     // a general twice on the path
  receiver_on_path,     // the receiver relayed it itself
  misdelivered,         // for somebody else
  sender_not_last,      // delivered by somebody other than the last on the path
  second_order,         // the path was heard before
};

constexpr std::string_view name(Refusal refusal) {
  switch (refusal) {
    case Refusal::wrong_round:
      return "wrong round";
    case Refusal::wrong_length:
      return "path length is not the round";
    case Refusal::unknown_general:
      return "unknown general";
    case Refusal::commander_not_first:
      return "commander not first";
    case Refusal::repeated_general:
      return "repeated general";
    case Refusal::receiver_on_path:
      return "receiver on the path";
    case Refusal::misdelivered:
      return "for another receiver";
    case Refusal::sender_not_last:
      return "last general not the sender";
    case Refusal::second_order:
      return "second order for the same path";
  }
  return "unknown refusal";
}

}  // namespace turncoat
