// The tree of paths of a simulation, depth-first, down to the last rounds.
#pragma once

#include <cstdint>
#include <memory>
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
  Told tell(const Path& path, int j, Word heard, Generals receivers);
  Told ask(const Path& path, Generals receivers, Order relayed) const;
  void resolve_lanes(const Path& path, Generals senders, Word heard);
  void ask_rows(const Path& path, Generals senders);
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
  std::unique_ptr<LastRounds> last_ = std::make_unique_for_overwrite<LastRounds>();
};

}  // namespace turncoat
