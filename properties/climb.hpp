// A climb towards a violation: 512 variants of one adversary at a time, of which the one that
// brings a lieutenant's top majority nearest to falling is varied next.
//
// Near means: how many of the votes that decide (what a lieutenant resolves for [0,j], for every j)
// would have to change for the property to break.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "core/lane_run.hpp"
#include "core/lie.hpp"
#include "properties/interactive_consistency.hpp"

namespace turncoat {

class Climb {
 public:
  // Starts from random orders in every place. `run` is for this setup.
  Climb(const Setup& setup, Property property, LaneRun& run, std::uint64_t seed);

  // One pass, kLanes scenarios. The lies of the first that violates the property, if any.
  std::optional<std::vector<Lie>> step();
  // Passes since the last that came nearer.
  int steps_without_gain() const { return steps_without_gain_; }

 private:
  struct Change {
    std::size_t place;
    int lane;
  };
  class Variants;
  class Votes;

  // Votes missing for a violation in that lane, then the sum of all votes as a slope on plateaus.
  std::int64_t distance(const Votes& votes, int lane) const;

  Setup setup_;
  Property property_;
  LaneRun& run_;
  std::mt19937_64 draw_;
  std::vector<bool> attack_;  // what is said in each place, in the order of a pass
  std::int64_t best_;
  int steps_without_gain_ = 0;
};

}  // namespace turncoat
