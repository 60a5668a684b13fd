// Another adversary, until its asker is to end: so the reference, which is kept plain, can be ended
// too, without a look at anything but its adversary.
//
// A setup without traitors asks nobody, so nothing ends its run: for the reference about a second
// at kDefaultMessageLimit. One thread asks.
#pragma once

#include <functional>

#include "turncoat/core/adversary.hpp"

namespace turncoat {

// Asked now and then; true: it is to end.
using Stop = std::function<bool()>;

// Thrown through an engine that was stopped, to whoever gave it the adversary. Not an error.
struct Stopped {};

class UntilStopped final : public Adversary {
 public:
  // Both must live as long as this.
  UntilStopped(const Adversary& adversary, const Stop& stop) : adversary_(adversary), stop_(stop) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    constexpr unsigned kAnswersBetween = 4096;
    if (stop_ && ++asked_ % kAnswersBetween == 0 && stop_()) {
      throw Stopped();
    }
    return adversary_.says(path, receivers, relayed);
  }
  bool ignores_relayers() const override { return adversary_.ignores_relayers(); }

 private:
  const Adversary& adversary_;
  const Stop& stop_;
  mutable unsigned asked_ = 0;
};

}  // namespace turncoat
