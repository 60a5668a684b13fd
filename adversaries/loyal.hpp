// Traitors that relay faithfully: a run without lies.
#pragma once

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Loyal final : public Adversary {
 public:
  Told says(const Path& /*path*/, Generals receivers, Order relayed) const override {
    return tell_all(receivers, said(relayed));
  }
  bool ignores_relayers() const override { return true; }
};

inline constexpr Strategy kLoyal{"loyal", "relays faithfully: no lie at all", make_plain<Loyal>};

}  // namespace turncoat
