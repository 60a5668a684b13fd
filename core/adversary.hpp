// Who decides what traitors say.
//
// An adversary is a function: asked twice for the same message it answers the same, whatever was
// asked in between. So every implementation of OM(m), in whatever order it makes its messages,
// meets the same traitors.
#pragma once

#include "core/order.hpp"
#include "core/path.hpp"

namespace turncoat {

class Adversary {
 public:
  virtual ~Adversary() = default;

  // What the traitor who ends `path` says to `receiver`, who is loyal, where a loyal general
  // would relay `relayed`.
  virtual Said says(const Path& path, int receiver, Order relayed) const = 0;

 protected:
  Adversary() = default;
  Adversary(const Adversary&) = default;
  Adversary& operator=(const Adversary&) = default;
};

}  // namespace turncoat
