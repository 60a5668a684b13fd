// The lies of a list, and nothing else: how a scenario is played.
//
// Options: "lies": as in a scenario file (lies_json.hpp).
#pragma once

#include <memory>
#include <vector>

#include "turncoat/adversaries/strategy.hpp"
#include "turncoat/core/lie.hpp"

namespace turncoat {

class Scripted final : public Adversary {
 public:
  // Lies in any order; at most one for each place.
  explicit Scripted(std::vector<Lie> lies);

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage);

  Told says(const Path& path, Generals receivers, Order relayed) const override;

 private:
  std::vector<Lie> lies_;  // sorted
};

inline constexpr Strategy kScripted{
    "scripted", "tells the listed lies; \"lies\": as in a scenario file", Scripted::make, true};

}  // namespace turncoat
