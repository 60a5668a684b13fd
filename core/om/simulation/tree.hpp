// The tree of paths of a simulation, depth-first, down to the last rounds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "turncoat/core/om/simulation/last_rounds.hpp"
#include "turncoat/core/om/simulation/simulation.hpp"
#include "turncoat/core/om/simulation/traitors.hpp"

namespace turncoat {

struct SimulationCounts {
  std::uint64_t sent = 0;
  std::uint64_t withheld = 0;
  std::uint64_t paths = 0;
};

// What traitors say for the paths two longer than a path q, asked all at once. Lanes and rows as in
// the last rounds, but that only traitors have rows.
struct AskedPaths {
  int width = 0;
  std::array<std::uint8_t, kMaxGenerals> relayer;  // j, by lane
  std::array<std::uint8_t, kMaxGenerals> sender;   // k, by row
  std::array<std::uint8_t, kMaxGenerals> row_of;   // by k
  alignas(64) std::array<Word, kMaxGenerals> receivers;
  alignas(64) std::array<Word, kMaxGenerals> heard;
  alignas(64) std::array<Word, std::size_t{kMaxGenerals} * kMaxGenerals> attack;
  alignas(64) std::array<Word, std::size_t{kMaxGenerals} * kMaxGenerals> nothing;
};

// Of one thread. The options' `progress` is called with the messages this tree made so far. Once
// their `stop` answers true, the rest is left out, and resolutions mean nothing.
class SimulationTree {
 public:
  SimulationTree(const Setup& setup, const Traitors& traitors, const SimulationOptions& options);

  // The whole tree: everybody's resolutions of [0].
  Word run();

  // In parts: the orders that everybody hears from the commander.
  Word begin();
  // The orders that each general not on a path of length below m tells everybody, in order of
  // generals.
  void relay(const Path& path, Word heard, WordRow& told);
  // Everybody's resolutions of a path of length below m, by the orders heard for it.
  Word resolve(const Path& path, Word heard);
  // The same, by everybody's resolutions of the paths one longer, in the order of `relay`.
  Word majority(const Path& path, Word heard, WordRow& votes) const;

  bool finished() const { return finished_; }
  SimulationCounts counts() const;

 private:
  void pause();  // for `progress` and `stop`

  // A path's lane is its own among those for which the adversary was asked at once.
  void ask_ahead(const Path& path, Generals relayers, std::span<const Word> heard);
  void ask_ahead_for(const Path& path, Word heard);
  Told tell(const Path& path, int lane, int j, Word heard, Generals receivers);
  Told lie(const Path& path, int lane, int j, Order relayed, Generals receivers) const;
  void relay_in(int lane, const Path& path, Word heard, WordRow& told);
  Word resolve_in(int lane, const Path& path, Word heard);
  void resolve_lanes(int lane_of_path, const Path& path, Generals senders, Word heard);
  void ask_rows(const Path& path, int senders);
  void observe(const Path& path, Word resolved) const;
  void observe_lanes(const Path& path, Generals senders) const;

  const Setup setup_;
  const Traitors& traitors_;
  const SimulationOptions& options_;
  const LastRoundsCode code_;
  std::uint64_t pause_at_ = 0;  // so many paths
  bool finished_ = true;
  SimulationCounts counts_;     // but for the last two rounds' messages
  std::vector<WordRow> votes_;  // [length of the path]
  // [length of q]; none where traitors ignore relayers.
  std::vector<std::unique_ptr<AskedPaths>> asked_;
  std::unique_ptr<LastRounds> last_ = std::make_unique_for_overwrite<LastRounds>();
};

}  // namespace turncoat
