// One consistent story for each half of the loyal lieutenants. The first half, by number, hears
// that the commander ordered attack; the other half hears that it ordered retreat.
#pragma once

#include <memory>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class TwoFaced final : public Adversary {
 public:
  explicit TwoFaced(const Setup& setup) {
    const Generals loyal = setup.loyal_lieutenants();
    for (const int general : loyal) {
      if (2 * loyal.rank(general) < loyal.size()) {
        told_attack_.insert(general);
      }
    }
  }

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy"});
    return std::make_unique<TwoFaced>(stage.setup);
  }

  Told says(const Path& /*path*/, Generals receivers, Order /*relayed*/) const override {
    return {.attack = receivers & told_attack_};
  }
  bool ignores_relayers() const override { return true; }

 private:
  Generals told_attack_;
};

inline constexpr Strategy kTwoFaced{
    "two-faced", "tells half of the loyal of an order to attack, the others of one to retreat",
    TwoFaced::make};

}  // namespace turncoat
