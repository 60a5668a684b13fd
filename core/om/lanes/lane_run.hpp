// Hundreds of scenarios of one setup in one pass of OM(m): lane k is scenario k.
//
// The scenarios share n, m, the commander's order and the traitors, and differ in their lies. The
// number of lanes is the same on every machine, so results are too. The instructions that work on
// them are chosen at run time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "turncoat/core/om/rules.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"
#include "turncoat/support/isa.hpp"

namespace turncoat {

inline constexpr int kLanes = 512;

// A bit for each lane; for orders, set means attack.
struct LaneBits {
  alignas(64) std::array<std::uint64_t, kLanes / 64> words{};

  bool lane(int k) const { return (words[k / 64] >> (k % 64) & 1) != 0; }
  void set(int k, bool value) {
    const std::uint64_t bit = std::uint64_t{1} << (k % 64);
    words[k / 64] = value ? words[k / 64] | bit : words[k / 64] & ~bit;
  }
  friend bool operator==(const LaneBits&, const LaneBits&) = default;
};

// A traitor's answer in each lane: nothing if `silent` is set, whatever `attack` is.
struct LaneSaid {
  LaneBits attack;
  LaneBits silent;
};

class LaneAdversary {
 public:
  virtual ~LaneAdversary() = default;

  // As Adversary::says, in all lanes, to one receiver; `says` comes filled with `relayed` and no
  // silence. Messages are asked for in the same order in each pass over one setup.
  virtual void says(const Path& path, int receiver, const LaneBits& relayed, LaneSaid& says) = 0;

 protected:
  LaneAdversary() = default;
  LaneAdversary(const LaneAdversary&) = default;
  LaneAdversary& operator=(const LaneAdversary&) = default;
};

class LaneObserver {
 public:
  virtual ~LaneObserver() = default;

  // General i's resolution of the path, in each lane.
  virtual void resolved(const Path& path, int i, const LaneBits& order) = 0;

 protected:
  LaneObserver() = default;
  LaneObserver(const LaneObserver&) = default;
  LaneObserver& operator=(const LaneObserver&) = default;
};

// OM(m) over lanes, for one setup; memory is taken once and used for every pass.
class LaneRun {
 public:
  virtual ~LaneRun() = default;

  virtual void run(LaneAdversary& adversary, LaneObserver* observer = nullptr) = 0;
  // The decision of that loyal lieutenant in the last pass.
  virtual const LaneBits& decision(int lieutenant) const = 0;

 protected:
  LaneRun() = default;
  LaneRun(const LaneRun&) = default;
  LaneRun& operator=(const LaneRun&) = default;
};

// Compiled in, and this machine has it. `portable` always is; AVX2 was measured to be no faster
// than the portable code.
bool is_available(Isa isa);
Isa best_isa();

// Throws InvalidSetup. Cost of a pass: time for every message (message_count.hpp), memory O(n·m).
std::unique_ptr<LaneRun> make_lane_run(const Setup& setup, const Rules& rules = {},
                                       Isa isa = best_isa());

}  // namespace turncoat
