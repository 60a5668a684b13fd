// The domain of formulas: an order is a literal of a circuit, true for attack. OM(m) over it gives
// a formula for what a lieutenant decides, for everything that traitors can say at once.
#pragma once

#include <vector>

#include "core/order.hpp"
#include "properties/circuit.hpp"

namespace turncoat {

struct Formula {
  using Value = Circuit::Literal;

  class Tally {
   public:
    void add(Value vote) { votes_.push_back(vote); }
    const std::vector<Value>& votes() const { return votes_; }

   private:
    std::vector<Value> votes_;
  };

  Circuit* circuit;

  static Value constant(Order order) {
    return order == Order::attack ? Circuit::kTrue : -Circuit::kTrue;
  }
  Value at_least(const Tally& tally, int needed) const {
    return circuit->at_least(tally.votes(), needed);
  }
};

}  // namespace turncoat
