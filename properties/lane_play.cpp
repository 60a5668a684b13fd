#include "turncoat/properties/lane_play.hpp"

#include <algorithm>
#include <bit>

namespace turncoat {
namespace {

class Listening final : public LaneAdversary {
 public:
  Listening(LaneAdversary& adversary, int lane) : adversary_(adversary), lane_(lane) {}

  void says(const Path& path, int receiver, const LaneBits& relayed, LaneSaid& says) override {
    adversary_.says(path, receiver, relayed, says);
    const Said faithful = relayed.lane(lane_) ? Said::attack : Said::retreat;
    const Said what = says.silent.lane(lane_)   ? Said::silence
                      : says.attack.lane(lane_) ? Said::attack
                                                : Said::retreat;
    if (what != faithful) {
      lies_.push_back({path, receiver, what});
    }
  }
  std::vector<Lie> take() {
    std::sort(lies_.begin(), lies_.end());
    return std::move(lies_);
  }

 private:
  LaneAdversary& adversary_;
  int lane_;
  std::vector<Lie> lies_;
};

}  // namespace

void RandomLanes::says(const Path& /*path*/, int /*receiver*/, const LaneBits& /*relayed*/,
                       LaneSaid& says) {
  for (std::uint64_t& word : says.attack.words) {
    std::uint64_t lies = draw_();
    for (int halved = 1; halved < rarity_; ++halved) {
      lies &= draw_();
    }
    word ^= lies;
  }
}

LaneBits violated_lanes(Property property, const Setup& setup, const LaneRun& run) {
  LaneBits any_attacks;
  LaneBits any_retreats;
  for (const int i : setup.loyal_lieutenants()) {
    const LaneBits& decision = run.decision(i);
    for (std::size_t w = 0; w < decision.words.size(); ++w) {
      any_attacks.words[w] |= decision.words[w];
      any_retreats.words[w] |= ~decision.words[w];
    }
  }
  if (is_vacuous(property, setup)) {
    return {};
  }
  if (property == Property::IC2) {
    return setup.order == Order::attack ? any_retreats : any_attacks;
  }
  for (std::size_t w = 0; w < any_attacks.words.size(); ++w) {
    any_attacks.words[w] &= any_retreats.words[w];
  }
  return any_attacks;
}

std::optional<int> first_lane(const LaneBits& bits) {
  for (std::size_t w = 0; w < bits.words.size(); ++w) {
    if (bits.words[w] != 0) {
      return static_cast<int>(w) * 64 + std::countr_zero(bits.words[w]);
    }
  }
  return std::nullopt;
}

std::vector<Lie> lies_in_lane(LaneRun& run, LaneAdversary& adversary, int lane) {
  Listening listening(adversary, lane);
  run.run(listening);
  return listening.take();
}

}  // namespace turncoat
