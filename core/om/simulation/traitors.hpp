// What the traitors of a simulation tell everybody: loyal generals what the adversary says, each
// other what they heard.
#pragma once

#include <array>
#include <vector>

#include "turncoat/core/broadcast.hpp"
#include "turncoat/core/om/simulation/last_rounds.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/core/setup.hpp"

namespace turncoat {

// A sender's message for all its receivers.
struct Told {
  Word attack;
  Word silent;
};

// Asks a broadcast adversary; where it ignores relayers, once for each round, traitor and order.
class Traitors {
 public:
  Traitors(const Setup& setup, const BroadcastAdversary& adversary);

  // Of each general in that round; nullptr where they depend on the path.
  const Answers* answers(int round) const {
    return answers_.empty() ? nullptr : answers_[round - 1].data();
  }

  // What the traitor who ends the path tells these receivers: loyal ones, of whom it is told,
  // what the adversary says, traitors what would be relayed.
  Told ask(const Path& path, Generals loyal, Generals traitors, Order relayed) const {
    const Word faithful = relayed == Order::attack ? traitors.word() : 0;
    if (loyal.empty()) {
      return {.attack = faithful, .silent = 0};
    }
    const Broadcast says = adversary_.says(path, loyal, relayed);
    check(loyal.contains(says.attack | says.silent) && (says.attack & says.silent).empty(),
          "an adversary to say one thing to each receiver, and to nobody else");
    return {.attack = says.attack.word() | faithful, .silent = says.silent.word()};
  }

 private:
  Answers answers_of(int round, int traitor) const;

  Setup setup_;
  const BroadcastAdversary& adversary_;
  std::vector<std::array<Answers, kMaxGenerals>> answers_;  // [round − 1], if it ignores relayers
};

}  // namespace turncoat
