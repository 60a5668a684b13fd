// Who decides what traitors say.
//
// An adversary is a function: asked twice for the same message it answers the same, whatever was
// asked in between. So every implementation of OM(m), in whatever order it makes its messages,
// meets the same traitors, and may ask from several threads at a time.
#pragma once

#include "turncoat/core/order.hpp"
#include "turncoat/core/path.hpp"

namespace turncoat {

class Adversary {
 public:
  virtual ~Adversary() = default;

  // What the traitor who ends `path` says to `receiver`, who is loyal, where a loyal general
  // would relay `relayed`.
  virtual Said says(const Path& path, int receiver, Order relayed) const = 0;

  // Whether of the path nothing matters but its length and its sender: then an engine may ask once
  // for all paths that have both in common, and recall what it resolved for the same generals.
  virtual bool ignores_relayers() const { return false; }

 protected:
  Adversary() = default;
  Adversary(const Adversary&) = default;
  Adversary& operator=(const Adversary&) = default;
};

}  // namespace turncoat
