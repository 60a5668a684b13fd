// 512 scenarios of one setup, drawn from a fixed seed, that every engine can play: in a scenario a
// traitor lies to a receiver on every path, or on none.
//
// What it costs to ask is a look into a table, so that a benchmark measures the engine and not the
// adversary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/om/lanes/lane_run.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

class DrawnLies {
 public:
  explicit DrawnLies(const Setup& setup)
      : n_(setup.n), lied_to_(static_cast<std::size_t>(setup.n) * setup.n) {
    std::mt19937_64 draw(1982);
    for (LaneBits& lanes : lied_to_) {
      for (std::uint64_t& word : lanes.words) {
        word = draw();
      }
    }
  }

  // The scenarios in which the sender, a traitor, lies to the receiver.
  const LaneBits& lied(int sender, int receiver) const {
    return lied_to_[static_cast<std::size_t>(sender) * n_ + receiver];
  }

 private:
  std::size_t n_;
  std::vector<LaneBits> lied_to_;
};

// One of the scenarios.
class OneOfDrawn final : public Adversary {
 public:
  OneOfDrawn(const DrawnLies& lies, int scenario) : lies_(lies), scenario_(scenario) {}

  Said says(const Path& path, int receiver, Order relayed) const override {
    const bool lie = lies_.lied(path.sender(), receiver).lane(scenario_);
    return said(lie ? opposite(relayed) : relayed);
  }

 private:
  const DrawnLies& lies_;
  int scenario_;
};

// All of them: lane k is scenario k.
class AllDrawn final : public LaneAdversary {
 public:
  explicit AllDrawn(const DrawnLies& lies) : lies_(lies) {}

  void says(const Path& path, int receiver, const LaneBits& /*relayed*/, LaneSaid& says) override {
    const LaneBits& lied = lies_.lied(path.sender(), receiver);
    for (std::size_t w = 0; w < lied.words.size(); ++w) {
      says.attack.words[w] ^= lied.words[w];
    }
  }

 private:
  const DrawnLies& lies_;
};

}  // namespace turncoat
