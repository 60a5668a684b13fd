// OM(m) over lanes, compiled once for each instruction set (lane_run_portable.cpp and the like).
#pragma once

#include <array>
#include <memory>

#include "turncoat/core/om/lanes/lanes.hpp"
#include "turncoat/core/om/oral_messages.hpp"

namespace turncoat {

template <Isa isa>
class LaneRunOf final : public LaneRun {
  using Domain = Lanes<isa>;
  using Value = typename Domain::Value;
  using Row = typename OralMessages<Domain>::Row;

 public:
  LaneRunOf(const Setup& setup, const Rules& rules)
      : setup_(setup), silence_(Domain::constant(rules.silence)), algorithm_(setup, rules) {}

  void run(LaneAdversary& adversary, LaneObserver* observer) override {
    const auto tell = [&](const Path& path, Generals receivers, const Value& relayed, Row& told) {
      const LaneBits faithful = Domain::store(relayed);
      for (const int receiver : receivers) {
        LaneSaid says{.attack = faithful, .silent = {}};
        adversary.says(path, receiver, faithful, says);
        const Value silent = Domain::load(says.silent);
        told[receiver] = (Domain::load(says.attack) & ~silent) | (silence_ & silent);
      }
    };
    if (observer == nullptr) {
      keep(algorithm_.run(setup_.loyal_lieutenants(), tell));
    } else {
      keep(algorithm_.run(setup_.loyal_lieutenants(), tell,
                          [&](const Path& path, int i, const Value& order) {
                            observer->resolved(path, i, Domain::store(order));
                          }));
    }
  }

  const LaneBits& decision(int lieutenant) const override { return decisions_[lieutenant]; }

 private:
  void keep(const Row& resolved) {
    for (const int i : setup_.loyal_lieutenants()) {
      decisions_[i] = Domain::store(resolved[i]);
    }
  }

  Setup setup_;
  Value silence_;
  OralMessages<Domain> algorithm_;
  std::array<LaneBits, kMaxGenerals> decisions_{};
};

// Each defined in a file of its own, compiled for that instruction set.
template <Isa isa>
std::unique_ptr<LaneRun> make_lane_run_of(const Setup& setup, const Rules& rules);

}  // namespace turncoat
