// What the senders of a simulation tell everybody: loyal ones what they heard, traitors what the
// adversary says.
#pragma once

#include <array>
#include <vector>

#include "core/broadcast.hpp"
#include "core/path.hpp"
#include "core/setup.hpp"
#include "core/simulation_last_rounds.hpp"

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
  Told ask(const Path& path, Word receivers, Order relayed) const;

 private:
  Answers answers_of(int round, int traitor) const;

  Setup setup_;
  const BroadcastAdversary& adversary_;
  std::vector<std::array<Answers, kMaxGenerals>> answers_;  // [round − 1], if it ignores relayers
};

inline Told Traitors::ask(const Path& path, Word receivers, Order relayed) const {
  const Generals loyal = Generals(receivers) - setup_.traitors;
  Broadcast says;
  if (!loyal.empty()) {
    says = adversary_.says(path, loyal, relayed);
    check(loyal.contains(says.attack | says.silent) && (says.attack & says.silent).empty(),
          "an adversary to say one thing to each receiver, and to nobody else");
  }
  const Word to_traitors = relayed == Order::attack ? receivers & setup_.traitors.word() : 0;
  return {says.attack.word() | to_traitors, says.silent.word()};
}

}  // namespace turncoat
