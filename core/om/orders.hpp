// The domain of plain orders: OM(m) over it is the reference, one scenario at a time.
#pragma once

#include "turncoat/core/order.hpp"

namespace turncoat {

struct Orders {
  using Value = Order;

  class Tally {
   public:
    void add(Order vote) { attacks_ += vote == Order::attack ? 1 : 0; }
    int attacks() const { return attacks_; }

   private:
    int attacks_ = 0;
  };

  static Order constant(Order order) { return order; }
  static Order at_least(const Tally& votes, int needed) {
    return votes.attacks() >= needed ? Order::attack : Order::retreat;
  }
};

}  // namespace turncoat
