// Decides what traitors say.
//
// An adversary is a function: asked twice for the same message it answers the same, whatever was
// asked in between and whichever other receivers are asked about. So every implementation of OM(m),
// in whatever order it makes its messages, meets the same traitors, and may ask from several
// threads at a time.
#pragma once

#include <cstdint>
#include <span>

#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/support/check.hpp"
#include "turncoat/support/isa.hpp"

namespace turncoat {

// What one sender says for one path to several receivers: those in neither set are told to retreat.
struct Told {
  Generals attack{};   // who is told to attack
  Generals nothing{};  // who is told nothing; none of them is in `attack`

  constexpr Said to(int receiver) const {
    if (nothing.contains(receiver)) {
      return Said::silence;
    }
    return attack.contains(receiver) ? Said::attack : Said::retreat;
  }
  friend bool operator==(const Told&, const Told&) = default;
};

// The same to all receivers.
constexpr Told tell_all(Generals receivers, Said what) {
  return {.attack = what == Said::attack ? receivers : Generals(),
          .nothing = what == Said::silence ? receivers : Generals()};
}

// The opposite of `relayed` to those receivers that are deceived, `relayed` to the others.
constexpr Told deceive(Generals deceived, Generals receivers, Order relayed) {
  return {.attack = relayed == Order::attack ? receivers - deceived : receivers & deceived};
}

// says(receiver) → Said.
template <class Says>
constexpr Told tell_each(Generals receivers, const Says& says) {
  Told told;
  for (const int receiver : receivers) {
    const Said what = says(receiver);
    if (what == Said::attack) {
      told.attack.insert(receiver);
    } else if (what == Said::silence) {
      told.nothing.insert(receiver);
    }
  }
  return told;
}

inline constexpr const char* kOneThingToEach =
    "an adversary to say one thing to each receiver, and to nobody else";

constexpr void expect_one_thing_to_each(const Told& told, Generals receivers) {
  check(receivers.contains(told.attack | told.nothing) && (told.attack & told.nothing).empty(),
        kOneThingToEach);
}

// Many questions at once: path + j + k, for each lane's general j and each row's sender k.
//
// A word stands for a set of generals, as in Generals. Nobody is told anything in lanes beyond the
// relayers, nor where the sender is j.
struct PathGrid {
  const Path& path;
  std::span<const std::uint8_t> relayers;  // by lane: j
  std::span<const std::uint8_t> senders;   // by row: k, traitors who aren't on the path
  Generals loyal;                          // to whom traitors lie
  int width;                               // in lanes
  Isa isa;                                 // the width is a multiple of its lanes
  const std::uint64_t* others;             // by lane: who isn't on path + j
  const std::uint64_t* relayed;            // by lane: which of them would relay attack
  // The answers, at row · width + lane, aligned as the instruction set's registers are.
  std::uint64_t* attack;
  std::uint64_t* nothing;
};

class Adversary {
 public:
  virtual ~Adversary() = default;

  // What the traitor who ends `path` says to each of `receivers`, if a loyal general would relay
  // `relayed`. The receivers are loyal and not on the path; the answer is about nobody else.
  virtual Told says(const Path& path, Generals receivers, Order relayed) const = 0;

  // The same for many paths. A strategy that only computes answers them faster at once. Engines
  // check the answers.
  virtual void says_all(const PathGrid& grid) const;

  // True if only the path's length and sender matter. An engine may then ask once for all paths
  // that share both, and recall what it resolved for the same generals.
  virtual bool ignores_relayers() const { return false; }

  // The answer, checked: engines ask so.
  Told ask(const Path& path, Generals receivers, Order relayed) const {
    const Told told = says(path, receivers, relayed);
    expect_one_thing_to_each(told, receivers);
    return told;
  }
  Said ask_for(const Path& path, int receiver, Order relayed) const {
    return ask(path, Generals{receiver}, relayed).to(receiver);
  }

 protected:
  Adversary() = default;
  Adversary(const Adversary&) = default;
  Adversary& operator=(const Adversary&) = default;
};

}  // namespace turncoat
