#include "turncoat/core/om/lies_told.hpp"

#include <algorithm>
#include <string>

#include "turncoat/core/om/reference.hpp"

namespace turncoat {
namespace {

class Listening final : public Adversary {
 public:
  explicit Listening(const Adversary& adversary) : adversary_(adversary) {}

  Told says(const Path& path, Generals receivers, Order relayed) const override {
    const Told told = adversary_.says(path, receivers, relayed);
    for (const int receiver : receivers) {
      const Said what = told.to(receiver);
      if (what != said(relayed)) {
        if (lies_.size() == kMaxLies) {
          throw TooManyLies();
        }
        lies_.push_back({path, receiver, what});
      }
    }
    return told;
  }
  std::vector<Lie> take() {
    std::sort(lies_.begin(), lies_.end());
    return std::move(lies_);
  }

 private:
  const Adversary& adversary_;
  mutable std::vector<Lie> lies_;
};

}  // namespace

TooManyLies::TooManyLies()
    : BadInput("more than " + std::to_string(kMaxLies) + " lies in one scenario") {}

RunWithLies run_noting_lies(const Setup& setup, const Adversary& adversary, const Rules& rules,
                            const Stop& stop) {
  Listening listening(adversary);
  const Outcome outcome = run_reference_until(stop, setup, listening, rules);
  return {outcome, listening.take()};
}

std::vector<Lie> lies_told(const Setup& setup, const Adversary& adversary, const Rules& rules) {
  return run_noting_lies(setup, adversary, rules).lies;
}

}  // namespace turncoat
