// The role of one loyal general in a scenario: what it is told, and what a right one does.
//
// It is loyal, so if it does that, all the others say what they say in the scenario.
#pragma once

#include <vector>

#include "turncoat/core/general.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/properties/scenario.hpp"

namespace turncoat {

// To it.
struct ToldOrder {
  Path path;  // its sender is the last on it
  Order order{};

  friend bool operator==(const ToldOrder&, const ToldOrder&) = default;
};

// By it.
struct SentOrder {
  Path path;
  int receiver = 0;
  Order order{};

  friend auto operator<=>(const SentOrder&, const SentOrder&) = default;
  friend bool operator==(const SentOrder&, const SentOrder&) = default;
};

struct Role {
  General::Post post;
  std::vector<std::vector<ToldOrder>> told;  // [round − 1], by path; silence is left out
  std::vector<SentOrder> sends;              // sorted
  Order decision{};
};

// A check that the general is loyal. Throws TooManyMessages beyond the default limit.
Role role_of(const Scenario& scenario, int general);

}  // namespace turncoat
