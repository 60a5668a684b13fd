#include "properties/climb.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "properties/lane_play.hpp"

namespace turncoat {

// The current adversary in every lane, but for the changes.
class Climb::Variants final : public LaneAdversary {
 public:
  Variants(const std::vector<bool>& attack, std::vector<Change> changes)
      : attack_(attack), changes_(std::move(changes)) {
    std::sort(changes_.begin(), changes_.end(),
              [](const Change& a, const Change& b) { return a.place < b.place; });
    restart();
  }
  void restart() {
    place_ = 0;
    next_ = changes_.begin();
  }
  const std::vector<Change>& changes() const { return changes_; }

  void says(const Path& /*path*/, int /*receiver*/, const LaneBits& /*relayed*/,
            LaneSaid& says) override {
    says.attack.words.fill(attack_[place_] ? ~std::uint64_t{0} : 0);
    for (; next_ != changes_.end() && next_->place == place_; ++next_) {
      says.attack.set(next_->lane, !attack_[place_]);
    }
    ++place_;
  }

 private:
  const std::vector<bool>& attack_;
  std::vector<Change> changes_;
  std::vector<Change>::const_iterator next_;
  std::size_t place_ = 0;
};

// For each lieutenant and lane, how many of the others' orders came out as attack.
class Climb::Votes final : public LaneObserver {
 public:
  void resolved(const Path& path, int i, const LaneBits& order) override {
    if (path.size() == 2) {
      for (int lane = 0; lane < kLanes; ++lane) {
        attacks_[i][lane] = static_cast<std::uint8_t>(attacks_[i][lane] + order.lane(lane));
      }
    }
  }
  int attacks(int lieutenant, int lane) const { return attacks_[lieutenant][lane]; }

 private:
  std::array<std::array<std::uint8_t, kLanes>, kMaxGenerals> attacks_{};
};

Climb::Climb(const Setup& setup, Property property, LaneRun& run, std::uint64_t seed)
    : setup_(setup),
      property_(property),
      run_(run),
      draw_(seed),
      best_(std::numeric_limits<std::int64_t>::max()) {
  std::size_t places = 0;
  for_each_lie_place(setup, [&](const Path&, int) { return ++places != 0; });
  for (std::size_t place = 0; place < places; ++place) {
    attack_.push_back((draw_() & 1) != 0);
  }
}

std::optional<std::vector<Lie>> Climb::step() {
  constexpr std::uint64_t kMostChanges = 4;
  std::vector<Change> changes;
  for (int lane = 0; lane < kLanes; ++lane) {
    for (std::uint64_t count = 1 + draw_() % kMostChanges; count > 0; --count) {
      changes.push_back({static_cast<std::size_t>(draw_() % attack_.size()), lane});
    }
  }
  Variants variants(attack_, std::move(changes));
  Votes votes;
  run_.run(variants, &votes);
  if (const auto lane = first_lane(violated_lanes(property_, setup_, run_))) {
    variants.restart();
    return lies_in_lane(run_, variants, *lane);
  }
  int nearest = 0;
  for (int lane = 1; lane < kLanes; ++lane) {
    nearest = distance(votes, lane) < distance(votes, nearest) ? lane : nearest;
  }
  const std::int64_t reached = distance(votes, nearest);
  steps_without_gain_ = reached < best_ ? 0 : steps_without_gain_ + 1;
  if (reached <= best_) {
    best_ = reached;
    for (const Change& change : variants.changes()) {
      if (change.lane == nearest) {
        attack_[change.place].flip();
      }
    }
  }
  return std::nullopt;
}

std::int64_t Climb::distance(const Votes& votes, int lane) const {
  int fewest = kMaxGenerals;
  int most = 0;
  std::int64_t sum = 0;
  for (const int i : setup_.loyal_lieutenants()) {
    const int attacks = votes.attacks(i, lane);
    fewest = std::min(fewest, attacks);
    most = std::max(most, attacks);
    sum += attacks;
  }
  const int needed = (setup_.n - 1) / 2 + 1;
  const int to_retreat = std::max(0, fewest - needed + 1);
  const int to_attack = std::max(0, needed - most);
  constexpr std::int64_t kStep = std::int64_t{kMaxGenerals} * kMaxGenerals;
  if (property_ == Property::IC2) {
    return setup_.order == Order::attack ? to_retreat * kStep + sum : to_attack * kStep - sum;
  }
  return (to_retreat + to_attack) * kStep - (most - fewest);
}

}  // namespace turncoat
