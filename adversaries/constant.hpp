// Always the same answer to everybody: attack, retreat or nothing.
#pragma once

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

template <Said what>
class Constant final : public Adversary {
 public:
  Told says(const Path& /*path*/, Generals receivers, Order /*relayed*/) const override {
    return tell_all(receivers, what);
  }
  bool ignores_relayers() const override { return true; }
};

inline constexpr Strategy kAlwaysAttack{"always-attack", "says attack, whatever it heard",
                                        make_plain<Constant<Said::attack>>};
inline constexpr Strategy kAlwaysRetreat{"always-retreat", "says retreat, whatever it heard",
                                         make_plain<Constant<Said::retreat>>};
inline constexpr Strategy kSilent{"silent", "sends nothing", make_plain<Constant<Said::silence>>};

}  // namespace turncoat
