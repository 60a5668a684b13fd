// A cell of the frontier: all that decides whether a property holds for every adversary. Loyal
// lieutenants are interchangeable, and so are traitorous ones.
#pragma once

#include <compare>
#include <vector>

#include "turncoat/core/setup.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {

struct Cell {
  int n = kMinGenerals;
  int m = 0;
  int k = 0;  // traitors, exactly
  bool commander_is_loyal = true;
  Property property = Property::IC1;
  Order order = Order::attack;  // of no consequence if the commander is a traitor

  // The traitors have the smallest numbers.
  Setup setup() const;

  friend auto operator<=>(const Cell&, const Cell&) = default;
};

// Every cell of those sizes: with a loyal commander IC1 and IC2 for both orders, with a
// traitorous one IC1. Without the kinds of commander that k doesn't allow.
std::vector<Cell> cells_of(int n, int m, int k);

}  // namespace turncoat
