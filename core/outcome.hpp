// The outcome of a run: everybody's decisions, and the messages it took.
#pragma once

#include <cstdint>

#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/support/check.hpp"

namespace turncoat {

// The decisions of the loyal lieutenants: two words.
class Decisions {
 public:
  void set(int lieutenant, Order order) {
    deciders_.insert(lieutenant);
    attackers_ =
        order == Order::attack ? attackers_.with(lieutenant) : attackers_.without(lieutenant);
  }
  Order of(int lieutenant) const {
    check(deciders_.contains(lieutenant), "a lieutenant who decided");
    return attackers_.contains(lieutenant) ? Order::attack : Order::retreat;
  }
  Generals deciders() const { return deciders_; }
  Generals attackers() const { return attackers_; }

  friend bool operator==(const Decisions&, const Decisions&) = default;

 private:
  Generals deciders_;
  Generals attackers_;
};

// Messages of a run. A message that a traitor withheld is not sent.
struct MessageCounts {
  std::uint64_t sent = 0;
  std::uint64_t withheld = 0;

  friend bool operator==(const MessageCounts&, const MessageCounts&) = default;
};

struct Outcome {
  Decisions decisions;
  MessageCounts messages;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

}  // namespace turncoat
