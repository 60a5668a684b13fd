// Lane adversaries, and one lane of a pass taken out as the scenario it is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "turncoat/core/lie.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/properties/interactive_consistency.hpp"

namespace turncoat {

// Random lies in every lane, each message a lie with probability 2^−rarity; all drawn from `seed`.
class RandomLanes final : public LaneAdversary {
 public:
  RandomLanes(std::uint64_t seed, int rarity) : draw_(seed), rarity_(rarity) {}

  void says(const Path& path, int receiver, const LaneBits& relayed, LaneSaid& says) override;

 private:
  std::mt19937_64 draw_;
  int rarity_;
};

// The lanes in which the property is violated after a pass, as bits.
LaneBits violated_lanes(Property property, const Setup& setup, const LaneRun& run);
// The first lane that is set.
std::optional<int> first_lane(const LaneBits& bits);

// The lies told in one lane, by running the pass again: `adversary` as it was before the pass.
std::vector<Lie> lies_in_lane(LaneRun& run, LaneAdversary& adversary, int lane);

}  // namespace turncoat
