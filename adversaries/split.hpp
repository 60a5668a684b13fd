// Lies to some receivers and not to the others.
//
// Options: "to": the deceived receivers; by default those with an odd number.
#pragma once

#include <memory>

#include "turncoat/adversaries/strategy.hpp"

namespace turncoat {

class Split final : public Adversary {
 public:
  explicit Split(Generals deceived) : deceived_(deceived) {}

  static std::unique_ptr<Adversary> make(const JsonPlace& options, const Stage& stage) {
    options.expect_object({"strategy", "to"});
    Generals deceived = Generals::of_word(0xAAAA'AAAA'AAAA'AAAA);
    if (options.has("to")) {
      deceived = {};
      for (const JsonPlace& general : options.at("to").elements(kMaxGenerals)) {
        deceived.insert(general.integer(0, stage.setup.n - 1));
      }
    }
    return std::make_unique<Split>(deceived);
  }

  Told says(const Path& /*path*/, Generals receivers, Order relayed) const override {
    return deceive(deceived_, receivers, relayed);
  }
  bool ignores_relayers() const override { return true; }

 private:
  Generals deceived_;
};

inline constexpr Strategy kSplit{
    "split", "lies to some receivers only; \"to\": [GENERAL, …], by default the odd ones",
    Split::make};

}  // namespace turncoat
