// What a traitor says to everybody about one path at once: a word for all receivers.
#pragma once

#include "turncoat/core/adversary.hpp"
#include "turncoat/core/generals.hpp"

namespace turncoat {

struct Broadcast {
  Generals attack;  // who is told to attack
  Generals silent;  // who is told nothing; none of them is in `attack`

  friend bool operator==(const Broadcast&, const Broadcast&) = default;
};

// An adversary as a function of (path, what would be relayed) that answers for all receivers.
class BroadcastAdversary {
 public:
  virtual ~BroadcastAdversary() = default;

  // What the traitor who ends `path` says to each of `receivers`, who are loyal, where a loyal
  // general would relay `relayed`. Nobody else is in either set.
  virtual Broadcast says(const Path& path, Generals receivers, Order relayed) const = 0;

  // As Adversary::ignores_relayers; and what is said to one receiver doesn't depend on who else is
  // asked about.
  virtual bool ignores_relayers() const { return false; }

 protected:
  BroadcastAdversary() = default;
  BroadcastAdversary(const BroadcastAdversary&) = default;
  BroadcastAdversary& operator=(const BroadcastAdversary&) = default;
};

// Any adversary, asked for each receiver in ascending order. Keeps a reference to it.
class AskEach final : public BroadcastAdversary {
 public:
  explicit AskEach(const Adversary& adversary) : adversary_(adversary) {}

  Broadcast says(const Path& path, Generals receivers, Order relayed) const override;
  bool ignores_relayers() const override { return adversary_.ignores_relayers(); }

 private:
  const Adversary& adversary_;
};

}  // namespace turncoat
