// The messages of a simulation's traitors: to loyal generals the adversary's answers, to each other
// faithful relays.
#pragma once

#include <array>
#include <vector>

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/om/simulation/last_rounds.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// Asks the adversary; if it ignores relayers, once for each round, traitor and order.
class Traitors {
 public:
  Traitors(const Setup& setup, const Adversary& adversary);

  // Of each general in that round; nullptr if they depend on the path.
  const Answers* answers(int round) const {
    return answers_.empty() ? nullptr : answers_[round - 1].data();
  }

  // What the traitor who ends the path tells these receivers: the loyal ones what the adversary
  // says, traitors what would be relayed.
  Told ask(const Path& path, Generals receivers, Order relayed) const {
    const Generals loyal = receivers - setup_.traitors;
    return among_all(loyal.empty() ? Told() : adversary_.says(path, loyal, relayed), receivers,
                     relayed);
  }
  // The same by what it tells the loyal receivers, which is checked.
  Told among_all(Told told, Generals receivers, Order relayed) const {
    expect_one_thing_to_each(told, receivers - setup_.traitors);
    if (relayed == Order::attack) {
      told.attack = told.attack | (receivers & setup_.traitors);
    }
    return told;
  }
  // Unchecked.
  void ask_all(const PathGrid& grid) const { adversary_.says_all(grid); }

 private:
  Answers answers_of(int round, int traitor) const;

  Setup setup_;
  const Adversary& adversary_;
  std::vector<std::array<Answers, kMaxGenerals>> answers_;  // [round − 1]; empty if relayers matter
};

}  // namespace turncoat
