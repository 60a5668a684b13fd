// Always the opposite of the commander's order. OM(m) is monotone in what traitors say, so no
// adversary does better against IC2.
#pragma once

#include <memory>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Against final : public Adversary {
 public:
  explicit Against(Order order) : story_(said(opposite(order))) {}

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy"});
    return std::make_unique<Against>(stage.setup.order);
  }

  Told says(const Path& /*path*/, Generals receivers, Order /*relayed*/) const override {
    return tell_all(receivers, story_);
  }
  bool ignores_relayers() const override { return true; }

 private:
  Said story_;
};

inline constexpr Strategy kAgainst{
    "against", "says the opposite of the commander's order, everywhere", Against::make};

}  // namespace turncoat
