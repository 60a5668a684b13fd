// Always the opposite of what a loyal general would relay.
#pragma once

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Flip final : public Adversary {
 public:
  Told says(const Path& /*path*/, Generals receivers, Order relayed) const override {
    return tell_all(receivers, said(opposite(relayed)));
  }
  bool ignores_relayers() const override { return true; }
};

inline constexpr Strategy kFlip{"flip", "the opposite of what it should relay, to everybody",
                                make_plain<Flip>};

}  // namespace turncoat
