// A setup: n generals, the depth m of OM(m), the commander's order, the traitors.
//
// Units:  2 ≤ n ≤ 64; 0 ≤ m ≤ n−2. m is the depth of the recursion, not the number of traitors.
// Errors: `validated` throws InvalidSetup.
#pragma once

#include <algorithm>

#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/support/bad_input.hpp"

namespace turncoat {

inline constexpr int kCommander = 0;
inline constexpr int kMinGenerals = 2;

class InvalidSetup : public BadInput {
 public:
  using BadInput::BadInput;
};

// The fewest generals, n > 3m, among whom the paper's Theorem 1 promises IC1 and IC2 for OM(m)
// with at most m traitors.
constexpr int fewest_generals(int m) {
  return std::max(3 * m + 1, kMinGenerals);
}

struct Setup {
  int n = kMinGenerals;
  int m = 0;
  Order order = Order::attack;
  Generals traitors{};

  constexpr int rounds() const { return m + 1; }
  constexpr int traitor_count() const { return traitors.size(); }
  constexpr Generals generals() const { return Generals::first(n); }
  constexpr Generals lieutenants() const { return generals().without(kCommander); }
  constexpr Generals loyal() const { return generals() - traitors; }
  constexpr Generals loyal_lieutenants() const { return lieutenants() - traitors; }
  constexpr bool commander_is_loyal() const { return !traitors.contains(kCommander); }
  // True if the paper's Theorem 1 promises IC1 and IC2.
  constexpr bool guaranteed() const { return n >= fewest_generals(m) && traitor_count() <= m; }
  // True if the paper's Lemma 1 promises IC2: n > 2k + m for k traitors.
  constexpr bool guarantees_validity() const { return n > 2 * traitor_count() + m; }

  friend constexpr bool operator==(const Setup&, const Setup&) = default;
};

// The setup itself; throws InvalidSetup with the field, what was found and what was expected.
const Setup& validated(const Setup& setup);

}  // namespace turncoat
