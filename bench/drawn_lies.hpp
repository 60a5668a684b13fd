// 512 scenarios of one setup, drawn from a fixed seed, that every engine can play: in a scenario a
// traitor lies to a receiver on every path, or on none.
//
// To ask costs a look into a table, so that a benchmark measures the engine and not the adversary.
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
    for (int sender = 0; sender < setup.n; ++sender) {
      for (int scenario = 0; scenario < kLanes; ++scenario) {
        Generals deceived;
        for (const int receiver : setup.generals()) {
          if (lied(sender, receiver).lane(scenario)) {
            deceived.insert(receiver);
          }
        }
        deceived_.push_back(deceived);
      }
    }
  }

  // The scenarios in which the sender, a traitor, lies to the receiver.
  const LaneBits& lied(int sender, int receiver) const {
    return lied_to_[static_cast<std::size_t>(sender) * n_ + receiver];
  }
  // The receivers to whom the sender lies in that scenario.
  Generals deceived(int sender, int scenario) const {
    return deceived_[static_cast<std::size_t>(sender) * kLanes + scenario];
  }

 private:
  std::size_t n_;
  std::vector<LaneBits> lied_to_;
  std::vector<Generals> deceived_;
};

// One of the scenarios.
class OneOfDrawn final : public Adversary {
 public:
  OneOfDrawn(const DrawnLies& lies, int scenario) : lies_(lies), scenario_(scenario) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    return deceive(lies_.deceived(path.sender(), scenario_), receivers, relayed);
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
