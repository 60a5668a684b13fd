// The votes that up to 64 receivers hold of one majority, counted for all of them at once.
//
// A receiver is settled as soon as it has so many votes for one order that the others don't
// matter.
//
// Units: at most 64 voters for each receiver.
#pragma once

#include <array>
#include <cstdint>

#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"

namespace turncoat {

// How many of `voters` votes settle a majority: for attack more than half, for retreat half.
constexpr int votes_needed(Order order, int voters) {
  return order == Order::attack ? voters / 2 + 1 : (voters + 1) / 2;
}

// Counts up to a number of votes. Plane p holds bit p of each receiver's count, which starts at 2^6
// less the votes needed. So plane 6 shows which receivers have enough votes. Further votes, at most
// 32, don't reach 2^7.
class CountDown {
 public:
  constexpr explicit CountDown(int needed) {
    const int start = kReached - needed;
    for (int p = 0; p < kPlanes; ++p) {
      planes_[p] = (start >> p & 1) != 0 ? ~std::uint64_t{0} : 0;
    }
  }

  constexpr void add(std::uint64_t receivers) {
    for (int p = 0; receivers != 0; ++p) {
      const std::uint64_t carry = planes_[p] & receivers;
      planes_[p] ^= receivers;
      receivers = carry;
    }
  }
  constexpr std::uint64_t reached() const { return planes_[kPlanes - 1]; }

 private:
  static constexpr int kPlanes = 7;
  static constexpr int kReached = 1 << (kPlanes - 1);

  std::array<std::uint64_t, kPlanes> planes_{};
};

class Poll {
 public:
  // Of so many voters for each receiver; `attack` and `retreat` of their votes are known at once,
  // the same for every receiver.
  struct Start {
    int voters;
    int attack = 0;
    int retreat = 0;
  };
  constexpr explicit Poll(const Start& start)
      : attack_(votes_needed(Order::attack, start.voters) - start.attack),
        retreat_(votes_needed(Order::retreat, start.voters) - start.retreat) {}

  // A vote for the order, for each of `receivers`.
  constexpr void add(Generals receivers, Order order) {
    (order == Order::attack ? attack_ : retreat_).add(receivers.word());
  }
  // A vote for each of `receivers`: attack for those in `attack`, retreat for the others.
  constexpr void add(Generals receivers, Generals attack) {
    attack_.add((receivers & attack).word());
    retreat_.add((receivers - attack).word());
  }

  // The receivers with enough votes for attack, whatever the other votes are; then those with
  // enough votes for either order.
  constexpr Generals attackers() const { return Generals::of_word(attack_.reached()); }
  constexpr Generals settled() const {
    return Generals::of_word(attack_.reached() | retreat_.reached());
  }

 private:
  CountDown attack_;
  CountDown retreat_;
};

}  // namespace turncoat
