// Traitors that keep the votes of loyal generals as near to a tie as they can, on every path: the
// worst known case for the fast evaluator.
#pragma once

#include <cstdint>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/om/fast/poll.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

class NearTie final : public Adversary {
 public:
  NearTie(const Setup& setup, std::uint64_t seed) : setup_(setup), seed_(seed) {}

  // Tells so many loyal receivers to attack that attack lacks the votes of half of the remaining
  // traitors. A hash of the path chooses the receivers, and the side of an odd vote.
  Told says(const Path& path, Generals receivers, Order /*relayed*/) const override {
    std::uint64_t hash = seed_;
    for (const int general : path) {
      hash = (hash ^ static_cast<std::uint64_t>(general + 1)) * 0x9E37'79B9'7F4A'7C15;
      hash ^= hash >> 29;
    }
    const int left = (setup_.traitors - path.members()).size();
    const int coin = left % 2 == 0 ? static_cast<int>(hash >> 20 & 1) : 0;
    const int attackers =
        votes_needed(Order::attack, setup_.n - path.size()) - (left + 1) / 2 - coin;
    // In a ring of all loyal generals, not only of the receivers: the answer is a function of the
    // message.
    const Generals loyal = setup_.loyal_lieutenants() - path.members();
    int place = loyal.empty() ? 0 : static_cast<int>((hash >> 40) % loyal.size());
    Told told;
    for (const int i : loyal) {
      if (place < attackers) {
        told.attack.insert(i);
      }
      place = (place + 1) % loyal.size();
    }
    told.attack = told.attack & receivers;
    return told;
  }

 private:
  Setup setup_;
  std::uint64_t seed_;
};

}  // namespace turncoat
