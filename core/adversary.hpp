// Decides what traitors say.
//
// An adversary is a function: asked twice for the same message it answers the same, whatever was
// asked in between and whichever other receivers are asked about. So every implementation of OM(m),
// in whatever order it makes its messages, meets the same traitors, and may ask from several
// threads at a time.
#pragma once

#include "turncoat/core/generals.hpp"
#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"
#include "turncoat/support/check.hpp"

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

class Adversary {
 public:
  virtual ~Adversary() = default;

  // What the traitor who ends `path` says to each of `receivers`, if a loyal general would relay
  // `relayed`. The receivers are loyal and not on the path; the answer is about nobody else.
  virtual Told says(const Path& path, Generals receivers, Order relayed) const = 0;

  // True if only the path's length and sender matter. An engine may then ask once for all paths
  // that share both, and recall what it resolved for the same generals.
  virtual bool ignores_relayers() const { return false; }

  // The answer, checked: engines ask so.
  Told ask(const Path& path, Generals receivers, Order relayed) const {
    const Told told = says(path, receivers, relayed);
    check(receivers.contains(told.attack | told.nothing) && (told.attack & told.nothing).empty(),
          "an adversary to say one thing to each receiver, and to nobody else");
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
