// The domain of formulas: an order is a literal of a circuit, true for attack. OM(m) over it gives
// a formula for a lieutenant's decision, for every adversary at once.
#pragma once

#include <vector>

#include "turncoat/core/order.hpp"
#include "turncoat/properties/prove/sat/circuit.hpp"

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
  // Stands for an order to attack, and is always true. As a variable of its own it keeps its
  // consequences in the formula, so that a solver and its proof must show them; kTrue would be
  // folded away.
  Value attack = Circuit::kTrue;

  Value constant(Order order) const { return order == Order::attack ? attack : -attack; }
  Value at_least(const Tally& tally, int needed) const {
    return circuit->at_least(tally.votes(), needed);
  }
};

}  // namespace turncoat
